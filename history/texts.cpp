// Looking a text up, and laying it down where it is new.
#include "history/texts.hpp"

#include <cstdint>
#include <cstring>
#include <new>

namespace assay::history {

Name Texts::name(std::string_view text) {
  if (text.empty()) return {};
  Name& last = recent(text);
  if (last == text) return last;
  if (const auto found = known_.find(text); found != known_.end()) return last = *found;
  constexpr std::size_t word = alignof(Text);
  const std::size_t bytes = sizeof(Text) + text.size();
  std::byte* const at = chunks_.take((bytes + word - 1) / word * word);
  const auto* const head = new (at) Text{.number = static_cast<std::uint32_t>(known_.size() + 1),
                                         .size = static_cast<std::uint32_t>(text.size())};
  std::memcpy(at + sizeof(Text), text.data(), text.size());
  return last = *known_.insert(Name{head}).first;
}

Name& Texts::recent(std::string_view text) {
  const auto letter = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const std::size_t size = text.size();
  return recent_[(size * 7 + letter(size - 1) * 13U + letter(size / 2) * 5U) % recent_.size()];
}

void Texts::clear() {
  recent_ = {};
  known_.clear();
  chunks_.clear();
}

}  // namespace assay::history
