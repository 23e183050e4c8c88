// What a property must be shown before it may accuse anybody (outside/judge/support.hpp): whatever
// it does not ask for can be left out of a true history, and nobody is accused.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include "history/drafts.hpp"
#include "outside/judge/support.hpp"
#include "true_histories.hpp"

using namespace assay;
using namespace assay::outside;

namespace {

using Elements = std::set<std::string, std::less<>>;

/// What a log may lack: every kind of fact and every field of one, but for what a map must say.
const Elements& everything() {
  static const Elements all = shown_by({}, history::every_source);
  return all;
}

bool is_identity(std::string_view name) {
  return name.ends_with(".payable") || name.ends_with(".kind") || name.ends_with(".ordinal");
}

/// Sets the fields that are not shown to nothing.
struct Blank {
  const Elements& shown;
  std::string kind;
  void operator()(history::Field field, auto& value) const {
    if (!shown.contains(kind + "." + std::string{field.name})) value = {};
  }
};

/// The history as a log that shows only these would have it.
history::History seen_by(const history::History& history, const Elements& shown) {
  history::Drafts drafts{history};
  std::erase_if(drafts.rows, [&](const history::Draft& row) {
    return std::visit([&]<class Kind>(const Kind&) { return !shown.contains(Kind::about.word); },
                      row.fact);
  });
  for (history::Draft& row : drafts.rows) {
    std::visit(
        [&]<class Kind>(Kind& fact) {
          Blank blank{shown, std::string{Kind::about.word}};
          Kind::fields(fact, blank);
        },
        row.fact);
  }
  history::History seen = drafts.history();
  seen.recorded = 0;
  for (const history::About& kind : history::all_about()) {
    if (shown.contains(kind.word)) seen.recorded |= history::bit(kind.source);
  }
  return seen;
}

Elements without(const Elements& missing) {
  Elements shown = everything();
  for (const std::string& one : missing) {
    std::erase_if(
        shown, [&](const std::string& name) { return name == one || name.starts_with(one + "."); });
  }
  return shown;
}

const std::vector<tests::TrueHistory>& shown_histories() {
  static const std::vector<tests::TrueHistory> all = tests::true_histories(1, 1, 900);
  return all;
}

std::vector<properties::Property> supported(Elements shown, bool knows_keys) {
  if (!knows_keys) shown.insert(std::string{keyless});
  std::vector<properties::Property> asked = properties::all_properties();
  std::erase_if(asked, [&](const auto& one) { return !lack_of(one, shown).empty(); });
  return asked;
}

bool accuses(const tests::TrueHistory& one, const properties::Property& property,
             const Elements& shown) {
  const auto judgements = properties::judge(seen_by(one.history, shown), {&property, 1});
  return judgements.front().verdict == properties::Verdict::violated;
}

/// The fewest of what is missing that still lead to the accusation.
std::string fewest(Elements missing, const tests::TrueHistory& one,
                   const properties::Property& property) {
  for (const std::string& name : Elements{missing}) {
    Elements fewer = missing;
    fewer.erase(name);
    if (accuses(one, property, without(fewer))) missing = std::move(fewer);
  }
  std::string text;
  for (const std::string& name : missing) text += " " + name;
  return text;
}

/// The properties that accuse somebody although they can be judged by what is shown.
std::map<std::string, std::string> accusers(const Elements& shown) {
  const auto with_keys = supported(shown, true);
  const auto without_keys = supported(shown, false);
  std::map<std::string, std::string> accused;
  for (const tests::TrueHistory& one : shown_histories()) {
    const bool knows_keys =
        std::ranges::all_of(one.history.processors, &history::ProcessorTerms::knows_keys);
    const auto& asked = knows_keys ? with_keys : without_keys;
    for (const auto& judgement : properties::judge(seen_by(one.history, shown), asked)) {
      if (judgement.verdict != properties::Verdict::violated) continue;
      if (accused.contains(std::string{judgement.property})) continue;
      Elements missing;
      std::ranges::set_difference(everything(), shown, std::inserter(missing, missing.end()));
      const auto property =
          std::ranges::find(asked, judgement.property, &properties::Property::name);
      accused[std::string{judgement.property}] = fewest(missing, one, *property) + ": " +
                                                 one.scenario + ": " +
                                                 judgement.violations.front().explanation;
    }
  }
  return accused;
}

}  // namespace

TEST_CASE("what a property does not ask for can be missing, one thing after the other") {
  REQUIRE(shown_histories().size() > 20);
  for (const std::string& missing : everything()) {
    if (is_identity(missing)) continue;
    for (const auto& [property, why] : accusers(without({missing}))) {
      INFO(property << " NEEDS " << missing << " -- " << why);
      CHECK(false);
    }
  }
}

TEST_CASE("what a property does not ask for can be missing, many things at once") {
  const Elements& all = everything();
  std::mt19937_64 draws{7};
  for (int round = 0; round < 100; ++round) {
    const std::uint64_t of_ten = draws() % 9 + 1;
    Elements missing;
    for (const std::string& one : all) {
      if (!is_identity(one) && draws() % 10 < of_ten) missing.insert(one);
    }
    for (const auto& [property, why] : accusers(without(missing))) {
      INFO(property << " NEEDS something, round " << round << " -- " << why);
      CHECK(false);
    }
  }
}

TEST_CASE("a log may show some sources whole and nothing of the others") {
  for (unsigned sources = 1; sources < 512; sources += 7) {
    const Elements shown = shown_by({}, sources);
    for (const auto& [property, why] : accusers(shown)) {
      INFO(property << " NEEDS more sources than " << sources << " -- " << why);
      CHECK(false);
    }
  }
}

TEST_CASE("every property that is asked for something is one of ours, and once") {
  const auto all = properties::all_properties();
  for (const Support& row : support_table()) {
    CHECK(std::ranges::count(all, row.property, &properties::Property::name) == 1);
    for (const Need& need : needs_of(row)) CHECK(everything().contains(need.what));
  }
}
