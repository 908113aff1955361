// The central store of a run: the real StoreApi on a real EmbeddedShelf, on a simulated machine
// that is killed, loses its power, fills up and is restored from backups. It is held to its word
// all the time: a receipt that it has given must be there whenever it comes back.
#pragma once

#include "sync/store/embeddedshelf.h"
#include "sync/store/storeapi.h"
#include "tests/simulation/agenda.h"
#include "tests/simulation/simdisk.h"
#include "tests/support/fakes.h"

#include <map>
#include <optional>
#include <set>

namespace candour::simulation {

class SimStore {
  public:
    SimStore(QString folder, Agenda& agenda, Dice& dice, Faults& faults);

    void create();
    /// Opens the shelf again and checks that everything is there that it has receipted.
    void open();
    void close();

    /// Nothing while it is down, or if it goes down over the request, or if not all of the body
    /// came.
    std::optional<HttpResponse> reach(const HttpRequest& request, qsizetype arrived);
    std::optional<HttpResponse> reach(const HttpRequest& request) {
        return reach(request, request.body.size());
    }
    void crash(SimDisk::Death death);
    void backUp();
    void forgetBackup() { m_backup.reset(); }
    [[nodiscard]] bool hasBackup() const { return m_backup.has_value(); }
    void restoreBackup();
    [[nodiscard]] bool wasRestored() const { return m_restores > 0; }
    [[nodiscard]] int restores() const { return m_restores; }
    /// As an administrator does it, at the store's own machine; false if that is not possible now.
    bool takeOutOfUse(const VaultId& vault);
    [[nodiscard]] bool isOutOfUse(const VaultId& vault);
    /// Those that it lacks, by whatever name.
    [[nodiscard]] std::size_t countLacking(const std::vector<ChangeId>& changes);
    [[nodiscard]] bool isUp() const { return m_api != nullptr; }
    [[nodiscard]] bool everPromised(const Hash& blob) const {
        return m_everPromised.contains(blob);
    }
    /// Whole, and what its id says.
    [[nodiscard]] bool holds(const BlobRef& blob);
    /// The change by its link, under whatever name.
    [[nodiscard]] bool holds(const Hash& link);

    /// An attachment that it receipted is here, or was erased since.
    void holdToItsWord(const BlobRef& blob, const std::string& when);

    [[nodiscard]] StoreIdentity identity() const;
    EmbeddedShelf& shelf() { return *m_shelf; }
    SimDisk& disk() { return m_disk; }
    SimClock& clock() { return m_clock; }
    SeededRandom& random() { return m_random; }

  private:
    struct Promised {
        std::map<ChainId, Head> heads;  // the furthest of each chain that it gave a receipt for
        std::map<Hash, BlobRef> blobs;
    };
    HttpResponse answer(HttpRequest request, qsizetype arrived);
    void holdToItsWord(const char* when);
    void noteReceipts(const HttpResponse& response);
    void noteBlobReceipt(const HttpResponse& response);
    Hash linkAfterwards(const Head& held, std::int64_t number);

    QString m_folder;
    Agenda& m_agenda;
    Dice& m_dice;
    Faults& m_faults;
    SimDisk m_disk;
    SimClock m_clock;
    SeededRandom m_random;
    std::unique_ptr<EmbeddedShelf> m_shelf;
    std::unique_ptr<StoreApi> m_api;
    Promised m_promised;
    std::set<Hash> m_everPromised;  // blobs, whatever backup came back since
    struct Backup {
        SimDisk::Image image;
        Promised promised;
    };
    std::optional<Backup> m_backup;
    int m_restores = 0;
};

}  // namespace candour::simulation
