// The JSON library parses and tells each value; the path is kept beside it.
#include "outside/judge/flat_line.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "scenarios/files/printable.hpp"

namespace assay::outside {
namespace {

using nlohmann::json;

constexpr std::size_t depth_max = 16;
constexpr std::size_t values_max = 1000;

/// Listens to the parser; each of its calls says whether to go on.
class Listener : public json::json_sax_t {
 public:
  Listener(FlatLine& into, FlatError& error) : into_{into}, error_{error} {}

  bool null() override { return stepped(); }
  bool boolean(bool value) override { return put(value ? "true" : "false", FlatKind::truth); }
  bool number_integer(number_integer_t value) override {
    return put(std::to_string(value), FlatKind::number);
  }
  bool number_unsigned(number_unsigned_t value) override {
    return put(std::to_string(value), FlatKind::number);
  }
  bool number_float(number_float_t, const string_t& digits) override {
    return put(digits, FlatKind::number);
  }
  bool string(string_t& value) override { return put(value, FlatKind::text); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override {
    if (frames_.empty()) return refuse("a JSON object", "a list");
    return open(true);
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    Frame& frame = frames_.back();
    if (std::ranges::find(keys_.begin() + frame.keys, keys_.end(), name) != keys_.end()) {
      return refuse("each field once", "\"" + scenarios::excerpt(name) + "\" again");
    }
    keys_.push_back(name);
    path_.resize(frame.path);
    append(name);
    return true;
  }
  bool parse_error(std::size_t at, const std::string&,
                   const nlohmann::detail::exception&) override {
    return refuse("a JSON object", "what is no JSON at column " + std::to_string(at));
  }

 private:
  struct Frame {
    std::size_t path = 0;
    std::ptrdiff_t keys = 0;
    std::size_t next = 0;
    bool list = false;
  };

  bool refuse(std::string expected, std::string found) {
    error_ = {std::move(expected), std::move(found)};
    return false;
  }
  void append(std::string_view name) {
    path_ += '/';
    if (name.find_first_of("~/") == std::string_view::npos) {
      path_ += name;
      return;
    }
    for (const char letter : name) {
      if (letter == '~') path_ += "~0";
      if (letter == '/') path_ += "~1";
      if (letter != '~' && letter != '/') path_ += letter;
    }
  }
  /// The path of the value that comes now: of a list, its next place.
  bool stepped() {
    if (frames_.empty()) return refuse("a JSON object", "a plain value");
    Frame& frame = frames_.back();
    if (!frame.list) return true;
    path_.resize(frame.path);
    append(std::to_string(frame.next++));
    return true;
  }
  bool put(std::string_view text, FlatKind kind) {
    if (!stepped()) return false;
    if (into_.size() == values_max) return refuse("at most 1,000 values", "more");
    FlatValue& value = into_.add(path_);
    value.text = text;
    value.kind = kind;
    return true;
  }
  bool open(bool list) {
    if (!frames_.empty() && !stepped()) return false;
    if (frames_.size() == depth_max) return refuse("at most 16 levels", "deeper nesting");
    frames_.push_back({path_.size(), std::ssize(keys_), 0, list});
    return true;
  }
  bool close() {
    path_.resize(frames_.back().path);
    keys_.resize(static_cast<std::size_t>(frames_.back().keys));
    frames_.pop_back();
    return true;
  }

  FlatLine& into_;
  FlatError& error_;
  std::string path_;
  std::vector<std::string> keys_;
  std::vector<Frame> frames_;
};

}  // namespace

bool FlatLine::read(std::string_view line, FlatError& error) {
  clear();
  Listener listener{*this, error};
  return json::sax_parse(line.begin(), line.end(), &listener);
}

const FlatValue* FlatLine::find(std::string_view pointer) const {
  for (std::size_t i = 0; i < size_; ++i) {
    if (values_[i].pointer == pointer) return &values_[i];
  }
  return nullptr;
}

FlatValue& FlatLine::add(std::string_view pointer) {
  if (size_ == values_.size()) values_.emplace_back();
  FlatValue& value = values_[size_++];
  value.pointer = pointer;
  return value;
}

}  // namespace assay::outside
