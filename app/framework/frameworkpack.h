// A framework pack: themes, quality statements, prompts, evidence categories and the scoring method
// of one version of the assessment framework, as data. Evidence keeps the id of the pack it was
// recorded under. A pack that loads is whole: every number and key is there once, every statement
// has its theme, bands leave no gap. pack.schema.json describes the file for others.
#pragma once

#include "platform/error.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace candour {

/// Official wording, or ours until somebody has confirmed it.
struct Wording {
    QString text;
    bool confirmed = false;
};

struct IStatement {
    QString key;
    Wording wording;
};

struct LineOfEnquiry {
    QString key;  // once in the whole pack
    QString text;
    QString ask;        // in the person's own voice; may be empty
    QStringList words;  // tagged words with one of these cover the prompt
};

struct Theme {
    int number = 0;
    Wording title;
    bool careAct = false;  // it maps to duties under the Care Act 2014
};

struct EvidenceCategory {
    QString name;  // an option of a tag's category
    QString title;
    QString shortTitle;
    bool used = false;  // in this framework
};

struct QualityStatement {
    int number = 0;
    int theme = 0;
    Wording title;
    QString shortTitle;  // on a tag
    std::vector<IStatement> iStatements;
    std::vector<Wording> subtopics;
    QStringList needs;  // names of the categories without which it has a gap
    bool needsConfirmed = false;
    std::vector<LineOfEnquiry> prompts;
};

struct StatementBand {
    int score = 0;
    int fromPercent = 0;
    int toPercent = 0;
};

struct RatingBand {
    QString rating;
    QString title;
    int fromPercent = 0;
    int toPercent = 0;
    int fromPoints = 0;
    int toPoints = 0;
};

struct ScoringMethod {
    enum class Kind : std::uint8_t {
        direct,      // a score straight for each quality statement
        categories,  // category scores rolled up to each quality statement
    };
    Kind kind = Kind::direct;
    int least = 0;
    int most = 0;
    int notifiedScore = 0;  // this low in a theme of the Care Act: is the Secretary of State told?
    QStringList labels;     // of the scores from least to most
    std::vector<StatementBand> statementBands;  // of `categories`; percentages are rounded half up
    std::vector<RatingBand> bands;

    /// A whole percentage, half a percent rounded up. `mostPoints` is above 0.
    [[nodiscard]] static int percentOf(int points, int mostPoints);
    /// Null if the percentage is in none of them.
    [[nodiscard]] const StatementBand* statementBandOf(int percent) const;
    [[nodiscard]] const RatingBand* bandOf(int percent) const;
};

struct FrameworkPack {
    QString id;
    QString title;
    QString about;
    /// Other packs whose quality statements have the same numbers: what was tagged under one of
    /// them is read here too. Of every other pack the numbers mean something else.
    QStringList sameNumbersAs;
    std::vector<Theme> themes;
    std::vector<EvidenceCategory> categories;
    std::vector<QualityStatement> statements;
    ScoringMethod scoring;

    /// Each null if there is none.
    [[nodiscard]] const QualityStatement* statement(int number) const;
    [[nodiscard]] const Theme* theme(int number) const;
    [[nodiscard]] const EvidenceCategory* category(QStringView name) const;
    /// Whether a quality statement's number of that pack means the same here; of no pack in
    /// particular it does.
    [[nodiscard]] bool readsNumbersOf(const QString& packId) const;
};

/// At most 1 MiB. The error's detail says in a sentence what is wrong and where.
Result<FrameworkPack> frameworkPackFromJson(const QByteArray& json);

/// That a pack is whole, as above; else `badInput` with the first fault in a sentence.
Status checkWhole(const FrameworkPack& pack);

/// Those that come with Candour, newest first.
QStringList shippedPackIds();
Result<FrameworkPack> shippedPack(const QString& id);

}  // namespace candour
