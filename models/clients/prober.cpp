// What there is to ask follows from what was asked before and from what took effect since.
#include "models/clients/prober.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/world/world.hpp"

namespace assay::models {
namespace {

using enum history::OperationKind;

constexpr std::uint64_t first_try = 1000;  // no client comes that far
constexpr std::int64_t modest = 10'000;    // minor units: nobody's limit
constexpr sim::Duration margin = 10_min;   // of a key that is nearly forgotten

/// One request for each that is told apart by `name`, in order.
template <typename Name>
std::vector<harness::EdgeRequest> one_each(const std::vector<harness::EdgeRequest>& requests,
                                           Name name) {
  std::vector<harness::EdgeRequest> firsts;
  std::set<std::string> known;
  for (const harness::EdgeRequest& request : requests) {
    if (known.insert(name(request)).second) firsts.push_back(request);
  }
  return firsts;
}

}  // namespace

Prober::Prober(sim::Node& node, Recorder& recorder, ProberConfig config)
    : node_{node}, recorder_{recorder}, config_{std::move(config)}, memory_{recorder.history()} {}

void Prober::start() {
  for (const AskedRequest& one : config_.asked->all()) note(one.request);
  ask_balances();
  ask_again();
  ask_for_something_new();
  ask_to_undo();
  recorder_.record("world", history::ProbeEnded{});
  node_.world().kernel().rest_here();
}

void Prober::ask_balances() {
  std::vector<harness::EdgeRequest> all;
  for (const AskedRequest& one : config_.asked->all()) all.push_back(one.request);
  const auto accounts = one_each(all, [](const harness::EdgeRequest& request) {
    return fmt::format("{} {}", customer_of(request), request.amount.currency.code());
  });
  for (const harness::EdgeRequest& of : accounts) {
    models::ask(asker(),
                harness::BalanceQuestion{of.tenant, of.customer, of.amount.currency});
  }
}

void Prober::ask_again() {
  for (const AskedRequest& one : config_.asked->all()) {
    const bool asks = is_kept(one) && !memory_.was_cancelled(one.request);
    if (!asks || !is_final(pursue(one.request))) in_doubt_.insert(payable_of(one.request));
  }
}

/// What clients have asked to be authorised, first what was: a request that nobody ever accepted
/// may have been one that nobody could.
std::vector<harness::EdgeRequest> Prober::authorisations() const {
  std::set<std::string> accepted;
  for (const history::Observation& seen : recorder_.history()) {
    const auto* told = seen.as<history::ResponseReceived>();
    const bool success = told != nullptr && told->outcome == history::Outcome::success;
    if (success && told->kind == authorise) accepted.insert(told->payable.string());
  }
  std::vector<harness::EdgeRequest> all;
  for (const AskedRequest& one : config_.asked->all()) {
    if (one.request.kind == authorise) all.push_back(one.request);
  }
  std::ranges::stable_partition(all, [&](const harness::EdgeRequest& request) {
    return accepted.contains(payable_of(request));
  });
  return all;
}

/// For each customer who met trouble, and for one of each tenant in any case.
void Prober::ask_for_something_new() {
  std::set<std::string> tenants;
  for (const harness::EdgeRequest& of : one_each(authorisations(), customer_of)) {
    const bool first = tenants.insert(of.tenant).second;
    if (first || met_trouble(of)) pay_anew(of);
  }
}

void Prober::pay_anew(harness::EdgeRequest request) {
  request.payable = fmt::format("probe-{}", ++number_);
  request.amount.minor = std::clamp(request.amount.minor, std::int64_t{1}, modest);
  const auto& all = config_.asked->all();
  const bool captures = std::ranges::any_of(
      all, [](const AskedRequest& one) { return one.request.kind == capture; });
  if (carry_out(request, authorise, 1) && captures) (void)carry_out(request, capture, 1);
}

void Prober::ask_to_undo() {
  for (const harness::EdgeRequest& first : one_each(authorisations(), payable_of)) {
    if (!in_doubt_.contains(payable_of(first))) undo(first);
  }
}

/// Where a payable has several holds or captures, it is not for its client to say which.
void Prober::undo(const harness::EdgeRequest& first) {
  const Standing standing = memory_.standing(payable_of(first));
  if (standing.holds.size() != 1) return;
  harness::EdgeRequest request = first;
  request.terms = {};
  if (standing.captures == 0) {
    if (carry_out(request, void_authorisation, next_ordinal(first, void_authorisation))) return;
    request.amount = standing.holds.begin()->second;
    (void)carry_out(request, capture, next_ordinal(first, capture));
  } else if (standing.captures == 1 && standing.captured > standing.refunded) {
    request.amount.minor = standing.captured - standing.refunded;
    (void)carry_out(request, refund, next_ordinal(first, refund));
  }
}

bool Prober::carry_out(harness::EdgeRequest& request, history::OperationKind kind,
                       std::uint32_t ordinal) {
  request.kind = kind;
  request.ordinal = ordinal;
  request.scope = fmt::format("{}/{}", request.customer, to_text(kind));
  if (kind != authorise) request.terms = {};
  request.key = fmt::format("probe-{}-{}{}", request.payable, to_text(kind), ordinal);
  request.fingerprint = fingerprint_of(request);
  declare(node_, recorder_, request);
  return pursue(request).status == harness::edge_status::succeeded;
}

harness::EdgeResponse Prober::pursue(const harness::EdgeRequest& request) {
  sim::Kernel& kernel = node_.world().kernel();
  sim::Duration backoff = config_.backoff_min;
  for (std::uint32_t tried = 1;; ++tried) {
    const auto number = static_cast<std::uint32_t>(first_try + tried);
    const harness::EdgeResponse response = models::ask(asker(), request, number);
    if (is_final(response) || tried == config_.tries_max) return response;
    (void)kernel.wait(kernel.now() + std::max(backoff, response.retry_after));
    backoff = std::min(backoff * 2, config_.backoff_max);
  }
}

Asker Prober::asker() {
  sim::Node& to = *config_.service[turn_++ % config_.service.size()];
  return {node_, to, recorder_, config_.timeout};
}

bool Prober::is_kept(const AskedRequest& asked) const {
  if (config_.key_retention <= sim::Duration{}) return true;
  return node_.world().now() + margin < asked.first + config_.key_retention;
}

void Prober::note(const harness::EdgeRequest& request) {
  const std::string payable = payable_of(request);
  payables_[customer_of(request)].insert(payable);
  std::uint32_t& last = last_ordinal_[{payable, request.kind}];
  last = std::max(last, request.ordinal);
}

/// Something that the customer asked for did not succeed at the first try.
bool Prober::met_trouble(const harness::EdgeRequest& request) {
  std::size_t asked = 0;
  std::size_t succeeded = 0;
  for (const std::string& payable : payables_[customer_of(request)]) {
    const Asked& known = memory_.asked(payable);
    asked += known.times;
    succeeded += known.succeeded;
  }
  return succeeded < asked;
}

std::uint32_t Prober::next_ordinal(const harness::EdgeRequest& request,
                                   history::OperationKind kind) const {
  const auto last = last_ordinal_.find({payable_of(request), kind});
  return last == last_ordinal_.end() ? 1 : last->second + 1;
}

}  // namespace assay::models
