// The texts of one run, each kept once. Not a dictionary of anything else: a name means nothing
// here but its text.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string_view>
#include <unordered_set>

#include "history/chunks.hpp"
#include "history/name.hpp"

namespace assay::history {

/// Texts and their names. Names are valid until the texts are cleared or gone, also when this is
/// moved.
class Texts {
 public:
  Texts() = default;
  Texts(Texts&&) = default;
  Texts& operator=(Texts&&) = default;

  /// The name of a text, which is copied where it is new.
  Name name(std::string_view text);
  /// Forgets all names; the memory stays.
  void clear();

  /// Bytes that the texts lie in.
  [[nodiscard]] std::size_t used() const { return chunks_.used(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  struct Same {
    using is_transparent = void;
    bool operator()(std::string_view left, std::string_view right) const { return left == right; }
  };

  Name& recent(std::string_view text);

  Chunks chunks_;
  std::unordered_set<Name, Hash, Same> known_;
  std::array<Name, 128> recent_{};  // the last name of each bucket: most are asked for again soon
};

}  // namespace assay::history
