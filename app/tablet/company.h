// Who is in the room, and what each of them agreed to. What always holds: people are known by role,
// never by name; words of somebody who has not said yes to *Talk with us* become no evidence, and
// words that could be anybody's need everybody's yes.
#pragma once

#include "app/rules/agreement.h"
#include "app/tablet/council.h"
#include "app/viewmodels/capturemodel.h"
#include "app/viewmodels/peoplemodel.h"

#include <optional>
#include <span>

namespace candour {

/// Somebody we meet in a session, with their answers so far; to withdraw is an answer too.
struct Heard {
    ListedRecord participant;
    std::vector<AgreementEvent> events;
    bool stopped = false;   // they asked us to stop, and have not said yes since
    QDateTime scriptGiven;  // when an answer first came with the opening words; invalid: not yet

    [[nodiscard]] AgreementState talk() const { return agreementFor(events, Purpose::talk).state; }
};
Result<std::vector<Heard>> readHeard(Vault& vault, const RecordId& session);

using Company = std::span<const Heard>;

/// The one who speaks: who was chosen or, of one person, that one; null when it could be anybody.
[[nodiscard]] const Heard* speakerIn(Company company, const std::optional<RecordId>& chosen);
/// What stands for words of the speaker; of nobody in particular, the answer that protects most.
[[nodiscard]] AgreementState talkOf(Company company, const Heard* speaker);
/// Whether what the speaker says now can be evidence.
[[nodiscard]] bool mayTagWordsOf(Company company, const Heard* speaker);
/// Talk, quotation and recording for the strip.
[[nodiscard]] QList<AgreedItem> agreedBy(Company company, const Heard* speaker);
[[nodiscard]] QList<PersonRow> peopleRows(Company company, const std::optional<RecordId>& chosen);
/// Since when anybody's talk is paused; nothing while nobody's is.
[[nodiscard]] std::optional<UtcTime> pausedSince(Company company);

/// In what capacity people of a slot speak, until somebody says otherwise.
[[nodiscard]] QString standingFor(const QString& slotKind);
/// Somebody joins, by role. `badInput` without one.
Status addPerson(Vault& vault, const ListedRecord& slot, const RecordId& session,
                 const QString& role);
/// A pause is an answer like any other: said by everybody in the room, or taken back. Who had said
/// yes before goes on with it.
Status recordPause(Vault& vault, const Council& council, const ListedRecord& slot, Company company,
                   bool paused, const Moment& now);

}  // namespace candour
