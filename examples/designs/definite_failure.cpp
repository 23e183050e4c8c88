// Fails for good. An operation that the processor does not know, asked when it cannot happen any
// more (E1), has failed: its client is told so, its key says so for ever, and who still wants it
// asks under a new key, as after a decline. Nothing is sent again by the service itself.
#include "designs.hpp"

#include "parts/card_service.hpp"

namespace designs {

namespace {

using namespace assay::harness;

class DefiniteFailure final : public CardService {
 public:
  explicit DefiniteFailure(Environment& environment)
      : CardService{environment, Keys::one_for_an_operation} {}

  EdgeResponse answer(EdgeRequest wanted) override {
    const Admitted admitted = admit(environment_, books_, wanted);
    if (admitted.what == Admitted::What::answered) return admitted.answer;
    const Operation& it = admitted.it();
    if (books_.is_at_work(it) && admitted.what == Admitted::What::known) return status_of(it);
    const Books::AtWork at_work{books_, it.id};
    if (admitted.what == Admitted::What::begun) return status_of(send(it));
    if (it.state != State::failed || admitted.own_key) return repeated(admitted);
    if (const auto refused = refused_again(admitted, wanted, books_)) return *refused;
    const Again again{wanted, world_scope(wanted)};
    return status_of(send(it, &again));
  }

 private:
  static EdgeResponse status_of(const Operation& it) { return answers::status_of(it); }

  static EdgeResponse repeated(const Admitted& admitted) {
    EdgeResponse response = status_of(admitted.it());
    response.replayed = admitted.own_key && admitted.it().answered == response.status;
    return response;
  }

  Operation resolve(const Operation& it) override {
    // Its sender is gone, and has never sent it.
    if (it.state == State::initiated) return give_up(it, "never_sent");
    return ask(it, [&] { return write(it, {.fate = Fate::absent}); });
  }

  Operation give_up(const Operation& it, std::string_view reason) {
    const auto after =
        books_.advance(it.payable, it.id, [&](Operation& now) -> std::optional<Step> {
          if (now.state != State::initiated) return std::nullopt;
          return Step{.purpose = "record_outcome",
                      .to = State::failed,
                      .reason = reason,
                      .stores = stored_with(it, Fate::absent)};
        });
    return after ? *after->find(it.id) : it;
  }

  void take_late(const Payable& payable, const Operation& it, const Heard& heard) override {
    adopt_or_undo(payable, it, heard);
  }

  [[nodiscard]] std::uint32_t stored_with(const Operation&, Fate end) const override {
    switch (end) {
      case Fate::happened: return edge_status::succeeded;
      case Fate::refused:
      case Fate::absent: return edge_status::declined;
      default: return 0;
    }
  }
};

}  // namespace

System definite_failure() {
  System system = described("definite_failure",
                            "what is proved absent has failed for good; a new key begins anew");
  system.make = [](Environment& environment) {
    return std::make_unique<DefiniteFailure>(environment);
  };
  system.edge_policy = [](const Settings& settings) {
    EdgePolicy policy = promises_of(settings);
    policy.stores = assay::history::StoredAnswers::definite_ends;
    return policy;
  };
  return system;
}

}  // namespace designs
