#include "app/rules/accounts.h"
#include "app/rules/casecontact.h"
#include "app/rules/casefunnel.h"
#include "app/rules/casejourney.h"
#include "app/rules/samplebalance.h"
#include "tests/unit/app/numbered.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace candour;

namespace {

DateSpan on(int month, int day) {
    const QDate date(2026, month, day);
    return {date, date};
}

const QDate today(2026, 12, 1);

JourneyStage stage(const QString& kind, std::optional<DateSpan> began,
                   std::optional<DateSpan> ended) {
    return {.kind = kind, .began = began, .ended = ended};
}

std::vector<CaseInFunnel> cases(int listed, int shortlisted, int engaged) {
    std::vector<CaseInFunnel> all;
    all.insert(all.end(), listed, {u"listed"_qs});
    all.insert(all.end(), shortlisted, {u"shortlisted"_qs});
    all.insert(all.end(), engaged, {u"engaged"_qs});
    return all;
}

}  // namespace

class CaseTrackingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // The funnel ----------------------------------------------------------------------------------

    void r31_theFunnel_countsWhoGotHowFar() {
        const Funnel funnel = funnelOf(cases(40, 4, 6));
        QCOMPARE(funnel.listed, (FunnelStep{50, 50}));
        QCOMPARE(funnel.chosen, (FunnelStep{10, 10}));
        QCOMPARE(funnel.engaged, (FunnelStep{6, 6}));
    }

    void r31_whoWasChosenAndDroppedOut_stillWasChosen() {
        auto all = cases(40, 2, 5);
        all.push_back({u"dropped"_qs, u"unwell"_qs});
        QCOMPARE(funnelOf(all).chosen.cases, 8);
        // Put back on the list, and it still says when it was chosen.
        all.push_back({u"listed"_qs, u"covered"_qs, true});
        all.push_back({u"engaged"_qs, {}, true});
        QCOMPARE(funnelOf(all).chosen.cases, 10);
    }

    void r31_theSizes_areSettings() {
        const Funnel funnel = funnelOf(cases(40, 4, 6), {.listed = 60, .chosen = 8, .engaged = 6});
        QCOMPARE(funnel.listed, (FunnelStep{50, 60}));
        QCOMPARE(funnel.chosen, (FunnelStep{10, 8}));
    }

    void r31_sevenOfSix_isShown_neverRefused() {
        const Funnel funnel = funnelOf(cases(40, 3, 7));
        QCOMPARE(funnel.engaged, (FunnelStep{7, 6}));
    }

    void r31_everyDropOut_hasAReason() {
        auto all = cases(40, 2, 5);
        for (const QString& reason : {u"declined"_qs, u"unwell"_qs, u"declined"_qs, QString()})
            all.push_back({u"dropped"_qs, reason});
        const Funnel funnel = funnelOf(all);
        QCOMPARE(funnel.dropped,
                 (std::vector<DropReason>{{u"declined"_qs, 2}, {QString(), 1}, {u"unwell"_qs, 1}}));
        QVERIFY(funnelOf(cases(1, 1, 1)).dropped.empty());
        QCOMPARE(funnel.chosen.cases, 11);
    }

    // The journey ---------------------------------------------------------------------------------

    void r28_stagesAndGaps_areInDays() {
        const std::vector stages = {stage(u"first_contact"_qs, on(3, 2), on(3, 2)),
                                    stage(u"needs_assessment"_qs, on(4, 13), on(4, 20)),
                                    stage(u"review"_qs, on(10, 1), on(10, 2))};
        const JourneyTiming timing = timingOf(stages, today);
        QCOMPARE(*timing.stages.at(0).took, (Days{0, 0, false}));
        QVERIFY(!timing.stages.at(0).gap);
        QCOMPARE(*timing.stages.at(1).gap, (Days{42, 42, false}));
        QCOMPARE(*timing.stages.at(1).took, (Days{7, 7, false}));
        QCOMPARE(*timing.stages.at(2).gap, (Days{164, 164, false}));
        QCOMPARE(*timing.whole, (Days{214, 214, false}));
        QCOMPARE(timing.longestGap()->stage.kind, u"review"_qs);
    }

    void r28_theWait_isFromAskingToBeginning() {
        JourneyStage review = stage(u"review"_qs, on(10, 1), on(10, 2));
        review.askedFor = on(9, 1);
        QCOMPARE(*timingOf(std::vector{review}, today).stages.at(0).waited, (Days{30, 30, false}));
    }

    void r28_anOpenStage_countsUpToToday() {
        const std::vector stages = {stage(u"first_contact"_qs, on(3, 2), on(3, 2)),
                                    stage(u"needs_assessment"_qs, on(11, 1), {})};
        const JourneyTiming timing = timingOf(stages, today);
        QCOMPARE(*timing.stages.at(1).took, (Days{30, 30, true}));
        QCOMPARE(*timing.whole, (Days{274, 274, true}));
    }

    void r28_somebodyStillWaiting_isCountedToo() {
        JourneyStage asked = stage(u"carers_assessment"_qs, {}, {});
        asked.askedFor = on(11, 1);
        const std::vector stages = {asked, stage(u"first_contact"_qs, on(3, 2), on(3, 2))};
        const JourneyTiming timing = timingOf(stages, today);
        QCOMPARE(timing.stages.at(1).stage.kind, u"carers_assessment"_qs);
        QVERIFY(!timing.stages.at(1).took);
        QCOMPARE(*timing.stages.at(1).waited, (Days{30, 30, true}));
        QCOMPARE(*timing.stages.at(1).gap, (Days{274, 274, true}));
        QVERIFY(timing.whole->open);
    }

    void r28_whatWasRefused_orIsNotNeeded_countsNoFurther() {
        JourneyStage refused = stage(u"carers_assessment"_qs, {}, {});
        refused.askedFor = on(4, 1);
        refused.closed = true;
        const std::vector stages = {stage(u"first_contact"_qs, on(3, 2), on(3, 2)), refused};
        const JourneyTiming timing = timingOf(stages, today);
        QVERIFY(!timing.stages.at(1).waited);
        QVERIFY(!timing.stages.at(1).gap);
        QCOMPARE(*timing.whole, (Days{0, 0, false}));
    }

    void r28_aMonth_makesARange_neverADayMadeUp() {
        const std::vector stages = {
            stage(u"first_contact"_qs, daysOf(u"2026-05"), daysOf(u"2026-05")),
            stage(u"needs_assessment"_qs, on(8, 14), on(8, 14))};
        const JourneyTiming timing = timingOf(stages, today);
        QCOMPARE(*timing.stages.at(1).gap, (Days{75, 105, false}));
        QCOMPARE(wordsFor(*timing.stages.at(1).gap), u"75 to 105 days"_qs);
    }

    void r28_overlappingStages_leaveNoGap() {
        const std::vector stages = {stage(u"hospital_discharge"_qs, on(3, 1), on(6, 1)),
                                    stage(u"reablement"_qs, on(4, 1), on(4, 5)),
                                    stage(u"review"_qs, on(6, 11), on(6, 11))};
        const JourneyTiming timing = timingOf(stages, today);
        QCOMPARE(*timing.stages.at(1).gap, (Days{0, 0, false}));
        QCOMPARE(*timing.stages.at(2).gap, (Days{10, 10, false}));
    }

    void r28_aStageThatEndsBeforeItBegins_isFlagged() {
        const std::vector stages = {stage(u"review"_qs, on(6, 2), on(6, 1))};
        const JourneyTiming timing = timingOf(stages, today);
        QVERIFY(timing.stages.at(0).outOfOrder);
        QCOMPARE(*timing.stages.at(0).took, (Days{0, 0, false}));
        QVERIFY(timingOf({}, today).stages.empty());
        QVERIFY(!timingOf({}, today).whole);
        QCOMPARE(timingOf({}, today).longestGap(), nullptr);
    }

    void r28_days_areSaidInWords() {
        QCOMPARE(wordsFor({1, 1, false}), u"1 day"_qs);
        QCOMPARE(wordsFor({0, 0, false}), u"0 days"_qs);
        QCOMPARE(wordsFor({30, 30, true}), u"30 days so far"_qs);
    }

    void r28_allGapsTogether_areNoLongerThanTheWhole() {
        QVERIFY(rc::check("all gaps together are no longer than the whole", [] {
            std::vector<JourneyStage> stages;
            const int count = *rc::gen::inRange(1, 8);
            for (int i = 0; i < count; ++i) {
                const QDate from = QDate(2026, 1, 1).addDays(*rc::gen::inRange(0, 300));
                const QDate to = from.addDays(*rc::gen::inRange(0, 30));
                stages.push_back(stage(u"stage"_qs, DateSpan{from, from}, DateSpan{to, to}));
            }
            const JourneyTiming timing = timingOf(stages, today);
            int gaps = 0;
            for (const StageTiming& each : timing.stages) {
                RC_ASSERT((!each.gap || each.gap->least >= 0));
                if (each.gap) gaps += each.gap->most;
            }
            RC_ASSERT(gaps <= timing.whole->most);
        }));
    }

    // Accounts ------------------------------------------------------------------------------------

    void r29_differentAccounts_areFlagged_andBothStay() {
        const std::vector<AccountPoint> accounts = {
            {u"review"_qs, u"began"_qs, u"record"_qs, u"2026-03-02"_qs},
            {u"review"_qs, u"began"_qs, u"person"_qs, u"2026-05"_qs}};
        const auto rows = sideBySide(accounts);
        QCOMPARE(rows.size(), 1u);
        QCOMPARE(rows[0].concord, Concord::differ);
        QCOMPARE(rows[0].accounts.at(0).said, u"2026-05"_qs);
        QCOMPARE(rows[0].accounts.at(1).said, u"2026-03-02"_qs);
        QCOMPARE(rows[0].notHeard, (QStringList{u"carer"_qs, u"practitioner"_qs, u"provider"_qs}));
    }

    void r29_whatMayBeTheSame_agrees() {
        const auto concord = [](const QString& a, const QString& b) {
            const std::vector<AccountPoint> two = {{u"review"_qs, u"x"_qs, u"person"_qs, a},
                                                   {u"review"_qs, u"x"_qs, u"record"_qs, b}};
            return sideBySide(two).front().concord;
        };
        QCOMPARE(concord(u"2026-05"_qs, u"2026-05-14"_qs), Concord::agree);
        QCOMPARE(concord(u"Offered"_qs, u" offered "_qs), Concord::agree);
        QCOMPARE(concord(u"offered"_qs, u"not_offered"_qs), Concord::differ);
    }

    void r29_oneAccountAlone_neitherAgreesNorDiffers() {
        const std::vector<AccountPoint> one = {{u"review"_qs, u"x"_qs, u"person"_qs, u"yes"_qs}};
        QCOMPARE(sideBySide(one).front().concord, Concord::onlyOne);
        QVERIFY(sideBySide({}).empty());
    }

    // Balance -------------------------------------------------------------------------------------

    void r30_theSample_isHeldAgainstThePopulation() {
        const std::vector<PopulationShare> population = {{u"age"_qs, u"age_85"_qs, 300},
                                                         {u"unpaid_carer"_qs, u"yes"_qs, 100}};
        const std::vector<CaseTraits> sample = {
            {{u"age"_qs, u"age_85"_qs}, {u"unpaid_carer"_qs, u"yes"_qs}},
            {{u"age"_qs, u"age_18_64"_qs}, {u"unpaid_carer"_qs, u"yes"_qs}},
            {{u"age"_qs, u"age_18_64"_qs}, {u"unpaid_carer"_qs, u"no"_qs}},
            {{u"age"_qs, u"age_18_64"_qs}, {u"unpaid_carer"_qs, u"no"_qs}},
            {{u"unpaid_carer"_qs, u"no"_qs}}};
        const auto rows = balanceOf(sample, population);
        QCOMPARE(rows.at(0).cases, 1);
        QCOMPARE(rows.at(0).known, 4);
        QCOMPARE(rows.at(0).unknown, 1);
        QCOMPARE(rows.at(0).samplePerMille, 250);
        QCOMPARE(rows.at(0).populationPerMille, 300);
        QCOMPARE(rows.at(0).casesShort(), 0);
        QCOMPARE(rows.at(1).samplePerMille - rows.at(1).populationPerMille, 300);
        QCOMPARE(rows.at(1).casesShort(), -1);
    }

    void r30_whatNobodyGave_isUnknown_notAnotherGroup() {
        const std::vector<PopulationShare> population = {{u"ethnicity"_qs, u"asian"_qs, 200}};
        const std::vector<CaseTraits> sample(10);
        const auto rows = balanceOf(sample, population);
        QCOMPARE(rows.at(0).unknown, 10);
        QCOMPARE(rows.at(0).known, 0);
        QCOMPARE(rows.at(0).casesShort(), 0);
    }

    void r30_theOrderOfTheCases_isAllTheSame() {
        QVERIFY(rc::check("the order of the cases is all the same", [] {
            std::vector<CaseTraits> sample;
            for (const int age : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4)))
                sample.push_back(age == 0 ? CaseTraits{}
                                          : CaseTraits{{u"age"_qs, QString::number(age)}});
            const std::vector<PopulationShare> population = {
                {u"age"_qs, u"1"_qs, 333}, {u"age"_qs, u"2"_qs, 333}, {u"age"_qs, u"3"_qs, 334}};
            const auto rows = balanceOf(sample, population);
            std::reverse(sample.begin(), sample.end());
            const auto turned = balanceOf(sample, population);
            int counted = 0;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                RC_ASSERT(rows[i].cases == turned[i].cases);
                counted += rows[i].cases;
            }
            RC_ASSERT(counted == rows[0].known);
        }));
    }

    // Contact -------------------------------------------------------------------------------------

    void r32_onlyTheOwner_makesContact() {
        const auto answer = [](const std::vector<RecordId>& owners) {
            return contactAdvice(owners, {}, id(1)).answer;
        };
        QCOMPARE(answer({id(1)}), MayContact::yes);
        QCOMPARE(answer({id(2)}), MayContact::anotherOwnsIt);
        QCOMPARE(answer({}), MayContact::nobodyOwnsIt);
        QCOMPARE(answer({RecordId()}), MayContact::nobodyOwnsIt);
        QCOMPARE(answer({id(1), id(1)}), MayContact::yes);
        QVERIFY(sentenceFor(MayContact::yes).isEmpty());
        for (int i = 1; i <= static_cast<int>(MayContact::severalOwnIt); ++i)
            QVERIFY(!sentenceFor(static_cast<MayContact>(i)).isEmpty());
    }

    void r32_twoOwners_areDecidedFirst() {
        const std::vector owners = {id(1), id(2)};
        QCOMPARE(contactAdvice(owners, {}, id(1)).answer, MayContact::severalOwnIt);
    }

    void r32_whoeverRangBefore_isShown() {
        const std::vector owners = {id(1)};
        const std::vector<CaseContact> log = {{id(2), QDate(2027, 3, 3), u"no_reply"_qs},
                                              {id(3), QDate(2027, 3, 5), u"spoke"_qs},
                                              {id(1), QDate(2027, 3, 6), u"spoke"_qs}};
        const ContactAdvice advice = contactAdvice(owners, log, id(1));
        QVERIFY(advice.lastByAnother);
        QCOMPARE(advice.lastByAnother->by, id(3));
        QVERIFY(!contactAdvice(owners, {}, id(1)).lastByAnother);
    }
};

QTEST_GUILESS_MAIN(CaseTrackingTest)
#include "tst_casetracking.moc"
