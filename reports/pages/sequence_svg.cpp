// One row a step; a wait between two steps is a gap that says how long it was.
#include "reports/pages/sequence_svg.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "reports/screens/table.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::reports {

namespace {

constexpr int gutter = 84;  // for the times
constexpr int head = 46;    // the names of the lanes
constexpr int row_height = 26;
constexpr int label_height = 9;  // above an arrow
constexpr int wait_height = 24;
constexpr int edge = 130;     // beside the first and the last lane
constexpr int note_gap = 12;  // between a lane and its note
constexpr int character_width = 7;
constexpr std::int64_t long_wait = 400'000'000;

/// Between two lanes: closer where there are many.
int lane_width(std::size_t lanes) {
  if (lanes <= 3) return 264;
  return lanes == 4 ? 230 : 186;
}

std::string_view class_of(const Step& step) {
  if (step.is_evidence) return "evidence";
  switch (step.kind) {
    case StepKind::call: return "call";
    case StepKind::reply: return "reply";
    case StepKind::lost: return "lost";
    case StepKind::sign: return "sign";
    case StepKind::belief: return "belief";
    case StepKind::money: return "money";
    case StepKind::fault: return "fault";
    case StepKind::outage: return "outage";
    case StepKind::grant:
    case StepKind::grant_end: return "grant";
    case StepKind::deadline: return "deadline";
    case StepKind::log:
    case StepKind::fact: break;
  }
  return "fact";
}

std::string_view sign_of(const Step& step) {
  if (step.kind == StepKind::deadline) return "✗ ";
  if (step.kind == StepKind::fault || step.kind == StepKind::outage) return "↯ ";
  return step.is_evidence ? "▸ " : "";
}

/// A text in at most two lines, the first no longer than there is room for.
std::pair<std::string, std::string> in_two(const std::string& text, std::size_t room) {
  if (width(text) <= room) return {text, ""};
  const std::size_t blank = text.rfind(' ', room);
  if (blank == std::string::npos || blank < room / 2) return {text, ""};
  return {text.substr(0, blank), text.substr(blank + 1)};
}

class Drawing {
 public:
  explicit Drawing(const Sequence& sequence) : sequence_{sequence} {
    const auto lanes = static_cast<int>(std::max<std::size_t>(sequence.lanes.size(), 1));
    lane_width_ = lane_width(sequence.lanes.size());
    width_ = gutter + 2 * edge + (lanes - 1) * lane_width_;
  }

  std::string draw(const std::string& title) {
    for (const Step& step : sequence_.steps) {
      if (step.cycle != cycle_) close_frame();
      if (!first_ && step.at - last_ > long_wait) draw_wait(step.at - last_);
      if (step.cycle != cycle_) open_frame(step);
      draw_step(step);
    }
    close_frame();
    const int height = y_ + row_height;
    for (const auto& [lane, from] : held_) draw_bar(lane, from, height - 8);
    return fmt::format(
        "<svg class=\"sequence\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "aria-label=\"{2}\">\n{3}{4}</svg>\n",
        width_, height, escaped(title), lanes(height) + bars_, body_);
  }

 private:
  [[nodiscard]] int x_of(const std::string& lane) const {
    const auto found = std::ranges::find(sequence_.lanes, lane);
    return gutter + edge + static_cast<int>(found - sequence_.lanes.begin()) * lane_width_;
  }

  [[nodiscard]] std::string lanes(int height) const {
    std::string text;
    for (const std::string& lane : sequence_.lanes) {
      const int x = x_of(lane);
      const int room = std::max(120, static_cast<int>(width(lane)) * 8 + 16);
      text += fmt::format(
          "<line class=\"lane\" x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\"/>"
          "<rect class=\"who\" x=\"{3}\" y=\"8\" width=\"{5}\" height=\"26\" rx=\"6\"/>"
          "<text class=\"name\" x=\"{0}\" y=\"25\">{4}</text>\n",
          x, head - 12, height - 8, x - room / 2, escaped(lane), room);
    }
    return text;
  }

  void draw_step(const Step& step) {
    const bool note = step.to.empty() || step.to == step.from;
    if (step.kind == StepKind::grant) grant(step.to);
    if (!note) y_ += label_height;
    const bool new_moment = first_ || moment(step.at) != moment(last_);
    if (new_moment) {
      body_ += fmt::format("<text class=\"at\" x=\"{}\" y=\"{}\">{}</text>", gutter - 6, y_ + 4,
                           moment(step.at));
    }
    first_ = false;
    last_ = step.at;
    if (step.kind == StepKind::deadline) {
      draw_deadline(step);
    } else if (note) {
      draw_note(step);
    } else {
      draw_arrow(step);
    }
    if (step.kind == StepKind::grant_end) let_go(step.from);
    y_ += row_height;
  }

  /// Steps that repeat stand in a frame that says how often.
  void open_frame(const Step& step) {
    cycle_ = step.cycle;
    frame_ = y_ - row_height / 2;
    until_ = step.until;
    body_ += fmt::format(
        "<text class=\"times\" x=\"{}\" y=\"{}\">x {}, the last at {}</text>\n", gutter + 10,
        y_ + 4, step.times, moment(step.until));
    y_ += row_height - 6;
  }
  void close_frame() {
    if (cycle_ == 0) return;
    const int bottom = y_ - row_height / 2;
    body_ += fmt::format(
        "<rect class=\"cycle\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>\n",
        gutter + 2, frame_, width_ - gutter - 4, bottom - frame_);
    last_ = until_;
    cycle_ = 0;
  }

  /// A lease is a bar on its lane for as long as somebody holds it.
  void grant(const std::string& lane) {
    let_go(lane);
    held_[lane] = y_ + label_height;
  }
  void let_go(const std::string& lane) {
    const auto found = held_.find(lane);
    if (found == held_.end()) return;
    draw_bar(lane, found->second, y_);
    held_.erase(found);
  }
  void draw_bar(const std::string& lane, int from, int to) {
    bars_ += fmt::format(
        "<rect class=\"held\" x=\"{}\" y=\"{}\" width=\"10\" height=\"{}\" rx=\"3\"/>\n",
        x_of(lane) - 5, from, std::max(to - from, 4));
  }

  void draw_wait(std::int64_t length) {
    body_ += fmt::format(
        "<line class=\"wait\" x1=\"{0}\" y1=\"{1}\" x2=\"{2}\" y2=\"{1}\"/>"
        "<text class=\"gap\" x=\"{3}\" y=\"{4}\">{5} later</text>\n",
        gutter, y_ - 3, width_, gutter - 6, y_, moment(length));
    y_ += wait_height;
  }

  /// A note stands right of its lane, on the last lane left of it; a long one takes two lines.
  void draw_note(const Step& step) {
    const int x = x_of(step.from);
    const bool last = sequence_.lanes.size() > 1 && step.from == sequence_.lanes.back();
    const int room = (last ? x - gutter : width_ - x) - 2 * note_gap;
    const auto [first, second] = in_two(fmt::format("{}{}", sign_of(step), step.text),
                                        static_cast<std::size_t>(room / character_width));
    body_ += fmt::format(
        "<g class=\"{0}\"><circle cx=\"{1}\" cy=\"{2}\" r=\"4\"/>"
        "<text class=\"note\" x=\"{3}\" y=\"{4}\" text-anchor=\"{5}\">{6}",
        class_of(step), x, y_, last ? x - note_gap : x + note_gap, y_ + 4, last ? "end" : "start",
        escaped(first));
    if (!second.empty()) {
      body_ += fmt::format("<tspan x=\"{}\" dy=\"16\">{}</tspan>",
                           last ? x - note_gap : x + note_gap, escaped(second));
      y_ += 16;
    }
    body_ += "</text></g>\n";
  }

  /// A deadline lies across all lanes, with what should have come below its line.
  void draw_deadline(const Step& step) {
    const int room = (width_ - gutter - 2 * note_gap) / character_width;
    const auto [first, second] = in_two(fmt::format("{}{}", sign_of(step), step.text),
                                        static_cast<std::size_t>(room));
    body_ += fmt::format(
        "<g class=\"deadline\"><path d=\"M{0} {1}H{2}\"/><text class=\"note\" x=\"{3}\" "
        "y=\"{4}\">{5}",
        gutter, y_, width_, gutter + note_gap, y_ + 18, escaped(first));
    y_ += 16;
    if (!second.empty()) {
      body_ += fmt::format("<tspan x=\"{}\" dy=\"16\">{}</tspan>", gutter + note_gap,
                           escaped(second));
      y_ += 16;
    }
    body_ += "</text></g>\n";
  }

  void draw_arrow(const Step& step) {
    const int from = x_of(step.from);
    const int to = x_of(step.to);
    const int way = to > from ? 1 : -1;
    const bool lost = step.kind == StepKind::lost;
    const int end = lost ? from + (to - from) * 2 / 3 : to - way * 2;
    body_ += fmt::format(
        "<g class=\"{0}\"><path d=\"M{1} {2}H{3}\"/>{4}"
        "<text class=\"label\" x=\"{5}\" y=\"{6}\">{7}{8}</text></g>\n",
        class_of(step), from, y_, end, tip(end, way, lost), (from + to) / 2, y_ - 7, sign_of(step),
        escaped(step.text));
  }

  [[nodiscard]] std::string tip(int x, int way, bool lost) const {
    if (lost) {
      return fmt::format("<path class=\"cross\" d=\"M{0} {1}L{2} {3}M{0} {3}L{2} {1}\"/>", x - 5,
                         y_ - 5, x + 5, y_ + 5);
    }
    return fmt::format("<path class=\"tip\" d=\"M{0} {1}l{2} -4.5v9z\"/>", x, y_, way * -9);
  }

  const Sequence& sequence_;
  int lane_width_ = 0;
  int width_ = 0;
  int y_ = head + 14;
  bool first_ = true;
  std::int64_t last_ = 0;
  std::size_t cycle_ = 0;   // the frame that is open
  int frame_ = 0;           // its top
  std::int64_t until_ = 0;  // when its last round ended
  std::map<std::string, int> held_;  // since where on the page, by lane
  std::string bars_;
  std::string body_;
};

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : scenarios::printable(text)) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string sequence_svg(const Sequence& sequence, const std::string& title) {
  return Drawing{sequence}.draw(title);
}

}  // namespace assay::reports
