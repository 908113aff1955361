#include "app/rules/factualaccuracy.h"
#include "app/rules/workingdays.h"

#include <QTest>

#include <rapidcheck.h>

using namespace candour;

namespace {

const WorkingCalendar& england() {
    static const WorkingCalendar calendar = WorkingCalendar::england();
    return calendar;
}

QStringList daysOf(int year) {
    QStringList days;
    for (const BankHoliday& holiday : england().bankHolidays(year))
        days << holiday.day.toString(u"MM-dd"_qs);
    return days;
}

rc::Gen<QDate> someDay() {
    return rc::gen::map(rc::gen::inRange(0, 365 * 60),
                        [](int days) { return QDate(2000, 1, 1).addDays(days); });
}

}  // namespace

class WorkingDaysTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // As published for England and Wales, gov.uk/bank-holidays; the last two years by the law.
    void theBankHolidays_areThosePublished_data() {
        QTest::addColumn<QString>("days");
        const std::vector<std::pair<int, const char*>> years = {
            {2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"},
            {2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"},
            {2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"},
            {2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"},
            {2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"},
            {2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"},
            {2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"},
            {2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"},
            {2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"},
            {2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"},
            {2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"},
            {2029, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26"},
            {2030, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"}};
        for (const auto& [year, days] : years)
            QTest::addRow("%d", year) << QString::fromLatin1(days);
    }
    void theBankHolidays_areThosePublished() {
        QFETCH(const QString, days);
        QCOMPARE(daysOf(QString::fromLatin1(QTest::currentDataTag()).toInt()), days.split(u' '));
    }

    void aSubstituteDay_saysSo() {
        const auto days = england().bankHolidays(2027);
        QCOMPARE(days.at(6).name, u"Christmas Day (substitute day)"_qs);
        QCOMPARE(days.at(7).name, u"Boxing Day (substitute day)"_qs);
        QCOMPARE(england().bankHolidays(2022).at(8).name, u"Boxing Day"_qs);
    }

    void easter_isWhereItWas() {
        for (const QDate sunday : {QDate(1981, 4, 19), QDate(1954, 4, 18), QDate(2000, 4, 23),
                                   QDate(2008, 3, 23), QDate(2025, 4, 20), QDate(2038, 4, 25)})
            QCOMPARE(easterSunday(sunday.year()), sunday);
    }

    void r44_theCouncilHasTenWorkingDays() {
        // Over Easter: two bank holidays and two weekends.
        const auto easter = factualAccuracyWindow(QDate(2027, 3, 24), england());
        QCOMPARE(easter.lastDay, QDate(2027, 4, 9));
        // Over Christmas, with both substitute days and New Year.
        const auto christmas = factualAccuracyWindow(QDate(2027, 12, 20), england());
        QCOMPARE(christmas.lastDay, QDate(2028, 1, 6));
        // An ordinary fortnight; sent at a weekend, the Monday is the first day.
        QCOMPARE(factualAccuracyWindow(QDate(2027, 6, 7), england()).lastDay, QDate(2027, 6, 21));
        QCOMPARE(factualAccuracyWindow(QDate(2027, 6, 5), england()).lastDay, QDate(2027, 6, 18));
    }

    void r44_theDaysLeft_countTodayAndTheLast() {
        const auto window = factualAccuracyWindow(QDate(2027, 6, 7), england());
        QCOMPARE(workingDaysLeft(window, QDate(2027, 6, 7), england()), 10);
        QCOMPARE(workingDaysLeft(window, QDate(2027, 6, 8), england()), 10);
        QCOMPARE(workingDaysLeft(window, QDate(2027, 6, 9), england()), 9);
        QCOMPARE(workingDaysLeft(window, QDate(2027, 6, 21), england()), 1);
        QCOMPARE(workingDaysLeft(window, QDate(2027, 6, 22), england()), 0);
        QCOMPARE(workingDaysLeft(window, QDate(2027, 6, 1), england()), 10);
    }

    void r44_aStatement_isTracedToTimesAndRoles_neverToSomebodyKnown() {
        const Instant later{1'800'000'060'000, 0};
        const Instant earlier{1'800'000'000'000, 0};
        const std::vector<TracedEvidence> evidence = {
            {later,
             {},
             u"Said"_qs,
             u"Director of Adult Social Services"_qs,
             u"Council staff"_qs,
             true},
            {earlier, {}, u"Said"_qs, u"Social worker"_qs, u"Council staff"_qs, false},
            {later, {}, u"Said"_qs, {}, u"Unpaid carer"_qs, false}};
        const auto rows = traceOf(evidence);
        QCOMPARE(rows.at(0).who, u"Social worker"_qs);
        QCOMPARE(rows.at(0).when, instantForPeople(earlier));
        QCOMPARE(rows.at(1).who, u"Council staff"_qs);
        QCOMPARE(rows.at(2).who, u"Unpaid carer"_qs);
    }

    void r44_whatNobodyDated_hasNoTime_andComesFirst() {
        const std::vector<TracedEvidence> evidence = {
            {.at = {1'800'000'000'000, 0}, .kind = u"Said"_qs, .standing = u"Unpaid carer"_qs},
            {.kind = u"Account of a stage"_qs, .standing = u"Practitioner"_qs}};
        const auto rows = traceOf(evidence);
        QCOMPARE(rows.at(0).who, u"Practitioner"_qs);
        QCOMPARE(rows.at(0).when, QString());
        QVERIFY(!rows.at(1).when.isEmpty());
    }

    void anOrganisationsCalendar_takesThePlaceOfOurs() {
        const auto calendar = WorkingCalendar::fromJson(
            R"({"added": [{"day": "2027-07-01", "name": "A new day"}],
                "removed": [{"day": "2027-05-03", "name": "Early May"}]})");
        QVERIFY(calendar);
        QVERIFY(!calendar->isWorkingDay(QDate(2027, 7, 1)));
        QVERIFY(calendar->isWorkingDay(QDate(2027, 5, 3)));
        QCOMPARE(WorkingCalendar::fromJson(
                     R"({"added": [{"day": "2027-02-30", "name": "x"}], "removed": []})")
                     .error()
                     .code,
                 Code::badInput);
        QVERIFY(!WorkingCalendar::fromJson(R"({"added": []})"));
    }

    void workingDays_countedThereAndBack_areTheSame() {
        QVERIFY(rc::check("working days, counted there and back", [] {
            const QDate day = *someDay();
            const int count = *rc::gen::inRange(0, 40);
            const QDate last = england().workingDaysAfter(day, count);
            RC_ASSERT(england().workingDaysBetween(day, last) == count);
            RC_ASSERT((count == 0 || england().isWorkingDay(last)));
        }));
    }

    void noHoliday_liesAtAWeekend_orTwice() {
        QVERIFY(rc::check("no holiday at a weekend or twice", [] {
            const auto days = england().bankHolidays(*rc::gen::inRange(1978, 2200));
            RC_ASSERT(days.size() >= 8u);
            for (std::size_t i = 0; i < days.size(); ++i) {
                RC_ASSERT(days[i].day.dayOfWeek() < 6);
                RC_ASSERT((i == 0 || days[i - 1].day < days[i].day));
            }
        }));
    }
};

QTEST_GUILESS_MAIN(WorkingDaysTest)
#include "tst_workingdays.moc"
