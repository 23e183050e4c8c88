// A series is kept as it is printed: its name with its labels.
#include "payments/server/metrics.hpp"

#include <spdlog/spdlog.h>

namespace payments::server {
namespace {

std::string labelled(std::string_view name, std::string_view label, std::string_view value) {
  return std::string(name) + "{" + std::string(label) + "=\"" + std::string(value) + "\"}";
}

}  // namespace

void Metrics::count(std::string_view name, std::string_view subject) {
  add(labelled("assay_pay_events_total", "name", name));
  spdlog::info("{} {}", name, subject);
}

void Metrics::alarm(std::string_view name, std::string_view subject) {
  add(labelled("assay_pay_alarms_total", "name", name));
  spdlog::error("alarm: {} {}", name, subject);
}

void Metrics::answered(std::string_view route, unsigned status) {
  add("assay_pay_answers_total{route=\"" + std::string(route) + "\",status=\"" +
      std::to_string(status) + "\"}");
}

void Metrics::add(std::string series) {
  const std::lock_guard lock(mutex_);
  ++counts_[std::move(series)];
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string text, family;
  for (const auto& [series, count] : counts_) {
    const std::string name = series.substr(0, series.find('{'));
    if (name != family) text += "# TYPE " + name + " counter\n";
    family = name;
    text += series + " " + std::to_string(count) + "\n";
  }
  return text;
}

}  // namespace payments::server
