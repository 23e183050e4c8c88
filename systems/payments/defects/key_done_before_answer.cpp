// A key is marked as done with the outcome, and its answer is stored by a second write right after.
// Whoever asks with that key in between is told that all went well, and nothing of what: neither
// which operation it was nor what came of it.
#include <algorithm>

#include "payments/journal/stored.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class TwoWrites final : public payments::OutboxBookkeeping {
 public:
  explicit TwoWrites(const payments::Ports& ports)
      : OutboxBookkeeping{ports}, store_{ports.store} {}

  std::expected<void, payments::CommitError> commit(payments::Transaction draft,
                                                    const payments::Posting& posting) override {
    const auto key = std::ranges::find_if(draft.writes, &ends_a_key);
    if (key == draft.writes.end()) return OutboxBookkeeping::commit(std::move(draft), posting);
    payments::Transaction answer{"store_answer", draft.subject, {*key}};
    ++answer.writes.front().expected_version;
    key->value = without_answer(*key->value);
    auto done = OutboxBookkeeping::commit(std::move(draft), posting);
    if (done) (void)store_.commit(answer);
    return done;
  }

 private:
  static bool ends_a_key(const payments::Write& write) {
    if (write.table != payments::tables::claims || !write.value) return false;
    const auto record = payments::decode_claim(*write.value);
    return record && record->state == payments::ClaimState::completed;
  }
  static std::string without_answer(std::string_view row) {
    payments::ClaimRecord record = *payments::decode_claim(row);
    const std::uint32_t code = record.response.code;
    record.response = {};
    record.response.code = code;
    return payments::encode(record);
  }

  payments::Store& store_;
};

void write_twice(payments::Parts& parts, const payments::Ports& ports, const payments::Config&) {
  parts.bookkeeping = std::make_unique<TwoWrites>(ports);
}

}  // namespace

Defect key_done_before_answer() {
  return {.name = "key_done_before_answer",
          .summary = "A key is marked as done, and its answer is stored by a second write.",
          .lesson = "That a key is done and what to answer for it are one fact, and one write.",
          .source = "our own, against R3",
          .property = "replay_equality",
          .scenario = "same_key_storm",
          .system = payments_with("key_done_before_answer",
                                  "payments, with a key's end and its answer written one after the "
                                  "other",
                                  write_twice)};
}

}  // namespace assay::systems
