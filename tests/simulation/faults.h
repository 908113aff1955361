// The dice that every decision of a run is thrown with, and the count of what went wrong in it.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace candour::simulation {

/// SplitMix64: the same decisions for the same seed, everywhere.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : m_state(seed * 0x9e3779b97f4a7c15U + 1) {}
    std::uint64_t next() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// 0 … count - 1; `count` is at least 1.
    int below(std::int64_t count) {
        return static_cast<int>(next() % static_cast<std::uint64_t>(count));
    }
    int between(int least, int most) { return least + below(most - least + 1); }
    bool oneIn(int count) { return below(count) == 0; }
    template <class List>
    auto& pick(List& list) {
        return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
    }

  private:
    std::uint64_t m_state;
};

enum class Fault : std::uint8_t {
    requestLost,
    requestCut,
    requestTwice,
    requestReplayed,
    answerLost,
    answerCut,
    answerLate,
    partition,
    tabletKilled,
    tabletPowerCut,
    tabletDiedWriting,
    storeKilled,
    storePowerCut,
    storeDiedWriting,
    unsyncedLost,
    pageTorn,
    nameLost,
    tabletDiskFull,
    storeDiskFull,
    tabletDiskFailed,
    storeDiskFailed,
    clockJump,
    clockYearOut,
    noBattery,
    tabletRestored,
    storeRestored,
    hostileReceipt,
    hostileSummary,
    hostileRoster,
    hostileCertificate,
    hostileSignature,
    hostileOrder,
    hostileGap,
    hostileWords,
    hostileFounding,
    hostileReplay,
    hostileBlob,
    hostileBlobReceipt,
    hostileUpload,
    stranger,
    count
};
inline constexpr std::size_t faultKinds = static_cast<std::size_t>(Fault::count);

inline constexpr std::array<const char*, faultKinds> faultNames = {
    "request lost",
    "request cut at a byte",
    "request delivered twice",
    "request replayed later",
    "answer lost",
    "answer cut at a byte",
    "answer after the time-out",
    "partition for hours or days",
    "tablet killed",
    "tablet's power cut",
    "tablet died while writing",
    "store killed",
    "store's power cut",
    "store died while writing",
    "unsynced write lost",
    "page torn",
    "file's name lost",
    "tablet's disk full",
    "store's disk full",
    "tablet's disk failing",
    "store's disk failing",
    "clock jumped",
    "clock a year out",
    "clock without battery",
    "tablet restored from backup",
    "store restored from backup",
    "hostile: receipt forged or old",
    "hostile: heads promised, altered, hidden",
    "hostile: roster forged",
    "hostile: certificate forged",
    "hostile: change rewritten and re-signed",
    "hostile: changes reordered",
    "hostile: change dropped",
    "hostile: words altered",
    "hostile: founding forged",
    "hostile: old answer replayed",
    "hostile: attachment's bytes altered",
    "hostile: attachment's receipt forged",
    "hostile: upload's offset or address lied",
    "stranger pushes or pulls",
};

struct Faults {
    std::array<std::uint32_t, faultKinds> counts{};
    void add(Fault fault) { ++counts[static_cast<std::size_t>(fault)]; }
    [[nodiscard]] std::uint32_t of(Fault fault) const {
        return counts[static_cast<std::size_t>(fault)];
    }
    /// Those that somebody decided on: a lost write belongs to its power cut.
    [[nodiscard]] std::uint32_t total() const {
        std::uint32_t sum = 0;
        for (const std::uint32_t count : counts) sum += count;
        return sum - of(Fault::unsyncedLost) - of(Fault::pageTorn) - of(Fault::nameLost);
    }
};

/// What people do.
enum class Operation : std::uint8_t {
    unlock,
    lock,
    writeSlot,
    openSession,
    addParticipant,
    agree,
    writeLine,
    typeDraft,
    finishDraft,
    look,
    saveWhatWasLookedAt,
    editLine,
    settle,
    strike,
    tag,
    attach,
    purge,
    wantAgain,
    purgeMeeting,
    wantMeeting,
    withdraw,
    takeBack,
    approveErasure,
    hold,
    release,
    rebuild,
    handOver,
    cancelHandOver,
    // Not chosen: what came of it by the store's order
    leftToTheLead,
    erased,
    // Not chosen: an administrator's, and what comes of it
    takenOutOfUse,
    emptied,
    count
};
inline constexpr std::size_t operationKinds = static_cast<std::size_t>(Operation::count);

inline constexpr std::array<const char*, operationKinds> operationNames = {
    "unlocked",
    "locked",
    "planned a slot",
    "opened a session",
    "added a participant",
    "wrote an agreement",
    "wrote a line",
    "typed into a draft",
    "finished a draft",
    "looked at a line",
    "saved what was looked at before",
    "edited a line",
    "settled a conflict",
    "struck a line",
    "tagged a line",
    "attached a file",
    "took a file off the tablet",
    "asked for a file again",
    "took a meeting off the tablet",
    "asked for a meeting again",
    "wrote a withdrawal",
    "took a withdrawal back",
    "approved an erasure",
    "set a hold",
    "released a hold",
    "rebuilt lists and index",
    "began a hand-over",
    "cancelled a hand-over",
    "somebody's words left to the lead",
    "somebody's words erased",
    "tablet taken out of use, with something to send",
    "tablet emptied itself",
};

}  // namespace candour::simulation
