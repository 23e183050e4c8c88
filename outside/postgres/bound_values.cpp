// Binary forms are those that drivers send for numbers, texts and identifiers; the others are told
// as bytes. Source: the *_send and *_recv functions of PostgreSQL 15 (src/backend/utils/adt).
#include "outside/postgres/bound_values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "outside/postgres/wire.hpp"

namespace assay::outside::postgres {

namespace {

/// OIDs of src/include/catalog/pg_type.dat.
enum Type : std::uint32_t {
  type_bool = 16,
  type_int8 = 20,
  type_int2 = 21,
  type_int4 = 23,
  type_text = 25,
  type_json = 114,
  type_bpchar = 1042,
  type_varchar = 1043,
  type_numeric = 1700,
  type_uuid = 2950,
  type_jsonb = 3802,
};

std::string quoted(std::string_view text) {
  std::string literal{"'"};
  for (const char letter : text) {
    if (letter == '\'') literal += '\'';
    literal += letter;
  }
  return literal + "'";
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

std::string integer(std::string_view bytes) {
  const bool negative = !bytes.empty() && static_cast<unsigned char>(bytes[0]) >= 0x80;
  std::uint64_t number = negative ? ~std::uint64_t{0} : 0;
  for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
  return fmt::format("{}", static_cast<std::int64_t>(number));
}

/// Digits of base 10,000, a weight, a sign and how many decimals are shown.
std::string numeric(std::string_view bytes) {
  Fields fields{bytes};
  const auto digits = static_cast<int>(fields.number(2));
  const int weight = static_cast<std::int16_t>(fields.number(2));
  const std::uint32_t sign = fields.number(2);
  const std::size_t scale = fields.number(2);
  if (sign >= 0xc000) return "NaN";  // or an infinity
  std::string whole;
  std::string decimals;
  for (int at = weight < 0 ? weight + 1 : 0; at < digits || at <= weight; ++at) {
    const std::uint32_t digit = at >= 0 && at < digits ? fields.number(2) : 0;
    (at <= weight ? whole : decimals) += fmt::format("{:04}", digit);
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  decimals.resize(scale, '0');
  return fmt::format("{}{}{}{}", sign == 0x4000 ? "-" : "", whole.empty() ? "0" : whole,
                     scale > 0 ? "." : "", decimals);
}

std::string uuid(std::string_view bytes) {
  std::string text = hex(bytes);
  for (const std::size_t at : {8U, 13U, 18U, 23U}) {
    if (at <= text.size()) text.insert(at, "-");
  }
  return text;
}

/// Of no known type; numbers hold bytes below a blank, texts seldom do.
bool seems_text(std::string_view bytes) {
  return std::ranges::all_of(bytes,
                             [](char byte) { return static_cast<unsigned char>(byte) >= ' '; });
}

std::string from_binary(std::string_view bytes, std::uint32_t type) {
  switch (type) {
    case type_bool: return quoted(bytes == std::string_view{"\1"} ? "t" : "f");
    case type_int2:
    case type_int4:
    case type_int8: return quoted(integer(bytes));
    case type_text:
    case type_json:
    case type_bpchar:
    case type_varchar: return quoted(bytes);
    case type_numeric: return quoted(numeric(bytes));
    case type_uuid: return quoted(uuid(bytes));
    case type_jsonb: return quoted(bytes.substr(bytes.empty() ? 0 : 1));  // behind its version
    case 0:
      if (seems_text(bytes)) return quoted(bytes);
      [[fallthrough]];
    default: return "'\\x" + hex(bytes) + "'";
  }
}

}  // namespace

Binding read_binding(std::string_view body) {
  Fields fields{body};
  Binding binding;
  binding.portal = fields.text();
  binding.statement = fields.text();
  std::vector<bool> formats(fields.number(2));
  for (std::size_t i = 0; i < formats.size(); ++i) formats[i] = fields.number(2) == 1;
  const std::uint32_t values = fields.number(2);
  for (std::uint32_t i = 0; i < values && fields.ok(); ++i) {
    const std::uint32_t size = fields.number(4);
    const bool null = size == ~std::uint32_t{0};
    binding.values.push_back(null ? std::nullopt : std::optional{std::string{fields.take(size)}});
    // None: all are texts. One: it is that of all.
    binding.binary.push_back(formats.size() == 1 ? formats[0] : i < formats.size() && formats[i]);
  }
  return binding;
}

std::string literal(const std::optional<std::string>& value, bool binary, std::uint32_t type) {
  if (!value) return "NULL";
  return binary ? from_binary(*value, type) : quoted(*value);
}

std::string with_values(std::string_view sql, const std::vector<std::string>& literals,
                        Backslash backslash) {
  if (literals.empty()) return std::string{sql};
  std::string text;
  std::size_t from = 0;
  for (const Token& token : tokens_of(sql, backslash)) {
    if (token.kind != TokenKind::parameter) continue;
    std::size_t number = 0;
    for (const char digit : sql.substr(token.at + 1, std::min<std::size_t>(token.size - 1, 6))) {
      number = number * 10 + static_cast<std::size_t>(digit - '0');
    }
    if (number == 0 || number > literals.size()) continue;
    text += sql.substr(from, token.at - from);
    text += literals[number - 1];
    from = token.at + token.size;
  }
  return text += sql.substr(from);
}

}  // namespace assay::outside::postgres
