// The view-models by themselves: what goes in, what is shown, what they ask for.
#include "app/viewmodels/markedtext.h"
#include "tests/support/northmere.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

/// A sitting with a clock that is set by hand and a delay that ends when told.
struct Sitting {
    class HandClock final : public Clock {
      public:
        UtcTime now = northmere::SiteClock().utc();
        [[nodiscard]] UtcTime utc() const override { return now; }
        [[nodiscard]] milliseconds sinceBoot() const override { return milliseconds(0); }
        [[nodiscard]] std::chrono::minutes zoneOffset() const override {
            return std::chrono::minutes(0);
        }
    };

    Sitting() {
        auto held = std::make_unique<northmere::HeldDelay>();
        delay = held.get();
        model = std::make_unique<CaptureModel>(clock, std::move(held));
        QObject::connect(model.get(), &CaptureModel::draftChanged, model.get(),
                         [this](const LineDraft& draft) { drafts += draft; });
        QObject::connect(model.get(), &CaptureModel::lineFinished, model.get(),
                         [this](const LineDraft& draft) { finished += draft; });
        QObject::connect(model.get(), &CaptureModel::draftDropped, model.get(),
                         [this](const LineDraft& draft) { dropped += draft; });
        QObject::connect(model.get(), &CaptureModel::momentMarked, model.get(),
                         [this](const LineDraft& draft) { moments += draft; });
        auto state = northmere::interview();
        state.draft.reset();
        model->lines()->showCount(0);
        model->show(state);
    }
    [[nodiscard]] qint64 revision() const { return drafts.last().revision; }
    void type(const QString& words) {
        for (const QChar sign : words) {
            const QString text = model->text() + sign;
            model->edit(text, static_cast<int>(text.size()));
        }
    }

    HandClock clock;
    northmere::HeldDelay* delay = nullptr;
    std::unique_ptr<CaptureModel> model;
    QList<LineDraft> drafts;
    QList<LineDraft> finished;
    QList<LineDraft> dropped;
    QList<LineDraft> moments;
};

/// Copy out stands in the folder of a stick.
void openStick(CopyOutModel& model) {
    model.begin(u"41 records only on this tablet"_s, u"Candour.bundle"_s);
    model.show({{}, {{u"/media/stick"_s, u"KINGSTON"_s, {}, {}}}});
    model.choose(0);
    model.show({u"/media/stick"_s, {}});
}

}  // namespace

class TestViewModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void troubleWithTheTablet_standsUntilItIsMended_orPutAwayForThisTime() {
        ShellModel shell;
        shell.showPage(ShellModel::Today);
        const QString clock = u"The clock was changed at 11:02."_s;
        const QString disk = u"The tablet is nearly full."_s;
        shell.showTrouble(ShellModel::Trouble::disk, disk);
        shell.showTrouble(ShellModel::Trouble::clock, clock);
        QCOMPARE(shell.notice(), clock);
        // What failed just now is said before it.
        shell.showNotice(u"That could not be done."_s);
        QCOMPARE(shell.notice(), u"That could not be done."_s);
        shell.dismissNotice();
        QCOMPARE(shell.notice(), clock);
        shell.dismissNotice();
        shell.showTrouble(ShellModel::Trouble::clock, clock);
        QCOMPARE(shell.notice(), disk);
        // Beside the time it stays, whatever was put away and whatever else the strip is told.
        shell.showStrip(
            Strip::of(u"Northmere Council"_s, 2, 3, Strip::Connection::Offline, 4, u"14:32"_s, 0));
        QCOMPARE(shell.strip().clockDoubt, clock);
        shell.showTrouble(ShellModel::Trouble::disk, {});
        QVERIFY(shell.notice().isEmpty());
        shell.lockNow();
        QCOMPARE(shell.notice(), clock);
        shell.showTrouble(ShellModel::Trouble::clock, {});
        QVERIFY(shell.notice().isEmpty());
        QVERIFY(shell.strip().clockDoubt.isEmpty());
    }
    // Capture
    void firstKey_leavesAtOnce_laterOnesWaitTheirTurn() {
        Sitting sitting;
        sitting.type(u"W"_s);
        QCOMPARE(sitting.drafts.size(), 1);
        sitting.type(u"e get"_s);
        QCOMPARE(sitting.drafts.size(), 1);
        QCOMPARE(sitting.delay->wait(), std::chrono::milliseconds(250));
        sitting.delay->end();
        QCOMPARE(sitting.drafts.size(), 2);
        QCOMPARE(sitting.drafts.last().text, u"We get"_s);
        QCOMPARE(sitting.drafts.last().caret, 6);
    }
    void draftThatWaited_startsTheNextWait() {
        Sitting sitting;
        sitting.type(u"ab"_s);
        sitting.delay->end();
        sitting.type(u"c"_s);
        QCOMPARE(sitting.drafts.size(), 2);
        sitting.delay->end();
        QCOMPARE(sitting.drafts.last().text, u"abc"_s);
        sitting.delay->end();
        QCOMPARE(sitting.drafts.size(), 3);
        sitting.type(u"d"_s);
        QCOMPARE(sitting.drafts.size(), 4);
    }
    void return_sendsTheLastKeysBeforeTheLineEnds() {
        Sitting sitting;
        sitting.type(u"Nobody told the carer"_s);
        sitting.model->finishLine();
        QCOMPARE(sitting.drafts.last().text, u"Nobody told the carer"_s);
        QCOMPARE(sitting.finished.size(), 1);
        QCOMPARE(sitting.finished.first().revision, sitting.drafts.last().revision);
        QCOMPARE(sitting.model->lines()->count(), 1);
        QCOMPARE(sitting.model->text(), QString());
        sitting.type(u"N"_s);
        QCOMPARE(sitting.drafts.last().text, u"N"_s);
        QVERIFY(sitting.drafts.last().serial != sitting.finished.first().serial);
    }
    void pause_isShownSinceWhen_andMarksEveryLineUntilItEnds() {
        Sitting sitting;
        sitting.type(u"Before"_s);
        sitting.clock.now += std::chrono::minutes(1);
        sitting.model->setPaused(true);
        QCOMPARE(sitting.model->pausedText(), u"Paused 14:33"_s);
        sitting.clock.now += std::chrono::minutes(5);
        sitting.type(u"Meanwhile"_s);
        // The vault would keep no tag of now: none is shown.
        sitting.model->tag(1);
        QVERIFY(sitting.model->lineTags().isEmpty());
        QVERIFY(sitting.model->hint().startsWith(u"Paused."_s));
        sitting.model->finishLine();
        sitting.model->markMoment();
        QCOMPARE(sitting.model->pausedText(), u"Paused 14:33"_s);
        sitting.model->setPaused(false);
        QVERIFY(sitting.model->pausedText().isEmpty());
        sitting.type(u"After"_s);
        sitting.model->finishLine();
        const auto note = [&sitting](int row) { return sitting.model->lines()->at(row)->note; };
        QCOMPARE(note(0), QString());
        QCOMPARE(note(1), u"Written while paused"_s);
        QCOMPARE(note(2), u"Written while paused"_s);
        QCOMPARE(note(3), QString());
        // Another tablet in the room began it at another time.
        sitting.model->showPaused(true, sitting.clock.now - std::chrono::minutes(2));
        QCOMPARE(sitting.model->pausedText(), u"Paused 14:36"_s);
        sitting.model->showPaused(true, sitting.clock.now);
        QCOMPARE(sitting.model->pausedText(), u"Paused 14:38"_s);
    }
    void timeStamp_isFixedAtTheFirstKey() {
        Sitting sitting;
        QCOMPARE(sitting.model->lineTime(), QString());
        sitting.type(u"a"_s);
        sitting.clock.now += std::chrono::minutes(9);
        sitting.type(u"b"_s);
        QCOMPARE(sitting.model->lineTime(), u"14:32"_s);
        sitting.model->finishLine();
        QCOMPARE(sitting.model->lines()->at(0)->time, u"14:32"_s);
    }
    void leaving_finishesTheLine() {
        Sitting sitting;
        sitting.type(u"half a sent"_s);
        sitting.model->leave();
        QCOMPARE(sitting.finished.size(), 1);
        QCOMPARE(sitting.finished.first().text, u"half a sent"_s);
    }
    void emptyLine_isNoLine() {
        Sitting sitting;
        sitting.type(u"  "_s);
        sitting.model->finishLine();
        QVERIFY(sitting.finished.isEmpty());
    }
    void undo_takesBackWords_andLeavesAgain() {
        Sitting sitting;
        sitting.type(u"six weeks"_s);
        sitting.delay->end();
        sitting.model->undo();
        QCOMPARE(sitting.model->text(), u"six"_s);
        sitting.delay->end();
        QCOMPARE(sitting.drafts.last().text, u"six"_s);
        sitting.model->undo();
        QCOMPARE(sitting.model->text(), QString());
        QVERIFY(!sitting.model->canUndo());
    }
    void undo_hasAHundredSteps() {
        Sitting sitting;
        for (int i = 0; i < 150; ++i) sitting.type(u"a "_s);
        int steps = 0;
        for (; sitting.model->canUndo(); ++steps) sitting.model->undo();
        QCOMPARE(steps, 100);
    }
    void undoSteps_travelWithTheDraft_andComeBack() {
        Sitting sitting;
        sitting.type(u"six weeks"_s);
        sitting.delay->end();
        const LineDraft last = sitting.drafts.last();
        QVERIFY(last.undoStep > 0);
        QCOMPARE(last.undoTop.text, u"six"_s);
        Sitting after;
        auto state = northmere::interview();
        state.draft = last;
        state.undo = {{u""_s, 0, LineListModel::Said}, last.undoTop};
        after.model->show(state);
        QCOMPARE(after.model->text(), u"six weeks"_s);
        QCOMPARE(after.model->caret(), 9);
        after.model->undo();
        QCOMPARE(after.model->text(), u"six"_s);
    }
    void moment_isAddedWithoutTouchingTheLine() {
        Sitting sitting;
        sitting.type(u"in the middle of"_s);
        sitting.model->markMoment();
        QCOMPARE(sitting.moments.size(), 1);
        QCOMPARE(sitting.model->text(), u"in the middle of"_s);
        QCOMPARE(sitting.model->lines()->at(0)->kind, LineListModel::Moment);
    }
    void tag_belongsToTheLineWithTheCaret() {
        Sitting sitting;
        sitting.type(u"words"_s);
        sitting.model->tag(6);
        sitting.delay->end();
        QCOMPARE(sitting.drafts.last().tags, QList<int>{6});
        sitting.model->tag(6);
        sitting.delay->end();
        QVERIFY(sitting.drafts.last().tags.isEmpty());
    }
    void tag_onAnEmptyLine_belongsToTheLastFinishedOne() {
        Sitting sitting;
        qint64 serial = 0;
        connect(sitting.model.get(), &CaptureModel::tagRequested, this,
                [&serial](qint64 of, const QString&, int, bool) { serial = of; });
        sitting.type(u"words"_s);
        sitting.model->finishLine();
        sitting.model->markMoment();
        sitting.model->tag(1);
        QCOMPARE(serial, sitting.finished.first().serial);
        QCOMPARE(sitting.model->lines()->at(0)->tags.size(), 1);
    }
    void thought_takesNoTag_andSaysWhy() {
        Sitting sitting;
        sitting.model->setKind(LineListModel::Thought);
        sitting.type(u"odd"_s);
        sitting.model->tag(1);
        QVERIFY(sitting.model->lineTags().isEmpty());
        QVERIFY(sitting.model->hint().startsWith(u"This is yours"_s));
    }
    void nothingIsTagged_untilTheyAgreedToTalk() {
        Sitting sitting;
        sitting.model->showAgreed({}, false);
        sitting.type(u"words"_s);
        sitting.model->tag(1);
        QVERIFY(sitting.model->lineTags().isEmpty());
        QVERIFY(!sitting.model->hint().isEmpty());
    }
    void saved_isNotBelieved_whileLaterWordsWait() {
        Sitting sitting;
        sitting.type(u"a"_s);
        const qint64 first = sitting.drafts.last().revision;
        sitting.model->showSaved(first, sitting.clock.now);
        QCOMPARE(sitting.model->savedText(), u"Saved 14:32:07"_s);
        sitting.type(u"b"_s);
        sitting.model->showNotSaved();
        sitting.model->showSaved(first, sitting.clock.now);
        QCOMPARE(sitting.model->savedText(),
                 u"Not saved yet, trying again. Your words are held here."_s);
    }
    void reopenedLine_isReplacedInItsPlace() {
        Sitting sitting;
        sitting.type(u"one"_s);
        sitting.model->finishLine();
        sitting.model->showLineKept(sitting.finished.first().serial, u"id-1"_s);
        sitting.type(u"two"_s);
        sitting.model->finishLine();
        sitting.model->reopen(0);
        QCOMPARE(sitting.model->text(), u"one"_s);
        sitting.type(u"!"_s);
        sitting.model->finishLine();
        QCOMPARE(sitting.finished.last().lineId, u"id-1"_s);
        QCOMPARE(sitting.model->lines()->count(), 2);
        QCOMPARE(sitting.model->lines()->at(0)->text, u"one!"_s);
    }
    void reopenedLine_staysOpen_whenLinesAreShownAgain() {
        Sitting sitting;
        sitting.type(u"one"_s);
        sitting.model->finishLine();
        sitting.model->showLineKept(sitting.finished.first().serial, u"id-1"_s);
        sitting.model->reopen(0);
        sitting.model->showLinesAgain(1);
        sitting.type(u"!"_s);
        sitting.model->finishLine();
        QCOMPARE(sitting.finished.last().lineId, u"id-1"_s);
        QCOMPARE(sitting.model->lines()->count(), 1);
    }
    void wordsTypedWhileAnotherSessionOpens_waitForTheirOwn() {
        Sitting sitting;
        CaptureState here;
        here.session = u"here"_s;
        sitting.model->show(here);
        sitting.model->leave();
        sitting.type(u"late"_s);
        CaptureState there;
        there.session = u"there"_s;
        sitting.model->show(there);
        QVERIFY(sitting.model->text().isEmpty());
        QCOMPARE(sitting.model->lines()->count(), 0);
        sitting.model->show(here);
        QCOMPARE(sitting.model->lines()->count(), 1);
        QCOMPARE(sitting.model->lines()->at(0)->text, u"late"_s);
        sitting.model->tick();
        QCOMPARE(sitting.finished.last().text, u"late"_s);
    }
    void reopenedLine_leftAsItWas_isNoChange() {
        Sitting sitting;
        sitting.type(u"one"_s);
        sitting.model->finishLine();
        sitting.model->showLineKept(sitting.finished.first().serial, u"id-1"_s);
        sitting.model->reopen(0);
        sitting.model->finishLine();
        QCOMPARE(sitting.finished.size(), 1);
        QCOMPARE(sitting.dropped.size(), 1);
        sitting.model->reopen(0);
        sitting.model->edit({}, 0);
        sitting.model->finishLine();
        QCOMPARE(sitting.finished.size(), 1);
        QCOMPARE(sitting.model->lines()->at(0)->text, u"one"_s);
    }

    // A disk that refuses
    void lineTheDiskRefused_isSentAgain_andNothingIsCalledSavedBefore() {
        Sitting sitting;
        sitting.type(u"first"_s);
        sitting.model->showNotSaved();
        sitting.model->finishLine();
        const LineDraft refused = sitting.finished.first();
        QVERIFY(sitting.model->showLineNotKept(refused.serial));
        // There is room again, and the next line is on disk.
        sitting.type(u"second"_s);
        sitting.delay->end();
        sitting.model->showSaved(sitting.revision(), sitting.clock.now);
        QCOMPARE(sitting.model->savedState(), CaptureModel::NotSaved);
        sitting.model->tick();
        QCOMPARE(sitting.finished.size(), 2);
        QCOMPARE(sitting.finished.last().serial, refused.serial);
        QCOMPARE(sitting.finished.last().text, u"first"_s);
        // One answer is on its way: it is not asked twice.
        sitting.model->tick();
        QCOMPARE(sitting.finished.size(), 2);
        sitting.model->showLineKept(refused.serial, u"id-1"_s);
        sitting.model->showSaved(refused.revision, sitting.clock.now);
        QCOMPARE(sitting.model->savedState(), CaptureModel::Saved);
        QCOMPARE(sitting.model->lines()->at(0)->state, LineListModel::Kept);
    }
    void lineTheDiskRefused_isSentAgainOnLeaving() {
        Sitting sitting;
        sitting.type(u"first"_s);
        sitting.model->finishLine();
        QVERIFY(sitting.model->showLineNotKept(sitting.finished.first().serial));
        sitting.model->leave();
        QCOMPARE(sitting.finished.size(), 2);
        QVERIFY(!sitting.model->showLineNotKept(sitting.finished.first().serial));
    }
    void lineTheDiskRefused_isHeldWhileLocked_andIsSaidToBe() {
        for (const bool kept : {true, false}) {
            Sitting sitting;
            sitting.type(u"first"_s);
            sitting.model->finishLine();
            const LineDraft line = sitting.finished.first();
            if (kept)
                sitting.model->showLineKept(line.serial, u"id-1"_s);
            else
                QVERIFY(sitting.model->showLineNotKept(line.serial));
            sitting.model->forget();
            QCOMPARE(sitting.model->holdsUnsaved(), !kept);
        }
    }
    void momentTheDiskRefused_isSentAgain() {
        Sitting sitting;
        sitting.model->markMoment();
        sitting.model->showLineNotKept(sitting.moments.first().serial);
        sitting.model->tick();
        QCOMPARE(sitting.moments.size(), 2);
        sitting.model->showLineKept(sitting.moments.first().serial, u"id-1"_s);
        sitting.model->showSaved(sitting.moments.first().revision, sitting.clock.now);
        QCOMPARE(sitting.model->savedState(), CaptureModel::Saved);
    }
    void wordsBeforeAMoment_areNotCalledSaved_becauseTheMomentIs() {
        Sitting sitting;
        sitting.type(u"words"_s);
        sitting.model->showNotSaved();
        sitting.model->markMoment();
        const LineDraft moment = sitting.moments.first();
        sitting.model->showLineKept(moment.serial, u"id-1"_s);
        sitting.model->showSaved(moment.revision, sitting.clock.now);
        QCOMPARE(sitting.model->savedState(), CaptureModel::NotSaved);
        sitting.model->tick();
        QCOMPARE(sitting.drafts.last().text, u"words"_s);
        sitting.model->showSaved(sitting.revision(), sitting.clock.now);
        QCOMPARE(sitting.model->savedState(), CaptureModel::Saved);
    }
    void refusedLine_openedAndLeftAsItWas_isHandedOverAgain_neverDropped() {
        Sitting sitting;
        sitting.type(u"first"_s);
        sitting.model->finishLine();
        sitting.model->showLineNotKept(sitting.finished.first().serial);
        sitting.model->reopen(0);
        sitting.model->edit({}, 0);
        // While it is open its older words do not go over its newer ones.
        sitting.model->tick();
        QCOMPARE(sitting.finished.size(), 1);
        sitting.model->finishLine();
        QVERIFY(sitting.dropped.isEmpty());
        QCOMPARE(sitting.finished.size(), 2);
        QCOMPARE(sitting.finished.last().text, u"first"_s);
        QCOMPARE(sitting.finished.last().begun, sitting.finished.first().begun);
    }
    void lineOpenedAgainBeforeItsAnswer_keepsItsNewerWords() {
        Sitting sitting;
        sitting.type(u"one"_s);
        sitting.model->finishLine();
        const qint64 serial = sitting.finished.first().serial;
        sitting.model->reopen(0);
        sitting.type(u"!"_s);
        sitting.model->finishLine();
        sitting.model->showLineKept(serial, u"id-1"_s);
        sitting.model->showLineNotKept(serial);
        sitting.model->tick();
        QCOMPARE(sitting.finished.last().text, u"one!"_s);
    }
    void tagOnARefusedLine_goesWithIt() {
        Sitting sitting;
        int tagged = 0;
        connect(sitting.model.get(), &CaptureModel::tagRequested, this, [&tagged] { ++tagged; });
        sitting.type(u"words"_s);
        sitting.model->finishLine();
        sitting.model->showLineNotKept(sitting.finished.first().serial);
        sitting.model->tag(1);
        QCOMPARE(tagged, 0);
        sitting.model->tick();
        QCOMPARE(sitting.finished.last().tags, QList<int>{1});
    }
    void refusedLines_waitForTheirOwnSession() {
        Sitting sitting;
        CaptureState morning = northmere::interview();
        morning.draft.reset();
        morning.session = u"morning"_s;
        CaptureState afternoon = morning;
        afternoon.session = u"afternoon"_s;
        sitting.model->show(morning);
        sitting.type(u"first"_s);
        sitting.model->finishLine();
        sitting.model->showLineNotKept(sitting.finished.first().serial);
        sitting.model->show(afternoon);
        sitting.model->tick();
        QCOMPARE(sitting.finished.size(), 1);
        QCOMPARE(sitting.model->savedState(), CaptureModel::NothingYet);
        sitting.model->lines()->showCount(0);
        sitting.model->show(morning);
        QCOMPARE(sitting.model->lines()->at(0)->text, u"first"_s);
        QCOMPARE(sitting.model->lines()->at(0)->state, LineListModel::Waiting);
        sitting.model->tick();
        QCOMPARE(sitting.finished.size(), 2);
        QCOMPARE(sitting.finished.last().text, u"first"_s);
    }
    void draftThatCouldNotBeALine_isShown_andCanBeWrittenAnew() {
        Sitting sitting;
        CaptureState state = northmere::interview();
        state.draft.reset();
        LineDraft refused;
        refused.serial = 1;
        refused.text = u"Too long"_s;
        state.refused = {refused};
        state.nextSerial = 2;
        sitting.model->lines()->showCount(0);
        sitting.model->show(state);
        QCOMPARE(sitting.model->lines()->at(0)->state, LineListModel::Waiting);
        sitting.model->reopen(0);
        QCOMPARE(sitting.model->text(), u"Too long"_s);
        sitting.model->edit(u"Short"_s, 5);
        sitting.model->finishLine();
        QCOMPARE(sitting.finished.last().serial, refused.serial);
        QCOMPARE(sitting.finished.last().text, u"Short"_s);
    }

    // What no record could keep
    void pasteThatNoLineHolds_isRefusedWhole_andSaidSo() {
        Sitting sitting;
        CaptureState state = northmere::interview();
        state.draft.reset();
        state.longest = 10;
        sitting.model->show(state);
        sitting.type(u"words"_s);
        int reset = 0;
        connect(sitting.model.get(), &CaptureModel::draftReset, this, [&reset] { ++reset; });
        sitting.model->edit(u"words and more"_s, 14);
        QCOMPARE(sitting.model->text(), u"words"_s);
        QCOMPARE(reset, 0);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(reset, 1);
        QVERIFY(sitting.model->hint().contains(u"10"_s));
        // Characters count, not the units they are made of.
        sitting.model->edit(u"words \U0001F642\U0001F642\U0001F642\U0001F642"_s, 14);
        QCOMPARE(sitting.model->text().size(), 14);
    }
    void tooLongDraftOfBefore_canBeMadeShorter() {
        Sitting sitting;
        CaptureState state = northmere::interview();
        state.draft->text = QString(20, u'x');
        state.longest = 10;
        sitting.model->show(state);
        sitting.model->edit(QString(19, u'x'), 19);
        QCOMPARE(sitting.model->text().size(), 19);
    }
    void signsThatNoRecordHolds_becomeSpacesAndLines_inTheirPlace() {
        Sitting sitting;
        sitting.model->edit(u"a\tb\fc\vd\x1b"_s + QChar(0xd800) + u"\n"_s, 9);
        QCOMPARE(sitting.model->text(), u"a b\nc\nd \uFFFD\n"_s);
        QCOMPARE(sitting.model->caret(), 9);
    }

    // Lists
    void lineList_keepsTheModelContract() {
        LineListModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.showCount(3);
        model.append({});
        model.showRows(0, {LineRow{}, LineRow{}});
        model.replace(3, LineRow{});
        model.showCount(0);
    }
    void lineList_ofAHundredThousand_asksForWhatIsSeen_andForgetsTheRest() {
        LineListModel model;
        QList<int> asked;
        connect(&model, &LineListModel::rowsNeeded, this, [&](int first, int count) {
            asked += first;
            model.showRows(first, QList<LineRow>(count));
        });
        model.showCount(100'000);
        for (int row = 0; row < 100'000; row += 1'000) {
            (void)model.data(model.index(row), LineListModel::TextRole);
            (void)model.data(model.index(row), LineListModel::TimeRole);
            QCoreApplication::processEvents();
            QVERIFY(model.at(row).has_value());
        }
        QCOMPARE(asked.size(), 100);
        QVERIFY(!model.at(0).has_value());
    }
    void lineName_followsThePattern() {
        LineListModel model;
        const auto lines = northmere::lines();
        model.showCount(static_cast<int>(lines.size()));
        model.showRows(0, lines);
        QVERIFY(model.data(model.index(3), LineListModel::SpokenRole)
                    .toString()
                    .endsWith(u"tags Transitions and Needs"_s));
        QCOMPARE(model.data(model.index(5), LineListModel::SpokenRole).toString(),
                 u"14:15, saw, Wall chart: 41 waiting, 9 past 28 days., tags Needs and "
                 u"Governance"_s);
    }
    void hits_keepTheModelContract_andAskForMore() {
        HitListModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        int from = -1;
        connect(&model, &HitListModel::moreNeeded, this, [&from](int at) { from = at; });
        model.append({SearchHit{}, SearchHit{}}, true);
        model.fetchMore({});
        QCOMPARE(from, 2);
        QVERIFY(!model.canFetchMore({}));
    }

    // Search
    void answerToOldWords_isDropped() {
        SearchModel model;
        QList<qint64> queries;
        connect(&model, &SearchModel::searchRequested, this,
                [&queries](qint64 query) { queries += query; });
        model.setWords(u"car"_s);
        model.setWords(u"carer"_s);
        model.showHits(queries[0], {SearchHit{}, SearchHit{}}, false);
        QCOMPARE(model.hits()->rowCount(), 0);
        model.showHits(queries[1], {SearchHit{}}, false);
        QCOMPARE(model.hits()->rowCount(), 1);
        model.showCounts(queries[1], 1, 1);
        QCOMPARE(model.countText(), u"1 line, 1 independent source"_s);
    }
    void locking_forgetsTheWords() {
        SearchModel model;
        model.setWords(u"carer"_s);
        model.forget();
        QVERIFY(model.words().isEmpty());
        QCOMPARE(model.hits()->rowCount(), 0);
    }
    void markedText_escapesWhatPeopleWrote() {
        QCOMPARE(markedText(u"<b> & c"_s, {{4, 1}}),
                 u"&lt;b&gt; <span style=\"background-color:\xE000\">&amp;</span> c"_s);
    }
    void foundWords_areBeginningsOfWords_andApart() {
        const auto words = [](const QString& text, const QString& asked) {
            QStringList found;
            for (const Span& span : foundSpans(text, asked))
                found += text.mid(span.start, span.length);
            return found;
        };
        QCOMPARE(words(u"Carers scare a carer"_s, u"carer"_s),
                 (QStringList{u"Carer"_s, u"carer"_s}));
        // One word that is asked for twice is not written twice.
        QCOMPARE(words(u"the carer waits"_s, u"car  carer"_s), QStringList{u"carer"_s});
        QVERIFY(words(u"the carer waits"_s, u" "_s).isEmpty());
    }
    void differences_areWholeWords() {
        const QString mine = u"a break in September, four nights"_s;
        const auto spans = differences(mine, u"a break in October, a few nights"_s);
        QCOMPARE(spans.size(), 2);
        QCOMPARE(mine.mid(spans[0].start, spans[0].length), u"September"_s);
        QCOMPARE(mine.mid(spans[1].start, spans[1].length), u"four"_s);
        QVERIFY(differences(mine, mine).isEmpty());
    }

    // Enrolment
    void code_takesWhateverWayItIsTyped_data() {
        QTest::addColumn<QString>("typed");
        QTest::newRow("pasted with dashes") << u"K7MP-4XQ2-9TRD-W0Z1"_s;
        QTest::newRow("small letters and spaces") << u" k7mp 4xq2 9trd w0z1 "_s;
        QTest::newRow("letters that look alike") << u"K7MP4XQ29TRDWOZI"_s;
        QTest::newRow("too much") << u"K7MP4XQ29TRDW0Z1ABC"_s;
    }
    void code_takesWhateverWayItIsTyped() {
        QFETCH(QString, typed);
        EnrolModel model;
        model.show(u"https://store.example"_s);
        model.typeCode(typed);
        QCOMPARE(model.code(), u"K7MP4XQ29TRDW0Z1"_s);
        QVERIFY(model.mayContinue());
    }
    void passphrase_isLongEnoughAndTheSameTwice() {
        EnrolModel model;
        QString secret;
        connect(&model, &EnrolModel::enrolRequested, this,
                [&secret](const QString&, const QString&, const SecretBytes& bytes) {
                    secret = QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()),
                                               static_cast<qsizetype>(bytes.size()));
                });
        model.show(u"https://store.example"_s);
        model.typeCode(u"K7MP4XQ29TRDW0Z1"_s);
        model.proceed({}, {});
        model.proceed(u"fourteen signs"_s, u"fourteen signs"_s);
        QVERIFY(!model.passphraseProblem().isEmpty());
        model.proceed(u"fifteen letters"_s, u"fifteen lettres"_s);
        QVERIFY(!model.passphraseProblem().isEmpty());
        QVERIFY(secret.isEmpty());
        model.proceed(u"fifteen letters"_s, u"fifteen letters"_s);
        QCOMPARE(secret, u"fifteen letters"_s);
        QCOMPARE(model.step(), EnrolModel::Fetch);
    }
    void address_mustBeHttps() {
        EnrolModel model;
        model.show(u"http://store.example"_s);
        model.typeCode(u"K7MP4XQ29TRDW0Z1"_s);
        model.proceed({}, {});
        QCOMPARE(model.step(), EnrolModel::Code);
        QVERIFY(!model.codeProblem().isEmpty());
    }

    // Unlock
    void noMatch_saysHowManyTriesAreLeft() {
        UnlockModel model;
        int asked = 0;
        connect(&model, &UnlockModel::unlockRequested, this, [&asked] { ++asked; });
        model.unlock(u"wrong"_s);
        QVERIFY(model.opening());
        model.unlock(u"again"_s);
        QCOMPARE(asked, 1);
        model.showNoMatch(4);
        QCOMPARE(model.problem(), u"That did not match. 4 tries left before a short wait."_s);
        model.showWait(u"08:04"_s);
        model.unlock(u"right"_s);
        QCOMPARE(asked, 1);
    }

    // Agreement
    void nothingIsChosenForAnybody() {
        WindowModels models(m_clock, std::make_unique<northmere::HeldDelay>());
        bool recorded = false;
        connect(&models.agreement, &AgreementModel::recordRequested, this,
                [&recorded] { recorded = true; });
        AgreementSheet state;
        state.purposes.resize(2);
        models.agreement.show(state);
        models.agreement.record();
        QVERIFY(!recorded);
        QVERIFY(!models.agreement.problem().isEmpty());
    }
    void answer_needsHowTheyToldUs_andIfTheyAreAble() {
        AgreementModel model;
        QList<PurposeRow> answers;
        connect(&model, &AgreementModel::recordRequested, this,
                [&answers](const QString&, const QList<PurposeRow>& rows) { answers = rows; });
        AgreementSheet state;
        state.purposes.resize(2);
        model.show(state);
        model.choose(1, AgreementModel::No);
        model.record();
        QCOMPARE(model.problemRow(), 1);
        model.tell(1, AgreementModel::Gesture);
        model.judge(1, AgreementModel::PresumedYes);
        QCOMPARE(model.problemRow(), -1);
        model.record();
        QCOMPARE(answers.size(), 1);
        QCOMPARE(answers.first().choice, int(AgreementModel::No));
    }
    void everyAnswer_leavesAsADraft_andIsNotReplacedBeforeItIsOnDisk() {
        AgreementModel model;
        QList<AgreementSheet> kept;
        qint64 last = 0;
        connect(&model, &AgreementModel::changed, this,
                [&](qint64 revision, const AgreementSheet& sheet) {
                    last = revision;
                    kept += sheet;
                });
        AgreementSheet state;
        state.participant = u"p"_s;
        state.purposes.resize(1);
        state.purposes[0].key = u"talk"_s;
        model.show(state);
        model.choose(0, AgreementModel::Yes);
        model.judge(0, AgreementModel::Doubt);
        model.doubt(0, AgreementModel::Outcome, u"We came back later"_s);
        model.doubt(0, AgreementModel::Outcome, u"We came back later"_s);
        QCOMPARE(kept.size(), 3);
        QCOMPARE(kept.last().purposes[0].outcome, u"We came back later"_s);
        model.showNotSaved();
        QVERIFY(model.notSaved());
        model.show(state);
        QCOMPARE(model.purposes()->rowCount(), 1);
        model.tick();
        QCOMPARE(kept.size(), 4);
        QCOMPARE(kept.last().purposes[0].outcome, u"We came back later"_s);
        // On disk, the disk is believed; another person's page never shows these answers.
        model.showSaved(last);
        model.show(state);
        model.choose(0, AgreementModel::No);
        QVERIFY(kept.last().purposes[0].outcome.isEmpty());
        state.participant = u"q"_s;
        model.show(state);
        model.choose(0, AgreementModel::Yes);
        QCOMPARE(kept.last().participant, u"q"_s);
        QVERIFY(kept.last().purposes[0].outcome.isEmpty());
    }
    void answersThatTheDiskRefused_outliveALock_andAnotherPersonsPage() {
        for (const bool locked : {true, false}) {
            AgreementModel model;
            QList<AgreementSheet> kept;
            qint64 last = 0;
            connect(&model, &AgreementModel::changed, this,
                    [&](qint64 revision, const AgreementSheet& sheet) {
                        last = revision;
                        kept += sheet;
                    });
            AgreementSheet anna;
            anna.participant = u"anna"_s;
            anna.purposes.resize(1);
            anna.purposes[0].key = u"talk"_s;
            AgreementSheet jo = anna;
            jo.participant = u"jo"_s;
            model.show(anna);
            model.choose(0, AgreementModel::No);
            model.showNotSaved();
            if (locked)
                model.forget();
            else
                model.show(jo);
            QVERIFY(model.holdsUnsaved());
            QCOMPARE(model.purposes()->rowCount(), locked ? 0 : 1);
            model.tick();
            QCOMPARE(kept.last().participant, u"anna"_s);
            QCOMPARE(kept.last().purposes[0].choice, int(AgreementModel::No));
            // Refused again, and seen again: it is theirs, and nobody else's.
            model.showNotSaved();
            model.show(jo);
            model.show(anna);
            QVERIFY(!model.holdsUnsaved());
            QCOMPARE(kept.last().participant, u"anna"_s);
            QCOMPARE(kept.last().purposes[0].choice, int(AgreementModel::No));
            model.showSaved(last);
            model.forget();
            QVERIFY(!model.holdsUnsaved());
        }
    }
    void scriptGivenOnThePage_isPartOfTheDraft() {
        AgreementModel model;
        QList<AgreementSheet> kept;
        connect(&model, &AgreementModel::changed, this,
                [&](qint64, const AgreementSheet& sheet) { kept += sheet; });
        model.show({});
        model.showScriptGiven(u"14:02"_s);
        QCOMPARE(kept.size(), 1);
        QVERIFY(kept.first().scriptNow);
    }
    void askLater_isAnAnswer() {
        AgreementModel model;
        int recorded = 0;
        connect(&model, &AgreementModel::recordRequested, this, [&recorded] { ++recorded; });
        AgreementSheet state;
        state.purposes.resize(1);
        model.show(state);
        model.choose(0, AgreementModel::AskLater);
        model.record();
        QCOMPARE(recorded, 1);
    }

    // Today
    void sessionsInOneRoomAtOneTime_standSideBySide() {
        TodayModel model;
        DayPlan plan;
        plan.rooms = {u"Room 1"_s};
        plan.sessions = {{u"a"_s, u"A"_s, {}, 0, 600, 660, true, PlannedSession::Later},
                         {u"b"_s, u"B"_s, {}, 0, 630, 690, false, PlannedSession::Later}};
        model.show(plan);
        const auto* tiles = model.tiles();
        const auto roles = tiles->roleNames();
        const auto value = [&](int row, const char* role) {
            return tiles->data(tiles->index(row, 0), roles.key(role));
        };
        QCOMPARE(value(0, "lanes").toInt(), 2);
        QCOMPARE(value(1, "lane").toInt(), 1);
        QVERIFY(value(0, "detail").toString().startsWith(u"Both booked"_s));
        model.setOnlyMine(true);
        QCOMPARE(tiles->rowCount(), 1);
    }

    // Set-up
    void scannedCode_isUsedAsAWhole_untilItIsChangedByHand() {
        EnrolModel model;
        QList<QUrl> pictures;
        connect(&model, &EnrolModel::pictureChosen, this,
                [&pictures](const QUrl& file) { pictures += file; });
        const QString link = u"candour:enrol?host=h&port=1&ca=a&code=K7MP4XQ29TRDWZ3A"_s;
        model.show({});
        model.readPicture(QUrl(u"file:///card/IMG_1.jpg"_s));
        model.readPicture(QUrl(u"file:///card/IMG_2.jpg"_s));
        QCOMPARE(pictures.size(), 1);
        QVERIFY(model.reading());
        model.showNotScanned(u"No code."_s);
        QVERIFY(!model.reading());
        QCOMPARE(model.codeProblem(), u"No code."_s);
        model.readPicture(QUrl(u"file:///card/IMG_2.jpg"_s));
        QVERIFY(model.codeProblem().isEmpty());
        model.showScanned(link, u"K7MP4XQ29TRDWZ3A"_s, u"https://store:1"_s);
        QCOMPARE(model.link(), link);
        QVERIFY(model.mayContinue());
        QVERIFY(model.scanned().contains(u"IMG_2.jpg"_s));
        // A field that tells its own text changes nothing.
        model.typeCode(u"K7MP-4XQ2-9TRD-WZ3A"_s);
        QCOMPARE(model.link(), link);
        model.setAddress(u"https://another:1"_s);
        QVERIFY(model.link().isEmpty());
        model.showScanned(link, u"K7MP4XQ29TRDWZ3A"_s, u"https://store:1"_s);
        model.typeCode(u"K7MP4XQ29TRDWZ3B"_s);
        QVERIFY(model.link().isEmpty());
        QVERIFY(model.scanned().isEmpty());
    }

    // Hand over
    void heldRecords_changeTheHeading() {
        HandOverModel model;
        HandOverReceipt receipt;
        receipt.captured = 41;
        receipt.accepted = 39;
        receipt.held = 2;
        model.show(receipt);
        QCOMPARE(model.heading(), u"39 of 41 handed over"_s);
    }

    void filesCount_towardsTheWhole_andWordsAloneAreNotEverything() {
        HandOverModel model;
        HandOverProgress progress;
        progress.accepted = progress.records = 3;
        progress.files = 1;
        model.show(progress);
        QCOMPARE(model.fraction(), 0.75);
        QVERIFY(model.bytesText().isEmpty());
        HandOverReceipt receipt;
        receipt.captured = receipt.accepted = 3;
        receipt.left = u"12 minutes are over."_s;
        model.show(receipt);
        QCOMPARE(model.heading(), u"Everything written is handed over"_s);
        QCOMPARE(model.left(), receipt.left);
    }
    void pause_endsInGoodOrder_andAskedAgainAtOnce() {
        HandOverModel model;
        QStringList asked;
        connect(&model, &HandOverModel::pauseRequested, this, [&asked] { asked += u"pause"_s; });
        connect(&model, &HandOverModel::stopRequested, this, [&asked] { asked += u"stop"_s; });
        model.pause();
        QVERIFY(asked.isEmpty());
        HandOverProgress progress;
        progress.running = true;
        model.show(progress);
        model.pause();
        QVERIFY(model.pausing());
        // What is still answered changes nothing about that.
        model.show(progress);
        QVERIFY(model.pausing());
        model.pause();
        QCOMPARE(asked, (QStringList{u"pause"_s, u"stop"_s}));
        progress.running = false;
        model.show(progress);
        progress.running = true;
        model.show(progress);
        QVERIFY(!model.pausing());
        model.show(HandOverReceipt());
        QVERIFY(!model.running());
    }
    void timeForThisOnce_leavesTheSettingsAlone() {
        HandOverModel evening;
        SettingsModel settings;
        int kept = 0;
        connect(&settings, &SettingsModel::handOverWishChosen, this, [&kept] { ++kept; });
        evening.chooseTime(2);
        QCOMPARE(evening.wish().time, std::chrono::minutes(12));
        QCOMPARE(evening.times().at(evening.time()), u"12 minutes"_s);
        evening.chooseTime(9);
        QCOMPARE(evening.wish().time, std::chrono::minutes(12));
        QCOMPARE(settings.time(), 0);
        settings.chooseTime(1);
        settings.chooseOverMetered(true);
        QCOMPARE(kept, 2);
        QVERIFY(settings.overMetered());
        QVERIFY(settings.details().contains(u"5 minutes"_s));
    }

    // Copy out
    void copyOut_leadsIntoFolders_andBack() {
        CopyOutModel model;
        QStringList asked;
        connect(&model, &CopyOutModel::folderRequested, this,
                [&asked](const QString& path) { asked += path; });
        model.begin(u"41 records only on this tablet"_s, u"Candour.bundle"_s);
        QVERIFY(model.open());
        QVERIFY(model.looking());
        model.show({{}, {{u"/media/stick"_s, u"KINGSTON"_s, u"12 GB free"_s, {}}}});
        QVERIFY(!model.looking());
        QVERIFY(!model.mayCopy());
        model.choose(0);
        // What was asked for before comes too late.
        model.show({{}, {{u"/media/other"_s, u"OTHER"_s, {}, {}}}});
        QVERIFY(model.looking());
        model.show({u"/media/stick"_s, {{u"/media/stick/Northmere"_s, u"Northmere"_s, {}, {}}}});
        QVERIFY(model.mayCopy());
        model.choose(0);
        QCOMPARE(model.folder(), u"KINGSTON, Northmere"_s);
        model.up();
        QCOMPARE(model.folder(), u"KINGSTON"_s);
        model.up();
        QVERIFY(!model.inside());
        QCOMPARE(asked, (QStringList{QString(), u"/media/stick"_s, u"/media/stick/Northmere"_s,
                                     u"/media/stick"_s, QString()}));
    }
    void copyOut_takesOnlyNamesThatEveryStickCanHave() {
        CopyOutModel model;
        QList<CopyWish> wishes;
        connect(&model, &CopyOutModel::copyRequested, this,
                [&wishes](const CopyWish& wish) { wishes += wish; });
        openStick(model);
        for (const char* name : {"", "  ", ".bundle", ".hidden", "a/b", "a:b", "what?", "a\nb"}) {
            model.write(QString::fromLatin1(name));
            QVERIFY2(!model.nameProblem().isEmpty(), name);
            QVERIFY(!model.mayCopy());
            model.copy();
        }
        model.write(QString(101, u'ä'));
        QVERIFY(!model.nameProblem().isEmpty());
        QVERIFY(wishes.isEmpty());
        model.write(u" Tuesday "_s);
        model.copy();
        QCOMPARE(wishes.size(), 1);
        QCOMPARE(wishes.first().name, u"Tuesday.bundle"_s);
        QCOMPARE(wishes.first().folder, u"/media/stick"_s);
        QVERIFY(!wishes.first().over);
    }
    void copyOut_asksBeforeItReplaces() {
        CopyOutModel model;
        QList<bool> over;
        connect(&model, &CopyOutModel::copyRequested, this,
                [&over](const CopyWish& wish) { over += wish.over; });
        openStick(model);
        model.copy();
        model.showThere();
        QCOMPARE(model.step(), CopyOutModel::Asking);
        model.rename();
        QCOMPARE(model.step(), CopyOutModel::Choosing);
        model.replace();
        QCOMPARE(over, QList<bool>{false});
        model.copy();
        model.showThere();
        model.replace();
        QCOMPARE(over, (QList<bool>{false, false, true}));
        QCOMPARE(model.step(), CopyOutModel::Copying);
    }
    void copyOut_goesOnBehindAnotherPage_andIsStoppedOnlyByAsking() {
        CopyOutModel model;
        int stopped = 0;
        connect(&model, &CopyOutModel::stopRequested, this, [&stopped] { ++stopped; });
        openStick(model);
        model.copy();
        model.showProgress(0.5, 3'000'000);
        QCOMPARE(model.written(), u"3.0 MB written"_s);
        model.leave();
        QVERIFY(!model.open());
        QCOMPARE(model.step(), CopyOutModel::Copying);
        model.reopen();
        QCOMPARE(model.fraction(), 0.5);
        QCOMPARE(stopped, 0);
        model.stop();
        QCOMPARE(stopped, 1);
        QCOMPARE(model.step(), CopyOutModel::Choosing);
        QVERIFY(model.problem().startsWith(u"Stopped."_s));
        // Where and under which name is still there, so that it can be tried again.
        QVERIFY(model.mayCopy());
        model.copy();
        QVERIFY(model.problem().isEmpty());
        model.showDone({u"Copied out: 41 records, sealed for the store."_s, u"They stay here."_s});
        QCOMPARE(model.place(), u"KINGSTON: Candour.bundle"_s);
        model.leave();
        QVERIFY(model.heading().isEmpty());
    }
    void copyOut_toAFolderThatCannotBeWritten_isNotOffered() {
        CopyOutModel model;
        openStick(model);
        model.up();
        model.show({{}, {{u"/media/stick"_s, u"KINGSTON"_s, {}, {}}}});
        model.choose(0);
        CopyFolder folder{u"/media/stick"_s, {}, {}, u"Nothing can be written here."_s};
        model.show(folder);
        QVERIFY(!model.mayCopy());
        model.showFolderGone(u"It is not there any more."_s);
        QVERIFY(!model.inside());
        QCOMPARE(model.problem(), u"It is not there any more."_s);
        // Nor can the places be read: it is not asked for ever again.
        model.showFolderGone(u"Busy."_s);
        QVERIFY(!model.looking());
        model.forget();
        QVERIFY(!model.open());
        QVERIFY(model.name().isEmpty());
    }

    // Conflict
    void keepBoth_isTheDefault_andAnEmptyMergeCannotStand() {
        ConflictModel model;
        ConflictModel::Choice settled{};
        QString line;
        connect(&model, &ConflictModel::settled, this,
                [&](const Dispute&, ConflictModel::Choice choice, const QString& merged) {
                    settled = choice;
                    line = merged;
                });
        Dispute dispute;
        dispute.key = u"k"_s;
        model.show(dispute);
        QCOMPARE(model.choice(), ConflictModel::KeepBoth);
        model.setChoice(ConflictModel::Merge);
        QVERIFY(!model.maySettle());
        model.setMerged(u"agreed"_s);
        model.settle();
        QCOMPARE(settled, ConflictModel::Merge);
        QCOMPARE(line, u"agreed"_s);
    }
    void secondTap_settlesNothingTwice_untilTheDiskHasAnswered() {
        ConflictModel model;
        int settled = 0;
        connect(&model, &ConflictModel::settled, this, [&] { ++settled; });
        model.show({u"k"_s, {}, {}, {}, {}});
        model.setChoice(ConflictModel::UseTheirs);
        model.settle();
        model.settle();
        QCOMPARE(settled, 1);
        QVERIFY(!model.maySettle());
        model.showNotSettled();
        model.settle();
        QCOMPARE(settled, 2);
        model.show({u"next"_s, {}, {}, {}, {}});
        QVERIFY(model.maySettle());
    }
    void agreedLine_leavesWhileItIsWritten_andComesBack() {
        ConflictModel model;
        QStringList written;
        connect(&model, &ConflictModel::mergeWritten, this,
                [&](const QString& key, const QString& merged) { written << key << merged; });
        Dispute dispute;
        dispute.key = u"k"_s;
        dispute.mine.text = u"mine"_s;
        model.show(dispute);
        QVERIFY(written.isEmpty());
        model.setChoice(ConflictModel::Merge);
        model.setMerged(u"mine and yours"_s);
        QCOMPARE(written, (QStringList{u"k"_s, u"mine and yours"_s}));
        dispute.merged = u"mine and yours"_s;
        model.show(dispute);
        QCOMPARE(model.choice(), ConflictModel::Merge);
        QCOMPARE(model.merged(), u"mine and yours"_s);
    }
    void whatOnlyOneOfThemCanBe_isNotKeptTwice() {
        ConflictModel model;
        Dispute dispute;
        dispute.words = false;
        model.show(dispute);
        QCOMPARE(model.choice(), ConflictModel::UseMine);
    }

    // The frame
    void leavingCapture_finishesTheLine_beforeThePageChanges() {
        WindowModels models(m_clock, std::make_unique<northmere::HeldDelay>());
        auto state = northmere::interview();
        models.capture.show(state);
        models.shell.showPage(ShellModel::Capture);
        QStringList order;
        connect(&models.capture, &CaptureModel::lineFinished, this,
                [&order] { order += u"line"_s; });
        connect(&models.shell, &ShellModel::lockRequested, this, [&order] { order += u"lock"_s; });
        models.shell.lock();
        QCOMPARE(order, (QStringList{u"line"_s, u"lock"_s}));
    }

    void planThatCannotBeRead_leavesTheLastOne_andSaysHowOldItIs() {
        TodayModel today;
        today.showUnreadable();
        QVERIFY(!today.stale().isEmpty());
        QVERIFY(!today.empty());
        DayPlan plan;
        plan.readAt = u"13:22"_s;
        plan.rooms = {u"Room 1"_s};
        plan.sessions = {{u"s"_s, u"PSW"_s, {}, 0, 540, 600, true, PlannedSession::Later}};
        today.show(plan);
        QVERIFY(today.stale().isEmpty());
        today.showUnreadable();
        QVERIFY(today.stale().contains(u"13:22"_s));
        QCOMPARE(today.tiles()->rowCount(), 1);
    }

  private:
    northmere::SiteClock m_clock;
};

QTEST_GUILESS_MAIN(TestViewModels)
#include "tst_viewmodels.moc"
