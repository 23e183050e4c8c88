// The lies, and the runs that they are told about.
#include "campaign/jobs/falsified.hpp"
#include "systems/payments/payments_system.hpp"

#include <algorithm>
#include <array>

#include "runs/run.hpp"
#include "scenarios/files/library.hpp"

namespace assay::campaign {

namespace {

using history::Fact;
using history::Observation;
using history::OperationKind;
using history::Outcome;
using properties::Verdict;
using Rows = std::vector<Observation>;

constexpr std::uint64_t seeds_max = 200;

template <Fact fact>
bool is(const Observation& row) {
  return row.fact == fact;
}

template <Fact fact, OperationKind kind>
bool is_of(const Observation& row) {
  return row.fact == fact && row.kind == kind;
}

bool succeeds(const Observation& row) { return row.to == "succeeded"; }

bool tells_success(const Observation& row) {
  return row.fact == Fact::response_received && row.outcome == Outcome::success;
}

bool same_intent(const Observation& left, const Observation& right) {
  return left.payable == right.payable && left.kind == right.kind && left.ordinal == right.ordinal;
}

bool effect_of(const Observation& chosen, const Observation& row) {
  return row.fact == Fact::effect_applied && same_intent(chosen, row);
}

bool itself(const Observation& chosen, const Observation& row) {
  return row.sequence == chosen.sequence;
}

/// Changes the last row of a kind. Returns, here and below: whether there was one.
template <class Where, class How>
bool change(Rows& rows, Where where, How how) {
  const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
  if (found != rows.rend()) how(*found);
  return found != rows.rend();
}

/// Writes a changed copy right behind the last row of a kind.
template <class Where, class How>
bool repeat(Rows& rows, Where where, How how) {
  const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
  if (found == rows.rend()) return false;
  Observation copied = *found;
  how(copied);
  rows.insert(found.base(), std::move(copied));
  return true;
}

/// Removes all rows that belong to the last one of a kind.
template <class Where, class Along>
bool remove_along(Rows& rows, Where where, Along along) {
  const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
  if (found == rows.rend()) return false;
  const Observation chosen = *found;
  return std::erase_if(rows, [&](const Observation& row) { return along(chosen, row); }) > 0;
}

void more(Observation& row) { ++row.amount.minor; }

/// The second of two refunds that were told of as done, and the first.
std::pair<Observation*, Observation*> two_refunds(Rows& rows) {
  Observation* told[2] = {nullptr, nullptr};
  for (Observation& row : rows) {
    const bool refund = tells_success(row) && row.kind == OperationKind::refund;
    if (refund && row.ordinal <= 2) told[row.ordinal - 1] = &row;
  }
  return {told[0], told[1]};
}

bool borrow_an_answer(Rows& rows) {
  const auto [first, second] = two_refunds(rows);
  if (first == nullptr || second == nullptr) return false;
  second->operation = first->operation;
  const Observation chosen = *second;
  return std::erase_if(rows, [&](const Observation& row) { return effect_of(chosen, row); }) > 0;
}

/// The second refund is believed on what was heard of the first: nothing was done for it.
bool believe_a_neighbour(Rows& rows) {
  const auto [first, second] = two_refunds(rows);
  if (first == nullptr || second == nullptr) return false;
  const Observation chosen = *second;
  return std::erase_if(rows, [&](const Observation& row) { return effect_of(chosen, row); }) > 0;
}

/// The hold of a captured payment lapses right before the capture is sent.
bool let_a_hold_lapse(Rows& rows) {
  const auto sent = std::ranges::find_if(rows, is_of<Fact::attempt_sent, OperationKind::capture>);
  const auto hold = std::find_if(rows.begin(), sent, [&](const Observation& row) {
    return sent != rows.end() && row.payable == sent->payable &&
           is_of<Fact::effect_applied, OperationKind::authorise>(row);
  });
  if (hold == sent) return false;
  Observation lapse = *hold;
  lapse.fact = Fact::effect_reversed;
  lapse.at = sent->at;
  rows.insert(sent, std::move(lapse));
  return true;
}

/// An effect that came while its operation was in doubt is never put right.
bool overlook_a_late_effect(Rows& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].fact != Fact::effect_applied) continue;
    const Observation* before = nullptr;
    for (std::size_t j = 0; j < i; ++j) {
      const bool about = rows[j].fact == Fact::transition_committed;
      if (about && same_intent(rows[j], rows[i])) before = &rows[j];
    }
    if (before == nullptr || before->to != "unknown") continue;
    const Observation late = rows[i];
    return std::erase_if(rows, [&](const Observation& row) {
             return succeeds(row) && same_intent(row, late);
           }) > 0;
  }
  return false;
}

/// All that ends an operation: its last steps, the end of its key, and the answers to its client.
bool ends(const Observation& asked, const Observation& row) {
  const bool step = row.to == "succeeded" || row.to == "declined" || row.to == "failed";
  const bool answer =
      row.fact == Fact::response_received || row.fact == Fact::notification_received;
  return ((step || answer) && same_intent(asked, row)) ||
         (row.fact == Fact::key_completed && row.key == asked.key);
}

/// The key that was claimed last stays claimed, and what it was for stays open.
bool leave_a_key_locked(Rows& rows) {
  const auto claim = std::find_if(rows.rbegin(), rows.rend(), is<Fact::key_claimed>);
  if (claim == rows.rend()) return false;
  const std::string key = claim->key;
  const auto asked = [&](const Observation& row) {
    return row.fact == Fact::request_sent && row.key == key;
  };
  return remove_along(rows, asked, ends);
}

constexpr std::int64_t long_after = 4LL * 3600 * 1'000'000'000;  // nanoseconds

/// A customer's last payment is asked for and never begun, while the one before never ends.
bool keep_one_waiting(Rows& rows) {
  const auto asks = is_of<Fact::intent_declared, OperationKind::authorise>;
  const auto last = std::find_if(rows.rbegin(), rows.rend(), asks);
  const auto before = std::find_if(last, rows.rend(), [&](const Observation& row) {
    return asks(row) && row.customer == last->customer && row.payable != last->payable;
  });
  if (before == rows.rend()) return false;
  const std::string waits = last->payable;
  const std::string blocks = before->payable;
  std::erase_if(rows, [&](const Observation& row) {
    const bool begun = row.payable == waits && row.fact != Fact::intent_declared &&
                       row.fact != Fact::request_sent;
    const bool ended = row.payable == blocks && (row.to == "succeeded" || row.to == "declined");
    return begun || ended;
  });
  rows.back().at += long_after;
  return true;
}

struct Lie {
  std::string_view property;
  std::string_view name;
  std::string_view scenario;
  bool (*tell)(Rows& rows);
};

constexpr std::array lies{
    Lie{"amount_binding", "another amount is sent than was asked for", "happy_path",
        [](Rows& rows) { return change(rows, is<Fact::attempt_sent>, more); }},
    Lie{"attempt_isolation", "a refund is believed on what was heard of another", "refund_race",
        believe_a_neighbour},
    Lie{"books_agree", "a capture moved more than the books say", "happy_path",
        [](Rows& rows) {
          return change(rows, is_of<Fact::effect_applied, OperationKind::capture>, more);
        }},
    Lie{"capture_void_exclusive", "a hold has lapsed before its capture", "happy_path",
        let_a_hold_lapse},
    Lie{"confluence", "the last word of several is another", "lost_response",
        [](Rows& rows) {
          return change(rows, succeeds, [](Observation& row) { row.to = "declined"; });
        }},
    Lie{"consumer_once", "an event counts twice", "happy_path",
        [](Rows& rows) { return repeat(rows, is<Fact::event_applied>, [](Observation&) {}); }},
    Lie{"double_entry", "a leg of a posting is off by one", "happy_path",
        [](Rows& rows) { return change(rows, is<Fact::posting_committed>, more); }},
    Lie{"fingerprint_guard", "a key serves another body", "happy_path",
        [](Rows& rows) {
          return repeat(rows, is<Fact::key_claimed>,
                        [](Observation& row) { row.fingerprint = "of another"; });
        }},
    Lie{"funds_before_goods", "goods leave, and no money has moved", "happy_path",
        [](Rows& rows) {
          return remove_along(rows, is<Fact::fulfilment_started>,
                              [](const Observation& chosen, const Observation& row) {
                                return row.fact == Fact::effect_applied &&
                                       row.payable == chosen.payable;
                              });
        }},
    Lie{"late_success_seen", "a late effect is overlooked", "timeout_then_late_success",
        overlook_a_late_effect},
    Lie{"legal_transitions", "a version is left out", "happy_path",
        [](Rows& rows) {
          return change(rows, is<Fact::transition_committed>,
                        [](Observation& row) { ++row.number; });
        }},
    Lie{"no_false_miss", "an answer is borrowed from another refund", "refund_race",
        borrow_an_answer},
    Lie{"no_false_success", "a success has no effect", "happy_path",
        [](Rows& rows) { return remove_along(rows, succeeds, effect_of); }},
    Lie{"no_state_blocking", "a customer's next payment is never begun", "happy_path",
        keep_one_waiting},
    Lie{"no_unseen_effect", "an effect is never recorded", "happy_path",
        [](Rows& rows) { return remove_along(rows, succeeds, itself); }},
    Lie{"orphan_bound", "a key stays locked", "lost_response", leave_a_key_locked},
    Lie{"progress", "nobody acts on an answer", "lost_response",
        [](Rows& rows) { return remove_along(rows, succeeds, itself); }},
    Lie{"promises_kept", "the code broke a promise of its own", "happy_path",
        [](Rows& rows) {
          return repeat(rows, is<Fact::healed>,
                        [](Observation& row) { row.fact = Fact::promise_broken; });
        }},
    Lie{"single_funding", "a capture that nobody asked for", "happy_path",
        [](Rows& rows) {
          return repeat(rows, is_of<Fact::effect_applied, OperationKind::capture>,
                        [](Observation& row) { row.ordinal = 9; });
        }},
    Lie{"terminal_absorbing", "a success becomes doubtful again", "happy_path",
        [](Rows& rows) {
          return repeat(rows, succeeds, [](Observation& row) { row.to = "pending"; });
        }},
    Lie{"told_truth", "a success is told as a decline", "happy_path",
        [](Rows& rows) {
          return change(rows, tells_success,
                        [](Observation& row) { row.outcome = Outcome::declined; });
        }},
};

Verdict verdict_on(const history::History& history, const properties::Property& property) {
  return properties::judge(history, std::span{&property, 1}).front().verdict;
}

/// Whether the property passes the truth of that run, and refuses the lie about it.
bool refuses(runs::Simulator& simulator, const runs::RunRequest& request, const Lie& lie,
             const properties::Property& property) {
  history::History history = *simulator.run(request).history;
  if (verdict_on(history, property) != Verdict::holds) return false;
  if (!lie.tell(history.observations)) return false;
  for (std::size_t i = 0; i < history.observations.size(); ++i) {
    history.observations[i].sequence = i + 1;
  }
  return verdict_on(history, property) == Verdict::violated;
}

Falsified hold_against(const Lie& lie, const properties::Property& property) {
  const scenarios::Scenario scenario = scenarios::library_scenario(lie.scenario);
  runs::Simulator simulator;
  Falsified held{.property = std::string{lie.property},
                 .lie = std::string{lie.name},
                 .scenario = scenario.name};
  for (held.seed = 0; held.seed < seeds_max; ++held.seed) {
    const runs::RunRequest request{
        .scenario = &scenario, .system = &systems::payments_system(), .seed = held.seed};
    held.refused = refuses(simulator, request, lie, property);
    if (held.refused) break;
  }
  return held;
}

}  // namespace

std::vector<std::string_view> falsifiable_properties() {
  std::vector<std::string_view> names;
  for (const Lie& lie : lies) names.push_back(lie.property);
  return names;
}

std::vector<Falsified> hold_against_lies(const std::vector<properties::Property>& properties,
                                         const std::function<bool()>& stop) {
  std::vector<Falsified> all;
  for (const Lie& lie : lies) {
    const auto property = std::ranges::find(properties, lie.property, &properties::Property::name);
    if (stop()) break;
    all.push_back(property != properties.end()
                      ? hold_against(lie, *property)
                      : Falsified{.property = std::string{lie.property},
                                  .lie = std::string{lie.name},
                                  .scenario = std::string{lie.scenario}});
  }
  return all;
}

}  // namespace assay::campaign
