// Sorted pointers: tables are small, scans are frequent, and no run starts with an allocation.
#include "models/row_table.hpp"

#include <algorithm>

#include "sim/short_text.hpp"

namespace assay::models {

void RowTable::clear() {
  spare_.insert(spare_.end(), rows_.begin(), rows_.end());
  rows_.clear();
}

RowTable::Place RowTable::place_of(std::string_view key) const {
  std::size_t begin = 0;
  std::size_t end = rows_.size();
  while (begin < end) {
    const std::size_t middle = (begin + end) / 2;
    const auto order = sim::order_of_texts(rows_[middle]->key, key);
    if (order == 0) return {middle, true};
    if (order < 0) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return {begin, false};
}

const StoredRow* RowTable::find(std::string_view key) const {
  const Place place = place_of(key);
  return place.found ? rows_[place.index] : nullptr;
}

RowRange RowTable::after(std::string_view key, std::size_t limit) const {
  const Place place = place_of(key);
  const std::size_t first = place.index + (place.found ? 1 : 0);
  return {std::span{rows_}.subspan(first, std::min(limit, rows_.size() - first)), {}};
}

StoredRow* RowTable::fresh_row() {
  if (spare_.empty()) return &memory_.emplace_back();
  StoredRow* const row = spare_.back();
  spare_.pop_back();
  row->version = 0;
  return row;
}

std::uint64_t RowTable::put(std::string_view key, std::string_view value,
                            std::optional<std::string_view>& before) {
  const Place place = place_of(key);
  if (place.found) {
    rows_[place.index]->value.swap(before_);
    before = before_;
  } else {
    StoredRow* const fresh = fresh_row();
    fresh->key.assign(key);
    rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(place.index), fresh);
  }
  StoredRow& row = *rows_[place.index];
  row.value.assign(value);
  return ++row.version;
}

const StoredRow* RowTable::erase(std::string_view key) {
  const Place place = place_of(key);
  if (!place.found) return nullptr;
  StoredRow* const gone = rows_[place.index];
  spare_.push_back(gone);
  rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(place.index));
  return gone;
}

}  // namespace assay::models
