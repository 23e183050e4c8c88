// assay judge: histories and logs from anywhere, held against what they can support.
#include <fmt/format.h>

#include "cli/exit_codes.hpp"
#include "cli/judged_reports.hpp"
#include "cli/judged_screen.hpp"
#include "cli/outcome.hpp"
#include "cli/verbs.hpp"
#include "outside/judge/judge.hpp"
#include "outside/judge/mapping_file.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/read_file.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::cli {

namespace {

using outside::Judged;
using properties::Verdict;

constexpr std::size_t map_max = std::size_t{1} << 20;

std::int64_t horizon_of(const Options& options) {
  const std::string& text = options.judge.horizon;
  if (text.empty()) return 0;
  const auto length = scenarios::parse_duration(text);
  if (length && length->ns() > 0) return length->ns();
  throw Usage{fmt::format("--horizon: expected a length of time such as 1h, found \"{}\"", text)};
}

/// Without a map each file is a recording of its own.
std::vector<Judged> judge_all(const Options& options, Terminal& terminal) {
  outside::JudgeSettings settings{.horizon = horizon_of(options)};
  settings.progress = [&](std::uint64_t facts) { terminal.log(fmt::format("{} facts", facts)); };
  const std::string& map = options.judge.map;
  if (!map.empty()) {
    return {outside::judge_recording(
        options.names, outside::read_mapping(map, scenarios::read_file(map, map_max)), settings)};
  }
  std::vector<Judged> all;
  for (const std::string& file : options.names) {
    all.push_back(outside::judge_recording({&file, 1}, outside::native_mapping(), settings));
  }
  return all;
}

int code_of(const Judged& judged) {
  if (judged.verdict == Verdict::violated) return exits::violated;
  return judged.verdict == Verdict::unknown ? exits::inconclusive : exits::holds;
}

}  // namespace

int judge(const Options& options, Terminal& terminal) {
  const std::vector<Judged> all = judge_all(options, terminal);
  int code = exits::holds;
  for (const Judged& one : all) {
    code = gravest({code, code_of(one)});
    if (!options.json) terminal.print(judged_screen(one, terminal.ink()));
  }
  const std::string json = scenarios::json_text(judged_json(all), 2) + "\n";
  if (options.json) terminal.print(json);
  campaign::ResultsFolder folder{options.out};
  folder.clear();
  const std::vector<campaign::NamedText> files{{"results.json", json},
                                               {"junit.xml", judged_junit(all)},
                                               {"report.html", judged_page(all, options.words)}};
  return gravest({code, write_files(folder, files)});
}

}  // namespace assay::cli
