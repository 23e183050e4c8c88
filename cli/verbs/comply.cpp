// assay comply: what may be repeated, as black-box checks: requests of an HTTP endpoint, calls of
// an agent's tool.
#include <chrono>

#include <fmt/format.h>

#include "cli/cases_screen.hpp"
#include "cli/complied_screen.hpp"
#include "cli/exit_codes.hpp"
#include "cli/outcome.hpp"
#include "cli/verbs.hpp"
#include "outside/agents/cases.hpp"
#include "outside/handlers/cases.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/read_file.hpp"

namespace assay::cli {

namespace {

using outside::CheckVerdict;

constexpr std::size_t subject_max = std::size_t{1} << 20;

/// Keys and references of one call are no other call's.
std::string run_name() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return fmt::format("{:x}", std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

/// What came of one subject.
struct Told {
  std::string name;
  int code = exits::holds;
  std::string screen;
  nlohmann::ordered_json json;
  std::vector<reports::PlainCase> cases;
};

template <class Results>
int code_of(const Results& made) {
  if (made.count(CheckVerdict::fail) > 0) return exits::violated;
  return made.count(CheckVerdict::not_judged) > 0 ? exits::inconclusive : exits::holds;
}

Told endpoint(const outside::Subject& subject, Terminal& terminal) {
  const auto told = [&](const outside::CheckOutcome& one) {
    terminal.log(fmt::format("{}: {}", one.check->name, to_text(one.result.verdict)));
  };
  const outside::Compliance made = outside::comply(subject, run_name(), told);
  return {made.name, code_of(made), complied_screen(made, subject, terminal.ink()),
          complied_json(made, subject), complied_cases(made, subject)};
}

Told with_cases(const outside::CaseResults& made, const Terminal& terminal) {
  return {made.name, code_of(made), cases_screen(made, terminal.ink()), cases_json(made),
          junit_cases(made)};
}

/// What a file is about, its schema says. One that says nothing known is an endpoint's, whose
/// reader refuses it.
std::string schema_of(const std::string& text) {
  const auto value = nlohmann::json::parse(text, nullptr, false);
  const bool says = value.is_object() && value.contains("schema") && value["schema"].is_string();
  return says ? value["schema"].get<std::string>() : "";
}

Told complied(const std::string& file, const Options& options, Terminal& terminal) {
  const std::string text = scenarios::read_file(file, subject_max);
  const std::string schema = schema_of(text);
  const auto told = [&](const outside::CaseOutcome& one) {
    terminal.log(fmt::format("{}: {}", one.name, to_text(one.verdict)));
  };
  if (schema == "assay.agent/1") {
    const auto subject = outside::agents::read_agent(file, text);
    return with_cases(outside::agents::check_agent(subject, told), terminal);
  }
  if (schema == "assay.handler/1") {
    const auto subject = outside::handlers::read_handler(file, text, options.comply.allowed_hosts);
    return with_cases(outside::handlers::check_handler(subject, run_name(), told), terminal);
  }
  return endpoint(outside::read_subject(file, text, options.comply.allowed_hosts), terminal);
}

}  // namespace

int comply(const Options& options, Terminal& terminal) {
  int code = exits::holds;
  auto results = nlohmann::ordered_json::array();
  std::vector<std::vector<reports::PlainCase>> cases;
  std::vector<reports::PlainSuite> suites;
  for (const std::string& file : options.names) {
    Told told = complied(file, options, terminal);
    code = gravest({code, told.code});
    if (!options.json) terminal.print(told.screen);
    results.push_back(std::move(told.json));
    cases.push_back(std::move(told.cases));
    suites.push_back({told.name, "assay.comply", {}});
  }
  for (std::size_t i = 0; i < suites.size(); ++i) suites[i].cases = cases[i];
  const auto& whole = results.size() == 1 ? results.front() : results;
  if (options.json) terminal.print(scenarios::json_text(whole, 2) + "\n");
  campaign::ResultsFolder folder{options.out};
  folder.clear();
  const std::vector<campaign::NamedText> files{
      {"results.json", scenarios::json_text(whole, 2) + "\n"},
      {"junit.xml", reports::plain_cases_xml(suites)}};
  return gravest({code, write_files(folder, files)});
}

}  // namespace assay::cli
