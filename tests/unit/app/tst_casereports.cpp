// The reports about cases on a real vault.
#include "tests/unit/app/visit.h"

#include <QBuffer>
#include <QTest>

using namespace candour;

class CaseReportsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void r31_theFunnel_takesItsSizesFromTheAssessment() {
        Visit test;
        test.trackedCase(u"01"_qs, u"listed"_qs);
        test.trackedCase(u"02"_qs, u"shortlisted"_qs);
        test.trackedCase(u"03"_qs, u"dropped"_qs, {{u"reason"_qs, u"unwell"_qs}});
        const Funnel funnel = test.cases().funnel;
        QCOMPARE(funnel.listed, (FunnelStep{3, 3}));
        QCOMPARE(funnel.chosen, (FunnelStep{2, 2}));  // one of them has dropped out since
        QCOMPARE(funnel.engaged, (FunnelStep{0, 1}));
        QCOMPARE(funnel.dropped, (std::vector<DropReason>{{u"unwell"_qs, 1}}));
    }

    void r32_contactAdvice_knowsTheOwner_andWhoTriedLast() {
        Visit test;
        const RecordId other = test.member(u"AW"_qs, u"inspector"_qs);
        const RecordId tracked =
            test.trackedCase(u"07"_qs, u"shortlisted"_qs, {{u"owner"_qs, other}});
        test.add(u"contact"_qs, {{u"case"_qs, tracked},
                                 {u"at"_qs, noon(visited)},
                                 {u"by"_qs, other},
                                 {u"with"_qs, u"person"_qs},
                                 {u"way"_qs, u"phone"_qs},
                                 {u"outcome"_qs, u"no_answer"_qs}});
        const CaseRow row = test.cases().cases.front();
        QCOMPARE(row.advice.answer, MayContact::anotherOwnsIt);
        QCOMPARE(row.advice.lastByAnother->day, visited);
        QCOMPARE(row.owners, std::vector<RecordId>{other});
    }

    void r32_twoOwners_setUnseenOfEachOther_areBothShown() {
        Visit test;
        const RecordId other = test.member(u"AW"_qs, u"inspector"_qs);
        const Saved tracked = test.put({.type = u"tracked_case"_qs,
                                        .fields = {{u"number"_qs, u"07"_qs},
                                                   {u"summary"_qs, u"Daughter cares"_qs},
                                                   {u"stage"_qs, u"listed"_qs},
                                                   {u"owner"_qs, test.lead}}});
        test.writeUnseen(tracked, tracked.name.id, u"owner"_qs, other);
        const CaseRow row = test.cases().cases.front();
        QCOMPARE(row.owners.size(), std::size_t{2});
        QCOMPARE(row.advice.answer, MayContact::severalOwnIt);
    }

    void r28_aJourney_hasWaitsAndGaps_eachStageItsOwn() {
        Visit test;
        const RecordId tracked = test.trackedCase(u"07"_qs, u"shortlisted"_qs);
        test.stage(tracked, u"review"_qs, {}, u"2026-06-01"_qs, {});
        test.stage(tracked, u"first_contact"_qs, u"2026-05-01"_qs, u"2026-05-11"_qs,
                   u"2026-05-12"_qs);
        const CaseReport report =
            must(readCase(test.vault->records(), u"07"_qs, test.lead, QDate(2026, 6, 11)));
        QCOMPARE(report.stages.size(), std::size_t{2});
        const StageReport& first = report.stages.front();
        QCOMPARE(valueOf(first.fields, u"stage").text(), u"first_contact"_qs);
        QCOMPARE(first.timing.waited, (Days{10, 10, false}));
        const StageReport& review = report.stages.back();
        QCOMPARE(valueOf(review.fields, u"stage").text(), u"review"_qs);
        QCOMPARE(review.timing.gap, (Days{20, 20, false}));
        QCOMPARE(review.timing.took, (Days{10, 10, true}));
    }

    void r29_accountsThatDiffer_areFlagged_andBothStay() {
        Visit test;
        const RecordId tracked = test.trackedCase(u"07"_qs, u"shortlisted"_qs);
        const RecordId stage = test.stage(tracked, u"review"_qs, {}, u"2026-06-01"_qs, {});
        test.account(tracked, stage, u"record"_qs, u"2026-06-01"_qs, u"Reviewed in June."_qs);
        test.account(tracked, stage, u"person"_qs, u"2026-08"_qs, u"Nobody came till August."_qs);
        const CaseReport report =
            must(readCase(test.vault->records(), u"07"_qs, test.lead, afterwards));
        QCOMPARE(report.differences, 1);
        const SideBySide& began = report.stages.front().points.front();
        QCOMPARE(began.concord, Concord::differ);
        QCOMPARE(began.accounts.front().whose, u"person"_qs);
        QCOMPARE(began.accounts.size(), std::size_t{2});
        QCOMPARE(report.stages.front().words.size(), std::size_t{2});
    }

    void aCaseThatIsNotThere_orThereTwice_isSaid() {
        Visit test;
        const auto code = [&] {
            return readCase(test.vault->records(), u"07"_qs, test.lead, afterwards).error().code;
        };
        QCOMPARE(code(), Code::notFound);
        test.trackedCase(u"07"_qs, u"listed"_qs);
        // A colleague's tablet may have written another of that number.
        QBuffer file;
        file.setData(R"({"type":"tracked_case","id":"0195736a-0000-7000-8000-000000000777",)"
                     R"("number":"07","summary":"Home care","stage":"listed"})");
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(test.vault->apply(file, OnConflict::refuse, {}, OnBreach::keep).has_value());
        QCOMPARE(code(), Code::badInput);
    }

    void r32_aNumberIsTheSame_howeverManyNoughtsItHas_andCasesAreInItsOrder() {
        Visit test;
        for (const QString& number : {u"007"_qs, u"10"_qs, u"02"_qs, u"1"_qs})
            test.trackedCase(number, u"listed"_qs);
        const CaseReport report =
            must(readCase(test.vault->records(), u"7"_qs, test.lead, afterwards));
        QCOMPARE(valueOf(report.row.fields, u"number").text(), u"007"_qs);
        QStringList order;
        for (const CaseRow& row :
             must(readCases(test.vault->records(), test.plan(), {}, afterwards)).cases)
            order << valueOf(row.fields, u"number").text();
        QCOMPARE(order, (QStringList{u"1"_qs, u"02"_qs, u"007"_qs, u"10"_qs}));
    }

    void r30_theSample_isComparedWithThePopulation_andWhatIsUnknownIsNotCounted() {
        Visit test;
        const auto group = [&](const QString& characteristic, const QString& words, int share) {
            test.add(u"population_group"_qs, {{u"characteristic"_qs, characteristic},
                                              {u"group"_qs, words},
                                              {u"share"_qs, share}});
        };
        group(u"age"_qs, u"85 and over"_qs, 30);
        group(u"sex"_qs, u"Female"_qs, 510);
        group(u"unpaid_carer"_qs, u"Unpaid carers"_qs, 90);
        group(u"ethnicity"_qs, u"Martian"_qs, 1);
        test.trackedCase(u"01"_qs, u"shortlisted"_qs,
                         {{u"flags"_qs, cbor::Value::array({u"unpaid_carer"_qs})},
                          {u"age"_qs, u"age_85"_qs},
                          {u"characteristics"_qs, cbor::Value::array({u"sex_female"_qs})}});
        test.trackedCase(u"02"_qs, u"shortlisted"_qs,
                         {{u"flags"_qs, cbor::Value::array({u"dementia"_qs})}});
        test.trackedCase(u"03"_qs, u"listed"_qs, {{u"age"_qs, u"age_85"_qs}});
        const BalanceReport report = must(readBalance(test.vault->records()));
        QCOMPARE(report.cases, 2);
        QCOMPARE(report.rows.size(), std::size_t{3});
        QCOMPARE(report.rows[0].cases, 1);
        QCOMPARE(report.rows[0].known, 1);
        QCOMPARE(report.rows[1].group, u"sex_female"_qs);
        QCOMPARE(report.rows[1].unknown, 1);
        QCOMPARE(report.rows[2].cases, 1);
        QCOMPARE(report.rows[2].known, 2);
        QCOMPARE(report.unmatched, QStringList{u"Ethnicity: Martian"_qs});
    }
};

QTEST_GUILESS_MAIN(CaseReportsTest)
#include "tst_casereports.moc"
