// The whole fictional assessment, through the pages that show what words became.
#include "app/reports/coveragereport.h"
#include "app/tablet/day.h"
#include "app/tablet/findings.h"
#include "app/tablet/huddling.h"
#include "app/tablet/lookup.h"
#include "app/tablet/rating.h"
#include "app/tablet/tagging.h"
#include "tests/support/must.h"
#include "tests/support/samples.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

using namespace candour;

namespace {

QByteArray exported(TestVault& test) {
    QByteArray all;
    must(test.vault->records().exportCurrent({}, IdentityFields::open, [&](QByteArrayView line) {
        all += line.toByteArray() + '\n';
        return Status();
    }));
    return all;
}

/// Of every notebook, how often each was asked.
std::map<ControlKind, int> asked(TestVault& test) {
    std::map<ControlKind, int> found;
    for (const NotebookId& notebook : must(test.vault->ledger().notebooks()))
        for (const ControlChange& change : must(test.vault->ledger().controls(notebook)))
            ++found[change.control.kind];
    return found;
}

}  // namespace

class TestSample : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        test::takeSample(*m_test.vault, {"team", "cases", "timetable", "papers", "sessions",
                                         "journeys", "whole/day2", "whole/day3", "whole/after"});
        m_council = must(readCouncil(*m_test.vault));
        // The lead of the sample.
        for (const auto& [member, initials] : m_council.initials)
            if (initials == u"HM") m_council.me = member;
    }
    /// A hold, a withdrawal and an erasure are among it: what they ask of every replica comes back
    /// with their records, and a person's approval does not.
    void theWholeAssessment_comesBackFromItsExport_andAsksTheSame() {
        QByteArray file = exported(m_test);
        QVERIFY(file.count('\n') > 3'000);
        QVERIFY(!file.contains("\"conflicts\""));
        TestVault again(2);
        QBuffer lines(&file);
        QVERIFY(lines.open(QIODevice::ReadOnly));
        const auto taken = must(again.vault->apply(lines, OnConflict::refuse, {}, OnBreach::keep));
        QVERIFY2(taken.faults.empty(),
                 taken.faults.empty() ? "" : taken.faults.front().error.detail.c_str());
        QCOMPARE(exported(again), file);
        const auto here = asked(m_test);
        QVERIFY(here.at(ControlKind::hold) > 0);
        QVERIFY(!here.contains(ControlKind::erase));
        QVERIFY(asked(again) == here);
    }
    void coverage_countsWhatTheReportCounts() {
        const auto report = must(readCoverage(m_test.vault->records(), m_council.pack));
        const auto grid = must(Findings::read(*m_test.vault)).grid(m_council);
        QCOMPARE(static_cast<std::size_t>(grid.lines.size()), report.rows.size());
        int gaps = 0;
        for (std::size_t i = 0; i < report.rows.size(); ++i)
            for (const CoverageCell& cell : report.rows[i].cells)
                for (const CoverageSquare& square : grid.lines[static_cast<qsizetype>(i)].squares) {
                    if (square.category != cell.category) continue;
                    QCOMPARE(square.sources, cell.sources);
                    gaps += square.kind == CoverageModel::Gap ? 1 : 0;
                }
        QCOMPARE(gaps, report.gaps());
    }
    void everyHeldLine_opensInReview() {
        const auto findings = must(Findings::read(*m_test.vault));
        const QDateTime evening(QDate(2027, 3, 9), QTime(17, 48), Qt::UTC);
        int opened = 0;
        for (const CoverageLine& line : findings.grid(m_council).lines)
            for (const CoverageSquare& square : line.squares) {
                const auto story = must(
                    findings.cell(*m_test.vault, m_council, line.number, square.category, evening));
                QCOMPARE(story.held.isEmpty(), square.sources == 0);
                if (story.held.isEmpty() || story.held.first().key.isEmpty()) continue;
                const RecordId id = *RecordId::fromString(story.held.first().key);
                const RecordId session = must(holderOf(*m_test.vault, id));
                const auto tagging =
                    must(Tagging::open(*m_test.vault, m_council, session, evening.date()));
                const int row = must(tagging->rowOf(id));
                QVERIFY(row >= 0);
                const LineRow shown = must(tagging->rows(row, 1)).first();
                QVERIFY(std::any_of(shown.marks.begin(), shown.marks.end(), [&](const auto& mark) {
                    return story.held.first().title.contains(
                        shown.text.mid(mark.start, mark.length));
                }));
                ++opened;
            }
        QVERIFY(opened > 10);
    }
    void huddle_namesNobody() {
        const auto state = must(readHuddlePage(*m_test.vault, m_council, QDate(2027, 3, 8)));
        QString all;
        int thoughts = 0;
        for (const HuddleLine& line : state.lines) {
            all += line.heard + line.differ.join(u' ');
            for (const HuddleThought& thought : line.thoughts)
                all += thought.theme + thought.note + thought.find + thought.detail;
            thoughts += static_cast<int>(line.thoughts.size());
        }
        QVERIFY(thoughts > 0);
        const auto lines = must(listAll(*m_test.vault, {.type = u"line"_qs}));
        for (const ListedRecord& line : lines)
            if (const QString text = textOf(line, u"text"); text.size() > 20)
                QVERIFY(!all.contains(text));
    }
    void scoresOfTheSample_areRated_onceTheVisitIsOver() {
        QVERIFY(!must(readRating(*m_test.vault, m_council, QDate(2027, 3, 10))).closed.isEmpty());
        const auto state = must(readRating(*m_test.vault, m_council, QDate(2027, 4, 1)));
        QVERIFY2(state.closed.isEmpty(), qPrintable(state.closed));
        QVERIFY2(!state.rating.isEmpty(), qPrintable(state.points));
        for (const ScoreLine& line : state.lines) QVERIFY(line.score > 0);
    }
    void search_findsPapersAndAccountsBesideLines() {
        Lookup lookup;
        const auto page = must(lookup.page(*m_test.vault, m_council, 1, {.words = u"carer"_qs}, 0));
        QVERIFY(page.more);
        QSet<QString> signs;
        for (const char* sort : {"said", "paper", "account"})
            for (const SearchHit& hit :
                 must(lookup.page(*m_test.vault, m_council, ++m_number,
                                  {.words = u"carer"_qs, .sorts = {QString::fromLatin1(sort)}}, 0))
                     .hits)
                signs += hit.sign;
        QCOMPARE(signs, (QSet<QString>{u"said"_qs, u"read"_qs, u"person"_qs}));
    }

    /// "Not yet asked" would be said of what others asked on a tablet that may not read it.
    void ofOthersSession_thatIsNotHere_noAgreementIsClaimed() {
        Vault& vault = *m_test.vault;
        const auto agreementOf = [&](const RecordId& slot) {
            return must(readSession(vault, m_council, slot, vault.author().now())).agreement;
        };
        const auto slots = must(vault.records().list({.type = u"timetable_slot"_qs, .limit = 1}));
        QVERIFY(!agreementOf(slots.records.front().id).startsWith(u"Theirs to ask"));
        const auto planned = [&](const cbor::Value& assigned) {
            const RecordName slot = m_test.slot().name;
            m_test.edit(slot, u"assigned"_qs, assigned);
            return slot.id;
        };
        const auto other = std::find_if(m_council.initials.begin(), m_council.initials.end(),
                                        [](const auto& one) { return one.second == u"SB"; });
        QVERIFY(other != m_council.initials.end());
        QCOMPARE(agreementOf(planned(cbor::Value::array({other->first}))).left(13),
                 u"Theirs to ask"_qs);
        QCOMPARE(agreementOf(planned(cbor::Value::array({m_council.me, other->first}))),
                 u"Agreement not yet asked"_qs);
    }

  private:
    TestVault m_test;
    Council m_council;
    qint64 m_number = 1;
};

QTEST_APPLESS_MAIN(TestSample)
#include "tst_sample.moc"
