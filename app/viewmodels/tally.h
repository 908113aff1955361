// How a group took one point: who agreed, who differed, who was silent. What always holds: the
// three add up to those who were in the room when it was made.
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace candour {

struct Tally {
    Q_GADGET
    QML_VALUE_TYPE(tally)
    Q_PROPERTY(int agree MEMBER agree)
    Q_PROPERTY(int differ MEMBER differ)
    Q_PROPERTY(int silent MEMBER silent)
    Q_PROPERTY(int total READ total)
  public:
    enum Voice { Agree, Differ, Silent };
    Q_ENUM(Voice)

    /// Nobody has said anything about it yet. Nobody in the room: no tally.
    static Tally of(int headcount) { return {0, 0, headcount}; }
    [[nodiscard]] int total() const { return agree + differ + silent; }
    /// One more of a voice, or one fewer. Whoever speaks was silent before, as long as anybody was;
    /// whoever no longer agrees or differs falls silent. Nothing changes where nobody is left.
    [[nodiscard]] Tally withMore(Voice voice) const;
    [[nodiscard]] Tally withFewer(Voice voice) const;

    int agree = 0;
    int differ = 0;
    int silent = 0;
    bool operator==(const Tally&) const = default;
};

}  // namespace candour
