// Hooks run on the loop's thread, tests ask from theirs.
#include "tests/outside/postgres/proxied.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <future>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

namespace assay::outside::postgres::testing {

namespace {

bool holds(const Commit& commit, const std::string& text) {
  return std::ranges::any_of(commit.statements, [&](const std::string& one) {
    return one.find(text) != std::string::npos;
  });
}

}  // namespace

Proxied::Proxied(const ProxySettings& settings)
    : proxy_{loop_, settings, hooks()}, port_{proxy_.port()}, thread_{[this] { loop_.run(); }} {}

Proxied::~Proxied() {
  boost::asio::post(loop_, [this] { proxy_.close(); });
  thread_.join();
}

Hooks Proxied::hooks() {
  return {.on_commit =
              [this](const Commit& commit, const std::function<void(Fate)>& decide) {
                const std::scoped_lock lock{mutex_};
                seen_.push_back({commit});
                decide(holds(commit, struck_) ? fate_ : Fate::pass);
              },
          .on_ended =
              [this](const Commit& commit, const Ended& ended, const std::function<void()>& go) {
                const std::scoped_lock lock{mutex_};
                const auto last = std::ranges::find_if(
                    seen_.rbegin(), seen_.rend(),
                    [&](const Seen& one) { return one.commit.connection == commit.connection; });
                if (last != seen_.rend()) last->ended.push_back(ended);
                go();
              }};
}

void Proxied::strike(Fate fate, const std::string& text) {
  const std::scoped_lock lock{mutex_};
  fate_ = fate;
  struck_ = text;
}

std::vector<Seen> Proxied::seen(const std::string& text) const {
  const std::scoped_lock lock{mutex_};
  std::vector<Seen> found;
  std::ranges::copy_if(seen_, std::back_inserter(found),
                       [&](const Seen& one) { return holds(one.commit, text); });
  return found;
}

template <class Value>
Value Proxied::on_loop(Value (Proxy::*what)() const) {
  std::promise<Value> value;
  boost::asio::post(loop_, [&] { value.set_value((proxy_.*what)()); });
  return value.get_future().get();
}

std::uint64_t Proxied::commits() { return on_loop(&Proxy::commits); }

std::uint64_t Proxied::unseen() { return on_loop(&Proxy::unseen); }

std::chrono::microseconds Proxied::cpu() {
  std::promise<std::chrono::microseconds> value;
  boost::asio::post(loop_, [&] {
    rusage used{};
    (void)getrusage(RUSAGE_THREAD, &used);
    value.set_value(std::chrono::seconds{used.ru_utime.tv_sec + used.ru_stime.tv_sec} +
                    std::chrono::microseconds{used.ru_utime.tv_usec + used.ru_stime.tv_usec});
  });
  return value.get_future().get();
}

ProxySettings over_tcp() { return {.upstream_port = Database::instance().port()}; }

}  // namespace assay::outside::postgres::testing
