// assay readiness: a list of questions, answered from what a campaign left. Nothing is run.
#include <algorithm>

#include "cli/exit_codes.hpp"
#include "cli/stored_results.hpp"
#include "cli/verbs.hpp"
#include "reports/readiness/readiness.hpp"

namespace assay::cli {

int readiness(const Options& options, Terminal& terminal) {
  using reports::Answered;
  if (options.names.size() > 2)
    throw Usage{"readiness takes a folder, and one of a later campaign"};
  const std::string folder = options.names.empty() ? options.out : options.names.front();
  const auto results = stored_results(folder);
  const auto later =
      options.names.size() == 2 ? stored_results(options.names.back()) : nlohmann::json(nullptr);
  const auto answers = reports::answers(results, later);
  terminal.print(options.json ? reports::readiness_json(answers)
                              : reports::readiness_screen(answers, terminal.ink()));
  const auto any = [&](Answered answered) {
    return std::ranges::any_of(
        answers, [&](const reports::Answer& one) { return one.answered == answered; });
  };
  if (any(Answered::violated)) return exits::violated;
  return any(Answered::unknown) || any(Answered::not_run) ? exits::inconclusive : exits::holds;
}

}  // namespace assay::cli
