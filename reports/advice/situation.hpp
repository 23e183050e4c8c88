// How things stood when a property broke: each operation that it is about from both sides, with the
// words that fill the gaps of an advice, and the work that was open. A reading of the run's facts;
// what to do about it is not decided here.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "reports/advice/advice.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports::advice {

/// Words of a run by the name of the gap that they fill.
using Gaps = std::map<std::string, std::string, std::less<>>;

/// One operation, as truth and belief had it.
struct Matter {
  Happened happened{};
  Believed believed{};
  Gaps gaps;                   ///< those of every step about it
  std::vector<Gaps> extra;     ///< beside these, of each effect that has to go back, in that order
  std::vector<Gaps> unbooked;  ///< of each effect without a record
  std::vector<Gaps> later;     ///< of each that the service itself undoes later in the run
  std::vector<Gaps> events;    ///< of each event that somebody has not taken
  std::vector<Gaps> again;     ///< of each that took effect at one consumer more than once
};

/// Something that was left to do.
struct OpenItem {
  OpenWork work{};
  Gaps gaps;
};

struct Situation {
  std::vector<Matter> matters;  ///< at least one; without an operation it is empty
  std::vector<OpenItem> open;
};

/// The situation at the moment of broken_at.
[[nodiscard]] Situation situation_of(const ShownRun& run);

/// "under way", "unknown": a word for a state.
[[nodiscard]] std::string_view to_text(Believed believed);
/// "once", "more than once": how often an operation had an effect that stands.
[[nodiscard]] std::string_view to_text(Happened happened);

}  // namespace assay::reports::advice
