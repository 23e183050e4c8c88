// One pattern after the other, one condition after the other.
#include "properties/own/flaws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "properties/own/fields.hpp"

namespace assay::properties::own {

namespace {

using history::FactKind;
using Path = std::vector<std::string>;

Path with(Path path, std::string_view step) {
  path.emplace_back(step);
  return path;
}

std::string in_words(const Operand& operand) {
  if (const auto* const flag = std::get_if<bool>(&operand)) return *flag ? "true" : "false";
  if (const auto* const number = std::get_if<std::int64_t>(&operand))
    return fmt::to_string(*number);
  if (const auto* const text = std::get_if<std::string>(&operand)) return *text;
  return std::get<OfFirst>(operand).field;
}

/// Words and texts can be equal; all other types are each of their own.
bool can_be_equal(FieldType left, FieldType right) {
  const auto is_text = [](FieldType type) {
    return type == FieldType::text || type == FieldType::word;
  };
  return left == right || (is_text(left) && is_text(right));
}

constexpr std::array<std::string_view, 4> type_words{"a text", "a word", "a whole number",
                                                     "true or false"};

std::string_view words_for(FieldType type) { return type_words[static_cast<std::size_t>(type)]; }

class Look {
 public:
  explicit Look(const Stated& stated) : stated_{stated} {}

  std::vector<Flaw> all() {
    const PartNames names = part_names(stated_.form);
    first_ = look_at_fact(stated_.fact, names.fact);
    if (first_) {
      look_at_conditions(stated_.fact, *first_, names.fact);
      look_at_fields(stated_.per, *first_, {"per"});
    }
    if (has_other(stated_)) look_at_other(names.other);
    return std::move(flaws_);
  }

 private:
  void look_at_other(const Path& path) {
    const auto kind = look_at_fact(stated_.other, path);
    if (!kind || !first_) return;
    look_at_conditions(stated_.other, *kind, path);
    look_at_same(*kind, with(path, "same"));
  }

  std::optional<FactKind> look_at_fact(const Pattern& pattern, const Path& path) {
    const auto kind = history::kind_from(pattern.fact);
    if (kind) return kind;
    Flaw flaw{with(path, "fact"), "a fact", pattern.fact};
    for (const history::About& about : history::all_about()) flaw.valid.push_back(about.word);
    flaws_.push_back(std::move(flaw));
    return {};
  }

  const FieldAbout* look_at_field(const std::string& name, FactKind kind, Path path) {
    const auto place = place_of(kind, name);
    if (place) return &fields_of(kind)[*place];
    Flaw flaw{std::move(path), fmt::format("a field of {}", history::about(kind).word), name};
    for (const FieldAbout& field : fields_of(kind)) flaw.valid.push_back(field.name);
    flaws_.push_back(std::move(flaw));
    return nullptr;
  }

  void look_at_fields(const std::vector<std::string>& names, FactKind kind, const Path& path) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      (void)look_at_field(names[i], kind, with(path, fmt::to_string(i)));
    }
  }

  /// Both have the field, and it is of one type.
  void look_at_same(FactKind kind, const Path& path) {
    const std::vector<std::string>& names = stated_.other.same;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Path at = with(path, fmt::to_string(i));
      const FieldAbout* const here = look_at_field(names[i], kind, at);
      if (here != nullptr) (void)look_at_field(names[i], *first_, at);
    }
  }

  void look_at_conditions(const Pattern& pattern, FactKind kind, const Path& path) {
    for (const Condition& condition : pattern.where) {
      const Path at = with(with(path, "where"), condition.field);
      const FieldAbout* const field = look_at_field(condition.field, kind, at);
      if (field != nullptr) look_at_operands(condition, *field, at);
    }
  }

  void look_at_operands(const Condition& condition, const FieldAbout& field, Path path) {
    if (condition.test != Test::equal) path = with(std::move(path), to_text(condition.test));
    const bool is_order = condition.test == Test::above || condition.test == Test::below;
    if (is_order && field.type != FieldType::number) {
      flaws_.push_back({std::move(path),
                        fmt::format("no order: {} is {}", field.name, words_for(field.type)),
                        in_words(condition.operands.front())});
      return;
    }
    for (std::size_t i = 0; i < condition.operands.size(); ++i) {
      Path at = condition.test == Test::one_of ? with(path, fmt::to_string(i)) : path;
      look_at_operand(condition.operands[i], condition.test, field, std::move(at));
    }
  }

  void look_at_operand(const Operand& operand, Test test, const FieldAbout& field, Path path) {
    if (const auto* const of = std::get_if<OfFirst>(&operand)) {
      path = with(std::move(path), "of");
      const FieldAbout* const other = look_at_field(of->field, *first_, path);
      if (other == nullptr || can_be_equal(other->type, field.type)) return;
      flaws_.push_back(
          {std::move(path),
           fmt::format("a field that is {}, as {} is", words_for(field.type), field.name),
           fmt::format("{}, which is {}", other->name, words_for(other->type))});
      return;
    }
    if (test != Test::present) look_at_value(operand, field, std::move(path));
  }

  void look_at_value(const Operand& operand, const FieldAbout& field, Path path) {
    const auto* const text = std::get_if<std::string>(&operand);
    const bool fits = field.type == FieldType::flag ? std::holds_alternative<bool>(operand)
                      : field.type == FieldType::number
                          ? std::holds_alternative<std::int64_t>(operand)
                          : text != nullptr;
    const bool is_known = field.type != FieldType::word || text == nullptr ||
                          std::ranges::find(field.words, *text) != field.words.end();
    if (fits && is_known) return;
    flaws_.push_back({std::move(path),
                      fmt::format("{} for {}", words_for(field.type), field.name),
                      in_words(operand),
                      {field.words.begin(), field.words.end()}});
  }

  const Stated& stated_;
  std::optional<FactKind> first_;
  std::vector<Flaw> flaws_;
};

}  // namespace

std::vector<Flaw> flaws_of(const Stated& stated) { return Look{stated}.all(); }

PartNames part_names(Form form) {
  switch (form) {
    case Form::never: return {{"never"}, {"without"}};
    case Form::at_rest: return {{"at_rest", "each"}, {"at_rest", "has"}};
    case Form::after: return {{"after"}, {"comes"}};
    case Form::at_most_once: break;
  }
  return {{"at_most_once"}, {}};
}

std::string_view to_text(Test test) {
  constexpr std::array<std::string_view, 6> words{"equal", "one_of", "not",
                                                  "above", "below",  "present"};
  return words[static_cast<std::size_t>(test)];
}

std::string_view to_text(Form form) {
  constexpr std::array<std::string_view, 4> words{"never", "at_rest", "after", "at_most_once"};
  return words[static_cast<std::size_t>(form)];
}

}  // namespace assay::properties::own
