// What belongs to a meeting beside its notes: needs and whether they were met, what shaped it, who
// could decide, private slips.
#include "app/tablet/form.h"
#include "app/tablet/meetingrecords.h"
#include "app/viewmodels/casesmodel.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

#include <algorithm>

using namespace candour;

namespace {

struct Meeting {
    [[nodiscard]] TestVault& test() { return room.test; }
    [[nodiscard]] Result<RecordName> readName() {
        TRY(const RecordView view, room.test.vault->records().get(room.slot));
        return view.name;
    }
    RecordId need(const QString& field, const RecordId& of, const std::vector<cbor::Value>& needs,
                  const QString& details = {}) {
        PutRequest request{.type = u"communication_need"_qs,
                           .fields = {{field, of}, {u"needs"_qs, cbor::Value::array(needs)}}};
        if (!details.isEmpty()) request.fields.push_back({u"details"_qs, details});
        return test().put(request).name.id;
    }
    [[nodiscard]] ListedRecord slot() { return must(readListed(*test().vault, room.slot)); }
    [[nodiscard]] KnownNeeds known() { return must(needsFor(*test().vault, slot())); }
    [[nodiscard]] MeetingRecords records() {
        return must(readMeetingRecords(*test().vault, slot(), room.sitting->session()));
    }
    [[nodiscard]] std::optional<EntryRow> row(const QString& title) {
        const QList<EntryRow> rows = records().needs;
        const auto found = std::find_if(rows.begin(), rows.end(),
                                        [&](const EntryRow& one) { return one.title == title; });
        return found == rows.end() ? std::nullopt : std::optional(*found);
    }
    /// Fills in the form that a row opens, and saves it.
    void fill(const EntryRow& row, const FormTexts& answers) {
        FormWish wish{row.type, row.id, {}};
        for (auto one = row.given.begin(); one != row.given.end(); ++one)
            wish.given[one.key()] = one->toString();
        const FilledForm form = must(openForm(*test().vault, room.council, wish, test().random));
        FormTexts texts;
        for (const FormField& field : form.sheet.fields) texts[field.name] = field.text;
        for (auto one = answers.begin(); one != answers.end(); ++one) texts[one.key()] = *one;
        const FormOutcome outcome = must(saveForm(*test().vault, form.open, texts));
        QVERIFY2(outcome.saved, qPrintable(outcome.problem));
    }
    /// Of a new record of this type.
    void fill(const QString& type, const FormTexts& answers) {
        EntryRow row;
        row.type = type;
        row.given = records().given.value(type);
        fill(row, answers);
    }

    Room room;
};

}  // namespace

class TestMeetingRecords : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void needThatLiesWithTheMeeting_isKnownThereToo() {
        Meeting meeting;
        QVERIFY(meeting.known().needs.isEmpty());
        meeting.test().put(
            {.type = u"communication_need"_qs,
             .notebook = sessionNotebookOf(meeting.room.slot),
             .fields = {{u"slot"_qs, meeting.room.slot}, {u"details"_qs, u"Face the window"_qs}}});
        QCOMPARE(meeting.known().needs, u"Face the window"_qs);
        QVERIFY(meeting.row(u"Face the window"_qs));
    }
    void severalNeeds_areAllSaid_eachOnce() {
        Meeting meeting;
        meeting.need(u"slot"_qs, meeting.room.slot, {u"lipreads"_qs, u"breaks"_qs},
                     u"Face the window"_qs);
        meeting.need(u"slot"_qs, meeting.room.slot, {u"breaks"_qs}, u"At half past two"_qs);
        QCOMPARE(meeting.known().needs, u"Lipreads, Breaks"_qs);
        QCOMPARE(meeting.known().details, u"Face the window\nAt half past two"_qs);
        QCOMPARE(meeting.records().known,
                 u"Lipreads, Breaks · Face the window · At half past two"_qs);
    }
    void needOfACase_holdsWhereverItsPersonIsMet() {
        Meeting meeting;
        const RecordId tracked =
            meeting.test()
                .put({.type = u"tracked_case"_qs,
                      .fields = {{u"number"_qs, u"07"_qs},
                                 {u"summary"_qs, u"Daughter cares for mother"_qs},
                                 {u"stage"_qs, u"shortlisted"_qs}}})
                .name.id;
        meeting.need(u"case"_qs, tracked, {u"bsl"_qs});
        QVERIFY(!meeting.row(u"BSL interpreter"_qs));
        meeting.test().edit(must(meeting.readName()), u"case"_qs, tracked);
        QVERIFY(meeting.row(u"BSL interpreter"_qs));
        // What is heard of here is theirs, too.
        meeting.fill(u"communication_need"_qs, {{u"needs"_qs, u"easy_read"_qs}});
        QCOMPARE(meeting.known().needs, u"BSL interpreter, Easy read"_qs);
    }
    void eachNeed_isAQuestion_untilItIsSaidWhetherItWasMet() {
        Meeting meeting;
        meeting.need(u"slot"_qs, meeting.room.slot, {u"lipreads"_qs, u"breaks"_qs});
        const EntryRow asked = *meeting.row(u"Lipreads"_qs);
        QCOMPARE(asked.tone, int(CaseItem::Due));
        QVERIFY(asked.id.isEmpty());
        meeting.fill(asked, {{u"met"_qs, u"partly"_qs}, {u"how"_qs, u"The blind was broken"_qs}});
        const EntryRow partly = *meeting.row(u"Lipreads"_qs);
        QCOMPARE(partly.status, u"Partly met"_qs);
        QCOMPARE(partly.detail, u"The blind was broken"_qs);
        QCOMPARE(meeting.row(u"Breaks"_qs)->tone, int(CaseItem::Due));
        // The same check is changed; there is no second one.
        meeting.fill(partly, {{u"met"_qs, u"yes"_qs}});
        QCOMPARE(meeting.row(u"Lipreads"_qs)->status, u"Met"_qs);
        QCOMPARE(must(meeting.test().vault->records().count(u"communication_check"_qs)), 1);
    }
    void whatShapedTheMeeting_andWhoCouldDecide_standsBesideTheNotes() {
        Meeting meeting;
        QVERIFY(meeting.records().noted.isEmpty());
        meeting.fill(u"setting_effect"_qs, {{u"effect"_qs, u"manager_present"_qs},
                                            {u"note"_qs, u"Left after ten minutes"_qs}});
        // There is one person here, so nobody is asked who it was.
        meeting.fill(u"capacity_consideration"_qs, {{u"decision"_qs, u"To talk with us"_qs},
                                                    {u"time"_qs, u"2027-03-09T14:00:00+00:00"_qs},
                                                    {u"outcome"_qs, u"able_with_support"_qs}});
        const QList<EntryRow> noted = meeting.records().noted;
        QCOMPARE(noted.size(), 2);
        QCOMPARE(noted[0].title, u"Manager present"_qs);
        QCOMPARE(noted[0].type, u"setting_effect"_qs);
        QCOMPARE(noted[1].title, u"To talk with us"_qs);
        QCOMPARE(noted[1].status, u"Able to decide with support"_qs);
        // It is never written over.
        QVERIFY(noted[1].type.isEmpty());
    }
    void privateSlip_showsItsNumber_andNoName() {
        Meeting meeting;
        QVERIFY(meeting.records().mayKeepSlips);
        // Nobody has to say whose it is.
        meeting.fill(u"follow_up_slip"_qs, {{u"code"_qs, u"N-113"_qs}});
        QVERIFY(meeting.records().noted.isEmpty());
        meeting.fill(u"follow_up_slip"_qs,
                     {{u"code"_qs, u"N-114"_qs},
                      {u"participant"_qs, meeting.room.company().front().participant.id.toString()},
                      {u"name"_qs, u"Rosa Field"_qs}});
        const QList<EntryRow> noted = meeting.records().noted;
        QCOMPARE(noted.size(), 1);
        QCOMPARE(noted.front().title, u"Private slip N-114"_qs);
        QCOMPARE(noted.front().status, u"Given"_qs);
        QVERIFY(!noted.front().spoken().contains(u"Rosa"_qs));
    }
};

QTEST_GUILESS_MAIN(TestMeetingRecords)
#include "tst_meetingrecords.moc"
