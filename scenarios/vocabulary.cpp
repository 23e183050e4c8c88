// The tables behind the fault model's words, and the catalogue of faults from what they strike.
#include "scenarios/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "models/clients/client_fault.hpp"
#include "models/consumers/consumer_fault.hpp"
#include "models/processor/processor_fault.hpp"
#include "models/store/commit_fault.hpp"
#include "models/webhooks/webhook_fault.hpp"
#include "sim/world/message_fault.hpp"
#include "sim/world/node_fault.hpp"

namespace assay::scenarios {

namespace {

constexpr std::array edge_table{
    Edge{"ask", "how a client asks"},
    Edge{"before", "the moment before the caller's effect"},
    Edge{"request", "the message that asks"},
    Edge{"error", "what the processor makes of the request"},
    Edge{webhook_edge, "what the processor tells unasked"},
    Edge{"take", "whether the consumer takes the event"},
    Edge{"commit", "a transaction of the store"},
    Edge{"reply", "the message that answers"},
    Edge{"after", "the moment after the caller's effect"},
};

constexpr std::array<std::string_view, 5> services{"client", "ledger", "notifications", "shop",
                                                   "store"};
constexpr std::array<std::string_view, 4> client_operations{"authorise", "capture", "refund",
                                                            "void"};
constexpr std::array<std::string_view, 5> shop_operations{"authorise", "balance", "capture",
                                                          "refund", "void"};
constexpr std::array<std::string_view, 7> processor_operations{
    "authorise", "capture", "list", "look_up", "refund", "void", webhook_operation};
constexpr std::array<std::string_view, 1> ledger_operations{"post"};
constexpr std::array<std::string_view, 1> notification_operations{"notify"};

constexpr std::array excuses{
    Word{"processor_cannot_be_asked", "no permitted query can tell the outcome"},
    Word{"evidence_contradicts_itself", "the processor has said both yes and no"},
    Word{"tries_spent", "the bounded number of tries was used up with the outcome open"},
};

/// Questions to a processor move nothing: nobody crashes around them.
bool is_question(std::string_view operation) {
  return operation == "look_up" || operation == "list";
}

template <class Effect>
void add(const sim::FaultTable<Effect>& table, FaultCatalogue& catalogue) {
  for (const sim::Fault<Effect>& fault : table.all()) catalogue.push_back(&fault.about);
}

FaultCatalogue gathered() {
  FaultCatalogue all;
  add(models::client_faults(), all);
  add(sim::node_faults(), all);
  add(sim::message_faults(), all);
  add(models::processor_faults(), all);
  add(models::webhook_faults(), all);
  add(models::consumer_faults(), all);
  add(models::commit_faults(), all);
  return all;
}

bool lists(const std::vector<std::string_view>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_word(std::string_view text) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::span<const Edge> edges() { return edge_table; }

const FaultCatalogue& fault_catalogue() {
  static const FaultCatalogue catalogue = gathered();
  return catalogue;
}

const sim::FaultAbout* fault_named(std::string_view word) {
  const auto found = std::ranges::find(fault_catalogue(), word, &sim::FaultAbout::word);
  return found == fault_catalogue().end() ? nullptr : *found;
}

FaultCatalogue faults_of(std::string_view edge) {
  FaultCatalogue faults = fault_catalogue();
  std::erase_if(faults, [&](const sim::FaultAbout* fault) { return !lists(fault->edges, edge); });
  return faults;
}

std::span<const std::string_view> fixed_services() { return services; }

std::span<const std::string_view> operations_of(std::string_view service) {
  if (service == "store") return {};
  if (service == "client") return client_operations;
  if (service == "shop") return shop_operations;
  if (service == "ledger") return ledger_operations;
  if (service == "notifications") return notification_operations;
  return processor_operations;
}

std::vector<std::string_view> edges_of(std::string_view service, std::string_view operation) {
  if (service == "store") return {"before", "commit", "after"};
  if (service == "client") return {"ask"};
  if (service == "shop") return {"request", "reply"};
  if (service == "ledger" || service == "notifications") {
    return {"before", "request", "take", "reply", "after"};
  }
  if (operation == webhook_operation) return {webhook_edge, "request", "reply"};
  if (is_question(operation)) return {"request", "error", "reply"};
  if (operation != "*") return {"before", "request", "error", "reply", "after"};
  return {"before", "request", "error", webhook_edge, "reply", "after"};
}

bool has_edge(std::string_view service, std::string_view operation, std::string_view edge) {
  return lists(edges_of(service, operation), edge);
}

std::vector<std::string_view> answers_of(const SitePattern& site) {
  std::vector<std::string_view> answers;
  for (const sim::FaultAbout* const fault : faults_of(site.edge)) {
    if (!lists(fault->not_of, site.operation)) answers.push_back(fault->word);
  }
  return answers;
}

std::optional<SitePattern> parse_site(std::string_view text) {
  const auto dot = text.find('.');
  const auto slash = text.find('/');
  if (dot == std::string_view::npos || slash == std::string_view::npos || dot > slash) return {};
  const std::string_view service = text.substr(0, dot);
  const std::string_view operation = text.substr(dot + 1, slash - dot - 1);
  const std::string_view edge = text.substr(slash + 1);
  const bool form = is_word(service) && (operation == "*" || is_word(operation)) && is_word(edge);
  if (!form) return {};
  return SitePattern{service, operation, edge};
}

std::span<const Word> excuse_table() { return excuses; }

}  // namespace assay::scenarios
