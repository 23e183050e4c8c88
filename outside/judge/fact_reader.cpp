// The kind tells its fields; each is taken from where its plan says, checked, and packed.
#include "outside/judge/fact_reader.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <type_traits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "history/currency.hpp"
#include "outside/judge/exact_values.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::outside {
namespace {

using history::Amount;
using history::Field;
using history::Name;

std::string quoted(std::string_view text) {
  return fmt::format("\"{}\"", scenarios::excerpt(text));
}

/// Takes the fields of one kind out of a line.
struct Take {
  const FactRule& rule;
  const FlatLine& line;
  ReadFact& into;
  FlatError& error;
  FactPacker packer;
  std::size_t at = 0;
  bool good = true;
  std::uint64_t thread = 0, step = 0;

  void operator()(Field, Name&) {
    const FieldPlan& plan = next();
    const std::string_view text = text_of(plan);
    into.links[static_cast<std::size_t>(plan.link)] = text;
    if (plan.in_thread) fold(std::hash<std::string_view>{}(text));
    packer.text(text);
  }

  void operator()(Field field, Amount&) {
    const FieldPlan& plan = next();
    const auto value = value_at(plan.value, line);
    if (!value) return packer.amount(0, "");
    const std::string_view code = value_at(plan.currency, line).value_or("");
    if (!history::Currency::fits(code)) {
      refuse(field, "a currency of at most 7 letters", quoted(code));
      return packer.amount(0, "");
    }
    const unsigned decimals = plan.major ? history::decimals_of(code) : 0;
    auto minor = scaled(*value, decimals);
    if (!minor) {
      refuse(field,
             plan.major ? fmt::format("an amount of {} with at most {} decimals", code, decimals)
                        : "an amount of whole minor units",
             quoted(*value));
    }
    if (minor && plan.drops_sign && *minor < 0) minor = -*minor;
    packer.amount(minor.value_or(0), code);
  }

  void operator()(Field field, bool&) {
    const std::string_view text = text_of(next());
    if (!text.empty() && text != "true" && text != "false") {
      refuse(field, "true or false", quoted(text));
    }
    packer.number(text == "true" ? 1 : 0);
  }

  template <class Value>
  void operator()(Field field, Value&) {
    const FieldPlan& plan = next();
    const std::string_view text = text_of(plan);
    std::uint64_t value = 0;
    if constexpr (std::is_enum_v<Value>) {
      value = word<Value>(field, text);
    } else {
      value = number<Value>(field, text);
    }
    if (plan.in_thread) fold(value);
    if (plan.is_step) step = value;
    packer.number(value);
  }

 private:
  void fold(std::uint64_t value) {
    thread = (thread ^ value) * 0x9E37'79B9'7F4A'7C15U + (thread >> 7U);
  }
  const FieldPlan& next() { return rule.fields[at++]; }

  std::string_view text_of(const FieldPlan& plan) const {
    const std::string_view text = value_at(plan.value, line).value_or(plan.otherwise);
    if (plan.words.empty()) return text;
    const auto ours = plan.words.find(text);
    return ours == plan.words.end() ? text : std::string_view{ours->second};
  }

  template <class Enum>
  std::uint64_t word(Field field, std::string_view text) {
    if (text.empty()) return 0;
    if (const auto value = history::from_text<Enum>(text)) {
      return static_cast<std::uint64_t>(*value);
    }
    const auto words = history::words_of<Enum>();
    const std::string nearest = scenarios::nearest_name(text, words);
    refuse(field, fmt::format("one of {}", fmt::join(words, ", ")),
           quoted(text) + (nearest.empty() ? "" : fmt::format(" (did you mean {}?)", nearest)));
    return 0;
  }

  template <class Number>
  std::uint64_t number(Field field, std::string_view text) {
    if (text.empty()) return 0;
    Number value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) {
      return static_cast<std::uint64_t>(value);
    }
    refuse(field, "a whole number in range", quoted(text));
    return 0;
  }

  void refuse(Field field, std::string expected, std::string found) {
    if (!good) return;
    good = false;
    error = {fmt::format("{} of {}: {}", field.name, history::about(rule.kind).word, expected),
             std::move(found)};
  }
};

template <std::size_t place>
bool take_as(const FactRule& rule, const FlatLine& line, ReadFact& into, FlatError& error,
             std::string_view observer) {
  using Kind = history::FactAt<place>;
  Take take{rule, line, into, error, FactPacker{into.packed}};
  take.packer.begin(rule.kind, into.origin);
  take.packer.text(observer);
  Kind none;
  take.thread = place + 1;
  Kind::fields(none, take);
  take.packer.thread(take.thread, take.step);
  take.packer.end();
  return take.good;
}

template <std::size_t... place>
constexpr auto takers_of(std::index_sequence<place...>) {
  return std::array{&take_as<place>...};
}

constexpr auto takers = takers_of(std::make_index_sequence<history::fact_kinds>{});

}  // namespace

std::optional<std::string_view> value_at(const ValueSource& source, const FlatLine& line) {
  if (!source.given) return {};
  if (source.constant) return source.text;
  const FlatValue* const value = line.find(source.text);
  if (value == nullptr) return {};
  return value->text;
}

bool fulfils(const std::vector<Condition>& when, const FlatLine& line) {
  return std::ranges::all_of(when, [&](const Condition& one) {
    const FlatValue* const value = line.find(one.pointer);
    return value != nullptr && std::ranges::find(one.one_of, value->text) != one.one_of.end();
  });
}

bool read_fact(const FactRule& rule, const RecordedSource& source, const FlatLine& line,
               ReadFact& into, FlatError& error) {
  into.kind = rule.kind;
  into.links = {};
  into.packed.clear();
  const std::string_view observer = value_at(source.observer, line).value_or("");
  return takers[static_cast<std::size_t>(rule.kind)](rule, line, into, error, observer);
}

}  // namespace assay::outside
