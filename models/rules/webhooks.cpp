// The tables, and what comes of each mishap.
#include "models/rules/webhooks.hpp"

#include <algorithm>

namespace assay::models {
namespace {

constexpr std::array<WebhookManners, 4> all_manners{{
    {.name = "at_once",
     .summary = "an event goes out with the answer: either may be first",
     .after = 0_s},
    {.name = "before_answer",
     .summary = "an event is there before the answer to what it tells of",
     .after = 0_s,
     .answer_after = 500_ms},
    {.name = "later",
     .summary = "an event goes out six minutes after what it tells of",
     .after = 6_min},
    {.name = "usual", .summary = "an event follows the answer by 100 ms"},
}};

constexpr std::uint32_t gone = 410;

/// What somebody claims who gains by it.
Movement claimed_as_done(const Movement& moved) {
  Movement claimed = moved;
  claimed.kind = Movement::Kind::applied;
  claimed.effect = "fx-forged";
  claimed.reason = {};
  return claimed;
}

/// Of an operation of somebody else's, at the same processor.
Movement of_neighbour(const Movement& moved) {
  Movement other = moved;
  other.request.operation = "neighbour-" + moved.request.operation;
  return other;
}

}  // namespace

std::optional<sim::Duration> retry_after(Signer signer, std::size_t tries, std::uint32_t status) {
  const bool taken = status >= 200 && status <= 299;
  const bool over = taken || status == gone || signer == Signer::forger;
  if (over || tries == 0 || tries > webhook_retries.size()) return std::nullopt;
  return webhook_retries[tries - 1];
}

std::span<const WebhookManners> webhook_manners() { return all_manners; }

const WebhookManners* find_webhook_manners(std::string_view name) {
  const auto found = std::ranges::find(all_manners, name, &WebhookManners::name);
  return found == all_manners.end() ? nullptr : &*found;
}

std::vector<Telling> tellings_of(const Movement& moved, const WebhookMishap& mishap) {
  using Beside = WebhookMishap::Beside;
  if (mishap.unsent) return {};
  std::vector<Telling> all;
  const Signer signer = mishap.old_secret ? Signer::old_secret_first : Signer::processor;
  all.push_back({.moved = moved, .signer = signer});
  if (mishap.beside == Beside::forger) {
    all.push_back({.moved = claimed_as_done(moved), .signer = Signer::forger});
  }
  if (mishap.beside == Beside::neighbour) all.push_back({.moved = of_neighbour(moved)});
  if (mishap.second_id) all.push_back({.moved = moved});
  if (mishap.again_after > sim::Duration{}) {
    all.push_back({.moved = moved, .later = mishap.again_after, .first_id = true});
  }
  return all;
}

}  // namespace assay::models
