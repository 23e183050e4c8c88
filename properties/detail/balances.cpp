// Each reading is held against the rows before it. Readings are few, so each walks what concerns
// its own customer; nothing is built when nobody reads.
#include "properties/detail/balances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "properties/detail/wording.hpp"

namespace assay::properties::detail {
namespace {

// The customer of each intent, by its declaration or whatever else names one.
std::vector<Name> customers_of(const Index& index) {
  std::vector<Name> customers(index.intents().size());
  for (const auto& declared : index.of<IntentDeclared>()) {
    const auto intent = index.intent_of(declared);
    if (intent != no_id) customers[intent] = declared.customer;
  }
  return customers;
}

class Reading {
 public:
  Reading(const Index& index, const std::vector<Name>& customers, const Seen<AmountRead>& read)
      : index_(index), customers_(customers), read_(read) {}

  // A sum that processors could account for. Without truth in the recording anything is.
  bool within_truth() const {
    if (!index_.recorded(bit(Source::truth))) return true;
    std::int64_t captured = 0;
    std::int64_t refunded = 0;
    for (const auto& effect : index_.of<EffectApplied>()) {
      if (!concerns(effect, effect.amount)) continue;
      const auto kind = index_.kind_of(effect);
      if (kind == OperationKind::capture) captured = add(captured, effect.amount.minor);
      if (kind == OperationKind::refund) refunded = add(refunded, effect.amount.minor);
    }
    return read_.amount.minor <= captured && read_.amount.minor >= subtract(0, refunded);
  }

  bool was_committed() const {
    if (read_.amount.minor == 0) return true;
    const auto balances = index_.of<BalanceCommitted>();
    if (balances.empty()) return was_passed_through();
    return std::ranges::any_of(balances, [&](const Seen<BalanceCommitted>& balance) {
      return balance.sequence < read_.sequence && balance.customer == read_.customer &&
             balance.amount == read_.amount;
    });
  }

 private:
  bool concerns(const Stamp& seen, const Amount& amount) const {
    const auto intent = index_.intent_of(seen);
    return seen.sequence < read_.sequence && intent != no_id &&
           customers_[intent] == read_.customer && amount.currency == read_.amount.currency;
  }

  bool was_passed_through() const {
    if (!index_.recorded(bit(Source::belief))) return true;
    std::int64_t sum = 0;
    for (const auto& step : index_.of<TransitionCommitted>()) {
      if (step.to != State::succeeded || !concerns(step, step.amount)) continue;
      const auto kind = index_.kind_of(step);
      if (kind == OperationKind::capture) sum = add(sum, step.amount.minor);
      if (kind == OperationKind::refund) sum = subtract(sum, step.amount.minor);
      if (sum == read_.amount.minor) return true;
    }
    return false;
  }

  const Index& index_;
  const std::vector<Name>& customers_;
  const Seen<AmountRead>& read_;
};

}  // namespace

void judge_amounts_read(const Index& index, Violations& violations) {
  const auto reads = index.of<AmountRead>();
  if (reads.empty()) return;
  const auto customers = customers_of(index);
  for (const auto& read : reads) {
    const Reading reading(index, customers, read);
    const bool true_in_world = reading.within_truth();
    if (true_in_world && reading.was_committed()) continue;
    violations.add(violation(
        fmt::format("{} was told that {} had paid {} at {}, {}",
                    read.observer.empty() ? std::string_view("a reader") : read.observer.text(),
                    read.customer, money(read.amount), moment(read.at),
                    true_in_world ? "which no committed balance ever said"
                                  : "which is more than processors had moved"),
        read.amount, {&read}));
  }
}

}  // namespace assay::properties::detail
