// The words.
#include "reports/wording.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "history/currency.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::reports {

namespace {

/// A site's parts: "acquirer.authorise/reply @ shop-1/pay-1".
struct Site {
  std::string_view action;
  std::string_view edge;
  std::string_view scope;
};

Site parts_of(std::string_view site) {
  Site parts;
  const auto at = site.find(" @ ");
  if (at != std::string_view::npos) parts.scope = site.substr(at + 3);
  const std::string_view full = site.substr(0, at);
  const auto slash = full.find('/');
  parts.action = full.substr(0, slash);
  if (slash != std::string_view::npos) parts.edge = full.substr(slash + 1);
  return parts;
}

std::string thing(const Site& site) {
  if (site.edge == "request") return fmt::format("the request {}", site.action);
  if (site.edge == "reply") return fmt::format("the reply to {}", site.action);
  if (site.edge == "message") return fmt::format("the message {}", site.action);
  if (site.edge == "commit") return fmt::format("the commit {}", site.action);
  return std::string{site.action};
}

}  // namespace

std::string money(const history::Amount& amount) {
  if (amount.currency.empty()) return fmt::format("{}", amount.minor);
  const unsigned places = history::decimals_of(amount.currency.code());
  if (places == 0) return fmt::format("{} {}", amount.minor, amount.currency.code());
  const std::uint64_t unit = places == 2 ? 100 : 1000;
  const auto minor = static_cast<std::uint64_t>(amount.minor);
  const std::uint64_t size = amount.minor < 0 ? 0 - minor : minor;
  return fmt::format("{}{}.{:0{}} {}", amount.minor < 0 ? "-" : "", grouped(size / unit),
                     size % unit, places, amount.currency.code());
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

std::string moment(std::int64_t nanoseconds) {
  return fmt::format("{}.{:03} s", nanoseconds / 1'000'000'000, nanoseconds / 1'000'000 % 1'000);
}

std::string words(std::string_view name) {
  std::string text{name};
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string sentence(const sim::Answer& answer) {
  const Site site = parts_of(answer.site);
  if (site.action == "swarm") {
    return fmt::format("the swarm drew {} {}", words(site.edge), answer.answer);
  }
  if (const sim::FaultAbout* const fault = scenarios::fault_named(answer.answer)) {
    return fmt::format(fmt::runtime(fault->sentence), fmt::arg("thing", thing(site)),
                       fmt::arg("edge", site.edge), fmt::arg("action", site.action));
  }
  return fmt::format("{}/{}: {}", site.action, site.edge, answer.answer);
}

std::string scope_of(const sim::Answer& answer) {
  std::string scope{parts_of(answer.site).scope};
  if (answer.n > 1) scope += fmt::format(", time {}", answer.n);
  return scope;
}

std::string to_words(properties::Severity severity) { return words(properties::to_text(severity)); }

std::string deadline_words(const properties::Missed& missed) {
  if (missed.at_rest) {
    return fmt::format("all is at rest, nothing more comes: {}; owed by {}", missed.what,
                       missed.from);
  }
  return fmt::format("deadline: by now {}; owed by {}", missed.what, missed.from);
}

std::string_view exit_meaning(int code) {
  switch (code) {
    case 0: return "everything holds";
    case 1: return "a property is violated";
    case 2: return "inconclusive: not everything could be told, or something never happened";
    case 3: return "not deterministic, or not the run that was recorded";
    case 4: return "nothing ran";
    case 64: return "wrong usage";
    case 65: return "a file that cannot be used";
    case 70: return "a bug in assay";
    case 74: return "output could not be written";
    case 130: return "interrupted; results are incomplete";
    default: return "an unknown code";
  }
}

}  // namespace assay::reports
