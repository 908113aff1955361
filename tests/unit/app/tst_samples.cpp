#include "app/framework/frameworkpack.h"
#include "app/records/ndjson.h"
#include "app/records/sessionids.h"
#include "app/records/subject.h"
#include "app/rules/accounts.h"
#include "app/rules/assessmentdates.h"
#include "app/rules/breach.h"
#include "app/rules/evidence.h"
#include "app/rules/evidencepack.h"
#include "app/rules/plainsight.h"
#include "app/rules/safeguarding.h"
#include "app/rules/scoring.h"
#include "tests/support/samples.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

using namespace candour;

namespace {

constexpr qsizetype fileLimit = 500 * 1024;

/// The morning of day 2, where the tour begins; then all that came after. Applied in this order.
constexpr const char* tour[] = {"team", "cases", "timetable", "papers", "sessions", "journeys"};
constexpr const char* whole[] = {"whole/day2", "whole/day3", "whole/after"};

QString textIn(const RecordLine& record, QStringView field) {
    return valueOf(record.fields, field).text();
}

std::optional<RecordId> idIn(const RecordLine& record, QStringView field) {
    return RecordId::fromBytes(valueOf(record.fields, field).bytes());
}

}  // namespace

class SamplesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        for (const char* name : tour) read(name);
        m_tour = m_records.size();
        for (const char* name : whole) read(name);
    }

    void everyLine_goesThroughWithoutLoss() {
        for (std::size_t i = 0; i < m_records.size(); ++i)
            QCOMPARE(lineFromRecord(m_records[i]), m_lines[i]);
    }

    void everyRecord_isComplete() {
        for (const RecordLine& record : m_records) {
            const Status status = validateRecord(*record.type, record.fields);
            QVERIFY2(status.has_value(), status ? "" : status.error().detail.c_str());
        }
    }

    void everyId_isThereOnce_andEveryReferenceLeadsSomewhere() {
        std::set<RecordId> ids;
        for (const RecordLine& record : m_records) QVERIFY(ids.insert(record.id).second);
        // A planned session is referred to before it begins.
        for (const RecordLine& record : m_records)
            if (record.type->name == u"timetable_slot") ids.insert(sessionRecordOf(record.id));
        for (const RecordLine& record : m_records)
            for (const Field& field : record.type->fields) {
                if (!field.isReference()) continue;
                const cbor::Value& value = valueOf(record.fields, field.name);
                if (value.isNull()) continue;
                if (field.kind == FieldKind::reference)
                    QVERIFY(ids.contains(*RecordId::fromBytes(value.bytes())));
                for (const cbor::Value& item : value.items())
                    QVERIFY(ids.contains(*RecordId::fromBytes(item.bytes())));
            }
    }

    void everySession_isTheOneOfItsSlot() {
        for (const RecordLine& record : m_records) {
            // A tag lies where what it marks lies: of a paper, with the team.
            if (record.type->notebook != NotebookKind::session ||
                std::holds_alternative<std::monostate>(record.notebook))
                continue;
            const auto* notebook = std::get_if<SessionOf>(&record.notebook);
            QVERIFY(notebook != nullptr);
            const RecordId session = sessionRecordOf(notebook->slot);
            if (record.type->name == u"session") QCOMPARE(record.id, session);
            if (const auto stated = idIn(record, u"session")) QCOMPARE(*stated, session);
        }
    }

    void everySubject_canBeTold_inTheOrderOfTheFiles() {
        std::unordered_map<RecordId, SubjectId> subjects;
        const auto only = [&](const QString& type, const QString& field, RecordId target) {
            std::optional<RecordId> found;
            for (const RecordLine& record : m_records) {
                if (!subjects.contains(record.id) || record.type->name != type) continue;
                if (idIn(record, field) != target) continue;
                if (found) return std::optional<RecordId>();
                found = record.id;
            }
            return found;
        };
        const SubjectLookup lookup = {
            .subjectOf =
                [&](RecordId record) {
                    const auto found = subjects.find(record);
                    return found == subjects.end() ? std::nullopt : std::optional(found->second);
                },
            .onlyRecord = only};
        for (const RecordLine& record : m_records) {
            const auto subject =
                subjectOfNew(*record.type, record.id, NotebookId(), record.fields, lookup);
            QVERIFY2(subject.has_value(), subject ? "" : subject.error().detail.c_str());
            subjects[record.id] = *subject;
        }
    }

    void r12_nothingInIt_looksLikeAnythingThatTellsWhoSomebodyIs() {
        QStringList known;
        for (const RecordLine* who : ofType(u"case_identity")) known << textIn(*who, u"name");
        QCOMPARE(known.size(), 10);
        const KnownNames names(known);
        for (const RecordLine& record : m_records)
            for (const Breach& breach : inPlainSight(record, names))
                QFAIL(qPrintable(record.type->name + u' ' + record.id.toString() + u' ' +
                                 breach.sentence));
    }

    void everyTag_holdsTheWordsItPointsTo_andNoThoughtIsTagged() {
        std::unordered_map<RecordId, const RecordLine*> lines;
        for (const RecordLine& record : m_records) lines[record.id] = &record;
        const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
        int tags = 0;
        for (const RecordLine& tag : m_records) {
            if (tag.type->name != u"tag") continue;
            const RecordLine& line = *lines.at(*idIn(tag, u"target"));
            const QList<uint> characters = textIn(line, u"text").toUcs4();
            const auto start = valueOf(tag.fields, u"start").integer();
            const auto end = valueOf(tag.fields, u"end").integer();
            QVERIFY(start < end && end <= characters.size());
            const QList<uint> words = characters.sliced(start, end - start);
            QCOMPARE(QString::fromUcs4(reinterpret_cast<const char32_t*>(words.constData()),
                                       words.size()),
                     textIn(tag, u"words"));
            if (line.type->name == u"line")
                QCOMPARE(evidenceFrom(textIn(line, u"kind"), AgreementState::given),
                         Evidence::counts);
            QVERIFY(pack.statement(static_cast<int>(valueOf(tag.fields, u"statement").integer())) !=
                    nullptr);
            ++tags;
        }
        QVERIFY(tags > 1'500);
    }

    void tags_standOnAccountsToo_andNameWhatThePackKnows() {
        const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
        std::map<QString, int> named;
        std::set<RecordId> accounts;
        for (const RecordLine* account : ofType(u"stage_account")) accounts.insert(account->id);
        for (const RecordLine* tag : ofType(u"tag")) {
            const auto* statement =
                pack.statement(static_cast<int>(valueOf(tag->fields, u"statement").integer()));
            if (accounts.contains(*idIn(*tag, u"target"))) ++named[u"account"_qs];
            const QString subtopic = textIn(*tag, u"subtopic");
            const QString iStatement = textIn(*tag, u"i_statement");
            if (!subtopic.isEmpty()) {
                ++named[u"subtopic"_qs];
                QVERIFY(std::any_of(statement->subtopics.begin(), statement->subtopics.end(),
                                    [&](const Wording& each) { return each.text == subtopic; }));
            }
            if (!iStatement.isEmpty()) {
                ++named[u"i_statement"_qs];
                QVERIFY(
                    std::any_of(statement->iStatements.begin(), statement->iStatements.end(),
                                [&](const IStatement& each) { return each.key == iStatement; }));
            }
        }
        QVERIFY(named[u"account"_qs] >= 8);
        QVERIFY(named[u"subtopic"_qs] > 200);
        QVERIFY(named[u"i_statement"_qs] > 40);
    }

    void theVisit_isOfTheSizeOfARealOne() {
        std::map<QString, int> counts;
        std::map<QString, int> stages;
        int invited = 0;
        std::set<QString> rooms;
        std::set<QString> days;
        int refusals = 0;
        for (const RecordLine& record : m_records) {
            ++counts[record.type->name];
            if (record.type->name == u"tracked_case") ++stages[textIn(record, u"stage")];
            if (record.type->name == u"timetable_slot") {
                ++counts[textIn(record, u"state")];
                days.insert(textIn(record, u"day"));
                if (textIn(record, u"room").startsWith(u"Room"))
                    rooms.insert(textIn(record, u"room"));
            }
            if (record.type->name == u"agreement" && textIn(record, u"event") == u"refused")
                ++refusals;
            if (record.type->name == u"invitee")
                invited += static_cast<int>(valueOf(record.fields, u"count").integer());
        }
        QCOMPARE(counts[u"team_member"_qs], 10);
        QCOMPARE(counts[u"planned"_qs], 28);
        QCOMPARE(counts[u"moved"_qs], 1);
        QCOMPARE(rooms.size(), 4u);
        QCOMPARE(invited, 90);
        QCOMPARE(counts[u"session"_qs], 28);
        QCOMPARE(days, (std::set<QString>{u"2027-03-08"_qs, u"2027-03-09"_qs, u"2027-03-10"_qs}));
        QCOMPARE(refusals, 29);
        QCOMPARE(counts[u"safeguarding_alert"_qs], 2);
        QCOMPARE(counts[u"score"_qs], 9);
        QCOMPARE(counts[u"line"_qs], 1200);
        QCOMPARE(counts[u"withdrawal"_qs], 1);
        QCOMPARE(counts[u"erasure"_qs], 1);
        QCOMPARE(counts[u"hold"_qs], 1);
        QCOMPARE(counts[u"attachment"_qs], 2);
        QCOMPARE(counts[u"tracked_case"_qs], 50);
        QCOMPARE(stages[u"listed"_qs], 40);
        QCOMPARE(stages[u"dropped"_qs], 4);
        QCOMPARE(stages[u"engaged"_qs], 6);
    }

    void theVisit_beginsAfterTheUsualLeadIn() {
        const auto assessments = ofType(u"assessment");
        QCOMPARE(assessments.size(), 1u);
        const FieldValues& fields = assessments.front()->fields;
        QCOMPARE(leadIn(*exactDay(fields, u"return_sent"), *exactDay(fields, u"site_from")),
                 LeadIn::asUsual);
    }

    void howeverFarItIsMoved_nothingEndsBeforeItBegins() {
        // A month that is moved by days may become another one than the day beside it.
        for (const RecordLine* stage : ofType(u"journey_stage"))
            for (int days = -400; days <= 0; ++days) {
                const FieldValues moved = shiftedByDays(*stage->type, stage->fields, days);
                for (const QStringView first : {u"asked_for", u"began"}) {
                    const QString ended = valueOf(moved, u"ended").text();
                    const QString before = valueOf(moved, first).text();
                    QVERIFY2(before.isEmpty() || ended.isEmpty() || !isReversed(before, ended),
                             qPrintable(before + u' ' + ended));
                }
            }
    }

    void theAnswers_areOfEveryKind() {
        std::set<QString> events;
        std::set<QString> purposes;
        for (const RecordLine* answer : ofType(u"agreement")) {
            events.insert(textIn(*answer, u"event"));
            purposes.insert(textIn(*answer, u"purpose"));
        }
        QCOMPARE(events, (std::set<QString>{u"asked"_qs, u"given"_qs, u"paused"_qs, u"refused"_qs,
                                            u"withdrawn"_qs}));
        QCOMPARE(purposes.size(), 8u);
    }

    void noTwoLines_areAlike() {
        std::set<QString> texts;
        for (const RecordLine* line : ofType(u"line")) {
            const QString text = textIn(*line, u"text");
            if (text.isEmpty()) continue;  // a moment
            QVERIFY2(texts.insert(text).second, qPrintable(text));
            QVERIFY2(!text.contains(QRegularExpression(u"[][|{}]|<<"_qs)), qPrintable(text));
        }
    }

    void theTour_findsNoMeetingAlreadyHeld() {
        for (std::size_t i = 0; i < m_tour; ++i)
            if (m_records[i].type->name == u"session")
                QVERIFY(m_lines[i].contains("\"started\":\"2027-03-08"));
    }

    /// Every statement is heard of in both directions and from people, staff, partners and papers.
    void theTags_lieOverAllNineStatements() {
        std::set<std::pair<int, QString>> seen;
        for (const RecordLine* tag : ofType(u"tag")) {
            const int statement = static_cast<int>(valueOf(tag->fields, u"statement").integer());
            seen.insert({statement, textIn(*tag, u"direction")});
            seen.insert({statement, textIn(*tag, u"category")});
        }
        for (int statement = 1; statement <= 9; ++statement)
            for (const char* word :
                 {"strength", "shortfall", "people", "staff", "partners", "processes"})
                QVERIFY2(seen.contains({statement, QString::fromLatin1(word)}),
                         qPrintable(QString::number(statement) + u' ' + QLatin1String(word)));
    }

    void theTenChosen_haveJourneys_andSomeAccountsDiffer() {
        std::set<RecordId> cases;
        for (const RecordLine* stage : ofType(u"journey_stage"))
            cases.insert(*idIn(*stage, u"case"));
        QCOMPARE(cases.size(), 10u);
        std::vector<AccountPoint> points;
        std::set<QString> voices;
        for (const RecordLine* account : ofType(u"stage_account")) {
            const QString voice = textIn(*account, u"voice");
            voices.insert(voice);
            points.push_back({.stage = idIn(*account, u"stage")->toString(),
                              .point = u"view"_qs,
                              .whose = voice,
                              .said = textIn(*account, u"view")});
        }
        QCOMPARE(voices.size(), 5u);
        std::map<Concord, int> found;
        for (const SideBySide& row : sideBySide(points)) ++found[row.concord];
        QVERIFY(found[Concord::differ] >= 10);
        QVERIFY(found[Concord::agree] >= 3);
        QVERIFY(found[Concord::onlyOne] >= 3);
    }

    void ofTwoAlerts_oneGoesRoundTheCouncil_andBothAreConfirmed() {
        const auto alerts = ofType(u"safeguarding_alert");
        QCOMPARE(alerts.size(), 2u);
        int conflicts = 0;
        for (const RecordLine* alert : alerts) {
            conflicts += hasConflict(alert->fields) ? 1 : 0;
            QCOMPARE(textIn(*alert, u"route") == u"assessment_lead", hasConflict(alert->fields));
            std::vector<FieldValues> steps;
            for (const RecordLine* step : ofType(u"safeguarding_step"))
                if (idIn(*step, u"alert") == alert->id) steps.push_back(step->fields);
            QCOMPARE(confirmationClock(alert->fields, steps, 0).state,
                     ConfirmationClock::State::confirmed);
        }
        QCOMPARE(conflicts, 1);
    }

    /// Somebody took two lines back after they had been tagged three times: `check` asks for these
    /// to be struck, and for nothing else. app/samples/README.md says so too.
    void check_listsTheTagsOnWhatWasTakenBack_andNothingElse() {
        const Surroundings around = among(m_records);
        QStringList found;
        for (std::size_t i = 0; i < m_records.size(); ++i)
            for (const Breach& breach : breachesOf(m_records[i], around))
                found << m_records[i].type->name + u' ' + breach.rule;
        QCOMPARE(found, QStringList({u"tag R6"_qs, u"tag R6"_qs, u"tag R6"_qs}));
    }

    void theScores_restOnEvidenceThatStands_andMakeARating() {
        std::vector<GivenScore> given;
        const Surroundings around = among(m_records);
        for (const RecordLine* score : ofType(u"score")) {
            GivenScore one{
                .statement = static_cast<int>(valueOf(score->fields, u"statement").integer()),
                .score = static_cast<int>(valueOf(score->fields, u"score").integer()),
                .rationale = textIn(*score, u"rationale")};
            for (const cbor::Value& cited : valueOf(score->fields, u"cites").items()) {
                one.evidence.push_back(*RecordId::fromBytes(cited.bytes()));
                const auto tag = around.record(one.evidence.back());
                QVERIFY(breachesOf(*tag, around).empty());
                QCOMPARE(static_cast<int>(valueOf(tag->fields, u"statement").integer()),
                         one.statement);
            }
            given.push_back(std::move(one));
        }
        const ScoreBoard board = scoreBoardOf(*shippedPack(u"la-2026"_qs), given);
        QCOMPARE(board.missing, QStringList());
        QCOMPARE(board.rating->points, 22);
        QCOMPARE(board.rating->band.rating, u"requires_improvement"_qs);
    }

    void namesOfPeopleHeard_areInTheIdentitiesNotebookOnly() {
        QStringList names;
        for (const RecordLine& record : m_records)
            if (record.type->name == u"case_identity") names << textIn(record, u"name");
        QCOMPARE(names.size(), 10);
        for (std::size_t i = 0; i < m_records.size(); ++i) {
            if (m_records[i].type->notebook == NotebookKind::identities) continue;
            for (const QString& name : names)
                for (const QString& part : name.split(u' '))
                    QVERIFY2(!m_lines[i].contains(part.toUtf8()), m_lines[i].constData());
        }
    }

    void theEvidencePack_quotesNobodyWhoSaidNo() {
        const EvidencePack pack =
            evidencePackOf(std::span(m_records).first(m_tour), *shippedPack(u"la-2026"_qs));
        QCOMPARE(pack.authority, u"Northmere Council"_qs);
        QCOMPARE(pack.statements.size(), 9u);
        const QString html = evidencePackHtml(pack, u"9 March 2027 18:00"_qs);
        // The carer of case 41 refused quotation; the person of case 03 did not.
        QVERIFY(!html.contains(u"Nobody had ever asked me that."));
        QVERIFY(html.contains(u"“come and sit down.”"));
        QVERIFY(pack.statements.front().notQuoted > 0);
        QVERIFY(pack.statements.front().sources > 5);
        QCOMPARE(pack.notEvidence, 0);
    }

  private:
    void read(const char* name) {
        QFile file(test::sampleFile(name));
        QVERIFY2(file.open(QIODevice::ReadOnly), name);
        QVERIFY(file.size() < fileLimit);
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (line.isEmpty()) continue;
            auto record = recordFromLine(recordList(), line);
            QVERIFY2(record.has_value(),
                     record ? "" : (record.error().detail + ": " + line.toStdString()).c_str());
            m_lines.push_back(line);
            m_records.push_back(std::move(*record));
        }
    }

    [[nodiscard]] std::vector<const RecordLine*> ofType(QStringView type) const {
        std::vector<const RecordLine*> found;
        for (const RecordLine& record : m_records)
            if (record.type->name == type) found.push_back(&record);
        return found;
    }

    std::size_t m_tour = 0;  // how many of the records there are on the morning of day 2
    std::vector<QByteArray> m_lines;
    std::vector<RecordLine> m_records;
};

QTEST_GUILESS_MAIN(SamplesTest)
#include "tst_samples.moc"
