// First those that are code, then those that are data.
#include "outside/dialects/by_name.hpp"

#include "outside/dialects/described.hpp"
#include "outside/dialects/embedded_dialects.hpp"
#include "outside/dialects/plain.hpp"
#include "outside/dialects/stripe/stripe.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/read_file.hpp"

namespace assay::outside {
namespace {

constexpr std::size_t file_max = std::size_t{1} << 20;

bool is_file(const std::string& name) { return name.ends_with(".json") || name.contains('/'); }

}  // namespace

std::vector<std::string_view> dialect_names() {
  std::vector<std::string_view> names{"plain", "stripe"};
  for (const EmbeddedDialect& one : embedded_dialects()) names.push_back(one.name);
  return names;
}

std::unique_ptr<Dialect> dialect_named(const std::string& name,
                                       const models::ProcessorConfig& processor) {
  if (name == "plain") return std::make_unique<Plain>(processor);
  if (name == "stripe") return std::make_unique<Stripe>(processor);
  if (is_file(name)) {
    return std::make_unique<Described>(
        read_description(name, scenarios::read_file(name, file_max)));
  }
  if (const std::string_view text = embedded_dialect(name); !text.empty() && name != "dialect") {
    return std::make_unique<Described>(read_description(name, std::string{text}));
  }
  const auto names = dialect_names();
  throw scenarios::BadInput{{.file = "--dialect",
                             .expected = "the name of a dialect, or a file",
                             .found = name,
                             .nearest = scenarios::nearest_name(name, names)}};
}

}  // namespace assay::outside
