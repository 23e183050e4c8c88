// What others build on says what it promises: each public declaration of the boundary, the ports,
// the history and the form for users' tests has a contract in its comment.
#include <algorithm>
#include <array>
#include <string_view>

#include "tests/house/declarations.hpp"
#include "tests/house/rules.hpp"

namespace house {

namespace {

bool is_asked_for(const SourceFile& file) {
  constexpr std::array<std::string_view, 4> rooms{"harness/", "testing/", "payments/ports/",
                                                  "history/"};
  const auto begins = [&](std::string_view room) { return file.path.starts_with(room); };
  return is_header(file) && std::ranges::any_of(rooms, begins) && !file.path.contains("/detail/");
}

bool has_word(const Declaration& one, std::string_view word) {
  return std::ranges::find(one.head, word, &Token::text) != one.head.end();
}

/// Where the name stands in the head.
std::size_t name_in(const Declaration& one) {
  const std::string word = one.name.starts_with("operator") ? "operator" : one.name;
  const auto found = std::ranges::find(one.head, word, &Token::text);
  return static_cast<std::size_t>(found - one.head.begin());
}

/// What C++ itself says the meaning of: special members, assignment, comparison, `swap`.
bool is_special(const Declaration& one) {
  constexpr std::array<std::string_view, 4> named{"operator=", "operator==", "operator<=>", "swap"};
  if (one.name != one.scope) {
    return one.name.starts_with('~') || std::ranges::find(named, one.name) != named.end();
  }
  const auto open =
      static_cast<std::size_t>(std::ranges::find(one.head, "(", &Token::text) - one.head.begin());
  const std::size_t close = closing(one.head, open);
  const bool is_of_one = commas_between(one.head, open, close, false).empty();
  const auto first = one.head.begin() + static_cast<std::ptrdiff_t>(open);
  const auto last =
      one.head.begin() + static_cast<std::ptrdiff_t>(std::min(close, one.head.size()));
  const bool copies = std::ranges::find(first, last, one.scope, &Token::text) != last;
  const bool is_set = has_word(one, "default") || has_word(one, "delete");
  return is_set || close == open + 1 || (is_of_one && copies);
}

/// What is told elsewhere: by what it overrides, by the declaration in the class, and of a kind of
/// fact by its `About`, whose meaning goes into the schema and the documents as well.
bool is_told_elsewhere(const Declaration& one, const SourceFile& file) {
  const std::size_t name = name_in(one);
  const bool is_defined_outside = name > 0 && one.head[name - 1].text == "::";
  const bool is_fact = file.path.starts_with("history/facts/") &&
                       (one.kind == DeclarationKind::type || one.name == "fields");
  return has_word(one, "override") || has_word(one, "final") || is_defined_outside || is_fact;
}

bool speaks_of(const Declaration& one, const auto& words) {
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return one.comment.contains(word); });
}

/// Whether it returns something that another owns.
bool lends(const Declaration& one) {
  constexpr std::array<std::string_view, 4> loans{"string_view", "span", "*", "&"};
  const std::size_t name = name_in(one);
  for (std::size_t i = 0; i < name && i < one.head.size(); ++i) {
    if (std::ranges::find(loans, one.head[i].text) != loans.end()) return true;
  }
  return false;
}

bool may_fail(const Declaration& one) {
  const std::size_t name = name_in(one);
  for (std::size_t i = 0; i < name && i < one.head.size(); ++i) {
    if (one.head[i].text == "expected") return true;
  }
  return false;
}

bool is_interface(const Declaration& one, const std::vector<Declaration>& all) {
  return std::ranges::any_of(all, [&](const Declaration& member) {
    return member.scope == one.name && has_word(member, "virtual");
  });
}

/// Whether it shares the comment of the one right above: another form of the same function.
bool is_form_of(const Declaration& one, const Declaration& above) {
  return one.kind == DeclarationKind::function && one.name == above.name &&
         one.scope == above.scope && one.first_line == above.end_line + 1;
}

std::string lack_of(const Declaration& one, const std::vector<Declaration>& all) {
  constexpr std::array<std::string_view, 8> lifetimes{"lives", "Lives",   "live as long", "valid",
                                                      "Valid", "outlive", "for ever",     "until"};
  constexpr std::array<std::string_view, 2> threads{"thread", "fiber"};
  constexpr std::array<std::string_view, 1> errors{"Errors:"};
  if (one.comment.empty()) return "has no contract";
  if (one.kind == DeclarationKind::type) {
    const bool silent = is_interface(one, all) && !speaks_of(one, threads);
    return silent ? "does not say which threads or fibers may call it" : "";
  }
  if (may_fail(one) && !speaks_of(one, errors)) return "does not say its errors";
  if (lends(one) && !speaks_of(one, lifetimes)) return "does not say how long what it lends lives";
  return {};
}

}  // namespace

std::vector<Offence> missing_contracts(const SourceFile& file) {
  if (!is_asked_for(file)) return {};
  std::vector<Declaration> all = public_declarations(file);
  std::vector<Offence> offences;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_special(all[i]) || is_told_elsewhere(all[i], file)) continue;
    if (i > 0 && all[i].comment.empty() && is_form_of(all[i], all[i - 1])) {
      all[i].comment = all[i - 1].comment;
    }
    const std::string lack = lack_of(all[i], all);
    if (!lack.empty()) offences.push_back({all[i].first_line, all[i].name + " " + lack});
  }
  return offences;
}

}  // namespace house
