// Records are 94 letters; what is missing at the end of one is blanks. Which way money goes follows
// from the code of the transaction and, for a return, from which kind of return it is.
#include "payments/adapters/files/nacha.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace payments::files {
namespace {

using namespace reconciliation;

constexpr std::size_t record_length = 94;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// A record, and its fields by the places that the rules give them: from 1.
struct NachaRecord {
  std::size_t line = 0;
  std::string text;

  [[nodiscard]] char type() const { return text.front(); }
  [[nodiscard]] std::string_view field(std::size_t first, std::size_t last) const {
    return std::string_view(text).substr(first - 1, last - first + 1);
  }
};

struct NachaSums {
  std::int64_t records = 0;  ///< entries and addenda
  std::int64_t hash = 0;
  std::int64_t debit = 0;
  std::int64_t credit = 0;
};

/// Codes that end in 6 to 9, and 55, take from the receiver.
bool takes(std::int64_t code) { return code % 10 >= 5; }

class NachaReader {
 public:
  NachaReader(const std::string& file, std::string_view text) : file_(file), text_(text) {}

  Documents read() {
    if (auto cut = cut_into_records(); !cut) return std::unexpected(std::move(cut.error()));
    for (const NachaRecord& record : records_) {
      if (ended_ && record.text != std::string(record_length, '9')) {
        refuse(record, "", "only records of nines behind the file's control record", record.text);
      }
      if (!ended_) take(record);
      if (error_) return std::unexpected(*std::move(error_));
    }
    if (!ended_) {
      return std::unexpected(
          FileError{file_, records_.size() + 1, "", "a file control record (9)", ""});
    }
    return std::vector<Document>{{Source::returns, name_, digest_of(text_), std::move(lines_)}};
  }

 private:
  std::expected<void, FileError> cut_into_records() {
    std::string_view rest = text_;
    // Some banks send records one behind the other, without ends of lines.
    const bool unbroken = text_.find('\n') == std::string_view::npos && !text_.empty() &&
                          text_.size() % record_length == 0;
    for (; unbroken && !rest.empty(); rest.remove_prefix(record_length)) {
      records_.push_back({records_.size() + 1, std::string(rest.substr(0, record_length))});
    }
    for (std::size_t line = 1; !rest.empty(); ++line) {
      const auto end = std::min(rest.find('\n'), rest.size());
      std::string_view text = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (text.ends_with('\r')) text.remove_suffix(1);
      if (text.empty()) continue;
      if (text.size() > record_length) {
        return std::unexpected(
            FileError{file_, line, "", "at most 94 letters", std::to_string(text.size())});
      }
      records_.push_back({line, std::string(text)});
      records_.back().text.resize(record_length, ' ');
    }
    return {};
  }

  void refuse(const NachaRecord& record, std::string where, std::string expected,
              std::string_view found) {
    if (!error_) {
      error_ = FileError{file_, record.line, std::move(where), std::move(expected), shown(found)};
    }
  }

  std::int64_t number(const NachaRecord& record, std::size_t first, std::size_t last,
                      std::string where) {
    const std::string_view text = record.field(first, last);
    std::int64_t value = 0;
    const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool digits = failed == std::errc{} && stop == text.data() + text.size() && value >= 0;
    if (!digits || text.front() == '-') refuse(record, std::move(where), "digits", text);
    return value;
  }

  void take(const NachaRecord& record) {
    const bool first = name_.empty();
    if (first && record.type() != '1') {
      return refuse(record, "", "a file header record (1)", record.text);
    }
    switch (record.type()) {
      case '1': return first ? take_header(record) : refuse(record, "", "one header", "");
      case '5': return begin_batch(record);
      case '6': return take_entry(record);
      case '7': return take_addendum(record);
      case '8': return end_batch(record);
      case '9': return end_file(record);
      default: return refuse(record, "record type", "1, 5, 6, 7, 8 or 9", record.field(1, 1));
    }
  }

  void take_header(const NachaRecord& record) {
    const std::string_view date = record.field(24, 29);
    const std::string text = "20" + std::string(date.substr(0, 2)) + "-" +
                             std::string(date.substr(2, 2)) + "-" + std::string(date.substr(4, 2));
    const auto day = parse_day(text);
    if (!day) return refuse(record, "file creation date", "a date such as 260301", date);
    day_ = *day;
    name_ = std::string(trimmed(record.field(14, 23))) + "/" + std::string(record.field(24, 34));
  }

  void begin_batch(const NachaRecord& record) {
    if (in_batch_) return refuse(record, "", "the batch before to end (8)", "");
    in_batch_ = true;
    reversal_ = trimmed(record.field(54, 63)) == "REVERSAL";
    batch_ = {};
  }

  void take_entry(const NachaRecord& record) {
    if (!in_batch_) return refuse(record, "", "a batch header (5) before entries", "");
    const std::int64_t code = number(record, 2, 3, "transaction code");
    const std::int64_t amount = number(record, 30, 39, "amount");
    batch_.hash += number(record, 4, 11, "receiving bank");
    ++batch_.records;
    (takes(code) ? batch_.debit : batch_.credit) += amount;
    entry_ = Line{};
    entry_.source = Source::returns;
    entry_.kind = LineKind::bank_return;
    entry_.day = day_;
    entry_.place = file_ + ":" + std::to_string(record.line);
    entry_.counterpart = trimmed(record.field(55, 76));
    entry_.id = trimmed(record.field(80, 94));
    add_reference(record.field(40, 54));
    add_reference(record.field(80, 94));
    const Money moved{takes(code) ? amount : -amount, Currency::of("USD")};
    entry_.amount = moved;
    if (reversal_) lines_.push_back(entry_);
  }

  void add_reference(std::string_view field) {
    if (!trimmed(field).empty()) entry_.references.emplace_back(trimmed(field));
  }

  /// A return undoes what the code names; a dishonoured one undoes the return, and so on.
  void take_addendum(const NachaRecord& record) {
    if (batch_.records == 0) return refuse(record, "", "an entry (6) before its addenda", "");
    ++batch_.records;
    if (record.field(2, 3) != "99") return;
    const std::string_view reason = record.field(4, 6);
    const bool known = reason.front() == 'R' && reason[1] >= '0' && reason[1] <= '9' &&
                       reason[2] >= '0' && reason[2] <= '9';
    if (!known) return refuse(record, "return reason", "R and two digits", reason);
    const bool dishonoured = reason[1] == '6' && reason[2] != '0';
    Line line = entry_;
    line.amount->minor = dishonoured ? line.amount->minor : -line.amount->minor;
    entry_ = {};
    if (line.id.empty()) return refuse(record, "", "one return of an entry", reason);
    line.counterpart += " " + std::string(reason);
    const std::string_view original = trimmed(record.field(7, 21));
    if (!original.empty()) line.references.emplace_back(original);
    lines_.push_back(std::move(line));
  }

  void end_batch(const NachaRecord& record) {
    if (!in_batch_) return refuse(record, "", "a batch header (5) before its control", "");
    in_batch_ = false;
    ++batches_;
    agree(record, 5, 10, "entry and addenda count", batch_.records);
    agree(record, 11, 20, "entry hash", batch_.hash % 10'000'000'000);
    agree(record, 21, 32, "total debit", batch_.debit);
    agree(record, 33, 44, "total credit", batch_.credit);
    all_.records += batch_.records;
    all_.hash += batch_.hash;
    all_.debit += batch_.debit;
    all_.credit += batch_.credit;
    batch_ = {};
  }

  void end_file(const NachaRecord& record) {
    if (in_batch_) return refuse(record, "", "the batch before to end (8)", "");
    ended_ = true;
    agree(record, 2, 7, "batch count", batches_);
    agree(record, 14, 21, "entry and addenda count", all_.records);
    agree(record, 22, 31, "entry hash", all_.hash % 10'000'000'000);
    agree(record, 32, 43, "total debit", all_.debit);
    agree(record, 44, 55, "total credit", all_.credit);
  }

  void agree(const NachaRecord& record, std::size_t first, std::size_t last, std::string where,
             std::int64_t counted) {
    const std::int64_t stated = number(record, first, last, where);
    if (stated == counted) return;
    refuse(record, std::move(where), std::to_string(counted) + ", the sum of the records",
           record.field(first, last));
  }

  const std::string& file_;
  std::string_view text_;
  std::vector<NachaRecord> records_;
  std::vector<Line> lines_;
  std::string name_;
  Day day_;
  Line entry_;
  bool in_batch_ = false, reversal_ = false, ended_ = false;
  std::int64_t batches_ = 0;
  NachaSums batch_, all_;
  std::optional<FileError> error_;
};

}  // namespace

Documents read_nacha(const std::string& file, std::string_view text) {
  return NachaReader(file, text).read();
}

}  // namespace payments::files
