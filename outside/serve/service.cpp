// A request's way: read, over the link, taken in by the rules, carried out when it is due, and the
// answer back over the link. At each step something may go wrong.
#include "outside/serve/service.hpp"

#include <utility>

#include "models/observation_text.hpp"
#include "models/processor/processor_messages.hpp"

namespace assay::outside {

using harness::ProcessorReply;
using harness::ProcessorRequest;
using models::Mishap;

namespace {

CallFault call_fault(const Mishap& mishap) {
  if (mishap.answers != Mishap::Answers::failure) return CallFault::none;
  return mishap.moves == Mishap::Moves::nothing ? CallFault::error_before : CallFault::error_after;
}

}  // namespace

/// One request on its way.
struct Service::Exchange {
  Ask ask;
  http::Respond respond;  ///< none: nobody is told
  sim::TimePoint sent;
  std::string word;      ///< "authorise", "look_up"
  std::string scope;     ///< "pay-1/authorise-1/attempt-1"
  std::string shortcut;  ///< "pay-1/attempt-1"
};

Service::Service(const ServiceSettings& settings, Dialect& dialect, Timers& timers)
    : settings_{settings}, dialect_{dialect}, timers_{timers},
      rules_{std::make_unique<models::ProcessorRules>(settings.processor)},
      truth_{settings.name, settings.processor}, faults_{settings.seed},
      links_{timers, settings.links} {}

void Service::reset() {
  ++epoch_;
  rules_ = std::make_unique<models::ProcessorRules>(settings_.processor);
  truth_.reset();
  faults_.reset();
  outage_ = {};
  links_.reset();
  tried_.clear();
  dialect_.reset();
}

void Service::at(sim::TimePoint when, std::function<void()> what) {
  timers_.at(when, [this, epoch = epoch_, what = std::move(what)] {
    if (epoch == epoch_) what();
  });
}

Site Service::site_of(const Exchange& exchange, std::string_view edge) const {
  return {settings_.name + "." + exchange.word + "/" + std::string{edge}, exchange.scope,
          exchange.shortcut};
}

/// A repeated try under one key is a visit more of the same site; under another key, or without
/// one, it is another attempt.
std::uint32_t Service::count_attempt(const Operation& asked, const std::string& about) {
  const std::string& key = asked.key.empty() ? asked.steps.front().key : asked.key;
  Tried& tried = tried_[about];
  if (tried.attempts == 0 || key.empty() || key != tried.key) ++tried.attempts;
  tried.key = key;
  return tried.attempts;
}

void Service::name(Exchange& exchange) {
  const std::string caller = settings_.caller.empty() ? "" : settings_.caller + "/";
  if (const auto* const asked = std::get_if<Operation>(&exchange.ask)) {
    const ProcessorRequest& first = asked->steps.front();
    const std::string about = models::scope_of(first.payable, first.kind, first.ordinal);
    const std::uint32_t attempt = asked->attempt != 0 ? asked->attempt
                                                      : count_attempt(*asked, about);
    const std::string behind = "/attempt-" + std::to_string(attempt);
    exchange.word = history::to_text(first.kind);
    exchange.scope = caller + about + behind;
    if (first.ordinal == 1) exchange.shortcut = caller + first.payable + behind;
  } else if (const auto* const question = std::get_if<LookUp>(&exchange.ask)) {
    const ProcessorRequest& about = question->about;
    exchange.word = models::look_up_operation;
    exchange.scope = caller + models::scope_of(about.payable, about.kind, about.ordinal);
  } else if (const auto* const call = std::get_if<Call>(&exchange.ask)) {
    exchange.word = call_operation;
    exchange.scope = caller + call->about;
  } else {
    const std::string& after = std::get<Listing>(exchange.ask).question.after;
    exchange.word = models::list_operation;
    exchange.scope = caller + "page-" + (after.empty() ? "0" : after);
  }
}

void Service::send(const Site& site, Message message) {
  const std::uint64_t epoch = epoch_;
  for (auto* const way : {&message.deliver, &message.deliver_again, &message.deliver_unheard}) {
    if (!*way) continue;
    *way = [this, epoch, what = std::move(*way)] {
      if (epoch == epoch_) what();
    };
  }
  if (links_.meets_outage(message)) return;
  const sim::MessageFault* const fault = faults_.ask(site, sim::message_faults());
  if (on_site && on_site(site)) return;
  links_.send(message, fault);
}

void Service::take(const http::Request& request, http::Respond respond) {
  const sim::TimePoint now = timers_.now();
  auto exchange = std::make_shared<Exchange>(dialect_.read(request, now), std::move(respond), now);
  if (const auto* const reply = std::get_if<http::Reply>(&exchange->ask)) {
    return exchange->respond(*reply);
  }
  if (const auto* const asked = std::get_if<Operation>(&exchange->ask)) {
    exchange->sent = asked->sent.value_or(now);
  }
  name(*exchange);
  const auto arrive = [this, exchange] { take_in(exchange); };
  const auto unheard = std::make_shared<Exchange>(*exchange);
  unheard->respond = nullptr;
  send(site_of(*exchange, "request"),
       {.deliver = arrive,
        .deliver_again = arrive,
        .deliver_unheard = [this, unheard] { take_in(unheard); },
        .break_off = [exchange] { exchange->respond(http::BrokenConnection{}); }});
}

void Service::take_in(const Shared& exchange) {
  if (outage_.lasts(timers_.now())) return answer_failure(exchange);
  if (const auto* const asked = std::get_if<Operation>(&exchange->ask)) {
    return operate(exchange, *asked);
  }
  answer_question(exchange);
}

void Service::answer_failure(const Shared& exchange) {
  const auto* const call = std::get_if<Call>(&exchange->ask);
  answer(exchange, call == nullptr
                       ? dialect_.failure()
                       : dialect_.perform(*call, CallFault::error_before, timers_.now()));
}

/// What goes wrong inside with this exchange, where anything does.
std::optional<Mishap> Service::mishap_at(const Exchange& exchange) {
  const models::ProcessorFault* const fault =
      faults_.ask(site_of(exchange, "error"), models::processor_faults());
  if (fault == nullptr) return std::nullopt;
  outage_.begin(fault->effect, timers_.now());
  return fault->effect;
}

void Service::operate(const Shared& exchange, Operation asked) {
  const sim::TimePoint now = timers_.now();
  if (auto known = dialect_.begin(asked, now)) return answer(exchange, std::move(*known));
  const models::Received received =
      rules_->receive(asked.steps.front(), asked.body, exchange->sent, now);
  if (received.reply) {
    return answer(exchange, dialect_.reply(asked, {{*received.reply}, received.replayed}, now));
  }
  const auto drawn = mishap_at(*exchange);
  const Mishap otherwise =
      asked.declines ? models::processor_faults().find("decline")->effect : Mishap{};
  const Mishap mishap = drawn.value_or(otherwise);
  const sim::TimePoint usual = rules_->due(exchange->sent, now, Mishap{});
  const sim::TimePoint due = rules_->due(exchange->sent, now, mishap);
  at(due < usual ? usual : due,
     [this, exchange, asked, mishap] { carry_out(exchange, asked, mishap); });
}

models::CarriedOut Service::carry_out_step(const ProcessorRequest& step, std::string_view key,
                                           const Mishap& mishap) {
  models::CarriedOut done = rules_->carry_out(step, mishap, timers_.now());
  for (const models::Movement& movement : done.movements) {
    record(movement, key.empty() ? movement.request.key : key);
  }
  if (done.due) lapse_at(*done.due);
  return done;
}

/// A failure after the effect comes after the last step; whatever else goes wrong, at the first.
void Service::carry_out(const Shared& exchange, const Operation& asked, const Mishap& mishap) {
  const bool after = mishap.moves == Mishap::Moves::all &&
                     mishap.answers == Mishap::Answers::failure;
  Outcome outcome;
  for (std::size_t place = 0; place < asked.steps.size(); ++place) {
    const bool is_struck = after ? place + 1 == asked.steps.size() : place == 0;
    const ProcessorRequest& step = asked.steps[place];
    const models::CarriedOut done =
        carry_out_step(step, asked.key, is_struck ? mishap : Mishap{});
    outcome.replies.push_back(done.reply);
    if (done.reply.status != harness::ProcessorStatus::done) break;
  }
  answer(exchange, dialect_.reply(asked, outcome, timers_.now()));
}

void Service::answer_question(const Shared& exchange) {
  const Mishap mishap = mishap_at(*exchange).value_or(Mishap{});
  const auto finish = [this, exchange, mishap] {
    const bool fails = mishap.answers == Mishap::Answers::failure;
    if (const auto* const call = std::get_if<Call>(&exchange->ask)) {
      return answer(exchange, dialect_.perform(*call, call_fault(mishap), timers_.now()));
    }
    answer(exchange, fails ? dialect_.failure() : found_by(*exchange));
  };
  if (!mishap.late) return finish();
  at(rules_->due(exchange->sent, exchange->sent, mishap), finish);
}

http::Reply Service::found_by(const Exchange& exchange) {
  if (const auto* const list = std::get_if<Listing>(&exchange.ask)) {
    return dialect_.reply(*list, rules_->list(list->question));
  }
  const auto& asked = std::get<LookUp>(exchange.ask);
  if (rules_->can_be_asked()) return dialect_.reply(asked, rules_->look_up(asked.about));
  return dialect_.reply(asked, models::reply_to(asked.about, harness::ProcessorStatus::malformed));
}

void Service::record(const models::Movement& movement, std::string_view key) {
  truth_.record(movement, key, timers_.now());
  dialect_.moved(movement, timers_.now());
  if (on_movement) on_movement(movement);
}

void Service::lapse_at(const models::Lapse& lapse) {
  at(lapse.at, [this, authorisation = lapse.authorisation] {
    const auto lapsed = rules_->lapse(authorisation, timers_.now());
    if (lapsed) record(*lapsed, lapsed->request.key);
  });
}

void Service::answer(const Shared& exchange, http::Reply reply) {
  if (exchange->respond == nullptr) return;  // whoever passed it on has sent it again
  send(site_of(*exchange, "reply"),
       {.is_reply = true,
        .deliver = [exchange, reply = std::move(reply)] { exchange->respond(reply); },
        .break_off = [exchange] { exchange->respond(http::BrokenConnection{}); }});
}

}  // namespace assay::outside
