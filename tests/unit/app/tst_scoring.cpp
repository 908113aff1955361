#include "app/rules/scoring.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace candour;

namespace {

const FrameworkPack& now() {
    static const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
    return pack;
}

const FrameworkPack& then() {
    static const FrameworkPack pack = *shippedPack(u"la-2023"_qs);
    return pack;
}

std::map<int, int> nine(const std::vector<int>& scores) {
    std::map<int, int> byStatement;
    for (std::size_t i = 0; i < scores.size(); ++i)
        byStatement[static_cast<int>(i) + 1] = scores[i];
    return byStatement;
}

/// Nine scores that make so many points.
std::map<int, int> worth(int points) {
    std::vector<int> scores(9, 1);
    for (int left = points - 9, i = 0; left > 0; --left, ++i) ++scores[i % 9];
    return nine(scores);
}

GivenScore given(int statement, int score, const QString& category = {}) {
    return {statement, category, score, u"What we heard, and why."_qs, {RecordId{}}};
}

std::vector<GivenScore> allGiven(const std::vector<int>& scores) {
    std::vector<GivenScore> all;
    for (std::size_t i = 0; i < scores.size(); ++i)
        all.push_back(given(static_cast<int>(i) + 1, scores[i]));
    return all;
}

/// Every category that counts, scored the same.
std::vector<GivenScore> allRolledUp(int score) {
    std::vector<GivenScore> all;
    for (const QualityStatement& statement : then().statements)
        for (const QString& need : statement.needs)
            all.push_back(given(statement.number, score, need));
    return all;
}

rc::Gen<std::vector<int>> nineScores() {
    return rc::gen::container<std::vector<int>>(9, rc::gen::inRange(1, 5));
}

}  // namespace

class ScoringTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // Publication: cqc.org.uk, press release on Birmingham's pilot.
    void r48_birminghamsPilot_isGood_with24Points() {
        for (const FrameworkPack& pack : {now(), then()}) {
            const auto rating = ratingOf(pack, nine({2, 3, 3, 3, 3, 2, 2, 3, 3}));
            QVERIFY(rating);
            QCOMPARE(rating->points, 24);
            QCOMPARE(rating->mostPoints, 36);
            QCOMPARE(rating->percent, 67);
            QCOMPARE(rating->band.title, u"Good"_qs);
        }
    }

    void r48_everyTotal_hasItsRating_data() {
        QTest::addColumn<int>("points");
        QTest::addColumn<int>("percent");
        QTest::addColumn<QString>("rating");
        const std::vector<std::tuple<int, int, const char*>> rows = {
            {9, 25, "inadequate"},
            {10, 28, "inadequate"},
            {13, 36, "inadequate"},
            {14, 39, "requires_improvement"},
            {18, 50, "requires_improvement"},
            {22, 61, "requires_improvement"},
            {23, 64, "good"},
            {27, 75, "good"},
            {31, 86, "good"},
            {32, 89, "outstanding"},
            {36, 100, "outstanding"}};
        for (const auto& [points, percent, rating] : rows)
            QTest::addRow("%d points", points) << points << percent << QString::fromLatin1(rating);
    }
    void r48_everyTotal_hasItsRating() {
        QFETCH(const int, points);
        QFETCH(const QString, rating);
        const auto found = ratingOf(now(), worth(points));
        QVERIFY(found);
        QCOMPARE(found->points, points);
        QTEST(found->percent, "percent");
        QCOMPARE(found->band.rating, rating);
    }

    void r48_fourteenPoints_are3889Hundredths_andRequireImprovement() {
        const auto rating = ratingOf(now(), worth(14));
        QCOMPARE(rating->hundredths, 3889);
        QCOMPARE(rating->percent, 39);
        QCOMPARE(rating->band.title, u"Requires improvement"_qs);
    }

    void r48_thePointsAndPercentagesOfThePack_sayTheSame() {
        for (int points = 9; points <= 36; ++points) {
            const auto rating = ratingOf(now(), worth(points));
            QVERIFY(rating->band.fromPoints <= points && points <= rating->band.toPoints);
        }
    }

    void halfAPercent_isRoundedUp() {
        QCOMPARE(ScoringMethod::percentOf(10, 16), 63);  // 62.5
        QCOMPARE(ScoringMethod::percentOf(14, 16), 88);  // 87.5
        QCOMPARE(ScoringMethod::percentOf(6, 16), 38);   // 37.5
        QCOMPARE(ScoringMethod::percentOf(14, 36), 39);  // 38.89
        QCOMPARE(ScoringMethod::percentOf(13, 36), 36);  // 36.11
    }

    void theOldMethod_rollsCategoriesUp_data() {
        QTest::addColumn<std::vector<int>>("categories");
        QTest::addColumn<int>("score");
        QTest::newRow("all 1: 25 %") << std::vector{1, 1, 1, 1} << 1;
        QTest::newRow("6 of 16: 37.5 %, rounded to 38") << std::vector{1, 1, 2, 2} << 1;
        QTest::newRow("7 of 16: 43.75 %") << std::vector{1, 2, 2, 2} << 2;
        QTest::newRow("9 of 16: 56.25 %") << std::vector{2, 2, 2, 3} << 2;
        QTest::newRow("10 of 16: 62.5 %, rounded to 63") << std::vector{2, 2, 3, 3} << 3;
        QTest::newRow("13 of 16: 81.25 %") << std::vector{3, 3, 3, 4} << 3;
        QTest::newRow("14 of 16: 87.5 %, over 87") << std::vector{3, 3, 4, 4} << 4;
        QTest::newRow("4 of 12: 33.3 %") << std::vector{1, 1, 2} << 1;
        QTest::newRow("5 of 12: 41.7 %") << std::vector{1, 2, 2} << 2;
        QTest::newRow("7 of 12: 58.3 %") << std::vector{2, 2, 3} << 2;
        QTest::newRow("8 of 12: 66.7 %") << std::vector{2, 3, 3} << 3;
        QTest::newRow("10 of 12: 83.3 %") << std::vector{3, 3, 4} << 3;
        QTest::newRow("11 of 12: 91.7 %") << std::vector{3, 4, 4} << 4;
        QTest::newRow("one category") << std::vector{3} << 3;
    }
    void theOldMethod_rollsCategoriesUp() {
        QFETCH(const std::vector<int>, categories);
        const auto score = rolledUpScore(then(), categories);
        QVERIFY(score);
        QTEST(*score, "score");
    }

    void whatIsNoScore_addsUpToNothing() {
        QVERIFY(!rolledUpScore(then(), {}));
        QVERIFY(!rolledUpScore(then(), std::vector{1, 5}));
        QVERIFY(!rolledUpScore(now(), std::vector{3, 3}));
        QVERIFY(!ratingOf(now(), nine({3, 3, 3, 3, 3, 3, 3, 3})));
        QVERIFY(!ratingOf(now(), nine({3, 3, 3, 3, 3, 3, 3, 3, 0})));
        auto misplaced = nine({3, 3, 3, 3, 3, 3, 3, 3});
        misplaced[10] = 3;
        QVERIFY(!ratingOf(now(), misplaced));
    }

    void r48_aWholeBoard_hasARating() {
        const ScoreBoard board = scoreBoardOf(now(), allGiven({2, 3, 3, 3, 3, 2, 2, 3, 3}));
        QVERIFY(board.rating);
        QCOMPARE(board.rating->band.rating, u"good"_qs);
        QVERIFY(board.missing.isEmpty());
        const ScoreBoard old = scoreBoardOf(then(), allRolledUp(3));
        QVERIFY(old.rating);
        QCOMPARE(old.rating->percent, 75);
    }

    void r48_anIncompleteBoard_saysWhatIsMissing_andShowsNoRating() {
        auto scores = allGiven({2, 3, 3, 3, 3, 2, 2, 3, 3});
        scores.erase(scores.begin() + 2);
        const ScoreBoard board = scoreBoardOf(now(), scores);
        QVERIFY(!board.rating);
        QCOMPARE(board.missing,
                 QStringList{u"Equity in experience and outcomes: Not scored yet."_qs});

        auto categories = allRolledUp(3);
        categories.pop_back();
        const ScoreBoard old = scoreBoardOf(then(), categories);
        QVERIFY(!old.rating);
        QVERIFY(!old.statements.back().score);
        QCOMPARE(
            old.missing,
            QStringList{u"Learning, improvement and innovation, Processes: Not scored yet."_qs});
    }

    void r48_twoDifferentScores_waitForAPersonsDecision() {
        auto scores = allGiven({2, 3, 3, 3, 3, 2, 2, 3, 3});
        scores.push_back(given(1, 3));
        const ScoreBoard board = scoreBoardOf(now(), scores);
        QVERIFY(!board.rating);
        QVERIFY(board.statements.front().disputed);
        QCOMPARE(board.missing, QStringList{u"Assessing needs: Two scores differ. Decide."_qs});
    }

    void twoEqualScores_areOne() {
        auto scores = allGiven({2, 3, 3, 3, 3, 2, 2, 3, 3});
        scores.push_back(given(1, 2));
        QVERIFY(scoreBoardOf(now(), scores).rating);
    }

    void r48_aScore_needsARationaleThatCitesEvidence() {
        GivenScore score = given(1, 3);
        QCOMPARE(faultOf(now(), score), ScoreFault::none);
        score.evidence.clear();
        QCOMPARE(faultOf(now(), score), ScoreFault::noEvidence);
        score.citesOthers = true;
        QCOMPARE(faultOf(now(), score), ScoreFault::evidenceForOthers);
        QVERIFY(sentenceFor(faultOf(now(), score)).contains(u"other quality statements"));
        score.rationale = u" \n"_qs;
        QCOMPARE(faultOf(now(), score), ScoreFault::noRationale);
        const ScoreBoard board = scoreBoardOf(now(), std::vector{score});
        QVERIFY(!board.statements.front().score);
        QCOMPARE(board.missing.front(), u"Assessing needs: The score needs a rationale."_qs);
    }

    void r21_aCategory_isNotScoredToday() {
        QCOMPARE(faultOf(now(), given(1, 3, u"people"_qs)), ScoreFault::categoriesAreNotScored);
        QCOMPARE(faultOf(then(), given(1, 3, u"people"_qs)), ScoreFault::none);
        QCOMPARE(faultOf(then(), given(1, 3)), ScoreFault::categoryMissing);
        QCOMPARE(faultOf(then(), given(1, 3, u"outcomes"_qs)), ScoreFault::categoryDoesNotCount);
    }

    void whatThePackDoesNotKnow_isAFault() {
        QCOMPARE(faultOf(now(), given(10, 3)), ScoreFault::noSuchStatement);
        QCOMPARE(faultOf(now(), given(1, 0)), ScoreFault::noSuchScore);
        QCOMPARE(faultOf(now(), given(1, 5)), ScoreFault::noSuchScore);
        for (int i = 1; i <= static_cast<int>(ScoreFault::noEvidence); ++i)
            QVERIFY(!sentenceFor(static_cast<ScoreFault>(i)).isEmpty());
        QVERIFY(sentenceFor(ScoreFault::none).isEmpty());
    }

    void r21_nobodyScoresBeforeTheSitePhaseCloses() {
        const QDate last(2027, 3, 11);
        QCOMPARE(sitePhaseOn(last, last), SitePhase::open);
        QCOMPARE(sitePhaseOn(last, last.addDays(1)), SitePhase::closed);
        QCOMPARE(sitePhaseOn({}, last), SitePhase::open);
        QCOMPARE(mayScore(u"lead", SitePhase::open), MayScore::siteStillOpen);
        QCOMPARE(mayScore(u"lead", SitePhase::closed), MayScore::yes);
    }

    void r48_onlyTheLeadScores() {
        for (const auto* role : {u"inspector", u"specialist_adviser", u"expert_by_experience",
                                 u"analyst", u"observer", u""})
            QCOMPARE(mayScore(role, SitePhase::closed), MayScore::onlyTheLead);
        QVERIFY(sentenceFor(MayScore::yes).isEmpty());
        QVERIFY(!sentenceFor(MayScore::onlyTheLead).isEmpty());
        QVERIFY(!sentenceFor(MayScore::siteStillOpen).isEmpty());
    }

    void r49_aOneInThemes1To3_raisesTheSecretaryOfStateCheck_inLeadershipItDoesNot() {
        for (int statement = 1; statement <= 9; ++statement) {
            const bool leadership = statement >= 8;
            QCOMPARE(raisesSecretaryOfStateCheck(now(), statement, 1), !leadership);
            for (const int score : {0, 2, 3, 4})
                QVERIFY(!raisesSecretaryOfStateCheck(now(), statement, score));
        }
        QVERIFY(!raisesSecretaryOfStateCheck(now(), 99, 1));
        const ScoreBoard board = scoreBoardOf(now(), std::vector{given(7, 1), given(8, 1)});
        QVERIFY(board.statements.at(6).secretaryOfStateCheck);
        QVERIFY(!board.statements.at(7).secretaryOfStateCheck);
    }

    void aHigherScore_neverLowersTheRating() {
        QVERIFY(rc::check("a higher score never lowers the rating", [] {
            std::vector<int> scores = *nineScores();
            const auto before = ratingOf(now(), nine(scores));
            const auto raised = static_cast<std::size_t>(*rc::gen::inRange(0, 9));
            scores[raised] = *rc::gen::inRange(scores[raised], 5);
            const auto after = ratingOf(now(), nine(scores));
            RC_ASSERT(after->percent >= before->percent);
            RC_ASSERT(after->band.fromPoints >= before->band.fromPoints);
        }));
    }

    void aHigherCategory_neverLowersTheStatement() {
        QVERIFY(rc::check("a higher category never lowers the statement", [] {
            auto scores =
                *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 5)));
            const auto before = rolledUpScore(then(), scores);
            scores.front() = *rc::gen::inRange(scores.front(), 5);
            RC_ASSERT((rolledUpScore(then(), scores) >= before));
        }));
    }

    void theOrderOfTheScores_isAllTheSame() {
        QVERIFY(rc::check("the order of the scores is all the same", [] {
            const std::vector<int> scores = *nineScores();
            auto shuffled = allGiven(scores);
            std::rotate(shuffled.begin(), shuffled.begin() + *rc::gen::inRange(0, 9),
                        shuffled.end());
            const auto one = scoreBoardOf(now(), allGiven(scores)).rating;
            const auto other = scoreBoardOf(now(), shuffled).rating;
            RC_ASSERT(one->percent == other->percent);
        }));
    }
};

QTEST_GUILESS_MAIN(ScoringTest)
#include "tst_scoring.moc"
