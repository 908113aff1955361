// The ordinary files of a simulated machine: sealed attachments, a vault's head. They lie where the
// product puts them, so that it reads them as ever; every call of the operating system that writes
// passes through here (the linker sees to it), is refused when the machine's disk is in trouble,
// and is remembered until it is synced. What always holds: after a power cut a file has what was
// synced of it and, of the rest, any part; a name is there for certain only once its folder was
// synced.
#pragma once

#include "platform/clock.h"
#include "tests/simulation/faults.h"

#include <QByteArray>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace candour::simulation {

class SimFiles {
  public:
    /// A write or truncation since the last sync.
    struct Piece {
        std::int64_t at = 0;
        QByteArray bytes;
        bool truncates = false;
    };
    struct Content {
        QByteArray synced;
        std::vector<Piece> pieces;
    };
    using Image = std::map<std::string, QByteArray>;  // by path within the folder

    /// `folder` is the machine's, as the operating system knows it.
    SimFiles(std::string folder, Dice& dice, Faults& faults)
        : m_folder(std::move(folder)), m_dice(dice), m_faults(faults) {}

    static void apply(QByteArray& bytes, const Piece& piece);
    /// Each write since the last sync is there, is not, or is there in some of its sectors.
    static void lose(QByteArray& synced, std::vector<Piece>& pieces, Dice& dice, Faults& faults);

    /// Nobody has one of them open.
    void losePower();
    [[nodiscard]] Image image() const;
    void restore(const Image& image);

    // What the operating system is asked for; it has done it already -----------------------------

    std::shared_ptr<Content> opened(const std::string& path, bool isNew);
    void renamed(const std::string& from, const std::string& to);
    void removed(const std::string& path);
    static void synced(Content& content);
    void folderSynced(const std::string& path);

  private:
    /// A name that came, moved or went since its folder was last synced.
    struct Naming {
        std::string from;  // empty: made
        std::string to;    // empty: removed
        std::shared_ptr<Content> content;
    };
    using Names = std::map<std::string, std::shared_ptr<Content>>;
    static void carryOut(const Naming& naming, Names& names);

    std::string m_folder;
    Dice& m_dice;
    Faults& m_faults;
    Names m_now;
    Names m_durable;
    std::vector<Naming> m_namings;
};

}  // namespace candour::simulation
