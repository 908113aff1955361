// An erasure from the first wish to the last byte, with the real programs: a person takes back what
// they said, two people approve, a hold stands in the way, and in the end the words are nowhere.
#include "tests/integration/meeting.h"
#include "tests/support/office.h"
#include "tests/unit/vault/pages.h"

using namespace candour;
using namespace candour::test;

namespace {

const QStringList everybody = {QStringLiteral("AW"), QStringLiteral("JO"), QStringLiteral("HM")};

}  // namespace

class ErasureTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void aPersonTakesItBack_andOneOfUsAsksForTheErasure();
    void whoeverAsked_cannotApprove();
    void aHold_keepsTheWords();
    void aHoldOfTheAdministrator_standsWhateverTheTeamReleases();
    void afterItsRelease_theStoreErases();
    void everyTablet_erasesAtItsNextHandOver();
    void theCertificate_namesWhoConfirmed_andWhoDidNot();
    void everyChain_isStillWhole();
    void theWords_areInNoFileOfAnybody();
    void whoeverHasNotTheMeeting_approvesAllTheSame();

  private:
    Said applied(const QString& person, const char* lines) const {
        return m_office->ask(person, {QStringLiteral("apply"), QStringLiteral("-")}, lines);
    }
    static int sealedFiles(const QString& folder) {
        return static_cast<int>(
            QDir(folder + QStringLiteral("/blobs")).entryList(QDir::Files).size());
    }
    QJsonValue shown(const QString& person) const {
        return m_office->does(person, {QStringLiteral("erasures")})[u"erasures"][0];
    }
    QString state(const QString& person) const { return shown(person)[u"state"].toString(); }
    /// Two rounds, so that everybody has heard of what everybody sent.
    void handOver() const {
        m_office->handOver(everybody);
        m_office->handOver(everybody);
    }

    std::unique_ptr<Office> m_office;
    QString m_erasure;
    QString m_paper;
    QString m_hold;
    QString m_storeHold;
};

void ErasureTest::initTestCase() {
    m_office = std::make_unique<Office>(everybody);
    const Said planned = applied(QStringLiteral("AW"), plan);
    QVERIFY2(planned.exit == 0, planned.err + planned.out);
    m_office->handOver({QStringLiteral("AW"), QStringLiteral("JO")});
    const Said said = applied(QStringLiteral("JO"), meeting);
    QVERIFY2(said.exit == 0, said.err + said.out);
    // A paper of theirs, beside their words.
    m_paper = m_office
                  ->does(QStringLiteral("JO"),
                         {QStringLiteral("attach"), QStringLiteral("-"), QStringLiteral("--to"),
                          QLatin1String(participant), QStringLiteral("--media-type"),
                          QStringLiteral("text/plain")},
                         "The xylophonist's letter.")[u"id"]
                  .toString();
    handOver();
    for (const QString& person : everybody) {
        QCOMPARE(sealedFiles(m_office->path(person)), 1);
        QVERIFY(m_office->ask(person, {QStringLiteral("search"), QStringLiteral("xylophonist")})
                    .out.contains(lineOfTheirs));
    }
}

void ErasureTest::aPersonTakesItBack_andOneOfUsAsksForTheErasure() {
    // JO hears it; the words are locked away at once, and go nowhere yet.
    const Said said =
        m_office->ask(QStringLiteral("JO"), {QStringLiteral("withdraw"), QLatin1String(participant),
                                             QStringLiteral("--outcome"), QStringLiteral("erase"),
                                             QStringLiteral("--yes")});
    QVERIFY2(said.exit == 0, said.err.constData());
    m_erasure = QJsonDocument::fromJson(said.out.trimmed().split('\n').last())
                    .object()[u"erasure"]
                    .toString();
    handOver();
    for (const QString& person : everybody) {
        QCOMPARE(state(person), QStringLiteral("waiting"));
        QCOMPARE(
            m_office->ask(person, {QStringLiteral("search"), QStringLiteral("xylophonist")}).out,
            QByteArray());
        const Said paper =
            m_office->ask(person, {QStringLiteral("fetch"), m_paper, QStringLiteral("-o"),
                                   m_office->path(QStringLiteral("paper"))});
        QCOMPARE(paper.errorName(), QStringLiteral("not-allowed"));
    }
}

void ErasureTest::whoeverAsked_cannotApprove() {
    const Said said = m_office->ask(
        QStringLiteral("JO"), {QStringLiteral("approve"), m_erasure, QStringLiteral("--yes")});
    QCOMPARE(said.errorName(), QStringLiteral("not-allowed"));
}

void ErasureTest::aHold_keepsTheWords() {
    m_office->does(QStringLiteral("HM"),
                   {QStringLiteral("approve"), m_erasure, QStringLiteral("--yes")});
    m_hold = m_office
                 ->does(QStringLiteral("JO"), {QStringLiteral("put"), QStringLiteral("hold"),
                                               QStringLiteral("what=") + QLatin1String(participant),
                                               QStringLiteral("reason=complaint"),
                                               QStringLiteral("authority=Complaints office"),
                                               QStringLiteral("set=2026-11-20T11:00:00Z")})[u"id"]
                 .toString();
    handOver();
    // With the hold here, the second approval is refused with its reason.
    const Said said = m_office->ask(
        QStringLiteral("AW"), {QStringLiteral("approve"), m_erasure, QStringLiteral("--yes")});
    QCOMPARE(said.errorName(), QStringLiteral("not-allowed"));
    QVERIFY(said.error()[u"detail"].toString().contains(u"legal hold"));
}

void ErasureTest::aHoldOfTheAdministrator_standsWhateverTheTeamReleases() {
    const QString team = m_office->assessment[u"team"].toString();
    const Said set = m_office->store({u"admin"_qs, u"hold"_qs, u"set"_qs, u"--notebook"_qs, team,
                                      u"--authority"_qs, u"Legal services"_qs});
    QVERIFY2(set.exit == 0, set.err.constData());
    m_storeHold = set.json()[u"hold"].toString();
    QVERIFY(m_office->store({u"admin"_qs, u"hold"_qs, u"list"_qs}).out.contains("Legal services"));
    // An assessment that is not here cannot be held by mistake.
    QCOMPARE(m_office
                 ->store({u"admin"_qs, u"hold"_qs, u"set"_qs, u"--notebook"_qs,
                          QLatin1String(participant), u"--authority"_qs, u"Legal"_qs})
                 .errorName(),
             u"not-found"_qs);
}

void ErasureTest::afterItsRelease_theStoreErases() {
    m_office->does(QStringLiteral("AW"),
                   {QStringLiteral("put"), QStringLiteral("hold"), QStringLiteral("--id"), m_hold,
                    QStringLiteral("released=2026-11-20T15:00:00Z"),
                    QStringLiteral("released_reason=The complaint is settled")});
    // The team has released its own; the administrator's stands, and nobody approves past it.
    m_office->handOver({QStringLiteral("AW")});
    const QStringList approve{QStringLiteral("approve"), m_erasure, QStringLiteral("--yes")};
    QCOMPARE(state(QStringLiteral("AW")), QStringLiteral("held"));
    QCOMPARE(m_office->ask(QStringLiteral("AW"), approve).errorName(),
             QStringLiteral("not-allowed"));
    QCOMPARE(m_office
                 ->store({u"admin"_qs, u"hold"_qs, u"release"_qs, u"--hold"_qs, m_storeHold,
                          u"--authority"_qs, u"Legal services"_qs})
                 .exit,
             0);
    m_office->handOver({QStringLiteral("AW")});
    QCOMPARE(state(QStringLiteral("AW")), QStringLiteral("waiting"));
    QVERIFY(shown(QStringLiteral("AW"))[u"sentence"].toString().contains(u"for one more person"));
    m_office->does(QStringLiteral("AW"), approve);
    QCOMPARE(shown(QStringLiteral("AW"))[u"sentence"].toString(),
             QStringLiteral("waits for the store, at the next hand-over"));
    m_office->handOver({QStringLiteral("AW")});
    QCOMPARE(state(QStringLiteral("AW")), QStringLiteral("carried_out"));
}

void ErasureTest::everyTablet_erasesAtItsNextHandOver() {
    // HM was away all the while, and hears of it now.
    handOver();
    for (const QString& person : everybody) {
        QCOMPARE(state(person), QStringLiteral("carried_out"));
        const QJsonObject line =
            m_office->does(person, {QStringLiteral("get"), QLatin1String(lineOfTheirs)});
        QVERIFY(line[u"fields"].toObject().isEmpty());
        QVERIFY(!line[u"created"].toString().isEmpty());
        // What nobody took back is there.
        QVERIFY(m_office->ask(person, {QStringLiteral("search"), QStringLiteral("cold")})
                    .out.contains("01900000-0000-7000-8000-0000000000b6"));
    }
}

void ErasureTest::theCertificate_namesWhoConfirmed_andWhoDidNot() {
    const auto certificate = [&] { return m_office->store({u"admin"_qs, u"erasures"_qs}).json(); };
    m_office->enrol(u"HM"_qs, u"another of HM's"_qs);
    m_office->handOver(everybody);
    const auto confirmed = [&] {
        int count = 0;
        for (const QJsonValue& tablet : certificate()[u"tablets"].toArray())
            count += tablet[u"confirmed"].toString().isEmpty() ? 0 : 1;
        return count;
    };
    QVERIFY(certificate()[u"store"].toBool());
    QCOMPARE(certificate()[u"subject"].toString(), QLatin1String(participant));
    QCOMPARE(certificate()[u"tablets"].toArray().size(), 4);
    QCOMPARE(confirmed(), 3);
    QVERIFY(!certificate()[u"complete"].toBool());
    m_office->handOver({u"another of HM's"_qs});
    QCOMPARE(confirmed(), 4);
    QVERIFY(certificate()[u"complete"].toBool());
}

void ErasureTest::everyChain_isStillWhole() {
    for (const QString& person : everybody)
        QCOMPARE(m_office->ask(person, {QStringLiteral("verify")}).exit, 0);
    const Said said = m_office->store({QStringLiteral("verify")});
    QVERIFY2(said.exit == 0, said.out.constData());
}

void ErasureTest::theWords_areInNoFileOfAnybody() {
    for (const QString& person : everybody) {
        const QByteArray pages = decryptedPages(m_office->path(person), Office::passphrase);
        QVERIFY(pages.contains("Duty desk"));
        QVERIFY(!pages.contains("lophonist"));
        QCOMPARE(sealedFiles(m_office->path(person)), 0);
    }
    QCOMPARE(sealedFiles(m_office->path(QStringLiteral("store"))), 0);
}

void ErasureTest::whoeverHasNotTheMeeting_approvesAllTheSame() {
    // Nobody planned it, so JO and the lead read it, and HM does not.
    const QString jo = QStringLiteral("JO");
    const QString session = m_office
                                ->does(jo, {u"put"_qs, u"session"_qs, u"title=Corridor"_qs,
                                            u"kind=one_to_one"_qs})[u"id"]
                                .toString();
    const QString person = m_office
                               ->does(jo, {u"put"_qs, u"participant"_qs, u"session="_qs + session,
                                           u"standing=staff"_qs, u"role=Porter"_qs})[u"id"]
                               .toString();
    const QString line =
        m_office
            ->does(jo, {u"put"_qs, u"line"_qs, u"session="_qs + session, u"speaker="_qs + person,
                        u"kind=said"_qs, u"at=2026-11-20T16:00:00Z"_qs,
                        u"text=The bassoonist has the keys."_qs})[u"id"]
            .toString();
    m_office->handOver({jo, QStringLiteral("AW")});
    const Said said =
        m_office->ask(jo, {u"withdraw"_qs, person, u"--outcome"_qs, u"erase"_qs, u"--yes"_qs});
    QVERIFY2(said.exit == 0, said.err.constData());
    const QString erasure = QJsonDocument::fromJson(said.out.trimmed().split('\n').last())
                                .object()[u"erasure"]
                                .toString();
    handOver();
    QCOMPARE(m_office->ask(QStringLiteral("HM"), {u"get"_qs, session}).errorName(),
             u"not-found"_qs);
    const auto row = [&](const QString& whose) {
        for (const QJsonValue& one : m_office->does(whose, {u"erasures"_qs})[u"erasures"].toArray())
            if (one[u"erasure"].toString() == erasure) return one.toObject();
        return QJsonObject();
    };
    QVERIFY(row(QStringLiteral("HM"))[u"enough_may_approve"].toBool());
    for (const char* who : {"HM", "AW"})
        m_office->does(QLatin1String(who), {u"approve"_qs, erasure, u"--yes"_qs});
    handOver();
    handOver();
    for (const QString& whose : {jo, QStringLiteral("AW")}) {
        QCOMPARE(row(whose)[u"state"].toString(), u"carried_out"_qs);
        QVERIFY(m_office->does(whose, {u"get"_qs, line})[u"fields"].toObject().isEmpty());
    }
    QVERIFY(!decryptedPages(m_office->path(jo), Office::passphrase).contains("bassoonist"));
}

QTEST_GUILESS_MAIN(ErasureTest)
#include "tst_erasure.moc"
