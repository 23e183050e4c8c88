// Ways to falsify a history: finding a fact of some kind, and changing it, writing it twice or
// removing it with all that goes along.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <type_traits>

#include "history/drafts.hpp"
#include "history_builder.hpp"

namespace assay::properties::stories {

using namespace history;

using Where = std::function<bool(const Draft&)>;

template <typename Kind>
bool any(const Kind& /*fact*/) {
  return true;
}

// A fact of one kind of which `fits` is true.
template <typename Kind, typename Fits>
Where is(Fits fits) {
  return [=](const Draft& row) {
    const Kind* fact = row.as<Kind>();
    return fact != nullptr && fits(*fact);
  };
}
template <typename Kind>
Where is() {
  return is<Kind>(any<Kind>);
}
template <typename Kind>
Where is(Outcome outcome) {
  return is<Kind>([=](const Kind& fact) { return fact.outcome == outcome; });
}
template <typename Kind>
Where of_kind(OperationKind kind) {
  return is<Kind>([=](const Kind& fact) { return fact.kind == kind; });
}
inline Where into(State state) {
  return is<TransitionCommitted>([=](const TransitionCommitted& it) { return it.to == state; });
}

inline bool same_intent(const Draft& left, const Draft& right) {
  const Named one = named_by(left), other = named_by(right);
  return one.payable == other.payable && one.kind == other.kind && one.ordinal == other.ordinal;
}

inline auto last_where(Drafts& drafts, const Where& where) {
  return std::find_if(drafts.rows.rbegin(), drafts.rows.rend(), where);
}

// Changes the last row of a kind.
template <typename Kind, typename How>
auto change(Where where, How how) {
  return [=](Drafts& drafts) {
    const auto found = last_where(drafts, where);
    if (found != drafts.rows.rend()) how(*found->template as<Kind>());
    return found != drafts.rows.rend();
  };
}

// Writes a changed copy right behind the last row of a kind.
template <typename Kind, typename How>
auto copy(Where where, How how) {
  return [=](Drafts& drafts) {
    const auto found = last_where(drafts, where);
    if (found == drafts.rows.rend()) return false;
    auto copied = *found;
    if constexpr (std::is_invocable_v<How, Kind&, Drafts&>) {
      how(*copied.template as<Kind>(), drafts);
    } else {
      how(*copied.template as<Kind>());
    }
    drafts.rows.insert(found.base(), copied);
    return true;
  };
}

// Removes the last row of a kind and all that go with it.
inline auto remove(Where where, std::function<bool(const Draft&, const Draft&)> along) {
  return [=](Drafts& drafts) {
    const auto found = last_where(drafts, where);
    if (found == drafts.rows.rend()) return false;
    const auto chosen = *found;
    std::erase_if(drafts.rows, [&](const Draft& row) { return along(chosen, row); });
    return true;
  };
}

inline bool itself(const Draft& chosen, const Draft& row) {
  return chosen.stamp.sequence == row.stamp.sequence;
}
inline bool effect_of_it(const Draft& chosen, const Draft& row) {
  return row.as<EffectApplied>() && same_intent(chosen, row);
}
inline bool look_up_of_it(const Draft& chosen, const Draft& row) {
  return row.as<LookUpAnswered>() && named_by(row).operation == named_by(chosen).operation;
}
template <typename Kind>
bool same_delivery(const Draft& chosen, const Draft& row) {
  const auto* one = chosen.as<Kind>();
  const auto* other = row.as<Kind>();
  return other != nullptr && one->event == other->event && one->consumer == other->consumer;
}
inline bool answers_to_it(const Draft& chosen, const Draft& row) {
  const bool answer = row.as<ResponseReceived>() || row.as<NotificationReceived>();
  return answer && same_intent(chosen, row);
}

// Changes of single facts.
inline constexpr auto more = [](auto& fact) { ++fact.amount.minor; };
inline constexpr auto unchanged = [](auto& /*fact*/) {};
inline auto goes_to(State state) {
  return [=](TransitionCommitted& step) { step.to = state; };
}
inline auto says_instead(Outcome outcome) {
  return [=](auto& fact) { fact.outcome = outcome; };
}
// An effect of an operation that nobody knows of.
inline void of_nobody(EffectApplied& effect) {
  effect.ordinal = 9;
  effect.amount.minor = 9000;
}
void foreign_print(auto& fact, Drafts& in) { fact.fingerprint = in.name("foreign"); }

}  // namespace assay::properties::stories
