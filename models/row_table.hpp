// One table of a simulated store: rows in the order of their keys' bytes, and the memory of rows
// that are gone. Not transactional by itself; database.hpp is.
#pragma once

#include <cstdint>
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

class RowTable {
 public:
  /// Forgets all rows; the memory stays.
  void clear();

  [[nodiscard]] const StoredRow* find(std::string_view key) const;
  /// Up to `limit` rows with a key after `after`. Valid until the next change.
  [[nodiscard]] std::span<const StoredRow> after(std::string_view key, std::size_t limit) const;
  [[nodiscard]] std::span<const StoredRow> rows() const { return rows_; }

  /// Writes a row. Returns: it, valid until the next change.
  const StoredRow& put(std::string_view key, std::string_view value);
  void erase(std::string_view key);

 private:
  [[nodiscard]] std::size_t place_of(std::string_view key) const;

  std::vector<StoredRow> rows_;
  std::vector<StoredRow> spare_;
};

}  // namespace assay::models
