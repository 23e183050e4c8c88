// List by list.
#include "reports/comparison/difference.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace assay::reports {

namespace {

/// How many are alike at the beginning; nothing where both lists are alike to their ends.
template <typename Item, typename Same>
std::optional<std::size_t> alike_until(const std::vector<Item>& a, const std::vector<Item>& b,
                                       Same same) {
  const auto [left, right] = std::ranges::mismatch(a, b, same);
  if (left == a.end() && right == b.end()) return {};
  return static_cast<std::size_t>(left - a.begin());
}

/// Those that differ among what goes by the same name, in the order of A and then of B.
template <typename Item, typename SameName>
std::vector<Pair<Item>> pairs_of(const std::vector<Item>& a, const std::vector<Item>& b,
                                 SameName same_name) {
  const auto in = [&](const std::vector<Item>& list, const Item& item) -> std::optional<Item> {
    const auto found =
        std::ranges::find_if(list, [&](const Item& one) { return same_name(one, item); });
    return found == list.end() ? std::optional<Item>{} : *found;
  };
  std::vector<Pair<Item>> pairs;
  for (const Item& item : a) {
    auto other = in(b, item);
    if (other != item) pairs.push_back({item, std::move(other)});
  }
  for (const Item& item : b) {
    if (!in(a, item)) pairs.push_back({std::nullopt, item});
  }
  return pairs;
}

bool same_operation(const ThreeSides& a, const ThreeSides& b) {
  return a.payable == b.payable && a.operation == b.operation;
}

bool same_sum(const Balance& a, const Balance& b) {
  return a.side == b.side && a.what == b.what && a.currency == b.currency;
}

bool same_property(const RecordedJudgement& a, const RecordedJudgement& b) {
  return a.property == b.property;
}

/// The answers of one plan that the other has not.
sim::Plan answers_without(const sim::Plan& plan, const sim::Plan& other) {
  sim::Plan only;
  for (const sim::Answer& answer : plan) {
    if (std::ranges::find(other, answer) == other.end()) only.push_back(answer);
  }
  return only;
}

/// Of the properties that were judged in both, those that came to something else.
std::vector<Pair<RecordedJudgement>> judged_otherwise(const RunRecord& a, const RunRecord& b) {
  auto pairs = pairs_of(a.judgements, b.judgements, same_property);
  std::erase_if(pairs, [](const auto& pair) { return !pair.a || !pair.b; });
  return pairs;
}

std::string code_of_subject(const RunSubject& subject) {
  if (subject.defect.empty()) return subject.system;
  return fmt::format("{} with defect {}", subject.system, subject.defect);
}

std::vector<std::string> different_subjects(const RunSubject& a, const RunSubject& b) {
  std::vector<std::string> sentences;
  const auto tell = [&](std::string_view what, const std::string& left, const std::string& right) {
    if (left == right) return;
    sentences.push_back(fmt::format("{}: {} in A, {} in B", what, left, right));
  };
  tell("scenario", a.scenario, b.scenario);
  if (a.scenario == b.scenario && a.scenario_digest != b.scenario_digest) {
    sentences.push_back(fmt::format("the scenario {} is not the same: digest {} in A, {} in B",
                                    a.scenario, a.scenario_digest, b.scenario_digest));
  }
  tell("system", code_of_subject(a), code_of_subject(b));
  tell("behaviour version", std::to_string(a.behaviour), std::to_string(b.behaviour));
  tell("version of assay", a.version, b.version);
  return sentences;
}

}  // namespace

bool same_words(const RecordedEvent& a, const RecordedEvent& b) {
  return a.at == b.at && a.node == b.node && a.kind == b.kind && a.what == b.what &&
         a.cause == b.cause;
}

bool Difference::none() const {
  return same_end && !parting && !silent_parting && only_a.empty() && only_b.empty() &&
         operations.empty() && balances.empty() && judgements.empty();
}

Difference difference_of(const RunRecord& a, const RunRecord& b) {
  Difference difference{.subjects = different_subjects(a.subject, b.subject),
                        .parting = alike_until(a.trace, b.trace, same_words),
                        .only_a = answers_without(a.plan, b.plan),
                        .only_b = answers_without(b.plan, a.plan),
                        .operations = pairs_of(a.operations, b.operations, same_operation),
                        .balances = pairs_of(a.balances, b.balances, same_sum),
                        .judgements = judged_otherwise(a, b)};
  const auto silent = alike_until(a.trace, b.trace, [](const auto& left, const auto& right) {
    return left.digest == right.digest;
  });
  if (silent && (!difference.parting || *silent < *difference.parting)) {
    difference.silent_parting = silent;
  }
  difference.same_end = a.exit == b.exit && a.failure == b.failure && a.digest == b.digest;
  return difference;
}

}  // namespace assay::reports
