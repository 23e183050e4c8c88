// Each file keeps the facts of its next line ready; the earliest comes next.
#include "outside/judge/recording.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "history/facts.hpp"
#include "history/jsonl.hpp"
#include "outside/judge/exact_values.hpp"
#include "outside/judge/line_file.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::outside {
namespace {

/// Whether a name has that form; "*" stands for any characters.
bool has_form(std::string_view form, std::string_view name) {
  if (form.empty()) return name.empty();
  if (form.front() != '*') {
    return !name.empty() && name.front() == form.front() &&
           has_form(form.substr(1), name.substr(1));
  }
  return has_form(form.substr(1), name) || (!name.empty() && has_form(form, name.substr(1)));
}

bool names_file(const RecordedSource& source, const std::string& path) {
  const std::string name = std::filesystem::path{path}.filename().string();
  return source.files.empty() || std::ranges::any_of(source.files, [&](const std::string& one) {
           return has_form(one, name);
         });
}

/// What a line of our own has and the fact does not.
std::string stranger_in(const FlatLine& line, const FactRule& rule) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string_view name = std::string_view{line[i].pointer}.substr(1);
    const bool known =
        name == "fact" || name == "sequence" || name == "at" || name == "observer" ||
        std::ranges::any_of(rule.fields, [&](const FieldPlan& plan) {
          return line[i].pointer == plan.value.text || line[i].pointer == plan.currency.text;
        });
    if (!known) return std::string{name};
  }
  return {};
}

std::vector<std::string_view> fact_words() {
  std::vector<std::string_view> words;
  for (const history::About& one : history::all_about()) words.push_back(one.word);
  return words;
}

std::string with_nearest(std::string_view found, std::span<const std::string_view> valid) {
  const std::string nearest = scenarios::nearest_name(found, valid);
  return fmt::format("\"{}\"{}", scenarios::excerpt(found),
                     nearest.empty() ? "" : fmt::format(" (did you mean {}?)", nearest));
}

}  // namespace

/// One file, and the facts of the line that was read last.
class Recording::File {
 public:
  File(Recording& recording, std::uint32_t number, Mapping& mapping)
      : recording_{recording},
        mapping_{mapping},
        number_{number},
        lines_{recording.paths_[number]} {
    for (std::size_t i = 0; i < mapping.sources.size(); ++i) {
      if (names_file(mapping.sources[i], lines_.path())) mine_.push_back(i);
    }
    native_ = mine_.size() == 1 && mapping.sources[mine_.front()].native;
    if (mine_.empty()) {
      scenarios::refuse_input(lines_.path(), "a file that a source of the map names",
                              "a name that none of them has");
    }
    if (native_) {
      read_header(mapping);
      recording.reading_.whole = recording.paths_.size() == 1;
    }
    advance();
  }

  [[nodiscard]] bool empty() const { return at_ == ready_.size(); }
  [[nodiscard]] const ReadFact& front() const { return ready_[at_]; }
  void advance() {
    if (at_ < ready_.size()) ++at_;
    while (at_ == ready_.size() && !done_) read_line();
  }

 private:
  [[noreturn]] void refuse(const FlatError& error) const {
    throw scenarios::BadInput{{.file = lines_.path(),
                               .place = {lines_.line(), 0},
                               .expected = error.expected,
                               .found = error.found}};
  }

  void read_header(Mapping& mapping) {
    std::string_view text;
    bool ended = false;
    if (!lines_.next(text, ended)) refuse({"a header of assay.history/2", "an empty file"});
    // The strict reader knows headers; one that promises facts would miss them.
    const std::string header{text};
    FlatError error;
    if (!flat_.read(header, error)) refuse(error);
    const FlatValue* const facts = flat_.find("/facts");
    const FlatValue* const schema = flat_.find("/schema");
    if (schema == nullptr || schema->text != history::history_schema) {
      refuse({"a header with the schema assay.history/2, or --map FILE for other lines",
              scenarios::excerpt(header)});
    }
    std::string without = header;
    if (facts != nullptr) {
      promised_ = scaled(facts->text, 0).value_or(0);
      const std::string was = "\"facts\":" + facts->text;
      if (const auto at = without.find(was); at != std::string::npos) {
        without.replace(at, was.size(), "\"facts\":0");
      }
    }
    const auto read = history::read_history(without + "\n");
    if (!read && read.error().line == 1) refuse({read.error().expected, read.error().found});
    if (!read) return;
    recording_.reading_.recorded |= read->recorded;
    if (mapping.bounds == history::Bounds{}) mapping.bounds = read->bounds;
    if (mapping.processors.empty()) mapping.processors = read->processors;
    mapping.alarms |= read->alarms;
    if (mapping.stored_answers == history::StoredAnswers::undeclared) {
      mapping.stored_answers = read->stored_answers;
    }
  }

  void read_line() {
    ready_.clear();
    at_ = 0;
    std::string_view text;
    bool ended = false;
    if (!lines_.next(text, ended)) return finish();
    if (text.empty()) return;
    ++recording_.reading_.lines;
    FlatError error;
    if (!flat_.read(text, error)) {
      if (ended) refuse(error);
      recording_.reading_.notes.push_back(fmt::format(
          "{}:{}: the last line is cut off and was left out", lines_.path(), lines_.line()));
      return;
    }
    native_ ? take_native() : take_mapped();
  }

  void finish() {
    done_ = true;
    if (native_ && promised_ > taken_) {
      recording_.reading_.notes.push_back(fmt::format(
          "{}: the header says {} facts, and there are {}", lines_.path(), promised_, taken_));
    }
  }

  void take_native() {
    const FlatValue* const word = flat_.find("/fact");
    const auto kind = word == nullptr ? std::nullopt : history::kind_from(word->text);
    if (!kind) {
      refuse({"a fact of assay.history/2 by its word",
              word == nullptr ? "none" : with_nearest(word->text, fact_words())});
    }
    const FactRule& rule = native_rules()[static_cast<std::size_t>(*kind)];
    if (const std::string stranger = stranger_in(flat_, rule); !stranger.empty()) {
      const std::vector<std::string> names = fields_of(*kind);
      const std::vector<std::string_view> valid{names.begin(), names.end()};
      refuse({fmt::format("a field of {}", word->text), with_nearest(stranger, valid)});
    }
    take(rule, mine_.front());
  }

  void take_mapped() {
    bool any = false;
    for (const std::size_t source : mine_) {
      const RecordedSource& one = mapping_.sources[source];
      if (!fulfils(one.when, flat_)) continue;
      for (const FactRule& rule : one.rules) {
        if (!fulfils(rule.when, flat_)) continue;
        take(rule, source);
        any = true;
      }
    }
    if (!any) ++recording_.reading_.unmapped;
  }

  void take(const FactRule& rule, std::size_t source) {
    const RecordedSource& from = mapping_.sources[source];
    ReadFact& fact = ready_.emplace_back();
    fact.origin = {.at = time_of(from),
                   .order = order_of(from, source),
                   .line = lines_.line(),
                   .source = static_cast<std::uint32_t>(source),
                   .file = number_};
    FlatError error;
    if (!read_fact(rule, from, flat_, fact, error)) refuse(error);
    ++taken_;
    ++recording_.reading_.facts;
  }

  std::int64_t time_of(const RecordedSource& source) const {
    const auto text = value_at(source.at, flat_);
    if (!text && native_) return 0;  // what is zero is left out
    const auto time = text ? read_time(*text, source.format) : std::nullopt;
    if (time) return *time;
    constexpr std::array<std::string_view, 5> forms{"RFC 3339", "epoch seconds",
                                                    "epoch milliseconds", "epoch microseconds",
                                                    "epoch nanoseconds"};
    refuse({fmt::format("a time as {} at {}", forms[static_cast<std::size_t>(source.format)],
                        source.at.text),
            text ? fmt::format("\"{}\"", scenarios::excerpt(*text)) : "none"});
  }

  std::uint64_t order_of(const RecordedSource& source, std::size_t number) {
    const std::uint64_t count = ++recording_.counts_[number];
    if (source.order != SourceOrder::sequence) return count;
    const auto text = value_at(source.sequence, flat_);
    const auto order = text ? scaled(*text, 0) : std::nullopt;
    if (!order || *order < 0) {
      refuse({fmt::format("a whole number at {}", source.sequence.text),
              text ? fmt::format("\"{}\"", scenarios::excerpt(*text)) : "none"});
    }
    const auto now = static_cast<std::uint64_t>(*order);
    note_gap(source, now);
    return now;
  }

  /// Numbers of our own histories have no gaps, and only grow.
  void note_gap(const RecordedSource& source, std::uint64_t now) {
    if (native_ && now <= last_) {
      refuse({fmt::format("a sequence above {}", last_), std::to_string(now)});
    }
    if (native_ && now > last_ + 1) {
      if (last_ > 0) recording_.reading_.gaps.push_back({time_of(source)});
      recording_.reading_.whole = false;
    }
    last_ = now;
  }

  Recording& recording_;
  const Mapping& mapping_;
  std::uint32_t number_;
  LineFile lines_;
  FlatLine flat_;
  std::vector<std::size_t> mine_;
  bool native_ = false;
  bool done_ = false;
  std::int64_t promised_ = 0;
  std::int64_t taken_ = 0;
  std::uint64_t last_ = 0;
  std::vector<ReadFact> ready_;
  std::size_t at_ = 0;
};

Recording::Recording(std::span<const std::string> paths, Mapping& mapping)
    : mapping_{mapping}, paths_{paths.begin(), paths.end()}, counts_(mapping.sources.size(), 0) {
  for (std::uint32_t i = 0; i < paths_.size(); ++i) {
    files_.push_back(std::make_unique<File>(*this, i, mapping));
  }
}

Recording::~Recording() = default;

const ReadFact* Recording::next() {
  if (current_ != nullptr) current_->advance();
  current_ = nullptr;
  for (const auto& file : files_) {
    if (file->empty()) continue;
    if (current_ == nullptr || file->front().origin.at < current_->front().origin.at) {
      current_ = file.get();
    }
  }
  return current_ == nullptr ? nullptr : &current_->front();
}

}  // namespace assay::outside
