// Handing out, listening, watching for runs that do not come back.
#include "campaign/pool/pool.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>

#include "campaign/pool/watch.hpp"

namespace assay::campaign {

namespace {

constexpr std::chrono::milliseconds wait_most{100};
constexpr std::size_t shown_most = 80;      // of a task, which may carry a lot
constexpr std::uint32_t fruitless_max = 5;  // workers lost in a row before any began a run

constexpr rlim_t descriptors_of_ours = 12;  // standard streams, lock, journal, results

/// As many workers as asked for, or as this process may have sockets to: one each.
std::uint32_t workers_that_fit(std::uint32_t asked) {
  rlimit open_files{};
  if (::getrlimit(RLIMIT_NOFILE, &open_files) != 0) return asked;
  const rlim_t left = std::max(open_files.rlim_cur, descriptors_of_ours + 1) - descriptors_of_ours;
  return static_cast<std::uint32_t>(std::min<rlim_t>(asked, left));
}

/// A place in the pool: its process, while it has one, and what that is busy with.
struct WorkerSeat {
  std::unique_ptr<Worker> worker;
  std::optional<std::string> task;
  Watch watch;
  std::uint64_t counted = 0;  // runs begun by earlier processes of this place
};

std::string in_words(std::chrono::nanoseconds length) {
  return fmt::format("{:.3g} s", std::chrono::duration<double>(length).count());
}

/// "1,234 events and 12.5 s of virtual time in 10 s"
std::string rate_of(const Watch& watch) {
  return fmt::format("{} events and {} of virtual time in {}", watch.last().events,
                     in_words(std::chrono::nanoseconds{watch.last().virtual_ns}),
                     in_words(watch.spent()));
}

/// The work, with something to be done once in each worker before it.
Work prepared(Work work, std::function<void()> first) {
  return [work = std::move(work), first = std::move(first), ready = false](
             const std::string& task, ProgressSlot& slot) mutable {
    if (!std::exchange(ready, true)) first();
    return work(task, slot);
  };
}

class Pool {
 public:
  Pool(Tasks& tasks, const MakeWork& make_work, const Settings& settings)
      : tasks_{tasks},
        settings_{settings},
        board_{settings.workers},
        work_{prepared(make_work(StopSign{board_}), settings.in_worker)},
        places_(workers_that_fit(settings.workers)),
        started_{Clock::now()} {}

  bool work_off() {
    while (true) {
      look_for_stop();
      if (!stopped_ && (!overdue() || quiet_task_)) hand_out();
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
    return std::ranges::any_of(places_,
                               [](const WorkerSeat& place) { return place.task.has_value(); });
  }

  void look_for_stop() {
    if (stopped_ || !settings_.stop()) return;
    stopped_ = true;
    board_.ask_to_stop();
    if (quiet_task_) tasks_.put_back(*std::exchange(quiet_task_, {}));
  }

  void hand_out() {
    for (std::uint32_t i = 0; i < places_.size() && !quiet_now_; ++i) {
      if (places_[i].task) continue;
      auto task = quiet_task_ ? std::nullopt : tasks_.next();
      if (!task && !quiet_task_) return;
      if (task && !tasks_.wants_quiet(*task)) {
        start(i, std::move(*task));
        continue;
      }
      if (task) quiet_task_ = std::move(task);
      if (any_busy()) return;  // until all others rest
      places_[i].worker.reset();
      quiet_now_ = true;
      start(i, *std::exchange(quiet_task_, {}));
    }
  }

  void start(std::uint32_t number, std::string task) {
    WorkerSeat& place = places_[number];
    ProgressSlot& slot = board_.slot(number);
    if (!place.worker) {
      place.counted += slot.begun.exchange(0);
      slot.pulse.events.store(0);
      slot.pulse.inside.store(false);
      slot.exiting.store(false);
      slot.cut_off.store(false);
      place.worker = std::make_unique<Worker>(work_, board_, number, sockets());
    }
    slot.seed.store(SharedProgress::none);
    place.task = std::move(task);
    const Watch::Length limit{settings_.hang_after};
    const auto budget = std::chrono::duration<double>(limit) * tasks_.budget(*place.task);
    place.watch = {limit, std::chrono::duration_cast<Watch::Length>(budget),
                   place.worker->look(slot)};
    if (!place.worker->give(*place.task)) mourn(number);
  }

  [[nodiscard]] std::vector<int> sockets() const {
    std::vector<int> all;
    for (const WorkerSeat& place : places_) {
      if (place.worker) all.push_back(place.worker->socket());
    }
    return all;
  }

  void listen() {
    std::vector<pollfd> sockets;
    std::vector<std::uint32_t> owners;
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      if (!places_[i].task) continue;
      sockets.push_back({places_[i].worker->socket(), POLLIN, 0});
      owners.push_back(i);
    }
    if (::poll(sockets.data(), sockets.size(), static_cast<int>(wait_most.count())) <= 0) return;
    for (std::size_t k = 0; k < sockets.size(); ++k) {
      if (sockets[k].revents != 0) collect(owners[k]);
    }
  }

  void collect(std::uint32_t number) {
    WorkerSeat& place = places_[number];
    const Inbox::State state = place.worker->listen();
    if (const auto answer = place.worker->take()) {
      if (answer->failed) throw WorkFailed{answer->text};
      fruitless_ = 0;
      tasks_.done(vacate(place), answer->text);
    } else if (place.worker->strayed()) {
      send_away(number, "wrote into what carries assay's results", Fate::strayed);
    } else if (state == Inbox::State::closed) {
      mourn(number);
    }
  }

  std::string vacate(WorkerSeat& place) {
    quiet_now_ = false;
    std::string task = std::move(*place.task);
    place.task.reset();
    return task;
  }

  /// Counts against a run only time in which this process ran as well.
  void watch() {
    const auto now = Clock::now();
    const auto passed = std::min<Clock::duration>(now - looked_, 2 * wait_most);
    looked_ = now;
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      WorkerSeat& place = places_[i];
      if (place.task && place.worker->has_ended()) {
        collect(i);  // what it still had to say
        if (place.task) mourn(i);
      }
      if (!place.task) continue;
      switch (place.watch.look(place.worker->look(board_.slot(i)), passed)) {
        case Trouble::none: break;
        case Trouble::stuck: send_away(i, "hung: no event in " + limit(), Fate::hung); break;
        case Trouble::stopped: send_away(i, "was stopped from outside", Fate::killed); break;
        case Trouble::slow:
          send_away(i, "was too slow: " + rate_of(place.watch), Fate::slow);
          break;
      }
    }
  }

  [[nodiscard]] std::string limit() const { return in_words(settings_.hang_after); }

  /// A worker is gone.
  void mourn(std::uint32_t number) {
    const auto ending = places_[number].worker->bury();
    if (!ending || board_.slot(number).cut_off.load()) {
      return lose(number, "closed what carries assay's results", Fate::strayed);
    }
    if (board_.slot(number).exiting.load()) return lose(number, "called exit", Fate::ended);
    lose(number, ending->how, ending->perhaps_sent ? Fate::killed : Fate::ended);
  }

  void send_away(std::uint32_t number, const std::string& how, Fate fate) {
    places_[number].worker->kill();
    (void)places_[number].worker->bury();
    lose(number, how, fate);
  }

  void lose(std::uint32_t number, const std::string& how, Fate fate) {
    WorkerSeat& place = places_[number];
    const Death death{board_.slot(number).seed.load(), how, fate};
    place.worker.reset();
    const std::string task = vacate(place);
    settings_.log(fmt::format("worker {} {} in task {}", number, how, task.substr(0, shown_most)));
    if (stopped_) return tasks_.put_back(task);
    if (death.seed != SharedProgress::none) {
      fruitless_ = 0;
      return tasks_.lost(task, death);
    }
    if (++fruitless_ < fruitless_max) return tasks_.put_back(task);  // no run had a part in it
    throw WorkFailed{fmt::format(
        "{} workers in a row were lost before they ran anything; the last one {}", fruitless_max,
        how)};
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
  SharedProgress board_;
  Work work_;
  std::vector<WorkerSeat> places_;
  std::optional<std::string> quiet_task_;  // waits until all workers rest
  bool quiet_now_ = false;                 // such a task is worked on
  std::uint32_t fruitless_ = 0;
  Clock::time_point started_;
  Clock::time_point looked_ = started_;
  bool stopped_ = false;
};

}  // namespace

bool work_off(Tasks& tasks, const MakeWork& make_work, const Settings& settings) {
  return Pool{tasks, make_work, settings}.work_off();
}

}  // namespace assay::campaign
