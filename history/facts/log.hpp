// What the code under test writes into its own log: its words, at the moment at which it said them.
// Not truth, and not even belief: no property reads them.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct LineLogged {
  static constexpr About about{.word = "line_logged",
                               .source = Source::log,
                               .meaning = "the code under test wrote a line of its own log",
                               .clause = "logs {level}: {text}",
                               .weight = Weight::last};
  Name text;
  LogLevel level{};

  static void fields(auto& self, auto& tell) {
    tell({"level", "how grave the code holds it to be"}, self.level);
    tell("text", self.text);
  }
};

using LogFacts = std::variant<LineLogged>;

}  // namespace assay::history
