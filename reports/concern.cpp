// Looking up what the sequence numbers of the evidence stand for.
#include "reports/concern.hpp"

#include <algorithm>

#include <fmt/format.h>


namespace assay::reports {

namespace {

/// Whether `part` stands in `text` as whole steps of a scope.
bool has_steps(std::string_view text, std::string_view part) {
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if (end == text.size() || text[end] == '/' || text[end] == ' ') return true;
  }
  return false;
}

}  // namespace

bool Concern::concerns(const history::Observation& seen) const {
  if (is_evidence(seen) || operations.empty()) return true;
  const history::Named named = named_by(seen);
  return named.payable.empty() ||
         operations.contains({named.payable.string(), named.kind, named.ordinal});
}

bool Concern::concerns_site(std::string_view site) const {
  return operations.empty() || std::ranges::any_of(operations, [&](const Operation& one) {
           const auto& [payable, kind, ordinal] = one;
           return has_steps(site,
                            fmt::format("{}/{}-{}", payable, history::to_text(kind), ordinal));
         });
}

Concern concern_of(const history::History& history, const std::vector<std::uint64_t>& evidence) {
  Concern concern{{evidence.begin(), evidence.end()}, {}, 0};
  for (const history::Observation& seen : history) {
    if (!evidence.empty() && !concern.is_evidence(seen)) continue;
    concern.last = std::max(concern.last, seen.at);
    const history::Named named = named_by(seen);
    if (evidence.empty() || named.payable.empty()) continue;
    concern.operations.insert({named.payable.string(), named.kind, named.ordinal});
  }
  return concern;
}

}  // namespace assay::reports
