// Lives and deaths of a node.
#include "sim/world/node.hpp"

#include "sim/check.hpp"
#include "sim/world/world.hpp"

namespace assay::sim {

std::string Program::handle(const Request&) { return {}; }

void Program::receive(const Request&) {}

Node::Node(World& world, std::uint32_t number, std::string_view name, std::string_view service)
    : number_{number}, world_{world}, kernel_{world.kernel()}, name_{name}, service_{service} {
  name_hash = hash_text(name_);
}

TimePoint Node::local_now() const { return clock.at(kernel_.now()); }

void Node::start() {
  SIM_CHECK(!alive, "only a node that is down is started");
  alive = true;
  ++life_;
  kernel_.changed();
  if (life_ > 1) world_.note(TraceKind::restart, name_, "starts again");
  if (!factory_) return;
  program_ = factory_(*this);
  spawn("start", Role::operation, [this] { program_->start(); });
}

void Node::crash() {
  if (!alive) return;
  // First of all: what its fibers still do while they end has no effect any more.
  alive = false;
  paused = false;
  kernel_.changed();
  note_input(hash_text("crash") + static_cast<std::uint64_t>(kernel_.now().ns()));
  world_.note(TraceKind::crash, name_, "power cut");
  world_.note_crash(*this);
  kernel_.kill_fibers_of(*this);
  // Fibers that are unwinding may still look at the program: it goes with the world.
  world_.keep_alive(std::move(program_));
}

void Node::pause() {
  if (!alive || paused) return;
  paused = true;
  ++pauses_;
  world_.note(TraceKind::pause, name_, "stops running");
  kernel_.pause_fibers_of(*this);
}

void Node::resume() {
  if (!paused) return;
  paused = false;
  world_.note(TraceKind::resume, name_, "runs again");
  kernel_.resume_fibers_of(*this);
}

bool Node::wait_period(Duration period) { return kernel_.wait_period(period); }

bool Node::sleep_until(TimePoint local, Keeps keeps) {
  if (!kernel_.may_act()) return false;
  // The clock may jump while it sleeps: what was left is worked out anew each time.
  while (local_now() < local) {
    const Duration rest = local - local_now();
    if (kernel_.wait(kernel_.now() + rest, keeps) == Woken::by_the_end) return false;
  }
  return true;
}

}  // namespace assay::sim
