// Each case ends as it must: what was right is no longer accused, what was wrong no longer happens,
// and what cannot be judged is refused or unknown.
#include "tests/cases/case_file.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>

namespace {

using Catch::Contains;

#ifdef __SANITIZE_ADDRESS__  // where a run costs twenty times as much
constexpr int share = 20;
constexpr bool can_limit_memory = false;
#else
constexpr int share = 1;
constexpr bool can_limit_memory = true;
#endif

/// The case holds over so many seeds.
void holds(const std::string& name, int seeds, const std::string& options = "") {
  if (!cases::present(name)) return;
  const int runs = std::max(1, seeds / share);
  const std::string smoke = runs < seeds ? " --smoke" : "";
  const program::Said said =
      cases::assay("run", name, "--seeds " + std::to_string(runs) + smoke + options);
  INFO(said.out << said.err);
  CHECK(said.code == 0);
}

/// Both `check` and `run` refuse the file, and name what is wrong with it.
void is_refused(const std::string& name, const std::string& word) {
  if (!cases::present(name)) return;
  const program::Said checked = cases::assay("check", name);
  const program::Said run = cases::assay("run", name, "--seeds 20");
  INFO(checked.err << run.err);
  CHECK(checked.code == 65);
  CHECK(run.code == 65);
  CHECK_THAT(checked.out + checked.err, Contains(word));
}

/// The last second in which a replay shows a note of this kind; -1 if it does not.
long last_second_of(const std::string& note, const std::string& replay) {
  long last = -1;
  std::istringstream lines{replay};
  for (std::string line; std::getline(lines, line);) {
    if (line.find(note) == std::string::npos) continue;
    const std::size_t point = line.find('.');
    const std::size_t begin = line.find_last_of(' ', point) + 1;
    last = std::max(last, std::stol(line.substr(begin, point - begin)));
  }
  return last;
}

}  // namespace

TEST_CASE("a sender that wakes after its operation was given up charges nobody twice") {
  holds("c_zombie_after_give_up.json", 1000);
}

TEST_CASE("without keys a takeover never sends, so that a sleeper's request is the only one") {
  holds("d_zombie_keyless.json", 2000);
}

TEST_CASE("an answer that is read late proves no absence at the time of reading") {
  holds("min_absence_read_late_card.json", 4000);
}

TEST_CASE("an absence read late, within the pause budget, leads to no second charge") {
  holds("min_absence_read_late_in_budget.json", 12000);
}

TEST_CASE("a key that was claimed by a dead node does not lock the payable for another key") {
  if (!cases::present("b_orphan_claim_blocks_new_key.json")) return;
  const program::Said said =
      cases::assay("replay", "b_orphan_claim_blocks_new_key.json", "--seed 1");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Contains("success (200)"));
}

TEST_CASE("the ledger has its posting while the notification sink refuses it") {
  if (!cases::present("f_notification_blocks_ledger.json")) return;
  const program::Said said =
      cases::assay("replay", "f_notification_blocks_ledger.json", "--seed 2");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  const long last = last_second_of("posting_committed", said.out);
  CHECK(last >= 0);
  CHECK(last < 600);  // the sink takes nothing for a day
}

TEST_CASE("an operation in doubt is resolved once the processor answers again after an outage") {
  if (!cases::present("h_parked_for_ever_after_outage.json")) return;
  const program::Said said =
      cases::assay("replay", "h_parked_for_ever_after_outage.json", "--seed 1");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Contains("success (200)"));
}

TEST_CASE("a decline followed by a success after retention is no contradiction") {
  holds("g_declined_then_paid_after_retention.json", 300);
  holds("min_decline_late_retry.json", 300);
}

TEST_CASE("what a network doubles at a processor without keys is found, told and given back") {
  holds("min_keyless_duplicate_authorise.json", 2000);
  holds("min_keyless_duplicate_refund.json", 2000);
  holds("min_keyless_duplicate_void.json", 2000);
}

TEST_CASE("a fault that never strikes makes no pass") {
  for (const std::string name :
       {"min_fault_never_strikes.json", "min_fault_never_strikes_phases.json"}) {
    if (!cases::present(name)) continue;
    const program::Said said = cases::assay("run", name, "--seeds 2000");
    INFO(name << '\n' << said.out << said.err);
    CHECK((said.code == 2 || said.code == 65));
  }
}

TEST_CASE("settings that the service refuses are bad input") {
  is_refused("min_settings_refused_late.json", "lease");
}

TEST_CASE("a workload that must break a property by itself is bad input") {
  is_refused("min_copies_beyond_tries.json", "tries_max");
}

TEST_CASE("a processor that nobody can call is bad input") {
  is_refused("min_second_processor_idle.json", "processor");
}

TEST_CASE("a client that comes late, with time left, does not condemn the service") {
  if (!cases::present("n23_auth_expiry.json")) return;
  const program::Said said = cases::assay("run", "n23_auth_expiry.json", "--seeds 300");
  INFO(said.out << said.err);
  CHECK((said.code == 0 || said.code == 2));
}

TEST_CASE("ten thousand payments in one run hold") {
  holds("ten-thousand-payments.json", 1, " --jobs 1 --smoke");
}

TEST_CASE("a world in which nothing happens takes no memory") {
  if (!can_limit_memory || !cases::present("idle-timers-memory.json")) return;
  const program::Folder folder;
  const program::Said said = folder.shell("ulimit -v 1000000; \"$ASSAY\" run " +
                                          cases::path("idle-timers-memory.json") +
                                          " --seeds 1 --jobs 1 --smoke");
  INFO(said.out << said.err);
  CHECK(said.code == 2);  // its clients may think for longer than it lasts: it is cut off in health
}

TEST_CASE("a campaign that was suspended for a while proves nothing by it") {
  if (!cases::present("stop-thousand.json")) return;
  const program::Folder folder;
  const program::Said said = folder.shell(
      "setsid \"$ASSAY\" run " + cases::path("stop-thousand.json") + " --seeds 6 --smoke &\n" +
      "run=$!; sleep 0.5; kill -STOP -$run; sleep 12; kill -CONT -$run; wait $run");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
}

TEST_CASE("a checkpoint that names a file elsewhere writes nothing there") {
  if (!cases::present("hostile-checkpoint.json")) return;
  const program::Folder folder;
  const program::Said said =
      folder.shell("mkdir d && cp " + cases::path("hostile-checkpoint.json") +
                   " d/checkpoint.json && \"$ASSAY\" merge d --out m");
  INFO(said.out << said.err);
  CHECK(said.code == 65);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "m/results.json"));
  CHECK_THAT(said.out + said.err, !Contains("\x1b"));
}

TEST_CASE("what a failure file says reaches the terminal as printable text") {
  if (!cases::present("failure-ansi.json")) return;
  const program::Said said = cases::assay("replay", "failure-ansi.json");
  INFO(said.code);
  CHECK_THAT(said.out + said.err, !Contains("\x1b"));
}
