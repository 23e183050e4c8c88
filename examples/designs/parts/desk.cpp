// What an answer proves.
#include "parts/desk.hpp"

#include <algorithm>

#include "parts/card_rules.hpp"

namespace designs {

namespace {

using namespace assay::harness;

constexpr std::uint32_t page = 100;
constexpr Duration pause_max{5'000'000'000};  // of a machine: nobody would notice
constexpr Duration begin_max{1'000'000'000};  // from what is written to what is sent

bool states(const Amount& amount) { return !amount.currency.empty(); }

}  // namespace

ProcessorRequest Desk::request_of(const Operation& it) const {
  ProcessorRequest request;
  request.kind = it.kind;
  request.operation = it.id;
  request.payable = it.payable;
  request.ordinal = it.ordinal;
  request.parent = it.parent;
  request.effect = it.effect;
  if (keys_ == Keys::one_for_an_operation) {
    request.key = it.id + "/" + std::to_string(it.generation);
  }
  request.amount = it.amount;
  request.terms = it.terms;
  return request;
}

Heard Desk::heard(const ProcessorReply& reply, const Operation& it) {
  Heard heard;
  switch (reply.status) {
    case ProcessorStatus::done: {
      heard.fate = Fate::happened;
      heard.reference = reply.reference;
      heard.capture_before = reply.capture_before;
      const bool sum = it.kind != OperationKind::void_authorisation;
      const bool whole = states(reply.amount) || processor_.promises().all_or_nothing;
      if (sum && !whole) heard.fate = Fate::open;  // how much, it says only when it is asked
      if (sum && states(reply.amount) && reply.amount != it.amount) {
        heard.fate = Fate::other_amount;
      }
      break;
    }
    case ProcessorStatus::declined:
      heard.fate = Fate::refused;
      heard.word = reply.decline_code;
      break;
    case ProcessorStatus::failed: heard.failed_there = true; break;
    default: break;
  }
  return heard;
}

Heard Desk::send(const Operation& it) {
  // Who slept since it was written does not know what others have made of it.
  const bool slept = books_.now() - it.sent_at > begin_max.ns();
  if (slept) return {};
  const auto reply = processor_.send(request_of(it), it.sends, books_.times().rpc_timeout);
  const std::int64_t sent_by = books_.now();  // the machine may have slept before it was sent
  if (!reply) return {.sent_by = sent_by};
  Heard first = heard(*reply, it);
  const bool unpriced = first.fate == Fate::open && reply->status == ProcessorStatus::done;
  if (unpriced) first = ask(it);
  first.unpriced = unpriced && first.fate == Fate::open;
  first.sent_by = sent_by;
  return first;
}

Heard Desk::ask(const Operation& it) {
  if (!answers_questions()) return {.fate = Fate::unasked};
  const bool provable = books_.now() >= provable_at(it).ns();
  const auto reply = processor_.look_up(request_of(it), books_.times().rpc_timeout);
  if (!reply || reply->status == ProcessorStatus::failed) return {};
  if (reply->status != ProcessorStatus::not_found) return heard(*reply, it);
  return {.fate = provable ? Fate::absent : Fate::open};
}

std::optional<std::vector<ProcessorReply>> Desk::list() {
  std::vector<ProcessorReply> all;
  ListQuestion question{.limit = page};
  while (true) {
    const auto answer = processor_.list(question, books_.times().rpc_timeout);
    if (!answer) return std::nullopt;
    all.insert(all.end(), answer->entries.begin(), answer->entries.end());
    if (answer->entries.size() < page) return all;
    question.after = answer->next;
  }
}

TimePoint Desk::provable_at(const Operation& it) const {
  const Times& times = books_.times();
  return TimePoint{} + Duration{it.sent_at} + processor_.promises().effect_max + times.lease +
         times.skew_max * 4 + pause_max + begin_max;
}

std::optional<Operation> begin_attempt(Books& books, const Operation& it, const Again* again) {
  const std::uint32_t number = it.sends + 1;
  bool begun = false;
  Ruling ruling;
  const auto is_begun = [&](const Operation& now) {
    return begun && books.is_mine(now) && now.state == State::attempting && now.sends == number;
  };
  const auto decide = [&](Operation& now) -> std::optional<Step> {
    const bool may = again != nullptr
                         ? now.state == State::failed
                         : now.state == State::initiated || now.state == State::unknown;
    if (!may || now.sends + 1 != number) return std::nullopt;
    begun = true;
    now.sends = number;
    now.sent_at = books.now();
    if (now.failed_there) ++now.generation;
    now.failed_there = false;
    Step step{.purpose = "begin_attempt", .to = State::attempting, .reason = "sent"};
    if (again != nullptr) {
      step.claims_key = now.key != again->wanted.key || now.scope != again->scope;
      now.scope = again->scope;
      now.key = again->wanted.key;
      now.answered = 0;
      now.goes_back = false;  // somebody expects it once more
      now.parent = ruling.parent;
      now.effect = ruling.effect;
    }
    return step;
  };
  const auto allows = [&](const Payable& payable, const Operation& now) {
    if (again == nullptr || is_begun(now)) return true;
    ruling = rule_on(payable, again->wanted, books.now());
    return ruling.allows(again->moves ? ruling.parent : now.parent);
  };
  const auto after = books.advance(it.payable, it.id, decide, allows);
  // Where another machine was quicker, the operation is under way, and not begun here.
  if (!after || !is_begun(*after->find(it.id))) return std::nullopt;
  return *after->find(it.id);
}

std::optional<Step> in_doubt(Operation& it, const Heard& heard) {
  const bool news = heard.sent_by > it.sent_at || (heard.failed_there && !it.failed_there);
  it.sent_at = std::max(it.sent_at, heard.sent_by);
  it.failed_there = it.failed_there || heard.failed_there;
  if (it.state == State::attempting) {
    return Step{.purpose = "record_outcome",
                .to = State::unknown,
                .reason = heard.unpriced ? "no_amount" : "no_answer"};
  }
  if (!news) return std::nullopt;
  return Step{.purpose = "record_outcome"};
}

std::optional<Step> concluded(Operation& it, const Heard& heard, std::uint32_t stores) {
  const bool over = it.state == State::succeeded ||
                    (is_final(it.state) && heard.fate != Fate::happened);
  if (over || it.state == State::initiated) return std::nullopt;
  Step step{.purpose = "record_outcome", .stores = it.key.empty() || it.answered != 0 ? 0 : stores};
  switch (heard.fate) {
    case Fate::happened:
      it.reference = heard.reference;
      it.capture_before = heard.capture_before;
      step.to = State::succeeded;
      step.reason = is_final(it.state) ? "late_success" : "done";
      return step;
    case Fate::refused:
      step.to = State::declined;
      step.reason = "declined";
      return step;
    case Fate::absent:
      step.to = State::failed;
      step.reason = "absent";
      return step;
    case Fate::other_amount:
      if (it.state == State::attempting) return in_doubt(it, heard);
      if (it.state == State::parked && !it.reference.empty()) return std::nullopt;
      it.reference = heard.reference;
      if (it.state == State::parked) return Step{.purpose = "park"};
      return Step{.purpose = "park", .to = State::parked, .reason = "amount_differs"};
    case Fate::open:
    case Fate::unasked: return in_doubt(it, heard);
  }
  return std::nullopt;
}

}  // namespace designs
