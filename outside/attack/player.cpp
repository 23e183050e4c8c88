// A run: begin, pay, rest, belief, queries.
#include "outside/attack/player.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "outside/attack/answers.hpp"
#include "outside/attack/payer.hpp"
#include "outside/dialects/major_units.hpp"
#include "scenarios/files/bad_input.hpp"

namespace assay::outside::attack {
namespace {

constexpr sim::Duration restart_max = 30_s;
constexpr sim::Duration look_again = 10_ms;
constexpr sim::Duration idle_patience = 1_s;
constexpr sim::Duration slip_max = 500_ms;

}  // namespace

Player::Player(const OutsideFile& file)
    : file_{file},
      supervisor_{std::make_unique<Supervisor>(
          loop_, guardian_, file,
          SupervisorHooks{.on_line =
                              [this](const std::string& who, const std::string& line) {
                                if (recorder_) recorder_->line(loop_.now(), who, line);
                              },
                          .on_change = [this](const std::string& who,
                                              const std::string& what) { changed(who, what); },
                          .on_crash = [this](const std::string& who,
                                             const Exit& exit) { crashed(who, exit); }})},
      asking_{loop_, guardian_, *supervisor_, file.folder} {
  for (const EdgeSpec& edge : file.edges) {
    const Words address = make_edge(edge);
    Texts env;
    for (const auto& [name, value] : edge.env) env[name] = fill(value, address);
    supervisor_->add_env(edge.from, env);
  }
}

Words Player::make_edge(const EdgeSpec& edge) {
  const auto on_site = [this, name = edge.name](const Site& site) { return pass(site, name); };
  const auto kill_caller = [this, from = edge.from] { supervisor_->kill(from); };
  if (edge.is_postgres) {
    const auto on_ended = [this, name = edge.name](const std::string& what) { note(name, what); };
    try {
      stores_.push_back(std::make_unique<PostgresEdge>(
          loop_, edge, PostgresEdgeHooks{on_site, on_ended, kill_caller}));
    } catch (const postgres::CannotProxy& error) {
      scenarios::refuse_input(file_.path, "a PostgreSQL that can be reached", error.what());
    }
    return stores_.back()->address();
  }
  if (edge.upstream || edge.is_stub) {
    const auto on_forgotten = [this](const std::string& what) {
      if (playing_ != nullptr) playing_->puzzles.push_back(what);
    };
    edges_.push_back(
        std::make_unique<HttpEdge>(loop_, edge, HttpEdgeHooks{on_site, kill_caller, on_forgotten}));
    return edges_.back()->address();
  }
  caller_ = edge.from;
  processor_ = std::make_unique<Processor>(
      loop_, edge,
      ProcessorHooks{
          .on_truth = [this](const history::Observation& seen) { take_truth(seen); },
          .on_site = [this](const Site& site) { return pass_processor(site); },
          .port_of = [this](const std::string& service) { return supervisor_->port(service); }});
  return processor_->address();
}

void Player::take_truth(const history::Observation& seen) {
  note_applied();
  const std::string about{history::named_by(seen).payable.text()};
  if (recorder_ && !earlier_.contains(about)) recorder_->truth(seen);
}

bool Player::is_of_earlier(std::string_view site) const {
  const std::size_t mark = site.find(" @ ");
  if (mark == std::string_view::npos) return false;
  const std::string_view scope = site.substr(mark + 3);
  return earlier_.contains(std::string{scope.substr(0, scope.find('/'))});
}

const sim::Fault<Strike>* Player::pass(const Site& site, std::string_view who) {
  last_call_ = loop_.now();
  const auto* const strike = places_.ask(site, strikes());
  note(who, site.name());
  if (strike != nullptr && recorder_) {
    recorder_->fault(loop_.now(), site.name(), strike->about.word);
  }
  return strike;
}

Player::~Player() = default;

void Player::note(std::string_view who, std::string_view what) {
  if (recorder_) recorder_->note(loop_.now(), who, what);
}

void Player::changed(const std::string& service, const std::string& what) {
  note("assay", service + ": " + what);
  if (!recorder_) return;
  const auto kind = what == "killed"         ? sim::TraceKind::crash
                    : what == "stands still" ? sim::TraceKind::pause
                    : what == "goes on"      ? sim::TraceKind::resume
                                             : sim::TraceKind::restart;
  recorder_->event(loop_.now(), kind, service, what);
}

void Player::crashed(const std::string& service, const Exit& exit) {
  const std::string what =
      fmt::format("the service {} {}, and nobody had ended it", service, exit.words());
  note("assay", what);
  if (playing_ != nullptr) playing_->crashes.push_back(what);
}

void Player::note_applied() {
  const std::vector<Applied> all = processor_->applied();
  for (; applied_ < all.size(); ++applied_) {
    if (!recorder_) continue;
    recorder_->fault(loop_.now(), all[applied_].answer.site, all[applied_].answer.answer);
  }
}

bool Player::pass_processor(const Site& site) {
  const auto* const strike = pass(site, "processor");
  note_applied();
  if (strike == nullptr) return false;
  const bool kills = strike->effect.does == Strike::Does::kill;
  if (kills)
    supervisor_->kill(caller_);
  else
    supervisor_->pause(caller_, pause_length);
  return kills;
}

void Player::start() {
  const auto set_up = [&](bool commands) {
    for (const Action& action : file_.setup) {
      if (action.request.has_value() == commands) continue;
      std::string why;
      if (!asking_.read(action, {}, why)) {
        scenarios::refuse_input(file_.path + ": setup", "it succeeds", why);
      }
    }
  };
  set_up(true);
  supervisor_->start();
  set_up(false);
}

/// A kill or a pause is ours everywhere; what else strikes at the processor's sites is the
/// processor's.
bool Player::strikes_processor(const sim::Answer& answer) const {
  return !is_of_process(answer.answer) && answer.site.starts_with("processor.");
}

void Player::begin(Run& run) {
  if (!loop_.await([&] { return supervisor_->all_ready() || supervisor_->given_up(); },
                   restart_max) ||
      supervisor_->given_up()) {
    scenarios::refuse_input(file_.path, "services that come back once they were killed",
                            "one that does not");
  }
  if (!reference_.empty()) earlier_.insert(reference_);
  run.reference = reference_ = fill(file_.payment.reference, {{"n", std::to_string(++payments_)}});
  sim::Plan theirs, ours;
  for (const sim::Answer& one : run.plan) (strikes_processor(one) ? theirs : ours).push_back(one);
  recorder_ = std::make_unique<Recorder>(file_.payment, loop_.now(), processor_->truth());
  places_.reset();
  places_.set_plan(std::move(ours));
  processor_->begin(run.reference, theirs);
  for (const auto& edge : edges_) edge->begin(run.reference);
  applied_ = 0;
  loop_.take_slip();
  playing_ = &run;
}

std::size_t Player::unanswered() const {
  std::size_t count = processor_->unanswered();
  for (const auto& edge : edges_) count += edge->unanswered();
  return count;
}

/// What covers a call's whole chain of tries ends with the client's own.
void Player::end_try(Run& run) {
  if (run.first_try.empty()) run.first_try = processor_->passed();
  processor_->end_chains();
}

void Player::come_to_rest(Run& run, std::int64_t patience) {
  const sim::Duration quiet = file_.rest.quiet * patience;
  const sim::TimePoint until = loop_.now() + file_.rest.within * patience;
  last_call_ = loop_.now();
  while (loop_.now() < until) {
    const bool still = supervisor_->all_ready() && !supervisor_->any_still() && unanswered() == 0 &&
                       loop_.now() - last_call_ >= quiet;
    if (still && !file_.rest.idle) break;
    if (still) {
      const Called called =
          asking_.ask(*file_.rest.idle, {{"reference", run.reference}}, idle_patience);
      if (called.end == Called::End::answered && called.reply.status / 100 == 2) break;
    }
    loop_.pass(look_again);
  }
  run.at_rest = loop_.now() < until;
  if (run.at_rest) recorder_->rest(loop_.now());
  note("assay", run.at_rest ? "everything is at rest" : "it does not come to rest");
}

void Player::read_belief(Run& run, const Words& words) {
  if (!file_.belief) return;
  std::string why;
  const auto told = asking_.read(file_.belief->read, words, why);
  if (!told) {
    run.puzzles.push_back("belief: " + why);
    return;
  }
  const auto value = told->find_first_not_of(" \t\r\n") == std::string::npos
                         ? nlohmann::json{}
                         : nlohmann::json::parse(*told, nullptr, false);
  if (value.is_discarded()) {
    run.puzzles.push_back("belief: what it says is no JSON");
    return;
  }
  const auto rows = beliefs_in(value, *file_.belief, run.reference, run.puzzles);
  recorder_->belief(loop_.now(), rows, file_.belief->speaks_of());
  run.believes = true;
}

void Player::ask_queries(Run& run, const Words& words) {
  for (const QuerySpec& query : file_.must_be_empty) {
    std::string why;
    const auto told = asking_.read(query.read, words, why);
    if (!told) {
      run.puzzles.push_back(query.name + ": " + why);
    } else if (!is_empty(*told, query.rows)) {
      note("QUERY", query.name + " finds " + told->substr(0, 200));
      run.found.push_back({query.name, *told});
    }
  }
}

void Player::collect(Run& run) {
  run.passed = processor_->passed();
  for (const Passed& one : places_.passed()) {
    const auto known = std::ranges::find(run.passed, one.site, &Passed::site);
    if (known == run.passed.end()) run.passed.push_back(one);
  }
  std::erase_if(run.passed, [&](const Passed& one) { return is_of_earlier(one.site); });
  run.waiting = processor_->waiting();
  for (const sim::Answer& one : places_.waiting()) run.waiting.push_back(one);
  run.heard = recorder_->heard();
  run.books = recorder_->books();
  run.effects = recorder_->effects();
  run.timeline = recorder_->timeline();
  run.events = recorder_->events();
  run.stalled = loop_.take_slip() > slip_max;
}

Run Player::play(const sim::Plan& plan, std::int64_t patience) {
  Run run{.plan = plan};
  begin(run);
  const sim::TimePoint began = loop_.now();
  const auto& amount = file_.payment.amount;
  const Words words{{"reference", run.reference},
                    {"amount", std::to_string(amount.minor)},
                    {"major", to_major(amount)},
                    {"currency", std::string{amount.currency.code()}}};
  Payer payer{file_.payment,
              {loop_, *supervisor_, asking_, places_, *recorder_, [&] { end_try(run); }},
              words};
  run.told_success = payer.pay();
  come_to_rest(run, patience);
  read_belief(run, words);
  ask_queries(run, words);
  run.took = loop_.now() - began;
  collect(run);
  playing_ = nullptr;
  return run;
}

}  // namespace assay::outside::attack
