// Trusts no key at the processor: each request counts (E3), so that nothing is sent while an
// earlier one may still arrive. What is in doubt is set aside at once, for a person to look at, and
// the service goes on asking and reading the list. What proves absent may be asked for again, by
// its client and under the same key.
#include "designs.hpp"

#include "parts/card_service.hpp"

namespace designs {

namespace {

using namespace assay::harness;

class KeylessParks final : public CardService {
 public:
  explicit KeylessParks(Environment& environment) : CardService{environment, Keys::none} {}

  EdgeResponse answer(EdgeRequest wanted) override {
    const Admitted admitted = admit(environment_, books_, wanted);
    if (admitted.what == Admitted::What::answered) return admitted.answer;
    const Operation& it = admitted.it();
    const bool begun = admitted.what == Admitted::What::begun;
    if (!begun && (it.state != State::failed || books_.is_at_work(it))) return repeated(admitted);
    const Books::AtWork at_work{books_, it.id};
    if (begun) return answers::status_of(set_aside(send(it)));
    if (const auto refused = refused_again(admitted, wanted, books_, true)) return *refused;
    const Again again{wanted, world_scope(wanted), true};  // no key says that it is the same
    return answers::status_of(set_aside(send(it, &again)));
  }

 private:
  static EdgeResponse repeated(const Admitted& admitted) {
    EdgeResponse response = answers::status_of(admitted.it());
    response.replayed = admitted.own_key && admitted.it().answered == response.status;
    return response;
  }

  /// In doubt: it is asked about once, and then it waits.
  Operation set_aside(const Operation& it) {
    if (it.state != State::unknown) return it;
    const Operation asked = ask(it, [&] { return write(it, {.fate = Fate::absent}); });
    return asked.state == State::unknown ? park(asked, asked.reason) : asked;
  }

  Operation resolve(const Operation& it) override {
    if (it.state == State::initiated) return set_aside(send(it));
    const Operation asked = ask(it, [&] { return write(it, {.fate = Fate::absent}); });
    return set_aside(asked);
  }

  void take_late(const Payable& payable, const Operation& it, const Heard& heard) override {
    adopt_or_undo(payable, it, heard);
  }

  [[nodiscard]] std::uint32_t stored_with(const Operation&, Fate end) const override {
    switch (end) {
      case Fate::happened: return edge_status::succeeded;
      case Fate::refused: return edge_status::declined;
      default: return 0;
    }
  }
};

}  // namespace

System keyless_parks() {
  System system = described("keyless_parks",
                            "gives the processor no keys; what is in doubt waits for a person");
  system.make = [](Environment& environment) {
    return std::make_unique<KeylessParks>(environment);
  };
  system.edge_policy = [](const Settings& settings) {
    EdgePolicy policy = promises_of(settings);
    policy.stores = assay::history::StoredAnswers::final_ones;
    return policy;
  };
  return system;
}

}  // namespace designs
