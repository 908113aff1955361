#include "app/rules/evidencepack.h"

#include "app/rules/evidence.h"
#include "app/rules/personcode.h"

#include <algorithm>
#include <map>
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
    [[nodiscard]] const RecordLine* target(const RecordLine& tag) const {
        const auto line = m_lines.find(idIn(tag, u"target"));
        return line == m_lines.end() ? nullptr : line->second;
    }

    /// Who said a line: its speaker, or the only one there. Null in a group.
    [[nodiscard]] const RecordLine* speaker(const RecordLine& line) const {
        const auto named = m_participants.find(idIn(line, u"speaker"));
        if (named != m_participants.end()) return named->second;
        const auto there = m_bySession.find(idIn(line, u"session"));
        const bool alone = there != m_bySession.end() && there->second.size() == 1;
        return alone ? there->second.front() : nullptr;
    }

    /// Of the speaker; in a group, of whoever protects most, so that no voice is used against its
    /// owner's will.
    [[nodiscard]] AgreementAnswer answer(const RecordLine& line, Purpose purpose) const {
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
        if (type == u"tag") m_tags.push_back(&record);
        if (type == u"participant") {
            m_participants[record.id] = &record;
            m_bySession[idIn(record, u"session")].push_back(&record);
        }
        if (type == u"agreement")
            if (const auto event = agreementEvent(record.fields))
                m_answers[idIn(record, u"participant")].push_back(*event);
    }
    [[nodiscard]] std::int64_t heardAt(const RecordLine& tag) const {
        const RecordLine* line = target(tag);
        return line == nullptr ? 0 : momentOf(*line);
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

    QString m_authority;
    std::vector<const RecordLine*> m_tags;
    std::unordered_map<RecordId, const RecordLine*> m_lines;
    std::unordered_map<RecordId, const RecordLine*> m_participants;
    std::unordered_map<RecordId, std::vector<const RecordLine*>> m_bySession;
    std::unordered_map<RecordId, std::vector<AgreementEvent>> m_answers;
};

/// "C7K2M, unpaid carer"; the only holder of a role by standing alone.
QString nameless(const RecordLine* who) {
    if (who == nullptr) return u"In a group"_qs;
    const cbor::Value& standing = valueOf(who->fields, u"standing");
    const QString title = valueForPeople(*who->type->field(u"standing"), standing);
    if (valueOf(who->fields, u"only_holder").boolean()) return title;
    return personCode(standing.text(), who->id) + u", "_qs + title.toLower();
}

EvidenceQuote quoteOf(const RecordLine& tag, const RecordLine& line, const RecordLine* who) {
    const bool said = textIn(line, u"kind") == u"said";
    return {.words = textIn(tag, u"words"),
            .category = textIn(tag, u"category"),
            .direction = textIn(tag, u"direction"),
            .who = said ? nameless(who) : u"Seen by the team"_qs,
            .when = valueForPeople(*line.type->field(u"at"), valueOf(line.fields, u"at")),
            .ownWords = said && valueOf(line.fields, u"quote").boolean()};
}

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

using Sources = std::map<QString, std::vector<EvidenceSource>>;

void countSources(StatementEvidence& evidence, const Sources& byCategory,
                  const QualityStatement& statement, const FrameworkPack& framework) {
    std::vector<EvidenceSource> all;
    for (const EvidenceCategory& category : framework.categories) {
        const auto found = byCategory.find(category.name);
        if (found != byCategory.end())
            all.insert(all.end(), found->second.begin(), found->second.end());
        else if (!category.used)
            continue;
        const int count = found == byCategory.end() ? 0 : independentSources(found->second);
        evidence.categories.push_back({category.name, category.title,
                                       statement.needs.contains(category.name), count,
                                       voicesFor(category.name, count)});
    }
    evidence.sources = independentSources(all);
}

}  // namespace

EvidencePack evidencePackOf(std::span<const RecordLine> records, const FrameworkPack& framework) {
    const Material material(records);
    EvidencePack pack{.authority = material.authority(), .framework = framework.title};
    std::map<int, StatementEvidence> byNumber;
    std::map<int, Sources> sources;
    for (const QualityStatement& statement : framework.statements)
        byNumber[statement.number] = {.number = statement.number, .title = statement.title.text};

    for (const RecordLine* tag : material.tags()) {
        const RecordLine* line = material.target(*tag);
        const auto statement =
            byNumber.find(static_cast<int>(valueOf(tag->fields, u"statement").integer()));
        if (line == nullptr || statement == byNumber.end()) continue;
        const QString kind = textIn(*line, u"kind");
        if (evidenceFrom(kind, material.answer(*line, Purpose::talk).state) != Evidence::counts) {
            ++pack.notEvidence;
            continue;
        }
        const RecordLine* who = material.speaker(*line);
        sources[statement->first][textIn(*tag, u"category")].push_back(sourceOf(*line, who));
        EvidenceQuote quote = quoteOf(*tag, *line, who);
        if (quote.ownWords && !quotationAllowed(kind, material.answer(*line, Purpose::quotation)))
            ++statement->second.notQuoted;
        else
            statement->second.quotes.push_back(std::move(quote));
    }
    for (auto& [number, evidence] : byNumber) {
        countSources(evidence, sources[number], *framework.statement(number), framework);
        pack.statements.push_back(std::move(evidence));
    }
    return pack;
}

}  // namespace candour
