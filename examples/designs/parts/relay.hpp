// Carries events to their consumers: at least once, in the order of each payable, and no consumer
// waits for another. Source: R34, R36.
#pragma once

#include <map>
#include <string>
#include <utility>

#include <assay/harness/environment.hpp>
#include <assay/harness/tasks.hpp>

#include "parts/books.hpp"
#include "parts/event.hpp"

namespace designs {

/// The alarm about an event that some consumer does not take: "EVENT to CONSUMER".
inline constexpr std::string_view undelivered_alarm = "undelivered";

class Relay {
 public:
  Relay(assay::harness::Environment& environment, const Times& times)
      : environment_{environment}, times_{times} {}

  assay::harness::StepResult step();

 private:
  struct Trouble {
    int tries = 0;
    TimePoint due{};
  };

  void offer(const assay::harness::Row& row, StoredEvent stored);
  bool deliver(std::size_t consumer, const StoredEvent& stored);

  assay::harness::Environment& environment_;
  Times times_;
  std::map<std::pair<std::size_t, std::string>, Trouble> troubles_;
  std::map<std::pair<std::size_t, std::string>, bool> blocked_;  // consumer and payable, this pass
  std::array<int, 2> silences_{};                                // this pass, by consumer
  bool waits_ = false;
};

}  // namespace designs
