// Today's plan, on a real vault: what is done, what goes on, and what comes next.
#include "app/tablet/closing.h"
#include "app/tablet/day.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

/// The visit's second day at nine, with sessions of an hour.
struct Day : Room {
    Day() {
        council.me = test.put({.type = u"team_member"_qs,
                               .fields = {{u"initials"_qs, u"AW"_qs},
                                          {u"name"_qs, u"Alice Wren"_qs},
                                          {u"role"_qs, u"inspector"_qs}}})
                         .name.id;
        council.initials[council.me] = u"AW"_qs;
    }
    RecordId plan(const QString& title, int hour, bool mine = true, const QString& room = u"2"_qs,
                  const QString& way = u"in_person"_qs) {
        const auto at = [&](int when) { return cbor::Value::array({nine + when * anHour, 0}); };
        PutRequest planned{.type = u"timetable_slot"_qs,
                           .fields = {{u"day"_qs, u"2027-03-09"_qs},
                                      {u"start"_qs, at(hour - 9)},
                                      {u"end"_qs, at(hour - 8)},
                                      {u"room"_qs, room},
                                      {u"title"_qs, title},
                                      {u"kind"_qs, u"one_to_one"_qs},
                                      {u"way"_qs, way},
                                      {u"state"_qs, u"planned"_qs}}};
        if (mine) planned.fields.push_back({u"assigned"_qs, cbor::Value::array({council.me})});
        return test.put(planned).name.id;
    }
    void itIs(int hour, int minute) {
        const std::int64_t now = nine + (hour - 9) * anHour + minute * 60'000;
        test.clock.advance(UtcTime(milliseconds(now)) - test.clock.utc());
    }
    void begin(const RecordId& which) {
        must(Sitting::open(*test.vault, council, which, test.clock, test.random));
    }
    void finish(const RecordId& which) {
        must(close(*test.vault, council, which, sessionRecordOf(which), {}, true,
                   test.vault->author().now()));
    }
    DayPlan read() { return must(readDay(*test.vault, council, test.vault->author().now())); }
    QString detail(const QString& title) {
        for (const PlannedSession& one : read().sessions)
            if (one.title == title) return one.detail;
        return {};
    }
    QString next() {
        const DayPlan plan = read();
        return plan.next.heading + u": "_qs + plan.next.title;
    }

    static constexpr std::int64_t anHour = 3'600'000;
    static constexpr std::int64_t nine = 1'804'582'800'000;
};

}  // namespace

class TestDay : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void itsTimeBeingOver_makesNothingDone() {
        Day day;
        const RecordId heard = day.plan(u"Hospital team"_qs, 10);
        day.plan(u"Commissioning"_qs, 10);
        day.plan(u"Public health"_qs, 10, false);
        day.itIs(10, 5);
        day.begin(heard);
        day.itIs(11, 20);
        QCOMPARE(day.detail(u"Hospital team"_qs), u"Still open · You"_qs);
        QCOMPARE(day.detail(u"Commissioning"_qs), u"Not begun · You"_qs);
        QVERIFY(!day.detail(u"Public health"_qs).contains(u"Done"));
        day.finish(heard);
        QCOMPARE(day.detail(u"Hospital team"_qs), u"Done · You"_qs);
    }
    void anInterviewThatOverruns_staysAtTheRight_untilTheNextOneBegins() {
        Day day;
        const RecordId first = day.plan(u"Hospital team"_qs, 10);
        day.plan(u"Commissioning"_qs, 12);
        QCOMPARE(day.next(), u"Next for you: Hospital team"_qs);
        day.itIs(10, 5);
        QCOMPARE(day.next(), u"Now: Hospital team"_qs);
        day.begin(first);
        day.itIs(11, 20);
        QCOMPARE(day.next(), u"Still open: Hospital team"_qs);
        day.itIs(12, 0);
        QCOMPARE(day.next(), u"Now: Commissioning"_qs);
    }
    void aCall_isNoRoom() {
        Day day;
        day.plan(u"Carers by video"_qs, 9, true, u"By video"_qs, u"video"_qs);
        // The room of the meeting that is planned already.
        QVERIFY(day.read().summary.contains(u"1 room and video"_qs));
        day.plan(u"Commissioning"_qs, 11, true, u"3"_qs);
        day.plan(u"Healthwatch"_qs, 12, true, u"By phone"_qs, u"phone"_qs);
        const DayPlan read = day.read();
        QVERIFY2(read.summary.contains(u"2 rooms and video"_qs), qPrintable(read.summary));
        QCOMPARE(read.rooms.size(), 4);
    }
    void thePlan_saysWhenItWasLastChanged_andByWhom() {
        Day day;
        const VaultId self = day.test.vault->identity().vault;
        day.itIs(9, 0);
        const RecordId slot = day.plan(u"Hospital team"_qs, 14);
        day.plan(u"Commissioning"_qs, 15);
        day.council.authors[self] = u"HM"_qs;
        QVERIFY(day.read().summary.endsWith(u"As at 09:00, HM"_qs));
        day.itIs(13, 22);
        day.test.edit({day.test.vault->records().get(slot)->name}, u"room"_qs, u"3"_qs);
        day.council.fullNames[u"HM"_qs] = u"Helen Marsh"_qs;
        QVERIFY(day.read().summary.endsWith(u"As at 13:22, Helen Marsh"_qs));
        day.council.myVault = self;
        day.itIs(16, 0);
        QVERIFY(day.read().summary.endsWith(u"As at 13:22, you"_qs));
    }
    void whatIsFinished_leavesRoomForWhatComes() {
        Day day;
        const RecordId first = day.plan(u"Hospital team"_qs, 10);
        day.plan(u"Commissioning"_qs, 12);
        day.itIs(10, 5);
        day.begin(first);
        day.finish(first);
        QCOMPARE(day.next(), u"Next for you: Commissioning"_qs);
    }
};

QTEST_GUILESS_MAIN(TestDay)
#include "tst_day.moc"
