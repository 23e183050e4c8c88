// What a served processor's truth says at the end: effects by payable, and the properties that
// truth alone can support, judged as anywhere else.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "history/history.hpp"
#include "models/rules/effect_ledger.hpp"
#include "properties/property.hpp"

namespace assay::outside {

struct Verification {
  std::vector<properties::Judgement> judgements;  ///< of the properties that truth supports
  properties::Verdict verdict{};                  ///< the gravest of them

  [[nodiscard]] bool is_violated() const { return verdict == properties::Verdict::violated; }
};

/// Holds the truth against the properties that need nothing else.
[[nodiscard]] Verification verify(const history::History& truth);

/// The whole as JSON: verdict, findings, and effects by payable.
[[nodiscard]] nlohmann::ordered_json to_json(const Verification& verification,
                                             const models::EffectLedger& ledger);
/// The same for people, a line each.
[[nodiscard]] std::string to_text(const Verification& verification,
                                  const models::EffectLedger& ledger);

/// "3 payables, 5 effects: 2 authorise, 2 capture, 1 refund".
[[nodiscard]] std::string summary(const models::EffectLedger& ledger);

}  // namespace assay::outside
