// What a transition books: the difference that it makes to where a payment's money stands. Where it
// stands follows from the fold of the payment alone, so books and beliefs cannot part, whatever way
// an operation took. Part of the service that a host may replace.
// Pending while an operation may still take effect, and for a hold until it is captured or
// released; posted once money has moved. Serves: I18 to I21; R19, R40.
#pragma once

#include "payments/journal/breaks.hpp"
#include "payments/journal/payment.hpp"
#include "payments/ledger/entry.hpp"
#include "payments/ledger/shares.hpp"

#include <optional>
#include <vector>

namespace payments {

/// Decides on what it is shown, and remembers nothing.
class PostingRules {
 public:
  virtual ~PostingRules() = default;

  /// The legs of the transition that made `after` of `before`; none where nothing is booked.
  [[nodiscard]] virtual std::vector<Leg> legs(const Payment& before,
                                              const Payment& after) const = 0;
};

/// What cards do: a hold, captures of it until the last one, refunds of those.
class CardPostingRules : public PostingRules {
 public:
  explicit CardPostingRules(SharePlan plan = house_plan) : plan_(plan) {}

  [[nodiscard]] std::vector<Leg> legs(const Payment& before, const Payment& after) const override;

 private:
  SharePlan plan_;
};

/// Those of the product. Lives as long as the program.
[[nodiscard]] const PostingRules& standard_postings();

/// Where the money of a payment stands: what `CardPostingRules` takes the difference of.
[[nodiscard]] std::vector<Leg> standing_of(const Payment& payment, const SharePlan& plan);

/// What an effect that belongs to no operation books: to suspense, until a person settles it.
/// None where no money moved, nobody says how much, or the operation at hand is still to be
/// settled and will book it.
[[nodiscard]] std::vector<Leg> legs_of_break(const BreakRow& row);

}  // namespace payments
