// Holds one history against many properties: the index is built once, a property whose sources
// are missing is unknown before its check is asked, and a shown violation outweighs a doubt.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "properties/closed_list.hpp"
#include "properties/detail/contract.hpp"
#include "properties/detail/harm.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

std::string missing_sources(history::Sources missing) {
  std::string text = "the history does not record:";
  for (unsigned i = 0; i < history::source_count; ++i) {
    const auto source = static_cast<history::Source>(i);
    if ((missing & history::bit(source)) == 0) continue;
    text += ' ';
    text += history::to_text(source);
  }
  return text;
}

// What lies outside of the contract is judged by few (E5).
void leave_out_excused(const Index& index, std::vector<Violation>& violations) {
  if (violations.empty()) return;
  const auto& contract = index.contract();
  std::erase_if(violations,
                [&](const Violation& violation) { return contract.excuses(violation); });
}

// A probe's evidence is none of the money at risk: that is measured before it.
Harm harm_before_probe(const Index& judged, const Property& property,
                       std::vector<Violation> violations) {
  const std::uint64_t last = judged.last() == nullptr ? 0 : judged.last()->sequence;
  for (Violation& violation : violations) {
    std::erase_if(violation.evidence, [&](std::uint64_t seen) { return seen > last; });
  }
  return detail::harm_of(judged, property.severity, violations);
}

/// `judged` is what `index` has without a probe.
Judgement hold(const Index& index, const Index& judged, const Property& property) {
  Judgement judgement{.property = property.name,
                      .rule = property.rule,
                      .severity = property.severity,
                      .verdict = Verdict::holds};
  judgement.kept = property.kept;
  if (!index.recorded(property.needs)) {
    judgement.verdict = Verdict::unknown;
    judgement.reason = missing_sources(property.needs & ~index.recorded());
    return judgement;
  }
  if (property.of_probe && index.of<ProbeBegan>().empty()) {  // nobody asked
    judgement.decided = false;
    return judgement;
  }
  Violations violations;
  property.check(index, violations);
  judgement.violations = violations.take();
  if (!judges_outside(property)) leave_out_excused(index, judgement.violations);
  if (!judgement.violations.empty()) {
    judgement.verdict = Verdict::violated;
    judgement.harm = harm_before_probe(judged, property, judgement.violations);
  } else if (!violations.reason().empty()) {
    judgement.verdict = Verdict::unknown;
    judgement.reason = violations.reason();
  }
  return judgement;
}

}  // namespace

std::string_view to_text(Verdict verdict) {
  constexpr std::array<std::string_view, 3> words{"holds", "violated", "unknown"};
  return words[static_cast<std::size_t>(verdict)];
}

std::string_view to_text(Severity severity) {
  constexpr std::array<std::string_view, 5> words{"noise", "stuck", "wrong_belief", "money_lost",
                                                  "double_charge"};
  return words[static_cast<std::size_t>(severity)];
}

void Violations::undecided(std::string reason) {
  if (reason_.empty()) reason_ = std::move(reason);
}

std::vector<Judgement> judge(const history::History& history,
                             std::span<const Property> properties) {
  const std::size_t judged = history.size_before_probe();
  const Index index(history, judged);
  std::optional<Index> with_probe;
  std::vector<Judgement> judgements;
  judgements.reserve(properties.size());
  for (const auto& property : properties) {
    const bool sees_probe = property.of_probe && judged < history.size();
    if (sees_probe && !with_probe) with_probe.emplace(history);
    judgements.push_back(hold(sees_probe ? *with_probe : index, index, property));
  }
  return judgements;
}

}  // namespace assay::properties
