// The client's side first, then the server's.
#include "outside/postgres/cycles.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::outside::postgres {

namespace {

constexpr std::size_t statements_size_max = std::size_t{1} << 20U;

bool is_copy_data(char type) { return type == 'd' || type == 'c' || type == 'f'; }

bool is_dml(std::string_view tag) {
  constexpr std::array<std::string_view, 4> words{"INSERT ", "UPDATE ", "DELETE ", "MERGE "};
  return std::ranges::any_of(words, [&](std::string_view one) { return tag.starts_with(one); });
}

std::string_view without_zero(std::string_view text) { return text.substr(0, text.find('\0')); }

}  // namespace

bool Cycles::must_wait(char type) const {
  if (!started_ || copying_ || is_copy_data(type) || type == 'X') return false;
  return awaits_ready_ || awaits_tags_ > 0 || refusing_ > 0;
}

Take Cycles::take(const Message& message) {
  const char type = message.type;
  if (type == 'c' || type == 'f') {
    copy_done_ = awaits_ready_ && !copying_;
    copying_ = false;
    return Take::send;
  }
  if (!started_ || copying_ || type == 'X') return Take::send;
  if (skipping_ && type != 'S') return Take::drop;
  if (server_skips() && type != 'S') return Take::send;
  if (std::string_view{"PBDCE"}.find(type) != std::string_view::npos) needs_sync_ = true;
  switch (type) {
    case 'P': prepared_.parse(message.body()); return Take::keep;
    case 'B': prepared_.bind(message.body()); return Take::keep;
    case 'D': prepared_.describe(message.body()); return Take::keep;
    case 'C': prepared_.close(message.body()); return Take::keep;
    case 'E': note(prepared_.execute(message.body())); return Take::keep;
    case 'Q':
      mixed_ = needs_sync_;
      note(prepared_.query(message.body()));
      return end_part(End::query);
    case 'H': return end_part(End::flush);
    case 'F':  // a function call: it has an answer like a query's
      mixed_ = needs_sync_;
      return end_part(End::sync);
    case 'S': skipping_ = needs_sync_ = mixed_ = false; return end_part(End::sync);
    default: return Take::send;
  }
}

Take Cycles::end_part(End end) {
  asked_ = end;
  if (!may_commit(end)) {
    sent();
    return Take::send;
  }
  announced_ = true;
  announced_alone_ = announced_alone_ || (writes_alone_ && end != End::flush);
  committed_ = false;
  return Take::ask;
}

bool Cycles::may_commit(End end) const {
  if (server_skips()) return false;
  return part_commits_ > 0 || (end != End::flush && writes_alone_ && !announced_alone_);
}

/// After an error, all up to Sync.
bool Cycles::server_skips() const { return !error_.empty() && part_sent_ && !awaits_ready_; }

void Cycles::note(const std::vector<Statement>& statements) {
  for (const Statement& one : statements) {
    if (one.kind == StatementKind::rollback) end_transaction();
    if (statements_size_ < statements_size_max) statements_.push_back(one.text);
    statements_size_ += one.text.size() + 1;
    tables_.insert(one.tables.begin(), one.tables.end());
    if (one.kind == StatementKind::begin) in_block_ = true;
    if (one.kind == StatementKind::commit) ++part_commits_;
    if (one.kind == StatementKind::write && !in_block_) writes_alone_ = true;
    const bool ends = one.kind == StatementKind::commit || one.kind == StatementKind::rollback;
    if (ends) in_block_ = false;
    if (ends || one.kind == StatementKind::rollback_to) ++part_tags_;
  }
}

void Cycles::sent() {
  part_sent_ = true;
  block_sent_ = in_block_;
  const unsigned commits = std::exchange(part_commits_, 0);
  const unsigned tags = std::exchange(part_tags_, 0);
  const End end = std::exchange(asked_, End::none);
  if (end == End::flush) {
    if (commits > 0) awaits_tags_ = tags;
  } else {
    awaits_ready_ = true;
    simple_ = end == End::query;
  }
}

std::string Cycles::refuse() {
  skipping_ = asked_ == End::flush;
  asked_ = End::none;
  part_commits_ = part_tags_ = 0;
  tag_.clear();
  // After an error that is not heard yet the server skips all up to Sync; and Sync commits what
  // is in no block. Hence the two orders.
  std::string instead;
  if (block_sent_ && part_sent_) instead = message('S', {});
  if (block_sent_ || part_sent_) instead += query("ROLLBACK");
  if (!block_sent_ && part_sent_) instead += message('S', {});
  refusing_ = block_sent_ || part_sent_ ? (part_sent_ ? 2 : 1) : 0;
  if (refusing_ == 0) {
    outcome_ = {};
    end_cycle();
  }
  return instead;
}

std::string Cycles::refusal() const {
  const std::string error =
      error_response("ERROR", "40001", "could not serialize access: refused by assay's plan");
  return skipping_ ? error : error + ready_for_query(status_);
}

Heard Cycles::hear(const Message& message) {
  if (message.type == 'S') hear_setting(message.body());
  if (refusing_ > 0) return hear_refused(message);
  switch (message.type) {
    case '1': prepared_.parse_complete(); return Heard::more;
    case 't': prepared_.parameter_description(message.body()); return Heard::more;
    case 'C': return hear_tag(without_zero(message.body()));
    case 'E': return hear_error(sqlstate(message.body()));
    case 'G':  // CopyInResponse
    case 'W': return hear_copy();
    case 'Z': return hear_ready(message.body().empty() ? 'I' : message.body()[0]);
    default: return Heard::more;
  }
}

Heard Cycles::hear_tag(std::string_view tag) {
  tag_ = tag;
  const bool commits = tag == "COMMIT" || tag == "COMMIT PREPARED";
  const bool ends = commits || tag == "ROLLBACK" || tag == "PREPARE TRANSACTION";
  if (commits) {
    committed_ = true;
    count_commit();
  }
  if (ends)
    pending_ = false;
  else if (writes_alone_ || is_dml(tag))
    pending_ = true;
  if (!ends || awaits_tags_ == 0 || --awaits_tags_ > 0) return Heard::more;
  end_transaction();
  return end_asked();
}

Heard Cycles::hear_error(std::string_view state) {
  error_ = state;
  pending_ = false;
  copying_ = false;
  // The error may be of what stood before the query: then that is skipped, and has no answer.
  if (mixed_) awaits_ready_ = false;
  if (std::exchange(awaits_tags_, 0) == 0) return Heard::more;
  return end_asked();
}

Heard Cycles::hear_copy() {
  // A Sync behind the Execute of a COPY is skipped; the client sends another when it is done.
  if (!simple_) awaits_ready_ = false;
  copying_ = !std::exchange(copy_done_, false);
  return Heard::copying;
}

Heard Cycles::hear_ready(char status) {
  const bool commits = status == 'I' && pending_ && error_.empty() && started_;
  started_ = true;
  status_ = status;
  if (commits) {
    committed_ = true;
    count_commit();
  }
  const Heard heard = end_asked();
  end_cycle();
  return heard;
}

Heard Cycles::hear_refused(const Message& message) {
  // In the order of no block: the error says that the ROLLBACK is skipped.
  if (message.type == 'E' && !block_sent_ && refusing_ == 2) refusing_ = 1;
  if (message.type == '1') prepared_.parse_complete();
  if (message.type != 'Z') return Heard::more;
  status_ = message.body().empty() ? 'I' : message.body()[0];
  if (--refusing_ > 0) return Heard::more;
  tag_ = "ROLLBACK";
  const Heard heard = end_asked();
  end_cycle();
  return heard;
}

void Cycles::hear_setting(std::string_view body) {
  Fields fields{body};
  if (fields.text() != "standard_conforming_strings") return;
  prepared_.set_backslash(fields.text() == "off" ? Backslash::escapes : Backslash::plain);
}

Heard Cycles::end_asked() {
  outcome_ = {.committed = committed_, .tag = error_.empty() ? tag_ : "ERROR " + error_};
  return Heard::ended;
}

Ended Cycles::broken_outcome() const {
  return {.committed = committed_,
          .tag = error_.empty() ? tag_ : "ERROR " + error_,
          .known = committed_};
}

void Cycles::end_cycle() {
  const bool in_transaction = status_ != 'I';
  prepared_.ready(in_transaction);
  if (!in_transaction || committed_) end_transaction();
  in_block_ = block_sent_ = in_transaction;
  awaits_ready_ = simple_ = part_sent_ = writes_alone_ = needs_sync_ = mixed_ = false;
  announced_ = announced_alone_ = committed_ = pending_ = copying_ = copy_done_ = false;
  awaits_tags_ = 0;
  tag_.clear();
  error_.clear();
}

void Cycles::end_transaction() {
  statements_.clear();
  statements_size_ = 0;
  tables_.clear();
}

void Cycles::count_commit() {
  ++commits_;
  if (!announced_) ++unseen_;
}

}  // namespace assay::outside::postgres
