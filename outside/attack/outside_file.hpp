// What a team says of its service, assay.outside/1: how to start it, reach it, pay at it and ask
// it what it believes. The schema is published beside this file (schema/outside.schema.json) and
// docs/attack.md explains it. A value; nothing here starts or asks anything.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "history/amount.hpp"
#include "history/words.hpp"
#include "outside/http/target.hpp"
#include "sim/time.hpp"

namespace assay::outside::attack {

using namespace sim::literals;

/// Texts with {words}, by name: environment variables, headers.
using Texts = std::map<std::string, std::string>;

struct ServiceSpec {
  std::string name;
  std::vector<std::string> start;
  std::string folder;  ///< absolute
  Texts env;
  std::string ready{};  ///< a path; empty: its port takes connections
  sim::Duration ready_within = 10_s;
};

/// Where the processor tells what moved, signed.
struct WebhookSpec {
  std::string service, path, secret;
};

/// What stands in for a dependency says to a request.
struct StubAnswer {
  std::string method, path;  ///< a path that ends in * fits all that begin like it
  unsigned status = 200;
  nlohmann::ordered_json body;  ///< null: none
};

struct EdgeSpec {
  std::string from;
  std::string name = "processor";
  std::optional<http::Address> upstream;  ///< none: a processor of ours, or a stub
  bool is_stub = false;
  std::vector<StubAnswer> answers{};      ///< of a stub; what fits none fails and is named
  std::optional<WebhookSpec> webhooks{};  ///< of a processor; none: nobody listens
  bool is_postgres = false;               ///< the upstream's protocol, else HTTP
  std::string dialect = "plain";
  std::string profile = "card";
  Texts env;
};

/// A request to a service, with {words} in all its parts.
struct Ask {
  std::string service;
  std::string method, path;
  Texts headers;
  nlohmann::ordered_json body;  ///< null: none
};

/// A command, or a request; neither where it was left out.
struct Action {
  std::vector<std::string> run;
  std::optional<Ask> request;
};

struct Step {
  std::string name;
  Ask ask;
  std::map<std::string, std::string> extract;  ///< word: pointer
};

/// What an answer means to a client. `failed`: the service says that nothing happened.
enum class Meaning : std::uint8_t { success, declined, failed, pending, unknown };
[[nodiscard]] std::string_view to_text(Meaning meaning);

struct AnswerRule {
  std::string status{};                          ///< "200", "2xx"; empty: any
  std::map<std::string, nlohmann::json> body{};  ///< pointer: what must stand there
  Meaning means = Meaning::unknown;
};

/// After what a client asks again.
struct AsksAgain {
  bool timeout = true, broken = true, unknown = true, pending = true, failed = false;
};

struct PollSpec {
  Ask ask;
  std::vector<AnswerRule> answers;
  sim::Duration every = 100_ms;
};

struct PaymentSpec {
  history::OperationKind kind = history::OperationKind::capture;
  history::Amount amount{1250, "EUR"};
  std::string reference = "pay-{n}";
  std::vector<Step> steps;
  std::vector<AnswerRule> answers;
  sim::Duration timeout = 2_s;
  std::uint32_t tries = 4;
  sim::Duration pause = 50_ms;
  bool new_key = false;  ///< each try has a key of its own
  AsksAgain again;
  std::optional<PollSpec> poll;
};

/// How the service's own rows become belief. Sources are pointers, or "text:value".
struct BeliefSpec {
  Action read;
  std::string rows, payment, kind, state, amount, currency;
  std::map<std::string, history::OperationKind> kinds;
  std::map<std::string, history::State> states;
  bool major = false;

  /// The kinds of which it can speak.
  [[nodiscard]] std::vector<history::OperationKind> speaks_of() const;
};

struct QuerySpec {
  std::string name;
  Action read;
  std::string rows;
};

struct RestSpec {
  sim::Duration quiet = 150_ms;
  std::optional<Ask> idle;
  sim::Duration within = 10_s;
};

struct OutsideFile {
  std::string path, name;
  std::string folder;  ///< absolute: the file's own
  std::vector<ServiceSpec> services;
  std::vector<EdgeSpec> edges;
  std::vector<Action> setup;
  PaymentSpec payment;
  std::optional<BeliefSpec> belief;
  std::vector<QuerySpec> must_be_empty;
  RestSpec rest;
  sim::Duration time = 5_min;
  std::uint32_t faults = 3;
};

/// Reads such a file; `path` is where it stands, for errors and for what is relative to it.
/// Errors: BadInput: what the schema refuses, an unknown name or {word}, a live key, an upstream
/// that is not on this machine.
[[nodiscard]] OutsideFile read_outside_file(const std::string& path, const std::string& text);
/// The text of the published schema.
[[nodiscard]] std::string_view outside_schema();

}  // namespace assay::outside::attack
