// Holds one history against many properties: the index is built once, a property whose sources
// are missing is unknown before its check is asked, and a shown violation outweighs a doubt.
#include <array>
#include <string>
#include <utility>

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

Judgement hold(const Index& index, const Property& property) {
  Judgement judgement{property.name, property.rule, property.severity, Verdict::holds, {}, {}, {}};
  judgement.kept = property.kept;
  if (!index.recorded(property.needs)) {
    judgement.verdict = Verdict::unknown;
    judgement.reason = missing_sources(property.needs & ~index.recorded());
    return judgement;
  }
  Violations violations;
  property.check(index, violations);
  judgement.violations = violations.take();
  if (!property.whatever_happens) leave_out_excused(index, judgement.violations);
  if (!judgement.violations.empty()) {
    judgement.verdict = Verdict::violated;
    judgement.harm = detail::harm_of(index, property.severity, judgement.violations);
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
  const Index index(history);
  std::vector<Judgement> judgements;
  judgements.reserve(properties.size());
  for (const auto& property : properties) judgements.push_back(hold(index, property));
  return judgements;
}

}  // namespace assay::properties
