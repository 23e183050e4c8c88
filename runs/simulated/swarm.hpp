// What a run of a swarm draws for itself: which faults exist and how often they strike, how the
// service is set up, what is asked of it. Each draw is a workload decision at a site that begins
// with "swarm/", so that a seed, or its recorded plan, draws the same again. Not a search strategy.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/world/world.hpp"

namespace assay::runs {

/// The draws of one scenario, made ready once. It must outlive the runs that it draws for.
class SwarmDraw {
 public:
  /// Settings are drawn in the order of the system's schema.
  SwarmDraw(const scenarios::Scenario& scenario, harness::SettingsSchema schema);

  /// Draws for the run that has just begun: alters `playing`, a copy of the scenario, and scales
  /// the faults of the run. A fault that is off is still struck where a plan names it.
  void draw(sim::World& world, sim::FaultModel& faults, scenarios::Scenario& playing);

 private:
  /// One thing to draw.
  struct Choice {
    std::string site;
    sim::OptionSet options;
  };

  template <class Item, class Text>
  void prepare(std::vector<Choice>& into, const std::string& name, const std::vector<Item>& items,
               Text text);
  void prepare_times();
  void prepare_profiles(const std::vector<scenarios::Processor>& processors);
  void prepare_group(std::size_t number);
  void draw_times(sim::World& world, scenarios::Scenario& playing) const;
  void draw_profiles(sim::World& world, std::vector<scenarios::Processor>& processors) const;
  void draw_faults(sim::World& world, sim::FaultModel& faults);
  void draw_group(sim::World& world, std::size_t number, scenarios::ClientGroup& group);

  const scenarios::Swarm swarm_;
  std::vector<Choice> faults_;               // one per fault rule
  Choice times_;
  std::vector<Choice> profiles_;             // empty, or one per processor
  std::vector<Choice> topology_, service_;   // empty, or one per list that is not
  std::vector<std::vector<Choice>> groups_;  // by group of clients
  std::vector<std::uint32_t> factors_;
};

}  // namespace assay::runs
