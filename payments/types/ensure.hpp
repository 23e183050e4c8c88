// What the payment code promises about itself, checked always. Not for what the world may do to
// it: that is an expected error. The host decides what a broken promise means.
#pragma once

#include <string_view>

namespace payments {

/// Called with the claim that does not hold. May throw; if it returns, the program aborts.
using ContractHandler = void (*)(std::string_view claim);

/// Installs the host's handler for the whole program and returns the one before.
ContractHandler install_contract_handler(ContractHandler handler);

/// Reports a broken promise; never returns normally.
[[noreturn]] void broken_contract(std::string_view claim);

/// States that `condition` holds at this point. `claim` is a sentence that is then false.
inline void ensure(bool condition, std::string_view claim) {
  if (!condition) broken_contract(claim);
}

}  // namespace payments
