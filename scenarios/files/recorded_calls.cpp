// First events, by the form of the file; then calls, by process.
#include "scenarios/files/recorded_calls.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/read_file.hpp"
#include "scenarios/files/recorded_event.hpp"

namespace assay::scenarios {

namespace {

using properties::linear::Ending;
using properties::linear::Operation;

constexpr std::size_t size_max = std::size_t{1} << 28;

class Calls {
 public:
  Calls(std::string file, std::span<const std::string_view> functions)
      : file_{std::move(file)}, functions_{functions} {}

  void add(const RecordedEvent& event) {
    if (std::ranges::find(functions_, event.function) == functions_.end()) {
      refuse(event, fmt::format("one of {}", fmt::join(functions_, ", ")), event.function);
    }
    const auto open = open_.find(event.process);
    if (event.type == "invoke") {
      if (open != open_.end()) {
        refuse(event, "one call of a process at a time",
               fmt::format("a second one; the first is of line {}", calls_[open->second].called));
      }
      open_[event.process] = calls_.size();
      calls_.push_back(called(event));
      return;
    }
    if (open == open_.end()) refuse(event, "the call that this ends", "none of that process");
    const std::size_t call = open->second;
    open_.erase(open);
    if (calls_[call].function != event.function) {
      refuse(event, "the end of " + calls_[call].function, event.function);
    }
    if (!end(calls_[call], event)) unhappened_.push_back(call);
  }

  std::vector<Operation> take() {
    for (const std::size_t call : unhappened_) calls_[call].function.clear();
    std::erase_if(calls_, [](const Operation& one) { return one.function.empty(); });
    return std::move(calls_);
  }

 private:
  [[noreturn]] void refuse(const RecordedEvent& event, std::string expected,
                           std::string found) const {
    throw BadInput{{.file = file_,
                    .place = {event.line, 1},
                    .expected = std::move(expected),
                    .found = std::move(found)}};
  }

  static Operation called(const RecordedEvent& event) {
    return {.process = event.process,
            .function = event.function,
            .key = event.key,
            .argument = event.value,
            .expected = event.expected,
            .called = event.line};
  }

  /// Returns: false where it did not happen.
  static bool end(Operation& call, const RecordedEvent& event) {
    if (event.type == "info") return true;
    const bool answers = call.function == "cas" || call.function == "post";
    if (event.type == "fail" && !event.timed_out && !answers) return false;
    call.returned = event.line;
    if (event.timed_out) return true;
    call.ending = event.type == "ok" ? Ending::done : Ending::refused;
    const bool is_write = call.function == "write" || call.function == "put" ||
                          call.function == "append" || call.function == "cas";
    if (!is_write) call.result = event.value;
    return true;
  }

  std::string file_;
  std::span<const std::string_view> functions_;
  std::vector<Operation> calls_;
  std::vector<std::size_t> unhappened_;
  std::map<std::string, std::size_t> open_;  // by process
};

}  // namespace

std::vector<Operation> read_recorded_calls(const std::string& file, const std::string& text,
                                           std::span<const std::string_view> functions) {
  Calls calls{file, functions};
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line{text.data() + at, end - at};
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    ++number;
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    calls.add(read_recorded_event(file, number, line));
  }
  std::vector<Operation> all = calls.take();
  if (all.empty()) refuse_input(file, "calls, a line for each event", "none");
  return all;
}

std::vector<Operation> load_recorded_calls(const std::string& file,
                                           std::span<const std::string_view> functions) {
  return read_recorded_calls(file, read_file(file, size_max), functions);
}

}  // namespace assay::scenarios
