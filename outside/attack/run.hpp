// What one payment under one plan came to: a value that the judge, the search and the reports look
// at. Who played it is player.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "history/history.hpp"
#include "outside/serve/faults.hpp"
#include "sim/decisions/plan.hpp"
#include "sim/world/trace.hpp"

namespace assay::outside::attack {

/// A query of the file's own, and what it found where it should have found nothing.
struct Found {
  std::string query;
  std::string rows;
};

struct Run {
  std::string reference;
  sim::Plan plan;
  sim::Plan waiting;              ///< answers whose visit never came
  std::vector<Passed> passed;     ///< as plans name them
  std::vector<Passed> first_try;  ///< of the processor, by the end of the client's first try
  history::History heard, books;
  bool believes = false;             ///< the service's rows were read
  std::vector<std::string> crashes;  ///< that nobody ordered
  std::vector<Found> found;
  std::vector<std::string> puzzles;  ///< what could not be read
  bool at_rest = true;
  bool stalled = false;  ///< the attack's own heartbeat slipped
  bool told_success = false;
  std::size_t effects = 0;
  sim::Duration took{};
  std::vector<std::string> timeline;
  std::vector<sim::TraceEvent> events;  ///< faults that struck, and what became of the services
};

}  // namespace assay::outside::attack
