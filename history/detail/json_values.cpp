// Parsing one line, and complaints about what stands in it.
#include "history/detail/json_values.hpp"

#include <functional>
#include <set>
#include <vector>

namespace assay::history::detail {
namespace {

constexpr std::size_t line_max = 1U << 20U;
constexpr int depth_max = 3;

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return std::string(text);
  return std::string(text.substr(0, most)) + "...";
}

// Sees what a parsed value no longer shows: a key given twice, and nesting.
class Watch {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    too_deep_ |= depth > depth_max;
    if (event == Json::parse_event_t::object_start) keys_.emplace_back();
    if (event == Json::parse_event_t::object_end) keys_.pop_back();
    if (event == Json::parse_event_t::key && !keys_.empty()) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (!keys_.back().insert(key).second && twice_.empty()) twice_ = key;
    }
    return true;
  }

  Complaint complain() const {
    if (too_deep_) return complaint("an object of plain fields", "deeper nesting");
    if (!twice_.empty()) return complaint("each field once", in_quotes(twice_) + " again");
    return std::nullopt;
  }

 private:
  std::vector<std::set<std::string>> keys_;
  std::string twice_;
  bool too_deep_ = false;
};

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string made(1, '\'');
  made += shortened(text);
  made += '\'';
  return made;
}

std::string dumped(const Json& value) {
  return shortened(value.dump(-1, ' ', true, Json::error_handler_t::replace));
}

Complaint complaint(std::string expected, std::string found) {
  return HistoryError{0, std::move(expected), std::move(found)};
}

Complaint parse(std::string_view line, Json& into) {
  if (line.size() > line_max) return complaint("a line of at most 1 MiB", "a longer one");
  Watch watch;
  into = Json::parse(line, std::ref(watch), false);
  if (into.is_discarded()) return complaint("a JSON object", shortened(line));
  if (auto wrong = watch.complain()) return wrong;
  if (!into.is_object()) return complaint("a JSON object", dumped(into));
  return std::nullopt;
}

Complaint take_text(std::string_view name, const Json& value, std::string& into) {
  if (!value.is_string()) return complaint(in_quotes(name) + " a text", dumped(value));
  into = value.get<std::string>();
  return std::nullopt;
}

}  // namespace assay::history::detail
