// Step by step. Names of tenants are those of the requests that clients have made.
#include "runs/simulated/remedy_desk.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "models/clients/ask.hpp"
#include "models/environment/operator_message.hpp"
#include "models/processor/processor_messages.hpp"
#include "sim/world/world.hpp"

namespace assay::runs {

namespace {

using namespace sim::literals;
using history::OperationKind;

constexpr sim::Duration patience = 30_s;
constexpr sim::Duration before_asking_again = 5_s;
constexpr std::uint32_t tries_max = 5;
constexpr sim::Duration lateness = 25_h;
constexpr sim::Duration without_power = 1_s;
constexpr sim::Duration until_power_cut = 2_ms;
constexpr sim::Duration aftermath = 24_h;
constexpr std::uint32_t first_try = 2000;  // no client or probe comes that far
constexpr std::uint32_t first_ordinal = 1000;

/// What the processor shows of one operation: how it ended, and its own reference.
struct Looked {
  history::Outcome outcome = history::Outcome::not_attempted;
  std::string reference;
};

Looked look_up(const history::History& history, const OpenItem& item) {
  Looked looked;
  for (const history::Observation& seen : history) {
    const history::Named named = history::named_by(seen);
    const bool same = named.payable.text() == item.payable && named.kind == item.operation &&
                      named.ordinal == item.ordinal;
    if (!same) continue;
    if (const auto* applied = seen.as<history::EffectApplied>()) {
      looked = {history::Outcome::success, applied->effect.string()};
    } else if (seen.is<history::EffectDeclined>()) {
      looked = {history::Outcome::declined, "declined"};
    } else if (seen.is<history::EffectReversed>()) {
      looked = {history::Outcome::not_attempted, "reversed"};
    }
  }
  if (looked.reference.empty()) looked.reference = "not in the processor's list";
  return looked;
}

Looked word_on(Word word, const history::History& history, const OpenItem& item) {
  switch (word) {
    case Word::happened: return {history::Outcome::success, "somebody's word"};
    case Word::did_not_happen: return {history::Outcome::not_attempted, "somebody's word"};
    case Word::looked_up: return look_up(history, item);
    case Word::none: break;
  }
  return {history::Outcome::none, ""};
}

/// The last effect of that kind on a payable, or the one of that name.
const history::Seen<history::EffectApplied>* standing(const history::History& history,
                                                      std::string_view payable, OperationKind kind,
                                                      std::string_view effect) {
  const history::Seen<history::EffectApplied>* found = nullptr;
  for (const history::Observation& seen : history) {
    const auto* const applied = seen.as<history::EffectApplied>();
    const bool fits =
        applied != nullptr && applied->payable.text() == payable && applied->kind == kind;
    if (fits && (effect.empty() || applied->effect.text() == effect)) found = applied;
  }
  return found;
}

std::string_view word_of(const harness::EdgeResponse& response) {
  return response.status == harness::edge_status::succeeded ? "done" : "not done";
}

}  // namespace

void RemedyDesk::start() {
  const Manner manner = config_.request.remedy.manner;
  if (manner == Manner::late) wait(lateness);
  if (manner == Manner::by_two) {
    bool ended = false;
    node_.spawn("second operator", sim::Role::operation, [this, &ended] {
      take_all("operator-2", 1);
      ended = true;
    });
    take_all("operator-1", 0);
    while (!ended) wait(1_s);
  } else {
    take_all("operator-1", 0);
    if (manner == Manner::twice) take_all("operator-1", 1);
  }
  wait(aftermath);
  node_.world().kernel().rest_here();
}

void RemedyDesk::wait(sim::Duration length) {
  sim::Kernel& kernel = node_.world().kernel();
  (void)kernel.wait(kernel.now() + length);
}

void RemedyDesk::take_all(std::string_view who, std::uint32_t round) {
  for (std::size_t place = 0; place < config_.request.remedy.steps.size(); ++place) {
    take(place, who, round);
    wait(config_.request.between);
  }
}

void RemedyDesk::take(std::size_t place, std::string_view who, std::uint32_t round) {
  switch (config_.request.remedy.steps[place].move) {
    case Move::verb: return use_verb(place, who, round);
    case Move::restart: return restart(place);
    case Move::wait: {
      wait(1_h);
      return note(place, "", "done", true);
    }
    case Move::ask_again: return ask(place, false, round);
    case Move::ask_anew: return ask(place, true, round);
    case Move::refund: return refund(place, round);
    case Move::refund_outside: return refund_outside(place);
  }
}

void RemedyDesk::note(std::size_t place, std::string about, std::string came, bool done) {
  config_.taken.push_back({place, node_.world().now(), std::move(about), std::move(came), done});
}

std::vector<OpenItem> RemedyDesk::items() const {
  const history::History& history = config_.recorder.history();
  return open_items(history, history.size());
}

/// What the verification lists, and what the failure is about.
std::set<std::string> RemedyDesk::payables() const {
  std::set<std::string> all{config_.request.about.begin(), config_.request.about.end()};
  for (const OpenItem& item : items()) all.insert(item.payable);
  return all;
}

const harness::EdgeRequest* RemedyDesk::first_asked(const std::string& payable) const {
  for (const models::AskedRequest& one : config_.asked.all()) {
    if (models::payable_of(one.request) == payable) return &one.request;
  }
  return nullptr;
}

sim::Node& RemedyDesk::next_machine() { return *config_.service[turn_++ % config_.service.size()]; }

void RemedyDesk::use_verb(std::size_t place, std::string_view who, std::uint32_t round) {
  const RemedyStep& step = config_.request.remedy.steps[place];
  const auto verb =
      std::ranges::find(config_.system.verbs, step.verb, &harness::OperatorVerb::name);
  if (verb == config_.system.verbs.end()) return note(place, "", "no such verb", false);
  harness::OperatorCall call{.id = fmt::format("{}-{}-{}", who, place + 1, round + 1),
                             .verb = step.verb,
                             .who = std::string{who},
                             .reason = "a playbook"};
  if (verb->about == harness::VerbSubject::system) return operate(place, call, "");
  const std::size_t before = config_.taken.size();
  if (verb->about == harness::VerbSubject::payable) {
    for (const std::string& payable : payables()) {
      const harness::EdgeRequest* const asked = first_asked(payable);
      if (asked == nullptr) continue;
      harness::OperatorCall one = call;
      one.id += "-" + payable;
      one.tenant = asked->tenant;
      one.payable = asked->payable;
      operate(place, std::move(one), payable);
    }
  } else {
    for (const OpenItem& item : items()) {
      const harness::EdgeRequest* const asked = first_asked(item.payable);
      if (item.kind != ItemKind::open_work || asked == nullptr) continue;
      const Looked looked = word_on(step.word, config_.recorder.history(), item);
      harness::OperatorCall one = call;
      one.id += fmt::format("-{}-{}-{}", item.payable, to_text(item.operation), item.ordinal);
      one.tenant = asked->tenant;
      one.payable = asked->payable;
      one.kind = item.operation;
      one.ordinal = item.ordinal;
      one.outcome = looked.outcome;
      if (!looked.reference.empty()) one.reference = looked.reference + " of " + one.id;
      operate(place, std::move(one),
              fmt::format("{} {} of {}", to_text(item.operation), item.ordinal, item.payable));
    }
  }
  if (config_.taken.size() == before) note(place, "", "nothing to do", false);
}

void RemedyDesk::operate(std::size_t place, harness::OperatorCall call, const std::string& about) {
  sim::Node& to = next_machine();
  if (config_.request.remedy.manner == Manner::power_cut && !cut_) {
    cut_ = true;
    node_.spawn("power cut", sim::Role::operation, [this, &to] {
      wait(until_power_cut);
      to.crash();
      wait(without_power);
      to.start();
    });
  }
  for (std::uint32_t tried = 1;; ++tried) {
    const std::string body = models::encode(call);
    const sim::CallResult result =
        node_.world().network().call(node_, {.to = to,
                                             .operation = models::operator_operation,
                                             .scope = about,
                                             .body = body,
                                             .timeout = patience});
    const auto answer = result.status == sim::CallStatus::answered
                            ? models::decode_operator_answer(result.body)
                            : std::nullopt;
    if (answer && answer->end == harness::OperatorEnd::done)
      return note(place, about, "done", true);
    if (answer && answer->end == harness::OperatorEnd::refused) {
      return note(place, about, "refused: " + answer->why, false);
    }
    if (tried == tries_max) return note(place, about, "no answer", false);
    wait(before_asking_again);
  }
}

void RemedyDesk::restart(std::size_t place) {
  for (sim::Node* const machine : config_.service) machine->crash();
  wait(without_power);
  for (sim::Node* const machine : config_.service) machine->start();
  note(place, "", "done", true);
}

/// What clients have asked of the payables, in the order of then.
harness::EdgeResponse RemedyDesk::ask_until_final(const harness::EdgeRequest& request,
                                                  std::uint32_t round) {
  harness::EdgeResponse response;
  for (std::uint32_t tried = 0; tried < tries_max; ++tried) {
    const models::Asker asker{node_, next_machine(), config_.recorder, patience};
    response = models::ask(asker, request, first_try + round * 100 + tried);
    if (models::is_final(response)) break;
    wait(std::max(before_asking_again, response.retry_after));
  }
  return response;
}

void RemedyDesk::ask(std::size_t place, bool anew, std::uint32_t round) {
  const std::set<std::string> about = payables();
  bool any = false;
  for (const models::AskedRequest& one : config_.asked.all()) {
    const std::string payable = models::payable_of(one.request);
    if (!about.contains(payable)) continue;
    any = true;
    harness::EdgeRequest request = one.request;
    if (anew) request.key += fmt::format("-anew-{}", ++number_);
    const harness::EdgeResponse response = ask_until_final(request, round);
    note(place, fmt::format("{} {} of {}", to_text(request.kind), request.ordinal, payable),
         std::string{word_of(response)}, true);
  }
  if (!any) note(place, "", "nothing to do", false);
}

void RemedyDesk::refund(std::size_t place, std::uint32_t round) {
  bool any = false;
  for (const OpenItem& item : items()) {
    const harness::EdgeRequest* const asked = first_asked(item.payable);
    if (item.kind != ItemKind::surplus || asked == nullptr) continue;
    any = true;
    harness::EdgeRequest request = *asked;
    request.kind = OperationKind::refund;
    request.terms = {};
    request.parent.clear();
    request.amount = item.amount;
    request.ordinal = first_ordinal + ++number_;
    request.scope = fmt::format("{}/{}", request.customer, to_text(request.kind));
    request.key = fmt::format("operator-{}", number_);
    request.fingerprint = harness::fingerprint_of(request);
    models::declare(node_, config_.recorder, request);
    const harness::EdgeResponse response = ask_until_final(request, round);
    const bool done = response.status == harness::edge_status::succeeded;
    note(place, item.payable, done ? "done" : "refused: " + response.reason, done);
  }
  if (!any) note(place, "", "nothing to do", false);
}

/// The processor's desk acts on the effect itself, and asks nobody: what it does is seen in the
/// truth alone.
void RemedyDesk::refund_outside(std::size_t place) {
  bool any = false;
  for (const OpenItem& item : items()) {
    const bool is_hold = item.kind == ItemKind::held;
    const auto* const hold = standing(config_.recorder.history(), item.payable,
                                      OperationKind::authorise, is_hold ? item.what : "");
    if ((item.kind != ItemKind::surplus && !is_hold) || hold == nullptr) continue;
    const auto processor =
        std::ranges::find(config_.processors, hold->processor.text(), &sim::Node::service);
    if (processor == config_.processors.end()) continue;
    any = true;
    ++number_;
    const std::string name = fmt::format("manual-{}", number_);
    const harness::ProcessorRequest request{
        .kind = is_hold ? OperationKind::void_authorisation : OperationKind::refund,
        .operation = name,
        .payable = item.payable,
        .ordinal = first_ordinal + number_,
        .parent = hold->operation.string(),
        .effect = is_hold ? item.what : "",
        .key = name,
        .amount = item.amount,
        .terms = {}};
    const std::string body = models::encode(request);
    const sim::CallResult result =
        node_.world().network().call(node_, {.to = **processor,
                                             .operation = to_text(request.kind),
                                             .scope = item.payable,
                                             .body = body,
                                             .timeout = patience});
    const auto reply = models::decode_processor_reply(result.body);
    const bool done = reply && reply->status == harness::ProcessorStatus::done;
    note(place, item.payable, done ? "done" : "not done", done);
  }
  if (!any) note(place, "", "nothing to do", false);
}

}  // namespace assay::runs
