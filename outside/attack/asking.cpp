// A command has half a minute, a request five seconds.
#include "outside/attack/asking.hpp"

#include <fmt/format.h>

#include "scenarios/files/json_text.hpp"

namespace assay::outside::attack {
namespace {

constexpr sim::Duration request_patience = 5_s;
constexpr sim::Duration command_patience = 30_s;

}  // namespace

http::Request Asking::request_of(const Ask& ask, const Words& words) {
  http::Request request{ask.method, fill(ask.path, words)};
  for (const auto& [name, value] : ask.headers) {
    request.headers.push_back({name, fill(value, words)});
  }
  if (ask.body.is_null()) return request;
  request.body = scenarios::json_text(fill_json(ask.body, words));
  if (request.header("Content-Type").empty()) {
    request.headers.push_back({"Content-Type", "application/json"});
  }
  return request;
}

Called Asking::ask(const Ask& ask, const Words& words, sim::Duration patience) {
  std::optional<Called> ended;
  const auto calling =
      call(loop_.context(), {supervisor_.port(ask.service), request_of(ask, words), patience},
           [&](Called called) { ended = std::move(called); });
  try {
    loop_.await([&] { return ended.has_value(); }, patience + 1_s);
  } catch (...) {
    calling->give_up();
    throw;
  }
  if (!ended) calling->give_up();
  return ended.value_or(Called{Called::End::timed_out});
}

std::optional<std::string> Asking::read(const Action& action, const Words& words,
                                        std::string& why) {
  if (!action.request) return run(action.run, words, why);
  const Called called = ask(*action.request, words, request_patience);
  if (called.end != Called::End::answered) {
    why = action.request->path + " was not answered";
    return std::nullopt;
  }
  if (called.reply.status == 404) return "";
  if (called.reply.status / 100 == 2) return called.reply.body;
  why = fmt::format("{} answered {}", action.request->path, called.reply.status);
  return std::nullopt;
}

std::optional<std::string> Asking::run(const std::vector<std::string>& command, const Words& words,
                                       std::string& why) {
  Words known = words;
  known["dir"] = guardian_.scratch();
  ProcessSpec spec{.folder = folder_, .env = Supervisor::own_env()};
  for (const std::string& one : command) spec.words.push_back(fill(one, known));
  std::string said;
  std::optional<Exit> exit;
  const Process process{loop_.context(),
                        guardian_,
                        spec,
                        {.on_line = [&](const std::string& line) { said += line + "\n"; },
                         .on_exit = [&](const Exit& one) { exit = one; }}};
  loop_.await([&] { return exit.has_value(); }, command_patience);
  if (exit && exit->code == 0 && exit->signal == 0) return said;
  why = fmt::format("{} {}{}{}", command.front(), exit ? exit->words() : "does not end",
                    said.empty() ? "" : ": ", said.substr(0, 200));
  return std::nullopt;
}

}  // namespace assay::outside::attack
