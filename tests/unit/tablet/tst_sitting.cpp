// One session while somebody writes in it.
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

LineDraft half(Room& room, const QString& words) {
    LineDraft draft;
    draft.serial = ++room.serial;
    draft.revision = 7;
    draft.begun = room.test.clock.utc();
    draft.text = words;
    draft.caret = static_cast<int>(words.size()) - 2;
    return draft;
}

}  // namespace

class TestSitting : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void opening_twice_beginsOneSession() {
        Room room;
        room.sit();
        QCOMPARE(must(listAll(*room.test.vault, {.type = u"session"_qs})).size(), std::size_t(1));
        QCOMPARE(room.company().size(), std::size_t(1));
    }
    void whatIsWritten_saysTheStoresTime_notThatOfAClockWhichIsOff() {
        Room room;
        const RecordId person = room.company().front().participant.id;
        room.test.clock.jump(std::chrono::hours(-1));
        room.test.vault->setStoreOffset(
            Moment::Offset{milliseconds(std::chrono::hours(1)), milliseconds(0)});
        const auto now = [&] {
            return room.test.vault->author().now().corrected().time_since_epoch().count();
        };
        room.answer(person, u"talk"_qs, AgreementModel::Yes);
        const auto answers = must(listAll(
            *room.test.vault, {.type = u"agreement"_qs, .where = {{u"participant"_qs, person}}}));
        QCOMPARE(momentOf(answers.back(), u"time").toMSecsSinceEpoch(), now());
        const RecordId line = *RecordId::fromString(room.say(u"It was cold."_qs));
        const auto said = must(room.test.vault->records().get(line)).values();
        QCOMPARE(valueOf(said, u"at").items().front().integer(), now());
    }
    void draft_comesBackWithCaretKindAndSpeaker() {
        Room room;
        const RecordId second = room.join(u"Team manager"_qs);
        LineDraft draft = half(room, u"Direct payments take"_qs);
        draft.kind = LineListModel::Saw;
        draft.speaker = second.toString();
        draft.tags = {2, 5};
        must(room.sitting->save(draft));
        room.restart();
        const auto state = must(room.sitting->state());
        QVERIFY(state.draft.has_value());
        QCOMPARE(state.draft->text, draft.text);
        QCOMPARE(state.draft->caret, draft.caret);
        QCOMPARE(state.draft->kind, LineListModel::Saw);
        QCOMPARE(state.draft->tags, draft.tags);
        QCOMPARE(state.speaker, second.toString());
        for (const PersonRow& person : must(room.sitting->people()))
            QCOMPARE(person.speaking, person.key == state.speaker);
    }
    void olderDraft_becomesALine_andTheNewestHasTheCaret() {
        Room room;
        must(room.sitting->save(half(room, u"First"_qs)));
        room.test.clock.advance(milliseconds(5'000));
        must(room.sitting->save(half(room, u"Second"_qs)));
        room.restart();
        const auto state = must(room.sitting->state());
        QCOMPARE(state.draft->text, u"Second"_qs);
        QCOMPARE(room.sitting->lineCount(), 1);
        QCOMPARE(must(room.sitting->rows(0, 1)).front().text, u"First"_qs);
    }
    void draftThatARuleForbidsMeanwhile_staysADraft_andTrapsNothing() {
        Room room;
        must(room.sitting->save(half(room, u"First"_qs)));
        room.test.clock.advance(milliseconds(5'000));
        must(room.sitting->save(half(room, u"Second"_qs)));
        // It turns out to be somebody's home, and nobody there has said yes (R5).
        const RecordName session =
            must(room.test.vault->records().get(room.sitting->session())).name;
        room.test.edit(session, u"private_dwelling"_qs, true);
        room.restart();
        const auto state = must(room.sitting->state());
        QCOMPARE(state.draft->text, u"Second"_qs);
        QCOMPARE(must(room.test.vault->drafts().open()).size(), std::size_t(2));
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        room.restart();
        must(room.sitting->state());
        QCOMPARE(must(room.sitting->rows(0, 1)).front().text, u"First"_qs);
    }
    void draftsThatNoLineCanBe_areShown_andTheSessionOpens() {
        Room room;
        must(room.sitting->save(half(room, QString(16'001, u'x'))));
        room.test.clock.advance(milliseconds(5'000));
        must(room.sitting->save(half(room, u"a page\fbreak"_qs)));
        room.test.clock.advance(milliseconds(5'000));
        must(room.sitting->save(half(room, u"Newest"_qs)));
        room.restart();
        const auto state = must(room.sitting->state());
        QCOMPARE(state.draft->text, u"Newest"_qs);
        QCOMPARE(state.longest, 16'000);
        QCOMPARE(state.refused.size(), 2);
        QCOMPARE(state.refused.last().text, u"a page\fbreak"_qs);
        // What was refused can be written anew, and is one line then.
        LineDraft shorter = state.refused.first();
        shorter.text = u"Short"_qs;
        must(room.sitting->finish(shorter));
        QCOMPARE(must(room.test.vault->drafts().open()).size(), std::size_t(2));
        QCOMPARE(must(room.sitting->rows(0, 1)).front().text, u"Short"_qs);
    }
    void amendmentOfALineThatAColleagueChanged_standsBesideTheirs_andTheSessionOpens() {
        Room room;
        LineDraft draft = half(room, u"Mine, again"_qs);
        draft.lineId = room.say(u"Mine"_qs);
        must(room.sitting->save(draft));
        room.test.clock.advance(milliseconds(5'000));
        must(room.sitting->save(half(room, u"Newest"_qs)));
        const RecordName line =
            must(room.test.vault->records().get(*RecordId::fromString(draft.lineId))).name;
        TestVault other(2);
        shareNotebook(room.test, other, line.notebook);
        must(other.pull(room.test, line.notebook));
        room.test.edit(line, u"text"_qs, u"Mine, better"_qs);
        other.edit(line, u"text"_qs, u"Theirs"_qs);
        must(room.test.pull(other, line.notebook));
        room.restart();
        const auto state = must(room.sitting->state());
        QCOMPARE(state.draft->text, u"Newest"_qs);
        QVERIFY(state.refused.isEmpty());
        // One's own words are always seen, so they follow each other; nobody else's are written
        // over.
        const RecordView view = must(room.test.vault->records().get(line));
        QStringList texts;
        for (const Version& version : view.field(u"text")->versions) texts += version.value->text();
        texts.sort();
        QCOMPARE(texts, (QStringList{u"Mine, again"_qs, u"Theirs"_qs}));
    }
    void lineThatIsHandedOverTwice_isOneLineWithItsTags() {
        Room room;
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        LineDraft draft = half(room, u"We ring round on Mondays"_qs);
        draft.tags = {1, 6};
        const QString line = must(room.sitting->finish(draft));
        QCOMPARE(must(room.sitting->finish(draft)), line);
        QCOMPARE(room.sitting->lineCount(), 1);
        QCOMPARE(room.tagsOf(line), 2);
    }
    void lineAndItsTags_areOneTransaction() {
        Room room;
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        const QString line = room.say(u"We ring round on Mondays"_qs, {1, 6});
        QCOMPARE(room.tagsOf(line), 2);
        must(room.sitting->tag(0, line, 6, false));
        QCOMPARE(room.tagsOf(line), 1);
    }
    void thought_takesNoTag() {
        Room room;
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        LineDraft draft = half(room, u"They seem unsure"_qs);
        draft.kind = LineListModel::Thought;
        draft.tags = {1};
        QCOMPARE(room.tagsOf(must(room.sitting->finish(draft))), 0);
    }
    void quotedWords_areMarkedAsTheirOwn() {
        Room room;
        const QString line = room.say(u"“Honestly, no.”"_qs);
        const RecordView view = must(room.test.vault->records().get(*RecordId::fromString(line)));
        ListedRecord record;
        record.values = view.values();
        QVERIFY(fieldOf(record, u"quote").boolean());
    }
    void promptCoveredByATag_ticksItself_andATapOverrulesIt() {
        Room room;
        const auto prompts = must(room.sitting->prompts());
        QVERIFY(!prompts.isEmpty());
        must(room.sitting->tickPrompt(prompts.front().key, true));
        QVERIFY(must(room.sitting->prompts()).front().covered);
        must(room.sitting->tickPrompt(prompts.front().key, false));
        QVERIFY(!must(room.sitting->prompts()).front().covered);
    }
    void r22_whoIsFromOutside_isToldWhoseMeetingItIs() {
        Room room;
        const QString theirs = u"Not assigned to you."_qs;
        QVERIFY(!must(room.sitting->state()).firstLine.contains(theirs));
        room.council.external = true;
        room.sit();
        QVERIFY(must(room.sitting->state()).firstLine.startsWith(theirs));
        // Assigned by the timetable, or let in by the store.
        const RecordName slot = must(room.test.vault->records().get(room.slot)).name;
        room.council.me = room.test
                              .put({.type = u"team_member"_qs,
                                    .fields = {{u"name"_qs, u"Ede"_qs},
                                               {u"initials"_qs, u"EX"_qs},
                                               {u"role"_qs, u"expert_by_experience"_qs},
                                               {u"external"_qs, true}}})
                              .name.id;
        room.test.edit(slot, u"assigned"_qs, cbor::Value::array({room.council.me}));
        room.sit();
        QVERIFY(must(room.sitting->state()).firstLine.isEmpty());
    }
    void settingEffects_addUp() {
        Room room;
        must(room.sitting->chooseSetting(u"rehearsed"_qs, true));
        must(room.sitting->chooseSetting(u"chosen_by_council"_qs, true));
        must(room.sitting->chooseSetting(u"rehearsed"_qs, false));
        QStringList chosen;
        for (const WordChip& chip : must(room.sitting->state()).setting)
            if (chip.chosen) chosen += chip.key;
        QCOMPARE(chosen, QStringList{u"chosen_by_council"_qs});
    }
    void reopenedLine_leftAsItWas_isNoChange() {
        Room room;
        const QString line = room.say(u"As it was"_qs);
        LineDraft draft = half(room, u"As it was"_qs);
        draft.lineId = line;
        must(room.sitting->save(draft));
        must(room.sitting->drop(draft));
        QVERIFY(must(room.test.vault->drafts().open()).empty());
        QCOMPARE(room.sitting->lineCount(), 1);
    }
    void colleaguesWords_thatCameWhileALineWasOpen_standBesideOurs_data() {
        QTest::addColumn<bool>("killed");
        QTest::newRow("at once") << false;
        QTest::newRow("after a kill") << true;
    }
    void colleaguesWords_thatCameWhileALineWasOpen_standBesideOurs() {
        QFETCH(bool, killed);
        Room room;
        const QString id = room.say(u"Six weeks"_qs);
        Colleague joseph(room);
        const LineRow row = must(room.sitting->rows(0, 1)).front();
        LineDraft draft;
        draft.serial = 90;
        draft.lineId = id;
        draft.revision = 90;
        draft.begun = room.test.clock.utc();
        draft.kindBefore = row.kind;
        draft.seen = row.seen;
        draft.text = u"Six weeks or more"_qs;
        must(room.sitting->save(draft));
        joseph.write(u"line"_qs, *RecordId::fromString(id), u"text"_qs, u"Eight weeks"_qs);
        joseph.meet();
        if (killed) {
            room.restart();
            draft = *must(room.sitting->state()).draft;
        }
        must(room.sitting->finish(draft));
        const RecordView view = must(room.test.vault->records().get(*RecordId::fromString(id)));
        QCOMPARE(view.field(u"text")->versions.size(), std::size_t(2));
        QVERIFY(view.field(u"text")->inConflict);
        QVERIFY(!view.field(u"kind")->inConflict);
        QCOMPARE(must(room.sitting->rows(0, 1)).front().state, LineListModel::Disputed);
    }
    void colleaguesWords_thatWereOnTheScreen_areReplaced() {
        Room room;
        const QString id = room.say(u"Six weeks"_qs);
        Colleague joseph(room);
        joseph.write(u"line"_qs, *RecordId::fromString(id), u"text"_qs, u"Eight weeks"_qs);
        joseph.meet();
        const LineRow row = must(room.sitting->rows(0, 1)).front();
        QCOMPARE(row.text, u"Eight weeks"_qs);
        LineDraft draft;
        draft.serial = 90;
        draft.lineId = id;
        draft.kindBefore = row.kind;
        draft.seen = row.seen;
        draft.text = u"Eight weeks, or nine"_qs;
        must(room.sitting->finish(draft));
        QCOMPARE(must(room.sitting->rows(0, 1)).front().text, draft.text);
        QCOMPARE(must(room.sitting->rows(0, 1)).front().state, LineListModel::Kept);
    }
    void kindInDispute_doesNotKeepTheWordsFromBeingAmended() {
        Room room;
        const QString id = room.say(u"Six weeks"_qs);
        Colleague joseph(room);
        room.test.edit({joseph.notebook, u"line"_qs, *RecordId::fromString(id)}, u"kind"_qs,
                       u"saw"_qs);
        joseph.write(u"line"_qs, *RecordId::fromString(id), u"kind"_qs, u"thought"_qs);
        joseph.meet();
        const LineRow row = must(room.sitting->rows(0, 1)).front();
        LineDraft draft;
        draft.serial = 90;
        draft.lineId = id;
        draft.kind = row.kind;
        draft.kindBefore = row.kind;
        draft.seen = row.seen;
        draft.text = u"Six weeks or more"_qs;
        must(room.sitting->finish(draft));
        QCOMPARE(must(room.sitting->rows(0, 1)).front().text, draft.text);
    }
};

QTEST_APPLESS_MAIN(TestSitting)
#include "tst_sitting.moc"
