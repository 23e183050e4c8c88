// What a ledger books: one leg of a posting a fact; in a ledger downstream, and in the books that a
// service keeps beside its operations. Not what it believes: that is belief.hpp.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct PostingCommitted {
  static constexpr About about{.word = "posting_committed",
                               .source = Source::ledger,
                               .meaning = "one leg of a posting",
                               .clause = "posts {amount} to {account}"};
  Name account, transaction, event;
  Amount amount;

  static void fields(auto& self, auto& tell) {
    tell("account", self.account);
    tell({"transaction", "the posting: its legs add up to nothing in each currency"},
         self.transaction);
    tell({"event", "that it is booked for"}, self.event);
    tell({"amount", "a debit above zero, a credit below"}, self.amount);
  }
};

struct LegBooked {
  static constexpr About about{.word = "leg_booked",
                               .source = Source::ledger,
                               .meaning = "one leg of an entry in the service's own books",
                               .clause = "books {amount} on {account} for {what}"};
  Name payable, operation, entry, account, owner, transaction;
  Amount amount;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  bool pending = false;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell({"entry", "its legs add up to nothing in each currency, pending ones by themselves"},
         self.entry);
    tell({"account", "its line in the chart of accounts: clearing, payable, fees"}, self.account);
    tell({"owner", "whose account of that kind it is"}, self.owner);
    tell({"pending", "reserved until its operation has ended, and not booked for good"},
         self.pending);
    tell("transaction", self.transaction);
    tell({"amount", "a debit above zero, a credit below"}, self.amount);
  }
};

using LedgerFacts = std::variant<PostingCommitted, LegBooked>;

}  // namespace assay::history
