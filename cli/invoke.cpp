// The one place that catches what went wrong.
#include "cli/invoke.hpp"

#include <exception>

#include <fmt/format.h>

#include "cli/exit_codes.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/recording.hpp"
#include "scenarios/files/save.hpp"
#include "sim/check.hpp"
#include "sim/world/world.hpp"

namespace assay::cli {

namespace {

/// How a call ended, and what its code means where its verb has a meaning of its own.
struct Ended {
  int code = exits::holds;
  std::string_view meaning;
};

Ended failed(int code, std::string_view why) {
  complain(why);
  return {code, reports::exit_meaning(code)};
}

std::string_view meaning_of(int code, const std::string& verb) {
  if (code == exits::differ && verb == "diff") return "the runs differ";
  return reports::exit_meaning(code);
}

int told_or_done(const ParsedArguments& asked, Terminal& terminal) {
  if (!asked.text.empty()) {
    terminal.print(asked.text);
    return exits::holds;
  }
  sim::check_platform();
  return cli::perform(asked.options, terminal);
}

Ended performed(int argc, const char* const* argv, const harness::Registry& registry,
                runs::MakeWorld make_world) {
  const ParsedArguments asked = read_arguments(argc, argv, registry, make_world);
  Terminal terminal{asked.options};
  const int code = told_or_done(asked, terminal);
  if (!terminal.failed()) return {code, meaning_of(code, asked.options.verb)};
  const int graver = gravest({code, exits::cannot_write});
  complain("stdout could not be written");
  return {graver, meaning_of(graver, asked.options.verb)};
}

Ended guarded(int argc, const char* const* argv, const harness::Registry& registry,
              runs::MakeWorld make_world) {
  try {
    return performed(argc, argv, registry, make_world);
  } catch (const Usage& error) {
    return failed(exits::wrong_usage, error.what());
  } catch (const scenarios::UnknownName& error) {
    return failed(exits::wrong_usage, error.what());
  } catch (const scenarios::WrongFile& error) {
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
  const Ended ended = guarded(argc, argv, registry, make_world);
  if (ended.code != exits::holds) {
    complain(fmt::format("exit {}: {}", ended.code, ended.meaning));
  }
  return ended.code;
}

}  // namespace assay::cli
