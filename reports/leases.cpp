// One pass over the facts of keys.
#include "reports/leases.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using history::Observation;
using history::Seen;

class LeaseReader {
 public:
  explicit LeaseReader(const Concern& concern) : concern_{concern} {}

  void operator()(const Observation& /*any other*/) {}
  void operator()(const Seen<history::KeyClaimed>& it) {
    Lease* const lease = lease_of(it);
    if (lease == nullptr) return;
    if (Tenure* const before = held(*lease)) {
      const bool lapsed = before->until > 0 && before->until <= it.at;
      close(*before, lapsed ? before->until : it.at, lapsed ? LeaseEnd::lapsed : LeaseEnd::taken);
    }
    lease->tenures.push_back({.holder = it.observer.string(),
                              .token = it.token,
                              .from = it.at,
                              .until = it.lease_end,
                              .claim = it.sequence});
    lease->eventful |= concern_.is_evidence(it);
  }
  void operator()(const Seen<history::KeyRenewed>& it) {
    Tenure* const tenure = tenure_of(it);
    if (tenure != nullptr) tenure->until = it.lease_end;
  }
  void operator()(const Seen<history::KeyHandedOver>& it) { end(it, LeaseEnd::handed_over); }
  void operator()(const Seen<history::KeyCompleted>& it) { end(it, LeaseEnd::stored); }
  void operator()(const Seen<history::KeyReleased>& it) { end(it, LeaseEnd::removed); }
  void operator()(const Seen<history::MachineDied>& it) {
    for (auto& [key, lease] : leases_) {
      Tenure* const tenure = held(lease);
      if (tenure != nullptr && tenure->holder == it.observer.text()) {
        close(*tenure, it.at, LeaseEnd::cut_off);
      }
    }
  }

  std::vector<Lease> take() {
    std::vector<Lease> all;
    for (auto& [key, lease] : leases_) {
      if (Tenure* const tenure = held(lease)) {
        const bool lapsed = tenure->until > 0 && tenure->until <= concern_.last;
        close(*tenure, lapsed ? tenure->until : concern_.last,
              lapsed ? LeaseEnd::lapsed : LeaseEnd::open);
      }
      const LeaseEnd end = lease.tenures.empty() ? LeaseEnd::stored : lease.tenures.back().end;
      const bool at_work = end == LeaseEnd::open && !concern_.waits;
      const bool done = at_work || end == LeaseEnd::stored || end == LeaseEnd::removed;
      lease.eventful |= lease.tenures.size() > 1 || !done;
      if (!lease.tenures.empty()) all.push_back(std::move(lease));
    }
    std::ranges::stable_sort(all, {}, [](const Lease& one) { return one.tenures.front().from; });
    return all;
  }

 private:
  template <typename Fact>
  Lease* lease_of(const Seen<Fact>& it) {
    const Concern::Key key{it.scope.string(), it.key.string()};
    if (!concern_.keys.contains(key)) return nullptr;
    Lease& lease = leases_[key];
    lease.scope = key.first;
    lease.key = key.second;
    return &lease;
  }

  /// Its holder, while there is one.
  Tenure* held(Lease& lease) {
    if (lease.tenures.empty() || closed_.contains(lease.tenures.back().claim)) return nullptr;
    return &lease.tenures.back();
  }

  void close(Tenure& tenure, std::int64_t at, LeaseEnd how) {
    tenure.to = at;
    tenure.end = how;
    closed_.insert(tenure.claim);
  }

  template <typename Fact>
  Tenure* tenure_of(const Seen<Fact>& it) {
    Lease* const lease = lease_of(it);
    Tenure* const tenure = lease == nullptr ? nullptr : held(*lease);
    return tenure != nullptr && tenure->token == it.token ? tenure : nullptr;
  }

  template <typename Fact>
  void end(const Seen<Fact>& it, LeaseEnd how) {
    Tenure* const tenure = tenure_of(it);
    if (tenure == nullptr) return;
    close(*tenure, it.at, how);
    if (concern_.is_evidence(it)) lease_of(it)->eventful = true;
  }

  const Concern& concern_;
  std::map<Concern::Key, Lease> leases_;
  std::set<std::uint64_t> closed_;  // by claim
};

}  // namespace

std::vector<Lease> leases_of(const history::History& history, const Concern& concern) {
  LeaseReader reader{concern};
  for (const Observation& seen : history) {
    if (seen.at <= concern.last) history::visit(reader, seen);
  }
  return reader.take();
}

std::string lane_of(const Lease& lease) { return "lease " + lease.key; }

std::string begin_words(const Tenure& tenure) {
  const std::string until =
      tenure.until > 0 ? fmt::format(" until {}", moment(tenure.until)) : std::string{};
  return fmt::format("{} holds it{}, token {}", tenure.holder, until, tenure.token);
}

std::string end_words(const Tenure& tenure) {
  switch (tenure.end) {
    case LeaseEnd::open: return tenure.holder + " still holds it";
    case LeaseEnd::stored: return "ends: " + tenure.holder + " stores the answer";
    case LeaseEnd::removed: return "ends: " + tenure.holder + " removes the record";
    case LeaseEnd::handed_over: return tenure.holder + " hands it over";
    case LeaseEnd::lapsed: return "lapses, held by " + tenure.holder;
    case LeaseEnd::cut_off: return "is nobody's: " + tenure.holder + " lost its power";
    case LeaseEnd::taken: return "is taken from " + tenure.holder + ", who holds it";
  }
  return {};
}

}  // namespace assay::reports
