// The facts of a history as values, to be changed, copied, left out and put in another order: what
// false histories are made of. Not for runs, which only append.
#pragma once

#include <string_view>
#include <vector>

#include "history/history.hpp"

namespace assay::history {

/// A fact outside of a history, with its stamp.
struct Draft {
  Stamp stamp;
  Fact fact;

  /// The same as a fact of one kind; nullptr where it is of another. Valid as long as the draft
  /// stays where it is and holds that fact.
  template <typename Kind>
  Kind* as() {
    return std::get_if<Kind>(&fact);
  }
  template <typename Kind>
  const Kind* as() const {
    return std::get_if<Kind>(&fact);
  }
};

/// What that fact names.
[[nodiscard]] Named named_by(const Draft& draft);

/// Appends a copy of it to a history.
void append(History& history, const Draft& draft);

/// The facts of one history, and the texts that they name. The rows' names are valid as long as
/// this object lives.
class Drafts {
 public:
  /// Copies of all its facts; the history is not needed afterwards.
  explicit Drafts(const History& history);
  Drafts(const Drafts&) = delete;
  Drafts& operator=(const Drafts&) = delete;

  std::vector<Draft> rows;

  /// The name of a text, for facts among `rows`.
  Name name(std::string_view text) { return original_.name(text); }
  /// A history of the rows as they stand, numbered anew.
  [[nodiscard]] History history() const;

 private:
  History original_;
};

}  // namespace assay::history
