// JSON is read leniently here: it is what somebody's service says, not what a person gave us.
#include "outside/attack/answers.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "outside/dialects/major_units.hpp"

namespace assay::outside::attack {

using nlohmann::json;

namespace {

bool fits(const std::string& pattern, unsigned status) {
  if (pattern.empty()) return true;
  if (pattern.ends_with("xx")) return static_cast<unsigned>(pattern.front() - '0') == status / 100;
  return pattern == std::to_string(status);
}

const json* find(const json& value, const std::string& pointer) {
  const json::json_pointer at{pointer};
  return value.contains(at) ? &value.at(at) : nullptr;
}

bool fits(const AnswerRule& rule, const http::Reply& reply) {
  if (!fits(rule.status, reply.status)) return false;
  if (rule.body.empty()) return true;
  const json body = json::parse(reply.body, nullptr, false);
  return std::ranges::all_of(rule.body, [&](const auto& one) {
    const json* const found = body.is_discarded() ? nullptr : find(body, one.first);
    return found != nullptr && *found == one.second;
  });
}

std::optional<std::string> source_of(const json& row, const std::string& source) {
  if (source.starts_with("text:")) return source.substr(5);
  return text_at(row, source);
}

std::optional<std::int64_t> minor_of(const std::string& text, bool major,
                                     const std::string& currency) {
  if (major) return from_major(text, currency);
  std::int64_t minor = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), minor);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return minor;
}

template <class Value>
Value known(const std::map<std::string, Value>& words, const std::string& word, Value otherwise,
            std::string_view what, std::vector<std::string>& puzzles) {
  if (const auto found = words.find(word); found != words.end()) return found->second;
  if (const auto same = history::from_text<Value>(word); same && words.empty()) return *same;
  puzzles.push_back(fmt::format("the {} \"{}\" is none that the file knows", what, word));
  return otherwise;
}

}  // namespace

Meaning meaning_of(const std::vector<AnswerRule>& rules, const http::Reply& reply) {
  for (const AnswerRule& rule : rules) {
    if (fits(rule, reply)) return rule.means;
  }
  return Meaning::unknown;
}

std::optional<std::string> text_at(const json& value, const std::string& pointer) {
  const json* const found = find(value, pointer);
  if (found == nullptr) return std::nullopt;
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number() || found->is_boolean()) return found->dump();
  return std::nullopt;
}

std::vector<Believed> beliefs_in(const json& told, const BeliefSpec& spec,
                                 const std::string& reference, std::vector<std::string>& puzzles) {
  std::vector<Believed> all;
  const json* const found = find(told, spec.rows);
  if (found == nullptr || found->is_null()) return all;
  const json rows = found->is_array() ? *found : json::array({*found});
  for (const json& row : rows) {
    if (row.is_null() || (row.is_structured() && row.empty())) continue;
    if (spec.payment.starts_with('/') && source_of(row, spec.payment) != reference) continue;
    const auto state = source_of(row, spec.state);
    if (!state) {
      puzzles.push_back("a row without a state: " + row.dump().substr(0, 100));
      continue;
    }
    Believed one;
    one.state = known(spec.states, *state, history::State::unknown, "state", puzzles);
    const std::string kind = source_of(row, spec.kind).value_or("");
    one.kind = spec.kind.starts_with("text:") && spec.kinds.empty()
                   ? history::from_text<history::OperationKind>(kind).value_or(one.kind)
                   : known(spec.kinds, kind, one.kind, "kind", puzzles);
    const std::string currency = source_of(row, spec.currency).value_or("");
    std::string code = currency.substr(0, history::Currency::length_max);
    std::ranges::transform(code, code.begin(), [](unsigned char letter) {
      return static_cast<char>(std::toupper(letter));
    });
    const auto amount = spec.amount.empty() ? std::nullopt : source_of(row, spec.amount);
    const auto minor = minor_of(amount.value_or(""), spec.major, code);
    one.amount = {minor.value_or(0), history::Currency{code}};
    if (!minor && !spec.amount.empty()) puzzles.push_back("a row without an amount that is one");
    all.push_back(one);
  }
  return all;
}

bool is_empty(const std::string& told, const std::string& rows) {
  if (told.find_first_not_of(" \t\r\n") == std::string::npos) return true;
  const json value = json::parse(told, nullptr, false);
  if (value.is_discarded()) return false;
  const json* const found = find(value, rows);
  if (found == nullptr || found->is_null()) return true;
  return (found->is_structured() && found->empty()) ||
         (found->is_string() && found->get<std::string>().empty());
}

}  // namespace assay::outside::attack
