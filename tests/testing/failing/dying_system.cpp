// One function per way.
#include "tests/testing/failing/dying_system.hpp"
#include "systems/payments/payments_system.hpp"

#include <csignal>
#include <cstdlib>
#include <functional>
#include <stdexcept>

#include <sys/socket.h>
#include <unistd.h>

#include "sim/world/world.hpp"
#include "tests/systems/inside.hpp"

namespace dying {

namespace {

using assay::harness::Environment;
using assay::systems::testing::node_of;
using Act = std::function<void(Environment&)>;

void quietly(int signal) {
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

void write_to_nowhere() {
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

void throw_something() { throw std::runtime_error{"nowhere to go"}; }

void throw_where_nothing_may() noexcept { throw_something(); }

std::size_t sink_into(volatile char* before, std::size_t depth) {
  volatile char frame[4096];
  frame[0] = static_cast<char>(depth);
  if (before != nullptr && before[0] == 'x') return depth;
  return sink_into(frame, depth + 1) + static_cast<std::size_t>(frame[0]);
}

void again_at_once(void* kernel, std::uint64_t) {
  auto& here = *static_cast<assay::sim::Kernel*>(kernel);
  here.at(here.now(), assay::sim::Keeps::busy, &again_at_once, kernel, 0);
}

template <typename What>
void for_each_socket(What what) {
  for (int descriptor = 3; descriptor < 1024; ++descriptor) {
    int type = 0;
    socklen_t length = sizeof type;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) == 0) what(descriptor);
  }
}

void write_stray(int socket) {
  const std::string bytes(100, '\x7f');
  (void)::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void sleep_for_ever() {
  while (true) ::pause();
}

struct Known {
  Way way;
  Act act;
};

const std::vector<Known>& known() {
  static const std::vector<Known> all{
      {{"exit_0", "called exit"}, [](auto&) { std::exit(0); }},
      {{"exit_3", "called exit"}, [](auto&) { std::exit(3); }},
      {{"underscore_exit", "exited with code 0"}, [](auto&) { ::_exit(0); }},
      {{"quick_exit", "exited with code 0"}, [](auto&) { std::quick_exit(0); }},
      {{"abort", "signal 6"}, [](auto&) { std::abort(); }},
      {{"terminate", "signal 6"}, [](auto&) { throw_where_nothing_may(); }},
      {{"segmentation_fault", "signal 11"}, [](auto&) { write_to_nowhere(); }},
      {{"bus_error", "signal 7"}, [](auto&) { quietly(SIGBUS); }},
      {{"division_by_zero", "signal 8"}, [](auto&) { quietly(SIGFPE); }},
      {{"illegal_instruction", "signal 4"}, [](auto&) { quietly(SIGILL); }},
      {{"stack_overflow", "signal 11"}, [](auto&) { (void)sink_into(nullptr, 0); }},
      {{"exception", "no such table"}, [](auto&) { throw std::runtime_error{"no such table"}; }},
      {{"odd_exception", "of unknown type"}, [](auto&) { throw 42; }},
      {{"endless_loop", "hung"},
       [](auto&) {
         for (volatile unsigned turn = 0;;) turn = turn + 1;
       }},
      {{"endless_sleep", "hung"}, [](auto&) { sleep_for_ever(); }},
      {{"livelock", "virtual time stood still"},
       [](Environment& here) { again_at_once(&node_of(here).world().kernel(), 0); }},
      {{"stray_bytes", "wrote into"}, [](auto&) { for_each_socket(write_stray); }},
      {{"closed_descriptors", "closed"}, [](auto&) { for_each_socket([](int s) { ::close(s); }); }},
      {{"killed", "signal 9", false}, [](auto&) { ::raise(SIGKILL); }},
      {{"stopped", "stopped", false}, [](auto&) { ::raise(SIGSTOP); }},
      {{"group_killed", "signal 9", false}, [](auto&) { ::kill(0, SIGKILL); }},
  };
  return all;
}

}  // namespace

const std::vector<Way>& all_variants() {
  static const std::vector<Way> ways = [] {
    std::vector<Way> all;
    for (const Known& one : known()) all.push_back(one.way);
    return all;
  }();
  return ways;
}

assay::harness::System system_that(const std::string& way) {
  assay::harness::System system = assay::systems::payments_system();
  system.name = "dying";
  for (const Known& one : known()) {
    if (one.way.name != way) continue;
    system.make = [act = one.act, make = system.make](Environment& environment) {
      if (node_of(environment).life() > 1) act(environment);
      return make(environment);
    };
  }
  return system;
}

assay::harness::System wished_system() {
  const char* const way = std::getenv("ASSAY_TEST_WAY");
  return system_that(way == nullptr ? "" : way);
}

}  // namespace dying
