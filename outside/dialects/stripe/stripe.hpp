// The Stripe dialect: payment intents, refunds and what belongs to them, as unmodified SDKs call
// them, over the rules of models/rules. Objects mirror effects: a payment intent succeeds when a
// capture took effect, and at no other time. Idempotency is that of R3. docs/serve.md says what is
// served, and what is not: 3-D Secure, other instruments than cards, Connect, subscriptions.
// Source: docs.stripe.com/api; R3, R16, R20, R25 of the payment rules.
#pragma once

#include <set>

#include "models/rules/key_store.hpp"
#include "outside/dialects/dialect.hpp"
#include "outside/dialects/stripe/routes.hpp"

namespace assay::outside {

class Stripe final : public Dialect {
 public:
  explicit Stripe(const models::ProcessorConfig& processor)
      : processor_{processor}, keys_{processor.profile->key_retention} {}

  [[nodiscard]] std::string_view name() const override { return "stripe"; }
  Ask read(const http::Request& request, sim::TimePoint now) override;
  std::optional<http::Reply> begin(Operation& asked, sim::TimePoint now) override;
  http::Reply reply(const Operation& asked, const Outcome& outcome, sim::TimePoint now) override;
  http::Reply reply(const LookUp& asked, const harness::ProcessorReply& found) override;
  http::Reply reply(const Listing& asked, const std::optional<harness::ListPage>& page) override;
  http::Reply perform(const Call& asked, CallFault fault, sim::TimePoint now) override;
  http::Reply failure() override;
  void moved(const models::Movement& movement, sim::TimePoint now) override;
  std::optional<Event> event(const models::Movement& moved, sim::TimePoint now) override;
  [[nodiscard]] std::vector<http::Header> sign(const Event& event,
                                               const std::vector<std::string>& secrets,
                                               sim::TimePoint now) const override;
  void reset() override;

 private:
  using Json = stripe::Json;
  using Asked = stripe::Asked;
  using Steps = std::expected<std::vector<harness::ProcessorRequest>, stripe::Error>;

  // Idempotency: stripe.cpp.
  std::optional<http::Reply> claim(const Asked& asked, sim::TimePoint now);
  http::Reply keep(const Asked& asked, http::Reply reply);
  http::Reply forget(const Asked& asked, http::Reply reply);
  http::Reply headed(const Asked& asked, http::Reply reply);
  http::Reply answer(const Asked& asked, const Json& object);
  /// The id of the object that a call makes: the same for a repeated key.
  std::string id_for(const Asked& asked, std::string_view prefix);

  // Money: money.cpp.
  [[nodiscard]] bool moves_money(const Asked& asked);
  Steps steps_of(const Asked& asked);
  Steps first_steps(const Asked& asked, const Json& intent);
  Steps later_steps(const Asked& asked, const Json& intent);
  Steps refund_steps(const Asked& asked);
  [[nodiscard]] harness::ProcessorRequest leaning(const Json& intent, history::OperationKind kind,
                                                  std::string operation, std::int64_t minor);
  std::optional<stripe::Error> obstacle(const Asked& asked, Operation& operation,
                                        sim::TimePoint now);
  stripe::Error declined(const Asked& asked, const harness::ProcessorReply& reply,
                         const std::string& id);

  // What mirrors effects: mirror.cpp.
  void applied(const models::Movement& movement, Json& intent, sim::TimePoint now);
  void refunded(const models::Movement& movement, Json& intent, sim::TimePoint now);
  void failed(const models::Movement& movement, Json& intent, sim::TimePoint now);
  void tell(std::string_view type, const Json& object, sim::TimePoint now);

  // Everything else: calls.cpp.
  std::expected<Json, stripe::Error> do_call(const Asked& asked, sim::TimePoint now);
  std::expected<Json, stripe::Error> create(const Asked& asked, sim::TimePoint now);
  std::expected<Json, stripe::Error> change(const Asked& asked, Json& object, sim::TimePoint now);
  std::expected<Json, stripe::Error> new_intent(const Asked& asked, const std::string& id,
                                                sim::TimePoint now);

  models::ProcessorConfig processor_;
  models::KeyStore keys_;
  std::map<std::string, http::Reply> kept_;          // by key
  std::map<std::string, std::string> ids_for_keys_;  // what a key's first request makes
  stripe::Objects objects_;
  std::map<std::string, std::string> holds_;           // effect of the hold, by intent
  std::map<std::string, std::uint32_t> refunds_;       // ordinal, by payable and name
  std::map<std::string, std::uint32_t> refund_count_;  // by payable
  std::set<std::string> begun_;                        // refunds
  std::optional<Json> latest_;                         // the event of the latest movement
  std::uint64_t requests_ = 0;
};

}  // namespace assay::outside
