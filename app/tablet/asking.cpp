#include "app/tablet/asking.h"

#include "app/records/sessionids.h"
#include "app/rules/agreement.h"
#include "app/tablet/company.h"
#include "app/viewmodels/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

struct Question {
    Purpose purpose;
    const char* name;   // as the record keeps it
    const char* title;  // on the row
    bool ofStaff;       // asked of people who are interviewed in their work
};

constexpr Question questions[] = {
    {Purpose::talk, "talk", QT_TRANSLATE_NOOP("Agreement", "Talk with us today"), true},
    {Purpose::viewRecords, "view_records",
     QT_TRANSLATE_NOOP("Agreement", "Look at the papers about them"), false},
    {Purpose::contactFamily, "contact_family",
     QT_TRANSLATE_NOOP("Agreement", "Contact their family"), false},
    {Purpose::quotation, "quotation",
     QT_TRANSLATE_NOOP("Agreement", "Use their words in the report"), true},
};

bool drawsOnCare(const ListedRecord& participant) {
    const QString standing = textOf(participant, u"standing");
    return standing == u"person" || standing == u"carer" || standing == u"advocate";
}

QString toldName(int told) {
    switch (told) {
        case AgreementModel::SignedForm:
            return QStringLiteral("signed_form");
        case AgreementModel::Gesture:
            return QStringLiteral("gesture");
        case AgreementModel::Interpreter:
            return QStringLiteral("interpreter");
        default:
            return QStringLiteral("spoken");
    }
}

QString abilityName(int ability) {
    switch (ability) {
        case AgreementModel::Doubt:
            return QStringLiteral("doubt");
        case AgreementModel::WithSupport:
            return QStringLiteral("with_support");
        default:
            return QStringLiteral("presumed");
    }
}

QString eventName(int choice) {
    switch (choice) {
        case AgreementModel::Yes:
            return QStringLiteral("given");
        case AgreementModel::No:
            return QStringLiteral("refused");
        default:
            return QStringLiteral("asked");
    }
}

QString reportedText(const AgreementAnswer& answer) {
    if (!answer.councilReported) return QObject::tr("Council did not ask");
    const QString when = QDateTime::fromMSecsSinceEpoch(answer.reportedUtcMs, Qt::UTC)
                             .toString(QStringLiteral("d MMMM"));
    return answer.councilReported == AgreementState::given
               ? QObject::tr("Council said yes, %1").arg(when)
               : QObject::tr("Council said no, %1").arg(when);
}

QStringList scriptFor(const QString& authority, bool person) {
    const QString council = authority.isEmpty() ? QObject::tr("the council") : authority;
    if (person)
        return {
            QObject::tr("We check how well %1 supports people. We would like to hear how it has"
                        " been for you.")
                .arg(council),
            QObject::tr("You do not have to talk to us. You can stop at any time, and nothing"
                        " about your support will change."),
            QObject::tr("We keep what you tell us private. *If you or someone else could be hurt,"
                        " we must pass that on.* We would try to tell you first."),
            QObject::tr("I will ask about a few things one by one. You can say yes to some and no"
                        " to others.")};
    return {QObject::tr("We check how well %1 meets its duties to people who draw on care. We would"
                        " like to hear how it is to work here.")
                .arg(council),
            QObject::tr("You do not have to answer. You can stop at any time. We write by role, not"
                        " by name."),
            QObject::tr("We keep what you tell us private. *If someone could be hurt, we must pass"
                        " that on.* We would try to tell you first."),
            QObject::tr("We do not record. If you are recording, please tell us.")};
}

// The draft ------------------------------------------------------------------------------------

constexpr QStringView draftField = u"answers";

Draft draftFrom(const AgreementSheet& sheet, const RecordId& participant, UtcTime now) {
    std::vector<cbor::Value> rows;
    for (const PurposeRow& row : sheet.purposes)
        if (!row.stands())
            rows.push_back(cbor::Value::map({{QStringLiteral("key"), row.key},
                                             {QStringLiteral("choice"), row.choice},
                                             {QStringLiteral("told"), row.told},
                                             {QStringLiteral("ability"), row.ability},
                                             {QStringLiteral("support"), row.supportTried},
                                             {QStringLiteral("outcome"), row.outcome},
                                             {QStringLiteral("consulted"), row.consulted}}));
    // Whose it is, so that it goes when their words are erased.
    const cbor::Value extra = cbor::Value::map(
        {{QStringLiteral("speaker"), sheet.participant},
         {QStringLiteral("script"), sheet.scriptNow ? sheet.scriptGiven : QString()},
         {QStringLiteral("rows"), cbor::Value::array(std::move(rows))}});
    return {.record = participant,
            .field = draftField.toString(),
            .text = {},
            .kind = QStringLiteral("agreement"),
            .firstKey = now,
            .extra = extra.encode()};
}

/// Lays what is being answered over what stands.
void readDraft(const Draft& draft, AgreementSheet& sheet) {
    const auto extra = cbor::Value::decode(draft.extra);
    if (!extra) return;
    if (const QString script = extra->at(u"script").text(); !script.isEmpty()) {
        sheet.scriptGiven = script;
        sheet.scriptNow = true;
    }
    for (const cbor::Value& kept : extra->at(u"rows").items())
        for (PurposeRow& row : sheet.purposes) {
            if (kept.at(u"key").text() != row.key) continue;
            row.choice = static_cast<int>(kept.at(u"choice").integer());
            row.told = static_cast<int>(kept.at(u"told").integer());
            row.ability = static_cast<int>(kept.at(u"ability").integer());
            row.supportTried = kept.at(u"support").text();
            row.outcome = kept.at(u"outcome").text();
            row.consulted = kept.at(u"consulted").text();
        }
}

}  // namespace

Result<AgreementSheet> readAgreement(Vault& vault, const Council& council, const RecordId& slot,
                                     const std::optional<RecordId>& participant) {
    TRY(const auto company, readHeard(vault, sessionRecordOf(slot)));
    const Heard* asked = speakerIn(company, participant);
    if (asked == nullptr && !company.empty()) asked = &company.front();
    if (asked == nullptr) return fail(Code::notFound, "read an agreement");
    const bool person = drawsOnCare(asked->participant);
    AgreementSheet sheet;
    sheet.participant = asked->participant.id.toString();
    sheet.who = QObject::tr("%1 · Not recording").arg(textOf(asked->participant, u"role"));
    sheet.scriptName = council.script;
    sheet.scriptGiven =
        asked->scriptGiven.isValid() ? wording::hourMinute(asked->scriptGiven) : QString();
    sheet.script = scriptFor(council.authority, person);
    sheet.easyRead = {QObject::tr("We visit councils."),
                      QObject::tr("We ask if people get good support."),
                      QObject::tr("You can talk to us. You can say no."),
                      QObject::tr("You can stop when you want."),
                      QObject::tr("*We tell someone if a person could get hurt.*")};
    sheet.footnote =
        QObject::tr("Keeping these notes is told, not asked. We hold them under our legal powers.");
    for (const Question& one : questions) {
        const AgreementAnswer answer = agreementFor(asked->events, one.purpose);
        if (!person && !one.ofStaff && !answer.councilReported) continue;
        PurposeRow row;
        row.key = QString::fromLatin1(one.name);
        row.title = QCoreApplication::translate("Agreement", one.title);
        row.reported = reportedText(answer);
        if (answer.state == AgreementState::given) row.choice = AgreementModel::Yes;
        if (answer.state == AgreementState::refused || answer.state == AgreementState::withdrawn)
            row.choice = AgreementModel::No;
        if (answer.state == AgreementState::asked) row.choice = AgreementModel::AskLater;
        row.recorded = row.choice;
        sheet.purposes.append(row);
    }
    TRY(const auto draft, vault.drafts().find(asked->participant.id, draftField.toString()));
    if (draft) readDraft(*draft, sheet);
    return sheet;
}

Status saveAgreement(Vault& vault, const AgreementSheet& sheet) {
    const auto participant = RecordId::fromString(sheet.participant);
    if (!participant) return fail(Code::notFound, "keep an agreement");
    // Everything was taken back.
    const bool nothing = std::all_of(sheet.purposes.begin(), sheet.purposes.end(),
                                     [](const PurposeRow& row) { return row.stands(); });
    if (nothing && !sheet.scriptNow)
        return vault.drafts().discard(*participant, draftField.toString());
    return vault.drafts().save(draftFrom(sheet, *participant, vault.author().now().utc));
}

Status recordAgreement(Vault& vault, const Council& council, const RecordId& slot,
                       const RecordId& participant, const QList<PurposeRow>& answers,
                       bool scriptGiven, const Moment& now) {
    std::vector<PutRequest> requests;
    for (const PurposeRow& row : answers) {
        PutRequest request{.type = QStringLiteral("agreement"), .notebook = SessionOf{slot}};
        request.fields = {{QStringLiteral("participant"), participant},
                          {QStringLiteral("purpose"), row.key},
                          {QStringLiteral("event"), eventName(row.choice)},
                          {QStringLiteral("source"), QStringLiteral("confirmed_by_cqc")},
                          {QStringLiteral("time"), instantValue(now.corrected(), now.zoneOffset)},
                          {QStringLiteral("told"), toldName(row.told)},
                          {QStringLiteral("ability"), abilityName(row.ability)}};
        if (!council.me.isNull())
            request.fields.push_back({QStringLiteral("asked_by"), council.me});
        if (scriptGiven && !council.script.isEmpty())
            request.fields.push_back({QStringLiteral("script"), council.script});
        if (row.ability == AgreementModel::Doubt)
            request.fields.push_back({QStringLiteral("doubt"),
                                      QObject::tr("Support tried: %1\nOutcome: %2\nConsulted: %3")
                                          .arg(row.supportTried, row.outcome, row.consulted)});
        requests.push_back(std::move(request));
    }
    if (requests.empty()) return {};
    TRY_OK(vault.finish(
        draftFrom({}, participant, now.utc), requests.front(),
        [&requests](const Saved&) { return std::vector(requests.begin() + 1, requests.end()); }));
    return {};
}

}  // namespace candour
