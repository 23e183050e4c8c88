// For spreadsheets: failure modes and their effects.
#include "reports/fmea/fmea.hpp"
#include "reports/formats/format.hpp"

namespace assay::reports {

Format fmea_table() {
  return {.file = "reports/fmea.csv",
          .text = [](const campaign::Results& results, std::span<const FindingReport> failures) {
            return fmea_csv(failure_modes(results, failures));
          }};
}

}  // namespace assay::reports
