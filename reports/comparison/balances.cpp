// One pass over the facts, for sums that stay sorted.
#include "reports/comparison/balances.hpp"

#include <map>
#include <tuple>
#include <utility>

#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using history::Amount;
using history::Observation;
using history::OperationKind;
using history::Seen;

constexpr std::string_view at_processor = "processor";
constexpr std::string_view at_service = "service";
constexpr std::string_view at_ledger = "ledger";

/// Adds up what the facts tell; of most kinds they tell nothing of sums.
class Sums {
 public:
  void operator()(const Observation& /*any other*/) {}
  void operator()(const Seen<history::EffectApplied>& it) {
    standing_.insert_or_assign(it.effect.string(), std::pair{it.kind, it.amount});
  }
  void operator()(const Seen<history::EffectReversed>& it) { standing_.erase(it.effect.string()); }
  void operator()(const Seen<history::TransitionCommitted>& it) {
    const std::tuple operation{it.payable.string(), it.kind, it.ordinal};
    believed_.erase(operation);
    if (it.to == history::State::succeeded) believed_.emplace(operation, it.amount);
  }
  void operator()(const Seen<history::PostingCommitted>& it) {
    add(at_ledger, it.account.string(), it.amount);
  }

  std::vector<Balance> all() {
    for (const auto& [effect, what] : standing_) charge(at_processor, what.first, what.second);
    for (const auto& [operation, amount] : believed_) {
      charge(at_service, std::get<OperationKind>(operation), amount);
    }
    std::vector<Balance> balances;
    for (const auto& [name, minor] : sums_) {
      const auto& [side, currency, what] = name;
      balances.push_back({side, what, currency, minor});
    }
    return balances;
  }

 private:
  void add(std::string_view side, std::string what, const Amount& amount, bool less = false) {
    const std::string currency{amount.currency.code()};
    auto& sum = sums_.try_emplace({std::string{side}, currency, std::move(what)}, 0).first->second;
    if (!sum) return;
    std::int64_t result = 0;
    const bool beyond = less ? __builtin_sub_overflow(*sum, amount.minor, &result)
                             : __builtin_add_overflow(*sum, amount.minor, &result);
    sum = beyond ? std::optional<std::int64_t>{} : result;
  }

  void charge(std::string_view side, OperationKind kind, const Amount& amount) {
    add(side, std::string{history::to_text(kind)}, amount);
    const bool refunded = kind == OperationKind::refund;
    if (refunded || kind == OperationKind::capture) add(side, "charged", amount, refunded);
  }

  std::map<std::tuple<std::string, std::string, std::string>, std::optional<std::int64_t>> sums_;
  std::map<std::string, std::pair<OperationKind, Amount>> standing_;  // by effect
  std::map<std::tuple<std::string, OperationKind, std::uint32_t>, Amount> believed_;
};

}  // namespace

std::vector<Balance> balances(const history::History& history) {
  Sums sums;
  for (const Observation& seen : history) history::visit(sums, seen);
  return sums.all();
}

std::string to_text(const Balance& balance) {
  if (!balance.minor) return "more than can be counted";
  return money({*balance.minor, history::Currency{balance.currency}});
}

}  // namespace assay::reports
