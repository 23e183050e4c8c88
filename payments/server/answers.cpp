// One function per kind of answer; the table of status words is the payment code's.
#include "payments/server/answers.hpp"

#include <algorithm>

#include "payments/server/declines.hpp"
#include "payments/server/problems.hpp"
#include "payments/server/views.hpp"

namespace payments::server {
namespace {

std::string_view told(const Response& response) {
  if (!response.told) return "pending";
  switch (*response.told) {
    case Outcome::success: return "succeeded";
    case Outcome::declined: return "declined";
    case Outcome::not_attempted: return "not_attempted";
    default: return "pending";
  }
}

Json operation(const Response& response, const Subject& subject) {
  const Command& command = subject.command;
  Json view{{"id", response.operation.value},
            {"payment", command.payable.value},
            {"kind", to_text(command.kind)},
            {"status", told(response)},
            {"amount", amount_view(command.amount)}};
  if (!subject.reference.empty()) view["reference"] = subject.reference;
  if (response.superseded) view["superseded"] = true;
  return view;
}

std::string location(const Response& response, const Subject& subject) {
  const std::string& payment = subject.command.payable.value;
  const bool of_payment = subject.command.kind == OperationKind::authorise;
  return of_payment ? payment_path(payment) : operation_path(payment, response.operation);
}

void add_retry(HttpAnswer& answer, const Response& response) {
  constexpr std::int64_t second = 1'000'000'000;
  const std::int64_t wait = response.retry_after.value_or(Duration{second}).count;
  const std::int64_t seconds = std::max<std::int64_t>((wait + second - 1) / second, 1);
  answer.headers.emplace_back("Retry-After", std::to_string(seconds));
}

HttpAnswer declined(const Response& response, const Subject& subject) {
  Json view = operation(response, subject);
  if (response.reason != "declined") view["reason"] = response.reason;
  if (!subject.decline_code.empty()) view["decline_code"] = subject.decline_code;
  view["advice"] = advice_on(subject.decline_code);
  return {402, text_of(view)};
}

/// A problem, with the operation that it is about where there is one.
HttpAnswer about(const Response& response, const Subject& subject, HttpAnswer answer) {
  if (response.operation.empty()) return answer;
  Json body = Json::parse(answer.body);
  body["operation"] = response.operation.value;
  answer.body = text_of(body);
  answer.headers.emplace_back("Location", location(response, subject));
  return answer;
}

HttpAnswer unprocessable(const Response& response) {
  if (response.reason == "key_reused") {
    return problem(422, "idempotency-key-reused",
                   "The key, or the reference, is known with another request.");
  }
  return problem(422, "refused", "This cannot be done for this payment.", response.reason);
}

/// The reference was taken by a request under another key.
HttpAnswer taken(const Response& response, const Subject& subject) {
  const bool in_doubt = response.code == status::accepted;
  HttpAnswer answer = about(
      response, subject,
      in_doubt ? problem(409, "payment-in-doubt",
                         "An authorisation under this reference is not known to have ended.")
               : problem(409, "payment-exists", "This reference has an authorisation already."));
  if (in_doubt) add_retry(answer, response);
  if (response.operation.empty()) {
    answer.headers.emplace_back("Location", payment_path(subject.command.payable.value));
  }
  return answer;
}

HttpAnswer without_replay(const Response& response, const Subject& subject) {
  switch (response.code) {
    case status::succeeded: return {201, text_of(operation(response, subject))};
    case status::accepted: return {202, text_of(operation(response, subject))};
    case status::declined: return declined(response, subject);
    case status::in_progress:
      return about(response, subject,
                   problem(409, "in-progress", "The same, or what it depends on, is under way.",
                           response.reason));
    case status::unprocessable: return unprocessable(response);
    case status::malformed:
      return problem(400, "malformed", "The request is malformed. Nothing was done.",
                     response.reason);
    case status::overloaded:
      return problem(429, "overloaded", "There is too much to do. Nothing was done.");
    default:
      return about(response, subject,
                   problem(503, "unavailable", "There is no result. The same request may be tried "
                                               "again under its key.", response.reason));
  }
}

}  // namespace

HttpAnswer answer_for(const Response& response, const Subject& subject) {
  const bool others = subject.of_another_key &&
                      (response.code == status::succeeded || response.code == status::accepted ||
                       response.reason == "key_reused");
  if (others || response.reason == "ordinal_reused") return taken(response, subject);
  HttpAnswer answer = without_replay(response, subject);
  switch (response.code) {
    case status::accepted: add_retry(answer, response); [[fallthrough]];
    case status::succeeded:
      answer.headers.emplace_back("Location", location(response, subject));
      break;
    case status::in_progress:
    case status::overloaded:
    case status::unavailable: add_retry(answer, response); break;
    default: break;
  }
  if (response.replayed) answer.headers.emplace_back("Idempotent-Replayed", "true");
  return answer;
}

}  // namespace payments::server
