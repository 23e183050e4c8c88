// Size by size, from what acted at the size before.
#include "runs/remedies/search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace assay::runs {

namespace {

bool is_guess(const RemedyStep& step) {
  return step.word == Word::happened || step.word == Word::did_not_happen;
}

/// What a person would rather do. A word that nobody has looked up helps by luck: it comes last.
auto preference(const Trial& trial) {
  const auto guesses = std::ranges::count_if(trial.remedy.steps, is_guess);
  const bool clean = trial.after.clean_after.has_value();
  std::vector<std::string> steps;
  for (const RemedyStep& step : trial.remedy.steps) steps.push_back(to_text(step));
  return std::tuple{guesses, trial.after.moved,
                    clean ? trial.after.clean_after->ns() : std::int64_t{0}, std::move(steps)};
}

class Search {
 public:
  Search(Patient& patient, std::vector<RemedyStep> steps, const RemedySearch& limits)
      : patient_{patient}, steps_{std::move(steps)}, limits_{limits} {}

  void look(Treatment& found) {
    std::vector<Trial> front{Trial{}};
    const std::size_t sizes = is_open(found) ? limits_.steps_max : 1;
    for (std::size_t size = 1; size <= sizes && !front.empty(); ++size) {
      front = longer(front, found, size);
      if (found.spent) break;
      found.size = size;
      if (!found.helping.empty()) break;
    }
    std::ranges::stable_sort(found.helping, {}, preference);
    if (found.helping.empty()) return;
    for (const Manner manner : other_manners()) {
      Remedy other = found.helping.front().remedy;
      other.manner = manner;
      found.manners.push_back(treat(other, found));
    }
  }

 private:
  Trial treat(const Remedy& remedy, Treatment& found) {
    ++found.tried;
    return patient_.treat(remedy);
  }

  /// Every remedy of one step more. Returns: those that may be worth another step.
  std::vector<Trial> longer(const std::vector<Trial>& front, Treatment& found, std::size_t size) {
    std::vector<Trial> next;
    for (const Trial& before : front) {
      for (const RemedyStep& step : steps_) {
        if (size > 1 && before.remedy.steps.back() == step) continue;
        if (patient_.runs() + other_manners().size() >= limits_.runs_max) {
          found.spent = true;
          return next;
        }
        Remedy remedy = before.remedy;
        remedy.steps.push_back(step);
        Trial trial = treat(remedy, found);
        const bool alike = size > 1 && trial.after.digest == before.after.digest;
        if (trial.worth == Worth::helps) found.helping.push_back(trial);
        if (trial.worth == Worth::eases && size == 1) found.easing.push_back(trial);
        if (trial.worth == Worth::harms && size == 1) found.harming.push_back(trial);
        if (trial.acted && !alike && trial.worth != Worth::harms) next.push_back(std::move(trial));
      }
    }
    return next;
  }

  Patient& patient_;
  std::vector<RemedyStep> steps_;
  RemedySearch limits_;
};

}  // namespace

bool is_open(const Treatment& treatment) {
  return treatment.fails && treatment.untreated.judged && !treatment.untreated.items.empty();
}

Treatment search_remedies(World& world, const scenarios::Scenario& scenario,
                          const harness::System& system, const std::string& property,
                          const sim::Plan& plan, const RemedySearch& search) {
  Patient patient{world, scenario, system, property, plan};
  Treatment found;
  found.fails = patient.fails();
  found.at_rest = patient.at_rest();
  found.untreated = patient.untreated();
  for (const RemedyStep& step : steps_of(system)) found.sentences[step] = sentence_of(step, system);
  if (found.fails && found.untreated.judged) {
    Search{patient, steps_of(system), search}.look(found);
  }
  found.runs = patient.runs();
  return found;
}

}  // namespace assay::runs
