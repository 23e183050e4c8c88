// Assertions of Catch2 that fail in a worker, told to the test that waits for it: each place once,
// as a failed assertion of that file and line. In a header, since only tests have a Catch2 to link.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <catch2/catch.hpp>

#include "testing/corpus.hpp"

namespace assay::testing {

/// Takes assertions in the worker's process, where nobody would read what Catch2 says of them.
class FailureNoter final : public Catch::IResultCapture {
 public:
  /// `before` is asked for what a worker has none of its own of, and must outlive the noter. `send`
  /// is called for each place that fails, once.
  FailureNoter(Catch::IResultCapture& before, Witness::Send send)
      : before_{before}, send_{std::move(send)} {}

  void handleExpr(const Catch::AssertionInfo& info, const Catch::ITransientExpression& expression,
                  Catch::AssertionReaction& reaction) override {
    const bool wanted = !Catch::isFalseTest(info.resultDisposition);
    if (expression.getResult() == wanted) return passed();
    Catch::ReusableStringStream values;
    expression.streamReconstructedExpression(values.get());
    failed(info, std::string{info.capturedExpression} + ", with expansion " + values.str(),
           reaction);
  }
  void handleMessage(const Catch::AssertionInfo& info, Catch::ResultWas::OfType type,
                     const Catch::StringRef& message, Catch::AssertionReaction& reaction) override {
    if (Catch::isOk(type)) return passed();
    failed(info, std::string{message}, reaction);
  }
  void handleUnexpectedExceptionNotThrown(const Catch::AssertionInfo& info,
                                          Catch::AssertionReaction& reaction) override {
    failed(info, std::string{info.capturedExpression} + ": nothing was thrown", reaction);
  }
  void handleUnexpectedInflightException(const Catch::AssertionInfo& info,
                                         const std::string& message,
                                         Catch::AssertionReaction& reaction) override {
    failed(info, std::string{info.capturedExpression} + " threw " + message, reaction);
  }
  void handleIncomplete(const Catch::AssertionInfo& info) override {
    Catch::AssertionReaction reaction;
    failed(info, "an exception was thrown in an assertion", reaction);
  }
  void handleNonExpr(const Catch::AssertionInfo& info, Catch::ResultWas::OfType type,
                     Catch::AssertionReaction& reaction) override {
    if (Catch::isOk(type)) return passed();
    failed(info, std::string{info.capturedExpression}, reaction);
  }
  bool lastAssertionPassed() override { return passed_; }
  void assertionPassed() override { passed(); }

  // The rest is not a worker's to tell.
  bool sectionStarted(const Catch::SectionInfo&, Catch::Counts&) override { return true; }
  void sectionEnded(const Catch::SectionEndInfo&) override {}
  void sectionEndedEarly(const Catch::SectionEndInfo&) override {}
  auto acquireGeneratorTracker(Catch::StringRef name, const Catch::SourceLineInfo& line)
      -> Catch::IGeneratorTracker& override {
    return before_.acquireGeneratorTracker(name, line);
  }
#if defined(CATCH_CONFIG_ENABLE_BENCHMARKING)
  void benchmarkPreparing(const std::string&) override {}
  void benchmarkStarting(const Catch::BenchmarkInfo&) override {}
  void benchmarkEnded(const Catch::BenchmarkStats<>&) override {}
  void benchmarkFailed(const std::string&) override {}
#endif
  void pushScopedMessage(const Catch::MessageInfo&) override {}
  void popScopedMessage(const Catch::MessageInfo&) override {}
  void emplaceUnscopedMessage(const Catch::MessageBuilder&) override {}
  void handleFatalErrorCondition(Catch::StringRef) override {}
  [[nodiscard]] std::string getCurrentTestName() const override {
    return before_.getCurrentTestName();
  }
  [[nodiscard]] const Catch::AssertionResult* getLastResult() const override { return nullptr; }
  void exceptionEarlyReported() override {}

 private:
  void passed() { passed_ = true; }

  void failed(const Catch::AssertionInfo& info, const std::string& what,
              Catch::AssertionReaction& reaction) {
    passed_ = Catch::shouldSuppressFailure(info.resultDisposition);
    if (passed_) return;
    reaction.shouldThrow =
        (info.resultDisposition & Catch::ResultDisposition::ContinueOnFailure) == 0;
    const std::string place =
        std::string{info.lineInfo.file} + '\n' + std::to_string(info.lineInfo.line) + '\n';
    if (!told_.insert(place).second) return;
    send_(place + std::string{info.macroName} + '\n' + what);
  }

  Catch::IResultCapture& before_;
  Witness::Send send_;
  std::set<std::string> told_;
  bool passed_ = true;
};

/// The next line of a note, taken off it.
inline std::string next_line(std::string_view& note) {
  const auto end = note.find('\n');
  std::string line{note.substr(0, end)};
  note.remove_prefix(end == std::string_view::npos ? note.size() : end + 1);
  return line;
}

/// For the test case that is running.
inline Witness catch_witness() {
  Witness witness;
  witness.enter = [](Witness::Send send) {
    auto* const noter = new FailureNoter{Catch::getResultCapture(), std::move(send)};
    Catch::getCurrentMutableContext().setResultCapture(noter);  // until the process ends
  };
  witness.hear = [told = std::set<std::string>{}](std::string_view note) mutable {
    if (!told.insert(std::string{note}).second) return;
    static std::set<std::string> files;  // Catch2 keeps a pointer to the name
    const std::string& file = *files.insert(next_line(note)).first;
    const std::string line = next_line(note);
    const std::string macro = next_line(note);
    const Catch::SourceLineInfo place{file.c_str(), std::stoul(line)};
    Catch::AssertionHandler handler{Catch::StringRef{macro}, place, Catch::StringRef{},
                                    Catch::ResultDisposition::ContinueOnFailure};
    const std::string text{note};
    handler.handleMessage(Catch::ResultWas::ExplicitFailure, Catch::StringRef{text});
    handler.complete();
  };
  return witness;
}

}  // namespace assay::testing
