// The program: reads the command line, does what it asks, and tells what the exit code means. The
// one place that catches what went wrong.
#include <exception>

#include <fmt/format.h>

#include "campaign/subjects.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/bad_input.hpp"
#include "sim/check.hpp"
#include "sim/world.hpp"

namespace {

using namespace assay;

int failed(int code, std::string_view why) {
  cli::complain(why);
  return code;
}

int perform(int argc, char** argv) {
  const cli::Asked asked = cli::read_arguments(argc, argv);
  cli::Terminal terminal{asked.options};
  if (!asked.text.empty()) {
    terminal.print(asked.text);
    return 0;
  }
  sim::check_platform();
  return cli::perform(asked.options, terminal);
}

int guarded(int argc, char** argv) {
  try {
    return perform(argc, argv);
  } catch (const cli::Usage& error) {
    return failed(64, error.what());
  } catch (const campaign::UnknownName& error) {
    return failed(64, error.what());
  } catch (const scenarios::BadInput& error) {
    return failed(65, error.what());
  } catch (const sim::BrokenHarness& broken) {
    return failed(70, "the harness broke its own contract: " + broken.claim);
  } catch (const std::exception& error) {
    return failed(70, error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int code = guarded(argc, argv);
  if (code != 0) cli::complain(fmt::format("exit {}: {}", code, reports::exit_meaning(code)));
  return code;
}
