// Rows that cannot be read, or contradict what they are made of. Each is named to a person once,
// and whoever met it goes on with the others: no row of one payable may stop the rest.
// Not a repair: nothing is decided on such a row, and nothing of it is changed.
#pragma once

#include "payments/journal/stored.hpp"
#include "payments/ports/telemetry.hpp"

#include <set>
#include <string>
#include <string_view>

namespace payments {

/// The alarm about a payment that is not the fold of its journals.
inline constexpr std::string_view contradiction_alarm = "payment_contradicts_journal";

class Damage {
 public:
  explicit Damage(Telemetry& telemetry) : telemetry_(telemetry) {}

  /// A row does not decode. The alarm's subject is table and key.
  void unreadable(std::string_view table, std::string_view key) {
    say(unreadable_alarm, std::string(table).append("/").append(key));
  }
  /// Payment and journal of an operation disagree.
  void contradiction(const OperationId& operation) { say(contradiction_alarm, operation.value); }

 private:
  void say(std::string_view alarm, std::string subject) {
    if (said_.insert(subject).second) telemetry_.alarm(alarm, subject);
  }

  Telemetry& telemetry_;
  std::set<std::string> said_;  // by this process; another one may say it again
};

}  // namespace payments
