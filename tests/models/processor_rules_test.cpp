// The processor's rules as a value: steps of (state, request, now), without any world around them.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "models/processor/processor_fault.hpp"
#include "models/rules/processor_rules.hpp"

namespace harness = assay::harness;
using namespace assay::models;
using namespace assay::sim::literals;
using assay::history::OperationKind;
using assay::sim::TimePoint;
using harness::ProcessorStatus;

namespace {

constexpr TimePoint noon{3'600'000'000'000};

harness::ProcessorRequest request_for(OperationKind kind, std::string operation,
                                      std::int64_t minor) {
  return {.kind = kind,
          .operation = operation,
          .payable = "pay-1",
          .ordinal = 1,
          .parent = kind == OperationKind::authorise ? "" : "op-1",
          .effect = {},
          .key = "key-" + operation,
          .amount = {minor, "EUR"},
          .terms = {}};
}

harness::ProcessorRequest hold() { return request_for(OperationKind::authorise, "op-1", 1250); }

const Mishap& mishap(std::string_view fault) { return processor_faults().find(fault)->effect; }

CarriedOut play(ProcessorRules& rules, const harness::ProcessorRequest& wanted) {
  REQUIRE_FALSE(rules.receive(wanted, 1, noon, noon).reply);
  return rules.carry_out(wanted, Mishap{}, noon);
}

/// Everything that can be asked of a processor, as one text.
std::string told_by(const ProcessorRules& rules) {
  std::string all;
  const auto page = rules.list({.after = "", .limit = 100});
  for (const harness::ProcessorReply& entry : page->entries) {
    all +=
        entry.reference + " " + entry.operation + " " + std::to_string(entry.amount.minor) + "; ";
  }
  return all;
}

TEST_CASE("a request that could no longer be done in time is too late, and claims no key") {
  ProcessorRules rules{{.profile = &card_profile(), .effect_max = 30_s}};
  const Received late = rules.receive(hold(), 1, noon - 31_s, noon);
  CHECK(late.reply->status == ProcessorStatus::too_late);
  CHECK_FALSE(rules.receive(hold(), 2, noon, noon).reply);
}

TEST_CASE("a key in flight, answered, and used for another body is answered by its state") {
  ProcessorRules rules{{}};
  CHECK_FALSE(rules.receive(hold(), 1, noon, noon).reply);
  CHECK(rules.receive(hold(), 1, noon, noon).reply->status == ProcessorStatus::in_flight);
  CHECK(rules.receive(hold(), 2, noon, noon).reply->status == ProcessorStatus::key_reused);
  const CarriedOut done = rules.carry_out(hold(), Mishap{}, noon + 10_ms);
  const Received again = rules.receive(hold(), 1, noon + 1_s, noon + 1_s);
  CHECK(again.replayed);
  CHECK(again.reply == done.reply);
  CHECK(rules.ledger().effects().size() == 1);
}

TEST_CASE("what a mishap is answered, and whether it moved money") {
  struct Row {
    const char* fault;
    ProcessorStatus status;
    std::size_t effects;
  };
  for (const auto& [fault, status, effects] :
       std::vector<Row>{{"error_before_effect", ProcessorStatus::failed, 0},
                        {"error_after_effect", ProcessorStatus::failed, 1},
                        {"late_success", ProcessorStatus::done, 1},
                        {"decline", ProcessorStatus::declined, 0},
                        {"approve_part", ProcessorStatus::done, 1}}) {
    ProcessorRules rules{{}};
    (void)rules.receive(hold(), 1, noon, noon);
    const CarriedOut done = rules.carry_out(hold(), mishap(fault), noon);
    INFO(fault);
    CHECK(done.reply.status == status);
    CHECK(rules.ledger().effects().size() == effects);
    CHECK((rules.look_up(hold()).status == ProcessorStatus::done) == (effects == 1));
  }
}

TEST_CASE("a late success is due after two thirds of D_max from when it was sent") {
  const ProcessorRules rules{{.profile = &card_profile(), .effect_max = 30_s}};
  CHECK(rules.due(noon, noon, Mishap{}) == noon + card_profile().processing);
  CHECK(rules.due(noon, noon + 1_s, mishap("late_success")) == noon + 20_s);
  CHECK(rules.due(noon, noon + 29_s, mishap("late_success")) ==
        noon + 29_s + card_profile().processing);
}

TEST_CASE("a hold lapses when it is due, unless it was captured") {
  for (const bool captured : {false, true}) {
    ProcessorRules rules{{}};
    const CarriedOut held = play(rules, hold());
    REQUIRE(held.due);
    if (captured) {
      (void)play(rules, request_for(OperationKind::capture, "op-2", 1250));
    }
    CHECK_FALSE(rules.lapse(held.due->authorisation, held.due->at - 1_ns));
    const auto gone = rules.lapse(held.due->authorisation, held.due->at);
    CHECK(gone.has_value() == !captured);
    if (gone) CHECK(gone->reason == "expired");
  }
}

TEST_CASE("a copy of the rules goes on as the original does, and neither sees the other") {
  rc::check([](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& drawn) {
    const auto kinds = std::vector{OperationKind::authorise, OperationKind::capture,
                                   OperationKind::void_authorisation, OperationKind::refund};
    const auto go_through = [&](ProcessorRules& rules, std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) {
        const auto kind = kinds[drawn[i].first % kinds.size()];
        const auto wanted = request_for(kind, "op-" + std::to_string(drawn[i].second % 5), 100);
        if (rules.receive(wanted, drawn[i].first, noon, noon).reply) continue;
        const auto& faults = processor_faults().all();
        const std::size_t struck = drawn[i].second % (faults.size() + 1);  // the last: by none
        const bool none = struck == faults.size();
        (void)rules.carry_out(wanted, none ? Mishap{} : faults[struck].effect, noon);
      }
    };
    ProcessorRules whole{{}}, half{{}};
    go_through(whole, 0, drawn.size());
    go_through(half, 0, drawn.size() / 2);
    const std::string before = told_by(half);
    ProcessorRules copy = half;
    go_through(copy, drawn.size() / 2, drawn.size());
    RC_ASSERT(told_by(copy) == told_by(whole));
    RC_ASSERT(told_by(half) == before);
  });
}

}  // namespace
