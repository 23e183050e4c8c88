// On what terms a client asks for money, as both sides of a wire have them. Not checked here: what
// a token may be is the service's and the processor's to say.
#pragma once

#include <string>

namespace assay::harness {

/// What a client asks beside the operation and its amount: whose card, to which account, and how.
struct Terms {
  std::string instrument;        ///< what the processor calls the card; empty: none is named
  std::string merchant_account;  ///< at the processor; empty: the only one
  std::string return_address;    ///< where the customer comes back to
  bool merchant_initiated = false;
  bool automatic_capture = false;
  bool partial_approval = false;
  bool more_to_come = false;  ///< of a capture: not the last one of its hold
  friend bool operator==(const Terms&, const Terms&) = default;
};

}  // namespace assay::harness
