// What a reply means to a client, as the file has it, and what the service's own rows say of a
// payment. Pure functions: whoever asked and waited for them is elsewhere (asking.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "outside/attack/outside_file.hpp"
#include "outside/attack/recorder.hpp"
#include "outside/http/message.hpp"

namespace assay::outside::attack {

/// By the first rule that fits; `unknown` where none does.
[[nodiscard]] Meaning meaning_of(const std::vector<AnswerRule>& rules, const http::Reply& reply);

/// The value at a pointer as a text: numbers as they are written. Nothing where nothing stands
/// there, or what stands there is no text, number or truth value.
[[nodiscard]] std::optional<std::string> text_at(const nlohmann::json& value,
                                                 const std::string& pointer);

/// The rows of that payment. `puzzles` gets a sentence for each row that cannot be read.
[[nodiscard]] std::vector<Believed> beliefs_in(const nlohmann::json& told, const BeliefSpec& spec,
                                               const std::string& reference,
                                               std::vector<std::string>& puzzles);

/// Whether what a query found is nothing: no text, null, or an empty list or object.
[[nodiscard]] bool is_empty(const std::string& told, const std::string& rows);

}  // namespace assay::outside::attack
