// The tables behind the fault model's words.
#include "scenarios/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace assay::scenarios {

namespace {

constexpr std::array message_words{
    FaultWord{"lose", "it never arrives"},
    FaultWord{"past_timeout", "it arrives after its sender has stopped waiting"},
    FaultWord{"duplicate", "it arrives twice"},
    FaultWord{"reorder", "it is overtaken by what was sent after it"},
    FaultWord{"hold", "it is kept back and released much later"},
    FaultWord{"reset", "the connection breaks: the sender learns of an error, not of the outcome"},
    FaultWord{"partition", "the link breaks for a while, in both directions"},
    FaultWord{"partition_one_way", "the link breaks for a while in this direction only"},
    FaultWord{"black_hole", "the called node takes everything in for a while and answers nobody"},
    FaultWord{"slow_link", "the link is slow for a while, in both directions"},
};

constexpr std::array commit_words{
    FaultWord{"unknown_applied", "an error is reported although the commit was applied"},
    FaultWord{"unknown_lost", "an error is reported and nothing was applied; nobody says so"},
    FaultWord{"unavailable", "the store refuses: definitely not applied"},
    FaultWord{"serialisation", "a conflict with another transaction: definitely not applied"},
    FaultWord{"row_spoiled", "applied, but the first row of it cannot be read afterwards"},
};

constexpr std::array node_words{
    FaultWord{"crash", "the node loses power here and restarts from its disk"},
    FaultWord{"deploy", "the node is replaced by the next version of the service"},
    FaultWord{"pause", "the node stops running for less than anybody would notice"},
    FaultWord{"pause_past_lease", "the node stops running for longer than its lease"},
    FaultWord{"clock_ahead", "its clock jumps ahead, to the end of what skew is promised"},
    FaultWord{"clock_behind", "its clock jumps back, to the end of what skew is promised"},
};

constexpr std::array error_words{
    FaultWord{"error_before_effect", "the processor answers with an error and has done nothing"},
    FaultWord{"error_after_effect", "the processor answers with an error after the effect"},
    FaultWord{"late_success", "the effect comes after the caller's time-out and its first look-up"},
    FaultWord{"decline", "the processor says no: definite, without effect"},
    FaultWord{"approve_part", "the processor moves half of the amount, and does not say so"},
};

constexpr std::array consumer_words{
    FaultWord{"refuse", "the consumer does not take this delivery"},
    FaultWord{"refuse_for_a_while", "the consumer takes nothing for a while"},
    FaultWord{"refuse_for_ever", "the consumer never takes this event until faults stop"},
};

constexpr std::array ask_words{
    FaultWord{"other_body_in_flight", "the key goes out with another amount while it is worked on"},
    FaultWord{"other_body_later", "the key goes out with another amount after the answer"},
    FaultWord{"late_retry", "the client asks again when the service has forgotten the key"},
    FaultWord{"very_late_retry", "the client asks again when the processor has, too"},
    FaultWord{"late_new_key", "the same, with another key"},
};

constexpr std::array edge_table{
    Edge{"ask", "how a client asks", ask_words},
    Edge{"before", "the moment before the caller's effect", node_words},
    Edge{"request", "the message that asks", message_words},
    Edge{"error", "what the processor makes of the request", error_words},
    Edge{"take", "whether the consumer takes the event", consumer_words},
    Edge{"commit", "a transaction of the store", commit_words},
    Edge{"reply", "the message that answers", message_words},
    Edge{"after", "the moment after the caller's effect", node_words},
};

constexpr std::array<std::string_view, 5> services{"client", "ledger", "notifications", "shop",
                                                   "store"};
constexpr std::array<std::string_view, 4> client_operations{"authorise", "capture", "refund",
                                                            "void"};
constexpr std::array<std::string_view, 5> shop_operations{"authorise", "balance", "capture",
                                                          "refund", "void"};
constexpr std::array<std::string_view, 6> processor_operations{"authorise", "capture", "list",
                                                               "look_up",   "refund",  "void"};
constexpr std::array<std::string_view, 1> ledger_operations{"post"};
constexpr std::array<std::string_view, 1> notification_operations{"notify"};

constexpr std::array excuses{
    FaultWord{"processor_cannot_be_asked", "no permitted query can tell the outcome"},
    FaultWord{"evidence_contradicts_itself", "the processor has said both yes and no"},
    FaultWord{"tries_spent", "the bounded number of tries was used up with the outcome open"},
};

/// Questions to a processor move nothing: nobody crashes around them, none is declined, and none
/// is approved in part.
bool is_question(std::string_view operation) {
  return operation == "look_up" || operation == "list";
}

bool is_word(std::string_view text) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::span<const Edge> edges() { return edge_table; }

const Edge* edge_named(std::string_view name) {
  const auto found = std::ranges::find(edge_table, name, &Edge::name);
  return found == edge_table.end() ? nullptr : &*found;
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
  if (is_question(operation)) return {"request", "error", "reply"};
  return {"before", "request", "error", "reply", "after"};
}

std::vector<std::string_view> answers_of(const SitePattern& site) {
  std::vector<std::string_view> answers;
  for (const FaultWord& word : edge_named(site.edge)->answers) answers.push_back(word.answer);
  if (site.edge != "error") return answers;
  if (is_question(site.operation)) std::erase(answers, "decline");
  const bool sum = !is_question(site.operation) && site.operation != "void";
  if (!sum) std::erase(answers, "approve_part");
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

std::span<const FaultWord> excuse_table() { return excuses; }

}  // namespace assay::scenarios
