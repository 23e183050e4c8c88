// Fields in their order, as journal/record_text.hpp has it.
#include "payments/operators/action.hpp"

#include "payments/journal/record_text.hpp"
#include "payments/journal/row_fields.hpp"
#include "payments/journal/words.hpp"

#include <array>
#include <utility>

namespace payments {
namespace {

constexpr std::array<std::string_view, 8> verb_words{"settle",  "suspend",       "settle_break",
                                                     "release", "replay_outbox", "replay_inbox",
                                                     "pause",   "resume"};
constexpr std::array<std::string_view, 6> came_words{"done",     "awaits_second", "refused",
                                                     "conflict", "stale",         "unavailable"};

std::optional<Came> came_from(std::string_view text) {
  return detail::value_of<Came>(text, came_words);
}

void write_action(RecordWriter& out, const Action& action) {
  out.text(action.id).text(to_text(action.verb)).text(action.who).text(action.reason);
  detail::write(out, action.payable);
  out.text(action.operation.value).text(to_text(action.outcome));
  out.text(action.proof.processor_reference).text(action.proof.document_source);
  out.text(action.proof.document).text(action.proof.line).text(action.subject);
  out.count(action.expected_version ? 1U : 0U).count(action.expected_version.value_or(0));
}

void read_action(RecordReader& in, Action& action) {
  std::uint32_t stated = 0;
  std::uint64_t version = 0;
  in.text(action.id);
  detail::read_word(in, action.verb, verb_from);
  in.text(action.who).text(action.reason);
  detail::read(in, action.payable);
  in.text(action.operation.value);
  detail::read_word(in, action.outcome, detail::outcome_from);
  in.text(action.proof.processor_reference).text(action.proof.document_source);
  in.text(action.proof.document).text(action.proof.line).text(action.subject);
  in.count(stated).count(version);
  if (stated > 1) in.reject();
  if (stated == 1) action.expected_version = version;
}

}  // namespace

std::string_view to_text(Verb verb) { return verb_words[static_cast<std::size_t>(verb)]; }

std::optional<Verb> verb_from(std::string_view text) {
  return detail::value_of<Verb>(text, verb_words);
}

std::string_view to_text(Came came) { return came_words[static_cast<std::size_t>(came)]; }

RowKey action_key(std::string_view id) { return RowKey::of(id); }
RowKey proof_key(const Proof& proof) {
  if (proof.line.empty()) return RowKey::of("processor", proof.processor_reference);
  return RowKey::of(proof.document_source, proof.document, proof.line);
}

RowKey pause_key(std::string_view processor) { return RowKey::of(processor); }

std::string encode(const ActionRow& row) {
  RecordWriter out("action");
  write_action(out, row.action);
  out.count(row.begun ? 1U : 0U).count(row.ended ? 1U : 0U);
  out.text(to_text(row.result.came)).text(row.result.why);
  out.number(row.at.count).text(row.second).text(row.second_reason);
  return std::move(out).finish();
}

std::optional<ActionRow> decode_action(std::string_view value) {
  ActionRow row;
  std::uint32_t begun = 0, ended = 0;
  RecordReader in(value, "action");
  read_action(in, row.action);
  in.count(begun).count(ended);
  detail::read_word(in, row.result.came, came_from);
  in.text(row.result.why).number(row.at.count).text(row.second).text(row.second_reason);
  if (begun > 1 || ended > 1) in.reject();
  row.begun = begun == 1;
  row.ended = ended == 1;
  return in.finished() ? std::optional(std::move(row)) : std::nullopt;
}

std::string encode(const SuspenseRow& row) {
  RecordWriter out("suspense");
  detail::write(out, row.payable);
  out.text(row.operation.value);
  detail::write(out, row.amount);
  out.text(row.who).text(row.reason).number(row.since.count);
  return std::move(out).finish();
}

std::optional<SuspenseRow> decode_suspense(std::string_view value) {
  SuspenseRow row;
  RecordReader in(value, "suspense");
  detail::read(in, row.payable);
  in.text(row.operation.value);
  detail::read(in, row.amount);
  in.text(row.who).text(row.reason).number(row.since.count);
  return in.finished() ? std::optional(std::move(row)) : std::nullopt;
}

std::string encode(const PauseRow& row) {
  return std::move(RecordWriter("pause")
                       .text(row.processor)
                       .text(row.who)
                       .text(row.reason)
                       .number(row.since.count))
      .finish();
}

std::optional<PauseRow> decode_pause(std::string_view value) {
  PauseRow row;
  RecordReader in(value, "pause");
  in.text(row.processor).text(row.who).text(row.reason).number(row.since.count);
  return in.finished() ? std::optional(std::move(row)) : std::nullopt;
}

}  // namespace payments
