// Review and tag, on a real vault.
#include "app/tablet/tagging.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

/// A room where everybody has agreed to talk, and its lines under review.
struct Review : Room {
    explicit Review(bool agreed = true) {
        if (agreed) answer(company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
    }

    [[nodiscard]] QDate today() { return wallTime(test.vault->author().now()).date(); }
    void open(const RecordId& session) {
        tagging = must(Tagging::open(*test.vault, council, session, today()));
    }
    void open() { open(sitting->session()); }
    QString write(LineListModel::Kind kind, const QString& words) {
        test.clock.advance(milliseconds(1'000));
        LineDraft draft;
        draft.serial = ++serial;
        draft.begun = test.clock.utc();
        draft.kind = kind;
        draft.text = words;
        return must(sitting->finish(draft));
    }
    Tagging::Answer tag(const QString& line, int statement, int start = 0, int length = 0) {
        return must(tagging->tag({line, statement, start, length}));
    }
    LineRow row(int at = 0) { return must(tagging->rows(at, 1)).first(); }
    std::unique_ptr<Tagging> tagging;
};

}  // namespace

class TestTagging : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void selectedWords_areTagged_inCharactersNotInUnits() {
        Review room;
        const QString text = u"😀 Now we do. Later"_qs;
        const QString line = room.say(text);
        room.open();
        const auto answer = room.tag(line, 9, static_cast<int>(text.indexOf(u"Now"_qs)), 10);
        QVERIFY(answer.refusal.isEmpty());
        const auto tags = must(listAll(*room.test.vault, {.type = u"tag"_qs}));
        QCOMPARE(tags.size(), std::size_t(1));
        QCOMPARE(textOf(tags.front(), u"words"), u"Now we do."_qs);
        QCOMPARE(fieldOf(tags.front(), u"start").integer(), 2);
        QCOMPARE(fieldOf(tags.front(), u"end").integer(), 12);
        QCOMPARE(textOf(tags.front(), u"category"), u"staff"_qs);
        const TagMark mark = room.row().marks.first();
        QCOMPARE(mark.start, 3);
        QCOMPARE(mark.length, 10);
        QCOMPARE(mark.statement.number, 9);
    }
    void tagWithoutASelection_isTheWholeLine() {
        Review room;
        const QString line = room.say(u"Reviews are late"_qs);
        room.open();
        QCOMPARE(room.tag(line, 1).line.marks.first().length, 16);
    }
    void thought_isRefusedKindly_andNothingIsWritten() {
        Review room;
        const QString line = room.write(LineListModel::Thought, u"Ask which date"_qs);
        room.open();
        QVERIFY(room.row().refusal.startsWith(u"This is yours"_qs));
        QVERIFY(
            room.tag(line, 1).refusal.startsWith(u"This is yours, so it cannot be evidence"_qs));
        QCOMPARE(room.tagsOf(line), 0);
    }
    void wordsOfSomebodyWhoHasNotAgreed_areRefused_untilTheyDo() {
        Review room(false);
        const QString line = room.say(u"Reviews are late"_qs);
        room.open();
        QVERIFY(room.tag(line, 1).refusal.contains(u"not yet agreed"_qs));
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        QVERIFY(room.tag(line, 1).refusal.isEmpty());
        QCOMPARE(room.tagsOf(line), 1);
    }
    void undo_takesBackTagsEditsAndRemovals_newestFirst() {
        Review room;
        const QString line = room.say(u"Reviews are late"_qs);
        room.open();
        const QString tag = room.tag(line, 1).line.marks.first().tagId;
        must(room.tagging->edit(tag, u"direction"_qs, u"shortfall"_qs));
        must(room.tagging->edit(tag, u"category"_qs, u"people"_qs));
        QCOMPARE(must(room.tagging->untag({tag})).line.marks.size(), 0);
        const auto back = must(room.tagging->undo());
        QCOMPARE(back.line.marks.first().direction, u"shortfall"_qs);
        QCOMPARE(back.line.marks.first().category, u"people"_qs);
        QCOMPARE(must(room.tagging->undo()).line.marks.first().category, u"staff"_qs);
        QCOMPARE(must(room.tagging->undo()).line.marks.first().direction, u"neutral"_qs);
        const auto first = must(room.tagging->undo());
        QCOMPARE(first.line.marks.size(), 0);
        QVERIFY(!first.mayUndo);
        QVERIFY(!room.tagging->undo());
        QCOMPARE(room.tagsOf(line), 0);
    }
    void whatCanNoLongerBeTakenBack_doesNotBlockWhatWasDoneBefore() {
        Review room;
        const QString line = room.say(u"Reviews are late"_qs);
        room.open();
        const QString tag = room.tag(line, 1).line.marks.first().tagId;
        Colleague joseph(room);
        must(room.tagging->edit(tag, u"direction"_qs, u"shortfall"_qs));
        joseph.write(u"tag"_qs, *RecordId::fromString(tag), u"direction"_qs, u"strength"_qs);
        joseph.meet();
        const auto blocked = room.tagging->undo();
        QVERIFY(!blocked);
        QCOMPARE(blocked.error().code, Code::conflict);
        QCOMPARE(must(room.tagging->undo()).line.marks.size(), 0);
    }
    void nextWithoutATag_goesRoundTheEnd_andPassesWhatCannotBeTagged() {
        Review room;
        const QString first = room.say(u"One"_qs);
        room.write(LineListModel::Thought, u"Mine"_qs);
        const QString third = room.say(u"Three"_qs);
        room.open();
        QCOMPARE(room.tagging->sheet().untagged, 2);
        QCOMPARE(must(room.tagging->nextUntagged(-1, 1)), 0);
        QCOMPARE(must(room.tagging->nextUntagged(0, 1)), 2);
        QCOMPARE(must(room.tagging->nextUntagged(2, 1)), 0);
        QCOMPARE(must(room.tagging->nextUntagged(-1, -1)), 2);
        QCOMPARE(room.tag(first, 1).untagged, 1);
        QCOMPARE(room.tag(third, 1).untagged, 0);
        QCOMPARE(must(room.tagging->nextUntagged(0, 1)), -1);
    }
    void wordsThatMoved_areFoundAgain_thoseThatAreGoneAreNot() {
        Review room;
        const QString line = room.say(u"Reviews are late"_qs);
        room.open();
        room.tag(line, 1, 12, 4);
        LineDraft amended;
        amended.serial = 90;
        amended.lineId = line;
        amended.begun = room.test.clock.utc();
        amended.text = u"Their reviews are late"_qs;
        must(room.sitting->finish(amended));
        QCOMPARE(room.row().marks.first().start, 18);
        amended.text = u"Their reviews are on time"_qs;
        must(room.sitting->finish(amended));
        QCOMPARE(room.row().marks.first().length, 0);
        QVERIFY(room.row().note.contains(u"changed"_qs));
    }
    void dateOutsideThePeriod_asksForAReason() {
        Review room;
        room.assess();
        const QString line = room.say(u"It was worse in 2024"_qs);
        room.open();
        const QString tag = room.tag(line, 1).line.marks.first().tagId;
        const QDate today(2027, 3, 9);
        const auto asked = must(room.tagging->setDate(tag, u"2024"_qs, {}, today));
        QVERIFY(asked.asksReason);
        QVERIFY(asked.refusal.startsWith(u"This is older than the period"_qs));
        QVERIFY(room.row().marks.first().date.isEmpty());
        const auto kept =
            must(room.tagging->setDate(tag, u"2024"_qs, u"older_serious_concern"_qs, today));
        QCOMPARE(kept.line.marks.first().date, u"2024"_qs);
        QCOMPARE(kept.line.marks.first().reason, u"older_serious_concern"_qs);
        const auto plain = must(room.tagging->setDate(tag, u"2026-05"_qs, {}, today));
        QCOMPARE(plain.line.marks.first().reason, QString());
        // What the field shows can be typed there again.
        QCOMPARE(plain.line.marks.first().date, u"May 2026"_qs);
        const auto about = must(room.tagging->setDate(tag, u"about may 2026"_qs, {}, today));
        QCOMPARE(about.line.marks.first().date, u"about May 2026"_qs);
        const auto wrong = must(room.tagging->setDate(tag, u"next week"_qs, {}, today));
        QVERIFY(!wrong.refusal.isEmpty() && !wrong.asksReason);
    }
    void onlyOneStatement_showsItsPassages() {
        Review room;
        room.say(u"One"_qs);
        const QString second = room.say(u"Two"_qs);
        room.open();
        room.tag(second, 4);
        QCOMPARE(must(room.tagging->showOnly(4)), 1);
        QCOMPARE(room.row().text, u"Two"_qs);
        QCOMPARE(must(room.tagging->showOnly(0)), 2);
    }
    void myDay_isOwnLinesOfToday_underTheNamesOfTheirSessions() {
        Review room;
        room.say(u"One"_qs);
        const auto choices = must(reviewChoices(*room.test.vault, room.today()));
        QCOMPARE(choices.size(), 2);
        QVERIFY(choices.first().key.isEmpty());
        QCOMPARE(choices.first().untagged, 1);
        QCOMPARE(choices.last().title, u"Duty desk"_qs);
        room.open(RecordId());
        QCOMPARE(room.tagging->sheet().lines, 1);
        QCOMPARE(room.row().heading, u"Duty desk"_qs);
        room.open();
        QVERIFY(room.row().heading.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestTagging)
#include "tst_tagging.moc"
