// One run: a store, two to twelve tablets, a stranger, and everything that can go wrong, all
// decided by one seed. Made from a ground that is laid once for all runs: vaults whose enrolment is
// pending and a store that has issued their codes.
#pragma once

#include "sync/store/admin.h"
#include "tests/simulation/simtablet.h"

namespace candour::simulation {

/// What every run begins with: the files of each machine, and the papers of each person.
struct Ground {
    static constexpr int mostTablets = 12;
    QString folder;
    SimDisk::Image store;
    std::vector<SimDisk::Image> tablets;
    std::vector<Invitation> invitations;
    admin::Assessment assessment;
    QByteArray strangersSeed;  // of the signing key of somebody enrolled and on no roster
    VaultId stranger;

    static Ground lay(const QString& folder);
};

class World {
  public:
    /// `folder` is this run's own.
    World(std::uint64_t seed, const Ground& ground, const QString& folder);
    ~World();

    struct Result {
        int tablets = 0;
        int operations = 0;
        int rounds = 0;  // of hand-overs until everybody held the same
        std::uint64_t changes = 0;
        std::uint64_t files = 0;
        Faults faults;
        std::array<std::uint32_t, operationKinds> done{};
    };
    Result run();

  private:
    void begin();
    void turbulence();
    Operation choose();
    bool act(SimTablet& tablet, Operation operation);
    void mishap();
    void mishapOfDisk();
    void mishapOfMachine();
    void mishapOfClock(SimClock& clock, SimTablet* tablet);
    void strangerTries();
    void takeOneOutOfUse();
    void quietWeek();
    void heal();
    bool everybodyHoldsTheSame();

    const Ground& m_ground;
    QString m_folder;
    Dice m_dice;
    Dice m_office;  // the administrator's: whoever else is there has the same luck without them
    Faults m_faults;
    Agenda m_agenda;
    std::map<std::string, SimDisk*> m_disks;
    std::unique_ptr<SimStore> m_store;
    std::vector<std::unique_ptr<SimTablet>> m_tablets;
    std::vector<RecordId> m_members;
    Together m_together;
    Result m_result;
    std::uint64_t m_kinds = 0;  // which mishaps this run knows, a bit each
    int m_slots = 0;
};

}  // namespace candour::simulation
