// The schema judges the file; names of facts, fields and words are checked here.
#include "outside/judge/mapping_file.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "outside/judge/exact_values.hpp"
#include "outside/schemas/schemas.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::outside {
namespace {

using nlohmann::json;
using scenarios::Document;
using scenarios::step;

std::int64_t nanoseconds(const Document& document, const std::string& pointer) {
  const json& value = document.value().at(json::json_pointer{pointer});
  const auto length = scenarios::parse_duration(value.get<std::string>());
  if (!length) document.refuse(pointer, "a length of time that fits", value.get<std::string>());
  return length->ns();
}

ValueSource value_of(const json& text) {
  const auto value = text.get<std::string>();
  constexpr std::string_view constant = "text:";
  const bool fixed = value.starts_with(constant);
  return {.given = true, .constant = fixed, .text = fixed ? value.substr(constant.size()) : value};
}

std::vector<Condition> conditions_of(const json& parent) {
  std::vector<Condition> when;
  if (!parent.contains("when")) return when;
  for (const auto& [pointer, wanted] : parent.at("when").items()) {
    Condition one{.pointer = pointer};
    if (wanted.is_string()) one.one_of.push_back(wanted);
    if (wanted.is_array()) one.one_of = wanted.get<std::vector<std::string>>();
    when.push_back(std::move(one));
  }
  return when;
}

history::FactKind kind_at(const Document& document, const std::string& pointer,
                          const std::string& word) {
  if (const auto kind = history::kind_from(word)) return *kind;
  std::vector<std::string_view> words;
  for (const history::About& one : history::all_about()) words.push_back(one.word);
  document.refuse(pointer, "a kind of fact of docs/history-format.md", "\"" + word + "\"",
                  scenarios::nearest_name(word, words));
}

void read_bounds(const Document& document, history::Bounds& into) {
  const json bounds = document.value().value("bounds", json::object());
  const auto take = [&](const char* name, std::int64_t& bound) {
    if (bounds.contains(name)) bound = nanoseconds(document, step("/bounds", name));
  };
  take("effect_max", into.effect_max);
  take("reconcile_max", into.reconcile_max);
  take("resolve_max", into.resolve_max);
  take("lease_max", into.lease_max);
  take("key_retention", into.key_retention);
  take("skew_max", into.skew_max);
  take("capture_margin", into.capture_margin);
  into.tries_max = bounds.value("tries_max", 0U);
}

void read_processors(const Document& document, Mapping& into) {
  const json list = document.value().value("processors", json::array());
  for (std::size_t i = 0; i < list.size(); ++i) {
    history::ProcessorTerms terms{.name = list[i].at("name"),
                                  .knows_keys = list[i].at("knows_keys"),
                                  .keys_by_kind = list[i].value("keys_by_kind", false)};
    const std::string place = step("/processors", i);
    if (list[i].contains("key_retention")) {
      terms.key_retention = nanoseconds(document, step(place, "key_retention"));
    }
    into.processors.push_back(std::move(terms));
  }
}

/// One field's plan out of its short or its long form.
void read_field(const json& told, FieldPlan& into) {
  if (told.is_string()) {
    into.value = value_of(told);
    return;
  }
  into.value = value_of(told.at("value"));
  if (told.contains("currency")) into.currency = value_of(told.at("currency"));
  into.major = told.value("unit", "minor") == "major";
  into.drops_sign = told.value("sign", "kept") == "dropped";
  into.otherwise = told.value("otherwise", "");
  const json words = told.value("words", json::object());
  for (const auto& [theirs, ours] : words.items()) into.words[theirs] = ours.get<std::string>();
}

FactRule rule_at(const Document& document, const std::string& pointer) {
  const json& told = document.value().at(json::json_pointer{pointer});
  const auto word = told.at("fact").get<std::string>();
  FactRule rule{.kind = kind_at(document, step(pointer, "fact"), word),
                .when = conditions_of(told)};
  const std::vector<std::string> names = fields_of(rule.kind);
  for (const std::string& name : names) {
    rule.fields.push_back(plan_of(rule.kind, name));
  }
  for (const auto& [name, source] : told.at("fields").items()) {
    const std::string place = step(step(pointer, "fields"), name);
    const auto at = std::ranges::find(names, name) - names.begin();
    if (at == std::ssize(names)) {
      const std::vector<std::string_view> valid{names.begin(), names.end()};
      document.refuse(place, fmt::format("a field of {}", word), "\"" + name + "\"",
                      scenarios::nearest_name(name, valid));
    }
    FieldPlan& plan = rule.fields[static_cast<std::size_t>(at)];
    read_field(source, plan);
    if (is_amount(rule.kind, name) && !plan.currency.given) {
      document.refuse(place, "an amount with its value and its currency", "no currency");
    }
  }
  for (const FieldPlan& plan : rule.fields) {
    const bool must = plan.name == "payable" || plan.name == "kind" || plan.name == "ordinal";
    if (!must || plan.value.given) continue;
    document.refuse(step(pointer, "fields"),
                    fmt::format("`{}` of {}: where it stands, or text:VALUE where it is always "
                                "the same",
                                plan.name, word),
                    "none");
  }
  return rule;
}

RecordedSource source_at(const Document& document, std::size_t number) {
  const std::string place = step("/sources", number);
  const json& told = document.value().at(json::json_pointer{place});
  RecordedSource source{.name = told.at("name")};
  source.native = told.value("history", false);
  if (source.native) {
    const std::string name = source.name;
    source = native_mapping().sources.front();
    source.name = name;
  }
  source.files = told.value("files", std::vector<std::string>{});
  source.when = conditions_of(told);
  const json clock = told.value("clock", json::object());
  if (!source.native) {
    if (!clock.contains("at")) document.refuse(place, "a clock with `at`", "none");
    if (!told.contains("facts")) document.refuse(place, "facts, or history: true", "neither");
    source.at = value_of(clock.at("at"));
    constexpr std::array<std::string_view, 5> formats{"rfc3339", "s", "ms", "us", "ns"};
    const auto format = clock.value("format", "rfc3339");
    source.format = static_cast<TimeFormat>(std::ranges::find(formats, format) - formats.begin());
    source.observer = {true, true, source.name};
  }
  if (clock.contains("uncertainty")) {
    source.uncertainty = nanoseconds(document, step(step(place, "clock"), "uncertainty"));
  }
  if (told.contains("observer")) source.observer = value_of(told.at("observer"));
  const auto order = told.value("order", source.native ? "sequence" : "lines");
  if (order == "nothing") source.order = SourceOrder::nothing;
  if (order == "lines") source.order = SourceOrder::lines;
  if (order == "sequence" && !source.native) {
    source.order = SourceOrder::sequence;
    if (!told.contains("sequence")) document.refuse(place, "where its sequence stands", "none");
  }
  if (told.contains("sequence")) source.sequence = value_of(told.at("sequence"));
  const json facts = told.value("facts", json::array());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    source.rules.push_back(rule_at(document, step(step(place, "facts"), i)));
  }
  return source;
}

std::optional<std::int64_t> moment_at(const Document& document, const char* name) {
  if (!document.value().contains(name)) return {};
  const auto text = document.value().at(name).get<std::string>();
  const bool plain = text.find_first_not_of("0123456789") == std::string::npos;
  const auto time = read_time(text, plain ? TimeFormat::ns : TimeFormat::rfc3339);
  if (!time) document.refuse(step("", name), "a time as RFC 3339", "\"" + text + "\"");
  return time;
}

}  // namespace

std::string_view map_schema() { return embedded_schema("map"); }

Mapping read_mapping(const std::string& file, std::string text) {
  const Document document{file, std::move(text)};
  must_keep_schema(document, map_schema());
  const json& value = document.value();
  Mapping mapping{.name = value.value("name", "")};
  read_bounds(document, mapping.bounds);
  read_processors(document, mapping);
  if (value.contains("stored_answers")) {
    mapping.stored_answers =
        *history::from_text<history::StoredAnswers>(value.at("stored_answers").get<std::string>());
  }
  mapping.healed = value.value("healed", false);
  mapping.whole = value.value("whole", false);
  mapping.at_rest = value.value("at_rest", false);
  const auto sampled = value.value("sampled", "");
  if (sampled == "payables") mapping.sampling = Sampling::payables;
  if (sampled == "facts") mapping.sampling = Sampling::facts;
  mapping.from = moment_at(document, "from");
  mapping.to = moment_at(document, "to");
  if (value.contains("begins_with")) {
    mapping.begins_with = {};
    for (const json& kind : value.at("begins_with")) {
      const auto word = history::from_text<history::OperationKind>(kind.get<std::string>());
      mapping.begins_with[static_cast<std::size_t>(*word)] = true;
    }
  }
  const json never = value.value("never", json::array());
  for (std::size_t i = 0; i < never.size(); ++i) {
    (void)kind_at(document, step("/never", i), never[i]);
    mapping.never.push_back(never[i]);
  }
  for (std::size_t i = 0; i < value.at("sources").size(); ++i) {
    mapping.sources.push_back(source_at(document, i));
  }
  return mapping;
}

}  // namespace assay::outside
