// assay explain: what a code or a name means.
#include "cli/verbs.hpp"

namespace assay::cli {

int explain(const Options&, Terminal&) { return 0; }

}  // namespace assay::cli
