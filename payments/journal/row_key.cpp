// Each part says where it ends before it begins, so no separator can be forged.
#include "payments/journal/row_key.hpp"

namespace payments {

void RowKey::add(std::string_view text) {
  text_.append(std::to_string(text.size())).append(":").append(text);
}

void RowKey::add(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  text_ += static_cast<char>('a' + digits.size() - 1);
  text_ += digits;
}

}  // namespace payments
