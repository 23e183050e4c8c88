// What the kernel knows of one fiber. It rides on Boost.Fiber's per-fiber properties, so that it is
// found without a map and never by address order.
#pragma once

#include <boost/fiber/context.hpp>
#include <boost/fiber/properties.hpp>
#include <cstdint>
#include <functional>

#include "sim/time.hpp"

namespace assay::sim {

class Kernel;

/// What the kernel needs to know of a node.
struct NodeState {
  std::uint64_t name_hash = 0;
  std::uint64_t inputs = 0;  ///< folds what it has taken in, for fingerprints of its state
  bool alive = false;
  bool paused = false;
  bool under_test = false;  ///< its program is the code under test: what leaves it is its fault
};

enum class FiberState : std::uint8_t {
  ready,
  running,
  waiting,           ///< in a wait of the kernel's own: it can be woken, or ended by an exception
  waiting_in_boost,  ///< in a wait of Boost.Fiber's: only its waker can end it
  finished,
  abandoned,  ///< never resumed again: it waits in Boost though its node died, or it refused to end
};

/// Why a wait of the kernel's own ended.
enum class Woken : std::uint8_t { by_event, by_timer, by_the_end };

/// Whether an event keeps the world from resting.
enum class Keeps : std::uint8_t { busy, housekeeping };

/// Whether the world may come to rest while this fiber lives: servers and loops do not hold it up.
enum class Role : std::uint8_t { operation, daemon };

/// The exception globals of one fiber: what it has caught and not finished with.
/// Source: Boost before 1.88 does not save them (docs/decisions/0002-kernel.md).
struct ExceptionState {
  void* caught = nullptr;
  unsigned int uncaught = 0;
};

class FiberRecord final : public boost::fibers::fiber_properties {
 public:
  explicit FiberRecord(boost::fibers::context* fiber) : fiber_properties{fiber}, context{fiber} {}

  /// Forgets the body that ended: the next one finds a fiber as good as new.
  void forget() {
    exceptions = {};
    woken = Woken::by_event;
    killed = false;
    cause = schedule_site = refusals = 0;
  }

  boost::fibers::context* context;
  ExceptionState exceptions;
  std::uint32_t timer = 0;  // sequence of the timer it waits for, 0 where there is none
  FiberState state = FiberState::ready;
  Woken woken = Woken::by_event;
  Keeps timer_keeps{};
  bool killed = false;
  bool held = false;  // its node is paused

  NodeState* node = nullptr;
  TimePoint timer_time;
  std::uint32_t index = 0;  // place in the kernel's table while it lives
  std::uint32_t cause = 0;  // the trace event that woke it
  Kernel* kernel = nullptr;
  const char* purpose = "fiber";
  FiberRecord* previous = nullptr;  // all live fibers of a world, oldest first
  FiberRecord* next = nullptr;
  std::move_only_function<void()> body;  // what a pooled fiber is to run next
  std::uint32_t serial = 0;
  std::uint32_t schedule_site = 0;  // plus one
  std::uint32_t refusals = 0;       // how often it was told that its node is dead
  Role role = Role::operation;
  bool wrapped = false;  // a pooled fiber: its entry catches what is thrown into it
};

}  // namespace assay::sim
