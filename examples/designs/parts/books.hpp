// How the five services write things down: one step of one operation at a time, in one transaction
// with all that goes with it (the step's own record, the key, the event, the balance). Whoever read
// an older row than there is now reads again and decides anew.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <assay/harness/environment.hpp>

#include "parts/operation.hpp"

namespace designs {

/// What is set for a service.
struct Times {
  Duration lease, rpc_timeout, relay_period, resolver_period, reconcile_period, skew_max;
};

[[nodiscard]] assay::harness::SettingsSchema settings_schema();
[[nodiscard]] Times times_in(const assay::harness::Settings& settings);

/// What becomes of an operation.
struct Step {
  std::string_view purpose;   ///< of the transaction
  State to = State::none;     ///< none: it stays where it is, and only what is beside it is written
  std::string_view reason{};  ///< a stable word
  std::uint32_t stores = 0;   ///< the status that is stored under its key from now on
  bool claims_key = false;    ///< its key is new
};

/// The store, as one life of one machine writes to it.
/// Threads: one, with any number of fibers.
class Books {
 public:
  Books(assay::harness::Environment& environment, const Times& times);

  using Read = std::optional<Payable>;  ///< nothing: the store does not answer now
  [[nodiscard]] Read read(const std::string& payable);
  [[nodiscard]] std::expected<std::optional<KeyRecord>, assay::harness::ReadFailure> read_key(
      const std::string& scope, const std::string& key);

  /// Adds the operation that `make` makes of the payable as it is; `make` returns nothing where
  /// there is nothing to add, or not any more. Returns: the payable afterwards.
  using Make = std::function<std::optional<Operation>(const Payable&)>;
  Read begin(const std::string& payable, std::string_view purpose, const Make& make);
  /// Takes the step that `decide` makes of the operation as it is. `decide` may change what is
  /// noted of the operation, and returns nothing where there is nothing to do, or not any more: it
  /// is asked again after a commit of which nobody knows. Returns: the payable afterwards.
  /// Where `allows` is there, there is nothing to do where it says no to the payable as it is.
  using Decide = std::function<std::optional<Step>(Operation&)>;
  using Allows = std::function<bool(const Payable&, const Operation&)>;
  Read advance(const std::string& payable, const std::string& operation, const Decide& decide,
               const Allows& allows = {});

  /// Every payable with an operation that is not settled, one after another.
  /// Returns: false where the store did not answer.
  bool each_open(const std::function<void(const Payable&, const Operation&)>& visit);
  /// Notes an effect, or that it was undone. Returns: it is written.
  bool note(const Finding& finding);
  [[nodiscard]] std::vector<Finding> findings();
  [[nodiscard]] std::optional<Amount> balance(const assay::harness::BalanceQuestion& question);

  /// It was this life that wrote the operation last.
  [[nodiscard]] bool is_mine(const Operation& it) const { return it.owner == life_; }
  /// Somebody is at it: another fiber of this life, or another life that was heard of a lease ago.
  [[nodiscard]] bool is_at_work(const Operation& it);
  /// When nobody is at it any more, whoever it was, by this machine's clock.
  [[nodiscard]] TimePoint left_alone_at(const Operation& it) const;
  [[nodiscard]] std::int64_t now();
  [[nodiscard]] const Times& times() const { return times_; }

  /// A fiber of this life is at an operation, for as long as this lives.
  class AtWork {
   public:
    AtWork(Books& books, std::string operation)
        : books_{books}, operation_{std::move(operation)} {
      books_.at_work_.insert(operation_);
    }
    ~AtWork() { books_.at_work_.erase(books_.at_work_.find(operation_)); }
    AtWork(const AtWork&) = delete;
    AtWork& operator=(const AtWork&) = delete;

   private:
    Books& books_;
    std::string operation_;
  };

 private:
  bool commit(Payable& payable, const std::string& operation, const Step& step);

  assay::harness::Environment& environment_;
  Times times_;
  std::string life_;  ///< of this machine: a name that no other has
  std::multiset<std::string> at_work_;
};

/// A row's key made of two names.
[[nodiscard]] std::string row_key(std::string_view first, std::string_view second);
/// The same with a number, in whose order the rows stand.
[[nodiscard]] std::string row_key(std::string_view first, std::uint64_t number);

}  // namespace designs
