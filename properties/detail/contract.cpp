// Matching effects with the sends that they may come from, and senders with the claims that they
// lost. Nothing is looked at where every processor recognises what it has seen.
#include "properties/detail/contract.hpp"

#include <algorithm>
#include <map>

#include "properties/detail/wording.hpp"

namespace assay::properties::detail {
namespace {

template <typename Fact>
bool is_recognised(const Index& index, const Fact& fact) {
  return recognised(index, fact.processor, fact.processor_key);
}

// The send, where its processor would not recognise it again.
const Seen<AttemptSent>* unrecognised_send(const Index& index, const Observation& row) {
  const auto* sent = row.as<AttemptSent>();
  return sent != nullptr && !is_recognised(index, *sent) ? sent : nullptr;
}

// The sends of one intent to processors that recognise nothing, each good for one effect or one
// decline within D_max of it.
class Sends {
 public:
  explicit Sends(std::int64_t effect_max) : effect_max_(effect_max) {}

  void see(const Seen<AttemptSent>& sent) { unused_.push_back(&sent); }
  /// Whether what became of a request has a send of its own to come from. Without D_max any earlier
  /// one serves.
  template <typename Fact>
  bool take(const Fact& fact) {
    const auto found = std::ranges::find_if(unused_, [&](const Seen<AttemptSent>* sent) {
      const bool in_time = effect_max_ <= 0 || fact.at - sent->at <= effect_max_;
      return in_time && (sent->processor.empty() || sent->processor == fact.processor);
    });
    if (found == unused_.end()) return false;
    unused_.erase(found);
    return true;
  }

 private:
  std::int64_t effect_max_;
  std::vector<const Seen<AttemptSent>*> unused_;
};

// Who worked on one intent, and who claimed its key.
class Owners {
 public:
  void see(const Observation& row) {
    if (row.observer.empty()) return;
    if (is_of_service(row)) last_sign_[row.observer] = &row;
    if (row.is<KeyClaimed>()) claimed_[row.observer] = last_claim_ = &row;
  }
  /// The sender had claimed the key, said nothing for a lease, and somebody else has it since.
  [[nodiscard]] bool woke_late(const Observation& sent, std::int64_t lease) const {
    const auto own = claimed_.find(sent.observer);
    if (lease <= 0 || own == claimed_.end() || last_claim_ == own->second) return false;
    return sent.at - last_sign_.at(sent.observer)->at >= lease;
  }

 private:
  std::map<Name, const Observation*> last_sign_, claimed_;
  const Observation* last_claim_ = nullptr;
};

// The processor did so once more than it was asked.
template <typename Fact>
bool is_doubled(const Index& index, const Observation& row, Sends& sends) {
  const auto* fact = row.as<Fact>();
  return fact != nullptr && !is_recognised(index, *fact) && !sends.take(*fact);
}

// Everything of one intent, the claims of its keys with it, in order.
std::vector<const Observation*> with_claims(const Index& index, Rows rows) {
  std::vector<const Observation*> all(rows.begin(), rows.end());
  std::vector<Id> keys;
  for (const Observation* row : rows) {
    const Id key = row->is<RequestSent>() ? index.key_of(*row) : no_id;
    if (key == no_id || std::ranges::find(keys, key) != keys.end()) continue;
    keys.push_back(key);
    for (const auto& claim : only<KeyClaimed>(index.keys()[key])) all.push_back(&claim);
  }
  std::ranges::sort(all, {}, &Observation::sequence);
  return all;
}

}  // namespace

Id subject_of(const Index& index, const Observation& seen) {
  const Id own = index.payable_of(seen);
  const Id event = index.event_of(seen);
  if (own != no_id || event == no_id) return own;
  for (const Observation* row : index.events()[event]) {
    if (const Id other = index.payable_of(*row); other != no_id) return other;
  }
  return no_id;
}

bool is_of_service(const Observation& seen) {
  return (bit(seen.source()) & (bit(Source::gateway) | bit(Source::belief) | bit(Source::keys))) !=
         0;
}

const ProcessorTerms* terms_of(const Index& index, Name processor) {
  const auto& all = index.history().processors;
  const auto found = std::ranges::find(all, processor.text(), &ProcessorTerms::name);
  return found == all.end() ? nullptr : &*found;
}

bool recognised(const Index& index, Name processor, Name processor_key) {
  if (processor_key.empty()) return false;
  const auto* terms = terms_of(index, processor);
  return terms == nullptr || terms->knows_keys;
}

Contract::Contract(const Index& index) : index_(index) {
  for (const auto& sent : index.of<AttemptSent>()) {
    const Id payable = index.payable_of(sent);
    if (payable == no_id || is_recognised(index, sent)) continue;
    if (broken_.empty()) broken_.resize(index.payables().size());
    const Rows rows = index.intent_rows(sent);
    const auto first = std::ranges::find_if(
        rows, [&](const Observation* row) { return unrecognised_send(index, *row) != nullptr; });
    if (*first == &sent) judge_intent(payable, rows);
  }
}

void Contract::judge_intent(Id payable, Rows rows) {
  Sends sends(index_.bounds().effect_max);
  Owners owners;
  for (const Observation* row : with_claims(index_, rows)) {
    if (const auto* sent = unrecognised_send(index_, *row)) {
      if (owners.woke_late(*sent, index_.bounds().lease_max)) breaks(payable, *sent);
      sends.see(*sent);
    }
    if (is_doubled<EffectApplied>(index_, *row, sends) ||
        is_doubled<EffectDeclined>(index_, *row, sends)) {
      breaks(payable, *row);
    }
    owners.see(*row);
  }
}

void Contract::breaks(Id payable, const Observation& seen) {
  const Observation*& first = broken_[payable];
  if (first == nullptr || seen.sequence < first->sequence) first = &seen;
}

bool Contract::excuses(const Violation& violation) const {
  if (broken_.empty() || violation.evidence.empty()) return false;
  for (const std::uint64_t sequence : violation.evidence) {
    const Observation* seen = index_.history().at(sequence);
    if (seen == nullptr) continue;
    const auto* broken = broken_by(subject_of(index_, *seen));
    if (broken != nullptr && broken->sequence <= violation.evidence.back()) return true;
  }
  return false;
}

}  // namespace assay::properties::detail
