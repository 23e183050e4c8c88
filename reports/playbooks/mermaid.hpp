// A sequence diagram in Mermaid's text form, which GitHub, GitLab and many wikis draw. Not a
// picture: that is sequence_svg.hpp.
#pragma once

#include <string>

#include "reports/sequence.hpp"

namespace assay::reports {

/// The diagram, without the fence around it. Text that Mermaid would take for syntax is reworded.
[[nodiscard]] std::string mermaid(const Sequence& sequence);

}  // namespace assay::reports
