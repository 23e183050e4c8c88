// A small language for writing histories: one call a fact, identity and time kept between calls.
// It knows no rules: it writes down false histories as readily as true ones.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "history/observation.hpp"
#include "properties/property.hpp"

namespace assay::properties::stories {

using history::Amount;
using history::Fact;
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
class Story {
 public:
  Story();

  About about;

  Story& operation(std::string id) { about.operation = std::move(id); return *this; }
  Story& fingerprint(std::string print) { about.fingerprint = std::move(print); return *this; }
  Story& priced(std::int64_t minor) { about.amount.minor = minor; return *this; }
  Story& intent(std::string payable, OperationKind kind, std::uint32_t ordinal);
  /// Goes back to an earlier time; `told` sorts.
  Story& from_the_start(std::int64_t offset) { now_ = offset; return *this; }
  Story& wait(std::int64_t seconds) { now_ += seconds * second; return *this; }
  Story& bounds(history::Bounds bounds) {
    history_.bounds = bounds;
    return *this;
  }
  Story& recorded(history::Sources sources) {
    history_.recorded = sources;
    return *this;
  }
  /// The processor in hand knows no keys.
  Story& keyless();
  /// How long the service's edge keeps an answer.
  Story& retention(std::int64_t seconds);

  Story& declare() { return add(Fact::intent_declared); }
  Story& abandon() { return add(Fact::intent_abandoned); }
  Story& abandon_as(std::string reason);
  Story& request(std::uint64_t attempt = 1);
  Story& respond(std::uint32_t status, Outcome outcome);
  Story& notify(Outcome outcome) { return add(Fact::notification_received, outcome); }
  Story& read(std::int64_t minor);
  /// Reads the balance as it was last committed.
  Story& read_balance() { return read(balances_[about.customer]); }

  Story& claim() { return add(Fact::key_claimed); }
  /// Claims with the next fencing token, as whoever takes over does.
  Story& take_over();
  Story& complete() { return add(Fact::key_completed); }
  Story& release() { return add(Fact::key_released); }
  /// Commits a step from where the operation stands.
  Story& step(std::string to, std::string reason = "");
  /// Commits a step and its event in one transaction; the balance and a posting where money moved.
  Story& settle(Outcome outcome);
  Story& balance(std::int64_t minor);
  /// The event of the last step, in its transaction.
  Story& commit_event(Outcome outcome);
  Story& publish(std::string event, std::string consumer);
  Story& consume(std::string event, std::string consumer);
  Story& apply(std::string event, std::string consumer);
  /// Publishes, acknowledges and applies an event at ledger and notifications.
  Story& deliver(std::string event);

  /// One leg of a posting.
  Story& post(std::string posting, std::string account, std::int64_t minor);
  Story& fulfil() { return add(Fact::fulfilment_started); }

  Story& send() { return add(Fact::attempt_sent); }
  /// Sends with the next attempt number and this key.
  Story& send_with(std::string processor_key);
  Story& answer(Outcome outcome) { return add(Fact::attempt_answered, outcome); }
  /// The processor answers that it failed itself.
  Story& answer_failed();
  Story& look_up(Outcome outcome) { return add(Fact::look_up_answered, outcome); }
  Story& effect(std::string id);
  Story& decline() { return add(Fact::effect_declined); }
  Story& reverse(std::string id);
  /// Says of the last fact, an answer, when its question was asked.
  Story& asked_before(std::int64_t seconds);
  /// The service notes an effect beside its operations.
  Story& note_break(std::string effect);
  /// The break is dealt with: by the service itself, which has undone the effect, or by somebody.
  Story& settle_break(std::string effect, bool reversed);
  /// Says of the last fact, a leg of a posting, which event it is for, and the rest of it.
  Story& on_event(std::string event, std::string account, std::int64_t minor);
  /// Gives the last fact, a step, this evidence.
  Story& on_evidence(std::string id);
  /// Says of the last fact in which scope its key is.
  Story& in_scope(std::string scope);
  /// Says of the last fact who saw it.
  Story& by(std::string observer);
  /// Says of the last fact what it was for.
  Story& for_amount(std::int64_t minor);

  Story& heal() { return add(Fact::healed); }
  Story& rest() { return add(Fact::at_rest); }
  Story& stop(std::string reason, std::uint64_t busy_clients = 0);

  /// Adds a fact as it is, with time and sequence.
  Story& add(Fact fact, Outcome outcome = Outcome::none);
  std::string last_event() const { return "event-" + std::to_string(events_); }
  /// The history, in the order of time.
  History told() const;

 private:
  Observation& last() { return history_.observations.back(); }

  History history_;
  std::int64_t now_ = 0;
  std::map<std::string, std::pair<std::string, std::uint64_t>> standing_;
  std::map<std::string, std::uint64_t> places_;
  std::map<std::string, std::int64_t> balances_;
  std::uint64_t events_ = 0, transactions_ = 0, balance_versions_ = 0;
};

/// A capture that is asked for, carried out, told, announced, and comes to rest.
Story happy();
/// The same up to the first send, with claim and journal before it.
Story begun();
/// What follows a known success: belief, event, delivery, completion, response.
Story& concluded(Story& story);

/// What one property, by name, says of a history.
Judgement judged(const History& history, std::string_view property);
/// Only its verdict.
Verdict verdict(const Story& story, std::string_view property);
/// The verdict, as a word.
std::string_view says(const Story& story, std::string_view property);

}  // namespace assay::properties::stories
