// The part of a playbook that was carried out: what the verification lists, what helps, what does
// not, what makes it worse, each with its evidence. Markdown.
#pragma once

#include <string>

#include "runs/finding.hpp"
#include "runs/remedies/search.hpp"

namespace assay::reports {

/// "pay-1: 12.50 EUR taken too much".
[[nodiscard]] std::string to_text(const runs::OpenItem& item);

/// "settle:looked_up, then restart".
[[nodiscard]] std::string short_words(const runs::Remedy& remedy);

/// The sections on remedies, beginning with a heading of the second order.
[[nodiscard]] std::string remedies_tried(const runs::Treatment& treatment);

/// Which sections are not there, and why: a heading of the second order and a list.
[[nodiscard]] std::string sections_absent(const runs::Treatment& treatment);

/// What no run of a simulated world can show: a heading of the second order and a list.
[[nodiscard]] std::string not_simulated();

}  // namespace assay::reports
