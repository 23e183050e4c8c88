// The advice for one failure: the rules of its property and of its state, and what its open work
// asks for, with the names, amounts and times of its run.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/advice/situation.hpp"

namespace assay::reports::advice {

/// What to do, in the order in which to do it; each a sentence or two.
struct Advised {
  std::vector<std::string> state;  ///< how things stood, an operation or a piece of open work each
  std::vector<std::string> contain;
  std::vector<std::string> recover;
  std::vector<std::string> never;
  std::vector<std::string> verify;
};

/// The words with their gaps filled; nothing where one of them has nothing to fill it.
[[nodiscard]] std::optional<std::string> filled_in(std::string_view text, const Gaps& gaps);

/// The advice. A property that is not ours has only what its state and open work ask for.
[[nodiscard]] Advised advise(std::string_view property, const Situation& situation);

}  // namespace assay::reports::advice
