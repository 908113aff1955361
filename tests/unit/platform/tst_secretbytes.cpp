// Memory for secrets.
#include "platform/random.h"
#include "platform/secretbytes.h"

#include <QTest>

#include <type_traits>

using namespace candour;

class TestSecretBytes : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void newSecret_isZeroed();
    void copies_areMadeOnPurposeOnly();
    void move_emptiesTheSource();
    void moveOntoItself_keepsTheSecret();
    void comparison_looksAtSizeAndContent();
    void emptySecrets_areEqual_andSafe();
    void wipe_leavesNothing();
    void random_differsEachTime();
};

void TestSecretBytes::newSecret_isZeroed() {
    const SecretBytes secret(64);
    QCOMPARE(secret.size(), 64U);
    for (const std::uint8_t byte : secret.view()) QCOMPARE(byte, 0);
}

void TestSecretBytes::copies_areMadeOnPurposeOnly() {
    static_assert(!std::is_copy_constructible_v<SecretBytes>);
    static_assert(!std::is_copy_assignable_v<SecretBytes>);
    const SecretBytes secret = SecretBytes::copyOf(std::string_view("correct horse"));
    SecretBytes copy = secret.clone();
    QVERIFY(copy.equals(secret));
    copy.data()[0] ^= 1;
    QVERIFY(!copy.equals(secret));
}

void TestSecretBytes::move_emptiesTheSource() {
    SecretBytes source = SecretBytes::copyOf(std::string_view("abc"));
    const std::uint8_t* where = source.data();
    SecretBytes taken(std::move(source));
    QCOMPARE(taken.data(), where);
    QVERIFY(source.empty());  // NOLINT(bugprone-use-after-move): this is what is promised
    SecretBytes assigned = SecretBytes::copyOf(std::string_view("old"));
    assigned = std::move(taken);
    QCOMPARE(assigned.data(), where);
    QVERIFY(taken.empty());  // NOLINT(bugprone-use-after-move): the old secret does not live on
}

void TestSecretBytes::moveOntoItself_keepsTheSecret() {
    SecretBytes secret = SecretBytes::copyOf(std::string_view("abc"));
    SecretBytes& same = secret;
    secret = std::move(same);
    QVERIFY(secret.equals(SecretBytes::copyOf(std::string_view("abc"))));
}

void TestSecretBytes::comparison_looksAtSizeAndContent() {
    const auto of = [](const char* text) { return SecretBytes::copyOf(std::string_view(text)); };
    QVERIFY(of("abc").equals(of("abc")));
    QVERIFY(!of("abc").equals(of("abd")));
    QVERIFY(!of("abc").equals(of("ab")));
    QVERIFY(!of("").equals(of("a")));
}

void TestSecretBytes::emptySecrets_areEqual_andSafe() {
    const SecretBytes one;
    const SecretBytes two(0);
    QVERIFY(one.equals(two));
    QVERIFY(one.clone().empty());
    QVERIFY(one.view().empty());
}

void TestSecretBytes::wipe_leavesNothing() {
    SecretBytes secret = SecretBytes::copyOf(std::string_view("abc"));
    secret.wipe();
    QVERIFY(secret.empty());
    QVERIFY(secret.data() == nullptr);
    secret.wipe();
}

void TestSecretBytes::random_differsEachTime() {
    SystemRandom random;
    const SecretBytes one = SecretBytes::random(32, random);
    const SecretBytes two = SecretBytes::random(32, random);
    QVERIFY(!one.equals(two));
    QVERIFY(!one.equals(SecretBytes(32)));
}

QTEST_GUILESS_MAIN(TestSecretBytes)
#include "tst_secretbytes.moc"
