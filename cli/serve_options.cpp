// The options of `serve`, in the order in which its help shows them.
#include "cli/serve_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/verb_options.hpp"

namespace assay::cli {
void add_serve(CLI::App& app, Raw& raw) {
  CLI::App& serve = *app.add_subcommand("serve", "The simulated processor over HTTP");
  ServeOptions& options = raw.options.serve;
  add(serve, "--profile", "NAME", options.profile, "How it behaves: list profiles (card)");
  add(serve, "--dialect", "NAME", options.dialect, "What it speaks: a name or a file (plain)");
  add(serve, "--port", "P", options.port, "At 127.0.0.1 (default: any that is free)")
      ->check(whole(0, 65'535));
  add(serve, "--admin-token", "TEXT", options.admin_token, "For /admin (default: made and told)");
  add(serve, "--plan", "FILE", options.plan, "The faults that strike: a plan, or its answers");
  add(serve, "--rate", "FAULT=R", options.rates, "A fault, and how often: lose=0.01; repeatable")
      ->allow_extra_args(false);
  add(serve, "--seed", "S", raw.options.seed, "Of what rates draw (default: 0)")->check(whole(0));
  add(serve, "--service", "NAME", options.service, "What sites and facts call it (processor)");
  add(serve, "--caller", "NAME", options.caller, "What sites call who calls (default: nothing)");
  add(serve, "--client-timeout", "TIME", options.client_timeout,
      "The callers' patience, which past_timeout outlasts (30s)");
  add(serve, "--webhook-url", "URL", options.webhook_url, "Who hears of events: http, loopback");
  add(serve, "--webhook-secret", "TEXT", options.webhook_secrets,
      "Signs events; said twice while one takes over from another")
      ->allow_extra_args(false);
  serve.add_flag("--verify", options.verify, "Judge the truth at the end; 1 where it is violated");
}

}  // namespace assay::cli
