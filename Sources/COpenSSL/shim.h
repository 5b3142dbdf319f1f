/// The part of libcrypto that the gateway uses: keyed MACs, and a comparison whose time tells nothing.
#ifndef ACUSE_COPENSSL_SHIM_H
#define ACUSE_COPENSSL_SHIM_H

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <openssl/params.h>

/// Prepares an HMAC context for SHA-256 under `key`; 1 on success. In C, because a parameter keeps the pointer to its
/// name: a string that Swift lends for one call is gone before libcrypto reads it.
static inline int acuse_hmac_sha256_prepare(EVP_MAC_CTX *context, const unsigned char *key, size_t key_length) {
  char digest[] = "SHA256";
  OSSL_PARAM parameters[] = {
    OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
    OSSL_PARAM_construct_end(),
  };
  return EVP_MAC_init(context, key, key_length, parameters);
}

#endif
