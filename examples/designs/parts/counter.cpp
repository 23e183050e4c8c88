// From requests to operations.
#include "parts/counter.hpp"

#include <assay/harness/names.hpp>

#include "parts/card_rules.hpp"

namespace designs {

namespace {

using namespace assay::harness;
using namespace assay::harness::literals;

constexpr std::int64_t amount_max = 1'000'000'000'000;  // minor units: more is a mistake of a unit
constexpr Duration pause{1'000'000'000};

EdgeResponse refusal(std::uint32_t status, std::string_view reason) {
  EdgeResponse response;
  response.status = status;
  response.reason = reason;
  return response;
}

EdgeResponse about(const Operation& it, std::uint32_t status, Outcome outcome) {
  EdgeResponse response;
  response.status = status;
  response.outcome = outcome;
  response.operation = it.id;
  response.amount = it.amount;
  return response;
}

EdgeResponse refusal_by(const Ruling& ruling) {
  const bool busy = ruling.verdict == Ruling::Verdict::busy;
  EdgeResponse response =
      refusal(busy ? edge_status::in_progress : edge_status::unprocessable, ruling.reason);
  if (busy) response.retry_after = pause;
  return response;
}

bool is_malformed(const EdgeRequest& wanted) {
  return wanted.key.empty() || wanted.payable.empty() || wanted.amount.currency.empty() ||
         wanted.amount.minor < 1 || wanted.amount.minor > amount_max;
}

Operation operation_for(const EdgeRequest& wanted, const Ruling& ruling, std::string id) {
  return {.id = std::move(id),
          .kind = wanted.kind,
          .ordinal = wanted.ordinal,
          .amount = wanted.amount,
          .payable = world_name(wanted.tenant, wanted.payable),
          .customer = world_name(wanted.tenant, wanted.customer),
          .parent = ruling.parent,
          .effect = ruling.effect,
          .terms = wanted.terms,
          .scope = world_scope(wanted),
          .key = wanted.key,
          .fingerprint = wanted.fingerprint};
}

Admitted answered(EdgeResponse response) {
  return {.what = Admitted::What::answered, .answer = std::move(response)};
}

/// The operation is there: is it the one that is meant?
Admitted known(Payable payable, const Operation& it, const EdgeRequest& wanted) {
  if (it.fingerprint != wanted.fingerprint) {
    return answered(refusal(edge_status::unprocessable, "key_of_another_request"));
  }
  const bool own_key = it.key == wanted.key && it.scope == world_scope(wanted);
  const std::uint32_t stored = own_key ? it.answered : 0;
  std::string id = it.id;
  return {.what = Admitted::What::known,
          .payable = std::move(payable),
          .operation = std::move(id),
          .own_key = own_key,
          .stored = stored};
}

Admitted begin(Environment& environment, Books& books, const EdgeRequest& wanted) {
  const std::string name = world_name(wanted.tenant, wanted.payable);
  const std::string id = environment.ids().mint("op");
  auto at_work = std::make_unique<Books::AtWork>(books, id);
  Ruling ruling;
  const auto after = books.begin(name, "claim", [&](const Payable& payable) {
    const bool there = payable.find(wanted.kind, wanted.ordinal) != nullptr;
    ruling = there ? Ruling{} : rule_on(payable, wanted, books.now());
    std::optional<Operation> made;
    const bool granted = ruling.verdict == Ruling::Verdict::granted;
    if (!there && granted) made = operation_for(wanted, ruling, id);
    return made;
  });
  if (!after) return answered(answers::unavailable());
  if (const Operation* const it = after->find(wanted.kind, wanted.ordinal); it != nullptr) {
    if (it->id != id) return known(*after, *it, wanted);
    return {.what = Admitted::What::begun,
            .payable = std::move(*after),
            .operation = id,
            .own_key = true,
            .at_work = std::move(at_work)};
  }
  return answered(refusal_by(ruling));
}

}  // namespace

std::string world_scope(const EdgeRequest& wanted) {
  return world_name(wanted.tenant, wanted.scope);
}

Admitted admit(Environment& environment, Books& books, const EdgeRequest& wanted) {
  if (is_malformed(wanted)) return answered(refusal(edge_status::malformed, "malformed"));
  const auto record = books.read_key(world_scope(wanted), wanted.key);
  if (!record) return answered(answers::unavailable());
  if (!*record) return begin(environment, books, wanted);
  if ((*record)->fingerprint != wanted.fingerprint) {
    return answered(refusal(edge_status::unprocessable, "key_of_another_request"));
  }
  auto payable = books.read((*record)->payable);
  if (!payable) return answered(answers::unavailable());
  const Operation* const it = payable->find((*record)->operation);
  if (it == nullptr) return answered(answers::unavailable());
  Admitted found = known(*payable, *it, wanted);
  found.stored = (*record)->status;
  return found;
}

std::optional<EdgeResponse> refused_again(const Admitted& admitted, const EdgeRequest& wanted,
                                          Books& books, bool moves) {
  Ruling ruling = rule_on(admitted.payable, wanted, books.now());
  if (ruling.allows(moves ? ruling.parent : admitted.it().parent)) return std::nullopt;
  if (ruling.reason.empty()) ruling = {Ruling::Verdict::refused, "meant_for_another_hold"};
  return refusal_by(ruling);
}

namespace answers {

EdgeResponse unavailable() { return refusal(edge_status::unavailable, "not_now"); }

EdgeResponse in_progress(const Operation& it) {
  EdgeResponse response = about(it, edge_status::in_progress, Outcome::none);
  response.retry_after = pause;
  response.reason = "in_progress";
  return response;
}

EdgeResponse pending(const Operation& it) {
  EdgeResponse response = about(it, edge_status::accepted, Outcome::pending);
  response.reason = "pending";
  return response;
}

EdgeResponse succeeded(const Operation& it) {
  return about(it, edge_status::succeeded, Outcome::success);
}

EdgeResponse declined(const Operation& it) {
  EdgeResponse response = about(it, edge_status::declined, Outcome::declined);
  response.reason = it.reason;
  return response;
}

EdgeResponse not_carried_out(const Operation& it) {
  EdgeResponse response = about(it, edge_status::declined, Outcome::not_attempted);
  response.reason = "not_carried_out";
  return response;
}

EdgeResponse status_of(const Operation& it) {
  switch (it.state) {
    case State::succeeded: return succeeded(it);
    case State::declined: return declined(it);
    case State::failed: return not_carried_out(it);
    case State::initiated:
    case State::attempting: return in_progress(it);
    default: return pending(it);
  }
}

}  // namespace answers

}  // namespace designs
