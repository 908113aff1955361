// Handwriting by itself: nothing that was drawn is lost, and nothing is made of it.
#include "app/viewmodels/inkmodel.h"
#include "tests/support/northmere.h"

#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

struct Drawing {
    Drawing() : model(clock, std::make_unique<northmere::HeldDelay>()) {
        QObject::connect(&model, &InkModel::draftChanged,
                         [this](const InkDraft& draft) { drafts += draft; });
        QObject::connect(&model, &InkModel::sheetFinished,
                         [this](const InkDraft& draft) { finished += draft; });
        QObject::connect(&model, &InkModel::sheetDropped,
                         [this](const InkDraft& draft) { dropped += draft; });
        model.show(u"session"_s, {});
        model.turn(true);
    }
    void stroke(qreal y) {
        model.begin(10, y, 0.5, 800, 400);
        model.extend(60, y, 0.75);
        model.extend(110.5, y + 2, 0.25);
        model.end();
    }
    [[nodiscard]] static InkSheet sheetOf(const InkDraft& draft) {
        return ink::sheetFrom(draft.file).value_or(InkSheet());
    }

    northmere::SiteClock clock;
    InkModel model;
    QList<InkDraft> drafts;
    QList<InkDraft> finished;
    QList<InkDraft> dropped;
};

}  // namespace

class TestInk : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void strokes_areOnTheirWay_whenThePenLifts() {
        Drawing drawing;
        drawing.stroke(20);
        QCOMPARE(drawing.drafts.size(), 1);
        const InkSheet sheet = Drawing::sheetOf(drawing.drafts.last());
        QCOMPARE(sheet.size, QSizeF(800, 400));
        QCOMPARE(sheet.strokes.size(), 1);
        QCOMPARE(sheet.strokes.first().last().x, 110.5F);
        QCOMPARE(sheet.strokes.first()[1].pressure, 0.75F);
        QVERIFY(drawing.model.saved().isEmpty());
        drawing.model.showSaved(drawing.drafts.last().revision, drawing.clock.utc());
        QVERIFY(drawing.model.saved().startsWith(u"Saved "_s));
    }
    void longStroke_isKept_whileThePenIsStillDown() {
        northmere::SiteClock clock;
        auto delay = std::make_unique<northmere::HeldDelay>();
        northmere::HeldDelay& wait = *delay;
        InkModel model(clock, std::move(delay));
        QList<InkDraft> drafts;
        connect(&model, &InkModel::draftChanged, this,
                [&drafts](const InkDraft& draft) { drafts += draft; });
        model.show(u"session"_s, {});
        model.turn(true);
        model.begin(1, 1, 0.5, 800, 400);
        model.extend(2, 2, 0.5);
        QVERIFY(drafts.isEmpty());
        QCOMPARE(wait.wait(), std::chrono::milliseconds(250));
        wait.end();
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(Drawing::sheetOf(drafts.last()).strokes.first().size(), 2);
    }
    void undo_takesBackStrokes_andWhatWasRubbedOut() {
        Drawing drawing;
        drawing.stroke(20);
        drawing.stroke(200);
        drawing.model.setRubbing(true);
        drawing.model.begin(60, 21, 0.5, 800, 400);
        drawing.model.end();
        QCOMPARE(drawing.model.strokes(), 1);
        QVERIFY(drawing.model.isRubbed(0));
        drawing.model.undo();
        QCOMPARE(drawing.model.strokes(), 2);
        drawing.model.undo();
        QCOMPARE(drawing.model.strokes(), 1);
        QCOMPARE(Drawing::sheetOf(drawing.drafts.last()).strokes.size(), 1);
        drawing.model.undo();
        QVERIFY(!drawing.model.canUndo());
        drawing.model.keep();
        QVERIFY(drawing.finished.isEmpty());
        QCOMPARE(drawing.dropped.size(), 1);
    }
    void rubbedOut_isNotSealed_butThereToBeTakenBackAfterARestart() {
        Drawing drawing;
        drawing.stroke(20);
        drawing.stroke(200);
        drawing.model.setRubbing(true);
        drawing.model.begin(60, 21, 0.5, 800, 400);
        drawing.model.end();
        drawing.model.setRubbing(false);
        // The rubber has lifted: killed now, the tablet comes back without that stroke.
        Drawing again;
        again.model.show(u"session"_s, {}, drawing.drafts.last());
        QCOMPARE(again.model.strokes(), 1);
        drawing.model.keep();
        const auto sealed = ink::sheetFrom(sealedInk(drawing.finished.last()));
        QCOMPARE(sealed->strokes.size(), 1);
        QCOMPARE(sealed->strokes.first().first().y, 200.F);
        again.model.show(u"session"_s, {}, drawing.finished.last());
        QCOMPARE(again.model.strokes(), 1);
        again.model.undo();
        QCOMPARE(again.model.strokes(), 2);
    }
    void sheetThatIsNotSealed_isHandedOverAgain_untilItIs() {
        Drawing drawing;
        drawing.stroke(20);
        drawing.model.leave();
        QVERIFY(!drawing.model.open());
        QCOMPARE(drawing.finished.size(), 1);
        drawing.model.showNotKept();
        drawing.model.tick();
        QCOMPARE(drawing.finished.size(), 2);
        QCOMPARE(drawing.finished[0], drawing.finished[1]);
        drawing.model.showKept(drawing.finished[0].session, drawing.finished[0].serial);
        drawing.model.tick();
        QCOMPARE(drawing.finished.size(), 2);
    }
    void sheetThatTheDiskRefused_outlivesALock() {
        Drawing drawing;
        drawing.stroke(20);
        drawing.model.leave();
        drawing.model.showNotKept();
        drawing.model.forget();
        QVERIFY(drawing.model.holdsUnsaved());
        drawing.model.tick();
        QCOMPARE(drawing.finished.size(), 2);
        QCOMPARE(drawing.finished[0], drawing.finished[1]);
        drawing.model.showKept(drawing.finished[0].session, drawing.finished[0].serial);
        QVERIFY(!drawing.model.holdsUnsaved());
    }
    void draftThatTheDiskRefused_isSentAgain() {
        Drawing drawing;
        drawing.stroke(20);
        drawing.model.showNotSaved();
        QVERIFY(!drawing.model.saved().isEmpty());
        drawing.model.tick();
        QCOMPARE(drawing.drafts.size(), 2);
        QCOMPARE(drawing.drafts[0].file, drawing.drafts[1].file);
    }
    void anotherSpeaker_beginsAnotherSheet() {
        Drawing drawing;
        drawing.model.setSpeaker(u"first"_s);
        drawing.stroke(20);
        drawing.model.setSpeaker(u"second"_s);
        QCOMPARE(drawing.finished.size(), 1);
        QCOMPARE(drawing.finished.first().speaker, u"first"_s);
        drawing.stroke(20);
        drawing.model.keep();
        QCOMPARE(drawing.finished.last().speaker, u"second"_s);
        QVERIFY(drawing.finished[0].serial != drawing.finished[1].serial);
    }
    void whatASheetShows_goesWithIt_andIsNeverDropped() {
        Drawing drawing;
        drawing.stroke(20);
        drawing.model.setAbout(u"The way to the desk"_s);
        drawing.model.keep();
        const InkDraft sheet = drawing.finished.last();
        QCOMPARE(sheet.about, u"The way to the desk"_s);
        QCOMPARE(inkWords(sheet, {}), u"The way to the desk (ink note, 14:32)"_s);
        QVERIFY(drawing.model.about().isEmpty());
        // Typed before anything is drawn, or after all of it was rubbed out.
        drawing.model.setAbout(u"The desk itself"_s);
        drawing.model.leave();
        QCOMPARE(drawing.finished.size(), 2);
        QVERIFY(drawing.dropped.isEmpty());
        Drawing again;
        again.model.show(u"session"_s, {}, sheet);
        QCOMPARE(again.model.about(), u"The way to the desk"_s);
        again.model.setAbout(QString(500, u'x'));
        QCOMPARE(again.model.about().size(), InkModel::longestAbout());
    }
    void words_sayWhatItIs_toWhoeverCannotSeeIt() {
        Drawing drawing;
        QCOMPARE(drawing.model.words(), u"Empty sheet"_s);
        drawing.stroke(20);
        QVERIFY(drawing.model.words().startsWith(u"Ink note, 1 stroke, "_s));
        drawing.stroke(40);
        QVERIFY(drawing.model.words().startsWith(u"Ink note, 2 strokes, "_s));
    }
    void fullSheet_goesOn_inAnother() {
        Drawing drawing;
        for (int i = 0; drawing.finished.isEmpty() && i < 200; ++i) {
            drawing.model.begin(0, 0, 0.5, 800, 400);
            for (int k = 1; k < 2'000; ++k) drawing.model.extend(k % 800, k % 400 + 0.5, 0.5);
            drawing.model.end();
        }
        QCOMPARE(drawing.finished.size(), 1);
        QCOMPARE(drawing.model.strokes(), 1);
    }
    void file_isReadBackAsItWasDrawn_andOthersAreNotBelieved() {
        InkSheet sheet;
        sheet.size = {800, 420};
        sheet.strokes = {{{1.5F, 2, 0.25F, 0}, {3, 4.5F, 1, 16}}, {{7, 7, 0, 90}}};
        QCOMPARE(ink::sheetFrom(ink::fileOf(sheet)), sheet);
        QVERIFY(!ink::sheetFrom("no ink at all"));
        QVERIFY(!ink::sheetFrom("<svg/>"));
        QVERIFY(!ink::sheetFrom("<ink><trace>1 2</trace>"));
        const auto odd = ink::sheetFrom(
            "<ink><trace>1 2, nan x, 9e30 4, 3 4 nan 0, 5 6</trace>"
            "<brush><x/></brush></ink>");
        QCOMPARE(odd->strokes.first().size(), 2);
        QVERIFY(!odd->size.isEmpty());
    }
    void picture_isDarkWhereThePenWas() {
        InkSheet sheet;
        sheet.size = {40, 40};
        sheet.strokes = {{{20, 5, 1, 0}, {20, 35, 1, 10}}};
        const QImage picture = ink::pictureOf(sheet);
        QVERIFY(picture.pixelColor(40, 40).lightness() < 80);
        QCOMPARE(picture.pixelColor(4, 4), QColor(Qt::white));
    }
};

QTEST_GUILESS_MAIN(TestInk)
#include "tst_inkmodel.moc"
