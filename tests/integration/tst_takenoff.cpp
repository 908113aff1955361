// What leaves a tablet, who leaves a team, which tablet is taken out of use and whose Candour is
// old, with the real programs: meetings that were taken off come back as they were; what comes late
// is kept and marked; a tablet that the store finds too old still hands over; one that is taken out
// of use hands over and is then empty.
#include "tests/support/office.h"

#include <QDirIterator>

using namespace candour::test;

namespace {

constexpr char plan[] =
    R"({"type":"assessment","id":"01900000-0000-7000-8000-0000000000a1","authority":"Northmere Council","kind":"initial","return_sent":"2026-08-24","site_from":"2026-11-09","site_to":"2026-11-11","pack":"la-2026"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c1","name":"Anna","initials":"AW","role":"lead"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c2","name":"Jo","initials":"JO","role":"inspector"}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000b1","day":"2026-11-09","start":"2026-11-09T10:00:00Z","end":"2026-11-09T11:00:00Z","room":"2","title":"Duty desk","kind":"one_to_one","way":"in_person","state":"planned","assigned":["01900000-0000-7000-8000-0000000000c1","01900000-0000-7000-8000-0000000000c2"]}
)";
constexpr char meeting[] =
    R"({"type":"session","id":"01900000-0000-7000-8000-0000000000b2","notebook":"session:01900000-0000-7000-8000-0000000000b1","slot":"01900000-0000-7000-8000-0000000000b1","title":"Duty desk","kind":"one_to_one"}
{"type":"line","id":"01900000-0000-7000-8000-0000000000b6","session":"01900000-0000-7000-8000-0000000000b2","at":"2026-11-09T10:05:00Z","kind":"saw","text":"Xylophone in the hall."}
)";
constexpr char session[] = "01900000-0000-7000-8000-0000000000b2";

const QString anna = QStringLiteral("AW");
const QString jo = QStringLiteral("JO");

QStringList purging(bool yes) {
    QStringList arguments{QStringLiteral("purge"), QStringLiteral("--older-than"),
                          QStringLiteral("7"), QStringLiteral("--meetings")};
    if (yes) arguments << QStringLiteral("--yes");
    return arguments;
}

QByteArray lineSaying(const QByteArray& words) {
    static int number = 0;
    return R"({"type":"line","id":"01900000-0000-7000-8000-00000000)" +
           QByteArray::number(0x2000 + ++number, 16) + R"(","session":")" + session +
           R"(","at":"2026-11-09T10:04:00Z","kind":"saw","text":")" + words + "\"}\n";
}

}  // namespace

class TakenOffTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void nothingGoes_thatTheStoreHasNot();
    void aClockThatRunsAhead_takesNothingOff();
    void aDryRun_saysWhatWouldGo_andChangesNothing();
    void aMeeting_goesWithItsWords();
    void nothingCanBeWrittenInIt_andThatIsSaid();
    void aHandOver_doesNotBringItBackByItself();
    void askedFor_itComesBackAsItWas();
    void killedInTheMiddle_itIsHereOrGone_data();
    void killedInTheMiddle_itIsHereOrGone();
    void byPolicy_itGoesWithTheHandOver();
    void tooOldACandour_stillHandsOver();
    void whatComesLate_isKeptAndMarked();
    void aMeetingBegunBeforeTheyLeft_isNotStuck();
    void outOfUse_aTabletHandsOver_andIsEmptied();

  private:
    [[nodiscard]] QByteArray found(const QString& person, const QString& word) const {
        return m_office->ask(person, {QStringLiteral("search"), word}).out;
    }
    [[nodiscard]] Said purge(const QString& person, bool yes,
                             const std::function<void(QProcess&)>& started = {}) const {
        return m_office->ask(person, purging(yes), {}, started);
    }
    /// Days later, for all of them.
    void moveTo(const char* time) const { m_office->moveTo(atAnotherTime(QLatin1String(time))); }
    [[nodiscard]] Said roster(const char* what, const QString& person) const {
        return m_office->store({QStringLiteral("admin"), QStringLiteral("assessment"),
                                QLatin1String(what), QStringLiteral("--team"),
                                m_office->assessment[u"team"].toString(),
                                QStringLiteral("--person"), m_office->idOf(person)});
    }

    std::unique_ptr<Office> m_office;
    QString m_notebook;
    QByteArray m_before;
};

void TakenOffTest::initTestCase() {
    m_office = std::make_unique<Office>(QStringList{anna, jo});
    m_office->applies(anna, plan);
    m_office->handOver({anna, jo});
    m_office->applies(anna, meeting);
    m_office->handOver({anna, jo});
    m_notebook = m_office->does(anna, {QStringLiteral("get"), QLatin1String(session)})[u"notebook"]
                     .toString();
}

void TakenOffTest::nothingGoes_thatTheStoreHasNot() {
    // What was handed over just now may be missing from the store's last backup.
    const Said early = m_office->ask(
        anna, {QStringLiteral("purge"), QStringLiteral("--older-than"), QStringLiteral("0"),
               QStringLiteral("--meetings"), QStringLiteral("--yes")});
    QCOMPARE(early.json()[u"going"].toInt(), 0);
    QVERIFY(early.json()[u"meetings"][0][u"why"].toString().contains(u"too short a time"));
    moveTo("+8d");
    m_office->handOver({jo});
    m_office->applies(jo, lineSaying("Jo heard a bassoon."));
    const Said said = purge(jo, true);
    QVERIFY2(said.exit == 0, said.err);
    QCOMPARE(said.json()[u"going"].toInt(), 0);
    QVERIFY(said.json()[u"meetings"][0][u"why"].toString().contains(u"has not said"));
    QVERIFY(m_office->lines(jo).contains("bassoon"));
    m_office->handOver({jo, anna});
}

/// Nobody has asked the store for its time since: the tablet's own may be a month ahead.
void TakenOffTest::aClockThatRunsAhead_takesNothingOff() {
    moveTo("+16d");
    const QJsonObject said = purge(jo, true).json();
    QCOMPARE(said[u"going"].toInt(), 0);
    QVERIFY(said[u"meetings"][0][u"why"].toString().contains(u"too short a time"));
    QVERIFY(m_office->lines(jo).contains("bassoon"));
}

void TakenOffTest::aDryRun_saysWhatWouldGo_andChangesNothing() {
    m_office->handOver({jo});
    m_before = m_office->lines(jo);
    const QJsonObject said = purge(jo, false).json();
    QCOMPARE(said[u"going"].toInt(), 1);
    QCOMPARE(said[u"meetings"][0][u"title"].toString(), QStringLiteral("Duty desk"));
    QCOMPARE(said[u"meetings"][0][u"records"].toInt(), 3);
    QCOMPARE(m_office->lines(jo), m_before);
}

void TakenOffTest::aMeeting_goesWithItsWords() {
    QCOMPARE(purge(jo, true).json()[u"going"].toInt(), 1);
    QCOMPARE(m_office->lines(jo), QByteArray());
    QCOMPARE(found(jo, QStringLiteral("bassoon")), QByteArray());
    QCOMPARE(found(jo, QStringLiteral("xylophone")), QByteArray());
    // The plan stays, every chain that is here is whole, and lists made anew say the same.
    QVERIFY(m_office->ask(jo, {QStringLiteral("list"), QStringLiteral("timetable_slot")})
                .out.contains("Duty desk"));
    QCOMPARE(m_office->ask(jo, {QStringLiteral("verify")}).exit, 0);
    const Said gone = m_office->ask(jo, {QStringLiteral("recall")});
    QCOMPARE(gone.json()[u"notebook"].toString(), m_notebook);
    QCOMPARE(gone.json()[u"title"].toString(), QStringLiteral("Duty desk"));
}

void TakenOffTest::nothingCanBeWrittenInIt_andThatIsSaid() {
    const Said said = m_office->ask(
        jo, {QStringLiteral("apply"), QStringLiteral("-")},
        QByteArray(R"({"type":"line","id":"01900000-0000-7000-8000-0000000020f1","notebook":")") +
            m_notebook.toUtf8() + R"(","session":")" + session +
            R"(","at":"2026-11-09T10:04:00Z","kind":"saw","text":"Oboe"})" + "\n");
    QVERIFY(said.exit != 0);
    QVERIFY2((said.out + said.err).contains("taken off this tablet"), said.out + said.err);
}

void TakenOffTest::aHandOver_doesNotBringItBackByItself() {
    m_office->applies(anna, lineSaying("Anna heard an oboe."));
    m_office->handOver({anna});
    const QJsonObject report = m_office->does(jo, {QStringLiteral("handover")});
    QCOMPARE(report[u"received"].toInt(), 0);
    QCOMPARE(report[u"reasons"].toArray().size(), 0);
    QCOMPARE(m_office->lines(jo), QByteArray());
}

void TakenOffTest::askedFor_itComesBackAsItWas() {
    m_office->does(jo, {QStringLiteral("recall"), m_notebook});
    const QJsonObject report = m_office->does(jo, {QStringLiteral("handover")});
    QVERIFY(report[u"received"].toInt() >= 4);
    const QByteArray after = m_office->lines(jo);
    for (const QByteArray& line : m_before.split('\n')) {
        const QString text = QJsonDocument::fromJson(line).object()[u"id"].toString();
        QVERIFY2(after.contains(text.toUtf8()), line);
    }
    QVERIFY(after.contains("oboe"));
    QVERIFY(found(jo, QStringLiteral("bassoon")).contains("bassoon"));
    QCOMPARE(m_office->ask(jo, {QStringLiteral("recall")}).out, QByteArray());
    QCOMPARE(m_office->ask(jo, {QStringLiteral("verify")}).exit, 0);
    // And writing in it goes on in the same chain.
    m_office->applies(jo, lineSaying("Jo heard a cello."));
    QCOMPARE(m_office->does(jo, {QStringLiteral("handover")})[u"held"].toInt(), 0);
    m_office->handOver({anna});
    QVERIFY(m_office->lines(anna).contains("cello"));
    moveTo("+24d");
    m_office->handOver({jo});
}

void TakenOffTest::killedInTheMiddle_itIsHereOrGone_data() {
    QTest::addColumn<int>("delay");
    for (const int delay : {0, 30, 60, 120}) QTest::addRow("after %d ms", delay) << delay;
}

/// Wherever the power goes, all of the meeting is here or none of it; what was begun is ended at
/// the next opening.
void TakenOffTest::killedInTheMiddle_itIsHereOrGone() {
    QFETCH(const int, delay);
    const QByteArray whole = m_office->lines(jo);
    QVERIFY(whole.contains("cello"));
    (void)purge(jo, true, [&](QProcess& process) {
        // The key of the passphrase is derived first; after that it is soon over.
        const QString log = m_office->path(jo) + QStringLiteral("/ledger.db-wal");
        const auto before = QFileInfo(log).size();
        while (process.state() == QProcess::Running && QFileInfo(log).size() <= before)
            process.waitForFinished(1);
        process.waitForFinished(delay);
        process.kill();
    });
    const QByteArray now = m_office->lines(jo);
    QVERIFY(now == whole || now.isEmpty());
    QCOMPARE(found(jo, QStringLiteral("cello")).isEmpty(), now.isEmpty());
    QCOMPARE(m_office->ask(jo, {QStringLiteral("verify")}).exit, 0);
    if (!now.isEmpty()) return;
    m_office->does(jo, {QStringLiteral("recall"), m_notebook});
    m_office->handOver({jo});
    QCOMPARE(m_office->lines(jo), whole);
}

void TakenOffTest::byPolicy_itGoesWithTheHandOver() {
    const auto always = [&](const char* days) {
        m_office->does(anna,
                       {QStringLiteral("purge"), QStringLiteral("--always"), QLatin1String(days)});
    };
    const auto takenOff = [&] {
        return m_office->does(anna, {QStringLiteral("handover")})[u"taken_off"].toInt();
    };
    always("30");
    QCOMPARE(takenOff(), 0);
    QVERIFY(!m_office->lines(anna).isEmpty());
    always("7");
    QCOMPARE(takenOff(), 1);
    QCOMPARE(m_office->lines(anna), QByteArray());
    // Who asks for it again has it for as long again, and it does not leave as it comes.
    m_office->does(anna, {QStringLiteral("recall"), m_notebook});
    QCOMPARE(takenOff(), 0);
    QVERIFY(m_office->lines(anna).contains("cello"));
    QCOMPARE(takenOff(), 0);
    moveTo("+32d");
    QCOMPARE(takenOff(), 1);
    QCOMPARE(m_office->lines(anna), QByteArray());
    always("0");
    m_office->does(anna, {QStringLiteral("recall"), m_notebook});
    QCOMPARE(takenOff(), 0);
    QVERIFY(m_office->lines(anna).contains("cello"));
}

void TakenOffTest::tooOldACandour_stillHandsOver() {
    const auto oldest = [&](const char* number) {
        const Said said =
            m_office->store({QStringLiteral("admin"), QStringLiteral("policy"),
                             QStringLiteral("oldest-protocol"), QLatin1String(number)});
        QVERIFY2(said.exit == 0, said.err);
    };
    const QByteArray bytes = QByteArray("A viola. ").repeated(10'000);
    oldest("2");
    m_office->applies(jo, lineSaying("Jo heard a harp."));
    m_office->does(jo,
                   {QStringLiteral("attach"), QStringLiteral("-"), QStringLiteral("--to"),
                    QLatin1String(session)},
                   bytes);
    m_office->applies(anna, lineSaying("Anna heard a lute."));
    const Said said = m_office->ask(jo, {QStringLiteral("handover")});
    QCOMPARE(said.errorName(), QStringLiteral("too-old"));
    QCOMPARE(said.json()[u"held"].toInt(), 0);
    QCOMPARE(said.json()[u"accepted"].toInt(), 2);
    QCOMPARE(said.json()[u"attachments"].toObject()[u"held"].toInt(), 0);
    QCOMPARE(said.json()[u"received"].toInt(), 0);
    QCOMPARE(m_office->ask(anna, {QStringLiteral("handover")}).errorName(),
             QStringLiteral("too-old"));
    // Once they are new enough, or the store thinks again, everything is there.
    oldest("1");
    m_office->handOver({anna, jo});
    QVERIFY(m_office->lines(anna).contains("harp"));
    QVERIFY(m_office->lines(jo).contains("lute"));
}

void TakenOffTest::whatComesLate_isKeptAndMarked() {
    m_office->applies(jo, lineSaying("Jo heard a trumpet in time."));
    m_office->handOver({jo});
    QCOMPARE(roster("remove", jo).exit, 0);
    m_office->applies(jo, lineSaying("Jo heard a tuba too late."));
    const QJsonObject report = m_office->does(jo, {QStringLiteral("handover")});
    QCOMPARE(report[u"held"].toInt(), 0);
    QVERIFY(report[u"late"].toInt() >= 1);
    QCOMPARE(m_office->ask(jo, {QStringLiteral("check")}).out.count("taken off the roster"), 1);
    m_office->applies(anna, lineSaying("Anna heard a fiddle."));
    m_office->handOver({anna});
    QVERIFY(m_office->lines(anna).contains("tuba too late"));
    const QByteArray checked = m_office->ask(anna, {QStringLiteral("check")}).out;
    QCOMPARE(checked.count("taken off the roster"), 1);
    // They are sent nothing more.
    m_office->handOver({jo});
    QVERIFY(!m_office->lines(jo).contains("fiddle"));
    QCOMPARE(m_office->store({QStringLiteral("verify")}).exit, 0);
    QCOMPARE(m_office->ask(anna, {QStringLiteral("verify")}).exit, 0);
    // The only lead stays.
    QCOMPARE(roster("remove", anna).errorName(), QStringLiteral("not-allowed"));
}

void TakenOffTest::aMeetingBegunBeforeTheyLeft_isNotStuck() {
    // The store has never heard of it, and of its founder only that they are gone.
    m_office->applies(
        jo,
        R"({"type":"session","id":"01900000-0000-7000-8000-0000000030b2","title":"Corridor","kind":"one_to_one"}
{"type":"line","id":"01900000-0000-7000-8000-0000000030b6","session":"01900000-0000-7000-8000-0000000030b2","at":"2026-11-09T12:05:00Z","kind":"saw","text":"Zither in the corridor."}
)");
    const QJsonObject report = m_office->does(jo, {QStringLiteral("handover")});
    QCOMPARE(report[u"held"].toInt(), 0);
    m_office->handOver({anna});
    QVERIFY(m_office->lines(anna).contains("Zither"));
    // Back on the team, what they write is as good as before.
    QCOMPARE(roster("add", jo).exit, 0);
    m_office->handOver({jo});
    m_office->applies(
        jo,
        R"({"type":"follow_up","id":"01900000-0000-7000-8000-0000000030e1","what":"Ask for the score","state":"open"}
)");
    QCOMPARE(m_office->does(jo, {QStringLiteral("handover")})[u"late"].toInt(), 0);
}

/// The lead's, in the middle of their day: another one goes on with it.
void TakenOffTest::outOfUse_aTabletHandsOver_andIsEmptied() {
    m_office->handOver({anna});
    m_office->applies(anna, lineSaying("Anna heard a spinet."));
    const QString id = m_office->does(anna, {QStringLiteral("status")})[u"vault"].toString();
    const auto admin = [&](const QStringList& what) {
        const Said said =
            m_office->store(QStringList{QStringLiteral("admin"), QStringLiteral("tablet")} + what);
        return said.exit == 0 ? said.out : QByteArray();
    };
    const auto listed = [&]() -> QJsonObject {
        for (const QByteArray& line : admin({QStringLiteral("list")}).split('\n'))
            if (line.contains(id.toUtf8())) return QJsonDocument::fromJson(line).object();
        return {};
    };
    QVERIFY(!listed().isEmpty() && !listed()[u"revoked"].toBool());
    QVERIFY(
        admin({QStringLiteral("revoke"), QStringLiteral("--tablet"), id}).contains(id.toUtf8()));
    QVERIFY(listed()[u"revoked"].toBool() && listed()[u"heard"].isNull());

    // Until it hears of it, nothing has changed for whoever has it.
    QVERIFY(m_office->lines(anna).contains("spinet"));
    const QJsonObject report = m_office->does(anna, {QStringLiteral("handover")});
    QVERIFY(report[u"revoked"].toBool());
    QVERIFY(report[u"emptied"].toBool());
    QCOMPARE(report[u"held"].toInt(), 0);
    QVERIFY(!QDir(m_office->path(anna)).exists());
    QVERIFY(!QDir(m_office->path(anna) + QStringLiteral(".new")).exists());
    QVERIFY(!listed()[u"heard"].toString().isEmpty());
    QCOMPARE(m_office->ask(anna, {QStringLiteral("handover")}).errorName(),
             QStringLiteral("not-found"));

    // A new code, and it is all there again: the last words marked, for the lead to decide.
    m_office->enrol(anna);
    m_office->handOver({anna});
    QVERIFY(m_office->lines(anna).contains("spinet"));
    QVERIFY(m_office->ask(anna, {QStringLiteral("check")}).out.contains("out of use"));
    QCOMPARE(m_office->store({QStringLiteral("verify")}).exit, 0);
    QCOMPARE(m_office->ask(anna, {QStringLiteral("verify")}).exit, 0);
}

QTEST_GUILESS_MAIN(TakenOffTest)
#include "tst_takenoff.moc"
