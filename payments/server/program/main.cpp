// The command line of assay-pay.
#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <iostream>

#include "payments/server/process.hpp"

namespace {

using namespace payments::server;

// Exit codes as sysexits.h has them.
constexpr int usage = 64, cannot_create = 73, bad_configuration = 78;

int refuse(const std::string& why, int code) {
  std::cerr << "assay-pay: " << why << "\n";
  return code;
}

void tell(const Process& process, const Settings& settings) {
  if (!process.made_token().empty()) {
    std::cout << "assay-pay: the token of the first start, told once; it is kept in "
              << settings.folder << "/tokens.json\nassay-pay: token " << process.made_token()
              << "\n";
  }
  if (!process.made_operator_token().empty()) {
    std::cout << "assay-pay: operator's token " << process.made_operator_token()
              << ", kept in operators.json beside it\n";
  }
  std::cout << "assay-pay: listening on http://127.0.0.1:" << process.port() << std::endl;
}

int serve(const Settings& settings) {
  std::string all;
  for (const std::string& fault : faults_of(settings)) all += (all.empty() ? "" : "; ") + fault;
  if (!all.empty()) return refuse(all, bad_configuration);
  auto process = Process::start(settings);
  if (!process) return refuse(process.error(), cannot_create);
  tell(**process, settings);
  return (*process)->run(true) ? 0 : bad_configuration;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  std::vector<std::string> fields;
  std::string level = "info";
  CLI::App app{"A payment service on SQLite, behind HTTP on the loopback address."};
  app.add_option("--port", settings.port, "Port to listen on; 0: a free one")
      ->capture_default_str();
  app.add_option("--data", settings.folder, "Folder of its state")->capture_default_str();
  app.add_option("--processor", settings.processor, "Processor, in the plain dialect")
      ->capture_default_str();
  app.add_option("--webhook-secrets", settings.webhook_secrets,
                 "File with the secrets of the processor's webhooks, one a line");
  app.add_option("--workers", settings.workers, "Requests at work at the same time")
      ->capture_default_str();
  app.add_option("--queue", settings.queue_max, "Requests that wait beyond these")
      ->capture_default_str();
  app.add_option("--second-person-above", settings.second_person_above,
                 "Minor units above which two operators have to agree")
      ->capture_default_str();
  app.add_option("--settlement-days", settings.settlement_days,
                 "Days within which a settlement file brings a capture");
  app.add_option("--bank-days", settings.bank_days, "Days within which the bank books a payout");
  app.add_option("--set", fields, "A field of the configuration, such as lease=30s");
  app.add_option("--log", level, "trace, debug, info, warn, error, off")->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : usage;
  }
  for (const std::string& field : fields) {
    if (const auto why = set_field(settings.config, field)) return refuse(*why, usage);
  }
  spdlog::set_default_logger(spdlog::stderr_logger_mt("assay-pay"));
  spdlog::set_level(spdlog::level::from_str(level));
  return serve(settings);
}
