// The client under attack's own hand: pays as the file says, asks again under the same key after
// what a client cannot know, and remembers what it was told. What goes wrong on its way is played
// here, since the way is ours.
#pragma once

#include <functional>

#include "outside/attack/asking.hpp"
#include "outside/attack/places.hpp"
#include "outside/attack/recorder.hpp"

namespace assay::outside::attack {

struct PayerParts {
  Loop& loop;
  Supervisor& supervisor;
  Asking& asking;
  Faults& places;
  Recorder& recorder;
  /// A try of the client's has ended, whatever it came to.
  std::function<void()> after_try{};
};

class Payer {
 public:
  Payer(const PaymentSpec& spec, const PayerParts& parts, Words words)
      : spec_{spec}, parts_{parts}, words_{std::move(words)} {}

  /// Pays until it knows, or its tries are spent. Returns: whether it was told success in the end.
  /// Errors: Interrupted.
  bool pay();

 private:
  struct Told {
    Called::End end = Called::End::broken;
    http::Reply reply{};
  };

  void use_key(std::uint32_t attempt);
  /// Where something goes wrong on the way, or nothing.
  const sim::Fault<Strike>* strike_at(const Step& step, std::string_view edge,
                                      std::uint32_t attempt);
  Told call_step(const Step& step, std::uint32_t attempt);
  Told send(const Step& step, bool resets);
  Told send_twice(const Step& step);
  void take_out(const Step& step, const http::Reply& reply);
  Meaning read(const Step& step, const Told& told, std::uint32_t attempt, bool last);
  [[nodiscard]] bool asks_again(Called::End end, Meaning meaning) const;
  Meaning poll(std::uint32_t attempt);
  void note(std::string_view what);

  const PaymentSpec& spec_;
  PayerParts parts_;
  Words words_;
  std::string key_;
};

}  // namespace assay::outside::attack
