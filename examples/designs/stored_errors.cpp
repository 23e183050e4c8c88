// Stores the first answer, whatever it is, as Stripe's API v1 does (R3): once an operation has
// begun, a failure of the service is what its key says for ever (R5). What became of the operation
// is found out all the same, and told by its event; a new key is told as well, or begins anew where
// nothing had happened.
#include "designs.hpp"

#include "parts/card_service.hpp"

namespace designs {

namespace {

using namespace assay::harness;

constexpr std::uint32_t server_error = 500;

class StoredErrors final : public CardService {
 public:
  explicit StoredErrors(Environment& environment)
      : CardService{environment, Keys::one_for_an_operation} {}

  EdgeResponse answer(EdgeRequest wanted) override {
    const Admitted admitted = admit(environment_, books_, wanted);
    if (admitted.what == Admitted::What::answered) return admitted.answer;
    const Operation& it = admitted.it();
    const bool asked_before = admitted.stored != 0 || admitted.own_key;
    if (admitted.what == Admitted::What::known && asked_before) {
      return stored(it, admitted.stored);
    }
    if (admitted.what == Admitted::What::known && it.state != State::failed) {
      return answers::status_of(it);
    }
    if (books_.is_at_work(it) && admitted.what == Admitted::What::known) {
      return answers::in_progress(it);
    }
    const Books::AtWork at_work{books_, it.id};
    if (admitted.what == Admitted::What::begun) return first_answer(send(it));
    if (const auto refused = refused_again(admitted, wanted, books_)) return *refused;
    const Again again{wanted, world_scope(wanted)};
    return first_answer(send(it, &again));
  }

 private:
  static EdgeResponse failure(const Operation& it) {
    EdgeResponse response;
    response.status = server_error;
    response.outcome = Outcome::unknown;
    response.operation = it.id;
    response.reason = "api_error";
    return response;
  }

  /// What the key says; nothing yet: somebody is at it, or has gone without having answered.
  static EdgeResponse stored(const Operation& it, std::uint32_t status) {
    if (status == 0 && is_open(it)) return answers::in_progress(it);
    // What the processor's list settled has an end without a stored answer.
    const bool failed = status == server_error || (status == 0 && it.state == State::failed);
    EdgeResponse response = failed ? failure(it) : answers::status_of(it);
    response.replayed = status != 0;
    return response;
  }

  /// Nothing is answered that was not stored before.
  EdgeResponse first_answer(const Operation& it) {
    if (it.state == State::initiated || it.state == State::attempting) {
      return answers::in_progress(it);
    }
    if (it.answered != 0) return without_replay(stored(it, it.answered));
    const auto after =
        books_.advance(it.payable, it.id, [](Operation& now) -> std::optional<Step> {
          if (now.answered != 0) return std::nullopt;
          return Step{.purpose = "store_error", .stores = server_error};
        });
    if (!after) return answers::in_progress(it);
    const Operation& now = *after->find(it.id);
    return without_replay(stored(now, now.answered));
  }

  static EdgeResponse without_replay(EdgeResponse response) {
    response.replayed = false;
    return response;
  }

  Operation resolve(const Operation& it) override {
    if (it.state == State::initiated) return send(it);
    return ask(it, [&] { return write(it, {.fate = Fate::absent}); });
  }

  void take_late(const Payable& payable, const Operation& it, const Heard& heard) override {
    adopt_or_undo(payable, it, heard);
  }

  [[nodiscard]] std::uint32_t stored_with(const Operation&, Fate end) const override {
    switch (end) {
      case Fate::happened: return edge_status::succeeded;
      case Fate::refused: return edge_status::declined;
      case Fate::absent: return server_error;
      default: return 0;
    }
  }
};

}  // namespace

System stored_errors() {
  System system = described("stored_errors",
                            "the first answer to a key is stored, a failure of our own included");
  system.purposes.push_back("store_error");
  system.make = [](Environment& environment) {
    return std::make_unique<StoredErrors>(environment);
  };
  system.edge_policy = [](const Settings& settings) {
    EdgePolicy policy = promises_of(settings);
    policy.stores = assay::history::StoredAnswers::first_answer;
    return policy;
  };
  return system;
}

}  // namespace designs
