// Rows of names and meanings.
#include "cli/help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/examples.hpp"
#include "reports/screens/table.hpp"
#include "scenarios/files/shell_words.hpp"

namespace assay::cli {

namespace {

using reports::Row;
using reports::Tone;

constexpr std::string_view exit_codes =
    "Exit codes: 0 holds, 1 violated, 2 inconclusive, 3 not deterministic, 4 nothing ran, 64 wrong "
    "usage, 65 unusable file, 70 a bug in assay, 74 output not written, 130 interrupted.";

/// "NAME…" of what has no option before it; brackets where it may be absent.
std::string operand(const CLI::Option& option) {
  const std::string name = option.get_type_name() + "…";
  return option.get_required() ? name : fmt::format("[{}]", name);
}

std::string name_of(const CLI::Option& option) {
  if (option.get_positional()) return option.get_type_name() + "…";
  std::string name;
  for (const std::string& letter : option.get_snames()) name += fmt::format("-{}, ", letter);
  name += "--" + option.get_lnames().front();
  const bool takes_value = option.get_type_size() != 0;
  return takes_value ? name + " " + option.get_type_name() : name;
}

std::string options_of(const CLI::App& app, const reports::Ink& ink) {
  std::vector<Row> rows;
  for (const CLI::Option* option : app.get_options()) {
    rows.push_back({{name_of(*option), Tone::strong}, {option->get_description()}});
  }
  return "\nOptions\n" + reports::table(rows, ink);
}

std::string usage_of(const CLI::App& app, std::vector<std::string> words, std::string_view rest,
                     const reports::Ink& ink) {
  const std::string command = scenarios::own_command(std::move(words)) + std::string{rest};
  return app.get_description() + ".\n\nUsage\n" +
         reports::table({{{command, Tone::link}}}, ink);
}

}  // namespace

std::string program_help(const CLI::App& app, std::string_view defect, const reports::Ink& ink) {
  std::vector<Row> rows;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (verb->get_name().starts_with("internal-")) continue;
    rows.push_back({{verb->get_name(), Tone::strong}, {verb->get_description()}});
  }
  return usage_of(app, {}, " VERB [OPTIONS] [NAMES]", ink) + "\nVerbs\n" +
         reports::table(rows, ink) + options_of(app, ink) + examples_of("", defect, ink) + "\n" +
         reports::wrapped(exit_codes, reports::text_columns(ink), 0) + "\n";
}

std::string verb_help(const CLI::App& verb, std::string_view defect, const reports::Ink& ink) {
  std::string rest = " [OPTIONS]";
  for (const CLI::Option* option : verb.get_options()) {
    if (option->get_positional()) rest += " " + operand(*option);
  }
  return usage_of(verb, {verb.get_name()}, rest, ink) + options_of(verb, ink) +
         examples_of(verb.get_name(), defect, ink);
}

}  // namespace assay::cli
