// One table of a simulated store: rows in the order of their keys' bytes, and the memory of rows
// that are gone. Not transactional by itself; database.hpp is.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::models {

/// A committed row. `version` is 1 when it is inserted and grows by 1 with each write.
struct StoredRow {
  std::string key;
  std::string value;
  std::uint64_t version = 0;
};

namespace detail {

struct RowBehind {
  const StoredRow& operator()(const StoredRow* row) const { return *row; }
};

}  // namespace detail

/// Rows, each a `const StoredRow&`, in order.
using RowRange = std::ranges::transform_view<std::span<StoredRow* const>, detail::RowBehind>;

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
  [[nodiscard]] RowRange rows() const { return {rows_, {}}; }

  /// Writes a row, and leaves in `before` what it held, if it was there. Returns: its version.
  std::uint64_t put(std::string_view key, std::string_view value,
                    std::optional<std::string_view>& before);
  /// Returns: the row that was removed, valid until the next change, or nullptr.
  const StoredRow* erase(std::string_view key);

 private:
  struct Place {
    std::size_t index = 0;  // where the row is, or belongs
    bool found = false;
  };

  [[nodiscard]] Place place_of(std::string_view key) const;
  StoredRow* fresh_row();

  std::vector<StoredRow*> rows_;
  std::vector<StoredRow*> spare_;
  std::deque<StoredRow> memory_;  // of both
  std::string before_;
};

}  // namespace assay::models
