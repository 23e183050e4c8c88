// The installed handler is the host's choice for the program, made once at start-up; no payment
// decision reads it.
#include "payments/types/ensure.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace payments {
namespace {

void abort_with_claim(std::string_view claim) {
  std::fprintf(stderr, "payments: broken contract: %.*s\n", static_cast<int>(claim.size()),
               claim.data());
  std::abort();
}

std::atomic<ContractHandler> installed{&abort_with_claim};

}  // namespace

ContractHandler install_contract_handler(ContractHandler handler) {
  return installed.exchange(handler == nullptr ? &abort_with_claim : handler);
}

void broken_contract(std::string_view claim) {
  installed.load()(claim);
  std::abort();
}

}  // namespace payments
