// What most tests of the exchange begin with: a centre, two tablets on one assessment, and the
// backup that somebody takes of the store.
#pragma once

#include "sync/merge.h"
#include "tests/support/centre.h"

#include <QDir>
#include <QFile>

namespace candour {

inline RecordId newRecord(Replica& tablet) {
    tablet.clock.advance(milliseconds(1'000));
    return RecordId::makeV7(tablet.clock, tablet.random);
}

inline QStringList texts(Replica& tablet, const NotebookId& notebook, const RecordId& record) {
    QStringList texts;
    const auto row = tablet.ledger->findRecord({notebook, QStringLiteral("line"), record}).value();
    if (!row) return texts;
    const RecordState state = mergeRecord(tablet.ledger->history(*row).value());
    for (const Write& write : state.field(u"text")->writes) texts << write.value->text();
    return texts;
}

/// A centre and two tablets on one assessment.
struct Story {
    Story() {
        anna = centre.addPerson(QStringLiteral("AW"), true);
        jo = centre.addPerson(QStringLiteral("JO"));
        centre.enrol(first, anna);
        centre.enrol(second, jo);
    }
    HandOver::Report handOver(Replica& tablet) { return candour::handOver(tablet, centre, link); }
    /// Begun by the first tablet, naming the second's person.
    NotebookId foundSession() {
        const NotebookId session = NotebookId::makeV7(first.clock, first.random);
        auto edit = must(first.ledger->begin());
        const Founding founding{
            session, NotebookKind::session, centre.team, first.author.vault(), {jo.id}};
        must(first.ledger->keepFounding(Signed<Founding>::make(founding, first.author.key())));
        must(edit.commit());
        return session;
    }

    Centre centre;
    Replica first{1};
    Replica second{2};
    DirectTransport link{*centre.api};
    Person anna;
    Person jo;
};

/// Last night's: the store's files as they were. A story has a `centre` and a `link` to it.
class StoreBackup {
  public:
    template <class AnyStory>
    explicit StoreBackup(AnyStory& story) {
        story.centre.restart();
        copy(story.centre.path(), m_folder.path());
        story.link.setApi(*story.centre.api);
    }
    template <class AnyStory>
    void restore(AnyStory& story) const {
        story.centre.api.reset();
        story.centre.shelf.reset();
        for (const QFileInfo& file : QDir(story.centre.path()).entryInfoList(QDir::Files))
            QFile::remove(file.filePath());
        copy(m_folder.path(), story.centre.path());
        story.centre.restart();
        story.link.setApi(*story.centre.api);
    }

  private:
    static void copy(const QString& from, const QString& to) {
        for (const QFileInfo& file : QDir(from).entryInfoList(QDir::Files))
            if (!QFile::copy(file.filePath(), to + u'/' + file.fileName()))
                qFatal("cannot copy a store's file");
    }
    QTemporaryDir m_folder;
};

}  // namespace candour
