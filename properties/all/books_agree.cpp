// I20: at rest, per payable, kind of movement and currency, what processors moved is what the books
// say, or the difference is on a list of open items: an operation that is pending, unknown or waits
// for a person, or a break, an effect that the service noted beside its operations. Three books are
// held against the truth: the operations believed to have succeeded, the books that the service
// keeps beside them, where it keeps any, and the postings of the ledger, where each names its
// event. Holds are counted as such, captures and refunds in money; voids are movements of their
// own, so that a hold that was voided was there before. An effect that was undone and is not
// believed in agrees with the books. An open item explains its own amount and no more. What
// customers are told at rest is held against the same truth (detail/accounts_at_rest.hpp). Fees,
// other currencies and what others do at the processor are not part of an observation.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "properties/detail/accounts_at_rest.hpp"
#include "properties/detail/books.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::BookLine;
using detail::Wide;

std::string words(const BookLine& line, Wide sum) {
  const auto minor = detail::narrow(sum);
  if (line.in_money()) return detail::money({minor, line.currency});
  return fmt::format("{} {}{}", minor, line.kind == OperationKind::authorise ? "hold" : "void",
                     minor == 1 ? "" : "s");
}

void report(std::string_view payable, const BookLine& line, Wide booked, std::string_view book,
            Violations& violations) {
  Amount at_risk;
  if (line.in_money()) {
    at_risk = {detail::narrow(line.unexplained(booked)), line.currency};
  }
  violations.add(detail::violation(
      fmt::format("{} of {}: processors moved {}, {} {}, and no open item explains the difference",
                  to_text(line.kind), payable, words(line, line.truth), book, words(line, booked)),
      at_risk, {line.last}));
}

void judge_payable(const Index& index, Rows rows, bool posts, Violations& violations) {
  if (rows.empty()) return;
  const Name payable = named_by(*rows.front()).payable;
  const bool books = !index.of<LegBooked>().empty();
  for (const BookLine& line : detail::book_lines_of(index, rows)) {
    if (line.unexplained(line.believed) > 0) {
      report(payable, line, line.believed, "operations say", violations);
    } else if (books && line.in_money() && line.unexplained(line.booked) > 0) {
      report(payable, line, line.booked, "the books say", violations);
    } else if (posts && line.in_money() && line.unexplained(line.posted) > 0) {
      report(payable, line, line.posted, "the ledger says", violations);
    }
  }
}

void check(const Index& index, Violations& violations) {
  if (!index.at_rest()) {
    const bool moved = !index.of<EffectApplied>().empty();
    if (moved) violations.undecided("the world did not come to rest");
    return;
  }
  const bool posts = detail::postings_are_named(index);
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    judge_payable(index, index.payables()[payable], posts, violations);
  }
  detail::judge_accounts_at_rest(index, violations);
}

}  // namespace

Property books_agree() {
  return {.name = "books_agree",
          .claim = "In the end the books say what really moved, or what is still open about it.",
          .rule = "I20",
          .severity = Severity::money_lost,
          .needs = bit(Source::truth) | bit(Source::belief) | bit(Source::world),
          .check = check};
}

}  // namespace assay::properties
