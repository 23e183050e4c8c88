// Text for people, made only where a trace is kept; and scopes, made on every call.
#include "models/observation_text.hpp"

#include <algorithm>
#include <type_traits>

#include <fmt/format.h>

#include "history/currency.hpp"
#include "history/format.hpp"

namespace assay::models {
namespace {

// What a fact names first, and then its other fields, each with its name.
struct Tell {
  std::string& line;
  bool names_operation;

  void operator()(history::Field field, history::Name value) const { add(field, value.text()); }
  void operator()(history::Field /*field*/, const history::Amount& amount) const {
    if (!amount.currency.empty()) put(written(amount));
  }
  void operator()(history::Field field, bool value) const {
    if (value) put(std::string{field.name});
  }
  template <typename Value>
  void operator()(history::Field field, const Value& value) const {
    if constexpr (std::is_enum_v<Value>) {
      if (value != Value{}) add(field, to_text(value));
    } else {
      if (value != 0) add(field, std::to_string(value));
    }
  }

 private:
  void add(history::Field field, std::string_view value) const {
    const bool told = field.name == "payable" || field.name == "kind" || field.name == "ordinal";
    if ((told && names_operation) || value.empty()) return;
    std::string text{field.name};
    std::ranges::replace(text, '_', ' ');
    put(fmt::format("{} {}", text, value));
  }
  void put(std::string_view text) const {
    if (!line.empty()) line += ", ";
    line += text;
  }
};

}  // namespace

std::string one_line(const history::Observation& seen) {
  if (const auto* const line = seen.as<history::LineLogged>()) {
    return fmt::format("{}: {}", to_text(line->level), line->text);
  }
  const history::Named named = named_by(seen);
  const bool names_operation = !named.payable.empty() && named.ordinal > 0;
  std::string line;
  if (names_operation) line = scope_of(named.payable, named.kind, named.ordinal);
  Tell tell{line, names_operation};
  history::visit([&]<typename Kind>(const history::Seen<Kind>& fact) { Kind::fields(fact, tell); },
                 seen);
  return line.empty() ? std::string{seen.word()} : fmt::format("{}: {}", seen.word(), line);
}

std::string scope_of(std::string_view payable, history::OperationKind kind, std::uint32_t ordinal) {
  return fmt::format("{}/{}-{}", payable, to_text(kind), ordinal);
}

}  // namespace assay::models
