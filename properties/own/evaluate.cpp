// Each form walks the facts that it speaks of once; partners are found by what must be the same.
#include "properties/own/evaluate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "properties/detail/wording.hpp"
#include "properties/own/matcher.hpp"

namespace assay::properties::own {

namespace {

using Facts = std::vector<const Observation*>;
using ByKey = std::map<Key, Facts>;

/// "effect_applied of refund 1 of pay-1, 125.00 EUR, at 3.250 s".
std::string told(const Observation& seen) {
  std::string text{seen.word()};
  const std::string name = detail::name_of(seen);
  if (!name.empty()) text += " of " + name;
  const Amount amount = detail::amount_of(seen);
  if (!(amount == Amount{})) text += ", " + detail::money(amount) + ",";
  return text + " at " + detail::moment(seen.at);
}

std::string with_the_same(const std::vector<std::string>& fields) {
  return fields.empty() ? std::string{} : fmt::format(" with the same {}", fmt::join(fields, ", "));
}

/// At rest nothing more can come, nor in a world in which nothing could ever happen again.
bool is_at_rest(const Index& index) {
  const auto stops = index.of<Stopped>();
  return index.at_rest() || (!stops.empty() && stops.back().reason == deadlock);
}

/// The second fact of an expression, where it has one.
class Other {
 public:
  Other(const Stated& stated, FactKind first)
      : fields_{stated.other.same},
        matcher_{stated.other, first},
        here_{matcher_.kind(), fields_},
        there_{first, fields_} {}

  [[nodiscard]] FactKind kind() const { return matcher_.kind(); }

  [[nodiscard]] ByKey all_in(const Index& index) const {
    ByKey all;
    for (const Observation* const row : index.of(kind())) all[here_.key_of(*row)].push_back(row);
    return all;
  }
  /// The first for a fact of which `fits` is true; nullptr where there is none.
  template <class Fits>
  const Observation* of(const Observation& began, const ByKey& all, Fits fits) const {
    const auto found = all.find(there_.key_of(began));
    if (found == all.end()) return nullptr;
    const auto one = std::ranges::find_if(found->second, [&](const Observation* row) {
      return fits(*row) && matcher_.matches(*row, began);
    });
    return one == found->second.end() ? nullptr : *one;
  }
  /// Says that nothing can be told of a fact that lacks what its other must share.
  bool is_nameless(const Observation& began, Violations& violations) const {
    const std::string_view unsaid = there_.unsaid_in(there_.key_of(began));
    if (unsaid.empty()) return false;
    violations.undecided(fmt::format("{} does not say its {}", told(began), unsaid));
    return true;
  }

 private:
  const std::vector<std::string>& fields_;
  Matcher matcher_;
  KeyFields here_, there_;
};

/// A stated property with its words looked up.
class Evaluator {
 public:
  explicit Evaluator(const Stated& stated)
      : stated_{stated},
        fact_{stated_.fact, kind_named(stated_.fact.fact)},
        per_{fact_.kind(), stated_.per} {
    if (has_other(stated_)) other_.emplace(stated_, fact_.kind());
  }
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  [[nodiscard]] const Stated& stated() const { return stated_; }

  [[nodiscard]] Sources needs() const {
    Sources sources = bit(about(fact_.kind()).source);
    if (other_) sources |= bit(about(other_->kind()).source);
    const bool waits = stated_.form == Form::at_rest || stated_.form == Form::after;
    return waits ? sources | bit(Source::world) : sources;
  }

  void check(const Index& index, Violations& violations) const {
    switch (stated_.form) {
      case Form::never: return never(index, violations);
      case Form::at_rest: return at_rest(index, violations);
      case Form::after: return after(index, violations);
      case Form::at_most_once: return at_most_once(index, violations);
    }
  }

 private:
  /// The facts that the expression begins with.
  [[nodiscard]] Facts facts_in(const Index& index) const {
    Facts facts;
    for (const Observation* const row : index.of(fact_.kind())) {
      if (fact_.matches(*row, *row)) facts.push_back(row);
    }
    return facts;
  }

  static void report(std::string sentence, const Observation& seen, const Observation* other,
                     Violations& violations) {
    violations.add(detail::violation(std::move(sentence), detail::amount_of(seen), {&seen, other}));
  }

  void never(const Index& index, Violations& violations) const {
    if (!other_) {
      for (const Observation* const row : facts_in(index)) {
        report(told(*row) + " must never be", *row, nullptr, violations);
      }
      return;
    }
    const ByKey others = other_->all_in(index);
    for (const Observation* const row : facts_in(index)) {
      if (other_->is_nameless(*row, violations)) continue;
      const auto before = [&](const Observation& one) { return one.sequence < row->sequence; };
      if (other_->of(*row, others, before) != nullptr) continue;
      report(fmt::format("{} came without {}{} before it", told(*row), stated_.other.fact,
                         with_the_same(stated_.other.same)),
             *row, nullptr, violations);
    }
  }

  void at_rest(const Index& index, Violations& violations) const {
    const ByKey others = other_->all_in(index);
    for (const Observation* const row : facts_in(index)) {
      if (other_->is_nameless(*row, violations)) continue;
      const auto any = [](const Observation& /*one*/) { return true; };
      if (other_->of(*row, others, any) != nullptr) continue;
      if (!is_at_rest(index)) {
        violations.undecided("the history ends before the world is at rest");
        continue;
      }
      violations.add(detail::violation(
          fmt::format("{} has no {}{}, and the world is at rest", told(*row), stated_.other.fact,
                      with_the_same(stated_.other.same)),
          detail::amount_of(*row), {row}, missed(index, index.due(row->at, 0), *row)));
    }
  }

  void after(const Index& index, Violations& violations) const {
    const ByKey others = other_->all_in(index);
    for (const Observation* const row : facts_in(index)) {
      if (other_->is_nameless(*row, violations)) continue;
      const std::int64_t due = index.due(row->at, stated_.within);
      const auto later = [&](const Observation& one) { return one.sequence > row->sequence; };
      const Observation* const came = other_->of(*row, others, later);
      if (came != nullptr && came->at <= due) continue;
      if (came == nullptr && !is_at_rest(index) && !index.over(due)) {
        violations.undecided(fmt::format("{} may still come in time", stated_.other.fact));
        continue;
      }
      violations.add(detail::violation(came_late(*row, came), detail::amount_of(*row), {row, came},
                                       missed(index, due, *row)));
    }
  }

  [[nodiscard]] Missed missed(const Index& index, std::int64_t due, const Observation& row) const {
    return detail::missed(
        index, due, fmt::format("{} should have come for {}", stated_.other.fact, told(row)),
        "whoever sees to it");
  }

  [[nodiscard]] std::string came_late(const Observation& row, const Observation* came) const {
    return fmt::format("after {} {}{} {}", told(row), stated_.other.fact,
                       with_the_same(stated_.other.same),
                       came == nullptr ? std::string{"never came"}
                                       : fmt::format("came only at {}", detail::moment(came->at)));
  }

  void at_most_once(const Index& index, Violations& violations) const {
    ByKey groups;
    for (const Observation* const row : facts_in(index)) {
      const Key key = per_.key_of(*row);
      const std::string_view unsaid = per_.unsaid_in(key);
      if (unsaid.empty()) groups[key].push_back(row);
      if (!unsaid.empty()) {
        violations.undecided(fmt::format("{} does not say its {}", told(*row), unsaid));
      }
    }
    for (const auto& [key, rows] : groups) {
      if (rows.size() < 2) continue;
      Violation violation{
          fmt::format("{} came {} times{}, again at {}", told(*rows[0]), rows.size(),
                      with_the_same(stated_.per), detail::moment(rows[1]->at)),
          {},
          detail::amount_of(*rows[1])};
      for (const Observation* const row : rows) violation.evidence.push_back(row->sequence);
      violations.add(std::move(violation));
    }
  }

  const Stated stated_;
  Matcher fact_;
  KeyFields per_;
  std::optional<Other> other_;
};

}  // namespace

Property property_of(const Stated& stated) {
  const auto kept = std::make_shared<const Evaluator>(stated);
  return {.name = kept->stated().name,
          .claim = kept->stated().meaning,
          .rule = own_rule,
          .severity = stated.harm,
          .needs = kept->needs(),
          .as_written = true,
          .check = [kept](const Index& index,
                          Violations& violations) { kept->check(index, violations); },
          .kept = kept};
}

}  // namespace assay::properties::own
