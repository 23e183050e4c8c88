// Correct histories are accepted by every property; each small lie about one of them is refused
// by the property that it names. A lie that finds nothing to falsify too often fails the test.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>

#include "correct_histories.hpp"
#include "falsify.hpp"

using namespace assay::history;
using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

struct Lie {
  std::string name;
  std::string property;
  /// Returns: there was something to falsify.
  std::function<bool(Drafts&)> tell;
};

bool six_requests(Drafts& drafts) {
  for (int i = 0; i < 5; ++i) copy<RequestSent>(is<RequestSent>(), unchanged)(drafts);
  return true;
}

bool no_rest(Drafts& drafts) {
  drafts.rows.back().fact = Stopped{};
  drafts.rows.back().stamp.at += 1000 * second;
  return true;
}

// The first deliveries of two events of one payable change places.
bool swapped_deliveries(Drafts& drafts) {
  auto& rows = drafts.rows;
  const Where committed = is<EventCommitted>();
  const auto first = std::ranges::find_if(rows, committed);
  if (first == rows.end()) return false;
  const auto second_one = std::find_if(first + 1, rows.end(), [&](const Draft& row) {
    return committed(row) && named_by(row).payable == named_by(*first).payable;
  });
  if (second_one == rows.end()) return false;
  const Name one = named_by(*first).event, other = named_by(*second_one).event;
  for (auto& row : rows) {
    auto* taken = row.as<EventConsumed>();
    if (taken == nullptr) continue;
    if (taken->event == one)
      taken->event = other;
    else if (taken->event == other)
      taken->event = one;
  }
  return true;
}

bool effects_of_payable(const Draft& chosen, const Draft& row) {
  return row.as<EffectApplied>() && named_by(row).payable == named_by(chosen).payable;
}

// All that ends the operation: its last steps, the end of its key, and the answers to its client.
bool ends_of_it(const Draft& chosen, const Draft& row) {
  const bool step =
      into(State::succeeded)(row) || into(State::declined)(row) || into(State::failed)(row);
  return (step && same_intent(chosen, row)) || answers_to_it(chosen, row) ||
         (row.as<KeyCompleted>() && named_by(row).key == named_by(chosen).key);
}

// The key that was claimed last stays claimed, and what it was for stays open.
bool locked_key(Drafts& drafts) {
  const auto claim = last_where(drafts, is<KeyClaimed>());
  if (claim == drafts.rows.rend()) return false;
  const auto chosen = *std::ranges::find_if(drafts.rows, [&](const Draft& row) {
    return row.as<RequestSent>() && named_by(row).key == named_by(*claim).key;
  });
  std::erase_if(drafts.rows, [&](const Draft& row) { return ends_of_it(chosen, row); });
  return true;
}

// The hold of a captured payment lapses right before the capture is sent.
bool lapsed_hold(Drafts& drafts) {
  auto& rows = drafts.rows;
  const auto effect = std::ranges::find_if(rows, of_kind<EffectApplied>(OperationKind::capture));
  if (effect == rows.end()) return false;
  const Name key = effect->as<EffectApplied>()->processor_key;
  const auto sent = std::find_if(rows.begin(), effect, [&](const Draft& row) {
    const auto* attempt = row.as<AttemptSent>();
    return attempt != nullptr && same_intent(row, *effect) && attempt->processor_key == key;
  });
  if (sent == effect) return false;
  const auto hold = std::find_if(rows.begin(), sent, [&](const Draft& row) {
    return of_kind<EffectApplied>(OperationKind::authorise)(row) &&
           named_by(row).payable == named_by(*sent).payable;
  });
  if (hold == sent) return false;
  const auto& held = *hold->as<EffectApplied>();
  const Draft lapse{sent->stamp, EffectReversed{.payable = held.payable,
                                                .operation = held.operation,
                                                .effect = held.effect,
                                                .amount = held.amount,
                                                .ordinal = held.ordinal,
                                                .kind = held.kind}};
  rows.insert(sent, lapse);
  return true;
}

// Two captures of one payable, of which the second has a row of this kind.
template <typename Kind>
std::pair<Kind*, Draft*> two_captures(Drafts& drafts, const Where& where) {
  for (auto& second_one : drafts.rows) {
    const Named other = named_by(second_one);
    if (!where(second_one) || other.kind != OperationKind::capture || other.ordinal != 2) continue;
    const auto first = std::ranges::find_if(drafts.rows, [&](const Draft& row) {
      const Named one = named_by(row);
      return where(row) && one.payable == other.payable && one.kind == other.kind &&
             one.ordinal == 1 && row.stamp.sequence < second_one.stamp.sequence;
    });
    if (first != drafts.rows.end()) return {first->template as<Kind>(), &second_one};
  }
  return {nullptr, nullptr};
}

bool shared_processor_key(Drafts& drafts) {
  const auto [first, other] = two_captures<AttemptSent>(drafts, is<AttemptSent>());
  if (first == nullptr) return false;
  other->as<AttemptSent>()->processor_key = first->processor_key;
  return true;
}

bool borrowed_answer(Drafts& drafts) {
  const auto [first, other] =
      two_captures<ResponseReceived>(drafts, is<ResponseReceived>(Outcome::success));
  if (first == nullptr) return false;
  other->as<ResponseReceived>()->operation = first->operation;
  const auto chosen = *other;
  std::erase_if(drafts.rows, [&](const Draft& row) { return effect_of_it(chosen, row); });
  return true;
}

// Nobody knew of the operation of this effect when it came.
bool came_in_doubt(const Drafts& drafts, const Draft& effect) {
  const TransitionCommitted* before = nullptr;
  for (const auto& row : drafts.rows) {
    if (row.stamp.sequence >= effect.stamp.sequence) break;
    const auto* step = row.as<TransitionCommitted>();
    if (step != nullptr && same_intent(row, effect)) before = step;
  }
  return before != nullptr && before->to == State::unknown;
}

// An effect that came while nobody knew is never put right.
bool overlooked_late_effect(Drafts& drafts) {
  const auto late = std::ranges::find_if(drafts.rows, [&](const Draft& row) {
    return row.as<EffectApplied>() && came_in_doubt(drafts, row);
  });
  if (late == drafts.rows.end()) return false;
  const auto chosen = *late;
  std::erase_if(drafts.rows, [&](const Draft& row) {
    return into(State::succeeded)(row) && same_intent(chosen, row);
  });
  return true;
}

// An attempt under a new key right behind an answer of success.
bool new_key_after_success(Drafts& drafts) {
  const auto found = last_where(drafts, is<AttemptAnswered>(Outcome::success));
  if (found == drafts.rows.rend()) return false;
  const auto& answer = *found->as<AttemptAnswered>();
  const Draft sent{found->stamp,
                   AttemptSent{.payable = answer.payable,
                               .operation = answer.operation,
                               .processor = drafts.name("acquirer"),
                               .processor_key = drafts.name(answer.processor_key.string() + " new"),
                               .amount = answer.amount,
                               .attempt = answer.attempt,
                               .ordinal = answer.ordinal,
                               .kind = answer.kind}};
  drafts.rows.insert(found.base(), sent);
  return true;
}

bool broken_promise(Drafts& drafts) {
  drafts.rows.push_back({drafts.rows.back().stamp, PromiseBroken{}});
  return true;
}

bool broken_mark(Drafts& drafts) {
  drafts.rows.push_back({drafts.rows.back().stamp, MarkBroken{.mark = drafts.name("a place")}});
  return true;
}

// People are called about a payment that went well.
bool alarm_for_nothing(Drafts& drafts) {
  const auto done = last_where(drafts, into(State::succeeded));
  if (done == drafts.rows.rend()) return false;
  const AlarmRaised alarm{.alarm = drafts.name("look"),
                          .subject = named_by(*done).operation,
                          .claim = AlarmClaim::open_item};
  drafts.rows.insert(done.base(), Draft{done->stamp, alarm});
  return true;
}

bool refused_instead(const Draft& row) {
  return into(State::succeeded)(row) && named_by(row).payable == "pay-3" &&
         named_by(row).kind == OperationKind::authorise;
}

const std::vector<Lie> lies{
    {"a capture that nobody asked for", "single_funding",
     copy<EffectApplied>(of_kind<EffectApplied>(OperationKind::capture), of_nobody)},
    {"more captured than held", "amount_ladder",
     copy<EffectApplied>(of_kind<EffectApplied>(OperationKind::capture), of_nobody)},
    {"more sent back than was taken", "amount_ladder",
     change<AttemptSent>(of_kind<AttemptSent>(OperationKind::refund),
                         [](AttemptSent& it) { it.amount.minor = 9000; })},
    {"a capture of a hold that had lapsed", "capture_void_exclusive", lapsed_hold},
    {"a leg that is off by one", "double_entry",
     change<PostingCommitted>(is<PostingCommitted>(), more)},
    {"another amount sent than asked for", "amount_binding",
     change<AttemptSent>(is<AttemptSent>(), more)},
    {"an event that counts twice", "consumer_once",
     copy<EventApplied>(is<EventApplied>(), unchanged)},
    {"goods without money", "funds_before_goods",
     remove(is<FulfilmentStarted>(), effects_of_payable)},
    {"an owner that was replaced and goes on", "single_executor",
     copy<KeyClaimed>(is<KeyClaimed>(), [](KeyClaimed& it) { it.token += 5; })},
    {"a lease that is not waited for", "single_executor",
     copy<KeyClaimed>(is<KeyClaimed>([](const KeyClaimed& it) { return it.lease_end != 0; }),
                      [](KeyClaimed& it) { ++it.token; })},
    {"a refund that goes back to nothing", "mandate", remove(is<MandateNamed>(), itself)},
    {"a failure that is stored", "stored_answers",
     change<KeyCompleted>(is<KeyCompleted>(), [](KeyCompleted& it) { it.status = 503; })},
    {"a key that another completes", "stored_answers",
     change<KeyCompleted>(is<KeyCompleted>(), [](KeyCompleted& it) { it.token += 7; })},
    {"an alarm about what is in order", "alarms_true", alarm_for_nothing},
    {"a key shared by two captures", "key_scope_isolation", shared_processor_key},
    {"a new key after a success", "key_scope_isolation", new_key_after_success},
    {"a new key although no failure was answered", "key_scope_isolation",
     change<AttemptAnswered>(
         is<AttemptAnswered>([](const AttemptAnswered& it) { return it.processor_failed; }),
         [](AttemptAnswered& it) { it.processor_failed = false; })},
    {"an answer borrowed from another capture", "no_false_miss", borrowed_answer},
    {"a success that becomes doubtful again", "terminal_absorbing",
     copy<TransitionCommitted>(into(State::succeeded), goes_to(State::pending))},
    {"evidence that is applied twice", "confluence",
     copy<TransitionCommitted>(into(State::succeeded), unchanged)},
    {"the last word of several", "confluence",
     change<TransitionCommitted>(into(State::succeeded), goes_to(State::declined))},
    {"the refusal of another card", "attempt_isolation",
     change<TransitionCommitted>(refused_instead, goes_to(State::declined))},
    {"a late effect that is overlooked", "late_success_seen", overlooked_late_effect},
    {"a key that stays locked", "orphan_bound", locked_key},
    {"an effect twice", "at_most_one_effect",
     copy<EffectApplied>(is<EffectApplied>(),
                         [](EffectApplied& it, Drafts& in) {
                           it.effect = in.name(it.effect.string() + " twice");
                         })},
    {"success without its effect", "no_false_success",
     remove(into(State::succeeded), effect_of_it)},
    {"success for more than moved", "no_false_success",
     change<TransitionCommitted>(into(State::succeeded), more)},
    {"a decline that was never answered", "no_false_failure",
     change<AttemptAnswered>(is<AttemptAnswered>(Outcome::declined),
                             says_instead(Outcome::unknown))},
    {"absence that was asked for too early", "no_false_failure",
     remove(into(State::failed), look_up_of_it)},
    {"a new key right after the first", "no_blind_redrive",
     copy<AttemptSent>(is<AttemptSent>(),
                       [](AttemptSent& it, Drafts& in) {
                         it.processor_key = in.name(it.processor_key.string() + " new");
                       })},
    {"a version left out", "legal_transitions",
     change<TransitionCommitted>(is<TransitionCommitted>(),
                                 [](TransitionCommitted& it) { ++it.version; })},
    {"a step without evidence", "legal_transitions",
     change<TransitionCommitted>(is<TransitionCommitted>(),
                                 [](TransitionCommitted& it) { it.evidence = {}; })},
    {"a state that came from elsewhere", "legal_transitions",
     change<TransitionCommitted>(into(State::succeeded),
                                 [](TransitionCommitted& it) { it.from = State::initiated; })},
    {"a result without its event", "outbox_atomic", remove(is<EventCommitted>(), itself)},
    {"an event without its step", "outbox_atomic", remove(into(State::succeeded), itself)},
    {"an event for another amount", "outbox_atomic",
     change<EventCommitted>(is<EventCommitted>(), more)},
    {"an event that was never committed", "outbox_atomic",
     copy<EventPublished>(is<EventPublished>(),
                          [](EventPublished& it, Drafts& in) {
                            it.event = in.name(it.event.string() + " of nobody");
                          })},
    {"a delivery that never came", "outbox_complete",
     remove(is<EventConsumed>(), same_delivery<EventConsumed>)},
    {"a delivery that changed nothing", "outbox_complete",
     remove(is<EventApplied>(), same_delivery<EventApplied>)},
    {"deliveries out of order", "outbox_complete", swapped_deliveries},
    {"an effect without its record", "no_unseen_effect", remove(into(State::succeeded), itself)},
    {"success told as a decline", "told_truth",
     change<ResponseReceived>(is<ResponseReceived>(Outcome::success),
                              says_instead(Outcome::declined))},
    {"more told than moved", "told_truth",
     change<ResponseReceived>(is<ResponseReceived>(Outcome::success), more)},
    {"a balance that never was", "told_truth", change<AmountRead>(is<AmountRead>(), more)},
    {"another status on replay", "replay_equality",
     copy<ResponseReceived>(is<ResponseReceived>(Outcome::success),
                            [](ResponseReceived& it) { it.status = 200; })},
    {"a decline for one who was told of success", "replay_equality",
     copy<ResponseReceived>(is<ResponseReceived>(Outcome::success),
                            says_instead(Outcome::declined))},
    {"a key that serves another body", "fingerprint_guard",
     copy<KeyClaimed>(is<KeyClaimed>(), foreign_print<KeyClaimed>)},
    {"a result for another body", "fingerprint_guard",
     copy<ResponseReceived>(is<ResponseReceived>(Outcome::success),
                            foreign_print<ResponseReceived>)},
    {"parked for no good reason", "progress",
     [](Drafts& drafts) {
       const Name tired = drafts.name("tired");
       return change<TransitionCommitted>(
           into(State::parked), [=](TransitionCommitted& it) { it.reason = tired; })(drafts);
     }},
    {"an answer nobody acted on", "progress", remove(into(State::succeeded), itself)},
    {"a client that nobody told", "eventual_terminal",
     remove(is<ResponseReceived>(Outcome::success), answers_to_it)},
    {"an operation that never ended", "eventual_terminal", remove(into(State::declined), itself)},
    {"a world that never rested", "eventual_terminal", no_rest},
    {"six requests", "retry_budget", six_requests},
    {"a promise found broken", "promises_kept", broken_promise},
    {"a mark found broken", "marks_hold", broken_mark},
};

std::string complaints(const History& history) {
  static const auto properties = all_properties();
  std::string text;
  for (const auto& judgement : judge(history, properties)) {
    if (judgement.verdict == Verdict::holds) continue;
    text += std::string(judgement.property) + ": " + judgement.reason;
    for (const auto& violation : judgement.violations) text += violation.explanation;
  }
  return text;
}

// Some truths make some lies legal: what is parked or undone need not be recorded, and a late
// success makes both answers true. Histories that hold such a truth are left out.
bool is_plain(const Drafts& drafts) {
  return std::ranges::none_of(drafts.rows, [&](const Draft& row) {
    const auto* step = row.as<TransitionCommitted>();
    return row.as<EffectReversed>() ||
           (step != nullptr && (step->to == State::parked || step->from == State::declined ||
                                step->from == State::failed));
  });
}

// Tells a lie where it can be told from the truth.
bool tell(const Lie& lie, Drafts& drafts) {
  const bool about_parking = lie.property == "progress" && lie.name.starts_with("parked");
  if (!about_parking && !is_plain(drafts)) return false;
  return lie.tell(drafts);
}

}  // namespace

TEST_CASE("a service that does everything right is accepted, whatever goes wrong around it") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes) {
    RC_ASSERT(complaints(correct_history(Draws(bytes))).empty());
  }));
}

TEST_CASE("each course of events is accepted on its own") {
  for (std::uint8_t course = 0; course < 16; ++course) {
    INFO(static_cast<int>(course));
    CHECK(complaints(correct_history(Draws({0, 0, course, 1}))).empty());
    CHECK(complaints(correct_history(Draws({0, 0, 0, 1, 0, course, 1, 0, course, 1}))).empty());
  }
}

TEST_CASE("each lie about a correct history is refused by the property it breaks") {
  for (const auto& lie : lies) {
    int told = 0;
    INFO(lie.name << " must be refused by " << lie.property);
    CHECK(rc::check(lie.name, [&](const std::vector<std::uint8_t>& bytes) {
      Drafts drafts(correct_history(Draws(bytes)));
      if (!tell(lie, drafts)) return;
      ++told;
      RC_ASSERT(judged(drafts.history(), lie.property).verdict == Verdict::violated);
    }));
    CHECK(told > 0);
  }
}
