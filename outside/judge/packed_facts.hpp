// Facts as bytes, one behind the other: how a recording is remembered until it is judged. A fact
// takes about the length of its texts, and those of one payable are given back at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "history/history.hpp"

namespace assay::outside {

/// Where a fact was read, and when and by which clock it was seen.
struct FactOrigin {
  std::int64_t at = 0;      ///< nanoseconds since 1970, by the source's own clock
  std::uint64_t order = 0;  ///< its place in its source
  std::uint64_t line = 0;   ///< from 1
  /// What it is a step of, as a hash: an operation's transitions, the tries of a request; and which
  /// step: a version, a place, a number of try. 0 where it says none.
  std::uint64_t thread = 0, step = 0;
  std::uint32_t source = 0;
  std::uint32_t file = 0;
};

/// One fact among packed ones. Valid as long as the bytes are.
struct FactView : FactOrigin {
  history::FactKind kind{};
  std::uint32_t group = 0;  ///< for whoever gathers facts
  const char* fields = nullptr;
};

/// Writes one fact behind the others.
class FactPacker {
 public:
  explicit FactPacker(std::string& bytes) : bytes_{bytes} {}
  void begin(history::FactKind kind, const FactOrigin& origin);
  void text(std::string_view value);
  void amount(std::int64_t minor, std::string_view currency);
  void number(std::uint64_t value);
  void end();
  /// Says what the fact that was begun is a step of.
  void thread(std::uint64_t thread, std::uint64_t step);

 private:
  std::string& bytes_;
  std::size_t began_ = 0;
};

/// Appends a view of each fact there. Contract: the bytes outlive the views.
void unpack(const std::string& bytes, std::uint32_t group, std::vector<FactView>& into);

/// Whether a step of an operation says that it is about to be sent. Contract: it is a step.
[[nodiscard]] bool announces_attempt(const FactView& fact);

/// Puts a fact into a history, seen at `at`; what it says of its own clock moves along with it.
void add_to(history::History& history, const FactView& fact, std::int64_t at);

}  // namespace assay::outside
