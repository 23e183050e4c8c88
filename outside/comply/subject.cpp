// The schema judges the file; addresses and secrets are looked at here.
#include "outside/comply/subject.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "outside/comply/address.hpp"
#include "outside/comply/checks.hpp"
#include "outside/comply/subject_fields.hpp"
#include "outside/schemas/schemas.hpp"
#include "scenarios/files/document.hpp"

namespace assay::outside {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using scenarios::Document;

std::vector<http::Header> headers_of(const ordered_json& parent, const char* name) {
  std::vector<http::Header> headers;
  const ordered_json told = parent.value(name, ordered_json::object());
  for (const auto& [header, value] : told.items()) {
    headers.push_back({header, value.get<std::string>()});
  }
  return headers;
}

RequestTemplate template_of(const ordered_json& told) {
  return {.method = told.value("method", "POST"),
          .path = told.at("path"),
          .headers = headers_of(told, "headers"),
          .body = told.value("body", ordered_json{})};
}

AnswerForm form_of(const ordered_json& answers, const char* name) {
  if (!answers.contains(name)) return {};
  const ordered_json& told = answers.at(name);
  return {.statuses = told.at("status").get<std::vector<unsigned>>(),
          .pointer = told.value("pointer", ""),
          .is = told.value("is", std::vector<std::string>{})};
}

std::optional<Variables> variables_of(const ordered_json& value, const char* name) {
  if (!value.contains(name)) return {};
  return value.at(name).get<Variables>();
}

EffectSource effects_of(const ordered_json& value) {
  const ordered_json told = value.value("effects", ordered_json::object());
  EffectSource effects{.get = told.value("get", ""),
                       .headers = headers_of(told, "headers"),
                       .pointer = told.value("pointer", ""),
                       .command = told.value("command", std::vector<std::string>{}),
                       .serve = told.value("serve", ""),
                       .token = told.value("token", "")};
  effects.kind = told.value("kind", "authorise");
  return effects;
}

void read_key(const ordered_json& value, Subject& into) {
  const ordered_json key = value.value("key", ordered_json::object());
  into.key_header = key.value("header", into.key_header);
  into.key_required = key.value("required", true);
  into.stores_declines = key.value("stores_declines", true);
  into.stores_failures = key.value("stores_failures", false);
  into.kept = length_of(key, "kept", 0);
}

std::vector<std::string_view> check_names() {
  std::vector<std::string_view> names;
  for (const Check& one : checks()) names.push_back(one.name);
  return names;
}

bool fits(const AnswerForm& form, const http::Reply& reply) {
  if (std::ranges::find(form.statuses, reply.status) == form.statuses.end()) return false;
  if (form.pointer.empty()) return true;
  return std::ranges::find(form.is, text_at(reply.body, form.pointer)) != form.is.end();
}

}  // namespace

void must_have_no_live_key(const std::string& file, const std::string& text) {
  for (const std::string_view live : {"sk_live_", "rk_live_"}) {
    if (text.find(live) == std::string::npos) continue;
    scenarios::refuse_input(file, "keys of a test account", fmt::format("a live key, {}...", live));
  }
}

void must_be_allowed(const scenarios::Document& document, const std::string& pointer,
                     const std::string& url, std::span<const std::string> allowed) {
  const auto address = read_address(url);
  if (!address) document.refuse(pointer, "an address such as http://127.0.0.1:8480", url);
  if (is_this_machine(address->host)) return;
  if (std::ranges::find(allowed, address->host) != allowed.end()) return;
  document.refuse(pointer, fmt::format("this machine, or --allow-host {}", address->host), url);
}

std::string_view comply_schema() { return embedded_schema("comply"); }

Subject read_subject(const std::string& file, std::string text,
                     std::span<const std::string> allowed_hosts) {
  must_have_no_live_key(file, text);
  const Document document{file, text};
  must_keep_schema(document, comply_schema());
  const auto value = ordered_json::parse(text);
  Subject subject{.base = value.at("base"), .request = template_of(value.at("request"))};
  subject.name = value.value("name", subject.name);
  subject.variables = value.value("variables", Variables{});
  read_key(value, subject);
  if (value.contains("amounts")) {
    subject.amounts = value.at("amounts").get<std::array<std::uint64_t, 2>>();
  }
  if (subject.amounts[0] == subject.amounts[1]) {
    document.refuse("/amounts", "two different amounts", "one");
  }
  const ordered_json& answers = value.at("answers");
  subject.success = form_of(answers, "success");
  subject.decline = form_of(answers, "decline");
  subject.pending = form_of(answers, "pending");
  subject.identity = answers.value("identity", "");
  subject.declining = variables_of(value, "decline");
  subject.failing = variables_of(value, "failure");
  subject.tenant = headers_of(value, "tenant");
  if (value.contains("route")) subject.route = template_of(value.at("route"));
  subject.effects = effects_of(value);
  const std::vector<std::string_view> names = check_names();
  subject.leave_out =
      left_out(document, value, std::span{names}.subspan(1), "a check other than the first");
  subject.patience = length_of(value, "patience", subject.patience);
  subject.settle = length_of(value, "settle", subject.settle);
  must_be_allowed(document, "/base", subject.base, allowed_hosts);
  const EffectSource& effects = subject.effects;
  if (effects.get.starts_with("http://")) {
    must_be_allowed(document, "/effects/get", effects.get, allowed_hosts);
  }
  if (!effects.serve.empty()) {
    must_be_allowed(document, "/effects/serve", effects.serve, allowed_hosts);
  }
  return subject;
}

AnswerSort sort_of(const Subject& subject, const http::Reply& reply) {
  if (reply.status == 0) return AnswerSort::nothing;
  if (fits(subject.success, reply)) return AnswerSort::success;
  if (fits(subject.decline, reply)) return AnswerSort::decline;
  if (fits(subject.pending, reply)) return AnswerSort::pending;
  return AnswerSort::other;
}

std::string_view to_text(AnswerSort sort) {
  constexpr std::array<std::string_view, 5> words{"success", "decline", "pending", "other",
                                                  "nothing"};
  return words[static_cast<std::size_t>(sort)];
}

std::string text_at(const std::string& body, const std::string& pointer) {
  const json value = json::parse(body, nullptr, false);
  if (value.is_discarded()) return {};
  try {
    const json& found = value.at(json::json_pointer{pointer});
    return found.is_string() ? found.get<std::string>() : found.dump();
  } catch (const json::exception&) {
    return {};
  }
}

std::string filled(std::string text, const Variables& variables) {
  for (const auto& [name, value] : variables) {
    const std::string slot = "{" + name + "}";
    for (std::size_t at = text.find(slot); at != std::string::npos;
         at = text.find(slot, at + value.size())) {
      text.replace(at, slot.size(), value);
    }
  }
  return text;
}

ordered_json filled(const ordered_json& body, const Variables& variables) {
  if (body.is_string()) {
    const auto text = body.get<std::string>();
    if (text == "{amount}") return json::parse(variables.at("amount"));
    return filled(text, variables);
  }
  if (!body.is_structured()) return body;
  ordered_json made = body;
  for (auto& part : made) part = filled(part, variables);
  return made;
}

}  // namespace assay::outside
