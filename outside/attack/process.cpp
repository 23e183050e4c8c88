// The exit comes as an event, by a descriptor of the process (pidfd_open), and the end of its
// output as another; both together are the end.
#include "outside/attack/process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace assay::outside::attack {

namespace asio = boost::asio;

namespace {

constexpr std::size_t line_max = 16'384;
/// A helper that left the group and holds the output is not waited for longer.
constexpr std::chrono::seconds stragglers{2};

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const std::string& one : texts) all.push_back(const_cast<char*>(one.c_str()));
  all.push_back(nullptr);
  return all;
}

/// In the child: nothing but calls that a child may make.
[[noreturn]] void become(const ProcessSpec& spec, char* const* words, char* const* env, int output,
                         pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, 0);
  ::dup2(output, 1);
  ::dup2(output, 2);
  if (::chdir(spec.folder.c_str()) == 0) ::execvpe(words[0], words, env);
  const char complaint[] = "assay: this program cannot be started\n";
  (void)!::write(2, complaint, sizeof complaint - 1);
  ::_exit(127);
}

}  // namespace

std::string Exit::words() const {
  return signal != 0 ? fmt::format("was killed by signal {}", signal)
                     : fmt::format("exited with {}", code);
}

class Process::Watched : public std::enable_shared_from_this<Watched> {
 public:
  Watched(asio::io_context& loop, Guardian& guardian, ProcessHooks hooks)
      : exit_{loop},
        output_{loop},
        patience_{loop},
        guardian_{guardian},
        hooks_{std::move(hooks)} {}

  void start(const ProcessSpec& spec) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("no pipe can be made");
    const auto words = pointers(spec.words);
    const auto env = pointers(spec.env);
    const pid_t parent = ::getpid();
    process_ = ::fork();
    if (process_ == 0) become(spec, words.data(), env.data(), ends[1], parent);
    ::close(ends[1]);
    if (process_ < 0) fail("no process can be made");
    ::setpgid(process_, process_);
    guardian_.started(process_);
    output_.assign(ends[0]);
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, process_, 0));
    if (descriptor < 0) fail("a process cannot be watched");
    exit_.assign(descriptor);
    wait_for_exit();
    read();
  }

  void signal(int number) const {
    if (process_ > 0) ::kill(-process_, number);
  }

  void forget() {
    hooks_ = {};
    if (process_ <= 0) return;
    signal(SIGKILL);
    if (!has_exited_) {
      while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
    release();
  }

 private:
  void wait_for_exit() {
    exit_.async_wait(asio::posix::stream_descriptor::wait_read,
                     [self = shared_from_this()](const boost::system::error_code& error) {
                       if (!error) self->exited();
                     });
  }

  void read() {
    asio::async_read_until(output_, buffer_, '\n',
                           [self = shared_from_this()](const boost::system::error_code& error,
                                                       std::size_t) { self->take(error); });
  }

  void take(const boost::system::error_code& error) {
    if (error == asio::error::operation_aborted) return;
    std::istream stream{&buffer_};
    std::string line;
    while (std::getline(stream, line)) {
      if (hooks_.on_line && !line.empty()) hooks_.on_line(line);
    }
    if (!error || error == asio::error::not_found) return read();
    output_ended_ = true;
    end_if_over();
  }

  /// The loop may be woken for nothing: whether it has exited, the system says.
  void exited() {
    int status = 0;
    pid_t ended = -1;
    do {
      ended = ::waitpid(process_, &status, WNOHANG);
    } while (ended < 0 && errno == EINTR);
    if (ended == 0) return wait_for_exit();
    has_exited_ = true;
    result_ = WIFSIGNALED(status) ? Exit{0, WTERMSIG(status)} : Exit{WEXITSTATUS(status), 0};
    signal(SIGKILL);  // whoever of its group is left
    patience_.expires_after(stragglers);
    patience_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      if (error) return;
      self->output_ended_ = true;
      self->end_if_over();
    });
    end_if_over();
  }

  void end_if_over() {
    if (!has_exited_ || !output_ended_ || process_ <= 0) return;
    release();
    const ProcessHooks hooks = std::exchange(hooks_, {});
    if (hooks.on_exit) hooks.on_exit(result_);
  }

  void release() {
    guardian_.ended(std::exchange(process_, -1));
    boost::system::error_code ignored;
    exit_.close(ignored);
    output_.close(ignored);
    patience_.cancel();
  }

  asio::posix::stream_descriptor exit_, output_;
  asio::steady_timer patience_;
  asio::streambuf buffer_{line_max};
  Guardian& guardian_;
  ProcessHooks hooks_;
  pid_t process_ = -1;
  Exit result_;
  bool has_exited_ = false, output_ended_ = false;
};

Process::Process(asio::io_context& loop, Guardian& guardian, const ProcessSpec& spec,
                 ProcessHooks hooks)
    : watched_{std::make_shared<Watched>(loop, guardian, std::move(hooks))} {
  watched_->start(spec);
}

Process::~Process() { watched_->forget(); }

void Process::kill() { watched_->signal(SIGKILL); }
void Process::pause() { watched_->signal(SIGSTOP); }
void Process::go_on() { watched_->signal(SIGCONT); }

}  // namespace assay::outside::attack
