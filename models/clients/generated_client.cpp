// A client that plays the grammar of generated_flow.hpp: what it asks for next, and how.
#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "harness/names.hpp"
#include "models/clients/client.hpp"
#include "models/clients/workload_options.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

constexpr std::int64_t more_minor = 100;

/// Of an amount, so that a second part still fits and a third may not.
std::int64_t part_of(std::int64_t minor) { return minor - minor / 2; }

std::string payable_name(const harness::EdgeRequest& request) {
  return harness::world_name(request.tenant, request.payable);
}

}  // namespace

/// One payment after another, or one while the one before it is still under way.
void Client::pay_from(std::uint32_t number) {
  const std::uint32_t end = config_.first_payable + config_.payments;
  for (; number + 1 < end; ++number) {
    const std::string site = fmt::format("client.next @ {}/pay-{}", node_.name(), number);
    const bool meanwhile = node_.world().workload(site, choice_of(2)) != 0;
    if (!meanwhile && config_.kind == ClientKind::person) {
      pay(number);
    } else {
      node_.spawn("payment", sim::Role::operation, [this, number] { pay(number); });
    }
  }
  pay(number);
}

void Client::pay_generated(harness::EdgeRequest request) {
  const std::string size = fmt::format("client.size @ {}/{}", node_.name(), payable_name(request));
  if (node_.world().workload(size, size_options()) != 0) request.amount.minor = absurd_minor;
  ClientState state = ClientState::nothing;
  const auto course = std::make_shared<Course>();
  for (std::uint32_t place = 1; place <= steps_max; ++place) {
    const std::string site =
        fmt::format("client.step @ {}/{}/step-{}", node_.name(), payable_name(request), place);
    const std::uint32_t answer = node_.world().workload(site, step_options(state));
    const GeneratedStep& step = step_at(state, answer);
    if (step.leaves) return;
    const std::string pace =
        fmt::format("client.pace @ {}/{}/step-{}", node_.name(), payable_name(request), place);
    if (node_.world().workload(pace, pace_options()) != 0) {
      node_.spawn("step", sim::Role::operation, [this, request, &step, place, course] {
        (void)take_step(request, step, place, *course);
      });
      continue;
    }
    const bool done = take_step(request, step, place, *course);
    if (done) state = step.then;
    if (!done && state == ClientState::nothing) state = ClientState::doubtful;
  }
}

bool Client::take_step(harness::EdgeRequest request, const GeneratedStep& step,
                       std::uint32_t place, Course& course) {
  std::uint32_t& ordinal = course.ordinals[static_cast<std::size_t>(step.kind)];
  const std::int64_t minor = request.amount.minor;
  if (step.amount == GeneratedStep::Amount::part) request.amount.minor = part_of(minor);
  if (step.amount == GeneratedStep::Amount::beyond) request.amount.minor = minor + 1;
  request.ordinal = ++ordinal;
  const bool takes_back = step.kind == history::OperationKind::refund ||
                          step.kind == history::OperationKind::void_authorisation;
  if (takes_back) asked_back_.insert(request.payable);
  if (step.kind != history::OperationKind::authorise) {
    request.parent = choose_parent(request, place, course);
  }
  prepare(request, step.kind);
  if (step.other_card) {
    request.terms.instrument += "-b";
    request.fingerprint = fingerprint_of(request);
  }
  if (step.twice) {
    harness::EdgeRequest second = request;
    second.ordinal = ++ordinal;
    prepare(second, step.kind);
    node_.spawn("second", sim::Role::operation, [this, second] { (void)carry_out(second); });
  }
  const std::string site =
      fmt::format("client.manner @ {}/{}/step-{}", node_.name(), payable_name(request), place);
  const Manner& manner = manner_at(node_.world().workload(site, manner_options()));
  std::string operation;
  const bool done = carry_out(request, manner, operation);
  if (done && step.kind == history::OperationKind::authorise) {
    course.authorisations.push_back(operation);
  } else if (done) {
    course.other = operation;
  }
  if (manner.again != Manner::Again::other_amount) return done;
  request.ordinal = ++ordinal;  // another wish, and so another operation
  request.amount.minor += more_minor;
  prepare(request, step.kind);
  return carry_out(request) || done;
}

/// Which authorisation a step is meant for: none is named, or the latest, an earlier one, or what
/// is no authorisation.
std::string Client::choose_parent(const harness::EdgeRequest& request, std::uint32_t place,
                                  const Course& course) {
  const std::string site =
      fmt::format("client.parent @ {}/{}/step-{}", node_.name(), payable_name(request), place);
  const auto& known = course.authorisations;
  switch (static_cast<Parent>(node_.world().workload(site, parent_options()))) {
    case Parent::unnamed: return {};
    case Parent::latest: return known.empty() ? std::string{} : known.back();
    case Parent::earliest: return known.empty() ? std::string{} : known.front();
    case Parent::wrong: break;
  }
  return course.other.empty() ? "op-none" : course.other;
}

/// Those who ask for the same operation at the same time.
void Client::accompany(const harness::EdgeRequest& request, const Manner& manner) {
  sim::Node& other = manner.by_another ? another_client(request) : node_;
  const bool storm = manner.copies == storm_copies;
  const std::uint32_t tries = storm ? storm_tries : config_.tries_max;
  const std::uint32_t askers = std::max(manner.copies, manner.keys);
  for (std::uint32_t copy = 2; copy <= askers; ++copy) {
    harness::EdgeRequest same = request;
    if (manner.keys > 1) same.key += fmt::format("-key-{}", copy);
    const std::uint32_t asker = config_.copies + copy;
    node_.spawn("copy", sim::Role::operation, [this, &other, same, asker, tries] {
      (void)pursue({other, asker, tries}, same, {});
    });
  }
}

/// Whoever has his answer and asks for the same once more, by mistake or otherwise.
void Client::ask_again(harness::EdgeRequest request, const Manner& manner) {
  using enum Manner::Again;
  if (manner.again == no || manner.again == other_amount) return;
  if (manner.again != same_key) request.key += "-again";
  if (manner.again == other_card && !request.terms.instrument.empty()) {
    request.terms.instrument += "-b";
  }
  request.fingerprint = fingerprint_of(request);
  const std::uint32_t asker = config_.copies + storm_copies + 1;
  (void)pursue({node_, asker, config_.tries_max}, std::move(request), {});
}

/// A client of the tenant that was there before; the only one asks itself.
sim::Node& Client::another_client(const harness::EdgeRequest& request) {
  if (config_.others.empty()) return node_;
  const std::string site = fmt::format("client.other @ {}/{}", node_.name(), payable_name(request));
  return *config_.others[node_.world().workload(site, choice_of(config_.others.size())) %
                         config_.others.size()];
}

}  // namespace assay::models
