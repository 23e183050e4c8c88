// Two visitors over what a fact tells: one notes what there is, one takes what is wanted.
#include "properties/own/fields.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>
#include <utility>

namespace assay::properties::own {

namespace {

using history::Amount;
using history::Field;
using history::Name;

/// Hands each field on under its full name: `take(name, part, value)`.
template <class Take>
struct Flat {
  Take& take;

  void operator()(Field field, const Amount& amount) {
    take(field.name, ".minor", amount.minor);
    take(field.name, ".currency", amount.currency.code());
  }
  void operator()(Field field, const Name& name) { take(field.name, "", name.text()); }
  template <class Plain>
  void operator()(Field field, const Plain& value) {
    take(field.name, "", value);
  }
};

template <class Kind, class Take>
void tell_all(const history::Stamp& stamp, const Kind& fact, Take& take) {
  Flat<Take> flat{take};
  flat("at", stamp.at);
  flat("observer", stamp.observer);
  Kind::fields(fact, flat);
}

struct Note {
  std::vector<FieldAbout>& into;

  template <class Plain>
  void operator()(std::string_view name, std::string_view part, const Plain& /*value*/) {
    FieldAbout about{std::string{name}.append(part)};
    if constexpr (std::is_same_v<Plain, bool>) {
      about.type = FieldType::flag;
    } else if constexpr (std::is_enum_v<Plain>) {
      about.type = FieldType::word;
      about.words = history::words_of<Plain>();
    } else if constexpr (std::is_integral_v<Plain>) {
      about.type = FieldType::number;
    }
    into.push_back(std::move(about));
  }
};

template <class Number>
std::int64_t held(Number number) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return std::in_range<std::int64_t>(number) ? static_cast<std::int64_t>(number) : most;
}

struct TakeOne {
  std::size_t wanted;
  Value found{};
  std::size_t place = 0;

  template <class Plain>
  void operator()(std::string_view /*name*/, std::string_view /*part*/, const Plain& value) {
    if (place++ != wanted) return;
    if constexpr (std::is_same_v<Plain, std::string_view>) {
      found = {value, 0, !value.empty()};
    } else if constexpr (std::is_enum_v<Plain>) {
      const bool always = std::is_same_v<Plain, history::OperationKind>;  // it has no `none`
      found = {history::to_text(value), 0, always || value != Plain{}};
    } else if constexpr (std::is_same_v<Plain, bool>) {
      found = {{}, value ? 1 : 0, value};
    } else {
      found = {{}, held(value), value != Plain{}};
    }
  }
};

using AllFields = std::array<std::vector<FieldAbout>, history::fact_kinds>;

template <std::size_t place>
std::vector<FieldAbout> noted() {
  std::vector<FieldAbout> fields;
  Note note{fields};
  tell_all(history::Stamp{}, history::FactAt<place>{}, note);
  return fields;
}

template <std::size_t... place>
AllFields all_noted(std::index_sequence<place...> /*kinds*/) {
  return {noted<place>()...};
}

}  // namespace

const std::vector<FieldAbout>& fields_of(history::FactKind kind) {
  static const AllFields all = all_noted(std::make_index_sequence<history::fact_kinds>{});
  return all[static_cast<std::size_t>(kind)];
}

std::optional<std::size_t> place_of(history::FactKind kind, std::string_view field) {
  const std::vector<FieldAbout>& fields = fields_of(kind);
  const auto found = std::ranges::find(fields, field, &FieldAbout::name);
  if (found == fields.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields.begin());
}

Value value_at(const history::Observation& seen, std::size_t place) {
  TakeOne take{place};
  history::visit(
      [&]<class Kind>(const history::Seen<Kind>& fact) {
        tell_all(seen, static_cast<const Kind&>(fact), take);
      },
      seen);
  return take.found;
}

}  // namespace assay::properties::own
