// A person takes back what they said and wants it kept for the lead alone: with the real programs,
// from the inspector who hears it to a tablet that is enrolled afterwards.
#include "tests/integration/meeting.h"
#include "tests/support/office.h"
#include "tests/unit/vault/pages.h"

using namespace candour;
using namespace candour::test;

namespace {

const QStringList everybody = {QStringLiteral("AW"), QStringLiteral("JO"), QStringLiteral("HM")};

}  // namespace

class RestrictedTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void whereItIsHeard_theWordsAreGoneAtOnce_andTheTimeStays();
    void whenItIsHandedOver_onlyTheLeadAndTheStoreHaveTheKey();
    void whereTheKeyIsGivenUp_noPersonalTextStays_andNoRuleIsTakenForBroken();
    void aTabletThatComesLater_isNotGivenIt();
    void everyChain_isStillWhole_andTheHistoryStillLeaves();
    void whenItIsTakenBack_everybodyReadsItAgain();

  private:
    QByteArray found(const QString& vault) const {
        return m_office->ask(vault, {u"search"_qs, u"xylophonist"_qs}).out;
    }
    /// Whether the key of their words lies in the vault's key file.
    bool hasKey(const QString& vault) const {
        return decryptedPages(m_office->path(vault), Office::passphrase, VaultKey::Use::keyFile)
            .contains(m_secret);
    }

    std::unique_ptr<Vault> open(const QString& vault) {
        auto opened = Vault::open(m_office->path(vault), passphraseOf(Office::passphrase),
                                  {m_clock, m_random});
        if (!opened) qFatal("cannot open a vault: %s", opened.error().name());
        return std::move(*opened);
    }

    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<Office> m_office;
    QString m_withdrawal;
    QString m_considered;
    QByteArray m_secret;
};

void RestrictedTest::initTestCase() {
    m_office = std::make_unique<Office>(everybody);
    QCOMPARE(m_office->ask(u"AW"_qs, {u"apply"_qs, u"-"_qs}, plan).exit, 0);
    m_office->handOver({u"AW"_qs, u"JO"_qs});
    QCOMPARE(m_office->ask(u"JO"_qs, {u"apply"_qs, u"-"_qs}, meeting).exit, 0);
    m_considered = m_office
                       ->does(u"JO"_qs, {u"put"_qs, u"capacity_consideration"_qs,
                                         u"participant="_qs + QLatin1String(participant),
                                         u"decision=To talk with us"_qs,
                                         u"time=2026-11-09T10:01:00Z"_qs, u"outcome=unable_now"_qs,
                                         u"support=Pictures of a xylophone"_qs})[u"id"]
                       .toString();
    m_office->handOver(everybody);
    m_office->handOver(everybody);
    {
        const auto vault = open(u"JO"_qs);
        KeyFile& keys = vault->ledger().keys();
        const auto theirs =
            keys.entriesOf(*SubjectId::fromString(QString::fromLatin1(participant)));
        // One until they said yes, and one for what they said since.
        QCOMPARE(theirs->size(), std::size_t{2});
        m_secret = viewOf((*keys.find(theirs->back().id))->secret()).toByteArray();
    }
    for (const QString& person : everybody) {
        QVERIFY(found(person).contains(lineOfTheirs));
        QVERIFY(hasKey(person));
    }
}

void RestrictedTest::whereItIsHeard_theWordsAreGoneAtOnce_andTheTimeStays() {
    const Said said = m_office->ask(u"JO"_qs, {u"withdraw"_qs, QLatin1String(participant),
                                               u"--outcome"_qs, u"restrict"_qs, u"--yes"_qs});
    QVERIFY2(said.exit == 0, said.err.constData());
    m_withdrawal = QJsonDocument::fromJson(said.out.trimmed().split('\n').last())
                       .object()[u"withdrawal"]
                       .toString();
    // Nothing has been handed over yet: no network is needed for this.
    QVERIFY(!hasKey(u"JO"_qs));
    QVERIFY(!decryptedPages(m_office->path(u"JO"_qs), Office::passphrase).contains("lophonist"));
    const QJsonObject line = m_office->does(u"JO"_qs, {u"get"_qs, QLatin1String(lineOfTheirs)});
    QVERIFY(line[u"sealed"].toBool());
    QVERIFY(line[u"fields"][u"at"].toString().startsWith(u"2026-11-09T10:04"));
    QVERIFY(!line[u"fields"].toObject().contains(u"text"));
    // What nobody took back is there, and so is who was in the room.
    QVERIFY(m_office->ask(u"JO"_qs, {u"search"_qs, u"cold"_qs}).out.contains("0000000000b6"));
    QCOMPARE(m_office->does(u"JO"_qs, {u"get"_qs, QLatin1String(participant)})[u"fields"][u"role"]
                 .toString(),
             u"Social worker"_qs);
    // Made anew from the ledger it is the same.
    QVERIFY(open(u"JO"_qs)->rebuild());
    QVERIFY(m_office->does(u"JO"_qs, {u"get"_qs, QLatin1String(lineOfTheirs)})[u"fields"][u"at"]
                .toString()
                .startsWith(u"2026-11-09T10:04"));
}

void RestrictedTest::whenItIsHandedOver_onlyTheLeadAndTheStoreHaveTheKey() {
    m_office->handOver({u"JO"_qs, u"HM"_qs, u"AW"_qs});
    QVERIFY(!hasKey(u"JO"_qs));
    QVERIFY(!hasKey(u"HM"_qs));
    QVERIFY(hasKey(u"AW"_qs));
    for (const QString& person : everybody) QCOMPARE(found(person), QByteArray());
}

void RestrictedTest::whereTheKeyIsGivenUp_noPersonalTextStays_andNoRuleIsTakenForBroken() {
    for (const QString& person : {u"JO"_qs, u"HM"_qs}) {
        const QJsonObject left =
            m_office->does(person, {u"get"_qs, m_considered})[u"fields"].toObject();
        QVERIFY(left[u"time"].toString().startsWith(u"2026-11-09T10:01"));
        QCOMPARE(left[u"participant"].toString(), QLatin1String(participant));
        for (const char* gone : {"decision", "support", "outcome"})
            QVERIFY2(!left.contains(QLatin1String(gone)), gone);
        QCOMPARE(m_office->does(person, {u"get"_qs, QLatin1String(participant)})[u"fields"][u"role"]
                     .toString(),
                 u"Social worker"_qs);
        const Said checked = m_office->ask(person, {u"check"_qs});
        QVERIFY2(checked.exit == 0, checked.out + checked.err);
    }
    const QJsonObject whole =
        m_office->does(u"AW"_qs, {u"get"_qs, m_considered})[u"fields"].toObject();
    QCOMPARE(whole[u"support"].toString(), u"Pictures of a xylophone"_qs);
}

void RestrictedTest::aTabletThatComesLater_isNotGivenIt() {
    m_office->enrol(u"HM"_qs, u"another of HM's"_qs);
    m_office->handOver({u"another of HM's"_qs});
    QVERIFY(!hasKey(u"another of HM's"_qs));
    QCOMPARE(found(u"another of HM's"_qs), QByteArray());
    const QJsonObject line =
        m_office->does(u"another of HM's"_qs, {u"get"_qs, QLatin1String(lineOfTheirs)});
    QVERIFY(line[u"sealed"].toBool());
    QVERIFY(line[u"fields"].toObject().isEmpty());
}

void RestrictedTest::everyChain_isStillWhole_andTheHistoryStillLeaves() {
    for (const QString& person : everybody + QStringList{u"another of HM's"_qs}) {
        QCOMPARE(m_office->ask(person, {u"verify"_qs}).exit, 0);
        const Said history = m_office->ask(person, {u"export"_qs, u"--history"_qs});
        QVERIFY(history.out.contains(lineOfTheirs) && !history.out.contains("lophonist"));
    }
    QCOMPARE(m_office->store({u"verify"_qs}).exit, 0);
}

void RestrictedTest::whenItIsTakenBack_everybodyReadsItAgain() {
    const QStringList strike{u"strike"_qs, m_withdrawal, u"--reason"_qs,
                             u"They changed their mind"_qs};
    QCOMPARE(m_office->ask(u"AW"_qs, strike).exit, 0);
    // Only the lead can open it without asking anybody.
    QVERIFY(found(u"AW"_qs).contains(lineOfTheirs));
    m_office->handOver({u"AW"_qs, u"JO"_qs, u"HM"_qs, u"another of HM's"_qs});
    m_office->handOver({u"JO"_qs, u"HM"_qs, u"another of HM's"_qs});
    for (const QString& person : everybody + QStringList{u"another of HM's"_qs}) {
        QVERIFY2(found(person).contains(lineOfTheirs), qPrintable(person));
        QCOMPARE(m_office->ask(person, {u"verify"_qs}).exit, 0);
    }
}

QTEST_GUILESS_MAIN(RestrictedTest)
#include "tst_restricted.moc"
