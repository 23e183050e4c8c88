// Each rule is one line of one of two tables: what must be positive, and what must come before
// what.
#include "payments/config.hpp"

#include <string_view>

namespace payments {
namespace {

struct Named {
  std::string_view name;
  std::int64_t value;
};

std::string quoted(const Named& field) {
  return std::string(field.name) + " (" + std::to_string(field.value) + ")";
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
    at_most(field, {"ten years", length_max.count}, "sums of times would overflow");
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
  for (const Named& field :
       {Named{"rpc_timeout", c.rpc_timeout.count}, Named{"effect_max", c.effect_max.count},
        Named{"processor_key_retention", c.processor_key_retention.count},
        Named{"client_retry_horizon", c.client_retry_horizon.count}, Named{"lease", c.lease.count},
        Named{"key_retention", c.key_retention.count},
        Named{"redrive_horizon", c.redrive_horizon.count},
        Named{"ask_delay_min", c.ask_delay_min.count},
        Named{"ask_delay_max", c.ask_delay_max.count},
        Named{"parked_delay_min", c.parked_delay_min.count},
        Named{"relay_delay", c.relay_delay.count}, Named{"relay_pause", c.relay_pause.count},
        Named{"reconcile_delay", c.reconcile_delay.count},
        Named{"reconcile_grace", c.reconcile_grace.count}, Named{"reap_delay", c.reap_delay.count},
        Named{"retry_hint", c.retry_hint.count}}) {
    findings.length(field, false);
  }
  for (const Named& field : {Named{"pause_budget", c.pause_budget.count},
                             Named{"clock_skew", c.clock_skew.count},
                             Named{"capture_margin", c.capture_margin.count}}) {
    findings.length(field, true);
  }
  for (const Named& field :
       {Named{"relay_tries_max", c.relay_tries_max},
        Named{"relay_silences_max", c.relay_silences_max}, Named{"attempts_max", c.attempts_max},
        Named{"attempts_immediate", c.attempts_immediate}, Named{"asks_max", c.asks_max},
        Named{"commit_tries_max", c.commit_tries_max},
        Named{"page", static_cast<std::int64_t>(c.page)}}) {
    findings.positive(field);
  }
}

void check_order(const Config& c, Findings& findings) {
  findings.at_most({"client_retry_horizon", c.client_retry_horizon.count},
                   {"key_retention", c.key_retention.count},
                   "a client's late retry would run again");
  findings.below({"redrive_horizon + effect_max + clock_skew",
                  (c.redrive_horizon + c.effect_max + c.clock_skew).count},
                 {"processor_key_retention", c.processor_key_retention.count},
                 "the processor would take a re-send for a new operation");
  findings.at_most({"rpc_timeout + pause_budget + clock_skew",
                    (c.rpc_timeout + c.pause_budget + c.clock_skew).count},
                   {"lease", c.lease.count}, "a second executor would start beside a live one");
  findings.at_most({"lease * 10", (c.lease * 10).count}, {"key_retention", c.key_retention.count},
                   "an orphaned key would block its client for too long");
  findings.at_most({"ask_delay_min", c.ask_delay_min.count},
                   {"ask_delay_max", c.ask_delay_max.count}, "the back-off would shrink");
  findings.at_most({"parked_delay_min", c.parked_delay_min.count},
                   {"parked_delay_max", c.parked_delay_max.count}, "the back-off would shrink");
  findings.at_most({"effect_max", c.effect_max.count}, {"reconcile_grace", c.reconcile_grace.count},
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
