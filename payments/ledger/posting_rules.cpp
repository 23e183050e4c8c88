// One pass over the operations: holds, then what was captured of each, then what goes back.
#include "payments/ledger/posting_rules.hpp"

#include <algorithm>
#include <utility>

namespace payments {
namespace {

using enum OperationKind;

/// Captured, less what goes back, of one authorisation.
class Shared {
 public:
  explicit Shared(const SharePlan& plan) : plan_(plan) {}

  Shares capture(std::int64_t minor) {
    const Shares parts = shares_of(minor, plan_);
    for (std::size_t i = 0; i < parts.size(); ++i) left_[i] += parts[i];
    return parts;
  }
  Shares give_back(std::int64_t minor) {
    const Shares parts = returns_of(minor, left_);
    for (std::size_t i = 0; i < parts.size(); ++i) left_[i] -= parts[i];
    return parts;
  }

 private:
  const SharePlan& plan_;
  Shares left_{};
};

class Standings {
 public:
  Standings(const Payment& payment, const SharePlan& plan) : payment_(payment), plan_(plan) {}

  std::vector<Leg> take() {
    for (const OperationView& view : payment_.operations) {
      if (view.facts.kind == authorise) add_hold(view);
    }
    return std::move(legs_);
  }

 private:
  void book(const Account& debit, const Account& credit, Layer layer, Money amount) {
    legs_.push_back({debit, layer, amount});
    legs_.push_back({credit, layer, {-amount.minor, amount.currency}});
  }

  /// What leans on a hold and has come so far, in the order in which it was settled, or else began.
  template <typename Counts>
  std::vector<const OperationView*> leaning(const OperationView& hold, OperationKind kind,
                                            Counts counts) const {
    std::vector<const OperationView*> found;
    for (const OperationView& view : payment_.operations) {
      const bool leans = view.facts.kind == kind && view.facts.parent == hold.facts.operation;
      if (leans && counts(view) && !of_second_effect(payment_, view)) found.push_back(&view);
    }
    std::ranges::stable_sort(found, {}, &OperationView::settled);
    return found;
  }

  void add_hold(const OperationView& hold) {
    const auto took_effect = [](const OperationView& view) {
      return view.state == State::succeeded;
    };
    const auto is_open = [](const OperationView& view) { return unresolved(view.state); };
    const Facts& facts = hold.facts;
    const Tenant& tenant = facts.payable.tenant;
    const Account clearing = clearing_account(tenant, facts.terms.merchant_account);
    const auto captures = leaning(hold, capture, took_effect);
    bool over = !leaning(hold, void_authorisation, took_effect).empty();
    Money held = facts.amount;
    for (const OperationView* view : captures) {
      over = over || !view->facts.terms.more_to_come;
      held.minor -= view->facts.amount.minor;
    }
    if (held.minor > 0 && (is_open(hold) || (took_effect(hold) && !over))) {
      book(clearing, customer_account(tenant, facts.customer), Layer::pending, held);
    }
    Shared shared(plan_);
    for (const OperationView* view : captures) {
      share(shared.capture(view->facts.amount.minor), view->facts, clearing, Layer::posted, 1);
    }
    for (const OperationView* view : leaning(hold, refund, took_effect)) {
      give_back(shared, view->facts, clearing, Layer::posted);
    }
    for (const OperationView* view : leaning(hold, refund, is_open)) {
      give_back(shared, view->facts, clearing, Layer::pending);
    }
  }

  /// Between clearing and those who have a part. `sign`: 1 towards them, -1 back.
  void share(const Shares& parts, const Facts& facts, const Account& clearing, Layer layer,
             std::int64_t sign) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      book(clearing, single_account(components[i], facts.payable.tenant), layer,
           {sign * parts[i], facts.amount.currency});
    }
  }

  /// What is beyond all that was taken is owed back by the customer.
  void give_back(Shared& shared, const Facts& facts, const Account& clearing, Layer layer) {
    const Shares parts = shared.give_back(facts.amount.minor);
    share(parts, facts, clearing, layer, -1);
    std::int64_t beyond = facts.amount.minor;
    for (const std::int64_t part : parts) beyond -= part;
    if (beyond == 0) return;
    Account owed = customer_account(facts.payable.tenant, facts.customer);
    owed.kind = AccountKind::receivable;
    book(owed, clearing, layer, {beyond, facts.amount.currency});
  }

  const Payment& payment_;
  const SharePlan& plan_;
  std::vector<Leg> legs_;
};

}  // namespace

const PostingRules& standard_postings() {
  static const CardPostingRules rules;
  return rules;
}

std::vector<Leg> standing_of(const Payment& payment, const SharePlan& plan) {
  return Standings(payment, plan).take();
}

std::vector<Leg> CardPostingRules::legs(const Payment& before, const Payment& after) const {
  std::vector<Leg> legs = standing_of(after, plan_);
  for (Leg& leg : standing_of(before, plan_)) {
    leg.amount.minor = -leg.amount.minor;
    legs.push_back(std::move(leg));
  }
  return legs;
}

std::vector<Leg> legs_of_break(const BreakRow& row) {
  using What = BreakRow::What;
  const bool strange = row.what == What::unknown_operation || row.what == What::second_effect ||
                       row.what == What::unsent_operation;
  const bool moves = row.kind == capture || row.kind == refund;
  if (!strange || !moves || !row.amount) return {};
  const std::int64_t minor = row.kind == capture ? row.amount->minor : -row.amount->minor;
  const Tenant& tenant = row.payable.tenant;
  return {{clearing_account(tenant, {}), Layer::posted, {minor, row.amount->currency}},
          {single_account(AccountKind::suspense, tenant),
           Layer::posted,
           {-minor, row.amount->currency}}};
}

}  // namespace payments
