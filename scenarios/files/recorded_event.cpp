// Two forms are EDN, of which a line has little: keywords, numbers, texts, nil, and a pair of
// values.
#include "scenarios/files/recorded_event.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/document.hpp"

namespace assay::scenarios {

namespace {

using properties::linear::Value;

constexpr std::string_view log_mark = "jepsen.util - ";
constexpr std::array<std::string_view, 4> types{"invoke", "ok", "fail", "info"};
constexpr std::size_t text_length_max = std::size_t{1} << 20;

/// A line, and how far it was read.
class Reader {
 public:
  Reader(const std::string& file, std::uint64_t line, std::string_view text)
      : file_{file}, line_{line}, text_{text} {}

  [[noreturn]] void refuse(std::string expected, std::string found) const {
    throw BadInput{{.file = file_,
                    .place = {line_, at_ + 1},
                    .expected = std::move(expected),
                    .found = std::move(found)}};
  }
  [[noreturn]] void refuse_rest(std::string expected) const {
    const std::string_view rest = text_.substr(at_);
    refuse(std::move(expected),
           rest.empty() ? "the end of the line" : "\"" + std::string{rest.substr(0, 40)} + "\"");
  }

  [[nodiscard]] bool at_end() {
    skip_blanks();
    return at_ == text_.size();
  }
  bool take(char sign) {
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != sign) return false;
    ++at_;
    return true;
  }
  void skip(std::size_t length) { at_ += length; }

  /// ":invoke", without its colon.
  std::string keyword() {
    if (!take(':')) refuse_rest("a keyword such as :ok");
    return word();
  }
  /// A number, a keyword, a quoted text, or nil.
  Value value() {
    skip_blanks();
    if (take('"')) return quoted();
    take(':');
    std::string text = word();
    return text == "nil" ? Value{} : Value{std::move(text)};
  }
  std::string word() {
    skip_blanks();
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_delimiter(text_[at_])) ++at_;
    if (at_ == begin) refuse_rest("a word");
    return std::string{text_.substr(begin, at_ - begin)};
  }

 private:
  static bool is_blank(char sign) { return sign == ' ' || sign == '\t' || sign == ','; }
  static bool is_delimiter(char sign) {
    return is_blank(sign) || std::string_view{"[]{}\""}.contains(sign);
  }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  std::string quoted() {
    std::string text;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      text += text_[at_++];
    }
    if (at_ == text_.size()) refuse_rest("the end of a quoted text");
    ++at_;
    return text;
  }

  const std::string& file_;
  std::uint64_t line_;
  std::string_view text_;
  std::size_t at_ = 0;
};

/// A value; of a cas the expected one and the new one, in brackets.
void read_value(Reader& in, RecordedEvent& event) {
  if (!in.take('[')) {
    event.value = in.value();
    return;
  }
  event.expected = in.value();
  event.value = in.value();
  if (!in.take(']')) in.refuse_rest("]");
}

void read_outcome(RecordedEvent& event) {
  event.timed_out = event.value == "timed-out";
  if (event.timed_out) event.value.reset();
}

RecordedEvent read_log_line(Reader& in) {
  RecordedEvent event;
  event.process = in.word();
  event.type = in.keyword();
  event.function = in.keyword();
  read_value(in, event);
  if (!in.at_end()) in.refuse_rest("the end of the line");
  return event;
}

RecordedEvent read_map(Reader& in) {
  RecordedEvent event;
  while (!in.take('}')) {
    const std::string name = in.keyword();
    if (name == "value") {
      read_value(in, event);
      continue;
    }
    const Value value = in.value();
    if (name == "process") event.process = value.value_or("nil");
    if (name == "type") event.type = value.value_or("nil");
    if (name == "f") event.function = value.value_or("nil");
    if (name == "key") event.key = value.value_or("nil");
    // Whatever else a recorder keeps, such as :time and :index, is not needed here.
  }
  if (!in.at_end()) in.refuse_rest("the end of the line");
  return event;
}

Value value_of(const nlohmann::json& value) {
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : value.dump();
}

RecordedEvent read_object(const std::string& file, std::string_view text) {
  const Document document{file, std::string{text}, {.text_length = text_length_max}};
  const nlohmann::json& object = document.value();
  RecordedEvent event;
  for (const auto& [name, value] : object.items()) {
    if (name == "process") event.process = value_of(value).value_or("nil");
    if (name == "type") event.type = value_of(value).value_or("nil");
    if (name == "f") event.function = value_of(value).value_or("nil");
    if (name == "key") event.key = value_of(value).value_or("nil");
    if (name == "value") event.value = value_of(value);
    if (name == "expected") event.expected = value_of(value);
  }
  return event;
}

RecordedEvent read_json_line(const std::string& file, const Reader& in, std::string_view text) {
  try {
    return read_object(file, text);
  } catch (const BadInput& error) {
    in.refuse(error.facts().expected, error.facts().found);  // its line is that of the file
  }
}

RecordedEvent read_line(const std::string& file, Reader& in, std::string_view text) {
  if (const auto mark = text.find(log_mark); mark != std::string_view::npos) {
    in.skip(mark + log_mark.size());
    return read_log_line(in);
  }
  const auto brace = text.find('{');
  if (brace == std::string_view::npos) in.refuse_rest("an event: a log line, a map or an object");
  const auto first = text.find_first_not_of(" \t", brace + 1);
  if (first != std::string_view::npos && text[first] == '"') return read_json_line(file, in, text);
  in.skip(brace + 1);
  return read_map(in);
}

}  // namespace

RecordedEvent read_recorded_event(const std::string& file, std::uint64_t line,
                                  std::string_view text) {
  Reader in{file, line, text};
  RecordedEvent event = read_line(file, in, text);
  event.line = line;
  if (event.process.empty()) in.refuse("a process", "none");
  if (std::ranges::find(types, event.type) == types.end()) {
    in.refuse("a type: invoke, ok, fail or info", "\"" + event.type + "\"");
  }
  read_outcome(event);
  return event;
}

}  // namespace assay::scenarios
