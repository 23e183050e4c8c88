// Holds one history against many properties: the index is built once, a property whose sources
// are missing is unknown before its check is asked, and a shown violation outweighs a doubt.
#include <array>
#include <string>
#include <utility>

#include "models/observations/names.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

std::string missing_sources(models::Sources missing) {
  std::string text = "the history does not record:";
  for (unsigned i = 0; i < models::source_count; ++i) {
    const auto source = static_cast<models::Source>(i);
    if ((missing & models::bit(source)) == 0) continue;
    text += ' ';
    text += models::to_text(source);
  }
  return text;
}

Judgement hold(const Index& index, const Property& property) {
  Judgement judgement{property.name, property.rule, property.severity, Verdict::holds, {}, {}};
  if (!index.recorded(property.needs)) {
    judgement.verdict = Verdict::unknown;
    judgement.reason = missing_sources(property.needs & ~index.recorded());
    return judgement;
  }
  Findings findings;
  property.check(index, findings);
  if (!findings.all().empty()) {
    judgement.verdict = Verdict::violated;
    judgement.findings = findings.take();
  } else if (!findings.reason().empty()) {
    judgement.verdict = Verdict::unknown;
    judgement.reason = findings.reason();
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

void Findings::undecided(std::string reason) {
  if (reason_.empty()) reason_ = std::move(reason);
}

models::Amount at_risk(const Judgement& judgement) {
  models::Amount sum;
  for (const auto& finding : judgement.findings) {
    if (finding.at_risk.currency.empty()) continue;
    if (sum.currency.empty()) sum.currency = finding.at_risk.currency;
    if (sum.currency != finding.at_risk.currency) continue;
    sum.minor = detail::add(sum.minor, finding.at_risk.minor);
  }
  return sum;
}

std::vector<Judgement> judge(const models::History& history,
                             std::span<const Property> properties) {
  const Index index(history);
  std::vector<Judgement> judgements;
  judgements.reserve(properties.size());
  for (const auto& property : properties) judgements.push_back(hold(index, property));
  return judgements;
}

}  // namespace assay::properties
