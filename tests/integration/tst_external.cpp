// A member from outside (R22), with the real programs over real TLS: the plan and their own
// sessions, and not a word besides.
#include "tests/support/office.h"

using namespace candour::test;

namespace {

constexpr char plan[] =
    R"({"type":"assessment","id":"01900000-0000-7000-8000-0000000000a1","authority":"Northmere Council","kind":"initial","return_sent":"2026-08-24","site_from":"2026-11-09","site_to":"2026-11-11","pack":"la-2026"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c1","name":"Anna","initials":"AW","role":"lead"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c2","name":"Ede","initials":"EX","role":"expert_by_experience","external":true}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000b1","day":"2026-11-09","start":"2026-11-09T10:00:00Z","end":"2026-11-09T11:00:00Z","room":"2","title":"Carers","kind":"group","way":"in_person","state":"planned","assigned":["01900000-0000-7000-8000-0000000000c1","01900000-0000-7000-8000-0000000000c2"]}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000d1","day":"2026-11-09","start":"2026-11-09T12:00:00Z","end":"2026-11-09T13:00:00Z","room":"2","title":"Director","kind":"one_to_one","way":"in_person","state":"planned","assigned":["01900000-0000-7000-8000-0000000000c1"]}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000f1","day":"2026-11-10","start":"2026-11-10T10:00:00Z","end":"2026-11-10T11:00:00Z","room":"2","title":"Young carers","kind":"group","way":"in_person","state":"planned","assigned":["01900000-0000-7000-8000-0000000000c1","01900000-0000-7000-8000-0000000000c2"]}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000f3","day":"2026-11-10","start":"2026-11-10T12:00:00Z","end":"2026-11-10T13:00:00Z","room":"2","title":"Head of finance","kind":"one_to_one","way":"in_person","state":"planned","assigned":["01900000-0000-7000-8000-0000000000c1"]}
{"type":"follow_up","id":"01900000-0000-7000-8000-0000000000e1","what":"Ask for the quokka rota","state":"open"}
)";

QByteArray meeting(const QByteArray& slot, const QByteArray& session, const QByteArray& line,
                   const QByteArray& words) {
    return QByteArray(
               R"({"type":"session","id":"SESSION","notebook":"session:SLOT","slot":"SLOT","title":"Meeting","kind":"group"}
{"type":"line","id":"LINE","session":"SESSION","at":"2026-11-09T10:04:00Z","kind":"saw","text":"WORDS"}
)")
        .replace("SESSION", session)
        .replace("SLOT", slot)
        .replace("LINE", line)
        .replace("WORDS", words);
}

constexpr char theirSlot[] = "01900000-0000-7000-8000-0000000000b1";
constexpr char theirSession[] = "01900000-0000-7000-8000-0000000000b2";
constexpr char otherSlot[] = "01900000-0000-7000-8000-0000000000d1";
constexpr char otherSession[] = "01900000-0000-7000-8000-0000000000d2";

constexpr char needs[] =
    R"({"type":"communication_need","id":"01900000-0000-7000-8000-0000000000e2","notebook":"session:01900000-0000-7000-8000-0000000000b1","slot":"01900000-0000-7000-8000-0000000000b1","needs":["large_print"],"details":"Sits by the echidna"}
{"type":"communication_need","id":"01900000-0000-7000-8000-0000000000e3","slot":"01900000-0000-7000-8000-0000000000d1","needs":["lipreads"],"details":"Faces the bandicoot"}
)";

}  // namespace

class ExternalTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void thePlan_comesWhole();
    void theTeamsNotebook_doesNotCome();
    void ofTheSessions_onlyTheirOwnComes();
    void whatSomebodyNeeds_comesWithTheirMeeting_andNotWithThePlan();
    void whatTheyWrite_reachesTheTeam();
    void aSessionThatOthersBegan_isNotOpenedByTheirFounding();
    void aSessionThatTheyBegin_isTheirsOnlyIfItsSlotSaysSo_data();
    void aSessionThatTheyBegin_isTheirsOnlyIfItsSlotSaysSo();
    void whomTheStoreLetsIn_hasThatSession();
    void whomTheStoreTakesOffASession_isSentNoMoreOfIt();
    void r9_anAlertOfTheirs_reachesTheLead_withItsMeeting_orByItself_data();
    void r9_anAlertOfTheirs_reachesTheLead_withItsMeeting_orByItself();
    void anErasureThatTheyAskFor_saysWhoseHelpItTakes();
    void aWishThatTheyTakeBack_takesBackTheTeamsErasure();

  private:
    QByteArray listed(const QString& person, const QString& type) const {
        return m_office->ask(person, {QStringLiteral("list"), type}).out;
    }
    Said applied(const QString& person, const QByteArray& lines) const {
        return m_office->ask(person, {QStringLiteral("apply"), QStringLiteral("-")}, lines);
    }

    void addLine(const QString& person, const QByteArray& session, const QByteArray& id,
                 const QByteArray& words) const;
    QByteArray breachesOfR22() const;
    QJsonObject wishToldTo(const QString& whom, const QString& role) const;

    const QString m_lead = QStringLiteral("AW");
    const QString m_external = QStringLiteral("EX");
    std::unique_ptr<Office> m_office;
};

void ExternalTest::initTestCase() {
    m_office = std::make_unique<Office>(QStringList{m_lead}, QStringList{m_external});
    const QByteArray lines =
        QByteArray(plan) +
        meeting(theirSlot, theirSession, "01900000-0000-7000-8000-0000000000b5", "Wombats at ten") +
        meeting(otherSlot, otherSession, "01900000-0000-7000-8000-0000000000d5",
                "Numbats at noon") +
        needs;
    const Said said = applied(m_lead, lines);
    QVERIFY2(said.exit == 0, said.err + said.out);
    m_office->handOver({m_lead, m_external});
}

void ExternalTest::thePlan_comesWhole() {
    QVERIFY(listed(m_external, QStringLiteral("assessment")).contains("Northmere"));
    QCOMPARE(listed(m_external, QStringLiteral("timetable_slot")).count('\n'), 4);
    QCOMPARE(listed(m_external, QStringLiteral("team_member")).count('\n'), 2);
    // It is not theirs to change.
    const Said said = m_office->ask(
        m_external, {QStringLiteral("put"), QStringLiteral("timetable_slot"),
                     QStringLiteral("--id"), QLatin1String(theirSlot), QStringLiteral("room=9")});
    QCOMPARE(said.errorName(), QStringLiteral("not-allowed"));
}

void ExternalTest::theTeamsNotebook_doesNotCome() {
    QCOMPARE(listed(m_external, QStringLiteral("follow_up")), QByteArray());
    const QByteArray all =
        m_office->ask(m_external, {QStringLiteral("export"), QStringLiteral("--history")}).out;
    QVERIFY(!all.contains("quokka"));
    QVERIFY(!all.contains(m_office->assessment[u"team"].toString().toUtf8() + "\",\"vault"));
}

void ExternalTest::ofTheSessions_onlyTheirOwnComes() {
    const QByteArray lines = listed(m_external, QStringLiteral("line"));
    QVERIFY(lines.contains("Wombats"));
    QVERIFY(!lines.contains("Numbats"));
    QCOMPARE(listed(m_external, QStringLiteral("session")).count('\n'), 1);
}

void ExternalTest::whatSomebodyNeeds_comesWithTheirMeeting_andNotWithThePlan() {
    QCOMPARE(listed(m_lead, QStringLiteral("communication_need")).count('\n'), 2);
    const QByteArray theirs = listed(m_external, QStringLiteral("communication_need"));
    QVERIFY2(theirs.contains("echidna"), theirs);
    QCOMPARE(theirs.count('\n'), 1);
    const QByteArray all =
        m_office->ask(m_external, {QStringLiteral("export"), QStringLiteral("--history")}).out;
    QVERIFY(!all.contains("bandicoot"));
    // The plan, which they read whole, has no place for it.
    const Said said = m_office->ask(
        m_lead, {QStringLiteral("put"), QStringLiteral("timetable_slot"), QStringLiteral("--id"),
                 QLatin1String(otherSlot), QStringLiteral("communication=Faces the bandicoot")});
    QCOMPARE(said.errorName(), QStringLiteral("bad-input"));
}

void ExternalTest::whatTheyWrite_reachesTheTeam() {
    const Said said = applied(
        m_external,
        QByteArray(
            R"({"type":"line","id":"01900000-0000-7000-8000-0000000000b6","session":"SESSION","at":"2026-11-09T10:05:00Z","kind":"saw","text":"Kookaburras"})")
            .replace("SESSION", theirSession));
    QVERIFY2(said.exit == 0, said.err + said.out);
    m_office->handOver({m_external, m_lead});
    QVERIFY(listed(m_lead, QStringLiteral("line")).contains("Kookaburras"));
}

void ExternalTest::aSessionThatOthersBegan_isNotOpenedByTheirFounding() {
    const Said said = applied(
        m_external,
        meeting(otherSlot, otherSession, "01900000-0000-7000-8000-0000000000d6", "Let me in"));
    QVERIFY2(said.exit == 0, said.err + said.out);
    m_office->handOver({m_external, m_lead, m_external});
    QVERIFY(!listed(m_external, QStringLiteral("line")).contains("Numbats"));
    // What they wrote is not stuck: the lead has it.
    QVERIFY(listed(m_external, QStringLiteral("line")).contains("Let me in"));
    QVERIFY(listed(m_lead, QStringLiteral("line")).contains("Let me in"));
}

void ExternalTest::addLine(const QString& person, const QByteArray& session, const QByteArray& id,
                           const QByteArray& words) const {
    const Said said = applied(
        person,
        QByteArray(
            R"({"type":"line","id":"LINE","session":"SESSION","at":"2026-11-10T10:20:00Z","kind":"saw","text":"WORDS"})")
            .replace("LINE", id)
            .replace("SESSION", session)
            .replace("WORDS", words));
    if (said.exit != 0) qFatal("%s", said.err.constData());
}

void ExternalTest::aSessionThatTheyBegin_isTheirsOnlyIfItsSlotSaysSo_data() {
    QTest::addColumn<QByteArray>("slot");
    QTest::addColumn<QByteArray>("last");  // of the ids of what lies there
    QTest::addColumn<bool>("assigned");
    QTest::newRow("assigned to them")
        << QByteArray("01900000-0000-7000-8000-0000000000f1") << QByteArray("1") << true;
    QTest::newRow("assigned to others")
        << QByteArray("01900000-0000-7000-8000-0000000000f3") << QByteArray("3") << false;
}

/// They come first, and their tablet is the first to hand over.
void ExternalTest::aSessionThatTheyBegin_isTheirsOnlyIfItsSlotSaysSo() {
    QFETCH(QByteArray, slot);
    QFETCH(QByteArray, last);
    QFETCH(bool, assigned);
    const QByteArray session = "01900000-0000-7000-8000-00000000010" + last;
    const Said begun =
        applied(m_external, meeting(slot, session, "01900000-0000-7000-8000-00000000011" + last,
                                    "Quolls came first " + last));
    QVERIFY2(begun.exit == 0, begun.err + begun.out);
    m_office->handOver({m_external, m_lead, m_external});
    QVERIFY(listed(m_lead, u"line"_qs).contains("Quolls came first " + last));

    addLine(m_lead, session, "01900000-0000-7000-8000-00000000012" + last,
            "Bilbies came later " + last);
    m_office->handOver({m_lead, m_external});
    QCOMPARE(listed(m_external, u"line"_qs).contains("Bilbies came later " + last), assigned);
    QCOMPARE(m_office->ask(m_external, {u"export"_qs, u"--history"_qs})
                 .out.contains("Bilbies came later " + last),
             assigned);

    // Whoever they are, what they go on to write reaches the lead, and they keep it.
    addLine(m_external, session, "01900000-0000-7000-8000-00000000013" + last,
            "Quolls stayed " + last);
    m_office->handOver({m_external, m_lead});
    QVERIFY(listed(m_lead, u"line"_qs).contains("Quolls stayed " + last));
    QVERIFY(listed(m_external, u"line"_qs).contains("Quolls came first " + last));
    QVERIFY2(!breachesOfR22().contains("R22"), breachesOfR22());
}

QByteArray ExternalTest::breachesOfR22() const {
    QByteArray found;
    for (const QByteArray& line : m_office->ask(m_lead, {u"check"_qs}).out.split('\n'))
        if (line.contains("R22")) found += line + '\n';
    return found;
}

void ExternalTest::whomTheStoreLetsIn_hasThatSession() {
    const QString notebook =
        m_office->does(m_lead, {QStringLiteral("get"), QLatin1String(otherSession)})[u"notebook"]
            .toString();
    const Said said =
        m_office->store({QStringLiteral("admin"), QStringLiteral("session"),
                         QStringLiteral("allow"), QStringLiteral("--notebook"), notebook,
                         QStringLiteral("--person"), m_office->idOf(m_external)});
    QVERIFY2(said.exit == 0, said.err.constData());
    m_office->handOver({m_external, m_lead});
    QVERIFY(listed(m_external, QStringLiteral("line")).contains("Numbats"));
    QVERIFY(listed(m_lead, QStringLiteral("line")).contains("Let me in"));
    // The timetable does not say so, and `check` does.
    QVERIFY(breachesOfR22().contains("assign them"));
}

void ExternalTest::whomTheStoreTakesOffASession_isSentNoMoreOfIt() {
    const QString notebook =
        m_office->does(m_lead, {u"get"_qs, QLatin1String(otherSession)})[u"notebook"].toString();
    const auto takeOff = [&](const QString& person) {
        return m_office->store({u"admin"_qs, u"session"_qs, u"remove"_qs, u"--notebook"_qs,
                                notebook, u"--person"_qs, m_office->idOf(person)});
    };
    QCOMPARE(takeOff(m_external).exit, 0);
    QVERIFY(takeOff(m_external).exit != 0);  // they are not in it
    QVERIFY(takeOff(m_lead).err.contains("leads the assessment"));
    addLine(m_lead, otherSession, "01900000-0000-7000-8000-000000000141", "Potoroos after that");
    addLine(m_external, otherSession, "01900000-0000-7000-8000-000000000142", "Emus at the door");
    m_office->handOver({m_lead, m_external, m_lead});
    QVERIFY(!listed(m_external, u"line"_qs).contains("Potoroos"));
    QVERIFY(listed(m_lead, u"line"_qs).contains("Emus"));
    QCOMPARE(breachesOfR22(), QByteArray());
}

void ExternalTest::r9_anAlertOfTheirs_reachesTheLead_withItsMeeting_orByItself_data() {
    QTest::addColumn<bool>("inAMeeting");
    QTest::newRow("heard in a meeting") << true;
    QTest::newRow("heard on the way there") << false;
}

void ExternalTest::r9_anAlertOfTheirs_reachesTheLead_withItsMeeting_orByItself() {
    QFETCH(bool, inAMeeting);
    QStringList alert{u"put"_qs,
                      u"safeguarding_alert"_qs,
                      u"kind=alert"_qs,
                      u"danger=no"_qs,
                      u"raised=2026-11-09T10:06:00Z"_qs,
                      u"what=No food in"_qs,
                      u"wishes=unsure"_qs,
                      u"about=provider"_qs,
                      u"route=local_authority"_qs,
                      u"state=open"_qs};
    if (inAMeeting) alert << u"session="_qs + QLatin1String(theirSession);
    const QString id = m_office->does(m_external, alert)[u"id"].toString();
    m_office->does(m_external,
                   {u"put"_qs, u"safeguarding_step"_qs, u"alert="_qs + id, u"step=told_lead"_qs,
                    u"at=2026-11-09T10:08:00Z"_qs, u"to_whom=Anna"_qs, u"way=phone"_qs});
    m_office->handOver({m_external, m_lead});
    const QJsonObject raised = m_office->does(m_lead, {u"get"_qs, id});
    QCOMPARE(raised[u"fields"][u"what"].toString(), u"No food in"_qs);
    QVERIFY(listed(m_lead, u"safeguarding_step"_qs).contains(id.toUtf8()));
    const QString meeting =
        m_office->does(m_lead, {u"get"_qs, QLatin1String(theirSession)})[u"notebook"].toString();
    QCOMPARE(raised[u"notebook"].toString() == meeting, inAMeeting);
    // What the lead does about it comes back to whoever heard it.
    m_office->does(m_lead,
                   {u"put"_qs, u"safeguarding_step"_qs, u"alert="_qs + id, u"step=told_council"_qs,
                    u"at=2026-11-09T10:20:00Z"_qs, u"to_whom=Duty team"_qs, u"way=phone"_qs});
    m_office->handOver({m_lead, m_external});
    QVERIFY(listed(m_external, u"safeguarding_step"_qs).contains("Duty team"));
    // Of the team's own an alert lies where few read it, whatever meeting it was heard in.
    const QString team = m_office->does(m_lead, alert)[u"notebook"].toString();
    QCOMPARE(team, m_office->assessment[u"safeguarding"].toString());
}

/// Somebody in their meeting wants what they said erased, and tells one of us.
QJsonObject ExternalTest::wishToldTo(const QString& whom, const QString& role) const {
    const QString person = m_office
                               ->does(whom, {u"put"_qs, u"participant"_qs,
                                             u"session="_qs + QLatin1String(theirSession),
                                             u"standing=carer"_qs, u"role="_qs + role})[u"id"]
                               .toString();
    const Said said =
        m_office->ask(whom, {u"withdraw"_qs, person, u"--outcome"_qs, u"erase"_qs, u"--yes"_qs});
    if (said.exit != 0) qFatal("%s", said.err.constData());
    return QJsonDocument::fromJson(said.out.trimmed().split('\n').last()).object();
}

void ExternalTest::anErasureThatTheyAskFor_saysWhoseHelpItTakes() {
    // They have no team's notebook, so it lies in the meeting, which the lead alone reads besides.
    wishToldTo(m_external, u"Carer"_qs);
    m_office->handOver({m_external, m_lead});
    const QJsonArray asked = m_office->does(m_lead, {u"erasures"_qs})[u"erasures"].toArray();
    QCOMPARE(asked.size(), 1);
    QVERIFY(!asked[0][u"enough_may_approve"].toBool());
}

void ExternalTest::aWishThatTheyTakeBack_takesBackTheTeamsErasure() {
    // The wish lies in the meeting, where they strike it; what was asked for it lies with the team.
    const QJsonObject wish = wishToldTo(m_lead, u"Sister"_qs);
    m_office->handOver({m_lead, m_external});
    m_office->does(m_external, {u"strike"_qs, wish[u"withdrawal"].toString(), u"--reason"_qs,
                                u"She rang and wants it in"_qs});
    m_office->handOver({m_external, m_lead});
    QString state;
    for (const QJsonValue& one : m_office->does(m_lead, {u"erasures"_qs})[u"erasures"].toArray())
        if (one[u"erasure"] == wish[u"erasure"]) state = one[u"state"].toString();
    QCOMPARE(state, u"taken_back"_qs);
}

QTEST_GUILESS_MAIN(ExternalTest)
#include "tst_external.moc"
