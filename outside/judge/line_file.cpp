// One buffer, moved to its front when a line does not fit the rest.
#include "outside/judge/line_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "scenarios/files/bad_input.hpp"

namespace assay::outside {
namespace {

constexpr std::size_t line_max = std::size_t{1} << 20;
constexpr std::size_t buffer_size = 2 * line_max;

}  // namespace

LineFile::LineFile(std::string path) : path_{std::move(path)}, buffer_(buffer_size, '\0') {
  std::error_code failed;
  const bool regular = std::filesystem::is_regular_file(path_, failed);
  if (!regular) scenarios::refuse_input(path_, "a regular file", "none that can be read");
  file_.reset(std::fopen(path_.c_str(), "rbe"));
  if (!file_) scenarios::refuse_input(path_, "a file that can be read", std::strerror(errno));
}

bool LineFile::next(std::string_view& line, bool& ended) {
  while (true) {
    const std::string_view rest{buffer_.data() + at_, end_ - at_};
    const std::size_t feed = rest.find('\n');
    ended = feed != std::string_view::npos;
    if (ended || (!fill() && !rest.empty())) {
      line = ended ? rest.substr(0, feed) : rest;
      at_ += line.size() + (ended ? 1 : 0);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      return true;
    }
    if (at_ == end_ && std::feof(file_.get()) != 0) return false;
  }
}

/// Reads on behind what is there. Returns: false where nothing more came.
bool LineFile::fill() {
  if (std::feof(file_.get()) != 0) return false;
  if (end_ - at_ >= line_max) {
    throw scenarios::BadInput{{.file = path_,
                               .place = {line_ + 1, 0},
                               .expected = "a line of at most 1 MiB",
                               .found = "a longer one"}};
  }
  std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
  end_ -= at_;
  at_ = 0;
  const std::size_t read = std::fread(buffer_.data() + end_, 1, buffer_.size() - end_, file_.get());
  if (std::ferror(file_.get()) != 0) {
    scenarios::refuse_input(path_, "a file that can be read", std::strerror(errno));
  }
  end_ += read;
  return read > 0;
}

}  // namespace assay::outside
