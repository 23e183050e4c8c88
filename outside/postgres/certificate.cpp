// OpenSSL 3: a key on the curve P-256, which is made in less than a millisecond.
#include "outside/postgres/certificate.hpp"

#include <memory>
#include <stdexcept>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace assay::outside::postgres {

namespace ssl = boost::asio::ssl;

namespace {

template <auto free>
struct Freed {
  template <class Thing>
  void operator()(Thing* thing) const {
    free(thing);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

void require(bool done) {
  if (!done) throw std::runtime_error{"OpenSSL made no certificate"};
}

void extend(X509* certificate, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Extension extension{X509V3_EXT_conf_nid(nullptr, &context, kind, value)};
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

Certificate certificate_of(EVP_PKEY* key) {
  constexpr long day = 86'400;
  Certificate certificate{X509_new()};
  require(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3'650 * day);
  X509_NAME* const name = X509_get_subject_name(certificate.get());
  const std::string common{"localhost"};
  const auto* const bytes = reinterpret_cast<const unsigned char*>(common.c_str());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, bytes, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  require(X509_set_pubkey(certificate.get(), key) == 1);
  extend(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  extend(certificate.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  require(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
  return certificate;
}

std::string text_in(BIO* memory) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate) {
  const Memory memory{BIO_new(BIO_s_mem())};
  require(memory && PEM_write_bio_X509(memory.get(), certificate) == 1);
  return text_in(memory.get());
}

std::string pem_of(EVP_PKEY* key) {
  const Memory memory{BIO_new(BIO_s_mem())};
  require(memory &&
          PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return text_in(memory.get());
}

/// Clients that begin with TLS at once (PostgreSQL 17) insist on their protocol's name.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  static constexpr std::string_view ours{"\x0apostgresql"};
  const auto* const bytes = reinterpret_cast<const unsigned char*>(ours.data());
  unsigned char* found = nullptr;
  const int result = SSL_select_next_proto(&found, size, bytes, static_cast<unsigned>(ours.size()),
                                           offered, offered_size);
  *chosen = found;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

Identity make_identity() {
  const Key key{EVP_EC_gen("P-256")};
  require(key != nullptr);
  const Certificate certificate = certificate_of(key.get());
  Identity identity{ssl::context{ssl::context::tls_server}, pem_of(certificate.get())};
  const std::string secret = pem_of(key.get());
  identity.context.use_certificate(boost::asio::buffer(identity.certificate), ssl::context::pem);
  identity.context.use_private_key(boost::asio::buffer(secret), ssl::context::pem);
  SSL_CTX_set_alpn_select_cb(identity.context.native_handle(), choose_protocol, nullptr);
  return identity;
}

}  // namespace assay::outside::postgres
