// assay serve: the simulated processor over HTTP, until a signal ends it.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/exit_codes.hpp"
#include "cli/verbs.hpp"
#include "outside/serve/plan_file.hpp"
#include "outside/serve/server.hpp"
#include "outside/serve/verify.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/read_file.hpp"
#include "scenarios/files/text_values.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

using outside::ServerSettings;

constexpr std::size_t plan_max = std::size_t{1} << 20;

const models::Profile& profile_of(const ServeOptions& asked) {
  std::vector<std::string_view> names;
  for (const models::Profile& one : models::profiles()) names.push_back(one.name);
  return *models::find_profile(scenarios::full_name("profile", asked.profile, names));
}

sim::Duration timeout_of(const ServeOptions& asked) {
  const auto length = scenarios::parse_duration(asked.client_timeout);
  if (length && length->ns() > 0) return *length;
  throw Usage{fmt::format("--client-timeout: expected a length of time such as 30s, found \"{}\"",
                          asked.client_timeout)};
}

ServerSettings settings_of(const Options& options) {
  const ServeOptions& asked = options.serve;
  ServerSettings settings{.dialect = asked.dialect,
                          .port = static_cast<unsigned short>(asked.port),
                          .admin_token = asked.admin_token};
  settings.service.processor.profile = &profile_of(asked);
  settings.service.name = asked.service;
  settings.service.caller = asked.caller;
  settings.service.links.client_timeout = timeout_of(asked);
  settings.service.seed = options.seed.value_or(0);
  settings.webhooks.url = asked.webhook_url;
  settings.webhooks.secrets = asked.webhook_secrets;
  settings.webhooks.name = asked.service;
  settings.webhooks.caller = asked.caller;
  const outside::PlanTerms terms{asked.service, settings.service.processor.profile};
  if (!asked.plan.empty()) {
    settings.plan =
        outside::read_served_plan(asked.plan, scenarios::read_file(asked.plan, plan_max), terms);
  }
  for (const std::string& rate : asked.rates) {
    settings.rates.push_back(outside::read_rate(rate, terms));
  }
  return settings;
}

std::string where(const outside::Listening& it) {
  const nlohmann::ordered_json line{
      {"schema", "assay.serving/1"}, {"address", it.address}, {"admin_token", it.admin_token}};
  return scenarios::json_text(line) + "\n";
}

/// What the truth says, and the code to end with.
int tell(const outside::Service& service, const Options& options, Terminal& terminal) {
  const outside::Verification verified = outside::verify(service.truth().history());
  if (options.json) {
    terminal.print(scenarios::json_text(outside::to_json(verified, service.ledger()), 2) + "\n");
  } else {
    terminal.print(options.serve.verify ? outside::to_text(verified, service.ledger())
                                        : outside::summary(service.ledger()) + "\n");
  }
  if (!options.serve.verify || verified.verdict == properties::Verdict::holds) return exits::holds;
  return verified.is_violated() ? exits::violated : exits::inconclusive;
}

}  // namespace

int serve(const Options& options, Terminal& terminal) {
  int code = exits::holds;
  outside::serve(
      settings_of(options),
      [&](const outside::Listening& it) { terminal.print(where(it)); },
      [&](const outside::Service& service) { code = tell(service, options, terminal); });
  return code;
}

}  // namespace assay::cli
