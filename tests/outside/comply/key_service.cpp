// A claim before the payment, the answer behind it; each defect leaves one of its steps out.
#include "key_service.hpp"

#include <chrono>
#include <memory>

namespace assay::tests {

using namespace outside::http;
using nlohmann::json;

namespace {

std::vector<std::string> keys_of(const Request& request) {
  std::vector<std::string> keys;
  for (const Header& one : request.headers) {
    if (one.name == "Idempotency-Key") keys.push_back(one.value);
  }
  return keys;
}

std::string bare(const std::string& key) {
  const bool quoted = key.size() >= 2 && key.front() == '"' && key.back() == '"';
  return quoted ? key.substr(1, key.size() - 2) : key;
}

}  // namespace

KeyService::KeyService(boost::asio::io_context& loop, Wrong wrong)
    : loop_{loop}, wrong_{wrong}, listener_{loop, 0, [this](Request request, Respond respond) {
                                              take(request, respond);
                                            }} {}

std::string KeyService::address() const {
  return "http://127.0.0.1:" + std::to_string(listener_.port());
}

void KeyService::later(int ms, std::function<void()> what) {
  const auto timer =
      std::make_shared<boost::asio::steady_timer>(loop_, std::chrono::milliseconds{ms});
  timer->async_wait([timer, what = std::move(what)](boost::system::error_code) { what(); });
}

void KeyService::take(const Request& request, const Respond& respond) {
  constexpr std::string_view truth = "/truth/";
  if (request.target.starts_with(truth)) {
    const int count = effects_[request.target.substr(truth.size())];
    return respond(json_reply(200, json{{"effects", count}}.dump()));
  }
  pay(request, respond);
}

std::string KeyService::scope_of(const Request& request) const {
  if (wrong_ == Wrong::global_scope) return "";
  return request.target + " " + std::string{request.header("Authorization")} + " ";
}

Reply KeyService::carried_out(const json& body, bool first) {
  const auto reference = body.at("reference").get<std::string>();
  const auto card = body.value("card", "good");
  if (card == "declined") return json_reply(402, json{{"status", "declined"}}.dump());
  if (card == "fails" && first) {
    if (wrong_ == Wrong::failure_repeats) ++effects_[reference];
    return json_reply(500, json{{"status", "error"}}.dump());
  }
  ++effects_[reference];
  const std::string id = "p-" + std::to_string(++payments_);
  return json_reply(201, json{{"status", "paid"}, {"id", id}}.dump());
}

void KeyService::pay(const Request& request, const Respond& respond) {
  std::vector<std::string> keys = keys_of(request);
  const bool empty = keys.empty() || keys.front().empty();
  const bool may_be_empty =
      keys.empty() ? wrong_ == Wrong::key_optional : wrong_ == Wrong::empty_is_a_key;
  if ((empty && !may_be_empty) || (keys.size() > 1 && wrong_ != Wrong::two_are_none)) {
    return respond(json_reply(400, R"({"status":"malformed"})"));
  }
  const json body = json::parse(request.body);
  std::string key = empty ? "" : keys.front();
  if (wrong_ != Wrong::quotes_count) key = bare(key);
  if (wrong_ == Wrong::keys_cut) key = key.substr(0, 64);
  const std::string name = scope_of(request) + key;
  const bool keyless = empty || keys.size() > 1 || wrong_ == Wrong::no_store;
  const bool known = keys_.contains(name) && !keyless;
  if (known) {
    const Stored& stored = keys_[name];
    if (stored.body != request.body && wrong_ != Wrong::body_ignored) {
      return respond(json_reply(422, R"({"status":"key reused"})"));
    }
    if (!stored.done) return respond(json_reply(409, R"({"status":"in flight"})"));
    return respond(stored.reply);
  }
  if (wrong_ != Wrong::race) keys_[name] = {.body = request.body};
  later(10, [this, body, name, text = request.body, respond] {
    const bool first = failed_.insert(name).second;
    Reply reply = carried_out(body, first);
    if (wrong_ == Wrong::fixed_answer) {
      if (!first_answer_) first_answer_ = reply;
      reply = *first_answer_;
    }
    keys_[name] = {.body = text, .reply = reply, .done = true};
    const bool forgets = (reply.status == 500 && wrong_ != Wrong::failure_stored) ||
                         (reply.status == 402 && wrong_ == Wrong::decline_forgotten);
    if (forgets) keys_.erase(name);
    if (wrong_ == Wrong::kept_too_short) later(50, [this, name] { keys_.erase(name); });
    respond(reply);
  });
}

}  // namespace assay::tests
