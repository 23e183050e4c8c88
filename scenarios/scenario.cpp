// Names, counts and the digest of scenarios.
#include "scenarios/scenario.hpp"

#include <array>
#include <concepts>

#include "scenarios/detail/fields.hpp"
#include "scenarios/every_fault.hpp"
#include "scenarios/files/own_properties.hpp"
#include "sim/digest.hpp"

namespace assay::scenarios {

namespace {

constexpr std::array<std::string_view, 2> kind_names{"person", "agent"};
constexpr std::array<std::string_view, 9> flow_name_table{"authorise",
                                                          "authorise_and_capture",
                                                          "authorise_and_void",
                                                          "authorise_capture_and_refund",
                                                          "authorise_capture_or_void",
                                                          "refund_twice",
                                                          "capture_in_parts",
                                                          "authorise_again",
                                                          "generated"};

/// Folds every field of a scenario, with lengths before lists, so that no two scenarios share a
/// stream. Enumerators go in by name: their order may change, their meaning may not.
class FieldDigester {
 public:
  explicit FieldDigester(sim::Digester& digester) : digester_{digester} {}

  template <class Field>
  void operator()(std::string_view name, const Field& field) {
    digester_.fold(name);
    fold(field);
  }
  /// Where it says nothing, digests are what they were before there was such a field.
  template <class Field>
  void later(std::string_view name, const Field& field) {
    if (!(field == Field{})) (*this)(name, field);
  }

 private:
  void fold(const std::string& text) { digester_.fold(std::string_view{text}); }
  void fold(const history::Currency& currency) { digester_.fold(currency.code()); }
  void fold(sim::Duration length) { digester_.fold(static_cast<std::uint64_t>(length.ns())); }
  void fold(ClientKind kind) { digester_.fold(name_of(kind)); }
  void fold(Flow flow) { digester_.fold(name_of(flow)); }
  void fold(history::CoverageMark fact) { digester_.fold(name_of(fact)); }
  void fold(const properties::own::Stated& stated) { fold(json_line(stated)); }
  void fold(const sim::Ratio& ratio) {
    digester_.fold(ratio.numerator);
    digester_.fold(ratio.denominator);
  }
  void fold(const harness::SettingValue& value) {
    digester_.fold(value.index());
    std::visit([this](const auto& known) { fold(known); }, value);
  }
  void fold(const harness::Settings& settings) {
    digester_.fold(settings.entries().size());
    for (const auto& [name, value] : settings.entries()) {
      fold(name);
      fold(value);
    }
  }
  template <std::integral Number>
  void fold(Number number) {
    digester_.fold(static_cast<std::uint64_t>(number));
  }
  template <class Item>
  void fold(const std::vector<Item>& list) {
    digester_.fold(list.size());
    for (const Item& item : list) fold(item);
  }
  template <class Part>
  requires std::is_class_v<Part>
  void fold(const Part& part) { detail::visit_fields(*this, part); }

  sim::Digester& digester_;
};

}  // namespace

std::string_view name_of(ClientKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Flow flow) { return flow_name_table[static_cast<std::size_t>(flow)]; }

std::vector<std::string_view> client_kind_names() { return {kind_names.begin(), kind_names.end()}; }
std::vector<std::string_view> flow_names() {
  return {flow_name_table.begin(), flow_name_table.end()};
}

std::uint64_t payments_in(const Scenario& scenario) {
  std::uint64_t payments = 0;
  for (const ClientGroup& group : scenario.workload.clients) {
    payments += std::uint64_t{group.count} * group.payments;
  }
  return payments;
}

bool is_swarm(const Scenario& scenario) { return !(scenario.swarm == Swarm{}); }

const harness::Settings& settings_of(const Scenario& scenario, std::uint32_t version) {
  const std::size_t number = version % (scenario.versions.size() + 1);
  return number == 0 ? scenario.service : scenario.versions[number - 1];
}

std::string scenario_digest(const Scenario& scenario) {
  sim::Digester digester;
  FieldDigester fields{digester};
  detail::visit_fields(fields, scenario);
  if (scenario.every_fault) fields("every_fault", allowed_faults_of(scenario));
  if (scenario.every_fault) {
    for (const FaultTrigger& trigger : fault_triggers()) {
      digester.fold(trigger.word);
      digester.fold(trigger.first);
      digester.fold(trigger.strikes);
      digester.fold(trigger.weight);
    }
    digester.fold(std::uint64_t{fault_focus.runs});
    digester.fold(std::uint64_t{fault_focus.words});
    digester.fold(std::uint64_t{fault_focus.factor});
    digester.fold(std::uint64_t{fault_follow.runs});
    digester.fold(std::uint64_t{fault_follow.visits});
    digester.fold(std::uint64_t{fault_follow.strikes});
  }
  return digester.value().hex();
}

}  // namespace assay::scenarios
