// A disk in memory that keeps what a real one would: what was synced is there for good, what was
// not may be lost, kept or torn when the power goes. Every SQLite file of a simulated machine lies
// on one of these, by way of a file layer of SQLite's own kind. What always holds: without a fault
// it never loses a byte, and every fault is counted where it happened.
#pragma once

#include "platform/secretbytes.h"
#include "tests/simulation/simfiles.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace candour::simulation {

class SimDisk {
  public:
    struct File {
        QByteArray now;     // as whoever has it open sees it
        QByteArray synced;  // as it is after a power cut that loses the most
        std::vector<SimFiles::Piece> pieces;
        std::vector<std::unique_ptr<char[]>> shared;  // the log's index, in memory alone
    };
    /// All files as they are: what a backup takes.
    struct Image {
        std::map<std::string, QByteArray> databases;
        SimFiles::Image files;
    };

    /// What stands before its operations.
    struct Trouble {
        bool dead = false;
        int untilDeath = -1;
        std::int64_t room = -1;
        int untilFailure = 0;
        int failures = 0;
    };

    /// `folder` is the machine's, where its ordinary files lie; `clock` is its own.
    SimDisk(const QString& folder, const Clock& clock, Dice& dice, Faults& faults)
        : m_clock(clock),
          m_dice(dice),
          m_faults(faults),
          m_plain(folder.toStdString(), dice, faults) {}

    /// From the given number of writes and syncs on, nothing happens any more: the power is gone,
    /// or the process, until revive().
    void dieAfter(int writes) { m_trouble.untilDeath = writes; }
    void die() { m_trouble.dead = true; }
    [[nodiscard]] bool dead() const { return m_trouble.dead; }
    /// SQLCipher gives a connection up for good when a page could not be read, until it is opened
    /// again: somebody has to restart the program.
    [[nodiscard]] bool failedReading() const { return m_failedReading; }
    /// How the machine comes back. Nobody has a file open.
    enum class Death : std::uint8_t { process, power };
    void revive(Death death);

    /// Writes that would make a file grow beyond so many more bytes fail; negative: no limit.
    void setRoom(std::int64_t bytes) { m_trouble.room = bytes; }
    /// The operation after so many others, and those that follow it, fail.
    void failAfter(int operations, int failures) {
        m_trouble.untilFailure = operations;
        m_trouble.failures = failures;
    }
    /// Nothing of the above from here on.
    void mend() { m_trouble = {}; }
    /// True while an operation may fail for a reason of this disk.
    [[nodiscard]] bool troubled() const {
        return m_trouble.dead || m_trouble.untilDeath >= 0 || m_trouble.room >= 0 ||
               m_trouble.failures > 0;
    }

    /// Nothing fails while it lives: for whoever looks at the machine from outside the run.
    class Calm {
      public:
        explicit Calm(SimDisk& disk) : m_disk(disk), m_before(disk.m_trouble) {
            disk.m_trouble = {};
        }
        ~Calm() { m_disk.m_trouble = m_before; }
        Calm(const Calm&) = delete;
        Calm& operator=(const Calm&) = delete;

      private:
        SimDisk& m_disk;
        Trouble m_before;
    };

    [[nodiscard]] Image image() const;
    void restore(const Image& image);

    // For the file layer -------------------------------------------------------------------------

    File* find(const std::string& name);
    File& make(const std::string& name) { return m_files[name]; }
    void remove(const std::string& name) { m_files.erase(name); }
    int read(File& file, void* out, int size, std::int64_t at);
    int write(File& file, const void* data, int size, std::int64_t at);
    int truncate(File& file, std::int64_t size);
    int sync(File& file);

    // For the operating system's calls -----------------------------------------------------------

    [[nodiscard]] SimFiles& files() { return m_plain; }
    [[nodiscard]] UtcTime now() const { return m_clock.utc(); }
    /// True if the call fails; `changes`: it would have written.
    [[nodiscard]] bool meetCall(bool changes) { return meet(changes, 1) != 0; }
    /// How many of the bytes there is room for.
    std::int64_t takeRoom(std::int64_t bytes);
    /// How much of what was being written arrives all the same.
    [[nodiscard]] std::int64_t partOf(std::int64_t bytes) { return m_dice.below(bytes + 1); }

  private:
    int meet(bool changes, int failure);

    const Clock& m_clock;
    Dice& m_dice;
    Faults& m_faults;
    SimFiles m_plain;
    std::map<std::string, File> m_files;
    Trouble m_trouble;
    bool m_failedReading = false;
};

/// The machine that a path belongs to; null for one of the real world.
SimDisk* machineOf(const char* path);

/// Makes the simulated disks SQLite's own, for the whole process, before it is first used. A path
/// belongs to the disk whose name is its part that begins with "m-".
void useSimulatedDisks(std::map<std::string, SimDisk*>& disks, Dice& dice);

}  // namespace candour::simulation
