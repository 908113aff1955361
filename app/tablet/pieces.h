// What can be tagged and compared: the lines of a session, the extracts of a paper, the accounts of
// a case. Each is found under what holds it, and a tag on any of them says the same things.
#pragma once

#include "app/rules/triangulation.h"
#include "app/tablet/council.h"
#include "app/viewmodels/reviewmodel.h"

namespace candour {

/// Our day, then every session that is here, newest first; papers that were taken from; cases that
/// were told of.
Result<QList<ReviewChoice>> reviewChoices(Vault& vault, QDate today);

/// What the review page shows under one choice.
struct PieceList {
    QString title;
    QString detail;
    QString type;  // of all of them: line, extract or stage_account
    std::vector<RowId> rows;
};
/// `holder` is a session, a paper or a case; null for our own lines of `today`. `notFound` if it is
/// none of them.
Result<PieceList> piecesOf(Vault& vault, const RecordId& holder, QDate today);
/// The session, paper or case that holds a piece.
Result<RecordId> holderOf(Vault& vault, const RecordId& piece);

/// Rows of the type that could have a tag and have none.
Result<std::vector<RowId>> withoutTag(Vault& vault, const QString& type);

[[nodiscard]] ListedRecord listedFrom(const RecordView& view);
[[nodiscard]] RecordLine lineFrom(const RecordView& view);

/// The fields of a tag for these words of a piece; all of its words if `length` is 0. `badInput` if
/// it has none.
Result<FieldValues> tagFields(Vault& vault, const Council& council, const RecordView& piece,
                              int statement, int start = 0, int length = 0);
/// Why a tag with these fields must not be written; empty if it may. What has not been received yet
/// is no reason.
Result<QString> refusalOfTag(Vault& vault, const FieldValues& fields);

/// How the piece stands to others, as rows of its page.
Result<QList<LinkRow>> linksBeside(Vault& vault, const RecordId& piece);
/// The statement that both are tagged with; or else either; 0 if neither is.
Result<int> statementOf(Vault& vault, const Council& council, const RecordId& one,
                        const RecordId& other);
/// Others that are tagged with the same statements, newest first.
Result<QList<ComparedPiece>> candidatesFor(Vault& vault, const RecordId& piece);
/// One of the two ends of a comparison, as a page shows it.
[[nodiscard]] ComparedPiece comparedFrom(const RecordLine& piece, const Surroundings& around);

}  // namespace candour
