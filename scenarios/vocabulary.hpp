// The closed words of the fault model as scenario files spell it: which services have sites, which
// edges an operation has, and which answers an edge may give. Not the faults themselves: those live
// in the part of the world that injects them. Serves the promise that a misspelt fault is refused
// instead of never striking.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::scenarios {

/// One way in which an edge may go wrong.
struct FaultWord {
  std::string_view answer;
  std::string_view meaning;
};

/// An edge of an operation: the part of an action after the slash.
struct Edge {
  std::string_view name;
  std::string_view meaning;
  std::span<const FaultWord> answers;
};

/// An action pattern taken apart: "acquirer.*/reply" is {acquirer, *, reply}.
struct SitePattern {
  std::string_view service;
  std::string_view operation;
  std::string_view edge;
};

/// All edges, in the order in which a call meets them.
[[nodiscard]] std::span<const Edge> edges();
[[nodiscard]] const Edge* edge_named(std::string_view name);

/// The services that always have sites; each processor of the topology adds its name.
[[nodiscard]] std::span<const std::string_view> fixed_services();

/// The operations of a service, or none where the service does not publish a list (the store's
/// purposes belong to the code under test). `service` is not a fixed one: a processor.
[[nodiscard]] std::span<const std::string_view> operations_of(std::string_view service);

/// The edges that an operation of a service has; "*": that some operation has.
[[nodiscard]] std::vector<std::string_view> edges_of(std::string_view service,
                                                     std::string_view operation);

/// The answers of an edge that can come to something at that operation.
[[nodiscard]] std::vector<std::string_view> answers_of(const SitePattern& site);

/// Takes "service.operation/edge" apart, into views of it. Returns nothing where the form is not
/// that.
[[nodiscard]] std::optional<SitePattern> parse_site(std::string_view text);

/// Causes for not coming to rest that a scenario may excuse.
[[nodiscard]] std::span<const FaultWord> excuse_table();

}  // namespace assay::scenarios
