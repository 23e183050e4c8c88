// What one source says of one group of lines, held against what the anchors say. Sums, kinds,
// currency, fee; and where they differ, why.
#pragma once

#include "payments/reconciliation/groups.hpp"
#include "payments/reconciliation/matching.hpp"

#include <optional>
#include <span>
#include <string>

namespace payments::reconciliation {

/// What is compared.
struct Question {
  std::span<const Line> lines;  ///< all there are
  Source said_by{};
  Places known;                      ///< anchors that this source should know, and that have ended
  Places open;                       ///< those that have not
  Places said;                       ///< what the source says; no id twice
  std::optional<std::int32_t> days;  ///< within which it should have
  Day today;
};

struct Verdict {
  Bucket bucket = Bucket::matched;
  std::optional<Money> amount;
  std::optional<Day> deadline;
  std::string reason;
  Places repeated;  ///< of `said`: what it says once more
  bool definite = false;
};

[[nodiscard]] Verdict compare(const Question& given);

/// Whether a source speaks of this kind at all.
[[nodiscard]] bool speaks_of(Source source, LineKind kind);

/// The sum, in the currency of the first. None: an amount cannot be held, or currencies mix.
[[nodiscard]] std::optional<Money> sum_of(std::span<const Line> lines, const Places& places);

/// Whether an amount is there and small enough for sums of millions of them.
[[nodiscard]] bool is_held(const Line& line);

/// The earliest of their days.
[[nodiscard]] Day first_day(std::span<const Line> lines, const Places& places);

}  // namespace payments::reconciliation
