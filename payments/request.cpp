// Nothing is stored for a malformed request, so the client may correct it under the same key.
#include "payments/request.hpp"

#include "payments/record_text.hpp"
#include "payments/detail/row_fields.hpp"

#include <cstddef>
#include <utility>

namespace payments {
namespace {

constexpr std::size_t text_length_max = 255;

bool acceptable(const std::string& text) { return !text.empty() && text.size() <= text_length_max; }

}  // namespace

std::string canonical(const Command& command) {
  RecordWriter out("command");
  out.text(to_text(command.kind));
  detail::write(out, command.payable);
  out.count(command.ordinal).text(command.customer.value);
  detail::write(out, command.amount);
  out.text(command.parent.value);
  if (!command.effect.empty()) out.text(command.effect);
  return std::move(out).finish();
}

std::optional<std::string_view> malformed(const Request& request) {
  const Command& command = request.command;
  if (request.key.empty()) return "missing_key";
  if (!acceptable(request.key.value)) return "key_too_long";
  if (!acceptable(request.scope.value) || request.scope.value == own_scope) return "bad_scope";
  if (request.scope.tenant.value.size() > text_length_max) return "bad_tenant";
  if (command.payable.tenant != request.scope.tenant) return "another_tenants_payable";
  if (!acceptable(command.payable.value)) return "bad_payable";
  if (!acceptable(command.customer.value)) return "bad_customer";
  if (command.ordinal == 0 || command.ordinal >= first_own_ordinal) return "bad_ordinal";
  if (!command.amount.currency.known()) return "unknown_currency";
  if (command.amount.minor <= 0) return "bad_amount";
  return std::nullopt;
}

}  // namespace payments
