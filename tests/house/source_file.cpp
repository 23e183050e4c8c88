// Reading the tree, and blanking what is not code.
#include "tests/house/source_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace house {

namespace {

namespace fs = std::filesystem;

/// Walks over a text and keeps only what is code.
class Blanker {
 public:
  explicit Blanker(const std::string& text) : text_{text} {}

  std::string code() {
    while (at_ < text_.size()) next();
    return std::move(code_);
  }

 private:
  void next() {
    if (starts("//")) {
      skip_to("\n");
    } else if (starts("/*")) {
      skip_past("*/");
    } else if (starts("R\"")) {
      raw_literal();
    } else if (text_[at_] == '"' || (text_[at_] == '\'' && !in_number())) {
      literal(text_[at_]);
    } else {
      code_ += text_[at_++];
    }
  }

  [[nodiscard]] bool starts(const char* word) const { return text_.compare(at_, 2, word) == 0; }

  /// The apostrophe of 1'000.
  [[nodiscard]] bool in_number() const {
    return at_ > 0 && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0;
  }

  void skip(std::size_t end) {
    for (; at_ < std::min(end, text_.size()); ++at_) {
      if (text_[at_] == '\n') code_ += '\n';
    }
  }
  void skip_to(const std::string& word) { skip(text_.find(word, at_)); }
  void skip_past(const std::string& word) {
    const auto found = text_.find(word, at_ + 2);
    skip(found == std::string::npos ? text_.size() : found + word.size());
  }

  void raw_literal() {
    const auto open = text_.find('(', at_);
    if (open == std::string::npos) return skip(text_.size());
    skip_past(")" + text_.substr(at_ + 2, open - at_ - 2) + "\"");
    code_ += "\"\"";
  }

  void literal(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
    code_ += quote;
    code_ += quote;
  }

  const std::string& text_;
  std::size_t at_ = 0;
  std::string code_;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool is_source(const fs::path& path) {
  return path.extension() == ".hpp" || path.extension() == ".cpp";
}

void collect(const fs::path& folder, std::vector<std::string>& paths) {
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (!entry.is_regular_file() || !is_source(entry.path())) continue;
    paths.push_back(fs::relative(entry.path(), ASSAY_SOURCE_DIR).generic_string());
  }
}

std::vector<SourceFile> read_tree() {
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator{ASSAY_SOURCE_DIR}) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && name != "build" && !name.starts_with('.')) {
      collect(entry.path(), paths);
    }
  }
  std::ranges::sort(paths);
  std::vector<SourceFile> files;
  for (const std::string& path : paths) files.push_back(make_source(path, read_text(path)));
  return files;
}

}  // namespace

SourceFile make_source(std::string path, const std::string& text) {
  return {.path = std::move(path), .lines = split(text), .code = split(Blanker{text}.code())};
}

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> includes;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    if (!line.starts_with("#include")) continue;
    const auto open = line.find_first_of("<\"");
    const auto close = line.find_first_of(">\"", open + 1);
    if (open == std::string::npos || close == std::string::npos) continue;
    includes.push_back({i + 1, line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return includes;
}

const std::vector<SourceFile>& source_tree() {
  static const std::vector<SourceFile> files = read_tree();
  return files;
}

std::string read_text(const std::string& path_from_root) {
  std::ifstream stream{fs::path{ASSAY_SOURCE_DIR} / path_from_root, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string layer_of(const std::string& path) { return path.substr(0, path.find('/')); }

bool is_header(const SourceFile& file) { return file.path.ends_with(".hpp"); }

std::string listing(const SourceFile& file, const std::vector<Offence>& offences) {
  std::string text;
  for (const Offence& offence : offences) {
    text += file.path + ":" + std::to_string(offence.line) + ": " + offence.what + "\n";
  }
  return text;
}

}  // namespace house
