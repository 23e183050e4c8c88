// A row a check; evidence of failures below.
#include "cli/complied_screen.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/screens/table.hpp"
#include "reports/wording.hpp"

namespace assay::cli {

namespace {

using outside::CheckOutcome;
using outside::CheckVerdict;
using outside::Compliance;
using outside::Subject;
using reports::Ink;
using reports::Row;
using reports::Tone;

/// So many requests are shown of a check that failed: a storm has fifty.
constexpr std::size_t said_max = 6;

Tone tone_of_check(CheckVerdict verdict) {
  if (verdict == CheckVerdict::fail) return Tone::bad;
  return verdict == CheckVerdict::pass ? Tone::good : Tone::doubtful;
}

std::string said_of(const CheckOutcome& one, const Subject& subject) {
  std::string text;
  const std::size_t count = std::min(one.result.said.size(), said_max);
  for (std::size_t i = 0; i < count; ++i) {
    text += words_of(one.result.said[i], subject.key_header) + "\n";
  }
  if (count < one.result.said.size()) {
    text += fmt::format("and {} more\n", one.result.said.size() - count);
  }
  return text;
}

std::string failure_text(const CheckOutcome& one, const Subject& subject, const Ink& ink) {
  std::string text = "\n  " + ink(Tone::bad, fmt::format("✗ {}", one.check->name)) + "\n  " +
                     reports::wrapped(one.result.why, reports::text_columns(ink) - 2, 2) + "\n";
  std::string said = said_of(one, subject);
  for (std::size_t at = 0; at < said.size();) {
    const std::size_t end = said.find('\n', at);
    text += "    " + said.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return text;
}

}  // namespace

std::string complied_screen(const Compliance& made, const Subject& subject, const Ink& ink) {
  std::vector<Row> rows{{{"check", Tone::faint},
                         {"verdict", Tone::faint},
                         {"why", Tone::faint},
                         reports::spare({"Stripe", Tone::faint}),
                         reports::spare({"Adyen", Tone::faint}),
                         reports::spare({"PayPal", Tone::faint})}};
  for (const CheckOutcome& one : made.all) {
    rows.push_back({{std::string{one.check->name}},
                    {std::string{to_text(one.result.verdict)}, tone_of_check(one.result.verdict)},
                    {one.result.why, Tone::faint},
                    {std::string{one.check->stripe}, Tone::faint},
                    {std::string{one.check->adyen}, Tone::faint},
                    {std::string{one.check->paypal}, Tone::faint}});
  }
  std::string text = reports::table(rows, ink);
  for (const CheckOutcome& one : made.all) {
    if (one.result.verdict == CheckVerdict::fail) text += failure_text(one, subject, ink);
  }
  text += fmt::format("\n  {}: {} pass, {} fail, {} not judged; {}\n", made.name,
                      made.count(CheckVerdict::pass), made.count(CheckVerdict::fail),
                      made.count(CheckVerdict::not_judged),
                      made.counted ? "effects were counted" : "judged by answers alone");
  return text + fmt::format("  what Stripe, Adyen and PayPal do: by their documentation, {}\n",
                            outside::processors_read_on());
}

nlohmann::ordered_json complied_json(const Compliance& made, const Subject& subject) {
  auto list = nlohmann::ordered_json::array();
  for (const CheckOutcome& one : made.all) {
    auto said = nlohmann::ordered_json::array();
    for (const outside::Exchange& exchange : one.result.said) {
      said.push_back(words_of(exchange, subject.key_header));
    }
    list.push_back({{"check", one.check->name},
                    {"claim", one.check->claim},
                    {"rule", one.check->rule},
                    {"verdict", to_text(one.result.verdict)},
                    {"why", one.result.why},
                    {"said", said},
                    {"stripe", one.check->stripe},
                    {"adyen", one.check->adyen},
                    {"paypal", one.check->paypal}});
  }
  return {{"schema", "assay.complied/1"},
          {"name", made.name},
          {"counted", made.counted},
          {"pass", made.count(CheckVerdict::pass)},
          {"fail", made.count(CheckVerdict::fail)},
          {"not_judged", made.count(CheckVerdict::not_judged)},
          {"processors_read_on", outside::processors_read_on()},
          {"checks", list}};
}

std::vector<reports::PlainCase> complied_cases(const Compliance& made, const Subject& subject) {
  std::vector<reports::PlainCase> cases;
  for (const CheckOutcome& one : made.all) {
    reports::PlainCase plain{.name = std::string{one.check->name}};
    if (one.result.verdict == CheckVerdict::fail) plain.tag = "failure";
    if (one.result.verdict == CheckVerdict::not_judged) plain.tag = "skipped";
    plain.message = one.result.why;
    plain.text = fmt::format("{}\n{}", one.check->claim, said_of(one, subject));
    cases.push_back(std::move(plain));
  }
  return cases;
}

}  // namespace assay::cli
