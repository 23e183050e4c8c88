// The schema judges the file; names, {words}, live keys and addresses are checked here.
#include "outside/attack/outside_file.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "outside/attack/words.hpp"
#include "outside/schemas/schemas.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::outside::attack {
namespace {

using nlohmann::json;
using scenarios::Document;
using Names = std::vector<std::string_view>;

constexpr std::array<std::string_view, 5> meanings{"success", "declined", "failed", "pending",
                                                   "unknown"};

Meaning meaning_of(std::string_view word) {
  return static_cast<Meaning>(std::ranges::find(meanings, word) - meanings.begin());
}

/// Of a text such as "http://127.0.0.1:9000" or "postgres://127.0.0.1"; none where it is no address
/// of this machine.
std::optional<http::Address> upstream_at(const std::string& text) {
  constexpr std::string_view postgres = "postgres://";
  if (!text.starts_with(postgres)) return http::read_loopback_address(text);
  const std::string rest = text.substr(postgres.size());
  const bool names_port = rest.find(':') != std::string::npos;
  return http::read_loopback_address("http://" + rest + (names_port ? "" : ":5432"));
}

/// Reads the parts of one document, which the schema has accepted.
class Reader {
 public:
  Reader(const Document& document, const std::string& path)
      : document_{document}, whole_{document.value()} {
    namespace files = std::filesystem;
    file_.path = path;
    file_.folder = files::absolute(path).parent_path().lexically_normal().string();
  }

  OutsideFile read() {
    file_.name = whole_.at("name");
    must_have_no_live_key(whole_, "");
    read_services();
    read_edges();
    const json setup = whole_.value("setup", json::array());
    for (std::size_t i = 0; i < setup.size(); ++i) {
      file_.setup.push_back(action_at(setup[i], scenarios::step("/setup", i)));
    }
    read_payment();
    if (whole_.contains("belief")) read_belief();
    read_queries();
    read_rest();
    const json budget = whole_.value("budget", json::object());
    file_.time = length_in(budget, "time", file_.time);
    file_.faults = budget.value("faults", file_.faults);
    return std::move(file_);
  }

 private:
  [[noreturn]] void refuse(const std::string& pointer, std::string expected, std::string found,
                           std::string nearest = {}) const {
    document_.refuse(pointer, std::move(expected), std::move(found), std::move(nearest));
  }

  void must_have_no_live_key(const json& value, const std::string& pointer) const {
    if (value.is_string()) {
      const auto text = value.get<std::string>();
      for (const std::string_view live : {"sk_live_", "rk_live_", "pk_live_"}) {
        if (text.contains(live)) refuse(pointer, "keys for tests", fmt::format("{}...", live));
      }
    }
    if (value.is_object()) {
      for (const auto& [name, part] : value.items()) {
        must_have_no_live_key(part, scenarios::step(pointer, name));
      }
    } else if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        must_have_no_live_key(value[i], scenarios::step(pointer, i));
      }
    }
  }

  void must_know_words(const json& value, const std::string& pointer, const Names& known) const {
    if (value.is_string()) {
      for (const std::string& word : words_in(value.get<std::string>())) {
        if (std::ranges::find(known, word) != known.end()) continue;
        refuse(pointer, "a word in braces that is known here", "{" + word + "}",
               scenarios::nearest_name(word, known));
      }
    }
    if (value.is_object()) {
      for (const auto& [name, part] : value.items()) {
        must_know_words(part, scenarios::step(pointer, name), known);
      }
    } else if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        must_know_words(value[i], scenarios::step(pointer, i), known);
      }
    }
  }

  static sim::Duration length_in(const json& object, const char* name, sim::Duration otherwise) {
    if (!object.contains(name)) return otherwise;
    return scenarios::parse_duration(object.at(name).get<std::string>()).value_or(otherwise);
  }

  [[nodiscard]] Texts texts_at(const json& object, const char* name, const std::string& pointer,
                               const Names& known) const {
    Texts texts;
    if (!object.contains(name)) return texts;
    must_know_words(object.at(name), scenarios::step(pointer, name), known);
    for (const auto& [key, value] : object.at(name).items()) texts[key] = value;
    return texts;
  }

  [[nodiscard]] Names service_names() const {
    Names names;
    for (const ServiceSpec& one : file_.services) names.emplace_back(one.name);
    return names;
  }

  [[nodiscard]] std::string service_in(const json& object, const std::string& pointer,
                                       const char* member) const {
    const std::string name = object.value(member, file_.services.front().name);
    const Names names = service_names();
    if (std::ranges::find(names, name) != names.end()) return name;
    refuse(scenarios::step(pointer, member), "the name of a service", name,
           scenarios::nearest_name(name, names));
  }

  void read_services() {
    const json& list = whole_.at("services");
    for (std::size_t i = 0; i < list.size(); ++i) {
      const json& one = list[i];
      const std::string pointer = scenarios::step("/services", i);
      const Names known{"dir", "port", "url"};
      must_know_words(one.at("start"), pointer + "/start", known);
      ServiceSpec spec{.name = one.at("name"), .start = one.at("start")};
      if (std::ranges::find(file_.services, spec.name, &ServiceSpec::name) !=
          file_.services.end()) {
        refuse(pointer + "/name", "a name of its own", spec.name);
      }
      namespace files = std::filesystem;
      spec.folder = (files::path{file_.folder} / one.value("folder", ".")).lexically_normal();
      if (!files::is_directory(spec.folder)) {
        refuse(pointer + "/folder", "a folder", spec.folder);
      }
      spec.env = texts_at(one, "env", pointer, known);
      spec.ready = one.value("ready", "");
      spec.ready_within = length_in(one, "ready_within", spec.ready_within);
      file_.services.push_back(std::move(spec));
    }
  }

  static std::vector<StubAnswer> stub_answers_in(const json& edge) {
    std::vector<StubAnswer> answers;
    for (const json& one : edge.value("answers", json::array())) {
      const std::string target = one.at("request");
      const std::size_t blank = target.find(' ');
      StubAnswer answer{.method = target.substr(0, blank),
                        .path = target.substr(blank + 1),
                        .status = one.value("status", 200U)};
      if (one.contains("body")) {
        answer.body = nlohmann::ordered_json::parse(one.at("body").dump());
      }
      answers.push_back(std::move(answer));
    }
    return answers;
  }

  void read_edges() {
    const json& list = whole_.at("edges");
    for (std::size_t i = 0; i < list.size(); ++i) {
      const json& one = list[i];
      const std::string pointer = scenarios::step("/edges", i);
      EdgeSpec spec{.from = service_in(one, pointer, "from")};
      spec.env = texts_at(one, "env", pointer, {"url", "host", "port"});
      const std::string to = one.at("to");
      if (to == "processor") {
        spec.dialect = one.value("dialect", "plain");
        spec.profile = one.value("profile", "card");
        const bool is_file = spec.dialect.ends_with(".json") || spec.dialect.contains('/');
        if (is_file) spec.dialect = (std::filesystem::path{file_.folder} / spec.dialect).string();
        if (one.contains("webhooks")) {
          const json& told = one.at("webhooks");
          spec.webhooks = WebhookSpec{service_in(told, pointer + "/webhooks", "service"),
                                      told.at("path"), told.at("secret")};
        }
      } else if (to == "stub") {
        spec.is_stub = true;
        spec.name = one.value("name", "stub");
        spec.answers = stub_answers_in(one);
      } else {
        spec.is_postgres = to.starts_with("postgres://");
        spec.upstream = upstream_at(to);
        if (!spec.upstream) {
          refuse(pointer + "/to", "an address of this machine, such as http://127.0.0.1:9000", to);
        }
        spec.name = one.value("name", spec.is_postgres ? "store" : "upstream");
      }
      file_.edges.push_back(std::move(spec));
    }
    const auto processors = std::ranges::count_if(
        file_.edges, [](const EdgeSpec& one) { return !one.upstream && !one.is_stub; });
    if (processors != 1) {
      refuse("/edges", "one edge to the processor", fmt::format("{} of them", processors));
    }
  }

  [[nodiscard]] Ask ask_at(const json& object, const std::string& pointer,
                           const Names& known) const {
    const std::string target = object.at("request");
    const std::size_t blank = target.find(' ');
    must_know_words(object.at("request"), pointer + "/request", known);
    Ask ask{.service = service_in(object, pointer, "service"),
            .method = target.substr(0, blank),
            .path = target.substr(blank + 1)};
    ask.headers = texts_at(object, "headers", pointer, known);
    if (object.contains("body")) {
      must_know_words(object.at("body"), pointer + "/body", known);
      ask.body = nlohmann::ordered_json::parse(object.at("body").dump());
    }
    return ask;
  }

  [[nodiscard]] Action action_at(const json& object, const std::string& pointer) const {
    const bool runs = object.contains("run");
    if (runs == object.contains("request")) refuse(pointer, "either run or request", "");
    const Names known{"dir", "reference", "amount", "key"};
    Action action;
    if (runs) {
      must_know_words(object.at("run"), pointer + "/run", known);
      action.run = object.at("run");
    } else {
      action.request = ask_at(object, pointer, known);
    }
    return action;
  }

  static std::vector<AnswerRule> answers_in(const json& object) {
    std::vector<AnswerRule> rules;
    if (!object.contains("answers")) {
      return {{.status = "202", .means = Meaning::pending},
              {.status = "2xx", .means = Meaning::success},
              {.status = "402", .means = Meaning::declined}};
    }
    for (const json& one : object.at("answers")) {
      AnswerRule rule{.status = one.value("status", ""),
                      .means = meaning_of(one.at("means").get<std::string>())};
      const json body = one.value("body", json::object());
      for (const auto& [pointer, value] : body.items()) rule.body[pointer] = value;
      rules.push_back(std::move(rule));
    }
    return rules;
  }

  void read_payment() {
    const json& told = whole_.at("payment");
    PaymentSpec& pay = file_.payment;
    const auto kind = history::from_text<history::OperationKind>(told.value("kind", "capture"));
    pay.kind = kind.value_or(pay.kind);
    pay.amount = {told.value("amount", pay.amount.minor),
                  history::Currency{told.value("currency", std::string{"EUR"})}};
    pay.reference = told.value("reference", pay.reference);
    Names known{"reference", "amount", "major", "currency", "key"};
    std::vector<std::string> extracted;
    extracted.reserve(64);
    const json& steps = told.at("steps");
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string pointer = scenarios::step("/payment/steps", i);
      json one = steps[i];
      if (told.contains("service")) one["service"] = told.at("service");
      Step step{one.value("name", steps.size() == 1 ? "pay" : fmt::format("step_{}", i + 1)),
                ask_at(one, pointer, known),
                {}};
      const json extract = one.value("extract", json::object());
      for (const auto& [word, from] : extract.items()) {
        step.extract[word] = from;
        known.emplace_back(extracted.emplace_back(word));
      }
      pay.steps.push_back(std::move(step));
    }
    pay.answers = answers_in(told);
    pay.timeout = length_in(told, "timeout", pay.timeout);
    pay.tries = told.value("tries", pay.tries);
    pay.pause = length_in(told, "pause", pay.pause);
    pay.new_key = told.value("key", "same") == "new";
    if (told.contains("again")) {
      const std::vector<std::string> again = told.at("again");
      const auto has = [&](std::string_view word) {
        return std::ranges::find(again, word) != again.end();
      };
      pay.again = {has("timeout"), has("broken"), has("unknown"), has("pending"), has("failed")};
    }
    if (told.contains("poll")) {
      const json& poll = told.at("poll");
      pay.poll = PollSpec{ask_at(poll, "/payment/poll", known),
                          poll.contains("answers") ? answers_in(poll) : pay.answers,
                          length_in(poll, "every", 100_ms)};
    }
  }

  void read_belief() {
    const json& told = whole_.at("belief");
    BeliefSpec spec{.read = action_at(told, "/belief"), .rows = told.value("rows", "")};
    spec.payment = told.value("payment", "text:");
    spec.kind = told.value("kind", fmt::format("text:{}", history::to_text(file_.payment.kind)));
    spec.state = told.at("state");
    spec.amount = told.value("amount", "");
    spec.currency =
        told.value("currency", fmt::format("text:{}", file_.payment.amount.currency.code()));
    spec.major = told.value("unit", "minor") == "major";
    for (const auto& [word, state] : told.at("states").items()) {
      spec.states[word] = *history::from_text<history::State>(state.get<std::string>());
    }
    const json kinds = told.value("kinds", json::object());
    for (const auto& [word, kind] : kinds.items()) {
      spec.kinds[word] = *history::from_text<history::OperationKind>(kind.get<std::string>());
    }
    file_.belief = std::move(spec);
  }

  void read_queries() {
    const json list = whole_.value("must_be_empty", json::array());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string pointer = scenarios::step("/must_be_empty", i);
      file_.must_be_empty.push_back(
          {list[i].at("name"), action_at(list[i], pointer), list[i].value("rows", "")});
    }
  }

  void read_rest() {
    const json rest = whole_.value("rest", json::object());
    file_.rest.quiet = length_in(rest, "quiet", file_.rest.quiet);
    file_.rest.within = length_in(rest, "within", file_.rest.within);
    if (rest.contains("idle")) {
      file_.rest.idle = ask_at(json{{"request", rest.at("idle")}}, "/rest", {"reference"});
    }
  }

  const Document& document_;
  const json& whole_;
  OutsideFile file_;
};

}  // namespace

std::string_view to_text(Meaning meaning) { return meanings[static_cast<std::size_t>(meaning)]; }

std::vector<history::OperationKind> BeliefSpec::speaks_of() const {
  std::vector<history::OperationKind> all;
  for (const auto& [word, one] : kinds) all.push_back(one);
  if (kind.starts_with("text:")) {
    const auto one = history::from_text<history::OperationKind>(kind.substr(5));
    if (one) all.push_back(*one);
  }
  return all;
}

OutsideFile read_outside_file(const std::string& path, const std::string& text) {
  const Document document{path, text};
  must_keep_schema(document, outside_schema());
  return Reader{document, path}.read();
}

std::string_view outside_schema() { return embedded_schema("outside"); }

}  // namespace assay::outside::attack
