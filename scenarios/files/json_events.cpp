// Turns what the JSON library reads into events with places and paths, and into the value.
#include "scenarios/files/json_events.hpp"

namespace assay::scenarios {

namespace {

/// Walks over a text and counts, outside itself, how far it has come.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_{at}, count_{count} {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }
  CountingIterator operator++(int) {
    const CountingIterator old = *this;
    ++*this;
    return old;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  std::size_t* count_;
};

/// Keeps the path and builds the value. Between two events there are only blanks, commas and
/// colons, so the next token begins where those end. The library's own building with a callback
/// would look through all that came before in a list at each of its elements.
class Walk {
 public:
  using Json = nlohmann::json;
  using Kind = Json::parse_event_t;

  Walk(std::string_view text, const std::size_t& consumed,
       const std::function<void(const JsonEvent&)>& listener)
      : text_{text}, consumed_{consumed}, listener_{listener} {}

  Json take() { return std::move(root_); }

  // What the library calls; each answers whether to go on.
  bool null() { return value(nullptr); }
  bool boolean(bool read) { return value(read); }
  bool number_integer(Json::number_integer_t read) { return value(read); }
  bool number_unsigned(Json::number_unsigned_t read) { return value(read); }
  bool number_float(Json::number_float_t read, const std::string&) { return value(read); }
  bool string(std::string& read) { return value(std::move(read)); }
  bool binary(Json::binary_t& read) { return value(std::move(read)); }
  bool start_object(std::size_t) { return open(Kind::object_start, Json::object()); }
  bool start_array(std::size_t) { return open(Kind::array_start, Json::array()); }
  bool end_object() { return close(Kind::object_end); }
  bool end_array() { return close(Kind::array_end); }

  bool key(std::string& read) {
    path_.back().key = read;
    tell(Kind::key, token_start(), Json(std::move(read)));
    return true;
  }

  template <typename Error>
  [[noreturn]] bool parse_error(std::size_t, const std::string&, const Error& error) {
    throw error;
  }

 private:
  void tell(Kind kind, std::size_t offset, const Json& value) {
    listener_({kind, offset, path_, value});
    previous_end_ = consumed_;
  }

  bool value(Json read) {
    tell(Kind::value, token_start(), read);
    (void)place(std::move(read));
    count_element();
    return true;
  }

  bool open(Kind kind, Json empty) {
    tell(kind, token_start(), empty);
    open_.push_back(&place(std::move(empty)));
    path_.push_back({.in_array = kind == Kind::array_start, .index = 0, .key = {}});
    return true;
  }

  bool close(Kind kind) {
    path_.pop_back();
    const Json& closed = *open_.back();
    open_.pop_back();
    tell(kind, consumed_, closed);
    count_element();
    return true;
  }

  /// Puts a value where the path leads. Valid for as long as it is open.
  Json& place(Json read) {
    if (open_.empty()) return root_ = std::move(read);
    Json& parent = *open_.back();
    if (!path_.back().in_array) return parent[path_.back().key] = std::move(read);
    parent.push_back(std::move(read));
    return parent.back();
  }

  void count_element() {
    if (!path_.empty() && path_.back().in_array) ++path_.back().index;
  }

  [[nodiscard]] std::size_t token_start() const {
    const std::size_t start = text_.find_first_not_of(" \t\r\n,:", previous_end_);
    return start == std::string_view::npos ? text_.size() : start;
  }

  std::string_view text_;
  const std::size_t& consumed_;
  const std::function<void(const JsonEvent&)>& listener_;
  std::size_t previous_end_ = 0;
  std::vector<PathStep> path_;
  std::vector<Json*> open_;  // the objects and lists along the path
  Json root_;
};

}  // namespace

nlohmann::json parse_events(std::string_view text, std::size_t& consumed,
                            const std::function<void(const JsonEvent&)>& listener) {
  consumed = 0;
  Walk walk{text, consumed, listener};
  const CountingIterator begin{text.data(), &consumed};
  const CountingIterator end{text.data() + text.size(), &consumed};
  (void)nlohmann::json::sax_parse(begin, end, &walk);
  return walk.take();
}

}  // namespace assay::scenarios
