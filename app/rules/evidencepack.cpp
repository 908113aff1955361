#include "app/rules/evidencepack.h"

#include "app/records/timetext.h"
#include "app/rules/coverage.h"
#include "app/rules/personcode.h"
#include "app/rules/withdrawal.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace candour {
namespace {

RecordId idIn(const RecordLine& record, QStringView field) {
    return RecordId::fromBytes(valueOf(record.fields, field).bytes()).value_or(RecordId());
}

QString textIn(const RecordLine& record, QStringView field) {
    return valueOf(record.fields, field).text();
}

std::int64_t momentOf(const RecordLine& line) {
    const auto& items = valueOf(line.fields, u"at").items();
    return items.empty() ? 0 : items.front().integer();
}

/// The records by what they are to the evidence.
class Material {
  public:
    explicit Material(std::span<const RecordLine> records) {
        for (const RecordLine& record : records) add(record);
        std::stable_sort(
            m_tags.begin(), m_tags.end(),
            [&](const RecordLine* a, const RecordLine* b) { return heardAt(*a) < heardAt(*b); });
    }

    [[nodiscard]] const QString& authority() const { return m_authority; }
    /// In the order in which their lines were heard.
    [[nodiscard]] const std::vector<const RecordLine*>& tags() const { return m_tags; }
    /// Null if the tagged line is not among the records.
    [[nodiscard]] const RecordLine* line(const RecordLine& tag) const {
        return find(m_lines, idIn(tag, u"target"));
    }
    /// Null if it is no extract that is tagged, or not among the records.
    [[nodiscard]] const RecordLine* extract(const RecordLine& tag) const {
        return find(m_extracts, idIn(tag, u"target"));
    }
    /// What the performance data that an extract was taken from counts; empty for other papers.
    [[nodiscard]] QString figureKind(const RecordLine& extract) const {
        const RecordLine* figures = find(m_figures, idIn(extract, u"source"));
        return figures == nullptr ? QString() : textIn(*figures, u"kind");
    }

    /// Who said a line: its speaker, or the only one there. Null in a group.
    [[nodiscard]] const RecordLine* speaker(const RecordLine& line) const {
        if (const RecordLine* named = find(m_participants, idIn(line, u"speaker"))) return named;
        const auto there = m_bySession.find(idIn(line, u"session"));
        const bool alone = there != m_bySession.end() && there->second.size() == 1;
        return alone ? there->second.front() : nullptr;
    }

    /// Of the speaker; in a group, of whoever protects most, so that no voice is used against its
    /// owner's will.
    [[nodiscard]] AgreementAnswer answer(const RecordLine& line, Purpose purpose) const {
        if (m_takenBack.contains(line.id)) return {.state = AgreementState::withdrawn};
        if (const RecordLine* who = speaker(line)) return answerOf(*who, purpose);
        const auto there = m_bySession.find(idIn(line, u"session"));
        if (there == m_bySession.end()) return {};
        AgreementAnswer strictest = answerOf(*there->second.front(), purpose);
        for (const RecordLine* who : there->second) {
            const AgreementAnswer next = answerOf(*who, purpose);
            if (protection(next.state) > protection(strictest.state)) strictest = next;
        }
        return strictest;
    }

  private:
    void add(const RecordLine& record) {
        const QString& type = record.type->name;
        if (type == u"assessment") m_authority = textIn(record, u"authority");
        if (type == u"line") m_lines[record.id] = &record;
        if (type == u"extract") m_extracts[record.id] = &record;
        if (type == u"performance_data") m_figures[record.id] = &record;
        if (type == u"tag") m_tags.push_back(&record);
        if (type == u"participant") {
            m_participants[record.id] = &record;
            m_bySession[idIn(record, u"session")].push_back(&record);
        }
        if (type == u"agreement")
            if (const auto event = agreementEvent(record.fields))
                m_answers[idIn(record, u"participant")].push_back(*event);
        if (type == u"withdrawal")
            if (const auto withdrawal = withdrawalFrom(record.fields)) add(*withdrawal);
    }
    void add(const Withdrawal& withdrawal) {
        if (!effectOf(withdrawal.outcome).mayUse)
            m_takenBack.insert(withdrawal.lines.begin(), withdrawal.lines.end());
        for (const AgreementEvent& event : answersAfter(withdrawal))
            m_answers[withdrawal.participant].push_back(event);
    }
    [[nodiscard]] std::int64_t heardAt(const RecordLine& tag) const {
        const RecordLine* heard = line(tag);
        return heard == nullptr ? 0 : momentOf(*heard);
    }
    [[nodiscard]] AgreementAnswer answerOf(const RecordLine& participant, Purpose purpose) const {
        const auto events = m_answers.find(participant.id);
        if (events == m_answers.end()) return {};
        return agreementFor(events->second, purpose);
    }
    /// Anything but a yes protects more than a yes.
    static int protection(AgreementState state) {
        return state == AgreementState::given ? -1 : static_cast<int>(state);
    }

    using ById = std::unordered_map<RecordId, const RecordLine*>;
    static const RecordLine* find(const ById& records, RecordId id) {
        const auto found = records.find(id);
        return found == records.end() ? nullptr : found->second;
    }

    QString m_authority;
    std::vector<const RecordLine*> m_tags;
    ById m_lines;
    ById m_extracts;
    ById m_figures;
    ById m_participants;
    std::unordered_map<RecordId, std::vector<const RecordLine*>> m_bySession;
    std::unordered_map<RecordId, std::vector<AgreementEvent>> m_answers;
    std::set<RecordId> m_takenBack;  // single lines
};

/// "C7K2M, unpaid carer"; the only holder of a role by standing alone.
QString nameless(const RecordLine* who) {
    if (who == nullptr) return u"In a group"_qs;
    const cbor::Value& standing = valueOf(who->fields, u"standing");
    const QString title = valueForPeople(*who->type->field(u"standing"), standing);
    if (valueOf(who->fields, u"only_holder").boolean()) return title;
    return personCode(standing.text(), who->id) + u", "_qs + title.toLower();
}

/// What one tag is about: whether it counts, where it came from, and what may be shown of it.
struct Tagged {
    Evidence evidence = Evidence::counts;
    EvidenceSource source = {};
    QString who = {};
    QString when = {};
    bool ownWords = false;
    bool mayQuote = true;
};

EvidenceSource sourceOf(const RecordLine& line, const RecordLine* who) {
    EvidenceSource source{idIn(line, u"session"), {}};
    if (who == nullptr) return source;
    // The person of a tracked case may be met twice, as another participant each time. Their carer
    // is somebody else, though the case is the same.
    const RecordId trackedCase = idIn(*who, u"case");
    const bool isTheCase = !trackedCase.isNull() && textIn(*who, u"standing") == u"person";
    source.person = isTheCase ? trackedCase : who->id;
    return source;
}

Tagged taggedLine(const Material& material, const RecordLine& line) {
    const RecordLine* who = material.speaker(line);
    const QString kind = textIn(line, u"kind");
    const bool said = kind == u"said";
    const bool ownWords = said && valueOf(line.fields, u"quote").boolean();
    const Basis basis = basisOf(textIn(line, u"basis"), !textIn(line, u"heard_from").isEmpty());
    return {
        .evidence = evidenceFrom(kind, material.answer(line, Purpose::talk).state, basis),
        .source = sourceOf(line, who),
        .who = said ? nameless(who) : u"Seen by the team"_qs,
        .when = valueForPeople(*line.type->field(u"at"), valueOf(line.fields, u"at")),
        .ownWords = ownWords,
        .mayQuote = !ownWords || quotationAllowed(kind, material.answer(line, Purpose::quotation))};
}

/// All that was taken from one paper is one source.
Tagged taggedExtract(const Material& material, const RecordLine& extract) {
    const QString dated = textIn(extract, u"dated");
    return {.evidence =
                evidenceFromPaper(basisOf(textIn(extract, u"basis")), material.figureKind(extract)),
            .source = {idIn(extract, u"source"), {}},
            .who = u"From a paper"_qs,
            .when = dated.isEmpty() ? QString() : dateForPeople(dated),
            .ownWords = true,
            .mayQuote = true};
}

/// Nothing if what is tagged is not among the records.
std::optional<Tagged> taggedBy(const Material& material, const RecordLine& tag) {
    if (const RecordLine* line = material.line(tag)) return taggedLine(material, *line);
    if (const RecordLine* extract = material.extract(tag)) return taggedExtract(material, *extract);
    return std::nullopt;
}

void takeCoverage(StatementEvidence& evidence, const CoverageRow& row,
                  const FrameworkPack& framework) {
    for (const CoverageCell& cell : row.cells)
        evidence.categories.push_back({cell.category, framework.category(cell.category)->title,
                                       cell.needed, cell.sources,
                                       voicesFor(cell.category, cell.sources)});
    evidence.sources = row.sources;
}

}  // namespace

EvidencePack evidencePackOf(std::span<const RecordLine> records, const FrameworkPack& framework) {
    const Material material(records);
    EvidencePack pack{.authority = material.authority(), .framework = framework.title};
    std::map<int, StatementEvidence> byNumber;
    for (const QualityStatement& statement : framework.statements)
        byNumber[statement.number] = {.number = statement.number, .title = statement.title.text};

    std::vector<EvidenceItem> items;
    for (const RecordLine* tag : material.tags()) {
        const auto tagged = taggedBy(material, *tag);
        const auto statement =
            byNumber.find(static_cast<int>(valueOf(tag->fields, u"statement").integer()));
        if (!tagged || statement == byNumber.end()) continue;
        if (tagged->evidence != Evidence::counts) {
            ++pack.notEvidence;
            continue;
        }
        items.push_back({.statement = statement->first,
                         .category = textIn(*tag, u"category"),
                         .direction = textIn(*tag, u"direction"),
                         .source = tagged->source});
        if (!tagged->mayQuote) {
            ++statement->second.notQuoted;
            continue;
        }
        statement->second.quotes.push_back({.words = textIn(*tag, u"words"),
                                            .category = items.back().category,
                                            .direction = items.back().direction,
                                            .who = tagged->who,
                                            .when = tagged->when,
                                            .ownWords = tagged->ownWords});
    }
    for (const CoverageRow& row : coverageOf(items, framework)) {
        takeCoverage(byNumber[row.statement], row, framework);
        pack.statements.push_back(std::move(byNumber[row.statement]));
    }
    return pack;
}

}  // namespace candour
