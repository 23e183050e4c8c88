// Transactions, and how often they are tried.
#include "parts/books.hpp"

#include <algorithm>
#include <array>
#include <deque>

#include <assay/harness/names.hpp>

#include "parts/event.hpp"
#include "parts/record.hpp"

namespace designs {

namespace {

using namespace assay::harness;
using namespace assay::harness::literals;

constexpr int tries_max = 4;
constexpr std::size_t page = 200;

/// The writes of one transaction, and the texts that they view.
class Writes {
 public:
  void put(std::string_view table, std::string key, std::string value, std::uint64_t expected) {
    const std::string& name = texts_.emplace_back(std::move(key));
    const std::string& text = texts_.emplace_back(std::move(value));
    writes_.push_back({table, name, text, expected});
  }
  std::vector<Write> take() { return std::move(writes_); }

 private:
  std::deque<std::string> texts_;
  std::vector<Write> writes_;
};

std::int64_t moved_by(const Operation& it) {
  if (it.kind == OperationKind::capture) return it.amount.minor;
  return it.kind == OperationKind::refund ? -it.amount.minor : 0;
}

std::string balance_key(std::string_view customer, std::string_view currency) {
  return row_key(customer, currency);
}

}  // namespace

std::string row_key(std::string_view first, std::string_view second) {
  return RecordWriter{}.text(first).text(second).take();
}

std::string row_key(std::string_view first, std::uint64_t number) {
  std::string digits = std::to_string(number);
  digits.insert(0, 12 - std::min<std::size_t>(digits.size(), 12), '0');
  return row_key(first, digits);
}

SettingsSchema settings_schema() {
  static const std::array<Setting, 6> schema{{
      {"lease", "how long a machine that is not heard of may still be at work", 20_s, 1_ms, 24_h},
      {"rpc_timeout", "wait for a processor or a consumer", 2_s, 1_ms, 1_h},
      {"relay_period", "events that wait", 1_s, 1_ms, 24_h},
      {"resolver_period", "operations in doubt", 5_s, 1_ms, 24_h},
      {"reconcile_period", "the processor's list", 60_s, 1_ms, 24_h},
      {"skew_max", "how far a clock may be wrong, either way", 50_ms, 0_s, 1_h},
  }};
  return schema;
}

Times times_in(const Settings& settings) {
  return {.lease = settings.duration("lease"),
          .rpc_timeout = settings.duration("rpc_timeout"),
          .relay_period = settings.duration("relay_period"),
          .resolver_period = settings.duration("resolver_period"),
          .reconcile_period = settings.duration("reconcile_period"),
          .skew_max = settings.duration("skew_max")};
}

Books::Books(Environment& environment, const Times& times)
    : environment_{environment}, times_{times}, life_{environment.ids().mint("life")} {}

Books::Read Books::read(const std::string& payable) {
  const auto row = environment_.store().read(tables::payables, payable);
  if (!row) return std::nullopt;
  if (!*row) return Payable{.name = payable};
  auto known = payable_in((*row)->value);
  if (known) known->row_version = (*row)->version;
  return known;
}

std::expected<std::optional<KeyRecord>, ReadFailure> Books::read_key(const std::string& scope,
                                                                    const std::string& key) {
  const auto row = environment_.store().read(tables::keys, row_key(scope, key));
  if (!row) return std::unexpected{row.error()};
  return *row ? key_in((*row)->value) : std::nullopt;
}

Books::Read Books::begin(const std::string& payable, std::string_view purpose, const Make& make) {
  for (int tried = 0; tried < tries_max; ++tried) {
    Read known = read(payable);
    if (!known) continue;
    auto made = make(*known);
    if (!made) return known;
    const std::string id = made->id;
    known->operations.push_back(std::move(*made));
    if (commit(*known, id, {purpose, State::initiated, "begun", 0, true})) return known;
  }
  return std::nullopt;
}

Books::Read Books::advance(const std::string& payable, const std::string& operation,
                           const Decide& decide, const Allows& allows) {
  for (int tried = 0; tried < tries_max; ++tried) {
    Read known = read(payable);
    if (!known) continue;
    Operation* const it = known->find(operation);
    if (it == nullptr || (allows && !allows(*known, *it))) return known;
    const auto step = decide(*it);
    if (!step) return known;
    if (commit(*known, operation, *step)) return known;
  }
  return std::nullopt;
}

/// Writes the operation as it is now with its step. Returns: it is certain that it was written.
bool Books::commit(Payable& payable, const std::string& operation, const Step& step) {
  Operation& it = *payable.find(operation);
  const State from = it.state;
  const bool mine = it.owner == life_;
  it.touched_at = now();
  it.owner = life_;
  const bool keyed = !it.key.empty();
  const bool passes = keyed && (step.claims_key || (!mine && it.answered == 0));
  if (passes) ++it.token;
  if (step.stores != 0) it.answered = step.stores;
  Writes writes;
  if (passes || step.stores != 0) {
    writes.put(tables::keys, row_key(it.scope, it.key),
               encode(KeyRecord{it.scope, it.key, it.fingerprint, payable.name, it.id, it.token,
                                it.answered}),
               step.claims_key ? 0 : any_version);
  }
  if (step.to != State::none) {
    it.state = step.to;
    it.reason = step.reason;
    ++it.version;
    const std::string evidence = std::string{step.purpose} + "/" + it.id + "/" +
                                 std::to_string(it.version);
    writes.put(tables::steps, row_key(it.id, it.version), encode(StepRecord{it, from, evidence}),
               0);
  }
  if (is_final(step.to)) {
    const StoredEvent event = event_of(it, ++payable.events);
    writes.put(tables::outbox, row_key(payable.name, payable.events), encode(event), 0);
  }
  const std::int64_t moved = step.to == State::succeeded ? moved_by(it) : 0;
  if (moved != 0) {
    const std::string key = balance_key(it.customer, it.amount.currency.code());
    const auto row = environment_.store().read(tables::balances, key);
    if (!row) return false;
    const std::int64_t before = *row ? RecordReader{(*row)->value}.number() : 0;
    RecordWriter out;
    out.number(before + moved).text(it.customer).text(it.amount.currency.code());
    writes.put(tables::balances, key, out.take(), *row ? (*row)->version : 0);
  }
  writes.put(tables::payables, payable.name, encode(payable), payable.row_version);
  const auto done = environment_.store().commit({step.purpose, it.id, writes.take()});
  if (done) ++payable.row_version;
  return done.has_value();
}

bool Books::each_open(const std::function<void(const Payable&, const Operation&)>& visit) {
  std::string after;
  while (true) {
    const auto rows = environment_.store().scan(tables::payables, after, page);
    if (!rows) return false;
    for (const Row& row : *rows) {
      const auto payable = payable_in(row.value);
      if (!payable) continue;
      for (const Operation& it : payable->operations) {
        if (is_open(it)) visit(*payable, it);
      }
    }
    if (rows->size() < page) return true;
    after = rows->back().key;
  }
}

bool Books::note(const Finding& finding) {
  const std::string key = row_key(finding.operation, finding.effect);
  const auto row = environment_.store().read(tables::findings, key);
  if (!row) return false;
  const std::string text = encode(finding);
  if (*row && !finding.settled) return true;  // it was noted before
  const std::uint64_t version = *row ? (*row)->version : 0;
  const std::string_view purpose = finding.settled ? "settle" : "note_break";
  return environment_.store()
      .commit({purpose, finding.operation, {{tables::findings, key, text, version}}})
      .has_value();
}

std::vector<Finding> Books::findings() {
  std::vector<Finding> all;
  std::string after;
  while (true) {
    const auto rows = environment_.store().scan(tables::findings, after, page);
    if (!rows) return all;
    for (const Row& row : *rows) {
      if (auto found = finding_in(row.value)) all.push_back(std::move(*found));
    }
    if (rows->size() < page) return all;
    after = rows->back().key;
  }
}

std::optional<Amount> Books::balance(const BalanceQuestion& question) {
  const std::string customer = world_name(question.tenant, question.customer);
  const auto row = environment_.store().read(tables::balances,
                                             balance_key(customer, question.currency.code()));
  if (!row) return std::nullopt;
  return Amount{*row ? RecordReader{(*row)->value}.number() : 0, question.currency};
}

bool Books::is_at_work(const Operation& it) {
  if (it.owner == life_ || is_final(it.state)) return at_work_.contains(it.id);
  return now() < left_alone_at(it).ns();
}

TimePoint Books::left_alone_at(const Operation& it) const {
  return TimePoint{} + Duration{it.touched_at} + times_.lease + times_.skew_max * 2;
}

std::int64_t Books::now() { return environment_.clock().now().ns(); }

}  // namespace designs
