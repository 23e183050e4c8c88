// junit.xml as Jenkins and its kin read it: a test suite per scenario, a test case per property,
// and in a campaign of the gallery a case per defect. Names are stable, so that a server can follow
// a case over builds.
#pragma once

#include <string>

#include "campaign/results/results.hpp"

namespace assay::reports {

/// The document as text, UTF-8. Besides the properties each suite has the cases `run_comes_back`,
/// `decided`, `sometimes` and `complete`: a campaign that is no pass never looks like one.
[[nodiscard]] std::string junit_xml(const campaign::Results& results);

}  // namespace assay::reports
