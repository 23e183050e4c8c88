// The words.
#include "reports/wording.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "history/currency.hpp"

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

/// A fault's words around the thing that it strikes.
struct FaultWords {
  std::string_view answer;
  std::string_view form;
};

constexpr std::array network_words{
    FaultWords{"lose", "{} is lost"},
    FaultWords{"past_timeout", "{} arrives after its sender has stopped waiting"},
    FaultWords{"duplicate", "{} arrives twice"},
    FaultWords{"reorder", "{} is overtaken by what was sent later"},
    FaultWords{"hold", "{} is held back and released much later"},
    FaultWords{"reset", "{} meets a broken connection"},
    FaultWords{"partition", "{} and all others between the two are lost for a while"},
    FaultWords{"partition_one_way", "{} and all others in its direction are lost for a while"},
    FaultWords{"black_hole", "{} and all others of that node are swallowed for a while"},
    FaultWords{"slow_link", "{} and all others between the two are slow for a while"},
    FaultWords{"refuse", "{} is refused by its consumer"},
    FaultWords{"refuse_for_a_while", "{} finds a consumer that takes nothing for a while"},
    FaultWords{"refuse_for_ever", "{} is refused by its consumer for ever"},
    FaultWords{"decline", "{} is declined"},
    FaultWords{"other_body_in_flight", "{} goes out with another amount while it is worked on"},
    FaultWords{"other_body_later", "{} goes out with another amount after its answer"},
    FaultWords{"late_retry", "{} is asked for again after its key was forgotten"},
    FaultWords{"very_late_retry", "{} is asked for again when the processor has forgotten it, too"},
    FaultWords{"late_new_key", "{} is asked for again much later with another key"},
    FaultWords{"unknown_applied", "{} is applied, yet answered with an error"},
    FaultWords{"unknown_lost", "{} is answered with an error and not applied"},
    FaultWords{"unavailable", "{} is refused: the store is unavailable"},
    FaultWords{"serialisation", "{} is refused: another transaction came first"},
    FaultWords{"row_spoiled", "{} is applied, and its first row is damaged"},
    FaultWords{"error_before_effect", "{} ends in an error before it has an effect"},
    FaultWords{"error_after_effect", "{} ends in an error after its effect"},
    FaultWords{"approve_part", "{} is approved for a part of the amount only"},
    FaultWords{"late_success", "{} takes effect only after its caller has given up"},
};

constexpr std::array node_words{
    FaultWords{"crash", "the power goes {} {}"},
    FaultWords{"deploy", "another version of the service is deployed {} {}"},
    FaultWords{"pause", "the node pauses {} {}"},
    FaultWords{"pause_past_lease", "the node pauses for longer than its lease {} {}"},
    FaultWords{"clock_ahead", "the node's clock jumps ahead {} {}"},
    FaultWords{"clock_behind", "the node's clock jumps back {} {}"},
};

/// What befalls a node before or after an action, or nothing where the answer is another fault's.
std::string sentence_of_node(const Site& site, std::string_view answer) {
  const auto known = std::ranges::find(node_words, answer, &FaultWords::answer);
  if (known == node_words.end()) return {};
  return fmt::format(fmt::runtime(known->form), site.edge, site.action);
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
  if (std::string text = sentence_of_node(site, answer.answer); !text.empty()) return text;
  const auto known = std::ranges::find(network_words, answer.answer, &FaultWords::answer);
  if (known != network_words.end()) {
    return fmt::format(fmt::runtime(known->form), thing(site));
  }
  return fmt::format("{}/{}: {}", site.action, site.edge, answer.answer);
}

std::string scope_of(const sim::Answer& answer) {
  std::string scope{parts_of(answer.site).scope};
  if (answer.n > 1) scope += fmt::format(", time {}", answer.n);
  return scope;
}

std::string to_words(properties::Severity severity) { return words(properties::to_text(severity)); }

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
