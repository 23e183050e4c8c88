// Amounts are few, so that whoever matches by amount is wrong soon.
#include "clean_batches.hpp"

#include <array>
#include <map>

namespace payments::testing {
namespace {

using namespace payments::reconciliation;

constexpr std::array<std::int64_t, 6> prices{500, 1'000, 1'000, 1'250, 1'999, 10'000};

/// Writes one operation as its sources tell it.
class Shop {
 public:
  Shop(Dice& dice, CleanBatch& batch, std::string prefix, Currency currency)
      : dice_(dice), batch_(batch), prefix_(std::move(prefix)), currency_(currency) {}

  void sell() {
    ++sold_;
    if (sold_ % 25 == 1) begin_batch();
    switch (dice_.roll(10)) {
      case 0: return hold();
      case 1: return in_parts();
      case 2: return net();
      case 3: return fee_apart();
      case 4: return recent();
      case 5: return refund();
      case 6: return disputed();
      default: return plainly();
    }
  }

 private:
  void begin_batch() {
    payout_ = prefix_ + "po" + std::to_string(++payouts_);
    Line fee = line(Source::settlement, LineKind::fee, "", -200);
    fee.references.clear();
    Line reserve = line(Source::settlement, LineKind::reserve, "", -1'000);
    reserve.references.clear();
    batch_.lines.push_back(fee);
    batch_.lines.push_back(reserve);
  }

  Line line(Source source, LineKind kind, const std::string& operation, std::int64_t minor) {
    Line made;
    made.source = source;
    made.kind = kind;
    made.id = prefix_ + "l" + std::to_string(++lines_);
    made.references = {operation};
    made.amount = Money{minor, currency_};
    made.day = day_;
    made.place = "made:" + std::to_string(lines_);
    if (source == Source::settlement) made.batch = payout_;
    return made;
  }

  std::string begin() {
    day_ = today + -static_cast<std::int32_t>(8 + dice_.roll(5));
    return prefix_ + "op" + std::to_string(++operations_);
  }

  void both(LineKind kind, const std::string& operation, std::int64_t minor) {
    batch_.lines.push_back(line(Source::books, kind, operation, minor));
    batch_.lines.push_back(line(Source::processor_list, kind, operation, minor));
  }

  std::int64_t price() { return prices[dice_.roll(prices.size())]; }

  void settle(LineKind kind, const std::string& operation, std::int64_t minor) {
    batch_.lines.push_back(line(Source::settlement, kind, operation, minor));
  }

  void plainly() {
    const std::string operation = begin();
    const std::int64_t minor = price();
    Line book = line(Source::books, LineKind::capture, operation, minor);
    Line list = line(Source::processor_list, LineKind::capture, operation, minor);
    Line paid = line(Source::settlement, LineKind::capture, operation, minor);
    book.fee = paid.fee = Money{minor / 50, currency_};
    for (const Line& one : {book, list, paid}) batch_.lines.push_back(one);
    if (dice_.one_in(2))
      batch_.lines.push_back(line(Source::keys, LineKind::capture, operation, minor));
    batch_.plain.push_back(operation);
  }

  void hold() {
    const std::string operation = begin(), released = begin();
    const std::int64_t minor = price();
    both(LineKind::authorisation, operation, minor);
    both(LineKind::release, released, -minor);
  }

  void in_parts() {
    const std::string operation = begin();
    const std::int64_t minor = price();
    both(LineKind::capture, operation, 2 * minor);
    settle(LineKind::capture, operation, minor);
    settle(LineKind::capture, operation, minor);
  }

  void net() {
    const std::string sale = begin(), back = begin();
    const std::int64_t minor = price();
    both(LineKind::capture, sale, minor);
    both(LineKind::refund, back, -100);
    Line netted = line(Source::settlement, LineKind::netted, sale, minor - 100);
    netted.references.push_back(back);
    batch_.lines.push_back(netted);
    batch_.netted.push_back(sale);
  }

  void fee_apart() {
    const std::string operation = begin();
    const std::int64_t minor = price();
    both(LineKind::capture, operation, minor);
    batch_.lines[batch_.lines.size() - 2].fee = Money{30, currency_};
    settle(LineKind::capture, operation, minor);
    settle(LineKind::fee, operation, -30);
  }

  /// Not settled yet, and some not even listed.
  void recent() {
    const std::string operation = begin();
    day_ = today;
    Line book = line(Source::books, LineKind::capture, operation, price());
    book.open = dice_.one_in(4);
    batch_.lines.push_back(book);
  }

  void refund() {
    const std::string operation = begin();
    const std::int64_t minor = -price();
    both(LineKind::refund, operation, minor);
    settle(LineKind::refund, operation, minor);
  }

  void disputed() {
    const std::string operation = begin();
    const std::int64_t minor = price();
    both(LineKind::capture, operation, minor);
    settle(LineKind::capture, operation, minor);
    batch_.lines.push_back(line(Source::books, LineKind::dispute, operation, -minor));
    settle(LineKind::dispute, operation, -minor);
  }

  Dice& dice_;
  CleanBatch& batch_;
  std::string prefix_;
  Currency currency_;
  std::string payout_;
  Day day_ = today + -10;
  int sold_ = 0, payouts_ = 0, lines_ = 0, operations_ = 0;
};

std::map<std::string, Money> nets_of(const std::vector<Line>& lines) {
  std::map<std::string, Money> nets;
  for (const Line& line : lines) {
    if (line.source != Source::settlement) continue;
    Money& net = nets.emplace(line.batch, Money{0, line.amount->currency}).first->second;
    net.minor += line.amount->minor - (line.fee ? line.fee->minor : 0);
  }
  return nets;
}

}  // namespace

std::uint64_t Dice::roll() {
  std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

Expectations usual() {
  Expectations expected;
  expected.processor_list = 1;
  expected.settlement = 3;
  expected.bank = 2;
  return expected;
}

CleanBatch sold(Dice& dice, std::size_t operations, const std::string& prefix) {
  CleanBatch batch;
  constexpr std::array currencies{Currency::of("EUR"), Currency::of("USD"), Currency::of("JPY"),
                                  Currency::of("KWD")};
  Shop shop(dice, batch, prefix, currencies[dice.roll(currencies.size())]);
  for (std::size_t i = 0; i < operations; ++i) shop.sell();
  return batch;
}

void pay(CleanBatch& batch, Dice& dice) {
  std::optional<Line> together;
  for (const auto& [payout, net] : nets_of(batch.lines)) {
    Line said;
    said.source = Source::settlement;
    said.kind = LineKind::payout;
    said.id = payout + "-paid";
    said.references = {payout};
    said.amount = net;
    said.day = today + -6;
    said.place = payout;
    batch.lines.push_back(said);
    Line booked = said;
    booked.source = Source::bank;
    booked.id = payout + "-booked";
    if (dice.one_in(3)) {
      Line advised = booked;
      advised.source = Source::advice;
      batch.lines.push_back(advised);
    }
    if (together) {
      together->references.push_back(payout);
      together->amount->minor += net.minor;
      batch.lines.push_back(*together);
      batch.paid_together.push_back(together->references.front());
      together.reset();
    } else if (dice.one_in(3)) {
      together = booked;
    } else {
      batch.lines.push_back(booked);
      batch.paid.push_back(payout);
    }
  }
  if (!together) return;
  batch.lines.push_back(*together);
  batch.paid.push_back(together->references.front());
}

}  // namespace payments::testing
