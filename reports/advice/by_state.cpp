// What the state of an operation calls for by itself (payment-rules R12 to R18, R43, E1, I35).
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

namespace {

constexpr Instruction ask{Part::contain,
                   "Ask {processor} after {references} by our own reference, by look-up and not "
                   "by search. Expect: {truth}. If it says anything else, stop: this is another "
                   "failure."};
constexpr Instruction same_key{Part::never,
                        "Do not send {what} under another key or at another processor: until the "
                        "outcome of {processor_key} is known, that is a second payment."};
constexpr Instruction one_effect{Part::verify,
                          "{processor} shows one standing effect for {what}, {kept}, and the "
                          "service one record of it."};

/// Where something took effect and stands.
std::vector<Rule> rules_of_moved() {
  using enum Happened;
  using enum Believed;
  using enum Part;
  return {
      {of(repeatedly),
       anything,
       {ask,
        {recover,
         "Book {effect} ({amount}, {at}) first, as a break beside {what}: what is on no book is "
         "undone twice or never.",
         Each::unbooked},
        {recover,
         "Wait for the service to take {effect} back by itself, here at {undone_later}; go on only "
         "if it still stands after that.",
         Each::later},
        {recover, "{way_back} What stays is {kept}, {why_kept}.", Each::extra},
        {never, "Do not undo {kept}, and do not retry {what}, under whichever key: it has moved."},
        one_effect}},
      {of(once),
       of(no_record, refused),
       {ask,
        {contain,
         "Let no other payment for {payable} begin: {truth} stands, and the books say {believed}."},
        {recover,
         "Record {kept} as a late success of {what}. While {payable} is still owed, adopt it; "
         "else: {kept_back}"},
        {never, "Do not retry {what}, under whichever key: {kept} has moved {kept_amount}."},
        one_effect}},
      {of(once),
       of(open, doubtful, parked),
       {ask,
        {recover,
         "Let the answer settle {what}: {kept} of {kept_amount} is its effect; adopt it while "
         "{payable} is owed. Else: {kept_back}"},
        same_key,
        one_effect}},
      {of(once),
       of(succeeded),
       {{never,
         "Do not undo {kept} ({kept_amount}): processor and books agree about it, and what is "
         "wrong lies beside it."},
        one_effect}}};
}

/// Where nothing stands.
std::vector<Rule> rules_of_not_moved() {
  using enum Happened;
  using enum Believed;
  using enum Part;
  return {
      {of(nothing, declined),
       of(succeeded),
       {{contain, "Hold back the goods of {payable}: {what} counts as paid, and nothing moved."},
        ask,
        {recover,
         "Correct {what} from {believed} to what the look-up proves. Only then, and only if "
         "{payable} is still owed, charge as a new operation."},
        {never, "Do not refund {what}: there is nothing to give back."},
        {verify, "No operation counts as succeeded of which the processor shows no effect."}}},
      {of(nothing),
       unsettled,
       {ask,
        {recover,
         "Send {what} once, under the key that its record names, or give it up: {unsent}, so that "
         "only a commit in doubt can hide one. Ask by our own reference first."},
        {recover,
         "If {processor} still finds nothing once the last try of {what} can no longer act, give "
         "it up or send it again under the same key, {processor_key}."},
        same_key,
        {verify, "{what} is settled, or parked with a reason that a look-up proves."}}},
      {of(nothing, declined),
       of(refused),
       {{contain, "Leave {what} alone: nothing moved, and the books say {believed}."},
        {recover, "Another try of {payable} is a new operation, with a new key."}}},
      {of(declined),
       unsettled,
       {ask,
        {recover, "Record the decline of {what}; another try is a new operation, with a new key."},
        {verify, "{what} is declined at {processor} and in the books."}}},
      {of(undone),
       anything,
       {ask,
        {recover, "Record that {what} was undone, and tell whoever was told {told}."},
        {never,
         "Do not undo {what} once more, nor charge for it again unasked: net, nothing moved."},
        {verify, "The books of {payable} show its effects and their reversals."}}}};
}

std::vector<Rule> all_rules() {
  std::vector<Rule> rules = rules_of_moved();
  const std::vector<Rule> more = rules_of_not_moved();
  rules.insert(rules.end(), more.begin(), more.end());
  return rules;
}

}  // namespace

const std::vector<Rule>& advice_by_state() {
  static const std::vector<Rule> rules = all_rules();
  return rules;
}

}  // namespace assay::reports::advice
