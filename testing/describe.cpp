// Lines of text.
#include "testing/describe.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assay::testing {

namespace {

std::string describe(const scenarios::ClientGroup& group) {
  return fmt::format("{} x {}, {} payment{} each, {}", group.count, scenarios::name_of(group.kind),
                     group.payments, group.payments == 1 ? "" : "s",
                     scenarios::name_of(group.flow));
}

}  // namespace

std::string describe(const scenarios::Workload& workload) {
  std::vector<std::string> groups;
  for (const scenarios::ClientGroup& group : workload.clients) groups.push_back(describe(group));
  return fmt::format("{}", fmt::join(groups, "; "));
}

std::string describe(const sim::Plan& plan) {
  if (plan.empty()) return "    nothing: the workload alone does it\n";
  std::string text;
  for (const sim::Answer& answer : plan) {
    const std::string visit = answer.n == 1 ? "" : fmt::format(", visit {}", answer.n);
    text += fmt::format("    {}{}: {}\n", answer.site, visit, answer.answer);
  }
  return text;
}

std::string describe(std::string_view which, const runs::Parting& parting) {
  return fmt::format(
      "  not deterministic: {} gave another run\n    event {} was  {}\n    and is  {}\n", which,
      parting.event, parting.expected, parting.found);
}

}  // namespace assay::testing
