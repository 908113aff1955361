// Meetings that leave a tablet and come back: what has to stay for somebody's sake, and what is not
// done while words are away.
#include "tests/unit/vault/meeting.h"

#include <QTest>

using namespace candour;

namespace {

QString whyItStays(TestVault& test, const NotebookId& notebook) {
    for (const PurgeRow& row : must(test.vault->purgePlan(0)))
        if (row.notebook == notebook) return row.why;
    return {};
}

}  // namespace

class AwayTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatProtectsSomebody_staysOnTheTablet_data();
    void whatProtectsSomebody_staysOnTheTablet();
    void aMeetingThatProtectsNobody_mayGo();
};

void AwayTest::whatProtectsSomebody_staysOnTheTablet_data() {
    QTest::addColumn<QString>("why");
    QTest::newRow("locked away") << u"locked away, and has to stay"_qs;
    QTest::newRow("a hold") << u"kept for a legal hold"_qs;
    for (const char* event : {"refused", "paused", "withdrawn"})
        QTest::newRow(event) << u"Somebody said no in it"_qs;
    QTest::newRow("words elsewhere") << u"Somebody said no in it"_qs;
}

void AwayTest::whatProtectsSomebody_staysOnTheTablet() {
    QFETCH(QString, why);
    const QByteArray row = QTest::currentDataTag();
    TestVault test;
    Meeting meeting(test);
    const RecordName tracked = trackedCase(test);
    if (row == "words elsewhere") {
        const RecordName stage = test.put({.type = u"journey_stage"_qs,
                                           .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                                                      {u"stage"_qs, u"review"_qs}}})
                                     .name;
        test.put({.type = u"stage_account"_qs,
                  .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                             {u"participant"_qs, cbor::Value(meeting.person.id)},
                             {u"stage"_qs, cbor::Value(stage.id)},
                             {u"voice"_qs, u"practitioner"_qs},
                             {u"text"_qs, u"They waited."_qs}}});
        test.answer(meeting.person.id, u"refused"_qs);
    } else {
        test.edit(meeting.person, u"case"_qs, cbor::Value(tracked.id));
        test.edit(meeting.person, u"standing"_qs, u"person"_qs);
    }
    if (row == "locked away")
        withdrawForCase(test, tracked);
    else if (row == "a hold")
        test.put({.type = u"hold"_qs,
                  .fields = {{u"what"_qs, cbor::Value(meeting.person.id)},
                             {u"authority"_qs, u"Court"_qs},
                             {u"reason"_qs, u"police"_qs},
                             {u"set"_qs, test.now()}}});
    else if (row != "words elsewhere")
        test.answer(meeting.person.id, QString::fromLatin1(row));
    QVERIFY2(whyItStays(test, meeting.session.notebook).contains(why),
             qPrintable(whyItStays(test, meeting.session.notebook)));
}

void AwayTest::aMeetingThatProtectsNobody_mayGo() {
    TestVault test;
    Meeting meeting(test);
    // Theirs alone, and it leaves with all that it is about.
    test.answer(meeting.person.id, u"paused"_qs);
    // The next question is whether the store has it.
    const QString why = whyItStays(test, meeting.session.notebook);
    QVERIFY2(why.contains(u"not set up with a store"), qPrintable(why));
}

QTEST_APPLESS_MAIN(AwayTest)
#include "tst_away.moc"
