// One lock: what it answers is decided at one moment.
#include "tests/payments/server/fake_acquirer.hpp"

#include <algorithm>

namespace payments::testing {
namespace {

using nlohmann::json;

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto start = text.find(from);
  if (start == text.npos) return {};
  const auto begin = start + from.size();
  return text.substr(begin, text.find_first_of(to, begin) - begin);
}

Said silence() { return {200, "", "", Said::Manner::silence}; }

}  // namespace

std::vector<json> FakeAcquirer::effects() const {
  const std::lock_guard lock(mutex_);
  return effects_;
}

void FakeAcquirer::wait_until_held() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return holding_; });
}

void FakeAcquirer::let_go() {
  const std::lock_guard lock(mutex_);
  released_ = true;
  changed_.notify_all();
}

void FakeAcquirer::hold(std::unique_lock<std::mutex>& lock) {
  holding_ = true;
  changed_.notify_all();
  changed_.wait(lock, [this] { return released_; });
}

Said FakeAcquirer::answer(const Heard& heard) {
  if (heard.target == "/v1/capabilities") {
    return {200, R"({"profile":"card","keys":true,"key_retention_seconds":86400,)"
                 R"("stores_errors":true,"look_up":true,"all_or_nothing":true})"};
  }
  if (heard.method == "POST") return operate(heard);
  const std::lock_guard lock(mutex_);
  return heard.target.starts_with("/v1/effects") ? list(heard.target) : look_up(heard.target);
}

/// Whether this try gets lost: each operation at most once.
bool FakeAcquirer::loses(const json& body, const std::string& token, bool effect) {
  const auto name = body.at("reference").get<std::string>();
  const bool third = std::hash<std::string>{}(name) % 3 == 0;
  const bool shaky = effect && token == "tok_shaky" && third;
  const bool meant = token == (effect ? "tok_lost_reply" : "tok_lost_request");
  return (meant || shaky) && lost_.insert(name).second;
}

Said FakeAcquirer::operate(const Heard& heard) {
  std::unique_lock lock(mutex_);
  const json body = json::parse(heard.body);
  std::string& token = tokens_[body.at("payable").get<std::string>()];
  if (body.contains("terms")) token = body["terms"].value("instrument", token);
  if (token == "tok_held") hold(lock);
  if (loses(body, token, false)) return silence();
  const auto known = by_key_.find(heard.key);
  if (known != by_key_.end()) return {200, known->second.dump()};
  const json reply = token == "tok_declined"
                         ? json{{"outcome", "declined"}, {"decline_code", "expired_card"}}
                         : carry_out(body);
  by_key_[heard.key] = by_operation_[body.at("reference").get<std::string>()] = reply;
  if (loses(body, token, true)) return silence();
  return {200, reply.dump()};
}

json FakeAcquirer::carry_out(const json& body) {
  json reply{{"outcome", "success"},
             {"reference", "acq-" + std::to_string(effects_.size() + 1)},
             {"amount", body.at("amount")}};
  effects_.push_back({{"operation", body.at("reference")},
                      {"kind", body.at("kind")},
                      {"payable", body.at("payable")},
                      {"ordinal", body.at("ordinal")},
                      {"answer", reply}});
  return reply;
}

Said FakeAcquirer::look_up(const std::string& target) const {
  const auto found = by_operation_.find(between(target, "/v1/operations/", "?"));
  if (found == by_operation_.end()) return problem(404, "unknown-operation");
  return {200, found->second.dump()};
}

Said FakeAcquirer::list(const std::string& target) const {
  const std::string after = between(target, "after=", "&");
  const std::size_t limit = std::stoul(between(target, "limit=", "&"));
  const std::size_t first = after.empty() ? 0 : std::stoul(after);
  json entries = json::array();
  for (std::size_t i = first; i < effects_.size() && entries.size() < limit; ++i) {
    entries.push_back(effects_[i]);
  }
  return {200, json{{"entries", entries}, {"next", std::to_string(first + entries.size())}}.dump()};
}

}  // namespace payments::testing
