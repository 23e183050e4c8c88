// One table; a verb that takes arguments has a line in it.
#include "cli/examples.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "reports/screens/table.hpp"
#include "scenarios/files/shell_words.hpp"

namespace assay::cli {

namespace {

struct Example {
  std::string_view verb;
  std::string_view rest;  ///< of the command, words that need no quotes; a defect follows a blank
  std::string_view what;
};

constexpr auto table = std::to_array<Example>({
    {"run", "", "the whole library, 1,000 seeds each"},
    {"run", " lost_response --seeds 20000", "one scenario, more seeds"},
    {"run", " my_shop.json --for 30s", "a scenario of your own, for half a minute"},
    {"run", " --seeds 100000 --shard 1/4 --out s1", "a quarter of a campaign"},
    {"run", " --resume", "goes on where the last one was stopped"},
    {"merge", " s1 s2 s3 s4 --out all", "puts the quarters together"},
    {"exhaust", " lost_response --faults 2", "every plan of at most two faults"},
    {"exhaust", " lost_response --deviations 1", "a fault, and a delay or order that is unusual"},
    {"gallery", "", "every known defect must be caught"},
    {"gallery", " --defect ", "one of them"},
    {"replay", " assay-out/failures/ID.json", "one failure again, with its full timeline"},
    {"replay", " lost_response --seed 17", "one seed of a scenario"},
    {"replay", " lost_response --seed 17 --stop-at 9", "up to event 9, for a debugger"},
    {"diff", " lost_response --seed 3 --seed 7", "where two seeds part, and in what money"},
    {"diff", " assay-out/failures/ID.json --defect none", "its plan without the defect, beside it"},
    {"diff", " kept.json assay-out/failures/ID.json", "a run that another build kept, and ours"},
    {"shrink", " assay-out/failures/ID.json", "a smaller plan that does the same"},
    {"check", " my_shop.json", "whether a file can be used"},
    {"list", "", "everything that there is"},
    {"list", " properties", "what must hold"},
    {"explain", " 2", "what an exit code means"},
    {"explain", " S01 lost_response", "what a rule or a name means"},
    {"linear", " keys.jsonl", "whether recorded calls fit into one order"},
    {"playbooks", " try assay-out/failures/ID.json", "which steps help, by doing them"},
    {"playbooks", " verify", "whether what was kept still helps, and still is needed"},
    {"attack", " my_service.json", "a service of your own, in any language, under faults"},
    {"attack", " my_service.json --plan assay-out/failures/ID.json", "one failure again"},
    {"init", " . > my_service.json", "a first file for the service in this folder"},
    {"doctor", " my_service.json", "what of its file works, by one payment"},
    {"serve", " --port 8480", "a card processor at that port, until Ctrl-C"},
    {"serve", " --rate lose=0.01 --verify", "one that loses messages, judged at the end"},
    {"judge", " facts.jsonl", "a history that somebody recorded"},
    {"judge", " app.log psp.log --map map.json --horizon 1h", "production logs, by a mapping"},
    {"comply", " endpoint.json", "what may be repeated at an endpoint or a tool"},
    {"risk", " lost_response --volume 100000 --rates rates.json", "a month's harm and its cost"},
    {"readiness", " assay-out", "what a campaign says of a list of questions"},
    {"selfcheck", " --runs 200", "the same input must give the same run"},
    {"selfcheck", " lost_response", "of one scenario"},
});

}  // namespace

std::string examples_of(std::string_view verb, std::string_view defect, const reports::Ink& ink) {
  const std::string program = scenarios::own_command({});
  std::vector<reports::Row> rows;
  for (const Example& one : table) {
    if (!verb.empty() && one.verb != verb) continue;
    const bool names_defect = one.rest.ends_with(' ');
    if (names_defect && defect.empty()) continue;
    rows.push_back(
        {{fmt::format("{} {}{}{}", program, one.verb, one.rest, names_defect ? defect : ""),
          reports::Tone::link},
         {std::string{one.what}}});
  }
  return rows.empty() ? "" : "\nExamples\n" + reports::table(rows, ink);
}

}  // namespace assay::cli
