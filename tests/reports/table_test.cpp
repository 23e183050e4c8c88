// Tables on terminals that are too narrow for them: nothing is cut, nothing runs over.
#include "reports/screens/table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace assay::reports;

namespace {

std::vector<Row> campaign_rows() {
  return {{{"scenario", Tone::faint}, spare(number("runs/s", Tone::faint)),
           number("faults struck", Tone::faint), {"verdict", Tone::faint}},
          {{"a_scenario_with_a_long_name"}, number("20,765"), number("11 of 11"), {"violated"},
           {"338 runs violated; 4 never came", Tone::doubtful}},
          {{"short"}, number("7"), number("–"), {"holds"}}};
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, width(line));
  return widest;
}

}  // namespace

TEST_CASE("a table is narrowed to every width at which its words allow it, in colour too") {
  const std::string bare = table(campaign_rows(), Ink{false});
  CHECK(widest_line(bare) == 95);
  for (std::size_t columns = 36; columns <= 120; ++columns) {
    for (const bool coloured : {false, true}) {
      const std::string text = table(campaign_rows(), Ink{coloured, columns});
      INFO(columns << " columns\n" << text);
      CHECK(widest_line(text) <= columns);
      CHECK_THAT(text, Catch::Contains("a_scenario_with_a_long_name") &&
                           Catch::Contains("11 of 11") && Catch::Contains("violated"));
    }
  }
}

TEST_CASE("remarks go below the row they belong to, and beside it where they have room") {
  CHECK(table(campaign_rows(), Ink{false, 72}) ==
        "  scenario                     runs/s  faults struck  verdict\n"
        "  a_scenario_with_a_long_name  20,765       11 of 11  violated\n"
        "      338 runs violated; 4 never came\n"
        "  short                             7              –  holds\n");
  const std::vector<Row> rows{{{"2"}, {"reply"}, {"to a question that is rather long"}},
                              {{"3"}, {"reply"}, {"no"}}};
  CHECK(table(rows, Ink{false, 25}, 0) ==
        "2  reply\n    to a question that is\n    rather long\n3  reply  no\n");
}

TEST_CASE("a column that can be spared is, where the rest then fits") {
  CHECK(table(campaign_rows(), Ink{false, 49}) ==
        "  scenario                       faults  verdict\n"
        "                                 struck\n"
        "  a_scenario_with_a_long_name  11 of 11  violated\n"
        "      338 runs violated; 4 never came\n"
        "  short                               –  holds\n");
}

TEST_CASE("where numbers have no room beside a name, they stand below it, under their headings") {
  std::vector<Row> rows = campaign_rows();
  rows[1].pop_back();
  CHECK(table(rows, Ink{false, 41}) ==
        "  scenario\n"
        "      runs/s  faults struck  verdict\n"
        "  a_scenario_with_a_long_name\n"
        "      20,765       11 of 11  violated\n"
        "  short\n"
        "           7              –  holds\n");
}

TEST_CASE("a command in a table is never broken") {
  const std::string command = "assay replay assay-out/failures/0123456789abcdef.json";
  const std::vector<Row> rows{{{"reproduce:"}, {command, Tone::link}}};
  CHECK(table(rows, Ink{false, 40}) == "  reproduce:\n      " + command + "\n");
}

TEST_CASE("escapes take no room") {
  CHECK(width("\x1b[1;31mno\x1b[0m →") == 4);
}
