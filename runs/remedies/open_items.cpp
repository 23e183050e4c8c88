// One pass over the facts, then the rows of each payable.
#include "runs/remedies/open_items.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

namespace assay::runs {

namespace {

using history::Amount;
using history::OperationKind;
using history::Outcome;
using history::Seen;
using history::State;
using Text = std::string_view;
using Intent = std::pair<OperationKind, std::uint32_t>;

bool moves_money(OperationKind kind) {
  return kind == OperationKind::capture || kind == OperationKind::refund;
}

bool is_final(Outcome outcome) {
  return outcome == Outcome::success || outcome == Outcome::declined ||
         outcome == Outcome::not_attempted;
}

bool is_open(State state) {
  return state == State::initiated || state == State::attempting || state == State::pending ||
         state == State::unknown || state == State::parked;
}

/// What a client wants, and what it was told last.
struct Wish {
  Amount amount;
  bool cancelled = false;
  Outcome told = Outcome::none;
};

struct Believed {
  Intent intent;
  Amount amount;
  State state{};
};

struct Noted {
  OperationKind kind{};
  std::uint32_t ordinal = 0;
  Amount amount;
  bool settled = false;
};

/// All that is known of one payable.
struct Account {
  std::map<Intent, Wish> wishes;
  std::map<Text, std::pair<OperationKind, Amount>> effects;  // standing, by effect
  std::map<Text, Believed> operations;
  std::map<std::pair<Text, Text>, Noted> breaks;  // by effect and reason
  std::map<Text, Intent> events;
  std::map<OperationKind, std::int64_t> posted;
  history::Currency currency;
};

class Gather {
 public:
  void operator()(const history::Observation& /*any other*/) {}
  void operator()(const Seen<history::IntentDeclared>& it) {
    if (it.observer.text() == operator_name) return;
    Account& account = of(it.payable, it.amount);
    account.wishes[{it.kind, it.ordinal}].amount = it.amount;
  }
  void operator()(const Seen<history::IntentAbandoned>& it) {
    if (it.reason.text() != history::cancelled) return;
    if (Wish* const wish = wish_of(it.payable, it.kind, it.ordinal)) wish->cancelled = true;
  }
  void operator()(const Seen<history::ResponseReceived>& it) {
    if (!is_final(it.outcome)) return;
    if (Wish* const wish = wish_of(it.payable, it.kind, it.ordinal)) wish->told = it.outcome;
  }
  void operator()(const Seen<history::NotificationReceived>& it) {
    if (!is_final(it.outcome)) return;
    if (Wish* const wish = wish_of(it.payable, it.kind, it.ordinal)) wish->told = it.outcome;
  }
  void operator()(const Seen<history::EffectApplied>& it) {
    of(it.payable, it.amount)
        .effects.insert_or_assign(it.effect.text(), std::pair{it.kind, it.amount});
  }
  void operator()(const Seen<history::EffectReversed>& it) {
    of(it.payable, it.amount).effects.erase(it.effect.text());
  }
  void operator()(const Seen<history::TransitionCommitted>& it) {
    believes = true;
    of(it.payable, it.amount).operations[it.operation.text()] = {
        {it.kind, it.ordinal}, it.amount, it.to};
  }
  void operator()(const Seen<history::BreakOpened>& it) {
    of(it.payable, it.amount).breaks[{it.effect.text(), it.reason.text()}] = {it.kind, it.ordinal,
                                                                              it.amount};
  }
  void operator()(const Seen<history::BreakSettled>& it) {
    auto& breaks = of(it.payable, it.amount).breaks;
    for (auto& [name, noted] : breaks) {
      if (name.first == it.effect.text()) noted.settled = true;
    }
  }
  void operator()(const Seen<history::EventCommitted>& it) {
    of(it.payable, it.amount).events[it.event.text()] = {it.kind, it.ordinal};
    owner_[it.event.text()] = {it.payable.text(), it.kind};
  }
  void operator()(const Seen<history::EventPublished>& it) { consumers.insert(it.consumer.text()); }
  void operator()(const Seen<history::EventConsumed>& it) {
    consumed.insert({it.event.text(), it.consumer.text()});
  }
  void operator()(const Seen<history::PostingCommitted>& it) {
    if (it.event.empty() || it.amount.minor <= 0) return;
    const auto owner = owner_.find(it.event.text());
    if (owner == owner_.end()) return;
    posts = true;
    accounts[owner->second.first].posted[owner->second.second] += it.amount.minor;
  }

  std::map<Text, Account> accounts;
  std::set<Text> consumers;
  std::set<std::pair<Text, Text>> consumed;  // event, consumer
  bool believes = false;
  bool posts = false;

 private:
  Account& of(history::Name payable, const Amount& amount) {
    Account& account = accounts[payable.text()];
    if (account.currency.empty()) account.currency = amount.currency;
    return account;
  }
  Wish* wish_of(history::Name payable, OperationKind kind, std::uint32_t ordinal) {
    const auto account = accounts.find(payable.text());
    if (account == accounts.end()) return nullptr;
    const auto found = account->second.wishes.find({kind, ordinal});
    return found == account->second.wishes.end() ? nullptr : &found->second;
  }

  std::map<Text, std::pair<Text, OperationKind>> owner_;  // of an event: its payable, its kind
};

/// The rows of one payable.
class Rows {
 public:
  Rows(Text payable, const Account& account, const Gather& all)
      : payable_{payable}, account_{account}, all_{all} {}

  std::vector<OpenItem> take() {
    judge_customer();
    list_holds();
    if (all_.believes) judge_books();
    list_open();
    return std::move(rows_);
  }

 private:
  [[nodiscard]] std::int64_t moved(OperationKind kind) const {
    std::int64_t sum = 0;
    for (const auto& [effect, what] : account_.effects) {
      if (what.first == kind) sum += what.second.minor;
    }
    return sum;
  }

  void add(ItemKind kind, Intent intent, std::int64_t minor, Text what = {}) {
    rows_.push_back({.kind = kind,
                     .payable = std::string{payable_},
                     .operation = intent.first,
                     .ordinal = intent.second,
                     .amount = minor == 0 ? Amount{} : Amount{minor, account_.currency},
                     .what = std::string{what}});
  }

  /// Between what the client was told and what it wanted and was not refused, any sum will do.
  void judge_customer() {
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (const auto& [intent, wish] : account_.wishes) {
      const bool refused = wish.told == Outcome::declined || wish.told == Outcome::not_attempted;
      const bool told = wish.told == Outcome::success;
      if (intent.first == OperationKind::capture) {
        if (told) least += wish.amount.minor;
        if (told || (!refused && !wish.cancelled)) most += wish.amount.minor;
      } else if (intent.first == OperationKind::refund) {
        if (told) most -= wish.amount.minor;
        if (!refused) least -= wish.amount.minor;
      }
    }
    const std::int64_t charged = moved(OperationKind::capture) - moved(OperationKind::refund);
    if (charged > std::max(most, least)) {
      add(ItemKind::surplus, {OperationKind::capture, 0}, charged - std::max(most, least));
    }
    if (charged < least) add(ItemKind::shortfall, {OperationKind::capture, 0}, least - charged);
  }

  /// The holds that stand beyond those that clients want: the first ones are theirs.
  void list_holds() {
    std::size_t wanted = 0;
    for (const auto& [intent, wish] : account_.wishes) {
      const bool refused = wish.told == Outcome::declined || wish.told == Outcome::not_attempted;
      if (intent.first == OperationKind::authorise && !refused) ++wanted;
    }
    for (const auto& [effect, what] : account_.effects) {
      if (what.first != OperationKind::authorise) continue;
      if (wanted > 0) {
        --wanted;
      } else {
        add(ItemKind::held, {OperationKind::authorise, 0}, what.second.minor, effect);
      }
    }
  }

  /// What breaks and open operations explain is not apart.
  void judge_books() {
    for (const OperationKind kind : {OperationKind::capture, OperationKind::refund}) {
      std::int64_t believed = 0;
      std::int64_t explained = 0;
      for (const auto& [name, one] : account_.operations) {
        if (one.intent.first != kind) continue;
        if (one.state == State::succeeded) believed += one.amount.minor;
        if (is_open(one.state)) explained += one.amount.minor;
      }
      for (const auto& [name, one] : account_.breaks) {
        if (one.kind == kind) explained += one.amount.minor;
      }
      const std::int64_t truth = moved(kind);
      const std::int64_t apart = std::abs(truth - believed) - explained;
      if (apart > 0) add(ItemKind::books_apart, {kind, 0}, apart);
      if (!all_.posts) continue;
      const auto posted = account_.posted.find(kind);
      const std::int64_t sum = posted == account_.posted.end() ? 0 : posted->second;
      const std::int64_t unposted = std::abs(truth - sum) - explained;
      if (unposted > 0) add(ItemKind::ledger_apart, {kind, 0}, unposted);
    }
  }

  void list_open() {
    for (const auto& [name, one] : account_.operations) {
      if (!is_open(one.state)) continue;
      add(ItemKind::open_work, one.intent, moves_money(one.intent.first) ? one.amount.minor : 0,
          name);
    }
    for (const auto& [name, one] : account_.breaks) {
      if (!one.settled) {
        add(ItemKind::open_break, {one.kind, one.ordinal}, one.amount.minor, name.first);
      }
    }
    for (const auto& [event, intent] : account_.events) {
      for (const Text consumer : all_.consumers) {
        if (!all_.consumed.contains({event, consumer})) add(ItemKind::unheard, intent, 0, event);
      }
    }
  }

  Text payable_;
  const Account& account_;
  const Gather& all_;
  std::vector<OpenItem> rows_;
};

struct ItemWords {
  ItemKind kind;
  Text word;
  Text meaning;
};

constexpr auto item_words = std::to_array<ItemWords>({
    {ItemKind::held, "held", "held at the processor, and wanted by nobody"},
    {ItemKind::surplus, "surplus", "taken too much"},
    {ItemKind::shortfall, "shortfall", "taken too little for what the client was told"},
    {ItemKind::books_apart, "books_apart", "moved or believed, and not both"},
    {ItemKind::ledger_apart, "ledger_apart", "moved or posted in the ledger, and not both"},
    {ItemKind::open_work, "open_work", "without an end that the service knows of"},
    {ItemKind::open_break, "open_break", "a break that nobody has settled"},
    {ItemKind::unheard, "unheard", "an event that a consumer has not taken"},
});

const ItemWords& words_of(ItemKind kind) {
  return *std::ranges::find(item_words, kind, &ItemWords::kind);
}

}  // namespace

std::vector<OpenItem> open_items(const history::History& history, std::size_t facts) {
  Gather all;
  for (const history::Observation& seen : history) {
    if (seen.sequence > facts) break;
    history::visit(all, seen);
  }
  std::vector<OpenItem> items;
  for (const auto& [payable, account] : all.accounts) {
    for (OpenItem& one : Rows{payable, account, all}.take()) items.push_back(std::move(one));
  }
  std::ranges::sort(items, {}, [](const OpenItem& one) {
    return std::tie(one.payable, one.kind, one.operation, one.ordinal, one.what);
  });
  return items;
}

std::int64_t astray(const std::vector<OpenItem>& items) {
  std::int64_t sum = 0;
  for (const OpenItem& one : items) {
    if (one.kind == ItemKind::surplus || one.kind == ItemKind::shortfall) sum += one.amount.minor;
  }
  return sum;
}

std::string_view word_of(ItemKind kind) { return words_of(kind).word; }

std::string_view meaning_of(ItemKind kind) { return words_of(kind).meaning; }

}  // namespace assay::runs
