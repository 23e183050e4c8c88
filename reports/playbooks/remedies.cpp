// What somebody on call reads first comes first: what to do, then what not to do.
#include "reports/playbooks/remedies.hpp"

#include <fmt/format.h>

#include "reports/playbooks/kept_playbook.hpp"
#include "reports/playbooks/markdown.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using markdown::plain;
using runs::Trial;
using runs::Worth;

std::string listed(const std::vector<runs::OpenItem>& items) {
  if (items.empty()) return "nothing: it comes back empty\n";
  std::string text;
  for (const runs::OpenItem& one : items) text += fmt::format("- {}\n", plain(to_text(one)));
  return text;
}

std::string cost_of(const Trial& trial) {
  if (trial.after.moved == 0) return "No money moves.";
  return fmt::format("It moves {} minor units.", trial.after.moved);
}

std::string evidence_of(const Trial& trial) {
  std::vector<std::vector<std::string>> rows;
  for (const runs::StepTaken& one : trial.after.taken) {
    rows.push_back({std::to_string(one.step + 1), moment((one.at - trial.after.rested).ns()),
                    plain(one.about.empty() ? "the service" : one.about), plain(one.came)});
  }
  return markdown::table({"step", "after", "about", "how it came out"}, rows);
}

std::vector<std::string> sentences_of(const runs::Remedy& remedy,
                                      const runs::Treatment& treatment) {
  std::vector<std::string> sentences;
  for (const runs::RemedyStep& step : remedy.steps) {
    sentences.push_back(plain(treatment.sentences.at(step)) + ".");
  }
  return sentences;
}

std::string helping(const runs::Treatment& treatment) {
  const Trial& first = treatment.helping.front();
  std::string text = markdown::numbered(sentences_of(first.remedy, treatment));
  text += fmt::format("\n{} The verification is empty {} after the steps began.\n\n",
                      cost_of(first), moment(first.after.clean_after->ns()));
  text += evidence_of(first);
  text += "\nThe same otherwise:\n\n";
  for (const Trial& one : treatment.manners) {
    text +=
        fmt::format("- {}: {}{}\n", runs::sentence_of(one.remedy.manner), runs::to_text(one.worth),
                    one.reason.empty() ? "" : ", " + plain(one.reason));
  }
  if (treatment.helping.size() > 1) text += "\nThis helps as well:\n\n";
  for (std::size_t i = 1; i < treatment.helping.size(); ++i) {
    text += fmt::format("- {}\n", plain(short_words(treatment.helping[i].remedy)));
  }
  return text;
}

std::string scope_of_search(const runs::Treatment& treatment) {
  return fmt::format(
      "{} remedies were tried in {} runs: all of at most {} steps that can differ{}.",
      treatment.tried, treatment.runs, treatment.size,
      treatment.spent ? ", and as many longer ones as the runs were enough for" : "");
}

std::string what_helps(const runs::Treatment& treatment) {
  if (!treatment.fails) return "The plan does not violate the property any more.\n";
  if (!treatment.untreated.judged) {
    return fmt::format("Nothing could be tried: {}.\n", plain(treatment.untreated.why));
  }
  if (treatment.untreated.items.empty()) {
    return "No step is needed for the money or the books: the verification comes back empty "
           "without any. What was told or shown wrongly cannot be undone by a step.\n";
  }
  if (treatment.helping.empty()) return "Nothing that was tried helps.\n";
  return helping(treatment);
}

}  // namespace

std::string to_text(const runs::OpenItem& item) {
  std::string text = item.payable + ":";
  if (!item.amount.currency.empty()) text += " " + money(item.amount);
  if (item.ordinal > 0) {
    text += fmt::format(" {} {}", history::to_text(item.operation), item.ordinal);
  }
  return fmt::format("{} {}", text, runs::meaning_of(item.kind));
}

std::string short_words(const runs::Remedy& remedy) {
  std::string text;
  for (const runs::RemedyStep& step : remedy.steps) {
    text += (text.empty() ? "" : ", then ") + runs::to_text(step);
  }
  return text.empty() ? "nothing" : text;
}

std::string remedies_tried(const runs::Treatment& treatment) {
  std::string text = "\n## Steps that were carried out\n\n";
  text += "On the state in which this run came to rest. " + scope_of_search(treatment) + "\n";
  text += "\n### What helps\n\n" + what_helps(treatment);
  if (!treatment.easing.empty()) {
    text += "\n### What helps in part\n\n";
    for (const Trial& one : treatment.easing) {
      text += fmt::format("- {}: {}\n", plain(short_words(one.remedy)), plain(one.reason));
    }
  }
  text += "\n### What makes it worse\n\n";
  if (treatment.harming.empty()) text += "No single step that was tried.\n";
  for (const Trial& one : treatment.harming) {
    text += fmt::format("- ✗ {}: {}. {}\n", plain(short_words(one.remedy)), plain(one.reason),
                        cost_of(one));
  }
  text += "\n### What the verification lists\n\nAt rest:\n\n" + listed(treatment.at_rest);
  text += "\nA day later, where nobody does anything:\n\n" + listed(treatment.untreated.items);
  return text;
}

std::string sections_absent(const runs::Treatment& treatment) {
  std::string text = "\n## What is not on this page\n\n";
  for (const PlaybookSection& one : playbook_sections(treatment)) {
    if (!one.filled) text += fmt::format("- {}: {}\n", one.name, plain(one.why));
  }
  return text;
}

std::string not_simulated() {
  return "\n## What was not simulated\n\n"
         "- A fault while the steps are taken, other than one power cut amid the first.\n"
         "- Steps taken while the failure is still under way: they begin once the run has come to "
         "rest.\n"
         "- Disputes, fees and exchange rates: the cost is what was captured and refunded.\n"
         "- Other traffic during the steps.\n";
}

}  // namespace assay::reports
