// A source file as the house rules see it: its lines, and the same lines without comments and
// without the contents of literals. Not a C++ parser: rules that read it are heuristics, and each
// has a test that shows it can fail.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace house {

/// One `#include`: the line it stands on, the path, and whether it is in quotes.
struct Include {
  std::size_t line = 0;
  std::string path;
  bool quoted = false;
};

/// A file of the tree. Lines count from 1 in offences, from 0 in these vectors.
struct SourceFile {
  std::string path;  ///< from the project root, with '/'
  std::vector<std::string> lines;
  std::vector<std::string> code;  ///< comments gone, literals emptied
};

/// A rule broken on a line.
struct Offence {
  std::size_t line = 0;
  std::string what;
};

[[nodiscard]] SourceFile make_source(std::string path, const std::string& text);
[[nodiscard]] std::vector<Include> includes_of(const SourceFile& file);

/// Every .hpp and .cpp of the tree, sorted by path.
[[nodiscard]] const std::vector<SourceFile>& source_tree();

/// The text of a file of the tree.
[[nodiscard]] std::string read_text(const std::string& path_from_root);

/// The first part of the path: "sim" of "sim/search/shrink.hpp".
[[nodiscard]] std::string layer_of(const std::string& path);

[[nodiscard]] bool is_header(const SourceFile& file);

/// "path:line: what" for each offence, a line each; empty where there is none.
[[nodiscard]] std::string listing(const SourceFile& file, const std::vector<Offence>& offences);

}  // namespace house
