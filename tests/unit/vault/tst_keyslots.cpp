#include "app/vault/keyslots.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

using namespace candour;

class KeySlotsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void thePassphrase_unlocks();
    void howItWasTyped_doesNotMatter();
    void aShortPassphrase_cannotBeChosen();
    void aChangedPassphrase_opensTheSameKey();
    void anyFlippedByte_failsClosed();
    void aCheaperHead_isRefused();
    void aHeadThatAsksForTooMuch_isRefused();
    void aNewerFormat_isNamed();
    void aSlotOfALaterKind_isKept();
    void keysOfDifferentUse_differ();

  private:
    KeySlots made();
    static constexpr std::string_view m_words = "nothing is ever lost";
    SeededRandom m_random{7};
    FakeClock m_clock;
    VaultId m_vault = VaultId::makeV7(m_clock, m_random);
    VaultKey m_key = VaultKey::generate(m_random);
};

KeySlots KeySlotsTest::made() {
    auto slots = KeySlots::make(m_vault, m_key, passphraseOf(m_words), leastKdfCost, m_random);
    if (!slots) qFatal("no slots");
    slots->sealIdentity(m_key, SecretBytes::copyOf("who I am").view(), m_random);
    return std::move(*slots);
}

void KeySlotsTest::thePassphrase_unlocks() {
    const auto read = KeySlots::decode(made().encode());
    QVERIFY(read.has_value());
    const auto key = read->unlock(passphraseOf(m_words));
    QVERIFY(key.has_value());
    QVERIFY(key->secret().equals(m_key.secret()));
    QCOMPARE(read->unlock(passphraseOf("nothing is ever lost!")).error().code,
             Code::wrongPassphrase);
    QCOMPARE(read->unlock(passphraseOf("")).error().code, Code::wrongPassphrase);
}

void KeySlotsTest::howItWasTyped_doesNotMatter() {
    const auto composed = Passphrase::choose(SecretBytes::copyOf("caf\xc3\xa9 caf\xc3\xa9 cafe!"));
    const auto decomposed =
        Passphrase::choose(SecretBytes::copyOf("cafe\xcc\x81 cafe\xcc\x81 cafe!"));
    QVERIFY(composed->bytes().equals(decomposed->bytes()));
}

void KeySlotsTest::aShortPassphrase_cannotBeChosen() {
    // Fourteen characters, but 28 bytes.
    const auto fourteen = QByteArray("\xc3\xa9").repeated(14);
    const auto choose = [](const QByteArray& utf8) {
        return Passphrase::choose(SecretBytes::copyOf(std::string_view(utf8.data(), utf8.size())));
    };
    QCOMPARE(choose(fourteen).error().code, Code::badInput);
    QVERIFY(choose(fourteen + "!").has_value());
    QCOMPARE(choose(QByteArray(1025, 'x')).error().code, Code::tooLarge);
    QCOMPARE(choose(QByteArray(20, '\xff')).error().code, Code::badInput);
}

void KeySlotsTest::aChangedPassphrase_opensTheSameKey() {
    KeySlots slots = made();
    QVERIFY(
        slots.changePassphrase(m_key, passphraseOf("another passphrase"), leastKdfCost, m_random));
    QCOMPARE(slots.unlock(passphraseOf(m_words)).error().code, Code::wrongPassphrase);
    const auto key = slots.unlock(passphraseOf("another passphrase"));
    QVERIFY(key.has_value() && key->secret().equals(m_key.secret()));
    QVERIFY(slots.openIdentity(*key)->equals(SecretBytes::copyOf("who I am")));
}

void KeySlotsTest::anyFlippedByte_failsClosed() {
    const QByteArray whole = made().encode();
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray flipped = whole;
        flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
        const auto read = KeySlots::decode(flipped);
        if (!read) continue;
        // Where the identity does not open, the passphrase need not be tried: that takes long.
        if (!read->openIdentity(m_key)) continue;
        const auto key = read->unlock(passphraseOf(m_words));
        QVERIFY2(!key, qPrintable(QString::number(i)));
    }
}

void KeySlotsTest::aCheaperHead_isRefused() {
    QByteArray head = made().encode();
    // [salt, passes, KiB]: 83 50 salt 03 1a 00010000
    const qsizetype memory = head.indexOf(QByteArray::fromHex("031a00010000"));
    QVERIFY(memory > 0);
    head[memory] = 2;
    QCOMPARE(KeySlots::decode(head)->unlock(passphraseOf(m_words)).error().code, Code::damaged);
    head[memory] = 4;  // dearer, but not what was written
    QCOMPARE(KeySlots::decode(head)->unlock(passphraseOf(m_words)).error().code,
             Code::wrongPassphrase);
}

void KeySlotsTest::aHeadThatAsksForTooMuch_isRefused() {
    QByteArray head = made().encode();
    const qsizetype memory = head.indexOf(QByteArray::fromHex("031a00010000"));
    head[memory + 2] = 1;  // 16 GiB and more
    QCOMPARE(KeySlots::decode(head)->unlock(passphraseOf(m_words)).error().code, Code::damaged);
}

void KeySlotsTest::aNewerFormat_isNamed() {
    QByteArray head = made().encode();
    QVERIFY(head.startsWith(QByteArray::fromHex("a40101")));
    head[2] = 2;
    QCOMPARE(KeySlots::decode(head).error().code, Code::newerVersion);
}

void KeySlotsTest::aSlotOfALaterKind_isKept() {
    QByteArray head = made().encode();
    const qsizetype slots = head.indexOf(QByteArray::fromHex("0381"), 20);
    QVERIFY(slots > 0);
    const QByteArray later = QByteArray::fromHex("830941aa41bb");
    head[slots + 1] = static_cast<char>(0x82);
    head.insert(slots + 2, later);
    auto read = KeySlots::decode(head);
    QVERIFY(read.has_value());
    QVERIFY(read->unlock(passphraseOf(m_words)).has_value());
    QVERIFY(
        read->changePassphrase(m_key, passphraseOf("another passphrase"), leastKdfCost, m_random));
    QVERIFY(read->encode().contains(later));
}

void KeySlotsTest::keysOfDifferentUse_differ() {
    const SecretBytes database = m_key.keyFor(VaultKey::Use::database);
    QVERIFY(!database.equals(m_key.keyFor(VaultKey::Use::keyFile)));
    QVERIFY(!database.equals(m_key.keyFor(VaultKey::Use::settings)));
    QVERIFY(!database.equals(m_key.secret()));
}

QTEST_APPLESS_MAIN(KeySlotsTest)
#include "tst_keyslots.moc"
