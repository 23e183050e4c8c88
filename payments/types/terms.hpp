// On what terms money is asked for: with which instrument, for whose account, on whose initiative.
// Not what the processor makes of it.
// Serves: another card is another request (R1, R33), and no card number is ever held here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

/// What the processor, or a vault, calls a card or an account. A card number is none: no value of
/// this type can hold one, so none reaches a row, a log or a message.
class InstrumentToken {
 public:
  InstrumentToken() = default;

  /// The token, unless it is longer than 255 bytes, has signs that are not printable ASCII, or has
  /// in it what may be a card number: 12 to 19 digits whose check digit is right, in one piece or
  /// in groups as they are printed on cards; or more digits in a row than any number has.
  [[nodiscard]] static std::optional<InstrumentToken> from(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  friend bool operator==(const InstrumentToken&, const InstrumentToken&) = default;

 private:
  std::string text_;
};

/// Whose idea it is: networks give holds of a merchant's own other deadlines (R20).
enum class Initiator : std::uint8_t { customer, merchant };

/// Whether somebody asks for the capture, or the processor does it by itself.
enum class CaptureMethod : std::uint8_t { manual, automatic };

struct Terms {
  InstrumentToken instrument;
  std::string merchant_account;  ///< at the processor; empty: the host's only one
  Initiator initiator = Initiator::customer;
  CaptureMethod capture = CaptureMethod::manual;
  bool partial_approval = false;  ///< less than was asked for may be approved
  bool more_to_come = false;  ///< of a capture: not the last one of its hold (R21)
  std::string return_address;     ///< where the customer comes back to; empty: nowhere

  friend bool operator==(const Terms&, const Terms&) = default;
};

}  // namespace payments
