// Texts with {words} in them, as the file has them: {reference} {amount} {key} of a payment,
// {url} {host} {port} of an address, {dir} of the scratch folder.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace assay::outside::attack {

using Words = std::map<std::string, std::string, std::less<>>;

/// Puts in each word that is known; the others stay as they stand.
[[nodiscard]] std::string fill(std::string_view text, const Words& words);
/// The same in all texts of a value. A text that is "{amount}" and nothing else becomes a number.
[[nodiscard]] nlohmann::ordered_json fill_json(const nlohmann::ordered_json& value,
                                               const Words& words);
/// The words that a text names, in order: lower-case letters and underscores in braces.
[[nodiscard]] std::vector<std::string> words_in(std::string_view text);

}  // namespace assay::outside::attack
