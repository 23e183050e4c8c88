// Which verbs there are and which options each of them takes, as CLI11 is told. What people gave is
// in the forms that it knows; it is looked at and turned into Options in arguments.cpp.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "cli/options.hpp"

namespace assay::cli {

inline constexpr std::uint32_t jobs_max = 256;
inline constexpr std::array<std::string_view, 1> stores{"model"};

/// What CLI11 fills in, in the forms that it knows.
struct Raw {
  Options options;
  std::optional<std::uint32_t> faults;
  std::optional<std::uint32_t> deviations;
  std::string store{stores.front()};
  std::string duration;
  std::string hang_after;
  std::string shard;
  std::string colour = "auto";
};

/// A whole number, looked at before CLI11 turns the text into one and complains in its own words.
[[nodiscard]] CLI::Validator whole(
    std::uint64_t least, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

/// An option that takes a value, by which name --help speaks of it.
template <class Value>
CLI::Option* add(CLI::App& verb, const char* name, const char* value, Value& into,
                 const char* what) {
  return verb.add_option(name, into, what)->type_name(value);
}

/// The verbs that people call, with their options.
void add_verbs(CLI::App& app, Raw& raw);

/// Verbs by which `selfcheck` runs the program again; not for people.
void add_internal_verbs(CLI::App& app, Raw& raw);

/// What every verb takes. Call it last.
void add_general(CLI::App& app, Raw& raw);

}  // namespace assay::cli
