// A reference, its ordinal and the count go into one transaction; whoever loses a race reads again.
#include "payments/server/references.hpp"

#include <charconv>

#include "payments/journal/stored.hpp"
#include "payments/server/own_tables.hpp"

namespace payments::server {
namespace {

constexpr int tries_max = 16;

std::uint32_t number(const std::string& text) {
  std::uint32_t value = 0;
  (void)std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

/// 0: it is not known.
std::expected<std::uint32_t, StoreError> References::known(const PayableId& payable,
                                                           OperationKind kind,
                                                           const std::string& reference) {
  const RowKey at = RowKey::of(payable, to_text(kind), reference);
  const auto row = store_.read(own_tables::ordinals, at.text());
  if (!row) return std::unexpected(row.error());
  return *row ? number((*row)->value) : 0;
}

std::expected<std::uint32_t, StoreError> References::ordinal(const PayableId& payable,
                                                             OperationKind kind,
                                                             const std::string& reference) {
  const RowKey count_at = RowKey::of(payable, to_text(kind));
  for (int i = 0; i < tries_max; ++i) {
    const auto found = known(payable, kind, reference);
    if (!found || *found != 0) return found;
    const auto count = store_.read(own_tables::counts, count_at.text());
    if (!count) return std::unexpected(count.error());
    const std::uint32_t next = (*count ? number((*count)->value) : 0) + 1;
    const std::string text = std::to_string(next);
    const std::uint64_t version = *count ? (*count)->version : 0;
    const auto done = store_.commit(
        {"give_ordinal", reference,
         {put(own_tables::counts, count_at, text, version),
          put(own_tables::ordinals, RowKey::of(payable, to_text(kind), reference), text, 0),
          put(own_tables::references, RowKey::of(payable, to_text(kind), next), reference, 0)}});
    if (done) return next;
  }
  return std::unexpected(StoreError::unavailable);
}

std::string References::reference(const PayableId& payable, OperationKind kind,
                                  std::uint32_t ordinal) {
  const RowKey at = RowKey::of(payable, to_text(kind), ordinal);
  const auto row = store_.read(own_tables::references, at.text());
  return row && *row ? (*row)->value : std::string();
}

}  // namespace payments::server
