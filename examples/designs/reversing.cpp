// Reverses what it did not hear of in time, as card terminals do: who got no answer has nothing,
// and what turns out to have happened all the same is voided or refunded, once, and never adopted.
// Its client is told "pending" until it is certain that nothing stays, and then that nothing was
// done. A void or a refund that comes late is left as it is: it gives money back already.
#include "designs.hpp"

#include "parts/card_service.hpp"

namespace designs {

namespace {

using namespace assay::harness;

class Reversing final : public CardService {
 public:
  explicit Reversing(Environment& environment)
      : CardService{environment, Keys::one_for_an_operation} {}

  EdgeResponse answer(EdgeRequest wanted) override {
    const Admitted admitted = admit(environment_, books_, wanted);
    if (admitted.what == Admitted::What::answered) return admitted.answer;
    const Operation& it = admitted.it();
    const bool begun = admitted.what == Admitted::What::begun;
    const bool anew = !begun && it.state == State::failed && !admitted.own_key;
    if ((!begun && !anew) || (anew && books_.is_at_work(it))) return repeated(admitted);
    const Books::AtWork at_work{books_, it.id};
    if (begun) return answers::status_of(let_go(send(it)));
    if (const auto refused = refused_again(admitted, wanted, books_)) return *refused;
    const Again again{wanted, world_scope(wanted)};
    return answers::status_of(let_go(send(it, &again)));
  }

 private:
  /// What was to go back is no success, once it is back; where that was refused, it is one.
  static EdgeResponse repeated(const Admitted& admitted) {
    const Operation& it = admitted.it();
    EdgeResponse response = answers::status_of(it);
    response.replayed = admitted.own_key && it.answered == response.status;
    if (it.state != State::succeeded || !it.goes_back) return response;
    const Operation* const undoing = undoing_of(admitted.payable, it, it.reference);
    if (undoing != nullptr && undoing->state == State::declined) return response;
    const bool back = undoing != nullptr && undoing->state == State::succeeded;
    return back ? answers::not_carried_out(it) : answers::pending(it);
  }

  static bool can_go_back(const Operation& it) {
    return it.kind == OperationKind::authorise || it.kind == OperationKind::capture;
  }

  /// Nobody heard of it in time: from now on nobody counts on it.
  Operation let_go(const Operation& it) {
    if (it.state != State::unknown || it.goes_back || !can_go_back(it)) return it;
    const auto after =
        books_.advance(it.payable, it.id, [](Operation& now) -> std::optional<Step> {
          if (now.state != State::unknown || now.goes_back) return std::nullopt;
          now.goes_back = true;
          return Step{.purpose = "let_go"};
        });
    return after ? *after->find(it.id) : it;
  }

  Operation resolve(const Operation& it) override {
    if (it.state == State::initiated) return write_off(it);
    if (it.state == State::attempting) return let_go(write(it, {}));  // its sender is gone
    if (!it.goes_back && can_go_back(it)) return let_go(it);
    const Operation after = ask(it, [&] { return write(it, {.fate = Fate::absent}); });
    if (after.state == State::succeeded && after.goes_back) {
      (void)begin_undoing(environment_, books_, after, after.reference);
    }
    return after;
  }

  Operation write_off(const Operation& it) {
    const auto after =
        books_.advance(it.payable, it.id, [&](Operation& now) -> std::optional<Step> {
          if (now.state != State::initiated) return std::nullopt;
          return Step{.purpose = "record_outcome",
                      .to = State::failed,
                      .reason = "never_sent",
                      .stores = stored_with(it, Fate::absent)};
        });
    return after ? *after->find(it.id) : it;
  }

  void take_late(const Payable&, const Operation& it, const Heard& heard) override {
    const auto after =
        books_.advance(it.payable, it.id, [&](Operation& now) -> std::optional<Step> {
          const bool late = now.state == State::failed || now.state == State::declined;
          if (!late) return std::nullopt;
          now.goes_back = can_go_back(now);
          return concluded(now, heard, 0);
        });
    const Operation* const now = after ? after->find(it.id) : nullptr;
    const bool goes_back = now != nullptr && now->goes_back && now->state == State::succeeded;
    if (goes_back) (void)begin_undoing(environment_, books_, *now, now->reference);
  }

  [[nodiscard]] std::uint32_t stored_with(const Operation& it, Fate end) const override {
    switch (end) {
      case Fate::happened: return it.goes_back ? 0 : edge_status::succeeded;
      case Fate::refused:
      case Fate::absent: return edge_status::declined;
      default: return 0;
    }
  }
};

}  // namespace

System reversing() {
  System system =
      described("reversing", "what it did not hear of in time goes back, and is never adopted");
  system.purposes.push_back("let_go");
  system.make = [](Environment& environment) { return std::make_unique<Reversing>(environment); };
  system.edge_policy = [](const Settings& settings) {
    EdgePolicy policy = promises_of(settings);
    policy.stores = assay::history::StoredAnswers::definite_ends;
    return policy;
  };
  return system;
}

}  // namespace designs
