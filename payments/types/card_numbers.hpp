// Whether a card number may stand in a text: none may get into a row, a log or a message. Such a
// number shows by its length and its check digit, in one piece or in groups as they are printed on
// cards, whatever stands around it.
// Source: ISO/IEC 7812 (lengths, issuers' first digits, the Luhn formula).
#pragma once

#include <string_view>

namespace payments {

/// For what names an instrument, where a number is likely: 12 to 19 digits whose check digit is
/// right, or more digits in a row than any number has.
[[nodiscard]] bool is_suspect_of_card_number(std::string_view text);

/// For what a client names things by; order numbers and times are long, too: 13 to 19 digits whose
/// check digit is right, and which begin as a card's do, with 3 to 6 or 2221 to 2720.
[[nodiscard]] bool may_hold_card_number(std::string_view text);

}  // namespace payments
