// Writing histories down. Identity is copied in whole: a fact with more fields than its kind uses
// is no worse for it, except where a field would change what the fact means.
#include "story.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "history/names.hpp"

namespace assay::properties::stories {
namespace {

bool is_about_key(Fact fact) {
  return history::source_of(fact) == history::Source::keys || fact == Fact::request_sent ||
         fact == Fact::response_received;
}

void copy_identity(Observation& seen, const About& about) {
  seen.payable = about.payable;
  seen.kind = about.kind;
  seen.ordinal = about.ordinal;
  seen.amount = about.amount;
  seen.operation = about.operation;
  seen.customer = about.customer;
}

bool names_intent(Fact fact) {
  static constexpr std::array others{Fact::attempt_answered, Fact::look_up_answered,
                                     Fact::effect_reversed,  Fact::balance_committed,
                                     Fact::key_claimed,      Fact::key_completed,
                                     Fact::key_released,     Fact::event_published,
                                     Fact::event_consumed,   Fact::event_applied,
                                     Fact::amount_read,      Fact::healed,
                                     Fact::at_rest,          Fact::stopped,
                                     Fact::posting_committed, Fact::promise_broken};
  return std::ranges::find(others, fact) == others.end();
}

bool is_about_processor(Fact fact) {
  return history::source_of(fact) == history::Source::gateway || fact == Fact::effect_applied ||
         fact == Fact::effect_declined;
}

}  // namespace

Story::Story() {
  history_.bounds = usual_bounds;
  history_.recorded = history::every_source;
}

Story& Story::add(Fact fact, Outcome outcome) {
  now_ += second / 1000;
  auto& seen = history_.observations.emplace_back();
  seen.fact = fact;
  seen.outcome = outcome;
  seen.at = now_;
  seen.sequence = history_.observations.size();
  seen.observer = "observer";
  if (names_intent(fact)) copy_identity(seen, about);
  if (is_about_key(fact)) {
    seen.scope = "shop";
    seen.key = about.key;
    seen.fingerprint = about.fingerprint;
    seen.number = history::source_of(fact) == history::Source::keys ? about.token : about.request;
  }
  if (is_about_processor(fact)) {
    seen.processor_key = about.processor_key;
    seen.processor = fact == Fact::attempt_answered ? "" : about.processor;
    seen.number = about.attempt;
    seen.operation = about.operation;
  }
  return *this;
}

Story& Story::keyless() {
  history_.processors = {{.name = about.processor, .knows_keys = false}};
  return *this;
}

Story& Story::retention(std::int64_t seconds) {
  history_.bounds.key_retention = seconds * second;
  return *this;
}

Story& Story::asked_before(std::int64_t seconds) {
  last().asked = last().at - seconds * second;
  return *this;
}

Story& Story::note_break(std::string effect) {
  add(Fact::break_opened);
  last().effect = std::move(effect);
  return *this;
}

Story& Story::settle_break(std::string effect, bool reversed) {
  add(Fact::break_settled);
  last().effect = std::move(effect);
  if (reversed) last().to = "reversed";
  return *this;
}

Story& Story::intent(std::string payable, OperationKind kind, std::uint32_t ordinal) {
  about.payable = std::move(payable);
  about.kind = kind;
  about.ordinal = ordinal;
  const auto name = about.payable + "-" + std::to_string(static_cast<int>(kind)) + "-" +
                    std::to_string(ordinal);
  about.operation = "op-" + name;
  about.key = "key-" + name;
  about.processor_key = "pk-" + name;
  about.token = 1;
  return *this;
}

Story& Story::abandon_as(std::string reason) {
  abandon();
  last().reason = std::move(reason);
  return *this;
}

Story& Story::request(std::uint64_t attempt) {
  about.request = attempt;
  return add(Fact::request_sent);
}

Story& Story::respond(std::uint32_t status, Outcome outcome) {
  add(Fact::response_received, outcome);
  last().status = status;
  return *this;
}

Story& Story::read(std::int64_t minor) {
  add(Fact::amount_read);
  last().customer = about.customer;
  last().amount = {minor, about.amount.currency};
  return *this;
}

Story& Story::step(std::string to, std::string reason) {
  auto& [state, version] = standing_[about.operation];
  add(Fact::transition_committed);
  last().from = state;
  last().to = to;
  last().number = ++version;
  last().evidence = "evidence-" + std::to_string(last().sequence);
  last().transaction = "transaction-" + std::to_string(++transactions_);
  last().reason = std::move(reason);
  state = std::move(to);
  return *this;
}

Story& Story::commit_event(Outcome outcome) {
  add(Fact::event_committed, outcome);
  last().event = "event-" + std::to_string(++events_);
  last().transaction = "transaction-" + std::to_string(transactions_);
  last().number = ++places_[about.payable];
  return *this;
}

Story& Story::balance(std::int64_t minor) {
  add(Fact::balance_committed);
  last().customer = about.customer;
  last().amount = {minor, about.amount.currency};
  last().number = ++balance_versions_;
  last().transaction = "transaction-" + std::to_string(transactions_);
  return *this;
}

Story& Story::settle(Outcome outcome) {
  step(outcome == Outcome::success    ? "succeeded"
       : outcome == Outcome::declined ? "declined"
                                      : "failed");
  commit_event(outcome);
  auto& sum = balances_[about.customer];
  const auto before = sum;
  if (outcome == Outcome::success && about.kind == OperationKind::capture) {
    sum += about.amount.minor;
  }
  if (outcome == Outcome::success && about.kind == OperationKind::refund) {
    sum -= about.amount.minor;
  }
  if (sum == before) return *this;
  const auto posting = "posting-" + std::to_string(events_);
  post(posting, "clearing", sum - before).post(posting, about.customer, before - sum);
  return balance(sum);
}

Story& Story::take_over() {
  ++about.token;
  return claim();
}

Story& Story::post(std::string posting, std::string account, std::int64_t minor) {
  add(Fact::posting_committed);
  last().transaction = std::move(posting);
  last().to = std::move(account);
  last().amount = {minor, about.amount.currency};
  return *this;
}

Story& Story::in_scope(std::string scope) {
  last().scope = std::move(scope);
  return *this;
}

Story& Story::by(std::string observer) {
  last().observer = std::move(observer);
  return *this;
}

Story& Story::for_amount(std::int64_t minor) {
  last().amount = {minor, about.amount.currency};
  return *this;
}

Story& Story::on_event(std::string event, std::string account, std::int64_t minor) {
  last().transaction = event;
  last().event = std::move(event);
  last().to = std::move(account);
  return for_amount(minor);
}

Story& Story::on_evidence(std::string id) {
  last().evidence = std::move(id);
  return *this;
}

Story& Story::publish(std::string event, std::string consumer) {
  add(Fact::event_published);
  last().event = std::move(event);
  last().processor = std::move(consumer);
  return *this;
}

Story& Story::consume(std::string event, std::string consumer) {
  publish(std::move(event), std::move(consumer));
  last().fact = Fact::event_consumed;
  return *this;
}

Story& Story::apply(std::string event, std::string consumer) {
  publish(std::move(event), std::move(consumer));
  last().fact = Fact::event_applied;
  return *this;
}

Story& Story::deliver(std::string event) {
  for (const auto* consumer : {"ledger", "notifications"}) {
    publish(event, consumer).consume(event, consumer).apply(event, consumer);
  }
  return *this;
}

Story& Story::send_with(std::string processor_key) {
  about.processor_key = std::move(processor_key);
  ++about.attempt;
  return send();
}

Story& Story::answer_failed() {
  answer(Outcome::unknown);
  last().reason = history::processor_failed;
  return *this;
}

Story& Story::effect(std::string id) {
  add(Fact::effect_applied);
  last().effect = std::move(id);
  return *this;
}

Story& Story::reverse(std::string id) {
  add(Fact::effect_reversed);
  last().effect = std::move(id);
  return *this;
}

Story& Story::stop(std::string reason, std::uint64_t busy_clients) {
  add(Fact::stopped);
  last().number = busy_clients;
  last().reason = std::move(reason);
  return *this;
}

History Story::told() const {
  auto history = history_;
  std::ranges::stable_sort(history.observations, {}, &Observation::at);
  for (std::size_t i = 0; i < history.observations.size(); ++i) {
    history.observations[i].sequence = i + 1;
  }
  return history;
}

Story begun() {
  Story story;
  story.declare().request().claim().step("initiated").step("attempting").send();
  return story;
}

Story& concluded(Story& story) {
  story.settle(Outcome::success).deliver(story.last_event()).complete();
  return story.respond(201, Outcome::success);
}

Story happy() {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success);
  concluded(story).read(1250).heal().rest();
  return story;
}

Judgement judged(const History& history, std::string_view property) {
  static const auto properties = all_properties();
  const auto found = std::ranges::find(properties, property, &Property::name);
  if (found == properties.end()) throw std::invalid_argument("no such property");
  return judge(history, {&*found, 1}).front();
}

Verdict verdict(const Story& story, std::string_view property) {
  return judged(story.told(), property).verdict;
}

std::string_view says(const Story& story, std::string_view property) {
  return to_text(verdict(story, property));
}

}  // namespace assay::properties::stories
