// Who asks is who the token belongs to; what is asked for is read here and carried out elsewhere.
#include "payments/server/operator_desk.hpp"

#include <charconv>
#include <utility>

#include "payments/adapters/files/camt.hpp"
#include "payments/adapters/files/csv.hpp"
#include "payments/adapters/files/nacha.hpp"
#include "payments/adapters/http/times.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/server/idempotency_header.hpp"
#include "payments/server/json_fields.hpp"
#include "payments/server/problems.hpp"
#include "payments/server/views.hpp"

namespace payments::server {
namespace {

constexpr std::size_t shown_max = 1'000;

HttpAnswer not_ready() {
  HttpAnswer answer = problem(503, "unavailable", "Nothing was done. Ask again.");
  answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

HttpAnswer no_such_thing() { return problem(404, "unknown", "There is no such thing."); }

/// The version in `If-Match: "7"`. Throws: Refusal, where there is none or it is no version.
std::uint64_t version_of(const HttpRequest& request) {
  std::string_view text = request.header("if-match");
  if (text.empty()) {
    throw Refusal{
        problem(428, "if-match-required", "The version that was looked at is needed.", "If-Match")};
  }
  std::uint64_t version = 0;
  const bool quoted = text.size() > 2 && text.front() == '"' && text.back() == '"';
  if (quoted) text = text.substr(1, text.size() - 2);
  const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
  const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (!quoted || !whole) refuse_malformed("If-Match is no version, such as \"7\"");
  return version;
}

bool has_version(Verb verb) {
  return verb == Verb::settle || verb == Verb::suspend || verb == Verb::release ||
         verb == Verb::settle_break;
}

Outcome ending(JsonFields& body) {
  const std::string word = body.text_if_any("outcome").value_or("success");
  for (const Outcome one : {Outcome::success, Outcome::declined, Outcome::not_attempted}) {
    if (word == to_text(one)) return one;
  }
  refuse_malformed("expected success, declined or not_attempted", "/outcome");
}

Action read_action(const HttpRequest& request, const std::string& who) {
  JsonFields body(request.body);
  Action action;
  action.id = idempotency_key(request).value;
  action.who = who;
  const auto verb = verb_from(body.text("verb"));
  if (!verb) refuse_malformed("no such verb", "/verb");
  action.verb = *verb;
  action.reason = body.text("reason");
  action.payable = {{body.text_if_any("tenant").value_or("")},
                    body.text_if_any("payment").value_or("")};
  action.operation = {body.text_if_any("operation").value_or("")};
  action.outcome = ending(body);
  action.proof.processor_reference = body.text_if_any("processor_reference").value_or("");
  action.proof.document_source = body.text_if_any("statement_source").value_or("");
  action.proof.document = body.text_if_any("statement").value_or("");
  action.proof.line = body.text_if_any("statement_line").value_or("");
  action.subject = body.text_if_any("subject").value_or("");
  body.finish();
  if (has_version(action.verb)) action.expected_version = version_of(request);
  return action;
}

HttpAnswer told(const ActionResult& result, const std::string& id) {
  const auto problem_of = [&](unsigned status, std::string_view word, std::string_view title) {
    return problem(status, word, title, result.why);
  };
  switch (result.came) {
    case Came::done:
    case Came::awaits_second: {
      const bool done = result.came == Came::done;
      HttpAnswer answer{done ? 201U : 202U,
                        text_of({{"id", id}, {"came", to_text(result.came)}, {"why", result.why}})};
      answer.headers.emplace_back("Location", "/v1/admin/actions/" + escaped(id));
      if (result.replayed) answer.headers.emplace_back("Idempotent-Replayed", "true");
      return answer;
    }
    case Came::refused: return problem_of(422, "refused", "The action was not carried out.");
    case Came::conflict:
      return problem_of(422, "idempotency-key-reused", "The key is known with another action.");
    case Came::stale: return problem_of(412, "changed", "It has changed since it was looked at.");
    case Came::unavailable: break;
  }
  return not_ready();
}

Json action_view(const ActionRow& row) {
  const Action& action = row.action;
  Json view{{"id", action.id},
            {"verb", to_text(action.verb)},
            {"who", action.who},
            {"reason", action.reason},
            {"at", http::to_rfc3339(row.at)},
            {"came", row.ended || !row.begun ? to_text(row.result.came) : "begun"},
            {"why", row.result.why}};
  if (!action.operation.empty()) view["operation"] = action.operation.value;
  if (!action.subject.empty()) view["subject"] = action.subject;
  if (!row.second.empty()) view["second"] = row.second;
  return view;
}

std::int64_t days_between(Instant since, Instant now) {
  return reconciliation::day_of(now) - reconciliation::day_of(since);
}

Json break_view(const BreakRow& row, const Row& stored, Instant now) {
  Json view{{"subject", stored.key},
            {"version", stored.version},
            {"bucket", to_text(row.what)},
            {"owner", "operations"},
            {"age_days", days_between(row.since, now)},
            {"reason", "the processor's list shows it"},
            {"reference", row.operation.value}};
  if (row.amount) view["amount"] = amount_view(*row.amount);
  if (!row.settled_by.empty()) view["settled_by"] = row.settled_by;
  return view;
}

Json file_break_view(const reconciliation::FileBreakRow& row, const Row& stored, Instant now) {
  Json view{{"subject", stored.key},
            {"version", stored.version},
            {"bucket", to_text(row.bucket)},
            {"owner", to_text(reconciliation::facts_of(row.bucket).owner)},
            {"age_days", reconciliation::day_of(now) - row.since},
            {"reason", row.reason},
            {"reference", row.reference}};
  if (row.amount) view["amount"] = amount_view(*row.amount);
  if (!row.settled_by.empty()) view["settled_by"] = row.settled_by;
  return view;
}

std::string asked_for(const Target& target, const std::string& name) {
  const auto found = target.query.find(name);
  return found == target.query.end() ? "" : found->second;
}

files::Documents read_document(const HttpRequest& request, const Target& target) {
  const std::string format = asked_for(target, "format"), name = asked_for(target, "name");
  if (name.empty()) refuse_malformed("?name= names the document");
  if (format == "camt") return files::read_camt(name, request.body);
  if (format == "nacha") return files::read_nacha(name, request.body);
  if (format != "csv") refuse_malformed("?format= is camt, nacha or csv");
  const auto source = reconciliation::source_from(asked_for(target, "source"));
  using reconciliation::Source;
  if (source != Source::settlement && source != Source::bank) {
    refuse_malformed("?source= is settlement or bank");
  }
  return files::read_csv(name, request.body, *source, name);
}

std::string_view to_text(reconciliation::Intake intake) {
  switch (intake) {
    case reconciliation::Intake::taken: return "taken";
    case reconciliation::Intake::replaced: return "replaced";
    case reconciliation::Intake::known: return "known";
    case reconciliation::Intake::unavailable: return "unavailable";
  }
  return "unavailable";
}

}  // namespace

HttpAnswer OperatorDesk::answer(const HttpRequest& request, const Target& target) {
  const auto who = parts_.tokens.holder_of(request.header("authorization"));
  if (!who) {
    HttpAnswer answer = problem(401, "unauthorised", "An operator's bearer token is needed.");
    answer.headers.emplace_back("WWW-Authenticate", "Bearer");
    return answer;
  }
  const auto& path = target.path;
  if (request.method == "GET") return show(target);
  if (request.method != "POST") return problem(405, "method-not-allowed", "GET and POST.");
  if (path.size() == 3 && path[2] == "actions") return act(request, *who);
  if (path.size() == 5 && path[2] == "actions" && path[4] == "agreement") {
    return agree(request, path[3], *who);
  }
  if (path.size() == 3 && path[2] == "documents") return hear(request, target);
  if (path.size() == 3 && path[2] == "reconciliation") return reconcile();
  return no_such_thing();
}

HttpAnswer OperatorDesk::show(const Target& target) {
  const auto& path = target.path;
  if (path.size() == 3 && path[2] == "parked") return show_parked();
  if (path.size() == 3 && path[2] == "breaks") return show_breaks(target);
  if (path.size() == 4 && path[2] == "actions") return show_action(path[3]);
  return no_such_thing();
}

HttpAnswer OperatorDesk::show_parked() {
  HttpAnswer answer = not_ready();
  (void)parts_.with_tools([&](Tools tools) {
    const auto parked = tools.operators.parked();
    if (!parked) return;
    Json all = Json::array();
    for (const ParkedItem& item : *parked) {
      const Facts& facts = item.view.facts;
      all.push_back({{"tenant", facts.payable.tenant.value},
                     {"payment", facts.payable.value},
                     {"operation", facts.operation.value},
                     {"kind", payments::to_text(facts.kind)},
                     {"amount", amount_view(facts.amount)},
                     {"why", payments::to_text(item.view.cause)},
                     {"since", http::to_rfc3339(item.view.since)},
                     {"version", item.version},
                     {"in_suspense", item.in_suspense}});
    }
    answer = {200, text_of({{"parked", all}})};
  });
  return answer;
}

HttpAnswer OperatorDesk::show_breaks(const Target& target) {
  const bool all = asked_for(target, "settled") == "true";
  const auto ours = parts_.store.scan(tables::breaks, "", shown_max);
  const auto files = parts_.store.scan(reconciliation::file_tables::breaks, "", shown_max);
  if (!ours || !files) return not_ready();
  const Instant now = parts_.clock.now();
  Json breaks = Json::array();
  for (const Row& stored : *ours) {
    const auto row = decode_break(stored.value);
    if (row && (all || row->settled_by.empty())) breaks.push_back(break_view(*row, stored, now));
  }
  for (const Row& stored : *files) {
    const auto row = reconciliation::decode_file_break(stored.value);
    const bool shown = row && (all || row->settled_by.empty());
    if (shown) breaks.push_back(file_break_view(*row, stored, now));
  }
  const bool more = ours->size() == shown_max || files->size() == shown_max;
  return {200, text_of({{"breaks", breaks}, {"more", more}})};
}

HttpAnswer OperatorDesk::show_action(const std::string& id) {
  HttpAnswer answer = not_ready();
  (void)parts_.with_tools([&](Tools tools) {
    const auto found = tools.operators.action(id);
    if (!found) return;
    answer = no_such_thing();
    if (!*found) return;
    Json view = action_view((*found)->value);
    const auto verified = tools.operators.verified((*found)->value.action);
    if (verified) view["verified"] = *verified;
    answer = {200, text_of(view)};
  });
  return answer;
}

HttpAnswer OperatorDesk::act(const HttpRequest& request, const std::string& who) {
  const Action action = read_action(request, who);
  ActionResult result;
  (void)parts_.with_tools([&](Tools tools) { result = tools.operators.carry_out(action); });
  return told(result, action.id);
}

HttpAnswer OperatorDesk::agree(const HttpRequest& request, const std::string& id,
                               const std::string& who) {
  JsonFields body(request.body);
  const std::string reason = body.text("reason");
  body.finish();
  ActionResult result;
  (void)parts_.with_tools([&](Tools tools) { result = tools.operators.agree(id, who, reason); });
  return told(result, id);
}

HttpAnswer OperatorDesk::hear(const HttpRequest& request, const Target& target) {
  const files::Documents read = read_document(request, target);
  if (!read) refuse_malformed(read.error().text());
  Json heard = Json::array();
  bool changed = false, complete = false;
  (void)parts_.with_tools([&](Tools tools) {
    complete = true;
    for (const reconciliation::Document& one : *read) {
      const auto intake = tools.files.hear(one);
      complete = complete && intake != reconciliation::Intake::unavailable;
      changed = changed || intake != reconciliation::Intake::known;
      heard.push_back({{"source", reconciliation::to_text(one.source)},
                       {"name", one.name},
                       {"lines", one.lines.size()},
                       {"became", to_text(intake)}});
    }
  });
  if (!complete) return not_ready();
  return {changed ? 201U : 200U, text_of({{"documents", heard}})};
}

HttpAnswer OperatorDesk::reconcile() {
  reconciliation::Pass pass;
  (void)parts_.with_tools([&](Tools tools) { pass = tools.files.run(); });
  if (!pass.complete) return not_ready();
  Json lines = Json::object();
  for (const auto& facts : reconciliation::bucket_table) {
    lines[std::string(facts.word)] = pass.lines[static_cast<std::size_t>(facts.bucket)];
  }
  return {200, text_of({{"lines", lines},
                        {"breaks", pass.breaks},
                        {"settled", pass.settled},
                        {"alerts", pass.alerts}})};
}

}  // namespace payments::server
