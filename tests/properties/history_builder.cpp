// Writing histories down: identity is taken from what the story is about.
#include "history_builder.hpp"

#include <algorithm>
#include <stdexcept>

namespace assay::properties::stories {

using namespace history;

HistoryBuilder::HistoryBuilder() {
  frame_.bounds = usual_bounds;
  frame_.recorded = every_source;
}

HistoryBuilder& HistoryBuilder::add(const Fact& fact) {
  now_ += second / 1000;
  rows_.push_back({{.at = now_, .observer = name("observer")}, fact});
  return *this;
}

HistoryBuilder& HistoryBuilder::keyless() {
  frame_.processors = {{.name = about.processor, .knows_keys = false}};
  return *this;
}

HistoryBuilder& HistoryBuilder::retention(std::int64_t seconds) {
  frame_.bounds.key_retention = seconds * second;
  return *this;
}

HistoryBuilder& HistoryBuilder::asked_before(std::int64_t seconds) {
  last<LookUpAnswered>().asked = rows_.back().stamp.at - seconds * second;
  return *this;
}

HistoryBuilder& HistoryBuilder::note_break(std::string_view effect) {
  return add(BreakOpened{.payable = name(about.payable),
                         .operation = name(about.operation),
                         .effect = name(effect),
                         .amount = about.amount,
                         .ordinal = about.ordinal,
                         .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::settle_break(std::string_view effect, bool reversed) {
  return add(BreakSettled{.payable = name(about.payable),
                          .operation = name(about.operation),
                          .effect = name(effect),
                          .amount = about.amount,
                          .ordinal = about.ordinal,
                          .kind = about.kind,
                          .reversed = reversed});
}

HistoryBuilder& HistoryBuilder::intent(std::string payable, OperationKind kind,
                                       std::uint32_t ordinal) {
  about.payable = std::move(payable);
  about.kind = kind;
  about.ordinal = ordinal;
  const auto called =
      about.payable + "-" + std::to_string(static_cast<int>(kind)) + "-" + std::to_string(ordinal);
  about.operation = "op-" + called;
  about.key = "key-" + called;
  about.processor_key = "pk-" + called;
  about.token = 1;
  return *this;
}

HistoryBuilder& HistoryBuilder::declare() {
  return add(IntentDeclared{.payable = name(about.payable),
                            .customer = name(about.customer),
                            .amount = about.amount,
                            .ordinal = about.ordinal,
                            .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::abandon_as(std::string_view reason) {
  return add(IntentAbandoned{.payable = name(about.payable),
                             .reason = name(reason),
                             .ordinal = about.ordinal,
                             .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::request(std::uint64_t attempt) {
  about.request = attempt;
  return add(RequestSent{.payable = name(about.payable),
                         .scope = name("shop"),
                         .key = name(about.key),
                         .fingerprint = name(about.fingerprint),
                         .amount = about.amount,
                         .try_number = attempt,
                         .ordinal = about.ordinal,
                         .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::respond(std::uint32_t status, Outcome outcome) {
  return add(ResponseReceived{.payable = name(about.payable),
                              .operation = name(about.operation),
                              .scope = name("shop"),
                              .key = name(about.key),
                              .fingerprint = name(about.fingerprint),
                              .amount = about.amount,
                              .try_number = about.request,
                              .ordinal = about.ordinal,
                              .status = status,
                              .kind = about.kind,
                              .outcome = outcome});
}

HistoryBuilder& HistoryBuilder::notify(Outcome outcome) {
  return add(NotificationReceived{.payable = name(about.payable),
                                  .operation = name(about.operation),
                                  .customer = name(about.customer),
                                  .amount = about.amount,
                                  .ordinal = about.ordinal,
                                  .kind = about.kind,
                                  .outcome = outcome});
}

HistoryBuilder& HistoryBuilder::read(std::int64_t minor) {
  return add(
      AmountRead{.customer = name(about.customer), .amount = {minor, about.amount.currency}});
}

HistoryBuilder& HistoryBuilder::claim() {
  return add(KeyClaimed{.scope = name("shop"),
                        .key = name(about.key),
                        .fingerprint = name(about.fingerprint),
                        .token = about.token});
}

HistoryBuilder& HistoryBuilder::complete() {
  return add(KeyCompleted{.scope = name("shop"), .key = name(about.key), .token = about.token});
}

HistoryBuilder& HistoryBuilder::release() {
  return add(KeyReleased{.scope = name("shop"), .key = name(about.key), .token = about.token});
}

HistoryBuilder& HistoryBuilder::step(std::string_view to, std::string_view reason) {
  auto& [state, version] = standing_[about.operation];
  const State from = state;
  state = from_text<State>(to).value_or(State::unlisted);
  return add(
      TransitionCommitted{.payable = name(about.payable),
                          .operation = name(about.operation),
                          .customer = name(about.customer),
                          .evidence = name("evidence-" + std::to_string(rows_.size() + 1)),
                          .transaction = name("transaction-" + std::to_string(++transactions_)),
                          .reason = name(reason),
                          .amount = about.amount,
                          .version = ++version,
                          .ordinal = about.ordinal,
                          .kind = about.kind,
                          .from = from,
                          .to = state});
}

HistoryBuilder& HistoryBuilder::commit_event(Outcome outcome) {
  return add(EventCommitted{.payable = name(about.payable),
                            .operation = name(about.operation),
                            .customer = name(about.customer),
                            .event = name("event-" + std::to_string(++events_)),
                            .transaction = name("transaction-" + std::to_string(transactions_)),
                            .amount = about.amount,
                            .place = ++places_[about.payable],
                            .ordinal = about.ordinal,
                            .kind = about.kind,
                            .outcome = outcome});
}

HistoryBuilder& HistoryBuilder::balance(std::int64_t minor) {
  return add(BalanceCommitted{.customer = name(about.customer),
                              .transaction = name("transaction-" + std::to_string(transactions_)),
                              .amount = {minor, about.amount.currency},
                              .version = ++balance_versions_});
}

HistoryBuilder& HistoryBuilder::settle(Outcome outcome) {
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

HistoryBuilder& HistoryBuilder::take_over() {
  ++about.token;
  return claim();
}

HistoryBuilder& HistoryBuilder::post(std::string_view posting, std::string_view account,
                                     std::int64_t minor) {
  return add(PostingCommitted{.account = name(account),
                              .transaction = name(posting),
                              .amount = {minor, about.amount.currency}});
}

HistoryBuilder& HistoryBuilder::post_for(std::string_view event, std::string_view account,
                                         std::int64_t minor) {
  post(event, account, minor);
  last<PostingCommitted>().event = name(event);
  return *this;
}

HistoryBuilder& HistoryBuilder::book(std::string_view entry, std::string_view account,
                                     std::int64_t minor) {
  return add(LegBooked{.payable = name(about.payable),
                       .operation = name(about.operation),
                       .entry = name(entry),
                       .account = name(account),
                       .owner = name("acme"),
                       .transaction = name("transaction-" + std::to_string(transactions_)),
                       .amount = {minor, about.amount.currency},
                       .ordinal = about.ordinal,
                       .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::reserve(std::string_view entry, std::string_view account,
                                        std::int64_t minor) {
  book(entry, account, minor);
  last<LegBooked>().pending = true;
  return *this;
}

HistoryBuilder& HistoryBuilder::fulfil() {
  return add(FulfilmentStarted{.payable = name(about.payable),
                               .customer = name(about.customer),
                               .amount = about.amount,
                               .ordinal = about.ordinal,
                               .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::in_scope(std::string_view scope) {
  const auto set = [&](auto& fact) {
    if constexpr (requires { fact.scope; }) fact.scope = name(scope);
  };
  std::visit(set, rows_.back().fact);
  return *this;
}

HistoryBuilder& HistoryBuilder::by(std::string_view observer) {
  rows_.back().stamp.observer = name(observer);
  return *this;
}

HistoryBuilder& HistoryBuilder::for_amount(std::int64_t minor) {
  const auto set = [&](auto& fact) {
    if constexpr (requires { fact.amount; }) fact.amount = {minor, about.amount.currency};
  };
  std::visit(set, rows_.back().fact);
  return *this;
}

HistoryBuilder& HistoryBuilder::on_evidence(std::string_view id) {
  last<TransitionCommitted>().evidence = name(id);
  return *this;
}

HistoryBuilder& HistoryBuilder::publish(std::string_view event, std::string_view consumer) {
  return add(EventPublished{.event = name(event), .consumer = name(consumer)});
}

HistoryBuilder& HistoryBuilder::consume(std::string_view event, std::string_view consumer) {
  return add(EventConsumed{.event = name(event), .consumer = name(consumer)});
}

HistoryBuilder& HistoryBuilder::apply(std::string_view event, std::string_view consumer) {
  return add(EventApplied{.event = name(event), .consumer = name(consumer)});
}

HistoryBuilder& HistoryBuilder::deliver(std::string_view event) {
  for (const auto* consumer : {"ledger", "notifications"}) {
    publish(event, consumer).consume(event, consumer).apply(event, consumer);
  }
  return *this;
}

HistoryBuilder& HistoryBuilder::send() {
  return add(AttemptSent{.payable = name(about.payable),
                         .operation = name(about.operation),
                         .processor = name(about.processor),
                         .processor_key = name(about.processor_key),
                         .amount = about.amount,
                         .attempt = about.attempt,
                         .ordinal = about.ordinal,
                         .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::send_with(std::string processor_key) {
  about.processor_key = std::move(processor_key);
  ++about.attempt;
  return send();
}

HistoryBuilder& HistoryBuilder::answer(Outcome outcome) {
  return add(AttemptAnswered{.operation = name(about.operation),
                             .processor_key = name(about.processor_key),
                             .attempt = about.attempt,
                             .outcome = outcome});
}

HistoryBuilder& HistoryBuilder::answer_failed() {
  answer(Outcome::unknown);
  last<AttemptAnswered>().processor_failed = true;
  return *this;
}

HistoryBuilder& HistoryBuilder::look_up(Outcome outcome) {
  return add(LookUpAnswered{
      .operation = name(about.operation), .processor = name(about.processor), .outcome = outcome});
}

HistoryBuilder& HistoryBuilder::effect(std::string_view id) {
  return add(EffectApplied{.payable = name(about.payable),
                           .operation = name(about.operation),
                           .processor = name(about.processor),
                           .processor_key = name(about.processor_key),
                           .effect = name(id),
                           .amount = about.amount,
                           .ordinal = about.ordinal,
                           .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::decline() {
  return add(EffectDeclined{.payable = name(about.payable),
                            .operation = name(about.operation),
                            .processor = name(about.processor),
                            .processor_key = name(about.processor_key),
                            .amount = about.amount,
                            .ordinal = about.ordinal,
                            .kind = about.kind});
}

HistoryBuilder& HistoryBuilder::reverse(std::string_view id) {
  return add(EffectReversed{.effect = name(id)});
}

HistoryBuilder& HistoryBuilder::stop(std::string_view reason, std::uint64_t busy_clients) {
  return add(Stopped{.reason = name(reason), .busy_clients = busy_clients});
}

History HistoryBuilder::told() const {
  auto rows = rows_;
  std::ranges::stable_sort(rows, {}, [](const Draft& row) { return row.stamp.at; });
  History history = frame_;
  for (const Draft& row : rows) append(history, row);
  return history;
}

HistoryBuilder begun() {
  HistoryBuilder story;
  story.declare().request().claim().step("initiated").step("attempting").send();
  return story;
}

HistoryBuilder& concluded(HistoryBuilder& story) {
  story.settle(Outcome::success).deliver(story.last_event()).complete();
  return story.respond(201, Outcome::success);
}

HistoryBuilder happy() {
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

Verdict verdict(const HistoryBuilder& story, std::string_view property) {
  return judged(story.told(), property).verdict;
}

std::string_view says(const HistoryBuilder& story, std::string_view property) {
  return to_text(verdict(story, property));
}

}  // namespace assay::properties::stories
