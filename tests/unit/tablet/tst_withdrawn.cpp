// What a person took back, as the tablet shows it: times and places, and no words anywhere.
#include "app/tablet/day.h"
#include "app/tablet/evening.h"
#include "app/tablet/lookup.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

/// One person who said yes, and one tagged line of theirs about a line of enquiry.
struct Taken : Room {
    Taken() {
        person = company().front().participant.id;
        answer(person, u"talk"_qs, AgreementModel::Yes);
        words = u"The xylophonist rang twice"_qs;
        line = say(words, {1}, person);
    }
    RecordName withdraw(const QString& outcome) {
        test.clock.advance(milliseconds(1'000));
        return test
            .put({.type = u"withdrawal"_qs,
                  .fields = {{u"participant"_qs, person},
                             {u"outcome"_qs, outcome},
                             {u"time"_qs, test.now()}}})
            .name;
    }
    [[nodiscard]] std::optional<OpenPoint> point(const QString& key) {
        for (const OpenPoint& one : must(readReview(*test.vault, council)).points)
            if (one.key == key) return one;
        return std::nullopt;
    }

    RecordId person;
    QString words;
    QString line;
};

}  // namespace

class TestWithdrawn : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theirLine_showsWhenItWas_andNoWords_data() {
        QTest::addColumn<QString>("outcome");
        QTest::newRow("restrict") << u"restrict"_qs;
        QTest::newRow("erase") << u"erase"_qs;
    }
    void theirLine_showsWhenItWas_andNoWords() {
        QFETCH(QString, outcome);
        Taken taken;
        const QString time = must(taken.sitting->rows(0, 1)).front().time;
        taken.withdraw(outcome);
        taken.restart();
        const auto rows = must(taken.sitting->rows(0, taken.sitting->lineCount()));
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.front().state, LineListModel::Sealed);
        QCOMPARE(rows.front().time, time);
        QVERIFY(!time.isEmpty());
        QVERIFY(!rows.front().text.contains(u"xylophonist"));
        QVERIFY(rows.front().tags.isEmpty());
    }
    void theLineOfSomebodyElse_stays() {
        Taken taken;
        const RecordId other = taken.join(u"Team manager"_qs);
        taken.answer(other, u"talk"_qs, AgreementModel::Yes);
        taken.say(u"Reviews are on time"_qs, {1}, other);
        taken.withdraw(u"restrict"_qs);
        taken.restart();
        const auto rows = must(taken.sitting->rows(0, 2));
        QCOMPARE(rows[0].state, LineListModel::Sealed);
        QCOMPARE(rows[1].text, u"Reviews are on time"_qs);
        QCOMPARE(rows[1].tags.size(), 1);
    }
    void theirAnswer_isWithdrawn_andNothingMoreIsTagged_data() {
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<int>("talk");
        QTest::addColumn<bool>("mayTag");
        const auto row = [](const char* outcome, AgreementState talk, bool mayTag) {
            QTest::newRow(outcome)
                << QString::fromLatin1(outcome) << static_cast<int>(talk) << mayTag;
        };
        row("restrict", AgreementState::withdrawn, false);
        row("erase", AgreementState::withdrawn, false);
        row("do_not_quote", AgreementState::given, true);
        // What they said before stays evidence; what they say now is none.
        row("stop", AgreementState::given, false);
    }
    void theirAnswer_isWithdrawn_andNothingMoreIsTagged() {
        QFETCH(QString, outcome);
        QFETCH(int, talk);
        Taken taken;
        taken.withdraw(outcome);
        QCOMPARE(static_cast<int>(taken.company().front().talk()), talk);
        QFETCH(bool, mayTag);
        taken.test.clock.advance(milliseconds(1'000));
        QCOMPARE(must(taken.sitting->mayTag()), mayTag);
        const QString later = taken.say(u"One thing more"_qs, {1}, taken.person);
        QCOMPARE(taken.tagsOf(later), mayTag ? 1 : 0);
    }
    void whatTheyTookBackAsThePersonOfACase_countsHere() {
        Taken taken;
        const RecordName tracked = taken.test
                                       .put({.type = u"tracked_case"_qs,
                                             .fields = {{u"number"_qs, u"C-1"_qs},
                                                        {u"summary"_qs, u"Home care"_qs},
                                                        {u"stage"_qs, u"listed"_qs}}})
                                       .name;
        const RecordName met = must(taken.test.vault->records().get(taken.person)).name;
        taken.test.edit(met, u"case"_qs, tracked.id);
        taken.test.edit(met, u"standing"_qs, u"person"_qs);
        taken.test.clock.advance(milliseconds(1'000));
        taken.test.put({.type = u"withdrawal"_qs,
                        .notebook = NotebookKind::team,
                        .fields = {{u"case"_qs, tracked.id},
                                   {u"outcome"_qs, u"restrict"_qs},
                                   {u"time"_qs, taken.test.now()}}});
        QCOMPARE(taken.company().front().talk(), AgreementState::withdrawn);
        taken.restart();
        QCOMPARE(must(taken.sitting->rows(0, 1)).front().state, LineListModel::Sealed);
    }
    void lockedLines_areNotAskedToBeTagged() {
        Taken taken;
        const QString bare = taken.say(u"Waiting lists are long"_qs, {}, taken.person);
        QVERIFY(!taken.point(u"untagged"_qs)->settled);
        taken.withdraw(u"restrict"_qs);
        QVERIFY(taken.point(u"untagged"_qs)->settled);
    }
    void lockedTags_coverNoLineOfEnquiry() {
        Taken taken;
        const QualityStatement& statement = taken.council.pack.statements.front();
        const LineOfEnquiry& asked = statement.prompts.front();
        taken.say(asked.words.front(), {statement.number}, taken.person);
        const auto covered = [&] {
            for (const Prompt& prompt : must(taken.sitting->prompts()))
                if (prompt.key == asked.key) return prompt.covered;
            return false;
        };
        QVERIFY(covered());
        taken.withdraw(u"restrict"_qs);
        QVERIFY(!covered());
    }
    void lockedWords_areNotFound() {
        Taken taken;
        QCOMPARE(taken.test.hits(u"xylophonist"_qs), QStringList{taken.words});
        taken.withdraw(u"restrict"_qs);
        QVERIFY(taken.test.hits(u"xylophonist"_qs).isEmpty());
        QCOMPARE(must(taken.test.vault->records().countHits(u"xylophonist"_qs)), 0);
    }
    void anInterviewOfLockedLines_wasBegunAllTheSame() {
        Taken taken;
        taken.withdraw(u"restrict"_qs);
        const NextSession next = must(readSession(*taken.test.vault, taken.council, taken.slot,
                                                  taken.test.vault->author().now()));
        QCOMPARE(next.action, u"Open interview"_qs);
    }
    void strikingTheWithdrawal_opensThePageAgain() {
        Taken taken;
        const RecordName withdrawal = taken.withdraw(u"restrict"_qs);
        must(taken.test.vault->strike(withdrawal, u"They changed their mind"_qs));
        taken.restart();
        const auto rows = must(taken.sitting->rows(0, 1));
        QCOMPARE(rows.front().text, taken.words);
        QCOMPARE(rows.front().tags.size(), 1);
        QCOMPARE(taken.company().front().talk(), AgreementState::given);
    }
};

QTEST_APPLESS_MAIN(TestWithdrawn)
#include "tst_withdrawn.moc"
