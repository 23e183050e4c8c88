// The words of the closed lists.
#include "payments/reconciliation/bucket.hpp"

namespace payments::reconciliation {
namespace {

constexpr std::array<std::string_view, 5> owner_words{"nobody", "operations", "processor_desk",
                                                      "treasury", "engineering"};

constexpr bool stands_in_order() {
  for (std::size_t i = 0; i < bucket_table.size(); ++i) {
    if (bucket_table[i].bucket != static_cast<Bucket>(i)) return false;
  }
  return true;
}
static_assert(stands_in_order(), "a bucket's facts stand at its own place");

}  // namespace

std::string_view to_text(Owner owner) { return owner_words[static_cast<std::size_t>(owner)]; }

std::optional<Bucket> bucket_from(std::string_view text) {
  for (const BucketFacts& facts : bucket_table) {
    if (facts.word == text) return facts.bucket;
  }
  return std::nullopt;
}

}  // namespace payments::reconciliation
