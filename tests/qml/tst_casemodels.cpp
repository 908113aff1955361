// The view-models of forms, cases and documents by themselves.
#include "tests/support/northmere.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

FormField field(const QString& name, FormField::Kind kind, const QString& text = {}) {
    return {.name = name,
            .title = name,
            .help = {},
            .kind = kind,
            .required = false,
            .text = text,
            .options = {},
            .note = {},
            .offset = u"+01:00"_s};
}

QStringList shownOptions(FormEntry& entry) {
    const auto* options = entry.options();
    QStringList names;
    for (int row = 0; row < options->rowCount(); ++row)
        names << options->data(options->index(row, 0), Qt::UserRole).toString();
    return names;
}

/// A form that is open with these fields, and what left it.
struct Sheet {
    explicit Sheet(const QList<FormField>& fields) {
        QObject::connect(&model, &FormModel::draftChanged, &model,
                         [this](qint64 number, const FormTexts& texts) {
                             revision = number;
                             drafts += texts;
                         });
        QObject::connect(&model, &FormModel::saveRequested, &model,
                         [this](const FormTexts& texts) { saved += texts; });
        model.add(u"document"_s, {{u"case"_s, u"7"_s}});
        FormSheet sheet;
        sheet.title = u"Add: Document"_s;
        sheet.fields = fields;
        model.show(sheet);
    }
    FormModel model;
    qint64 revision = 0;
    QList<FormTexts> drafts;
    QList<FormTexts> saved;
};

CaseBoard threeCases() {
    CaseBoard board;
    CaseItem listed;
    listed.id = u"a"_s;
    listed.number = u"01"_s;
    CaseItem met = listed;
    met.id = u"b"_s;
    met.number = u"07"_s;
    met.step = CaseItem::Tracked;
    CaseItem dropped = listed;
    dropped.id = u"c"_s;
    dropped.number = u"14"_s;
    dropped.step = CaseItem::Dropped;
    board.cases = {listed, met, dropped};
    BalanceItem old;
    old.title = u"Aged 85 and over"_s;
    old.others = {u"a"_s};
    board.balance = {old};
    return board;
}

CaseFile twoStages() {
    CaseFile file;
    file.id = u"07"_s;
    file.title = u"Case 07"_s;
    CaseStage first;
    first.item.id = u"a"_s;
    CaseStage second;
    second.item.id = u"b"_s;
    second.accounts = {AccountItem()};
    second.differences = {u"They differ."_s};
    file.stages = {first, second};
    CaseList contacts;
    contacts.title = u"Contact log"_s;
    contacts.type = u"contact"_s;
    contacts.rows = {EntryRow()};
    CaseList capacity;
    capacity.title = u"Capacity"_s;
    capacity.nothing = u"Presumed."_s;
    file.lists = {contacts, capacity};
    return file;
}

QStringList numbersIn(CasesModel& model) {
    QStringList numbers;
    const auto* rows = model.cases();
    const int role = rows->roleNames().key("number");
    for (int row = 0; row < rows->rowCount(); ++row)
        numbers << rows->data(rows->index(row, 0), role).toString();
    return numbers;
}

struct Named {
    Named() {
        auto held = std::make_unique<northmere::HeldDelay>();
        delay = held.get();
        holder = std::make_unique<NameModel>(std::move(held));
    }
    static CaseName name() {
        return {u"07"_s, u"Who case 07 is"_s, {{u"Name"_s, u"Dorothy Penhale"_s}}, {}};
    }
    northmere::HeldDelay* delay = nullptr;
    [[nodiscard]] NameModel& model() const { return *holder; }
    std::unique_ptr<NameModel> holder;
};

}  // namespace

class TestCaseModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // Forms
    void everyEdit_leavesForTheDisk_withAllFields() {
        Sheet sheet(
            {field(u"title"_s, FormField::Text, u"Plan"_s), field(u"number"_s, FormField::Text)});
        sheet.model.entry(u"number"_s)->setText(u"D1"_s);
        QCOMPARE(sheet.drafts.size(), 1);
        QCOMPARE(sheet.drafts.last(), (FormTexts{{u"number"_s, u"D1"_s}, {u"title"_s, u"Plan"_s}}));
        sheet.model.entry(u"number"_s)->setText(u"D1"_s);
        QCOMPARE(sheet.drafts.size(), 1);
    }
    void kept_isSaidOnlyOfTheNewestWords() {
        Sheet sheet({field(u"title"_s, FormField::Text)});
        sheet.model.entry(u"title"_s)->setText(u"P"_s);
        const qint64 first = sheet.revision;
        sheet.model.entry(u"title"_s)->setText(u"Pl"_s);
        sheet.model.showKept(first, u"14:32:07"_s);
        QVERIFY(sheet.model.keptText().isEmpty());
        sheet.model.showKept(sheet.revision, u"14:32:08"_s);
        QVERIFY(sheet.model.keptText().contains(u"14:32:08"_s));
        sheet.model.showNotKept();
        QVERIFY(sheet.model.notSaved());
        QVERIFY(sheet.model.keptText().isEmpty());
    }
    void formLeftBeforeTheDiskHadIt_hasItsWordsTheNextTime() {
        FormField title;
        title.name = u"title"_s;
        Sheet sheet({title});
        FormSheet asKept;
        asKept.fields = {title};
        sheet.model.entry(u"title"_s)->setText(u"Waiting list"_s);
        sheet.model.showNotKept();
        sheet.model.leave();
        QCOMPARE(sheet.drafts.size(), 2);
        sheet.model.add(u"document"_s, {{u"case"_s, u"8"_s}});
        sheet.model.show(asKept);
        QVERIFY(sheet.model.entry(u"title"_s)->text().isEmpty());
        sheet.model.leave();
        sheet.model.add(u"document"_s, {{u"case"_s, u"7"_s}});
        sheet.model.show(asKept);
        QCOMPARE(sheet.model.entry(u"title"_s)->text(), u"Waiting list"_s);
        QCOMPARE(sheet.drafts.last().value(u"title"_s), u"Waiting list"_s);
        // What the disk has taken at last is read from there.
        sheet.model.showNotKept();
        sheet.model.leave();
        sheet.model.showKept(sheet.revision, u"14:32:07"_s);
        sheet.model.add(u"document"_s, {{u"case"_s, u"7"_s}});
        sheet.model.show(asKept);
        QVERIFY(sheet.model.entry(u"title"_s)->text().isEmpty());
    }
    void save_asksOnce_andClosesWhenItIsDone() {
        Sheet sheet({field(u"title"_s, FormField::Text, u"Plan"_s)});
        QSignalSpy saved(&sheet.model, &FormModel::saved);
        sheet.model.save();
        sheet.model.save();
        QCOMPARE(sheet.saved.size(), 1);
        sheet.model.showSaved(u"document"_s, u"id"_s);
        QVERIFY(!sheet.model.isOpen());
        QCOMPARE(saved.size(), 1);
        QCOMPARE(sheet.model.fields()->rowCount(), 0);
    }
    void savedLate_closesNoOtherForm() {
        Sheet sheet({field(u"title"_s, FormField::Text, u"Plan"_s)});
        sheet.model.save();
        sheet.model.leave();
        sheet.model.add(u"extract"_s);
        sheet.model.showSaved(u"document"_s, u"id"_s);
        QVERIFY(sheet.model.isOpen());
    }
    void problems_standAtTheirFields_untilTheyAreWrittenIn() {
        Sheet sheet({field(u"title"_s, FormField::Text), field(u"pages"_s, FormField::Count)});
        sheet.model.save();
        sheet.model.showProblems(u"Pages must be a number."_s,
                                 {{u"pages"_s, u"Pages must be a number."_s}});
        QVERIFY(sheet.model.isOpen());
        QVERIFY(!sheet.model.saving());
        QCOMPARE(sheet.model.firstProblem(), 1);
        sheet.model.entry(u"pages"_s)->setText(u"12"_s);
        QCOMPARE(sheet.model.firstProblem(), -1);
    }
    void leaving_forgetsWhatWasShown_andAsksForNothing() {
        Sheet sheet({field(u"title"_s, FormField::Text, u"Plan"_s)});
        sheet.model.leave();
        QVERIFY(!sheet.model.isOpen());
        QVERIFY(sheet.model.texts().isEmpty());
        sheet.model.save();
        QVERIFY(sheet.saved.isEmpty());
        FormSheet late;
        late.fields = {field(u"title"_s, FormField::Text)};
        sheet.model.show(late);
        QCOMPARE(sheet.model.fields()->rowCount(), 0);
    }
    void date_keepsWhatIsKnown_data() {
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<bool>("about");
        QTest::addColumn<QString>("text");
        QTest::newRow("day") << QStringList{u"5"_s, u"6"_s, u"2026"_s} << false << u"2026-06-05"_s;
        QTest::newRow("about a month")
            << QStringList{{}, u"5"_s, u"2026"_s} << true << u"2026-05~"_s;
        QTest::newRow("year") << QStringList{{}, {}, u"2026"_s} << false << u"2026"_s;
        QTest::newRow("nothing") << QStringList{{}, {}, {}} << true << QString();
        QTest::newRow("day without a month")
            << QStringList{u"5"_s, {}, u"2026"_s} << false << u"2026--05"_s;
    }
    void date_keepsWhatIsKnown() {
        QFETCH(const QStringList, parts);
        QFETCH(const bool, about);
        QFETCH(const QString, text);
        FormEntry entry(field(u"began"_s, FormField::Date), nullptr);
        entry.setDate(parts[0], parts[1], parts[2], about);
        QCOMPARE(entry.text(), text);
        QCOMPARE(entry.year(), parts[2]);
        QCOMPARE(entry.about(), about && !text.isEmpty());
    }
    void moment_hasTheOffsetOfTheDay() {
        FormEntry entry(field(u"at"_s, FormField::Moment), nullptr);
        entry.setMoment(u"9"_s, u"3"_s, u"2027"_s, u"9:05"_s);
        QCOMPARE(entry.text(), u"2027-03-09T09:05:00+01:00"_s);
        entry.setMoment(u"9"_s, u"3"_s, u"2027"_s, u"1406"_s);
        QCOMPARE(entry.time(), u"14:06"_s);
        QCOMPARE(entry.day(), u"09"_s);
        entry.setMoment({}, {}, {}, {});
        QVERIFY(entry.text().isEmpty());
    }
    void choosing_takesThePlaceOfTheOneBefore_unlessThereMayBeSeveral() {
        FormField one = field(u"kind"_s, FormField::Choice);
        one.options = {{u"a"_s, u"A"_s}, {u"b"_s, u"B"_s}};
        FormEntry single(one, nullptr);
        single.choose(u"a"_s);
        single.choose(u"b"_s);
        QCOMPARE(single.text(), u"b"_s);
        single.choose(u"b"_s);
        QVERIFY(single.text().isEmpty());
        one.required = true;
        FormEntry needed(one, nullptr);
        needed.choose(u"b"_s);
        needed.choose(u"b"_s);
        QCOMPARE(needed.text(), u"b"_s);
        one.kind = FormField::Choices;
        FormEntry several(one, nullptr);
        several.choose(u"b"_s);
        several.choose(u"a"_s);
        QCOMPARE(several.text(), u"b,a"_s);
        QCOMPARE(several.chosenWords(), u"A, B"_s);
        several.choose(u"b"_s);
        QCOMPARE(several.text(), u"a"_s);
    }
    void manyOptions_areFoundByWords_andTheChosenOneIsAlwaysThere() {
        FormField paper = field(u"document"_s, FormField::Reference, u"39"_s);
        for (int i = 0; i < 40; ++i)
            paper.options.append({QString::number(i), u"Paper %1"_s.arg(i)});
        FormEntry entry(paper, nullptr);
        const QAbstractItemModelTester tester(entry.options());
        QCOMPARE(shownOptions(entry).size(), FormEntry::optionsShown);
        QCOMPARE(shownOptions(entry).first(), u"39"_s);
        QVERIFY(entry.cut());
        entry.setFilter(u"paper 12"_s);
        QCOMPARE(shownOptions(entry), (QStringList{u"39"_s, u"12"_s}));
        QVERIFY(!entry.cut());
    }

    // Cases
    void filters_countWhatTheyShow() {
        CasesModel model;
        model.show(threeCases());
        QCOMPARE(model.filters(), (QStringList{u"Tracked 1"_s, u"Chosen 2"_s, u"All 3"_s}));
        QCOMPARE(numbersIn(model), (QStringList{u"07"_s}));
        model.setFilter(CasesModel::Chosen);
        QCOMPARE(numbersIn(model), (QStringList{u"07"_s, u"14"_s}));
        model.setFilter(CasesModel::All);
        model.setSoonest(false);
        QCOMPARE(numbersIn(model), (QStringList{u"01"_s, u"07"_s, u"14"_s}));
    }
    void comparing_listsTheOthersOfAGroup_andPicksNobody() {
        CasesModel model;
        QSignalSpy chosen(&model, &CasesModel::caseChosen);
        model.show(threeCases());
        model.compare(0);
        QCOMPARE(model.group(), u"Aged 85 and over"_s);
        QCOMPARE(numbersIn(model), (QStringList{u"01"_s}));
        QCOMPARE(chosen.size(), 0);
        model.compare(0);
        QVERIFY(model.group().isEmpty());
        model.compare(0);
        CaseBoard without = threeCases();
        without.balance.clear();
        model.show(without);
        QVERIFY(model.group().isEmpty());
    }
    void comparingWhoIsMissing_listsAllOfThoseGroups() {
        CasesModel model;
        CaseBoard board = threeCases();
        QVERIFY(!model.mayCompare());
        board.balance[0].missing = true;
        BalanceItem carers = board.balance[0];
        carers.title = u"Unpaid carers"_s;
        carers.others = {u"c"_s};
        BalanceItem heard = carers;
        heard.title = u"Self-funders"_s;
        heard.missing = false;
        heard.others = {u"b"_s};
        board.balance += {carers, heard};
        model.show(board);
        QVERIFY(model.mayCompare());
        model.compareMissing();
        QCOMPARE(model.group(), u"Aged 85 and over; Unpaid carers"_s);
        QCOMPARE(numbersIn(model), (QStringList{u"14"_s, u"01"_s}));
        model.leaveGroup();
        QVERIFY(model.group().isEmpty());
        QCOMPARE(numbersIn(model).size(), 3);
    }
    void locking_forgetsEveryCase() {
        CasesModel model;
        model.show(threeCases());
        model.forget();
        QVERIFY(!model.ready());
        QVERIFY(model.empty());
        QCOMPARE(model.cases()->rowCount(), 0);
    }

    // One case
    void journey_beginsWhereAccountsDiffer_andStaysWhereItWasAfterwards() {
        JourneyModel model;
        model.show(twoStages());
        QCOMPARE(model.stage(), 1);
        QCOMPARE(model.differences(), (QStringList{u"They differ."_s}));
        model.chooseStage(0);
        QVERIFY(model.differences().isEmpty());
        CaseFile later = twoStages();
        later.stages.prepend(later.stages[1]);
        later.stages[0].item.id = u"new"_s;
        model.show(later);
        QCOMPARE(model.stageId(), u"a"_s);
        later.id = u"another"_s;
        model.setPart(1);
        model.show(later);
        QCOMPARE(model.part(), 0);
    }
    void parts_countTheirRows_andSayWhatTheyAdd() {
        JourneyModel model;
        model.show(twoStages());
        QCOMPARE(model.parts(), (QStringList{u"Journey"_s, u"Contact log 1"_s, u"Capacity"_s}));
        QVERIFY(model.addType().isEmpty());
        model.setPart(1);
        QCOMPARE(model.addType(), u"contact"_s);
        QCOMPARE(model.rows()->rowCount(), 1);
        QVERIFY(model.nothing().isEmpty());
        model.setPart(2);
        QCOMPARE(model.nothing(), u"Presumed."_s);
        model.setPart(9);
        QCOMPARE(model.part(), 2);
    }
    void lockingWhileACaseIsOpen_forgetsIt() {
        JourneyModel model;
        model.show(twoStages());
        model.forget();
        QVERIFY(!model.ready());
        QCOMPARE(model.stage(), -1);
        QVERIFY(model.title().isEmpty());
        QCOMPARE(model.accounts()->rowCount(), 0);
    }
    void backFromACase_goesToWhereItWasFound() {
        ShellModel shell;
        shell.showPage(ShellModel::Cases);
        shell.go(ShellModel::Case);
        QCOMPARE(shell.place(), ShellModel::Cases);
        QCOMPARE(shell.backName(), u"Back to Cases"_s);
        shell.back();
        QCOMPARE(shell.page(), ShellModel::Cases);
        shell.go(ShellModel::Today);
        shell.go(ShellModel::Case);
        shell.back();
        QCOMPARE(shell.page(), ShellModel::Today);
    }

    // Documents
    void words_findDocuments_andEachPartHasItsOwn() {
        DocumentsModel model;
        PaperRegister papers;
        EntryRow plan;
        plan.title = u"Carers strategy"_s;
        EntryRow list = plan;
        list.title = u"Waiting list protocol"_s;
        papers.documents = {plan, list};
        papers.followUps = {plan};
        papers.overdue = 1;
        model.show(papers);
        QCOMPARE(model.parts(), (QStringList{u"Documents 2"_s, u"Information return 0"_s,
                                             u"Follow-ups 1, 1 overdue"_s}));
        model.setFilter(u"list wait"_s);
        QCOMPARE(model.rows()->rowCount(), 1);
        model.setFilter(u"zebra"_s);
        QVERIFY(model.nothing().contains(u"those words"));
        model.setFilter({});
        model.setPart(DocumentsModel::Items);
        QVERIFY(!model.nothing().isEmpty());
        QCOMPARE(model.addType(), u"information_item"_s);
    }
    void paperThatCameLate_isNotShownOverAnother() {
        DocumentsModel model;
        model.show({});
        model.open(u"D1"_s);
        model.open(u"D2"_s);
        Paper first;
        first.id = u"D1"_s;
        model.showPaper(first);
        QVERIFY(model.paperId().isEmpty());
        model.setPart(DocumentsModel::FollowUps);
        first.id = u"D2"_s;
        model.showPaper(first);
        QVERIFY(model.paperId().isEmpty());
    }
    void tag_isAddedOnce_andTakenAwayTheSecondTime() {
        DocumentsModel model;
        QList<bool> asked;
        connect(&model, &DocumentsModel::tagRequested, this,
                [&](const QString&, int, bool add) { asked += add; });
        model.show({});
        model.open(u"D1"_s);
        Paper paper;
        paper.id = u"D1"_s;
        paper.extracts = {{u"e"_s, {}, u"Words"_s, {}}};
        model.showPaper(paper);
        model.tag(0, 6);
        paper.extracts[0].tags = {northmere::statements()[5]};
        model.showPaper(paper);
        model.tag(0, 6);
        model.tag(7, 6);
        QCOMPARE(asked, (QList<bool>{true, false}));
    }

    // Names
    void name_isGoneAfterTenSeconds() {
        Named named;
        named.model().ask(u"07"_s);
        named.model().show(named.name());
        QVERIFY(named.model().isOpen());
        QCOMPARE(named.delay->wait(), std::chrono::milliseconds(10'000));
        named.delay->end();
        QVERIFY(!named.model().isOpen());
        QCOMPARE(named.model().facts()->rowCount(), 0);
    }
    void nameThatWasHidden_doesNotComeLate() {
        Named named;
        named.model().ask(u"07"_s);
        named.model().hide();
        named.model().show(named.name());
        QVERIFY(!named.model().isOpen());
        named.model().ask(u"12"_s);
        named.model().show(named.name());
        QVERIFY(!named.model().isOpen());
    }
    void leavingThePage_takesTheNameAway() {
        const northmere::SiteClock clock;
        WindowModels models(clock, std::make_unique<northmere::HeldDelay>());
        models.shell.showPage(ShellModel::Cases);
        models.name.ask(u"07"_s);
        models.name.show({u"07"_s, u"Who case 07 is"_s, {}, {}});
        models.shell.go(ShellModel::Today);
        QVERIFY(!models.name.isOpen());
    }
};

QTEST_GUILESS_MAIN(TestCaseModels)
#include "tst_casemodels.moc"
