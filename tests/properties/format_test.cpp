// The documents of the file form say what the facts say. `script/history-format` writes them anew.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include "history/document.hpp"

namespace {

const std::string document = ASSAY_SOURCE_DIR "/docs/history-format.md";
const std::string schema = ASSAY_SOURCE_DIR "/docs/history.schema.json";

std::string text_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the documents of the file form are fresh") {
  CHECK(text_of(document) == assay::history::format_document());
  CHECK(text_of(schema) == assay::history::format_schema());
}

TEST_CASE("the documents of the file form are written anew", "[.write]") {
  std::ofstream(document) << assay::history::format_document();
  std::ofstream(schema) << assay::history::format_schema();
}
