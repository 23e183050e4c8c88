// A link is the hash of a name and of what it names; it leads to one group. Groups that turn out to
// be one are joined, and their links led on.
#include "outside/judge/gathering.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace assay::outside {
namespace {

constexpr Gathering::Number nobody = 0xFFFF'FFFF;

std::uint64_t mixed(std::uint64_t hash, std::string_view text) {
  const std::uint64_t more = std::hash<std::string_view>{}(text);
  return (hash ^ more) * 0x9E37'79B9'7F4A'7C15U + (hash << 6U) + (hash >> 2U);
}

std::string_view name(const ReadFact& fact, Link link) {
  return fact.links[static_cast<std::size_t>(link)];
}

std::uint64_t link_to(Link link, std::string_view text, std::string_view within = "") {
  return mixed(mixed(static_cast<std::uint64_t>(link) + 1, within), text);
}

/// An alarm's subject is an operation or an event, or "EVENT to CONSUMER".
std::string_view subject(std::string_view text) { return text.substr(0, text.find(" to ")); }

/// The links that facts of one payable may share with no other.
template <class Each>
void each_binding_link(const ReadFact& fact, Each each) {
  const std::string_view key = name(fact, Link::key);
  const std::string_view processor_key = name(fact, Link::processor_key);
  if (!key.empty()) each(link_to(Link::key, key, name(fact, Link::scope)));
  if (!processor_key.empty()) {
    each(link_to(Link::processor_key, processor_key, name(fact, Link::processor)));
  }
  for (const Link link : {Link::operation, Link::event, Link::webhook}) {
    if (!name(fact, link).empty()) each(link_to(link, name(fact, link)));
  }
}

/// Those by which a fact without a payable is found, and that several may share.
template <class Each>
void each_loose_link(const ReadFact& fact, Each each) {
  for (const Link link : {Link::effect, Link::transaction}) {
    if (!name(fact, link).empty()) each(link_to(link, name(fact, link)));
  }
}

}  // namespace

bool Gathering::add(const ReadFact& fact) {
  const Number number = group_of(fact);
  if (number == nobody) return false;
  FactGroup& group = slots_[number].group;
  if (group.payable.empty()) group.payable = name(fact, Link::payable);
  const std::int64_t at = fact.origin.at;
  if (group.facts == 0) group.first_at = group.last_at = at;
  group.first_at = std::min(group.first_at, at);
  group.last_at = std::max(group.last_at, at);
  group.bytes += fact.packed;
  ++group.facts;
  ++facts_;
  enqueue(number);
  return true;
}

Gathering::Number Gathering::found(const ReadFact& fact) const {
  Number number = nobody;
  const auto look = [&](std::uint64_t link) {
    if (number != nobody) return;
    if (const auto at = by_link_.find(link); at != by_link_.end()) number = at->second;
  };
  if (const auto payable = name(fact, Link::payable); !payable.empty()) {
    look(link_to(Link::payable, payable));
    return number;
  }
  if (const auto about = name(fact, Link::subject); !about.empty()) {
    look(link_to(Link::operation, about));
    look(link_to(Link::event, subject(about)));
    return number;
  }
  each_binding_link(fact, look);
  each_loose_link(fact, look);
  return number;
}

Gathering::Number Gathering::group_of(const ReadFact& fact) {
  Number number = found(fact);
  bool names_some = !name(fact, Link::payable).empty();
  each_binding_link(fact, [&](std::uint64_t) { names_some = true; });
  each_loose_link(fact, [&](std::uint64_t) { names_some = true; });
  if (number == nobody && !names_some) return nobody;
  if (number == nobody) {
    if (free_.empty()) {
      number = static_cast<Number>(slots_.size());
      slots_.emplace_back();
    } else {
      number = free_.back();
      free_.pop_back();
    }
    slots_[number] = {.there = true};
  }
  if (const auto payable = name(fact, Link::payable); !payable.empty()) {
    claim(number, link_to(Link::payable, payable));
  }
  each_binding_link(fact, [&](std::uint64_t link) {
    const auto at = by_link_.find(link);
    const Number other = at == by_link_.end() ? number : at->second;
    if (other == number) return claim(number, link);
    if (slots_[other].group.bytes.size() > slots_[number].group.bytes.size()) {
      join(other, number);
      number = other;
    } else {
      join(number, other);
    }
  });
  // A name that several may share leads to the first; to facts without a payable it gives one.
  each_loose_link(fact, [&](std::uint64_t link) {
    const auto at = by_link_.find(link);
    const Number other = at == by_link_.end() ? number : at->second;
    if (other == number) return claim(number, link);
    if (slots_[other].group.payable.empty()) join(number, other);
  });
  return number;
}

void Gathering::enqueue(Number number) {
  Slot& slot = slots_[number];
  if (!slot.queued) queue_.push_back({number, slot.group.last_at});
  slot.queued = true;
}

void Gathering::claim(Number group, std::uint64_t link) {
  if (by_link_.try_emplace(link, group).second) slots_[group].group.links.push_back(link);
}

void Gathering::join(Number into, Number from) {
  FactGroup& kept = slots_[into].group;
  FactGroup& gone = slots_[from].group;
  if (kept.payable.empty()) kept.payable = gone.payable;
  kept.bytes += gone.bytes;
  if (gone.facts > 0) {
    kept.first_at = kept.facts == 0 ? gone.first_at : std::min(kept.first_at, gone.first_at);
    kept.last_at = kept.facts == 0 ? gone.last_at : std::max(kept.last_at, gone.last_at);
    kept.facts += gone.facts;
    enqueue(into);
  }
  for (const std::uint64_t link : gone.links) {
    by_link_[link] = into;
    kept.links.push_back(link);
  }
  slots_[from] = {};
  free_.push_back(from);
}

FactGroup Gathering::take(Number number) {
  FactGroup group = std::move(slots_[number].group);
  for (const std::uint64_t link : group.links) by_link_.erase(link);
  facts_ -= group.facts;
  slots_[number] = {};
  free_.push_back(number);
  return group;
}

std::vector<FactGroup> Gathering::quiet_since(std::int64_t before, std::uint64_t facts_max) {
  std::vector<FactGroup> quiet;
  std::uint64_t count = 0;
  while (!queue_.empty() && queue_.front().at < before && count < facts_max) {
    const Number number = queue_.front().group;
    queue_.pop_front();
    Slot& slot = slots_[number];
    slot.queued = false;
    if (!slot.there) continue;
    if (slot.group.last_at >= before) {
      enqueue(number);
      continue;
    }
    count += slot.group.facts;
    quiet.push_back(take(number));
  }
  return quiet;
}

std::vector<FactGroup> Gathering::rest() {
  std::vector<FactGroup> all;
  for (Number number = 0; number < slots_.size(); ++number) {
    if (slots_[number].there) all.push_back(take(number));
  }
  queue_.clear();
  return all;
}

}  // namespace assay::outside
