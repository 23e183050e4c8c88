// Matching effects with the sends that they may come from, and senders with the claims that they
// lost. Nothing is looked at where every processor recognises what it has seen.
#include "properties/detail/contract.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "properties/detail/wording.hpp"

namespace assay::properties::detail {
namespace {

using history::Fact;
using history::Observation;

bool is_unrecognised_send(const Index& index, const Observation& row) {
  return row.fact == Fact::attempt_sent && !recognised(index, row);
}

// The sends of one intent to processors that recognise nothing, each good for one effect within
// D_max of it.
class Sends {
 public:
  explicit Sends(std::int64_t effect_max) : effect_max_(effect_max) {}

  void see(const Observation& sent) { unused_.push_back(&sent); }
  /// Whether the effect has a send of its own to come from. Without D_max any earlier one serves.
  bool take(const Observation& effect) {
    const auto found = std::ranges::find_if(unused_, [&](const Observation* sent) {
      const bool in_time = effect_max_ <= 0 || effect.at - sent->at <= effect_max_;
      return in_time && (sent->processor.empty() || sent->processor == effect.processor);
    });
    if (found == unused_.end()) return false;
    unused_.erase(found);
    return true;
  }

 private:
  std::int64_t effect_max_;
  std::vector<const Observation*> unused_;
};

// Who worked on one intent, and who claimed its key.
class Owners {
 public:
  void see(const Observation& row) {
    if (row.observer.empty()) return;
    const auto source = history::bit(history::source_of(row.fact));
    const bool works = (source & (bit(history::Source::gateway) | bit(history::Source::belief) |
                                  bit(history::Source::keys))) != 0;
    if (works) last_sign_[row.observer] = &row;
    if (row.fact == Fact::key_claimed) claimed_[row.observer] = last_claim_ = &row;
  }
  /// The sender had claimed the key, said nothing for a lease, and somebody else has it since.
  [[nodiscard]] bool woke_late(const Observation& sent, std::int64_t lease) const {
    const auto own = claimed_.find(sent.observer);
    if (lease <= 0 || own == claimed_.end() || last_claim_ == own->second) return false;
    return sent.at - last_sign_.at(sent.observer)->at >= lease;
  }

 private:
  std::map<std::string_view, const Observation*> last_sign_, claimed_;
  const Observation* last_claim_ = nullptr;
};

// Everything of one intent, the claims of its keys with it, in order.
std::vector<const Observation*> with_claims(const Index& index, Rows rows) {
  std::vector<const Observation*> all(rows.begin(), rows.end());
  std::vector<Id> keys;
  for (const Observation* row : rows) {
    const Id key = row->fact == Fact::request_sent ? index.key_of(*row) : no_id;
    if (key == no_id || std::ranges::find(keys, key) != keys.end()) continue;
    keys.push_back(key);
    std::ranges::copy_if(index.keys()[key], std::back_inserter(all), [](const Observation* it) {
      return it->fact == Fact::key_claimed;
    });
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

const Observation* observation_at(const Index& index, std::uint64_t sequence) {
  const auto& all = index.history().observations;
  const auto found = std::ranges::lower_bound(all, sequence, {}, &Observation::sequence);
  return found == all.end() || found->sequence != sequence ? nullptr : &*found;
}

const history::ProcessorTerms* terms_of(const Index& index, const Observation& seen) {
  const auto& all = index.history().processors;
  const auto found = std::ranges::find(all, seen.processor, &history::ProcessorTerms::name);
  return found == all.end() ? nullptr : &*found;
}

bool recognised(const Index& index, const Observation& seen) {
  if (seen.processor_key.empty()) return false;
  const auto* terms = terms_of(index, seen);
  return terms == nullptr || terms->knows_keys;
}

Contract::Contract(const Index& index) : index_(index) {
  for (const Observation* sent : index.of(Fact::attempt_sent)) {
    const Id payable = index.payable_of(*sent);
    if (payable == no_id || recognised(index, *sent)) continue;
    if (broken_.empty()) broken_.resize(index.payables().size());
    const Id intent = index.intent_of(*sent);
    const Rows rows = index.intents()[intent];
    const auto first = std::ranges::find_if(
        rows, [&](const Observation* row) { return is_unrecognised_send(index, *row); });
    if (*first == sent) judge_intent(payable, rows);
  }
}

void Contract::judge_intent(Id payable, Rows rows) {
  Sends sends(index_.bounds().effect_max);
  Owners owners;
  for (const Observation* row : with_claims(index_, rows)) {
    if (is_unrecognised_send(index_, *row)) {
      if (owners.woke_late(*row, index_.bounds().lease_max)) breaks(payable, *row);
      sends.see(*row);
    }
    const bool effect = row->fact == Fact::effect_applied && !recognised(index_, *row);
    if (effect && !sends.take(*row)) breaks(payable, *row);
    owners.see(*row);
  }
}

void Contract::breaks(Id payable, const Observation& seen) {
  const Observation*& first = broken_[payable];
  if (first == nullptr || seen.sequence < first->sequence) first = &seen;
}

bool Contract::excuses(const Finding& finding) const {
  if (broken_.empty() || finding.evidence.empty()) return false;
  for (const std::uint64_t sequence : finding.evidence) {
    const Observation* seen = observation_at(index_, sequence);
    if (seen == nullptr) continue;
    const auto* broken = broken_by(subject_of(index_, *seen));
    if (broken != nullptr && broken->sequence <= finding.evidence.back()) return true;
  }
  return false;
}

}  // namespace assay::properties::detail
