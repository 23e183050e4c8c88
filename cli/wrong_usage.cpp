// Kinds of complaint, one after the other.
#include "cli/wrong_usage.hpp"

#include <algorithm>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/printable.hpp"
#include "scenarios/files/shell_words.hpp"

namespace assay::cli {

namespace {

/// The nearest option of a verb to the first unknown one, as advice.
std::string advice_for(const CLI::App& app, const std::string& verb,
                       const std::vector<std::string>& words) {
  const CLI::App* const chosen = find_verb(app, verb);
  if (chosen == nullptr) return "";
  std::vector<std::string> known;
  for (const CLI::Option* option : chosen->get_options())
    known.push_back("--" + option->get_single_name());
  const std::vector<std::string_view> views{known.begin(), known.end()};
  for (const std::string& word : words) {
    const std::string argument = word.substr(0, word.find('='));
    if (!argument.starts_with("--") || std::ranges::find(known, argument) != known.end()) continue;
    const std::string nearest = scenarios::nearest_name(argument, views);
    if (!nearest.empty()) return fmt::format("; did you mean \"{}\"?", nearest);
  }
  return "";
}

/// `text` with what stands between `from` and `to` of it, for the parts of CLI11's complaints.
std::string text_between(const std::string& text, std::string_view from, std::string_view to) {
  const auto start = text.find(from);
  const auto begin = start == std::string::npos ? 0 : start + from.size();
  const auto end = to.empty() ? text.size() : text.find(to, begin);
  return text.substr(begin, std::min(end, text.size()) - begin);
}

/// What a verb cannot do without: "exhaust wants NAME…: scenarios by name or file".
std::string wanted_by(const CLI::App& app, const std::string& verb) {
  const CLI::App* const chosen = find_verb(app, verb);
  for (const CLI::Option* option : chosen->get_options()) {
    if (!option->get_required()) continue;
    return fmt::format("{} wants {}…: {}", verb, option->get_type_name(),
                       option->get_description());
  }
  return verb + " wants more than that";
}

std::string in_our_words(const CLI::ParseError& error, const CLI::App& app,
                         const std::string& verb) {
  const std::string raw = error.what();
  const std::string kind = error.get_name();
  const std::string more = "; more:\n  " + scenarios::own_command({verb, "--help"});
  if (raw.find("expected: ") != std::string::npos) {
    return fmt::format("unexpected: {}", text_between(raw, "expected: ", ""));
  }
  if (kind == "RequiredError") return wanted_by(app, verb) + more;
  if (kind == "ArgumentMismatch") {
    return fmt::format(
        "{}: {}", text_between(raw, "", ":"),
        raw.find("missing") == std::string::npos ? "one value, and once" : "a value is missing");
  }
  if (kind == "ExcludesError") {
    return fmt::format("{} and {}: one or the other", text_between(raw, "", " excludes"),
                       text_between(raw, "excludes ", ""));
  }
  if (kind == "ConversionError") {
    return fmt::format("{} takes no value, found \"{}\"", text_between(raw, "convert: ", " = "),
                       scenarios::excerpt(text_between(raw, " = ", "")));
  }
  return kind == "ValidationError" ? raw : "this cannot be read" + more;
}

}  // namespace

const CLI::App* find_verb(const CLI::App& app, const std::string& name) {
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (verb->get_name() == name) return verb;
  }
  return nullptr;
}

std::string wrong_usage(const CLI::ParseError& error, const CLI::App& app, const std::string& verb,
                        const std::vector<std::string>& words) {
  return in_our_words(error, app, verb) + advice_for(app, verb, words);
}

}  // namespace assay::cli
