// The end of the day: what is still open, and a receipt to keep.
#include "app/records/sessionids.h"
#include "app/tablet/closing.h"
#include "app/tablet/evening.h"
#include "app/tablet/form.h"
#include "app/vault/waiting.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

#include <algorithm>

using namespace candour;

namespace {

/// A line that two of us have, and the page that shows what both wrote.
struct TwoOfUs {
    [[nodiscard]] Vault& vault() { return *room.test.vault; }
    void mine(const QString& field, const QString& value) {
        room.test.edit({sessionNotebookOf(room.slot), u"line"_qs, line}, field, value);
    }
    [[nodiscard]] std::optional<Dispute> dispute() {
        return must(readDispute(vault(), room.council));
    }
    void settle(const Dispute& shown, ConflictModel::Choice choice, const QString& merged = {}) {
        must(settleDispute(vault(), shown, choice, merged));
    }
    [[nodiscard]] RecordView view() { return must(vault().records().get(line)); }
    [[nodiscard]] QStringList versions(const QString& field) {
        const RecordView read = view();
        QStringList found;
        for (const Version& version : read.field(field)->versions) found << version.value->text();
        found.sort();
        return found;
    }

    Room room;
    RecordId line = *RecordId::fromString(room.say(u"Six weeks"_qs));
    Colleague joseph{room};
};

std::optional<OpenPoint> pointOf(Room& room, const QString& key) {
    for (const OpenPoint& point : must(readReview(*room.test.vault, room.council)).points)
        if (point.key == key) return point;
    return std::nullopt;
}

}  // namespace

class TestEvening : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void linesWithoutATag_areCounted_untilTheyHaveOne() {
        Room room;
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        const QString bare = room.say(u"Waiting lists are long"_qs);
        room.say(u"Reviews are on time"_qs, {1});
        QCOMPARE(pointOf(room, u"untagged"_qs)->title, u"1 line without a tag"_qs);
        QVERIFY(pointOf(room, u"untagged"_qs)->detail.startsWith(u"Duty desk, "));
        must(room.sitting->tag(0, bare, 2, true));
        QVERIFY(pointOf(room, u"untagged"_qs)->settled);
        must(room.sitting->tag(0, bare, 2, false));
        QVERIFY(!pointOf(room, u"untagged"_qs)->settled);
    }
    void whatIsDone_isSaidAsDone_afterWhatIsOpen() {
        Room room;
        QVERIFY(!pointOf(room, u"sources"_qs));
        room.say(u"Waiting lists are long"_qs);
        QVERIFY(pointOf(room, u"sources"_qs)->settled);
        const auto points = must(readReview(*room.test.vault, room.council)).points;
        QVERIFY(!points.first().settled);
        QCOMPARE(points.last().key, u"sources"_qs);
        // Of two who could have said it nobody is known to have.
        room.join(u"Team manager"_qs);
        room.say(u"Reviews are late"_qs);
        QVERIFY(!pointOf(room, u"sources"_qs));
    }
    void emptyMoments_areCounted_writtenOnesAreNot() {
        Room room;
        QVERIFY(!pointOf(room, u"moments"_qs));
        LineDraft moment;
        moment.serial = 1;
        moment.begun = room.test.clock.utc();
        moment.kind = LineListModel::Moment;
        const QString id = must(room.sitting->finish(moment));
        QCOMPARE(pointOf(room, u"moments"_qs)->title, u"1 marked moment still empty"_qs);
        QCOMPARE(pointOf(room, u"moments"_qs)->place, room.slot.toString());
        LineDraft written = moment;
        written.lineId = id;
        written.kind = LineListModel::Said;
        written.text = u"She went quiet"_qs;
        must(room.sitting->finish(written));
        QVERIFY(!pointOf(room, u"moments"_qs));
    }
    void aMomentWhoseMeetingIsNotHere_isCounted_andStopsNoEvening() {
        Room room;
        room.test.put(
            {.type = u"line"_qs,
             .notebook = sessionNotebookOf(room.slot),
             .fields = {{u"session"_qs, RecordId::makeV7(room.test.clock, room.test.random)},
                        {u"at"_qs, room.test.now()},
                        {u"kind"_qs, u"mark"_qs}}});
        const auto open = pointOf(room, u"moments"_qs);
        QVERIFY(open.has_value());
        QCOMPARE(open->title, u"1 marked moment still empty"_qs);
        QCOMPARE(open->place, QString());
        QCOMPARE(open->action, QString());
    }
    void councilsYes_isOpen_untilWeHeardItOurselves() {
        Room room;
        const auto put = [&](const QString& type, const FieldValues& fields) {
            return room.test.put({.type = type, .fields = fields}).name.id;
        };
        const auto tracked = [&](const QString& number, const QString& stage) {
            return put(u"tracked_case"_qs, {{u"number"_qs, number},
                                            {u"summary"_qs, u"Daughter cares for mother"_qs},
                                            {u"stage"_qs, stage}});
        };
        const auto answer = [&](const RecordId& of, const QString& event, const QString& source) {
            put(u"case_agreement"_qs, {{u"case"_qs, of},
                                       {u"purpose"_qs, u"talk"_qs},
                                       {u"event"_qs, event},
                                       {u"source"_qs, source},
                                       {u"time"_qs, room.test.now()}});
        };
        const RecordId followed = tracked(u"12"_qs, u"shortlisted"_qs);
        answer(followed, u"given"_qs, u"reported_by_council"_qs);
        // Whoever is only on the council's list is asked nothing.
        answer(tracked(u"31"_qs, u"listed"_qs), u"given"_qs, u"reported_by_council"_qs);
        const auto open = pointOf(room, u"agreement"_qs);
        QVERIFY(open.has_value());
        QCOMPARE(open->title, u"1 agreement not confirmed"_qs);
        QCOMPARE(open->detail, u"Case 12: the council said yes, we have not asked."_qs);
        QCOMPARE(open->place, followed.toString());
        QVERIFY(!pointOf(room, u"confirmed"_qs));
        answer(followed, u"refused"_qs, u"confirmed_by_cqc"_qs);
        QVERIFY(pointOf(room, u"confirmed"_qs)->settled);
        QVERIFY(!pointOf(room, u"agreement"_qs));
    }
    void personWhomNobodyAsked_isOpen_whenTheyHaveSpoken() {
        Room room;
        const RecordId nurse = room.join(u"Ward nurse"_qs);
        const RecordId first = room.company().front().participant.id;
        QVERIFY(!pointOf(room, u"asking"_qs));
        (void)room.say(u"Waiting lists are long"_qs);
        QCOMPARE(pointOf(room, u"asking"_qs)->title,
                 u"2 people not asked whether they want to talk"_qs);
        room.answer(first, u"talk"_qs, AgreementModel::No);
        const auto open = pointOf(room, u"asking"_qs);
        QCOMPARE(open->detail, u"Duty desk, Ward nurse. Until they say yes it is no evidence."_qs);
        QCOMPARE(open->place, nurse.toString());
        room.answer(nurse, u"talk"_qs, AgreementModel::AskLater);
        QVERIFY(pointOf(room, u"asking"_qs));
        room.answer(nurse, u"talk"_qs, AgreementModel::Yes);
        QVERIFY(!pointOf(room, u"asking"_qs));
    }
    void interview_isOpen_untilItIsFinished() {
        Room room;
        const auto open = pointOf(room, u"open"_qs);
        QCOMPARE(open->title, u"1 interview still open"_qs);
        QVERIFY(open->detail.startsWith(u"Duty desk, begun "_qs));
        QCOMPARE(open->place, room.slot.toString());
        must(close(*room.test.vault, room.council, room.slot, room.sitting->session(), {}, true,
                   room.test.vault->author().now()));
        QVERIFY(!pointOf(room, u"open"_qs));
    }
    void othersInterview_isTheirsToFinish() {
        Room room;
        room.council.me = room.test
                              .put({.type = u"team_member"_qs,
                                    .fields = {{u"initials"_qs, u"AW"_qs},
                                               {u"name"_qs, u"Alex"_qs},
                                               {u"role"_qs, u"inspector"_qs}}})
                              .name.id;
        QVERIFY(!pointOf(room, u"open"_qs));
        room.test.edit({sessionNotebookOf(room.slot), u"session"_qs, room.sitting->session()},
                       u"present"_qs, cbor::Value::array({room.council.me}));
        QVERIFY(pointOf(room, u"open"_qs));
    }
    void followUps_areOpen_untilTheCouncilWasAsked() {
        Room room;
        QVERIFY(!pointOf(room, u"followUps"_qs));
        const auto ask = [&](const QString& what) {
            must(addFollowUp(*room.test.vault, room.council, room.slot, room.sitting->session(),
                             what));
        };
        ask(u"Waiting list at a date"_qs);
        ask(u"Carers’ letter."_qs);
        const auto open = pointOf(room, u"followUps"_qs);
        QCOMPARE(open->title, u"2 follow-ups to ask the council for"_qs);
        QCOMPARE(open->detail, u"Waiting list at a date. Carers’ letter."_qs);
        QCOMPARE(open->action, u"See both"_qs);
        for (const FollowUpRow& row : must(readFollowUps(*room.test.vault, room.slot)))
            must(settleFollowUp(*room.test.vault, row.key, true));
        QVERIFY(!pointOf(room, u"followUps"_qs));
    }
    void lineBeingTyped_leadsToItsMeeting_andAFormToItself() {
        Room room;
        LineDraft line;
        line.serial = 1;
        line.begun = room.test.clock.utc();
        line.text = u"Half a sen"_qs;
        must(room.sitting->save(line));
        QCOMPARE(pointOf(room, u"drafts"_qs)->place, room.slot.toString());
        QVERIFY(!pointOf(room, u"form"_qs));
        const FormWish wish{u"document"_qs, {}, {{u"from"_qs, u"council"_qs}}};
        const FilledForm form =
            must(openForm(*room.test.vault, room.council, wish, room.test.random));
        must(keepForm(*room.test.vault, form.open, {{u"title"_qs, u"Waiting list prot"_qs}}));
        const auto open = pointOf(room, u"form"_qs);
        QCOMPARE(open->title, u"1 form half filled in"_qs);
        QVERIFY(open->detail.startsWith(u"Add a document."_qs));
        QCOMPARE(must(wishOfDraft(*room.test.vault, *RecordId::fromString(open->place))), wish);
    }
    void everyRecordThatWaited_canBeSeen_andWhatStayedHereIsSaid() {
        Room room;
        const VaultId me = room.test.vault->identity().vault;
        (void)room.say(u"They took the keys"_qs);
        const auto waiting = must(recordsWaiting(room.test.vault->ledger(), me));
        QCOMPARE(static_cast<qint64>(waiting.size()),
                 must(room.test.vault->ledger().unreceiptedRecords(me)));
        QVERIFY(std::is_sorted(waiting.rbegin(), waiting.rend()));
        const auto rows = must(readHandedOver(*room.test.vault, waiting));
        QCOMPARE(static_cast<std::size_t>(rows.size()), waiting.size());
        const auto line = std::find_if(rows.begin(), rows.end(), [](const EntryRow& row) {
            return row.title.contains(u"They took the keys"_qs);
        });
        QVERIFY(line != rows.end());
        QCOMPARE(line->status, u"Kept here"_qs);
        QVERIFY(line->type.isEmpty());
        // Newest first, and no more than was asked for.
        const auto one = must(recordsWaiting(room.test.vault->ledger(), me, 1));
        QCOMPARE(one.size(), std::size_t{1});
        QCOMPARE(one.front(), waiting.front());
    }
    void tappedTwice_theirsStands_andNothingIsBlanked() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        us.joseph.meet();
        const Dispute shown = *us.dispute();
        QCOMPARE(shown.before, u"Six weeks"_qs);
        us.settle(shown, ConflictModel::UseTheirs);
        us.settle(shown, ConflictModel::UseTheirs);
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Eight weeks"_qs});
        QVERIFY(!us.dispute());
    }
    void settledElsewhereMeanwhile_isLeftAsItIs() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        us.joseph.meet();
        const Dispute shown = *us.dispute();
        us.joseph.settle(u"line"_qs, us.line, u"text"_qs, u"Between six and eight"_qs);
        us.joseph.meet();
        us.settle(shown, ConflictModel::UseMine);
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Between six and eight"_qs});
    }
    void thirdText_thatNobodySaw_isNotReplaced() {
        TwoOfUs us;
        Colleague maya(us.room, 3);
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        maya.write(u"line"_qs, us.line, u"text"_qs, u"Since Easter"_qs);
        us.joseph.meet();
        maya.meet();
        const Dispute first = *us.dispute();
        us.settle(first, ConflictModel::KeepBoth);
        const auto second = us.dispute();
        QVERIFY(second.has_value());
        QCOMPARE(second->mine.text, QString(first.mine.text + u'\n' + first.theirs.text));
        us.settle(*second, ConflictModel::KeepBoth);
        QVERIFY(!us.dispute());
        for (const QString& words :
             {u"Six weeks or more"_qs, u"Eight weeks"_qs, u"Since Easter"_qs})
            QVERIFY(us.versions(u"text"_qs).front().contains(words));
    }
    void kindThatTwoOfUsChose_isAskedToo_andLeavesTheWordsAlone() {
        TwoOfUs us;
        us.mine(u"kind"_qs, u"saw"_qs);
        us.joseph.write(u"line"_qs, us.line, u"kind"_qs, u"thought"_qs);
        us.joseph.meet();
        QCOMPARE(pointOf(us.room, u"conflict"_qs)->key, u"conflict"_qs);
        const Dispute shown = *us.dispute();
        QVERIFY(!shown.words);
        QCOMPARE(shown.mine.text, u"Six weeks\nKind: Saw"_qs);
        QCOMPARE(shown.theirs.text, u"Six weeks\nKind: Thought"_qs);
        us.settle(shown, ConflictModel::UseTheirs);
        QCOMPARE(us.versions(u"kind"_qs), QStringList{u"thought"_qs});
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Six weeks"_qs});
        QVERIFY(!pointOf(us.room, u"conflict"_qs));
    }
    void strikeUnseenOfNewWords_isShownWithThem_andCanBeTakenBack() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.strike(u"line"_qs, us.line, u"Written twice"_qs);
        us.joseph.meet();
        QVERIFY(pointOf(us.room, u"conflict"_qs));
        const Dispute shown = *us.dispute();
        QCOMPARE(shown.strike, Dispute::Strike::theirs);
        QCOMPARE(shown.mine.text, u"Six weeks or more"_qs);
        QCOMPARE(shown.theirs.text, u"Struck out: Written twice"_qs);
        us.settle(shown, ConflictModel::UseMine);
        QVERIFY(!us.view().struck);
        QVERIFY(!us.dispute());
        QVERIFY(!pointOf(us.room, u"conflict"_qs));
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Six weeks or more"_qs});
    }
    void strikeUnseenOfNewWords_canBeLeft_andTheLineIsGoneFromBoth() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.strike(u"line"_qs, us.line, u"Written twice"_qs);
        us.joseph.meet();
        us.settle(*us.dispute(), ConflictModel::UseTheirs);
        QVERIFY(us.view().struck);
        QCOMPARE(us.view().strikeReason, u"Written twice"_qs);
        QVERIFY(!us.dispute());
        must(us.joseph.test.pull(us.room.test, us.joseph.notebook, us.joseph.lane));
        QVERIFY(must(us.joseph.test.vault->records().get(us.line)).struck);
    }
    void ownStrike_isOurSide_andTheirWordsStandUnlessSomebodySaysOtherwise() {
        TwoOfUs us;
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        must(us.vault().strike({sessionNotebookOf(us.room.slot), u"line"_qs, us.line},
                               u"Not said"_qs));
        us.joseph.meet();
        const Dispute shown = *us.dispute();
        QCOMPARE(shown.strike, Dispute::Strike::mine);
        QCOMPARE(shown.theirs.text, u"Eight weeks"_qs);
        ConflictModel page;
        page.show(shown);
        QCOMPARE(page.choice(), ConflictModel::UseTheirs);
        QVERIFY(!page.goes());
    }
    void strikeIsNotSettled_byWhoeverHasNotSeenWhatCameIn() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.strike(u"line"_qs, us.line, u"Written twice"_qs);
        us.joseph.meet();
        const Dispute shown = *us.dispute();
        Colleague maya(us.room, 3);
        maya.write(u"line"_qs, us.line, u"text"_qs, u"Since Easter"_qs);
        maya.meet();
        us.settle(shown, ConflictModel::UseTheirs);
        QVERIFY(!us.view().struck);
        QVERIFY(us.dispute()->mine.text.contains(u"Since Easter"_qs));
    }
    void twoTextsAndAStrike_areTwoQuestions_andNeitherIsAnsweredByTheOther() {
        TwoOfUs us;
        Colleague maya(us.room, 3);
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.strike(u"line"_qs, us.line, u"Written twice"_qs);
        maya.write(u"line"_qs, us.line, u"text"_qs, u"Since Easter"_qs);
        us.joseph.meet();
        maya.meet();
        const Dispute first = *us.dispute();
        QCOMPARE(first.strike, Dispute::Strike::theirs);
        us.settle(first, ConflictModel::UseMine);
        const Dispute second = *us.dispute();
        QCOMPARE(second.strike, Dispute::Strike::none);
        QVERIFY(second.words);
        us.settle(second, ConflictModel::KeepBoth);
        QVERIFY(!us.dispute());
    }
    void agreedLine_isThereAfterAKill_andGoesWhenItStands() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        us.joseph.meet();
        must(saveAgreedLine(us.vault(), us.line.toString(), u"Six to eight"_qs));
        us.room.restart();
        const Dispute shown = *us.dispute();
        QCOMPARE(shown.merged, u"Six to eight"_qs);
        us.settle(shown, ConflictModel::Merge, shown.merged);
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Six to eight"_qs});
        QVERIFY(must(us.vault().drafts().open()).empty());
    }
    void agreedLine_isLockedAwayWithTheLine() {
        TwoOfUs us;
        const RecordId person = us.room.company().front().participant.id;
        us.room.answer(person, u"talk"_qs, AgreementModel::Yes);
        must(saveAgreedLine(us.vault(), us.line.toString(), u"Six to eight"_qs));
        us.room.test.clock.advance(milliseconds(1'000));
        us.room.test.put({.type = u"withdrawal"_qs,
                          .fields = {{u"participant"_qs, person},
                                     {u"outcome"_qs, u"restrict"_qs},
                                     {u"time"_qs, us.room.test.now()}}});
        QVERIFY(must(us.vault().drafts().open()).empty());
    }
};

QTEST_APPLESS_MAIN(TestEvening)
#include "tst_evening.moc"
