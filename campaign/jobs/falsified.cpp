// The lies, and the runs that they are told about.
#include "campaign/jobs/falsified.hpp"

#include <algorithm>
#include <array>

#include "history/drafts.hpp"
#include "runs/world.hpp"
#include "scenarios/files/library.hpp"

namespace assay::campaign {

namespace {

using namespace history;
using properties::Verdict;
using Rows = std::vector<Draft>;

constexpr std::uint64_t seeds_max = 200;

template <typename Kind>
bool is(const Draft& row) {
  return row.as<Kind>() != nullptr;
}

template <typename Kind, OperationKind kind>
bool is_of(const Draft& row) {
  return is<Kind>(row) && named_by(row).kind == kind;
}

bool goes_to(const Draft& row, State state) {
  const auto* step = row.as<TransitionCommitted>();
  return step != nullptr && step->to == state;
}

bool succeeds(const Draft& row) { return goes_to(row, State::succeeded); }

bool tells_success(const Draft& row) {
  const auto* told = row.as<ResponseReceived>();
  return told != nullptr && told->outcome == Outcome::success;
}

bool same_intent(const Draft& left, const Draft& right) {
  const Named one = named_by(left);
  const Named other = named_by(right);
  return one.payable == other.payable && one.kind == other.kind && one.ordinal == other.ordinal;
}

bool effect_of(const Draft& chosen, const Draft& row) {
  return is<EffectApplied>(row) && same_intent(chosen, row);
}

bool itself(const Draft& chosen, const Draft& row) {
  return row.stamp.sequence == chosen.stamp.sequence;
}

/// Changes the last row of a kind. Returns, here and below: whether there was one.
template <typename Kind, class How>
bool change(Rows& rows, bool (*where)(const Draft&), How how) {
  const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
  if (found != rows.rend()) how(*found->as<Kind>());
  return found != rows.rend();
}
template <typename Kind, class How>
bool change(Rows& rows, How how) {
  return change<Kind>(rows, is<Kind>, how);
}

/// Writes a changed copy right behind the last row of a kind.
template <typename Kind, class How>
bool repeat(Rows& rows, bool (*where)(const Draft&), How how) {
  const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
  if (found == rows.rend()) return false;
  Draft copied = *found;
  how(*copied.as<Kind>());
  rows.insert(found.base(), copied);
  return true;
}

/// Removes all rows that belong to the last one of a kind.
template <class Where, class Along>
bool remove_along(Rows& rows, Where where, Along along) {
  const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
  if (found == rows.rend()) return false;
  const Draft chosen = *found;
  return std::erase_if(rows, [&](const Draft& row) { return along(chosen, row); }) > 0;
}

template <typename Kind>
void more(Kind& fact) {
  ++fact.amount.minor;
}

/// The second of two refunds that were told of as done, and the first.
std::pair<Draft*, Draft*> two_refunds(Rows& rows) {
  Draft* told[2] = {nullptr, nullptr};
  for (Draft& row : rows) {
    const Named named = named_by(row);
    const bool refund = tells_success(row) && named.kind == OperationKind::refund;
    if (refund && named.ordinal <= 2) told[named.ordinal - 1] = &row;
  }
  return {told[0], told[1]};
}

bool borrow_an_answer(Drafts& drafts) {
  Rows& rows = drafts.rows;
  const auto [first, second] = two_refunds(rows);
  if (first == nullptr || second == nullptr) return false;
  second->as<ResponseReceived>()->operation = named_by(*first).operation;
  const Draft chosen = *second;
  return std::erase_if(rows, [&](const Draft& row) { return effect_of(chosen, row); }) > 0;
}

/// The second refund is believed on what was heard of the first: nothing was done for it.
bool believe_a_neighbour(Drafts& drafts) {
  Rows& rows = drafts.rows;
  const auto [first, second] = two_refunds(rows);
  if (first == nullptr || second == nullptr) return false;
  const Draft chosen = *second;
  return std::erase_if(rows, [&](const Draft& row) { return effect_of(chosen, row); }) > 0;
}

/// The hold of a captured payment lapses right before the capture is sent.
bool let_a_hold_lapse(Drafts& drafts) {
  Rows& rows = drafts.rows;
  const auto sent = std::ranges::find_if(rows, is_of<AttemptSent, OperationKind::capture>);
  if (sent == rows.end()) return false;
  const auto hold = std::find_if(rows.begin(), sent, [&](const Draft& row) {
    return named_by(row).payable == named_by(*sent).payable &&
           is_of<EffectApplied, OperationKind::authorise>(row);
  });
  if (hold == sent) return false;
  const auto& held = *hold->as<EffectApplied>();
  Draft lapse{hold->stamp, EffectReversed{.payable = held.payable,
                                          .operation = held.operation,
                                          .processor = held.processor,
                                          .processor_key = held.processor_key,
                                          .effect = held.effect,
                                          .amount = held.amount,
                                          .ordinal = held.ordinal,
                                          .kind = held.kind}};
  lapse.stamp.at = sent->stamp.at;
  rows.insert(sent, lapse);
  return true;
}

/// An effect that came while its operation was in doubt is never put right.
bool overlook_a_late_effect(Drafts& drafts) {
  Rows& rows = drafts.rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!is<EffectApplied>(rows[i])) continue;
    const Draft* before = nullptr;
    for (std::size_t j = 0; j < i; ++j) {
      const bool about = is<TransitionCommitted>(rows[j]);
      if (about && same_intent(rows[j], rows[i])) before = &rows[j];
    }
    if (before == nullptr || !goes_to(*before, State::unknown)) continue;
    const Draft late = rows[i];
    return std::erase_if(
               rows, [&](const Draft& row) { return succeeds(row) && same_intent(row, late); }) > 0;
  }
  return false;
}

/// All that ends an operation: its last steps, the end of its key, and the answers to its client.
bool ends(const Draft& asked, const Draft& row) {
  const bool step = goes_to(row, State::succeeded) || goes_to(row, State::declined) ||
                    goes_to(row, State::failed);
  const bool answer = is<ResponseReceived>(row) || is<NotificationReceived>(row);
  return ((step || answer) && same_intent(asked, row)) ||
         (is<KeyCompleted>(row) && named_by(row).key == named_by(asked).key);
}

/// The key that was claimed last stays claimed, and what it was for stays open.
bool leave_a_key_locked(Drafts& drafts) {
  Rows& rows = drafts.rows;
  const auto claim = std::find_if(rows.rbegin(), rows.rend(), is<KeyClaimed>);
  if (claim == rows.rend()) return false;
  const Name key = named_by(*claim).key;
  const auto asked = [&](const Draft& row) {
    return is<RequestSent>(row) && named_by(row).key == key;
  };
  return remove_along(rows, asked, ends);
}

constexpr std::int64_t long_after = 4LL * 3600 * 1'000'000'000;  // nanoseconds

/// A customer's last payment is asked for and never begun, while the one before never ends.
bool keep_one_waiting(Drafts& drafts) {
  Rows& rows = drafts.rows;
  const auto asks = is_of<IntentDeclared, OperationKind::authorise>;
  const auto last = std::find_if(rows.rbegin(), rows.rend(), asks);
  const auto before = std::find_if(last, rows.rend(), [&](const Draft& row) {
    return asks(row) &&
           row.as<IntentDeclared>()->customer == last->as<IntentDeclared>()->customer &&
           named_by(row).payable != named_by(*last).payable;
  });
  if (before == rows.rend()) return false;
  const Name waits = named_by(*last).payable;
  const Name blocks = named_by(*before).payable;
  std::erase_if(rows, [&](const Draft& row) {
    const Name payable = named_by(row).payable;
    const bool begun = payable == waits && !is<IntentDeclared>(row) && !is<RequestSent>(row);
    const bool ended =
        payable == blocks && (goes_to(row, State::succeeded) || goes_to(row, State::declined));
    return begun || ended;
  });
  rows.back().stamp.at += long_after;
  return true;
}

struct Lie {
  std::string_view property;
  std::string_view name;
  std::string_view scenario;
  bool (*tell)(Drafts& drafts);
};

constexpr auto is_capture = is_of<EffectApplied, OperationKind::capture>;

/// People are called about a capture that is in order.
bool call_for_nothing(Drafts& it) {
  const auto done = std::find_if(it.rows.rbegin(), it.rows.rend(), [](const Draft& row) {
    return succeeds(row) && named_by(row).kind == OperationKind::capture;
  });
  if (done == it.rows.rend()) return false;
  it.rows.push_back({it.rows.back().stamp, AlarmRaised{.alarm = it.name("look"),
                                                       .subject = named_by(*done).operation,
                                                       .claim = AlarmClaim::open_item}});
  return true;
}

constexpr std::array lies{
    Lie{"alarms_true", "people are called about what is in order", "happy_path", call_for_nothing},
    Lie{"amount_binding", "another amount is sent than was asked for", "happy_path",
        [](Drafts& it) { return change<AttemptSent>(it.rows, more<AttemptSent>); }},
    Lie{"attempt_isolation", "a refund is believed on what was heard of another", "refund_race",
        believe_a_neighbour},
    Lie{"books_agree", "a capture moved more than the books say", "happy_path",
        [](Drafts& it) { return change<EffectApplied>(it.rows, is_capture, more<EffectApplied>); }},
    Lie{"capture_void_exclusive", "a hold has lapsed before its capture", "happy_path",
        let_a_hold_lapse},
    Lie{"confluence", "the last word of several is another", "lost_response",
        [](Drafts& it) {
          return change<TransitionCommitted>(
              it.rows, succeeds, [](TransitionCommitted& step) { step.to = State::declined; });
        }},
    Lie{"consumer_once", "an event counts twice", "happy_path",
        [](Drafts& it) {
          return repeat<EventApplied>(it.rows, is<EventApplied>, [](EventApplied&) {});
        }},
    Lie{"double_entry", "a leg of a posting is off by one", "happy_path",
        [](Drafts& it) { return change<PostingCommitted>(it.rows, more<PostingCommitted>); }},
    Lie{"fingerprint_guard", "a key serves another body", "happy_path",
        [](Drafts& it) {
          const Name other = it.name("of another");
          return repeat<KeyClaimed>(it.rows, is<KeyClaimed>,
                                    [&](KeyClaimed& claim) { claim.fingerprint = other; });
        }},
    Lie{"funds_before_goods", "goods leave, and no money has moved", "happy_path",
        [](Drafts& it) {
          return remove_along(
              it.rows, is<FulfilmentStarted>, [](const Draft& chosen, const Draft& row) {
                return is<EffectApplied>(row) && named_by(row).payable == named_by(chosen).payable;
              });
        }},
    Lie{"late_success_seen", "a late effect is overlooked", "timeout_then_late_success",
        overlook_a_late_effect},
    Lie{"legal_transitions", "a version is left out", "happy_path",
        [](Drafts& it) {
          return change<TransitionCommitted>(it.rows,
                                             [](TransitionCommitted& step) { ++step.version; });
        }},
    Lie{"mandate", "a refund goes back to nothing", "happy_path",
        [](Drafts& it) { return remove_along(it.rows, is<MandateNamed>, itself); }},
    Lie{"marks_hold", "the code found a mark of its own broken", "happy_path",
        [](Drafts& it) {
          it.rows.push_back({it.rows.back().stamp, MarkBroken{.mark = it.name("invented")}});
          return true;
        }},
    Lie{"no_false_miss", "an answer is borrowed from another refund", "refund_race",
        borrow_an_answer},
    Lie{"no_false_success", "a success has no effect", "happy_path",
        [](Drafts& it) { return remove_along(it.rows, succeeds, effect_of); }},
    Lie{"no_state_blocking", "a customer's next payment is never begun", "happy_path",
        keep_one_waiting},
    Lie{"no_unseen_effect", "an effect is never recorded", "happy_path",
        [](Drafts& it) { return remove_along(it.rows, succeeds, itself); }},
    Lie{"orphan_bound", "a key stays locked", "lost_response", leave_a_key_locked},
    Lie{"progress", "nobody acts on an answer", "lost_response",
        [](Drafts& it) { return remove_along(it.rows, succeeds, itself); }},
    Lie{"promises_kept", "the code broke a promise of its own", "happy_path",
        [](Drafts& it) {
          it.rows.push_back({it.rows.back().stamp, PromiseBroken{.reason = it.name("invented")}});
          return true;
        }},
    Lie{"single_funding", "a capture that nobody asked for", "happy_path",
        [](Drafts& it) {
          return repeat<EffectApplied>(it.rows, is_capture,
                                       [](EffectApplied& effect) { effect.ordinal = 9; });
        }},
    Lie{"stored_answers", "a failure is stored as an answer", "happy_path",
        [](Drafts& it) {
          return change<KeyCompleted>(it.rows, [](KeyCompleted& end) { end.status = 503; });
        }},
    Lie{"terminal_absorbing", "a success becomes doubtful again", "happy_path",
        [](Drafts& it) {
          return repeat<TransitionCommitted>(
              it.rows, succeeds, [](TransitionCommitted& step) { step.to = State::pending; });
        }},
    Lie{"told_truth", "a success is told as a decline", "happy_path",
        [](Drafts& it) {
          return change<ResponseReceived>(it.rows, tells_success, [](ResponseReceived& told) {
            told.outcome = Outcome::declined;
          });
        }},
    Lie{"usefulness", "what was paid for is refused when all is well again", "happy_path",
        [](Drafts& it) {
          return change<ResponseReceived>(it.rows, tells_success, [](ResponseReceived& told) {
            told.status = 503;
            told.outcome = Outcome::none;
          });
        }},
};

Verdict verdict_on(const History& history, const properties::Property& property) {
  return properties::judge(history, std::span{&property, 1}).front().verdict;
}

/// Whether the property passes the truth of that run, and refuses the lie about it.
bool refuses(runs::World& world, const runs::RunRequest& request, const Lie& lie,
             const properties::Property& property) {
  const History& truth = *world.run(request).history;
  if (verdict_on(truth, property) != Verdict::holds) return false;
  Drafts drafts(truth);
  return lie.tell(drafts) && verdict_on(drafts.history(), property) == Verdict::violated;
}

Falsified hold_against(const Lie& lie, runs::World& world, const harness::System& system,
                       const properties::Property& property) {
  const scenarios::Scenario scenario = scenarios::library_scenario(lie.scenario);
  Falsified held{.property = std::string{lie.property},
                 .lie = std::string{lie.name},
                 .scenario = scenario.name};
  for (held.seed = 0; held.seed < seeds_max; ++held.seed) {
    const runs::RunRequest request{
        .scenario = &scenario,
        .system = &system,
        .seed = held.seed,
        .probing = property.of_probe ? runs::Probing::always : runs::Probing::never};
    held.refused = refuses(world, request, lie, property);
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
                                         const harness::System& system, runs::World& world,
                                         const std::function<bool()>& stop) {
  std::vector<Falsified> all;
  for (const Lie& lie : lies) {
    const auto property = std::ranges::find(properties, lie.property, &properties::Property::name);
    if (stop()) break;
    all.push_back(property != properties.end() ? hold_against(lie, world, system, *property)
                                               : Falsified{.property = std::string{lie.property},
                                                           .lie = std::string{lie.name},
                                                           .scenario = std::string{lie.scenario}});
  }
  return all;
}

}  // namespace assay::campaign
