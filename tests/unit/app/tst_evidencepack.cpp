#include "app/rules/evidencepack.h"
#include "tests/unit/app/numbered.h"

#include <QTest>

#include <algorithm>

using namespace candour;

namespace {

/// A small assessment that a test fills with what it needs.
class Heard {
  public:
    Heard() { add(u"assessment"_qs, {{u"authority"_qs, u"Northmere <Council>"_qs}}); }

    RecordId participant(RecordId session, const QString& standing, bool onlyHolder = false) {
        return add(u"participant"_qs, {{u"session"_qs, session},
                                       {u"standing"_qs, standing},
                                       {u"role"_qs, u"Director of everything"_qs},
                                       {u"only_holder"_qs, onlyHolder}});
    }
    void isPilot() { m_records.front().fields.push_back({u"kind"_qs, u"pilot"_qs}); }
    /// What a group thought of a line.
    void counts(RecordId line, int agree, int differ) {
        for (RecordLine& one : m_records)
            if (one.id == line) {
                one.fields.push_back({u"agree"_qs, agree});
                one.fields.push_back({u"differ"_qs, differ});
            }
    }
    void answer(RecordId participant, const QString& purpose, const QString& event) {
        add(u"agreement"_qs, {{u"participant"_qs, participant},
                              {u"purpose"_qs, purpose},
                              {u"event"_qs, event},
                              {u"source"_qs, u"confirmed_by_cqc"_qs},
                              {u"time"_qs, moment()}});
    }
    void withdraw(RecordId participant, const QString& outcome) {
        add(u"withdrawal"_qs,
            {{u"participant"_qs, participant}, {u"outcome"_qs, outcome}, {u"time"_qs, moment()}});
    }
    RecordId line(RecordId session, const QString& kind, const QString& text, bool quote,
                  const QString& basis = u"fact"_qs) {
        return add(u"line"_qs, {{u"session"_qs, session},
                                {u"at"_qs, moment()},
                                {u"kind"_qs, kind},
                                {u"text"_qs, text},
                                {u"basis"_qs, basis},
                                {u"quote"_qs, quote}});
    }
    RecordId extract(RecordId source, const QString& text) {
        static const RecordType type{.name = u"extract"_qs};
        return add(type,
                   {{u"source"_qs, source}, {u"text"_qs, text}, {u"dated"_qs, u"2026-05"_qs}});
    }
    RecordId account(RecordId teller, const QString& text) {
        return add(u"stage_account"_qs,
                   {{u"participant"_qs, teller}, {u"voice"_qs, u"carer"_qs}, {u"text"_qs, text}});
    }
    RecordId figures(const QString& kind) {
        static const RecordType type{.name = u"performance_data"_qs};
        return add(type, {{u"kind"_qs, kind}});
    }
    void tag(RecordId line, int statement, const QString& words) {
        const auto target = std::find_if(m_records.begin(), m_records.end(),
                                         [&](const RecordLine& one) { return one.id == line; });
        const auto start = valueOf(target->fields, u"text").text().indexOf(words);
        add(u"tag"_qs, {{u"target"_qs, line},
                        {u"start"_qs, start},
                        {u"end"_qs, start + words.size()},
                        {u"statement"_qs, statement},
                        {u"words"_qs, words},
                        {u"category"_qs, u"people"_qs},
                        {u"direction"_qs, u"shortfall"_qs}});
    }
    /// A person who agreed to talk, said one thing, and had it tagged under statement 1.
    RecordId says(int meeting, const QString& words) {
        const RecordId who = participant(id(meeting), u"person"_qs);
        answer(who, u"talk"_qs, u"given"_qs);
        tag(line(id(meeting), u"said"_qs, words, true), 1, words);
        return who;
    }
    [[nodiscard]] EvidencePack pack() const {
        return evidencePackOf(m_records, *shippedPack(u"la-2026"_qs));
    }

  private:
    cbor::Value moment() {
        m_time += 60'000;
        return cbor::Value::array({cbor::Value(m_time), cbor::Value(0)});
    }
    RecordId add(const QString& type, FieldValues fields) {
        return add(*recordList().type(type), std::move(fields));
    }
    RecordId add(const RecordType& type, FieldValues fields) {
        m_records.push_back(
            {.type = &type, .id = id(++m_number), .notebook = {}, .fields = std::move(fields)});
        return m_records.back().id;
    }
    std::vector<RecordLine> m_records;
    int m_number = 1'000;
    std::int64_t m_time = 1'804'586'400'000;
};

}  // namespace

class EvidencePackTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void words_areQuoted_onceTheyAgreed() {
        Heard heard;
        const RecordId who = heard.says(1, u"Nobody came."_qs);
        QCOMPARE(heard.pack().statements[0].notQuoted, 1);
        QVERIFY(heard.pack().statements[0].quotes.empty());
        heard.answer(who, u"quotation"_qs, u"given"_qs);
        const StatementEvidence needs = heard.pack().statements[0];
        QCOMPARE(needs.notQuoted, 0);
        QCOMPARE(needs.quotes.at(0).words, u"Nobody came."_qs);
        QVERIFY(needs.quotes.at(0).ownWords);
        QCOMPARE(needs.sources, 1);
        QCOMPARE(needs.categories.at(0).voices, u"One voice, so far"_qs);
    }

    void whatWasWithdrawn_isNotInThePackAtAll() {
        Heard heard;
        const RecordId who = heard.says(1, u"Nobody came."_qs);
        heard.answer(who, u"quotation"_qs, u"given"_qs);
        heard.answer(who, u"talk"_qs, u"withdrawn"_qs);
        const EvidencePack pack = heard.pack();
        QCOMPARE(pack.notEvidence, 1);
        QCOMPARE(pack.statements[0].sources, 0);
        QVERIFY(!evidencePackHtml(pack, {}).contains(u"Nobody came."));
    }

    void r6_wordsUnderAWithdrawal_areNotInThePack() {
        Heard heard;
        const RecordId who = heard.says(1, u"Nobody came."_qs);
        heard.answer(who, u"quotation"_qs, u"given"_qs);
        heard.withdraw(who, u"do_not_quote"_qs);
        QCOMPARE(heard.pack().statements[0].sources, 1);
        QVERIFY(heard.pack().statements[0].quotes.empty());
        heard.withdraw(who, u"restrict"_qs);
        QCOMPARE(heard.pack().notEvidence, 1);
    }

    void aTaggedThought_isLeftOut() {
        Heard heard;
        const RecordId who = heard.participant(id(1), u"staff"_qs);
        heard.answer(who, u"talk"_qs, u"given"_qs);
        heard.tag(heard.line(id(1), u"thought"_qs, u"I doubt it."_qs, false), 1, u"I doubt it."_qs);
        QCOMPARE(heard.pack().notEvidence, 1);
    }

    void r18_anOpinion_isLeftOut() {
        Heard heard;
        const RecordId who = heard.participant(id(1), u"staff"_qs);
        heard.answer(who, u"talk"_qs, u"given"_qs);
        heard.tag(heard.line(id(1), u"said"_qs, u"It is a good team."_qs, false, u"opinion"_qs), 1,
                  u"good team"_qs);
        QCOMPARE(heard.pack().notEvidence, 1);
    }

    void whatPapersSay_isEvidence_onceForEachPaper() {
        Heard heard;
        for (const QString& words : {u"Twelve days"_qs, u"Forty cases"_qs})
            heard.tag(heard.extract(id(7), words), 1, words);
        heard.tag(heard.extract(id(8), u"Nine days"_qs), 1, u"Nine days"_qs);
        const StatementEvidence needs = heard.pack().statements[0];
        QCOMPARE(needs.sources, 2);
        QCOMPARE(needs.quotes.at(0).who, u"From a paper"_qs);
        QCOMPARE(needs.quotes.at(0).when, u"May 2026"_qs);
    }

    void whatHasNoTime_leavesNoHoleInItsLine() {
        Heard heard;
        const RecordId who = heard.participant(id(1), u"carer"_qs);
        heard.answer(who, u"talk"_qs, u"given"_qs);
        heard.tag(heard.account(who, u"Nobody came."_qs), 1, u"Nobody came."_qs);
        const EvidencePack pack = heard.pack();
        QCOMPARE(pack.statements[0].quotes.size(), std::size_t{1});
        QVERIFY(!evidencePackHtml(pack, {}).contains(u"·  ·"));
    }

    void r18_whatWasHeardFromOthers_andWhatAGroupThoughtOfIt_isSaidBesideIt() {
        Heard heard;
        const RecordId who = heard.participant(id(1), u"carer"_qs);
        heard.answer(who, u"talk"_qs, u"given"_qs);
        const RecordId line =
            heard.line(id(1), u"said"_qs, u"They wait."_qs, false, u"heard_from"_qs);
        heard.counts(line, 4, 1);
        heard.tag(line, 1, u"They wait."_qs);
        const QString html = evidencePackHtml(heard.pack(), {});
        QVERIFY(html.contains(u" · heard from others · 4 agreed, 1 differed</figcaption>"));
        heard.tag(heard.line(id(1), u"said"_qs, u"I wait."_qs, false), 2, u"I wait."_qs);
        const EvidencePack pack = heard.pack();
        QVERIFY(!pack.statements[1].quotes.at(0).heardFrom);
        QCOMPARE(pack.statements[1].quotes.at(0).tally, QString());
    }

    void aPilot_isSaidToBeIndicative() {
        Heard heard;
        QVERIFY(!evidencePackHtml(heard.pack(), {}).contains(u"indicative"));
        heard.isPilot();
        QVERIFY(evidencePackHtml(heard.pack(), {}).contains(u"A pilot: its rating is indicative"));
    }

    void r46_aFinanceFigure_isLeftOut() {
        Heard heard;
        heard.tag(heard.extract(heard.figures(u"finance"_qs), u"£3m"_qs), 8, u"£3m"_qs);
        heard.tag(heard.extract(heard.figures(u"waiting"_qs), u"12 days"_qs), 8, u"12 days"_qs);
        const EvidencePack pack = heard.pack();
        QCOMPARE(pack.notEvidence, 1);
        QCOMPARE(pack.statements[7].sources, 1);
    }

    void inAGroup_oneRefusal_keepsEverybodysUnattributedWordsOut() {
        Heard heard;
        heard.answer(heard.participant(id(1), u"carer"_qs), u"talk"_qs, u"given"_qs);
        heard.answer(heard.participant(id(1), u"carer"_qs), u"talk"_qs, u"refused"_qs);
        heard.tag(heard.line(id(1), u"said"_qs, u"We wait."_qs, false), 1, u"We wait."_qs);
        QCOMPARE(heard.pack().notEvidence, 1);
    }

    void independentMeetings_addUp_linesOfOneDoNot() {
        Heard heard;
        heard.says(1, u"One."_qs);
        heard.says(2, u"Two."_qs);
        heard.tag(heard.line(id(2), u"said"_qs, u"Three."_qs, false), 1, u"Three."_qs);
        QCOMPARE(heard.pack().statements[0].sources, 2);
        QCOMPARE(heard.pack().statements[0].categories.at(0).voices,
                 u"People told us, 2 independent sources"_qs);
    }

    void theOnlyHolderOfARole_appearsByStandingAlone() {
        Heard heard;
        const RecordId who = heard.participant(id(1), u"leader"_qs, true);
        heard.answer(who, u"talk"_qs, u"given"_qs);
        heard.tag(heard.line(id(1), u"said"_qs, u"We try."_qs, false), 8, u"We try."_qs);
        const EvidencePack pack = heard.pack();
        QCOMPARE(pack.statements[7].quotes.at(0).who, u"Leader"_qs);
        QVERIFY(!evidencePackHtml(pack, {}).contains(u"Director"));
    }

    void thePage_isSelfContained_escaped_andSaysItsLanguage() {
        Heard heard;
        const RecordId who = heard.says(1, u"“<script>alert(1)</script> & more”"_qs);
        heard.answer(who, u"quotation"_qs, u"given"_qs);
        const QString html = evidencePackHtml(heard.pack(), u"9 March 2027"_qs);
        QVERIFY(html.contains(u"“&lt;script&gt;alert(1)&lt;/script&gt; &amp; more”"));
        QVERIFY(!html.contains(u"<script"));
        QVERIFY(html.contains(u"Northmere &lt;Council&gt;: evidence pack"));
        QVERIFY(html.contains(u"<html lang=\"en-GB\">"));
        QVERIFY(!html.contains(u"http"));
        QVERIFY(html.contains(u"<span class=\"gap\">Gap</span>"));
    }
};

QTEST_GUILESS_MAIN(EvidencePackTest)
#include "tst_evidencepack.moc"
