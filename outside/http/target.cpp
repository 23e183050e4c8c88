// Boost.URL, compiled here and nowhere else.
#include "outside/http/target.hpp"

#include <boost/url/src.hpp>
#include <boost/url.hpp>

namespace assay::outside::http {

namespace urls = boost::urls;

namespace {

std::vector<Field> fields_of(const urls::params_encoded_view& encoded) {
  urls::encoding_opts as_form;
  as_form.space_as_plus = true;
  std::vector<Field> fields;
  for (const auto& one : encoded) {
    fields.push_back({urls::pct_string_view{one.key}.decode(as_form),
                      urls::pct_string_view{one.value}.decode(as_form)});
  }
  return fields;
}

bool is_loopback(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]" || host == "::1";
}

}  // namespace

std::string_view Target::field(std::string_view name) const {
  for (const Field& one : query) {
    if (one.name == name) return one.value;
  }
  return {};
}

std::optional<std::vector<Field>> read_form(std::string_view text) {
  if (text.empty()) return std::vector<Field>{};
  // Brackets may come raw; a query may hold them only escaped, says RFC 3986.
  std::string escaped{"/?"};  // the view below is one of it
  for (const char letter : text) {
    if (letter == '[') escaped += "%5B";
    else if (letter == ']') escaped += "%5D";
    else escaped += letter;
  }
  const auto url = urls::parse_origin_form(escaped);
  if (!url) return std::nullopt;
  return fields_of(url->encoded_params());
}

std::optional<Target> read_target(std::string_view text) {
  const std::size_t mark = text.find('?');
  const auto url = urls::parse_origin_form(text.substr(0, mark));
  auto query = read_form(mark == std::string_view::npos ? "" : text.substr(mark + 1));
  if (!url || !query) return std::nullopt;
  Target target{.query = std::move(*query)};
  for (const auto& step : url->encoded_segments()) target.path.push_back(step.decode());
  return target;
}

std::optional<Address> read_loopback_address(std::string_view text) {
  const auto url = urls::parse_uri(text);
  if (!url || url->scheme() != "http" || url->has_userinfo()) return std::nullopt;
  const std::string host = url->host();
  if (!is_loopback(host)) return std::nullopt;
  Address address{host, url->has_port() ? url->port_number() : static_cast<unsigned short>(80),
                  std::string{url->encoded_target()}};
  if (address.target.empty()) address.target = "/";
  if (address.port == 0) return std::nullopt;
  return address;
}

}  // namespace assay::outside::http
