// What becomes of the world itself, and of the promises of the code that runs in it. Not a verdict
// on either.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct Healed {
  static constexpr About about{.word = "healed",
                               .source = Source::world,
                               .meaning = "faults have stopped for good",
                               .clause = "faults have stopped for good"};

  static void fields(auto& /*self*/, auto& /*tell*/) {}
};

struct AtRest {
  static constexpr About about{.word = "at_rest",
                               .source = Source::world,
                               .meaning = "the world came to rest",
                               .clause = "the world has come to rest"};

  static void fields(auto& /*self*/, auto& /*tell*/) {}
};

struct Stopped {
  static constexpr About about{.word = "stopped",
                               .source = Source::world,
                               .meaning = "the world was stopped before it came to rest",
                               .clause = "the world was stopped: {reason}",
                               .weight = Weight::first};
  Name reason;
  std::uint64_t busy_clients = 0;

  static void fields(auto& self, auto& tell) {
    tell({"reason", "`deadlock`, or the limit that was spent"}, self.reason);
    tell({"busy_clients", "clients that had something left to do; 0 where nobody said"},
         self.busy_clients);
  }
};

/// The reason of a world that was stopped because nothing could ever happen in it again.
inline constexpr std::string_view deadlock = "deadlock";

struct PromiseBroken {
  static constexpr About about{.word = "promise_broken",
                               .source = Source::world,
                               .meaning = "the code under test found its own claim untrue",
                               .clause = "finds a promise of its own broken: {reason}",
                               .weight = Weight::first};
  Name reason;

  static void fields(auto& self, auto& tell) { tell({"reason", "the promise"}, self.reason); }
};

struct MachineDied {
  static constexpr About about{
      .word = "machine_died",
      .source = Source::world,
      .meaning = "a machine lost its power: nobody on it holds or does anything any more",
      .clause = "loses its power"};

  static void fields(auto& /*self*/, auto& /*tell*/) {}
};

/// The run is over and was judged by what came before: from here on nothing fails, and the service
/// is asked what it is still good for (I34). Nothing behind it counts for any other property.
struct ProbeBegan {
  static constexpr About about{.word = "probe_began",
                               .source = Source::world,
                               .meaning = "the run is over; what follows only asks the service "
                                          "what it is still good for (I34)",
                               .clause = "the run is over, and the service is asked once more",
                               .weight = Weight::first};

  static void fields(auto& /*self*/, auto& /*tell*/) {}
};

struct ProbeEnded {
  static constexpr About about{.word = "probe_ended",
                               .source = Source::world,
                               .meaning = "all that the probe wants to know was asked",
                               .clause = "all questions have been asked"};

  static void fields(auto& /*self*/, auto& /*tell*/) {}
};

using WorldFacts = std::variant<Healed, AtRest, Stopped, PromiseBroken, MachineDied, ProbeBegan,
                                ProbeEnded>;

}  // namespace assay::history
