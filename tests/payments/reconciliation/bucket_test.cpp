// The list of buckets is closed, and docs/reconciliation.md has each as it is.
#include "payments/reconciliation/bucket.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>

using namespace payments::reconciliation;

TEST_CASE("docs/reconciliation.md has every bucket, in its order, with its meaning and its owner") {
  std::ifstream file(ASSAY_SOURCE_DIR "/docs/reconciliation.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  std::size_t at = 0;
  for (const BucketFacts& facts : bucket_table) {
    const std::string row = "\n| `" + std::string(facts.word) + "` | " +
                            std::string(facts.meaning) + " | " + std::string(to_text(facts.owner)) +
                            " | " + std::string(facts.next) + " |\n";
    INFO(row);
    const std::size_t found = page.find(row, at);
    REQUIRE(found != std::string::npos);
    at = found + row.size() - 1;
  }
  CHECK(page.compare(at, 2, "\n\n") == 0);
}

TEST_CASE("a bucket's word leads back to it, and only what may pass by itself is no break") {
  for (const BucketFacts& facts : bucket_table) {
    CHECK(bucket_from(facts.word) == facts.bucket);
    CHECK(is_break(facts.bucket) == (facts.owner != Owner::nobody));
  }
  CHECK(!bucket_from("nearly"));
}
