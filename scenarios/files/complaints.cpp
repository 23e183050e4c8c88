// Collecting, and telling in order.
#include "scenarios/files/complaints.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>

#include "scenarios/files/document.hpp"

namespace assay::scenarios {

namespace {

/// More would not be read before the first ones are mended.
constexpr std::size_t told_max = 20;

BadInputFacts facts_of(const std::string& file, const Place& place, const Complaint& complaint) {
  return {.file = file,
          .place = place,
          .pointer = complaint.pointer,
          .expected = complaint.expected,
          .found = complaint.found,
          .nearest = complaint.nearest};
}

/// In the order of the file; last what stands nowhere in it.
bool comes_before(const BadInputFacts& a, const BadInputFacts& b) {
  const auto rank = [](const BadInputFacts& one) {
    return std::tuple{one.place.line == 0, one.place.line, one.place.column};
  };
  return rank(a) < rank(b);
}

}  // namespace

void Complaints::add(Complaint complaint) {
  if (!is_sound(complaint.pointer)) return;
  set_aside(complaint.pointer);
  keep(std::move(complaint));
}

void Complaints::add(Complaint complaint, std::span<const std::string> rests_on) {
  const bool sound = std::ranges::all_of(rests_on, [&](const auto& one) { return is_sound(one); });
  if (sound) keep(std::move(complaint));
}

void Complaints::add_absent(Complaint complaint, std::span<const std::string> members) {
  for (const std::string& member : members) set_aside(step(complaint.pointer, member));
  keep(std::move(complaint));
}

void Complaints::keep(Complaint complaint) {
  if (kept_.size() < kept_max) {
    kept_.push_back(std::move(complaint));
  } else {
    ++more_;
  }
}

void Complaints::set_aside(std::string pointer) { at_fault_.insert(std::move(pointer)); }

bool Complaints::is_at_fault(const std::string& pointer) const {
  return at_fault_.contains(pointer);
}

bool Complaints::is_sound(const std::string& pointer) const {
  const auto part = at_fault_.lower_bound(pointer + "/");
  if (part != at_fault_.end() && part->starts_with(pointer + "/")) return false;
  for (std::size_t length = pointer.size();; length = pointer.rfind('/', length - 1)) {
    if (at_fault_.contains(pointer.substr(0, length))) return false;
    if (length == 0) return true;
  }
}

void refuse_if_any(std::vector<BadInputFacts> all, std::uint64_t more) {
  if (all.empty()) return;
  if (all.size() > told_max) {
    more += all.size() - told_max;
    all.resize(told_max);
  }
  BadInputFacts told = all.front();
  told.others.assign(all.begin() + 1, all.end());
  told.more = more;
  throw BadInput{std::move(told)};
}

void refuse_if_any(const Document& document, const Complaints& complaints) {
  if (complaints.none()) return;
  std::vector<std::string> pointers;
  for (const Complaint& one : complaints.kept()) pointers.push_back(one.pointer);
  const std::vector<Place> places = document.places_of(pointers);
  std::vector<BadInputFacts> all;
  for (std::size_t i = 0; i < places.size(); ++i) {
    all.push_back(facts_of(document.file(), places[i], complaints.kept()[i]));
  }
  std::ranges::stable_sort(all, comes_before);
  refuse_if_any(std::move(all), complaints.more());
}

void refuse_if_any(const std::string& name, const Complaints& complaints) {
  std::vector<BadInputFacts> all;
  for (const Complaint& one : complaints.kept()) all.push_back(facts_of(name, {}, one));
  refuse_if_any(std::move(all), complaints.more());
}

}  // namespace assay::scenarios
