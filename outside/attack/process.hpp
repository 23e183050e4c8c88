// One process group that is not ours: started with an environment and a folder, its output read
// line by line, its exit noticed. Killing takes the whole group, and it has ended only when the
// process was waited for and nobody holds its output any more, so that its port is free again.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "outside/attack/guardian.hpp"

namespace assay::outside::attack {

struct ProcessSpec {
  std::vector<std::string> words;  ///< the program and its arguments
  std::string folder;
  std::vector<std::string> env;  ///< "NAME=value", all of it
};

/// How it ended: "exited with 1", "was killed by signal 11".
struct Exit {
  int code = 0;
  int signal = 0;
  [[nodiscard]] std::string words() const;
};

struct ProcessHooks {
  std::function<void(const std::string& line)> on_line;
  std::function<void(const Exit&)> on_exit;
};

/// Contract: the loop and the guardian outlive it. Destroyed while it runs, it is killed.
class Process {
 public:
  /// Errors: std::system_error where it cannot be started; a program that is not there exits with
  /// 127.
  Process(boost::asio::io_context& loop, Guardian& guardian, const ProcessSpec& spec,
          ProcessHooks hooks);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void kill();
  void pause();
  void go_on();

 private:
  class Watched;
  std::shared_ptr<Watched> watched_;
};

}  // namespace assay::outside::attack
