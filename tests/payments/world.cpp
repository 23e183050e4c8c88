// Each port call burns the fuse before and after its effect, so that a power cut can fall between
// any two of them.
#include "world.hpp"

#include <algorithm>

namespace payments::testing {

std::expected<std::optional<Row>, StoreError> MemoryStore::read(std::string_view table,
                                                                std::string_view key) {
  fuse_.burn();
  const auto found = tables_.find(std::string(table));
  if (found == tables_.end()) return std::optional<Row>{};
  const auto row = found->second.find(std::string(key));
  return row == found->second.end() ? std::nullopt : std::optional(row->second);
}

std::expected<std::vector<Row>, StoreError> MemoryStore::scan(std::string_view table,
                                                              std::string_view after_key,
                                                              std::size_t limit) {
  fuse_.burn();
  std::vector<Row> found;
  auto& rows = tables_[std::string(table)];
  for (auto row = rows.upper_bound(std::string(after_key)); row != rows.end(); ++row) {
    if (found.size() == limit) break;
    found.push_back(row->second);
  }
  shown += found.size();
  return found;
}

std::expected<std::vector<Row>, StoreError> MemoryStore::due(const DueIndex& index,
                                                             const DuePlace& after, Instant until,
                                                             std::size_t limit) {
  fuse_.burn();
  std::vector<Row> found;
  for (const auto& [key, waiting] : waiting_[std::string(index.table)]) {
    const bool behind = std::pair(after.due, after.key) < std::pair(waiting.at, key);
    if (waiting.index != index.name || !behind || waiting.at > until) continue;
    found.push_back(tables_[std::string(index.table)].at(key));
  }
  std::ranges::sort(found, {}, [](const Row& row) { return std::pair(*row.due, row.key); });
  if (found.size() > limit) found.resize(limit);
  shown += found.size();
  return found;
}

std::expected<void, CommitError> MemoryStore::commit(const Transaction& transaction) {
  fuse_.burn();
  ++commits;
  last_purpose = transaction.purpose;
  if (before_commit) {
    const auto call = std::exchange(before_commit, {});
    call(transaction);
  }
  const bool strikes = trouble && --trouble->at == 0;
  if (strikes && !trouble->applied) return std::unexpected(trouble->error);
  const auto applied = apply(transaction);
  if (strikes) return std::unexpected(trouble->error);
  fuse_.burn();
  return applied;
}

std::expected<void, CommitError> MemoryStore::apply(const Transaction& transaction) {
  for (const Write& write : transaction.writes) {
    const auto& rows = tables_[write.table];
    const auto row = rows.find(write.key);
    const std::uint64_t version = row == rows.end() ? 0 : row->second.version;
    if (version == write.expected_version) continue;
    const bool duplicate = write.expected_version == 0;
    return std::unexpected(duplicate ? CommitError::duplicate : CommitError::stale);
  }
  for (const Write& write : transaction.writes) {
    auto& rows = tables_[write.table];
    ever[write.table].insert(write.key);
    waiting_[write.table].erase(write.key);
    if (write.value) {
      const auto due = write.due ? std::optional(write.due->at) : std::nullopt;
      const std::uint64_t before =
          write.expected_version == 0 ? deleted_[write.table] : write.expected_version;
      rows[write.key] = {write.key, *write.value, before + 1, due};
      if (write.due) waiting_[write.table][write.key] = *write.due;
    } else {
      rows.erase(write.key);
      deleted_[write.table] = std::max(deleted_[write.table], write.expected_version);
    }
  }
  return {};
}

std::size_t MemoryStore::count(std::string_view table) const { return rows(table).size(); }

std::vector<Row> MemoryStore::rows(std::string_view table) const {
  std::vector<Row> all;
  const auto found = tables_.find(std::string(table));
  if (found == tables_.end()) return all;
  for (const auto& [key, row] : found->second) all.push_back(row);
  return all;
}

GatewayReply FakeProcessor::apply(const GatewayRequest& request) {
  GatewayReply reply{outcome, "ref-" + request.key.value, "",
                     amount_shown.value_or(request.amount), {}};
  if (!states_amounts) reply.amount.reset();
  if (outcome == Outcome::declined) reply.decline_code = "do_not_honour";
  if (request.kind == OperationKind::authorise) reply.capture_before = capture_before;
  if (outcome == Outcome::success) {
    effects.push_back(
        {request.operation, request.kind,
         request.payable.tenant.value + "/" + request.payable.value, request.ordinal, reply});
  }
  if (outcome == Outcome::pending) pending_.push_back(request);
  known_[request.operation.value] = reply;
  return reply;
}

std::expected<GatewayReply, GatewayError> FakeProcessor::send(const GatewayRequest& request) {
  fuse_.burn();
  sends.push_back(request);
  if (while_sent) std::exchange(while_sent, {})();
  const Mishap mishap = mishaps.empty() ? Mishap::none : mishaps.front();
  if (!mishaps.empty()) mishaps.erase(mishaps.begin());
  if (mishap == Mishap::refuse) return std::unexpected(GatewayError::refused_unsent);
  if (mishap == Mishap::lose_request) return std::unexpected(GatewayError::timed_out);
  if (mishap == Mishap::late) {
    held_.push_back(request);
    return std::unexpected(GatewayError::timed_out);
  }
  const bool fails = mishap == Mishap::error_no_effect || mishap == Mishap::error_with_effect;
  if (!able.keys) stored_.erase(request.key.value);
  if (!stored_.contains(request.key.value)) {
    Answer answer = std::unexpected(GatewayError::server_error);
    if (mishap != Mishap::error_no_effect) {
      const GatewayReply reply = apply(request);
      if (!fails) answer = reply;
    }
    stored_.emplace(request.key.value, answer);
  }
  fuse_.burn();
  if (mishap == Mishap::lose_reply) return std::unexpected(GatewayError::timed_out);
  if (mishap == Mishap::garbage) return std::unexpected(GatewayError::broken);
  return stored_.at(request.key.value);
}

std::expected<LookUpReply, GatewayError> FakeProcessor::look_up(const LookUpRequest& request) {
  fuse_.burn();
  asked.push_back(request.operation);
  const auto found = known_.find(request.operation.value);
  const auto answer = found == known_.end() ? LookUpReply{} : LookUpReply{found->second};
  if (while_asked) std::exchange(while_asked, {})();
  if (!reachable) return std::unexpected(GatewayError::timed_out);
  return answer;
}

std::expected<ListPage, GatewayError> FakeProcessor::list(const ListRequest& request) {
  fuse_.burn();
  if (!reachable) return std::unexpected(GatewayError::timed_out);
  std::size_t at = request.after.empty() ? 0 : std::stoul(request.after);
  ListPage page;
  for (; at < effects.size() && page.entries.size() < request.limit; ++at) {
    if (!std::ranges::count(hidden, effects[at].operation)) page.entries.push_back(effects[at]);
  }
  page.next = std::to_string(at);
  return page;
}

void FakeProcessor::apply_late() {
  for (const GatewayRequest& request : std::exchange(held_, {})) {
    if (able.keys && stored_.contains(request.key.value)) continue;
    stored_.emplace(request.key.value, apply(request));
  }
}

void FakeProcessor::settle_pending() {
  for (const GatewayRequest& request : std::exchange(pending_, {})) apply(request);
}

std::expected<void, PublishError> FakeBus::publish(Consumer consumer, const Event& event) {
  fuse_.burn();
  ++deliveries;
  if (mishap) {
    if (const auto error = mishap(consumer, event)) return std::unexpected(*error);
  }
  auto& events = taken[consumer];
  const bool seen = std::ranges::any_of(events, [&](const Event& e) { return e.id == event.id; });
  if (!seen) {
    events.push_back(event);
    const bool success =
        event.kind == EventKind::succeeded || event.kind == EventKind::late_success;
    const Facts& facts = event.facts;
    std::int64_t& account =
        ledger[balance_key(facts.payable.tenant, facts.customer, facts.amount.currency).text()];
    if (consumer == Consumer::ledger && success) {
      if (facts.kind == OperationKind::capture) account += facts.amount.minor;
      if (facts.kind == OperationKind::refund) account -= facts.amount.minor;
    }
  }
  fuse_.burn();
  return {};
}

World::World() { restart(); }

void World::restart(const std::function<void(Parts&, const Ports&, const Config&)>& adapt) {
  auto made = Service::make(ports, config, adapt);
  service = std::move(made.value());
}

bool World::settle(int steps_max) {
  int quiet = 0;
  for (int i = 0; i < steps_max && quiet < 4; ++i) {
    StepResult result = service->apply_events();
    result.merge(service->resolve());
    result.merge(service->relay());
    const bool idle = !result.changed && store.count(tables::open) == 0 &&
                      store.count(tables::outbox) == 0;
    // The list is read last and seldom, so that it does not hide what the others missed.
    if (idle || !result.next_due) result.merge(service->reconcile());
    const bool rest = idle && !result.changed && store.count(tables::reversals) == 0;
    quiet = rest ? quiet + 1 : 0;
    if (!result.changed && result.next_due) clock.sleep_until(*result.next_due);
  }
  return quiet >= 4;
}

Response World::insist(const Request& request, int tries_max) {
  Response last;
  for (int i = 0; i < tries_max; ++i) {
    last = service->handle(request);
    if (is_final(last)) return last;
    settle(20);
    pass(config.retry_hint);
  }
  return last;
}

std::vector<JournalEntry> World::journal(const OperationId& operation) const {
  std::vector<JournalEntry> entries;
  for (const Row& row : store.rows(tables::journal)) {
    auto entry = decode_journal(row.value);
    if (entry && entry->facts.operation == operation) entries.push_back(std::move(*entry));
  }
  return entries;
}

std::optional<OperationView> World::view(const OperationId& operation) const {
  const auto entries = journal(operation);
  return entries.empty() ? std::nullopt : std::optional(fold(entries));
}

namespace {

struct Audit {
  const World& world;
  std::vector<std::string> wrong{};

  void expect(bool holds, const std::string& claim) {
    if (!holds) wrong.push_back(claim);
  }

  void one_effect_per_operation() {
    std::set<std::string> seen;
    for (const ListEntry& effect : world.processor.effects) {
      const std::string name = subject_of({{}, effect.payable}, effect.kind, effect.ordinal);
      expect(seen.insert(name).second, "more than one effect of " + name);
    }
  }

  void belief_agrees_with_truth() {
    for (const Row& row : world.store.rows(tables::payments)) {
      const auto payment = decode_payment(row.value);
      expect(payment.has_value(), "a payment row decodes");
      for (const OperationView& view : payment->operations) {
        const OperationId& id = view.facts.operation;
        expect(world.view(id) == view, "the payment row is the fold of the journal of " + id.value);
        const bool effect = std::ranges::any_of(
            world.processor.effects, [&](const ListEntry& e) { return e.operation == id; });
        expect(terminal(view.state), id.value + " came to an end");
        expect(effect == (view.state == State::succeeded), "belief and truth of " + id.value);
      }
    }
  }

  void money_agrees() {
    std::int64_t truth = 0;
    for (const ListEntry& effect : world.processor.effects) {
      if (effect.kind == OperationKind::capture) truth += effect.answer.amount->minor;
      if (effect.kind == OperationKind::refund) truth -= effect.answer.amount->minor;
    }
    std::int64_t balances = 0;
    for (const Row& row : world.store.rows(tables::balances)) {
      balances += decode_balance(row.value)->amount.minor;
    }
    std::int64_t ledger = 0;
    for (const auto& [account, minor] : world.bus.ledger) ledger += minor;
    expect(balances == truth, "balances agree with the processor");
    expect(ledger == truth, "the downstream ledger agrees with the processor");
  }

  void rows_wait_where_they_say() {
    for (const std::string_view table : tables::all) {
      for (const Row& row : world.store.rows(table)) {
        const auto due = Service::due_of(table, row.value);
        expect(row.due == (due ? std::optional(due->at) : std::nullopt),
               "a row is due when it says");
      }
    }
  }

  void events_are_whole() {
    for (const auto& [consumer, events] : world.bus.taken) {
      std::map<std::string, std::uint64_t> last;
      for (const Event& event : events) {
        const std::string payable = payment_key(event.facts.payable).text();
        expect(event.place == ++last[payable], "events come in order, no gaps");
      }
    }
    expect(world.store.count(tables::outbox) == 0, "the outbox is empty");
    expect(world.store.count(tables::open) == 0, "nothing is left open");
    expect(world.store.count(tables::unmatched) == 0, "every success was listed");
    for (const Row& row : world.store.rows(tables::claims)) {
      const auto claim = decode_claim(row.value);
      const bool ended = claim && (claim->state == ClaimState::completed ||
                                   claim->state == ClaimState::released);
      expect(ended, "a claim has ended");
    }
  }
};

}  // namespace

std::vector<std::string> World::audit() const {
  Audit audit{*this};
  audit.one_effect_per_operation();
  audit.belief_agrees_with_truth();
  audit.money_agrees();
  audit.events_are_whole();
  audit.rows_wait_where_they_say();
  return audit.wrong;
}

Request request(OperationKind kind, Money amount, std::uint32_t ordinal) {
  static const Terms card{.instrument = InstrumentToken::from("tok-1").value()};
  return {.scope = {tenant, "shop"},
          .key = {std::string(to_text(kind)) + "-" + std::to_string(ordinal)},
          .command = {.kind = kind,
                      .payable = {tenant, "pay-1"},
                      .ordinal = ordinal,
                      .customer = {"c-1"},
                      .amount = amount,
                      .parent = {},
                      .terms = kind == OperationKind::authorise ? card : Terms{}}};
}

Request authorise(Money amount) { return request(OperationKind::authorise, amount); }
Request capture(Money amount) { return request(OperationKind::capture, amount); }
Request void_hold(Money amount) { return request(OperationKind::void_authorisation, amount); }
Request refund(Money amount, std::uint32_t ordinal) {
  return request(OperationKind::refund, amount, ordinal);
}

bool is_final(const Response& response) {
  return response.code == status::succeeded || response.code == status::declined ||
         response.code == status::unprocessable;
}

}  // namespace payments::testing
