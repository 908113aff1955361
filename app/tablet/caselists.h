// What belongs to a tracked case beside its journey: the contact log, papers, agreement, access to
// records, follow-ups and capacity, each as rows for its page. People go by code, the team by
// initials.
#pragma once

#include "app/rules/agreement.h"
#include "app/rules/casecontact.h"
#include "app/tablet/council.h"
#include "app/viewmodels/journeymodel.h"

namespace candour {

/// What the person of a case answered, to us or to the council, and what they took back.
using CaseAnswers = std::vector<AgreementEvent>;

struct CaseMaterial {
    RecordId id;
    std::vector<ListedRecord> accounts;
    std::vector<RecordId> lockedAway;    // the stages of accounts that were taken back, one each
    std::vector<ListedRecord> contacts;  // oldest first
    std::vector<ListedRecord> needs;
    CaseAnswers answers;
};
Result<CaseMaterial> readMaterial(Vault& vault, const RecordId& id);

/// What a case rests on: what its person is asked, and the council reports.
inline constexpr Purpose casePurposes[] = {Purpose::talk, Purpose::viewRecords,
                                           Purpose::contactFamily, Purpose::quotation};

/// One badge for the four purposes that a case rests on.
[[nodiscard]] CaseBadge agreementBadge(const CaseAnswers& answers);
/// What came of the last try to reach this voice, and when the next one is; empty without any.
[[nodiscard]] QString lastContactWords(const std::vector<ListedRecord>& contacts,
                                       const QString& voice, const Moment& now);
Result<QList<CaseList>> listsFor(Vault& vault, const Council& council, const CaseMaterial& material,
                                 const ContactAdvice& advice, const Moment& now);

/// A follow-up as a row: who, of whom, by when; late ones say so.
[[nodiscard]] EntryRow followUpEntry(const Council& council, const ListedRecord& followUp,
                                     const Moment& now);
/// Wanted by a day before today, and not here.
[[nodiscard]] bool isOverdue(const ListedRecord& followUp, const Moment& now);
/// Overdue first, then by the day they are wanted, what is settled last.
void sortFollowUps(std::vector<ListedRecord>& followUps, const Moment& now);

}  // namespace candour
