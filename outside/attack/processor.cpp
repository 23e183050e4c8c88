// Names of payments are turned at this edge, both ways.
#include "outside/attack/processor.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "outside/attack/client.hpp"
#include "outside/attack/places.hpp"
#include "outside/dialects/by_name.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"

namespace assay::outside::attack {
namespace {

constexpr sim::Duration webhook_patience = 1_s;

const models::Profile& profile_named(const std::string& name) {
  if (const models::Profile* const found = models::find_profile(name)) return *found;
  std::vector<std::string_view> names;
  for (const models::Profile& one : models::profiles()) names.push_back(one.name);
  throw scenarios::BadInput{{.file = "an edge's profile",
                             .expected = "one of assay list profiles",
                             .found = name,
                             .nearest = scenarios::nearest_name(name, names)}};
}

}  // namespace

Processor::Processor(Loop& loop, const EdgeSpec& edge, ProcessorHooks hooks)
    : hooks_{std::move(hooks)} {
  ServiceSettings settings{.name = edge.name};
  settings.processor.profile = &profile_named(edge.profile);
  dialect_ = dialect_named(edge.dialect, settings.processor);
  service_ = std::make_unique<Service>(settings, *dialect_, loop.timers());
  service_->on_movement = [this](const models::Movement& moved) {
    hooks_.on_truth(service_->truth().history().back());
    if (webhooks_) webhooks_->tell(moved);
  };
  service_->on_site = [this](const Site& site) {
    return hooks_.on_site(
        {site.action, as_planned(" @ " + site.scope, reference_).substr(3),
         site.shortcut.empty() ? "" : as_planned(" @ " + site.shortcut, reference_).substr(3)});
  };
  if (edge.webhooks) listen_for_webhooks(loop, edge);
  listener_ = std::make_unique<http::Listener>(
      loop.context(), 0, [this](const http::Request& request, const http::Respond& respond) {
        service_->take(request, respond);
      });
}

/// Two tries: one that got lost is made again after five seconds, and then it is given up.
void Processor::listen_for_webhooks(Loop& loop, const EdgeSpec& edge) {
  const WebhookSettings settings{.url = edge.webhooks->path,
                                 .secrets = {edge.webhooks->secret},
                                 .name = edge.name,
                                 .patience = webhook_patience,
                                 .tries_max = 2};
  const Post post = [this, &loop, service = edge.webhooks->service](const http::Request& request,
                                                                    const Posted& posted) {
    call(loop.context(), {hooks_.port_of(service), request, webhook_patience * 2},
         [posted](const Called& called) {
           posted(called.end == Called::End::answered ? called.reply.status : 0);
         });
  };
  webhooks_ =
      std::make_unique<Webhooks>(settings, *dialect_, service_->faults(), loop.timers(), post);
}

Words Processor::address() const {
  return {{"host", "127.0.0.1"},
          {"port", std::to_string(listener_->port())},
          {"url", fmt::format("http://127.0.0.1:{}", listener_->port())}};
}

void Processor::begin(const std::string& reference, const sim::Plan& plan) {
  reference_ = reference;
  sim::Plan played = plan;
  for (sim::Answer& one : played) one.site = as_played(one.site, reference);
  service_->faults().reset();
  service_->faults().set_plan(std::move(played));
}

std::vector<Passed> Processor::passed() const {
  std::vector<Passed> all = service_->faults().passed();
  for (Passed& one : all) one.site = as_planned(one.site, reference_);
  return all;
}

std::vector<Applied> Processor::applied() const {
  std::vector<Applied> all = service_->faults().applied();
  for (Applied& one : all) one.answer.site = as_planned(one.answer.site, reference_);
  return all;
}

sim::Plan Processor::waiting() const {
  sim::Plan plan = service_->faults().waiting();
  for (sim::Answer& one : plan) one.site = as_planned(one.site, reference_);
  return plan;
}

}  // namespace assay::outside::attack
