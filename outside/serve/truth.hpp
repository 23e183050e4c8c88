// The truth of a served processor, as facts of history/: what moved, was declined, was undone. What
// its callers believe is not seen from here, so that no other source is recorded.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "history/history.hpp"
#include "models/rules/processor_rules.hpp"

namespace assay::outside {

class Truth {
 public:
  /// `processor` is the name that facts give it.
  Truth(std::string processor, const models::ProcessorConfig& config);

  /// `key`: the idempotency key that the request came with.
  void record(const models::Movement& movement, std::string_view key, sim::TimePoint now);
  [[nodiscard]] const history::History& history() const { return history_; }
  /// As JSONL that history/ reads.
  [[nodiscard]] std::string facts() const;
  void reset();

 private:
  void begin();

  std::string processor_;
  models::ProcessorConfig config_;
  history::History history_;
};

/// Every effect with the operation that caused it, in the order in which they were applied.
[[nodiscard]] nlohmann::ordered_json effects_json(const models::EffectLedger& ledger);

}  // namespace assay::outside
