// A sorted vector: tables are small, scans are frequent, and no run starts with an allocation.
#include "models/row_table.hpp"

#include <algorithm>

namespace assay::models {

void RowTable::clear() {
  for (StoredRow& row : rows_) spare_.push_back(std::move(row));
  rows_.clear();
}

std::size_t RowTable::place_of(std::string_view key) const {
  const auto place = std::ranges::lower_bound(
      rows_, key, {}, [](const StoredRow& row) { return std::string_view{row.key}; });
  return static_cast<std::size_t>(place - rows_.begin());
}

const StoredRow* RowTable::find(std::string_view key) const {
  const std::size_t place = place_of(key);
  return place < rows_.size() && rows_[place].key == key ? &rows_[place] : nullptr;
}

std::span<const StoredRow> RowTable::after(std::string_view key, std::size_t limit) const {
  if (rows_.empty()) return {};
  std::size_t place = place_of(key);
  if (place < rows_.size() && rows_[place].key == key) ++place;
  return std::span{rows_}.subspan(place, std::min(limit, rows_.size() - place));
}

const StoredRow& RowTable::put(std::string_view key, std::string_view value) {
  const std::size_t place = place_of(key);
  if (place == rows_.size() || rows_[place].key != key) {
    StoredRow row;
    if (!spare_.empty()) {
      row = std::move(spare_.back());
      spare_.pop_back();
    }
    row.key.assign(key);
    row.version = 0;
    rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(place), std::move(row));
  }
  StoredRow& row = rows_[place];
  row.value.assign(value);
  ++row.version;
  return row;
}

void RowTable::erase(std::string_view key) {
  const std::size_t place = place_of(key);
  if (place == rows_.size() || rows_[place].key != key) return;
  spare_.push_back(std::move(rows_[place]));
  rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(place));
}

}  // namespace assay::models
