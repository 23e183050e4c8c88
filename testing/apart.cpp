// One task, one worker.
#include "testing/apart.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

#include <sys/socket.h>
#include <unistd.h>

#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::testing {

namespace {

constexpr std::size_t note_max = 8192;
constexpr std::size_t text_max = note_max - 64;  // there is a head, too

/// Signals by which code ends its own process.
constexpr std::array faulting{SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

/// One task, tried again where its end was doubtful.
class OneTask : public campaign::Tasks {
 public:
  explicit OneTask(double budget) : budget_{budget} {}

  std::optional<std::string> next() override {
    if (!due_) return {};
    due_ = false;
    return std::string{};
  }
  void done(const std::string&, const std::string& answer) override { apart_.answer = answer; }
  void lost(const std::string&, const campaign::Death& death) override {
    due_ = death.is_doubtful() && !apart_.death;
    apart_.death = death;
  }
  void put_back(const std::string&) override { due_ = true; }
  [[nodiscard]] bool wants_quiet(const std::string&) const override { return true; }
  [[nodiscard]] double budget(const std::string&) const override { return budget_; }

  [[nodiscard]] Apart take() {
    if (apart_.answer) apart_.death.reset();
    return std::move(apart_);
  }

 private:
  double budget_;
  bool due_ = true;
  Apart apart_;
};

/// What the test's framework would say of a fault is the parent's to say.
void fall_silent() {
  for (const int fault : faulting) ::signal(fault, SIG_DFL);
}

/// As long as $ASSAY_HANG_AFTER says. Errors: BadInput.
std::chrono::milliseconds hang_after(std::chrono::milliseconds usual) {
  const char* const wished = std::getenv("ASSAY_HANG_AFTER");
  if (wished == nullptr) return usual;
  const auto length = scenarios::parse_duration(wished);
  if (length && length->ns() >= 1'000'000) {
    return std::chrono::milliseconds{length->ns() / 1'000'000};
  }
  scenarios::refuse_input("ASSAY_HANG_AFTER", "a length of time such as 30s",
                          scenarios::printable(wished));
}

}  // namespace

bool in_process(const TestPlace& place) {
  if (!place.witness.carries) return true;
  const char* const wished = std::getenv("ASSAY_IN_PROCESS");
  return wished != nullptr && *wished != '\0' && *wished != '0';
}

Notes::Notes(const TestPlace& place) : place_{place} {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw std::system_error{errno, std::generic_category(), "socketpair"};
  }
  reading_ = ends[0];
  writing_ = ends[1];
}

Notes::~Notes() {
  ::close(reading_);
  ::close(writing_);
}

void Notes::hand_over() const {
  std::array<char, note_max> note;
  while (place_.witness.hear) {
    const ssize_t got = ::recv(reading_, note.data(), note.size(), MSG_DONTWAIT);
    if (got <= 0) break;
    // The code under test can write here as well: what is no note is passed over.
    const auto text = campaign::unframed({note.data(), static_cast<std::size_t>(got)});
    if (text) place_.witness.hear(*text);
  }
}

campaign::Settings Notes::settings() const {
  campaign::Settings settings{runs::simulated_world};
  settings.hang_after = hang_after(settings.hang_after);
  settings.in_worker = [enter = place_.witness.enter, into = writing_] {
    fall_silent();
    if (!enter) return;
    enter([into](std::string_view note) {
      const std::string bytes = campaign::framed(note.substr(0, text_max));
      (void)::send(into, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    });
  };
  return settings;
}

Apart do_apart(const TestPlace& place, double budget,
               const std::function<std::string(campaign::ProgressSlot&)>& work) {
  const Notes notes{place};
  OneTask task{budget};
  const campaign::MakeWork make_work = [&](campaign::StopSign) -> campaign::Work {
    return [&work](const std::string&, campaign::ProgressSlot& slot) { return work(slot); };
  };
  campaign::work_off(task, make_work, notes.settings());
  notes.hand_over();
  return task.take();
}

}  // namespace assay::testing
