// The options of `attack`, in the order in which its help shows them.
#include "cli/attack_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/verb_options.hpp"

namespace assay::cli {

void add_attack(CLI::App& app, Raw& raw) {
  CLI::App& attack =
      *app.add_subcommand("attack", "Puts a real service, in any language, through faults");
  AttackOptions& options = raw.options.attack;
  attack.add_option("names", raw.options.names, "A file that says how to start, reach and read it")
      ->type_name("FILE")
      ->required()
      ->expected(1);
  add(attack, "--faults", "K", options.faults, "Plans of at most so many faults (default: 3)")
      ->check(whole(1, 6));
  add(attack, "--for", "TIME", raw.duration, "At most so long (default: the file's budget)");
  add(attack, "--plan", "FILE", options.plan, "Play this plan or failure, and nothing else");
  add(attack, "--out", "DIR", raw.options.out, "Folder for results (default: assay-out)");
  CLI::App& init = *app.add_subcommand("init", "Proposes such a file for the service in a folder");
  init.add_option("names", raw.options.names, "The folder (default: this one)")
      ->type_name("FOLDER")
      ->expected(0, 1);
  CLI::App& doctor =
      *app.add_subcommand("doctor", "What of such a file works, by one payment without faults");
  doctor.add_option("names", raw.options.names, "The file")
      ->type_name("FILE")
      ->required()
      ->expected(1);
}

}  // namespace assay::cli
