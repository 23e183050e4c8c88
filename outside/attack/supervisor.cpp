// A service is down, starting, or ready; its starts are numbered, so that a probe of an earlier one
// changes nothing.
#include "outside/attack/supervisor.hpp"

#include <algorithm>

#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "scenarios/files/bad_input.hpp"

namespace assay::outside::attack {
namespace {

constexpr sim::Duration between_probes = 20_ms;
constexpr sim::Duration probe_patience = 1_s;
constexpr std::uint32_t starts_in_a_row_max = 3;
constexpr std::size_t last_lines = 8;

/// A free port below those that the system hands out by itself, so that nobody's connection takes
/// it while the service is down.
unsigned short free_port(boost::asio::io_context& loop) {
  static unsigned next = 20'000 + static_cast<unsigned>(::getpid()) % 10'000;
  using boost::asio::ip::tcp;
  for (unsigned tries = 0; tries < 10'000; ++tries) {
    if (++next >= 32'000) next = 20'000;
    tcp::acceptor probe{loop};
    boost::system::error_code error;
    probe.open(tcp::v4());
    probe.bind({boost::asio::ip::address_v4::loopback(), static_cast<unsigned short>(next)}, error);
    if (!error) return static_cast<unsigned short>(next);
  }
  throw std::runtime_error{"no port is free"};
}

bool is_proxy(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char one) { return std::tolower(one); });
  return name.ends_with("_proxy");
}

}  // namespace

struct Supervisor::Service {
  ServiceSpec spec;
  unsigned short port = 0;
  std::unique_ptr<Process> process{};
  std::uint64_t starts = 0;
  std::uint32_t failed_starts = 0;  ///< in a row
  bool ready = false;
  bool ordered = false;  ///< its end
  bool still = false;    ///< paused
  std::vector<std::string> lines{};
};

Supervisor::Supervisor(Loop& loop, Guardian& guardian, const OutsideFile& file,
                       SupervisorHooks hooks)
    : loop_{loop}, guardian_{guardian}, file_{file}, hooks_{std::move(hooks)} {
  for (const ServiceSpec& spec : file.services) {
    services_[spec.name] =
        std::make_unique<Service>(Service{.spec = spec, .port = free_port(loop.context())});
  }
}

Supervisor::~Supervisor() = default;

void Supervisor::add_env(const std::string& service, const Texts& env) {
  for (const auto& [name, value] : env) services_.at(service)->spec.env[name] = value;
}

std::vector<std::string> Supervisor::own_env() {
  std::vector<std::string> all;
  for (char** one = environ; *one != nullptr; ++one) {
    const std::string text{*one};
    const std::string name = text.substr(0, text.find('='));
    if (text.contains("sk_live_") || text.contains("rk_live_")) {
      scenarios::refuse_input("the environment variable " + name, "no key of a live account",
                              "one that begins like that");
    }
    if (!is_proxy(name)) all.push_back(text);
  }
  return all;
}

void Supervisor::start() {
  for (const ServiceSpec& spec : file_.services) {
    Service& service = *services_.at(spec.name);
    launch(service);
    const bool came =
        loop_.await([&] { return service.ready || given_up_; }, spec.ready_within + probe_patience);
    if (came && service.ready) continue;
    std::string last;
    for (const std::string& line : service.lines) last += " | " + line;
    scenarios::refuse_input(
        fmt::format("the service {}", spec.name),
        fmt::format("it is ready within {}s", spec.ready_within.ns() / 1'000'000'000),
        last.empty() ? "nothing, and it says nothing" : "it says" + last);
  }
}

void Supervisor::launch(Service& service) {
  const Words words{{"dir", guardian_.scratch()},
                    {"port", std::to_string(service.port)},
                    {"url", fmt::format("http://127.0.0.1:{}", service.port)}};
  ProcessSpec spec{.folder = service.spec.folder, .env = own_env()};
  for (const std::string& one : service.spec.start) spec.words.push_back(fill(one, words));
  for (const auto& [name, value] : service.spec.env) {
    std::erase_if(spec.env, [&](const std::string& one) { return one.starts_with(name + "="); });
    spec.env.push_back(name + "=" + fill(value, words));
  }
  service.ready = service.ordered = service.still = false;
  const std::uint64_t number = ++service.starts;
  service.process = std::make_unique<Process>(
      loop_.context(), guardian_, spec,
      ProcessHooks{.on_line =
                       [this, &service](const std::string& line) {
                         service.lines.push_back(line);
                         if (service.lines.size() > last_lines) {
                           service.lines.erase(service.lines.begin());
                         }
                         if (hooks_.on_line) hooks_.on_line(service.spec.name, line);
                       },
                   .on_exit = [this, &service](const Exit& exit) { ended(service, exit); }});
  loop_.timers().at(loop_.now() + service.spec.ready_within, [this, &service, number] {
    if (service.starts == number && !service.ready) service.process->kill();
  });
  probe(service, number);
}

void Supervisor::probe(Service& service, std::uint64_t number) {
  const std::string target = service.spec.ready.empty() ? "/" : service.spec.ready;
  call(loop_.context(), {service.port, {"GET", target}, probe_patience},
       [this, &service, number](const Called& called) {
         if (service.starts != number) return;
         const bool answers = called.end == Called::End::answered;
         const bool ready = service.spec.ready.empty() ? called.end != Called::End::refused
                                                       : answers && called.reply.status / 100 == 2;
         if (!ready) {
           return loop_.timers().at(loop_.now() + between_probes, [this, &service, number] {
             if (service.starts == number && !service.ready) probe(service, number);
           });
         }
         service.ready = true;
         service.failed_starts = 0;
         if (hooks_.on_change) {
           hooks_.on_change(service.spec.name, number == 1 ? "ready" : "ready again");
         }
       });
}

void Supervisor::kill(const std::string& name) {
  Service& service = *services_.at(name);
  if (!service.process) return;
  service.ready = false;
  service.ordered = true;
  if (hooks_.on_change) hooks_.on_change(name, "killed");
  service.process->kill();
}

void Supervisor::pause(const std::string& name, sim::Duration length) {
  Service& service = *services_.at(name);
  if (!service.ready) return;
  if (hooks_.on_change) hooks_.on_change(name, "stands still");
  service.still = true;
  service.process->pause();
  loop_.timers().at(loop_.now() + length, [this, &service, number = service.starts] {
    if (service.starts != number) return;
    if (hooks_.on_change) hooks_.on_change(service.spec.name, "goes on");
    service.still = false;
    service.process->go_on();
  });
}

void Supervisor::ended(Service& service, const Exit& exit) {
  const bool was_ready = service.ready;
  const bool ordered = service.ordered;
  service.ready = false;
  ++service.starts;  // its probes say nothing any more
  if (!ordered) {
    if (hooks_.on_crash) hooks_.on_crash(service.spec.name, exit);
    if (!was_ready && ++service.failed_starts >= starts_in_a_row_max) {
      given_up_ = true;
      return;
    }
  }
  // Not from within the process's own call.
  loop_.timers().at(loop_.now(), [this, &service] { launch(service); });
}

bool Supervisor::all_ready() const {
  return std::ranges::all_of(services_, [](const auto& one) { return one.second->ready; });
}

bool Supervisor::any_still() const {
  return std::ranges::any_of(services_, [](const auto& one) { return one.second->still; });
}

unsigned short Supervisor::port(const std::string& service) const {
  return services_.at(service)->port;
}

}  // namespace assay::outside::attack
