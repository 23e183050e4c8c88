// Values that tell their fields once, by name and in order: written as JSON objects, and read back.
// A type does so by a function `fields(value, tell)` beside it, or here in assay::campaign.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "campaign/results/finding_json.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

/// `Given` is `Wanted` or `const Wanted`.
template <typename Given, typename Wanted>
concept Is = std::same_as<std::remove_const_t<Given>, Wanted>;

/// A text that is null in the file where it is empty.
template <typename Text>
struct OrNull {
  Text& text;
};
template <typename Text>
OrNull(Text&) -> OrNull<Text>;

struct Listen {
  void operator()(const char*, auto&&) const {}
};

/// Whether a value tells fields of its own.
template <typename Value>
concept HasFields = requires(Value& value) {
  fields(value, Listen{});
};

struct WriteFields {
  nlohmann::ordered_json& object;

  void operator()(const char* name, const auto& value) const { object[name] = form_of(value); }

  template <typename Value>
  static nlohmann::ordered_json form_of(const Value& value) {
    if constexpr (HasFields<const Value>) {
      auto object = nlohmann::ordered_json::object();
      fields(value, WriteFields{object});
      return object;
    } else if constexpr (std::is_enum_v<Value>) {
      return to_text(value);
    } else {
      return value;
    }
  }
  static nlohmann::ordered_json form_of(const sim::Plan& plan) { return plan_to_json(plan); }
  static nlohmann::ordered_json form_of(const sim::Digest& digest) { return digest.hex(); }
  static nlohmann::ordered_json form_of(const history::Amount& amount) {
    if (amount.currency.empty()) return nullptr;
    return {{"minor", amount.minor}, {"currency", amount.currency.code()}};
  }
  template <HasFields Item>
  static nlohmann::ordered_json form_of(const std::vector<Item>& items) {
    auto list = nlohmann::ordered_json::array();
    for (const Item& one : items) list.push_back(form_of(one));
    return list;
  }
  template <typename Value>
  static nlohmann::ordered_json form_of(const std::optional<Value>& value) {
    return value ? form_of(*value) : nlohmann::ordered_json(nullptr);
  }
  template <typename Text>
  static nlohmann::ordered_json form_of(const OrNull<Text>& word) {
    return word.text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(word.text);
  }
};

struct ReadFields {
  const nlohmann::json& object;

  void operator()(const char* name, auto&& value) const { into(value, object.at(name)); }

  template <typename Value>
  static void into(Value& value, const nlohmann::json& form) {
    if constexpr (HasFields<Value>) {
      fields(value, ReadFields{form});
    } else {
      form.get_to(value);
    }
  }
  static void into(sim::Plan& plan, const nlohmann::json& form) { plan = plan_from(form); }
  static void into(sim::Digest& digest, const nlohmann::json& form) { digest = digest_from(form); }
  static void into(properties::Verdict& it, const nlohmann::json& form) { it = verdict_from(form); }
  static void into(properties::Severity& it, const nlohmann::json& form) {
    it = severity_from(form);
  }
  static void into(history::Amount& amount, const nlohmann::json& form) {
    if (form.is_null()) return;
    const auto code = form.at("currency").get<std::string>();
    SIM_CHECK(history::Currency::fits(code), "a currency is a short code");
    amount = {form.at("minor").get<std::int64_t>(), history::Currency{code}};
  }
  template <HasFields Item>
  static void into(std::vector<Item>& items, const nlohmann::json& form) {
    for (const nlohmann::json& one : form) into(items.emplace_back(), one);
  }
  template <typename Value>
  static void into(std::optional<Value>& value, const nlohmann::json& form) {
    if (!form.is_null()) into(value.emplace(), form);
  }
  template <typename Text>
  static void into(OrNull<Text>& word, const nlohmann::json& form) {
    if (!form.is_null()) form.get_to(word.text);
  }
};

}  // namespace assay::campaign
