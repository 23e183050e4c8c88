// Templates are filled, the truth is asked wherever the file says that it is.
#include "outside/comply/payments.hpp"

#include <charconv>

#include <boost/process/child.hpp>
#include <boost/process/io.hpp>
#include <boost/process/search_path.hpp>
#include <boost/process/args.hpp>
#include <fmt/format.h>

#include "scenarios/files/json_text.hpp"

namespace assay::outside {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::int64_t between_tries = 100'000'000;  // nanoseconds

Variables variables_of(const Subject& subject, const Payment& payment) {
  Variables all = subject.variables;
  for (const auto& [name, value] : payment.variables) all[name] = value;
  all["key"] = payment.key;
  all["amount"] = std::to_string(payment.amount);
  all["reference"] = payment.reference;
  return all;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return {};
  return value;
}

/// Its first line of output, and how it ended. Errors: process_error where it cannot be run.
std::pair<std::string, int> run_command(const std::vector<std::string>& command,
                                        const Variables& variables) {
  namespace process = boost::process;
  std::vector<std::string> words;
  for (const std::string& word : command) words.push_back(filled(word, variables));
  const bool has_path = words.front().find('/') != std::string::npos;
  const boost::filesystem::path program =
      has_path ? boost::filesystem::path{words.front()} : process::search_path(words.front());
  words.erase(words.begin());
  process::ipstream output;
  process::child child{program, process::args(words), process::std_out > output};
  std::string line;
  std::getline(output, line);
  child.wait();
  return {line, child.exit_code()};
}

/// Refusals that say nothing but: later.
bool is_wait(const http::Reply& reply) {
  return reply.status == 409 || reply.status == 429 || reply.status == 503 || reply.status == 425;
}

}  // namespace

Payments::Payments(boost::asio::io_context& loop, const Subject& subject, std::string run)
    : subject_{subject}, asker_{loop, subject.base}, run_{std::move(run)} {}

Payment Payments::fresh(std::size_t amount) {
  const std::string name = fmt::format("{}-{}", run_, ++made_);
  return {.key = "key-" + name, .reference = "ref-" + name, .amount = subject_.amounts[amount]};
}

http::Request Payments::request(const Payment& payment, const Try& how) const {
  const RequestTemplate& form =
      how.other_route && subject_.route ? *subject_.route : subject_.request;
  const Variables variables = variables_of(subject_, payment);
  http::Request made{.method = form.method, .target = filled(form.path, variables)};
  const auto add = [&](const std::string& name, const std::string& value) {
    std::erase_if(made.headers, [&](const http::Header& one) { return one.name == name; });
    made.headers.push_back({name, value});
  };
  add("Content-Type", "application/json");
  add("User-Agent", "assay");
  for (const http::Header& one : form.headers) add(one.name, filled(one.value, variables));
  if (how.other_tenant) {
    for (const http::Header& one : subject_.tenant) add(one.name, filled(one.value, variables));
  }
  if (how.with_key) {
    const std::vector<std::string> keys = how.keys.empty() ? std::vector{payment.key} : how.keys;
    for (const std::string& key : keys) made.headers.push_back({subject_.key_header, key});
  }
  if (form.body.is_string()) {
    made.body = filled(form.body.get<std::string>(), variables);
  } else if (!form.body.is_null()) {
    made.body = scenarios::json_text(filled(form.body, variables));
  }
  return made;
}

Exchange Payments::ask(const Payment& payment, const Try& how) {
  return ask_all({request(payment, how)}).front();
}

std::vector<Exchange> Payments::ask_all(const std::vector<http::Request>& requests) {
  std::vector<Exchange> all = asker_.ask(requests);
  said_.insert(said_.end(), all.begin(), all.end());
  return all;
}

Exchange Payments::ask_to_the_end(const Payment& payment, const Try& how) {
  Exchange last = ask(payment, how);
  for (std::int64_t waited = 0; waited < subject_.patience; waited += between_tries) {
    if (sort(last) != AnswerSort::pending && !is_wait(last.reply)) break;
    wait(between_tries);
    last = ask(payment, how);
  }
  return last;
}

std::optional<std::int64_t> Payments::effects(const Payment& payment) {
  if (!subject_.effects.given()) return {};
  wait(subject_.settle);
  return count(payment);
}

std::optional<std::int64_t> Payments::count(const Payment& payment) {
  const Variables variables = variables_of(subject_, payment);
  if (!subject_.effects.serve.empty()) return count_by_serve(payment);
  return subject_.effects.get.empty() ? count_by_command(variables) : count_by_get(variables);
}

Exchange Payments::ask_for(const EffectSource& from, const Variables& variables) {
  http::Request question{.method = "GET", .target = filled(from.get, variables)};
  for (const http::Header& one : from.headers) {
    question.headers.push_back({one.name, filled(one.value, variables)});
  }
  const bool elsewhere = from.get.starts_with("http://");
  return elsewhere ? asker_.ask(question, question.target) : asker_.ask(question);
}

std::optional<std::int64_t> Payments::count_by_get(const Variables& variables) {
  const EffectSource& from = subject_.effects;
  const Exchange told = ask_for(from, variables);
  if (told.reply.status == 404) return 0;
  const json body = json::parse(told.reply.body, nullptr, false);
  const auto pointer = json::json_pointer{filled(from.pointer, variables)};
  if (told.reply.status != 200 || body.is_discarded() || !body.contains(pointer)) {
    trouble_ = fmt::format("GET {} was answered {}, without {}", told.request.target,
                           told.reply.status, from.pointer);
    return {};
  }
  const json& found = body.at(pointer);
  if (found.is_array()) return static_cast<std::int64_t>(found.size());
  if (found.is_number_integer()) return found.get<std::int64_t>();
  trouble_ = fmt::format("{} is neither a number nor a list", from.pointer);
  return {};
}

/// Effects of the kind that the processor did, and nobody undid, for what has the reference in it.
std::optional<std::int64_t> Payments::count_by_serve(const Payment& payment) {
  const EffectSource& from = subject_.effects;
  http::Request question{.method = "GET", .headers = {{"Authorization", "Bearer " + from.token}}};
  const Exchange told = asker_.ask(question, from.serve + "/admin/truth");
  const json body = json::parse(told.reply.body, nullptr, false);
  if (told.reply.status != 200 || body.is_discarded() || !body.contains("effects")) {
    trouble_ = fmt::format("{}/admin/truth was answered {}", from.serve, told.reply.status);
    return {};
  }
  std::int64_t count = 0;
  for (const json& effect : body.at("effects")) {
    const std::string names = effect.value("payable", "") + " " + effect.value("operation", "");
    const auto at = names.find(payment.reference);
    if (at == std::string::npos || effect.value("kind", "") != from.kind) continue;
    // "ref-1" is not "ref-10"
    const char behind = (names + " ")[at + payment.reference.size()];
    const bool longer = behind >= '0' && behind <= '9';
    if (!longer && !effect.contains("undone")) ++count;
  }
  return count;
}

std::optional<std::int64_t> Payments::count_by_command(const Variables& variables) {
  try {
    const auto [line, code] = run_command(subject_.effects.command, variables);
    if (const auto number = whole_number(line); number && code == 0) return number;
    trouble_ = fmt::format("the command said \"{}\" and ended with {}", line, code);
  } catch (const boost::process::process_error& error) {
    trouble_ = fmt::format("the command could not be run: {}", error.what());
  }
  return {};
}

std::string Payments::text(const Payment& payment, const EffectSource& from) {
  wait(subject_.settle);
  const Variables variables = variables_of(subject_, payment);
  if (!from.get.empty()) {
    return text_at(ask_for(from, variables).reply.body, filled(from.pointer, variables));
  }
  try {
    return run_command(from.command, variables).first;
  } catch (const boost::process::process_error& error) {
    trouble_ = fmt::format("the command could not be run: {}", error.what());
    return {};
  }
}

}  // namespace assay::outside
