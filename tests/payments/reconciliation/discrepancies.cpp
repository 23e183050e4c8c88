// One function each; a victim is taken off its list, so that nothing is done to it twice.
#include "discrepancies.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace payments::testing {
namespace {

using namespace payments::reconciliation;

std::string take(std::vector<std::string>& from, Dice& dice) {
  REQUIRE(!from.empty());
  std::swap(from[dice.roll(from.size())], from.back());
  std::string taken = from.back();
  from.pop_back();
  return taken;
}

Line& line_of(CleanBatch& batch, Source source, const std::string& name) {
  const auto found = std::ranges::find_if(batch.lines, [&](const Line& line) {
    return line.source == source && line.references.size() > 0 && line.references.front() == name;
  });
  REQUIRE(found != batch.lines.end());
  return *found;
}

void remove_line(CleanBatch& batch, Source source, const std::string& name) {
  std::erase_if(batch.lines, [&](const Line& line) {
    return line.source == source && !line.references.empty() && line.references.front() == name;
  });
}

Expected settlement_lacks(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  remove_line(batch, Source::settlement, name);
  return {Bucket::missing_there, name};
}

Expected list_lacks(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  remove_line(batch, Source::processor_list, name);
  return {Bucket::missing_there, name};
}

Expected nobody_else_has_it(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  remove_line(batch, Source::settlement, name);
  remove_line(batch, Source::processor_list, name);
  return {Bucket::missing_there, name};
}

Expected line_doubled(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  const Line again = line_of(batch, Source::settlement, name);
  batch.lines.push_back(again);
  return {Bucket::duplicate, name};
}

Expected doubled_under_new_id(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  Line again = line_of(batch, Source::settlement, name);
  again.id += "-again";
  batch.lines.push_back(again);
  return {Bucket::duplicate, name};
}

Expected doubled_and_not_paid(CleanBatch& batch, Dice& dice) { return line_doubled(batch, dice); }

Expected off_by_one(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  line_of(batch, Source::settlement, name).amount->minor += dice.one_in(2) ? 1 : -1;
  return {Bucket::amount_differs, name};
}

Expected list_off_by_one(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  line_of(batch, Source::processor_list, name).amount->minor -= 1;
  return {Bucket::amount_differs, name};
}

Expected fee_drifts(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  line_of(batch, Source::settlement, name).fee->minor += 1;
  return {Bucket::fee_differs, name};
}

Expected sign_flipped(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  Money& amount = *line_of(batch, Source::settlement, name).amount;
  amount.minor = -amount.minor;
  return {Bucket::wrong_kind, name};
}

Expected kind_changed(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  line_of(batch, Source::settlement, name).kind = LineKind::dispute_won;
  return {Bucket::wrong_kind, name};
}

Expected currency_changed(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  line_of(batch, Source::settlement, name).amount->currency = Currency::of("GBP");
  return {Bucket::currency_differs, name};
}

Expected digit_too_many(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  Line& line = line_of(batch, Source::settlement, name);
  line.amount.reset();
  line.stated = "10.005 EUR";
  return {Bucket::amount_unreadable, name};
}

Expected stranger(CleanBatch& batch, Dice& dice) {
  Line line = line_of(batch, Source::settlement, batch.plain.front());
  line.references = {"stranger-" + std::to_string(dice.roll())};
  line.id = line.references.front();
  batch.lines.push_back(line);
  return {Bucket::unknown_reference, line.references.front()};
}

Expected books_lack_it(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  remove_line(batch, Source::books, name);
  return {Bucket::missing_here, name};
}

Expected books_left_it_open(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  line_of(batch, Source::books, name).open = true;
  remove_line(batch, Source::keys, name);
  return {Bucket::open_here, name};
}

Expected open_everywhere(CleanBatch& batch, Dice& dice) {
  const std::string name = take(batch.plain, dice);
  line_of(batch, Source::books, name).open = true;
  for (const Source source : {Source::keys, Source::processor_list, Source::settlement}) {
    remove_line(batch, source, name);
  }
  return {Bucket::open_here, name};
}

Expected key_alone(CleanBatch& batch, Dice& dice) {
  Line line = line_of(batch, Source::books, batch.plain.front());
  line.source = Source::keys;
  line.references = {"told-" + std::to_string(dice.roll())};
  line.id = line.references.front();
  batch.lines.push_back(line);
  return {Bucket::key_without_effect, line.references.front()};
}

Expected netted_wrongly(CleanBatch& batch, Dice& dice) {
  if (batch.netted.empty()) return off_by_one(batch, dice);
  const std::string name = take(batch.netted, dice);
  line_of(batch, Source::settlement, name).amount->minor -= 1;
  return {Bucket::unexplained, name};
}

Expected payout_does_not_add_up(CleanBatch& batch, Dice& dice) {
  if (batch.paid.empty()) return digit_too_many(batch, dice);
  const std::string name = take(batch.paid, dice);
  for (Line& line : batch.lines) {
    const bool of_payout = line.kind == LineKind::payout && line.references.front() == name;
    if (of_payout) line.amount->minor += 1;
  }
  return {Bucket::batch_differs, name};
}

Expected bank_lacks_it(CleanBatch& batch, Dice& dice) {
  if (batch.paid.empty()) return digit_too_many(batch, dice);
  const std::string name = take(batch.paid, dice);
  remove_line(batch, Source::bank, name);
  return {Bucket::missing_there, name};
}

Expected bank_off_by_one(CleanBatch& batch, Dice& dice) {
  if (batch.paid.empty()) return digit_too_many(batch, dice);
  const std::string name = take(batch.paid, dice);
  line_of(batch, Source::bank, name).amount->minor += 1;
  return {Bucket::amount_differs, name};
}

Expected bank_pays_two_wrongly(CleanBatch& batch, Dice& dice) {
  if (batch.paid_together.empty()) return bank_off_by_one(batch, dice);
  const std::string name = take(batch.paid_together, dice);
  line_of(batch, Source::bank, name).amount->minor += 1;
  return {Bucket::unexplained, name};
}

Expected bank_pays_twice(CleanBatch& batch, Dice& dice) {
  if (batch.paid.empty()) return digit_too_many(batch, dice);
  const std::string name = take(batch.paid, dice);
  Line again = line_of(batch, Source::bank, name);
  again.id += "-again";
  batch.lines.push_back(again);
  return {Bucket::duplicate, name};
}

Expected strange_credit(CleanBatch& batch, Dice& dice) {
  Line line = batch.lines.back();
  line.source = Source::bank;
  line.kind = LineKind::payout;
  line.references = {"credit-" + std::to_string(dice.roll())};
  line.id = line.references.front();
  line.day = today + -6;
  batch.lines.push_back(line);
  return {Bucket::unknown_reference, line.references.front()};
}

}  // namespace

const std::vector<Discrepancy>& discrepancies() {
  static const std::vector<Discrepancy> all{
      {"settlement lacks a line", true, settlement_lacks},
      {"the list lacks an effect", true, list_lacks},
      {"a success that nobody else has", true, nobody_else_has_it},
      {"a line doubled", true, line_doubled},
      {"a line doubled under another id", true, doubled_under_new_id},
      {"a line doubled that is paid once", false, doubled_and_not_paid},
      {"settlement off by one", true, off_by_one},
      {"the list off by one", true, list_off_by_one},
      {"a fee drifts", true, fee_drifts},
      {"a sign flipped", true, sign_flipped},
      {"a kind changed", true, kind_changed},
      {"a currency changed", false, currency_changed},
      {"a digit too many", false, digit_too_many},
      {"a line of nothing that we know", true, stranger},
      {"the books lack an effect", true, books_lack_it},
      {"the books left it open", true, books_left_it_open},
      {"open, and nobody says how it ended", true, open_everywhere},
      {"a key that was told a success", true, key_alone},
      {"a refund netted wrongly", true, netted_wrongly},
      {"a payout that does not add up", false, payout_does_not_add_up},
      {"the bank lacks a payout", false, bank_lacks_it},
      {"the bank is off by one", false, bank_off_by_one},
      {"two payouts in one line, off by one", false, bank_pays_two_wrongly},
      {"the bank pays twice", false, bank_pays_twice},
      {"a credit that nobody knows", false, strange_credit},
  };
  return all;
}

}  // namespace payments::testing
