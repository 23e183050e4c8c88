// Checks of what a key stands for: one payment, one result, whatever is asked again and when.
#include <algorithm>

#include <fmt/format.h>

#include "outside/comply/verdicts.hpp"

namespace assay::outside {
namespace {

constexpr std::size_t storm_size = 50;
constexpr std::int64_t kept_max = 120'000'000'000;  // nanoseconds: longer is not waited for

bool is_refused(const Exchange& exchange) {
  return exchange.reply.status >= 400 && exchange.reply.status < 500;
}

/// What may be said to a request while an equal one is under way.
bool may_be_said(const Payments& payments, const Exchange& exchange) {
  const unsigned status = exchange.reply.status;
  const AnswerSort sort = payments.sort(exchange);
  return sort == AnswerSort::success || sort == AnswerSort::pending || status == 409 ||
         status == 425 || status == 429 || status == 503;
}

/// The same request many times at once.
CheckResult at_once(Payments& payments, std::size_t count) {
  const Payment payment = payments.fresh();
  const std::vector<http::Request> requests(count, payments.request(payment));
  const std::vector<Exchange> answers = payments.ask_all(requests);
  if (auto wrong = wrong_effects(payments, payment, 1,
                                 fmt::format("one payment, asked for {} times at once", count))) {
    return *wrong;
  }
  std::size_t told = 0;
  const Exchange* first = nullptr;
  for (const Exchange& one : answers) {
    if (!may_be_said(payments, one)) {
      return failed(fmt::format("one of {} equal requests at once was answered {}", count,
                                words_of(payments, one)));
    }
    if (payments.sort(one) != AnswerSort::success) continue;
    ++told;
    if (first == nullptr) first = &one;
    if (!same_result(payments, *first, one)) {
      return failed("equal requests at once were told of different payments");
    }
  }
  const Exchange last = payments.ask_to_the_end(payment);
  if (payments.sort(last) != AnswerSort::success) {
    return failed(fmt::format("afterwards it was answered {}", words_of(payments, last)));
  }
  if (auto wrong = wrong_effects(payments, payment, 1, "one payment, asked for again")) {
    return *wrong;
  }
  return passed(fmt::format("{} of {} were told the result, the others to wait", told, count));
}

}  // namespace

CheckResult one_payment(Payments& payments) {
  const Payment payment = payments.fresh();
  const Exchange answer = payments.ask_to_the_end(payment);
  if (payments.sort(answer) != AnswerSort::success) {
    return failed(fmt::format("a payment was answered {}", words_of(payments, answer)));
  }
  if (auto wrong = wrong_effects(payments, payment, 1, "a payment")) return *wrong;
  if (!payments.trouble().empty()) return failed("effects: " + payments.trouble());
  return passed(payments.subject().effects.given() ? "one effect" : "judged by answers alone");
}

CheckResult two_payments(Payments& payments) {
  const Payment one = payments.fresh();
  const Payment other = payments.fresh();
  const Exchange first = payments.ask_to_the_end(one);
  const Exchange second = payments.ask_to_the_end(other);
  for (const Exchange* answer : {&first, &second}) {
    if (payments.sort(*answer) == AnswerSort::success) continue;
    return failed(fmt::format("a payment was answered {}", words_of(payments, *answer)));
  }
  for (const Payment* payment : {&one, &other}) {
    if (auto wrong = wrong_effects(payments, *payment, 1, "one of two distinct payments")) {
      return *wrong;
    }
  }
  const std::string& identity = payments.subject().identity;
  const bool named = !identity.empty() && !text_at(first.reply.body, identity).empty();
  if (named && text_at(first.reply.body, identity) == text_at(second.reply.body, identity)) {
    return failed("two distinct payments were answered with the same one");
  }
  const bool names_first = second.reply.body.find(one.reference) != std::string::npos;
  if (names_first) return failed("the second payment was answered with the first one's reference");
  if (!payments.subject().effects.given() && !named) {
    return not_judged("nobody says where effects are counted, nor what names a payment");
  }
  return passed("two");
}

CheckResult replay(Payments& payments) {
  const Payment payment = payments.fresh();
  const Exchange first = payments.ask_to_the_end(payment);
  const Exchange again = payments.ask_to_the_end(payment);
  if (auto wrong = wrong_effects(payments, payment, 1, "one payment, asked for twice")) {
    return *wrong;
  }
  if (!same_result(payments, first, again)) {
    return failed(fmt::format("the first was answered {}, its repetition {}",
                              words_of(payments, first), words_of(payments, again)));
  }
  return passed(first.reply.body == again.reply.body ? "the same answer to the byte"
                                                     : "the same result in other words");
}

CheckResult in_flight(Payments& payments) { return at_once(payments, 2); }

CheckResult storm(Payments& payments) { return at_once(payments, storm_size); }

CheckResult other_body(Payments& payments) {
  Payment payment = payments.fresh();
  (void)payments.ask_to_the_end(payment);
  Payment other = payment;
  other.amount = payments.subject().amounts[1];
  const Exchange answer = payments.ask_to_the_end(other);
  if (!is_refused(answer)) {
    return failed(
        fmt::format("a known key with another amount was answered {}", words_of(payments, answer)));
  }
  if (auto wrong = wrong_effects(payments, payment, 1, "a key that came with two bodies")) {
    return *wrong;
  }
  const bool draft = answer.reply.status == 422;
  return passed(
      fmt::format("refused with {}{}", answer.reply.status, draft ? "" : "; the draft has 422"));
}

CheckResult other_body_in_flight(Payments& payments) {
  const Payment payment = payments.fresh();
  Payment other = payment;
  other.amount = payments.subject().amounts[1];
  const auto answers = payments.ask_all({payments.request(payment), payments.request(other)});
  const auto told = std::ranges::count_if(
      answers, [&](const Exchange& one) { return payments.sort(one) == AnswerSort::success; });
  if (told > 1) return failed("two bodies under one key at once both succeeded");
  const auto counted = payments.effects(payment);
  if (counted && *counted > 1) {
    return failed(fmt::format("two bodies under one key at once had {} effects", *counted));
  }
  return passed("at most one of the two was taken");
}

CheckResult after_decline(Payments& payments) {
  const Subject& subject = payments.subject();
  if (!subject.declining) return not_judged("the file does not say how a decline comes about");
  Payment payment = payments.fresh();
  payment.variables = *subject.declining;
  const Exchange first = payments.ask_to_the_end(payment);
  if (payments.sort(first) != AnswerSort::decline) {
    return not_judged(
        fmt::format("what is to be declined was answered {}", words_of(payments, first)));
  }
  if (!subject.stores_declines) return not_judged("the file says that declines are not stored");
  const Exchange again = payments.ask_to_the_end(payment);
  if (payments.sort(again) != AnswerSort::decline) {
    return failed(fmt::format("a declined request was answered {} when it came again",
                              words_of(payments, again)));
  }
  Payment mended = payment;
  mended.variables.clear();
  const Exchange other = payments.ask_to_the_end(mended);
  if (payments.sort(other) == AnswerSort::success) {
    return failed("the key of a declined request carried out another one");
  }
  if (auto wrong = wrong_effects(payments, payment, 0, "a declined payment")) return *wrong;
  mended.key = payments.fresh().key;
  mended.reference = payments.fresh().reference;
  const Exchange anew = payments.ask_to_the_end(mended);
  if (payments.sort(anew) != AnswerSort::success) {
    return failed(
        fmt::format("a new key after a decline was answered {}", words_of(payments, anew)));
  }
  return passed("the decline is told again; a new key begins anew");
}

CheckResult after_failure(Payments& payments) {
  const Subject& subject = payments.subject();
  if (!subject.failing) return not_judged("the file does not say how a 5xx comes about");
  Payment payment = payments.fresh();
  payment.variables = *subject.failing;
  const Exchange first = payments.ask(payment);
  if (first.reply.status < 500) {
    return not_judged(fmt::format("what is to fail was answered {}", words_of(payments, first)));
  }
  Exchange again = payments.ask_to_the_end(payment);
  for (int more = 0; more < 4 && again.reply.status >= 500; ++more) {
    again = payments.ask_to_the_end(payment);
  }
  const auto counted = payments.effects(payment);
  if (counted && *counted > 1) {
    return failed(fmt::format("a request that failed first had {} effects", *counted));
  }
  if (again.reply.status >= 500) {
    if (subject.stores_failures) return passed("the failure is stored, as the file says");
    return failed(
        fmt::format("it is answered {} for good: the failure was stored", again.reply.status));
  }
  const bool success = payments.sort(again) == AnswerSort::success;
  if (success && counted && *counted == 0) {
    return failed("after a 5xx the request was told success, and had no effect");
  }
  if (!success && payments.sort(again) != AnswerSort::decline) {
    return failed(fmt::format("after a 5xx it was answered {}", words_of(payments, again)));
  }
  return passed(fmt::format("the same request was answered {} then", words_of(payments, again)));
}

CheckResult retention(Payments& payments) {
  const std::int64_t kept = payments.subject().kept;
  if (kept == 0) return not_judged("the file does not say how long a key is kept");
  if (kept > kept_max) return not_judged("it is longer than two minutes, and not waited for");
  const Payment payment = payments.fresh();
  const Exchange first = payments.ask_to_the_end(payment);
  payments.wait(kept / 10 * 8);
  const Exchange late = payments.ask_to_the_end(payment);
  if (auto wrong = wrong_effects(payments, payment, 1, "a payment, asked for again late")) {
    return *wrong;
  }
  if (!same_result(payments, first, late)) {
    return failed(fmt::format("while its key was kept, the repetition was answered {}",
                              words_of(payments, late)));
  }
  return passed("the key was kept");
}

}  // namespace assay::outside
