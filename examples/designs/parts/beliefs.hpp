// What the rows of the five services mean to whoever judges them: steps, keys, events, balances and
// what was found beside them. It sees what is committed, never a service.
#pragma once

#include <assay/harness/statements.hpp>
#include <assay/harness/store.hpp>

namespace designs {

/// Turns a committed row into what it says of belief, keys, events and mandates.
void observe(const assay::harness::CommittedRow& row, assay::harness::Statements& say);

}  // namespace designs
