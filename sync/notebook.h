// The kinds of notebook and the lanes of a chain. Both are written into headers as these numbers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace candour {

/// A notebook is the unit of replication and of access.
enum class NotebookKind : std::uint8_t {
    team = 1,      // cases, documents, scores of one assessment
    identities,    // names, addresses, contact details
    safeguarding,  // alerts and concerns
    session,       // one meeting: participants, agreements, lines, tags
    plan,          // who is on the team, and when and where it meets whom; read from outside too
};

/// Separate chains of one vault in one notebook, so that urgent things leave first.
enum class Lane : std::uint8_t { urgent = 1, agreements, rest };

inline constexpr std::array notebookKindNames = {
    std::string_view("team"), std::string_view("identities"), std::string_view("safeguarding"),
    std::string_view("session"), std::string_view("plan")};

[[nodiscard]] constexpr std::string_view nameOf(NotebookKind kind) {
    return notebookKindNames[static_cast<std::size_t>(kind) - 1];
}

[[nodiscard]] constexpr std::optional<NotebookKind> notebookKind(std::string_view name) {
    for (std::size_t i = 0; i < notebookKindNames.size(); ++i)
        if (notebookKindNames[i] == name) return static_cast<NotebookKind>(i + 1);
    return std::nullopt;
}

}  // namespace candour
