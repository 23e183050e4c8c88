// The terms of a payment as a part of message bodies. What they may be is the service's and the
// processor's to say.
#pragma once

#include "harness/terms.hpp"
#include "models/wire.hpp"

namespace assay::models {

inline void write(WireWriter& out, const harness::Terms& terms) {
  out.text(terms.instrument).text(terms.merchant_account).text(terms.return_address);
  out.flag(terms.merchant_initiated).flag(terms.automatic_capture).flag(terms.partial_approval);
}

inline void read(WireReader& in, harness::Terms& terms) {
  in.text(terms.instrument).text(terms.merchant_account).text(terms.return_address);
  in.flag(terms.merchant_initiated).flag(terms.automatic_capture).flag(terms.partial_approval);
}

}  // namespace assay::models
