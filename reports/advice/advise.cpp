// What is special about the property first, then what its state calls for, then its open work.
#include "reports/advice/advise.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace assay::reports::advice {

namespace {

class Adviser {
 public:
  void add(const std::vector<Instruction>& steps, const Matter& matter) {
    for (const Instruction& step : steps) {
      for (const Gaps& gaps : rounds_of(step.each, matter)) add(step, gaps);
    }
  }
  void add(const Instruction& step, const Gaps& gaps) {
    const auto text = filled_in(step.text, gaps);
    if (!text) return;
    std::vector<std::string>& list = list_of(step.part);
    if (std::ranges::find(list, *text) == list.end()) list.push_back(*text);
  }
  void add_state(std::string text) { advised_.state.push_back(std::move(text)); }

  Advised take() { return std::move(advised_); }

 private:
  static std::vector<Gaps> rounds_of(Each each, const Matter& matter) {
    const std::vector<Gaps>* const more = more_of(each, matter);
    if (more == nullptr) return {matter.gaps};
    std::vector<Gaps> rounds;
    for (const Gaps& one : *more) {
      rounds.push_back(matter.gaps);
      for (const auto& [name, text] : one) rounds.back()[name] = text;
    }
    return rounds;
  }

  static const std::vector<Gaps>* more_of(Each each, const Matter& matter) {
    switch (each) {
      case Each::extra: return &matter.extra;
      case Each::unbooked: return &matter.unbooked;
      case Each::later: return &matter.later;
      case Each::event: return &matter.events;
      case Each::again: return &matter.again;
      case Each::matter: break;
    }
    return nullptr;
  }

  std::vector<std::string>& list_of(Part part) {
    switch (part) {
      case Part::contain: return advised_.contain;
      case Part::recover: return advised_.recover;
      case Part::never: return advised_.never;
      case Part::verify: break;
    }
    return advised_.verify;
  }

  Advised advised_;
};

std::string state_words(const Matter& matter) {
  const auto text = filled_in("{what}: at the processor {truth}; the service's record is {state}; "
                              "its client was told {told}",
                              matter.gaps);
  return text.value_or("No single payment: the state of the whole.");
}

std::string_view open_words(OpenWork work) {
  switch (work) {
    case OpenWork::lease: return "key {client_key} is held by {holder}, token {token}, {lease_end}";
    case OpenWork::parked: return "{what} is parked since {since}: {reason}";
    case OpenWork::doubtful: return "{what} is {state} since {since}";
    case OpenWork::in_flight: return "{what} is {state} since {since}";
    case OpenWork::outbox: return "event {event} has not been taken by {consumer}";
    case OpenWork::hold: return "a hold of {hold_amount} stands as {held}{lapses}";
    case OpenWork::open_break: return "a break about {effect} since {since}: {reason}";
  }
  return {};
}

const PropertyAdvice* advice_for(const std::vector<PropertyAdvice>& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &PropertyAdvice::property);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::string> filled_in(std::string_view text, const Gaps& gaps) {
  std::string made;
  while (!text.empty()) {
    const auto open = text.find('{');
    made += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = text.find('}', open);
    const auto gap = gaps.find(text.substr(open + 1, close - open - 1));
    if (gap == gaps.end() || gap->second.empty()) return std::nullopt;
    made += gap->second;
    text.remove_prefix(close + 1);
  }
  return made;
}

Advised advise(std::string_view property, const Situation& situation) {
  static const std::vector<PropertyAdvice> all = all_property_advice();
  Adviser adviser;
  const PropertyAdvice* const own = advice_for(all, property);
  for (const Matter& matter : situation.matters) {
    adviser.add_state(state_words(matter));
    const Rule* const rule =
        own == nullptr ? nullptr : rule_for(own->rules, matter.happened, matter.believed);
    if (rule != nullptr) adviser.add(rule->steps, matter);
  }
  for (const Matter& matter : situation.matters) {
    const Rule* const rule = rule_for(advice_by_state(), matter.happened, matter.believed);
    if (rule != nullptr) adviser.add(rule->steps, matter);
  }
  for (const OpenItem& item : situation.open) {
    if (const auto text = filled_in(open_words(item.work), item.gaps)) {
      adviser.add_state("open: " + *text);
    }
    const auto& row = advice_by_open_work()[static_cast<std::size_t>(item.work)];
    for (const Instruction& step : row.steps) adviser.add(step, item.gaps);
  }
  return adviser.take();
}

}  // namespace assay::reports::advice
