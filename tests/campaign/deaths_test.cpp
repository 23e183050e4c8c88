// Workers that are killed, stopped, overrun and cut off: what is tried again, what is unknown, and
// what nothing is left of.
#include "campaign/jobs/seed_sweep.hpp"
#include "systems/payments/payments_system.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "campaign/jobs/checkpoint_keeper.hpp"
#include "campaign/jobs/run_campaign.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "tests/campaign/moody_system.hpp"

using namespace assay;
using namespace assay::campaign;
using namespace std::chrono_literals;
using properties::Verdict;

namespace {

constexpr std::uint64_t seed_count = 60;

/// A number that workers and their parent share.
class Shared {
 public:
  Shared()
      : memory_{::mmap(nullptr, sizeof(std::atomic<long>), PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0)},
        value{*new (memory_) std::atomic<long>{0}} {}
  ~Shared() { ::munmap(memory_, sizeof(std::atomic<long>)); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

 private:
  void* memory_;

 public:
  std::atomic<long>& value;
};

SeedSweep sweep_for(const harness::System& system) {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  return {.scenario = scenario,
          .system = system,
          .defect = "",
          .jury = runs::Jury{scenario},
          .first = 0,
          .count = seed_count};
}

Settings quick(std::uint32_t workers = 2) {
  Settings settings{runs::simulated_world};
  settings.workers = workers;
  settings.hang_after = 700ms;
  return settings;
}

SweepResult sweep_moody(std::function<void()> act, const Settings& settings = quick()) {
  const SeedSweep one = sweep_for(moods::moody(std::move(act)));
  return sweep({&one, 1}, settings).front();
}

std::size_t bad_seeds() {
  return moods::bad_seeds(scenarios::library_scenario("lost_response"), seed_count).size();
}

template <typename Act>
void for_each_socket(Act act) {
  for (int descriptor = 3; descriptor < 1024; ++descriptor) {
    int type = 0;
    socklen_t length = sizeof type;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) == 0) act(descriptor);
  }
}

void send_stray(std::string_view bytes) {
  for_each_socket(
      [&](int socket) { (void)::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL); });
}

void sleep_for_ever() {
  while (true) ::pause();
}

void check_all(const SweepResult& swept, Verdict verdict, const std::string& how) {
  CHECK(swept.lost.size() == bad_seeds());
  CHECK(swept.tally.runs == seed_count - bad_seeds());
  CHECK(swept.complete);
  for (const LostRun& run : swept.lost) {
    CHECK(run.verdict == verdict);
    CHECK_THAT(run.how, Catch::Contains(how));
  }
}

bool is_alive(long process) {
  std::ifstream file{"/proc/" + std::to_string(process) + "/stat"};
  std::string text;
  std::getline(file, text);
  return !text.empty() && text.find(") Z") == std::string::npos;
}

}  // namespace

TEST_CASE("a worker that is killed once from outside costs nothing: its seed is run again") {
  const Shared killed;
  const SweepResult swept = sweep_moody([&] {
    if (killed.value.exchange(1) == 0) ::raise(SIGKILL);
  });
  CHECK(killed.value == 1);
  CHECK(swept.lost.empty());
  CHECK(swept.tally.runs == seed_count);
}

TEST_CASE("a seed whose worker is killed from outside a second time is unknown, never violated") {
  check_all(sweep_moody([] { ::raise(SIGKILL); }), Verdict::unknown, "signal 9");
}

TEST_CASE("signals that a parent handles do not end its workers") {
  const SweepResult swept = sweep_moody([] {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::raise(signal);
  });
  CHECK(swept.lost.empty());
  CHECK(swept.tally.runs == seed_count);
}

TEST_CASE("code that signals its whole process group reaches nobody but its own worker") {
  check_all(sweep_moody([] { ::kill(0, SIGKILL); }), Verdict::unknown, "signal 9");
}

TEST_CASE("a worker that is stopped is unknown, and keeps nobody waiting") {
  check_all(sweep_moody([] { ::raise(SIGSTOP); }), Verdict::unknown, "stopped");
}

TEST_CASE("a run that computes for ever is violated with its seed after it was tried alone") {
  check_all(sweep_moody([] {
              for (volatile unsigned turn = 0;;) turn = turn + 1;
            }),
            Verdict::violated, "hung: no event in 0.7 s, and again when it was tried alone");
}

TEST_CASE("a run that hung once and not again is no finding") {
  const Shared hung;
  const SweepResult swept = sweep_moody([&] {
    if (hung.value.exchange(1) == 0) sleep_for_ever();
  });
  CHECK(swept.lost.empty());
  CHECK(swept.tally.runs == seed_count);
}

TEST_CASE("a run that goes on but takes too long is unknown, with its rate") {
  SeedSweep one = sweep_for(systems::payments_system());
  one.scenario.workload.clients.front().payments = 3000;
  one.scenario.limits.virtual_time_max = sim::Duration{3'600'000'000'000} * 200;
  one.scenario.limits.events_max = 100'000'000;
  one.count = 1;
  Settings settings = quick(1);
  settings.hang_after = 20ms;
  const SweepResult swept = sweep({&one, 1}, settings).front();
  REQUIRE(swept.lost.size() == 1);
  CHECK(swept.lost.front().verdict == Verdict::unknown);
  CHECK_THAT(swept.lost.front().how, Catch::Contains("events") && Catch::Contains("virtual time"));
}

TEST_CASE("the more payments a run makes the longer it may take") {
  scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  const double few = budget_of(scenario);
  scenario.workload.clients.front().payments = 10'000;
  CHECK(budget_of(scenario) > few + 9);
}

TEST_CASE("stray bytes in assay's own channel are the run's fault, and never believed") {
  check_all(sweep_moody([] { send_stray(std::string(100, '\x7f')); }), Verdict::violated,
            "wrote into");
}

TEST_CASE("a message that is begun and never finished blocks nobody") {
  check_all(sweep_moody([] {
              send_stray(std::string{"ASAY\x10\0\0\0", 8});
              sleep_for_ever();
            }),
            Verdict::violated, "hung");
}

TEST_CASE("code that closes descriptors which are not its own is told so") {
  check_all(sweep_moody([] { for_each_socket([](int socket) { ::close(socket); }); }),
            Verdict::violated, "closed");
}

TEST_CASE("no worker holds the ends of the others") {
  const Shared most;
  (void)sweep_moody(
      [&] {
        long sockets = 0;
        for_each_socket([&](int) { ++sockets; });
        if (sockets > most.value) most.value = sockets;
        ::_exit(1);  // so that later workers are forked beside earlier ones
      },
      quick(3));
  const Shared before;
  for_each_socket([&](int) { ++before.value; });
  CHECK(most.value == before.value + 1);
}

TEST_CASE("what the code under test has started ends with its worker") {
  const Shared child;
  (void)sweep_moody([&] {
    const pid_t started = ::fork();
    if (started == 0) sleep_for_ever();
    child.value = started;
    ::_exit(3);
  });
  REQUIRE(child.value > 0);
  for (int tries = 0; tries < 100 && is_alive(child.value); ++tries) {
    std::this_thread::sleep_for(10ms);
  }
  CHECK_FALSE(is_alive(child.value));
}

TEST_CASE("an exception that leaves a constructor is a finding with its seed, not a broken assay") {
  const CampaignJob job{
      .sweep = sweep_for(moods::moody([] { throw std::runtime_error{"no table"}; })),
      .scenario_path = ""};
  const Results results = run_campaign({&job, 1}, "0", quick());
  CHECK(results.verdict == Verdict::violated);
  REQUIRE(results.findings.size() == bad_seeds());
  const runs::Finding& first = results.findings.front().finding;
  CHECK(first.property == "run_comes_back");
  CHECK_THAT(first.explanation, Catch::Contains("constructor") && Catch::Contains("no table"));
  CHECK(results.scenarios.front().broken.empty());
}

TEST_CASE("a death after a stop was asked for is no finding: its seed is run when it is resumed") {
  const Shared asked;
  const SeedSweep one = sweep_for(moods::moody([&] {
    asked.value = 1;
    std::this_thread::sleep_for(300ms);
    ::signal(SIGABRT, SIG_DFL);
    std::abort();
  }));
  CheckpointKeeper keeper{1};
  Settings settings = quick(1);
  settings.stop = [&] { return asked.value == 1; };
  sweep({&one, 1}, settings, keeper);
  CHECK(keeper.state().swept.front().lost.empty());
  CHECK_FALSE(keeper.state().swept.front().complete);
  sweep({&one, 1}, quick(), keeper);
  check_all(keeper.state().swept.front(), Verdict::violated, "signal 6");
}
