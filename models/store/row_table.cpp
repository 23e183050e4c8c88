// A tree whose nodes outlive their rows, so that no run starts with an allocation.
#include "models/store/row_table.hpp"

namespace assay::models {

void RowTable::clear() {
  while (!rows_.empty()) spare_.push_back(rows_.extract(rows_.begin()));
}

const StoredRow* RowTable::find(std::string_view key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : &found->second;
}

RowRange RowTable::after(std::string_view key, std::size_t limit) const {
  const auto first = rows_.upper_bound(key);
  auto last = first;
  std::size_t size = 0;
  for (; size < limit && last != rows_.end(); ++size) ++last;
  return {detail::RowPlaces{first, last, size}, {}};
}

RowRange RowTable::rows() const {
  return {detail::RowPlaces{rows_.begin(), rows_.end(), rows_.size()}, {}};
}

RowTable::Rows::node_type RowTable::fresh_row(std::string_view key) {
  if (spare_.empty()) {
    Rows one;
    one.try_emplace({});
    spare_.push_back(one.extract(one.begin()));
  }
  Rows::node_type row = std::move(spare_.back());
  spare_.pop_back();
  row.mapped().key.assign(key);
  row.mapped().version = 0;
  row.key() = row.mapped().key;
  return row;
}

std::uint64_t RowTable::put(std::string_view key, std::string_view value,
                            std::optional<std::string_view>& before) {
  auto place = rows_.lower_bound(key);
  if (place != rows_.end() && sim::same_text(place->first, key)) {
    place->second.value.swap(before_);
    before = before_;
  } else {
    place = rows_.insert(place, fresh_row(key));
  }
  StoredRow& row = place->second;
  row.value.assign(value);
  return ++row.version;
}

void RowTable::spoil(std::string_view key) { rows_.find(key)->second.value = "\x7f"; }

const StoredRow* RowTable::erase(std::string_view key) {
  const auto place = rows_.find(key);
  if (place == rows_.end()) return nullptr;
  return &spare_.emplace_back(rows_.extract(place)).mapped();
}

}  // namespace assay::models
