// The contract of faults as a document: what the environment owes and by which budget, which fault
// keeps or breaks what, and which property judges outside. docs/contract.md says nothing else;
// `script/fault-table` writes it anew.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "properties/closed_list.hpp"
#include "properties/property.hpp"
#include "scenarios/vocabulary.hpp"

namespace {

using namespace assay;
using assay::sim::FaultAbout;

const std::string contract_document = ASSAY_SOURCE_DIR "/docs/contract.md";

/// What the environment owes, and what a fault that keeps it stays within.
struct Owed {
  std::string_view rule, what, budget;
};

constexpr std::array owed{
    Owed{"E1", "a request takes effect within D_max of its last send, or never",
         "`limits.effect_max`"},
    Owed{"E2", "leases, pauses, clocks and memories fit into each other",
         "a pause of at most 5 s; `service.lease` is at least `rpc_timeout`, that pause and "
         "`skew_max`"},
    Owed{"E3", "what goes to a processor without keys arrives once, and nobody sends who woke "
               "after his lease",
         "none: at a processor that knows keys it cannot be broken"},
    Owed{"E4", "after healing links deliver, processors answer, the store accepts and shows what "
               "it accepted, clocks agree",
         "`limits.faults_until`; clocks within `service.skew_max`"},
    Owed{"R11", "clients come back while their key is remembered",
         "`service.key_retention`"},
};

/// "E4" of "E4 at a row that is no journal's entry".
std::string_view rule_of(std::string_view said) { return said.substr(0, said.find(' ')); }

std::string_view where_of(std::string_view said) {
  const auto gap = said.find(' ');
  return gap == std::string_view::npos ? std::string_view{} : said.substr(gap);
}

std::string cell(const FaultAbout& fault, std::string_view rule) {
  const bool breaks = rule_of(fault.breaks) == rule;
  if (breaks && rule_of(fault.keeps) == rule) {
    return fmt::format("keeps; breaks{}", where_of(fault.breaks));
  }
  if (breaks) return fmt::format("**breaks**{}", where_of(fault.breaks));
  return rule_of(fault.keeps) == rule ? "keeps" : "";
}

std::string table_of_promises() {
  std::string text = "| promise | what the environment owes | budget |\n|---|---|---|\n";
  for (const Owed& one : owed) {
    text += fmt::format("| {} | {} | {} |\n", one.rule, one.what, one.budget);
  }
  return text;
}

std::string table_of_faults() {
  std::string text = "| fault |";
  std::string line = "\n|---|";
  for (const Owed& one : owed) {
    text += fmt::format(" {} |", one.rule);
    line += "---|";
  }
  text += line + "\n";
  for (const FaultAbout* const fault : scenarios::fault_catalogue()) {
    text += fmt::format("| `{}` |", fault->word);
    for (const Owed& one : owed) text += fmt::format(" {} |", cell(*fault, one.rule));
    text += "\n";
  }
  return text;
}

std::string table_of_the_list() {
  std::string text = "| whatever happens | judged by | |\n|---|---|---|\n";
  for (const properties::ClosedListEntry& one : properties::closed_list()) {
    const std::string by = one.property.empty() ? "–" : fmt::format("`{}`", one.property);
    text += fmt::format("| {} | {} | {} |\n", one.holds, by, one.note);
  }
  return text;
}

std::string table_of_properties() {
  std::string text = "| property | rule | inside | outside |\n|---|---|---|---|\n";
  for (const properties::Property& one : properties::all_properties()) {
    text += fmt::format("| `{}` | {} | judges | {} |\n", one.name, one.rule,
                        properties::judges_outside(one) ? "judges" : "");
  }
  return text;
}

constexpr std::string_view first_heading = "## What the environment owes\n";

std::string tables() {
  return fmt::format(
      "{}\n{}\n## Which fault keeps or breaks what\n\n{}\n## The closed list\n\n{}\n"
      "## Which property judges where\n\n{}",
      first_heading, table_of_promises(), table_of_faults(), table_of_the_list(),
      table_of_properties());
}

std::string contract_as_written() {
  std::ifstream in(contract_document);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What stands before the tables, by hand.
std::string by_hand(const std::string& text) { return text.substr(0, text.find(first_heading)); }

}  // namespace

TEST_CASE("docs/contract.md has the tables of faults, promises and properties") {
  CHECK(contract_as_written() == by_hand(contract_as_written()) + tables());
}

TEST_CASE("the tables of the contract are written anew", "[.write]") {
  const std::string text = by_hand(contract_as_written()) + tables();
  std::ofstream(contract_document) << text;
}

TEST_CASE("each promise that a fault names is one that the environment owes") {
  for (const FaultAbout* const fault : scenarios::fault_catalogue()) {
    INFO(fault->word);
    for (const std::string_view said : {fault->keeps, fault->breaks}) {
      CHECK((said.empty() || std::ranges::find(owed, rule_of(said), &Owed::rule) != owed.end()));
    }
  }
}

TEST_CASE("the properties that judge outside of the contract are those of the closed list") {
  std::vector<std::string_view> outside;
  for (const properties::Property& one : properties::all_properties()) {
    CHECK_FALSE(one.as_written);  // else there would be a second list
    if (properties::judges_outside(one)) outside.push_back(one.name);
  }
  CHECK(outside == std::vector<std::string_view>{"no_unseen_effect", "single_funding"});
  for (const properties::ClosedListEntry& one : properties::closed_list()) {
    INFO(one.holds);
    CHECK((one.property.empty() || std::ranges::find(outside, one.property) != outside.end()));
  }
}
