// Playbooks of a failure that was found for real: nothing on the page is invented.
#include "reports/playbooks/playbook.hpp"

#include <catch2/catch.hpp>

#include "campaign/jobs/replay.hpp"
#include "reports/finding_words.hpp"
#include "reports/playbooks/markdown.hpp"
#include "reports/screens/truth_and_belief.hpp"
#include "reports/wording.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/named.hpp"
#include "tests/reports/real_finding.hpp"
#include "tests/systems/shipped.hpp"

using namespace assay;
using namespace assay::reports;

namespace {

/// The part of a page between a heading and the next one.
std::string section_of(const std::string& page, const std::string& heading) {
  const auto start = page.find("\n## " + heading + "\n");
  REQUIRE(start != std::string::npos);
  return page.substr(start + 1, page.find("\n## ", start + 1) - start - 1);
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

scenarios::Scenario named(const char* name) { return scenarios::library_scenario(name); }

}  // namespace

TEST_CASE("a playbook has its sections in the order in which somebody on call needs them") {
  const std::string page = playbook(real::charged_twice());
  std::size_t last = 0;
  for (const char* heading :
       {"What has to go wrong", "How it comes about", "Truth beside belief", "Signal",
        "Containment", "Recovery", "Verification", "Prevention", "See it again"}) {
    const std::size_t at = page.find(std::string{"\n## "} + heading + "\n");
    INFO(heading);
    REQUIRE(at != std::string::npos);
    CHECK(at > last);
    last = at;
  }
}

TEST_CASE("a playbook opens with what happened, the money at risk and the order of harm") {
  const FindingReport& finding_report = real::charged_twice();
  const std::string page = playbook(finding_report);
  const runs::Finding& finding = finding_report.reported.finding;
  CHECK(says(page, "# " + headline(finding)));
  CHECK(says(page, "> " + finding.explanation));
  CHECK(says(page, severity_of(finding)));
  CHECK(says(page, harm_of(finding)));
  CHECK(says(page, "(I10)"));
}

TEST_CASE("each fault of a playbook is shown to be needed by a run that passes without it") {
  const FindingReport& finding_report = real::charged_twice();
  const runs::Finding& finding = finding_report.reported.finding;
  const std::string proof = section_of(playbook(finding_report), "What has to go wrong");
  REQUIRE(finding.plan.size() >= 2);
  REQUIRE(finding.omissions.size() == finding.plan.size());
  runs::SimulatedWorld world;
  for (const runs::Omission& one : finding.omissions) {
    sim::Plan rest = finding.plan;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(one.answer));
    const auto replayed =
        campaign::replay(world, {.scenario = &finding_report.scenario,
                                 .system = &tests::system_with(finding.defect),
                                 .plan = rest,
                                 .jury = runs::Jury{scenarios::property_named(finding.property)}});
    CHECK(campaign::verdict_of(replayed) == properties::Verdict::holds);
    CHECK(replayed.digest == one.digest);
    CHECK(says(proof, one.digest.hex()));
  }
  CHECK(says(proof, finding.digest.hex()));
}

TEST_CASE("every step of a playbook is the scenario's, or a fact of the run") {
  const FindingReport& finding_report = real::charged_twice();
  const std::string page = playbook(finding_report);
  const scenarios::Playbook& told = finding_report.scenario.playbook;
  for (const auto& [heading, prose] : {std::pair{"Signal", told.signal},
                                       {"Containment", told.containment},
                                       {"Recovery", told.recovery},
                                       {"Verification", told.verification},
                                       {"Prevention", told.prevention}}) {
    const std::string text = section_of(page, heading);
    for (const std::string& sentence : markdown::sentences(prose)) {
      INFO(heading << ": " << sentence);
      CHECK(says(text, markdown::plain(sentence)));
    }
  }
}

TEST_CASE("a playbook tells what the service could have noticed, and where truth and belief part") {
  const FindingReport& finding_report = real::charged_twice();
  const std::string page = playbook(finding_report);
  CHECK(says(section_of(page, "Signal"), "shop-1 stops waiting for acquirer.authorise"));
  for (const ThreeSides& one : three_sides(finding_report.run->history)) {
    CHECK(says(section_of(page, "Truth beside belief"), one.operation));
    if (one.apart) CHECK(says(section_of(page, "Verification"), one.truth));
  }
}

TEST_CASE("a playbook ends with the command that shows the failure again") {
  CHECK(says(section_of(playbook(real::charged_twice()), "See it again"),
             "```sh\nassay replay out/failures/x.json\n```"));
}

TEST_CASE("a failure without a plan has a playbook without a run") {
  FindingReport finding_report = real::charged_twice();
  finding_report.run.reset();
  const std::string page = playbook(finding_report);
  CHECK_FALSE(says(page, "## How it comes about"));
  CHECK(says(page, "## Containment"));
}

TEST_CASE("failures are distinct by scenario, code, property and faults, not by seed") {
  FindingReport one = real::charged_twice();
  one.reported.finding.severity = properties::Severity::double_charge;
  FindingReport same = one;
  same.reported.finding.seed += 5;
  FindingReport other = one;
  other.reported.finding.plan.pop_back();
  FindingReport milder = one;
  milder.reported.finding.property = "told_truth";
  milder.reported.finding.severity = properties::Severity::noise;
  const auto kept = distinct(std::vector<FindingReport>{milder, one, same, other});
  REQUIRE(kept.size() == 3);
  CHECK(kept.front().reported.finding.severity == properties::Severity::double_charge);
  CHECK(kept.back().reported.finding.property == "told_truth");
}

TEST_CASE("the index tells of every scenario, with a link to each failure") {
  const std::vector<scenarios::Scenario> library{named("happy_path"), named("lost_response")};
  const FindingReport& finding_report = real::charged_twice();
  const std::string index = playbook_index({&finding_report, 1}, real::results(), library);
  CHECK(says(index, "(" + finding_report.reported.finding.id + ".md)"));
  CHECK(says(index, "### happy_path"));
  CHECK(says(index, "not run"));
  CHECK(says(index, "violated in 100 runs"));
  for (const scenarios::Scenario& one : library) {
    for (const std::string& step : markdown::sentences(one.playbook.recovery)) {
      CHECK(says(index, markdown::plain(step)));
    }
  }
}

TEST_CASE("text in Markdown is never taken for markup") {
  CHECK(markdown::plain("a|b *c* [d](e) <f> _g_ told_truth") ==
        "a\\|b \\*c\\* \\[d\\](e) \\<f\\> \\_g\\_ told_truth");
  CHECK(markdown::plain("two\nlines") == "two lines");
  CHECK(markdown::code("a`b|c") == "`a'b\\|c`");
}

TEST_CASE("a prose falls apart into its sentences, and loses nothing") {
  CHECK(markdown::sentences("Stop it. Wait 1.5 s, e.g. here. Then go on.") ==
        std::vector<std::string>{"Stop it.", "Wait 1.5 s, e.g. here.", "Then go on."});
  CHECK(markdown::sentences("").empty());
  CHECK(markdown::sentences("one").size() == 1);
}
