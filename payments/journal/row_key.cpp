// Each part says where it ends before it begins, so no separator can be forged.
#include "payments/journal/row_key.hpp"

#include <array>
#include <charconv>

namespace payments {
namespace {

using Digits = std::array<char, 20>;  // as many as 64 bits can need

std::string_view written(std::uint64_t number, Digits& room) {
  const char* const end = std::to_chars(room.data(), room.data() + room.size(), number).ptr;
  return {room.data(), static_cast<std::size_t>(end - room.data())};
}

}  // namespace

void RowKey::add(std::string_view text) {
  Digits room;
  text_.append(written(text.size(), room)).append(1, ':').append(text);
}

void RowKey::add(std::uint64_t number) {
  Digits room;
  const std::string_view digits = written(number, room);
  text_.append(1, static_cast<char>('a' + digits.size() - 1)).append(digits);
}

}  // namespace payments
