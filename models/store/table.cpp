// Rows lie in nodes that stay where they are: the indexes point at their keys.
#include "models/store/table.hpp"

#include <utility>

namespace assay::models {

const harness::Row* Table::find(std::string_view key) const {
  const auto known = by_key_.find(key);
  return known == by_key_.end() ? nullptr : &known->second->second;
}

std::vector<harness::Row> Table::scan(std::string_view after, std::size_t limit) const {
  std::vector<harness::Row> found;
  auto row = rows_.upper_bound(after);
  for (; row != rows_.end() && found.size() < limit; ++row) found.push_back(row->second);
  return found;
}

std::vector<harness::Row> Table::due(const harness::DuePlace& after, harness::TimePoint until,
                                     std::size_t limit) const {
  std::vector<harness::Row> found;
  auto next = by_due_.upper_bound({after.due, after.key});
  for (; next != by_due_.end() && next->first <= until && found.size() < limit; ++next) {
    found.push_back(*find(next->second));
  }
  return found;
}

std::vector<harness::Row> Table::all() const {
  std::vector<harness::Row> all;
  all.reserve(rows_.size());
  for (const auto& [key, row] : rows_) all.push_back(row);
  return all;
}

void Table::put(harness::Row row) {
  const auto known = by_key_.find(row.key);
  const bool fresh = known == by_key_.end();
  const Rows::iterator at =
      fresh ? rows_.emplace(row.key, harness::Row{}).first : known->second;
  if (fresh) by_key_.emplace(at->first, at);
  const bool moves = at->second.due != row.due;
  if (moves) forget_due(*at);
  at->second = std::move(row);
  if (moves) index_due(*at);
}

void Table::erase(std::string_view key) {
  const auto known = by_key_.find(key);
  const Rows::iterator at = known->second;
  forget_due(*at);
  by_key_.erase(known);
  rows_.erase(at);
}

void Table::spoil(std::string_view key) { by_key_.find(key)->second->second.value = "\x7f"; }

void Table::index_due(const Rows::value_type& at) {
  if (at.second.due) by_due_.emplace(*at.second.due, at.first);
}

void Table::forget_due(const Rows::value_type& at) {
  if (at.second.due) by_due_.erase({*at.second.due, at.first});
}

}  // namespace assay::models
