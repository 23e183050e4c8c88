// Nothing is stored for a malformed request, so the client may correct it under the same key.
#include "payments/api/request.hpp"

#include "payments/journal/record_text.hpp"
#include "payments/journal/row_fields.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace payments {
namespace {

constexpr std::size_t text_length_max = 255;
constexpr std::size_t address_length_max = 2048;

bool acceptable(const std::string& text) { return !text.empty() && text.size() <= text_length_max; }

bool is_address(std::string_view text) {
  return text.size() <= address_length_max &&
         std::ranges::all_of(text, [](char sign) { return sign > ' ' && sign <= '~'; });
}

std::optional<std::string_view> malformed(const Terms& terms, OperationKind kind) {
  const bool authorises = kind == OperationKind::authorise;
  if (authorises && terms.instrument.empty()) return "missing_instrument";
  if (!authorises && !terms.instrument.empty()) return "instrument_not_expected";
  if (terms.more_to_come && kind != OperationKind::capture) return "more_to_come_not_expected";
  if (terms.merchant_account.size() > text_length_max) return "bad_merchant_account";
  if (!is_address(terms.return_address)) return "bad_return_address";
  // The processor would take money that no operation of ours stands for.
  if (terms.capture == CaptureMethod::automatic) return "unsupported_capture_method";
  return std::nullopt;
}

}  // namespace

std::string canonical(const Command& command) {
  RecordWriter out("command");
  out.text(to_text(command.kind));
  detail::write(out, command.payable);
  out.count(command.ordinal).text(command.customer.value);
  detail::write(out, command.amount);
  out.text(command.parent.value);
  detail::write(out, command.terms);
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
  if (command.amount.minor > amount_max) return "amount_too_large";
  return malformed(command.terms, command.kind);
}

std::optional<std::string_view> FormCheck::fault_of(const Request& request) const {
  return malformed(request);
}

}  // namespace payments
