// What was heard so far, for the coverage page: read once when the page opens, so that every cell
// can be explained at once. It counts what `candour-cli coverage` counts.
#pragma once

#include "app/rules/taggedevidence.h"
#include "app/rules/triangulation.h"
#include "app/tablet/council.h"
#include "app/viewmodels/coveragemodel.h"

namespace candour {

class Findings {
  public:
    static Result<Findings> read(Vault& vault);

    [[nodiscard]] CoverageGrid grid(const Council& council) const;
    /// One cell: what is held, newest first, and what could still fill it after `now`.
    Result<CellStory> cell(Vault& vault, const Council& council, int statement,
                           const QString& category, const QDateTime& now) const;

  private:
    explicit Findings(std::vector<RecordLine> lines);
    [[nodiscard]] std::vector<const TaggedEvidence*> under(const FrameworkPack& pack, int statement,
                                                           const QString& category) const;
    [[nodiscard]] int contradictionsIn(const FrameworkPack& pack, int statement,
                                       const QString& category) const;
    /// The comparisons that one of these is an end of.
    [[nodiscard]] std::vector<const Comparison*> besides(
        int statement, std::span<const TaggedEvidence* const> held) const;
    [[nodiscard]] QList<CoverageItem> heldItems(std::span<const TaggedEvidence* const> held) const;
    [[nodiscard]] QList<CoverageItem> besideItems(
        int statement, std::span<const TaggedEvidence* const> held) const;
    Result<QList<CoverageItem>> sourceItems(Vault& vault, const Council& council,
                                            std::span<const TaggedEvidence* const> held) const;
    [[nodiscard]] QList<CoverageItem> untagged(const QString& category, QDate today) const;
    [[nodiscard]] QList<CoverageItem> papersOn(int statement) const;

    std::vector<RecordLine> m_lines;
    std::vector<TaggedEvidence> m_evidence;  // points into m_lines
    std::vector<Comparison> m_comparisons;
};

/// What a plan for this cell says is still to hear.
[[nodiscard]] QString wantedIn(const Council& council, int statement, const QString& category);

}  // namespace candour
