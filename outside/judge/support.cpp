// The table was found by experiment and is held by it: each fact and field was left out of correct
// histories, and what then accused somebody needs it (tests/outside/judge/support_test.cpp).
#include "outside/judge/support.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assay::outside {
namespace {

constexpr std::array table{
    Support{"allocation_exact",
            "leg_booked leg_booked.account leg_booked.amount leg_booked.entry leg_booked.kind "
            "leg_booked.operation leg_booked.owner leg_booked.pending"},
    Support{"alarms_true",
            "transition_committed.operation "
            "balance_committed.transaction balance_committed.amount alarm_raised.claim "
            "alarm_raised.subject balance_committed balance_committed.customer break_opened "
            "break_opened.operation event_consumed event_consumed.consumer "
            "event_consumed.event event_published event_published.consumer "
            "event_published.event transition_committed.customer",
            true},
    Support{"at_most_one_effect",
            "attempt_sent?keyless attempt_sent.processor?keyless "
            "effect_applied.processor?keyless"},
    Support{"attempt_isolation", "effect_applied effect_applied.payable"},
    Support{"books_agree",
            "attempt_sent.processor?keyless effect_applied.processor?keyless break_opened "
            "break_opened.operation balance_committed?amount_read balance_committed.amount "
            "balance_committed.customer effect_applied effect_applied.amount "
            "event_committed?posting_committed event_committed.event posting_committed.amount "
            "transition_committed transition_committed.amount attempt_answered?attempt_sent "
            "attempt_answered.outcome attempt_answered.processor_key attempt_sent.operation "
            "attempt_sent.processor attempt_sent.processor_key look_up_answered?attempt_sent "
            "look_up_answered.outcome posting_committed?event_committed leg_booked.account "
            "leg_booked.amount leg_booked.pending",
            true},
    Support{"capture_void_exclusive",
            "attempt_answered?attempt_sent attempt_answered.outcome "
            "attempt_answered.processor_key attempt_sent.operation attempt_sent.processor "
            "attempt_sent.processor_key look_up_answered?attempt_sent look_up_answered.outcome"},
    Support{"consumer_once", "event_applied.consumer"},
    Support{"eventual_terminal",
            "intent_abandoned response_received response_received.status "
            "response_received.outcome notification_received.outcome "
            "transition_committed.reason transition_committed.to"},
    Support{"fingerprint_guard",
            "key_claimed.fingerprint key_claimed.scope response_received.fingerprint "
            "response_received.scope"},
    Support{"funds_before_goods", "effect_applied effect_applied.amount"},
    Support{"holds_released",
            "effect_applied effect_applied.amount effect_applied.capture_before "
            "effect_applied.effect effect_reversed effect_reversed.effect leg_booked "
            "leg_booked.account leg_booked.amount "
            "leg_booked.pending transition_committed transition_committed.amount "
            "transition_committed.operation transition_committed.to",
            true},
    Support{"inbox_durable",
            "transition_committed transition_committed.operation transition_committed.to "
            "transition_committed.transaction webhook_answered webhook_answered.webhook "
            "webhook_delivered webhook_delivered.genuine webhook_delivered.webhook webhook_sent "
            "webhook_sent.webhook webhook_settled webhook_settled.end webhook_settled.transaction "
            "webhook_settled.webhook",
            true},
    Support{"key_outlives_operation", "transition_committed.to"},
    Support{"key_scope_isolation",
            "attempt_answered attempt_answered.processor_failed attempt_answered.outcome "
            "attempt_answered.processor_key attempt_sent.operation attempt_sent.processor "
            "look_up_answered look_up_answered.outcome "
            "attempt_sent.processor_key"},
    Support{"legal_transitions",
            "transition_committed.evidence transition_committed.from "
            "transition_committed.operation transition_committed.to "
            "transition_committed.version"},
    Support{"mandate",
            "effect_applied.processor mandate_named.of intent_declared attempt_sent.operation "
            "effect_applied mandate_named.mandate"},
    Support{"no_blind_redrive",
            "attempt_sent.operation attempt_sent.processor attempt_answered.processor_key "
            "attempt_answered.processor_failed "
            "look_up_answered look_up_answered.outcome attempt_sent.processor_key "
            "attempt_answered attempt_answered.outcome"},
    Support{"no_consumer_blocking", "", true},
    Support{"no_false_failure",
            "attempt_answered attempt_answered.outcome attempt_answered.processor_key "
            "attempt_sent attempt_sent.operation attempt_sent.processor "
            "attempt_sent.processor_key look_up_answered look_up_answered.outcome"},
    Support{"no_false_success", "effect_applied effect_applied.amount"},
    Support{"no_state_blocking", "", true},
    Support{"no_unseen_effect",
            "break_opened break_opened.operation transition_committed transition_committed.to"},
    Support{"orphan_bound",
            "look_up_answered look_up_answered.outcome attempt_sent.processor_key "
            "transition_committed.to"},
    Support{"outbox_atomic",
            "event_applied.event event_committed event_committed.event "
            "event_committed.operation event_committed.outcome event_committed.transaction "
            "event_consumed.event event_published.event transition_committed "
            "transition_committed.operation transition_committed.to "
            "transition_committed.transaction"},
    Support{"outbox_complete",
            "event_applied event_applied.consumer event_applied.event event_committed.event "
            "event_consumed event_consumed.consumer event_consumed.event"},
    Support{"posted_once",
            "leg_booked leg_booked.account leg_booked.amount leg_booked.entry "
            "leg_booked.operation leg_booked.pending transition_committed "
            "transition_committed.operation transition_committed.to "
            "transition_committed.transaction"},
    Support{"progress",
            "look_up_answered look_up_answered.operation look_up_answered.outcome "
            "transition_committed.operation transition_committed.reason "
            "transition_committed.to"},
    Support{"replay_equality", "response_received.fingerprint response_received.scope"},
    Support{"single_executor",
            "key_claimed.scope key_completed.scope key_handed_over key_handed_over.key "
            "key_handed_over.scope key_handed_over.token key_released key_released.key "
            "key_released.scope"},
    Support{"single_funding", "intent_declared.amount intent_declared"},
    Support{"stored_answers",
            "key_claimed key_claimed.key key_claimed.scope key_completed.scope "
            "key_released.scope"},
    Support{"told_truth",
            "look_up_answered?attempt_sent look_up_answered.outcome transition_committed.to "
            "transition_committed?notification_received "
            "attempt_sent.processor_key attempt_answered?attempt_sent "
            "attempt_answered.outcome amount_read.customer "
            "balance_committed.amount?amount_read balance_committed.customer?amount_read "
            "effect_applied effect_applied.amount intent_declared?amount_read "
            "intent_declared.customer?amount_read transition_committed?amount_read "
            "transition_committed?attempt_answered transition_committed.to?amount_read"},
    Support{"usefulness", "", true},
    Support{"within_available",
            "leg_booked leg_booked.account leg_booked.amount leg_booked.entry leg_booked.owner "
            "leg_booked.pending",
            true},
};

void show_rule(const FactRule& rule, std::set<std::string, std::less<>>& shown) {
  const std::string word{history::about(rule.kind).word};
  shown.insert(word);
  for (const FieldPlan& field : rule.fields) {
    if (field.value.given) shown.insert(word + "." + field.name);
  }
}

}  // namespace

std::span<const Support> support_table() { return table; }

std::vector<Need> needs_of(const Support& row) {
  std::vector<Need> needs;
  std::string_view rest = row.needs;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    const std::size_t mark = word.find('?');
    needs.push_back(
        {word.substr(0, mark), mark == std::string_view::npos ? "" : word.substr(mark + 1)});
  }
  return needs;
}

std::set<std::string, std::less<>> shown_by(const Mapping& mapping, history::Sources recorded) {
  std::set<std::string, std::less<>> shown;
  const auto show_kind = [&](std::string_view word) {
    if (const auto kind = history::kind_from(word)) {
      show_rule(native_rules()[static_cast<std::size_t>(*kind)], shown);
    }
  };
  for (const std::string& word : mapping.never) show_kind(word);
  if (std::ranges::any_of(mapping.processors, std::logical_not<>{},
                          &history::ProcessorTerms::knows_keys)) {
    shown.insert(std::string{keyless});
  }
  for (const RecordedSource& source : mapping.sources) {
    for (const FactRule& rule : source.rules) show_rule(rule, shown);
  }
  for (const history::About& kind : history::all_about()) {
    if ((recorded & history::bit(kind.source)) != 0) show_kind(kind.word);
  }
  return shown;
}

std::string lack_of(const properties::Property& property,
                    const std::set<std::string, std::less<>>& shown) {
  const auto row = std::ranges::find(table, property.name, &Support::property);
  std::vector<std::string_view> missing;
  for (unsigned i = 0; i < history::source_count; ++i) {
    const auto source = static_cast<history::Source>(i);
    if ((property.needs & history::bit(source)) == 0) continue;
    const bool any = std::ranges::any_of(history::all_about(), [&](const history::About& kind) {
      return kind.source == source && shown.contains(kind.word);
    });
    if (!any) missing.push_back(history::to_text(source));
  }
  if (!missing.empty()) {
    return fmt::format("nothing is shown of: {}", fmt::join(missing, ", "));
  }
  if (row == table.end()) return {};
  for (const Need& need : needs_of(*row)) {
    const std::string_view kind = need.what.substr(0, need.what.find('.'));
    const bool asked = need.where.empty() || shown.contains(need.where);
    const bool of_field = kind.size() < need.what.size();
    if (asked && !shown.contains(need.what) && (!of_field || shown.contains(kind))) {
      missing.push_back(need.what);
    }
  }
  if (missing.empty()) return {};
  return fmt::format("not shown: {}", fmt::join(missing, ", "));
}

}  // namespace assay::outside
