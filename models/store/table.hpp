// The rows of one table and its indexes: by key in the order of their bytes, by key at once, and by
// due time. A row is written as a whole, its due time with it, so that no index knows of a row what
// the row does not say itself. Reads cost the same however many rows there are.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
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
  /// At most `limit` rows that carry a due time, behind `after` and due by `until`, in that order.
  [[nodiscard]] std::vector<harness::Row> due(const harness::DuePlace& after,
                                              harness::TimePoint until, std::size_t limit) const;
  /// All rows, in the order of their keys.
  [[nodiscard]] std::vector<harness::Row> all() const;

  /// Puts a row in the place of the one with its key, or beside the others.
  void put(harness::Row row);
  /// Removes the row. Contract: there is one.
  void erase(std::string_view key);
  /// Makes a row's value unreadable where it lies. Contract: there is one.
  void spoil(std::string_view key);

 private:
  using Rows = std::map<std::string, harness::Row, std::less<>>;

  void index_due(const Rows::value_type& at);
  void forget_due(const Rows::value_type& at);

  Rows rows_;
  // Both name keys of `rows_`, whose nodes stay where they are.
  std::unordered_map<std::string_view, Rows::iterator> by_key_;  // never iterated
  std::set<std::pair<harness::TimePoint, std::string_view>> by_due_;
};

}  // namespace assay::models
