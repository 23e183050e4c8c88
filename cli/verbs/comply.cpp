// assay comply: the idempotency of an HTTP endpoint, as black-box checks.
#include <chrono>

#include <fmt/format.h>

#include "cli/complied_screen.hpp"
#include "cli/exit_codes.hpp"
#include "cli/outcome.hpp"
#include "cli/verbs.hpp"
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

int code_of(const outside::Compliance& made) {
  if (made.count(CheckVerdict::fail) > 0) return exits::violated;
  return made.count(CheckVerdict::not_judged) > 0 ? exits::inconclusive : exits::holds;
}

}  // namespace

int comply(const Options& options, Terminal& terminal) {
  int code = exits::holds;
  auto results = nlohmann::ordered_json::array();
  std::vector<std::vector<reports::PlainCase>> cases;
  std::vector<reports::PlainSuite> suites;
  for (const std::string& file : options.names) {
    const outside::Subject subject = outside::read_subject(
        file, scenarios::read_file(file, subject_max), options.comply.allowed_hosts);
    const auto told = [&](const outside::CheckOutcome& one) {
      terminal.log(fmt::format("{}: {}", one.check->name, to_text(one.result.verdict)));
    };
    const outside::Compliance made = outside::comply(subject, run_name(), told);
    code = gravest({code, code_of(made)});
    if (!options.json) terminal.print(complied_screen(made, subject, terminal.ink()));
    results.push_back(complied_json(made, subject));
    cases.push_back(complied_cases(made, subject));
    suites.push_back({made.name, "assay.comply", {}});
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
