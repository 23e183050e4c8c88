// One question to a service, by whoever asks it, and what it is called in facts. Not when or how
// often somebody asks: that is for the asker.
#pragma once

#include <cstdint>
#include <string>

#include "harness/edge.hpp"
#include "models/recorder.hpp"
#include "sim/time.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

/// Who asks whom, who takes it down, and how long an answer is waited for.
struct Asker {
  sim::Node& from;
  sim::Node& to;
  Recorder& recorder;
  sim::Duration timeout;
};

/// Asks once, in the current fiber, and records question and answer. Returns: the answer; 503 with
/// nothing said where none came that can be read.
harness::EdgeResponse ask(const Asker& asker, const harness::EdgeRequest& request,
                          std::uint32_t number);
/// Asks for a balance; what is told is recorded.
void ask(const Asker& asker, const harness::BalanceQuestion& question);

/// Whether whoever hears it need not ask again.
[[nodiscard]] bool is_final(const harness::EdgeResponse& response);

// What a request is about, as the world calls it.
[[nodiscard]] std::string payable_of(const harness::EdgeRequest& request);
[[nodiscard]] std::string customer_of(const harness::EdgeRequest& request);
[[nodiscard]] std::string scope_of(const harness::EdgeRequest& request);

/// The intent of a request, as its client declares it.
void declare(sim::Node& client, Recorder& recorder, const harness::EdgeRequest& request);

}  // namespace assay::models
