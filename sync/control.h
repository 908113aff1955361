// Control changes: what people ask about somebody's words as a whole (PROTOCOL 11, 27 to 29). They
// lie in chains like every change, but unsealed, and hold ids alone: never a word. So the store can
// act on them without reading anything else, and what it did can be traced to who asked for it.
#pragma once

#include "sync/change.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace candour {

enum class ControlKind : std::uint8_t { withdraw, erase, hold, release, restrict };

/// What a control change says.
struct Control {
    ControlKind kind = ControlKind::withdraw;
    /// Where the words lie: the notebook of the change itself, or one whose parent that is.
    NotebookId notebook;
    SubjectId subject;
    /// Every key of this generation and of earlier ones; 0: none, only the changes below.
    std::uint32_t generation = 0;
    /// To erase: single changes that lie under another's key. To release: the holds and
    /// restrictions that end.
    std::vector<ChangeId> changes;
    RecordId about;  // the record that says why

    /// The payload, as it lies and travels.
    [[nodiscard]] QByteArray encode() const;
    static Result<Control> decode(ControlKind kind, QByteArrayView payload);
    friend bool operator==(const Control&, const Control&) = default;
};

/// As it was found in a chain.
struct ControlChange {
    ChangeId id;
    VaultId author;
    Control control;
    bool late = false;  // its author had been taken off the roster when the store got it
    /// The highest generation that could be meant when the store received it, or when it says that
    /// it was written.
    std::uint32_t latest = std::numeric_limits<std::uint32_t>::max();

    /// What counts of the generation that it names.
    [[nodiscard]] std::uint32_t generation() const { return std::min(control.generation, latest); }
};

/// The record type in the header of a control change: a name that no list of record types uses.
[[nodiscard]] QString typeOf(ControlKind kind);
[[nodiscard]] std::optional<ControlKind> controlKind(QStringView type);
/// True for a kind of this version and for those that later ones may bring.
[[nodiscard]] bool isControlType(QStringView type);

}  // namespace candour
