// Names of payments.
#include "models/payment.hpp"

#include <array>

namespace shop {

std::string name_of(const Payment& payment) {
  static constexpr std::array words{"authorise", "capture", "cancel", "refund"};
  return payment.order + "/" + words.at(static_cast<std::size_t>(payment.action)) + "/" +
         std::to_string(payment.number);
}

}  // namespace shop
