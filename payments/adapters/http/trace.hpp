// Whose request is being worked on in this thread, in the words of W3C Trace Context: what the edge
// was given goes on to the processor. Not tracing: nothing is measured or kept.
#pragma once

#include <string>
#include <utility>

namespace payments::http {

/// The `traceparent` of the request that this thread works on; empty: none, or work of our own.
[[nodiscard]] inline std::string& current_trace() {
  thread_local std::string trace;
  return trace;
}

/// Sets it for as long as one request is worked on.
class Traced {
 public:
  explicit Traced(std::string traceparent)
      : before_(std::exchange(current_trace(), std::move(traceparent))) {}
  Traced(const Traced&) = delete;
  Traced& operator=(const Traced&) = delete;
  ~Traced() { current_trace() = std::move(before_); }

 private:
  std::string before_;
};

}  // namespace payments::http
