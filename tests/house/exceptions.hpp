// Every exception from a house rule, with its reason. The list may only shrink.
// Not a place for a file that is merely unfinished.
#pragma once

#include <array>
#include <string_view>

namespace house {

/// `rule` is the name that the test of the rule uses; `what` has to occur in the offence.
struct Exception {
  std::string_view rule;
  std::string_view path;
  std::string_view what;
  std::string_view reason;
};

inline constexpr std::array exceptions{
    Exception{"bans", "sim/kernel/virtual_clock.cpp", "steady_clock",
              "defines steady_clock::now, so that Boost.Fiber's waits run on virtual time"},
    Exception{"bans", "sim/kernel/virtual_clock.cpp", "clock_gettime",
              "steady_clock::now itself, which stays real outside of a world"},
    Exception{"bans", "sim/kernel/scheduler.hpp", "steady_clock",
              "Boost.Fiber's scheduling interface is written in steady_clock, virtual in a world"},
    Exception{"bans", "sim/kernel/scheduler.cpp", "steady_clock",
              "Boost.Fiber's scheduling interface is written in steady_clock, virtual in a world"},
    Exception{"bans", "sim/kernel/scheduler.cpp", "this_thread",
              "only reached outside of a world, by fibers of a test runner"},
    Exception{"bans", "sim/kernel/self_check.cpp", "steady_clock",
              "asks, when a program starts, whether the steady clock is the virtual one"},
    Exception{"bans", "sim/kernel/self_check.cpp", "clock_gettime",
              "asks, when a program starts, whether the steady clock is the virtual one"},
    Exception{"bans", "history/texts.hpp", "unordered_set",
              "never iterated: a text's number is its place in order of first appearance"},
    Exception{"bans", "history/texts.hpp", "std::hash",
              "decides nothing that is seen: where a text is looked for, not what is found"},
    Exception{"bans", "payments/types/ensure.cpp", "printf",
              "the default contract handler says which claim broke before it aborts"},
};

}  // namespace house
