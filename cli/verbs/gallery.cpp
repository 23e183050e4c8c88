// assay gallery: the kill matrix.
#include "campaign/jobs/gallery.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/exit_codes.hpp"
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/replays.hpp"
#include "cli/resume.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/summary.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

std::vector<const harness::Defect*> wanted(const Options& options) {
  const auto all = options.registry.defects();
  std::vector<const harness::Defect*> defects{all.begin(), all.end()};
  if (!options.system.empty()) defects = options.registry.defects_of(options.system);
  if (options.defect.empty()) return defects;
  const harness::Defect& one = scenarios::defect_named(options.registry, options.defect);
  if (options.system.empty() || one.system.defect_of == options.system) return {&one};
  throw scenarios::UnknownName{fmt::format("the defect \"{}\" is one of {}, and not of {}",
                                           one.name, one.system.defect_of, options.system)};
}

int nothing_to_try(const Options& options) {
  const auto& names = options.registry.system_names();
  complain(fmt::format(
      "no defect of {} is known to this program: its gallery is empty",
      options.system.empty() ? fmt::format("{}", fmt::join(names, ", ")) : options.system));
  return exits::nothing_ran;
}

}  // namespace

int gallery(const Options& options, Terminal& terminal) {
  const std::vector<const harness::Defect*> defects = wanted(options);
  if (defects.empty()) return nothing_to_try(options);
  const campaign::GallerySpec gallery{.registry = &options.registry,
                                      .defects = defects,
                                      .seeds = options.seeds,
                                      .shard = options.shard,
                                      .folder = options.out,
                                      .replays = replays};
  const std::vector<campaign::CampaignJob> jobs = campaign::gallery_jobs(gallery);
  Output output{campaign::spec_of("gallery", jobs, version_number()), options};
  listen_for_interrupts();
  campaign::Results results = campaign::run_gallery(gallery, version_number(),
                                                    settings_for(options, terminal), output.keeper);
  return conclude(results, jobs, options, reports::gallery_summary(results, terminal.ink()),
                  terminal, output);
}

}  // namespace assay::cli
