// Who may ask: a bearer token for each tenant, and for each operator, in files that only their
// owner may read. Not users: whoever has a tenant's token is that tenant.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments::server {

class Tokens {
 public:
  struct Entry {
    std::string holder;
    std::string token;
  };

  explicit Tokens(std::vector<Entry> entries) : entries_(std::move(entries)) {}

  /// Whose request this is, by its header `Authorization`; none: nobody's.
  [[nodiscard]] std::optional<std::string> holder_of(std::string_view authorization) const;

 private:
  std::vector<Entry> entries_;
};

/// What a start has found, or made.
struct LoadedTokens {
  Tokens tokens;
  std::string made;  ///< the token of the first start, to be told once; empty: there was a file
};

/// Who holds the tokens of a file.
enum class Holders { tenants, operators };

/// Reads the file; the first time, makes one with a token for the tenant without a name, or for an
/// operator called "operator". Errors: a sentence for people.
[[nodiscard]] std::expected<LoadedTokens, std::string> load_tokens(const std::string& file,
                                                                   Holders holders);

}  // namespace payments::server
