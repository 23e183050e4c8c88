// The file form of a history: what is written is read back, and what is damaged is refused.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "history/jsonl.hpp"
#include "history/names.hpp"
#include "story.hpp"

using namespace assay::history;
using assay::properties::stories::happy;

namespace rc {
// Characters below 128: the file form is UTF-8, and other bytes are not promised to survive.
Gen<std::string> text() { return gen::container<std::string>(gen::inRange('\x01', '\x7f')); }

// One of the first `count` enumerators.
template <typename Enum>
Gen<Enum> one_of(int count) {
  return gen::map(gen::inRange(0, count), [](int i) { return static_cast<Enum>(i); });
}

template <>
struct Arbitrary<Observation> {
  static Gen<Observation> arbitrary() {
    return gen::build<Observation>(
        gen::set(&Observation::fact, one_of<Fact>(24)),
        gen::set(&Observation::outcome, one_of<Outcome>(6)),
        gen::set(&Observation::kind, one_of<OperationKind>(4)), gen::set(&Observation::at),
        gen::set(&Observation::number), gen::set(&Observation::ordinal),
        gen::set(&Observation::status),
        gen::set(&Observation::amount,
                 gen::build<Amount>(gen::set(&Amount::minor), gen::set(&Amount::currency, text()))),
        gen::set(&Observation::observer, text()), gen::set(&Observation::payable, text()),
        gen::set(&Observation::operation, text()), gen::set(&Observation::customer, text()),
        gen::set(&Observation::scope, text()), gen::set(&Observation::key, text()),
        gen::set(&Observation::fingerprint, text()), gen::set(&Observation::processor, text()),
        gen::set(&Observation::processor_key, text()), gen::set(&Observation::effect, text()),
        gen::set(&Observation::from, text()), gen::set(&Observation::to, text()),
        gen::set(&Observation::evidence, text()), gen::set(&Observation::transaction, text()),
        gen::set(&Observation::event, text()), gen::set(&Observation::reason, text()));
  }
};
}  // namespace rc

namespace {

History numbered(std::vector<Observation> observations) {
  History history{
      {1, 2, 3, 4, 5}, bit(Source::truth) | bit(Source::world), std::move(observations)};
  for (std::size_t i = 0; i < history.observations.size(); ++i) {
    history.observations[i].sequence = i + 1;
  }
  return history;
}

const std::string header =
    R"({"schema":"assay.history/1","bounds":{"effect_max":1,"reconcile_max":2,"resolve_max":3,)"
    R"("tries_max":4},"recorded":["truth"],"observations":1})"
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

}  // namespace

TEST_CASE("every enumerator has a word and is found by it") {
  for (int i = 0; i <= static_cast<int>(assay::history::last_fact); ++i) {
    CHECK(fact_from(to_text(static_cast<Fact>(i))) == static_cast<Fact>(i));
  }
  for (int i = 0; i <= static_cast<int>(Outcome::unknown); ++i) {
    CHECK(outcome_from(to_text(static_cast<Outcome>(i))) == static_cast<Outcome>(i));
  }
  for (int i = 0; i <= static_cast<int>(OperationKind::refund); ++i) {
    CHECK(kind_from(to_text(static_cast<OperationKind>(i))) == static_cast<OperationKind>(i));
  }
  for (int i = 0; i <= static_cast<int>(Source::world); ++i) {
    CHECK(source_from(to_text(static_cast<Source>(i))) == static_cast<Source>(i));
  }
  CHECK_FALSE(fact_from("effect_imagined").has_value());
}

TEST_CASE("whatever is written is read back") {
  const bool holds = rc::check([](std::vector<Observation> observations) {
    const auto history = numbered(std::move(observations));
    const auto read = read_history(write_history(history));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->recorded == history.recorded);
    RC_ASSERT(read->observations == history.observations);
  });
  CHECK(holds);
}

TEST_CASE("each field survives the journey") {
  const auto history = happy().told();
  const auto read = read_history(write_history(history));
  REQUIRE(read.has_value());
  CHECK(read->recorded == history.recorded);
  CHECK(read->bounds.resolve_max == history.bounds.resolve_max);
  REQUIRE(read->observations.size() == history.observations.size());
  for (std::size_t i = 0; i < history.observations.size(); ++i) {
    CHECK(read->observations[i] == history.observations[i]);
  }
}

TEST_CASE("a lease that nobody stated is left out, and one that was stated is read back") {
  auto history = numbered({});
  CHECK(read_history(write_history(history))->bounds.lease_max == 5);
  history.bounds.lease_max = 0;
  CHECK(write_history(history).find("lease_max") == std::string::npos);
  CHECK(read_history(write_history(history))->bounds.lease_max == 0);
}

TEST_CASE("a field that is not used is not written") {
  const auto text = write_history(numbered({Observation{.fact = Fact::healed, .at = 7}}));
  CHECK_THAT(text, Catch::EndsWith(R"({"fact":"healed","sequence":1,"at":7})"
                                   "\n"));
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
  expects(R"({"fact":"healed","sequence":1,"status":4294967296})", "from 0 to 4294967295");
  expects(R"({"fact":"healed","sequence":1,"at":9223372036854775808})", "'at' a whole number");
}

TEST_CASE("what is wrong with a line is said with its number and what was expected") {
  expects(R"({"fact":"healed","sequence":1,"colour":"red"})", "found 'colour'");
  expects(R"({"fact":"healed","sequence":1,"at":1,"at":2})", "each field once, found 'at'");
  expects(R"({"fact":"healed","sequence":1,"payable":7})", "'payable' a text");
  expects(R"({"fact":"imagined","sequence":1})", "'fact' one of its words");
  expects(R"({"sequence":1})", "a field 'fact'");
  expects(R"({"fact":"healed"})", "a sequence above 0");
  expects(R"({"fact":"healed","sequence":1,"amount":12})", "minor and currency");
  expects(R"({"fact":"healed","sequence":1,"amount":{"minor":1}})", "minor and currency");
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
  CHECK_THAT(spoilt("history/1", "history/2"), Catch::Contains("schema assay.history/1"));
  CHECK_THAT(spoilt("\"tries_max\":4", "\"tries\":4"), Catch::Contains("'bounds' with effect_max"));
  CHECK_THAT(spoilt("\"effect_max\":1", "\"effect_max\":-1"), Catch::Contains("at least 0"));
  CHECK_THAT(spoilt("truth", "rumour"), Catch::Contains("'recorded' one of its words"));
  CHECK_THAT(spoilt("\"truth\"", "\"truth\",\"truth\""), Catch::Contains("each source once"));
  CHECK_THAT(spoilt("\"observations\":1", "\"observations\":2"),
             Catch::Contains("expected 2 observations, found 1"));
}
