// Validation by valijson, complaints in our words.
#include "scenarios/files/schema.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "scenarios/files/complaint.hpp"
#include "scenarios/files/embedded.hpp"
#include "sim/check.hpp"

namespace assay::scenarios {

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// The library's context is "<root>", "[key]", "[index]"; a pointer is its JSON form.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (const std::string& part : context) {
    const bool bracketed = part.size() >= 2 && part.front() == '[' && part.back() == ']';
    if (bracketed) pointer = step(pointer, std::string_view{part}.substr(1, part.size() - 2));
  }
  return pointer;
}

bool is_valid(const nlohmann::json& schema_json, const nlohmann::json& value,
              valijson::ValidationResults& results) {
  valijson::Schema schema;
  valijson::SchemaParser parser{valijson::SchemaParser::kDraft7};
  const Adapter schema_adapter{schema_json};
  parser.populateSchema(schema_adapter, schema);
  valijson::Validator validator{valijson::Validator::kStrongTypes};
  const Adapter adapter{value};
  return validator.validate(schema, adapter, &results);
}

/// More would not be read before the first ones are mended.
constexpr std::size_t told_max = 8;

/// All complaints as one: the first, and the others beside it.
BadInputFacts facts_of(const Document& document, const std::vector<Complaint>& told) {
  BadInputFacts all;
  for (const Complaint& one : told) {
    BadInputFacts facts{.file = document.file(),
                        .place = document.place_of(one.pointer),
                        .pointer = one.pointer,
                        .expected = one.expected,
                        .found = one.found,
                        .nearest = one.nearest};
    if (all.file.empty()) {
      all = std::move(facts);
    } else {
      all.others.push_back(std::move(facts));
    }
  }
  return all;
}

}  // namespace

std::string_view schema_text(std::string_view schema) {
  const auto found = std::ranges::find(embedded_schemas(), schema, &EmbeddedFile::name);
  SIM_CHECK(found != embedded_schemas().end(), "every schema asked for is embedded");
  return found->text;
}

void check_schema(const Document& document, std::string_view schema) {
  const auto schema_json = nlohmann::json::parse(schema_text(schema));
  valijson::ValidationResults results;
  if (is_valid(schema_json, document.value(), results)) return;
  valijson::ValidationResults::Error error;
  std::string first_description;
  std::vector<Complaint> told;
  while (results.popError(error) && told.size() < told_max) {
    if (first_description.empty()) first_description = error.description;
    auto complaint = word_complaint(schema_json, document.value(), pointer_of(error.context));
    if (!complaint) continue;
    const auto known = std::ranges::find(told, complaint->pointer, &Complaint::pointer);
    if (known == told.end()) told.push_back(std::move(*complaint));
  }
  if (told.empty()) document.refuse("", "a document that the schema accepts", first_description);
  throw BadInput{facts_of(document, told)};
}

}  // namespace assay::scenarios
