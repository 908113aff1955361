// Sheets of handwriting on their way: drafts while they are drawn, sealed attachments of their
// session when they are done. What is handed over twice is one attachment.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/inkmodel.h"

#include <QHash>

namespace candour {

/// The attachments that this run's sheets become, by the sheet's serial number; over a lock as
/// well, because a sheet that the disk refused is handed over again after it.
class InkIds {
  public:
    /// All outlive it.
    InkIds(const Clock& clock, Random& random) : m_clock(clock), m_random(random) {}
    [[nodiscard]] RecordId of(const InkDraft& draft);
    [[nodiscard]] bool holds(const RecordId& id) const;

  private:
    const Clock& m_clock;
    Random& m_random;
    QHash<qint64, RecordId> m_ids;
};

/// Durable when it returns.
Result<UtcTime> saveInk(Vault& vault, InkIds& ids, const InkDraft& draft);
/// Sealed and written down when it returns, and its draft gone.
Status finishInk(Vault& vault, InkIds& ids, const InkDraft& draft);
Status dropInk(Vault& vault, InkIds& ids, const InkDraft& draft);
/// The sheet of the session that was not finished before this run; an older one is sealed as it is.
Result<std::optional<InkDraft>> readInk(Vault& vault, const InkIds& ids, const RecordId& session);

}  // namespace candour
