#include "app/tablet/company.h"

#include "app/rules/agreed.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace candour {
namespace {

AgreementState stateOf(Company company, const Heard* speaker, Purpose purpose) {
    if (speaker != nullptr) return agreementFor(speaker->events, purpose).state;
    std::vector<AgreementAnswer> answers;
    for (const Heard& heard : company) answers.push_back(agreementFor(heard.events, purpose));
    return strictest(answers).state;
}

QString talkWord(AgreementState talk) {
    return talk == AgreementState::notAsked
               ? QObject::tr("Agreement not yet asked")
               : QObject::tr("Talk with us: %1").arg(wordFor(talk).toLower());
}

}  // namespace

Result<std::vector<Heard>> readHeard(Vault& vault, const RecordId& session) {
    std::vector<Heard> heard;
    TRY(auto participants, listAll(vault, {.type = QStringLiteral("participant"),
                                           .where = {{QStringLiteral("session"), session}}}));
    for (ListedRecord& participant : participants) {
        TRY(const auto answers,
            listAll(vault, {.type = QStringLiteral("agreement"),
                            .where = {{QStringLiteral("participant"), participant.id}}}));
        // What they took back by telephone is a no here too; a yes is asked for again.
        TRY(auto events, vault.rules().ask([&](const Surroundings& around) {
            return answersInRoom(participant.id, around);
        }));
        // By now, whatever the clock of this tablet says.
        constexpr std::int64_t now = std::numeric_limits<std::int64_t>::max();
        TRY(const bool stopped, vault.rules().ask([&](const Surroundings& around) {
            return hadStopped(participant.id, now, around);
        }));
        Heard one{std::move(participant), std::move(events), stopped, {}};
        for (const ListedRecord& answer : answers) {
            const QDateTime time = momentOf(answer, u"time");
            if (!textOf(answer, u"script").isEmpty() &&
                (!one.scriptGiven.isValid() || time < one.scriptGiven))
                one.scriptGiven = time;
        }
        heard.push_back(std::move(one));
    }
    return heard;
}

const Heard* speakerIn(Company company, const std::optional<RecordId>& chosen) {
    if (company.size() == 1) return &company.front();
    const auto found = std::find_if(company.begin(), company.end(), [&](const Heard& heard) {
        return chosen && heard.participant.id == *chosen;
    });
    return found == company.end() ? nullptr : &*found;
}

AgreementState talkOf(Company company, const Heard* speaker) {
    return stateOf(company, speaker, Purpose::talk);
}

bool mayTagWordsOf(Company company, const Heard* speaker) {
    const bool stopped = speaker != nullptr ? speaker->stopped
                                            : std::any_of(company.begin(), company.end(),
                                                          std::mem_fn(&Heard::stopped));
    return talkOf(company, speaker) == AgreementState::given && !stopped;
}

QList<AgreedItem> agreedBy(Company company, const Heard* speaker) {
    struct Shown {
        Purpose purpose;
        QString word;
    };
    const Shown shown[] = {{Purpose::talk, QObject::tr("Talk with us")},
                           {Purpose::quotation, QObject::tr("Quote, by role only")},
                           {Purpose::audio, QObject::tr("Recording")}};
    QList<AgreedItem> items;
    for (const Shown& one : shown) {
        AgreedItem item{one.word, AgreedItem::NotAsked};
        const AgreementState state = stateOf(company, speaker, one.purpose);
        const bool stopped = one.purpose == Purpose::talk && !mayTagWordsOf(company, speaker);
        if (state == AgreementState::given && !stopped)
            item.answer = AgreedItem::Yes;
        else if (state >= AgreementState::given)
            item = {QObject::tr("%1: no").arg(one.word), AgreedItem::No};
        // Nobody is recorded unless they were asked: the strip says so from the start.
        if (one.purpose == Purpose::audio && item.answer == AgreedItem::NotAsked)
            item = {QObject::tr("No recording"), AgreedItem::No};
        items.append(item);
    }
    if (items[0].answer == AgreedItem::NotAsked && items[1].answer == AgreedItem::NotAsked)
        return {{QObject::tr("Not asked yet"), AgreedItem::NotAsked}, items[2]};
    for (AgreedItem& item : items)
        if (item.answer == AgreedItem::NotAsked)
            item.word = QObject::tr("%1: not asked").arg(item.word);
    return items;
}

QList<PersonRow> peopleRows(Company company, const std::optional<RecordId>& chosen) {
    const Heard* const speaker = speakerIn(company, chosen);
    QList<PersonRow> rows;
    for (const Heard& heard : company) {
        const AgreementState talk = heard.talk();
        rows.append({heard.participant.id.toString(), textOf(heard.participant, u"role"),
                     talkWord(talk), talk == AgreementState::given, talk > AgreementState::asked,
                     &heard == speaker});
    }
    return rows;
}

std::optional<UtcTime> pausedSince(Company company) {
    std::optional<UtcTime> since;
    for (const Heard& heard : company) {
        if (heard.talk() != AgreementState::paused) continue;
        UtcTime at{};
        for (const AgreementEvent& event : heard.events)
            if (event.purpose == Purpose::talk && event.event == AgreementState::paused)
                at = std::max(at, UtcTime(milliseconds(event.utcMs)));
        since = std::min(since.value_or(at), at);
    }
    return since;
}

QString standingFor(const QString& slotKind) {
    if (slotKind == u"case") return QStringLiteral("person");
    if (slotKind == u"provider") return QStringLiteral("provider");
    if (slotKind == u"partner" || slotKind == u"community_group") return QStringLiteral("partner");
    return QStringLiteral("staff");
}

Status addPerson(Vault& vault, const ListedRecord& slot, const RecordId& session,
                 const QString& role) {
    PutRequest participant{.type = QStringLiteral("participant"), .notebook = SessionOf{slot.id}};
    participant.fields = {{QStringLiteral("session"), session},
                          {QStringLiteral("standing"), standingFor(textOf(slot, u"kind"))},
                          {QStringLiteral("role"), role.trimmed()}};
    TRY_OK(vault.put(participant));
    return {};
}

Status recordPause(Vault& vault, const Council& council, const ListedRecord& slot, Company company,
                   bool paused, const Moment& now) {
    std::vector<PutRequest> answers;
    for (const Heard& heard : company) {
        const AgreementState talk = heard.talk();
        if (talk > AgreementState::paused) continue;  // a no stays a no
        if ((talk == AgreementState::paused) == paused) continue;
        // Who asked us to stop has to be asked again, whoever else the meeting goes on for.
        const bool agreedBefore =
            !heard.stopped &&
            std::any_of(heard.events.begin(), heard.events.end(),
                        [](const AgreementEvent& event) { return saysYes(event, Purpose::talk); });
        PutRequest answer{.type = QStringLiteral("agreement"), .notebook = SessionOf{slot.id}};
        answer.fields = {{QStringLiteral("participant"), heard.participant.id},
                         {QStringLiteral("purpose"), QStringLiteral("talk")},
                         {QStringLiteral("event"), paused         ? QStringLiteral("paused")
                                                   : agreedBefore ? QStringLiteral("given")
                                                                  : QStringLiteral("asked")},
                         {QStringLiteral("source"), QStringLiteral("confirmed_by_cqc")},
                         {QStringLiteral("time"), instantValue(now.corrected(), now.zoneOffset)},
                         {QStringLiteral("told"), QStringLiteral("spoken")}};
        if (!council.me.isNull()) answer.fields.push_back({QStringLiteral("asked_by"), council.me});
        answers.push_back(std::move(answer));
    }
    return vault.putAll(answers);
}

}  // namespace candour
