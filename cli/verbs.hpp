// The verbs of the program, one function each, named like the verb. Each returns the exit code.
// Errors of all: Usage, UnknownName, BadInput; anything else that leaves them is a bug in assay.
#pragma once

#include <optional>
#include <string>

#include "cli/options.hpp"
#include "cli/terminal.hpp"

namespace assay::cli {

int list(const Options& options, Terminal& terminal);
int run(const Options& options, Terminal& terminal);
int exhaust(const Options& options, Terminal& terminal);
int gallery(const Options& options, Terminal& terminal);
int merge(const Options& options, Terminal& terminal);
int replay(const Options& options, Terminal& terminal);
int diff(const Options& options, Terminal& terminal);
int shrink(const Options& options, Terminal& terminal);
int check(const Options& options, Terminal& terminal);
int linear(const Options& options, Terminal& terminal);
int explain(const Options& options, Terminal& terminal);
int playbooks(const Options& options, Terminal& terminal);
int judge(const Options& options, Terminal& terminal);
int attack(const Options& options, Terminal& terminal);
/// A failure that `attack` found, played again. Returns: nothing where the file is none.
std::optional<int> replay_attack(const std::string& path, const Options& options,
                                 Terminal& terminal);
int init(const Options& options, Terminal& terminal);
int doctor(const Options& options, Terminal& terminal);
int comply(const Options& options, Terminal& terminal);
int risk(const Options& options, Terminal& terminal);
int readiness(const Options& options, Terminal& terminal);
int serve(const Options& options, Terminal& terminal);
int selfcheck(const Options& options, Terminal& terminal);

/// By these `selfcheck` runs the program again.
int internal_digests(const Options& options, Terminal& terminal);
int internal_trace(const Options& options, Terminal& terminal);

/// Does what the options ask for.
int perform(const Options& options, Terminal& terminal);

}  // namespace assay::cli
