// Comparing each row with the one that is a cycle's length before it.
#include "reports/fold.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace assay::reports {

namespace {

constexpr std::size_t length_max = 12;
constexpr std::size_t times_min = 3;
constexpr std::array<std::string_view, 6> counters{"try",  "attempt", "time",
                                                    "page", "asked",   "end"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where a counted number begins and, behind it, ends.
struct Number {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What stands before a number says that it counts something.
bool counts(std::string_view before) {
  if (before.empty() || (before.back() != ' ' && before.back() != '-')) return false;
  before.remove_suffix(1);
  return std::ranges::any_of(counters, [&](std::string_view word) {
    if (!before.ends_with(word)) return false;
    const std::size_t rest = before.size() - word.size();
    return rest == 0 || before[rest - 1] == ' ' || before[rest - 1] == '/';
  });
}

/// The next one at or after `from`.
std::optional<Number> counted_in(std::string_view words, std::size_t from) {
  for (std::size_t at = from; at < words.size(); ++at) {
    const bool begins = is_digit(words[at]) && (at == 0 || !is_digit(words[at - 1]));
    if (!begins || !counts(words.substr(0, at))) continue;
    std::size_t end = at;
    while (end < words.size() && is_digit(words[end])) ++end;
    return Number{at, end};
  }
  return std::nullopt;
}

/// How often the rows from `first` on are a cycle of that length.
std::size_t times_of(std::span<const std::string> rows, std::size_t first, std::size_t length) {
  std::size_t same = 0;
  for (std::size_t at = first + length; at < rows.size(); ++at, ++same) {
    if (rows[at].empty() || rows[at] != rows[at - length]) break;
  }
  return 1 + same / length;
}

Fold best_at(std::span<const std::string> rows, std::size_t first) {
  Fold best{first, 1, 1};
  for (std::size_t length = 1; length <= length_max && first + length < rows.size(); ++length) {
    if (rows[first + length - 1].empty()) break;
    const std::size_t times = times_of(rows, first, length);
    const bool saves_more = length * (times - 1) > best.length * (best.times - 1);
    if (times >= times_min && saves_more) best = {first, length, times};
  }
  return best;
}

/// The same cycle, begun as late as its number of rounds allows: it is told from the row that
/// opens a round, not from the one that ends the round before.
Fold latest_of(std::span<const std::string> rows, Fold fold) {
  for (std::size_t later = 1; later < fold.length; ++later) {
    if (times_of(rows, fold.first + 1, fold.length) < fold.times) break;
    ++fold.first;
  }
  return fold;
}

}  // namespace

std::string likeness(std::string_view words) {
  std::string text;
  std::size_t done = 0;
  while (const auto number = counted_in(words, done)) {
    text += words.substr(done, number->begin - done);
    text += '#';
    done = number->end;
  }
  text += words.substr(done);
  return text;
}

std::string spanning(std::string_view first, std::string_view last) {
  std::string text;
  std::size_t done = 0;
  std::size_t beside = 0;
  while (const auto number = counted_in(first, done)) {
    const auto other = counted_in(last, beside);
    if (!other) break;
    text += first.substr(done, number->end - done);
    const std::string_view one = first.substr(number->begin, number->end - number->begin);
    const std::string_view two = last.substr(other->begin, other->end - other->begin);
    if (one != two) text += fmt::format(" to {}", two);
    done = number->end;
    beside = other->end;
  }
  text += first.substr(done);
  return text;
}

std::vector<Fold> folds(std::span<const std::string> likenesses) {
  std::vector<Fold> found;
  for (std::size_t at = 0; at < likenesses.size();) {
    const Fold best = best_at(likenesses, at);
    if (best.times >= times_min) {
      found.push_back(latest_of(likenesses, best));
      at = found.back().first + best.length * best.times;
    } else {
      ++at;
    }
  }
  return found;
}

}  // namespace assay::reports
