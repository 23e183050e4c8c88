// Handing out, listening, watching for hangs.
#include "campaign/pool.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <poll.h>

namespace assay::campaign {

namespace {

constexpr int wait_milliseconds = 100;

/// A place in the pool: its process, while it has one, and what that is busy with.
struct Place {
  std::unique_ptr<Worker> worker;
  std::optional<std::string> task;
  std::uint64_t begun = 0;       // as the slot last told
  std::uint64_t counted = 0;     // runs begun by earlier processes of this place
  Clock::time_point last_sign;   // when it last told something new
};

class Pool {
 public:
  Pool(Tasks& tasks, const MakeWork& make_work, const Settings& settings)
      : tasks_{tasks},
        settings_{settings},
        board_{settings.jobs},
        work_{make_work(StopSign{board_})},
        places_(settings.jobs),
        started_{Clock::now()} {}

  bool work_off() {
    while (true) {
      look_for_stop();
      if (!stopped_ && !overdue()) hand_out();
      if (!any_busy()) break;
      listen();
      watch();
      report();
    }
    report();
    return !stopped_;
  }

 private:
  [[nodiscard]] bool overdue() const {
    return settings_.deadline && Clock::now() >= *settings_.deadline;
  }
  [[nodiscard]] bool any_busy() const {
    return std::ranges::any_of(places_, [](const Place& place) { return place.task.has_value(); });
  }

  void look_for_stop() {
    if (stopped_ || !settings_.stop()) return;
    stopped_ = true;
    board_.ask_to_stop();
  }

  void hand_out() {
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      Place& place = places_[i];
      if (place.task) continue;
      auto task = tasks_.next();
      if (!task) return;
      if (!place.worker) {
        board_.slot(i).begun.store(0);
        place.worker = std::make_unique<Worker>(work_, board_, i);
      }
      board_.slot(i).seed.store(SeedBoard::none);
      place.begun = board_.slot(i).begun.load();
      place.last_sign = Clock::now();
      place.task = std::move(task);
      if (!place.worker->give(*place.task)) mourn(i, false);
    }
  }

  void listen() {
    std::vector<pollfd> sockets;
    std::vector<std::uint32_t> owners;
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      if (!places_[i].task) continue;
      sockets.push_back({places_[i].worker->socket(), POLLIN, 0});
      owners.push_back(i);
    }
    if (::poll(sockets.data(), sockets.size(), wait_milliseconds) <= 0) return;
    for (std::size_t k = 0; k < sockets.size(); ++k) {
      if (sockets[k].revents != 0) collect(owners[k]);
    }
  }

  void collect(std::uint32_t number) {
    Place& place = places_[number];
    const auto answer = place.worker->take();
    if (!answer) return mourn(number, false);
    if (answer->failed) throw WorkFailed{answer->text};
    const std::string task = std::move(*place.task);
    place.task.reset();
    tasks_.done(task, answer->text);
  }

  void watch() {
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      Place& place = places_[i];
      if (!place.task) continue;
      const std::uint64_t begun = board_.slot(i).begun.load();
      if (begun != place.begun) {
        place.begun = begun;
        place.last_sign = Clock::now();
      } else if (Clock::now() - place.last_sign > settings_.hang_after) {
        mourn(i, true);
      }
    }
  }

  /// A worker is gone, or is sent away because it hangs.
  void mourn(std::uint32_t number, bool hung) {
    Place& place = places_[number];
    if (hung) place.worker->kill();
    Death death{board_.slot(number).seed.load(), place.worker->bury(), hung};
    if (hung) death.how = fmt::format("hung: no end after {} s", hang_seconds());
    place.counted += board_.slot(number).begun.load();
    board_.slot(number).begun.store(0);
    place.worker.reset();
    const std::string task = std::move(*place.task);
    place.task.reset();
    settings_.log(fmt::format("worker {} {} in task {}", number, death.how, task));
    tasks_.lost(task, death);
  }

  [[nodiscard]] std::string hang_seconds() const {
    return fmt::format("{:.3g}", seconds(settings_.hang_after));
  }

  void report() {
    Progress progress{0, tasks_.total(), tasks_.found(), Clock::now() - started_};
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      progress.done += places_[i].counted + board_.slot(i).begun.load();
    }
    settings_.progress(progress);
  }

  Tasks& tasks_;
  const Settings& settings_;
  SeedBoard board_;
  Work work_;
  std::vector<Place> places_;
  Clock::time_point started_;
  bool stopped_ = false;
};

}  // namespace

bool work_off(Tasks& tasks, const MakeWork& make_work, const Settings& settings) {
  return Pool{tasks, make_work, settings}.work_off();
}

}  // namespace assay::campaign
