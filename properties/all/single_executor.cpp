// I06, by fencing tokens: while a key is claimed and neither completed nor removed, whoever claims
// it next has a higher token, and then only that token may complete or remove it. A takeover after
// the lease is legal, and so is evidence that a former owner brings. Once a key was completed or
// removed, its tokens may start anew.
// The same owner writing its claim twice (a commit whose answer was lost) is one claim.
#include <fmt/format.h>

#include <optional>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// A claim of a key, or the end of one.
struct Hold {
  template <typename Fact>
  explicit Hold(const Seen<Fact>& fact) : seen(&fact), key(fact.key), token(fact.token) {}

  const Observation* seen;
  Name key;
  std::uint64_t token;
};

void report(const Hold& holder, const Hold& other, std::string_view what, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("key {} was held under token {} since {}, and was {} under token {} at {}",
                  other.key, holder.token, detail::moment(holder.seen->at), what, other.token,
                  detail::moment(other.seen->at)),
      {}, {holder.seen, other.seen}));
}

bool fenced(const Hold& left, const Hold& right) { return left.token != 0 && right.token != 0; }

void judge_claim(const Hold& holder, const Hold& claim, Violations& violations) {
  if (!fenced(holder, claim)) {
    return violations.undecided("a key changed hands, and the claims show no fencing tokens");
  }
  const Name owner = holder.seen->observer;
  const Name other = claim.seen->observer;
  const bool same_owner = owner == other || owner.empty() || other.empty();
  const bool stale = claim.token < holder.token;
  if (stale || (claim.token == holder.token && !same_owner)) {
    report(holder, claim, "claimed", violations);
  }
}

// Only the last holder ends what it holds.
void judge_end(const Hold& holder, const Hold& end, Violations& violations) {
  if (!fenced(holder, end) || end.token >= holder.token) return;
  report(holder, end, end.seen->is<KeyCompleted>() ? "completed" : "removed", violations);
}

void judge_key(Rows rows, Violations& violations) {
  std::optional<Hold> holder, completed;
  const auto end = [&](const Hold& by) {
    const auto& last = holder ? holder : completed;
    if (last) judge_end(*last, by, violations);
    holder.reset();
    completed.reset();
  };
  for (const auto* row : rows) {
    if (const auto* claim = row->as<KeyClaimed>()) {
      const Hold claimed{*claim};
      if (holder) judge_claim(*holder, claimed, violations);
      if (!holder || claim->token >= holder->token) holder = claimed;
      completed.reset();
    } else if (const auto* completion = row->as<KeyCompleted>()) {
      end(Hold{*completion});
      completed = Hold{*completion};
    } else if (const auto* release = row->as<KeyReleased>()) {
      end(Hold{*release});
    }
  }
}

void check(const Index& index, Violations& violations) {
  if (index.of<KeyClaimed>().empty()) return;
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    judge_key(index.keys()[key], violations);
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
