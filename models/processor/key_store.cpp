// Looking keys up, claiming, answering and forgetting them.
#include "models/processor/key_store.hpp"

#include <iterator>

#include "sim/check.hpp"

namespace assay::models {

KeyStore::Known* KeyStore::find(std::string_view key) {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &*found->second;
}

void KeyStore::prune(sim::TimePoint now) {
  while (!known_.empty()) {
    const Known& oldest = known_.front();
    if (oldest.in_flight || now - oldest.since < retention_) return;
    by_key_.erase(oldest.key);
    known_.pop_front();
  }
}

KeyState KeyStore::claim(std::string_view key, std::uint64_t body, sim::TimePoint now) {
  prune(now);
  const Known* const known = find(key);
  if (known == nullptr) {
    known_.push_back({std::string{key}, {}, body, now, true});
    by_key_.emplace(known_.back().key, std::prev(known_.end()));
    return KeyState::fresh;
  }
  if (known->body != body) return KeyState::other_body;
  return known->in_flight ? KeyState::in_flight : KeyState::answered;
}

const std::string& KeyStore::answer(std::string_view key) const {
  const auto found = by_key_.find(key);
  SIM_CHECK(found != by_key_.end(), "only an answered key has an answer");
  return found->second->answer;
}

void KeyStore::complete(std::string_view key, std::string_view answer) {
  Known* const known = find(key);
  SIM_CHECK(known != nullptr, "only a key in flight is answered");
  known->answer.assign(answer);
  known->in_flight = false;
}

void KeyStore::release(std::string_view key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || !found->second->in_flight) return;
  const auto gone = found->second;
  by_key_.erase(found);
  known_.erase(gone);
}

}  // namespace assay::models
