// One fact a movement; only the truth is recorded, since nothing else is seen from here.
#include "outside/serve/truth.hpp"

#include <utility>

#include "history/jsonl.hpp"

namespace assay::outside {
namespace {

template <class Fact>
Fact fact_of(history::History& history, const models::Movement& moved, std::string_view processor,
             std::string_view key) {
  Fact fact;
  fact.payable = history.name(moved.request.payable);
  fact.operation = history.name(moved.request.operation);
  fact.processor = history.name(processor);
  fact.processor_key = history.name(key);
  fact.amount = moved.request.amount;
  fact.ordinal = moved.request.ordinal;
  fact.kind = moved.request.kind;
  if constexpr (requires { fact.effect; }) fact.effect = history.name(moved.effect);
  if constexpr (requires { fact.reason; }) fact.reason = history.name(moved.reason);
  if constexpr (requires { fact.capture_before; }) {
    fact.capture_before = moved.capture_before.ns();
  }
  return fact;
}

}  // namespace

Truth::Truth(std::string processor, const models::ProcessorConfig& config)
    : processor_{std::move(processor)}, config_{config} {
  begin();
}

void Truth::begin() {
  const models::Profile& profile = *config_.profile;
  history_.recorded = history::bit(history::Source::truth);
  history_.bounds.effect_max = config_.effect_max.ns();
  history_.processors = {{processor_, profile.knows_keys, profile.key_retention.ns()}};
}

void Truth::record(const models::Movement& movement, std::string_view key, sim::TimePoint now) {
  const history::Stamp stamp{.at = now.ns(), .observer = history_.name(processor_)};
  const auto add = [&]<class Fact>(Fact*) {
    history_.add(stamp, fact_of<Fact>(history_, movement, processor_, key));
  };
  switch (movement.kind) {
    case models::Movement::Kind::applied:
      return add(static_cast<history::EffectApplied*>(nullptr));
    case models::Movement::Kind::declined:
      return add(static_cast<history::EffectDeclined*>(nullptr));
    case models::Movement::Kind::reversed:
      return add(static_cast<history::EffectReversed*>(nullptr));
  }
}

std::string Truth::facts() const { return history::write_history(history_); }

void Truth::reset() {
  history_ = history::History{};
  begin();
}

nlohmann::ordered_json effects_json(const models::EffectLedger& ledger) {
  auto list = nlohmann::ordered_json::array();
  for (const models::Effect& effect : ledger.effects()) {
    const harness::ProcessorRequest& by = effect.request;
    nlohmann::ordered_json one{
        {"effect", effect.id},
        {"kind", history::to_text(by.kind)},
        {"payable", by.payable},
        {"ordinal", by.ordinal},
        {"operation", by.operation},
        {"amount", {{"minor", by.amount.minor}, {"currency", by.amount.currency.code()}}}};
    if (!by.parent.empty()) one["parent"] = by.parent;
    if (!by.key.empty()) one["key"] = by.key;
    if (!effect.undone.empty()) one["undone"] = effect.undone;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace assay::outside
