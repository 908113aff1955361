// Search: words in, and out comes everything in the index that holds them, newest first and a page
// at a time. What narrows a search is asked of each hit; of a common word only the newest
// `mostLookedAt` are.
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
        int others = 0;   // hits that are no lines
        bool all = true;  // false: there may be more
    };
    static constexpr int mostLookedAt = 20'000;
    /// Hits of one query from number `from` on; asking for the next page goes on where the last one
    /// ended.
    Result<Page> page(Vault& vault, const Council& council, qint64 number, const SearchQuery& query,
                      int from);
    /// Of the newest thousand hits.
    Result<Counts> counts(Vault& vault, const SearchQuery& query);
    Result<HitContext> context(Vault& vault, const Council& council, const RecordId& line);

  private:
    qint64 m_number = -1;
    std::map<int, std::optional<RowId>> m_before;  // where each page of the query begins
};

}  // namespace candour
