// Message bodies: what is written is read back, and nothing else is accepted.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "models/clients/edge.hpp"
#include "models/consumers/event_message.hpp"
#include "models/processor/processor_messages.hpp"
#include "models/wire.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using assay::sim::Duration;

template <typename T>
T any() {
  return *rc::gen::arbitrary<T>();
}
std::string text() { return any<std::string>(); }
Amount amount() { return {any<std::int64_t>(), Currency{text().substr(0, 7)}}; }
OperationKind kind() { return static_cast<OperationKind>(*rc::gen::inRange(0, 4)); }
Outcome outcome() { return static_cast<Outcome>(*rc::gen::inRange(0, 6)); }

harness::Terms terms() { return {text(), text(), text(), any<bool>(), any<bool>(), any<bool>()}; }

harness::ProcessorRequest processor_request() {
  return {kind(), text(), text(), any<std::uint32_t>(), text(), text(), text(), amount(), terms()};
}
harness::ProcessorReply processor_reply() {
  const auto status =
      *rc::gen::element(harness::ProcessorStatus::done, harness::ProcessorStatus::declined,
                        harness::ProcessorStatus::malformed, harness::ProcessorStatus::not_found,
                        harness::ProcessorStatus::in_flight, harness::ProcessorStatus::too_late,
                        harness::ProcessorStatus::key_reused, harness::ProcessorStatus::failed);
  return {status, kind(), text(),   text(),   any<std::uint32_t>(),
          text(), text(), amount(), any<std::int64_t>()};
}
harness::ListPage list_page() {
  harness::ListPage page;
  const int entries = *rc::gen::inRange(0, 4);
  for (int i = 0; i < entries; ++i) page.entries.push_back(processor_reply());
  page.next = text();
  return page;
}
harness::EdgeRequest edge_request() {
  return {text(), text(), text(), text(),  kind(),
          text(), any<std::uint32_t>(), text(), amount(), terms()};
}
harness::EdgeResponse edge_response() {
  return {any<std::uint32_t>(), outcome(), text(), text(), amount(), Duration{any<std::int64_t>()},
          any<bool>()};
}
harness::Event event_message() {
  return {text(), any<std::uint64_t>(), text(), text(), kind(), any<std::uint32_t>(),
          text(), amount(),             outcome()};
}

/// A body with one byte changed, taken away or added.
std::string damaged(std::string body) {
  const auto place = *rc::gen::inRange<std::size_t>(0, body.size());
  switch (*rc::gen::inRange(0, 3)) {
    case 0: body[place] = any<char>(); break;
    case 1: body.erase(place, 1); break;
    default: body.insert(place, 1, any<char>()); break;
  }
  return body;
}

/// Damage is refused, or gives a message whose only form is the damaged body.
template <typename Decode>
void check_damage(const std::string& body, Decode decode) {
  const std::string other = damaged(body);
  const auto read = decode(other);
  if (read) RC_ASSERT(encode(*read) == other);
}

TEST_CASE("a message to or from a processor reads back as it was written") {
  CHECK(rc::check("requests", [] {
    const auto message = processor_request();
    RC_ASSERT(decode_processor_request(encode(message)) == message);
  }));
  CHECK(rc::check("replies", [] {
    const auto message = processor_reply();
    RC_ASSERT(decode_processor_reply(encode(message)) == message);
  }));
  CHECK(rc::check("pages", [] {
    const auto message = list_page();
    RC_ASSERT(decode_list_page(encode(message)) == message);
  }));
}

TEST_CASE("a message between client, service and consumer reads back as it was written") {
  CHECK(rc::check("requests", [] {
    const auto message = edge_request();
    RC_ASSERT(decode_edge_request(encode(message)) == message);
  }));
  CHECK(rc::check("responses", [] {
    const auto message = edge_response();
    RC_ASSERT(decode_edge_response(encode(message)) == message);
  }));
  CHECK(rc::check("events", [] {
    const auto message = event_message();
    RC_ASSERT(decode_event_message(encode(message)) == message);
  }));
}

TEST_CASE("a damaged body is refused or is the one form of another message") {
  CHECK(rc::check("processor requests", [] {
    check_damage(encode(processor_request()), decode_processor_request);
  }));
  CHECK(rc::check("pages", [] { check_damage(encode(list_page()), decode_list_page); }));
  CHECK(rc::check("edge responses", [] {
    check_damage(encode(edge_response()), decode_edge_response);
  }));
  CHECK(rc::check("events", [] { check_damage(encode(event_message()), decode_event_message); }));
}

TEST_CASE("a body of another kind, an unknown word or a number in another form is refused") {
  const std::string request = encode(harness::EdgeRequest{});
  CHECK(decode_edge_request(request));
  CHECK_FALSE(decode_processor_request(request));
  CHECK_FALSE(decode_edge_request(request + "0:"));
  CHECK_FALSE(decode_edge_request(""));
  for (const char* number : {"01", "+1", "-0", "", " 1", "1 ", "99999999999999999999"}) {
    std::int64_t value = 7;
    const std::string body = WireWriter{"tag"}.text(number).take();
    WireReader in{body, "tag"};
    INFO(number);
    CHECK_FALSE(in.number(value).finished());
    CHECK(value == 7);
  }
}

TEST_CASE("a fingerprint changes with what is meant and not with scope or key") {
  const harness::EdgeRequest request{"",      "scope", "key", "",        OperationKind::capture,
                                     "pay-1", 1,       "ada", {5, "EUR"}};
  harness::EdgeRequest other = request;
  other.scope = "elsewhere";
  other.key = "another";
  CHECK(fingerprint_of(other) == fingerprint_of(request));
  other.amount.minor = 6;
  CHECK(fingerprint_of(other) != fingerprint_of(request));
  other = request;
  other.ordinal = 2;
  CHECK(fingerprint_of(other) != fingerprint_of(request));
}

}  // namespace
