// Faults are rates of one: they strike at each visit of their sites until others are set.
#include "outside/agents/behind.hpp"

#include <chrono>

#include <fmt/format.h>

#include "models/rules/profile.hpp"
#include "outside/dialects/by_name.hpp"
#include "outside/http/waiting.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"

namespace assay::outside::agents {
namespace {

constexpr std::chrono::seconds own_patience{10};
constexpr std::size_t shown_bytes = 120;

const models::Profile& profile_named(const std::string& name) {
  if (const models::Profile* const found = models::find_profile(name)) return *found;
  std::vector<std::string_view> names;
  for (const models::Profile& one : models::profiles()) names.push_back(one.name);
  throw scenarios::BadInput{{.file = "the processor's profile",
                             .expected = "one of assay list profiles",
                             .found = name,
                             .nearest = scenarios::nearest_name(name, names)}};
}

std::string words_of(const http::Request& request, const http::Ending& ending) {
  const auto* const reply = std::get_if<http::Reply>(&ending);
  return fmt::format("{} {} {}: {}", request.method, request.target,
                     request.body.substr(0, shown_bytes),
                     reply == nullptr
                         ? "the connection broke"
                         : fmt::format("{} {}", reply->status, reply->body.substr(0, shown_bytes)));
}

}  // namespace

Behind::Behind(boost::asio::io_context& loop, const AgentSubject& subject)
    : loop_{loop}, subject_{subject}, timers_{loop} {
  ServiceSettings settings;
  settings.processor.profile = &profile_named(subject.profile);
  dialect_ = dialect_named(subject.dialect, settings.processor);
  service_ = std::make_unique<Service>(settings, *dialect_, timers_);
  service_->on_site = [this](const Site& site) { return passes(site); };
  listener_ = std::make_unique<http::Listener>(
      loop, 0, [this](const http::Request& request, const http::Respond& respond) {
        take(request, [this, request, respond](http::Ending ending) {
          said_.push_back(words_of(request, ending));
          respond(std::move(ending));
        });
      });
}

void Behind::strike(Strike how) {
  strike_ = how;
  replies_ = 0;
  const std::string at = "processor." + subject_.call;
  std::vector<sim::FaultRule> rates;
  if (how == Strike::first_reply || how == Strike::every_reply) {
    rates.push_back({at + "/reply", "reset", {1, 1}});
  }
  if (how == Strike::refused) rates.push_back({at + "/error", "error_before_effect", {1, 1}});
  service_->faults().set_rates(std::move(rates));
}

/// Whether what passes goes no further.
bool Behind::passes(const Site& site) {
  if (site.action != "processor." + subject_.call + "/reply") return false;
  ++replies_;
  if (strike_ == Strike::first_reply) service_->faults().set_rates({});
  return strike_ == Strike::hang;
}

const Stub* Behind::stub_for(const http::Request& request) const {
  const std::string path = request.target.substr(0, request.target.find('?'));
  for (const Stub& one : subject_.stubs) {
    const bool has = !one.without.empty() && !request.header(one.without).empty();
    if (one.method == request.method && sim::matches(one.path, path) && !has) return &one;
  }
  return nullptr;
}

void Behind::take(const http::Request& request, const http::Respond& respond) {
  if (const Stub* const stub = stub_for(request)) return respond(stub->reply);
  service_->take(request, respond);
}

http::Reply Behind::ask(const http::Request& request) {
  const auto ending = std::make_shared<std::optional<http::Ending>>();
  take(request, [ending](http::Ending one) { *ending = std::move(one); });
  http::wait_until(loop_, own_patience, [&] { return ending->has_value(); });
  const auto* const reply = *ending ? std::get_if<http::Reply>(&**ending) : nullptr;
  return reply == nullptr ? http::Reply{.status = 0} : *reply;
}

std::int64_t Behind::effects(const std::string& reference) const {
  std::int64_t count = 0;
  for (const auto& effect : effects_json(service_->ledger())) {
    const bool counts = effect.value("payable", "") == reference &&
                        effect.value("kind", "") == subject_.kind && !effect.contains("undone");
    if (counts) ++count;
  }
  return count;
}

}  // namespace assay::outside::agents
