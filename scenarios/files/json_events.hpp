// The events of a JSON parse with their places and paths, which the JSON library alone does not
// tell. Shared by strict reading and by finding the place of a pointer. Not a parser: it listens.
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace assay::scenarios {

/// One step from a value to a value inside it: a key, or an index.
struct PathStep {
  bool in_array = false;
  std::size_t index = 0;
  std::string key;
};

/// What the parser came upon: where its first byte is, and the path that leads there.
struct JsonEvent {
  nlohmann::json::parse_event_t kind;
  std::size_t offset;
  const std::vector<PathStep>& path;
  const nlohmann::json& value;
};

/// Parses `text` and tells `listener` each event. The listener may throw.
/// Errors: nlohmann::json::exception; `consumed` then tells how many bytes had been read.
nlohmann::json parse_events(std::string_view text, std::size_t& consumed,
                            const std::function<void(const JsonEvent&)>& listener);

}  // namespace assay::scenarios
