// Facts stream in; what was quiet for the horizon is judged and forgotten; the rest is judged at
// the end. A violation between clocks stands only where no order that they allow is without it.
#include "outside/judge/judge.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "outside/judge/batch.hpp"
#include "outside/judge/recording.hpp"
#include "outside/judge/support.hpp"

namespace assay::outside {
namespace {

using properties::Judgement;
using properties::Verdict;
using properties::Violation;

constexpr std::uint64_t batch_facts_max = 200'000;
constexpr std::size_t shown_max = 5;
constexpr std::uint64_t orders_of_each_leaning = 20;
/// So many violations of one property are held against other orders; from there on they are known.
constexpr std::uint64_t tried_max = 200;

std::uint32_t place_of(std::uint64_t sequence) { return static_cast<std::uint32_t>(sequence - 1); }

/// The groups that the evidence is of.
std::set<std::uint32_t> groups_of(const Violation& violation, const PlacedHistory& history) {
  std::set<std::uint32_t> groups;
  for (const std::uint64_t sequence : violation.evidence) {
    const std::uint32_t group = history.facts[place_of(sequence)].fact.group;
    if (group != of_all) groups.insert(group);
  }
  return groups;
}

/// The facts that a violation is told by, by their places in the files.
using Evidence = std::set<std::pair<std::uint32_t, std::uint64_t>>;
Evidence evidence_of(const Violation& violation, const PlacedHistory& history) {
  Evidence evidence;
  for (const std::uint64_t sequence : violation.evidence) {
    const FactView& fact = history.facts[place_of(sequence)].fact;
    evidence.emplace(fact.file, fact.line);
  }
  return evidence;
}

/// Whether both are about the same: one may cite less than the other.
bool is_same(const Evidence& one, const Evidence& other) {
  return std::ranges::includes(one, other) || std::ranges::includes(other, one);
}

history::History since(const PlacedHistory& placed, std::int64_t began) {
  history::History moved;
  moved.bounds = placed.history.bounds;
  moved.recorded = placed.history.recorded;
  moved.processors = placed.history.processors;
  for (const PlacedFact& one : placed.facts) add_to(moved, one.fact, one.at - began);
  return moved;
}

/// The same bounds, each as kind to whoever is judged as the clocks allow, or as unkind.
history::Bounds widened(history::Bounds bounds, std::int64_t by, bool absence_sooner) {
  const auto longer = [&](std::int64_t& bound) { bound = bound == 0 ? 0 : bound + by; };
  longer(bounds.reconcile_max);
  longer(bounds.resolve_max);
  longer(bounds.lease_max);
  bounds.skew_max += by;
  bounds.capture_margin += by;
  const std::int64_t sign = absence_sooner ? -by : by;
  bounds.effect_max = std::max<std::int64_t>(bounds.effect_max + sign, 0);
  if (bounds.key_retention != 0) {
    bounds.key_retention = std::max<std::int64_t>(1, bounds.key_retention + sign);
  }
  return bounds;
}

/// What only the facts themselves show to be missing; empty where nothing is.
std::string why_not(const properties::Property& property, const history::History& history,
                    bool partial) {
  const bool probed = history.size_before_probe() < history.size();
  if (property.of_probe && !probed) return "nobody probed it";
  const auto row = std::ranges::find(support_table(), property.name, &Support::property);
  if (!partial || row == support_table().end() || !row->spans) return {};
  return "it goes over payables, and not all of them are known";
}

class Judging {
 public:
  Judging(Mapping& mapping, const JudgeSettings& settings)
      : mapping_{mapping}, settings_{settings} {}

  Judged run(std::span<const std::string> files);

 private:
  void begin(const Recording& recording);
  void judge(std::vector<FactGroup> groups, bool last);
  void hold(const Batch& batch, const PlacedHistory& all, const Judgement& judgement,
            JudgedProperty& into);
  void accuse(const Batch& batch, const PlacedHistory& all, const Violation& violation,
              const Judgement& judgement, JudgedProperty& into);
  bool stands(const Batch& batch, const std::set<std::uint32_t>& groups,
              const properties::Property& property, const Evidence& evidence) const;
  void show(const Batch& batch, const PlacedHistory& all, const Violation& violation,
            const Judgement& judgement, const std::set<std::uint32_t>& groups,
            JudgedProperty& into) const;
  void add_world(history::FactKind kind, std::int64_t at, std::uint64_t order);
  void keep_global(const ReadFact& fact);
  void conclude(Judged& judged) const;

  Mapping& mapping_;
  const JudgeSettings& settings_;
  const Recording* recording_ = nullptr;
  Gathering gathering_;
  std::string global_;  ///< packed facts that belong to all
  BatchTerms terms_;
  bool uncertain_ = false;
  bool at_rest_ = false;
  bool forgot_ = false;
  std::int64_t first_at_ = 0, now_ = 0;
  std::uint64_t loose_ = 0;
  Judged judged_;
};

Judged Judging::run(std::span<const std::string> files) {
  judged_.name = mapping_.name;
  judged_.files = {files.begin(), files.end()};
  Recording recording{files, mapping_};
  recording_ = &recording;
  std::uint64_t count = 0;
  while (const ReadFact* fact = recording.next()) {
    if (count++ == 0) {
      now_ = first_at_ = fact->origin.at;
      begin(recording);
    }
    now_ = std::max(now_, fact->origin.at);
    if (!gathering_.add(*fact)) keep_global(*fact);
    if (settings_.horizon > 0 && count % 4096 == 0) {
      auto quiet = gathering_.quiet_since(now_ - settings_.horizon, batch_facts_max);
      if (!quiet.empty()) judge(std::move(quiet), false);
    }
    if (settings_.progress && count % 65'536 == 0) settings_.progress(count);
  }
  if (count == 0) begin(recording);
  judge(gathering_.rest(), true);
  const Reading& reading = recording.reading();
  judged_.lines = reading.lines;
  judged_.facts = reading.facts;
  judged_.unmapped = reading.unmapped;
  judged_.notes.insert(judged_.notes.begin(), reading.notes.begin(), reading.notes.end());
  conclude(judged_);
  return std::move(judged_);
}

void Judging::begin(const Recording& recording) {
  terms_.recorded = recording.reading().recorded;
  terms_.shown = shown_by(mapping_, terms_.recorded);
  for (const history::About& kind : history::all_about()) {
    if (terms_.shown.contains(kind.word)) terms_.recorded |= history::bit(kind.source);
  }
  uncertain_ = is_uncertain(mapping_);
  const std::int64_t by = 2 * uncertainty_of(mapping_);
  if (by > 0) terms_.starts = mapping_.from.value_or(first_at_) + by;
  if (mapping_.from) terms_.starts = *mapping_.from + by - 1;
  for (properties::Property& property : properties::all_properties()) {
    judged_.properties.push_back({.property = property});
    judged_.properties.back().not_judged = lack_of(property, terms_.shown);
  }
  if (mapping_.healed) add_world(history::kind_of_fact<history::Healed>, first_at_, 0);
}

void Judging::add_world(history::FactKind kind, std::int64_t at, std::uint64_t order) {
  FactPacker packer{global_};
  packer.begin(kind, {.at = at, .order = order});
  packer.text("map");
  packer.end();
}

/// What belongs to all is kept; what only names customers is of no use once others were forgotten.
void Judging::keep_global(const ReadFact& fact) {
  const history::Source source = history::about(fact.kind).source;
  const bool world = source == history::Source::world;
  if (fact.kind == history::kind_of_fact<history::AtRest>) at_rest_ = true;
  if (settings_.horizon > 0 && !world) {
    ++loose_;
    return;
  }
  global_ += fact.packed;
}

void Judging::judge(std::vector<FactGroup> groups, bool last) {
  const std::int64_t by = 2 * uncertainty_of(mapping_);
  if (last && mapping_.at_rest && !at_rest_) {
    add_world(history::kind_of_fact<history::AtRest>, now_, ~std::uint64_t{0} >> 1U);
    at_rest_ = true;
  }
  if (last && !at_rest_) terms_.ends = mapping_.to ? *mapping_.to - by + 1 : now_ - by;
  terms_.gaps = recording_->reading().gaps;
  forgot_ |= !last;
  const Batch batch{mapping_, std::move(groups), global_, terms_};
  judged_.payables.whole += batch.count().whole;
  judged_.payables.cut_front += batch.count().cut_front;
  judged_.payables.cut_end += batch.count().cut_end;
  judged_.payables.gaps += batch.count().gaps;
  const bool whole = mapping_.whole || recording_->reading().whole;
  const bool partial =
      forgot_ || !whole || judged_.payables.unknown() > 0 || mapping_.sampling != Sampling::none;
  const PlacedHistory all = batch.all(partial);
  std::vector<properties::Property> asked;
  std::vector<JudgedProperty*> asked_of;
  for (JudgedProperty& one : judged_.properties) {
    if (!one.not_judged.empty()) continue;
    one.not_judged = why_not(one.property, all.history, partial);
    if (!one.not_judged.empty()) continue;
    asked.push_back(one.property);
    asked_of.push_back(&one);
  }
  const auto judgements = properties::judge(all.history, asked);
  for (std::size_t i = 0; i < asked.size(); ++i) hold(batch, all, judgements[i], *asked_of[i]);
}

void Judging::hold(const Batch& batch, const PlacedHistory& all, const Judgement& judgement,
                   JudgedProperty& into) {
  if (judgement.verdict == Verdict::unknown && into.reason.empty()) into.reason = judgement.reason;
  for (const Violation& violation : judgement.violations) {
    accuse(batch, all, violation, judgement, into);
  }
}

void Judging::accuse(const Batch& batch, const PlacedHistory& all, const Violation& violation,
                     const Judgement& judgement, JudgedProperty& into) {
  const std::set<std::uint32_t> groups = groups_of(violation, all);
  const bool tried = uncertain_ && into.violations < tried_max;
  if (tried && !stands(batch, groups, into.property, evidence_of(violation, all))) {
    ++into.open;
    return;
  }
  ++into.violations;
  if (into.shown.size() < shown_max) show(batch, all, violation, judgement, groups, into);
}

/// Whether it is violated by the same evidence in every order of these groups' facts that is tried:
/// where much happens at once, each order has some violation, and none of them stands.
bool Judging::stands(const Batch& batch, const std::set<std::uint32_t>& groups,
                     const properties::Property& property, const Evidence& evidence) const {
  const auto holds_in = [&](PlacedHistory placed, const history::Bounds& bounds) {
    placed.history.bounds = bounds;
    const auto judgements = properties::judge(placed.history, {&property, 1});
    return std::ranges::none_of(
        judgements.front().violations, [&](const Violation& violation) {
          return is_same(evidence_of(violation, placed), evidence);
        });
  };
  const std::int64_t by = 2 * uncertainty_of(mapping_);
  for (const bool sooner : {true, false}) {
    const history::Bounds bounds = widened(mapping_.bounds, by, sooner);
    if (holds_in(batch.of(groups, Leaning::causal, 0), bounds)) return false;
    for (std::uint64_t seed = 0; seed < orders_of_each_leaning; ++seed) {
      for (const Leaning leaning : {Leaning::nearly, Leaning::sources, Leaning::drawn}) {
        if (holds_in(batch.of(groups, leaning, seed), bounds)) return false;
      }
    }
  }
  return true;
}

void Judging::show(const Batch& batch, const PlacedHistory& all, const Violation& violation,
                   const Judgement& judgement, const std::set<std::uint32_t>& groups,
                   JudgedProperty& into) const {
  ShownViolation shown{.violation = violation, .harm = judgement.harm};
  const PlacedHistory own = batch.of(groups, Leaning::causal, 0);
  shown.began = own.facts.empty() ? 0 : own.facts.front().at;
  shown.history = since(own, shown.began);
  shown.violation.evidence.clear();
  for (const std::uint64_t sequence : violation.evidence) {
    const FactView& fact = all.facts[place_of(sequence)].fact;
    shown.evidence.push_back(
        {recording_->file(fact.file), fact.line, std::string{history::about(fact.kind).word}});
    const auto same = std::ranges::find_if(own.facts, [&](const PlacedFact& one) {
      return one.fact.file == fact.file && one.fact.line == fact.line && one.fact.kind == fact.kind;
    });
    if (same != own.facts.end()) {
      shown.violation.evidence.push_back(static_cast<std::uint64_t>(same - own.facts.begin()) + 1);
    }
  }
  if (shown.violation.missed) shown.violation.missed->due -= shown.began;
  if (!groups.empty()) shown.payable = batch.group(*groups.begin()).payable;
  into.shown.push_back(std::move(shown));
}

void Judging::conclude(Judged& judged) const {
  if (loose_ > 0) {
    judged.notes.push_back(fmt::format(
        "{} facts that name no payable were left out, since a horizon forgets payables", loose_));
  }
  bool any_judged = false;
  bool any_unknown = false;
  judged.verdict = Verdict::holds;
  for (JudgedProperty& one : judged.properties) {
    if (!one.not_judged.empty()) continue;
    any_judged = true;
    if (one.open > 0) {
      one.reason =
          fmt::format("{} of its suspicions rest on an order that the clocks leave open", one.open);
    }
    if (!one.reason.empty()) one.verdict = Verdict::unknown;
    if (one.violations > 0) one.verdict = Verdict::violated;
    any_unknown |= one.verdict == Verdict::unknown;
    if (one.verdict == Verdict::violated) judged.verdict = Verdict::violated;
  }
  if (judged.verdict == Verdict::violated) return;
  if (!any_judged) judged.reason = "no property can be judged by what is shown";
  if (any_judged && judged.payables.whole == 0) judged.reason = "no payable is whole";
  if (any_unknown && judged.reason.empty()) judged.reason = "a property could not be decided";
  if (!judged.reason.empty()) judged.verdict = Verdict::unknown;
}

}  // namespace

Judged judge_recording(std::span<const std::string> files, Mapping mapping,
                       const JudgeSettings& settings) {
  if (mapping.name.empty() && !files.empty()) {
    mapping.name = std::filesystem::path{files.front()}.stem().string();
  }
  return Judging{mapping, settings}.run(files);
}

}  // namespace assay::outside
