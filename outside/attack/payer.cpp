// One step after the other; the one that failed is asked for again.
#include "outside/attack/payer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "outside/attack/answers.hpp"

namespace assay::outside::attack {
namespace {

constexpr sim::Duration restart_patience = 15_s;
constexpr int polls_max = 100;

std::string_view to_text(Called::End end) {
  switch (end) {
    case Called::End::answered: return "answered";
    case Called::End::timed_out: return "no answer in time";
    case Called::End::broken: return "the connection broke";
    case Called::End::refused: break;
  }
  return "no connection";
}

}  // namespace

void Payer::note(std::string_view what) { parts_.recorder.note(parts_.loop.now(), "client", what); }

void Payer::use_key(std::uint32_t attempt) {
  const std::string base = fmt::format("key-{}", words_.at("reference"));
  key_ = spec_.new_key ? fmt::format("{}-{}", base, attempt) : base;
  words_["key"] = key_;
}

const sim::Fault<Strike>* Payer::strike_at(const Step& step, std::string_view edge,
                                           std::uint32_t attempt) {
  const Site site{fmt::format("{}.{}/{}", step.ask.service, step.name, edge),
                  fmt::format("{}/try-{}", payable, attempt), ""};
  const auto* const fault = parts_.places.ask(site, strikes());
  if (fault != nullptr) {
    parts_.recorder.fault(parts_.loop.now(), site.name(), fault->about.word);
  }
  return fault;
}

Payer::Told Payer::send(const Step& step, bool resets) {
  const http::Request request = Asking::request_of(step.ask, words_);
  std::optional<Called> ended;
  bool sent = false;
  const auto calling = call(parts_.loop.context(),
                            {.port = parts_.supervisor.port(step.ask.service),
                             .request = request,
                             .patience = spec_.timeout,
                             .sent = [&] { sent = true; }},
                            [&](Called called) { ended = std::move(called); });
  parts_.loop.await([&] { return ended.has_value() || (resets && sent); }, spec_.timeout + 1_s);
  if (!ended) calling->give_up();
  if (!ended) return {resets ? Called::End::broken : Called::End::timed_out};
  return {ended->end, ended->reply};
}

Payer::Told Payer::send_twice(const Step& step) {
  const http::Request request = Asking::request_of(step.ask, words_);
  std::optional<Called> first, second;
  const unsigned short port = parts_.supervisor.port(step.ask.service);
  auto& loop = parts_.loop.context();
  const auto one =
      call(loop, {port, request, spec_.timeout}, [&](Called called) { first = std::move(called); });
  const auto two = call(loop, {port, request, spec_.timeout},
                        [&](Called called) { second = std::move(called); });
  parts_.loop.await([&] { return first && second; }, spec_.timeout + 1_s);
  if (!first) one->give_up();
  if (!second) two->give_up();
  if (!first) return {Called::End::timed_out};
  return {first->end, first->reply};
}

Payer::Told Payer::call_step(const Step& step, std::uint32_t attempt) {
  note(fmt::format("{} {}, try {}, key {}", step.ask.method, fill(step.ask.path, words_), attempt,
                   key_));
  using Does = Strike::Does;
  const auto* const there = strike_at(step, "request", attempt);
  const Does does = there == nullptr ? Does::fail_after : there->effect.does;
  if (does == Does::lose) return {Called::End::timed_out};
  Told told = does == Does::duplicate ? send_twice(step) : send(step, does == Does::reset);
  if (does == Does::reset || told.end != Called::End::answered) return told;
  const auto* const back = strike_at(step, "reply", attempt);
  if (back == nullptr) return told;
  if (back->effect.does == Does::kill) {
    parts_.supervisor.kill(step.ask.service);
    return told;
  }
  return {Called::End::timed_out};
}

void Payer::take_out(const Step& step, const http::Reply& reply) {
  if (step.extract.empty()) return;
  const auto body = nlohmann::json::parse(reply.body, nullptr, false);
  for (const auto& [word, pointer] : step.extract) {
    if (body.is_discarded()) continue;
    if (const auto found = text_at(body, pointer)) words_[word] = *found;
  }
}

Meaning Payer::read(const Step& step, const Told& told, std::uint32_t attempt, bool last) {
  if (told.end != Called::End::answered) {
    note(fmt::format("hears nothing: {}", to_text(told.end)));
    return Meaning::unknown;
  }
  const Meaning meaning = last                           ? meaning_of(spec_.answers, told.reply)
                          : told.reply.status / 100 == 2 ? Meaning::success
                                                         : meaning_of(spec_.answers, told.reply);
  note(fmt::format("is told {} {}: {}", told.reply.status, attack::to_text(meaning),
                   told.reply.body.substr(0, 120)));
  if (last || meaning != Meaning::success) {
    parts_.recorder.told(parts_.loop.now(), attempt, key_, told.reply.status, meaning);
  }
  if (meaning == Meaning::success) take_out(step, told.reply);
  return meaning;
}

bool Payer::asks_again(Called::End end, Meaning meaning) const {
  if (end == Called::End::timed_out) return spec_.again.timeout;
  if (end != Called::End::answered) return spec_.again.broken;
  if (meaning == Meaning::unknown) return spec_.again.unknown;
  if (meaning == Meaning::pending) return spec_.again.pending;
  return meaning == Meaning::failed && spec_.again.failed;
}

Meaning Payer::poll(std::uint32_t attempt) {
  Meaning meaning = Meaning::pending;
  for (int i = 0; i < polls_max && meaning == Meaning::pending; ++i) {
    parts_.loop.pass(spec_.poll->every);
    const Called called = parts_.asking.ask(spec_.poll->ask, words_, spec_.timeout);
    if (called.end != Called::End::answered) continue;
    meaning = meaning_of(spec_.poll->answers, called.reply);
    if (meaning == Meaning::pending) continue;
    note(fmt::format("asks, and is told {}: {}", attack::to_text(meaning),
                     called.reply.body.substr(0, 120)));
    parts_.recorder.told(parts_.loop.now(), attempt, key_, called.reply.status, meaning);
  }
  return meaning;
}

bool Payer::pay() {
  parts_.recorder.intent(parts_.loop.now());
  std::size_t place = 0;
  Meaning meaning = Meaning::unknown;
  for (std::uint32_t attempt = 1; attempt <= spec_.tries;) {
    const Step& step = spec_.steps[place];
    const bool last = place + 1 == spec_.steps.size();
    use_key(attempt);
    if (last) parts_.recorder.sent(parts_.loop.now(), attempt, key_);
    const Told told = call_step(step, attempt);
    if (parts_.after_try) parts_.after_try();
    meaning = read(step, told, attempt, last);
    if (meaning == Meaning::success && !last) {
      ++place;
      attempt = 1;
      continue;
    }
    if (meaning == Meaning::pending && spec_.poll) meaning = poll(attempt);
    if (!asks_again(told.end, meaning)) break;
    ++attempt;
    parts_.loop.await([&] { return parts_.supervisor.all_ready() || parts_.supervisor.given_up(); },
                      restart_patience);
    parts_.loop.pass(spec_.pause);
  }
  return meaning == Meaning::success;
}

}  // namespace assay::outside::attack
