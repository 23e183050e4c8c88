// Everything that is wrong with a file, collected by whoever looks at a part of it, and told at
// once. A check reports into the list and goes on; what rests on a value that is itself at fault is
// left out, so that each mistake is told once and nothing is told that mending another would mend.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/files/bad_input.hpp"

namespace assay::scenarios {

class Document;

/// What to tell about one place of a document.
struct Complaint {
  std::string pointer;
  std::string expected;
  std::string found;
  std::string nearest{};
};

/// Contract: pointers are JSON pointers into one document.
class Complaints {
 public:
  /// So many are kept; what comes after them is counted.
  static constexpr std::size_t kept_max = 200;

  /// Adds a complaint about a value, on which nothing else can then rest. Left out where the value
  /// or a part of it is at fault already.
  void add(Complaint complaint);

  /// Adds a complaint about values that do not fit each other, each fine in itself. Left out where
  /// one of them is at fault.
  void add(Complaint complaint, std::span<const std::string> rests_on);

  /// Adds a complaint about an object that lacks a member, each of which is at fault alone.
  void add_absent(Complaint complaint, std::span<const std::string> members);

  /// The value at a place is not there, or cannot be read: nothing can rest on it.
  void set_aside(std::string pointer);

  /// Whether the value at this place itself is at fault.
  [[nodiscard]] bool is_at_fault(const std::string& pointer) const;

  /// Whether neither the value at this place, nor a part of it, nor what it is a part of is at
  /// fault.
  [[nodiscard]] bool is_sound(const std::string& pointer) const;

  [[nodiscard]] bool none() const { return kept_.empty(); }
  [[nodiscard]] const std::vector<Complaint>& kept() const { return kept_; }
  [[nodiscard]] std::uint64_t more() const { return more_; }

 private:
  void keep(Complaint complaint);

  std::vector<Complaint> kept_;
  std::uint64_t more_ = 0;
  std::set<std::string> at_fault_;
};

/// Throws what there is, in this order, the first few in words, and with it how many `more` there
/// are. Errors: BadInput, where there is anything.
void refuse_if_any(std::vector<BadInputFacts> all, std::uint64_t more);

/// Throws what there is, in the order of the file, the first few in words. Errors: BadInput, where
/// there is anything.
void refuse_if_any(const Document& document, const Complaints& complaints);

/// The same of a value that has no file; `name` is what errors call it.
void refuse_if_any(const std::string& name, const Complaints& complaints);

}  // namespace assay::scenarios
