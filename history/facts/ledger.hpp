// What a ledger books: one leg of a posting a fact. Not what the service believes it was charged:
// that is belief.hpp.
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

using LedgerFacts = std::variant<PostingCommitted>;

}  // namespace assay::history
