// The shop's ports on assay's environment, its answers as assay's, and what its rows mean.
#include "tests/adapter.hpp"

#include "payments/idempotency.hpp"

namespace shop {

namespace {

using namespace assay::harness;
using namespace assay::history;

/// One machine of the shop: the service, and the ports that it finds there.
class Machine final : public Service, Database, HttpClient {
 public:
  Machine(Environment& world, GatewayKey key)
      : store_{world.store()},
        processor_{world.processor(world.processors()[0])},
        service_{*this, *this, key} {}

  EdgeResponse answer(EdgeRequest wanted) override {
    const Payment payment{wanted.payable,
                          static_cast<Action>(wanted.kind),
                          wanted.ordinal,
                          {wanted.amount.minor, std::string{wanted.amount.currency.code()}}};
    const Answer answer = service_.pay(payment, wanted.scope + "/" + wanted.key);
    const auto no = answer.status == 402 ? Outcome::declined : Outcome::none;
    return {.status = static_cast<std::uint32_t>(answer.status),
            .outcome = answer.status == 200 ? Outcome::success : no,
            .operation = name_of(payment),
            .replayed = answer.repeated};
  }

 private:
  std::optional<std::string> select(const std::string& table, const std::string& id) override {
    const auto row = store_.read(table, id);
    if (!row) throw DatabaseDown{};
    return *row ? std::optional{(*row)->value} : std::nullopt;
  }

  void upsert(const std::string& table, const std::string& id, const std::string& row) override {
    if (!store_.commit({"upsert", id, {{table, id, row, any_version}}})) throw DatabaseDown{};
  }

  std::optional<int> post(const HttpRequest& request, std::chrono::milliseconds timeout) override {
    const auto& form = request.form;
    const auto reply = processor_.send(
        {.kind = static_cast<OperationKind>(std::stoi(form.at("action"))),
         .operation = form.at("payment"),
         .payable = form.at("order"),
         .ordinal = static_cast<std::uint32_t>(std::stoul(form.at("number"))),
         .parent = form.at("authorisation"),
         .key = request.idempotency_key,
         .amount = {std::stoll(form.at("amount")), Currency{form.at("currency")}}},
        ++tries_[form.at("payment")], Duration{std::chrono::nanoseconds{timeout}.count()});
    return reply ? std::optional{static_cast<int>(reply->status)} : std::nullopt;
  }

  Store& store_;
  Processor& processor_;
  PaymentService service_;
  std::map<std::string, std::uint32_t> tries_;
};

/// A row is what the shop believes of a payment. A started one is no belief about money yet.
void observe(const CommittedRow& row, Statements& statements) {
  const auto [payment, state] = row_from(*row.value);
  if (state == "started") return;
  statements.believe(
      TransitionCommitted{.payable = statements.name(payment.order),
                          .operation = statements.name(name_of(payment)),
                          .amount = {payment.money.cents, Currency{payment.money.currency}},
                          .version = row.version,
                          .ordinal = payment.number,
                          .kind = static_cast<OperationKind>(payment.action),
                          .to = state == "paid" ? State::succeeded : State::declined});
}

}  // namespace

System shop_system(GatewayKey key) {
  return {.name = "shop",
          .summary = "a payment service with ports and rows of its own",
          .make = [key](Environment& world) { return std::make_unique<Machine>(world, key); },
          .observe = observe,
          .shows = bit(Source::client) | bit(Source::gateway) | bit(Source::truth) |
                   bit(Source::belief) | bit(Source::world)};
}

}  // namespace shop
