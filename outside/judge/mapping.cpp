// The rules of our own histories are made of what each kind tells of itself.
#include "outside/judge/mapping.hpp"

#include <algorithm>
#include <utility>

namespace assay::outside {
namespace {

using history::Amount;
using history::Field;

/// Notes the names of fields, and which are amounts.
struct Names {
  std::vector<std::string> all{};
  std::vector<bool> amounts{};

  void operator()(Field field, const Amount&) { note(field, true); }
  void operator()(Field field, const auto&) { note(field, false); }
  void note(Field field, bool amount) {
    all.emplace_back(field.name);
    amounts.push_back(amount);
  }
};

template <std::size_t place>
Names names_at() {
  Names names;
  history::FactAt<place> none;
  history::FactAt<place>::fields(none, names);
  return names;
}

template <std::size_t... place>
std::vector<Names> all_names(std::index_sequence<place...>) {
  return {names_at<place>()...};
}

const Names& names_of(history::FactKind kind) {
  static const std::vector<Names> table =
      all_names(std::make_index_sequence<history::fact_kinds>{});
  return table[static_cast<std::size_t>(kind)];
}

ValueSource pointer_to(std::string_view pointer) {
  return {.given = true, .constant = false, .text = std::string{pointer}};
}

Link link_of(std::string_view field) {
  constexpr std::array<std::pair<std::string_view, Link>, 11> links{
      {{"payable", Link::payable},
       {"operation", Link::operation},
       {"effect", Link::effect},
       {"scope", Link::scope},
       {"key", Link::key},
       {"event", Link::event},
       {"webhook", Link::webhook},
       {"transaction", Link::transaction},
       {"processor", Link::processor},
       {"processor_key", Link::processor_key},
       {"subject", Link::subject}}};
  for (const auto& [name, link] : links) {
    if (name == field) return link;
  }
  return Link::none;
}

FactRule native_rule(history::FactKind kind) {
  FactRule rule{.kind = kind};
  for (const std::string& name : fields_of(kind)) {
    FieldPlan plan = plan_of(kind, name);
    plan.value = pointer_to("/" + name);
    if (is_amount(kind, name)) {
      plan.value = pointer_to("/" + name + "/minor");
      plan.currency = pointer_to("/" + name + "/currency");
    }
    rule.fields.push_back(std::move(plan));
  }
  return rule;
}

}  // namespace

std::vector<std::string> fields_of(history::FactKind kind) { return names_of(kind).all; }

bool is_amount(history::FactKind kind, std::string_view field) {
  const Names& names = names_of(kind);
  const auto at = std::ranges::find(names.all, field) - names.all.begin();
  return at < std::ssize(names.all) && names.amounts[static_cast<std::size_t>(at)];
}

/// Whether what a kind counts grows with time: an answer may come late, and a token begin anew.
bool counts_steps(history::FactKind kind) {
  using namespace std::string_view_literals;
  constexpr std::array kinds{"transition_committed"sv, "balance_committed"sv, "request_sent"sv,
                             "attempt_sent"sv, "event_committed"sv};
  return std::ranges::find(kinds, history::about(kind).word) != kinds.end();
}

FieldPlan plan_of(history::FactKind kind, std::string_view field) {
  using namespace std::string_view_literals;
  constexpr std::array of_thread{"payable"sv, "ordinal"sv, "kind"sv,     "operation"sv,
                                 "scope"sv,   "key"sv,     "consumer"sv, "customer"sv};
  constexpr std::array steps{"version"sv, "place"sv, "attempt"sv, "try"sv};
  return {.name = std::string{field},
          .link = link_of(field),
          .in_thread = std::ranges::find(of_thread, field) != of_thread.end(),
          .is_step = counts_steps(kind) && std::ranges::find(steps, field) != steps.end()};
}

const std::vector<FactRule>& native_rules() {
  static const std::vector<FactRule> rules = [] {
    std::vector<FactRule> all;
    for (std::size_t i = 0; i < history::fact_kinds; ++i) {
      all.push_back(native_rule(static_cast<history::FactKind>(i)));
    }
    return all;
  }();
  return rules;
}

Mapping native_mapping() {
  RecordedSource source{.name = "history",
                        .at = pointer_to("/at"),
                        .format = TimeFormat::ns,
                        .order = SourceOrder::sequence,
                        .sequence = pointer_to("/sequence"),
                        .observer = pointer_to("/observer"),
                        .native = true};
  Mapping mapping;
  mapping.sources.push_back(std::move(source));
  return mapping;
}

}  // namespace assay::outside
