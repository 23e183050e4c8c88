// For servers that run builds.
#include "reports/formats/junit.hpp"
#include "reports/formats/format.hpp"

namespace assay::reports {

Format junit() {
  return {.file = "junit.xml",
          .text = [](const campaign::Results& results, std::span<const FindingReport>) {
            return junit_xml(results);
          }};
}

}  // namespace assay::reports
