// What a client means, as one text and its hash.
#include "harness/edge.hpp"

#include <initializer_list>
#include <string_view>

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace assay::harness {

namespace {

/// Each with its length in front, so that no two meanings share a text.
std::string one_text_of(std::initializer_list<std::string_view> fields) {
  std::string text;
  for (const std::string_view field : fields) {
    fmt::format_to(std::back_inserter(text), "{}:{}", field.size(), field);
  }
  return text;
}

}  // namespace

std::string fingerprint_of(const EdgeRequest& request) {
  const Terms& terms = request.terms;
  const auto word = [](bool flag) { return flag ? "1" : "0"; };
  std::string meaning = one_text_of(
      {"meaning/1", fmt::to_string(static_cast<unsigned>(request.kind)), request.payable,
       fmt::to_string(request.ordinal), request.customer, fmt::to_string(request.amount.minor),
       request.amount.currency.code(), terms.instrument, terms.merchant_account,
       terms.return_address, word(terms.merchant_initiated), word(terms.automatic_capture),
       word(terms.partial_approval)});
  if (terms.more_to_come) meaning = one_text_of({meaning, "more_to_come"});
  if (!request.parent.empty()) meaning = one_text_of({meaning, request.parent});
  std::uint64_t hash = XXH3_64bits(meaning.data(), meaning.size());
  std::string text(12, '0');
  for (char& digit : text) {
    digit = "0123456789abcdef"[hash & 15U];
    hash >>= 4U;
  }
  return text;
}

}  // namespace assay::harness
