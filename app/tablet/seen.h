// The changes that a page was showing, between the threads and in drafts: whoever writes what it
// says replaces those and no others, so that what came in meanwhile is never written over unseen.
#pragma once

#include "app/vault/recordreader.h"
#include "app/vault/recordwriter.h"

#include <QList>

#include <vector>

namespace candour {

[[nodiscard]] QList<QByteArray> seenOf(const std::vector<ChangeId>& changes);
/// What is no change's id is left out.
[[nodiscard]] std::vector<ChangeId> changesOf(const QList<QByteArray>& seen);
/// As a draft keeps it.
[[nodiscard]] cbor::Value packedSeen(const QList<QByteArray>& seen);
[[nodiscard]] QList<QByteArray> seenIn(const cbor::Value& value);

/// A text as a page shows it: of two that were written unseen of each other both, one below the
/// other, so that whoever goes on has read both.
[[nodiscard]] QString shownText(const RecordView& view, QStringView field);
/// What a page says now settles the fields of which it showed both versions.
[[nodiscard]] OnConflict settlingFor(const RecordView& view, const FieldValues& fields);

}  // namespace candour
