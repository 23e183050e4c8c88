// The primary key of a row: its parts joined, so that two lists of parts never share a text,
// whatever is in them, and rows that begin with equal parts stand side by side. Every table's keys
// are made here; a text that was joined by hand is none.
// Form: a text with its length before it (3:abc), a number with a letter before it that tells how
// many digits follow (a7, b42), so that numbers come in their order.
// Serves: equal names of two tenants, or names that look like other rows, never meet (R1, I24).
#pragma once

#include "payments/types/ids.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace payments {

class RowKey {
 public:
  /// Such as `RowKey::of(payable, place)`: texts, numbers, ids, and names with their tenant.
  template <typename... Parts>
  [[nodiscard]] static RowKey of(const Parts&... parts) {
    RowKey key;
    (key.add(parts), ...);
    return key;
  }
  /// The key of a row that was read from the store.
  [[nodiscard]] static RowKey read_back(std::string text) {
    RowKey key;
    key.text_ = std::move(text);
    return key;
  }

  [[nodiscard]] const std::string& text() const& { return text_; }
  [[nodiscard]] std::string text() && { return std::move(text_); }
  friend auto operator<=>(const RowKey&, const RowKey&) = default;

 private:
  RowKey() = default;

  void add(std::string_view text);
  void add(std::uint64_t number);
  template <typename Kind>
  void add(const Id<Kind>& id) {
    add(std::string_view(id.value));
  }
  template <typename Kind>
  void add(const TenantName<Kind>& name) {
    add(name.tenant);
    add(std::string_view(name.value));
  }

  std::string text_;
};

}  // namespace payments
