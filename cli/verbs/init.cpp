// assay init: proposes an outside file for the service in a folder. The file goes to stdout, what
// was guessed to stderr.
#include <fmt/format.h>

#include "cli/exit_codes.hpp"
#include "cli/verbs.hpp"
#include "outside/attack/proposal.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::cli {

int init(const Options& options, Terminal& terminal) {
  const std::string folder = options.names.empty() ? "." : options.names.front();
  const outside::attack::Proposal proposal = outside::attack::propose(folder);
  terminal.print(scenarios::json_text(proposal.file, 2) + "\n");
  for (const std::string& one : proposal.remarks) complain(one);
  return exits::holds;
}

}  // namespace assay::cli
