// assay gallery: the kill matrix.
#include "campaign/gallery.hpp"

#include "campaign/fresh_process.hpp"
#include "campaign/subjects.hpp"
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/summary.hpp"

namespace assay::cli {

namespace {

constexpr int violates_again = 1;

std::vector<scenarios::Defect> wanted(const std::string& defect) {
  std::vector<scenarios::Defect> defects = scenarios::all_defects();
  if (defect.empty()) return defects;
  (void)campaign::system_with(defect);  // complains where there is none of that name
  std::erase_if(defects, [&](const scenarios::Defect& one) { return one.name != defect; });
  return defects;
}

bool replays(const std::string& file) {
  const auto finished = campaign::run_process(
      {.program = campaign::own_program(), .arguments = {"replay", file, "--json"}, .quiet = true});
  return finished && finished->code == violates_again;
}

}  // namespace

int gallery(const Options& options, Terminal& terminal) {
  const campaign::GalleryOrder order{.defects = wanted(options.defect),
                                     .seeds = options.seeds,
                                     .folder = options.out,
                                     .replays = replays};
  listen_for_interrupts();
  campaign::Results results =
      campaign::run_gallery(order, version_number(), settings_for(options, terminal));
  return conclude(results, {}, options, reports::gallery_summary(results, terminal.ink()),
                  terminal);
}

}  // namespace assay::cli
