// What becomes of messages between a caller and a served processor: the effects of
// sim/world/message_fault.hpp, as far as a server can bring them about. A request that is lost is
// never answered; a reply that is late is sent late; a link that is cut takes what comes after with
// it for a while. What the caller's patience is nobody tells a server: it is a setting.
#pragma once

#include <functional>
#include <vector>

#include "outside/serve/timers.hpp"
#include "sim/world/message_fault.hpp"

namespace assay::outside {

using namespace sim::literals;

/// Settings of what a server cannot know.
struct LinkSettings {
  sim::Duration client_timeout = 30_s;  ///< past_timeout: later than that
  sim::Duration hold_max = 20_s;        ///< hold: so long
  sim::Duration outage = 6_s;           ///< partitions, black holes, slow links: so long
  sim::Duration slow_by = 735_ms;       ///< what a message is later over a slow link
  sim::Duration copy_after = 5_ms;      ///< duplicate: the second comes so much later
};

/// What is done with a message.
struct Message {
  bool is_reply = false;
  std::function<void()> deliver;
  std::function<void()> deliver_again{};  ///< a second time; none: nobody would notice
  std::function<void()> deliver_unheard{};  ///< and nobody is told what it comes to; none: as usual
  std::function<void()> break_off{};      ///< the caller learns of a broken connection
};

class Links {
 public:
  Links(Timers& timers, const LinkSettings& settings) : timers_{timers}, settings_{settings} {}

  /// Whether a message that is sent now meets a link that is down or slow, and if so, what is done
  /// with it. No fault is asked for then.
  bool meets_outage(const Message& message);
  /// Sends it on its way. `fault`: what was drawn for it, or nullptr.
  void send(const Message& message, const sim::MessageFault* fault);
  void reset() { outages_.clear(); }

 private:
  struct Outage {
    sim::TimePoint until;
    bool requests = false;
    bool replies = false;
    bool slow = false;
  };

  void later(const Message& message, sim::Duration by);
  void copy(const Message& message, const sim::Copy& twice);
  void cut(const Message& message, const sim::Cut& link);

  Timers& timers_;
  LinkSettings settings_;
  std::vector<Outage> outages_;
};

}  // namespace assay::outside
