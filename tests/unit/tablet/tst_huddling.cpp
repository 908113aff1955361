// The team's huddle, on a real vault.
#include "app/tablet/huddling.h"
#include "app/tablet/tomorrow.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

struct Evening : Room {
    Evening() { answer(company().front().participant.id, u"talk"_qs, AgreementModel::Yes); }

    [[nodiscard]] QDate today() { return wallTime(test.vault->author().now()).date(); }
    HuddleLine line(int statement) {
        for (const HuddleLine& one : must(readHuddlePage(*test.vault, council, today())).lines)
            if (one.number == statement) return one;
        return {};
    }
    void save(const ThemeDraft& draft) {
        must(saveThemeDraft(*test.vault, draft, test.clock, test.random));
    }
    void add(const ThemeDraft& draft) {
        must(addTheme(*test.vault, council, draft, today(), test.clock, test.random));
    }
};

const ThemeDraft carers{1, u"Carers are assessed, then wait"_qs, u"Sooner than a year ago"_qs,
                        u"The spread of waits"_qs, u"shortfall"_qs};

}  // namespace

class TestHuddling : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatWasHeardToday_isCounted_whatWasHeardBeforeIsNot() {
        Evening room;
        QVERIFY(room.line(1).silent);
        room.say(u"Waiting lists are long"_qs, {1});
        QCOMPARE(room.line(1).heard, u"1 source today"_qs);
        room.test.clock.advance(milliseconds(24 * 3'600'000));
        QVERIFY(room.line(1).silent);
        QVERIFY(room.line(2).gaps.startsWith(u"No source yet: "_qs));
    }
    void draft_isFoundAgainAfterARestart_withWhatItIsAbout() {
        Evening room;
        room.save(carers);
        room.restart();
        QCOMPARE(must(readThemeDraft(*room.test.vault)), carers);
        ThemeDraft shorter = carers;
        shorter.find.clear();
        room.save(shorter);
        QCOMPARE(must(readThemeDraft(*room.test.vault)), shorter);
        QVERIFY(must(listAll(*room.test.vault, {.type = u"theme_note"_qs})).empty());
    }
    void addedTheme_isTheTeams_andItsDraftIsGone() {
        Evening room;
        room.save(carers);
        room.add(carers);
        QVERIFY(must(readThemeDraft(*room.test.vault)).isEmpty());
        QVERIFY(must(room.test.vault->drafts().open()).empty());
        const HuddleLine line = room.line(1);
        QCOMPARE(line.thoughts.size(), 1);
        QCOMPARE(line.thoughts.first().theme, carers.theme);
        QCOMPARE(line.thoughts.first().detail, u"Shortfall"_qs);
        QVERIFY(!line.thoughts.first().planned);
        must(planForTomorrow(*room.test.vault, room.council, 1, carers.find, room.today()));
        QVERIFY(room.line(1).thoughts.first().planned);
    }
    void draftThatWasFinishedBeforeAKill_isNotShownAgain() {
        Evening room;
        room.save(carers);
        const auto drafts = must(room.test.vault->drafts().open());
        room.test.put({.type = u"theme_note"_qs,
                       .id = drafts.front().record,
                       .fields = {{u"theme"_qs, carers.theme}, {u"day"_qs, u"2027-03-09"_qs}}});
        QVERIFY(must(readThemeDraft(*room.test.vault)).isEmpty());
        QVERIFY(must(room.test.vault->drafts().open()).empty());
    }
    void themeOfMany_onOneSource_isMarked() {
        Evening room;
        ThemeDraft many = carers;
        many.theme = u"Carers told us that money starts late"_qs;
        room.add(many);
        QVERIFY(!room.line(1).thoughts.first().warning.isEmpty());
    }
    void contradiction_isShownByItsNote() {
        Evening room;
        const QString one = room.say(u"Waits are short"_qs);
        const QString other = room.say(u"41 are waiting"_qs);
        room.test.put({.type = u"triangulation"_qs,
                       .fields = {{u"one"_qs, *RecordId::fromString(one)},
                                  {u"other"_qs, *RecordId::fromString(other)},
                                  {u"relation"_qs, u"contradicts"_qs},
                                  {u"statement"_qs, 1},
                                  {u"note"_qs, u"An average and a wall"_qs}}});
        QCOMPARE(room.line(1).differ, QStringList{u"An average and a wall"_qs});
        QVERIFY(room.line(2).differ.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestHuddling)
#include "tst_huddling.moc"
