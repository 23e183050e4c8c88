// Which properties those are is read off what each says that it needs.
#include "outside/serve/verify.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "history/currency.hpp"
#include "history/words.hpp"

namespace assay::outside {
namespace {

using nlohmann::ordered_json;
using properties::Judgement;
using properties::Verdict;

constexpr unsigned kinds = 4;
using Counts = std::array<std::size_t, kinds>;

struct OfPayable {
  Counts effects{};
  std::vector<const models::Effect*> all;
};

std::map<std::string, OfPayable> by_payable(const models::EffectLedger& ledger) {
  std::map<std::string, OfPayable> all;
  for (const models::Effect& effect : ledger.effects()) {
    OfPayable& one = all[effect.request.payable];
    ++one.effects[static_cast<std::size_t>(effect.request.kind)];
    one.all.push_back(&effect);
  }
  return all;
}

std::string_view word(std::size_t kind) {
  return history::to_text(static_cast<history::OperationKind>(kind));
}

std::string counted(const Counts& counts) {
  std::string text;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    if (counts[kind] == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", counts[kind], word(kind));
  }
  return text;
}

ordered_json json_of(const Judgement& judgement) {
  ordered_json one{{"property", judgement.property},
                   {"rule", judgement.rule},
                   {"verdict", properties::to_text(judgement.verdict)}};
  if (judgement.verdict == Verdict::unknown) one["reason"] = judgement.reason;
  auto violations = ordered_json::array();
  for (const properties::Violation& violation : judgement.violations) {
    violations.push_back({{"explanation", violation.explanation},
                          {"evidence", violation.evidence},
                          {"at_risk",
                           {{"minor", violation.at_risk.minor},
                            {"currency", violation.at_risk.currency.code()}}}});
  }
  if (judgement.verdict == Verdict::violated) {
    one["severity"] = properties::to_text(judgement.harm.severity);
    one["violations"] = std::move(violations);
  }
  return one;
}

ordered_json json_of(const models::Effect& effect) {
  ordered_json one{{"effect", effect.id},
                   {"kind", history::to_text(effect.request.kind)},
                   {"operation", effect.request.operation},
                   {"amount",
                    {{"minor", effect.request.amount.minor},
                     {"currency", effect.request.amount.currency.code()}}}};
  if (!effect.undone.empty()) one["undone"] = effect.undone;
  return one;
}

ordered_json payables_json(const models::EffectLedger& ledger) {
  auto payables = ordered_json::array();
  for (const auto& [name, one] : by_payable(ledger)) {
    ordered_json counts = ordered_json::object();
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      if (one.effects[kind] != 0) counts[std::string{word(kind)}] = one.effects[kind];
    }
    auto effects = ordered_json::array();
    for (const models::Effect* effect : one.all) effects.push_back(json_of(*effect));
    payables.push_back({{"payable", name}, {"counts", counts}, {"effects", effects}});
  }
  return payables;
}

}  // namespace

Verification verify(const history::History& truth) {
  std::vector<properties::Property> supported = properties::all_properties();
  std::erase_if(supported, [](const properties::Property& one) {
    return one.needs != history::bit(history::Source::truth) || one.of_probe;
  });
  Verification done{properties::judge(truth, supported)};
  for (const Judgement& one : done.judgements) {
    const bool graver = one.verdict == Verdict::violated ||
                        (one.verdict == Verdict::unknown && done.verdict == Verdict::holds);
    if (graver) done.verdict = one.verdict;
  }
  return done;
}

std::string summary(const models::EffectLedger& ledger) {
  Counts total{};
  for (const models::Effect& effect : ledger.effects()) {
    ++total[static_cast<std::size_t>(effect.request.kind)];
  }
  const std::string kinds_text = counted(total);
  const auto of = [](std::size_t count, std::string_view thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
  };
  return fmt::format("{}, {}{}{}", of(by_payable(ledger).size(), "payable"),
                     of(ledger.effects().size(), "effect"), kinds_text.empty() ? "" : ": ",
                     kinds_text);
}

ordered_json to_json(const Verification& verification, const models::EffectLedger& ledger) {
  auto judged = ordered_json::array();
  for (const Judgement& one : verification.judgements) judged.push_back(json_of(one));
  return {{"schema", "assay.served/1"},
          {"verdict", properties::to_text(verification.verdict)},
          {"properties", judged},
          {"payables", payables_json(ledger)}};
}

std::string to_text(const Verification& verification, const models::EffectLedger& ledger) {
  std::string text = summary(ledger) + "\n";
  for (const auto& [name, one] : by_payable(ledger)) {
    text += fmt::format("  {}: {}\n", name, counted(one.effects));
  }
  for (const Judgement& one : verification.judgements) {
    text += fmt::format("  {}  {}\n", properties::to_text(one.verdict), one.property);
    if (one.verdict == Verdict::unknown) text += fmt::format("      {}\n", one.reason);
    for (const properties::Violation& violation : one.violations) {
      text += fmt::format("      {}\n", violation.explanation);
    }
  }
  return text + fmt::format("verdict: {}\n", properties::to_text(verification.verdict));
}

}  // namespace assay::outside
