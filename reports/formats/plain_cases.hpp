// JUnit for what is no campaign: a suite of named cases, each passed, failed or skipped with a
// word. What a campaign writes is junit.hpp.
#pragma once

#include <span>
#include <string>

namespace assay::reports {

struct PlainCase {
  std::string name;
  std::string tag{};      ///< "failure" or "skipped"; empty where it passed
  std::string message{};  ///< why; one sentence
  std::string text{};     ///< evidence, over several lines
};

struct PlainSuite {
  std::string name;
  std::string classname;
  std::span<const PlainCase> cases;
};

/// The document as text, UTF-8, as Jenkins and its kin read it.
[[nodiscard]] std::string plain_cases_xml(std::span<const PlainSuite> suites);

}  // namespace assay::reports
