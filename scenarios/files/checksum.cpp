// Over the members in order of their names, so that layout means nothing.
#include "scenarios/files/checksum.hpp"

#include "sim/digest.hpp"

namespace assay::scenarios {

namespace {

constexpr const char* checksum_key = "checksum";

std::string checksum_of(const nlohmann::json& object) {
  sim::Digester digester;
  for (const auto& [name, value] : object.items()) {
    if (name == checksum_key) continue;
    digester.fold(name);
    digester.fold(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
  return digester.value().hex();
}

}  // namespace

nlohmann::json sealed(nlohmann::json object) {
  object[checksum_key] = checksum_of(object);
  return object;
}

void must_be_whole(const Document& document) {
  const nlohmann::json& value = document.value();
  if (!value.is_object()) document.refuse("", "an object", "something else");
  const auto found = value.find(checksum_key);
  if (found == value.end()) document.refuse("", "a checksum", "none");
  if (*found == checksum_of(value)) return;
  document.refuse("/checksum", "the checksum of what the file says", "another: it is damaged");
}

}  // namespace assay::scenarios
