// Compares the processor's list with what is written down: an effect that came although its
// operation was given up, one whose answer was lost, and a second one beside the first. What is
// surplus is undone by an operation of the service's own. Source: R43, E3, I33.
#pragma once

#include <functional>
#include <set>
#include <string>

#include <assay/harness/environment.hpp>

#include "parts/books.hpp"
#include "parts/desk.hpp"

namespace designs {

/// The alarm about an operation that waits for a person, or that has something beside it.
inline constexpr std::string_view look_alarm = "look_at_it";

class Inspection {
 public:
  /// What a service does about an effect of an operation that it had given up.
  using Late = std::function<void(const Payable&, const Operation&, const Heard&)>;

  Inspection(assay::harness::Environment& environment, Books& books, Desk& desk, Late late)
      : environment_{environment}, books_{books}, desk_{desk}, late_{std::move(late)} {}

  assay::harness::StepResult step();
  /// Somebody is to look at the operation: said once in a life.
  void call(const std::string& operation);

 private:
  void see(const assay::harness::ProcessorReply& effect);
  void settle(const Finding& finding);

  assay::harness::Environment& environment_;
  Books& books_;
  Desk& desk_;
  Late late_;
  std::set<std::string> called_;
};

/// Begins to undo an effect: a void of a hold, a refund of a capture. Nothing where that was begun
/// before. Returns: the payable afterwards.
Books::Read begin_undoing(assay::harness::Environment& environment, Books& books,
                          const Operation& it, const std::string& effect);
/// What undoes that effect of the operation, or nullptr.
[[nodiscard]] const Operation* undoing_of(const Payable& payable, const Operation& it,
                                          const std::string& effect);

}  // namespace designs
