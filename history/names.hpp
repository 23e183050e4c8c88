// The words for facts, outcomes, kinds and sources, in one table each: what files and people read.
// Not the observations themselves; adding an enumerator without its word fails a test.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "history/observation.hpp"

namespace assay::history {

/// The word for a fact, as its enumerator is spelled.
std::string_view to_text(Fact fact);
/// The word for an outcome, as its enumerator is spelled.
std::string_view to_text(Outcome outcome);
/// The word for a kind of operation: `authorise`, `capture`, `void` or `refund`.
std::string_view to_text(OperationKind kind);
/// The word for a source, as its enumerator is spelled.
std::string_view to_text(Source source);

/// The fact of that name, or nothing.
std::optional<Fact> fact_from(std::string_view text);
/// The outcome of that name, or nothing.
std::optional<Outcome> outcome_from(std::string_view text);
/// The kind of operation of that name, or nothing.
std::optional<OperationKind> kind_from(std::string_view text);
/// The source of that name, or nothing.
std::optional<Source> source_from(std::string_view text);

/// The part of the world that a fact is seen in.
Source source_of(Fact fact);

/// The words of every fact, in the order of the enumerators.
std::span<const std::string_view> fact_names();

}  // namespace assay::history
