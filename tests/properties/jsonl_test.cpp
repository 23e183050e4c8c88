// The file form of a history: what is written is read back, and what is damaged is refused.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <memory>
#include <set>

#include "history/jsonl.hpp"
#include "history_builder.hpp"

using namespace assay::history;
using assay::properties::stories::happy;

namespace {

// Fills every field with anything. Characters below 128: the file form is UTF-8, and other bytes
// are not promised to survive.
struct Anything {
  History& in;

  void operator()(Field /*field*/, Name& value) const {
    value = in.name(*rc::gen::container<std::string>(rc::gen::inRange('\x01', '\x7f')));
  }
  void operator()(Field /*field*/, Amount& value) const {
    const auto letters = rc::gen::inRange('A', static_cast<char>('Z' + 1));
    value = {*rc::gen::arbitrary<std::int64_t>(),
             Currency{*rc::gen::container<std::string>(3, letters)}};
  }
  template <typename Value>
  void operator()(Field /*field*/, Value& value) const {
    if constexpr (std::is_enum_v<Value>) {
      value = static_cast<Value>(*rc::gen::inRange(0, static_cast<int>(words_of<Value>().size())));
    } else {
      value = *rc::gen::arbitrary<Value>();
    }
  }
};

// One fact of every kind, with anything in it.
History anything() {
  History history;
  history.bounds = {1, 2, 3, 4, 5};
  history.recorded = bit(Source::truth) | bit(Source::world);
  Anything fill{history};
  const auto put = [&]<typename Kind>(Kind fact) {
    Kind::fields(fact, fill);
    history.add({.at = *rc::gen::arbitrary<std::int64_t>()}, fact);
  };
  [&]<std::size_t... place>(std::index_sequence<place...>) { (put(FactAt<place>{}), ...); }
  (std::make_index_sequence<fact_kinds>{});
  return history;
}

// The fields of a fact with their names, as a text.
std::string told(const Observation& seen) {
  std::string text = std::string(seen.word()) + " " + std::to_string(seen.sequence) + " " +
                     std::to_string(seen.at) + " " + seen.observer.string();
  auto tell = [&]<typename Value>(Field field, const Value& value) {
    text += "|" + std::string(field.name) + "=";
    if constexpr (std::is_same_v<Value, Name>) {
      text += value.text();
    } else if constexpr (std::is_same_v<Value, Amount>) {
      text += std::to_string(value.minor) + std::string(value.currency.code());
    } else if constexpr (std::is_enum_v<Value>) {
      text += to_text(value);
    } else {
      text += std::to_string(value);
    }
  };
  visit([&]<typename Kind>(const Seen<Kind>& fact) { Kind::fields(fact, tell); }, seen);
  return text;
}

std::vector<std::string> told(const History& history) {
  std::vector<std::string> all;
  for (const Observation& seen : history) all.push_back(told(seen));
  return all;
}

const std::string header =
    R"({"schema":"assay.history/2","bounds":{"effect_max":1,"reconcile_max":2,"resolve_max":3,)"
    R"("tries_max":4},"recorded":["truth"],"facts":1})"
    "\n";

std::string complaint(const std::string& text) {
  const auto read = read_history(text);
  return read ? "read" : to_text(read.error());
}

std::string with_line(const std::string& line) { return complaint(header + line + "\n"); }

void expects(const std::string& line, const std::string& text) {
  INFO(line);
  CHECK_THAT(with_line(line), Catch::StartsWith("line 2: ") && Catch::Contains(text));
}

template <typename Enum>
void check_words() {
  const auto words = words_of<Enum>();
  for (std::size_t i = 0; i < words.size(); ++i) {
    CHECK(from_text<Enum>(words[i]) == static_cast<Enum>(i));
    CHECK(to_text(static_cast<Enum>(i)) == words[i]);
  }
}

}  // namespace

TEST_CASE("every enumerator has a word and is found by it") {
  check_words<Outcome>();
  check_words<OperationKind>();
  check_words<State>();
  check_words<Source>();
  check_words<Mandate>();
  check_words<AlarmClaim>();
  check_words<StoredAnswers>();
  check_words<MarkKind>();
  check_words<NewsEnd>();
  CHECK(words_of<State>().size() == static_cast<std::size_t>(State::unlisted) + 1);
  for (std::size_t i = 0; i < fact_kinds; ++i) {
    CHECK(kind_from(all_about()[i].word) == static_cast<FactKind>(i));
  }
  CHECK_FALSE(kind_from("effect_imagined").has_value());
}

TEST_CASE("no two fields of one kind of fact share a name, and none that of the stamp") {
  const auto check = []<typename Kind>(Kind fact) {
    std::set<std::string_view> names{"fact", "sequence", "at", "observer"};
    auto note = [&](Field field, auto&) { CHECK(names.insert(field.name).second); };
    Kind::fields(fact, note);
  };
  [&]<std::size_t... place>(std::index_sequence<place...>) { (check(FactAt<place>{}), ...); }
  (std::make_index_sequence<fact_kinds>{});
}

TEST_CASE("whatever is written is read back") {
  const bool holds = rc::check([] {
    const auto history = anything();
    const auto read = read_history(write_history(history));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->recorded == history.recorded);
    RC_ASSERT(told(*read) == told(history));
  });
  CHECK(holds);
}

TEST_CASE("each field survives the journey") {
  const auto history = happy().told();
  const auto read = read_history(write_history(history));
  REQUIRE(read.has_value());
  CHECK(read->recorded == history.recorded);
  CHECK(read->bounds.resolve_max == history.bounds.resolve_max);
  CHECK(told(*read) == told(history));
}

TEST_CASE("what a service declares of itself is read back, and refused where it is no word") {
  auto history = happy().told();
  history.bounds.skew_max = 50;
  history.bounds.capture_margin = 60;
  history.processors = {{.name = "acquirer", .key_retention = 7, .keys_by_kind = true}};
  history.stored_answers = StoredAnswers::first_answer;
  history.alarms = bit(AlarmClaim::open_item) | bit(AlarmClaim::refused);
  const auto text = write_history(history);
  const auto read = read_history(text);
  REQUIRE(read.has_value());
  CHECK(read->bounds == history.bounds);
  CHECK(read->processors == history.processors);
  CHECK(read->stored_answers == history.stored_answers);
  CHECK(read->alarms == history.alarms);
  const auto instead = [&](const std::string& word, const std::string& other) {
    auto changed = text;
    changed.replace(changed.find(word), word.size(), other);
    return complaint(changed);
  };
  CHECK(instead("first_answer", "any_answer") != "read");
  CHECK(instead("open_item", "something") != "read");
  CHECK(instead("[\"open_item\"", "[\"refused\"") != "read");
  CHECK(instead("\"keys_by_kind\":true", "\"keys_by_kind\":1") != "read");
}

TEST_CASE("a lease that nobody stated is left out, and one that was stated is read back") {
  History history;
  history.bounds = {1, 2, 3, 4, 5};
  CHECK(read_history(write_history(history))->bounds.lease_max == 5);
  history.bounds.lease_max = 0;
  CHECK(write_history(history).find("lease_max") == std::string::npos);
  CHECK(read_history(write_history(history))->bounds.lease_max == 0);
}

TEST_CASE("a field that says nothing is not written") {
  History history;
  history.add({.at = 7}, Healed{});
  history.add({}, AttemptSent{.attempt = 2});
  CHECK_THAT(write_history(history),
             Catch::EndsWith("{\"fact\":\"healed\",\"sequence\":1,\"at\":7}\n"
                             "{\"fact\":\"attempt_sent\",\"sequence\":2,\"kind\":\"authorise\","
                             "\"attempt\":2}\n"));
}

TEST_CASE("a copy of a history has texts of its own") {
  auto original = std::make_unique<History>(happy().told());
  const auto before = told(*original);
  const History copy = *original;
  original.reset();
  CHECK(told(copy) == before);
}

TEST_CASE("a fact is found by its sequence number, however many there are") {
  History history;
  for (std::uint64_t i = 1; i <= 5000; ++i) {
    history.add({}, Stopped{.reason = history.name(std::to_string(i)), .busy_clients = i});
  }
  for (const std::uint64_t i : {1U, 2U, 1365U, 2730U, 4999U, 5000U}) {
    REQUIRE(history.at(i) != nullptr);
    CHECK(history.at(i)->as<Stopped>()->busy_clients == i);
  }
  CHECK(history.at(0) == nullptr);
  CHECK(history.at(5001) == nullptr);
  CHECK(history.name("5000").number() == 5000);
}

TEST_CASE("a file of schema 1 is read, each field under the name that it has today") {
  const std::string old =
      R"({"schema":"assay.history/1","bounds":{"effect_max":1,"reconcile_max":2,"resolve_max":3,)"
      R"("tries_max":4},"recorded":["truth"],"observations":6})"
      "\n"
      R"({"fact":"transition_committed","sequence":3,"number":2,"from":"","to":"attempting"})"
      "\n"
      R"({"fact":"transition_committed","sequence":4,"from":"attempting","to":"settled"})"
      "\n"
      R"({"fact":"attempt_answered","sequence":5,"number":7,"reason":"processor_failed"})"
      "\n"
      R"({"fact":"event_applied","sequence":6,"processor":"ledger","number":1,"effect":"x"})"
      "\n"
      R"({"fact":"posting_committed","sequence":8,"to":"clearing"})"
      "\n"
      R"({"fact":"break_settled","sequence":9,"to":"reversed","number":1})"
      "\n";
  const auto read = read_history(old);
  REQUIRE(read.has_value());
  CHECK(read->at(1)->as<TransitionCommitted>()->version == 2);
  CHECK(read->at(1)->as<TransitionCommitted>()->from == State::none);
  CHECK(read->at(2)->as<TransitionCommitted>()->to == State::unlisted);
  CHECK(read->at(3)->as<AttemptAnswered>()->attempt == 7);
  CHECK(read->at(3)->as<AttemptAnswered>()->processor_failed);
  CHECK(read->at(4)->as<EventApplied>()->consumer == "ledger");
  CHECK(read->at(5)->as<PostingCommitted>()->account == "clearing");
  CHECK(read->at(6)->as<BreakSettled>()->reversed);
}

TEST_CASE("every prefix of a history is refused") {
  const auto text = write_history(happy().told());
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(size);
    REQUIRE_FALSE(read_history(text.substr(0, size)).has_value());
  }
}

TEST_CASE("a flipped byte is refused or read, never a crash") {
  const auto text = write_history(happy().told());
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto flipped = text;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x15);
    const auto read = read_history(flipped);
    CHECK((read.has_value() || read.error().line > 0));
  }
}

TEST_CASE("a number that is none, or out of range, is refused with its line and range") {
  expects(R"({"fact":"healed","sequence":"1"})", "'sequence' a whole number");
  expects(R"({"fact":"healed","sequence":-1})", "'sequence' a whole number");
  expects(R"({"fact":"healed","sequence":1.5})", "'sequence' a whole number");
  expects(R"({"fact":"key_completed","sequence":1,"status":4294967296})", "from 0 to 4294967295");
  expects(R"({"fact":"healed","sequence":1,"at":9223372036854775808})", "'at' a whole number");
}

TEST_CASE("what is wrong with a line is said with its number and what was expected") {
  expects(R"({"fact":"healed","sequence":1,"colour":"red"})", "found 'colour'");
  expects(R"({"fact":"healed","sequence":1,"at":1,"at":2})", "each field once, found 'at'");
  expects(R"({"fact":"attempt_sent","sequence":1,"payable":7})", "'payable' a text");
  expects(R"({"fact":"healed","sequence":1,"payable":"p"})", "a field of healed, found 'payable'");
  expects(R"({"fact":"break_settled","sequence":1,"reversed":1})", "'reversed' true or false");
  expects(R"({"fact":"transition_committed","sequence":1,"to":"settled"})",
          "'to' one of none, initiated, attempting, succeeded");
  expects(R"({"fact":"imagined","sequence":1})", "'fact' one of its words");
  expects(R"({"sequence":1})", "a field 'fact'");
  expects(R"({"fact":"healed"})", "a sequence above 0");
  expects(R"({"fact":"amount_read","sequence":1,"amount":12})", "minor and currency");
  expects(R"({"fact":"amount_read","sequence":1,"amount":{"minor":1}})", "minor and currency");
  expects(R"({"fact":"amount_read","sequence":1,"amount":{"minor":1,"currency":"doubloons"}})",
          "'currency' at most 7 letters");
  expects(R"({"fact":"healed","sequence":1)", "a JSON object");
  expects(R"([1])", "a JSON object");
  expects("", "a JSON object");
}

TEST_CASE("deep nesting and endless lines are refused") {
  const std::string deep(100'000, '[');
  CHECK_THAT(with_line(deep), Catch::StartsWith("line 2: expected a JSON object"));
  const std::string closed = deep + std::string(100'000, ']');
  CHECK_THAT(with_line(closed), Catch::Contains("deeper nesting"));
  CHECK_THAT(with_line(std::string(2'000'000, ' ')), Catch::Contains("at most 1 MiB"));
}

TEST_CASE("a header with another schema, missing or absurd bounds is refused") {
  const auto spoilt = [](const std::string& part, const std::string& instead) {
    auto text = header + R"({"fact":"healed","sequence":1})" + "\n";
    return complaint(text.replace(text.find(part), part.size(), instead));
  };
  CHECK(spoilt("truth", "truth") == "read");
  CHECK_THAT(spoilt("history/2", "history/3"), Catch::Contains("schema assay.history/2"));
  CHECK_THAT(spoilt("\"tries_max\":4", "\"tries\":4"), Catch::Contains("'bounds' with effect_max"));
  CHECK_THAT(spoilt("\"effect_max\":1", "\"effect_max\":-1"), Catch::Contains("at least 0"));
  CHECK_THAT(spoilt("truth", "rumour"), Catch::Contains("'recorded' one of client, reads"));
  CHECK_THAT(spoilt("\"truth\"", "\"truth\",\"truth\""), Catch::Contains("each source once"));
  CHECK_THAT(spoilt("\"facts\":1", "\"facts\":2"), Catch::Contains("expected 2 facts, found 1"));
}
