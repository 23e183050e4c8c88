// Every kind of fact there is, as one closed list: the groups of facts/ behind one another. A new
// kind stands in the list of its group alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "history/facts/alarms.hpp"
#include "history/facts/belief.hpp"
#include "history/facts/clients.hpp"
#include "history/facts/events.hpp"
#include "history/facts/gateway.hpp"
#include "history/facts/keys.hpp"
#include "history/facts/ledger.hpp"
#include "history/facts/log.hpp"
#include "history/facts/mandates.hpp"
#include "history/facts/marks.hpp"
#include "history/facts/truth.hpp"
#include "history/facts/webhooks.hpp"
#include "history/facts/world.hpp"

namespace assay::history {

namespace detail {

template <typename... Groups>
struct Joined;
template <typename... Facts>
struct Joined<std::variant<Facts...>> {
  using type = std::variant<Facts...>;
};
template <typename... Left, typename... Right, typename... Rest>
struct Joined<std::variant<Left...>, std::variant<Right...>, Rest...>
    : Joined<std::variant<Left..., Right...>, Rest...> {};

}  // namespace detail

/// The kinds of several lists, behind one another.
template <typename... Lists>
using OneOf = typename detail::Joined<Lists...>::type;

/// A fact outside of a history: on its way in, or to be changed.
using Fact =
    OneOf<ClientFacts, GatewayFacts, TruthFacts, BeliefFacts, KeyFacts, EventFacts, LedgerFacts,
          WorldFacts, LogFacts, MandateFacts, AlarmFacts, MarkFacts, WebhookFacts>;

/// Which kind of fact: its place in the list.
enum class FactKind : std::uint8_t {};

inline constexpr std::size_t fact_kinds = std::variant_size_v<Fact>;

/// The struct of a kind.
template <std::size_t place>
using FactAt = std::variant_alternative_t<place, Fact>;

namespace detail {

template <typename Wanted, std::size_t place = 0>
constexpr std::size_t place_of() {
  static_assert(place < fact_kinds, "a kind of fact stands in the list of its group");
  if constexpr (std::is_same_v<Wanted, FactAt<place>>) {
    return place;
  } else {
    return place_of<Wanted, place + 1>();
  }
}

}  // namespace detail

/// The kind of a struct.
template <typename Fact>
inline constexpr FactKind kind_of_fact = static_cast<FactKind>(detail::place_of<Fact>());

/// What each kind is, in their order: constants, valid for ever.
[[nodiscard]] std::span<const About, fact_kinds> all_about();

/// What a kind is: a constant, valid for ever.
[[nodiscard]] inline const About& about(FactKind kind) {
  return all_about()[static_cast<std::size_t>(kind)];
}

/// The kind of that word, or nothing.
[[nodiscard]] std::optional<FactKind> kind_from(std::string_view word);

}  // namespace assay::history
