// Reading, and saying what is not there.
#include "campaign/risk/rates.hpp"

#include <algorithm>

#include "scenarios/files/document.hpp"
#include "scenarios/files/schema.hpp"

namespace assay::campaign {

namespace {

constexpr std::array<std::string_view, harm_kinds> harm_words{
    "duplicates", "lost_payments", "stuck_payments", "unreconciled_items"};

std::size_t place(Harmed harm) { return static_cast<std::size_t>(harm); }

Rate rate_from(const scenarios::Document& document, const nlohmann::json& value,
               const std::string& pointer) {
  if (!value.contains("counted")) return {.exact = value.at("rate").get<double>()};
  const auto& counted = value.at("counted");
  const Counted read{counted.at("happened"), counted.at("of")};
  if (read.happened > read.of) {
    document.refuse(pointer + "/counted", "at most as many as it was counted of", "more");
  }
  return {.counted = read};
}

std::optional<Price> price_from(const scenarios::Document& document, const std::string& name) {
  const nlohmann::json& prices = document.value().at("prices");
  if (!prices.contains(name)) return {};
  const Price price{prices.at(name).at("least"), prices.at(name).at("most")};
  if (price.least > price.most) {
    document.refuse(scenarios::step("/prices", name), "least before most",
                    "them reversed");
  }
  return price;
}

void read_faults(const scenarios::Document& document, Rates& into) {
  const nlohmann::json& list = document.value().at("faults");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string fault = list[i].at("fault");
    const std::string at = scenarios::step("/faults", i);
    if (into.of_fault(fault) != nullptr) document.refuse(at, "one rate for each fault", fault);
    into.faults.emplace_back(fault, rate_from(document, list[i], at));
  }
}

}  // namespace

std::string_view to_text(Harmed harm) { return harm_words[place(harm)]; }

Interval Rate::at(double confidence) const {
  return counted ? proportion(*counted, confidence) : Interval{exact, exact, exact};
}

const Rate* Rates::of_fault(std::string_view fault) const {
  const auto found = std::ranges::find(faults, fault, [](const auto& one) { return one.first; });
  return found == faults.end() ? nullptr : &found->second;
}

const std::optional<Rate>& Rates::measured_of(Harmed harm) const { return measured[place(harm)]; }

const std::optional<Price>& Rates::price_of(Harmed harm) const { return prices[place(harm)]; }

Rates read_rates(const std::string& path) {
  const auto document = scenarios::Document::read(path, {.fractions = true});
  scenarios::check_schema(document, "rates");
  const nlohmann::json& value = document.value();
  Rates rates;
  if (value.contains("faults")) read_faults(document, rates);
  for (const Harmed harm : all_harms) {
    const std::string name{to_text(harm)};
    if (!value.contains("measured") || !value.at("measured").contains(name)) continue;
    rates.measured[place(harm)] =
        rate_from(document, value.at("measured").at(name), "/measured/" + name);
  }
  if (!value.contains("prices")) return rates;
  rates.currency =
      std::string_view{value.at("prices").at("currency").get_ref<const std::string&>()};
  for (const Harmed harm : all_harms) {
    rates.prices[place(harm)] = price_from(document, std::string{to_text(harm)});
  }
  rates.payment = price_from(document, "payment");
  return rates;
}

std::vector<std::string> missing_from(const Rates& rates, const std::vector<std::string>& faults) {
  std::vector<std::string> missing;
  for (const std::string& fault : faults) {
    if (rates.of_fault(fault) == nullptr) missing.push_back("faults: " + fault);
  }
  bool any = false;
  for (const Harmed harm : all_harms) {
    const bool told = !faults.empty() || rates.measured_of(harm).has_value();
    any |= told;
    if (told && !rates.price_of(harm)) {
      missing.push_back("prices." + std::string{to_text(harm)});
    }
    if (told && harm == Harmed::stuck_payments && !rates.payment) {
      missing.push_back("prices.payment");
    }
  }
  if (!any) missing.emplace_back("measured: anything, or the names of scenarios to run");
  return missing;
}

}  // namespace assay::campaign
