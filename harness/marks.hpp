// Places that a system marks in its own code: what always holds there, what must happen sometimes,
// what must be reached, and what must not. The names, and what they mean, are those of Antithesis'
// SDK. Statements of the system's own: nobody else sees them, and they alter nothing.
// Source: https://antithesis.com/docs/properties_assertions/assertions/
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "history/words.hpp"

namespace assay::harness {

using history::MarkKind;

/// One marked place, as a system declares it: by that one that was never reached is known by name.
/// The name must live as long as the system does.
struct Mark {
  std::string_view name;
  MarkKind kind = MarkKind::sometimes;
};

/// How often one marked place was come to in a run.
struct MarkCount {
  std::string name;
  MarkKind kind{};
  std::uint64_t times = 0;  ///< it was come to
  std::uint64_t held = 0;   ///< and its condition held; of a place without one: the same
  friend bool operator==(const MarkCount&, const MarkCount&) = default;
};

/// Whether something has gone wrong that a mark of that kind rules out.
[[nodiscard]] constexpr bool is_broken(MarkKind kind, bool condition) {
  const bool ruled_out = kind == MarkKind::always || kind == MarkKind::always_or_unreachable;
  return kind == MarkKind::unreachable || (ruled_out && !condition);
}

/// Whether a mark of that kind must be met by some run of a campaign.
[[nodiscard]] constexpr bool must_be_met(MarkKind kind) {
  return kind == MarkKind::always || kind == MarkKind::sometimes || kind == MarkKind::reachable;
}

/// Whether it was: a place must have been come to, and `sometimes` have held there.
[[nodiscard]] constexpr bool is_met(MarkKind kind, std::uint64_t times, std::uint64_t held) {
  return (kind == MarkKind::sometimes ? held : times) > 0;
}

/// Takes down that a marked place was come to. `name` is a stable word for the place, `details` is
/// for people, and kept where the mark was broken. No view is kept. A mark that holds costs a
/// counter.
/// Threads: that of its environment; its fibers may call it side by side.
/// Determinism: what was broken is part of the run's digest, `details` included.
class Marks {
 public:
  virtual ~Marks() = default;

  /// It holds whenever this place is come to, and that happens in some run.
  void assert_always(bool condition, std::string_view name, std::string_view details = {}) {
    mark(MarkKind::always, condition, name, details);
  }
  /// It holds whenever this place is come to, which need not happen.
  void assert_always_or_unreachable(bool condition, std::string_view name,
                                    std::string_view details = {}) {
    mark(MarkKind::always_or_unreachable, condition, name, details);
  }
  /// It holds in some run, at least once.
  void assert_sometimes(bool condition, std::string_view name, std::string_view details = {}) {
    mark(MarkKind::sometimes, condition, name, details);
  }
  /// This place is come to in some run.
  void reachable(std::string_view name, std::string_view details = {}) {
    mark(MarkKind::reachable, true, name, details);
  }
  /// This place is come to in no run.
  void unreachable(std::string_view name, std::string_view details = {}) {
    mark(MarkKind::unreachable, true, name, details);
  }

 private:
  virtual void mark(MarkKind kind, bool condition, std::string_view name,
                    std::string_view details) = 0;
};

}  // namespace assay::harness
