#include "app/rules/evidencedate.h"
#include "app/rules/huddle.h"
#include "app/rules/needtoask.h"
#include "tests/unit/app/numbered.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace candour;

namespace {

const FrameworkPack& framework() {
    static const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
    return pack;
}

EvidenceItem item(int statement, const char* category, const char* direction, int meeting,
                  int person = 0) {
    return {statement,
            QString::fromLatin1(category),
            QString::fromLatin1(direction),
            {id(meeting), person == 0 ? RecordId() : id(person)}};
}

const CoverageCell& cell(const CoverageRow& row, QStringView category) {
    return *std::find_if(row.cells.begin(), row.cells.end(),
                         [&](const CoverageCell& each) { return each.category == category; });
}

const QDate returnSent(2027, 1, 4);
const QDate onSite(2027, 3, 9);

EvidenceDate dated(QStringView when, DateReason reason = DateReason::none) {
    return evidenceDate(*daysOf(when), periodUnderAssessment(returnSent), reason, onSite);
}

}  // namespace

class EvidenceRulesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // Basis ------------------------------------------------------------------------------------

    void r18_factsAndWhatWasHeardAndExpertsOpinions_count_opinionsAndInferencesDoNot() {
        const auto said = [](Basis basis) {
            return evidenceFrom(u"said", AgreementState::given, basis);
        };
        QCOMPARE(said(Basis::fact), Evidence::counts);
        QCOMPARE(said(Basis::heardFrom), Evidence::counts);
        QCOMPARE(said(Basis::expertOpinion), Evidence::counts);
        QCOMPARE(said(Basis::opinion), Evidence::opinion);
        QCOMPARE(said(Basis::inference), Evidence::thought);
        QCOMPARE(evidenceFromPaper(Basis::opinion), Evidence::opinion);
        QCOMPARE(evidenceFromPaper(Basis::fact), Evidence::counts);
        QVERIFY(!sentenceFor(Evidence::opinion).isEmpty());
    }

    void r18_aFact_isNoEvidenceWithoutAgreement() {
        QCOMPARE(evidenceFrom(u"said", AgreementState::refused, Basis::fact), Evidence::stopped);
        QCOMPARE(evidenceFrom(u"said", AgreementState::notAsked, Basis::opinion),
                 Evidence::notAgreed);
    }

    void r18_aRecordsOption_isABasis() {
        QCOMPARE(basisOf(u""), Basis::fact);
        QCOMPARE(basisOf(u"", true), Basis::heardFrom);
        QCOMPARE(basisOf(u"fact", true), Basis::fact);
        QCOMPARE(basisOf(u"heard_from"), Basis::heardFrom);
        QCOMPARE(basisOf(u"own_view"), Basis::opinion);
        QCOMPARE(basisOf(u"expert_opinion"), Basis::expertOpinion);
        QCOMPARE(basisOf(u"an option of tomorrow"), Basis::inference);
    }

    void r46_theCouncilsFinances_cannotBeTagged() {
        QCOMPARE(evidenceFromPaper(Basis::fact, u"finance"), Evidence::financeFigure);
        QCOMPARE(evidenceFromPaper(Basis::fact, u"waiting"), Evidence::counts);
        QVERIFY(sentenceFor(Evidence::financeFigure).contains(u"context"_qs));
    }

    // Dates ------------------------------------------------------------------------------------

    void r37_theTwelveMonthsBeforeTheReturn_needNoReason() {
        QCOMPARE(dated(u"2026-01-04"), EvidenceDate::inPeriod);
        QCOMPARE(dated(u"2027-01-03"), EvidenceDate::inPeriod);
        QCOMPARE(dated(u"2026"), EvidenceDate::needsTheDay);
        QCOMPARE(dated(u"2026-06"), EvidenceDate::inPeriod);
    }

    void r37_whatIsOlder_needsANamedReason() {
        QCOMPARE(dated(u"2026-01-03"), EvidenceDate::needsReason);
        QCOMPARE(dated(u"2019"), EvidenceDate::needsReason);
        for (const DateReason reason : {DateReason::twoYearlyData, DateReason::strategyOrPolicy,
                                        DateReason::olderSeriousConcern})
            QCOMPARE(dated(u"2019", reason), EvidenceDate::countsWithReason);
        QCOMPARE(dateReasonNamed(u"two_yearly_data"), DateReason::twoYearlyData);
        QCOMPARE(dateReasonNamed(u"strategy_or_policy"), DateReason::strategyOrPolicy);
        QCOMPARE(dateReasonNamed(u"older_serious_concern"), DateReason::olderSeriousConcern);
        QCOMPARE(dateReasonNamed(u"because"), DateReason::none);
    }

    void r37_aMonthThatLiesPartlyBefore_needsTheDayOrAReason() {
        QCOMPARE(dated(u"2026-01"), EvidenceDate::needsTheDay);
        QCOMPARE(dated(u"2026-01", DateReason::strategyOrPolicy), EvidenceDate::countsWithReason);
    }

    void r37_whatHappensWhileTheAssessmentRuns_counts_andTheFutureDoesNot() {
        QCOMPARE(dated(u"2027-01-04"), EvidenceDate::sinceReturn);
        QCOMPARE(dated(u"2027-03-09"), EvidenceDate::sinceReturn);
        QCOMPARE(dated(u"2027-03-10"), EvidenceDate::notYet);
    }

    void r37_onlyWhatCounts_hasNoSentence() {
        for (int i = 0; i <= static_cast<int>(EvidenceDate::notYet); ++i) {
            const auto answer = static_cast<EvidenceDate>(i);
            QCOMPARE(sentenceFor(answer).isEmpty(), dateCounts(answer));
        }
    }

    void r37_aReason_neverMakesADateWorse() {
        QVERIFY(rc::check("a reason never makes a date worse", [] {
            const QDate from = returnSent.addDays(*rc::gen::inRange(-800, 100));
            const DateSpan when{from, from.addDays(*rc::gen::inRange(0, 60))};
            const auto without =
                evidenceDate(when, periodUnderAssessment(returnSent), DateReason::none, onSite);
            const auto with = evidenceDate(when, periodUnderAssessment(returnSent),
                                           DateReason::twoYearlyData, onSite);
            RC_ASSERT((!dateCounts(without) || dateCounts(with)));
        }));
    }

    // Asking -----------------------------------------------------------------------------------

    void r36_whatWeHave_comesBeforeAsking() {
        const std::vector<KnownPaper> papers = {
            {id(1), 1, u"processes"_qs, KnownPaper::State::canBeRequested},
            {id(2), 1, u"processes"_qs, KnownPaper::State::requested},
            {id(3), 1, u"processes"_qs, KnownPaper::State::held},
            {id(4), 2, u"processes"_qs, KnownPaper::State::requested},
            {id(5), 3, u"processes"_qs, KnownPaper::State::canBeRequested}};
        const NeedToAsk have = needToAsk(papers, 1, u"processes");
        QCOMPARE(have.answer, Asking::weHaveIt);
        QCOMPARE(have.because, std::vector<RecordId>{id(3)});
        QCOMPARE(needToAsk(papers, 2, u"processes").answer, Asking::weRequestedIt);
        QCOMPARE(needToAsk(papers, 3, u"processes").answer, Asking::requestIt);
        QCOMPARE(needToAsk(papers, 1, u"people").answer, Asking::ask);
        QVERIFY(needToAsk({}, 1, u"people").because.empty());
        for (int i = 0; i <= static_cast<int>(Asking::ask); ++i)
            QVERIFY(!sentenceFor(static_cast<Asking>(i)).isEmpty());
    }

    // Voice ------------------------------------------------------------------------------------

    void r39_onePersonsStory_isNotPeople_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("many");
        const auto row = [](const char* text, bool many) {
            QTest::newRow(text) << QString::fromUtf8(text) << many;
        };
        row("People told us they waited for months.", true);
        row("Some carers said nobody rang back.", true);
        row("Staff we spoke with described good supervision.", true);
        row("Everyone felt heard.", true);
        for (const char* many : {"We heard from people that reviews were late.",
                                 "According to carers, reviews are late.",
                                 "We were told by carers that nobody rang.",
                                 "Service users told us of long waits.",
                                 "Individuals told us of long waits.",
                                 "Family members told us of long waits.",
                                 "Parents said the move came late.",
                                 "Feedback from families was poor.",
                                 "We spoke with unpaid carers who waited.",
                                 "It was reported by staff.",
                                 "As described to us by social workers.",
                                 "The views of residents were not sought.",
                                 "Concerns from providers about fees.",
                                 "Tenants know whom to ring.",
                                 "Practitioners feel supported.",
                                 "Several told us the same.",
                                 "They all said it was late.",
                                 "Many waited a year.",
                                 "Most families agreed.",
                                 "Accounts from older people differ.",
                                 "The experience of daughters was poor.",
                                 "Advocates confirmed this.",
                                 "Councillors believe it works.",
                                 "This was echoed by partners."})
            row(many, true);
        for (const char* one :
             {"We heard from one carer that reviews were late.",
              "According to a daughter, nobody rang.", "We were told by her that nobody rang.",
              "One of the carers told us that she waits.", "One of our older carers said so.",
              "An unpaid carer told us of a long wait.", "The director said it was late.",
              "Her account of the review is that nobody rang.",
              "According to the strategy, reviews are late.", "The survey was reported late.",
              "A parent said the move came late.", "He described a long wait.",
              "Reviews for older people are late.", "Carers’ assessments are late."})
            row(one, false);
        row("One person told us she waited for months.", false);
        row("A carer said nobody rang back.", false);
        row("The staffing policy was approved.", false);
        row("Waits are long. People matter.", false);
        row("", false);
    }
    void r39_onePersonsStory_isNotPeople() {
        QFETCH(const QString, text);
        QFETCH(const bool, many);
        QCOMPARE(speaksForMany(text, 1), many);
        QCOMPARE(speaksForMany(text, 0), many);
        QVERIFY(!speaksForMany(text, 2));
    }

    // Coverage ---------------------------------------------------------------------------------

    void r35_theGrid_countsIndependentSources() {
        const std::vector<EvidenceItem> evidence = {
            item(1, "people", "shortfall", 1, 11), item(1, "people", "strength", 1, 12),
            item(1, "people", "shortfall", 2, 13), item(1, "staff", "strength", 2, 14),
            item(7, "staff", "neutral", 5)};
        const auto rows = coverageOf(evidence, framework());
        QCOMPARE(rows.size(), 9u);
        QCOMPARE(cell(rows[0], u"people").sources, 2);
        QCOMPARE(cell(rows[0], u"people").strengths, 1);
        QCOMPARE(cell(rows[0], u"people").shortfalls, 2);
        QCOMPARE(cell(rows[0], u"staff").sources, 1);
        QCOMPARE(rows[0].sources, 2);
        QVERIFY(cell(rows[0], u"partners").isGap());
        QVERIFY(!cell(rows[0], u"people").isGap());
        QCOMPARE(rows[6].sources, 1);
        QCOMPARE(rows[6].strengths, 0);
    }

    void r35_aCategoryOutsideTheFramework_isShownOnlyWithEvidence() {
        const auto rows =
            coverageOf(std::vector{item(1, "observation", "neutral", 1)}, framework());
        QCOMPARE(rows[0].cells.size(), 5u);
        QCOMPARE(rows[1].cells.size(), 4u);
        QVERIFY(coverageOf(std::vector{item(99, "people", "neutral", 1)}, framework())
                    .front()
                    .sources == 0);
    }

    void r35_moreEvidence_andItsOrder_neverMakeASourceTwo() {
        QVERIFY(rc::check("order changes nothing, and one more item adds at most one", [] {
            std::vector<EvidenceItem> evidence;
            const int count = *rc::gen::inRange(0, 20);
            for (int i = 0; i < count; ++i)
                evidence.push_back(
                    item(1, "people", "neutral", *rc::gen::inRange(1, 6),
                         *rc::gen::inRange(0, 6) == 0 ? 0 : *rc::gen::inRange(10, 16)));
            const int before = coverageOf(evidence, framework()).front().sources;
            auto turned = evidence;
            std::reverse(turned.begin(), turned.end());
            RC_ASSERT(coverageOf(turned, framework()).front().sources == before);
            evidence.push_back(item(1, "people", "neutral", 99, 99));
            RC_ASSERT(coverageOf(evidence, framework()).front().sources == before + 1);
            RC_ASSERT(before <= 5);
        }));
    }

    // The huddle -------------------------------------------------------------------------------

    void r47_theSheet_hasThemesAndGaps() {
        const std::vector<EvidenceItem> evidence = {item(1, "people", "shortfall", 1, 11)};
        const std::vector<HuddleNote> notes = {{.statement = 1,
                                                .theme = u"Waits"_qs,
                                                .note = u"People told us they wait."_qs,
                                                .sources = {{id(1), id(11)}}},
                                               {.statement = 0, .theme = u"A new director"_qs}};
        const HuddleSheet sheet = huddleSheetOf(evidence, notes, framework(), {});
        QCOMPARE(sheet.statements.size(), 9u);
        const HuddleStatement& needs = sheet.statements.front();
        QCOMPARE(needs.coverage.shortfalls, 1);
        QCOMPARE(needs.gaps, (QStringList{u"Feedback from staff and leaders"_qs,
                                          u"Feedback from partners"_qs, u"Processes"_qs}));
        QCOMPARE(needs.themes.at(0).sources, 1);
        QVERIFY(needs.themes.at(0).oneVoiceAsMany);
        QCOMPARE(sheet.across.at(0).note.theme, u"A new director"_qs);
    }

    void r47_aNoteThatPointsToSomebody_isWithheld() {
        const std::vector<HuddleNote> notes = {
            {.statement = 1, .theme = u"As c7k2m says"_qs},
            {.statement = 1, .theme = u"Waits"_qs, .stillToFind = u"Ask C7K2M again"_qs},
            // What R12 lists points to somebody as well as a code does.
            {.statement = 1, .theme = u"Waits"_qs, .note = u"Ring 07700 900123 about it"_qs},
            {.statement = 1, .theme = u"Waits"_qs}};
        const HuddleSheet sheet = huddleSheetOf({}, notes, framework(), {u"C7K2M"_qs});
        QCOMPARE(sheet.withheld, 3);
        QCOMPARE(sheet.statements.front().themes.size(), 1u);
    }
};

QTEST_GUILESS_MAIN(EvidenceRulesTest)
#include "tst_evidencerules.moc"
