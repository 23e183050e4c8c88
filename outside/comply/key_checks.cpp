// Checks of the key itself: missing, malformed, repeated, quoted, and whose it is.
#include <fmt/format.h>

#include "outside/comply/verdicts.hpp"

namespace assay::outside {
namespace {

constexpr std::size_t long_key = 255;

bool is_refused(const Exchange& exchange) {
  return exchange.reply.status >= 400 && exchange.reply.status < 500;
}

/// A request that must be refused, and must do nothing.
CheckResult must_refuse(Payments& payments, const Payment& payment, const Try& how,
                        const std::string& what) {
  const Exchange answer = payments.ask(payment, how);
  if (!is_refused(answer)) {
    return failed(fmt::format("{} was answered {}", what, words_of(payments, answer)));
  }
  if (auto wrong = wrong_effects(payments, payment, 0, what)) return *wrong;
  return passed(fmt::format("refused with {}", answer.reply.status));
}

}  // namespace

CheckResult missing_key(Payments& payments) {
  if (!payments.subject().key_required) return not_judged("the file says that it is not required");
  return must_refuse(payments, payments.fresh(), {.with_key = false}, "a request without a key");
}

CheckResult empty_key(Payments& payments) {
  if (!payments.subject().key_required) return not_judged("the file says that it is not required");
  return must_refuse(payments, payments.fresh(), {.keys = {""}}, "a request with an empty key");
}

CheckResult long_keys(Payments& payments) {
  Payment one = payments.fresh();
  Payment other = payments.fresh();
  one.key += std::string(long_key - one.key.size(), 'x');
  other.key = one.key + "2";
  one.key += "1";
  const Exchange first = payments.ask_to_the_end(one);
  if (is_refused(first)) {
    if (auto wrong = wrong_effects(payments, one, 0, "a key of 256 characters")) return *wrong;
    return passed(fmt::format("keys of 256 characters are refused with {}", first.reply.status));
  }
  const Exchange second = payments.ask_to_the_end(other);
  if (payments.sort(second) != AnswerSort::success) {
    return failed(
        fmt::format("of two keys that differ in their last character the second was "
                    "answered {}",
                    words_of(payments, second)));
  }
  if (auto wrong = wrong_effects(payments, other, 1, "a key of 256 characters")) return *wrong;
  return passed("keys of 256 characters are told apart");
}

CheckResult repeated_header(Payments& payments) {
  const Payment payment = payments.fresh();
  const Try both{.keys = {payment.key, payment.key + "-b"}};
  const Exchange answer = payments.ask_to_the_end(payment, both);
  if (is_refused(answer)) {
    if (auto wrong = wrong_effects(payments, payment, 0, "a request with two keys")) return *wrong;
    return passed(fmt::format("refused with {}", answer.reply.status));
  }
  const Exchange again = payments.ask_to_the_end(payment, both);
  if (auto wrong = wrong_effects(payments, payment, 1, "a payment asked for twice with two keys")) {
    return *wrong;
  }
  if (!same_result(payments, answer, again)) {
    return failed(fmt::format("a request with two keys was answered {}, and then {}",
                              words_of(payments, answer), words_of(payments, again)));
  }
  return passed("accepted, and the same again is a repetition; the draft asks for 400");
}

CheckResult quoted_and_raw(Payments& payments) {
  const Payment payment = payments.fresh();
  const std::string quoted = "\"" + payment.key + "\"";
  const Exchange first = payments.ask_to_the_end(payment, {.keys = {quoted}});
  const Exchange second = payments.ask_to_the_end(payment, {.keys = {payment.key}});
  const bool one_refused = is_refused(first) != is_refused(second);
  if (auto wrong = wrong_effects(payments, payment, 1, "one key, quoted and raw")) return *wrong;
  if (one_refused) {
    return passed(fmt::format("the {} form is refused with {}",
                              is_refused(first) ? "quoted" : "raw",
                              (is_refused(first) ? first : second).reply.status));
  }
  if (!same_result(payments, first, second)) {
    return failed(fmt::format("the quoted form was answered {}, the raw one {}",
                              words_of(payments, first), words_of(payments, second)));
  }
  return passed("one key");
}

namespace {

/// A key that is known here stands for another payment there.
CheckResult must_be_another(Payments& payments, const Try& there, const std::string& what) {
  const Payment here = payments.fresh();
  const Exchange first = payments.ask_to_the_end(here);
  if (payments.sort(first) != AnswerSort::success) {
    return not_judged(fmt::format("the first was answered {}", words_of(payments, first)));
  }
  Payment other = payments.fresh();
  other.key = here.key;
  const Exchange second = payments.ask_to_the_end(other, there);
  if (payments.sort(second) != AnswerSort::success) {
    return failed(fmt::format("the same key {} was answered {}", what, words_of(payments, second)));
  }
  const std::string& identity = payments.subject().identity;
  const bool named = !identity.empty() && !text_at(first.reply.body, identity).empty();
  if (named && text_at(first.reply.body, identity) == text_at(second.reply.body, identity)) {
    return failed(fmt::format("the same key {} was answered with the first payment", what));
  }
  if (auto wrong = wrong_effects(payments, other, 1, "the payment " + what)) return *wrong;
  if (!payments.subject().effects.given() && !named) {
    return not_judged("nobody says where effects are counted, nor what names a payment");
  }
  return passed("another payment");
}

}  // namespace

CheckResult other_tenant(Payments& payments) {
  if (payments.subject().tenant.empty()) return not_judged("the file names no other tenant");
  return must_be_another(payments, {.other_tenant = true}, "of another tenant");
}

CheckResult other_route(Payments& payments) {
  if (!payments.subject().route) return not_judged("the file names no other route");
  return must_be_another(payments, {.other_route = true}, "at another route");
}

}  // namespace assay::outside
