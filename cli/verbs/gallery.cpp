// assay gallery: the kill matrix.
#include "campaign/jobs/gallery.hpp"

#include "campaign/jobs/subjects.hpp"
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/replays.hpp"
#include "cli/sitting.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/summary.hpp"

namespace assay::cli {

namespace {

std::vector<systems::Defect> wanted(const std::string& defect) {
  std::vector<systems::Defect> defects = systems::all_defects();
  if (defect.empty()) return defects;
  (void)campaign::system_with(defect);  // complains where there is none of that name
  std::erase_if(defects, [&](const systems::Defect& one) { return one.name != defect; });
  return defects;
}

}  // namespace

int gallery(const Options& options, Terminal& terminal) {
  const campaign::GalleryOrder order{.defects = wanted(options.defect),
                                     .seeds = options.seeds,
                                     .shard = options.shard,
                                     .folder = options.out,
                                     .replays = replays};
  const std::vector<campaign::Order> orders = campaign::gallery_orders(order);
  Output output{campaign::undertaking_of("gallery", orders, version_number()), options};
  listen_for_interrupts();
  campaign::Results results = campaign::run_gallery(
      order, version_number(), settings_for(options, terminal), output.journal);
  return conclude(results, orders, options, reports::gallery_summary(results, terminal.ink()),
                  terminal, output);
}

}  // namespace assay::cli
