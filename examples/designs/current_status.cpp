// Answers a key that comes again with what is known then, as PayPal and Braintree do (R6): pending
// becomes done, and a hold that was released meanwhile is told as released. No answer is stored.
// What is proved absent is sent again, under the same key at the processor, until it is done.
#include "designs.hpp"

#include <algorithm>

#include "parts/card_service.hpp"

namespace designs {

namespace {

using namespace assay::harness;

constexpr std::uint32_t sends_max = 6;

class CurrentStatus final : public CardService {
 public:
  explicit CurrentStatus(Environment& environment)
      : CardService{environment, Keys::one_for_an_operation} {}

  EdgeResponse answer(EdgeRequest wanted) override {
    const Admitted admitted = admit(environment_, books_, wanted);
    if (admitted.what == Admitted::What::answered) return admitted.answer;
    const Operation& it = admitted.it();
    const bool begun = admitted.what == Admitted::What::begun;
    const bool goes_on = begun || it.state == State::failed;
    if (!goes_on || (!begun && books_.is_at_work(it))) return status_now(admitted.payable, it);
    const Books::AtWork at_work{books_, it.id};
    if (begun) return answers::status_of(send(it));
    if (const auto refused = refused_again(admitted, wanted, books_)) return *refused;
    const Again again{wanted, world_scope(wanted)};
    return answers::status_of(send(it, &again));
  }

 private:
  /// Nothing but the state as it is: also of what was undone since it was done.
  static EdgeResponse status_now(const Payable& payable, const Operation& it) {
    EdgeResponse response = answers::status_of(it);
    if (it.state != State::succeeded) return response;
    if (it.kind == OperationKind::authorise && is_released(payable, it)) {
      response.outcome = Outcome::none;
      response.reason = "released";
    }
    if (it.kind == OperationKind::capture && is_refunded(payable, it)) response.reason = "refunded";
    return response;
  }

  static bool is_released(const Payable& payable, const Operation& it) {
    return std::ranges::any_of(payable.operations, [&](const Operation& other) {
      return other.kind == OperationKind::void_authorisation && other.parent == it.id &&
             other.state == State::succeeded && other.undoes.empty();
    });
  }

  static bool is_refunded(const Payable& payable, const Operation& it) {
    return std::ranges::any_of(payable.operations, [&](const Operation& other) {
      return other.kind == OperationKind::refund && other.parent == it.parent &&
             other.state == State::succeeded;
    });
  }

  Operation resolve(const Operation& it) override {
    if (it.state == State::initiated) return send(it);
    return ask(it, [&] {
      if (it.sends >= sends_max) return write(it, {.fate = Fate::absent});
      const Operation doubtful = it.state == State::attempting ? write(it, {}) : it;
      return send(doubtful);
    });
  }

  void take_late(const Payable& payable, const Operation& it, const Heard& heard) override {
    adopt_or_undo(payable, it, heard);
  }

  /// The end of an operation ends its key, too, but what is answered is always read anew.
  [[nodiscard]] std::uint32_t stored_with(const Operation&, Fate end) const override {
    switch (end) {
      case Fate::happened: return edge_status::succeeded;
      case Fate::refused: return edge_status::declined;
      default: return 0;
    }
  }
};

}  // namespace

System current_status() {
  System system =
      described("current_status", "a key that comes again is answered with the status of now");
  system.make = [](Environment& environment) {
    return std::make_unique<CurrentStatus>(environment);
  };
  system.edge_policy = [](const Settings& settings) {
    EdgePolicy policy = promises_of(settings);
    policy.stores = assay::history::StoredAnswers::current_status;
    return policy;
  };
  return system;
}

}  // namespace designs
