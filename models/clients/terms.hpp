// The terms of a payment as a part of message bodies. What they may be is the service's and the
// processor's to say.
#pragma once

#include <cstdint>

#include "harness/terms.hpp"
#include "models/wire.hpp"

namespace assay::models {

/// Two flags as one number, in the place where there was one.
enum : std::uint32_t { part_bit = 1, more_bit = 2 };

inline void write(WireWriter& out, const harness::Terms& terms) {
  out.text(terms.instrument).text(terms.merchant_account).text(terms.return_address);
  out.flag(terms.merchant_initiated).flag(terms.automatic_capture);
  out.count((terms.partial_approval ? part_bit : 0U) | (terms.more_to_come ? more_bit : 0U));
}

inline void read(WireReader& in, harness::Terms& terms) {
  in.text(terms.instrument).text(terms.merchant_account).text(terms.return_address);
  std::uint32_t flags = 0;
  in.flag(terms.merchant_initiated).flag(terms.automatic_capture).count(flags);
  if (flags > (part_bit | more_bit)) return in.reject();
  terms.partial_approval = (flags & part_bit) != 0;
  terms.more_to_come = (flags & more_bit) != 0;
}

}  // namespace assay::models
