// A checksum in a JSON file that the program writes for itself: it tells damage, such as a flipped
// bit, from what was written. It is no defence against somebody who means it; whatever a file says
// is checked under a right checksum, too.
#pragma once

#include <nlohmann/json.hpp>

#include "scenarios/files/document.hpp"

namespace assay::scenarios {

/// The object with a member "checksum" over all the others.
[[nodiscard]] nlohmann::json sealed(nlohmann::json object);

/// Errors: BadInput where the document is no object, or its checksum is missing or wrong.
void must_be_whole(const Document& document);

}  // namespace assay::scenarios
