// The walk of one value through the program: which functions it is handed to, in which order, and
// where it climbs back up. docs/architecture.md says it in words.
//
// How it is walked. The walk begins in one function, with its parameters as the value. What is made
// of the value is the value too: a local that is set from it, a container that it is put in. A call
// is followed where an argument, or the object that it is called on, is the value; its arguments
// come before it, and otherwise calls come as they are written, all branches of them. Not followed:
// what only says that something is wrong (`throw`, `catch`, functions that do not return), a
// function that was entered before, and calls whose target the text does not name: through a
// pointer, a virtual function, an object whose type is not written beside it.
//
// What is counted. A stop is a stay in one file. A function that uses no other file is a tool: the
// value does not stop there, it is measured or put into words and goes on. A climb is the way from
// a stop to the next one where that is on a higher floor; the floors are those of the layers.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/house/definitions.hpp"
#include "tests/house/floors.hpp"

namespace house {

/// Where the value is next, and by which call it got there.
struct Stop {
  std::string path;
  int floor = 0;
  std::string function;  ///< the first that it enters there
  std::string caller;    ///< "path:line" of the call; empty at the start
  bool climbs = false;   ///< the stop before is on a lower floor
};

/// A function by its file and its name, with its class: "SimulatedWorld::run".
struct Name {
  std::string path;
  std::string function;
};

/// A call as its text has it.
struct Call {
  std::string name;
  std::string qualifier;  ///< "scenarios" of `scenarios::check`; empty where there is none
  std::string receiver;   ///< the class of the object that it is called on; "?" where unknown
  std::size_t arguments = 0;
};

/// All functions of the product, and what the walk has to know of them.
class Program {
 public:
  explicit Program(const std::vector<SourceFile>& files);

  /// The stops of the value that `start` is given. The walk stops at `closed`, and does not go in.
  /// Errors: std::out_of_range where there is no function of that name.
  [[nodiscard]] std::vector<Stop> walk(const Name& start, const Name& closed) const;

  [[nodiscard]] const std::vector<Function>& functions() const { return functions_; }

  /// The floor of the layer that a file lies in.
  [[nodiscard]] int floor_of(const std::string& path) const;

  /// What a call leads to, seen from a function; nullptr where the text does not say.
  [[nodiscard]] const Function* find(const Function& from, const Call& call) const;

  /// The class of a name, by its declaration in the function or, of a member, in its file; "?"
  /// where it has none there.
  [[nodiscard]] std::string type_of(const Function& from, const std::string& name) const;

 private:
  [[nodiscard]] bool fits(const Function& from, const Call& call, const Function& one) const;

  /// Whether a header that the one's file includes, in any number of steps, declares the other.
  [[nodiscard]] bool sees(const Function& from, const Function& one) const;

  std::vector<Function> functions_;
  std::multimap<std::string, std::size_t> by_name_;  ///< places in `functions_`
  std::map<std::string, Tokens> tokens_;             ///< of a header and its source together
  Arrows words_;                                     ///< of a header
  Arrows seen_;  ///< what a header and its source include, in any number of steps
  std::map<std::string, int> floors_;
};

/// "SimulatedWorld::run": the class of a function, where it has one, and its name.
[[nodiscard]] std::string full_name(const Function& function);

[[nodiscard]] std::size_t climbs_in(const std::vector<Stop>& stops);

}  // namespace house
