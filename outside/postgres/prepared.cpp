// A name counts from its Parse on, since Bind and Execute follow before the server has answered.
#include "outside/postgres/prepared.hpp"

#include <utility>

#include "outside/postgres/wire.hpp"

namespace assay::outside::postgres {

void Prepared::parse(std::string_view body) {
  Fields fields{body};
  std::string name{fields.text()};
  auto entry = std::make_shared<Entry>(std::string{fields.text()});
  entry->types.resize(fields.number(2));
  for (std::uint32_t& type : entry->types) type = fields.number(4);
  entry->statements = statements_of(entry->sql, backslash_);
  const bool is_new = name.empty() || !entries_.contains(name);
  if (is_new) entries_[name] = std::move(entry);
  parsing_.push_back({std::move(name), is_new});
}

void Prepared::bind(std::string_view body) {
  Binding binding = read_binding(body);
  const auto found = entries_.find(binding.statement);
  if (found == entries_.end()) return;
  std::string name = binding.portal;
  portals_.insert_or_assign(std::move(name), Portal{found->second, std::move(binding)});
}

void Prepared::describe(std::string_view body) {
  Fields fields{body};
  if (fields.take(1) != "S") return;
  const auto found = entries_.find(fields.text());
  if (found != entries_.end()) described_.push_back(found->second);
}

void Prepared::close(std::string_view body) {
  Fields fields{body};
  const bool statement = fields.take(1) == "S";
  const std::string name{fields.text()};
  if (statement)
    entries_.erase(name);
  else
    portals_.erase(name);
}

std::vector<Statement> Prepared::execute(std::string_view body) {
  const auto found = portals_.find(Fields{body}.text());
  if (found == portals_.end()) return {};
  const auto& [entry, binding] = found->second;
  std::vector<std::string> literals;
  for (std::size_t i = 0; i < binding.values.size(); ++i) {
    const std::uint32_t type = i < entry->types.size() ? entry->types[i] : 0;
    literals.push_back(literal(binding.values[i], binding.binary[i], type));
  }
  std::vector<Statement> statements = entry->statements;
  for (Statement& one : statements) one.text = with_values(one.text, literals, backslash_);
  return resolved(std::move(statements));
}

std::vector<Statement> Prepared::query(std::string_view body) {
  return resolved(statements_of(Fields{body}.text(), backslash_));
}

void Prepared::parse_complete() {
  if (!parsing_.empty()) parsing_.pop_front();
}

void Prepared::parameter_description(std::string_view body) {
  if (described_.empty()) return;
  Fields fields{body};
  std::vector<std::uint32_t> types(fields.number(2));
  for (std::uint32_t& type : types) type = fields.number(4);
  described_.front()->types = std::move(types);
  described_.pop_front();
}

void Prepared::ready(bool in_transaction) {
  for (const Parsing& one : parsing_) {
    if (one.is_new) entries_.erase(one.name);
  }
  parsing_.clear();
  described_.clear();
  if (!in_transaction) portals_.clear();
}

std::vector<Statement> Prepared::resolved(std::vector<Statement> statements) {
  for (Statement& one : statements) {
    if (one.kind == StatementKind::prepare) {
      auto entry = std::make_shared<Entry>(one.prepared);
      entry->statements = statements_of(one.prepared, backslash_);
      entries_.insert_or_assign(one.name, std::move(entry));
    } else if (one.kind == StatementKind::deallocate) {
      deallocate(one.name);
    } else if (one.kind == StatementKind::execute) {
      one = executed(one);
    }
  }
  return statements;
}

Statement Prepared::executed(const Statement& statement) const {
  const auto found = entries_.find(statement.name);
  if (found == entries_.end() || found->second->statements.empty()) {
    Statement unknown = statement;
    unknown.kind = StatementKind::write;
    return unknown;
  }
  Statement known = found->second->statements.front();
  known.text = with_values(known.text, statement.arguments, backslash_);
  return known;
}

void Prepared::deallocate(const std::string& name) {
  if (name.empty())
    entries_.clear();
  else
    entries_.erase(name);
}

}  // namespace assay::outside::postgres
