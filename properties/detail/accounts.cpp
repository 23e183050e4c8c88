// Adding up what moved, intent by intent, and beside it what the service holds to be open.
#include "properties/detail/accounts.hpp"

#include <algorithm>
#include <map>

#include "properties/detail/states.hpp"

namespace assay::properties::detail {
namespace {

// The customer of each payable, by whatever was declared for it.
std::vector<Name> payers_of(const Index& index) {
  std::vector<Name> customers(index.payables().size());
  for (const auto& declared : index.of<IntentDeclared>()) {
    const Id payable = index.payable_of(declared);
    if (payable != no_id && !declared.customer.empty()) customers[payable] = declared.customer;
  }
  return customers;
}

bool moves_money(OperationKind kind) {
  return kind == OperationKind::capture || kind == OperationKind::refund;
}

// The last step of each operation of an intent.
class Ends {
 public:
  explicit Ends(const Index& index) : index_(index) {}

  void see(const Seen<TransitionCommitted>& step) { last_[index_.operation_of(step)] = &step; }
  void clear() { last_.clear(); }
  template <typename Open>
  void each_open(Open open) const {
    for (const auto& [operation, step] : last_) {
      if (!terminal(step->to)) open(*step);
    }
  }

 private:
  const Index& index_;
  std::map<Id, const Seen<TransitionCommitted>*> last_;
};

}  // namespace

Accounts::Accounts(const Index& index, std::uint64_t until) {
  const auto customers = payers_of(index);
  Ends ends(index);
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    const Name customer = customers[payable];
    const Rows all = index.payables()[payable];
    const auto end = std::ranges::find_if(
        all, [&](const Observation* row) { return row->sequence > until; });
    if (customer.empty()) continue;
    ends.clear();
    const Rows rows(all.begin(), end);
    for (const Effect& effect : effects_of(rows)) {
      add(effect, customer, index.kind_of(*effect.applied));
    }
    for (const Observation* row : rows) {
      if (!moves_money(index.kind_of(*row))) continue;
      see(*row, customer);
      if (const auto* step = row->as<TransitionCommitted>()) ends.see(*step);
    }
    ends.each_open([&](const Seen<TransitionCommitted>& step) {
      account(customer, step.amount.currency).open += step.amount.minor;
    });
  }
}

// By whom an effect was undone, and whether the books are to follow, no fact says.
void Accounts::add(const Effect& effect, Name customer, OperationKind kind) {
  if (!moves_money(kind)) return;
  const Amount& amount = effect.applied->amount;
  Account& touched = account(customer, amount.currency);
  touched.last = effect.applied;
  if (effect.reversed != nullptr) {
    touched.open += amount.minor;
  } else {
    touched.truth += kind == OperationKind::capture ? Wide{amount.minor} : -Wide{amount.minor};
  }
}

void Accounts::see(const Observation& row, Name customer) {
  if (const auto* noted = row.as<BreakOpened>()) {
    if (noted->amount.currency.empty()) {
      for (Account& any : accounts_) any.unpriced |= any.customer == customer;
    } else {
      account(customer, noted->amount.currency).open += noted->amount.minor;
    }
  } else if (const auto* step = row.as<TransitionCommitted>()) {
    Account& touched = account(customer, step->amount.currency);
    if (touched.last == nullptr) touched.last = step;
  }
}

const Account* Accounts::of(Name customer, Currency currency) const {
  const auto found = std::ranges::find_if(accounts_, [&](const Account& it) {
    return it.customer == customer && it.currency == currency;
  });
  return found == accounts_.end() ? nullptr : &*found;
}

Account& Accounts::account(Name customer, Currency currency) {
  const Account* const known = of(customer, currency);
  if (known != nullptr) return accounts_[static_cast<std::size_t>(known - accounts_.data())];
  return accounts_.emplace_back(Account{.customer = customer, .currency = currency});
}

}  // namespace assay::properties::detail
