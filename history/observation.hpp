// One fact as it was seen: who saw what and when. It is all that properties see: it may come from a
// simulated run, from a file, or from somebody else's system. It names facts of the trade (intent,
// request, effect, belief, event), never a type of the code under test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "history/facts.hpp"

namespace assay::history {

/// When a fact was seen, and by whom. A clock's uncertainty has room here once there are clocks
/// that have one.
struct Stamp {
  std::int64_t at = 0;         ///< nanoseconds since the world began
  Name observer{};             ///< the node or model that saw it
  std::uint32_t sequence = 0;  ///< place in the history, from 1; the total order
};

/// A fact of any kind, in its history.
struct Observation : Stamp {
  FactKind kind_of_fact{};

  /// The word of its kind: a constant, valid for ever.
  [[nodiscard]] std::string_view word() const { return about(kind_of_fact).word; }
  /// Who sees facts of its kind.
  [[nodiscard]] Source source() const { return about(kind_of_fact).source; }

  /// The same as a fact of one kind; nullptr where it is of another. Valid as long as this one.
  template <typename Fact>
  [[nodiscard]] const auto* as() const;
  /// It is a fact of that kind, or of one of those kinds.
  template <typename... Facts>
  [[nodiscard]] bool is() const {
    return ((kind_of_fact == history::kind_of_fact<Facts>) || ...);
  }
};

/// A fact of one kind with its stamp: `sent.at`, `sent.payable`.
template <typename Fact>
struct Seen : Observation, Fact {
  static_assert(std::is_trivially_copyable_v<Fact> && std::is_trivially_destructible_v<Fact>);
  static_assert(alignof(Fact) <= alignof(Observation) || std::is_empty_v<Fact>);
};

template <typename Fact>
const auto* Observation::as() const {
  return is<Fact>() ? static_cast<const Seen<Fact>*>(this) : nullptr;
}

/// Calls `with` with the fact in its own type.
template <typename With, std::size_t place = 0>
decltype(auto) visit(With&& with, const Observation& seen) {
  if constexpr (place + 1 == fact_kinds) {
    return with(static_cast<const Seen<FactAt<place>>&>(seen));
  } else {
    if (seen.is<FactAt<place>>()) return with(static_cast<const Seen<FactAt<place>>&>(seen));
    return visit<With, place + 1>(std::forward<With>(with), seen);
  }
}

/// What a fact names, whatever its kind; a kind without such a field names none.
struct Named {
  Name payable, operation, effect, scope, key, event;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
};

/// What that fact names.
[[nodiscard]] Named named_by(const Observation& seen);

/// "capture 2 of pay-17"; the service's operation where there is no payable.
[[nodiscard]] std::string what_is_named(const Named& named);

}  // namespace assay::history
