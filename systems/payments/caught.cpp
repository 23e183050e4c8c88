// What catches those defects that name nothing themselves. They were written from the headers
// alone, before what judges them was built, and are the measure of it: their files are never
// edited, and the list of those that nothing catches may only shrink.
#include <algorithm>
#include <iterator>
#include <string_view>

#include "systems/payments/defect.hpp"

namespace assay::systems {
namespace {

struct Catch {
  std::string_view defect;
  std::string_view property;
  std::string_view scenario;
  std::string_view missing{};  ///< instead of the two before it
};

constexpr Catch catches[]{
    {"absence_from_first_send", "key_scope_isolation", "capture_unknown"},
    {"alarms_muted_after_start", "alarms_true", "partial_approval"},
    {"balance_cached_as_absent", "eventual_terminal", "unknown_commit"},
    {"busy_stored_as_answer", "stored_answers", "refund_race"},
    {"conflict_taken_for_refusal", "no_false_failure", "everything"},
    {"decline_taken_as_last_word", "no_unseen_effect", "everything"},
    {"doubtful_balance_stays_old", "books_agree", "partial_write"},
    {"kept_again_taken_for_double", "progress", "unrecorded_answer"},
    {"key_of_clearing_cycle", "key_scope_isolation", "clock_skew"},
    {"leaping_clock_doubted", "progress", "long_outage"},
    {"ledger_hears_operation_once", "outbox_complete", "keyless_processor"},
    {"list_leaves_open_alone", "progress", "everything"},
    {"look_up_written_off", "progress", "partial_approval"},
    {"lost_hold_released_blindly", "mandate", "crash_after_processor"},
    {"lost_race_repeated", "amount_ladder", "refund_race"},
    {"not_now_kept_as_answer", "stored_answers", "refund_race"},
    {"pool_counts_dead_connections", "eventual_terminal", "state_blocking"},
    {"refund_checked_before_replay", "usefulness", "crash_after_processor"},
    {"retold_under_fresh_id", "alarms_true", "partial_write"},
    {"siblings_share_look_up", "books_agree", "refund_race"},
    {"stale_news_dropped", "outbox_complete", "retry_loop"},
    {"undelivered_left_to_night", "eventual_terminal", "retry_loop"},
    {"unsent_capture_voids", "mandate", "everything"},
    {"void_known_without_ordinal", "told_truth", "everything"},
};

constexpr std::string_view not_looked_for = "nobody has looked for it yet";

void place(Defect& defect) {
  const auto* const found = std::ranges::find(catches, defect.name, &Catch::defect);
  if (found == std::end(catches)) {
    defect.missing = not_looked_for;
    return;
  }
  defect.property = found->property;
  defect.scenario = found->scenario;
  defect.missing = found->missing;
}

}  // namespace

std::vector<Defect> all_defects() {
  std::vector<Defect> defects = defects_as_written();
  for (Defect& defect : defects) {
    if (defect.property.empty()) place(defect);
  }
  return defects;
}

}  // namespace assay::systems
