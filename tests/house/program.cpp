// What the walk knows of the program: where names lead.
#include <algorithm>
#include <string_view>

#include "tests/house/walk.hpp"

namespace house {

namespace {

/// The last word of the type that ends before `name`: "Scenario" of
/// `const scenarios::Scenario& name`; empty where no type ends there.
std::string type_before(const Tokens& tokens, std::size_t name) {
  for (std::size_t i = name; i-- > 0;) {
    const std::string& text = tokens[i].text;
    if (text == "&" || text == "*" || text == "const" || text == ">") continue;
    return is_word(tokens[i]) && is_type_name(text) ? text : "";
  }
  return {};
}

std::string declared_type(const Tokens& tokens, const std::string& name) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].text != name) continue;
    if (std::string type = type_before(tokens, i); !type.empty()) return type;
  }
  return {};
}

/// What each header includes, itself among it, in any number of steps.
Arrows seen_by_headers(const std::vector<SourceFile>& files) {
  std::vector<SourceFile> headers;
  std::ranges::copy_if(files, std::back_inserter(headers), is_header);
  return reachable(arrows_between(headers, unit_of));
}

}  // namespace

Program::Program(const std::vector<SourceFile>& files)
    : floors_{floors_of(arrows_between(files, product_layer_of))} {
  const Arrows headers = seen_by_headers(files);
  for (const SourceFile& file : files) {
    if (product_layer_of(file.path).empty()) continue;
    const std::string unit = unit_of(file.path);
    std::ranges::move(functions_of(file), std::back_inserter(functions_));
    const Tokens tokens = tokens_of(file);
    std::ranges::copy(tokens, std::back_inserter(tokens_[unit]));
    for (const Token& token : tokens) {
      if (is_header(file) && is_word(token)) words_[unit].insert(token.text);
    }
    std::set<std::string>& seen = seen_[unit];
    seen.insert(unit);
    for (const Include& include : includes_of(file)) {
      const auto found = include.quoted ? headers.find(unit_of(include.path)) : headers.end();
      if (found == headers.end()) continue;
      seen.insert(found->first);
      seen.insert(found->second.begin(), found->second.end());
    }
  }
  for (std::size_t i = 0; i < functions_.size(); ++i) by_name_.emplace(functions_[i].name, i);
}

int Program::floor_of(const std::string& path) const { return floors_.at(layer_of(path)); }

const Function* Program::find(const Function& from, const Call& call) const {
  const Function* best = nullptr;
  const auto rank = [&](const Function& one) {
    return (one.path == from.path ? 2 : 0) + (one.parameters.size() == call.arguments ? 1 : 0);
  };
  const auto [first, last] = by_name_.equal_range(call.name);
  for (auto at = first; at != last; ++at) {
    const Function& one = functions_[at->second];
    if (!fits(from, call, one)) continue;
    if (best == nullptr || rank(one) > rank(*best)) best = &one;
  }
  return best;
}

bool Program::fits(const Function& from, const Call& call, const Function& one) const {
  const bool is_own = one.path == from.path;
  if (one.hidden && !is_own) return false;
  if (one.parameters.size() < call.arguments) return false;
  if (!is_own && !sees(from, one)) return false;
  if (!call.receiver.empty()) return one.scope == call.receiver;
  const std::string layer = layer_of(one.path);
  const bool is_free = one.scope.empty() || one.scope == one.name;  // or a constructor
  if (call.qualifier.empty()) {
    const bool is_near = layer == layer_of(from.path);
    return (is_free && is_near) || (!one.scope.empty() && one.scope == from.scope);
  }
  if (one.scope == call.qualifier) return true;
  const bool is_detail = call.qualifier == "detail" && one.path.contains("/detail/");
  return is_free && (layer == call.qualifier || is_detail);
}

bool Program::sees(const Function& from, const Function& one) const {
  return std::ranges::any_of(seen_.at(unit_of(from.path)), [&](const std::string& header) {
    const auto words = words_.find(header);
    return words != words_.end() && layer_of(header) == layer_of(one.path) &&
           words->second.contains(one.name) &&
           (one.scope.empty() || words->second.contains(one.scope));
  });
}

std::string Program::type_of(const Function& from, const std::string& name) const {
  for (const Parameter& parameter : from.parameters) {
    if (parameter.name == name && is_type_name(parameter.type)) return parameter.type;
  }
  std::string type = declared_type(from.body, name);
  if (type.empty() && name.ends_with('_'))
    type = declared_type(tokens_.at(unit_of(from.path)), name);
  return type.empty() ? "?" : type;
}

}  // namespace house
