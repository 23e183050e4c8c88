// One function per message and direction, field by field in declared order.
#include "models/processor/processor_messages.hpp"

#include <algorithm>
#include <array>

#include "models/clients/terms.hpp"
#include "models/wire.hpp"

namespace assay::models {
namespace {

constexpr auto last_kind = history::OperationKind::refund;
constexpr std::string_view request_tag = "processor/1";
constexpr std::string_view reply_tag = "processor-reply/1";
constexpr std::string_view list_tag = "list/1";
constexpr std::string_view page_tag = "page/1";

constexpr std::array statuses{
    harness::ProcessorStatus::done,       harness::ProcessorStatus::declined,
    harness::ProcessorStatus::malformed,  harness::ProcessorStatus::not_found,
    harness::ProcessorStatus::in_flight,  harness::ProcessorStatus::too_late,
    harness::ProcessorStatus::key_reused, harness::ProcessorStatus::failed};

void write(WireWriter& out, const harness::ProcessorReply& reply) {
  out.count(static_cast<std::uint32_t>(reply.status))
      .count(static_cast<unsigned>(reply.kind))
      .text(reply.operation)
      .text(reply.payable)
      .count(reply.ordinal)
      .text(reply.reference)
      .text(reply.decline_code)
      .amount(reply.amount)
      .number(reply.capture_before);
}

bool read(WireReader& in, harness::ProcessorReply& reply) {
  std::uint32_t status = 0;
  in.count(status)
      .word(reply.kind, last_kind)
      .text(reply.operation)
      .text(reply.payable)
      .count(reply.ordinal)
      .text(reply.reference)
      .text(reply.decline_code)
      .amount(reply.amount)
      .number(reply.capture_before);
  reply.status = static_cast<harness::ProcessorStatus>(status);
  return in.good() && std::ranges::find(statuses, reply.status) != statuses.end();
}

}  // namespace

std::string encode(const harness::ProcessorRequest& request) {
  WireWriter out{request_tag};
  out.count(static_cast<unsigned>(request.kind))
      .text(request.operation)
      .text(request.payable)
      .count(request.ordinal)
      .text(request.parent)
      .text(request.effect)
      .text(request.key)
      .amount(request.amount);
  write(out, request.terms);
  return out.take();
}

std::string encode(const harness::ProcessorReply& reply) {
  WireWriter out{reply_tag};
  write(out, reply);
  return out.take();
}

std::string encode(const harness::ListQuestion& question) {
  WireWriter out{list_tag};
  out.text(question.after).count(question.limit);
  return out.take();
}

std::string encode(const harness::ListPage& page) {
  WireWriter out{page_tag};
  out.text(page.next).count(page.entries.size());
  for (const harness::ProcessorReply& entry : page.entries) write(out, entry);
  return out.take();
}

std::optional<harness::ProcessorRequest> decode_processor_request(std::string_view body) {
  std::optional<harness::ProcessorRequest> request{std::in_place};
  WireReader in{body, request_tag};
  in.word(request->kind, last_kind)
      .text(request->operation)
      .text(request->payable)
      .count(request->ordinal)
      .text(request->parent)
      .text(request->effect)
      .text(request->key)
      .amount(request->amount);
  read(in, request->terms);
  if (!in.finished()) request.reset();
  return request;
}

std::optional<harness::ProcessorReply> decode_processor_reply(std::string_view body) {
  std::optional<harness::ProcessorReply> reply{std::in_place};
  WireReader in{body, reply_tag};
  if (!read(in, *reply) || !in.finished()) reply.reset();
  return reply;
}

std::optional<harness::ListQuestion> decode_list_question(std::string_view body) {
  std::optional<harness::ListQuestion> question{std::in_place};
  WireReader in{body, list_tag};
  in.text(question->after).count(question->limit);
  if (!in.finished()) question.reset();
  return question;
}

std::optional<harness::ListPage> decode_list_page(std::string_view body) {
  std::optional<harness::ListPage> page{std::in_place};
  WireReader in{body, page_tag};
  std::uint64_t entries = 0;
  in.text(page->next).count(entries);
  for (std::uint64_t i = 0; i < entries && in.good(); ++i) {
    if (!read(in, page->entries.emplace_back())) return std::nullopt;
  }
  if (!in.finished()) page.reset();
  return page;
}

}  // namespace assay::models
