// Looking keys up, claiming, answering and forgetting them.
#include "models/rules/key_store.hpp"

namespace assay::models {

void KeyStore::prune(sim::TimePoint now) {
  while (!claims_.empty()) {
    const auto& [since, key] = claims_.front();
    const auto found = known_.find(key);
    const bool released = found == known_.end() || found->second.since != since;
    if (!released && (found->second.in_flight || now - since < retention_)) return;
    if (!released) known_.erase(found);
    claims_.pop_front();
  }
}

KeyState KeyStore::claim(std::string_view key, std::uint64_t body, sim::TimePoint now) {
  prune(now);
  const auto known = known_.find(key);
  if (known == known_.end()) {
    known_.emplace(key, Known{.answer = {}, .body = body, .since = now});
    claims_.emplace_back(now, key);
    return KeyState::fresh;
  }
  if (known->second.body != body) return KeyState::other_body;
  return known->second.in_flight ? KeyState::in_flight : KeyState::answered;
}

const harness::ProcessorReply& KeyStore::answer(std::string_view key) const {
  return known_.at(std::string{key}).answer;
}

void KeyStore::complete(std::string_view key, const harness::ProcessorReply& answer) {
  Known& known = known_.at(std::string{key});
  known.answer = answer;
  known.in_flight = false;
}

void KeyStore::release(std::string_view key) {
  const auto found = known_.find(key);
  if (found != known_.end() && found->second.in_flight) known_.erase(found);
}

}  // namespace assay::models
