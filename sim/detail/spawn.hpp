// How a body becomes a fiber: the entry wrapper catches what must not leave a fiber, and turns it
// into the outcome of the run. Included by kernel.hpp alone.
#pragma once

#include <boost/fiber/fiber.hpp>
#include <exception>
#include <memory>
#include <utility>

#include "sim/check.hpp"
#include "sim/kernel.hpp"
#include "sim/stack_pool.hpp"

namespace assay::sim {

namespace detail {

/// The record that the next fiber made on this thread will carry.
struct NewFiber {
  NodeState* node = nullptr;
  const char* purpose = "fiber";
  Role role = Role::operation;
  FiberRecord* made = nullptr;
};
void expect_fiber(NewFiber* fiber);

}  // namespace detail

template <class Body>
FiberRecord& Kernel::spawn(NodeState* node, const char* purpose, Role role, Body body) {
  detail::NewFiber made{node, purpose, role, nullptr};
  detail::expect_fiber(&made);
  boost::fibers::fiber fiber{
      boost::fibers::launch::post, std::allocator_arg, PooledStack{},
      [this, body = std::move(body)]() mutable {
        try {
          Body run = std::move(body);  // what it holds goes before the fiber's record does
          if (!current_->killed) run();
        } catch (const NodeDied&) {
          // The power cut has done its work.
        } catch (const BrokenHarness& broken) {
          report_broken(broken.claim);
        } catch (const std::exception& error) {
          report_broken(std::string{"an exception left a fiber: "} + error.what());
        } catch (...) {
          report_broken("an exception of unknown type left a fiber");
        }
        retire(*current_);
      }};
  fiber.detach();
  return *made.made;
}

}  // namespace assay::sim
