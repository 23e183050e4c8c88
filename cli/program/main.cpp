// The program: reads the command line, does what it asks, and tells what the exit code means. The
// one place that catches what went wrong.
#include <exception>

#include <fmt/format.h>

#include "campaign/subjects.hpp"
#include "cli/exit_codes.hpp"
#include "cli/options.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/save.hpp"
#include "sim/check.hpp"
#include "sim/world.hpp"

namespace {

using namespace assay;
namespace exits = cli::exits;

int failed(int code, std::string_view why) {
  cli::complain(why);
  return code;
}

int perform(const cli::Asked& asked, cli::Terminal& terminal) {
  if (!asked.text.empty()) {
    terminal.print(asked.text);
    return exits::holds;
  }
  sim::check_platform();
  return cli::perform(asked.options, terminal);
}

int perform(int argc, char** argv) {
  const cli::Asked asked = cli::read_arguments(argc, argv);
  cli::Terminal terminal{asked.options};
  const int code = perform(asked, terminal);
  if (!terminal.failed()) return code;
  cli::complain("stdout could not be written");
  return cli::gravest({code, exits::cannot_write});
}

int guarded(int argc, char** argv) {
  try {
    return perform(argc, argv);
  } catch (const cli::Usage& error) {
    return failed(exits::wrong_usage, error.what());
  } catch (const campaign::UnknownName& error) {
    return failed(exits::wrong_usage, error.what());
  } catch (const scenarios::BadInput& error) {
    return failed(exits::bad_input, error.what());
  } catch (const scenarios::CannotWrite& error) {
    return failed(exits::cannot_write, error.what());
  } catch (const sim::BrokenHarness& broken) {
    return failed(exits::bug, "the harness broke its own contract: " + broken.claim);
  } catch (const std::exception& error) {
    return failed(exits::bug, error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  cli::secure_standard_streams();
  const int code = guarded(argc, argv);
  if (code != 0) cli::complain(fmt::format("exit {}: {}", code, reports::exit_meaning(code)));
  return code;
}
