// Each rule is one line of one of two tables: what must be positive, and what must come before
// what.
#include "payments/types/config.hpp"

#include <array>
#include <concepts>
#include <string_view>

namespace payments {
namespace {

/// A length of time as people write it: "13 s", "1 h 30 min".
std::string written(Duration length) {
  struct Unit {
    std::string_view name;
    std::uint64_t count;
  };
  constexpr std::array<Unit, 6> units{{{"h", 3'600'000'000'000},
                                       {"min", 60'000'000'000},
                                       {"s", 1'000'000'000},
                                       {"ms", 1'000'000},
                                       {"us", 1'000},
                                       {"ns", 1}}};
  if (length.count == 0) return "0 s";
  const bool negative = length.count < 0;
  const auto count = static_cast<std::uint64_t>(length.count);
  std::uint64_t rest = negative ? 0 - count : count;
  std::string text = negative ? "-" : "";
  for (const Unit& unit : units) {
    if (rest < unit.count) continue;
    if (!text.empty() && text != "-") text += ' ';
    text += std::to_string(rest / unit.count);
    text.append(" ").append(unit.name);
    rest %= unit.count;
  }
  return text;
}

/// A field, or a sum of some, by which complaints call it.
struct Named {
  constexpr Named(std::string_view what, Duration length)
      : name{what}, value{length.count}, is_time{true} {}
  constexpr Named(std::string_view what, std::integral auto count)
      : name{what}, value{static_cast<std::int64_t>(count)} {}

  std::string_view name;
  std::int64_t value;
  bool is_time = false;
};

std::string quoted(const Named& field) {
  const std::string value = field.is_time ? written({field.value}) : std::to_string(field.value);
  return std::string(field.name) + " (" + value + ")";
}

/// More than anybody waits, and so little that no sum of a few overflows.
constexpr Duration length_max{315'360'000'000'000'000};  // ten years

class Findings {
 public:
  void positive(const Named& field) {
    if (field.value <= 0) found_.push_back(quoted(field) + " must be greater than 0");
  }
  void length(const Named& field, bool may_be_zero) {
    const std::int64_t least = may_be_zero ? 0 : 1;
    if (field.value < least) {
      const std::string bound = may_be_zero ? "at least 0" : "greater than 0";
      found_.push_back(quoted(field) + " must be " + bound);
    }
    at_most(field, {"ten years", length_max}, "sums of times would overflow");
  }
  void at_most(const Named& a, const Named& b, std::string_view why) {
    if (a.value > b.value) add(a, " must not exceed ", b, why);
  }
  void below(const Named& a, const Named& b, std::string_view why) {
    if (a.value >= b.value) add(a, " must be less than ", b, why);
  }
  [[nodiscard]] bool none() const { return found_.empty(); }
  std::vector<std::string> take() && { return std::move(found_); }

 private:
  void add(const Named& a, std::string_view relation, const Named& b, std::string_view why) {
    found_.push_back(quoted(a).append(relation).append(quoted(b)).append(": ").append(why));
  }

  std::vector<std::string> found_;
};

void check_range(const Config& c, Findings& findings) {
  for (const Named& field : {Named{"rpc_timeout", c.rpc_timeout},
                             Named{"effect_max", c.effect_max},
                             Named{"processor_key_retention", c.processor_key_retention},
                             Named{"client_retry_horizon", c.client_retry_horizon},
                             Named{"lease", c.lease},
                             Named{"key_retention", c.key_retention},
                             Named{"redrive_horizon", c.redrive_horizon},
                             Named{"ask_delay_min", c.ask_delay_min},
                             Named{"ask_delay_max", c.ask_delay_max},
                             Named{"parked_delay_min", c.parked_delay_min},
                             Named{"relay_delay", c.relay_delay},
                             Named{"relay_pause", c.relay_pause},
                             Named{"reconcile_delay", c.reconcile_delay},
                             Named{"reconcile_grace", c.reconcile_grace},
                             Named{"reap_delay", c.reap_delay},
                             Named{"retry_hint", c.retry_hint},
                             Named{"event_delay_min", c.event_delay_min},
                             Named{"event_delay_max", c.event_delay_max},
                             Named{"event_patience", c.event_patience},
                             Named{"event_tolerance", c.event_tolerance},
                             Named{"event_retention", c.event_retention}}) {
    findings.length(field, false);
  }
  for (const Named& field :
       {Named{"pause_budget", c.pause_budget}, Named{"clock_skew", c.clock_skew},
        Named{"capture_margin", c.capture_margin}}) {
    findings.length(field, true);
  }
  for (const Named& field :
       {Named{"relay_tries_max", c.relay_tries_max},
        Named{"relay_silences_max", c.relay_silences_max}, Named{"attempts_max", c.attempts_max},
        Named{"attempts_immediate", c.attempts_immediate}, Named{"asks_max", c.asks_max},
        Named{"commit_tries_max", c.commit_tries_max}, Named{"page", c.page}}) {
    findings.positive(field);
  }
}

void check_order(const Config& c, Findings& findings) {
  findings.at_most({"client_retry_horizon", c.client_retry_horizon},
                   {"key_retention", c.key_retention}, "a client's late retry would run again");
  findings.below({"redrive_horizon + effect_max + clock_skew",
                  c.redrive_horizon + c.effect_max + c.clock_skew},
                 {"processor_key_retention", c.processor_key_retention},
                 "the processor would take a re-send for a new operation");
  findings.at_most(
      {"rpc_timeout + pause_budget + clock_skew", c.rpc_timeout + c.pause_budget + c.clock_skew},
      {"lease", c.lease}, "a second executor would start beside a live one");
  findings.at_most({"lease * 10", c.lease * 10}, {"key_retention", c.key_retention},
                   "an orphaned key would block its client for too long");
  findings.at_most({"ask_delay_min", c.ask_delay_min}, {"ask_delay_max", c.ask_delay_max},
                   "the back-off would shrink");
  findings.at_most({"parked_delay_min", c.parked_delay_min},
                   {"parked_delay_max", c.parked_delay_max}, "the back-off would shrink");
  findings.at_most({"event_delay_min", c.event_delay_min}, {"event_delay_max", c.event_delay_max},
                   "the back-off would shrink");
  findings.at_most({"event_tolerance + clock_skew", c.event_tolerance + c.clock_skew},
                   {"event_retention", c.event_retention},
                   "a copy of an applied event would pass for a new one");
  findings.at_most({"effect_max", c.effect_max}, {"reconcile_grace", c.reconcile_grace},
                   "an effect that is merely late would raise an alarm");
  findings.at_most({"attempts_immediate", c.attempts_immediate}, {"attempts_max", c.attempts_max},
                   "the immediate tries are part of all tries");
}

}  // namespace

std::vector<std::string> faults_of(const Config& config) {
  Findings findings;
  check_range(config, findings);
  if (findings.none()) check_order(config, findings);  // its sums are safe only then
  return std::move(findings).take();
}

}  // namespace payments
