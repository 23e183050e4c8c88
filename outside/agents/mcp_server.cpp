// Its stdin is one end of a pair of sockets, so that writing to one that is gone is an error and no
// signal; its stdout a pipe whose end is its end.
#include "outside/agents/mcp_server.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <istream>
#include <map>
#include <system_error>

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "outside/http/waiting.hpp"

namespace assay::outside::agents {
namespace {

namespace asio = boost::asio;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t message_max = std::size_t{4} << 20;
constexpr std::chrono::seconds time_to_go{2};
constexpr std::string_view protocol = "2025-06-18";

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const std::string& one : texts) all.push_back(const_cast<char*>(one.c_str()));
  all.push_back(nullptr);
  return all;
}

struct Ends {
  int input = -1, output = -1, log = -1;
};

/// In the child: nothing but calls that a child may make.
[[noreturn]] void become(const char* folder, char* const* words, char* const* env, Ends ends,
                         pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::dup2(ends.input, 0);
  ::dup2(ends.output, 1);
  ::dup2(ends.log, 2);
  if (::chdir(folder) == 0) ::execvpe(words[0], words, env);
  const char complaint[] = "assay: this program cannot be started\n";
  (void)!::write(2, complaint, sizeof complaint - 1);
  ::_exit(127);
}

/// The texts of a result's content, or of an error.
std::string text_of(const json& message) {
  if (message.contains("error")) return message["error"].value("message", "an error");
  std::string text;
  for (const json& part : message["result"].value("content", json::array())) {
    if (part.is_object()) text += part.value("text", "");
  }
  return text;
}

ordered_json call_of(const std::string& tool, const ordered_json& arguments, std::uint64_t id) {
  return {{"jsonrpc", "2.0"},
          {"id", id},
          {"method", "tools/call"},
          {"params", {{"name", tool}, {"arguments", arguments}}}};
}

bool flag_of(const json& message) {
  if (message.contains("error")) return true;
  const json& result = message["result"];
  return result.is_object() && result.contains("isError") && result["isError"] == true;
}

}  // namespace

class McpServer::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::io_context& loop, attack::Guardian& guardian)
      : loop_{loop}, guardian_{guardian}, input_{loop}, output_{loop} {}

  void start(const McpProgram& program) {
    std::array<int, 2> in{}, out{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0) fail("no socket");
    if (::pipe2(out.data(), O_CLOEXEC) != 0) fail("no pipe can be made");
    const int log = ::open(program.log.c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
    if (log < 0) fail("no log can be written");
    const auto words = pointers(program.words);
    const auto env = pointers(program.env);
    const pid_t parent = ::getpid();
    process_ = ::fork();
    if (process_ == 0) {
      become(program.folder.c_str(), words.data(), env.data(), {in[1], out[1], log}, parent);
    }
    for (const int end : {in[1], out[1], log}) ::close(end);
    if (process_ < 0) fail("no process can be made");
    ::setpgid(process_, process_);
    guardian_.started(process_);
    input_.assign(asio::local::stream_protocol{}, in[0]);
    output_.assign(out[0]);
    read();
  }

  /// Sends a request and waits for its answer.
  ToolAnswer ask(const ordered_json& request, std::int64_t patience) {
    const auto id = request["id"].get<std::uint64_t>();
    answers_.erase(id);
    send(request);
    http::wait_until(loop_, std::chrono::nanoseconds{patience},
                     [&] { return answers_.contains(id) || has_ended_; });
    const auto found = answers_.find(id);
    if (found == answers_.end()) {
      return {.came = has_ended_ ? ToolAnswer::Came::ended : ToolAnswer::Came::nothing};
    }
    return {ToolAnswer::Came::answer, text_of(found->second), flag_of(found->second)};
  }

  void send(const ordered_json& message) {
    boost::system::error_code ignored;  // one that is gone does not answer
    asio::write(input_, asio::buffer(message.dump() + "\n"), ignored);
  }

  void kill() {
    if (process_ <= 0) return;
    ::kill(-process_, SIGKILL);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    guardian_.ended(std::exchange(process_, -1));
    boost::system::error_code ignored;
    input_.close(ignored);
    output_.close(ignored);
    has_ended_ = true;
  }

  void close() {
    boost::system::error_code ignored;
    input_.close(ignored);
    http::wait_until(loop_, time_to_go, [this] { return has_ended_; });
    kill();
  }

  [[nodiscard]] bool has_ended() const { return has_ended_; }

 private:
  void read() {
    asio::async_read_until(output_, buffer_, '\n',
                           [self = shared_from_this()](const boost::system::error_code& error,
                                                       std::size_t) { self->take(error); });
  }

  void take(const boost::system::error_code& error) {
    if (error == asio::error::operation_aborted) return;
    std::istream stream{&buffer_};
    std::string line;
    while (!error && std::getline(stream, line)) {
      if (stream.eof()) {  // the beginning of the next
        std::ostream{&buffer_} << line;
        break;
      }
      hear(line);
    }
    if (!error) return read();
    has_ended_ = true;
  }

  void hear(const std::string& line) {
    const json message = json::parse(line, nullptr, false);
    if (!message.is_object() || !message.contains("id")) return;  // noise, or a notification
    if (message.contains("method")) {
      const bool is_ping = message["method"] == "ping";
      ordered_json answer{{"jsonrpc", "2.0"}, {"id", message["id"]}};
      if (is_ping) {
        answer["result"] = ordered_json::object();
      } else {
        answer["error"] = {{"code", -32601}, {"message", "not offered"}};
      }
      return send(answer);
    }
    const bool is_answer = message.contains("result") || message.contains("error");
    if (is_answer && message["id"].is_number_unsigned()) {
      answers_[message["id"].get<std::uint64_t>()] = message;
    }
  }

  asio::io_context& loop_;
  attack::Guardian& guardian_;
  asio::local::stream_protocol::socket input_;
  asio::posix::stream_descriptor output_;
  asio::streambuf buffer_{message_max};
  std::map<std::uint64_t, json> answers_;
  pid_t process_ = -1;
  bool has_ended_ = false;
};

McpServer::McpServer(asio::io_context& loop, attack::Guardian& guardian, const McpProgram& program)
    : connection_{std::make_shared<Connection>(loop, guardian)} {
  connection_->start(program);
}

McpServer::~McpServer() { connection_->kill(); }

bool McpServer::greet(std::int64_t patience) {
  const ordered_json who{{"protocolVersion", protocol},
                         {"capabilities", ordered_json::object()},
                         {"clientInfo", {{"name", "assay"}, {"version", "1"}}}};
  const ToolAnswer answer = connection_->ask(
      {{"jsonrpc", "2.0"}, {"id", 0U}, {"method", "initialize"}, {"params", who}}, patience);
  if (answer.came != ToolAnswer::Came::answer || answer.is_error) return false;
  connection_->send({{"jsonrpc", "2.0"}, {"method", "notifications/initialized"}});
  return true;
}

ToolAnswer McpServer::call(const std::string& tool, const ordered_json& arguments, std::uint64_t id,
                           std::int64_t patience) {
  return connection_->ask(call_of(tool, arguments, id), patience);
}

void McpServer::begin_call(const std::string& tool, const ordered_json& arguments,
                           std::uint64_t id) {
  connection_->send(call_of(tool, arguments, id));
}

void McpServer::kill() { connection_->kill(); }
void McpServer::close() { connection_->close(); }
bool McpServer::has_ended() const { return connection_->has_ended(); }

}  // namespace assay::outside::agents
