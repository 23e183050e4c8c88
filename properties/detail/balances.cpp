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

using history::Fact;
using history::Observation;
using history::OperationKind;

// The customer of each intent, by its declaration or whatever else names one.
std::vector<std::string_view> customers_of(const Index& index) {
  std::vector<std::string_view> customers(index.intents().size());
  for (const auto* row : index.of(Fact::intent_declared)) {
    const auto intent = index.intent_of(*row);
    if (intent != no_id) customers[intent] = row->customer;
  }
  return customers;
}

class Reading {
 public:
  Reading(const Index& index, const std::vector<std::string_view>& customers,
          const Observation& read)
      : index_(index), customers_(customers), read_(read) {}

  // A sum that processors could account for. Without truth in the recording anything is.
  bool within_truth() const {
    if (!index_.recorded(bit(history::Source::truth))) return true;
    std::int64_t captured = 0;
    std::int64_t refunded = 0;
    for (const auto* row : index_.of(Fact::effect_applied)) {
      if (!concerns(*row)) continue;
      const auto kind = index_.kind_of(index_.intent_of(*row));
      if (kind == OperationKind::capture) captured = add(captured, row->amount.minor);
      if (kind == OperationKind::refund) refunded = add(refunded, row->amount.minor);
    }
    return read_.amount.minor <= captured && read_.amount.minor >= subtract(0, refunded);
  }

  bool was_committed() const {
    if (read_.amount.minor == 0) return true;
    const auto balances = index_.of(Fact::balance_committed);
    if (balances.empty()) return was_passed_through();
    return std::ranges::any_of(balances, [&](const Observation* row) {
      return row->sequence < read_.sequence && row->customer == read_.customer &&
             row->amount == read_.amount;
    });
  }

 private:
  bool concerns(const Observation& row) const {
    const auto intent = index_.intent_of(row);
    return row.sequence < read_.sequence && intent != no_id &&
           customers_[intent] == read_.customer && row.amount.currency == read_.amount.currency;
  }

  bool was_passed_through() const {
    if (!index_.recorded(bit(history::Source::belief))) return true;
    std::int64_t sum = 0;
    for (const auto* row : index_.of(Fact::transition_committed)) {
      if (row->to != "succeeded" || !concerns(*row)) continue;
      const auto kind = index_.kind_of(index_.intent_of(*row));
      if (kind == OperationKind::capture) sum = add(sum, row->amount.minor);
      if (kind == OperationKind::refund) sum = subtract(sum, row->amount.minor);
      if (sum == read_.amount.minor) return true;
    }
    return false;
  }

  const Index& index_;
  const std::vector<std::string_view>& customers_;
  const Observation& read_;
};

}  // namespace

void judge_amounts_read(const Index& index, Findings& findings) {
  const auto reads = index.of(Fact::amount_read);
  if (reads.empty()) return;
  const auto customers = customers_of(index);
  for (const auto* read : reads) {
    const Reading reading(index, customers, *read);
    const bool true_in_world = reading.within_truth();
    if (true_in_world && reading.was_committed()) continue;
    findings.violated(finding(
        fmt::format("{} was told that {} had paid {} at {}, {}",
                    read->observer.empty() ? std::string_view("a reader") : read->observer,
                    read->customer, money(read->amount), moment(read->at),
                    true_in_world ? "which no committed balance ever said"
                                  : "which is more than processors had moved"),
        read->amount, {read}));
  }
}

}  // namespace assay::properties::detail
