// What a service calls people for: an alarm at the moment at which it is raised. Not a record: what
// is open stands in its rows, and belief.hpp shows them.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct AlarmRaised {
  static constexpr About about{.word = "alarm_raised",
                               .source = Source::alarms,
                               .meaning = "the service calls for a person to look",
                               .clause = "raises the alarm {alarm} about {subject}",
                               .weight = Weight::second};
  Name alarm, subject;
  AlarmClaim claim = AlarmClaim::undeclared;

  static void fields(auto& self, auto& tell) {
    tell({"alarm", "a word of the service's own"}, self.alarm);
    tell({"subject", "what it is about"}, self.subject);
    tell({"claim", "what the service declares it to mean"}, self.claim);
  }
};

using AlarmFacts = std::variant<AlarmRaised>;

}  // namespace assay::history
