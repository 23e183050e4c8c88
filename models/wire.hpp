// The text form of every message body in the simulated world: fields in a fixed order, each with
// its length in front. Not self-describing: reader and writer agree on the order. Strict: a body
// that does not read back to exactly the same bytes is refused, so that damage is never half
// understood.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "history/amount.hpp"
#include "history/words.hpp"

namespace assay::models {

/// Writes one body. The first field says what kind of message it is.
class WireWriter {
 public:
  explicit WireWriter(std::string_view tag);
  WireWriter(const WireWriter&) = delete;
  WireWriter& operator=(const WireWriter&) = delete;

  WireWriter& text(std::string_view value);
  WireWriter& number(std::int64_t value);
  WireWriter& count(std::uint64_t value);
  WireWriter& flag(bool value) { return count(value ? 1U : 0U); }
  WireWriter& amount(const history::Amount& value) {
    return number(value.minor).text(value.currency.code());
  }

  /// The body. Call it once, at the end.
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// Reads what `WireWriter` wrote. The first field that does not fit makes it fail for good; values
/// read after that are left as they were.
class WireReader {
 public:
  WireReader(std::string_view body, std::string_view tag);

  WireReader& text(std::string& value);
  WireReader& text(history::Currency& value);
  WireReader& number(std::int64_t& value);
  WireReader& count(std::uint64_t& value);
  WireReader& count(std::uint32_t& value);
  WireReader& flag(bool& value);
  WireReader& amount(history::Amount& value) { return number(value.minor).text(value.currency); }

  /// Reads an enumerator, refused where it is beyond `last`.
  template <typename Enum>
  WireReader& word(Enum& value, Enum last) {
    std::uint64_t read = 0;
    count(read);
    if (read > static_cast<std::uint64_t>(last)) good_ = false;
    if (good_) value = static_cast<Enum>(read);
    return *this;
  }

  /// Marks the body as wrong for a reason that only the caller can see.
  void reject() { good_ = false; }
  /// Whether every field was read and nothing is left over.
  [[nodiscard]] bool finished() const { return good_ && rest_.empty(); }
  [[nodiscard]] bool good() const { return good_; }

 private:
  /// The next field, or an empty one where the body failed.
  std::string_view field();
  template <typename Number>
  WireReader& take(Number& value);

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace assay::models
