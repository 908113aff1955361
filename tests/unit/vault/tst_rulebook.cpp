// The rules on the vault's writing path: whoever writes here is held to them, what others wrote is
// kept and listed.
#include "app/records/sessionids.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

using namespace candour;

namespace {

const cbor::Value nine = cbor::Value::array({1'804'582'800'000, 0});

struct Meeting : TestVault {
    explicit Meeting(std::uint64_t seed = 1, const QString& way = u"in_person"_qs)
        : TestVault(seed), planned(slot()) {
        held = put({.type = u"session"_qs,
                    .fields = {{u"slot"_qs, cbor::Value(planned.name.id)},
                               {u"title"_qs, u"Duty desk"_qs},
                               {u"kind"_qs, u"one_to_one"_qs},
                               {u"way"_qs, way}}});
        there = participant(held.name.id);
    }
    [[nodiscard]] PutRequest tagOf(const RecordId& target) const {
        return {.type = u"tag"_qs,
                .fields = {{u"target"_qs, cbor::Value(target)},
                           {u"start"_qs, cbor::Value(0)},
                           {u"end"_qs, cbor::Value(5)},
                           {u"words"_qs, u"Words"_qs},
                           {u"pack"_qs, u"la-2026"_qs},
                           {u"statement"_qs, cbor::Value(1)},
                           {u"category"_qs, u"staff"_qs},
                           {u"direction"_qs, u"strength"_qs}}};
    }
    QStringList breaches() {
        QStringList found;
        const auto read = vault->rules().each([&](const FoundBreach& breach) -> Status {
            found << breach.type + u' ' + breach.breach.rule;
            return {};
        });
        if (!read) qFatal("cannot check: %s", read.error().name());
        return found;
    }
    std::int64_t count(const QString& type) { return vault->records().count(type).value_or(-1); }

    Saved planned;
    Saved held;
    Saved there;
};

/// `$` stands for the id of what it belongs to.
QByteArray filled(const char* json, const RecordId& id) {
    return QByteArray(json).replace("$", id.toString().toUtf8()) + '\n';
}

constexpr char tagJson[] =
    R"({"type":"tag","id":"0195736a-0000-7000-8000-000000000002","target":"$","start":0,"end":5,)"
    R"("words":"Words","pack":"la-2026","statement":1,"category":"staff","direction":"strength"})";
constexpr char lineJson[] =
    R"({"type":"line","id":"0195736a-0000-7000-8000-000000000001","session":"$",)"
    R"("at":"2027-03-09T09:00:00Z","kind":"saw","text":"Words on the wall."})";
constexpr char yesJson[] =
    R"({"type":"agreement","id":"0195736a-0000-7000-8000-000000000003","participant":"$",)"
    R"("purpose":"talk","event":"given","source":"confirmed_by_cqc","time":"2027-03-09T09:00:00Z"})";

}  // namespace

class RulebookTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void r3_aTagBeforeTheYes_isRefused_andNothingOfItStays() {
        Meeting test;
        const Saved line = test.line(test.held.name.id, u"Words on the wall."_qs);
        const auto refused = test.vault->put(test.tagOf(line.name.id));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::notAllowed);
        QVERIFY(refused.error().detail.find("Rule R3") != std::string::npos);
        QCOMPARE(test.count(u"tag"_qs), 0);
        test.answer(test.there.name.id, u"given"_qs);
        test.put(test.tagOf(line.name.id));
        QCOMPARE(test.count(u"tag"_qs), 1);
        QCOMPARE(test.breaches(), QStringList());
    }

    void r5_inAHome_aLineBeforeTheYes_isRefused() {
        Meeting test(1, u"home_visit"_qs);
        const PutRequest line{.type = u"line"_qs,
                              .fields = {{u"session"_qs, cbor::Value(test.held.name.id)},
                                         {u"at"_qs, nine},
                                         {u"kind"_qs, u"saw"_qs},
                                         {u"text"_qs, u"A ramp."_qs}}};
        const auto refused = test.vault->put(line);
        QVERIFY(!refused && refused.error().detail.find("Rule R5") != std::string::npos);
        test.answer(test.there.name.id, u"given"_qs);
        QVERIFY(test.vault->put(line).has_value());
    }

    void r5_aDraftThatTheRuleStops_isStillThere() {
        Meeting test(1, u"home_visit"_qs);
        Draft draft;
        draft.record = RecordId::makeV7(test.clock, test.random);
        draft.field = u"text"_qs;
        draft.text = u"A ramp at the door."_qs;
        QVERIFY(test.vault->drafts().save(draft).has_value());
        const PutRequest request{.type = u"line"_qs,
                                 .id = draft.record,
                                 .notebook = SessionOf{test.planned.name.id},
                                 .fields = {{u"session"_qs, cbor::Value(test.held.name.id)},
                                            {u"at"_qs, nine},
                                            {u"kind"_qs, u"saw"_qs},
                                            {u"text"_qs, draft.text}}};
        QCOMPARE(test.vault->finish(draft, request).error().code, Code::notAllowed);
        const auto kept = test.vault->drafts().find(draft.record, u"text"_qs);
        QVERIFY(kept && *kept);
        QCOMPARE((*kept)->text, draft.text);
    }

    void r22_whoIsFromOutside_andOnTheTeamsRoster_isListed() {
        Meeting test;
        const Saved member = test.put({.type = u"team_member"_qs,
                                       .fields = {{u"initials"_qs, u"TV"_qs},
                                                  {u"name"_qs, u"Tilda Vane"_qs},
                                                  {u"role"_qs, u"inspector"_qs}}});
        QCOMPARE(test.breaches(), QStringList());
        test.edit(member.name, u"external"_qs, cbor::Value(true));
        const QStringList found = test.breaches();
        QVERIFY(!found.isEmpty());
        QCOMPARE(found.count(u"team_member R22"_qs), found.size());
    }

    void r21_aScore_isNeverDatedAhead_norGivenInAColleaguesName() {
        Meeting test;
        const auto member = [&](const QString& initials) {
            return test
                .put({.type = u"team_member"_qs,
                      .fields = {{u"initials"_qs, initials},
                                 {u"name"_qs, initials},
                                 {u"account"_qs,
                                  PersonId::makeV7(test.clock, test.random).toString()},
                                 {u"role"_qs, u"lead"_qs}}})
                .name.id;
        };
        const Saved me = test.put({.type = u"team_member"_qs,
                                   .fields = {{u"initials"_qs, u"TV"_qs},
                                              {u"name"_qs, u"Tilda Vane"_qs},
                                              {u"role"_qs, u"lead"_qs}}});
        const Saved paper = test.put(
            {.type = u"document"_qs,
             .fields = {{u"title"_qs, u"Carers strategy"_qs}, {u"kind"_qs, u"strategy"_qs}}});
        const Saved extract = test.put({.type = u"extract"_qs,
                                        .fields = {{u"source"_qs, cbor::Value(paper.name.id)},
                                                   {u"text"_qs, u"Words of the plan."_qs}}});
        const Saved tag = test.put(test.tagOf(extract.name.id));
        const auto score = [&](const RecordId& by, std::int64_t at) {
            return test.vault->put(
                {.type = u"score"_qs,
                 .fields = {{u"pack"_qs, u"la-2026"_qs},
                            {u"statement"_qs, cbor::Value(1)},
                            {u"score"_qs, cbor::Value(3)},
                            {u"rationale"_qs, u"As the plan says"_qs},
                            {u"cites"_qs, cbor::Value::array({cbor::Value(tag.name.id)})},
                            {u"state"_qs, u"proposed"_qs},
                            {u"by"_qs, cbor::Value(by)},
                            {u"at"_qs, cbor::Value::array({cbor::Value(at), 0})}}});
        };
        const std::int64_t now = test.clock.utc().time_since_epoch().count();
        QCOMPARE(score(me.name.id, now + 86'400'000).error().code, Code::notAllowed);
        QCOMPARE(score(member(u"HM"_qs), now).error().code, Code::notAllowed);
        QVERIFY(score(me.name.id, now).has_value());
    }

    void aReference_pointsToARecordOfItsType_whereThatIsHere() {
        Meeting test;
        const auto contact = [&](const RecordId& trackedCase) {
            return test.vault->put({.type = u"communication_need"_qs,
                                    .fields = {{u"case"_qs, cbor::Value(trackedCase)},
                                               {u"details"_qs, u"Face the window"_qs}}});
        };
        const auto wrong = contact(test.held.name.id);
        QCOMPARE(wrong.error().code, Code::badInput);
        QCOMPARE(QString::fromStdString(wrong.error().detail), u"Case must be a tracked case."_qs);
        // Nobody has to wait for what others have written and not handed over yet.
        QVERIFY(contact(RecordId::makeV7(test.clock, test.random)).has_value());
    }

    void whatNoNotebookWouldMend_isSaidBeforeOneIsAskedFor() {
        Meeting test;
        const auto refusal = [&](FieldValues fields) {
            const auto made =
                test.vault->put({.type = u"withdrawal"_qs, .fields = std::move(fields)});
            return made ? QString() : QString::fromStdString(made.error().detail);
        };
        const FieldValue when{u"time"_qs, nine};
        const FieldValue erase{u"outcome"_qs, u"erase"_qs};
        QVERIFY(refusal({when}).startsWith(u"Outcome (outcome) "));
        QCOMPARE(refusal({when, erase}),
                 u"Say who takes it back: a participant, or the person of a case. (Rule R6.)"_qs);
        const RecordId elsewhere = RecordId::makeV7(test.clock, test.random);
        QVERIFY(refusal({when, erase, {u"participant"_qs, cbor::Value(elsewhere)}})
                    .contains(u"name its notebook"));
    }

    void r4_aCase_isEngagedOnlyOnItsPersonsOwnWord() {
        Meeting test;
        const Saved trackedCase = test.put({.type = u"tracked_case"_qs,
                                            .fields = {{u"number"_qs, u"07"_qs},
                                                       {u"summary"_qs, u"Daughter cares"_qs},
                                                       {u"stage"_qs, u"shortlisted"_qs}}});
        const PutRequest engage{.type = u"tracked_case"_qs,
                                .id = trackedCase.name.id,
                                .fields = {{u"stage"_qs, u"engaged"_qs}}};
        QCOMPARE(test.vault->put(engage).error().code, Code::notAllowed);
        for (const QString& source : {u"reported_by_council"_qs, u"confirmed_by_cqc"_qs}) {
            QCOMPARE(test.vault->put(engage).error().code, Code::notAllowed);
            test.put({.type = u"case_agreement"_qs,
                      .fields = {{u"case"_qs, cbor::Value(trackedCase.name.id)},
                                 {u"purpose"_qs, u"talk"_qs},
                                 {u"event"_qs, u"given"_qs},
                                 {u"source"_qs, source},
                                 {u"time"_qs, nine}}});
        }
        QVERIFY(test.vault->put(engage).has_value());
    }

    void aProtectingAnswer_isNeverRefused_andWhatItBreaksIsListed() {
        Meeting test;
        test.answer(test.there.name.id, u"given"_qs);
        const Saved line = test.line(test.held.name.id, u"Words on the wall."_qs);
        const Saved tag = test.put(test.tagOf(line.name.id));
        test.answer(test.there.name.id, u"withdrawn"_qs);
        QCOMPARE(test.breaches(), QStringList{u"tag R3"_qs});
        // What is a breach already may still be corrected, and struck.
        test.edit(tag.name, u"direction"_qs, u"neutral"_qs);
        QVERIFY(test.vault->strike(tag.name, u"Withdrawn"_qs).has_value());
        QCOMPARE(test.breaches(), QStringList());
    }

    void aFile_isJudgedWhenAllOfItIsIn() {
        Meeting test;
        const auto lineId = *RecordId::fromString(u"0195736a-0000-7000-8000-000000000001"_qs);
        const QByteArray line = filled(lineJson, test.held.name.id);
        const QByteArray tag = filled(tagJson, lineId);
        const QByteArray yes = filled(yesJson, test.there.name.id);
        const auto refused = test.apply(line + tag);
        QVERIFY(refused.has_value());
        QCOMPARE(refused->faults.size(), std::size_t{1});
        QCOMPARE(refused->faults.front().line, 2);
        QCOMPARE(test.count(u"line"_qs), 0);
        const auto whole = test.apply(line + tag + yes);
        QVERIFY(whole && whole->faults.empty());
        QCOMPARE(test.count(u"tag"_qs), 1);
    }

    void aFileOfWhatWasSoElsewhere_isKeptIfAsked_andListed() {
        Meeting test;
        const Saved line = test.line(test.held.name.id, u"Words on the wall."_qs);
        QByteArray tag = filled(tagJson, line.name.id);
        QBuffer buffer(&tag);
        buffer.open(QIODevice::ReadOnly);
        const auto kept = test.vault->apply(buffer, OnConflict::refuse, {}, OnBreach::keep);
        QVERIFY(kept && kept->faults.empty());
        QCOMPARE(test.breaches(), QStringList{u"tag R3"_qs});
    }

    void whatOthersWrote_isNeverRefused_onlyListed() {
        Meeting here(1);
        Meeting there(2);
        here.answer(here.there.name.id, u"given"_qs);
        const NotebookId notebook = here.held.name.notebook;
        const Saved line = here.line(here.held.name.id, u"Words on the wall."_qs);
        here.put(here.tagOf(line.name.id));
        // The answer travels in a lane of its own: the tag is here before it.
        QVERIFY(there.pull(here, notebook).has_value());
        QCOMPARE(there.breaches(), QStringList{u"tag R3"_qs});
    }

    void aTag_liesBesideItsTarget() {
        Meeting test;
        const Saved document = test.put(
            {.type = u"document"_qs,
             .fields = {{u"title"_qs, u"Carers strategy"_qs}, {u"kind"_qs, u"strategy"_qs}}});
        const Saved extract = test.put({.type = u"extract"_qs,
                                        .fields = {{u"source"_qs, cbor::Value(document.name.id)},
                                                   {u"page"_qs, u"12"_qs},
                                                   {u"text"_qs, u"Words of the plan."_qs}}});
        const Saved tag = test.put(test.tagOf(extract.name.id));
        QCOMPARE(tag.name.notebook, document.name.notebook);
        QCOMPARE(test.breaches(), QStringList());
    }
};

QTEST_APPLESS_MAIN(RulebookTest)
#include "tst_rulebook.moc"
