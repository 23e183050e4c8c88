// A run has few keys, and most requests repeat one of the last.
#include "models/clients/asked_requests.hpp"

#include <algorithm>
#include <ranges>

namespace assay::models {

void AskedRequests::note(const harness::EdgeRequest& request, sim::TimePoint now) {
  const auto same = [&](const AskedRequest& known) {
    return known.request.key == request.key && known.request.scope == request.scope &&
           known.request.tenant == request.tenant;
  };
  if (std::ranges::none_of(std::views::reverse(all_), same)) all_.push_back({request, now});
}

}  // namespace assay::models
