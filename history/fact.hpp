// What each kind of fact says of itself, beside its fields: its word, who sees it, and how it is
// told. A kind is a struct in facts/; it has a `static constexpr About about`, and tells each of
// its fields once, by name, to any visitor: file form, digest, text, schema and documents follow.
#pragma once

#include <cstdint>
#include <string_view>

#include "history/amount.hpp"
#include "history/name.hpp"
#include "history/words.hpp"

namespace assay::history {

/// A field's name in files, and what it is where the name alone does not say so.
struct Field {
  /// A name that says it all. It must live for ever, as a literal does.
  constexpr Field(const char* field_name) : name(field_name) {}  // NOLINT: meant to be implicit
  /// A name, and what else there is to say of it. Both must live for ever.
  constexpr Field(const char* field_name, std::string_view what_it_is)
      : name(field_name), note(what_it_is) {}

  std::string_view name;
  std::string_view note;
};

/// How soon a story may leave a fact out: the higher, the sooner.
enum class Weight : std::uint8_t { always, first, second, third, last, only_as_evidence };

/// What a kind of fact is.
struct About {
  std::string_view word;     ///< in files and texts
  Source source{};           ///< who sees it
  std::string_view meaning;  ///< one line, for whoever reads the format
  /// A clause about its observer: "sends {what} to {processor}". A field in braces stands for its
  /// value, {what} for the operation, {told} for outcome and status; what stands in brackets is
  /// left out where a field in it is empty. Without one the word itself has to do.
  std::string_view clause = "";
  Weight weight = Weight::only_as_evidence;
};

}  // namespace assay::history
