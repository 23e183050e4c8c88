// The rows of one table: by key in the order of their bytes, and by due time in the index that each
// waits in. A row is written as a whole, its due time with it, so that no index knows of a row what
// the row does not say itself. What is due costs the same to find however many rows there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/store.hpp"

namespace assay::models {

class Table {
 public:
  Table() = default;
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  /// The row, or nullptr. Valid until it is written or the table goes away.
  [[nodiscard]] const harness::Row* find(std::string_view key) const;
  /// At most `limit` rows with a key after `after`, in the order of their bytes.
  [[nodiscard]] std::vector<harness::Row> scan(std::string_view after, std::size_t limit) const;
  /// At most `limit` rows that wait in an index, behind `after` and due by `until`, in that order.
  [[nodiscard]] std::vector<harness::Row> due(std::string_view index,
                                              const harness::DuePlace& after,
                                              harness::TimePoint until, std::size_t limit) const;
  /// All rows, in the order of their keys.
  [[nodiscard]] std::vector<harness::Row> all() const;

  /// How often a row was written since it was inserted: what its version says without what became
  /// of other rows. Contract: it is one of this table.
  [[nodiscard]] std::uint64_t writes(const harness::Row& row) const;

  /// Puts a row in the place of the one with its key, or beside the others. Contract: it has a
  /// value. Returns: the row.
  const harness::Row& put(const harness::Write& write);
  /// Removes the row. Contract: there is one.
  void erase(std::string_view key);
  /// Makes a row's value unreadable where it lies. Contract: there is one.
  void spoil(std::string_view key);

 private:
  using Index = std::set<std::pair<harness::TimePoint, std::string_view>>;
  struct Kept {
    harness::Row row;
    std::uint64_t before_first = 0;  // one less than the version that it began at
    Index* index = nullptr;          // in which it waits
  };
  using Rows = std::map<std::string, Kept, std::less<>>;

  void forget_due(Rows::value_type& at);

  Rows rows_;
  std::uint64_t deleted_through_ = 0;  // the highest version at which a row was deleted
  // They name keys of `rows_`, whose nodes stay where they are.
  std::map<std::string, Index, std::less<>> indexes_;
};

}  // namespace assay::models
