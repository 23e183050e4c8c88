// The first request under a key stays; its repetitions are let go.
#include "models/clients/asked_requests.hpp"

namespace assay::models {

void AskedRequests::note(const harness::EdgeRequest& request, sim::TimePoint now) {
  const bool fresh = keys_.emplace(request.tenant, request.scope, request.key).second;
  if (fresh) all_.push_back({request, now});
}

}  // namespace assay::models
