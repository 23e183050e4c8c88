// For people: failure modes and their effects.
#include "reports/fmea/fmea.hpp"
#include "reports/formats/format.hpp"

namespace assay::reports {

Format fmea_page() {
  return {.file = "reports/fmea.html",
          .text = [](const campaign::Results& results, std::span<const FindingReport> failures) {
            return fmea_html(failure_modes(results, failures));
          }};
}

}  // namespace assay::reports
