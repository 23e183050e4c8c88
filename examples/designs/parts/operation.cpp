// Field by field, in the order in which they are declared.
#include "parts/operation.hpp"

#include <algorithm>

#include "parts/record.hpp"

namespace designs {

namespace {

void write(RecordWriter& out, const Amount& amount) {
  out.number(amount.minor).text(amount.currency.code());
}

void read(RecordReader& in, Amount& amount) {
  amount.minor = in.number();
  const std::string code = in.text();
  if (assay::history::Currency::fits(code)) amount.currency = assay::history::Currency{code};
}

void write(RecordWriter& out, const Operation& it) {
  out.text(it.id).word(it.kind).number(it.ordinal);
  write(out, it.amount);
  out.text(it.payable).text(it.customer).text(it.parent).text(it.effect).text(it.undoes);
  out.text(it.terms.instrument).text(it.terms.merchant_account).text(it.terms.return_address);
  out.number(it.terms.merchant_initiated).number(it.terms.automatic_capture);
  out.number(it.terms.partial_approval);
  out.text(it.scope).text(it.key).text(it.fingerprint).word(it.state).text(it.reason);
  out.word(it.version).text(it.owner).word(it.token).number(it.answered).number(it.sends);
  out.number(it.generation).number(it.failed_there).number(it.goes_back);
  out.number(it.sent_at).number(it.touched_at).text(it.reference).number(it.capture_before);
}

void read(RecordReader& in, Operation& it) {
  it.id = in.text();
  in.word(it.kind);
  in.number(it.ordinal);
  read(in, it.amount);
  for (std::string* const field : {&it.payable, &it.customer, &it.parent, &it.effect, &it.undoes,
                                   &it.terms.instrument, &it.terms.merchant_account,
                                   &it.terms.return_address}) {
    *field = in.text();
  }
  in.number(it.terms.merchant_initiated);
  in.number(it.terms.automatic_capture);
  in.number(it.terms.partial_approval);
  for (std::string* const field : {&it.scope, &it.key, &it.fingerprint}) *field = in.text();
  in.word(it.state);
  it.reason = in.text();
  in.number(it.version);
  it.owner = in.text();
  in.number(it.token);
  in.number(it.answered);
  in.number(it.sends);
  in.number(it.generation);
  in.number(it.failed_there);
  in.number(it.goes_back);
  in.number(it.sent_at);
  in.number(it.touched_at);
  it.reference = in.text();
  in.number(it.capture_before);
}

}  // namespace

Operation* Payable::find(std::string_view id) {
  const auto found = std::ranges::find(operations, id, &Operation::id);
  return found == operations.end() ? nullptr : &*found;
}

const Operation* Payable::find(std::string_view id) const {
  const auto found = std::ranges::find(operations, id, &Operation::id);
  return found == operations.end() ? nullptr : &*found;
}

const Operation* Payable::find(OperationKind kind, std::uint32_t ordinal) const {
  const auto found = std::ranges::find_if(operations, [&](const Operation& it) {
    return it.kind == kind && it.ordinal == ordinal;
  });
  return found == operations.end() ? nullptr : &*found;
}

std::string encode(const Payable& payable) {
  RecordWriter out;
  out.text(payable.name).word(payable.events);
  for (const Operation& it : payable.operations) write(out, it);
  return out.take();
}

std::optional<Payable> payable_in(std::string_view row) {
  RecordReader in{row};
  Payable payable;
  payable.name = in.text();
  in.number(payable.events);
  while (in.good() && !in.at_end()) read(in, payable.operations.emplace_back());
  if (!in.good()) return std::nullopt;
  return payable;
}

std::string encode(const KeyRecord& it) {
  RecordWriter out;
  out.text(it.scope).text(it.key).text(it.fingerprint).text(it.payable).text(it.operation);
  return out.word(it.token).number(it.status).take();
}

std::optional<KeyRecord> key_in(std::string_view row) {
  RecordReader in{row};
  KeyRecord it;
  for (std::string* const field : {&it.scope, &it.key, &it.fingerprint, &it.payable,
                                   &it.operation}) {
    *field = in.text();
  }
  in.number(it.token);
  in.number(it.status);
  if (!in.good()) return std::nullopt;
  return it;
}

std::string encode(const Finding& it) {
  RecordWriter out;
  out.text(it.payable).text(it.operation).text(it.effect).word(it.kind).number(it.ordinal);
  write(out, it.amount);
  return out.number(it.settled).take();
}

std::optional<Finding> finding_in(std::string_view row) {
  RecordReader in{row};
  Finding it;
  for (std::string* const field : {&it.payable, &it.operation, &it.effect}) *field = in.text();
  in.word(it.kind);
  in.number(it.ordinal);
  read(in, it.amount);
  in.number(it.settled);
  if (!in.good()) return std::nullopt;
  return it;
}

std::string encode(const StepRecord& step) {
  RecordWriter out;
  write(out, step.operation);
  return out.word(step.from).text(step.evidence).take();
}

std::optional<StepRecord> step_in(std::string_view row) {
  RecordReader in{row};
  StepRecord step;
  read(in, step.operation);
  in.word(step.from);
  step.evidence = in.text();
  if (!in.good()) return std::nullopt;
  return step;
}

}  // namespace designs
