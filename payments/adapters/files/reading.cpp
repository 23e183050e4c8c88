// A person reads what is said of a file: what was found is cut and made printable.
#include "payments/adapters/files/reading.hpp"

#include <openssl/evp.h>

#include <array>

namespace payments::files {

std::string FileError::text() const {
  std::string text = file;
  if (line != 0) text += ", line " + std::to_string(line);
  if (!where.empty()) text += ", " + where;
  text += ": expected " + expected;
  if (!found.empty()) text += ", found \"" + found + "\"";
  return text;
}

std::string digest_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += hexadecimal[digest[i] / 16U];
    text += hexadecimal[digest[i] % 16U];
  }
  return text;
}

std::string shown(std::string_view found) {
  constexpr std::size_t length_max = 40;
  std::string text;
  for (const char sign : found.substr(0, length_max))
    text += sign >= ' ' && sign <= '~' ? sign : '?';
  return found.size() > length_max ? text + "..." : text;
}

}  // namespace payments::files
