// The one place that catches what went wrong.
#include "cli/invoke.hpp"

#include <exception>

#include <fmt/format.h>

#include "campaign/jobs/named.hpp"
#include "cli/exit_codes.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/save.hpp"
#include "sim/check.hpp"
#include "sim/world/world.hpp"

namespace assay::cli {

namespace {

int failed(int code, std::string_view why) {
  complain(why);
  return code;
}

int told_or_done(const ParsedArguments& asked, Terminal& terminal) {
  if (!asked.text.empty()) {
    terminal.print(asked.text);
    return exits::holds;
  }
  sim::check_platform();
  return cli::perform(asked.options, terminal);
}

int performed(int argc, const char* const* argv, const harness::Registry& registry,
              runs::MakeWorld make_world) {
  ParsedArguments asked = read_arguments(argc, argv, registry);
  asked.options.make_world = make_world;
  Terminal terminal{asked.options};
  const int code = told_or_done(asked, terminal);
  if (!terminal.failed()) return code;
  complain("stdout could not be written");
  return gravest({code, exits::cannot_write});
}

int guarded(int argc, const char* const* argv, const harness::Registry& registry,
            runs::MakeWorld make_world) {
  try {
    return performed(argc, argv, registry, make_world);
  } catch (const Usage& error) {
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

int invoke(int argc, const char* const* argv, const harness::Registry& registry,
           runs::MakeWorld make_world) {
  const int code = guarded(argc, argv, registry, make_world);
  if (code != exits::holds) {
    complain(fmt::format("exit {}: {}", code, reports::exit_meaning(code)));
  }
  return code;
}

}  // namespace assay::cli
