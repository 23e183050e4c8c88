// Each case intends a payment of its own, so that none disturbs another. The list is at the end.
#include "outside/agents/cases.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "outside/agents/agent.hpp"

namespace assay::outside::agents {
namespace {

using Came = ToolAnswer::Came;

struct Case {
  std::string_view name, claim;
  CaseOutcome (*run)(Agent& agent);
};

CaseOutcome passed(std::string why, std::int64_t effects) {
  return {.verdict = CheckVerdict::pass, .why = std::move(why), .effects = effects};
}
CaseOutcome failed(std::string why, std::optional<std::int64_t> effects = {}) {
  return {.verdict = CheckVerdict::fail, .why = std::move(why), .effects = effects};
}
CaseOutcome not_judged(std::string why) {
  return {.verdict = CheckVerdict::not_judged, .why = std::move(why)};
}
CaseOutcome in_trouble(const Agent& agent) { return not_judged(agent.trouble()); }

CaseOutcome one_payment(Agent& agent) {
  const Intended payment = agent.intend();
  if (payment.reference.empty()) return failed(agent.trouble());
  const Told told = agent.call(payment);
  if (!agent.trouble().empty()) return failed(agent.trouble());
  const std::int64_t effects = agent.effects(payment);
  if (effects != 1) {
    return failed(fmt::format("one call, and nothing went wrong: {} effects", effects), effects);
  }
  if (told.answer.is_error || told.means == "failed") {
    return failed("the payment was made, and the tool said that it was not", effects);
  }
  return passed("one effect", effects);
}

CaseOutcome two_payments(Agent& agent) {
  const Intended one = agent.intend();
  const Intended other = agent.intend();
  if (one.reference.empty() || other.reference.empty()) return in_trouble(agent);
  (void)agent.call(one);
  (void)agent.call(other);
  const std::int64_t first = agent.effects(one);
  const std::int64_t second = agent.effects(other);
  if (first != 1 || second != 1) {
    return failed(
        fmt::format("of two distinct payments one had {} effects, the other {}", first, second),
        first + second);
  }
  return passed("two effects", 2);
}

/// What is wrong about so many effects of one payment.
CaseOutcome judged(std::int64_t effects, const std::string& what) {
  if (effects == 1) return passed(fmt::format("{}: one effect", what), effects);
  return failed(fmt::format("{}: {} effects for one payment", what, effects), effects);
}

CaseOutcome own_retry(Agent& agent) {
  const Intended payment = agent.intend();
  if (payment.reference.empty()) return in_trouble(agent);
  agent.behind().strike(Strike::first_reply);
  (void)agent.call(payment);
  const std::uint64_t replies = agent.behind().replies();
  agent.behind().strike(Strike::nothing);
  if (replies == 0) return not_judged("the processor was not asked");
  return judged(agent.effects(payment),
                replies > 1 ? fmt::format("asked {} times by itself", replies) : "not asked again");
}

/// A call whose every answer from the processor is lost, and one that follows when all is well.
CaseOutcome after_failure(Agent& agent, const std::string& what, bool same_id, bool new_session) {
  const Intended payment = agent.intend();
  if (payment.reference.empty()) return in_trouble(agent);
  agent.behind().strike(Strike::every_reply);
  (void)agent.call(payment);
  const std::uint64_t id = agent.last_id();
  const std::uint64_t replies = agent.behind().replies();
  agent.behind().strike(Strike::nothing);
  if (replies == 0) return not_judged("the processor was not asked");
  if (new_session) agent.end_session();
  (void)agent.call(same_id ? payment : agent.again(payment), same_id ? id : 0);
  if (!agent.trouble().empty()) return in_trouble(agent);
  return judged(agent.effects(payment), what);
}

CaseOutcome again_after_failure(Agent& agent) {
  return after_failure(agent, "called again after a failure", false, false);
}

CaseOutcome same_request_id(Agent& agent) {
  return after_failure(agent, "the same JSON-RPC request again", true, false);
}

CaseOutcome new_session(Agent& agent) {
  return after_failure(agent, "called again in a new session", false, true);
}

CaseOutcome kill_and_restart(Agent& agent) {
  const Intended payment = agent.intend();
  if (payment.reference.empty()) return in_trouble(agent);
  const bool was_asked = agent.call_and_kill(payment);
  if (!agent.trouble().empty()) return in_trouble(agent);
  if (!was_asked) return not_judged("the processor was not asked");
  (void)agent.call(agent.again(payment));
  if (!agent.trouble().empty()) return in_trouble(agent);
  return judged(agent.effects(payment), "killed after the effect, and called again");
}

CaseOutcome failure_is_marked(Agent& agent) {
  const Intended payment = agent.intend();
  if (payment.reference.empty()) return in_trouble(agent);
  agent.behind().strike(Strike::refused);
  const Told told = agent.call(payment);
  const std::uint64_t replies = agent.behind().replies();
  agent.behind().strike(Strike::nothing);
  const std::int64_t effects = agent.effects(payment);
  if (replies == 0) return not_judged("the processor was not asked");
  if (effects > 0) return not_judged("it had an effect after all");
  if (told.answer.came != Came::answer) return passed("the call was not answered", effects);
  if (told.means == "success") return failed("nothing was paid, and success was told", effects);
  if (!told.answer.is_error) {
    return failed("the call failed, and its answer is not marked by isError", effects);
  }
  return passed("a failure is marked as one", effects);
}

constexpr Case cases[] = {
    {"one_payment", "one call is one payment", one_payment},
    {"two_payments", "two distinct payments are two", two_payments},
    {"own_retry", "what the server repeats by itself is one payment", own_retry},
    {"again_after_failure", "a call that failed can be made again", again_after_failure},
    {"same_request_id", "so can the same JSON-RPC request", same_request_id},
    {"new_session", "so can a call in a new session", new_session},
    {"kill_and_restart", "so can a call after the server was killed", kill_and_restart},
    {"failure_is_marked", "a call that failed says so by isError", failure_is_marked},
};

}  // namespace

std::vector<std::string_view> case_names() {
  std::vector<std::string_view> names;
  for (const Case& one : cases) names.push_back(one.name);
  return names;
}

CaseResults check_agent(const AgentSubject& subject,
                        const std::function<void(const CaseOutcome&)>& told) {
  CaseResults made{.name = subject.name, .kind = "agent"};
  Agent agent{subject};
  bool works = true;
  for (const Case& one : cases) {
    const bool left_out = std::ranges::find(subject.leave_out, one.name) != subject.leave_out.end();
    CaseOutcome outcome = left_out ? not_judged("the file leaves it out")
                          : works  ? one.run(agent)
                                   : not_judged("the first payment failed");
    outcome.name = one.name;
    outcome.claim = one.claim;
    outcome.left_out = left_out;
    outcome.said = agent.take_said();
    if (made.all.empty()) works = outcome.verdict == CheckVerdict::pass;
    if (told) told(outcome);
    made.all.push_back(std::move(outcome));
  }
  return made;
}

}  // namespace assay::outside::agents
