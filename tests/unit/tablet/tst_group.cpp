// A group in one room: counted by role, and every point by those who were there.
#include "app/tablet/group.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

struct DropIn {
    explicit DropIn(const QString& kind = u"drop_in"_qs) {
        room.test.edit(must(room.test.vault->records().get(room.slot)).name, u"kind"_qs, kind);
        room.sit();
    }
    RoleRow role(const QString& name) {
        for (const RoleRow& row : must(room.sitting->room()).roles)
            if (row.role == name) return row;
        return {};
    }
    void count(const QString& name, int count) {
        if (role(name).key.isEmpty()) must(room.sitting->addRole(name));
        must(room.sitting->setHeadcount(role(name).key, count));
    }
    Tally tally(int row) { return must(room.sitting->rows(row, 1)).front().tally; }

    Room room;
};

}  // namespace

class TestGroup : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void interviewOfOne_countsNobody() {
        DropIn one(u"one_to_one"_qs);
        QVERIFY(!must(one.room.sitting->room()).group);
        (void)one.room.say(u"We ring round"_qs);
        QCOMPARE(one.tally(0).total(), 0);
    }
    void point_beginsWithEverybodySilent_andAlwaysAddsUp() {
        DropIn group;
        group.count(u"Social workers"_qs, 4);
        group.count(u"Team manager"_qs, 1);
        const QString line = group.room.say(u"Caseloads have come down"_qs);
        QCOMPARE(group.tally(0), (Tally{0, 0, 5}));
        Tally tally = group.tally(0);
        for (int i = 0; i < 9; ++i) {
            tally = tally.withMore(i % 2 == 0 ? Tally::Agree : Tally::Differ);
            QCOMPARE(tally.total(), 5);
        }
        must(group.room.sitting->setTally(line, tally));
        group.room.restart();
        QCOMPARE(group.tally(0), tally);
    }
    void whoJoinsLater_countsFromThenOn() {
        DropIn group;
        group.count(u"Social workers"_qs, 4);
        (void)group.room.say(u"Before"_qs);
        group.count(u"Social workers"_qs, 6);
        (void)group.room.say(u"After"_qs);
        QCOMPARE(group.tally(0).total(), 4);
        QCOMPARE(group.tally(1).total(), 6);
        group.room.restart();
        (void)group.room.say(u"After a restart"_qs);
        QCOMPARE(group.tally(2).total(), 6);
    }
    void sameRoleAgain_isOneMoreOfIt() {
        DropIn group;
        must(group.room.sitting->addRole(u"OTs"_qs));
        must(group.room.sitting->addRole(u" ots "_qs));
        QCOMPARE(must(group.room.sitting->room()).roles.size(), 1);
        QCOMPARE(group.role(u"OTs"_qs).count, 2);
    }
    void tally_movesOneVoiceAtATime_data() {
        QTest::addColumn<Tally>("before");
        QTest::addColumn<Tally::Voice>("voice");
        QTest::addColumn<bool>("more");
        QTest::addColumn<Tally>("after");
        const auto row = [](const char* name, Tally before, Tally::Voice voice, bool more,
                            Tally after) {
            QTest::newRow(name) << before << voice << more << after;
        };
        row("a silent one agrees", {0, 0, 3}, Tally::Agree, true, {1, 0, 2});
        row("all spoke: one who differed agrees", {2, 1, 0}, Tally::Agree, true, {3, 0, 0});
        row("all agree: nobody is left", {3, 0, 0}, Tally::Agree, true, {3, 0, 0});
        row("all agree: one differs after all", {3, 0, 0}, Tally::Differ, true, {2, 1, 0});
        row("one falls silent", {2, 1, 0}, Tally::Silent, true, {1, 1, 1});
        row("one no longer agrees", {2, 1, 0}, Tally::Agree, false, {1, 1, 1});
        row("one silent fewer agrees", {0, 0, 2}, Tally::Silent, false, {1, 0, 1});
        row("none to take", {0, 1, 1}, Tally::Agree, false, {0, 1, 1});
    }
    void tally_movesOneVoiceAtATime() {
        QFETCH(Tally, before);
        QFETCH(Tally::Voice, voice);
        QFETCH(bool, more);
        QFETCH(Tally, after);
        QCOMPARE(more ? before.withMore(voice) : before.withFewer(voice), after);
    }
    void onlyHolder_isSaid() {
        PeopleModel people;
        people.showRoom({true, {{u"a"_qs, u"Social workers"_qs, 4}, {u"b"_qs, u"Manager"_qs, 1}}});
        QCOMPARE(people.onlyHolders(), u"Manager"_qs);
        QCOMPARE(people.headcount(), 5);
        people.change(1, -2);
        QCOMPARE(people.headcount(), 5);
        people.change(1, -1);
        QVERIFY(people.onlyHolders().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestGroup)
#include "tst_group.moc"
