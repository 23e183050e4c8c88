// The table of profiles. A new kind of processor is one entry here.
#include "models/rules/profile.hpp"

#include <algorithm>
#include <array>

namespace assay::models {
namespace {

constexpr std::array<Profile, 8> table{{
    {.name = "card",
     .summary = "keys for a day, every answer stored and replayed, errors too; holds of a week"},
    {.name = "keyless",
     .summary = "a card processor that knows no idempotency keys: each request counts",
     .knows_keys = false},
    {.name = "partial",
     .summary = "a card processor that may approve a part, and says how much only when asked",
     .all_or_nothing = false},
    {.name = "mute",
     .summary = "knows no keys and answers no look-ups: what it said once it does not say again",
     .knows_keys = false,
     .look_up = false},
    {.name = "redriven",
     .summary = "keys for a month; no error is stored, and a further try of it is carried out",
     .key_retention = 24_h * 30,
     .replays_errors = false},
    {.name = "by_key",
     .summary = "knows keys and answers no look-ups: the same request again is the question",
     .look_up = false},
    {.name = "slow",
     .summary = "a card processor that works on each request for seven tenths of a second",
     .processing = 700_ms},
    {.name = "keeping",
     .summary = "a card processor that goes on holding what a final capture leaves, until its void",
     .keeps_remainder = true},
}};

}  // namespace

std::span<const Profile> profiles() { return table; }

const Profile* find_profile(std::string_view name) {
  const auto found = std::ranges::find(table, name, &Profile::name);
  return found == table.end() ? nullptr : &*found;
}

const Profile& card_profile() { return table.front(); }

}  // namespace assay::models
