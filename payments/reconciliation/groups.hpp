// Which lines belong together: those that share a name which one of the anchors carries, directly
// or by way of others. Not a comparison: amounts are not looked at.
#pragma once

#include "payments/reconciliation/line.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace payments::reconciliation {

/// Places of lines, in an order that depends on what the lines say alone.
using Places = std::vector<std::uint32_t>;

struct Group {
  Places anchors;  ///< what the others are held against; empty: nobody here knows those
  Places others;   ///< by source, then by id
};

/// Each of `anchors` and `others` in one group. A name that no anchor carries joins only those that
/// no anchor's name reaches. Groups stand in the order of their first lines.
[[nodiscard]] std::vector<Group> groups_of(std::span<const Line> lines, const Places& anchors,
                                           const Places& others);

/// Whether one line comes before another, whatever their places.
[[nodiscard]] bool stands_before(const Line& one, const Line& other);

}  // namespace payments::reconciliation
