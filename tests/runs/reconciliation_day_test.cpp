// S24 over real runs: payments under faults in the simulated world, then the processor's settlement
// file of all that took effect, with one thing wrong, held against what the service believes.
#include <catch2/catch.hpp>

#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/rules/settlement_file.hpp"
#include "payments/reconciliation/matching.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/seeds.hpp"

namespace {

using namespace assay;
namespace recon = payments::reconciliation;
using recon::Bucket;

constexpr recon::Day sold{100};

recon::Expectations within_days() {
  recon::Expectations expected;
  expected.settlement = 3;
  return expected;
}

/// Lines of the books, or of what took effect.
struct Played {
  std::vector<recon::Line> books;
  std::deque<models::Effect> effects;
};

recon::LineKind line_kind(history::OperationKind kind) {
  switch (kind) {
    case history::OperationKind::authorise: return recon::LineKind::authorisation;
    case history::OperationKind::capture: return recon::LineKind::capture;
    case history::OperationKind::refund: return recon::LineKind::refund;
    case history::OperationKind::void_authorisation: return recon::LineKind::release;
  }
  return {};
}

payments::Money money(const history::Amount& amount) {
  return {amount.minor, *payments::Currency::find(amount.currency.code())};
}

recon::Line line(recon::Source source, history::OperationKind kind, const std::string& operation,
                 payments::Money amount, recon::Day day) {
  recon::Line made;
  made.source = source;
  made.kind = line_kind(kind);
  made.id = operation;
  made.references = {operation};
  made.amount = amount;
  made.day = day;
  return made;
}

/// What a run of `scenario` came to: beliefs by its transitions, and the truth.
Played play(runs::SimulatedWorld& world, const scenarios::Scenario& scenario, std::uint64_t seed) {
  const runs::Run& run = world.run({.scenario = &scenario,
                                    .system = &systems::payments_system(),
                                    .seed = seed,
                                    .probing = runs::Probing::never});
  REQUIRE(run.exit == sim::Exit::at_rest);
  std::map<std::string, recon::Line> believed;
  std::set<std::string> undone;
  Played played;
  for (const history::Observation& seen : *run.history) {
    if (const auto* step = seen.as<history::TransitionCommitted>()) {
      const std::string operation(step->operation.text());
      const bool minus = step->kind == history::OperationKind::refund;
      payments::Money amount = money(step->amount);
      if (minus) amount.minor = -amount.minor;
      believed.erase(operation);
      if (step->to != history::State::succeeded) continue;
      believed.emplace(operation, line(recon::Source::books, step->kind, operation, amount, sold));
    } else if (const auto* effect = seen.as<history::EffectApplied>()) {
      models::Effect made;
      made.id = effect->effect.text();
      made.request.kind = effect->kind;
      made.request.operation = effect->operation.text();
      made.request.amount = effect->amount;
      played.effects.push_back(std::move(made));
    }
  }
  for (auto& [operation, one] : believed) {
    const bool moves = one.kind == recon::LineKind::capture || one.kind == recon::LineKind::refund;
    if (moves) played.books.push_back(std::move(one));
  }
  return played;
}

/// A file as reconciliation hears it on a day.
void hear(const models::SettlementFile& file, recon::Day day, std::vector<recon::Line>& lines) {
  for (const models::SettlementLine& said : file.lines) {
    recon::Line made =
        line(recon::Source::settlement, said.kind, said.operation, money(said.amount), day);
    made.id = said.id;
    made.batch = file.payout;
    made.fee = payments::Money{said.fee, made.amount->currency};
    lines.push_back(std::move(made));
  }
  recon::Line payout;
  payout.source = recon::Source::settlement;
  payout.kind = recon::LineKind::payout;
  payout.id = file.payout;
  payout.references = {file.payout};
  payout.amount = money(file.paid);
  payout.day = day;
  lines.push_back(std::move(payout));
}

std::vector<Bucket> breaks_of(const std::vector<recon::Line>& lines, recon::Day today) {
  std::vector<Bucket> found;
  for (const auto& one : recon::match(lines, within_days(), today).differences) {
    if (recon::is_break(one.bucket)) found.push_back(one.bucket);
  }
  return found;
}

Bucket bucket_of(models::FileFault fault) {
  using enum models::FileFault;
  switch (fault) {
    case line_missing: return Bucket::missing_there;
    case line_doubled: return Bucket::duplicate;
    case wrong_amount: return Bucket::amount_differs;
    case sign_flipped: return Bucket::wrong_kind;
    case unknown_line: return Bucket::unknown_reference;
    case payout_wrong: return Bucket::batch_differs;
    case late:
    case twice: return Bucket::matched;
  }
  return Bucket::unexplained;
}

/// One day of reconciliation with one thing wrong with the file.
void check_day(const Played& played, const models::SettlementFile& clean, models::FileFault fault,
               std::size_t which) {
  const models::SettlementFile file = models::spoiled(clean, fault, which);
  const auto days = models::deliveries(fault);
  std::vector<recon::Line> lines = played.books;
  std::vector<recon::Line> before = lines;
  // A file that comes again is known by its digest and not heard.
  hear(file, sold + days.front(), lines);
  INFO(models::to_text(fault));
  if (fault == models::FileFault::late) {
    CHECK(breaks_of(before, sold + 3).empty());
    CHECK(breaks_of(before, sold + 4).size() == played.books.size());
    CHECK(breaks_of(lines, sold + days.front()).empty());
  } else if (fault == models::FileFault::twice) {
    CHECK(breaks_of(lines, sold + 5).empty());
    hear(file, sold + days.back(), lines);
    CHECK(breaks_of(lines, sold + 5).size() == file.lines.size() + 1);
  } else {
    CHECK(breaks_of(lines, sold + 5) == std::vector{bucket_of(fault)});
  }
}

}  // namespace

TEST_CASE("S24: after runs under faults each fault of the settlement file lands in its bucket") {
  runs::SimulatedWorld world;
  std::size_t files = 0, settled = 0;
  for (const std::string_view name :
       {"lost_response", "crash_after_processor", "unknown_commit", "refund_race"}) {
    const scenarios::Scenario scenario = scenarios::library_scenario(name);
    for (std::uint64_t seed = 0; seed < tests::seeds_or(100) / 4 + 1; ++seed) {
      const Played played = play(world, scenario, seed);
      const auto clean = models::settlement_files(played.effects, 0);
      if (clean.empty()) continue;
      INFO(name << " seed " << seed);
      std::vector<recon::Line> lines = played.books;
      for (const auto& file : clean) hear(file, sold + 1, lines);
      REQUIRE(breaks_of(lines, sold + 5).empty());
      REQUIRE(clean.size() == 1);
      for (const models::FileFault fault : models::file_faults) {
        check_day(played, clean.front(), fault, static_cast<std::size_t>(seed));
        ++files;
      }
      settled += clean.front().lines.size();
    }
  }
  std::cout << "settlement files with one thing wrong: " << files << ", clean lines: " << settled
            << '\n';
  CHECK(files > 0);
}
