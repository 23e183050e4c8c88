// Which properties are held against which history is one table.
#include "outside/attack/judge.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace assay::outside::attack {

using properties::Property;
using properties::Severity;
using properties::Verdict;

namespace {

constexpr std::array<std::string_view, 4> of_heard{"at_most_one_effect", "amount_ladder",
                                                   "capture_void_exclusive", "told_truth"};
constexpr std::array<std::string_view, 2> of_books{"no_false_success", "books_agree"};

std::vector<Property> named(std::span<const std::string_view> names) {
  std::vector<Property> all = properties::all_properties();
  std::erase_if(
      all, [&](const Property& one) { return std::ranges::find(names, one.name) == names.end(); });
  return all;
}

void judge(const history::History& history, const std::vector<Property>& properties,
           bool is_of_books, std::vector<Broken>& broken) {
  for (const properties::Judgement& one : properties::judge(history, properties)) {
    if (one.verdict != Verdict::violated) continue;
    const properties::Violation& first = one.violations.front();
    broken.push_back({.property = std::string{one.property},
                      .severity = one.harm.severity,
                      .explanation = first.explanation,
                      .at_risk = first.at_risk,
                      .of_books = is_of_books,
                      .evidence = first.evidence});
  }
}

}  // namespace

std::vector<Judged> judged_of(const OutsideFile& file) {
  std::vector<Judged> all;
  for (const Property& one : named(of_heard)) {
    all.push_back({std::string{one.name}, std::string{one.claim}});
  }
  for (const Property& one : named(of_books)) {
    all.push_back({std::string{one.name}, std::string{one.claim},
                   file.belief ? "" : "the file does not say what the service believes"});
  }
  all.push_back({"stays_up", "The service ends only when somebody ends it."});
  all.push_back({"comes_to_rest", "The service comes to rest within its bound."});
  for (const QuerySpec& one : file.must_be_empty) {
    all.push_back({one.name, "The file's own query finds nothing."});
  }
  return all;
}

std::vector<Broken> broken_in(const Run& run) {
  static const std::vector<Property> heard = named(of_heard);
  static const std::vector<Property> books = named(of_books);
  std::vector<Broken> broken;
  judge(run.heard, heard, false, broken);
  if (run.believes && run.at_rest) judge(run.books, books, true, broken);
  for (const Found& one : run.found) {
    broken.push_back({one.query, Severity::wrong_belief,
                      fmt::format("the query {} must find nothing, and found {}", one.query,
                                  one.rows.substr(0, 200))});
  }
  for (const std::string& crash : run.crashes) {
    broken.push_back({"stays_up", Severity::stuck, crash, {}, true});
  }
  if (!run.at_rest) {
    broken.push_back({"comes_to_rest",
                      Severity::stuck,
                      "the service did not come to rest within its bound",
                      {},
                      true});
  }
  std::ranges::stable_sort(broken, std::greater{}, &Broken::severity);
  return broken;
}

}  // namespace assay::outside::attack
