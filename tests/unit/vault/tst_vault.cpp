#include "app/vault/unlocktries.h"
#include "tests/unit/vault/testvault.h"

#include <QDirIterator>
#include <QTest>

#include <unistd.h>

using namespace candour;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read a file");
    return file.readAll();
}

void overwrite(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a file");
}

StoreIdentity storeOf(const SigningKey& key) {
    StoreIdentity store;
    store.host = "store.example";
    store.authorityPem = "a certificate authority";
    store.key = key.verifyKey();
    return store;
}

/// Every file of a folder with its bytes: equal before and after means that nothing was touched.
std::map<QString, QByteArray> snapshot(const QString& folder) {
    std::map<QString, QByteArray> files;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden);
    while (walk.hasNext()) {
        const QString path = walk.next();
        files[path] = contentOf(path);
    }
    return files;
}

}  // namespace

class VaultTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatWasPut_isThereAfterUnlocking();
    void theWords_areInNoFile();
    void aSecondOpening_isTold();
    void aCreationCutShort_leavesNoVault();
    void aFolderInUse_isNotTakenOver();
    void aRestart_isCounted();
    void aClockSetBackAYear_changesNoOrder();
    void anEnrolment_isFinishedAfterACrash();
    void aCertificateForAnotherVault_isRefused();
    void badFiles_areNamedAndLeftAlone_data();
    void badFiles_areNamedAndLeftAlone();
    void aReadOnlyFolder_isNamed();
    void aVaultThatIsNotThere_isNotFound();
    void manyWrongPassphrases_costTime_inAnyProgram();
    void settingTheClock_shortensNoWait();
    void aChangedPassphrase_survivesUnlocking();
    void aSoundVault_verifies();
};

void VaultTest::whatWasPut_isThereAfterUnlocking() {
    TestVault test;
    const Saved slot = test.slot(u"Front door"_qs);
    test.lock();
    test.reopen();
    const RecordView view = test.view(slot.row);
    QCOMPARE(valueOf(view.values(), u"title").text(), u"Front door"_qs);
    QCOMPARE(test.hits(u"front"_qs), QStringList{u"Front door"_qs});
}

void VaultTest::theWords_areInNoFile() {
    TestVault test;
    const Saved session = test.session(test.slot().name.id);
    test.line(session.name.id, u"zebra crossing planted"_qs);
    QVERIFY(test.vault->drafts().save({session.name.id,
                                       u"text"_qs,
                                       u"zebra draft planted"_qs,
                                       3,
                                       u"said"_qs,
                                       test.clock.utc(),
                                       {}}));
    for (const bool locked : {false, true}) {
        if (locked) test.lock();
        for (const auto& [path, bytes] : snapshot(test.path())) {
            QVERIFY2(!bytes.contains("planted"), qPrintable(path));
            QVERIFY2(!bytes.contains("SQLite format"), qPrintable(path));
        }
    }
}

void VaultTest::aSecondOpening_isTold() {
    TestVault test;
    QCOMPARE(test.open().error().code, Code::inUse);
    test.lock();
    QVERIFY(test.open().has_value());
}

void VaultTest::aCreationCutShort_leavesNoVault() {
    TestVault test;
    const QString half = test.folder.filePath(u"half"_qs);
    QVERIFY(QDir().mkpath(half + u".new"_qs));
    overwrite(half + u".new/ledger.db"_qs, "cut short");
    QCOMPARE(Vault::open(half, passphraseOf(TestVault::words), test.ground).error().code,
             Code::notFound);
    QVERIFY(Vault::create(half, passphraseOf(TestVault::words),
                          Identity::alone(u"TV"_qs, test.clock, test.random), test.ground,
                          leastKdfCost)
                .has_value());
    QVERIFY(!QFile::exists(half + u".new"_qs));
}

void VaultTest::aFolderInUse_isNotTakenOver() {
    TestVault test;
    const QString folder = test.folder.filePath(u"letters"_qs);
    QVERIFY(QDir().mkpath(folder));
    overwrite(folder + u"/.hidden"_qs, "mine");
    QCOMPARE(
        Vault::create(folder, passphraseOf(TestVault::words),
                      Identity::alone(u"TV"_qs, test.clock, test.random), test.ground, leastKdfCost)
            .error()
            .code,
        Code::alreadyThere);
    QCOMPARE(contentOf(folder + u"/.hidden"_qs), QByteArray("mine"));
}

void VaultTest::aRestart_isCounted() {
    TestVault test;
    QCOMPARE(test.vault->author().now().bootCount, 1U);
    test.clock.advance(milliseconds(60'000));
    test.slot();
    test.lock();
    test.clock.advance(milliseconds(1'000));
    test.reopen();
    QCOMPARE(test.vault->author().now().bootCount, 1U);
    test.vault.reset();
    FakeClock rebooted;  // an hour after boot: before what was stored
    auto opened = Vault::open(test.path(), passphraseOf(TestVault::words), {rebooted, test.random});
    QVERIFY(opened.has_value());
    QCOMPARE((*opened)->author().now().bootCount, 2U);
}

void VaultTest::aClockSetBackAYear_changesNoOrder() {
    TestVault test;
    const Saved slot = test.slot(u"first"_qs);
    test.clock.jump(-std::chrono::hours(24 * 365));
    test.reopen();
    test.edit(slot.name, u"title"_qs, u"second"_qs);
    const RecordView view = test.view(slot.row);
    QCOMPARE(valueOf(view.values(), u"title").text(), u"second"_qs);
    QVERIFY(!view.inConflict());
    QCOMPARE(view.changed.sinceBoot, test.clock.sinceBoot());
    QVERIFY(test.vault->verify()->faults.empty());
}

void VaultTest::anEnrolment_isFinishedAfterACrash() {
    TestVault test;
    SeededRandom random(5);
    const QString path = test.folder.filePath(u"enrolling"_qs);
    {
        auto made = Vault::create(
            path, passphraseOf(TestVault::words),
            Identity::pendingEnrolment(SecretBytes::copyOf("code and nonce"), test.clock, random),
            {test.clock, random}, leastKdfCost);
        QVERIFY(made.has_value());
    }
    const SigningKey store = SigningKey::generate(random);
    VaultId vault;
    {
        auto opened = Vault::open(path, passphraseOf(TestVault::words), {test.clock, random});
        QVERIFY(opened.has_value());
        const Identity& identity = (*opened)->identity();
        QCOMPARE(identity.standing, Identity::Standing::pending);
        QVERIFY(identity.enrolment.equals(SecretBytes::copyOf("code and nonce")));
        Certificate certificate;
        certificate.vault = vault = identity.vault;
        certificate.person = PersonId::makeV7(test.clock, random);
        certificate.name = u"AB"_qs;
        certificate.author = identity.signing.verifyKey();
        certificate.recipient = identity.box.publicKey();
        QVERIFY((*opened)->completeEnrolment(Signed<Certificate>::make(certificate, store),
                                             storeOf(store)));
    }
    auto opened = Vault::open(path, passphraseOf(TestVault::words), {test.clock, random});
    QVERIFY(opened.has_value());
    const Identity& identity = (*opened)->identity();
    QCOMPARE(identity.standing, Identity::Standing::enrolled);
    QCOMPARE(identity.initials, u"AB"_qs);
    QCOMPARE(identity.store->host, QByteArray("store.example"));
    QVERIFY(identity.store->key == store.verifyKey());
    QVERIFY(identity.storeKey == store.verifyKey());
    QVERIFY(identity.enrolment.empty());
    QVERIFY((*opened)->ledger().certificate(vault)->has_value());
}

void VaultTest::aCertificateForAnotherVault_isRefused() {
    TestVault test;
    SeededRandom random(6);
    auto made = Vault::create(test.folder.filePath(u"other"_qs), passphraseOf(TestVault::words),
                              Identity::pendingEnrolment(SecretBytes(), test.clock, random),
                              {test.clock, random}, leastKdfCost);
    QVERIFY(made.has_value());
    const SigningKey store = SigningKey::generate(random);
    Certificate certificate;
    certificate.vault = (*made)->identity().vault;
    certificate.author = SigningKey::generate(random).verifyKey();
    certificate.recipient = (*made)->identity().box.publicKey();
    QCOMPARE((*made)
                 ->completeEnrolment(Signed<Certificate>::make(certificate, store), storeOf(store))
                 .error()
                 .code,
             Code::storeNotGenuine);
    QCOMPARE((*made)->identity().standing, Identity::Standing::pending);
}

void VaultTest::badFiles_areNamedAndLeftAlone_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const char* file, const char* fault, Code code) {
        QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(fault)
                            << static_cast<int>(code);
    };
    row("a head of a newer version", "vault.head", "newer", Code::newerVersion);
    row("a head cut short", "vault.head", "cut", Code::damaged);
    row("an empty head", "vault.head", "empty", Code::damaged);
    row("a ledger in plaintext", "ledger.db", "plaintext", Code::plaintext);
    row("a ledger with a flipped bit", "ledger.db", "flip", Code::damaged);
    row("a ledger cut short", "ledger.db", "cut", Code::damaged);
    row("an empty ledger", "ledger.db", "empty", Code::damaged);
    row("no ledger", "ledger.db", "gone", Code::damaged);
    row("subject keys with a flipped bit", "keys.db", "flip", Code::damaged);
    row("subject keys in plaintext", "keys.db", "plaintext", Code::plaintext);
    row("no subject keys", "keys.db", "gone", Code::damaged);
}

void VaultTest::badFiles_areNamedAndLeftAlone() {
    QFETCH(QString, file);
    QFETCH(QString, fault);
    QFETCH(int, code);
    TestVault test;
    test.slot();
    test.lock();
    const QString path = test.path() + u'/' + file;
    QByteArray bytes = contentOf(path);
    if (fault == u"newer") bytes[2] = 2;
    if (fault == u"cut") bytes.truncate(bytes.size() / 2 + 100);
    if (fault == u"empty") bytes.clear();
    if (fault == u"flip") bytes[100] = static_cast<char>(bytes[100] ^ 4);
    if (fault == u"plaintext") bytes.replace(0, 16, QByteArray("SQLite format 3\0", 16));
    if (fault == u"gone")
        QFile::remove(path);
    else
        overwrite(path, bytes);
    const auto before = snapshot(test.path());
    const auto opened = test.open();
    QVERIFY(!opened.has_value());
    QCOMPARE(static_cast<int>(opened.error().code), code);
    QVERIFY(!opened.error().sentence().isEmpty());
    QVERIFY(snapshot(test.path()) == before);
}

void VaultTest::aReadOnlyFolder_isNamed() {
    TestVault test;
    test.lock();
    const QByteArray folder = QFile::encodeName(test.path());
    // As somebody who is not root: root may write everywhere.
    const uid_t self = ::geteuid();
    const uid_t nobody = self == 0 ? 65534 : self;
    for (const QString& path : {test.folder.path(), test.path()})
        QVERIFY(::chown(QFile::encodeName(path).constData(), nobody, static_cast<gid_t>(-1)) == 0);
    for (const auto& [path, bytes] : snapshot(test.path())) {
        QVERIFY(::chown(QFile::encodeName(path).constData(), nobody, static_cast<gid_t>(-1)) == 0);
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    }
    QVERIFY(QFile::setPermissions(test.path(), QFile::ReadOwner | QFile::ExeOwner));
    if (self == 0) QVERIFY(::seteuid(nobody) == 0);
    const auto opened = test.open();
    const auto made = Vault::create(test.path() + u"/inside"_qs, passphraseOf(TestVault::words),
                                    Identity::alone(u"TV"_qs, test.clock, test.random), test.ground,
                                    leastKdfCost);
    if (self == 0) QVERIFY(::seteuid(self) == 0);
    QCOMPARE(opened.error().code, Code::readOnly);
    QCOMPARE(made.error().code, Code::readOnly);
    QFile::setPermissions(test.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void VaultTest::aVaultThatIsNotThere_isNotFound() {
    TestVault test;
    QCOMPARE(Vault::open(test.folder.filePath(u"nowhere"_qs), passphraseOf("whatever it may be"),
                         test.ground)
                 .error()
                 .code,
             Code::notFound);
    test.lock();
    QCOMPARE(Vault::open(test.path(), passphraseOf("whatever it may be"), test.ground).error().code,
             Code::wrongPassphrase);
}

void VaultTest::manyWrongPassphrases_costTime_inAnyProgram() {
    TestVault test;
    test.lock();
    const auto tryWrong = [&] {
        return Vault::open(test.path(), passphraseOf("whatever it may be"), test.ground)
            .error()
            .code;
    };
    for (int i = 0; i < UnlockTries::withoutWait; ++i) QCOMPARE(tryWrong(), Code::wrongPassphrase);
    QCOMPARE(test.open().error().code, Code::waitFirst);
    test.clock.advance(30s);
    QCOMPARE(tryWrong(), Code::wrongPassphrase);
    // Twice as long now, and no more than a quarter of an hour ever.
    test.clock.advance(59s);
    QCOMPARE(test.open().error().code, Code::waitFirst);
    test.clock.advance(1s);
    QVERIFY(test.open().has_value());
    for (int i = 1; i < UnlockTries::withoutWait; ++i) QCOMPARE(tryWrong(), Code::wrongPassphrase);
    QVERIFY(test.open().has_value());
}

void VaultTest::settingTheClock_shortensNoWait() {
    TestVault test;
    test.lock();
    UnlockTries tries(test.path(), test.clock);
    for (int i = 0; i < 60; ++i) tries.countOne();
    test.clock.jump(24h);
    QCOMPARE(test.open().error().code, Code::waitFirst);
    test.clock.advance(15min);
    QVERIFY(test.open().has_value());
}

void VaultTest::aChangedPassphrase_survivesUnlocking() {
    TestVault test;
    QVERIFY(test.vault->changePassphrase(passphraseOf("a quite different one"), leastKdfCost));
    test.lock();
    QCOMPARE(test.open().error().code, Code::wrongPassphrase);
    QVERIFY(
        Vault::open(test.path(), passphraseOf("a quite different one"), test.ground).has_value());
}

void VaultTest::aSoundVault_verifies() {
    TestVault test;
    const Saved session = test.session(test.slot().name.id);
    test.line(session.name.id, u"A line."_qs);
    const auto report = test.vault->verify();
    QVERIFY(report.has_value());
    QVERIFY(report->faults.empty());
    QCOMPARE(report->changes, 3);
    QCOMPARE(report->opened, 3);
}

QTEST_APPLESS_MAIN(VaultTest)
#include "tst_vault.moc"
