// One table of a simulated store: rows in the order of their keys' bytes, and the memory of rows
// that are gone. A row is found, put and erased in a time that grows with the logarithm of the
// table. Not transactional by itself; database.hpp is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/short_text.hpp"

namespace assay::models {

/// A committed row. `version` is 1 when it is inserted and grows by 1 with each write.
struct StoredRow {
  std::string key;
  std::string value;
  std::uint64_t version = 0;
};

namespace detail {

struct ByBytes {
  bool operator()(std::string_view left, std::string_view right) const {
    return sim::order_of_texts(left, right) < 0;
  }
};

/// Rows by their own keys.
using Rows = std::map<std::string_view, StoredRow, ByBytes>;

struct RowBehind {
  const StoredRow& operator()(const Rows::value_type& place) const { return place.second; }
};

using RowPlaces = std::ranges::subrange<Rows::const_iterator, Rows::const_iterator,
                                        std::ranges::subrange_kind::sized>;

}  // namespace detail

/// Rows, each a `const StoredRow&`, in order.
using RowRange = std::ranges::transform_view<detail::RowPlaces, detail::RowBehind>;

class RowTable {
 public:
  RowTable() = default;
  RowTable(const RowTable&) = delete;
  RowTable& operator=(const RowTable&) = delete;

  /// Forgets all rows; the memory stays.
  void clear();

  [[nodiscard]] const StoredRow* find(std::string_view key) const;
  /// Up to `limit` rows with a key after `after`. Valid until the next change.
  [[nodiscard]] RowRange after(std::string_view key, std::size_t limit) const;
  [[nodiscard]] RowRange rows() const;

  /// Writes a row, and leaves in `before` what it held, if it was there. Returns: its version.
  std::uint64_t put(std::string_view key, std::string_view value,
                    std::optional<std::string_view>& before);
  /// Makes what a row holds unreadable, and nothing else of it. The row must be there.
  void spoil(std::string_view key);
  /// Returns: the row that was removed, valid until the next change, or nullptr.
  const StoredRow* erase(std::string_view key);

 private:
  using Rows = detail::Rows;

  Rows::node_type fresh_row(std::string_view key);

  Rows rows_;
  std::vector<Rows::node_type> spare_;
  std::string before_;
};

}  // namespace assay::models
