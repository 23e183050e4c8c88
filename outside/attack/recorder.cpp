// Two histories: belief is read at rest, so that it says nothing of what the service knew when it
// told a client something.
#include "outside/attack/recorder.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "history/currency.hpp"

namespace assay::outside::attack {

using history::History;
using history::Observation;
using history::Source;

namespace {

history::Outcome outcome_of(Meaning meaning) {
  switch (meaning) {
    case Meaning::success: return history::Outcome::success;
    case Meaning::declined: return history::Outcome::declined;
    case Meaning::failed: return history::Outcome::not_attempted;
    case Meaning::pending: return history::Outcome::pending;
    case Meaning::unknown: break;
  }
  return history::Outcome::unknown;
}

/// What a file says that an answer means outweighs what its status would.
std::uint32_t status_of(unsigned status, Meaning meaning) {
  const bool definite =
      meaning == Meaning::success || meaning == Meaning::declined || meaning == Meaning::failed;
  return definite ? 200 : status;
}

constexpr std::size_t line_max = 1'000;

std::string kind_words(history::OperationKind kind, const history::Amount& amount) {
  return fmt::format("{} of {} for {}", history::to_text(kind), payable, history::written(amount));
}

}  // namespace

Recorder::Recorder(const PaymentSpec& payment, sim::TimePoint began, const History& terms)
    : payment_{payment}, began_{began} {
  for (History* const one : {&heard_, &books_, &truth_}) {
    one->bounds = terms.bounds;
    one->processors = terms.processors;
  }
  heard_.recorded = bit(Source::client) | bit(Source::truth) | bit(Source::world);
}

history::Stamp Recorder::stamp(History& history, sim::TimePoint now,
                               std::string_view observer) const {
  return {.at = (now - began_).ns(), .observer = history.name(observer)};
}

void Recorder::note(sim::TimePoint now, std::string_view who, std::string_view what) {
  const std::int64_t ms = (now - began_).ns() / 1'000'000;
  timeline_.push_back(fmt::format("{:>4}.{:03}  {:<10} {}", ms / 1000, ms % 1000, who, what));
}

void Recorder::line(sim::TimePoint now, std::string_view service, std::string_view text) {
  history::LineLogged fact;
  fact.text = heard_.name(text.substr(0, line_max));
  fact.level = history::LogLevel::info;
  heard_.add(stamp(heard_, now, service), fact);
  note(now, service, fmt::format("| {}", text));
}

void Recorder::fault(sim::TimePoint now, std::string_view site, std::string_view word) {
  note(now, "FAULT", fmt::format("{}: {}", site, word));
  event(now, sim::TraceKind::fault, site.substr(0, site.find('.')),
        fmt::format("{} at {}", word, site));
}

void Recorder::event(sim::TimePoint now, sim::TraceKind kind, std::string_view who,
                     std::string_view what) {
  events_.push_back({.at = sim::TimePoint{(now - began_).ns()},
                     .kind = kind,
                     .node = std::string{who},
                     .what = std::string{what}});
}

void Recorder::intent(sim::TimePoint now) {
  history::IntentDeclared fact;
  fact.payable = heard_.name(payable);
  fact.customer = heard_.name("client");
  fact.amount = payment_.amount;
  fact.ordinal = 1;
  fact.kind = payment_.kind;
  heard_.add(stamp(heard_, now, "client"), fact);
  note(now, "client", "wants " + kind_words(payment_.kind, payment_.amount));
}

void Recorder::sent(sim::TimePoint now, std::uint32_t attempt, const std::string& key) {
  history::RequestSent fact;
  fact.payable = heard_.name(payable);
  fact.key = heard_.name(key);
  fact.amount = payment_.amount;
  fact.try_number = attempt;
  fact.ordinal = 1;
  fact.kind = payment_.kind;
  heard_.add(stamp(heard_, now, "client"), fact);
}

void Recorder::told(sim::TimePoint now, std::uint32_t attempt, const std::string& key,
                    unsigned status, Meaning meaning) {
  history::ResponseReceived fact;
  fact.payable = heard_.name(payable);
  fact.key = heard_.name(key);
  fact.amount = payment_.amount;
  fact.try_number = attempt;
  fact.ordinal = 1;
  fact.status = status_of(status, meaning);
  fact.kind = payment_.kind;
  fact.outcome = outcome_of(meaning);
  heard_.add(stamp(heard_, now, "client"), fact);
}

template <class Fact>
void Recorder::take(History& history, const history::Seen<Fact>& seen, std::int64_t at) {
  Fact fact = seen;
  fact.payable = history.name(payable);
  fact.operation = history.name(seen.operation.text());
  fact.processor = history.name(seen.processor.text());
  fact.processor_key = history.name(seen.processor_key.text());
  if constexpr (requires { fact.effect; }) fact.effect = history.name(seen.effect.text());
  if constexpr (requires { fact.reason; }) fact.reason = history.name(seen.reason.text());
  const history::Stamp when{.at = at, .observer = history.name(seen.observer.text())};
  history.add(when, fact);
}

void Recorder::add_effect(History& history, const Observation& seen, std::int64_t at) {
  if (const auto* const one = seen.as<history::EffectApplied>()) take(history, *one, at);
  if (const auto* const one = seen.as<history::EffectDeclined>()) take(history, *one, at);
  if (const auto* const one = seen.as<history::EffectReversed>()) take(history, *one, at);
}

void Recorder::truth(const Observation& seen) {
  const sim::TimePoint at{seen.at};
  if (const auto* const one = seen.as<history::EffectApplied>()) {
    ++effects_;
    note(at, "TRUTH",
         fmt::format(
             "{} takes effect as {}{}", kind_words(one->kind, one->amount), one->effect.text(),
             one->processor_key.empty() ? std::string{", without a key"}
                                        : fmt::format(", key {}", one->processor_key.text())));
  } else {
    note(at, "TRUTH", std::string{seen.word()});
  }
  for (History* const one : {&heard_, &truth_}) add_effect(*one, seen, (at - began_).ns());
}

void Recorder::rest(sim::TimePoint now) {
  heard_.add(stamp(heard_, now, "assay"), history::Healed{});
  heard_.add(stamp(heard_, now, "assay"), history::AtRest{});
}

void Recorder::belief(sim::TimePoint now, const std::vector<Believed>& rows,
                      const std::vector<history::OperationKind>& speaks_of) {
  books_.recorded = bit(Source::truth) | bit(Source::belief) | bit(Source::world);
  for (const Observation& seen : truth_) {
    const history::OperationKind kind = history::named_by(seen).kind;
    if (std::ranges::find(speaks_of, kind) != speaks_of.end()) add_effect(books_, seen, seen.at);
  }
  for (const Believed& row : rows) {
    history::TransitionCommitted fact;
    fact.payable = books_.name(payable);
    fact.amount = row.amount;
    fact.version = 1;
    fact.ordinal = 1;
    fact.kind = row.kind;
    fact.to = row.state;
    books_.add(stamp(books_, now, "service"), fact);
    note(now, "BELIEF",
         fmt::format("{}: {}", kind_words(row.kind, row.amount), history::to_text(row.state)));
  }
  if (rows.empty()) note(now, "BELIEF", "nothing of this payment");
  books_.add(stamp(books_, now, "assay"), history::Healed{});
  books_.add(stamp(books_, now, "assay"), history::AtRest{});
}

}  // namespace assay::outside::attack
