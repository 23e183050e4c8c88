// Four hunts per defect, then what they caught is taken apart and replayed.
#include "campaign/jobs/gallery.hpp"

#include <algorithm>

#include "campaign/jobs/investigation.hpp"
#include "campaign/jobs/subjects.hpp"
#include "campaign/results/save_results.hpp"
#include "scenarios/files/library.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

constexpr std::uint64_t fault_free_max = 100;
constexpr std::string_view fault_free = "happy_path";

/// The hunts of one defect, in this order.
enum Part : std::size_t { alone, together, without_faults, fixed, part_count };

Order order_for(const std::string& scenario_name, const harness::System& system,
                std::string_view defect, std::uint64_t count) {
  scenarios::Scenario scenario = scenarios::library_scenario(scenario_name);
  runs::Jury jury{scenario};
  return {.hunt = {.scenario = std::move(scenario),
                   .system = system,
                   .defect = std::string{defect},
                   .jury = std::move(jury),
                   .count = count,
                   .must_meet_all = false}};
}

void add_orders(std::vector<Order>& orders, const harness::Defect& defect,
                const harness::System& whole, std::uint64_t seeds) {
  const std::string scenario{defect.scenario};
  const std::uint64_t few = std::min(seeds, fault_free_max);
  orders.push_back(order_for(scenario, defect.system, defect.name, seeds));
  orders.back().hunt.jury = runs::Jury{property_named(std::string{defect.property})};
  orders.push_back(order_for(scenario, defect.system, defect.name, seeds));
  orders.push_back(order_for(std::string{fault_free}, defect.system, defect.name, few));
  orders.push_back(order_for(scenario, whole, "", seeds));
}

bool clean(const Hunted& hunted) {
  return hunted.complete && hunted.tally.runs > 0 && hunted.tally.violated == 0 &&
         hunted.tally.broken.empty() && hunted.lost.empty();
}

GalleryEntry entry_for(const harness::Defect& defect, std::span<const Hunted> parts) {
  GalleryEntry entry{.defect = std::string{defect.name},
                     .summary = std::string{defect.summary},
                     .source = std::string{defect.source},
                     .scenario = std::string{defect.scenario},
                     .expected = std::string{defect.property}};
  for (const auto& [property, seen] : parts[together].tally.violations) {
    entry.caught_by.push_back(property);
  }
  entry.runs = parts[alone].tally.runs;
  const auto seen = parts[alone].tally.violations.find(entry.expected);
  if (seen != parts[alone].tally.violations.end()) {
    entry.runs_to_find = seen->second.first_seed + 1;
  }
  entry.clean_when_fixed = clean(parts[fixed]);
  entry.clean_without_faults = clean(parts[without_faults]);
  return entry;
}

/// Fills in what only the finding can tell, and replays what its file says.
void follow_up(std::vector<GalleryEntry>& entries, const Results& results,
               std::span<const Order> orders, const GalleryOrder& order) {
  for (const ReportedFinding& reported : results.findings) {
    const auto entry = std::ranges::find(entries, reported.finding.defect, &GalleryEntry::defect);
    entry->shrunk_faults = sim::fault_count(reported.finding.plan);
    entry->recorded_answers = reported.finding.recorded_answers;
    const auto file = failure_file(reported, orders);
    entry->replayed = file && order.replays(*file);
  }
}

/// The shipped code, where all of its defects are hunted here. Another system need not show what
/// the lies are about.
const harness::System* told_lies_about(const GalleryOrder& order) {
  const auto all = order.registry->defects_of(scenarios::default_system);
  const auto is_hunted = [&](const harness::Defect* one) {
    return std::ranges::find(order.defects, one) != order.defects.end();
  };
  if (all.empty() || !order.shard.is_all() || !std::ranges::all_of(all, is_hunted)) return nullptr;
  return order.registry->find(scenarios::default_system);
}

}  // namespace

std::vector<Order> gallery_orders(const GalleryOrder& order) {
  std::vector<Order> orders;
  for (const harness::Defect* const defect : order.defects) {
    const harness::System* const whole = order.registry->find(defect->system.defect_of);
    SIM_CHECK(whole != nullptr, "a defect is registered after its system");
    add_orders(orders, *defect, *whole, order.seeds);
  }
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (!order.shard.takes(i / part_count)) orders[i].hunt.share = SeedRange{};
  }
  return orders;
}

GalleryOrder gallery_of(const Undertaking& undertaking, const harness::Registry& registry,
                        const std::string& file) {
  GalleryOrder order{.registry = &registry};
  for (std::size_t i = 0; i < undertaking.hunts.size(); i += part_count) {
    const Asked& asked = undertaking.hunts[i];
    const harness::Defect* const defect = registry.find_defect(asked.defect);
    if (defect != nullptr) order.defects.push_back(defect);
    order.seeds = asked.count;
  }
  must_be_ours(undertaking, undertaking_of("gallery", gallery_orders(order), undertaking.version),
               file);
  return order;
}

Results run_gallery(const GalleryOrder& order, const std::string& version, const Settings& settings,
                    Journal& journal) {
  const std::vector<Order> orders = gallery_orders(order);
  std::vector<Hunt> hunts;
  for (const Order& one : orders) hunts.push_back(one.hunt);
  hunt(hunts, settings, journal);
  const std::vector<Hunted>& hunted = journal.state().hunted;

  Results results{.version = version};
  results.shard = order.shard;
  std::vector<GalleryEntry> entries;
  std::vector<Lead> leads;
  for (std::size_t i = 0; i < order.defects.size(); ++i) {
    if (!order.shard.takes(i)) continue;
    const auto parts = std::span{hunted}.subspan(i * part_count, part_count);
    entries.push_back(entry_for(*order.defects[i], parts));
    for (std::size_t part = 0; part < part_count; ++part) {
      results.complete &= parts[part].complete;
    }
    const std::size_t base = i * part_count;
    for (const Lead& lead : leads_of(hunts[base + alone], parts[alone], base + alone)) {
      leads.push_back(lead);
    }
    results.scenarios.push_back(to_result(hunts[base + together], parts[together]));
  }
  for (auto& finding : investigate(leads, settings, journal)) {
    if (finding) add_finding(results, {std::move(*finding), "", ""});
  }
  name_files(results, orders, order.folder);
  follow_up(entries, results, orders, order);
  results.gallery = std::move(entries);
  if (const harness::System* const shipped = told_lies_about(order)) {
    results.falsified =
        hold_against_lies(properties::all_properties(), *shipped, [] { return false; });
  }
  results.verdict = verdict_of(results);
  journal.save();
  results.wall_seconds = journal.seconds();
  return results;
}

}  // namespace assay::campaign
