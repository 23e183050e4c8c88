// Looking keys up, claiming, answering and forgetting them.
#include "models/key_store.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace assay::models {

KeyStore::Known* KeyStore::find(std::string_view key) {
  const auto found = std::ranges::find(known_, key, &Known::key);
  return found == known_.end() ? nullptr : &*found;
}

void KeyStore::prune(sim::TimePoint now) {
  const auto kept = std::ranges::find_if(known_, [&](const Known& known) {
    return known.in_flight || now - known.since < retention_;
  });
  known_.erase(known_.begin(), kept);
}

KeyState KeyStore::claim(std::string_view key, std::uint64_t body, sim::TimePoint now) {
  prune(now);
  const Known* const known = find(key);
  if (known == nullptr) {
    known_.push_back({std::string{key}, {}, body, now, true});
    return KeyState::fresh;
  }
  if (known->body != body) return KeyState::other_body;
  return known->in_flight ? KeyState::in_flight : KeyState::answered;
}

const std::string& KeyStore::answer(std::string_view key) const {
  const auto found = std::ranges::find(known_, key, &Known::key);
  SIM_CHECK(found != known_.end(), "only an answered key has an answer");
  return found->answer;
}

void KeyStore::complete(std::string_view key, std::string_view answer) {
  Known* const known = find(key);
  SIM_CHECK(known != nullptr, "only a key in flight is answered");
  known->answer.assign(answer);
  known->in_flight = false;
}

void KeyStore::release(std::string_view key) {
  std::erase_if(known_, [&](const Known& known) { return known.key == key && known.in_flight; });
}

}  // namespace assay::models
