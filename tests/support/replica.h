// A ledger on a real temporary folder with an author of its own: what most tests of sync/ begin
// with.
#pragma once

#include "sync/ledger.h"
#include "tests/support/fakes.h"

#include <QDir>
#include <QTemporaryDir>

namespace candour {

struct Replica {
    explicit Replica(std::uint64_t seed)
        : random(seed),
          author(VaultId::makeV7(clock, random), SigningKey::generate(random), clock, 1),
          ledgerKey(SecretBytes::random(32, random)),
          keyFileKey(SecretBytes::random(32, random)),
          boxRandom(seed + 10'000),
          box(BoxKey::generate(boxRandom)) {
        open(Database::Options::Mode::create);
    }

    void open(Database::Options::Mode mode) {
        auto opened = Ledger::open(
            {folder.filePath(QStringLiteral("ledger.db")), ledgerKey,
             folder.filePath(QStringLiteral("keys.db")), keyFileKey, mode, author.vault()},
            random);
        if (!opened) qFatal("cannot open a test ledger: %s", opened.error().name());
        ledger = std::move(*opened);
    }
    void reopen() {
        ledger.reset();
        open(Database::Options::Mode::open);
    }

    /// A copy of another's files, by somebody who has the same keys (the same seed): a backup that
    /// was put back, or a clone. From here on it has chances of its own.
    void becomeCopyOf(Replica& other) {
        ledger.reset();
        other.ledger.reset();
        for (const QFileInfo& file : QDir(folder.path()).entryInfoList(QDir::Files))
            QFile::remove(file.filePath());
        for (const QFileInfo& file : QDir(other.folder.path()).entryInfoList(QDir::Files))
            if (!QFile::copy(file.filePath(), folder.filePath(file.fileName())))
                qFatal("cannot copy a ledger");
        open(Database::Options::Mode::open);
        other.open(Database::Options::Mode::open);
        random = SeededRandom(4711);
    }

    /// One line of text in a session, durable.
    Appended write(const NotebookId& notebook, const RecordId& record, const QString& text,
                   std::vector<ChangeId> replaces = {}, Lane lane = Lane::rest) {
        auto edit = ledger->begin();
        if (!edit) qFatal("cannot begin: %s", edit.error().name());
        NewChange change;
        change.record = {notebook, QStringLiteral("line"), record};
        change.lane = lane;
        change.subject = SubjectId(notebook.bytes());
        change.fields.push_back({QStringLiteral("text"), text, std::move(replaces)});
        change.written = author.now();
        auto appended = ledger->append(author, change);
        if (!appended) qFatal("cannot append: %s", appended.error().name());
        auto committed = edit->commit();
        if (!committed) qFatal("cannot commit: %s", committed.error().name());
        return *appended;
    }

    Frame frameAfter(const ChainId& chain, std::int64_t number) {
        auto edit = ledger->begin();
        auto frame = ledger->frameAfter(chain, number, author);
        if (!frame) qFatal("no frame: %s", frame.error().name());
        if (!edit->commit()) qFatal("cannot commit a statement");
        return std::move(*frame);
    }

    /// Takes in a frame as it comes off the wire.
    Result<Imported> take(const Frame& frame, const VerifyKey& key) {
        TRY(const Frame read, decodeFrame(encodeFrame(frame)));
        TRY(auto edit, ledger->begin());
        TRY(Imported imported, ledger->import(read, key));
        TRY_OK(edit.commit());
        return imported;
    }

    [[nodiscard]] ChainId chainOf(const NotebookId& notebook, Lane lane = Lane::rest) const {
        return {notebook, author.vault(), lane, {}};
    }

    QTemporaryDir folder;
    FakeClock clock;
    SeededRandom random;
    Author author;
    SecretBytes ledgerKey;
    SecretBytes keyFileKey;
    SeededRandom boxRandom;
    BoxKey box;
    std::unique_ptr<Ledger> ledger;
};

}  // namespace candour
