// Word for word; the compiler says where one is missing.
#include "systems/payments/adapters/translate.hpp"

#include <utility>

namespace assay::systems {

history::OperationKind translate(payments::OperationKind kind) {
  switch (kind) {
    case payments::OperationKind::authorise: return history::OperationKind::authorise;
    case payments::OperationKind::capture: return history::OperationKind::capture;
    case payments::OperationKind::void_authorisation:
      return history::OperationKind::void_authorisation;
    case payments::OperationKind::refund: break;
  }
  return history::OperationKind::refund;
}

payments::OperationKind translate(history::OperationKind kind) {
  switch (kind) {
    case history::OperationKind::authorise: return payments::OperationKind::authorise;
    case history::OperationKind::capture: return payments::OperationKind::capture;
    case history::OperationKind::void_authorisation:
      return payments::OperationKind::void_authorisation;
    case history::OperationKind::refund: break;
  }
  return payments::OperationKind::refund;
}

history::Outcome translate(payments::Outcome outcome) {
  switch (outcome) {
    case payments::Outcome::success: return history::Outcome::success;
    case payments::Outcome::pending: return history::Outcome::pending;
    case payments::Outcome::declined: return history::Outcome::declined;
    case payments::Outcome::not_attempted: return history::Outcome::not_attempted;
    case payments::Outcome::unknown: break;
  }
  return history::Outcome::unknown;
}

history::Outcome translate(payments::EventKind kind) {
  switch (kind) {
    case payments::EventKind::succeeded:
    case payments::EventKind::late_success: return history::Outcome::success;
    case payments::EventKind::declined: return history::Outcome::declined;
    case payments::EventKind::failed: break;
  }
  return history::Outcome::not_attempted;
}

harness::Terms translate(const payments::Terms& terms) {
  return {.instrument = terms.instrument.text(),
          .merchant_account = terms.merchant_account,
          .return_address = terms.return_address,
          .merchant_initiated = terms.initiator == payments::Initiator::merchant,
          .automatic_capture = terms.capture == payments::CaptureMethod::automatic,
          .partial_approval = terms.partial_approval,
          .more_to_come = terms.more_to_come};
}

std::optional<payments::Terms> translate(harness::Terms&& terms) {
  using payments::CaptureMethod, payments::Initiator;
  auto token = payments::InstrumentToken::from(terms.instrument);
  if (!token) return std::nullopt;
  return payments::Terms{
      .instrument = std::move(*token),
      .merchant_account = std::move(terms.merchant_account),
      .initiator = terms.merchant_initiated ? Initiator::merchant : Initiator::customer,
      .capture = terms.automatic_capture ? CaptureMethod::automatic : CaptureMethod::manual,
      .partial_approval = terms.partial_approval,
      .more_to_come = terms.more_to_come,
      .return_address = std::move(terms.return_address)};
}

history::Amount translate(payments::Money money) {
  return {money.minor, history::Currency{money.currency.code()}};
}

payments::Money translate(const history::Amount& amount) {
  return {amount.minor,
          payments::Currency::find(amount.currency.code()).value_or(payments::Currency{})};
}

}  // namespace assay::systems
