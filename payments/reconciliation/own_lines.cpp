// The sign is that of the money: a refund goes from us, a void takes a hold back.
#include "payments/reconciliation/own_lines.hpp"

#include "payments/journal/rows.hpp"
#include "payments/journal/stored.hpp"

#include <utility>

namespace payments::reconciliation {
namespace {

struct KindAndSign {
  LineKind kind{};
  std::int64_t sign = 1;
};

KindAndSign line_of_kind(OperationKind kind) {
  switch (kind) {
    case OperationKind::authorise: return {LineKind::authorisation, 1};
    case OperationKind::capture: return {LineKind::capture, 1};
    case OperationKind::void_authorisation: return {LineKind::release, -1};
    case OperationKind::refund: return {LineKind::refund, -1};
  }
  return {};
}

Line own_line(Source source, OperationKind kind, const OperationId& operation, Money amount,
              Instant since) {
  const KindAndSign made = line_of_kind(kind);
  Line line;
  line.source = source;
  line.kind = made.kind;
  line.id = operation.value;
  line.references = {operation.value};
  line.amount = Money{made.sign * amount.minor, amount.currency};
  line.day = day_of(since);
  line.place = std::string(to_text(source)) + " " + operation.value;
  return line;
}

/// Calls with each row of a table. Errors: the store's, or that of `take`.
template <typename Take>
std::expected<void, StoreError> each_row(Store& store, std::string_view table, std::size_t page,
                                         Take take) {
  std::string after;
  for (bool more = true; more;) {
    const auto rows = store.scan(table, after, page);
    if (!rows) return std::unexpected(rows.error());
    for (const Row& row : *rows) {
      if (!take(row)) return std::unexpected(StoreError::unreadable);
    }
    more = rows->size() == page;
    if (more) after = rows->back().key;
  }
  return {};
}

/// `begun` has what a key's answer would say of each.
void add_operations(const Payment& payment, OwnLines& own, std::map<std::string, Line>& begun) {
  for (const OperationView& view : payment.operations) {
    Line line = own_line(Source::books, view.facts.kind, view.facts.operation, view.facts.amount,
                         view.since);
    begun.emplace(line.id, line);
    const bool may_have = unresolved(view.state) && view.attempt != 0;
    if (view.state != State::succeeded && !may_have) continue;
    line.open = may_have;
    own.lines.push_back(std::move(line));
    own.payables.emplace(view.facts.operation.value, payment.payable);
  }
}

}  // namespace

Day day_of(Instant moment) {
  constexpr std::int64_t day = 86'400'000'000'000;
  const std::int64_t count = moment.count / day - (moment.count % day < 0 ? 1 : 0);
  return {static_cast<std::int32_t>(count)};
}

std::expected<OwnLines, StoreError> own_lines(Store& store, std::size_t page) {
  OwnLines own;
  std::map<std::string, Line> begun;
  const auto books = each_row(store, payments::tables::payments, page, [&](const Row& row) {
    const auto payment = decode_payment(row.value);
    if (!payment) return false;
    add_operations(*payment, own, begun);
    return true;
  });
  if (!books) return std::unexpected(books.error());
  const auto keys = each_row(store, payments::tables::claims, page, [&](const Row& row) {
    const auto claim = decode_claim(row.value);
    if (!claim) return false;
    const bool told =
        claim->state == ClaimState::completed && claim->response.code == status::succeeded;
    if (!told) return true;
    const auto known = begun.find(claim->operation.value);
    Line line = known != begun.end()
                    ? known->second
                    : own_line(Source::keys, claim->kind, claim->operation, {}, {});
    if (known == begun.end()) line.amount.reset();
    line.source = Source::keys;
    line.id = row.key;
    line.place = "key " + claim->key.value;
    own.lines.push_back(std::move(line));
    return true;
  });
  if (!keys) return std::unexpected(keys.error());
  return own;
}

std::expected<std::vector<Line>, GatewayError> listed_lines(Gateway& gateway, std::uint32_t page,
                                                            Day today) {
  std::vector<Line> lines;
  std::string after;
  for (bool more = true; more;) {
    const auto listed = gateway.list({after, page});
    if (!listed) return std::unexpected(listed.error());
    for (const ListEntry& entry : listed->entries) {
      Line line = own_line(Source::processor_list, entry.kind, entry.operation,
                           entry.answer.amount.value_or(Money{}), {});
      line.day = today;
      if (!entry.answer.amount) {
        line.amount.reset();
        line.stated = "no amount";
      }
      line.id = entry.answer.reference.empty() ? "" : entry.answer.reference;
      line.place = "effect " + entry.answer.reference;
      lines.push_back(std::move(line));
    }
    more = listed->entries.size() == page;
    after = listed->next;
  }
  return lines;
}

}  // namespace payments::reconciliation
