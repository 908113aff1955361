// The view-models of what words become: coverage, review, huddle, scores.
#include "app/viewmodels/markedtext.h"
#include "tests/support/northmere.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

/// Two statements under two categories; the second statement has a gap.
CoverageGrid grid() {
    CoverageGrid grid;
    grid.columns = {u"People’s experience"_s, u"Processes"_s};
    for (const int number : {1, 2}) {
        CoverageLine line{number, 1, u"Statement %1"_s.arg(number), {}};
        line.squares = {
            CoverageModel::square(line.title, u"people"_s, grid.columns[0], number == 1 ? 3 : 0,
                                  true),
            CoverageModel::square(line.title, u"processes"_s, grid.columns[1], 1, false)};
        grid.lines += line;
    }
    return grid;
}

/// One session of two lines; the first has two tags.
struct Reviewing {
    Reviewing() {
        ReviewWords words;
        words.statements = northmere::statements();
        words.categories = {{u"people"_s, u"Person"_s, false}, {u"staff"_s, u"Staff"_s, false}};
        words.directions = {{u"strength"_s, u"Strength"_s, false}};
        model.showWords(words);
        LineRow first;
        first.id = u"first"_s;
        first.time = u"14:06"_s;
        first.text = u"“We get the call on a Friday. Nobody told the carer.”"_s;
        first.marks = {mark(u"t1"_s, 1, first.text, u"Nobody told the carer"_s),
                       mark(u"t6"_s, 6, first.text, u"the call on a Friday"_s)};
        LineRow second;
        second.id = u"second"_s;
        second.kind = LineListModel::Thought;
        second.text = u"Ask which date"_s;
        second.refusal = u"This is yours."_s;
        LinkRow link{u"link"_s,
                     u"contradicts"_s,
                     u"Contradicted by"_s,
                     u"From a paper"_s,
                     u"All are told"_s,
                     u"paper"_s,
                     u"A form and a voice"_s,
                     {},
                     true};
        first.links = {link};
        words.relations = {{u"supports"_s, u"Supports it"_s, false},
                           {u"contradicts"_s, u"Contradicts it"_s, false}};
        model.showWords(words);
        model.show({u"Duty desk"_s, {}, 2, 1});
        model.lines()->showRows(0, {first, second});
        QObject::connect(&model, &ReviewModel::tagRequested, &model,
                         [this](int, const TagWish& wish) { wishes += wish; });
        QObject::connect(&model, &ReviewModel::untagRequested, &model,
                         [this](int, const QStringList& tags) { taken += tags; });
    }
    static TagMark mark(const QString& id, int statement, const QString& text,
                        const QString& words) {
        TagMark mark;
        mark.tagId = id;
        mark.statement = northmere::statements().at(statement - 1);
        mark.start = static_cast<int>(text.indexOf(words));
        mark.length = static_cast<int>(words.size());
        mark.category = u"staff"_s;
        return mark;
    }
    [[nodiscard]] int at(const QString& words) const {
        return static_cast<int>(text.indexOf(words));
    }
    [[nodiscard]] QString selected() const { return text.mid(model.start(), model.length()); }
    [[nodiscard]] QList<int> ticked() {
        QList<int> numbers;
        auto* all = model.statements();
        const auto roles = all->roleNames();
        for (int i = 0; i < all->rowCount(); ++i)
            if (all->data(all->index(i, 0), roles.key("chosen")).toBool())
                numbers += all->data(all->index(i, 0), roles.key("number")).toInt();
        return numbers;
    }

    const QString text = u"“We get the call on a Friday. Nobody told the carer.”"_s;
    ReviewModel model;
    QList<TagWish> wishes;
    QStringList taken;
};

}  // namespace

class TestEvidenceModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // Coverage
    void cell_saysInWordsWhatItShows_data() {
        QTest::addColumn<int>("sources");
        QTest::addColumn<bool>("needed");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("spoken");
        QTest::newRow("gap") << 0 << true << int(CoverageModel::Gap) << u"Gap"_s
                             << u"Equity, Processes, gap, no source yet"_s;
        QTest::newRow("not needed") << 0 << false << int(CoverageModel::NotNeeded)
                                    << u"Not needed"_s << u"Equity, Processes, not needed"_s;
        QTest::newRow("one") << 1 << true << int(CoverageModel::One) << u"one source"_s
                             << u"Equity, Processes, one independent source"_s;
        QTest::newRow("found though not needed")
            << 2 << false << int(CoverageModel::Some) << QString()
            << u"Equity, Processes, 2 independent sources"_s;
        QTest::newRow("many") << 4 << true << int(CoverageModel::Many) << QString()
                              << u"Equity, Processes, 4 independent sources"_s;
    }
    void cell_saysInWordsWhatItShows() {
        QFETCH(int, sources);
        QFETCH(bool, needed);
        const auto square =
            CoverageModel::square(u"Equity"_s, u"processes"_s, u"Processes"_s, sources, needed);
        QTEST(square.kind, "kind");
        QTEST(square.word, "word");
        QTEST(square.spoken, "spoken");
    }
    void coverage_opensAtTheFirstGap_andStaysWhereSomebodyLooked() {
        CoverageModel model;
        QStringList asked;
        connect(&model, &CoverageModel::cellChosen, this,
                [&asked](int statement, const QString& category) {
                    asked += u"%1 %2"_s.arg(statement).arg(category);
                });
        QVERIFY(model.waiting());
        model.show(grid());
        QVERIFY(!model.waiting());
        QCOMPARE(asked, QStringList{u"2 people"_s});
        model.choose(0, 1);
        model.show(grid());
        QCOMPARE(model.row(), 0);
        QCOMPARE(model.column(), 1);
        QCOMPARE(asked.last(), u"1 processes"_s);
        model.choose(7, 7);
        QCOMPARE(asked.size(), 3);
    }
    void storyOfAnotherCell_isDropped() {
        CoverageModel model;
        model.show(grid());
        CellStory story;
        story.title = u"Not yet heard"_s;
        model.showStory(1, u"people"_s, story);
        QVERIFY(model.title().isEmpty());
        model.showStory(2, u"people"_s, story);
        QCOMPARE(model.title(), u"Not yet heard"_s);
    }
    void plan_isAskedForOnce_andOnlyWhereItMay() {
        CoverageModel model;
        int asked = 0;
        connect(&model, &CoverageModel::planRequested, this, [&asked] { ++asked; });
        model.show(grid());
        model.plan();
        QCOMPARE(asked, 0);
        CellStory story;
        story.mayPlan = true;
        model.showStory(2, u"people"_s, story);
        model.plan();
        QCOMPARE(asked, 1);
    }
    void check_isStartedOnce() {
        RatingModel model;
        QList<int> started;
        connect(&model, &RatingModel::checkStarted, this,
                [&started](int statement) { started += statement; });
        RatingState state;
        state.checks = {{6, u"Statement 6 is scored 1"_s, {}}};
        model.show(state);
        model.startCheck(0);
        model.startCheck(3);
        QCOMPARE(started, QList<int>{6});
        state.checks[0].state = u"Open"_s;
        model.show(state);
        model.startCheck(0);
        QCOMPARE(started.size(), 1);
    }
    void locking_forgetsWhatWasHeard() {
        WindowModels models(m_clock, std::make_unique<northmere::HeldDelay>());
        models.shell.showPage(ShellModel::Coverage);
        models.coverage.show(grid());
        models.shell.lock();
        QCOMPARE(models.coverage.lines()->rowCount(), 0);
        QVERIFY(models.coverage.summary().isEmpty());
        QVERIFY(models.coverage.waiting());
    }

    // Review
    void link_saysMoreOfItself_andLeavesAgain() {
        Reviewing review;
        ComparingModel& beside = *review.model.beside();
        QVERIFY(!beside.possible());
        review.model.choose(0);
        QVERIFY(beside.possible());
        QCOMPARE(beside.linkCount(), 1);
        QCOMPARE(beside.link(), -1);
        beside.focusOn(0);
        QCOMPARE(beside.note(), u"A form and a voice"_s);
        QStringList edits;
        connect(&beside, &ComparingModel::linkEdited, this,
                [&edits](const QString& piece, const QString& link, const QString& field,
                         const QString& value) {
                    edits += QStringList{piece, link, field, value}.join(u' ');
                });
        beside.changeRelation(u"contradicts"_s);
        QVERIFY(edits.isEmpty());
        beside.changeRelation(u"supports"_s);
        QCOMPARE(edits, QStringList{u"first link relation supports"_s});
        beside.focusOn(0);
        QCOMPARE(beside.link(), -1);
    }
    void noteOfALink_isGiven_whenAnythingElseIsTurnedTo_data() {
        QTest::addColumn<int>("way");
        QTest::newRow("another line") << 0;
        QTest::newRow("the page is left") << 1;
        QTest::newRow("the session is closed") << 2;
        QTest::newRow("comparing begins") << 3;
    }
    void noteOfALink_isGiven_whenAnythingElseIsTurnedTo() {
        QFETCH(int, way);
        Reviewing review;
        ComparingModel& beside = *review.model.beside();
        QStringList kept;
        QStringList given;
        connect(beside.noting(), &Jotting::written, this,
                [&kept](const QString& about, const QString& text) { kept += about + text; });
        connect(&beside, &ComparingModel::linkEdited, this,
                [&given](const QString&, const QString& link, const QString& field,
                         const QString& value) { given += link + field + value; });
        review.model.choose(0);
        beside.focusOn(0);
        beside.noting()->write(u"Not the same day"_s);
        QCOMPARE(kept, QStringList{u"linkNot the same day"_s});
        QVERIFY(given.isEmpty());
        if (way == 0) review.model.choose(1);
        if (way == 1) review.model.leave();
        if (way == 2) review.model.close();
        if (way == 3) beside.begin();
        QCOMPARE(given, QStringList{u"linknoteNot the same day"_s});
    }
    void comparing_takesOneInHand_andAsksHowTheNextStandsToIt() {
        Reviewing review;
        ComparingModel& beside = *review.model.beside();
        QStringList asked;
        connect(&beside, &ComparingModel::compareRequested, this,
                [&asked](const QString& one, const QString& other, const QString& relation) {
                    asked += QStringList{one, other, relation}.join(u' ');
                });
        review.model.choose(1);
        beside.begin();
        QVERIFY(beside.active());
        QVERIFY(beside.thoughtInHand());
        QVERIFY(!beside.hasOther());
        beside.relate(u"supports"_s);
        QVERIFY(asked.isEmpty());
        // Nothing is tagged while a piece is in hand.
        review.model.choose(0);
        review.model.tag(3);
        QVERIFY(review.wishes.isEmpty());
        QCOMPARE(beside.other(), review.text);
        beside.relate(u"supports"_s);
        beside.relate(u"contradicts"_s);
        QCOMPARE(asked, QStringList{u"second first supports"_s});
        beside.showRefusal(u"No."_s);
        QVERIFY(beside.active());
        QCOMPARE(beside.refusal(), u"No."_s);
        QString wanted;
        connect(&beside, &ComparingModel::pieceRequested, this,
                [&wanted](const QString& piece) { wanted = piece; });
        beside.showCompared();
        QVERIFY(!beside.active());
        QCOMPARE(wanted, u"second"_s);
    }
    void pieceInHand_staysThereOnAnotherSession_andIsPutBackByEsc() {
        Reviewing review;
        ComparingModel& beside = *review.model.beside();
        review.model.choose(0);
        beside.begin();
        beside.showCandidates(u"somebody else"_s, {{u"x"_s, u"Another"_s, {}, false}});
        QCOMPARE(beside.candidateCount(), 0);
        beside.showCandidates(u"first"_s, {{u"x"_s, u"Another"_s, {}, false}});
        beside.choose(0);
        QCOMPARE(beside.other(), u"Another"_s);
        review.model.close();
        QVERIFY(beside.active());
        review.model.show({u"Carers’ centre"_s, {}, 0, 0});
        QVERIFY(beside.active());
        review.model.letGo();
        QVERIFY(!beside.active());
        QVERIFY(review.model.open());
    }
    void locking_putsBackWhatIsInHand() {
        Reviewing review;
        review.model.choose(0);
        review.model.beside()->begin();
        review.model.forget();
        QVERIFY(!review.model.beside()->active());
        QCOMPARE(review.model.beside()->linkCount(), 0);
        QVERIFY(review.model.beside()->inHand().isEmpty());
    }
    void nothingChosen_asksForWords() {
        Reviewing review;
        QCOMPARE(review.model.passage(), QString());
        review.model.tag(1);
        QVERIFY(review.wishes.isEmpty());
        review.model.choose(0);
        QCOMPARE(review.model.passage(), u"Tag the whole line"_s);
    }
    void selecting_movesByWholeWords() {
        Reviewing review;
        review.model.select(0, review.at(u"all on"_s), review.at(u"riday"_s));
        QCOMPARE(review.selected(), u"call on a Friday"_s);
        QCOMPARE(review.model.passage(), u"Tag “call on a Friday”"_s);
    }
    void taps_chooseTheLine_aWord_andExtend() {
        Reviewing review;
        review.model.tap(0, review.at(u"call"_s));
        QCOMPARE(review.model.length(), 0);
        review.model.tap(0, review.at(u"call"_s) + 1);
        QCOMPARE(review.selected(), u"call"_s);
        review.model.tap(0, review.at(u"Friday"_s));
        QCOMPARE(review.selected(), u"call on a Friday"_s);
        review.model.tap(0, review.at(u"on a"_s));
        QCOMPARE(review.model.length(), 0);
    }
    void keys_walkByWords_andShiftExtends() {
        Reviewing review;
        review.model.choose(0);
        review.model.step(1, false);
        QCOMPARE(review.selected(), u"We"_s);
        review.model.step(1, false);
        review.model.step(1, true);
        QCOMPARE(review.selected(), u"get the"_s);
        review.model.step(-1, true);
        QCOMPARE(review.selected(), u"get"_s);
        review.model.step(-1, false);
        review.model.step(-1, false);
        QCOMPARE(review.selected(), u"We"_s);
    }
    void tag_wantsTheSelectedWords_andASecondTimeTakesThemOff() {
        Reviewing review;
        review.model.select(0, review.at(u"Friday"_s), review.at(u"Friday"_s));
        QCOMPARE(review.ticked(), QList<int>{6});
        review.model.tag(9);
        QCOMPARE(review.wishes, (QList<TagWish>{{u"first"_s, 9, review.at(u"Friday"_s), 6}}));
        review.model.tag(6);
        QCOMPARE(review.taken, QStringList{u"t6"_s});
        review.model.choose(0);
        QCOMPARE(review.ticked(), (QList<int>{1, 6}));
    }
    void tick_waitsForTheVault() {
        Reviewing review;
        review.model.choose(0);
        review.model.tag(9);
        QCOMPARE(review.ticked(), (QList<int>{1, 6}));
        LineRow tagged = *review.model.lines()->at(0);
        tagged.marks += Reviewing::mark(u"t9"_s, 9, tagged.text, u"call"_s);
        review.model.showTagged(0, tagged, 0, true);
        QCOMPARE(review.ticked(), (QList<int>{1, 6, 9}));
        QVERIFY(review.model.focusTitle().startsWith(u"9"_s));
        QVERIFY(review.model.mayUndo());
    }
    void thought_isRefused_beforeTheVaultIsAsked() {
        Reviewing review;
        review.model.choose(1);
        review.model.tag(1);
        QVERIFY(review.wishes.isEmpty());
        QCOMPARE(review.model.refusal(), u"This is yours."_s);
        review.model.choose(0);
        QVERIFY(review.model.refusal().isEmpty());
    }
    void dateGuard_keepsWhatWasTyped_andSendsTheReasonWithIt() {
        Reviewing review;
        QStringList given;
        connect(&review.model, &ReviewModel::dateGiven, this,
                [&given](int, const QString& tag, const QString& date, const QString& reason) {
                    given += QStringList{tag, date, reason}.join(u'/');
                });
        review.model.choose(0);
        review.model.dating()->write(u"2024"_s);
        review.model.giveDate();
        review.model.showDateQuestion(u"t6"_s, u"Say why."_s, true);
        QCOMPARE(review.model.date(), u"2024"_s);
        review.model.chooseReason(u"two_yearly_data"_s);
        QCOMPARE(given, (QStringList{u"t6/2024/"_s, u"t6/2024/two_yearly_data"_s}));
    }
    void dateThatIsTyped_isKeptWithEveryKey_andGivenByWhoeverTurnsAway() {
        Reviewing review;
        QStringList given;
        QStringList kept;
        connect(
            &review.model, &ReviewModel::dateGiven, this,
            [&given](int, const QString& tag, const QString& date) { given += tag + u'/' + date; });
        connect(review.model.dating(), &Jotting::written, this,
                [&kept](const QString& tag, const QString& date) { kept += tag + u'/' + date; });
        review.model.choose(0);
        review.model.dating()->write(u"20"_s);
        review.model.dating()->write(u"2024"_s);
        QCOMPARE(kept, (QStringList{u"t6/20"_s, u"t6/2024"_s}));
        // What comes in meanwhile leaves the field alone.
        Q_EMIT review.model.passageChanged();
        QCOMPARE(review.model.date(), u"2024"_s);
        review.model.choose(1);
        QCOMPARE(given, QStringList{u"t6/2024"_s});
        // The answer comes when other words are on the page: it is said where it disturbs nothing.
        review.model.showDateQuestion(u"t6"_s, u"Say why."_s, true);
        QVERIFY(review.model.hint().contains(u"Say why."_s));
        QVERIFY(review.model.dateQuestion().isEmpty());
        review.model.choose(0);
        review.model.dating()->show(u"t6"_s, u"2024"_s);
        QCOMPARE(review.model.date(), u"2024"_s);
    }
    void tints_belongToTheNewestTag_andEveryCharacterKeepsItsPlace() {
        TagMark older = Reviewing::mark(u"a"_s, 1, u"a <b> c"_s, u"a <b>"_s);
        TagMark newer = Reviewing::mark(u"b"_s, 6, u"a <b> c"_s, u"b> c"_s);
        const QString rich = tintedText(u"a <b> c"_s, {older, newer});
        QCOMPARE(rich,
                 u"<span style=\"background-color:\xE001\">a &lt;</span>"
                 u"<span style=\"background-color:\xE003\">b&gt; c</span>"_s);
        QCOMPARE(tintedText(u"\xE001"_s, {}), u"\xFFFD"_s);
    }

    // Huddle
    void theme_isKeptWithEveryKey_andSavedIsBelievedOnlyOfTheLastOne() {
        HuddleModel model;
        QList<ThemeDraft> kept;
        connect(&model, &HuddleModel::draftChanged, this,
                [&kept](const ThemeDraft& draft) { kept += draft; });
        model.write(HuddleModel::Theme, u"Carers"_s);
        model.write(HuddleModel::Theme, u"Carers wait"_s);
        QCOMPARE(kept.size(), 2);
        model.showSaved(kept.first(), u"17:52:07"_s);
        QVERIFY(model.saved().isEmpty());
        model.showSaved(kept.last(), u"17:52:08"_s);
        QCOMPARE(model.saved(), u"Saved 17:52:08"_s);
        model.turn(1);
        QCOMPARE(kept.last().direction, u"shortfall"_s);
        QVERIFY(model.saved().isEmpty());
        model.showNotSaved(kept.last());
        QVERIFY(!model.mistake().isEmpty());
    }
    void themeWithoutItsFewWords_isNotAdded() {
        HuddleModel model;
        int added = 0;
        connect(&model, &HuddleModel::themeAdded, this, [&added] { ++added; });
        model.write(HuddleModel::Note, u"Seen twice"_s);
        model.add();
        QCOMPARE(added, 0);
        QVERIFY(!model.mistake().isEmpty());
        model.write(HuddleModel::Theme, u"Papers"_s);
        model.add();
        QCOMPARE(added, 1);
    }

    // Rating
    void score_isOpenedOnlyWhereTheBoardIsOpen() {
        RatingModel model;
        int opened = 0;
        connect(&model, &RatingModel::statementOpened, this, [&opened] { ++opened; });
        RatingState state;
        state.lines.append({1, 1, u"Assessing needs"_s, u"3"_s, 0, {}, false});
        state.closed = u"Scoring opens after the last day on site."_s;
        model.show(state);
        model.open(0, 2);
        QCOMPARE(opened, 0);
        state.closed.clear();
        model.show(state);
        model.open(0, 2);
        QCOMPARE(opened, 1);
        model.open(7, 2);
        QCOMPARE(opened, 1);
    }
    void wordsTheDiskRefused_areSentAgain_beforeAnythingTakesTheirPlace() {
        RatingModel rating;
        QStringList sent;
        int opened = 0;
        connect(&rating, &RatingModel::draftChanged, this,
                [&sent](const ScoreDraft& draft) { sent += draft.rationale; });
        connect(&rating, &RatingModel::statementOpened, this, [&opened] { ++opened; });
        RatingState state;
        state.lines.append({1, 1, u"Assessing needs"_s, u"3"_s, 0, {}, false});
        rating.show(state);
        rating.showDraft({2, 1, {}, {}}, {});
        rating.write(u"Waits are long."_s);
        rating.showNotSaved({2, 1, u"Waits are long."_s, {}});
        rating.open(0, 0);
        rating.close();
        QCOMPARE(opened, 0);
        QCOMPARE(rating.rationale(), u"Waits are long."_s);
        QCOMPARE(sent.size(), 3);
        rating.showSaved({2, 1, u"Waits are long."_s, {}}, u"14:32:07"_s);
        rating.open(0, 0);
        QCOMPARE(opened, 1);

        HuddleModel huddle;
        QStringList themes;
        connect(&huddle, &HuddleModel::draftChanged, this,
                [&themes](const ThemeDraft& draft) { themes += draft.theme; });
        huddle.write(HuddleModel::Theme, u"Carers wait"_s);
        QVERIFY(!huddle.sendAgain());
        ThemeDraft draft;
        draft.theme = u"Carers wait"_s;
        huddle.showNotSaved(draft);
        QVERIFY(huddle.sendAgain());
        huddle.forget();
        QCOMPARE(themes, QStringList(3, u"Carers wait"_s));
        // Refused once more behind the lock: it is asked again with the next visit, and nothing
        // else.
        huddle.showNotSaved(draft);
        QVERIFY(huddle.theme().isEmpty());
        QVERIFY(huddle.sendAgain());
        QCOMPARE(huddle.theme(), u"Carers wait"_s);
        QCOMPARE(themes, QStringList(4, u"Carers wait"_s));
        huddle.showSaved(draft, u"14:32:07"_s);
        huddle.forget();
        QVERIFY(!huddle.sendAgain());
        QCOMPARE(themes.size(), 4);

        rating.showDraft({2, 1, {}, {}}, {});
        rating.write(u"Few wait."_s);
        rating.forget();
        const auto before = sent.size();
        rating.showNotSaved({2, 1, u"Few wait."_s, {}});
        // There is no score of that name any more.
        rating.close();
        QCOMPARE(sent.size(), before);
    }
    void themeTypedWhileThePageIsRead_isNotReplacedByTheOneOnDisk() {
        ThemeDraft older;
        older.theme = u"Older"_s;
        HuddleModel typed;
        typed.write(HuddleModel::Theme, u"Carers wait"_s);
        typed.showKept(older);
        QCOMPARE(typed.theme(), u"Carers wait"_s);
        HuddleModel untouched;
        untouched.showKept(older);
        QCOMPARE(untouched.theme(), u"Older"_s);
    }
    void themeAddedWithTwoTaps_isOneTheme() {
        HuddleModel model;
        int added = 0;
        connect(&model, &HuddleModel::themeAdded, this, [&added] { ++added; });
        model.write(HuddleModel::Theme, u"Carers wait"_s);
        model.add();
        model.add();
        QCOMPARE(added, 1);
        model.showNotAdded();
        model.add();
        QCOMPARE(added, 2);
    }
    void score_isWrittenWithItsReasonsAndCites_andShownOnlyOnceGiven() {
        RatingModel model;
        QList<ScoreDraft> kept;
        connect(&model, &RatingModel::draftChanged, this,
                [&kept](const ScoreDraft& draft) { kept += draft; });
        RatingState state;
        state.lines.append({1, 1, u"Assessing needs"_s, u"3"_s, 0, {}, false});
        state.scores = {u"1 significant shortfalls"_s, u"2 some shortfalls"_s};
        model.show(state);
        model.choose(2);
        QVERIFY(kept.isEmpty());
        model.showDraft({1, 0, {}, {}}, {{u"a"_s, u"Words"_s, {}, false}});
        model.choose(2);
        model.write(u"Waits are long."_s);
        model.cite(0);
        QCOMPARE(kept.last(), (ScoreDraft{1, 2, u"Waits are long."_s, {u"a"_s}}));
        QCOMPARE(model.label(), u"2 some shortfalls"_s);
        QCOMPARE(model.cited(), u"1 passage cited"_s);
        model.cite(0);
        QVERIFY(kept.last().cites.isEmpty());
        model.showRefusal(u"The rationale has to cite evidence."_s);
        QCOMPARE(model.rationale(), u"Waits are long."_s);
        model.showGiven();
        QCOMPARE(model.statement(), 0);
    }

    // Search
    void filters_areAskedForTogether_andTakenAwayAgain() {
        SearchModel model;
        QList<SearchQuery> asked;
        connect(&model, &SearchModel::searchRequested, this,
                [&asked](qint64, const SearchQuery& query) { asked += query; });
        model.setWords(u" carer "_s);
        model.chooseKind(0);
        model.chooseStatement(4);
        model.chooseMine();
        model.chooseToday();
        QCOMPARE(asked.last(), (SearchQuery{u"carer"_s, {u"said"_s}, 4, {}, true, true}));
        model.chooseStatement(4);
        model.chooseKind(0);
        QCOMPARE(asked.last(), (SearchQuery{u"carer"_s, {}, 0, {}, true, true}));
    }
    void sessionFilter_isThatOfTheHit_andStaysWhenItIsClosed() {
        SearchModel model;
        QVERIFY(!model.maySession());
        HitContext context;
        context.lineId = u"line"_s;
        context.session = u"session"_s;
        model.showContext(context);
        model.chooseSession();
        model.closeContext();
        QVERIFY(model.inSession() && model.maySession());
        model.chooseSession();
        QVERIFY(!model.maySession());
    }
    void lineThatWasFound_showsWhatWasAskedFor_alsoWhereItIsOpened() {
        SearchModel model;
        model.setWords(u"carer"_s);
        HitContext context;
        context.lineId = u"line"_s;
        LineRow line;
        line.text = u"The carer before"_s;
        context.lines += line;
        line.text = u"A carer <waits>"_s;
        context.lines += line;
        context.hitRow = 1;
        const auto found = [&model](int row) {
            return model.context()->index(row).data(LineListModel::FoundRole).toString();
        };
        model.showContext(context);
        QCOMPARE(found(0), QString());
        QCOMPARE(found(1), markedText(u"A carer <waits>"_s, {{2, 5}}));
        // It stays as it was opened while somebody types on.
        model.setWords(u"waits"_s);
        QCOMPARE(found(1), markedText(u"A carer <waits>"_s, {{2, 5}}));
        // Of a paper every field is its own.
        context.hitRow = -1;
        model.setWords(u"carer"_s);
        model.showContext(context);
        QVERIFY(!found(0).isEmpty() && !found(1).isEmpty());
    }
    void recentSearches_vanishAtLock() {
        SearchModel model;
        for (const auto* words : {u"one", u"two", u"three", u"four", u"five", u"six", u"two"}) {
            model.setWords(QString::fromUtf16(words));
            model.choose(u"hit"_s);
        }
        QCOMPARE(model.recent(),
                 (QStringList{u"two"_s, u"six"_s, u"five"_s, u"four"_s, u"three"_s}));
        model.chooseMine();
        model.forget();
        QVERIFY(model.recent().isEmpty());
        QVERIFY(!model.mine());
    }
    void countsOfPartOfIt_sayAtLeast() {
        SearchModel model;
        qint64 number = 0;
        connect(&model, &SearchModel::searchRequested, this, [&number](qint64 n) { number = n; });
        model.setWords(u"carer"_s);
        model.showCounts(number, 5, 3, 2, false);
        QCOMPARE(model.countText(), u"At least 5 lines and 2 others, 3 independent sources"_s);
    }

  private:
    northmere::SiteClock m_clock;
};

QTEST_GUILESS_MAIN(TestEvidenceModels)
#include "tst_evidencemodels.moc"
