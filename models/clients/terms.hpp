// On what terms a client asks for money, as both sides of a wire have them. Not checked here: what
// a token may be is the service's and the processor's to say.
#pragma once

#include <string>

#include "models/wire.hpp"

namespace assay::models {

struct Terms {
  std::string instrument;        ///< what the processor calls the card; empty: none is named
  std::string merchant_account;  ///< at the processor; empty: the only one
  std::string return_address;    ///< where the customer comes back to
  bool merchant_initiated = false;
  bool automatic_capture = false;
  bool partial_approval = false;
  friend bool operator==(const Terms&, const Terms&) = default;
};

inline void write(WireWriter& out, const Terms& terms) {
  out.text(terms.instrument).text(terms.merchant_account).text(terms.return_address);
  out.flag(terms.merchant_initiated).flag(terms.automatic_capture).flag(terms.partial_approval);
}

inline void read(WireReader& in, Terms& terms) {
  in.text(terms.instrument).text(terms.merchant_account).text(terms.return_address);
  in.flag(terms.merchant_initiated).flag(terms.automatic_capture).flag(terms.partial_approval);
}

}  // namespace assay::models
