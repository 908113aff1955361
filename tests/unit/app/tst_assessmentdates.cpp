#include "app/rules/assessmentdates.h"

#include <QTest>

#include <rapidcheck.h>

using namespace candour;

class AssessmentDatesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void thePeriodUnderAssessment_isTheTwelveMonthsBeforeTheReturn() {
        const DateSpan period = periodUnderAssessment(QDate(2027, 1, 4));
        QCOMPARE(period.from, QDate(2026, 1, 4));
        QCOMPARE(*period.to, QDate(2027, 1, 3));
        QVERIFY(!period.holds(QDate(2026, 1, 3)));
        QVERIFY(!period.holds(QDate(2027, 1, 4)));
        QCOMPARE(periodUnderAssessment(QDate(2028, 2, 29)).from, QDate(2027, 2, 28));
    }

    void thePeriod_isAYearLong_whateverTheDay() {
        QVERIFY(rc::check("the period is a year long", [] {
            const QDate sent = QDate(2020, 1, 1).addDays(*rc::gen::inRange(0, 20'000));
            const DateSpan period = periodUnderAssessment(sent);
            const auto days = period.from.daysTo(sent);
            RC_ASSERT((days == 365 || days == 366));
            RC_ASSERT(period.to->addDays(1) == sent);
        }));
    }

    void theLeadIn_isNineToElevenWeeks_bothIncluded() {
        const QDate sent(2027, 1, 4);
        QCOMPARE(leadIn(sent, sent.addDays(62)), LeadIn::tooShort);
        QCOMPARE(leadIn(sent, sent.addDays(63)), LeadIn::asUsual);
        QCOMPARE(leadIn(sent, sent.addDays(77)), LeadIn::asUsual);
        QCOMPARE(leadIn(sent, sent.addDays(78)), LeadIn::tooLong);
        QCOMPARE(leadIn(sent, sent.addDays(-1)), LeadIn::tooShort);
        QCOMPARE(leadIn(sent, sent.addDays(62), {8, 10}), LeadIn::asUsual);
        QVERIFY(leadInSentence(sent, sent.addDays(63)).isEmpty());
        QVERIFY(leadInSentence(sent, sent.addDays(62)).contains(u"62 days"_qs));
        QVERIFY(leadInSentence(sent, sent.addDays(78)).contains(u"9 to 11 weeks"_qs));
    }

    void nothingIsPublished_inAPreElectionPause() {
        const WorkingCalendar calendar = WorkingCalendar::england();
        const std::vector<PreElectionPause> pauses = {
            {u"Local elections"_qs, QDate(2027, 3, 25), QDate(2027, 5, 6)},
            {u"By-election"_qs, QDate(2027, 5, 7), QDate(2027, 5, 8)}};
        QCOMPARE(pauseOn(pauses, QDate(2027, 3, 24)), nullptr);
        QCOMPARE(pauseOn(pauses, QDate(2027, 5, 6))->name, u"Local elections"_qs);
        QCOMPARE(firstDayToPublish(QDate(2027, 3, 24), pauses, calendar), QDate(2027, 3, 24));
        // Out of one pause into the next, and over the Sunday.
        QCOMPARE(firstDayToPublish(QDate(2027, 4, 1), pauses, calendar), QDate(2027, 5, 10));
        QCOMPARE(firstDayToPublish(QDate(2027, 12, 25), pauses, calendar), QDate(2027, 12, 29));
    }

    void aFollowUp_runsFromTheReportBeforeItToItsOwn() {
        const QDate before(2025, 6, 10);
        QCOMPARE(*followUpPeriod(before, {}), (DateSpan{before, std::nullopt}));
        QVERIFY(followUpPeriod(before, {})->holds(QDate(2099, 1, 1)));
        QCOMPARE(*followUpPeriod(before, QDate(2027, 6, 10))->to, QDate(2027, 6, 10));
        QVERIFY(!followUpPeriod(before, before.addDays(-1)));
    }

    void aStoredDate_isAllTheDaysItMayMean() {
        QCOMPARE(*daysOf(u"2026"), (DateSpan{QDate(2026, 1, 1), QDate(2026, 12, 31)}));
        QCOMPARE(*daysOf(u"2028-02"), (DateSpan{QDate(2028, 2, 1), QDate(2028, 2, 29)}));
        QCOMPARE(*daysOf(u"2026-05-14"), (DateSpan{QDate(2026, 5, 14), QDate(2026, 5, 14)}));
        QCOMPARE(*daysOf(u"2026-05-14~"), (DateSpan{QDate(2026, 5, 7), QDate(2026, 5, 21)}));
        QCOMPARE(*daysOf(u"2026-05~"), (DateSpan{QDate(2026, 4, 1), QDate(2026, 6, 30)}));
        QCOMPARE(*daysOf(u"2026~"), (DateSpan{QDate(2025, 1, 1), QDate(2027, 12, 31)}));
        QVERIFY(!daysOf(u"last May"));
    }

    void datesOutOfOrder_areNamed() {
        KeyDates dates{.returnSent = QDate(2027, 1, 4),
                       .siteFrom = QDate(2027, 3, 9),
                       .siteTo = QDate(2027, 3, 11),
                       .published = QDate(2027, 6, 18)};
        QVERIFY(faultsOf(dates).isEmpty());
        dates.siteTo = QDate(2027, 3, 8);
        QCOMPARE(faultsOf(dates),
                 QStringList{u"The last day on site cannot be before the first day on site. "
                             "Check both dates."_qs});
    }
};

QTEST_GUILESS_MAIN(AssessmentDatesTest)
#include "tst_assessmentdates.moc"
