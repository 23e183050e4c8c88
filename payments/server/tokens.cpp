// {"tenants": [{"tenant": "", "token": "..."}]}, and "operators" likewise.
#include "payments/server/tokens.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "payments/server/machine.hpp"

namespace payments::server {
namespace {

using nlohmann::json;

constexpr std::size_t token_length_min = 16;

/// In a time that does not tell how much of it was right.
bool same(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  unsigned differing = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    differing |= static_cast<unsigned>(one[i] ^ other[i]);
  }
  return differing == 0;
}

/// Whole or not at all, and for its owner alone.
bool write_privately(const std::string& file, const std::string& text) {
  const std::string beside = file + ".new";
  const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  const int opened = ::open(beside.c_str(), flags, S_IRUSR | S_IWUSR);
  if (opened < 0) return false;
  const auto size = static_cast<ssize_t>(text.size());
  const bool written = ::write(opened, text.data(), text.size()) == size && ::fsync(opened) == 0;
  if (::close(opened) != 0 || !written) return false;
  std::error_code failed;
  std::filesystem::rename(beside, file, failed);
  return !failed;
}

/// What a file calls its holders, and what the first one is called.
struct HolderWords {
  std::string all, one, first, token_prefix;
};

HolderWords words_of(Holders holders) {
  if (holders == Holders::tenants) return {"tenants", "tenant", "", "ap-"};
  return {"operators", "operator", "operator", "op-"};
}

std::optional<Tokens::Entry> entry_of(const json& object, const HolderWords& words) {
  if (!object.is_object() || object.size() != 2) return std::nullopt;
  const auto holder = object.find(words.one), token = object.find("token");
  if (holder == object.end() || token == object.end()) return std::nullopt;
  if (!holder->is_string() || !token->is_string()) return std::nullopt;
  Tokens::Entry entry{holder->get<std::string>(), token->get<std::string>()};
  if (entry.token.size() < token_length_min) return std::nullopt;
  return entry;
}

std::optional<Tokens> read(const std::string& file, const HolderWords& words) {
  std::ifstream in(file);
  const json all = json::parse(in, nullptr, false);
  if (!all.is_object() || all.size() != 1 || !all.contains(words.all)) return std::nullopt;
  std::vector<Tokens::Entry> entries;
  for (const json& one : all[words.all]) {
    auto entry = entry_of(one, words);
    if (!entry) return std::nullopt;
    entries.push_back(*std::move(entry));
  }
  if (entries.empty()) return std::nullopt;
  return Tokens(std::move(entries));
}

}  // namespace

std::optional<std::string> Tokens::holder_of(std::string_view authorization) const {
  constexpr std::string_view scheme = "Bearer ";
  if (!authorization.starts_with(scheme)) return std::nullopt;
  authorization.remove_prefix(scheme.size());
  std::optional<std::string> found;
  for (const Entry& entry : entries_) {
    if (same(entry.token, authorization)) found = entry.holder;
  }
  return found;
}

std::expected<LoadedTokens, std::string> load_tokens(const std::string& file, Holders holders) {
  const HolderWords words = words_of(holders);
  if (std::filesystem::exists(file)) {
    auto tokens = read(file, words);
    if (tokens) return LoadedTokens{*std::move(tokens), {}};
    return std::unexpected(file + ": expected {\"" + words.all + "\": [{\"" + words.one +
                           "\": \"...\", \"token\": \"...\"}]}, tokens of at least 16 characters");
  }
  const std::string token = words.token_prefix + random_word(40);
  const json made{{words.all, {{{words.one, words.first}, {"token", token}}}}};
  if (!write_privately(file, made.dump(2) + "\n")) return std::unexpected(file + ": not written");
  return LoadedTokens{Tokens({{words.first, token}}), token};
}

}  // namespace payments::server
