// A table of names.
#include "outside/dialects/by_name.hpp"

#include <array>

#include "outside/dialects/plain.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"

namespace assay::outside {

std::vector<std::string_view> dialect_names() { return {"plain"}; }

std::unique_ptr<Dialect> dialect_named(const std::string& name,
                                       const models::ProcessorConfig& processor) {
  if (name == "plain") return std::make_unique<Plain>(processor);
  const auto names = dialect_names();
  throw scenarios::BadInput{{.file = "--dialect",
                             .expected = "the name of a dialect",
                             .found = name,
                             .nearest = scenarios::nearest_name(name, names)}};
}

}  // namespace assay::outside
