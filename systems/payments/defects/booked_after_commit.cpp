// The books are written right after the commit, by a second one. Where it does not say whether it
// happened it is written again, under a number of its own, since an entry is not to be lost. What
// happened after all is then booked twice; and where power goes between the two it is booked never.
#include <algorithm>

#include "payments/journal/stored.hpp"
#include "payments/ledger/ledger_rows.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::CommitError;

constexpr int tries_max = 3;

class LateBookkeeping final : public payments::OutboxBookkeeping {
 public:
  explicit LateBookkeeping(const payments::Ports& ports)
      : OutboxBookkeeping{ports}, store_{ports.store} {}

  std::expected<void, CommitError> commit(payments::Transaction draft,
                                          const payments::Posting& posting) override {
    payments::Transaction books{draft.purpose, draft.subject, {}};
    std::ranges::copy_if(draft.writes, std::back_inserter(books.writes), is_entry);
    std::erase_if(draft.writes, is_entry);
    auto done = OutboxBookkeeping::commit(std::move(draft), posting);
    if (done && !books.writes.empty()) book(std::move(books));
    return done;
  }

 private:
  static bool is_entry(const payments::Write& write) {
    return write.table == payments::tables::ledger;
  }

  void book(payments::Transaction books) {
    for (int i = 1; i <= tries_max; ++i) {
      const auto done = store_.commit(books);
      if (done) return;
      if (done.error() != CommitError::unknown) continue;
      for (payments::Write& write : books.writes) write.key += '/' + std::to_string(i);
    }
  }

  payments::Store& store_;
};

void book_afterwards(payments::Parts& parts, const payments::Ports& ports,
                     const payments::Config&) {
  parts.bookkeeping = std::make_unique<LateBookkeeping>(ports);
}

}  // namespace

Defect booked_after_commit() {
  return {.name = "booked_after_commit",
          .summary = "The books are written by a second commit, again where that was in doubt.",
          .lesson = "An entry is part of the commit that causes it, under the key of its cause.",
          .source = "our own, against I23",
          .property = "posted_once",
          .scenario = "partial_write",
          .system = payments_with("booked_after_commit",
                                  "payments, with books that follow the commit", book_afterwards)};
}

}  // namespace assay::systems
