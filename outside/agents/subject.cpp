// The schema judges the file.
#include "outside/agents/subject.hpp"

#include <filesystem>

#include "outside/agents/cases.hpp"
#include "outside/comply/subject_fields.hpp"
#include "outside/schemas/schemas.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::outside::agents {
namespace {

using nlohmann::ordered_json;
using Texts = std::map<std::string, std::string>;

std::vector<http::Header> headers_of(const ordered_json& parent) {
  std::vector<http::Header> headers;
  for (const auto& [name, value] : parent.value("headers", Texts{})) {
    headers.push_back({name, value});
  }
  return headers;
}

/// "POST /v1/payments"
std::pair<std::string, std::string> method_and_path(const std::string& request) {
  const std::size_t blank = request.find(' ');
  return {request.substr(0, blank), request.substr(blank + 1)};
}

Stub stub_of(const ordered_json& told) {
  Stub stub;
  std::tie(stub.method, stub.path) = method_and_path(told.at("request"));
  stub.without = told.value("without", "");
  stub.reply = {.status = told.value("status", 200U), .headers = headers_of(told)};
  const ordered_json body = told.value("body", ordered_json{});
  const bool typed = !stub.reply.header("Content-Type").empty();
  if (!typed) stub.reply.headers.push_back({"Content-Type", "application/json"});
  if (!body.is_null()) {
    stub.reply.body = body.is_string() ? body.get<std::string>() : scenarios::json_text(body);
  }
  return stub;
}

Preparation preparation_of(const ordered_json& told) {
  Preparation made;
  std::tie(made.request.method, made.request.path) = method_and_path(told.at("request"));
  made.request.headers = headers_of(told);
  made.request.body = told.value("body", ordered_json{});
  made.extract = told.value("extract", Texts{});
  return made;
}

void read_processor(const ordered_json& value, AgentSubject& into) {
  const ordered_json told = value.value("processor", ordered_json::object());
  into.dialect = told.value("dialect", into.dialect);
  if (into.dialect.ends_with(".json")) {
    into.dialect = (std::filesystem::path{into.folder} / into.dialect).string();
  }
  into.profile = told.value("profile", into.profile);
  into.kind = told.value("kind", into.kind);
  into.call = told.value("call", into.kind);
  for (const ordered_json& one : told.value("stubs", ordered_json::array())) {
    into.stubs.push_back(stub_of(one));
  }
}

}  // namespace

std::string_view agent_schema() { return embedded_schema("agent"); }

AgentSubject read_agent(const std::string& file, std::string text) {
  must_have_no_live_key(file, text);
  const scenarios::Document document{file, text};
  must_keep_schema(document, agent_schema());
  const auto value = ordered_json::parse(text);
  AgentSubject subject{.name = value.at("name"),
                       .folder = std::filesystem::absolute(file).parent_path().string(),
                       .start = value.at("start")};
  subject.env = value.value("env", Texts{});
  read_processor(value, subject);
  for (const ordered_json& one : value.value("prepare", ordered_json::array())) {
    subject.prepare.push_back(preparation_of(one));
  }
  const ordered_json& tool = value.at("tool");
  subject.tool = tool.at("name");
  subject.arguments = tool.at("arguments");
  subject.renews_key = !tool.value("renewed", std::vector<std::string>{}).empty();
  subject.amount = value.value("amount", subject.amount);
  subject.reference = value.value("reference", subject.reference);
  for (const ordered_json& one : value.value("answers", ordered_json::array())) {
    subject.answers.push_back({one.at("contains"), one.at("means")});
  }
  subject.ready_within = length_of(value, "ready_within", subject.ready_within);
  subject.timeout = length_of(value, "timeout", subject.timeout);
  subject.settle = length_of(value, "settle", subject.settle);
  const std::vector<std::string_view> names = case_names();
  subject.leave_out = left_out(document, value, std::span{names}.subspan(always_required),
                               "a case other than the first two");
  return subject;
}

}  // namespace assay::outside::agents
