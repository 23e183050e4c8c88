// Rows lie in nodes that stay where they are: the indexes point at their keys.
#include "models/store/table.hpp"

#include <algorithm>
#include <utility>

namespace assay::models {

const harness::Row* Table::find(std::string_view key) const {
  const auto known = rows_.find(key);
  return known == rows_.end() ? nullptr : &known->second.row;
}

std::vector<harness::Row> Table::scan(std::string_view after, std::size_t limit) const {
  std::vector<harness::Row> found;
  auto row = rows_.upper_bound(after);
  for (; row != rows_.end() && found.size() < limit; ++row) found.push_back(row->second.row);
  return found;
}

std::vector<harness::Row> Table::due(std::string_view index, const harness::DuePlace& after,
                                     harness::TimePoint until, std::size_t limit) const {
  std::vector<harness::Row> found;
  const auto waiting = indexes_.find(index);
  if (waiting == indexes_.end()) return found;
  auto next = waiting->second.upper_bound({after.due, after.key});
  for (; next != waiting->second.end() && found.size() < limit; ++next) {
    if (next->first > until) break;
    found.push_back(*find(next->second));
  }
  return found;
}

std::vector<harness::Row> Table::all() const {
  std::vector<harness::Row> all;
  all.reserve(rows_.size());
  for (const auto& [key, kept] : rows_) all.push_back(kept.row);
  return all;
}

std::uint64_t Table::writes(const harness::Row& row) const {
  return row.version - rows_.find(row.key)->second.before_first;
}

const harness::Row& Table::put(const harness::Write& write) {
  auto at = rows_.find(write.key);
  if (at == rows_.end()) {
    at = rows_.emplace(write.key, Kept{}).first;
    at->second.row.key = write.key;
    at->second.row.version = at->second.before_first = deleted_through_;
  }
  harness::Row& row = at->second.row;
  row.value = *write.value;
  ++row.version;
  forget_due(*at);
  if (!write.due) return row;
  auto index = indexes_.find(write.due->index);
  if (index == indexes_.end()) index = indexes_.try_emplace(std::string{write.due->index}).first;
  index->second.emplace(write.due->at, at->first);
  at->second.index = &index->second;
  row.due = write.due->at;
  return row;
}

void Table::erase(std::string_view key) {
  const auto at = rows_.find(key);
  forget_due(*at);
  deleted_through_ = std::max(deleted_through_, at->second.row.version);
  rows_.erase(at);
}

void Table::spoil(std::string_view key) { rows_.find(key)->second.row.value = "\x7f"; }

void Table::forget_due(Rows::value_type& at) {
  Kept& kept = at.second;
  if (kept.index != nullptr) kept.index->erase({*kept.row.due, at.first});
  kept.index = nullptr;
  kept.row.due.reset();
}

}  // namespace assay::models
