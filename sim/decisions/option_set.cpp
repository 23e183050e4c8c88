// Naming answers and finding them again.
#include "sim/decisions/option_set.hpp"

#include <bit>
#include <charconv>

#include "sim/check.hpp"

namespace assay::sim {

namespace {

constexpr std::uint64_t table_max = 64;  // sums of weights that are looked up, not walked

}  // namespace

OptionSet::OptionSet(std::vector<Option> options, std::uint32_t grains)
    : options_{std::move(options)}, grains_{grains} {
  SIM_CHECK(!options_.empty() && grains_ > 0, "a decision has at least its benign option");
  SIM_CHECK(std::has_single_bit(grains_), "grains are a power of two");
  shift_ = static_cast<std::uint32_t>(std::countr_zero(grains_));
  for (const Option& option : options_) weights_.push_back(option.weight);
  for (const Option& option : options_) total_ += std::uint64_t{option.weight} * grains_;
  if (total_ / grains_ <= table_max) {
    for (std::size_t i = 0; i < options_.size(); ++i) {
      table_.insert(table_.end(), options_[i].weight, static_cast<std::uint8_t>(i));
    }
  }
  SIM_CHECK(total_ > 0, "some option of a decision has a weight");
}

std::string OptionSet::name(std::uint32_t answer) const {
  std::string text = options_[option_of(answer)].id;
  if (const std::uint32_t grain = grain_of(answer); grain != 0) {
    text += '~';
    text += std::to_string(grain);
  }
  return text;
}

std::uint32_t OptionSet::find(std::string_view name) const {
  // What is no name of an option is answered by `size()`, and not by the benign one: a plan's
  // answer that no longer means anything must not pass for one that was played.
  const auto tilde = name.find('~');
  std::uint32_t grain = 0;
  if (tilde != std::string_view::npos) {
    const std::string_view digits = name.substr(tilde + 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), grain);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return size();
    if (grain >= grains_) return size();
  }
  const std::string_view word = name.substr(0, tilde);
  for (std::uint32_t i = 0; i < options_.size(); ++i) {
    if (options_[i].id == word) return i * grains_ + grain;
  }
  return size();
}

}  // namespace assay::sim
