// Each source's facts are a history of their own, with the header of the whole.
#include "mutated.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "history/jsonl.hpp"

namespace assay::tests {
namespace {

using history::Draft;
using history::History;
using history::Source;

std::int64_t drawn(std::mt19937_64& draws, std::int64_t by) {
  if (by == 0) return 0;
  return static_cast<std::int64_t>(draws() % static_cast<std::uint64_t>(2 * by + 1)) - by;
}

void lose_some(std::vector<Draft>& rows, const Mutation& mutation, std::mt19937_64& draws) {
  std::set<std::string> lost;
  if (mutation.payables_lost > 0) {
    std::set<std::string> all;
    for (const Draft& row : rows) all.insert(named_by(row).payable.string());
    for (const std::string& one : all) {
      if (draws() % 100 < mutation.payables_lost) lost.insert(one);
    }
    lost.erase("");
  }
  std::erase_if(rows, [&](const Draft& row) {
    return lost.contains(named_by(row).payable.string()) || draws() % 100 < mutation.facts_lost;
  });
}

Source source_of(const Draft& row) {
  return std::visit([]<class Kind>(const Kind&) { return Kind::about.source; }, row.fact);
}

std::string written(const History& terms, const std::vector<const Draft*>& rows,
                    history::Sources recorded) {
  History some;
  some.bounds = terms.bounds;
  some.processors = terms.processors;
  some.stored_answers = terms.stored_answers;
  some.alarms = terms.alarms;
  some.recorded = recorded;
  for (const Draft* row : rows) append(some, *row);
  return history::write_history(some);
}

/// The lines of a text behind its header, but for these of them; numbers stay what they were.
std::string without_lines(const std::string& text, std::uint64_t skip, std::uint64_t keep,
                          const std::vector<bool>& lost) {
  std::string cut;
  std::uint64_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    const bool header = line == 0;
    const bool kept = line > skip && line - skip <= keep && (line > lost.size() || !lost[line - 1]);
    if (header || kept) cut += text.substr(at, end - at);
    at = end;
    ++line;
  }
  return cut;
}

void add_source(Logs& logs, const std::string& name, const Mutation& mutation) {
  outside::RecordedSource source = outside::native_mapping().sources.front();
  source.name = name;
  source.files = {name + ".jsonl"};
  source.uncertainty = mutation.uncertainty;
  if (mutation.unordered) source.order = outside::SourceOrder::nothing;
  logs.mapping.sources.push_back(std::move(source));
}

Logs in_one_file(const LogFolder& folder, const History& history, const Mutation& mutation,
                 std::mt19937_64& draws) {
  Logs logs;
  add_source(logs, "all", mutation);
  if (mutation.payables_lost > 0) logs.mapping.sampling = outside::Sampling::payables;
  history::Drafts drafts{history};
  lose_some(drafts.rows, {.payables_lost = mutation.payables_lost}, draws);
  std::vector<const Draft*> rows;
  for (const Draft& row : drafts.rows) rows.push_back(&row);
  std::vector<bool> lost(rows.size());
  for (std::size_t i = 0; i < lost.size(); ++i) lost[i] = draws() % 100 < mutation.facts_lost;
  const std::string text = written(history, rows, history.recorded);
  logs.files = {folder.write("all.jsonl", without_lines(text, mutation.skip, mutation.keep, lost))};
  return logs;
}

/// Cut as a whole and at one moment of true time; then each clock goes wrong by itself.
Logs in_a_file_each(const LogFolder& folder, const History& history, const Mutation& mutation,
                    std::mt19937_64& draws) {
  Logs logs;
  history::Drafts drafts{history};
  for (Draft& row : drafts.rows) row.stamp.at += drawn(draws, mutation.uncertainty);
  const auto size = static_cast<std::uint64_t>(drafts.rows.size());
  const std::uint64_t first = std::min(mutation.skip, size);
  const std::uint64_t last = std::min(size, first + std::min(mutation.keep, size));
  for (unsigned i = 0; i < history::source_count; ++i) {
    const auto source = static_cast<Source>(i);
    std::vector<const Draft*> rows;
    for (std::uint64_t place = first; place < last; ++place) {
      if (source_of(drafts.rows[place]) == source) rows.push_back(&drafts.rows[place]);
    }
    const history::Sources recorded = history.recorded & history::bit(source);
    if (rows.empty() && recorded == 0) continue;
    if (mutation.unordered) std::ranges::shuffle(rows, draws);
    const std::string name{history::to_text(source)};
    add_source(logs, name, mutation);
    logs.files.push_back(folder.write(name + ".jsonl", written(history, rows, recorded)));
  }
  return logs;
}

}  // namespace

LogFolder::LogFolder() {
  std::string form = (std::filesystem::temp_directory_path() / "assay-judge-XXXXXX").string();
  path_ = ::mkdtemp(form.data());
}

LogFolder::~LogFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string LogFolder::write(const std::string& name, const std::string& text) const {
  const std::string path = (path_ / name).string();
  std::ofstream{path, std::ios::binary} << text;
  return path;
}

Logs write_logs(const LogFolder& folder, const history::History& history, const Mutation& mutation,
                std::uint64_t seed) {
  std::mt19937_64 draws{seed};
  Logs logs = mutation.one_file ? in_one_file(folder, history, mutation, draws)
                                : in_a_file_each(folder, history, mutation, draws);
  logs.mapping.name = "recording";
  return logs;
}

}  // namespace assay::tests
