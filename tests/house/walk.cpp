// Walks with a value, function by function.
#include "tests/house/walk.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace house {

namespace {

using NameSet = std::set<std::string>;

/// Stands in the names of a member function whose object is the value.
constexpr const char* object = "this";

bool is_one_of(std::string_view word, const auto& words) {
  return std::ranges::find(words, word) != words.end();
}

bool may_be_called(const Token& token) {
  constexpr std::array<std::string_view, 12> keywords{
      "if",      "for",   "while",    "switch",        "return", "sizeof",
      "alignof", "throw", "decltype", "static_assert", "catch",  "new"};
  return is_word(token) && !is_one_of(token.text, keywords);
}

/// The tokens of one body, and which of its names are the value.
class Body {
 public:
  Body(const Tokens& tokens, NameSet names) : tokens_{tokens}, names_{std::move(names)} {
    for (std::size_t before = 0; before != names_.size();) {
      before = names_.size();
      for (std::size_t i = 0; i < tokens_.size(); ++i) spread(i);
    }
  }

  [[nodiscard]] bool is_value(std::size_t word) const {
    const std::string& text = tokens_[word].text;
    if (word > 0 && is_access(word - 1)) return false;
    return names_.contains(text) || (names_.contains(object) && text.ends_with('_'));
  }

  [[nodiscard]] bool mentions_value(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      if (is_word(tokens_[i]) && is_value(i)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_access(std::size_t at) const {
    return tokens_[at].text == "." || tokens_[at].text == "->";
  }

  /// The first word of `a.b[c].d`, of which `last` is the last token.
  [[nodiscard]] std::size_t first_of_chain(std::size_t last) const {
    std::size_t at = last;
    while (at > 0) {
      if (tokens_[at].text == "]" || tokens_[at].text == ")") at = opening(at) - 1;
      if (at < 2 || !is_access(at - 1)) break;
      at -= 2;
    }
    return at;
  }

  [[nodiscard]] bool has_object() const { return names_.contains(object); }

 private:
  /// What is set from the value at this token becomes the value.
  void spread(std::size_t at) {
    const std::string& text = tokens_[at].text;
    if (text == "=" && at > 1 && is_assignment(at) &&
        mentions_value(at + 1, end_of_expression(at + 1))) {
      name_before(at);
    } else if (text == ":" && at > 1 && mentions_value(at + 1, end_of_expression(at + 1))) {
      name_before(at);  // of a loop over a range; elsewhere it names nothing that is used
    } else if ((text == "{" || text == "(") && at > 1 && is_declared(at - 1)) {
      if (mentions_value(at + 1, closing(tokens_, at))) names_.insert(tokens_[at - 1].text);
    } else if (text == "(" && at > 2 && is_put(at)) {
      if (mentions_value(at + 1, closing(tokens_, at))) name_before(at - 2);
    }
  }

  [[nodiscard]] bool is_assignment(std::size_t at) const {
    constexpr std::array<std::string_view, 4> comparing{"=", "!", "<", ">"};
    if (at == 0 || at + 1 >= tokens_.size() || tokens_[at + 1].text == "=") return false;
    if (is_one_of(tokens_[at - 1].text, comparing)) return false;
    const bool designates = at >= 3 && is_access(at - 2) && !is_word(tokens_[at - 3]) &&
                            tokens_[at - 3].text != "]" && tokens_[at - 3].text != ")";
    return !designates;
  }

  /// Whether a type stands before the name.
  [[nodiscard]] bool is_declared(std::size_t name) const {
    const std::string& before = tokens_[name - 1].text;
    return is_word(tokens_[name]) && (is_type_name(before) || before == ">" || before == "&");
  }

  [[nodiscard]] bool is_put(std::size_t open) const {
    constexpr std::array<std::string_view, 7> ways{"push_back", "emplace_back", "insert", "emplace",
                                                   "append",    "add",          "set"};
    return is_one_of(tokens_[open - 1].text, ways) && is_access(open - 2);
  }

  void name_before(std::size_t at) {
    std::size_t last = at - 1;
    if (!is_word(tokens_[last]) && tokens_[last].text != "]") --last;  // += and its like
    if (tokens_[last].text == "]" && last > 1 && !is_word(tokens_[opening(last) - 1])) {
      for (std::size_t i = opening(last); i < last; ++i) add(i);  // of a structured binding
    }
    if (last < tokens_.size()) add(first_of_chain(last));
  }

  void add(std::size_t word) {
    if (is_word(tokens_[word])) names_.insert(tokens_[word].text);
  }

  [[nodiscard]] std::size_t opening(std::size_t close) const {
    for (std::size_t i = close; i-- > 0;) {
      if (closing(tokens_, i) == close) return i;
    }
    return 1;
  }

  [[nodiscard]] std::size_t end_of_expression(std::size_t at) const {
    constexpr std::array<std::string_view, 5> ends{";", ",", ")", "}", "]"};
    constexpr std::array<std::string_view, 3> opens{"(", "{", "["};
    while (at < tokens_.size() && !is_one_of(tokens_[at].text, ends)) {
      at = is_one_of(tokens_[at].text, opens) ? closing(tokens_, at) + 1 : at + 1;
    }
    return std::min(at, tokens_.size());
  }

  const Tokens& tokens_;
  NameSet names_;
};

bool is(const Function& function, const Name& name) {
  return function.path == name.path && full_name(function) == name.function;
}

/// One walk, with what it has seen so far.
class Walk {
 public:
  Walk(const Program& program, const Name& closed) : program_{program}, closed_{closed} {}

  void enter(const Function& function, NameSet names, const std::string& caller) {
    if (!function.returns || !entered_.insert(&function).second) return;
    if (!caller.empty() && is_tool(function)) return;
    if (stops_.empty() || stops_.back().path != function.path) stop(function, caller);
    if (is(function, closed_)) return;
    const Body body{function.body, std::move(names)};
    follow(function, body, 0, function.body.size());
  }

  [[nodiscard]] const std::vector<Stop>& stops() const { return stops_; }

 private:
  void stop(const Function& function, const std::string& caller) {
    const int floor = program_.floor_of(function.path);
    const bool climbs = !stops_.empty() && floor > stops_.back().floor;
    stops_.push_back({function.path, floor, full_name(function), caller, climbs});
  }

  void follow(const Function& from, const Body& body, std::size_t at, std::size_t end) {
    const Tokens& tokens = from.body;
    for (; at + 1 < end; ++at) {
      if (tokens[at].text == "throw") {
        while (at < end && tokens[at].text != ";") ++at;
      } else if (tokens[at].text == "catch") {
        at = closing(tokens, closing(tokens, at + 1) + 1);
      } else if (const auto call = call_at(from, at)) {
        const std::size_t close = closing(tokens, at + 1);
        follow(from, body, at + 2, close);
        hand_over(from, body, *call, at);
        at = close;
      }
    }
  }

  /// The call whose name, or whose object's name, stands at `at`, with its brackets behind it.
  [[nodiscard]] std::optional<Call> call_at(const Function& from, std::size_t at) const {
    const Tokens& tokens = from.body;
    const std::string& next = tokens[at + 1].text;
    if (!may_be_called(tokens[at]) || (next != "(" && next != "{")) return {};
    Call call{.name = tokens[at].text, .qualifier = {}, .receiver = {}};
    std::size_t name = at;
    if (at > 0 && is_type_name(tokens[at - 1].text)) call.name = tokens[--name].text;
    if (next == "{" && !is_type_name(call.name)) return {};
    const std::string before = name > 1 ? tokens[name - 1].text : "";
    if (before == "::") call.qualifier = tokens[name - 2].text;
    if (before == "." || before == "->") {
      call.receiver = program_.type_of(from, tokens[name - 2].text);
    }
    const std::size_t close = closing(tokens, at + 1);
    if (close > at + 2) call.arguments = commas_between(tokens, at + 2, close, false).size() + 1;
    return call;
  }

  void hand_over(const Function& from, const Body& body, const Call& call, std::size_t at) {
    const Function* const target = program_.find(from, call);
    if (target == nullptr) return;
    const std::size_t close = closing(from.body, at + 1);
    auto ends = commas_between(from.body, at + 2, close, false);
    ends.push_back(close);
    NameSet names;
    std::size_t first = at + 2;
    for (std::size_t i = 0; i < call.arguments; ++i) {
      if (body.mentions_value(first, ends[i])) names.insert(target->parameters[i].name);
      first = ends[i] + 1;
    }
    const bool on_value = call.receiver.empty() ? body.has_object() && target->scope == from.scope
                                                : body.is_value(body.first_of_chain(at - 2));
    if (on_value && !target->scope.empty()) names.insert(object);
    if (names.empty()) return;
    enter(*target, names, from.path + ":" + std::to_string(from.body[at].line));
  }

  /// Whether a function uses nothing of another file, and so do those that it uses.
  bool is_tool(const Function& function) {
    const auto [known, is_new] = tools_.emplace(&function, true);
    if (!is_new) return known->second;
    for (std::size_t i = 0; i + 1 < function.body.size(); ++i) {
      const auto call = call_at(function, i);
      const Function* const target = call ? program_.find(function, *call) : nullptr;
      if (target == nullptr) continue;
      if (target->path != function.path || !is_tool(*target)) return tools_[&function] = false;
    }
    return true;
  }

  const Program& program_;
  const Name& closed_;
  std::set<const Function*> entered_;
  std::map<const Function*, bool> tools_;
  std::vector<Stop> stops_;
};

}  // namespace

std::vector<Stop> Program::walk(const Name& start, const Name& closed) const {
  const auto first =
      std::ranges::find_if(functions_, [&](const Function& one) { return is(one, start); });
  if (first == functions_.end()) throw std::out_of_range{start.path + ": " + start.function};
  NameSet names;
  for (const Parameter& parameter : first->parameters) names.insert(parameter.name);
  Walk walk{*this, closed};
  walk.enter(*first, names, "");
  return walk.stops();
}

std::string full_name(const Function& function) {
  return function.scope.empty() ? function.name : function.scope + "::" + function.name;
}

std::size_t climbs_in(const std::vector<Stop>& stops) {
  return static_cast<std::size_t>(std::ranges::count(stops, true, &Stop::climbs));
}

}  // namespace house
