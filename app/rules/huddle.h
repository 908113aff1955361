// The sheet for the team's huddle at the day's end: for each quality statement what emerges, where
// evidence is missing, and what to find out tomorrow (R47). It holds nobody's identity: no words of
// anybody, no roles and no codes.
#pragma once

#include "app/records/ndjson.h"
#include "app/rules/coverage.h"

namespace candour {

struct HuddleNote {
    int statement = 0;  // 0: of no statement in particular
    QString theme = {};
    QString note = {};
    QString direction = {};
    QString stillToFind = {};
    std::vector<EvidenceSource> sources = {};  // of the tags it rests on
};

struct HuddleTheme {
    HuddleNote note;
    int sources = 0;              // independent ones
    bool oneVoiceAsMany = false;  // it says "people" where one told us (R39)
};

struct HuddleStatement {
    int number = 0;
    QString title;
    CoverageRow coverage;
    QStringList gaps;  // titles of the needed categories without a source
    std::vector<HuddleTheme> themes;
};

struct HuddleSheet {
    std::vector<HuddleStatement> statements;  // of the pack, in its order
    std::vector<HuddleTheme> across;          // of no statement in particular
    int withheld = 0;                         // notes left out because they point to somebody
};

/// The codes of everybody heard, among all records.
QStringList codesAmong(std::span<const RecordLine> records);
/// One of the codes stands in it, or what looks like somebody's number or address (R12).
bool pointsToSomebody(const QString& text, const QStringList& codes);
/// `codes` are the codes of all people heard (personcode.h): a note that points to somebody is
/// withheld.
HuddleSheet huddleSheetOf(std::span<const EvidenceItem> evidence, std::span<const HuddleNote> notes,
                          const FrameworkPack& pack, const QStringList& codes);

}  // namespace candour
