// Elements are found by their local names: versions differ in what lies between, not in these.
#include "payments/adapters/files/camt.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <utility>

namespace payments::files {
namespace {

using namespace reconciliation;

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& one : node.children()) {
    if (local_name(one) == name) return one;
  }
  return {};
}

/// The element at "Refs/EndToEndId", or none.
pugi::xml_node at(pugi::xml_node node, std::string_view path) {
  while (node && !path.empty()) {
    const auto slash = path.find('/');
    node = child(node, path.substr(0, slash));
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return node;
}

std::string_view text_at(const pugi::xml_node& node, std::string_view path) {
  std::string_view text = at(node, path).text().get();
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

template <typename Take>
void each(const pugi::xml_node& node, std::string_view name, Take take) {
  for (const pugi::xml_node& one : node.children()) {
    if (local_name(one) == name) take(one);
  }
}

/// Every name in a free text: the bank may have put a payout's anywhere in it.
void add_words(std::string_view text, std::vector<std::string>& references) {
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" \t\r\n,;"), text.size());
    if (end > 0) references.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void add_references(const pugi::xml_node& transaction, std::vector<std::string>& references) {
  for (const pugi::xml_node& one : child(transaction, "Refs").children()) {
    const bool own = local_name(one) == "Prtry";
    const std::string_view text = own ? text_at(one, "Ref") : text_at(one, "");
    if (!text.empty()) references.emplace_back(text);
  }
  const pugi::xml_node remittance = child(transaction, "RmtInf");
  each(remittance, "Ustrd",
       [&](const pugi::xml_node& one) { add_words(text_at(one, ""), references); });
  each(remittance, "Strd", [&](const pugi::xml_node& one) {
    const std::string_view text = text_at(one, "CdtrRefInf/Ref");
    if (!text.empty()) references.emplace_back(text);
  });
}

std::string counterpart_of(const pugi::xml_node& transaction, bool credit) {
  const pugi::xml_node party = at(transaction, credit ? "RltdPties/Dbtr" : "RltdPties/Cdtr");
  const std::string_view name = text_at(party, "Pty/Nm");
  return std::string(name.empty() ? text_at(party, "Nm") : name);
}

class CamtReader {
 public:
  CamtReader(const std::string& file, std::string_view text)
      : file_(file), text_(text), digest_(digest_of(text)) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') line_ends_.push_back(i);
    }
  }

  Documents read() {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text_.data(), text_.size());
    if (!parsed) {
      return std::unexpected(
          FileError{file_, line_at(parsed.offset), "", "well-formed XML", parsed.description()});
    }
    const pugi::xml_node root = document.document_element();
    if (local_name(root) != "Document") return wrong(root, "the element Document", root.name());
    if (!is_camt(root)) {
      return wrong(root, "a namespace of camt.053 or camt.054", namespace_of(root));
    }
    const pugi::xml_node statements = child(root, "BkToCstmrStmt");
    const pugi::xml_node notices = child(root, "BkToCstmrDbtCdtNtfctn");
    if (!statements && !notices) {
      return wrong(root, "BkToCstmrStmt or BkToCstmrDbtCdtNtfctn", "");
    }
    std::vector<Document> documents;
    each(statements, "Stmt", [&](const auto& one) { take(one, Source::bank, documents); });
    each(notices, "Ntfctn", [&](const auto& one) { take(one, Source::advice, documents); });
    if (error_) return std::unexpected(*std::move(error_));
    if (documents.empty()) return wrong(statements ? statements : notices, "Stmt or Ntfctn", "");
    return documents;
  }

 private:
  static std::string namespace_of(const pugi::xml_node& root) {
    const std::string_view name = root.name();
    const auto colon = name.find(':');
    const std::string attribute =
        colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
    return root.attribute(attribute.c_str()).value();
  }

  /// A file without any namespace is read by its elements.
  static bool is_camt(const pugi::xml_node& root) {
    const std::string name = namespace_of(root);
    constexpr std::string_view family = "urn:iso:std:iso:20022:tech:xsd:camt.05";
    return name.empty() ||
           (name.starts_with(family) && (name.compare(family.size(), 2, "3.") == 0 ||
                                         name.compare(family.size(), 2, "4.") == 0));
  }

  [[nodiscard]] std::size_t line_at(std::ptrdiff_t offset) const {
    const auto place = static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0));
    const auto end = std::ranges::lower_bound(line_ends_, place);
    return 1 + static_cast<std::size_t>(end - line_ends_.begin());
  }

  std::unexpected<FileError> wrong(const pugi::xml_node& node, std::string expected,
                                   std::string_view found) const {
    return std::unexpected(FileError{file_, line_at(node.offset_debug()),
                                     std::string(local_name(node)), std::move(expected),
                                     shown(found)});
  }

  /// Notes the first thing that is wrong.
  void refuse(const pugi::xml_node& node, std::string expected, std::string_view found) {
    if (!error_) error_ = wrong(node, std::move(expected), found).error();
  }

  void take(const pugi::xml_node& statement, Source source, std::vector<Document>& documents) {
    const std::string_view id = text_at(statement, "Id");
    if (id.empty()) return refuse(statement, "an Id", "");
    const std::string_view iban = text_at(statement, "Acct/Id/IBAN");
    const std::string_view other = text_at(statement, "Acct/Id/Othr/Id");
    Document made{
        source, std::string(iban.empty() ? other : iban) + "/" + std::string(id), digest_, {}};
    std::size_t count = 0;
    each(statement, "Ntry", [&](const pugi::xml_node& entry) {
      ++count;
      if (!is_booked(entry)) return;
      Line line = read_entry(entry, statement, source);
      if (line.id.empty()) line.id = made.name + "/" + std::to_string(count);
      made.lines.push_back(std::move(line));
    });
    documents.push_back(std::move(made));
  }

  bool is_booked(const pugi::xml_node& entry) {
    const std::string_view code = text_at(entry, "Sts/Cd");
    const std::string_view status = code.empty() ? text_at(entry, "Sts") : code;
    if (status == "BOOK" || !child(entry, "Sts")) return true;
    const bool known = status == "PDNG" || status == "INFO" || status == "FUTR";
    if (!known) refuse(child(entry, "Sts"), "BOOK, PDNG, INFO or FUTR", status);
    return false;
  }

  Line read_entry(const pugi::xml_node& entry, const pugi::xml_node& statement, Source source) {
    Line line;
    line.source = source;
    line.kind = LineKind::payout;
    line.id = text_at(entry, "AcctSvcrRef");
    line.place = file_ + ":" + std::to_string(line_at(entry.offset_debug()));
    read_money(entry, line);
    read_day(entry, statement, line);
    each(entry, "NtryDtls", [&](const pugi::xml_node& details) {
      each(details, "TxDtls", [&](const pugi::xml_node& one) {
        add_references(one, line.references);
        const bool credit = line.amount.value_or(Money{}).minor >= 0;
        if (line.counterpart.empty()) line.counterpart = counterpart_of(one, credit);
      });
    });
    add_words(text_at(entry, "AddtlNtryInf"), line.references);
    return line;
  }

  void read_money(const pugi::xml_node& entry, Line& line) {
    const pugi::xml_node amount = child(entry, "Amt");
    const std::string_view currency = amount.attribute("Ccy").value();
    if (!amount) return refuse(entry, "an Amt", "");
    if (currency.empty()) return refuse(amount, "a currency in Ccy", "");
    const std::string_view number = text_at(amount, "");
    auto stated = read_amount(number, currency);
    const bool negative = number.starts_with('-') || number.starts_with('+');
    if (!stated || negative) return refuse(amount, "a decimal number without a sign", number);
    const std::string_view side = text_at(entry, "CdtDbtInd");
    if (side != "CRDT" && side != "DBIT") {
      return refuse(entry, "CRDT or DBIT in CdtDbtInd", side);
    }
    line.amount = stated->amount;
    if (line.amount && side == "DBIT") line.amount->minor = -line.amount->minor;
    if (!line.amount) line.stated = (side == "DBIT" ? "-" : "") + stated->text;
  }

  void read_day(const pugi::xml_node& entry, const pugi::xml_node& statement, Line& line) {
    for (const std::string_view path : {"BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"}) {
      const std::string_view text = text_at(entry, path);
      if (!text.empty()) return set_day(entry, text, line);
    }
    set_day(entry, text_at(statement, "CreDtTm"), line);
  }

  void set_day(const pugi::xml_node& entry, std::string_view text, Line& line) {
    const auto day = parse_day(text.substr(0, 10));
    if (!day) return refuse(entry, "a date such as 2026-03-01 in BookgDt or ValDt", text);
    line.day = *day;
  }

  const std::string& file_;
  std::string_view text_;
  std::string digest_;
  std::vector<std::size_t> line_ends_;
  std::optional<FileError> error_;
};

}  // namespace

Documents read_camt(const std::string& file, std::string_view text) {
  return CamtReader(file, text).read();
}

}  // namespace payments::files
