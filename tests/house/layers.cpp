// The layer table of docs/architecture.md: who may include whom, and which libraries of others.
#include <algorithm>
#include <array>
#include <string_view>

#include "tests/house/rules.hpp"

namespace house {

namespace {

/// A layer, the project paths that it may include beside its own, and the libraries of others.
struct Layer {
  std::string_view name;
  std::vector<std::string_view> project;
  std::vector<std::string_view> libraries;
};

std::vector<Layer> payment_layers() {
  return {
      // The rooms of the payment code, from the ground up; its face may use them all.
      {"payments", {}, {}},
      {"payments/types", {}, {}},
      {"payments/ports", {"payments/types/"}, {}},
      {"payments/journal", {"payments/types/", "payments/ports/"}, {}},
      {"payments/api", {"payments/types/", "payments/ports/", "payments/journal/"}, {}},
      {"payments/idempotency", {"payments/types/", "payments/ports/", "payments/journal/"}, {}},
      {"payments/ledger", {"payments/types/", "payments/ports/", "payments/journal/"}, {}},
      {"payments/outbox", {"payments/types/", "payments/ports/", "payments/journal/"}, {}},
      {"payments/execution",
       {"payments/types/", "payments/ports/", "payments/journal/", "payments/idempotency/",
        "payments/ledger/", "payments/outbox/"},
       {}},
      {"payments/inbox",
       {"payments/types/", "payments/ports/", "payments/journal/", "payments/ledger/",
        "payments/execution/"},
       {}},
      {"payments/recovery",
       {"payments/types/", "payments/ports/", "payments/journal/", "payments/api/",
        "payments/idempotency/", "payments/ledger/", "payments/execution/"},
       {}},
      {"payments/reconciliation", {"payments/types/", "payments/ports/", "payments/journal/"}, {}},
      {"payments/operators",
       {"payments/types/", "payments/ports/", "payments/journal/", "payments/inbox/",
        "payments/reconciliation/", "payments/recovery/"},
       {}},
      // The process around it: each adapter knows the ports and its own driver.
      {"payments/adapters/sqlite", {"payments/types/", "payments/ports/"}, {"sqlite3.h"}},
      {"payments/adapters/http", {"payments/types/", "payments/ports/"}, {"boost/", "nlohmann/"}},
      {"payments/adapters/webhooks",
       {"payments/types/", "payments/ports/", "payments/adapters/http/"},
       {"openssl/"}},
      {"payments/adapters/files",
       {"payments/types/", "payments/ports/", "payments/reconciliation/"},
       {"pugixml", "openssl/"}},
      {"payments/server", {"payments/"}, {"boost/", "nlohmann/", "CLI/", "spdlog/", "posix"}},
  };
}

std::vector<Layer> our_layers() {
  return {
      {"sim", {}, {"boost/", "xxhash.h", "Random123/", "cxxabi.h", "xmmintrin.h", "posix"}},
      {"history", {}, {"nlohmann/", "fmt/"}},
      {"harness", {"history/", "sim/time.hpp"}, {"fmt/", "xxhash.h"}},
      {"models", {"sim/", "history/", "harness/"}, {"fmt/"}},
      {"models/rules", {"history/", "harness/", "sim/time.hpp"}, {"fmt/"}},
      {"properties", {"history/", "sim/time.hpp"}, {"fmt/"}},
      {"scenarios",
       {"sim/", "history/", "harness/", "models/", "properties/"},
       {"nlohmann/", "valijson/", "fmt/", "posix"}},
      {"systems", {"history/", "harness/"}, {"fmt/"}},
      {"systems/payments", {"history/", "harness/", "payments/"}, {"fmt/"}},
      {"runs",
       {"sim/", "history/", "harness/", "models/", "properties/", "scenarios/"},
       {"nlohmann/", "fmt/"}},
      {"campaign",
       {"sim/", "history/", "harness/", "models/", "properties/", "scenarios/", "runs/"},
       {"nlohmann/", "fmt/", "posix", "boost/math/"}},
      {"testing",
       {"sim/", "history/", "harness/", "models/", "properties/", "scenarios/", "runs/",
        "campaign/"},
       {"catch2/", "rapidcheck", "fmt/", "posix"}},
      {"reports",
       {"sim/decisions/plan.hpp", "sim/time.hpp", "sim/world/trace.hpp", "history/", "properties/",
        "scenarios/", "runs/", "campaign/"},
       {"nlohmann/", "pugixml", "kainjow/", "fmt/"}},
      {"outside",
       {"sim/", "history/", "harness/", "models/rules/", "models/observation_text.hpp",
        "models/processor/processor_fault.hpp", "models/processor/processor_messages.hpp",
        "models/webhooks/webhook_fault.hpp", "properties/", "scenarios/"},
       {"boost/", "openssl/", "nlohmann/", "valijson/", "fmt/"}},
      // They start processes.
      {"outside/agents",
       {"sim/", "history/", "models/rules/", "scenarios/", "outside/"},
       {"boost/", "nlohmann/", "fmt/", "posix"}},
      {"outside/attack",
       {"sim/", "history/", "harness/", "models/rules/", "models/processor/processor_fault.hpp",
        "models/webhooks/webhook_fault.hpp", "properties/", "scenarios/", "outside/"},
       {"boost/", "nlohmann/", "fmt/", "posix"}},
      {"cli",
       {"sim/", "history/", "harness/", "models/", "properties/", "scenarios/", "runs/",
        "campaign/", "reports/", "outside/"},
       {"CLI/", "spdlog/", "fmt/", "nlohmann/", "posix"}},
      // `main` alone brings the systems along.
      {"cli/program", {"cli/main.hpp", "systems/shipped.hpp"}, {"gperftools/"}},
      {"examples",
       {},
       {"assay/harness/", "assay/testing/", "assay/cli/main.hpp", "fmt/", "catch2/"}},
  };
}

const std::vector<Layer>& table() {
  static const std::vector<Layer> layers = [] {
    std::vector<Layer> all = payment_layers();
    std::ranges::move(our_layers(), std::back_inserter(all));
    return all;
  }();
  return layers;
}

constexpr std::array<std::string_view, 7> posix{"unistd.h", "fcntl.h", "sys/",  "poll.h",
                                                "signal.h", "spawn.h", "time.h"};

/// The row that a file falls under: the folder's own where it has one, else its layer's.
const Layer* row_of(const std::string& path) {
  const Layer* found = nullptr;
  for (const Layer& layer : table()) {
    if (path.starts_with(std::string{layer.name} + "/")) {
      if (found == nullptr || found->name.size() < layer.name.size()) found = &layer;
    }
  }
  return found;  // none: tests and benchmarks may include all
}

bool begins_with_one_of(std::string_view path, const auto& prefixes) {
  return std::ranges::any_of(prefixes,
                             [&](std::string_view prefix) { return path.starts_with(prefix); });
}

bool is_standard(std::string_view path) {
  return path.find('/') == std::string_view::npos && path.find('.') == std::string_view::npos;
}

bool library_allowed(const Layer& layer, std::string_view path) {
  if (is_standard(path) || begins_with_one_of(path, layer.libraries)) return true;
  const bool may_posix = std::ranges::find(layer.libraries, "posix") != layer.libraries.end();
  return may_posix && begins_with_one_of(path, posix);
}

bool is_foreign_detail(const std::string& from, const std::string& path) {
  return path.find("/detail/") != std::string::npos && layer_of(path) != from;
}

/// An example is a project of its own: what it quotes lies in its folder, whatever ours are called.
bool lies_in_example(const std::string& file, const std::string& path) {
  const std::string folder = file.substr(0, file.find('/', sizeof "examples/" - 1) + 1);
  return !read_text(folder + path).empty();
}

/// Which world plays is chosen by a `main`, and for a user's tests by what they link.
bool may_choose_a_world(const std::string& file) {
  return file == "cli/main.cpp" || file.starts_with("testing/") ||
         file.starts_with("runs/simulated/");
}

bool project_allowed(const Layer& layer, const std::string& file, const std::string& path) {
  if (layer.name == "examples") return lies_in_example(file, path);
  if (path.starts_with("runs/simulated/") && !may_choose_a_world(file)) return false;
  return path.starts_with(std::string{layer.name} + "/") || begins_with_one_of(path, layer.project);
}

}  // namespace

std::vector<Offence> wrong_includes(const SourceFile& file) {
  const std::string from = layer_of(file.path);
  const Layer* const layer = row_of(file.path);
  std::vector<Offence> offences;
  if (layer == nullptr) {
    if (from != "tests" && from != "bench") offences.push_back({1, from + " has no row"});
    return offences;
  }
  for (const Include& include : includes_of(file)) {
    if (include.quoted && is_foreign_detail(from, include.path)) {
      offences.push_back({include.line, "another layer's detail: " + include.path});
    } else if (include.quoted && !project_allowed(*layer, file.path, include.path)) {
      offences.push_back({include.line, from + " may not include " + include.path});
    } else if (!include.quoted && !library_allowed(*layer, include.path)) {
      offences.push_back({include.line, from + " may not use <" + include.path + ">"});
    }
  }
  return offences;
}

}  // namespace house
