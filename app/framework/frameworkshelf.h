// The framework packs that are here: those that came with Candour and those that arrived. What was
// recorded under a pack is read with that pack for ever, so a pack on the shelf is never rewritten:
// a changed framework has another id.
#pragma once

#include "app/framework/frameworkpack.h"

#include <map>
#include <set>

namespace candour {

class FrameworkShelf {
  public:
    /// With the packs that come with Candour.
    FrameworkShelf();

    /// Takes in a pack. The same one again changes nothing; another under an id that is here is
    /// refused with `alreadyThere`, and the one that is here stays.
    Status add(const QByteArray& json);
    /// An organisation's wording of a pack that is here (wording.h), in place of any before.
    Status reword(const QByteArray& json);

    /// Null if it is not here: show what was recorded under it by its numbers alone.
    [[nodiscard]] const FrameworkPack* pack(const QString& id) const;
    /// As it is worded, or was before the organisation worded it anew: what was tagged then stays.
    [[nodiscard]] bool hasSubtopic(const QString& id, int statement, const QString& text) const;
    [[nodiscard]] QStringList ids() const;

  private:
    struct Held {
        QByteArray content;                                // by which the same pack is known again
        FrameworkPack pack;                                // as it arrived
        FrameworkPack worded;                              // as it is shown
        std::set<std::pair<int, QString>> subtopics = {};  // in every wording there was
    };
    std::map<QString, Held> m_packs;
};

}  // namespace candour
