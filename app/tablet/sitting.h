// One session while somebody writes in it: what CaptureModel shows and asks for, on the vault. What
// always holds: save() and finish() are durable when they return; a line and the tags that were put
// on it while it was typed are one transaction; nothing becomes evidence that the agreement does
// not cover.
#pragma once

#include "app/tablet/company.h"
#include "app/tablet/council.h"
#include "app/tablet/group.h"
#include "app/viewmodels/capturemodel.h"

#include <QHash>

#include <memory>

namespace candour {

class Sitting {
  public:
    /// Opens the session of a slot, beginning it (offline, at once) if nobody has. All outlive it.
    static Result<std::unique_ptr<Sitting>> open(Vault& vault, const Council& council,
                                                 const RecordId& slot, const Clock& clock,
                                                 Random& random);

    [[nodiscard]] const RecordId& slot() const { return m_slot.id; }
    [[nodiscard]] const RecordId& session() const { return m_session; }
    [[nodiscard]] const ListedRecord& plan() const { return m_slot; }
    /// Whose agreement has to come before the first line (R5); nothing if the page may open.
    Result<std::optional<RecordId>> agreementFirst();
    /// Whose words are written from now on; nothing: anybody's.
    void choose(const std::optional<RecordId>& speaker) { m_chosen = speaker; }
    Result<QList<PersonRow>> people();
    /// Who is in the room, of a group; points that are made from here on count among them.
    Result<RoomState> room();
    Status addRole(const QString& role);
    Status setHeadcount(const QString& key, int count);
    Status setTally(const QString& line, const Tally& tally);
    Status addPerson(const QString& role);
    Status pause(bool paused);
    [[nodiscard]] std::optional<UtcTime> pausedSince() const {
        return candour::pausedSince(m_heard);
    }
    /// Everything the page starts with, drafts included.
    Result<CaptureState> state();
    [[nodiscard]] int lineCount() const { return static_cast<int>(m_rows.size()); }
    Result<QList<LineRow>> rows(int first, int count);

    Result<UtcTime> save(const LineDraft& draft);
    /// The line's record id.
    Result<QString> finish(const LineDraft& draft);
    Status drop(const LineDraft& draft);
    Status tag(qint64 serial, const QString& lineId, int statement, bool add);
    Status chooseSetting(const QString& key, bool chosen);
    Status tickPrompt(const QString& key, bool covered);
    Result<QList<Prompt>> prompts();
    Result<QList<AgreedItem>> agreed();
    /// Whether what is written now may become evidence.
    Result<bool> mayTag();

  private:
    Sitting(Vault& vault, const Council& council, ListedRecord slot, const Clock& clock,
            Random& random);
    Status begin();
    Result<bool> isTheirs(const NotebookId& notebook);
    Status readRows();
    Result<LineRow> rowFor(const ListedRecord& line);
    [[nodiscard]] PutRequest requestFor(const LineDraft& draft, const RecordId& id);
    [[nodiscard]] PutRequest tagRequest(const RecordId& line, const ChangeId& change,
                                        const QString& words, LineListModel::Kind kind,
                                        int statement, const Heard* speaker) const;
    [[nodiscard]] Draft draftFrom(const LineDraft& line, const RecordId& id) const;
    [[nodiscard]] RecordId idOf(const LineDraft& draft);
    Status restore(CaptureState& state);
    Status readCompany();
    [[nodiscard]] const Heard* speakerOf(const ListedRecord& line) const;
    [[nodiscard]] bool writtenWhilePaused(const QDateTime& at) const;

    Vault& m_vault;
    const Council& m_council;
    const Clock& m_clock;
    Random& m_random;
    ListedRecord m_slot;
    RecordId m_session;
    std::vector<Heard> m_heard;
    std::optional<RecordId> m_chosen;
    int m_headcount = 0;  // of a group
    std::vector<RowId> m_rows;
    QHash<qint64, RecordId> m_ids;  // by the sitting's own serial numbers
};

}  // namespace candour
