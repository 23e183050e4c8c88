// What is on its way to one end of a connection: pieces are written in their order, as much at once
// as there is. Errors are for whoever reads from there to find.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>

namespace assay::outside::postgres {

class Outbox : public std::enable_shared_from_this<Outbox> {
 public:
  using Done = std::function<void(boost::system::error_code, std::size_t)>;
  using Write = std::function<void(boost::asio::const_buffer, Done)>;

  /// `drained` is called whenever all was written.
  Outbox(Write write, std::function<void()> drained);

  void push(std::string_view bytes);
  /// What is pushed from here on is written at once, by the other.
  void gather() { gathers_ = true; }
  void write_gathered();
  /// What was pushed and is not written yet.
  [[nodiscard]] std::size_t size() const { return waiting_.size() + writing_.size(); }
  /// Forgets what waits and what comes.
  void close();

 private:
  void write();

  Write write_;
  std::function<void()> drained_;
  std::string waiting_;
  std::string writing_;
  bool gathers_ = false;
  bool closed_ = false;
};

}  // namespace assay::outside::postgres
