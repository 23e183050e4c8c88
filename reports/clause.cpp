// What an observer saw, as a clause about them: each kind of fact brings its own, with gaps for its
// fields.
#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <vector>

#include "reports/story.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

/// The fields of one fact as words, by name.
class Gaps {
 public:
  explicit Gaps(const history::Observation& seen) {
    history::visit(
        [this]<typename Kind>(const history::Seen<Kind>& fact) {
          Kind::fields(fact, *this);
          put("told", told(fact));
        },
        seen);
    put("what", history::what_is_named(named_by(seen)));
  }

  void operator()(history::Field field, history::Name name) {
    put(field.name, field.name == "reason" ? words(name) : name.string());
  }
  void operator()(history::Field field, const history::Amount& amount) {
    put(field.name, money(amount));
  }
  void operator()(history::Field field, history::State state) {
    put(field.name, state == history::State::none ? "new" : words(to_text(state)));
  }
  template <typename Value>
  void operator()(history::Field field, const Value& value) {
    if constexpr (std::is_enum_v<Value>) {
      put(field.name, words(to_text(value)));
    } else {
      put(field.name, fmt::format("{}", value));
    }
  }

  [[nodiscard]] std::string_view text(std::string_view name) const {
    const auto found = std::ranges::find(all_, name, &Gap::name);
    return found == all_.end() ? std::string_view{} : found->text;
  }

 private:
  struct Gap {
    std::string_view name;
    std::string text;
  };

  void put(std::string_view name, std::string text) { all_.push_back({name, std::move(text)}); }

  /// Outcome and status, where there are any.
  static std::string told(const auto& fact) {
    std::uint32_t status = 0;
    history::Outcome outcome = history::Outcome::none;
    if constexpr (requires { fact.status; }) status = fact.status;
    if constexpr (requires { fact.outcome; }) outcome = fact.outcome;
    return outcome_text(outcome, status);
  }

  std::vector<Gap> all_;
};

/// A form with its gaps filled. Returns also whether none of them was empty.
std::pair<std::string, bool> filled(std::string_view form, const Gaps& gaps) {
  std::string text;
  bool whole = true;
  while (!form.empty()) {
    const auto open = form.find('{');
    text += form.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = form.find('}', open);
    const std::string_view gap = gaps.text(form.substr(open + 1, close - open - 1));
    whole = whole && !gap.empty();
    text += gap;
    form.remove_prefix(close + 1);
  }
  return {text, whole};
}

}  // namespace

std::string outcome_text(history::Outcome outcome, std::uint32_t status) {
  if (outcome == history::Outcome::none) return fmt::format("status {}", status);
  const std::string word = words(to_text(outcome));
  return status == 0 ? word : fmt::format("{} ({})", word, status);
}

std::string clause(const history::Observation& seen) {
  const history::About& about = history::about(seen.kind_of_fact);
  if (about.clause.empty()) return words(about.word);
  const Gaps gaps(seen);
  const auto bracket = about.clause.find('[');
  std::string text = filled(about.clause.substr(0, bracket), gaps).first;
  if (bracket == std::string_view::npos) return text;
  const auto optional = about.clause.substr(bracket + 1, about.clause.find(']') - bracket - 1);
  const auto [more, whole] = filled(optional, gaps);
  return whole ? text + more : text;
}

}  // namespace assay::reports
