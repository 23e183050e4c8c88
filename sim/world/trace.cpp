// Names of trace events.
#include "sim/world/trace.hpp"

#include <array>

namespace assay::sim {

const char* to_text(TraceKind kind) {
  static constexpr std::array names{
      "request", "reply",   "message", "delivery", "timeout", "commit", "crash point", "fault",
      "crash",   "restart", "pause",   "resume",   "heal",    "note",   "log",         "alarm"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace assay::sim
