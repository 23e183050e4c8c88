// The schema judges the file; what it cannot say is checked here.
#include "outside/dialects/described_file.hpp"

#include <algorithm>

#include "outside/dialects/embedded_dialects.hpp"
#include "outside/schemas/schemas.hpp"
#include "scenarios/files/document.hpp"

namespace assay::outside {
namespace {

using nlohmann::json;
using scenarios::Document;

std::vector<std::string> path_of(const std::string& text) {
  std::vector<std::string> steps;
  std::size_t begin = 1;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('/', begin), text.size());
    steps.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return steps;
}

DescribedRoute route_of(const json& value) {
  DescribedRoute route{.method = value.at("method"), .path = path_of(value.at("path"))};
  const json when = value.value("when", json::object());
  for (const auto& [source, text] : when.items()) route.when[source] = text;
  if (value.contains("kind")) {
    route.kind = history::from_text<history::OperationKind>(value.at("kind").get<std::string>());
  }
  route.captures_at_once = value.value("captures_at_once", false);
  route.reference = value.value("reference", "");
  route.payable = value.value("payable", "");
  route.ordinal = value.value("ordinal", "");
  route.attempt = value.value("attempt", "");
  route.parent = value.value("parent", "");
  route.of = value.value("of", "");
  route.amount = value.value("amount", "");
  route.currency = value.value("currency", "");
  route.major = value.value("unit", "minor") == "major";
  return route;
}

/// What the route must have, by what it is; empty where nothing is missing.
std::string lack_of(const DescribedRoute& route) {
  const bool leans = !route.of.empty();
  if (!route.kind) return leans || !route.reference.empty() ? "" : "of or reference";
  const bool first = *route.kind == history::OperationKind::authorise;
  if (first && leans) return "no `of`: an authorisation leans on nothing";
  if (!leans && route.payable.empty()) return first ? "payable" : "of, or payable and parent";
  if (!leans && !first && route.parent.empty()) return "of or parent";
  if (!leans && route.amount.empty()) return "amount";
  if (!route.amount.empty() && route.currency.empty()) return "currency";
  return "";
}

}  // namespace

std::string_view dialect_schema() { return embedded_dialect("dialect"); }

Description read_description(const std::string& file, const std::string& text) {
  const Document document{file, text};
  must_keep_schema(document, dialect_schema());
  const json& value = document.value();
  Description told{.name = value.at("name"),
                   .form = value.value("body", "json") == "form",
                   .key = value.value("key", "")};
  const json& routes = value.at("routes");
  for (std::size_t i = 0; i < routes.size(); ++i) {
    told.routes.push_back(route_of(routes[i]));
    const std::string lack = lack_of(told.routes.back());
    if (lack.empty()) continue;
    document.refuse(scenarios::step("/routes", i), lack, "a route without");
  }
  const auto ordered = nlohmann::ordered_json::parse(text);  // for the order of members
  for (const auto& [word, answer] : ordered.at("answers").items()) {
    told.answers[word] = {answer.at("status").get<unsigned>(),
                          answer.value("body", nlohmann::ordered_json{})};
  }
  if (ordered.contains("webhook")) told.webhook = ordered.at("webhook");
  return told;
}

}  // namespace assay::outside
