// Field by field.
#include "campaign/results/search_state_json.hpp"

#include <utility>

#include "campaign/results/finding_json.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

json to_json(const sim::Frontier::Counts& counts) {
  return {counts.left.faults, counts.left.deviations, counts.plans};
}

/// Where there is not one count for each part of the budget they are of no search, and a walk that
/// is to go on from them begins anew.
sim::Frontier::Counts extensions_from(const json& value) {
  const sim::Budget left{value.at(0).get<std::uint32_t>(), value.at(1).get<std::uint32_t>()};
  const std::size_t rows = std::size_t{left.faults} + 1;
  const std::size_t columns = std::size_t{left.deviations} + 1;
  const std::size_t told = value.at(2).size();
  if (told % rows != 0 || told / rows != columns) return sim::Frontier::Counts{};
  sim::Frontier::Counts counts{left};
  value.at(2).get_to(counts.plans);
  return counts;
}

json to_json(const sim::Frontier& frontier) {
  json levels = json::array();
  for (const auto& level : frontier.levels) {
    levels.push_back({level.points, level.answers, to_json(level.counts)});
  }
  json seen = json::array();
  for (const auto& [state, counts] : frontier.seen) seen.push_back({state, to_json(counts)});
  return {{"begun", frontier.begun}, {"levels", levels}, {"seen", seen}};
}

sim::Frontier frontier_from(const json& value) {
  sim::Frontier frontier;
  value.at("begun").get_to(frontier.begun);
  for (const json& one : value.at("seen")) {
    frontier.seen.emplace(one.at(0).get<std::uint64_t>(), extensions_from(one.at(1)));
  }
  for (const json& one : value.at("levels")) {
    frontier.levels.push_back(
        {one.at(0).get<std::size_t>(), one.at(1).get<std::size_t>(), extensions_from(one.at(2))});
  }
  return frontier;
}

}  // namespace

nlohmann::ordered_json to_json(const runs::SearchState& state) {
  const sim::Exhausted& search = state.frontier.so_far;
  ordered_json first = ordered_json::object();
  for (const auto& [property, plan] : state.first) first[property] = plan_to_json(plan);
  return {{"plans", search.plans},
          {"ran", search.ran},
          {"pruned", search.pruned},
          {"equal_states", search.equal_states},
          {"complete", search.complete},
          {"violated", state.violated},
          {"unknown", state.unknown},
          {"first", first},
          {"frontier", search.complete ? json(nullptr) : to_json(state.frontier)}};
}

runs::SearchState search_from(const json& value, const sim::Budget& budget) {
  runs::SearchState state;
  if (!value.at("frontier").is_null()) state.frontier = frontier_from(value.at("frontier"));
  state.frontier.so_far = {.budget = budget,
                           .plans = value.at("plans").get<std::uint64_t>(),
                           .ran = value.at("ran").get<std::uint64_t>(),
                           .pruned = value.at("pruned").get<std::uint64_t>(),
                           .equal_states = value.at("equal_states").get<std::uint64_t>(),
                           .complete = value.at("complete").get<bool>()};
  value.at("violated").get_to(state.violated);
  value.at("unknown").get_to(state.unknown);
  for (const auto& [property, plan] : value.at("first").items()) {
    state.first[property] = plan_from(plan);
  }
  return state;
}

}  // namespace assay::campaign
