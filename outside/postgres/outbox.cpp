// Two buffers: one is being written, the other fills.
#include "outside/postgres/outbox.hpp"

#include <utility>

namespace assay::outside::postgres {

Outbox::Outbox(Write write, std::function<void()> drained)
    : write_{std::move(write)}, drained_{std::move(drained)} {}

void Outbox::push(std::string_view bytes) {
  if (closed_ || bytes.empty()) return;
  waiting_ += bytes;
  if (writing_.empty() && !gathers_) write();
}

void Outbox::write_gathered() {
  gathers_ = false;
  if (writing_.empty() && !waiting_.empty()) write();
}

void Outbox::close() {
  closed_ = true;
  waiting_.clear();
  drained_ = nullptr;
  write_ = nullptr;
}

void Outbox::write() {
  writing_ = std::exchange(waiting_, {});
  write_(boost::asio::buffer(writing_),
         [self = shared_from_this()](boost::system::error_code error, std::size_t) {
           self->writing_.clear();
           if (error) self->waiting_.clear();
           if (self->closed_) return;
           if (error) self->closed_ = true;
           if (!self->waiting_.empty()) return self->write();
           const auto drained = self->drained_;  // which may close this
           if (drained) drained();
         });
}

}  // namespace assay::outside::postgres
