// Search: words in, lines out, newest first and a page at a time.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/searchmodel.h"

namespace candour {

class Lookup {
  public:
    struct Page {
        QList<SearchHit> hits;
        bool more = false;
    };
    struct Counts {
        int lines = 0;
        int sources = 0;
    };
    /// Hits of one query from number `from` on; asking for the next page goes on where the last one
    /// ended.
    Result<Page> page(Vault& vault, const Council& council, qint64 query, const QString& words,
                      const QList<LineListModel::Kind>& kinds, int from);
    /// Independent sources are counted among the newest thousand hits.
    Result<Counts> counts(Vault& vault, const QString& words,
                          const QList<LineListModel::Kind>& kinds);
    Result<HitContext> context(Vault& vault, const Council& council, const RecordId& line);
    /// The timetable slot of the session that holds this line; null if it was not planned.
    static Result<RecordId> slotOf(Vault& vault, const RecordId& line);

  private:
    qint64 m_query = -1;
    std::map<int, std::optional<RowId>> m_before;  // where each page of the query begins
};

}  // namespace candour
