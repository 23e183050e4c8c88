// The closed list itself.
#include "properties/closed_list.hpp"

#include <algorithm>
#include <array>

namespace assay::properties {
namespace {

constexpr std::array closed{
    ClosedListEntry{"no second effect under one processor key", "",
                    "a processor that knows the key is never outside, so that "
                    "`at_most_one_effect` judges it there as ever"},
    ClosedListEntry{"nothing stays without a record in the end", "no_unseen_effect",
                    "I33: found and recorded"},
    ClosedListEntry{"books never claim for good what truth denies", "",
                    "E3 leaves it to I33 and I02 (a): who was proved wrong by a sender that woke "
                    "late was right when it wrote"},
    ClosedListEntry{"what can be reversed is reversed once", "single_funding",
                    "I02 (a): what was captured beyond what is owed goes back, once, within "
                    "T_recon"},
    ClosedListEntry{"nobody is told a certainty that nobody has", "",
                    "E3 leaves it to I33 and I02 (a): what was told had its proof when it was "
                    "told"},
};

}  // namespace

std::span<const ClosedListEntry> closed_list() { return closed; }

bool judges_outside(const Property& property) {
  return property.as_written ||
         std::ranges::find(closed, property.name, &ClosedListEntry::property) != closed.end();
}

}  // namespace assay::properties
