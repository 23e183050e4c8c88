// I33: every effect has a record in what the service believes (succeeded, or parked for a person)
// within T_recon, counted from the effect or from healing, whichever is later. At rest nothing
// more can come, so an effect without a record is unseen for good.
#include <fmt/format.h>

#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using models::Source;

void report(const detail::Effect& effect, Rows rows, Findings& findings) {
  const auto* record = detail::record_of(rows);
  const auto& applied = *effect.applied;
  findings.violated(detail::finding(
      fmt::format("{} moved {} as {} at {}, and the service {}", detail::name_of(applied),
                  detail::money(applied.amount), applied.effect, detail::moment(applied.at),
                  record == nullptr
                      ? std::string("never recorded it")
                      : fmt::format("recorded it only at {}", detail::moment(record->at))),
      applied.amount, {&applied, record}));
}

void check(const Index& index, Findings& findings) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    for (const auto& effect : detail::effects_of(rows)) {
      const auto seen = detail::recorded_in_time(index, effect, rows);
      if (!seen) findings.undecided("an effect without a record may still be found in time");
      if (seen && !*seen) report(effect, rows, findings);
    }
  }
}

}  // namespace

Property no_unseen_effect() {
  return {.name = "no_unseen_effect",
          .claim = "No money moves without the books finding out, even if every message is lost.",
          .rule = "I33",
          .severity = Severity::money_lost,
          .needs = bit(Source::truth) | bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
