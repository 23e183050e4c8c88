// Whether the processor has begun to answer again. A hint in memory that makes somebody ask sooner:
// nothing is decided on it, and a process that has just started takes the first answer for news.
// Serves: what is parked is asked about at once when the processor recovers (I31).
#pragma once

#include <utility>

namespace payments {

class Pulse {
 public:
  /// A question about one operation was answered, or was not.
  void looked_up(bool answered) { heard(look_ups_fail_, answered); }
  /// A page of the list was read, or was not.
  void listed(bool answered) { heard(lists_fail_, answered); }

  /// Whether an answer came since the last call where there was none before.
  [[nodiscard]] bool take_recovery() { return std::exchange(recovered_, false); }

 private:
  void heard(bool& fails, bool answered) {
    recovered_ = recovered_ || (fails && answered);
    fails = !answered;
  }

  bool look_ups_fail_ = true;
  bool lists_fail_ = true;
  bool recovered_ = false;
};

}  // namespace payments
