// What the names of prepared statements and portals stand for on one connection: a driver may parse
// in one cycle and execute in another, by protocol or by SQL, and both share their names. Pure.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "outside/postgres/bound_values.hpp"
#include "outside/postgres/statements.hpp"

namespace assay::outside::postgres {

class Prepared {
 public:
  // Bodies of the client's messages, in their order.
  void parse(std::string_view body);
  void bind(std::string_view body);
  void describe(std::string_view body);
  void close(std::string_view body);
  /// What an Execute does: its SQL with bound values. Empty where the portal is not known.
  [[nodiscard]] std::vector<Statement> execute(std::string_view body);
  /// What a Query does. EXECUTE becomes what was prepared; of unknown text, it may write.
  [[nodiscard]] std::vector<Statement> query(std::string_view body);

  // What the server says.
  void parse_complete();
  void parameter_description(std::string_view body);
  /// ReadyForQuery: what was not confirmed does not exist, nor, outside of a transaction, a portal.
  void ready(bool in_transaction);
  void set_backslash(Backslash backslash) { backslash_ = backslash; }

 private:
  struct Entry {
    std::string sql;
    std::vector<std::uint32_t> types{};
    std::vector<Statement> statements{};
  };
  struct Portal {
    std::shared_ptr<Entry> entry;
    Binding binding;
  };
  struct Parsing {
    std::string name;
    bool is_new = false;  // the server keeps the old one of a name that is taken
  };

  [[nodiscard]] std::vector<Statement> resolved(std::vector<Statement> statements);
  [[nodiscard]] Statement executed(const Statement& statement) const;
  void deallocate(const std::string& name);

  Backslash backslash_ = Backslash::plain;
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> entries_;
  std::map<std::string, Portal, std::less<>> portals_;
  std::deque<Parsing> parsing_;  // not confirmed yet
  std::deque<std::shared_ptr<Entry>> described_;
};

}  // namespace assay::outside::postgres
