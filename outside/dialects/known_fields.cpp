// Amounts are whole minor units; what JSON says else is refused.
#include "outside/dialects/known_fields.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "scenarios/files/nearest_name.hpp"

namespace assay::outside {
namespace {

constexpr std::size_t members_max = 64;

}  // namespace

void must_know_fields(const scenarios::JsonPart& object,
                      std::initializer_list<std::string_view> known) {
  for (const auto& [name, part] : object.members(members_max)) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const std::vector<std::string_view> names{known};
    const std::string nearest = scenarios::nearest_name(name, names);
    part.refuse("no field \"" + name + "\"" +
                    (nearest.empty() ? "" : "; did you mean \"" + nearest + "\"?"),
                "one");
  }
}

std::string text_of(const scenarios::JsonPart& object, const char* name, std::string otherwise) {
  return object.has(name) ? object[name].text() : otherwise;
}

history::Amount amount_of(const scenarios::JsonPart& object) {
  must_know_fields(object, {"minor", "currency"});
  const std::string& currency = object["currency"].text();
  if (currency.empty() || !history::Currency::fits(currency)) {
    object["currency"].refuse("the code of a currency");
  }
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return {static_cast<std::int64_t>(object["minor"].number(0, most)),
          history::Currency{currency}};
}

}  // namespace assay::outside
