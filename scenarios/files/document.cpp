// Strict reading, and finding the line of a pointer once it is needed.
#include "scenarios/files/document.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <set>

#include <fmt/core.h>

#include "scenarios/files/complaints.hpp"
#include "scenarios/files/json_events.hpp"
#include "scenarios/files/read_file.hpp"

namespace assay::scenarios {

namespace {

using Kind = nlohmann::json::parse_event_t;

Place place_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = static_cast<std::uint64_t>(std::ranges::count(before, '\n'));
  const auto start = before.rfind('\n');
  const std::size_t line_start = start == std::string_view::npos ? 0 : start + 1;
  return {lines + 1, before.size() - line_start + 1};
}

std::string pointer_to(const std::vector<PathStep>& path) {
  std::string pointer;
  for (const PathStep& taken : path) {
    pointer = taken.in_array ? step(pointer, taken.index) : step(pointer, taken.key);
  }
  return pointer;
}

/// What to write for a number with a point: a chance between nothing and one is a ratio.
std::string wanted_instead_of(std::string_view number) {
  const std::string_view digits = number.starts_with("0.") ? number.substr(2) : "";
  std::uint64_t part = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, part);
  if (digits.empty() || digits.size() > 6 || read.ptr != end || part == 0) {
    return "an integer that fits 64 bits";
  }
  std::uint64_t whole = 1;
  for (std::size_t i = 0; i < digits.size(); ++i) whole *= 10;
  const std::uint64_t common = std::gcd(part, whole);
  return fmt::format("a whole number or, for a chance, the ratio \"{}/{}\"", part / common,
                     whole / common);
}

/// The rules that well-formed JSON may still break. What makes a text too large ends the reading;
/// all else is collected.
class StrictListener {
 public:
  StrictListener(const std::string& file, std::string_view text, const TextLimits& limits)
      : file_{file}, text_{text}, limits_{limits} {}

  void on(const JsonEvent& event) {
    count(event);
    if (event.kind == Kind::object_start || event.kind == Kind::array_start) open(event);
    if (event.kind == Kind::object_end || event.kind == Kind::array_end) keys_.pop_back();
    if (event.kind == Kind::key) key(event);
    if (event.kind == Kind::value) value(event);
  }

  /// Errors: BadInput, where something was collected.
  void finish() const { refuse_if_any(found_, more_); }

 private:
  void count(const JsonEvent& event) {
    if (++events_ > limits_.events) {
      refuse(event, fmt::format("at most {} keys, values and brackets", limits_.events),
             "one more");
    }
  }

  void open(const JsonEvent& event) {
    keys_.emplace_back();
    if (keys_.size() > limits_.depth) {
      refuse(event, fmt::format("at most {} levels of nesting", limits_.depth), "one more");
    }
  }

  void key(const JsonEvent& event) {
    const auto& name = event.value.get_ref<const std::string&>();
    if (name.size() > limits_.key_length) {
      note(event, fmt::format("a key of at most {} bytes", limits_.key_length),
             fmt::format("one of {}", name.size()));
    }
    if (!keys_.back().insert(name).second) {
      note(event, "each key once", fmt::format("\"{}\" again", excerpt(name)));
    }
  }

  void value(const JsonEvent& event) {
    if (event.value.is_number_float() && !limits_.fractions) {
      const auto end = text_.find_first_of(" \t\r\n,]}", event.offset);
      const std::string_view found = text_.substr(event.offset, end - event.offset);
      note(event, wanted_instead_of(found), excerpt(found));
    }
    if (!event.value.is_string()) return;
    const std::size_t length = event.value.get_ref<const std::string&>().size();
    if (length > limits_.text_length) {
      note(event, fmt::format("a text of at most {} bytes", limits_.text_length),
             fmt::format("one of {}", length));
    }
  }

  [[nodiscard]] BadInputFacts facts(const JsonEvent& event, std::string expected,
                                    std::string found) const {
    return {.file = file_,
            .place = place_at(text_, event.offset),
            .pointer = pointer_to(event.path),
            .expected = std::move(expected),
            .found = std::move(found)};
  }

  [[noreturn]] void refuse(const JsonEvent& event, std::string expected, std::string found) const {
    throw BadInput{facts(event, std::move(expected), std::move(found))};
  }

  void note(const JsonEvent& event, std::string expected, std::string found) {
    if (found_.size() >= Complaints::kept_max) {
      ++more_;
    } else {
      found_.push_back(facts(event, std::move(expected), std::move(found)));
    }
  }

  const std::string& file_;
  std::string_view text_;
  const TextLimits& limits_;
  std::vector<std::set<std::string>> keys_;
  std::size_t events_ = 0;
  std::vector<BadInputFacts> found_;
  std::uint64_t more_ = 0;
};

/// The library's sentence without its prefix: "unexpected ']'; expected ...".
std::string reason_in(std::string_view message) {
  const auto colon = message.find(": ");
  if (colon != std::string_view::npos) message.remove_prefix(colon + 2);
  return excerpt(message);
}

nlohmann::json parse_strictly(const std::string& file, std::string_view text,
                              const TextLimits& limits) {
  if (text.size() > limits.bytes) {
    refuse_input(file, fmt::format("at most {} bytes", limits.bytes),
                 fmt::format("{}", text.size()));
  }
  std::size_t consumed = 0;
  StrictListener listener{file, text, limits};
  try {
    auto value = parse_events(text, consumed, [&](const JsonEvent& event) { listener.on(event); });
    listener.finish();
    return value;
  } catch (const nlohmann::json::exception& error) {
    throw BadInput{{.file = file,
                    .place = place_at(text, consumed == 0 ? 0 : consumed - 1),
                    .expected = "well-formed JSON",
                    .found = reason_in(error.what())}};
  }
}

}  // namespace

Document::Document(std::string file, std::string text, const TextLimits& limits)
    : file_{std::move(file)}, text_{std::move(text)}, value_(parse_strictly(file_, text_, limits)) {
}

Document Document::read(const std::string& path, const TextLimits& limits) {
  return Document{path, read_file(path, limits.bytes), limits};
}

Place Document::place_of(const std::string& pointer) const {
  return places_of({&pointer, 1}).front();
}

std::vector<Place> Document::places_of(std::span<const std::string> pointers) const {
  std::map<std::string_view, Place> places;
  std::set<std::size_t> depths;
  for (const std::string& pointer : pointers) {
    places[pointer] = {};
    depths.insert(static_cast<std::size_t>(std::ranges::count(pointer, '/')));
  }
  std::size_t consumed = 0;
  parse_events(text_, consumed, [&](const JsonEvent& event) {
    const bool opens = event.kind != Kind::object_end && event.kind != Kind::array_end;
    if (!opens || !depths.contains(event.path.size())) return;
    const auto wanted = places.find(pointer_to(event.path));
    if (wanted == places.end() || wanted->second.line != 0) return;
    wanted->second = place_at(text_, event.offset);
  });
  std::vector<Place> found;
  for (const std::string& pointer : pointers) found.push_back(places[pointer]);
  return found;
}

void Document::refuse(std::string pointer, std::string expected, std::string found,
                      std::string nearest) const {
  const Place place = place_of(pointer);
  throw BadInput{{.file = file_,
                  .place = place,
                  .pointer = std::move(pointer),
                  .expected = std::move(expected),
                  .found = std::move(found),
                  .nearest = std::move(nearest)}};
}

std::string step(std::string_view pointer, std::string_view key) {
  std::string longer{pointer};
  longer += '/';
  for (const char c : key) {
    if (c == '~')
      longer += "~0";
    else if (c == '/')
      longer += "~1";
    else
      longer += c;
  }
  return longer;
}

std::string step(std::string_view pointer, std::size_t index) {
  return fmt::format("{}/{}", pointer, index);
}

}  // namespace assay::scenarios
