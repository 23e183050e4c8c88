// The fields of an object that a person or a program sent: those that are known are read, any other
// is refused with the nearest name.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include "history/amount.hpp"
#include "scenarios/files/json_part.hpp"

namespace assay::outside {

/// Errors: BadInput where it is no object, or has a field of another name.
void must_know_fields(const scenarios::JsonPart& object,
                      std::initializer_list<std::string_view> known);

/// The text of a member, or `otherwise` where there is none. Errors: BadInput.
[[nodiscard]] std::string text_of(const scenarios::JsonPart& object, const char* name,
                                  std::string otherwise = "");
/// {"minor": 1250, "currency": "EUR"}. Errors: BadInput.
[[nodiscard]] history::Amount amount_of(const scenarios::JsonPart& object);

}  // namespace assay::outside
