// What a token may be made of; a card number is found by payments/types/card_numbers.hpp.
#include "payments/types/terms.hpp"

#include <algorithm>

#include "payments/types/card_numbers.hpp"

namespace payments {
namespace {

constexpr std::size_t token_length_max = 255;

bool is_printable(char sign) { return sign >= ' ' && sign <= '~'; }

}  // namespace

std::optional<InstrumentToken> InstrumentToken::from(std::string_view text) {
  const bool fine = text.size() <= token_length_max && std::ranges::all_of(text, is_printable);
  if (!fine || is_suspect_of_card_number(text)) return std::nullopt;
  InstrumentToken token;
  token.text_ = text;
  return token;
}

}  // namespace payments
