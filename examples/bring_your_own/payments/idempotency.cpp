// Columns joined by "|".
#include "payments/idempotency.hpp"

#include <utility>

namespace shop {

namespace {

std::string next_column(std::string_view& text) {
  const auto end = text.find('|');
  std::string column{text.substr(0, end)};
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return column;
}

}  // namespace

std::string to_text(const IdempotencyRow& row) {
  const Payment& payment = row.payment;
  return payment.order + "|" + std::to_string(static_cast<int>(payment.action)) + "|" +
         std::to_string(payment.number) + "|" + std::to_string(payment.money.cents) + "|" +
         payment.money.currency + "|" + row.state;
}

IdempotencyRow row_from(std::string_view text) {
  IdempotencyRow row;
  row.payment.order = next_column(text);
  row.payment.action = static_cast<Action>(std::stoi(next_column(text)));
  row.payment.number = static_cast<std::uint32_t>(std::stoul(next_column(text)));
  row.payment.money.cents = std::stoll(next_column(text));
  row.payment.money.currency = next_column(text);
  row.state = next_column(text);
  return row;
}

}  // namespace shop
