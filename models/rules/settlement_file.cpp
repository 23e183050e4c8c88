// A fault that changes what is paid changes the payout too: processors are wrong in earnest.
#include "models/rules/settlement_file.hpp"

#include <map>
#include <utility>

namespace assay::models {
namespace {

constexpr int usual_delay = 1;
constexpr int late_delay = 9;

void add(SettlementFile& file, SettlementLine line) {
  file.paid.minor += line.amount.minor - line.fee;
  file.lines.push_back(std::move(line));
}

SettlementLine line_of(const Effect& effect) {
  const bool captured = effect.request.kind == history::OperationKind::capture;
  const history::Amount& amount = effect.request.amount;
  const std::int64_t sign = captured ? 1 : -1;
  return {"settled-" + effect.id,
          effect.request.operation,
          effect.request.kind,
          {sign * amount.minor, amount.currency},
          captured ? amount.minor / 100 : 0};
}

}  // namespace

std::string_view to_text(FileFault fault) {
  constexpr std::array<std::string_view, file_faults.size()> words{
      "line_missing", "line_doubled", "wrong_amount", "sign_flipped",
      "unknown_line", "payout_wrong", "late",         "twice"};
  return words[static_cast<std::size_t>(fault)];
}

std::vector<SettlementFile> settlement_files(const std::deque<Effect>& effects, std::size_t from) {
  std::map<history::Currency, SettlementFile> files;
  for (std::size_t place = from; place < effects.size(); ++place) {
    const Effect& effect = effects[place];
    const auto kind = effect.request.kind;
    const bool moves =
        kind == history::OperationKind::capture || kind == history::OperationKind::refund;
    if (!moves || !effect.undone.empty()) continue;
    const history::Currency& currency = effect.request.amount.currency;
    SettlementFile& file = files[currency];
    file.paid.currency = currency;
    if (file.payout.empty()) {
      file.payout = "payout-" + std::to_string(from) + "-" + std::string(currency.code());
    }
    add(file, line_of(effect));
  }
  std::vector<SettlementFile> all;
  for (auto& [currency, file] : files) all.push_back(std::move(file));
  return all;
}

SettlementFile spoiled(SettlementFile file, FileFault fault, std::size_t which) {
  which %= file.lines.size();
  SettlementLine& line = file.lines[which];
  switch (fault) {
    case FileFault::line_missing:
      file.paid.minor -= line.amount.minor - line.fee;
      file.lines.erase(file.lines.begin() + static_cast<std::ptrdiff_t>(which));
      break;
    case FileFault::line_doubled: file.lines.push_back(SettlementLine(line)); break;
    case FileFault::wrong_amount:
      line.amount.minor += 1;
      file.paid.minor += 1;
      break;
    case FileFault::sign_flipped:
      file.paid.minor -= 2 * line.amount.minor;
      line.amount.minor = -line.amount.minor;
      break;
    case FileFault::unknown_line: {
      SettlementLine stranger = line;
      stranger.id = "stranger-" + line.id;
      stranger.operation = "stranger-" + line.operation;
      add(file, std::move(stranger));
      break;
    }
    case FileFault::payout_wrong: file.paid.minor += 1; break;
    case FileFault::late:
    case FileFault::twice: break;
  }
  return file;
}

std::vector<int> deliveries(FileFault fault) {
  if (fault == FileFault::late) return {late_delay};
  if (fault == FileFault::twice) return {usual_delay, usual_delay + 1};
  return {usual_delay};
}

}  // namespace assay::models
