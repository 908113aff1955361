#include "app/rules/evidencepiece.h"

#include "app/records/timetext.h"
#include "app/rules/agreed.h"
#include "app/rules/personcode.h"
#include "app/rules/recordwords.h"

#include <QCoreApplication>

#include <set>

namespace candour {
namespace {

QString titleOf(const RecordLine& record, QStringView field) {
    return valueForPeople(*record.type->field(field), valueOf(record.fields, field));
}

/// "C7K2M, unpaid carer"; the only holder of a role by standing alone.
QString nameless(const RecordLine& who) {
    const QString standing = titleOf(who, u"standing");
    if (valueOf(who.fields, u"only_holder").boolean()) return standing;
    return personCode(textIn(who.fields, u"standing"), who.id) + u", "_qs + standing.toLower();
}

/// Who said a line: its speaker, or the only one there. Nobody in a group.
std::optional<RecordLine> speakerOf(const RecordLine& line, const std::vector<RecordLine>& there,
                                    const Surroundings& around) {
    if (auto named = around.record(idIn(line.fields, u"speaker"))) return named;
    return there.size() == 1 ? std::optional(there.front()) : std::nullopt;
}

/// Role and team of their only holder; empty for everybody else, and for who draws on care or
/// cares: "daughter" is a role that somebody else holds in the next family.
QString officeOf(const RecordLine& participant) {
    const QString& standing = textIn(participant.fields, u"standing");
    if (standing == u"person" || standing == u"carer") return {};
    const QString role = textIn(participant.fields, u"role").simplified().toCaseFolded();
    if (!valueOf(participant.fields, u"only_holder").boolean() || role.isEmpty()) return {};
    return role + u'\n' + textIn(participant.fields, u"team").simplified().toCaseFolded();
}

/// Words of one person in one meeting. They may be met twice, as another participant each time:
/// as the person of a tracked case (whose carer is somebody else, though the case is the same), as
/// the only holder of a role, or because somebody wrote that it is they, which is followed to the
/// first.
EvidenceSource sourceFrom(const RecordId& meeting, const RecordLine& participant,
                          const Surroundings& around) {
    const RecordId theirCase = caseOfPerson(participant);
    EvidenceSource source{.meeting = meeting,
                          .person = theirCase.isNull() ? participant.id : theirCase,
                          .office = officeOf(participant)};
    std::set<RecordId> met = {participant.id};
    std::optional<RecordLine> before = participant;
    while (before) {
        const RecordId earlier = idIn(before->fields, u"same_as");
        if (earlier.isNull() || !met.insert(earlier).second) break;
        source.alsoAs.push_back(earlier);
        before = around.record(earlier);
        if (!before) break;  // their meeting is not here; whose it is is known all the same
        if (const RecordId known = caseOfPerson(*before); !known.isNull())
            source.alsoAs.push_back(known);
        if (source.office.isEmpty()) source.office = officeOf(*before);
    }
    // Whoever names this one as the first names it by its own id.
    if (source.person != participant.id) source.alsoAs.push_back(participant.id);
    return source;
}

EvidenceSource sourceOfLine(const RecordId& session, const std::optional<RecordLine>& who,
                            const Surroundings& around) {
    return who ? sourceFrom(session, *who, around) : EvidenceSource{session, {}};
}

std::optional<RecordLine> speakerOf(const RecordLine& line, const Surroundings& around) {
    return speakerOf(
        line, around.pointing(u"participant"_qs, u"session"_qs, idIn(line.fields, u"session")),
        around);
}

EvidencePiece ofLine(const RecordLine& line, const Surroundings& around) {
    EvidencePiece piece;
    const RecordId session = idIn(line.fields, u"session");
    const auto who = speakerOf(line, around);
    const QString& kind = textIn(line.fields, u"kind");
    const bool said = kind == u"said";
    piece.thought = kind == u"thought";
    piece.source = sourceOfLine(session, who, around);
    piece.who = piece.thought ? QCoreApplication::translate("EvidencePiece", "Our own thought")
                : !said       ? u"Seen by the team"_qs
                : who         ? nameless(*who)
                              : u"In a group"_qs;
    piece.when = titleOf(line, u"at");
    piece.ownWords = said && valueOf(line.fields, u"quote").boolean();
    if (!piece.ownWords) return piece;
    const auto answers = answersTo(Purpose::quotation, who ? who->id : RecordId(), session, around);
    piece.mayQuote = quotationAllowed(kind, strictest(answers));
    return piece;
}

/// All that was taken from one paper is one source.
EvidenceSource sourceOfExtract(const RecordLine& extract) {
    return {idIn(extract.fields, u"source"), {}};
}

EvidencePiece ofExtract(const RecordLine& extract) {
    const QString& dated = textIn(extract.fields, u"dated");
    return {.source = sourceOfExtract(extract),
            .who = u"From a paper"_qs,
            .when = dated.isEmpty() ? QString() : dateForPeople(dated),
            .ownWords = true};
}

/// Where neither its teller nor its paper is named, all accounts of one case are one source:
/// nothing says that they are independent.
EvidenceSource sourceOfAccount(const RecordLine& account, const std::optional<RecordLine>& teller,
                               const Surroundings& around) {
    if (teller) return sourceFrom(idIn(teller->fields, u"session"), *teller, around);
    const RecordId trackedCase = idIn(account.fields, u"case");
    const RecordId paper = idIn(account.fields, u"document");
    const bool byPerson = textIn(account.fields, u"voice") == u"person";
    return {paper.isNull() ? trackedCase : paper, byPerson ? trackedCase : RecordId()};
}

/// An account is our note of what one voice says.
EvidencePiece ofAccount(const RecordLine& account, const Surroundings& around) {
    const auto teller = around.record(idIn(account.fields, u"participant"));
    return {
        .source = sourceOfAccount(account, teller, around),
        .who = teller ? nameless(*teller) : titleOf(account, u"voice") + u", of a tracked case"_qs};
}

}  // namespace

EvidenceSource evidenceSource(const RecordLine& record, const Surroundings& around) {
    const QString& type = record.type->name;
    if (type == u"line")
        return sourceOfLine(idIn(record.fields, u"session"), speakerOf(record, around), around);
    if (type == u"extract") return sourceOfExtract(record);
    if (type == u"stage_account")
        return sourceOfAccount(record, around.record(idIn(record.fields, u"participant")), around);
    return {record.id, {}};
}

EvidencePiece evidencePiece(const RecordLine& record, const Surroundings& around) {
    const QString& type = record.type->name;
    if (type == u"line") return ofLine(record, around);
    if (type == u"extract") return ofExtract(record);
    if (type == u"stage_account") return ofAccount(record, around);
    if (record.type->field(u"title") == nullptr)
        return {.source = {record.id, {}}, .who = record.type->singular};
    return {.source = {record.id, {}}, .who = textIn(record.fields, u"title")};
}

std::optional<RecordLine> tellerOf(const RecordLine& evidence, const Surroundings& around) {
    if (evidence.type->name == u"stage_account")
        return around.record(idIn(evidence.fields, u"participant"));
    if (evidence.type->name != u"line" || textIn(evidence.fields, u"kind") != u"said")
        return std::nullopt;
    const RecordId session = idIn(evidence.fields, u"session");
    return speakerOf(evidence, around.pointing(u"participant"_qs, u"session"_qs, session), around);
}

QString wordsField(const RecordLine& record) {
    const bool figureAlone =
        record.type->name == u"extract" && textIn(record.fields, u"text").isEmpty();
    return figureAlone ? u"figure"_qs : u"text"_qs;
}

}  // namespace candour
