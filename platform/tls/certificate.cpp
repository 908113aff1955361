#include "platform/tls/certificate.h"

#include "platform/check.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>

namespace candour {
namespace {

struct FreeBio {
    void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

struct FreeExtension {
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
struct FreeTime {
    void operator()(ASN1_TIME* time) const { ASN1_TIME_free(time); }
};
struct FreeStore {
    void operator()(X509_STORE* store) const { X509_STORE_free(store); }
};
struct FreeContext {
    void operator()(X509_STORE_CTX* context) const { X509_STORE_CTX_free(context); }
};
struct FreeStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};

QByteArray contents(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(size)};
}

bool isAddress(const QByteArray& name) {
    ASN1_OCTET_STRING* address = a2i_IPADDRESS(name.constData());
    ASN1_OCTET_STRING_free(address);
    ERR_clear_error();
    return address != nullptr;
}

bool isDnsName(const QByteArray& name) {
    return !name.isEmpty() && name.size() <= 253 &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.' || c == '*';
           });
}

void addExtension(X509* certificate, X509* issuer, int kind, const QByteArray& value) {
    if (value.isEmpty()) return;
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, FreeExtension> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData()));
    check(extension && X509_add_ext(certificate, extension.get(), -1) == 1,
          "a certificate's extension is well formed");
}

void setTime(X509* certificate, int (*set)(X509*, const ASN1_TIME*), UtcTime time) {
    const std::unique_ptr<ASN1_TIME, FreeTime> value(
        ASN1_TIME_set(nullptr, std::chrono::system_clock::to_time_t(time)));
    check(value && set(certificate, value.get()) == 1, "a certificate takes its dates");
}

void setSerial(X509* certificate, Random& random) {
    auto bytes = random.take<16>();
    bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7f) | 0x40);  // positive, never zero
    BIGNUM* number = BN_bin2bn(bytes.data(), bytes.size(), nullptr);
    const bool done = BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
    BN_free(number);
    check(done, "a certificate takes its number");
}

Result<QByteArray> alternativeNames(const std::vector<QByteArray>& names) {
    QByteArray list;
    for (const QByteArray& name : names) {
        const bool address = isAddress(name);
        // The list is text in which a comma begins another name, so the names are checked first.
        if (!address && !isDnsName(name)) return fail(Code::badInput, "name the store");
        if (!list.isEmpty()) list += ',';
        list += (address ? "IP:" : "DNS:") + name;
    }
    return list;
}

}  // namespace

void TlsKey::Free::operator()(evp_pkey_st* key) const {
    EVP_PKEY_free(key);
}

TlsKey TlsKey::make() {
    TlsKey key(EVP_EC_gen("P-256"));
    check(key.m_key != nullptr, "OpenSSL makes a key");
    return key;
}

Result<TlsKey> TlsKey::fromPem(const SecretBytes& pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    // An encrypted key would otherwise be asked for on the terminal.
    const auto noPassword = [](char*, int, int, void*) { return -1; };
    TlsKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr));
    ERR_clear_error();
    if (!key.m_key) return fail(Code::damaged, "read the store's TLS key");
    return key;
}

SecretBytes TlsKey::toPem() const {
    const Bio bio(BIO_new(BIO_s_secmem()));
    check(PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr,
                                        nullptr) == 1,
          "a key is written");
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return SecretBytes::copyOf(std::string_view(data, static_cast<std::size_t>(size)));
}

void TlsCertificate::Free::operator()(x509_st* certificate) const {
    X509_free(certificate);
}

Result<TlsCertificate> TlsCertificate::sign(const Form& form, const TlsKey& key,
                                            const TlsCertificate* issuer, const TlsKey& issuerKey,
                                            Random& random) {
    TRY(const QByteArray names, alternativeNames(form.names));
    TlsCertificate made(X509_new());
    X509* certificate = made.get();
    check(certificate != nullptr, "there is memory for a certificate");
    X509_set_version(certificate, X509_VERSION_3);
    setSerial(certificate, random);
    setTime(certificate, X509_set1_notBefore, form.notBefore);
    setTime(certificate, X509_set1_notAfter, form.notAfter);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(form.commonName.constData()),
                               static_cast<int>(form.commonName.size()), -1, 0);
    X509* signer = issuer != nullptr ? issuer->get() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    X509_set_pubkey(certificate, key.get());
    addExtension(certificate, signer, NID_basic_constraints, form.basicConstraints);
    addExtension(certificate, signer, NID_key_usage, form.keyUsage);
    addExtension(certificate, signer, NID_ext_key_usage, form.extendedKeyUsage);
    addExtension(certificate, signer, NID_subject_key_identifier, "hash");
    if (issuer != nullptr) addExtension(certificate, signer, NID_authority_key_identifier, "keyid");
    addExtension(certificate, signer, NID_subject_alt_name, names);
    check(X509_sign(certificate, issuerKey.get(), EVP_sha256()) > 0, "a certificate is signed");
    return made;
}

Result<TlsCertificate> TlsCertificate::fromPem(const QByteArray& pem) {
    const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    TlsCertificate read(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!read.m_certificate) return fail(Code::damaged, "read a certificate");
    return read;
}

Result<TlsCertificate> TlsCertificate::fromDer(const QByteArray& der) {
    const auto* data = reinterpret_cast<const unsigned char*>(der.constData());
    TlsCertificate read(d2i_X509(nullptr, &data, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!read.m_certificate) return fail(Code::damaged, "read a certificate");
    return read;
}

QByteArray TlsCertificate::toPem() const {
    const Bio bio(BIO_new(BIO_s_mem()));
    check(PEM_write_bio_X509(bio.get(), m_certificate.get()) == 1, "a certificate is written");
    return contents(bio.get());
}

QByteArray TlsCertificate::toDer() const {
    const Bio bio(BIO_new(BIO_s_mem()));
    check(i2d_X509_bio(bio.get(), m_certificate.get()) == 1, "a certificate is written");
    return contents(bio.get());
}

QByteArray TlsCertificate::fingerprint() const {
    QByteArray digest(32, Qt::Uninitialized);
    unsigned int size = 0;
    check(X509_digest(m_certificate.get(), EVP_sha256(),
                      reinterpret_cast<unsigned char*>(digest.data()), &size) == 1 &&
              size == 32,
          "a certificate has a fingerprint");
    return digest;
}

bool TlsCertificate::belongsTo(const TlsKey& key) const {
    const bool same = X509_check_private_key(m_certificate.get(), key.get()) == 1;
    ERR_clear_error();
    return same;
}

UtcTime TlsCertificate::notAfter() const {
    std::tm parts{};
    check(ASN1_TIME_to_tm(X509_get0_notAfter(m_certificate.get()), &parts) == 1,
          "a certificate that was read has a last date");
    return std::chrono::time_point_cast<milliseconds>(
        std::chrono::system_clock::from_time_t(timegm(&parts)));
}

Status leadsTo(const TlsCertificate& authority, const std::vector<TlsCertificate>& presented,
               const QByteArray& host, std::optional<UtcTime> at) {
    constexpr char during[] = "check the store's certificate";
    // OpenSSL takes an empty name for "any".
    if (host.isEmpty()) return fail(Code::storeNotGenuine, during, "the store has no name");
    if (presented.empty()) return fail(Code::storeNotGenuine, during, "none was presented");
    const std::unique_ptr<X509_STORE, FreeStore> store(X509_STORE_new());
    const std::unique_ptr<STACK_OF(X509), FreeStack> between(sk_X509_new_null());
    const std::unique_ptr<X509_STORE_CTX, FreeContext> context(X509_STORE_CTX_new());
    check(store && between && context, "there is memory to check a certificate");
    X509_STORE_add_cert(store.get(), authority.get());
    for (const TlsCertificate& certificate : presented)
        sk_X509_push(between.get(), certificate.get());
    check(X509_STORE_CTX_init(context.get(), store.get(), presented.front().get(), between.get()),
          "a certificate can be checked");
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context.get());
    if (at)
        X509_VERIFY_PARAM_set_time(rules, std::chrono::system_clock::to_time_t(*at));
    else
        X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME);
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_SSL_SERVER);
    const bool named =
        isAddress(host) ? X509_VERIFY_PARAM_set1_ip_asc(rules, host.constData()) == 1
                        : X509_VERIFY_PARAM_set1_host(rules, host.constData(),
                                                      static_cast<std::size_t>(host.size())) == 1;
    const bool sound = named && X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    if (sound) return {};
    return fail(Code::storeNotGenuine, during,
                X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
}

}  // namespace candour
