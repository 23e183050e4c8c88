// New ids for the payment code, as the environment mints them. Not random, and none the payment
// code could rely on being so.
#pragma once

#include <string>
#include <string_view>

#include "harness/ids.hpp"
#include "payments/ports/ids.hpp"

namespace assay::systems {

class IdsAdapter final : public payments::Ids {
 public:
  explicit IdsAdapter(harness::Ids& ids) : ids_{ids} {}

  std::string mint(std::string_view prefix) override { return ids_.mint(prefix); }

 private:
  harness::Ids& ids_;
};

}  // namespace assay::systems
