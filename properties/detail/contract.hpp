// Where the environment broke what it owes (payment-rules E1 to E3), so that no code could be
// right: from then on a payable is judged by the properties that hold whatever happens, and by no
// other (E5). Two things break it, both at a processor that does not recognise a repeated request:
// a network that doubled one, seen by an effect or a decline for which there is no send left; and a
// sender that woke after more than a lease of silence, when somebody else had taken over, and sent.
#pragma once

#include <cstdint>
#include <vector>

#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties::detail {

/// The payable that a fact is about: its own, or that of its event; `no_id` where it has none.
Id subject_of(const Index& index, const Observation& seen);

/// Somebody at the service did it: its gateway, its belief or its keys show it.
bool is_of_service(const Observation& seen);

/// What the processor of a send or an effect says of keys; nullptr where nobody said.
const ProcessorTerms* terms_of(const Index& index, Name processor);

/// Under the key of a send or an effect a repeated request is harmless: there is one, and its
/// processor knows keys.
bool recognised(const Index& index, Name processor, Name processor_key);

/// Where one history left the contract.
class Contract {
 public:
  explicit Contract(const Index& index);

  /// The fact that broke it for a payable; nullptr where none did.
  [[nodiscard]] const Observation* broken_by(Id payable) const {
    return payable < broken_.size() ? broken_[payable] : nullptr;
  }
  /// The finding is about a payable outside of the contract, and not from before.
  [[nodiscard]] bool excuses(const Violation& violation) const;

 private:
  void judge_intent(Id payable, Rows rows);
  void breaks(Id payable, const Observation& seen);

  const Index& index_;
  std::vector<const Observation*> broken_;  // by payable
};

}  // namespace assay::properties::detail
