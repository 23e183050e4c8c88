// Whether a card number may stand in a text that a client names things by: none may get into a row,
// a log or a message. Looser than InstrumentToken, for order numbers and times are long, too.
#pragma once

#include <string_view>

namespace payments::server {

/// Whether some digits, in one piece or in groups as they are printed on cards, have the length,
/// the beginning and the check digit of a card's number: 3 to 6 or 2221 to 2720, 13 to 19 digits.
/// Source: ISO/IEC 7812.
[[nodiscard]] bool may_hold_card_number(std::string_view text);

}  // namespace payments::server
