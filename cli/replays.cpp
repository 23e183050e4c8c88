// A file in memory, and the exit code.
#include "cli/replays.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <sys/mman.h>
#include <unistd.h>

#include "campaign/determinism/repeat.hpp"
#include "campaign/pool/fresh_process.hpp"
#include "campaign/results/save_results.hpp"
#include "cli/exit_codes.hpp"
#include "runs/unfinished.hpp"

namespace assay::cli {

namespace {

/// A file that only this process and those that it starts can see.
class FileInMemory {
 public:
  explicit FileInMemory(std::string_view text) : number_{::memfd_create("failure", 0)} {
    if (number_ < 0) cannot();
    while (!text.empty()) {
      const ssize_t written = ::write(number_, text.data(), text.size());
      if (written < 0) cannot();
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  ~FileInMemory() { ::close(number_); }
  FileInMemory(const FileInMemory&) = delete;
  FileInMemory& operator=(const FileInMemory&) = delete;

  /// Its path in a process that inherits it.
  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", number_); }

 private:
  [[noreturn]] static void cannot() {
    throw std::system_error{errno, std::generic_category(), "a file in memory"};
  }

  int number_;
};

constexpr int tries = 3;

using Lines = std::vector<std::string>;

/// Whether that is the exit code of a process that ended by what it did itself. One that somebody
/// killed, or that was interrupted with us, says nothing.
bool has_crashed(int code) {
  constexpr std::array crashes{SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
  return std::ranges::find(crashes, code - 128) != crashes.end();
}

/// Whether a trace is whole.
bool has_ended(const Lines& lines) {
  return !lines.empty() && lines.back().starts_with("the run has ended\t");
}

class CannotTell : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The traces of a failure's plan, each run in a process of its own.
class FreshTraces {
 public:
  FreshTraces(const scenarios::FailureFile& file, const std::vector<std::string>& options,
              const std::string& program)
      : memory_{to_json_text(file)}, program_{program} {
    arguments_ = {"internal-trace", memory_.path()};
    arguments_.insert(arguments_.end(), options.begin(), options.end());
  }

  /// Errors: CannotTell where this machine, and not the run, is the reason that there is none.
  [[nodiscard]] Lines next() const {
    const auto finished =
        campaign::run_process({.program = program_, .arguments = arguments_, .quiet = true});
    Lines lines;
    if (finished) lines = campaign::lines_of(finished->output);
    if (finished && has_crashed(finished->code)) {
      lines.push_back("the process is gone");
    } else if (!finished || finished->code != exits::holds || !has_ended(lines)) {
      throw CannotTell{"nothing could be started that plays a plan"};
    }
    return lines;
  }

 private:
  FileInMemory memory_;
  std::string program_;
  std::vector<std::string> arguments_;
};

/// Where the run of a plan parts from the one that was found, or from itself.
std::optional<runs::Parting> parting_of(const FreshTraces& traces, const std::string& digest) {
  const Lines first = traces.next();
  if (first.back().ends_with("\t" + digest)) return {};
  for (int i = 0; i < tries; ++i) {
    if (auto parting = campaign::parting_between(first, traces.next())) return parting;
  }
  return runs::Parting{0, "a run of digest " + digest, first.back()};
}

/// The same, and nothing where this machine is too short of something to try it.
std::optional<runs::Parting> parting_elsewhere(const scenarios::FailureFile& file,
                                               const std::vector<std::string>& options,
                                               const std::string& program) {
  try {
    return parting_of(FreshTraces{file, options, program}, file.digest);
  } catch (const std::system_error&) {  // no file in memory
    return {};
  } catch (const CannotTell&) {
    return {};
  }
}

}  // namespace

void confirm(campaign::Results& results, std::span<const campaign::CampaignJob> jobs,
             const std::string& folder, const std::string& program) {
  campaign::name_files(results, jobs, folder);
  for (campaign::ReportedFinding& reported : std::exchange(results.findings, {})) {
    const auto file = campaign::failure_file(reported, jobs);
    if (file && file->property != runs::run_comes_back) {
      reported.finding.parts =
          parting_elsewhere(*file, campaign::replay_options(reported, jobs), program);
    }
    campaign::add_finding(results, std::move(reported));
  }
  campaign::doubt_mismatched(results);
  results.verdict = campaign::verdict_of(results);
}

bool replays(const scenarios::FailureFile& file) {
  const FileInMemory memory{to_json_text(file)};
  const auto finished = campaign::run_process({.program = campaign::own_program(),
                                               .arguments = {"replay", memory.path(), "--json"},
                                               .quiet = true});
  return finished && finished->code == exits::violated;
}

}  // namespace assay::cli
