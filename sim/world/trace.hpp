// The trace: what happened, when, where and because of what. Kept only for a run that is recorded
// in full; a passing run keeps its digest and counters. Text is made here and nowhere on the fast
// path.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/digest.hpp"
#include "sim/time.hpp"

namespace assay::sim {

enum class TraceKind : std::uint8_t {
  request,      ///< a request left its sender
  reply,        ///< a reply left its sender
  message,      ///< a one-way message left its sender
  delivery,     ///< one of these arrived
  timeout,      ///< a caller stopped waiting
  commit,       ///< a store was asked to commit
  crash_point,  ///< a power cut was possible here
  fault,        ///< an answer that was not benign
  crash,
  restart,
  pause,
  resume,
  heal,
  note,   ///< what a model or the code under test has to say
  log,    ///< a line of the log of the code under test
  alarm,  ///< it says that somebody must look
};

[[nodiscard]] const char* to_text(TraceKind kind);

/// One event. `cause` is the id of the event that led to it, 0 where the world itself did.
struct TraceEvent {
  TimePoint at;
  std::uint32_t id = 0;  ///< from 1, in order
  std::uint32_t cause = 0;
  TraceKind kind{};
  std::string node;
  std::string what;
  /// the half of the run's digest as it was here: two runs may differ in what no words show
  std::uint64_t digest = 0;
};

/// Told of each event right before it is noted, by whoever is about to do it, and of those before.
using TraceWatch =
    std::function<void(const std::vector<TraceEvent>& before, const TraceEvent& next)>;

class Trace {
 public:
  /// `watch` must outlive the run; nullptr for none.
  void begin(bool enabled, const TraceWatch* watch = nullptr) {
    events_.clear();
    enabled_ = enabled;
    watch_ = watch;
  }
  [[nodiscard]] bool enabled() const { return enabled_; }
  [[nodiscard]] const std::vector<TraceEvent>& events() const { return events_; }

  /// Returns: the id of the new event, 0 where nothing is kept.
  std::uint32_t add(TimePoint at, std::uint32_t cause, TraceKind kind, std::string_view node,
                    std::string what, const Digester& so_far) {
    if (!enabled_) return 0;
    const auto id = static_cast<std::uint32_t>(events_.size() + 1);
    TraceEvent event{at, id, cause, kind, std::string{node}, std::move(what), so_far.value().low};
    if (watch_ != nullptr) (*watch_)(events_, event);
    events_.push_back(std::move(event));
    return id;
  }

 private:
  std::vector<TraceEvent> events_;
  bool enabled_ = false;
  const TraceWatch* watch_ = nullptr;
};

}  // namespace assay::sim
