// The proof in sentences: whole, broken, and as a file without a word of anybody.
#include "app/tablet/proving.h"
#include "app/vault/storetime.h"
#include "tests/unit/tablet/room.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace candour;
using namespace std::chrono_literals;

namespace {

Result<Proof> prove(Room& room) {
    Proving proving(*room.test.vault);
    while (true) {
        TRY(const auto proof, proving.goOn(room.council));
        if (proof) return *proof;
    }
}

}  // namespace

class TestProving : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void untouchedNotes_areSound() {
        Room room;
        (void)room.say(u"They took the keys"_qs);
        const Proof proof = must(prove(room));
        QVERIFY(proof.sound);
        QVERIFY2(proof.heading.endsWith(u"all in order"), qPrintable(proof.heading));
        QVERIFY(!proof.fingerprint.isEmpty());
        for (const ProofRow& row : proof.rows) QVERIFY(row.sound);
    }
    void oneMoreEntry_isAnotherFingerprint() {
        Room room;
        const Proof before = must(prove(room));
        (void)room.say(u"They took the keys"_qs);
        QVERIFY(must(prove(room)).fingerprint != before.fingerprint);
    }
    void slices_findWhatOneLookFinds_whateverIsWrittenBetweenThem() {
        Room room;
        for (int i = 0; i < 300; ++i) (void)room.say(u"They took the keys"_qs);
        Verification verification(*room.test.vault);
        QList<double> shares;
        while (!must(verification.goOn())) {
            shares += verification.share();
            (void)room.say(u"And the phone"_qs);
        }
        QVERIFY(shares.size() >= 3);
        QVERIFY(std::is_sorted(shares.cbegin(), shares.cend()));
        QVERIFY(verification.report().faults.empty());
        const VerifyReport once = must(room.test.vault->verify());
        QVERIFY(once.faults.empty());
        QVERIFY(verification.report().changes >= 300);
        QVERIFY(verification.report().changes <= once.changes);
        QCOMPARE(verification.report().statements, once.statements);
        QCOMPARE(verification.share(), 1.0);
    }
    void oneChangedByte_isFoundInSlicesToo() {
        Room room;
        for (int i = 0; i < 300; ++i) (void)room.say(u"They took the keys"_qs);
        must(room.test.vault->ledger().database().run(
            "UPDATE change SET payload = zeroblob(length(payload))"
            " WHERE row = (SELECT max(row) FROM change WHERE length(payload) > 40)"));
        const Proof proof = must(prove(room));
        QVERIFY(!proof.sound);
        QVERIFY2(proof.heading.contains(u"does not follow"_qs), qPrintable(proof.heading));
    }
    void break_isNamedByItsEntries_andByWhoseTabletItIs() {
        Room room;
        const VaultId me = room.test.vault->identity().vault;
        room.council.authors[me] = u"AW"_qs;
        VerifyReport report;
        report.changes = 1'284;
        report.faults = {{Code::damaged, {NotebookId(), me, Lane::rest, {}}, 812},
                         {Code::damaged, {NotebookId(), VaultId(), Lane::rest, {}}, 1}};
        const Proof proof = proofOf(report, room.council);
        QVERIFY(!proof.sound);
        QCOMPARE(proof.heading, u"Entry 812 of the tablet of AW does not follow entry 811."_qs);
        QVERIFY(!proof.rows.front().sound);
        QVERIFY(proof.rows.back().title.contains(u"not known here"));
    }
    void proofFile_holdsWhereChainsEnd_andNobodysWords() {
        Room room;
        (void)room.say(u"They took the keys"_qs);
        const Proof proof = must(prove(room));
        QTemporaryDir folder;
        const QString name = must(saveProof(*room.test.vault, room.council, proof, folder.path(),
                                            room.test.vault->author().now()));
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains(proof.fingerprint.toUtf8()));
        QVERIFY(text.contains(room.test.vault->identity().vault.toString().toUtf8()));
        QVERIFY(!text.contains("keys"));
        QVERIFY(!text.contains("Duty desk"));
    }
    void whatWasTakenBack_andTheClock_areSaidBesideIt() {
        Room room;
        (void)room.say(u"They took the keys"_qs);
        const auto row = [&](QStringView title) {
            for (const ProofRow& one : must(prove(room)).rows)
                if (one.title.startsWith(title)) return one.value + u": "_qs + one.detail;
            return QString();
        };
        QCOMPARE(row(u"Sealed"), u"0: Nobody has taken anything back"_qs);
        QCOMPARE(row(u"Amended"), u"0: Nothing was amended"_qs);
        QVERIFY(row(u"Clock").startsWith(u"Not known"));
        room.council.authors[room.test.vault->identity().vault] = u"AW"_qs;
        QVERIFY(row(u"Signed").endsWith(u"Each by their own tablet: AW"_qs));
        learnStoreTime(*room.test.vault, {2s, 50ms});
        QCOMPARE(row(u"Clock"), u"Steady: 2 seconds behind the store"_qs);
        learnStoreTime(*room.test.vault, {-3h, 50ms});
        QCOMPARE(row(u"Clock"),
                 u"Corrected: 180 minutes ahead of the store; every entry since says so"_qs);
        const auto who = must(room.test.vault->records().list({.type = u"participant"_qs}));
        room.test.put({.type = u"withdrawal"_qs,
                       .notebook = who.records.front().notebook,
                       .fields = {{u"participant"_qs, cbor::Value(who.records.front().id)},
                                  {u"outcome"_qs, u"restrict"_qs},
                                  {u"time"_qs, room.test.now()}}});
        QVERIFY2(row(u"Sealed").contains(u": 1 withdrawal, the last on "_qs),
                 qPrintable(row(u"Sealed")));
    }
    void tablet_saysWhoseItIs() {
        Room room;
        const TabletFacts facts = tabletFacts(*room.test.vault);
        QCOMPARE(facts.initials, u"TV"_qs);
        QVERIFY(facts.store.startsWith(u"None"));
    }
};

QTEST_APPLESS_MAIN(TestProving)
#include "tst_proving.moc"
