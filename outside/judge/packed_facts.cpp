// A length, the kind, the origin, then the fields in the order in which the kind tells them.
#include "outside/judge/packed_facts.hpp"

#include <array>
#include <cstring>
#include <type_traits>
#include <utility>

namespace assay::outside {
namespace {

using history::Amount;
using history::Field;
using history::History;
using history::Name;

template <class Value>
void put(std::string& bytes, const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class Value>
Value take(const char*& at) {
  Value value{};
  std::memcpy(&value, at, sizeof value);
  at += sizeof value;
  return value;
}

std::string_view take_text(const char*& at) {
  const auto size = take<std::uint32_t>(at);
  const std::string_view text{at, size};
  at += size;
  return text;
}

/// Reads the fields of one kind, as they were packed.
struct Read {
  History& names;
  const char* at;
  std::int64_t moved;  ///< nanoseconds

  void operator()(Field, Name& value) { value = names.name(take_text(at)); }
  void operator()(Field, Amount& value) {
    value.minor = take<std::int64_t>(at);
    value.currency = history::Currency{take_text(at)};
  }
  template <class Value>
  void operator()(Field field, Value& value) {
    value = static_cast<Value>(take<std::uint64_t>(at));
    if constexpr (std::is_same_v<Value, std::int64_t>) {
      if (field.name == "asked" && value != 0) value += moved;
    }
  }
};

template <std::size_t place>
void add_as(History& history, const FactView& fact, std::int64_t at) {
  using Kind = history::FactAt<place>;
  const char* fields = fact.fields;
  const history::Stamp stamp{.at = at, .observer = history.name(take_text(fields))};
  Read read{history, fields, at - fact.at};
  Kind kind;
  Kind::fields(kind, read);
  history.add(stamp, kind);
}

template <std::size_t... place>
constexpr auto adders_of(std::index_sequence<place...>) {
  return std::array{&add_as<place>...};
}

constexpr auto adders = adders_of(std::make_index_sequence<history::fact_kinds>{});

}  // namespace

void FactPacker::begin(history::FactKind kind, const FactOrigin& origin) {
  began_ = bytes_.size();
  put(bytes_, std::uint32_t{0});
  put(bytes_, kind);
  put(bytes_, origin);
}

void FactPacker::text(std::string_view value) {
  put(bytes_, static_cast<std::uint32_t>(value.size()));
  bytes_.append(value);
}

void FactPacker::amount(std::int64_t minor, std::string_view currency) {
  put(bytes_, minor);
  text(currency);
}

void FactPacker::number(std::uint64_t value) { put(bytes_, value); }

void FactPacker::thread(std::uint64_t thread, std::uint64_t step) {
  FactOrigin origin;
  char* const at = bytes_.data() + began_ + sizeof(std::uint32_t) + sizeof(history::FactKind);
  std::memcpy(&origin, at, sizeof origin);
  origin.thread = thread;
  origin.step = step;
  std::memcpy(at, &origin, sizeof origin);
}

void FactPacker::end() {
  const auto size = static_cast<std::uint32_t>(bytes_.size() - began_);
  std::memcpy(bytes_.data() + began_, &size, sizeof size);
}

void unpack(const std::string& bytes, std::uint32_t group, std::vector<FactView>& into) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at < end) {
    const char* const began = at;
    const auto size = take<std::uint32_t>(at);
    FactView view;
    view.kind = take<history::FactKind>(at);
    static_cast<FactOrigin&>(view) = take<FactOrigin>(at);
    view.group = group;
    view.fields = at;
    into.push_back(view);
    at = began + size;
  }
}

bool announces_attempt(const FactView& fact) {
  const char* at = fact.fields;
  const auto skip_text = [&] { (void)take_text(at); };
  const auto skip_number = [&] { (void)take<std::uint64_t>(at); };
  skip_text();    // observer
  skip_text();    // payable
  skip_number();  // ordinal
  skip_number();  // kind
  skip_text();    // operation
  skip_text();    // customer
  skip_number();  // version
  skip_number();  // from
  const auto to = static_cast<history::State>(take<std::uint64_t>(at));
  return to == history::State::initiated || to == history::State::attempting;
}

void add_to(history::History& history, const FactView& fact, std::int64_t at) {
  adders[static_cast<std::size_t>(fact.kind)](history, fact, at);
}

}  // namespace assay::outside
