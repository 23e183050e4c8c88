// Members of Parts stand in the order in which they lean on each other.
#include "payments/server/process.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>

#include "payments/adapters/http/gateway.hpp"
#include "payments/adapters/sqlite/store.hpp"
#include "payments/adapters/webhooks/standard_webhooks.hpp"
#include "payments/api/admission.hpp"
#include "payments/operators/pausing_gateway.hpp"
#include "payments/server/answers.hpp"
#include "payments/server/background.hpp"
#include "payments/server/declines.hpp"
#include "payments/server/edge.hpp"
#include "payments/server/event_log.hpp"
#include "payments/server/listener.hpp"
#include "payments/server/machine.hpp"
#include "payments/server/operator_desk.hpp"

namespace payments::server {
namespace {

constexpr std::chrono::nanoseconds greeting_pause = std::chrono::milliseconds(500);
constexpr int greetings_max = std::numeric_limits<int>::max();

/// The lines of a file that are not empty. None: it cannot be read.
std::optional<std::vector<std::string>> secrets_in(const std::string& path) {
  std::vector<std::string> secrets;
  if (path.empty()) return secrets;
  std::ifstream file(path);
  if (!file) return std::nullopt;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) secrets.push_back(std::move(line));
  }
  return secrets;
}

}  // namespace

/// The service and what it leans on, once it is known what the processor promises.
struct Process::Running {
  Running(const http::Address& processor, const Capabilities& able, Duration rpc_timeout,
          Store& store, Turns& turns)
      : wire(processor, able, rpc_timeout),
        noting(wire, store),
        pausing(noting, store, "default"),
        gateway(pausing, turns) {}

  http::HttpGateway wire;
  NotingGateway noting;
  PausingGateway pausing;
  TurnsGateway gateway;
  std::unique_ptr<Service> service;
  std::unique_ptr<Operators> operators;
  std::unique_ptr<reconciliation::FileReconciliation> files;
  std::unique_ptr<Background> background;
};

struct Process::Parts {
  Parts(const Settings& given, std::unique_ptr<sqlite::SqliteStore> opened, LoadedTokens loaded,
        LoadedTokens loaded_operators, const std::vector<std::string>& secrets)
      : settings(given),
        store(std::move(opened)),
        tokens(std::move(loaded)),
        operator_tokens(std::move(loaded_operators)),
        webhooks(secrets) {}

  void take(HttpRequest request, Listener::Respond respond);
  std::optional<Response> handle(const Request& request);
  std::optional<Delivered> deliver(const SignedMessage& message);
  bool with_tools(const std::function<void(OperatorDesk::Tools)>& work);
  [[nodiscard]] bool awaits_files();
  void make_tools(Running& made, const Ports& ports) const;
  [[nodiscard]] Service* service();
  bool begin(const Capabilities& able);
  bool greet(int tries_max);
  void finish();

  Settings settings;
  Config config;  ///< with what the processor promises
  std::unique_ptr<sqlite::SqliteStore> store;
  LoadedTokens tokens;
  LoadedTokens operator_tokens;
  webhooks::StandardWebhooks webhooks;
  Metrics metrics;
  SystemClock clock;
  RandomIds ids;
  EventLog events{*store};
  Turns turns;
  Bell bell;
  TurnsStore turns_store{*store, turns, [this] { bell.ring(); }};
  TurnsBus bus{events, turns};
  std::mutex starting;  ///< guards `running` until it is made, once
  std::unique_ptr<Running> running;
  bool refused = false;
  OperatorDesk desk{{*store, clock, operator_tokens.tokens,
                     [this](const auto& work) { return with_tools(work); }}};
  Edge edge{{*store, metrics, tokens.tokens,
             [this](const Request& request) { return handle(request); },
             [this](const SignedMessage& message) { return deliver(message); },
             [this] {
               const std::lock_guard lock(starting);
               return running != nullptr;
             },
             [this](const HttpRequest& request, const Target& target) {
               return desk.answer(request, target);
             }}};
  std::mutex admitting;
  Admission admission{{settings.workers + settings.queue_max, 0}, settings.config.retry_hint};
  boost::asio::thread_pool workers{settings.workers};
  std::unique_ptr<Listener> listener;
  std::jthread greeting;
};

/// Lets a request in, or turns it away before anything has happened.
void Process::Parts::take(HttpRequest request, Listener::Respond respond) {
  {
    const std::lock_guard lock(admitting);
    if (admission.arrive() == Admission::Entry::shed) {
      HttpAnswer answer = answer_for(admission.refusal(), {});
      metrics.answered("shed", answer.status);
      return respond(std::move(answer));
    }
  }
  boost::asio::post(workers, [this, request = std::move(request), respond = std::move(respond)] {
    HttpAnswer answer = edge.answer(request);
    {
      const std::lock_guard lock(admitting);
      admission.leave();
    }
    respond(std::move(answer));
  });
}

/// None while it is not known what the processor promises.
Service* Process::Parts::service() {
  const std::lock_guard lock(starting);
  return running == nullptr ? nullptr : running->service.get();
}

std::optional<Response> Process::Parts::handle(const Request& request) {
  Service* const made = service();
  if (made == nullptr) return std::nullopt;
  const Turn turn = turns.take();
  return made->handle(request);
}

std::optional<Delivered> Process::Parts::deliver(const SignedMessage& message) {
  Service* const made = service();
  if (made == nullptr) return std::nullopt;
  const Turn turn = turns.take();
  return made->deliver(message);
}

/// What operators work with. False: it is not there yet.
bool Process::Parts::with_tools(const std::function<void(OperatorDesk::Tools)>& work) {
  if (service() == nullptr) return false;
  const Turn turn = turns.take();
  work({*running->operators, *running->files});
  return true;
}

/// Whether there is anything to compare beside the processor's list, which others read.
bool Process::Parts::awaits_files() {
  if (settings.settlement_days || settings.bank_days) return true;
  const auto heard = store->scan(reconciliation::file_tables::documents, "", 1);
  return heard && !heard->empty();
}

/// Both work by the moves of the service.
void Process::Parts::make_tools(Running& made, const Ports& ports) const {
  Service* const all = made.service.get();
  made.operators = std::make_unique<Operators>(
      ports, config, settings.second_person_above,
      Operators::Moves{[all](const Settlement& word) { return all->settle(word); },
                       [all](const RowKey& key, const std::string& grounds,
                             const std::string& who) { return all->settle(key, grounds, who); }});
  reconciliation::Expectations expected;
  expected.processor_list = 1;
  expected.settlement = settings.settlement_days;
  expected.bank = settings.bank_days;
  made.files = std::make_unique<reconciliation::FileReconciliation>(
      ports, config, expected, reconciliation::Thresholds{},
      [all](const PayableId& payable, const OperationId& operation, const std::string& grounds) {
        const Settlement word{payable, operation, Outcome::success, grounds,
                              std::string(reconciliation::mended_by)};
        return all->settle(word) == Settled::yes;
      });
}

/// Makes the service. Returns: false, where the processor promises too little.
bool Process::Parts::begin(const Capabilities& able) {
  config = settings.config;
  if (able.keys) config.processor_key_retention = able.key_retention;
  auto made = std::make_unique<Running>(*http::address_of(settings.processor), able,
                                        config.rpc_timeout, *store, turns);
  const Ports ports{clock, ids, turns_store, made->gateway, bus, metrics, &webhooks};
  auto payments = Service::make(ports, config);
  if (!payments) {
    for (const std::string& fault : payments.error()) spdlog::critical("refused: {}", fault);
    return false;
  }
  made->service = *std::move(payments);
  make_tools(*made, ports);
  made->background = std::make_unique<Background>(*made->service, turns, clock, bell,
                                                  [this, files = made->files.get()] {
                                                    if (awaits_files()) (void)files->run();
                                                  });
  const std::lock_guard lock(starting);
  running = std::move(made);
  return true;
}

/// Asks until the processor has said what it promises. Returns: whether it has.
bool Process::Parts::greet(int tries_max) {
  const http::Address processor = *http::address_of(settings.processor);
  for (int tries = 0; tries < tries_max; ++tries) {
    if (const auto able = http::ask_capabilities(processor, settings.config.rpc_timeout)) {
      refused = !begin(*able);
      if (refused) listener->stop();
      return true;
    }
    if (tries == 0) spdlog::warn("the processor at {} does not answer", settings.processor);
    if (!bell.wait(greeting_pause)) return true;
  }
  return false;
}

void Process::Parts::finish() {
  bell.end();
  greeting = {};
  workers.join();
  const std::lock_guard lock(starting);
  if (running != nullptr) running->background.reset();
}

std::expected<std::unique_ptr<Process>, std::string> Process::start(const Settings& settings) {
  std::error_code failed;
  std::filesystem::create_directories(settings.folder, failed);
  if (failed) return std::unexpected(settings.folder + ": " + failed.message());
  auto store = sqlite::SqliteStore::open(
      {.file = settings.folder + "/payments.db", .due_of = Service::due_of});
  if (!store) return std::unexpected(store.error());
  auto tokens = load_tokens(settings.folder + "/tokens.json", Holders::tenants);
  if (!tokens) return std::unexpected(tokens.error());
  auto operators = load_tokens(settings.folder + "/operators.json", Holders::operators);
  if (!operators) return std::unexpected(operators.error());
  const auto secrets = secrets_in(settings.webhook_secrets);
  if (!secrets) return std::unexpected(settings.webhook_secrets + ": cannot be read");
  auto parts = std::make_unique<Parts>(settings, *std::move(store), *std::move(tokens),
                                       *std::move(operators), *secrets);
  try {
    parts->listener = std::make_unique<Listener>(
        settings.port, [all = parts.get()](HttpRequest request, Listener::Respond respond) {
          all->take(std::move(request), std::move(respond));
        });
  } catch (const std::exception& error) {
    return std::unexpected("127.0.0.1:" + std::to_string(settings.port) + ": " + error.what());
  }
  return std::unique_ptr<Process>(new Process(std::move(parts)));
}

Process::Process(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Process::~Process() { parts_->finish(); }

std::uint16_t Process::port() const { return parts_->listener->port(); }

const std::string& Process::made_token() const { return parts_->tokens.made; }

const std::string& Process::made_operator_token() const { return parts_->operator_tokens.made; }

bool Process::run(bool heeds_signals) {
  parts_->greeting = std::jthread([all = parts_.get()] { (void)all->greet(greetings_max); });
  std::function<void()> on_signal;
  if (heeds_signals) on_signal = [this] { stop(); };
  parts_->listener->run(std::move(on_signal));
  parts_->finish();
  return !parts_->refused;
}

void Process::stop() {
  spdlog::info("ending");
  parts_->listener->stop();
}

}  // namespace payments::server
