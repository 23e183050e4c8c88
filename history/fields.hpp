// The plain fields of an observation by name: what the file form writes and reads.
// Fields that need words (fact, outcome, kind) and the amount are not here.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "history/observation.hpp"

namespace assay::history {

/// A field of an observation, by its type.
using Member = std::variant<std::string Observation::*, std::int64_t Observation::*,
                            std::uint64_t Observation::*, std::uint32_t Observation::*>;

/// A field and its name in a file.
struct Field {
  std::string_view name;
  Member member;
};

/// All plain fields, in the order in which they are written.
inline constexpr std::array<Field, 22> plain_fields{{
    {"sequence", &Observation::sequence},
    {"at", &Observation::at},
    {"asked", &Observation::asked},
    {"observer", &Observation::observer},
    {"payable", &Observation::payable},
    {"ordinal", &Observation::ordinal},
    {"operation", &Observation::operation},
    {"customer", &Observation::customer},
    {"scope", &Observation::scope},
    {"key", &Observation::key},
    {"fingerprint", &Observation::fingerprint},
    {"number", &Observation::number},
    {"status", &Observation::status},
    {"processor", &Observation::processor},
    {"processor_key", &Observation::processor_key},
    {"effect", &Observation::effect},
    {"from", &Observation::from},
    {"to", &Observation::to},
    {"evidence", &Observation::evidence},
    {"transaction", &Observation::transaction},
    {"event", &Observation::event},
    {"reason", &Observation::reason},
}};

}  // namespace assay::history
