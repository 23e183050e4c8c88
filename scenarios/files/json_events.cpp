// Turns the JSON library's callbacks into events with places and paths.
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

/// Keeps the path. Between two events there are only blanks, commas and colons, so the next token
/// begins where those end.
class Walk {
 public:
  using Kind = nlohmann::json::parse_event_t;

  Walk(std::string_view text, const std::size_t& consumed,
       const std::function<void(const JsonEvent&)>& listener)
      : text_{text}, consumed_{consumed}, listener_{listener} {}

  bool on(Kind kind, const nlohmann::json& value) {
    const bool closing = kind == Kind::object_end || kind == Kind::array_end;
    if (closing) path_.pop_back();
    if (kind == Kind::key) path_.back().key = value.get_ref<const std::string&>();
    listener_({kind, closing ? consumed_ : token_start(), path_, value});
    if (kind == Kind::object_start) path_.push_back({});
    if (kind == Kind::array_start) path_.push_back({.in_array = true, .index = 0, .key = {}});
    if (closing || kind == Kind::value) count_element();
    previous_end_ = consumed_;
    return true;
  }

 private:
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
};

}  // namespace

nlohmann::json parse_events(std::string_view text, std::size_t& consumed,
                            const std::function<void(const JsonEvent&)>& listener) {
  consumed = 0;
  Walk walk{text, consumed, listener};
  const CountingIterator begin{text.data(), &consumed};
  const CountingIterator end{text.data() + text.size(), &consumed};
  return nlohmann::json::parse(
      begin, end, [&walk](int, nlohmann::json::parse_event_t kind, nlohmann::json& value) {
        return walk.on(kind, value);
      });
}

}  // namespace assay::scenarios
