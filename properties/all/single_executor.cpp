// I06, by fencing tokens: while a key is claimed and neither completed nor removed, whoever claims
// it next has a higher token, and then only that token may complete or remove it. A takeover after
// the lease is legal, and so is evidence that a former owner brings. Once a key was completed or
// removed, its tokens may start anew.
// The same owner writing its claim twice (a commit whose answer was lost) is one claim.
#include <fmt/format.h>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using history::Fact;
using history::Observation;
using history::Source;

void report(const Observation& holder, const Observation& other, std::string_view what,
            Findings& findings) {
  findings.violated(detail::finding(
      fmt::format("key {} was held under token {} since {}, and was {} under token {} at {}",
                  other.key, holder.number, detail::moment(holder.at), what, other.number,
                  detail::moment(other.at)),
      {}, {&holder, &other}));
}

bool fenced(const Observation& left, const Observation& right) {
  return left.number != 0 && right.number != 0;
}

void judge_claim(const Observation& holder, const Observation& claim, Findings& findings) {
  if (!fenced(holder, claim)) {
    return findings.undecided("a key changed hands, and the claims show no fencing tokens");
  }
  const bool same_owner =
      holder.observer == claim.observer || holder.observer.empty() || claim.observer.empty();
  const bool stale = claim.number < holder.number;
  if (stale || (claim.number == holder.number && !same_owner)) {
    report(holder, claim, "claimed", findings);
  }
}

// Only the last holder ends what it holds.
void judge_end(const Observation& holder, const Observation& end, Findings& findings) {
  if (!fenced(holder, end) || end.number >= holder.number) return;
  report(holder, end, end.fact == Fact::key_completed ? "completed" : "removed", findings);
}

void judge_key(Rows rows, Findings& findings) {
  const Observation* holder = nullptr;
  const Observation* completed = nullptr;
  for (const auto* row : rows) {
    if (row->fact == Fact::key_claimed) {
      if (holder != nullptr) judge_claim(*holder, *row, findings);
      if (holder == nullptr || row->number >= holder->number) holder = row;
      completed = nullptr;
    }
    if (row->fact == Fact::key_completed || row->fact == Fact::key_released) {
      const auto* last = holder != nullptr ? holder : completed;
      if (last != nullptr) judge_end(*last, *row, findings);
      holder = nullptr;
      completed = row->fact == Fact::key_completed ? row : nullptr;
    }
  }
}

void check(const Index& index, Findings& findings) {
  if (index.of(Fact::key_claimed).empty()) return;
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    judge_key(index.keys()[key], findings);
  }
}

}  // namespace

Property single_executor() {
  return {.name = "single_executor",
          .claim = "One request is carried out by one worker at a time; a late one is turned away.",
          .rule = "I06",
          .severity = Severity::double_charge,
          .needs = bit(Source::keys),
          .check = check};
}

}  // namespace assay::properties
