// The words of the fault model as scenario files spell it: which services have sites, which edges
// an operation has, and which answers an edge may give. The faults themselves are values beside
// what they strike, one file each; here they are gathered. Serves the promise that a misspelt fault
// is refused instead of never striking.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/decisions/fault.hpp"

namespace assay::scenarios {

/// A word of a closed list.
struct Word {
  std::string_view name;
  std::string_view meaning;
};

/// An edge of an operation: the part of an action after the slash.
using Edge = Word;

/// The operation of a processor that tells unasked, and the edge that only it has.
inline constexpr std::string_view webhook_operation = "webhook";
inline constexpr std::string_view webhook_edge = "event";

/// An action pattern taken apart: "acquirer.*/reply" is {acquirer, *, reply}.
struct SitePattern {
  std::string_view service;
  std::string_view operation;
  std::string_view edge;
};

/// All edges, in the order in which a call meets them.
[[nodiscard]] std::span<const Edge> edges();

/// What is said of each fault there is, by the thing that it strikes and by name.
using FaultCatalogue = std::vector<const sim::FaultAbout*>;
[[nodiscard]] const FaultCatalogue& fault_catalogue();
/// The fault of that word, or nullptr.
[[nodiscard]] const sim::FaultAbout* fault_named(std::string_view word);
/// The faults that an edge can have.
[[nodiscard]] FaultCatalogue faults_of(std::string_view edge);

/// The services that always have sites; each processor of the topology adds its name.
[[nodiscard]] std::span<const std::string_view> fixed_services();

/// The operations of a service, or none where the service does not publish a list (the store's
/// purposes belong to the code under test). `service` is not a fixed one: a processor.
[[nodiscard]] std::span<const std::string_view> operations_of(std::string_view service);

/// The edges that an operation of a service has; "*": that some operation has.
[[nodiscard]] std::vector<std::string_view> edges_of(std::string_view service,
                                                     std::string_view operation);

/// Whether an operation of a service has that edge.
[[nodiscard]] bool has_edge(std::string_view service, std::string_view operation,
                            std::string_view edge);

/// The answers of an edge that can come to something at that operation.
[[nodiscard]] std::vector<std::string_view> answers_of(const SitePattern& site);

/// Takes "service.operation/edge" apart, into views of it. Returns nothing where the form is not
/// that.
[[nodiscard]] std::optional<SitePattern> parse_site(std::string_view text);

/// Causes for not coming to rest that a scenario may excuse.
[[nodiscard]] std::span<const Word> excuse_table();

}  // namespace assay::scenarios
