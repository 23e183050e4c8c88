// A small language for writing histories: one call a fact, identity and time kept between calls.
// It knows no rules: it writes down false histories as readily as true ones.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "history/drafts.hpp"
#include "properties/property.hpp"

namespace assay::properties::stories {

using history::Amount;
using history::Draft;
using history::History;
using history::Observation;
using history::OperationKind;
using history::Outcome;

inline constexpr std::int64_t second = 1'000'000'000;
inline constexpr history::Bounds usual_bounds{.effect_max = 30 * second,
                                              .reconcile_max = 60 * second,
                                              .resolve_max = 120 * second,
                                              .tries_max = 5,
                                              .lease_max = 20 * second};

/// What the next facts are about.
struct About {
  std::string payable = "pay-1";
  OperationKind kind = OperationKind::capture;
  std::uint32_t ordinal = 1;
  Amount amount{1250, "EUR"};
  std::string customer = "ann", operation = "op-1";
  std::string key = "key-1", fingerprint = "print-1";
  std::string processor = "acquirer", processor_key = "pk-1";
  std::uint64_t attempt = 1, request = 1, token = 1;
};

/// A history in the making. Facts are a millisecond apart.
class HistoryBuilder {
 public:
  HistoryBuilder();

  About about;

  HistoryBuilder& operation(std::string id) {
    about.operation = std::move(id);
    return *this;
  }
  HistoryBuilder& fingerprint(std::string print) {
    about.fingerprint = std::move(print);
    return *this;
  }
  HistoryBuilder& priced(std::int64_t minor) {
    about.amount.minor = minor;
    return *this;
  }
  HistoryBuilder& intent(std::string payable, OperationKind kind, std::uint32_t ordinal);
  /// Goes back to an earlier time; `told` sorts.
  HistoryBuilder& from_the_start(std::int64_t offset) {
    now_ = offset;
    return *this;
  }
  HistoryBuilder& wait(std::int64_t seconds) {
    now_ += seconds * second;
    return *this;
  }
  HistoryBuilder& bounds(history::Bounds bounds) {
    frame_.bounds = bounds;
    return *this;
  }
  HistoryBuilder& recorded(history::Sources sources) {
    frame_.recorded = sources;
    return *this;
  }
  /// The processor in hand keeps the keys of its endpoints apart.
  HistoryBuilder& keys_by_kind();
  /// Says of the last fact, a send, what its body was.
  HistoryBuilder& body(std::uint64_t fingerprint);
  /// The processor in hand knows no keys.
  HistoryBuilder& keyless();
  /// How long the service's edge keeps an answer.
  HistoryBuilder& retention(std::int64_t seconds);

  HistoryBuilder& declare();
  HistoryBuilder& abandon() { return abandon_as(""); }
  HistoryBuilder& abandon_as(std::string_view reason);
  HistoryBuilder& request(std::uint64_t attempt = 1);
  /// Says of the last fact, a request, which operation it is to lean on.
  HistoryBuilder& leaning_on(std::string_view operation) {
    last<history::RequestSent>().parent = name(operation);
    return *this;
  }
  HistoryBuilder& respond(std::uint32_t status, Outcome outcome);
  HistoryBuilder& notify(Outcome outcome);
  HistoryBuilder& read(std::int64_t minor);
  /// Reads the balance as it was last committed.
  HistoryBuilder& read_balance() { return read(balances_[about.customer]); }

  HistoryBuilder& claim();
  /// Claims with the next fencing token, as whoever takes over does.
  HistoryBuilder& take_over();
  /// Says of the last fact, a claim, how long it was granted.
  HistoryBuilder& lease(std::int64_t seconds);
  /// The owner goes on, for so long.
  HistoryBuilder& renew(std::int64_t seconds);
  HistoryBuilder& hand_over();
  /// That machine loses its power.
  HistoryBuilder& died(std::string_view machine) { return add(history::MachineDied{}).by(machine); }
  HistoryBuilder& complete();
  /// Says of the last fact, a completion, with what status.
  HistoryBuilder& storing(std::uint32_t status);
  /// Says of the last fact, an answer, that it was stored.
  HistoryBuilder& replayed();
  /// What the service says that it stores.
  HistoryBuilder& stores(history::StoredAnswers policy);
  /// What the operation in hand goes back to.
  HistoryBuilder& name_mandate(history::Mandate mandate, std::string_view of = "");
  /// What the service's alarms can claim.
  HistoryBuilder& declares(history::AlarmClaims claims);
  HistoryBuilder& alarm(std::string_view subject, history::AlarmClaim claim);
  HistoryBuilder& release();
  /// Commits a step from where the operation stands.
  HistoryBuilder& step(std::string_view to, std::string_view reason = "");
  /// Commits a step and its event in one transaction; the balance and a posting where money moved.
  HistoryBuilder& settle(Outcome outcome);
  HistoryBuilder& balance(std::int64_t minor);
  /// The event of the last step, in its transaction.
  HistoryBuilder& commit_event(Outcome outcome);
  HistoryBuilder& publish(std::string_view event, std::string_view consumer);
  HistoryBuilder& consume(std::string_view event, std::string_view consumer);
  HistoryBuilder& apply(std::string_view event, std::string_view consumer);
  /// Publishes, acknowledges and applies an event at ledger and notifications.
  HistoryBuilder& deliver(std::string_view event);

  /// One leg of a posting.
  HistoryBuilder& post(std::string_view posting, std::string_view account, std::int64_t minor);
  /// The same for an event, which names the posting.
  HistoryBuilder& post_for(std::string_view event, std::string_view account, std::int64_t minor);
  /// One leg of an entry in the service's own books, in the transaction of the last step.
  HistoryBuilder& book(std::string_view entry, std::string_view account, std::int64_t minor);
  /// The same of what is only reserved.
  HistoryBuilder& reserve(std::string_view entry, std::string_view account, std::int64_t minor);
  HistoryBuilder& fulfil();

  HistoryBuilder& send();
  /// Sends with the next attempt number and this key.
  HistoryBuilder& send_with(std::string processor_key);
  HistoryBuilder& answer(Outcome outcome);
  /// The processor answers that it failed itself.
  HistoryBuilder& answer_failed();
  HistoryBuilder& look_up(Outcome outcome);
  HistoryBuilder& effect(std::string_view id);
  /// Says of the last fact, an effect that placed a hold, for how long it stands.
  HistoryBuilder& lapsing_after(std::int64_t seconds) {
    last<history::EffectApplied>().capture_before = rows_.back().stamp.at + seconds * second;
    return *this;
  }
  HistoryBuilder& decline();
  HistoryBuilder& reverse(std::string_view id);
  /// Says of the last fact, a look-up, when its question was asked.
  HistoryBuilder& asked_before(std::int64_t seconds);
  /// The service notes an effect beside its operations.
  HistoryBuilder& note_break(std::string_view effect);
  /// The break is dealt with: by the service itself, which has undone the effect, or by somebody.
  HistoryBuilder& settle_break(std::string_view effect, bool reversed);
  /// Gives the last fact, a step, this evidence.
  HistoryBuilder& on_evidence(std::string_view id);
  /// Says of the last fact in which scope its key is.
  HistoryBuilder& in_scope(std::string_view scope);
  /// Says of the last fact who saw it.
  HistoryBuilder& by(std::string_view observer);
  /// Says of the last fact, a decline, why.
  HistoryBuilder& for_reason(std::string_view reason) {
    last<history::EffectDeclined>().reason = name(reason);
    return *this;
  }
  /// Says of the last fact what it was for.
  HistoryBuilder& for_amount(std::int64_t minor);

  /// The processor tells unasked what became of the operation in hand.
  HistoryBuilder& tell(std::string_view webhook, Outcome outcome);
  /// That event, or what looks like it, arrives and is answered so.
  HistoryBuilder& told_to(std::string_view webhook, std::uint32_t status, bool genuine = true);
  /// The service says what came of that event, in the transaction of the last step.
  HistoryBuilder& settle_news(std::string_view webhook, history::NewsEnd end);
  /// The same, in a transaction that has nothing else in it.
  HistoryBuilder& settle_news_apart(std::string_view webhook, history::NewsEnd end);

  HistoryBuilder& heal() { return add(history::Healed{}); }
  HistoryBuilder& rest() { return add(history::AtRest{}); }
  HistoryBuilder& stop(std::string_view reason, std::uint64_t busy_clients = 0);

  /// Adds a fact as it is, a millisecond after the last one.
  HistoryBuilder& add(const history::Fact& fact);
  std::string last_event() const { return "event-" + std::to_string(events_); }
  /// The history, in the order of time.
  History told() const;

 private:
  /// The last fact, which is of that kind.
  template <typename Kind>
  Kind& last() {
    return std::get<Kind>(rows_.back().fact);
  }
  history::Name name(std::string_view text) { return texts_->name(text); }

  std::shared_ptr<history::Texts> texts_ = std::make_shared<history::Texts>();  // of all copies
  std::vector<Draft> rows_;
  History frame_;  // bounds and sources
  std::int64_t now_ = 0;
  std::map<std::string, std::pair<history::State, std::uint64_t>> standing_;
  std::map<std::string, std::uint64_t> places_;
  std::map<std::string, std::int64_t> balances_;
  std::uint64_t events_ = 0, transactions_ = 0, balance_versions_ = 0;
};

/// A capture that is asked for, carried out, told, announced, and comes to rest.
HistoryBuilder happy();
/// The same up to the first send, with claim and journal before it.
HistoryBuilder begun();
/// What follows a known success: belief, event, delivery, completion, response.
HistoryBuilder& concluded(HistoryBuilder& story);

/// What one property, by name, says of a history.
Judgement judged(const History& history, std::string_view property);
/// Only its verdict.
Verdict verdict(const HistoryBuilder& story, std::string_view property);
/// The verdict, as a word.
std::string_view says(const HistoryBuilder& story, std::string_view property);

}  // namespace assay::properties::stories
