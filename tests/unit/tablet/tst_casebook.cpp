// Tracked cases for their pages, on a real vault.
#include "app/tablet/casebook.h"
#include "app/tablet/casefile.h"
#include "app/tablet/caselists.h"
#include "tests/support/must.h"
#include "tests/support/samples.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

#include <algorithm>

using namespace candour;

namespace {

struct Files {
    Files() {
        council.authority = u"Northmere Council"_qs;
        council.pack = must(shippedPack(u"la-2026"_qs));
        council.me = member(u"AW"_qs);
        council.initials[council.me] = u"AW"_qs;
    }
    RecordId member(const QString& initials) {
        const RecordId id = test.put({.type = u"team_member"_qs,
                                      .fields = {{u"initials"_qs, initials},
                                                 {u"name"_qs, initials},
                                                 {u"role"_qs, u"inspector"_qs}}})
                                .name.id;
        council.initials[id] = initials;
        return id;
    }
    Saved addCase(const QString& number, const QString& stage, FieldValues more = {}) {
        FieldValues fields{{u"number"_qs, number},
                           {u"summary"_qs, u"Lives at home"_qs},
                           {u"stage"_qs, u"listed"_qs}};
        if (stage != u"engaged") fields[2].value = stage;
        std::move(more.begin(), more.end(), std::back_inserter(fields));
        const Saved made = test.put({.type = u"tracked_case"_qs, .fields = fields});
        if (stage == u"engaged") {
            test.put({.type = u"case_agreement"_qs,
                      .fields = {{u"case"_qs, made.name.id},
                                 {u"purpose"_qs, u"talk"_qs},
                                 {u"event"_qs, u"given"_qs},
                                 {u"source"_qs, u"confirmed_by_cqc"_qs},
                                 {u"time"_qs, test.now()}}});
            test.edit(made.name, u"stage"_qs, stage);
        }
        return made;
    }
    [[nodiscard]] Moment now() const { return test.vault->author().now(); }
    CaseBoard board() { return must(readCaseBoard(*test.vault, council, now())); }
    [[nodiscard]] static CaseItem row(const CaseBoard& board, const QString& number) {
        const auto found =
            std::find_if(board.cases.begin(), board.cases.end(),
                         [&](const CaseItem& item) { return item.number == number; });
        if (found == board.cases.end()) qFatal("no such case");
        return *found;
    }
    CaseName name(const RecordId& id) {
        return must(openCaseName(*test.vault, council, id.toString()));
    }

    CaseFile file(const Saved& trackedCase) {
        return must(readCaseFile(*test.vault, council, trackedCase.name.id.toString(), now()));
    }
    RecordId stage(const Saved& trackedCase, const QString& kind, const QString& askedFor,
                   const QString& began, const QString& ended) {
        FieldValues fields{{u"case"_qs, trackedCase.name.id}, {u"stage"_qs, kind}};
        if (!askedFor.isEmpty()) fields.push_back({u"asked_for"_qs, askedFor});
        if (!began.isEmpty()) fields.push_back({u"began"_qs, began});
        if (!ended.isEmpty()) fields.push_back({u"ended"_qs, ended});
        return test.put({.type = u"journey_stage"_qs, .fields = fields}).name.id;
    }
    void account(const Saved& trackedCase, const RecordId& stage, const QString& voice,
                 const QString& began, const QString& text, const QString& view = {}) {
        FieldValues fields{{u"case"_qs, trackedCase.name.id},
                           {u"stage"_qs, stage},
                           {u"voice"_qs, voice},
                           {u"text"_qs, text}};
        if (!began.isEmpty()) fields.push_back({u"began"_qs, began});
        if (!view.isEmpty()) fields.push_back({u"view"_qs, view});
        test.put({.type = u"stage_account"_qs, .fields = fields});
    }
    [[nodiscard]] static CaseList list(const CaseFile& file, const QString& type) {
        const auto found = std::find_if(file.lists.begin(), file.lists.end(),
                                        [&](const CaseList& one) { return one.type == type; });
        if (found == file.lists.end()) qFatal("no such list");
        return *found;
    }

    TestVault test;
    Council council;
};

}  // namespace

class TestCasebook : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingListed_isAnEmptyBoard() {
        Files files;
        QVERIFY(files.board().cases.isEmpty());
    }
    void caseThatWasNotChosen_saysWhy_orThatNobodyHasSaidYet() {
        Files files;
        files.addCase(u"01"_qs, u"listed"_qs, {{u"reason"_qs, u"covered"_qs}});
        files.addCase(u"02"_qs, u"dropped"_qs, {{u"reason"_qs, u"declined"_qs}});
        files.addCase(u"03"_qs, u"listed"_qs);
        const CaseBoard board = files.board();
        QCOMPARE(Files::row(board, u"01"_qs).detail, u"Others show the same"_qs);
        QCOMPARE(Files::row(board, u"02"_qs).detail, u"Said no"_qs);
        QCOMPARE(Files::row(board, u"02"_qs).step, CaseItem::Dropped);
        QCOMPARE(Files::row(board, u"03"_qs).status, u"No reason yet"_qs);
        QVERIFY(board.funnel[0].lacking);
        QVERIFY(board.funnel[1].detail.contains(u"1 said no"));
    }
    void funnel_aimsAtWhatTheAssessmentSays() {
        Files files;
        files.test.put({.type = u"assessment"_qs,
                        .fields = {{u"authority"_qs, u"Northmere Council"_qs},
                                   {u"kind"_qs, u"initial"_qs},
                                   {u"site_from"_qs, u"2027-03-08"_qs},
                                   {u"site_to"_qs, u"2027-03-10"_qs},
                                   {u"pack"_qs, u"la-2026"_qs},
                                   {u"cases_listed"_qs, 30},
                                   {u"cases_chosen"_qs, 1},
                                   {u"cases_spoken"_qs, 4}}});
        files.addCase(u"01"_qs, u"shortlisted"_qs);
        const CaseBoard board = files.board();
        QVERIFY(board.funnel[0].words.endsWith(u"of 30"));
        QVERIFY(!board.funnel[1].words.contains(u"of "));
        QVERIFY(board.funnel[2].words.endsWith(u"of 4"));
    }
    void owner_isSaid_andTwoOwnersAreToBeDecided() {
        Files files;
        const RecordId other = files.member(u"RO"_qs);
        files.addCase(u"01"_qs, u"shortlisted"_qs, {{u"owner"_qs, files.council.me}});
        files.addCase(u"02"_qs, u"shortlisted"_qs, {{u"owner"_qs, other}});
        files.addCase(u"03"_qs, u"shortlisted"_qs);
        const CaseBoard board = files.board();
        QVERIFY(Files::row(board, u"01"_qs).detail.startsWith(u"Yours"));
        QVERIFY(Files::row(board, u"02"_qs).detail.startsWith(u"RO"));
        QVERIFY(Files::row(board, u"03"_qs).detail.startsWith(u"Nobody owns it yet"));
        QCOMPARE(ownerWords(files.council, {files.council.me, other}),
                 u"AW or RO, to be decided"_qs);
    }
    void nextContact_isTheMeetingOfToday_beforeATryThatIsLater() {
        Files files;
        const Saved met = files.addCase(u"01"_qs, u"shortlisted"_qs);
        const Saved tried = files.addCase(u"02"_qs, u"shortlisted"_qs);
        const QDateTime now = wallTime(files.now());
        const auto at = [&](const QDateTime& time) {
            return cbor::Value::array({time.toMSecsSinceEpoch(), 0});
        };
        files.test.put({.type = u"timetable_slot"_qs,
                        .fields = {{u"day"_qs, now.date().toString(Qt::ISODate)},
                                   {u"start"_qs, at(now.addSecs(60))},
                                   {u"end"_qs, at(now.addSecs(120))},
                                   {u"room"_qs, u"2"_qs},
                                   {u"title"_qs, u"Case 01"_qs},
                                   {u"kind"_qs, u"case"_qs},
                                   {u"way"_qs, u"video"_qs},
                                   {u"state"_qs, u"planned"_qs},
                                   {u"case"_qs, met.name.id}}});
        files.test.put({.type = u"contact"_qs,
                        .fields = {{u"case"_qs, tried.name.id},
                                   {u"at"_qs, files.test.now()},
                                   {u"by"_qs, files.council.me},
                                   {u"with"_qs, u"person"_qs},
                                   {u"way"_qs, u"phone"_qs},
                                   {u"outcome"_qs, u"no_answer"_qs},
                                   {u"try_again"_qs, at(now.addDays(2))}}});
        const CaseBoard board = files.board();
        QCOMPARE(Files::row(board, u"01"_qs).status, u"Today"_qs);
        QVERIFY(Files::row(board, u"02"_qs).status.startsWith(u"Try again"));
        QVERIFY(Files::row(board, u"02"_qs).detail.contains(u"no answer"));
        QVERIFY(Files::row(board, u"01"_qs).next < Files::row(board, u"02"_qs).next);
    }
    void whoWeSpokeWithOnTheTelephone_isNotCalledUnreached_whateverCameAfter() {
        Files files;
        const Saved tracked = files.addCase(u"01"_qs, u"shortlisted"_qs);
        const auto contact = [&](int day, const QString& outcome) {
            const QDateTime at = wallTime(files.now()).addDays(day);
            files.test.put({.type = u"contact"_qs,
                            .fields = {{u"case"_qs, tracked.name.id},
                                       {u"at"_qs, cbor::Value::array({at.toMSecsSinceEpoch(), 0})},
                                       {u"by"_qs, files.council.me},
                                       {u"with"_qs, u"person"_qs},
                                       {u"way"_qs, u"phone"_qs},
                                       {u"outcome"_qs, outcome}}});
        };
        contact(-3, u"no_answer"_qs);
        QCOMPARE(Files::row(files.board(), u"01"_qs).status, u"Not yet reached"_qs);
        contact(-2, u"spoke"_qs);
        QCOMPARE(Files::row(files.board(), u"01"_qs).status, u"Still to meet"_qs);
        QVERIFY(Files::row(files.board(), u"01"_qs).detail.contains(u"We spoke "));
        contact(-1, u"no_answer"_qs);
        QCOMPARE(Files::row(files.board(), u"01"_qs).status, u"Still to meet"_qs);
        QVERIFY(Files::row(files.board(), u"01"_qs).detail.contains(u"We spoke "));
        QVERIFY(Files::row(files.board(), u"01"_qs).detail.endsWith(u"no answer"));
    }
    void balance_namesWhoIsOnTheListForAGroupThatIsNotHeard() {
        Files files;
        files.test.put({.type = u"population_group"_qs,
                        .fields = {{u"characteristic"_qs, u"age"_qs},
                                   {u"group"_qs, u"85 and over"_qs},
                                   {u"share"_qs, 39}}});
        files.addCase(u"01"_qs, u"shortlisted"_qs, {{u"age"_qs, u"age_18_64"_qs}});
        const Saved old = files.addCase(u"02"_qs, u"listed"_qs, {{u"age"_qs, u"age_85"_qs}});
        const CaseBoard board = files.board();
        QCOMPARE(board.balance.size(), 1);
        QVERIFY(board.balance[0].missing);
        QCOMPARE(board.balance[0].others, (QStringList{old.name.id.toString()}));
        QCOMPARE(board.balanceNote,
                 u"1 group is not heard yet. Case 02, on the "
                 "list, could fill the gap."_qs);
    }
    void name_isOpenedOnce_andThatItWasIsWrittenDown() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        files.test.put({.type = u"case_identity"_qs,
                        .fields = {{u"case"_qs, one.name.id},
                                   {u"name"_qs, u"Dorothy Penhale"_qs},
                                   {u"phone"_qs, u"01632 960107"_qs}}});
        const CaseName name = files.name(one.name.id);
        QCOMPARE(name.facts.size(), 2);
        QCOMPARE(name.facts[0].words, u"Dorothy Penhale"_qs);
        const auto openings = must(listAll(*files.test.vault, {.type = u"name_opening"_qs}));
        QCOMPARE(openings.size(), std::size_t{1});
        QCOMPARE(fieldOf(openings[0], u"case"), cbor::Value(one.name.id));
        QCOMPARE(fieldOf(openings[0], u"by"), cbor::Value(files.council.me));
        for (const CaseItem& item : files.board().cases)
            QVERIFY(!item.spoken().contains(u"Dorothy"));
    }
    void nameThatIsNotHeld_isSaid_andNothingIsWritten() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        QVERIFY(!files.name(one.name.id).problem.isEmpty());
        QCOMPARE(must(files.test.vault->records().count(u"name_opening"_qs)), 0);
    }

    void northmere_hasFiftyCases_tenChosen_andFourSpokenWith() {
        Files files;
        test::takeSample(*files.test.vault,
                         {"team", "cases", "timetable", "papers", "sessions", "journeys"});
        files.council = must(readCouncil(*files.test.vault));
        Moment morning = files.now();
        morning.utc = UtcTime(milliseconds(1'804'584'240'000));  // 9 March 2027, 09:24
        const CaseBoard board = must(readCaseBoard(*files.test.vault, files.council, morning));
        QCOMPARE(board.funnel[0].count, 50);
        QVERIFY(!board.funnel[0].lacking);
        QCOMPARE(board.funnel[1].count, 10);
        QVERIFY2(board.funnel[1].detail.contains(u"2 said no"), qPrintable(board.funnel[1].detail));
        QCOMPARE(board.funnel[2].count, 4);
        QVERIFY(board.funnel[2].words.endsWith(u"of 6"));
        QCOMPARE(Files::row(board, u"07"_qs).status, u"Today"_qs);
        // Every case opens; whoever is tracked has a journey with what each voice says of it.
        for (const CaseItem& item : board.cases) {
            const CaseFile file =
                must(readCaseFile(*files.test.vault, files.council, item.id, morning));
            QVERIFY(item.step != CaseItem::Tracked || !file.stages.isEmpty());
            for (const CaseStage& stage : file.stages) {
                QVERIFY(!stage.item.spoken.isEmpty());
                QCOMPARE(stage.accounts.size(), voices().size());
            }
        }
    }

    // One case
    void longWait_isAmber_andSaysSo_andTheAssessmentMayNameAnotherLength() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        files.stage(one, u"first_contact"_qs, {}, u"2026-05-14"_qs, u"2026-05-14"_qs);
        files.stage(one, u"needs_assessment"_qs, u"2026-05-14"_qs, u"2026-06-30"_qs,
                    u"2026-06-30"_qs);
        StageItem needs = files.file(one).stages[1].item;
        QCOMPARE(needs.wait, u"47 days"_qs);
        QVERIFY(needs.longWait);
        QCOMPARE(needs.spoken,
                 u"Needs assessment, 30 June 2026, 47 days after it was asked for, longer than "
                 "usual"_qs);
        files.test.put({.type = u"assessment"_qs,
                        .fields = {{u"authority"_qs, u"Northmere Council"_qs},
                                   {u"kind"_qs, u"initial"_qs},
                                   {u"site_from"_qs, u"2027-03-08"_qs},
                                   {u"site_to"_qs, u"2027-03-10"_qs},
                                   {u"pack"_qs, u"la-2026"_qs},
                                   {u"usual_wait"_qs, 60}}});
        needs = files.file(one).stages[1].item;
        QVERIFY(!needs.longWait);
        QVERIFY(!needs.spoken.contains(u"longer"));
    }
    void monthThatIsOnlyKnownAbout_makesARange_andNoCertainty() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        files.stage(one, u"needs_assessment"_qs, u"2026-05"_qs, u"2026-06-10"_qs, {});
        const StageItem needs = files.file(one).stages[0].item;
        QCOMPARE(needs.wait, u"10 to 40 days"_qs);
        QVERIFY(!needs.longWait);
        QVERIFY(needs.spoken.endsWith(u"perhaps longer than usual"));
    }
    void voiceThatIsMissing_saysNotYetHeard_andWhenItIsTriedAgain() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        const RecordId needs = files.stage(one, u"needs_assessment"_qs, {}, u"2026-06-30"_qs, {});
        files.account(one, needs, u"carer"_qs, {}, u"I rang in May"_qs);
        files.test.put({.type = u"contact"_qs,
                        .fields = {{u"case"_qs, one.name.id},
                                   {u"at"_qs, files.test.now()},
                                   {u"by"_qs, files.council.me},
                                   {u"with"_qs, u"provider"_qs},
                                   {u"way"_qs, u"phone"_qs},
                                   {u"outcome"_qs, u"later"_qs}}});
        const QList<AccountItem> accounts = files.file(one).stages[0].accounts;
        QCOMPARE(accounts.size(), voices().size());
        QVERIFY(!accounts[0].heard);
        QCOMPARE(accounts[0].source, u"Not yet heard"_qs);
        QVERIFY(accounts[1].heard);
        QCOMPARE(accounts[1].text, u"I rang in May"_qs);
        QVERIFY(accounts[3].text.contains(u"they asked us to try later"));
    }
    void accountOfSomebodyWeMet_saysWhoAndOnWhichDay() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        const RecordId needs = files.stage(one, u"needs_assessment"_qs, {}, u"2026-06-30"_qs, {});
        const Saved met = files.test.session(files.test.slot().name.id);
        files.test.edit(met.name, u"started"_qs, files.test.now());
        const RecordId carer = files.test.participant(met.name.id).name.id;
        const QDate today = wallTime(files.now()).date();
        files.test.put({.type = u"stage_account"_qs,
                        .fields = {{u"case"_qs, one.name.id},
                                   {u"stage"_qs, needs},
                                   {u"voice"_qs, u"carer"_qs},
                                   {u"participant"_qs, carer},
                                   {u"text"_qs, u"I rang in May"_qs}}});
        const AccountItem account = files.file(one).stages[0].accounts[1];
        const QString day = dayWords(today, files.now()).replace(u' ', QChar::Nbsp);
        QVERIFY2(account.source.endsWith(u" · "_qs + day), qPrintable(account.source));
        QVERIFY(account.spoken().contains(day));
    }
    void accountsThatDiffer_areComparedInASentenceOfTwoNamedSources() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        const RecordId needs = files.stage(one, u"needs_assessment"_qs, {}, u"2026-06-30"_qs, {});
        files.account(one, needs, u"carer"_qs, u"2026-05-14"_qs, u"I rang"_qs, u"badly"_qs);
        files.account(one, needs, u"record"_qs, u"2026-05-30"_qs, u"Logged"_qs, u"well"_qs);
        const QStringList differences = files.file(one).stages[0].differences;
        QCOMPARE(differences.size(), 2);
        QVERIFY2(differences[0].startsWith(u"The record says it began on 30 May 2026, 16 days "
                                           "after the unpaid carer says."),
                 qPrintable(differences[0]));
        QVERIFY2(differences[1].startsWith(u"The unpaid carer says it went badly, the record says "
                                           "it went well."),
                 qPrintable(differences[1]));
    }
    void accountsThatMayAgree_areNoDifference() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        const RecordId needs = files.stage(one, u"needs_assessment"_qs, {}, u"2026-06-30"_qs, {});
        files.account(one, needs, u"carer"_qs, u"2026-05~"_qs, u"I rang"_qs);
        files.account(one, needs, u"record"_qs, u"2026-05-30"_qs, u"Logged"_qs);
        QVERIFY(files.file(one).stages[0].differences.isEmpty());
    }
    void agreement_showsBothWords_andTheCouncilsAloneOpensNothing() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        const auto answer = [&](const QString& source) {
            files.test.put({.type = u"case_agreement"_qs,
                            .fields = {{u"case"_qs, one.name.id},
                                       {u"purpose"_qs, u"talk"_qs},
                                       {u"event"_qs, u"given"_qs},
                                       {u"source"_qs, source},
                                       {u"time"_qs, files.test.now()}}});
        };
        answer(u"reported_by_council"_qs);
        CaseFile file = files.file(one);
        QCOMPARE(file.badges[0].text, u"Not yet agreed to talk with us"_qs);
        QVERIFY(Files::list(file, u"case_agreement"_qs)
                    .rows[0]
                    .detail.startsWith(u"The council reported: yes"));
        answer(u"confirmed_by_cqc"_qs);
        file = files.file(one);
        QCOMPARE(file.badges[0].text, u"1 of 4 agreed"_qs);
        QCOMPARE(Files::list(file, u"case_agreement"_qs).rows[0].status, u"Yes"_qs);
    }
    void accessLog_saysWhyOnWhatBasisWhoWasToldAndWhatWasCopied() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        files.test.put({.type = u"record_access"_qs,
                        .fields = {{u"case"_qs, one.name.id},
                                   {u"at"_qs, files.test.now()},
                                   {u"by"_qs, files.council.me},
                                   {u"what"_qs, u"Support plan"_qs},
                                   {u"necessity"_qs, u"Nothing else shows the hours"_qs},
                                   {u"basis"_qs, u"agreed"_qs},
                                   {u"told"_qs, u"not_yet"_qs},
                                   {u"copied"_qs, true},
                                   {u"copied_what"_qs, u"Page 2"_qs},
                                   {u"shown_to"_qs, cbor::Value::array({files.council.me})},
                                   {u"shown_reason"_qs, u"To check the hours"_qs}}});
        const EntryRow entry = Files::list(files.file(one), u"record_access"_qs).rows[0];
        for (const QString& words : {u"AW"_qs, u"They agreed"_qs, u"Nothing else shows"_qs,
                                     u"Copied: Page 2"_qs, u"Shown to AW"_qs})
            QVERIFY2(entry.detail.contains(words), qPrintable(entry.detail));
        QCOMPARE(entry.status, u"Not told yet"_qs);
        QVERIFY(entry.type.isEmpty());
    }
    void followUps_areThoseOfTheCase_overdueFirst() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        const auto ask = [&](const QString& what, const QString& state, const QString& due,
                             const RecordId& about) {
            files.test.put({.type = u"follow_up"_qs,
                            .fields = {{u"what"_qs, what},
                                       {u"state"_qs, state},
                                       {u"due"_qs, due},
                                       {u"case"_qs, about}}});
        };
        const QDate today = wallTime(files.now()).date();
        const auto day = [&](int days) { return today.addDays(days).toString(Qt::ISODate); };
        ask(u"Settled"_qs, u"received"_qs, day(-9), one.name.id);
        ask(u"Later"_qs, u"open"_qs, day(3), one.name.id);
        ask(u"Today"_qs, u"asked"_qs, day(0), one.name.id);
        ask(u"Late"_qs, u"asked"_qs, day(-1), one.name.id);
        ask(u"Of another"_qs, u"open"_qs, day(-1), files.addCase(u"08"_qs, u"listed"_qs).name.id);
        const QList<EntryRow> rows = Files::list(files.file(one), u"follow_up"_qs).rows;
        QStringList titles;
        for (const EntryRow& row : rows) titles << row.title;
        QCOMPARE(titles, (QStringList{u"Late"_qs, u"Today"_qs, u"Later"_qs, u"Settled"_qs}));
        QCOMPARE(rows[0].status, u"Overdue"_qs);
    }
    void accountThatWasTakenBack_isCountedAndNotShown() {
        Files files;
        const Saved one = files.addCase(u"07"_qs, u"listed"_qs);
        const RecordId needs = files.stage(one, u"needs_assessment"_qs, {}, u"2026-06-30"_qs, {});
        files.account(one, needs, u"person"_qs, {}, u"They were kind"_qs);
        files.test.put({.type = u"withdrawal"_qs,
                        .fields = {{u"case"_qs, one.name.id},
                                   {u"outcome"_qs, u"restrict"_qs},
                                   {u"time"_qs, files.test.now()}}});
        const CaseFile file = files.file(one);
        for (const AccountItem& account : file.stages[0].accounts)
            QVERIFY(!account.text.contains(u"kind"));
        QCOMPARE(file.stages[0].happened, u"1 account is locked away at somebody’s wish"_qs);
        QCOMPARE(file.badges[0].text, u"Talk with us: withdrawn"_qs);
    }
};

QTEST_GUILESS_MAIN(TestCasebook)
#include "tst_casebook.moc"
