#include "app/framework/frameworkpack.h"
#include "app/records/ndjson.h"
#include "app/records/sessionids.h"
#include "app/records/subject.h"
#include "app/rules/evidence.h"
#include "app/rules/evidencepack.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <set>
#include <unordered_map>

using namespace candour;

namespace {

constexpr qsizetype fileLimit = 400 * 1024;

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
        for (const char* name : {"team", "cases", "timetable", "sessions"}) {
            QFile file(QStringLiteral(CANDOUR_SAMPLES) + u'/' + QString::fromLatin1(name) +
                       u".ndjson"_qs);
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
            if (record.type->notebook != NotebookKind::session) continue;
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
            QCOMPARE(evidenceFrom(textIn(line, u"kind"), AgreementState::given), Evidence::counts);
            QVERIFY(pack.statement(static_cast<int>(valueOf(tag.fields, u"statement").integer())) !=
                    nullptr);
            ++tags;
        }
        QVERIFY(tags > 100);
    }

    void theDays_areOfTheSizeOfARealVisit() {
        std::map<QString, int> counts;
        std::map<QString, int> stages;
        for (const RecordLine& record : m_records) {
            ++counts[record.type->name];
            if (record.type->name == u"tracked_case") ++stages[textIn(record, u"stage")];
            if (record.type->name == u"timetable_slot") ++counts[textIn(record, u"state")];
        }
        QCOMPARE(counts[u"team_member"_qs], 10);
        QCOMPARE(counts[u"planned"_qs], 28);
        QCOMPARE(counts[u"moved"_qs], 1);
        QCOMPARE(counts[u"tracked_case"_qs], 50);
        QCOMPARE(stages[u"listed"_qs], 40);
        QCOMPARE(stages[u"dropped"_qs], 4);
        QCOMPARE(stages[u"engaged"_qs], 6);
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
        const EvidencePack pack = evidencePackOf(m_records, *shippedPack(u"la-2026"_qs));
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
    std::vector<QByteArray> m_lines;
    std::vector<RecordLine> m_records;
};

QTEST_GUILESS_MAIN(SamplesTest)
#include "tst_samples.moc"
