// The store's own certificate authority.
#include "platform/tls/authority.h"

#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>
#include <QTest>

using namespace candour;

namespace {
/// Stands still.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(UtcTime time) : m_time(time) {}
    [[nodiscard]] UtcTime utc() const override { return m_time; }
    [[nodiscard]] milliseconds sinceBoot() const override { return {}; }
    [[nodiscard]] std::chrono::minutes zoneOffset() const override { return {}; }

  private:
    UtcTime m_time;
};
}  // namespace

class TestAuthority : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void authority_survivesItsPem();
    void fingerprint_isTheCertificatesSha256();
    void serverCertificate_leadsToTheAuthority_forItsNamesOnly();
    void serverCertificate_isForServersOnly_andLastsAsAsked();
    void serverCertificate_neverOutlivesTheAuthority();
    void twoCertificates_shareNeitherKeyNorNumber();
    void names_thatAreNone_areRefused_data();
    void names_thatAreNone_areRefused();
    void pem_thatIsNone_isDamaged();
    void otherAuthority_isNotLedTo();

  private:
    FixedClock m_clock{UtcTime(std::chrono::seconds(1'800'000'000))};
    SystemRandom m_random;
    CertificateAuthority make() {
        return CertificateAuthority::create("Northmere", m_clock, m_random).value();
    }
    static std::vector<TlsCertificate> chainOf(const TlsIdentity& identity) {
        std::vector<TlsCertificate> chain;
        for (const QSslCertificate& one :
             QSslCertificate::fromData(identity.certificateChain, QSsl::Pem))
            chain.push_back(TlsCertificate::fromDer(one.toDer()).value());
        return chain;
    }
};

void TestAuthority::authority_survivesItsPem() {
    const CertificateAuthority made = make();
    const auto read = CertificateAuthority::fromPem(made.certificatePem(), made.privateKeyPem());
    QVERIFY(read);
    QCOMPARE(read->fingerprint(), made.fingerprint());
    const auto identity = read->issue({"localhost"}, m_clock, m_random).value();
    const auto chain = chainOf(identity);
    QVERIFY(leadsTo(TlsCertificate::fromPem(made.certificatePem()).value(), chain, "localhost"));
}

void TestAuthority::fingerprint_isTheCertificatesSha256() {
    const CertificateAuthority made = make();
    const auto seen = QSslCertificate::fromData(made.certificatePem(), QSsl::Pem).first();
    QCOMPARE(made.fingerprint(), seen.digest(QCryptographicHash::Sha256));
}

void TestAuthority::serverCertificate_leadsToTheAuthority_forItsNamesOnly() {
    const CertificateAuthority made = make();
    const auto identity =
        made.issue({"store.example", "192.0.2.7", "2001:db8::7"}, m_clock, m_random).value();
    const auto chain = chainOf(identity);
    QCOMPARE(chain.size(), 2U);
    const TlsCertificate& authority = chain.back();
    QCOMPARE(authority.fingerprint(), made.fingerprint());
    for (const char* name : {"store.example", "192.0.2.7", "2001:db8::7"})
        QVERIFY2(leadsTo(authority, chain, name), name);
    for (const char* name : {"example", "other.example", "192.0.2.8", "2001:db8::8", ""})
        QVERIFY2(!leadsTo(authority, chain, name), name);
}

void TestAuthority::serverCertificate_isForServersOnly_andLastsAsAsked() {
    const auto identity =
        make().issue({"localhost"}, m_clock, m_random, std::chrono::days(90)).value();
    const auto chain = QSslCertificate::fromData(identity.certificateChain, QSsl::Pem);
    const auto now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    QCOMPARE(chain.first().expiryDate(), now.addDays(90));
    QCOMPARE(chain.first().effectiveDate(), now.addDays(-1));
    QCOMPARE(chain.first().publicKey().algorithm(), QSsl::Ec);
    for (const QSslCertificateExtension& extension : chain.first().extensions())
        if (extension.oid() == u"2.5.29.19")
            QCOMPARE(extension.value().toMap()[QStringLiteral("ca")], QVariant(false));
    QVERIFY(!chain.first().isSelfSigned());
    QVERIFY(chain.last().isSelfSigned());
}

void TestAuthority::serverCertificate_neverOutlivesTheAuthority() {
    const CertificateAuthority made = make();
    const FixedClock late(m_clock.utc() + CertificateAuthority::lifetime - std::chrono::days(10));
    const auto identity = made.issue({"localhost"}, late, m_random).value();
    const auto chain = QSslCertificate::fromData(identity.certificateChain, QSsl::Pem);
    QCOMPARE(chain.first().expiryDate(), chain.last().expiryDate());
}

void TestAuthority::twoCertificates_shareNeitherKeyNorNumber() {
    const CertificateAuthority made = make();
    const auto one = made.issue({"localhost"}, m_clock, m_random).value();
    const auto two = made.issue({"localhost"}, m_clock, m_random).value();
    QVERIFY(!one.privateKey.equals(two.privateKey));
    QVERIFY(QSslCertificate::fromData(one.certificateChain, QSsl::Pem).first().serialNumber() !=
            QSslCertificate::fromData(two.certificateChain, QSsl::Pem).first().serialNumber());
}

void TestAuthority::names_thatAreNone_areRefused_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another name behind a comma") << QByteArray("a.example,DNS:bank.example");
    QTest::newRow("a space") << QByteArray("a example");
    QTest::newRow("a line break") << QByteArray("a\nb");
    QTest::newRow("a NUL") << QByteArray("a\0b", 3);
    QTest::newRow("an email") << QByteArray("email:a");
    QTest::newRow("too long") << QByteArray(300, 'a');
}

void TestAuthority::names_thatAreNone_areRefused() {
    QFETCH(QByteArray, name);
    const auto result = make().issue({"localhost", name}, m_clock, m_random);
    QVERIFY(!result);
    QCOMPARE(result.error().code, Code::badInput);
    QVERIFY(!make().issue({}, m_clock, m_random));
}

void TestAuthority::pem_thatIsNone_isDamaged() {
    const CertificateAuthority made = make();
    const auto code = [](const auto& result) {
        return result ? Code::cancelled : result.error().code;
    };
    QCOMPARE(code(CertificateAuthority::fromPem("nonsense", made.privateKeyPem())), Code::damaged);
    QCOMPARE(code(CertificateAuthority::fromPem(made.certificatePem(),
                                                SecretBytes::copyOf(std::string_view("nonsense")))),
             Code::damaged);
    QCOMPARE(code(CertificateAuthority::fromPem(made.certificatePem(), make().privateKeyPem())),
             Code::damaged);
    QCOMPARE(code(CertificateAuthority::fromPem({}, {})), Code::damaged);
    QCOMPARE(code(TlsCertificate::fromDer("nonsense")), Code::damaged);
}

void TestAuthority::otherAuthority_isNotLedTo() {
    const auto identity = make().issue({"localhost"}, m_clock, m_random).value();
    const auto other = TlsCertificate::fromPem(make().certificatePem()).value();
    const auto result = leadsTo(other, chainOf(identity), "localhost");
    QVERIFY(!result);
    QCOMPARE(result.error().code, Code::storeNotGenuine);
    QVERIFY(!leadsTo(other, {}, "localhost"));
}

QTEST_GUILESS_MAIN(TestAuthority)
#include "tst_authority.moc"
