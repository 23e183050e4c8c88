// One check after the other, each with what was said in it.
#include "outside/comply/comply.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "outside/comply/verdicts.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::outside {

std::size_t Compliance::count(CheckVerdict verdict) const {
  return static_cast<std::size_t>(std::ranges::count_if(all, [&](const CheckOutcome& one) {
    return one.result.verdict == verdict && !one.left_out;
  }));
}

Compliance comply(boost::asio::io_context& loop, const Subject& subject, const std::string& run,
                  const std::function<void(const CheckOutcome&)>& told) {
  Compliance made{.name = subject.name, .counted = subject.effects.given()};
  Payments payments{loop, subject, run};
  bool works = true;
  for (const Check& check : checks()) {
    CheckOutcome one{.check = &check};
    one.left_out = std::ranges::find(subject.leave_out, check.name) != subject.leave_out.end();
    if (one.left_out) {
      one.result = not_judged("the file leaves it out");
    } else {
      one.result = works ? check.run(payments) : not_judged("the first payment failed");
    }
    if (made.all.empty()) works = one.result.verdict == CheckVerdict::pass;
    one.result.said = payments.take_said();
    if (told) told(one);
    made.all.push_back(std::move(one));
  }
  return made;
}

Compliance comply(const Subject& subject, const std::string& run,
                  const std::function<void(const CheckOutcome&)>& told) {
  boost::asio::io_context loop{1};
  return comply(loop, subject, run, told);
}

std::string words_of(const Exchange& exchange, const std::string& key_header) {
  std::string keys;
  for (const http::Header& one : exchange.request.headers) {
    if (one.name == key_header) keys += fmt::format("{}{}", keys.empty() ? "" : " and ", one.value);
  }
  const std::string answer =
      exchange.reply.status == 0
          ? std::string{"no answer"}
          : fmt::format("{} {}", exchange.reply.status, exchange.reply.body.substr(0, 200));
  return scenarios::printable(
      fmt::format("{} {} {}, key {}: {}", exchange.request.method, exchange.request.target,
                  exchange.request.body.substr(0, 200), keys.empty() ? "none" : keys, answer));
}

}  // namespace assay::outside
