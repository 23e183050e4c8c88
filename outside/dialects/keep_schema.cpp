// As scenarios/files/schema.cpp has it for its own schemas.
#include "outside/dialects/keep_schema.hpp"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "scenarios/files/complaint.hpp"
#include "scenarios/files/complaints.hpp"

namespace assay::outside {

using nlohmann::json;
using scenarios::Document;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

namespace {

std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (const std::string& part : context) {
    const bool bracketed = part.size() >= 2 && part.front() == '[' && part.back() == ']';
    if (bracketed) {
      pointer = scenarios::step(pointer, std::string_view{part}.substr(1, part.size() - 2));
    }
  }
  return pointer;
}

}  // namespace

void must_keep_schema(const Document& document, std::string_view schema_text) {
  const json schema_json = json::parse(schema_text);
  valijson::Schema schema;
  const Adapter schema_adapter{schema_json};
  valijson::SchemaParser{valijson::SchemaParser::kDraft7}.populateSchema(schema_adapter, schema);
  valijson::ValidationResults results;
  valijson::Validator validator{valijson::Validator::kStrongTypes};
  if (validator.validate(schema, Adapter{document.value()}, &results)) return;
  scenarios::Complaints complaints;
  valijson::ValidationResults::Error error;
  std::string first;
  while (results.popError(error)) {
    if (first.empty()) first = error.description;
    (void)scenarios::word_complaints(schema_json, document.value(), pointer_of(error.context),
                                     complaints);
  }
  if (complaints.none()) complaints.add({"", "a document that the schema accepts", first});
  refuse_if_any(document, complaints);
}

}  // namespace assay::outside
