// A server is started where there is none, and what it writes to stderr kept for who must know why.
#include "outside/agents/agent.hpp"

#include <chrono>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "outside/attack/supervisor.hpp"
#include "outside/http/waiting.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::outside::agents {
namespace {

constexpr std::size_t shown = 300;

std::string words_of(const ToolAnswer& answer) {
  if (answer.came == ToolAnswer::Came::nothing) return "no answer";
  if (answer.came == ToolAnswer::Came::ended) return "the server ended";
  return (answer.is_error ? "isError " : "") + answer.text.substr(0, shown);
}

}  // namespace

Agent::Agent(const AgentSubject& subject) : subject_{subject}, behind_{loop_, subject} {}

Variables Agent::places() const {
  const std::string port = std::to_string(behind_.port());
  return {{"folder", subject_.folder},
          {"dir", guardian_.scratch()},
          {"host", "127.0.0.1"},
          {"port", port},
          {"url", "http://127.0.0.1:" + port}};
}

McpProgram Agent::program() const {
  const Variables words = places();
  McpProgram made{.folder = subject_.folder, .log = guardian_.scratch() + "/log"};
  for (const std::string& one : subject_.start) made.words.push_back(filled(one, words));
  made.env = attack::Supervisor::own_env();
  for (const auto& [name, value] : subject_.env) {
    std::erase_if(made.env, [&](const std::string& one) { return one.starts_with(name + "="); });
    made.env.push_back(name + "=" + filled(value, words));
  }
  return made;
}

std::string Agent::last_of_log() const {
  std::ifstream file{guardian_.scratch() + "/log"};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  return scenarios::printable(text.size() > shown ? text.substr(text.size() - shown) : text);
}

bool Agent::is_ready() {
  if (server_ && !server_->has_ended()) return true;
  server_ = std::make_unique<McpServer>(loop_, guardian_, program());
  if (server_->greet(subject_.ready_within)) return true;
  server_.reset();
  trouble_ = "the server did not begin a session: " + last_of_log();
  return false;
}

Intended Agent::intend() {
  Intended made{.reference = filled(subject_.reference, {{"n", std::to_string(++made_)}})};
  made.words = places();
  made.words["reference"] = made.reference;
  made.words["amount"] = std::to_string(subject_.amount);
  made.words["key"] = fmt::format("key-{}", ++keys_);
  made.words["n"] = std::to_string(made_);
  for (const Preparation& one : subject_.prepare) {
    http::Request request{one.request.method, filled(one.request.path, made.words)};
    for (const http::Header& header : one.request.headers) {
      request.headers.push_back({header.name, filled(header.value, made.words)});
    }
    const nlohmann::ordered_json body = filled(one.request.body, made.words);
    request.body = body.is_string() ? body.get<std::string>() : scenarios::json_text(body);
    const http::Reply reply = behind_.ask(request);
    for (const auto& [word, pointer] : one.extract) {
      made.words[word] = text_at(reply.body, pointer);
      if (!made.words[word].empty()) continue;
      trouble_ = fmt::format("{} {} was answered {} {}, without {}", request.method, request.target,
                             reply.status, reply.body.substr(0, shown), pointer);
      return {};
    }
  }
  return made;
}

Intended Agent::again(Intended payment) {
  if (subject_.renews_key) payment.words["key"] = fmt::format("key-{}", ++keys_);
  return payment;
}

Told Agent::call(const Intended& payment, std::uint64_t id) {
  if (!is_ready()) return {{.came = ToolAnswer::Came::ended}, "unknown"};
  if (id == 0) id = ++last_id_;
  const auto arguments = filled(subject_.arguments, payment.words);
  Told told{server_->call(subject_.tool, arguments, id, subject_.timeout), "unknown"};
  said_.push_back(fmt::format("tools/call {} {} {}: {}", id, subject_.tool,
                              scenarios::json_text(arguments).substr(0, shown),
                              words_of(told.answer)));
  for (const Meaning& one : subject_.answers) {
    if (told.answer.text.find(one.contains) == std::string::npos) continue;
    told.means = one.means;
    break;
  }
  return told;
}

bool Agent::call_and_kill(const Intended& payment) {
  if (!is_ready()) return false;
  behind_.strike(Strike::hang);
  // The call ends with its server, which ends once the processor has done its part.
  const auto arguments = filled(subject_.arguments, payment.words);
  server_->begin_call(subject_.tool, arguments, ++last_id_);
  const bool was_asked =
      http::wait_until(loop_, std::chrono::nanoseconds{subject_.timeout},
                       [&] { return behind_.replies() > 0 || server_->has_ended(); }) &&
      behind_.replies() > 0;
  server_->kill();
  server_.reset();
  behind_.strike(Strike::nothing);
  said_.push_back(fmt::format("tools/call {} {} {}: killed after the effect", last_id_,
                              subject_.tool, scenarios::json_text(arguments).substr(0, shown)));
  return was_asked;
}

std::int64_t Agent::effects(const Intended& payment) {
  http::wait_until(loop_, std::chrono::nanoseconds{subject_.settle}, [] { return false; });
  return behind_.effects(payment.reference);
}

void Agent::end_session() {
  if (server_) server_->close();
  server_.reset();
}

std::vector<std::string> Agent::take_said() {
  std::vector<std::string> all = std::exchange(said_, {});
  for (std::string& one : behind_.take_said()) all.push_back("  " + std::move(one));
  for (std::string& one : all) one = scenarios::printable(one);
  return all;
}

}  // namespace assay::outside::agents
