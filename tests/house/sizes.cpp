// Counts lines.
#include "tests/house/sizes.hpp"

#include <algorithm>

#include "tests/house/floors.hpp"

namespace house {

namespace {

bool is_code(const std::string& line) {
  const auto start = line.find_first_not_of(" \t");
  return start != std::string::npos && line.compare(start, 2, "//") != 0;
}

Length median_of(const std::vector<Length>& sorted) {
  return sorted.empty() ? Length{} : sorted[sorted.size() / 2];
}

Length largest_of(const std::vector<Length>& sorted) {
  return sorted.empty() ? Length{} : sorted.back();
}

}  // namespace

Sizes sizes_of(const std::vector<SourceFile>& files) {
  Sizes sizes;
  std::vector<Length> of_files;
  std::vector<Length> of_functions;
  for (const SourceFile& file : files) {
    if (product_layer_of(file.path).empty()) continue;
    of_files.push_back({file.lines.size(), file.path});
    sizes.code_lines += static_cast<std::size_t>(std::ranges::count_if(file.lines, is_code));
    for (const Function& one : functions_of(file)) {
      of_functions.push_back({one.last_line - one.first_line + 1, file.path + ": " + one.name});
    }
  }
  std::ranges::stable_sort(of_files, {}, &Length::lines);
  std::ranges::stable_sort(of_functions, {}, &Length::lines);
  sizes.files = of_files.size();
  sizes.functions = of_functions.size();
  sizes.median_file = median_of(of_files);
  sizes.largest_file = largest_of(of_files);
  sizes.median_function = median_of(of_functions);
  sizes.longest_function = largest_of(of_functions);
  return sizes;
}

}  // namespace house
