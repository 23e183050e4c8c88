// The two worlds agree: one workload under one plan through the simulated node and through a served
// processor's HTTP text, on virtual time, leaves the same facts and tells the caller the same.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "outside/http/text.hpp"
#include "outside/serve/rfc3339.hpp"
#include "sim/world/delays.hpp"
#include "tests/models/stage.hpp"
#include "tests/outside/served.hpp"

namespace {

using namespace assay;
using namespace assay::sim::literals;
using history::OperationKind;
using history::Outcome;
using nlohmann::json;
using outside::testing::Served;

constexpr sim::Duration timeout = 2_s;
const sim::Duration latency = sim::message_delays.shortest[0];

/// A draw of its own for each question.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_{seed} {}
  std::size_t below(std::size_t most) {
    state_ = sim::mix(state_ + 0x9e3779b97f4a7c15ULL);
    return static_cast<std::size_t>(state_ % most);
  }
  template <class Some>
  const auto& one_of(const Some& some) {
    return some[below(std::size(some))];
  }

 private:
  std::uint64_t state_;
};

/// One thing that the shop does.
struct Step {
  harness::ProcessorRequest request;
  std::uint32_t tries = 1;      ///< under its key, until the outcome is known
  bool asks_first = false;      ///< whether it looks the operation up between tries
  sim::Duration pause_between;  ///< after a try
};
using Script = std::vector<Step>;

harness::ProcessorRequest request_of(OperationKind kind, std::size_t payable, std::size_t number,
                                     std::int64_t minor) {
  const std::string name = fmt::format("pay-{}", payable);
  const bool leans = kind != OperationKind::authorise;
  return {.kind = kind,
          .operation = leans ? fmt::format("{}-op-{}", name, number) : name + "-op-0",
          .payable = name,
          .ordinal = static_cast<std::uint32_t>(number == 0 ? 1 : number),
          .parent = leans ? name + "-op-0" : "",
          .key = fmt::format("key-{}-{}", name, number),
          .amount = {minor, "EUR"}};
}

Script script_of(Draws& draws) {
  constexpr std::array kinds{OperationKind::capture, OperationKind::capture, OperationKind::refund,
                             OperationKind::void_authorisation, OperationKind::authorise};
  constexpr std::array amounts{1250, 1250, 600, 2000};
  constexpr std::array pauses{0_s, 100_ms, 1_s, 7_s, 31_s, 40_min};
  Script script;
  for (std::size_t payable = 1; payable <= 2; ++payable) {
    for (std::size_t number = 0; number < 4; ++number) {
      const OperationKind kind = number == 0 ? OperationKind::authorise : draws.one_of(kinds);
      const std::int64_t minor = number == 0 ? 1250 : draws.one_of(amounts);
      const auto tries = static_cast<std::uint32_t>(1 + draws.below(3));
      const bool asks = draws.below(2) == 1;
      script.push_back({request_of(kind, payable, number, minor), tries, asks,
                        draws.one_of(pauses)});
    }
  }
  return script;
}

/// Up to four faults at sites that the script may pass.
sim::Plan plan_of(Draws& draws, const Script& script) {
  sim::Plan plan;
  const std::size_t faults = 1 + draws.below(4);
  for (std::size_t i = 0; i < faults; ++i) {
    const harness::ProcessorRequest& about = draws.one_of(script).request;
    const bool inside = draws.below(2) == 1;
    const bool back = draws.below(2) == 1;
    const std::string operation = fmt::format("{}-{}", to_text(about.kind), about.ordinal);
    const std::string edge = inside ? "error" : back ? "reply" : "request";
    const std::string word{inside ? draws.one_of(models::processor_faults().words())
                                  : draws.one_of(sim::message_faults().words())};
    plan.push_back({fmt::format("acquirer.{}/{} @ shop-1/{}/{}/attempt-{}", to_text(about.kind),
                                edge, about.payable, operation, 1 + draws.below(2)),
                    1, word});
  }
  return plan;
}

/// What the shop does, whichever world it is in. Returns: what it was told, in order.
template <class Shop>
std::vector<Outcome> play(Shop& shop, const Script& script) {
  std::vector<Outcome> told;
  for (const Step& step : script) {
    for (std::uint32_t attempt = 1; attempt <= step.tries; ++attempt) {
      told.push_back(shop.send(step.request, attempt));
      shop.pause(step.pause_between);
      if (told.back() != Outcome::unknown) break;
      if (step.asks_first) told.push_back(shop.look_up(step.request));
    }
  }
  shop.pause(90_s);
  return told;
}

/// Everything but the times.
std::vector<std::string> truth_of(const history::History& history) {
  std::vector<std::string> rows;
  for (const history::Observation& seen : history) {
    if (seen.source() != history::Source::truth) continue;
    std::string row{seen.word()};
    history::visit(
        [&]<class Fact>(const history::Seen<Fact>& fact) {
          const auto tell = [&]<class Value>(const history::Field& field, const Value& value) {
            if constexpr (std::is_same_v<Value, history::Name>) {
              row += fmt::format(" {}={}", field.name, std::string_view{value});
            } else if constexpr (std::is_same_v<Value, history::Amount>) {
              row += fmt::format(" {} {}", value.minor, value.currency.code());
            } else if constexpr (std::is_enum_v<Value>) {
              row += fmt::format(" {}", history::to_text(value));
            }
          };
          Fact::fields(static_cast<const Fact&>(fact), tell);
        },
        seen);
    rows.push_back(row);
  }
  return rows;
}

struct Played {
  std::vector<Outcome> told;
  std::vector<std::string> truth;
  friend bool operator==(const Played&, const Played&) = default;
};

struct SimulatedShop {
  models::testing::Stage& stage;
  models::testing::Caller client;

  Outcome send(const harness::ProcessorRequest& request, std::uint32_t attempt) {
    return models::outcome_of(client.send(request, attempt));
  }
  Outcome look_up(const harness::ProcessorRequest& about) {
    return models::looked_up(client.look_up(about));
  }
  void pause(sim::Duration length) {
    if (length > 0_s) stage.pause(length);
  }
};

Played simulated(const Script& script, const sim::Plan& plan,
                 const models::ProcessorConfig& config) {
  models::testing::Stage stage{plan, config};
  Played played;
  stage.play([&](sim::Node& node) {
    SimulatedShop shop{stage, stage.client(node, timeout)};
    played.told = play(shop, script);
  });
  played.truth = truth_of(stage.recorder.history());
  return played;
}

json body_of(const harness::ProcessorRequest& request, std::uint32_t attempt) {
  json body{{"kind", to_text(request.kind)},
            {"reference", request.operation},
            {"payable", request.payable},
            {"ordinal", request.ordinal},
            {"attempt", attempt},
            {"amount", {{"minor", request.amount.minor}, {"currency", "EUR"}}}};
  if (!request.parent.empty()) body["parent"] = request.parent;
  return body;
}

/// Speaks the plain dialect as text, over a wire as slow as the simulated one.
struct ServedShop {
  Served& served;

  using Got = std::shared_ptr<std::optional<outside::http::Ending>>;

  /// What comes back in time; a broken connection is told at once, as nothing.
  std::optional<outside::http::Reply> exchange(const outside::http::Request& request) {
    const Got got = std::make_shared<std::optional<outside::http::Ending>>();
    const std::string text = outside::http::to_text(request);
    served.timers.at(served.timers.now() + latency, [this, got, text] {
      served.service.take(outside::http::read_request(text).value(),
                          [this, got](const outside::http::Ending& ending) {
                            served.timers.at(served.timers.now() + latency, [got, ending] {
                              if (!*got) *got = ending;
                            });
                          });
    });
    const sim::TimePoint until = served.timers.now() + timeout;
    while (!*got && served.timers.step(until)) {
    }
    if (!*got) served.pass(until - served.timers.now());
    const auto* const reply = *got ? std::get_if<outside::http::Reply>(&**got) : nullptr;
    if (reply == nullptr) return std::nullopt;
    return outside::http::read_reply(outside::http::to_text(*reply));
  }

  Outcome send(const harness::ProcessorRequest& request, std::uint32_t attempt) {
    auto message = outside::testing::post_json("/v1/operations", body_of(request, attempt),
                                               request.key);
    message.headers.push_back({"Sent-At", outside::to_rfc3339(served.timers.now())});
    const auto reply = exchange(message);
    if (!reply || reply->status == 409 || reply->status == 500) return Outcome::unknown;
    if (reply->status != 200) return Outcome::not_attempted;
    const bool done = json::parse(reply->body)["outcome"] == "success";
    return done ? Outcome::success : Outcome::declined;
  }
  Outcome look_up(const harness::ProcessorRequest& about) {
    const auto reply = exchange(
        {"GET", fmt::format("/v1/operations/{}?kind={}&payable={}&ordinal={}", about.operation,
                            to_text(about.kind), about.payable, about.ordinal)});
    if (reply && reply->status == 404) return Outcome::not_attempted;
    if (!reply || reply->status != 200) return Outcome::unknown;
    const bool done = json::parse(reply->body)["outcome"] == "success";
    return done ? Outcome::success : Outcome::declined;
  }
  void pause(sim::Duration length) { served.pass(length); }
};

Played through_http(const Script& script, const sim::Plan& plan,
                    const models::ProcessorConfig& config) {
  Served served{{.processor = config,
                 .name = "acquirer",
                 .caller = "shop-1",
                 .links = {.client_timeout = timeout}}};
  served.service.faults().set_plan(plan);
  ServedShop shop{served};
  Played played;
  played.told = play(shop, script);
  played.truth = truth_of(served.service.truth().history());
  return played;
}

std::string described(const sim::Plan& plan) {
  std::string text;
  for (const sim::Answer& one : plan) text += fmt::format("{}: {}\n", one.site, one.answer);
  return text;
}

TEST_CASE("1,000 plans leave the same ledger in the simulated world and behind HTTP") {
  std::size_t with_faults = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    Draws draws{seed};
    models::Profile profile = draws.one_of(models::profiles());
    profile.hold = 1_h;  // so that holds lapse in some runs
    const models::ProcessorConfig config{.profile = &profile};
    const Script script = script_of(draws);
    const sim::Plan plan = plan_of(draws, script);
    const Played here = simulated(script, plan, config);
    const Played there = through_http(script, plan, config);
    INFO("seed " << seed << ", profile " << profile.name << "\n" << described(plan));
    CHECK(here.truth == there.truth);
    CHECK(here.told == there.told);
    with_faults += here == simulated(script, {}, config) ? 0U : 1U;
  }
  CHECK(with_faults > 400);  // or else the plans would say nothing
}

}  // namespace
