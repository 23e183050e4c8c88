// I34: code that fails honestly is not thereby right. Judged is what a probe was answered at rest,
// when nothing failed any more: a key that was funded gets its first result; what is in doubt is
// told as such and named; what was never carried out succeeds when it is asked for again, unless a
// processor declined it, the rules of the card flow forbid it, or it is open for a person. A new
// payable succeeds, a live hold can be released or taken, a remainder can be refunded, and balances
// are true. What the rules allow is asked of the truth and never of the service. A request that the
// service calls malformed (400) or unsupported is no fault of a key that is repeated; where
// something new is refused as malformed, it is. What a key that comes again may be told by the
// policy that the service declares, detail/edge_policy.hpp says: a failure that stands, or that was
// stored.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "properties/detail/accounts.hpp"
#include "properties/detail/answers.hpp"
#include "properties/detail/edge_policy.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/probe.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Ground;
using detail::ProbedKey;

constexpr std::uint32_t malformed = 400;
constexpr std::array<std::uint32_t, 3> says_unsupported{404, 405, 501};

bool is_unsupported(const ResponseReceived& told) {
  return std::ranges::find(says_unsupported, told.status) != says_unsupported.end() ||
         told.reason == "unsupported";
}

std::string words(const Seen<ResponseReceived>* told) {
  if (told == nullptr) return "nothing";
  return fmt::format("{} {}{}{}", told->status, to_text(told->outcome),
                     told->reason.empty() ? "" : ", ", told->reason);
}

// One key of a probe, and what it is about.
class Question {
 public:
  Question(const Index& index, const ProbedKey& key)
      : index_(index),
        key_(key),
        intent_(index.intent_rows(*key.asked)),
        payable_(index.payables()[index.payable_of(*key.asked)]) {}

  void judge(Violations& violations) const {
    if (key_.told != nullptr && key_.told->outcome == Outcome::success) {
      judge_success(violations);
    } else if (key_.told == nullptr) {
      report("is not answered at all, though nothing fails any more", violations);
    } else if (key_.repeats()) {
      judge_repeat(violations);
    } else {
      judge_new(violations);
    }
  }

 private:
  // What stands is told as it was told first.
  void judge_success(Violations& violations) const {
    const auto& told = *key_.told;
    const auto* first = key_.result;
    if (first != nullptr && (first->operation != told.operation || first->amount != told.amount)) {
      report("is told a success that is not its first one", violations);
    } else if (!detail::took_effect_before(index_, told)) {
      report("is told a success, and nothing ever took effect", violations);
    }
  }

  void judge_repeat(Violations& violations) const {
    const auto& told = *key_.told;
    if (detail::repeats_failure(index_, told)) return;
    if (is_ambiguous() && detail::refuses_request(told)) return;
    if (detail::is_open(index_, payable_, told.sequence)) return judge_doubt(violations);
    const bool marked = told.status == 202 || told.status == 409;
    if (marked && !index_.recorded(bit(Source::belief))) {
      return violations.undecided("what the service holds to be open is not recorded");
    }
    if (was_refused_for_good()) return;
    if (is_funded()) {
      if (was_declined()) return;
      return report("was funded, and is not told so when it is asked for again", violations);
    }
    if (told.status == malformed || is_unsupported(told)) return;
    if (was_undone() || may_refuse() || detail::failed_for_good(index_, told)) return;
    report("could be carried out, and is not, though it is asked for again with its own key",
           violations);
  }

  // Its key stands for another request as well, or its operation was asked for in another way.
  bool is_ambiguous() const {
    const auto otherwise = [&](const Seen<RequestSent>& sent) {
      return sent.fingerprint != key_.asked->fingerprint;
    };
    return key_.ambiguous || first<RequestSent>(intent_, otherwise) != nullptr;
  }

  // 202 names the operation, unless it is another one that is waited for; 409 may do without.
  void judge_doubt(Violations& violations) const {
    const auto& told = *key_.told;
    if (!detail::is_open(index_, intent_, told.sequence)) return;
    if (told.status != 202 && told.status != 409) {
      report("is in doubt, and is told otherwise", violations);
    } else if (told.status == 202 && told.operation.empty()) {
      report("is in doubt, and the answer does not name the operation", violations);
    }
  }

  void judge_new(Violations& violations) const {
    const auto& told = *key_.told;
    if (is_funded()) return report("took effect, and is not told so", violations);
    if (is_unsupported(told) || detail::is_open(index_, payable_, told.sequence) ||
        may_refuse() || is_done_otherwise()) {
      return;
    }
    report(is_about_something_old() ? "is refused, though the truth allows it"
                                    : "is new, and cannot be had",
           violations);
  }

  // What was there is not always the probe's to release: it could take it instead.
  bool is_done_otherwise() const {
    if (key_.asked->kind != OperationKind::void_authorisation) return false;
    const auto taken = [&](const Seen<EffectApplied>& effect) {
      return effect.sequence > key_.asked->sequence &&
             index_.kind_of(effect) == OperationKind::capture;
    };
    return first<EffectApplied>(payable_, taken) != nullptr;
  }

  bool is_funded() const { return was_funded(key_.told->sequence); }

  bool was_funded(std::uint64_t before) const {
    return std::ranges::any_of(detail::effects_of(intent_), [&](const detail::Effect& effect) {
      return effect.applied->sequence < before &&
             !detail::was_given_back(index_, *effect.applied, before);
    });
  }

  bool was_undone() const { return first<EffectReversed>(intent_) != nullptr; }

  bool may_refuse() const {
    if (leans_on_no_hold()) return true;
    if (detail::refused_by_processor(intent_, key_.told->sequence)) return true;
    const Ground ground = detail::ground_of(index_, payable_, key_.told->sequence);
    return !detail::would_accept(ground, key_.asked->kind, key_.asked->amount);
  }

  // It names an operation to lean on, and that one holds nothing of this payable.
  bool leans_on_no_hold() const {
    const Name& parent = key_.asked->parent;
    const auto holds = [&](const detail::Effect& effect) {
      return effect.reversed == nullptr && effect.applied->operation == parent &&
             index_.kind_of(*effect.applied) == OperationKind::authorise;
    };
    return parent != Name{} && std::ranges::none_of(detail::effects_of(payable_), holds);
  }

  // The operation that the answer names was declined; what took effect is another one's.
  bool was_declined() const {
    const auto declined = [&](const Seen<EffectDeclined>& no) {
      return !key_.told->operation.empty() && no.operation == key_.told->operation;
    };
    return key_.told->outcome == Outcome::declined &&
           first<EffectDeclined>(intent_, declined) != nullptr;
  }

  // A refusal that the rules asked for when it was made stands under its key (I03), whatever has
  // become possible since.
  bool was_refused_for_good() const {
    const auto refused = [&](const Seen<ResponseReceived>& then) {
      return then.sequence < key_.began && then.key == key_.told->key &&
             then.scope == key_.told->scope && then.status == key_.told->status &&
             then.reason == key_.told->reason && detail::refuses_request(then) &&
             !detail::is_marked_non_result(then);
    };
    const auto* then = first<ResponseReceived>(intent_, refused);
    if (then != nullptr && was_forbidden(then->sequence)) return true;
    const auto* kept = stored_refusal();
    return kept != nullptr && was_forbidden(kept->sequence);
  }

  // Its answer was stored, and is the same now; no client needs to have heard it then.
  const Seen<KeyCompleted>* stored_refusal() const {
    const auto& told = *key_.told;
    const Id key = index_.key_of(told);
    if (key == no_id || !detail::refuses_request(told) || detail::is_marked_non_result(told)) {
      return nullptr;
    }
    return first<KeyCompleted>(index_.keys()[key], [&](const Seen<KeyCompleted>& stored) {
      return stored.sequence < key_.began && stored.status == told.status;
    });
  }

  // What it had done itself by then forbids nothing to it.
  bool was_forbidden(std::uint64_t when) const {
    return forbidden_at(key_.first->sequence) || (!was_funded(when) && forbidden_at(when));
  }

  bool forbidden_at(std::uint64_t sequence) const {
    const Ground ground = detail::ground_of(index_, payable_, sequence);
    return !detail::would_accept(ground, key_.asked->kind, key_.asked->amount) ||
           detail::is_open(index_, payable_, sequence);
  }

  bool is_about_something_old() const { return payable_.front()->sequence < key_.began; }

  void report(std::string_view what, Violations& violations) const {
    const auto& asked = *key_.asked;
    const Observation* const shown =
        key_.told != nullptr ? static_cast<const Observation*>(key_.told) : &asked;
    violations.add(detail::violation(
        fmt::format("{} for {} {}: the answer at {} is {}", detail::name_of(asked),
                    detail::money(asked.amount), what, detail::moment(shown->at),
                    words(key_.told)),
        asked.amount, {&asked, shown}));
  }

  const Index& index_;
  const ProbedKey& key_;
  Rows intent_, payable_;
};

// The balances that a probe asks for before anything else.
void judge_balances(const Index& index, std::uint64_t began, Violations& violations) {
  const detail::Accounts accounts(index, began);
  std::uint64_t moves = std::numeric_limits<std::uint64_t>::max();  // the probe itself, from then
  for (const auto& sent : index.of<RequestSent>()) {
    if (sent.sequence > began) moves = std::min<std::uint64_t>(moves, sent.sequence);
  }
  for (const auto& reading : index.of<AmountRead>()) {
    if (reading.sequence < began || reading.sequence > moves) continue;
    const auto* account = accounts.of(reading.customer, reading.amount.currency);
    if (account == nullptr || !account->contradicts(reading.amount.minor)) continue;
    violations.add(detail::violation(
        fmt::format("{} has paid {}, and at rest the answer is {}", reading.customer,
                    detail::money({detail::narrow(account->truth), account->currency}),
                    detail::money(reading.amount)),
        reading.amount, {account->last, &reading}));
  }
}

void check(const Index& index, Violations& violations) {
  const std::uint64_t began = index.of<ProbeBegan>().front().sequence;
  judge_balances(index, began, violations);
  for (const ProbedKey& key : detail::probed_keys(index, began)) {
    if (index.payable_of(*key.asked) != no_id) Question(index, key).judge(violations);
  }
  if (index.of<ProbeEnded>().empty()) violations.undecided("the probe did not come to its end");
}

}  // namespace

Property usefulness() {
  return {.name = "usefulness",
          .claim = "When all is well again, what was promised can be had, and new payments work.",
          .rule = "I34",
          .severity = Severity::stuck,
          .needs = bit(Source::client) | bit(Source::truth),
          .of_probe = true,
          .check = check};
}

}  // namespace assay::properties
