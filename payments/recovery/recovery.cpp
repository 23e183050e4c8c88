// One line of policy, in a file of its own because so much depends on it.
#include "payments/recovery/recovery.hpp"

namespace payments {

void AskingRecovery::resume(Engine& engine, Case& subject) {
  engine.adopt(subject, GatewayReply{}, Cause::orphaned);
}

}  // namespace payments
