// What `serve` is asked for, as it was typed: it is looked at where the verb begins. The options
// themselves are told to CLI11 in one place, as those of the other verbs are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace assay::cli {

struct ServeOptions {
  std::string profile = "card";
  std::string dialect = "plain";
  std::uint32_t port = 0;
  std::string admin_token;
  std::string plan;                ///< a file
  std::vector<std::string> rates;  ///< "lose=0.01"
  std::string service = "processor";
  std::string caller;
  std::string client_timeout = "30s";
  std::string webhook_url;
  std::vector<std::string> webhook_secrets;
  bool verify = false;
};

struct Raw;

/// The verb and its options.
void add_serve(CLI::App& app, Raw& raw);

}  // namespace assay::cli
