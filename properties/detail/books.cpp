// Adding up one payable, intent by intent.
#include "properties/detail/books.hpp"

#include <algorithm>

#include "properties/detail/beliefs.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"

namespace assay::properties::detail {
namespace {

// The service is still at it, or a person is: the operation is an open item.
bool is_open(const Belief& belief) { return !terminal(belief.state); }

bool in_money(OperationKind kind) {
  return kind == OperationKind::capture || kind == OperationKind::refund;
}

// A break that names no amount may explain any: all of the intent is an open item.
bool has_unpriced_break(Rows rows, OperationKind kind) {
  const auto unpriced = [](const Seen<BreakOpened>& it) { return it.amount.currency.empty(); };
  return in_money(kind) && first<BreakOpened>(rows, unpriced) != nullptr;
}

class BookLines {
 public:
  BookLines(const Index& index, Rows payable) : index_(index) {
    voids_ = std::ranges::count_if(payable, [&](const Observation* row) {
      return row->is<EffectApplied>() && index.kind_of(*row) == OperationKind::void_authorisation;
    });
  }

  void add(Rows rows, OperationKind kind) {
    const auto beliefs = beliefs_of(index_, rows);
    if (has_unpriced_break(rows, kind)) return;
    std::ptrdiff_t believed = 0;
    for (const Belief& belief : beliefs) {
      if (is_open(belief)) count(kind, *belief.last, belief.last->amount, &BookLine::noted);
      if (belief.state != State::succeeded) continue;
      ++believed;
      count(kind, *belief.last, belief.last->amount, &BookLine::believed);
    }
    count_effects(kind, effects_of(rows), believed);
    for (const Observation* row : rows) {
      if (const auto* noted = row->as<BreakOpened>()) {
        count(kind, *noted, noted->amount, &BookLine::noted);
      }
      if (const auto* leg = row->as<LegBooked>()) count_leg(kind, *leg);
      if (row->is<EventCommitted>()) count_postings(kind, *row);
    }
  }

  std::vector<BookLine> take() { return std::move(lines_); }

 private:
  void count(OperationKind kind, const Observation& row, const Amount& amount,
             Wide BookLine::*side) {
    const bool money = in_money(kind);
    BookLine& line = line_of(kind, money ? amount.currency : Currency{});
    line.*side += money ? amount.minor : 1;
    if (line.last == nullptr || line.last->sequence < row.sequence) line.last = &row;
  }

  // Effects that stand, and of those that were undone as many as the books believe in: what else
  // was taken back is nothing to account for. A hold that was voided was there, and its void beside
  // it.
  void count_effects(OperationKind kind, const std::vector<Effect>& effects,
                     std::ptrdiff_t believed) {
    const auto undone = std::ranges::count_if(
        effects, [](const Effect& effect) { return effect.reversed != nullptr; });
    const auto standing = std::ssize(effects) - undone;
    const auto voided = kind == OperationKind::authorise ? std::min(undone, voids_) : 0;
    auto more = std::max(voided, std::min(undone, believed - standing));
    for (const Effect& effect : effects) {
      if (effect.reversed != nullptr && more-- <= 0) continue;
      count(kind, *effect.applied, effect.applied->amount, &BookLine::truth);
    }
  }

  // What stands with processors for good: what was taken adds to it, what goes back takes away.
  void count_leg(OperationKind kind, const Seen<LegBooked>& leg) {
    if (leg.pending || leg.account != "clearing" || !in_money(kind)) return;
    const bool back = kind == OperationKind::refund;
    count(kind, leg, {back ? subtract(0, leg.amount.minor) : leg.amount.minor, leg.amount.currency},
          &BookLine::booked);
  }

  // The debits of the postings that an event led to.
  void count_postings(OperationKind kind, const Observation& event) {
    for (const auto& leg : only<PostingCommitted>(index_.events()[index_.event_of(event)])) {
      if (leg.amount.minor > 0) count(kind, leg, leg.amount, &BookLine::posted);
    }
  }

  BookLine& line_of(OperationKind kind, Currency currency) {
    const auto found = std::ranges::find_if(lines_, [&](const BookLine& line) {
      return line.kind == kind && line.currency == currency;
    });
    if (found != lines_.end()) return *found;
    return lines_.emplace_back(BookLine{.kind = kind, .currency = currency});
  }

  const Index& index_;
  std::ptrdiff_t voids_ = 0;  // that took effect on the payable
  std::vector<BookLine> lines_;
};

}  // namespace

std::vector<BookLine> book_lines_of(const Index& index, Rows payable) {
  BookLines lines(index, payable);
  std::vector<Id> intents;  // numbered in the order in which they first come up
  for (const Observation* row : payable) intents.push_back(index.intent_of(*row));
  std::ranges::sort(intents);
  const auto doubles = std::ranges::unique(intents);
  intents.erase(doubles.begin(), doubles.end());
  for (const Id intent : intents) lines.add(index.intents()[intent], index.kind_of(intent));
  return lines.take();
}

bool postings_are_named(const Index& index) {
  if (!index.recorded(bit(Source::ledger) | bit(Source::events))) return false;
  return std::ranges::none_of(index.of<PostingCommitted>(),
                              [](const Seen<PostingCommitted>& leg) { return leg.event.empty(); });
}

}  // namespace assay::properties::detail
