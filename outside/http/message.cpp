// Names of headers are compared without case, as RFC 9110 has it.
#include "outside/http/message.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "scenarios/files/json_text.hpp"

namespace assay::outside::http {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_name(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

}  // namespace

std::string_view find(const std::vector<Header>& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (same_name(header.name, name)) return header.value;
  }
  return {};
}

Reply json_reply(unsigned status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

Reply problem_reply(unsigned status, std::string_view problem, std::string_view detail) {
  const nlohmann::ordered_json body{
      {"type", "urn:assay:problem:" + std::string{problem}},
      {"title", problem},
      {"status", status},
      {"detail", detail}};
  return {status, {{"Content-Type", "application/problem+json"}}, scenarios::json_text(body)};
}

}  // namespace assay::outside::http
