// Extracts and accounts under review, and how pieces of evidence stand to each other, on a real
// vault.
#include "app/rules/personcode.h"
#include "app/tablet/casefile.h"
#include "app/tablet/findings.h"
#include "app/tablet/huddling.h"
#include "app/tablet/jotted.h"
#include "app/tablet/tagging.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

#include <algorithm>

using namespace candour;

namespace {

/// A meeting in which somebody agreed to talk, a paper that was taken from, and a case that was
/// told of.
struct Desk : Room {
    Desk() {
        answer(company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        paper = test.put({.type = u"document"_qs,
                          .fields = {{u"number"_qs, u"D1"_qs},
                                     {u"title"_qs, u"Waiting list protocol"_qs},
                                     {u"kind"_qs, u"policy"_qs},
                                     {u"dated"_qs, u"2026-05"_qs}}})
                    .name.id;
        trackedCase = test.put({.type = u"tracked_case"_qs,
                                .fields = {{u"number"_qs, u"07"_qs},
                                           {u"summary"_qs, u"Lives at home"_qs},
                                           {u"stage"_qs, u"listed"_qs}}})
                          .name.id;
        stage = test.put({.type = u"journey_stage"_qs,
                          .fields = {{u"case"_qs, trackedCase},
                                     {u"stage"_qs, u"needs_assessment"_qs},
                                     {u"began"_qs, u"2026-06-30"_qs}}})
                    .name.id;
    }
    QString extract(const QString& text, FieldValues more = {}) {
        FieldValues fields{{u"source"_qs, paper}, {u"page"_qs, u"12"_qs}, {u"text"_qs, text}};
        std::move(more.begin(), more.end(), std::back_inserter(fields));
        return test.put({.type = u"extract"_qs, .fields = std::move(fields)}).name.id.toString();
    }
    QString account(const QString& voice, const QString& text) {
        return test
            .put({.type = u"stage_account"_qs,
                  .fields = {{u"case"_qs, trackedCase},
                             {u"stage"_qs, stage},
                             {u"voice"_qs, voice},
                             {u"text"_qs, text}}})
            .name.id.toString();
    }
    QString think(const QString& words) {
        test.clock.advance(milliseconds(1'000));
        LineDraft draft;
        draft.serial = ++serial;
        draft.begun = test.clock.utc();
        draft.kind = LineListModel::Thought;
        draft.text = words;
        return must(sitting->finish(draft));
    }
    [[nodiscard]] QDate today() { return wallTime(test.vault->author().now()).date(); }
    void open(const RecordId& holder) {
        tagging = must(Tagging::open(*test.vault, council, holder, today()));
    }
    void open() { open(sitting->session()); }
    LineRow row(int at = 0) { return must(tagging->rows(at, 1)).first(); }
    Tagging::Answer compare(const QString& one, const QString& other, const QString& relation) {
        return must(tagging->compare(one, other, relation));
    }
    std::vector<ListedRecord> links() {
        return must(listAll(*test.vault, {.type = u"triangulation"_qs}));
    }
    HuddleLine huddle(int statement) {
        const auto state = must(readHuddlePage(*test.vault, council, today()));
        return *std::find_if(state.lines.begin(), state.lines.end(),
                             [&](const HuddleLine& line) { return line.number == statement; });
    }
    CellStory cell(int statement, const QString& category) {
        return must(must(Findings::read(*test.vault))
                        .cell(*test.vault, council, statement, category,
                              wallTime(test.vault->author().now())));
    }
    CoverageSquare square(int statement, const QString& category) {
        for (const CoverageLine& line : must(Findings::read(*test.vault)).grid(council).lines)
            for (const CoverageSquare& each : line.squares)
                if (line.number == statement && each.category == category) return each;
        qFatal("no such cell");
    }

    RecordId paper;
    RecordId trackedCase;
    RecordId stage;
    std::unique_ptr<Tagging> tagging;
};

}  // namespace

class TestComparing : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // What can be reviewed
    void papersAndCases_standBelowTheMeetings_withTheirPiecesCounted() {
        Desk desk;
        desk.say(u"Reviews are late"_qs);
        desk.extract(u"All are seen within 28 days"_qs);
        desk.account(u"carer"_qs, u"Nobody rang"_qs);
        const auto choices = must(reviewChoices(*desk.test.vault, desk.today()));
        QCOMPARE(choices.size(), 4);
        QCOMPARE(choices[1].section, u"Meetings"_qs);
        QCOMPARE(choices[2].key, desk.paper.toString());
        QCOMPARE(choices[2].detail, u"Document · 1 extract, 1 without a tag"_qs);
        QCOMPARE(choices[3].title, u"Case 07"_qs);
        QCOMPARE(choices[3].detail, u"1 account, 1 without a tag"_qs);
    }
    void extract_isTaggedLikeALine_byItsWords() {
        Desk desk;
        const QString id = desk.extract(u"All are seen within 28 days"_qs);
        desk.open(desk.paper);
        QCOMPARE(desk.tagging->sheet().lines, 1);
        QVERIFY(desk.row().heading.contains(u"Page 12"));
        const auto answer = must(desk.tagging->tag({id, 1, 8, 19}));
        QVERIFY(answer.refusal.isEmpty());
        QCOMPARE(answer.row, 0);
        QCOMPARE(answer.untagged, 0);
        const TagMark mark = answer.line.marks.first();
        QCOMPARE(answer.line.text.mid(mark.start, mark.length), u"seen within 28 days"_qs);
        QCOMPARE(mark.category, u"processes"_qs);
        QCOMPARE(must(desk.tagging->undo()).line.marks.size(), 0);
    }
    void figureAlone_isTaggedByItself() {
        Desk desk;
        const RecordId figure =
            desk.test
                .put({.type = u"extract"_qs,
                      .fields = {{u"source"_qs, desk.paper}, {u"figure"_qs, u"38 per cent"_qs}}})
                .name.id;
        desk.open(desk.paper);
        QCOMPARE(desk.row().text, u"38 per cent"_qs);
        QVERIFY(must(desk.tagging->tag({figure.toString(), 1, 0, 0})).refusal.isEmpty());
        const auto tags = must(listAll(*desk.test.vault, {.type = u"tag"_qs}));
        QCOMPARE(textOf(tags.front(), u"words"), u"38 per cent"_qs);
    }
    void writersView_isRefused_asARuleSays() {
        Desk desk;
        const QString id = desk.extract(u"We are proud of it"_qs, {{u"basis"_qs, u"own_view"_qs}});
        desk.open(desk.paper);
        QVERIFY(desk.row().refusal.startsWith(u"An opinion is not evidence"_qs));
        QVERIFY(must(desk.tagging->tag({id, 1, 0, 0})).refusal.startsWith(u"An opinion"_qs));
        QCOMPARE(desk.tagsOf(id), 0);
    }
    void accounts_standByVoice_andAreTaggedUnderTheirCategory() {
        Desk desk;
        desk.account(u"provider"_qs, u"We were told late"_qs);
        const QString carer = desk.account(u"carer"_qs, u"Nobody rang"_qs);
        desk.test.put({.type = u"case_agreement"_qs,
                       .fields = {{u"case"_qs, desk.trackedCase},
                                  {u"purpose"_qs, u"talk"_qs},
                                  {u"event"_qs, u"given"_qs},
                                  {u"source"_qs, u"confirmed_by_cqc"_qs},
                                  {u"time"_qs, desk.test.now()}}});
        desk.open(desk.trackedCase);
        QCOMPARE(desk.row(0).text, u"Nobody rang"_qs);
        QCOMPARE(desk.row(0).heading, u"Needs assessment · Unpaid carer"_qs);
        const auto answer = must(desk.tagging->tag({carer, 1, 0, 0}));
        QCOMPARE(answer.refusal, QString());
        QCOMPARE(answer.line.marks.first().category, u"people"_qs);
    }
    void accountOfSomebodyWhoHasNotAgreed_isRefused() {
        Desk desk;
        const QString carer = desk.account(u"carer"_qs, u"Nobody rang"_qs);
        desk.open(desk.trackedCase);
        QVERIFY(!desk.row(0).refusal.isEmpty());
        QVERIFY(!must(desk.tagging->tag({carer, 1, 0, 0})).refusal.isEmpty());
        QCOMPARE(desk.tagsOf(carer), 0);
    }
    void holder_isWhereAPieceIsFound() {
        Desk desk;
        const auto holderOfPiece = [&](const QString& piece) {
            return must(holderOf(*desk.test.vault, *RecordId::fromString(piece)));
        };
        QCOMPARE(holderOfPiece(desk.say(u"Reviews are late"_qs)), desk.sitting->session());
        QCOMPARE(holderOfPiece(desk.extract(u"All are seen"_qs)), desk.paper);
        QCOMPARE(holderOfPiece(desk.account(u"carer"_qs, u"Nobody rang"_qs)), desk.trackedCase);
        QVERIFY(!Tagging::open(*desk.test.vault, desk.council, desk.stage, desk.today()));
    }

    // Beside other evidence
    void comparison_isSeenFromBothEnds_withItsDirection() {
        Desk desk;
        const QString said = desk.say(u"Everybody is seen in a month"_qs, {1});
        const QString saw = desk.say(u"41 are waiting"_qs, {1});
        desk.open();
        const auto answer = desk.compare(said, saw, u"contradicts"_qs);
        QCOMPARE(answer.refusal, QString());
        QCOMPARE(answer.row, 0);
        QCOMPARE(answer.line.links.size(), 1);
        QCOMPARE(answer.line.links.first().title, u"Contradicted by"_qs);
        QCOMPARE(answer.line.links.first().words, u"41 are waiting"_qs);
        QCOMPARE(answer.line.beside, u"Compared: 1 contradicting"_qs);
        QCOMPARE(answer.farRow, 1);
        QCOMPARE(answer.far.links.first().title, u"Contradicts"_qs);
        QCOMPARE(answer.far.links.first().other, said);
        const auto kept = desk.links();
        QCOMPARE(fieldOf(kept.front(), u"statement").integer(), 1);
    }
    void sameTwoAgain_changeTheirRelation_andMakeNoSecondLink() {
        Desk desk;
        const QString one = desk.say(u"Everybody is seen in a month"_qs);
        const QString other = desk.extract(u"All are seen within 28 days"_qs);
        desk.open();
        desk.compare(one, other, u"contradicts"_qs);
        desk.compare(one, other, u"supports"_qs);
        QCOMPARE(desk.links().size(), std::size_t(1));
        QCOMPARE(desk.row().links.first().title, u"Supported by"_qs);
        // Silence has a direction: the other way round it says something else.
        desk.compare(other, one, u"silent"_qs);
        QCOMPARE(desk.links().size(), std::size_t(2));
    }
    void undo_takesBackALinkItsNoteAndItsEnd() {
        Desk desk;
        const QString one = desk.say(u"Everybody is seen in a month"_qs);
        const QString other = desk.extract(u"All are seen within 28 days"_qs);
        desk.open();
        const QString link = desk.compare(one, other, u"supports"_qs).line.links.first().key;
        must(keepJotted(*desk.test.vault, Jotting::Use::noting, link, u"Same figu"_qs));
        must(desk.tagging->editLink(one, link, u"note"_qs, u"Same figure"_qs));
        QCOMPARE(must(readJotted(*desk.test.vault, Jotting::Use::noting, link)), QString());
        QCOMPARE(must(desk.tagging->unlink(one, link)).line.links.size(), 0);
        QCOMPARE(must(desk.tagging->undo()).line.links.first().note, u"Same figure"_qs);
        QCOMPARE(must(desk.tagging->undo()).line.links.first().note, QString());
        QCOMPARE(must(desk.tagging->undo()).line.links.size(), 0);
        QVERIFY(desk.links().empty());
    }
    void thought_restsOnLines_andCarriesNothing() {
        Desk desk;
        const QString thought = desk.think(u"The average hides the wait"_qs);
        const QString line = desk.say(u"41 are waiting"_qs);
        const QString second = desk.think(u"Ask again"_qs);
        desk.open();
        QVERIFY(desk.compare(line, thought, u"supports"_qs).refusal.contains(u"Open the thought"));
        QVERIFY(desk.compare(thought, second, u"supports"_qs).refusal.contains(u"One thought"));
        QVERIFY(desk.compare(line, line, u"supports"_qs).refusal.contains(u"the same words"));
        QVERIFY(desk.links().empty());
        const auto answer = desk.compare(thought, line, u"supports"_qs);
        QCOMPARE(answer.refusal, QString());
        QCOMPARE(answer.line.links.first().title, u"Supported by"_qs);
        // It is no evidence all the same.
        QVERIFY(!answer.line.refusal.isEmpty());
    }
    void contradictedThought_isNoContradictionOfEvidence() {
        Desk desk;
        const QString thought = desk.think(u"Nobody waits"_qs);
        const QString line = desk.say(u"41 are waiting"_qs, {1});
        desk.open();
        desk.compare(thought, line, u"contradicts"_qs);
        QVERIFY(desk.huddle(1).differ.isEmpty());
        QCOMPARE(desk.square(1, u"staff"_qs).contradictions, 0);
        QVERIFY(desk.cell(1, u"staff"_qs).beside.isEmpty());
    }
    void contradiction_isOnTheGridInItsPanelAndInTheHuddle_untilAnEndOfItGoes() {
        Desk desk;
        const QString line = desk.say(u"41 are waiting"_qs, {1});
        const QString paper = desk.extract(u"All are seen within 28 days"_qs);
        desk.open();
        const QString link = desk.compare(line, paper, u"contradicts"_qs).line.links.first().key;
        must(desk.tagging->editLink(line, link, u"note"_qs, u"A wall and a protocol"_qs));
        const CoverageSquare square = desk.square(1, u"staff"_qs);
        QCOMPARE(square.contradictions, 1);
        QVERIFY(square.spoken.endsWith(u"1 contradiction"_qs));
        const auto beside = desk.cell(1, u"staff"_qs).beside;
        QCOMPARE(beside.size(), 1);
        QCOMPARE(beside.first().title, u"A wall and a protocol"_qs);
        QCOMPARE(beside.first().key, line);
        QVERIFY(beside.first().detail.contains(u"Contradicted by “"_qs));
        QVERIFY(beside.first().detail.contains(u"\nFrom a paper"_qs));
        QVERIFY(desk.cell(2, u"staff"_qs).beside.isEmpty());
        QCOMPARE(desk.huddle(1).differ, QStringList{u"A wall and a protocol"_qs});
        const RecordView view = must(desk.test.vault->records().get(*RecordId::fromString(paper)));
        must(desk.test.vault->strike(view.name, u"Wrong paper"_qs));
        QCOMPARE(desk.square(1, u"staff"_qs).contradictions, 0);
        QVERIFY(desk.huddle(1).differ.isEmpty());
        QVERIFY(desk.row().links.isEmpty());
    }
    void noteThatPointsToSomebody_isNotReadOutAtTheHuddle() {
        Desk desk;
        const QString line = desk.say(u"41 are waiting"_qs, {1});
        const QString paper = desk.extract(u"All are seen within 28 days"_qs);
        desk.open();
        const auto compared = desk.compare(line, paper, u"contradicts"_qs);
        const QString code = personCode(u"staff"_qs, desk.company().front().participant.id);
        must(desk.tagging->editLink(line, compared.line.links.first().key, u"note"_qs,
                                    u"Only %1 says so"_qs.arg(code)));
        QCOMPARE(desk.huddle(1).differ,
                 QStringList{u"Two pieces of evidence contradict each other."_qs});
    }
    void accountThatAPaperContradicts_saysSoInItsCase() {
        Desk desk;
        const QString carer = desk.account(u"carer"_qs, u"Nobody rang"_qs);
        const QString paper = desk.extract(u"She was rung twice"_qs);
        desk.open(desk.trackedCase);
        desk.compare(carer, paper, u"contradicts"_qs);
        const CaseFile file =
            must(readCaseFile(*desk.test.vault, desk.council, desk.trackedCase.toString(),
                              desk.test.vault->author().now()));
        const QStringList differences = file.stages.front().differences;
        QCOMPARE(differences.size(), 1);
        QVERIFY(differences.first().startsWith(u"Unpaid carer: contradicted by From a paper"_qs));
        QVERIFY(differences.first().contains(u"She was rung twice"_qs));
        QVERIFY(file.stages.front().accounts[1].points.contains(u"Contradicted by"_qs));
    }
    void candidates_areTaggedWithTheSameStatement_andNotItself() {
        Desk desk;
        const QString line = desk.say(u"41 are waiting"_qs, {1});
        const QString same = desk.say(u"Nine are past 28 days"_qs, {1, 8});
        desk.say(u"Leaflets are in English only"_qs, {3});
        const auto candidates = must(candidatesFor(*desk.test.vault, *RecordId::fromString(line)));
        QCOMPARE(candidates.size(), 1);
        QCOMPARE(candidates.first().key, same);
        QCOMPARE(candidates.first().words, u"Nine are past 28 days"_qs);
        QVERIFY(candidates.first().detail.contains(u", staff"_qs));
    }

    // Sources by code
    void twoColleaguesOnOnePoint_areOneSource_namedByCode() {
        Desk desk;
        const QString mine = desk.say(u"41 are waiting"_qs, {1});
        Colleague joseph(desk);
        desk.council.authors[desk.test.vault->identity().vault] = u"AW"_qs;
        desk.council.authors[joseph.test.vault->identity().vault] = u"JO"_qs;
        const RecordId who = desk.company().front().participant.id;
        const Saved theirs = joseph.test.put({.type = u"line"_qs,
                                              .notebook = joseph.notebook,
                                              .fields = {{u"session"_qs, desk.sitting->session()},
                                                         {u"at"_qs, desk.test.now()},
                                                         {u"kind"_qs, u"said"_qs},
                                                         {u"speaker"_qs, who},
                                                         {u"text"_qs, u"Forty-one waiting"_qs}}});
        joseph.meet();
        desk.open();
        must(desk.tagging->tag({theirs.name.id.toString(), 1, 0, 0}));
        QCOMPARE(desk.square(1, u"staff"_qs).sources, 1);
        const auto sources = desk.cell(1, u"staff"_qs).sources;
        QCOMPARE(sources.size(), 1);
        QVERIFY(sources.first().title.endsWith(u", staff"_qs));
        QVERIFY(sources.first().detail.startsWith(u"2 passages · Duty desk"_qs));
        QVERIFY(sources.first().detail.contains(u"written down by "_qs));
        QVERIFY(sources.first().detail.contains(u"AW"_qs) &&
                sources.first().detail.contains(u"JO"_qs));
    }
    void independentSources_eachHaveARow() {
        Desk desk;
        desk.say(u"41 are waiting"_qs, {1});
        const QString paper = desk.extract(u"All are seen within 28 days"_qs);
        desk.open(desk.paper);
        const QString tag = must(desk.tagging->tag({paper, 1, 0, 0})).line.marks.first().tagId;
        must(desk.tagging->edit(tag, u"category"_qs, u"staff"_qs));
        const auto sources = desk.cell(1, u"staff"_qs).sources;
        QCOMPARE(sources.size(), desk.square(1, u"staff"_qs).sources);
        QCOMPARE(sources.size(), 2);
    }
};

QTEST_APPLESS_MAIN(TestComparing)
#include "tst_comparing.moc"
