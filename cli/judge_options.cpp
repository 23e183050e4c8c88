// The options of `judge` and `comply`, in the order in which their help shows them.
#include "cli/judge_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/verb_options.hpp"

namespace assay::cli {

namespace {

void add_files(CLI::App& verb, Raw& raw, const char* what) {
  verb.add_option("names", raw.options.names, what)->type_name("FILE")->required();
}

void add_out(CLI::App& verb, Raw& raw) {
  add(verb, "--out", "DIR", raw.options.out, "Folder for results (default: assay-out)");
}

}  // namespace

void add_judge(CLI::App& app, Raw& raw) {
  CLI::App& judge = *app.add_subcommand("judge", "Judges histories and logs from anywhere");
  JudgeOptions& options = raw.options.judge;
  add_files(judge, raw, "Histories, or logs that a map explains: JSON, one object a line");
  add(judge, "--map", "FILE", options.map, "What the lines mean: a mapping, assay.map/1");
  add(judge, "--horizon", "TIME", options.horizon,
      "Forget a payable of which nothing was heard for so long: 1h (default: never)");
  add_out(judge, raw);
}

void add_comply(CLI::App& app, Raw& raw) {
  CLI::App& comply = *app.add_subcommand("comply", "Checks the idempotency of an HTTP endpoint");
  add_files(comply, raw, "What is checked, and how: assay.comply/1");
  add(comply, "--allow-host", "NAME", raw.options.comply.allowed_hosts,
      "A host other than this machine that may be asked; repeatable")
      ->allow_extra_args(false);
  add_out(comply, raw);
}

}  // namespace assay::cli
