// Each case is about a payment of its own. The list is at the end.
#include "outside/handlers/cases.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "outside/handlers/sender.hpp"

namespace assay::outside::handlers {
namespace {

constexpr std::int64_t day = 86'400'000'000'000;  // nanoseconds
constexpr std::int64_t beyond = 20'000'000'000;   // nanoseconds, past the tolerance
constexpr std::size_t at_once_count = 8;

struct Case {
  std::string_view name, claim;
  CaseOutcome (*run)(Sender& sender);
};

CaseOutcome passed(std::string why) { return {.why = std::move(why)}; }
CaseOutcome failed(std::string why) {
  return {.verdict = CheckVerdict::fail, .why = std::move(why)};
}
CaseOutcome not_judged(std::string why) {
  return {.verdict = CheckVerdict::not_judged, .why = std::move(why)};
}

bool is_refused(unsigned status) { return status >= 400 && status < 500; }
/// What a payment has that succeeded once.
std::int64_t once(const Sender& sender) {
  return sender.subject().each_is_amount ? static_cast<std::int64_t>(sender.subject().amount) : 1;
}

/// Fails where a payment has another side effect than that; nothing where it has it.
std::optional<CaseOutcome> wrong_effect(Sender& sender, const Payment& payment, std::int64_t wanted,
                                        const std::string& what) {
  const auto effect = sender.effect(payment);
  if (!effect) return not_judged("the query told nothing: " + sender.trouble());
  if (*effect == wanted) return {};
  return failed(fmt::format("{}: the query tells {}, and not {}", what, *effect, wanted));
}

CaseOutcome one_event(Sender& sender) {
  const Payment payment = sender.payment();
  const unsigned status = sender.deliver(sender.succeeded(payment)).front();
  if (!is_taken(status)) return failed(fmt::format("an event was answered {}", status));
  if (auto wrong = wrong_effect(sender, payment, once(sender), "one event")) {
    wrong->verdict = CheckVerdict::fail;
    return *wrong;
  }
  return passed("one side effect");
}

CaseOutcome two_events(Sender& sender) {
  const Payment one = sender.payment();
  const Payment other = sender.payment();
  for (const Payment* payment : {&one, &other}) {
    if (!sender.deliver_until_taken(sender.succeeded(*payment))) return failed("it is not taken");
  }
  for (const Payment* payment : {&one, &other}) {
    if (auto wrong = wrong_effect(sender, *payment, once(sender), "one of two payments")) {
      return *wrong;
    }
  }
  return passed("two payments, a side effect each");
}

CaseOutcome doubled(Sender& sender) {
  const Payment payment = sender.payment();
  const Told event = sender.succeeded(payment);
  if (!sender.deliver_until_taken(event)) return failed("it is not taken");
  if (!sender.deliver_until_taken(event)) return failed("its repetition is refused for good");
  if (auto wrong = wrong_effect(sender, payment, once(sender), "the same event twice")) {
    return *wrong;
  }
  return passed("its repetition does nothing");
}

CaseOutcome at_once(Sender& sender) {
  const Payment payment = sender.payment();
  const Told event = sender.succeeded(payment);
  const auto statuses = sender.deliver(event, {}, at_once_count);
  if (std::ranges::none_of(statuses, is_taken) && !sender.deliver_until_taken(event)) {
    return failed("it is not taken");
  }
  const std::string what = fmt::format("the same event {} times at once", at_once_count);
  if (auto wrong = wrong_effect(sender, payment, once(sender), what)) return *wrong;
  return passed(fmt::format("answered {}", fmt::join(statuses, ", ")));
}

CaseOutcome two_ids(Sender& sender) {
  const Payment payment = sender.payment();
  for (int i = 0; i < 2; ++i) {
    if (!sender.deliver_until_taken(sender.succeeded(payment))) return failed("it is not taken");
  }
  if (auto wrong = wrong_effect(sender, payment, once(sender), "one payment under two event ids")) {
    return *wrong;
  }
  return passed("the payment counts, not the event's id");
}

/// What was known of a payment in the end.
struct Known {
  std::optional<std::int64_t> effect, refunds;
  std::string state;
  bool operator==(const Known&) const = default;
  [[nodiscard]] std::string words() const {
    return fmt::format("{} {} {}", effect ? std::to_string(*effect) : "-",
                       refunds ? std::to_string(*refunds) : "-", state);
  }
};

Known known_after(Sender& sender, const std::vector<Told>& events, const Payment& payment) {
  std::vector<Told> refused;
  for (const Told& one : events) {
    if (!is_taken(sender.deliver(one).front())) refused.push_back(one);
  }
  for (const Told& one : refused) (void)sender.deliver_until_taken(one);
  return {sender.effect(payment), sender.refunds(payment), sender.state(payment)};
}

CaseOutcome reordered(Sender& sender) {
  if (!sender.subject().refund_effect) return not_judged("the file has no events of refunds");
  const std::uint64_t all = sender.subject().amount;
  const Payment one = sender.payment();
  const Known usual = known_after(sender, {sender.succeeded(one), sender.refunded(one, all)}, one);
  const Payment other = sender.payment();
  const Known turned =
      known_after(sender, {sender.refunded(other, all), sender.succeeded(other)}, other);
  if (usual == turned) return passed("the same in the end: " + usual.words());
  return failed(fmt::format("paid, then refunded: {}; the other way round: {}", usual.words(),
                            turned.words()));
}

CaseOutcome cumulative(Sender& sender) {
  if (!sender.subject().refund_effect) return not_judged("the file has no events of refunds");
  const std::uint64_t all = sender.subject().amount;
  const std::uint64_t part = all / 5 * 2;
  for (const bool turned : {false, true}) {
    const Payment payment = sender.payment();
    (void)sender.deliver_until_taken(sender.succeeded(payment));
    Told first = sender.refunded(payment, part);
    Told second = sender.refunded(payment, all);
    if (turned) std::swap(first, second);
    (void)sender.deliver_until_taken(first);
    (void)sender.deliver_until_taken(second);
    const auto refunds = sender.refunds(payment);
    if (!refunds) return not_judged("the query told nothing: " + sender.trouble());
    if (*refunds == static_cast<std::int64_t>(all)) continue;
    return failed(fmt::format("{} and {} refunded so far{}: the query tells {}", part, all,
                              turned ? ", the later one first" : "", *refunds));
  }
  return passed("the sum so far is taken for what it is, in any order");
}

CaseOutcome early(Sender& sender) {
  if (!sender.subject().known_by) return not_judged("the file does not say how a payment is known");
  const Payment payment = sender.payment(true);
  const Told event = sender.succeeded(payment);
  const unsigned status = sender.deliver(event).front();
  if (!sender.make_known(payment)) return not_judged("the payment could not be made known");
  if (!is_taken(status) && !sender.deliver_until_taken(event)) {
    return failed("it is not taken once its payment is known");
  }
  const std::string what = fmt::format("before its payment was known it was answered {}", status);
  if (auto wrong = wrong_effect(sender, payment, once(sender), what)) return *wrong;
  return passed(what);
}

CaseOutcome late(Sender& sender) {
  const Payment payment = sender.payment();
  if (!sender.deliver_until_taken(sender.succeeded(payment, 3 * day))) {
    return failed("an event that is told after three days is not taken");
  }
  if (auto wrong = wrong_effect(sender, payment, once(sender), "told after three days")) {
    return *wrong;
  }
  return passed("told after three days, under a new signature");
}

/// It is refused, and nothing comes of it.
std::optional<CaseOutcome> not_refused(Sender& sender, const Told& event, const Signing& how,
                                       const Payment& payment, const std::string& what) {
  const unsigned status = sender.deliver(event, how).front();
  if (auto wrong = wrong_effect(sender, payment, 0, what)) return wrong;
  if (is_refused(status)) return {};
  return failed(fmt::format("{} was answered {}", what, status));
}

CaseOutcome old_signature(Sender& sender) {
  const Signature& signature = sender.subject().signature;
  const bool has_time = signature.scheme != Scheme::described ||
                        signature.signed_text.find("{time}") != std::string::npos;
  if (!has_time) return not_judged("no time is signed");
  const Payment payment = sender.payment();
  const Signing how{.age = sender.subject().tolerance + beyond};
  if (auto wrong = not_refused(sender, sender.succeeded(payment), how, payment,
                               "an event whose signature is past the tolerance")) {
    return *wrong;
  }
  return passed("refused");
}

CaseOutcome forged(Sender& sender) {
  const Payment payment = sender.payment();
  for (const auto& [by, what] :
       {std::pair{Signing::By::wrong_secret, "an event that another secret signed"},
        std::pair{Signing::By::nobody, "an event that nobody signed"}}) {
    if (auto wrong = not_refused(sender, sender.succeeded(payment), {.by = by}, payment, what)) {
      return *wrong;
    }
  }
  return passed("refused");
}

CaseOutcome changed_body(Sender& sender) {
  const Payment payment = sender.payment();
  const unsigned status = sender.deliver_changed(sender.succeeded(payment));
  if (auto wrong = wrong_effect(sender, payment, 0, "an event changed after it was signed")) {
    return *wrong;
  }
  if (is_refused(status)) return passed("refused");
  return failed(fmt::format("an event changed after it was signed was answered {}", status));
}

CaseOutcome two_secrets(Sender& sender) {
  if (sender.subject().signature.scheme == Scheme::described) {
    return not_judged("the signature is a template, which holds one");
  }
  const Payment payment = sender.payment();
  const unsigned status =
      sender.deliver(sender.succeeded(payment), {.by = Signing::By::both}).front();
  if (!is_taken(status)) {
    return failed(fmt::format("signed by a new secret beside its own it was answered {}", status));
  }
  if (auto wrong = wrong_effect(sender, payment, once(sender), "signed twice")) return *wrong;
  return passed("taken while one secret takes over from another");
}

CaseOutcome unknown_type(Sender& sender) {
  const Payment payment = sender.payment();
  const unsigned status = sender.deliver(sender.unheard_of(payment)).front();
  if (auto wrong = wrong_effect(sender, payment, 0, "an event of an unknown type")) return *wrong;
  if (is_taken(status)) return passed("taken, and nothing comes of it");
  return failed(
      fmt::format("an event of an unknown type was answered {}: it comes again for days", status));
}

constexpr Case cases[] = {
    {"one_event", "an event has its side effect", one_event},
    {"two_events", "two payments have two", two_events},
    {"doubled", "an event that comes again does nothing", doubled},
    {"at_once", "nor do equal ones at the same time", at_once},
    {"two_ids", "nor does the same payment under another event id", two_ids},
    {"reordered", "the order of events makes no difference in the end", reordered},
    {"cumulative", "a sum so far is not added", cumulative},
    {"early", "an event is not lost that comes before its payment is known", early},
    {"late", "an event that was on its way for days is taken", late},
    {"old_signature", "what was signed long ago is refused", old_signature},
    {"forged", "what nobody signed is refused", forged},
    {"changed_body", "so is what was changed after it was signed", changed_body},
    {"two_secrets", "one of two signatures is enough", two_secrets},
    {"unknown_type", "an event of an unknown type is taken, and does nothing", unknown_type},
};

}  // namespace

std::vector<std::string_view> case_names() {
  std::vector<std::string_view> names;
  for (const Case& one : cases) names.push_back(one.name);
  return names;
}

CaseResults check_handler(const HandlerSubject& subject, const std::string& run,
                          const std::function<void(const CaseOutcome&)>& told) {
  CaseResults made{.name = subject.name, .kind = "handler"};
  Sender sender{subject, run};
  bool works = true;
  for (const Case& one : cases) {
    const bool left_out = std::ranges::find(subject.leave_out, one.name) != subject.leave_out.end();
    CaseOutcome outcome = left_out ? not_judged("the file leaves it out")
                          : works  ? one.run(sender)
                                   : not_judged("the first event failed");
    outcome.name = one.name;
    outcome.claim = one.claim;
    outcome.left_out = left_out;
    outcome.said = sender.take_said();
    if (made.all.empty()) works = outcome.verdict == CheckVerdict::pass;
    if (told) told(outcome);
    made.all.push_back(std::move(outcome));
  }
  return made;
}

}  // namespace assay::outside::handlers
