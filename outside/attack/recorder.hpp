// What is seen of one payment, as facts of history/ and as a timeline for people: what the client
// did and was told, what the processor's ledger says, what the service believes in the end. The
// payment is called pay-1 in both, whatever its reference was, so that plans and findings are
// alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "history/history.hpp"
#include "outside/attack/outside_file.hpp"
#include "sim/world/trace.hpp"

namespace assay::outside::attack {

/// The name of the payment under attack in sites, facts and plans.
inline constexpr std::string_view payable = "pay-1";

/// One row of the service's own.
struct Believed {
  history::OperationKind kind{};
  history::State state{};
  history::Amount amount;
};

class Recorder {
 public:
  Recorder(const PaymentSpec& payment, sim::TimePoint began, const history::History& terms);

  /// A line of the timeline alone.
  void note(sim::TimePoint now, std::string_view who, std::string_view what);

  /// What a service says, a line of its log.
  void line(sim::TimePoint now, std::string_view service, std::string_view text);
  /// A fault struck at a site.
  void fault(sim::TimePoint now, std::string_view site, std::string_view word);
  /// What became of a service.
  void event(sim::TimePoint now, sim::TraceKind kind, std::string_view who, std::string_view what);

  void intent(sim::TimePoint now);
  void sent(sim::TimePoint now, std::uint32_t attempt, const std::string& key);
  void told(sim::TimePoint now, std::uint32_t attempt, const std::string& key, unsigned status,
            Meaning meaning);
  /// A fact of the processor's, whatever it calls the payment.
  void truth(const history::Observation& seen);
  void rest(sim::TimePoint now);
  /// All that the service believes. `speaks_of`: the kinds that it could name.
  void belief(sim::TimePoint now, const std::vector<Believed>& rows,
              const std::vector<history::OperationKind>& speaks_of);

  /// What clients and the processor saw.
  [[nodiscard]] const history::History& heard() const { return heard_; }
  /// What the processor and the service's rows say, of the kinds that these speak of.
  [[nodiscard]] const history::History& books() const { return books_; }
  [[nodiscard]] const std::vector<std::string>& timeline() const { return timeline_; }
  [[nodiscard]] const std::vector<sim::TraceEvent>& events() const { return events_; }
  [[nodiscard]] std::size_t effects() const { return effects_; }

 private:
  [[nodiscard]] history::Stamp stamp(history::History& history, sim::TimePoint now,
                                     std::string_view observer) const;
  template <class Fact>
  void take(history::History& history, const history::Seen<Fact>& seen, std::int64_t at);
  void add_effect(history::History& history, const history::Observation& seen, std::int64_t at);

  const PaymentSpec& payment_;
  sim::TimePoint began_;
  history::History heard_, books_, truth_;
  std::vector<std::string> timeline_;
  std::vector<sim::TraceEvent> events_;
  std::size_t effects_ = 0;
};

}  // namespace assay::outside::attack
