#include "app/tablet/rating.h"

#include "app/reports/coveragereport.h"
#include "app/reports/scorereport.h"
#include "app/rules/givenscore.h"
#include "app/rules/recordwords.h"
#include "app/rules/taggedevidence.h"
#include "app/tablet/tomorrow.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
namespace {

const QString scoreType = QStringLiteral("score");
const QString rationaleField = QStringLiteral("rationale");

/// Why nobody scores here now; empty if we may.
Result<QString> closedBecause(Vault& vault, const Council& council, const ScoreReport& report) {
    if (council.pack.scoring.kind != ScoringMethod::Kind::direct)
        return QObject::tr(
            "This framework scores evidence categories. They are entered with "
            "candour-cli.");
    QString role;
    if (!council.me.isNull()) {
        TRY(const RecordView me, vault.records().get(council.me));
        role = textIn(me.values(), u"role");
    }
    return sentenceFor(mayScore(role, report.phase));
}

QString sourcesOf(const CoverageRow& row) {
    const auto gaps = std::count_if(row.cells.begin(), row.cells.end(),
                                    [](const CoverageCell& cell) { return cell.isGap(); });
    if (gaps == 0) return QString::number(row.sources);
    return QObject::tr("%1 · %2")
        .arg(row.sources)
        .arg(wording::count(gaps, QObject::tr("gap"), QObject::tr("gaps")));
}

/// A score that leaves out whom the framework always asks.
QString unheard(const FrameworkPack& pack, const CoverageRow& row) {
    for (const CoverageCell& cell : row.cells)
        if (cell.isGap() && cell.category == u"people")
            return QObject::tr("Statement %1 has nothing under %2")
                .arg(row.statement)
                .arg(pack.category(cell.category)->title);
    return {};
}

void addRating(RatingState& state, const ScoringMethod& scoring, const ScoreBoard& board) {
    for (const RatingBand& band : scoring.bands)
        state.steps.append({band.title, band.fromPercent, band.toPercent,
                            board.rating && board.rating->band.rating == band.rating});
    if (!board.rating) {
        const auto scored =
            std::count_if(board.statements.begin(), board.statements.end(),
                          [](const StatementOnBoard& one) { return one.score.has_value(); });
        state.points =
            QObject::tr("%1 of %2 statements are scored").arg(scored).arg(board.statements.size());
        return;
    }
    const Rating& rating = *board.rating;
    state.rating = rating.band.title;
    state.percent = rating.percent;
    state.points = QObject::tr("%1 of %2 points, %3%")
                       .arg(rating.points)
                       .arg(rating.mostPoints)
                       .arg(rating.percent);
    for (const RatingBand& band : scoring.bands)
        if (band.fromPoints == rating.points + 1)
            state.next = QObject::tr("One more point would make it %1.").arg(band.title);
}

struct DraftHere {
    std::optional<Draft> draft;
    cbor::Value extra;
};

Result<DraftHere> draftOf(Vault& vault, int statement) {
    TRY(const auto drafts, vault.drafts().open());
    for (const Draft& draft : drafts) {
        if (draft.kind != scoreType) continue;
        const auto extra = cbor::Value::decode(draft.extra);
        if (extra && extra->at(u"statement").integer() == statement)
            return DraftHere{draft, *extra};
    }
    return DraftHere{};
}

Result<std::optional<ListedRecord>> standing(Vault& vault, int statement) {
    TRY(const auto scores,
        listAll(vault, {.type = scoreType, .where = {{QStringLiteral("statement"), statement}}}));
    return scores.empty() ? std::nullopt : std::optional(scores.back());
}

QList<Citation> citable(std::span<const TaggedEvidence> evidence, const FrameworkPack& pack,
                        int statement, const QStringList& cites) {
    QList<Citation> found;
    for (const TaggedEvidence& one : evidence) {
        if (!one.counts || !pack.readsNumbersOf(one.item.pack) || one.item.statement != statement)
            continue;
        const QString key = one.tag->id.toString();
        const QString shows = valueForPeople(*one.tag->type->field(u"direction"),
                                             valueOf(one.tag->fields, u"direction"));
        found.append({key, textIn(one.tag->fields, u"words"),
                      wording::together({one.who, one.when, shows}), cites.contains(key)});
    }
    return found;
}

/// Ids in their one order, as a set is stored.
cbor::Value citesValue(const QStringList& cites) {
    std::vector<RecordId> ids;
    for (const QString& cite : cites)
        if (const auto id = RecordId::fromString(cite)) ids.push_back(*id);
    std::sort(ids.begin(), ids.end());
    return cbor::Value::array(std::vector<cbor::Value>(ids.begin(), ids.end()));
}

/// What the follow-up of a check says; by these words it is found again.
QString checkWords(int statement) {
    return QObject::tr("Find out whether the Secretary of State has to be told of statement %1")
        .arg(statement);
}

/// How far its follow-up is; empty if there is none.
Result<QString> stateOfCheck(Vault& vault, int statement) {
    const QString type = QStringLiteral("follow_up");
    TRY(const auto found,
        listAll(vault, {.type = type, .where = {{QStringLiteral("statement"), statement}}}));
    for (const ListedRecord& one : found)
        if (textOf(one, u"what") == checkWords(statement))
            return valueForPeople(*recordList().type(type)->field(u"state"),
                                  fieldOf(one, u"state"));
    return QString();
}

}  // namespace

Result<RatingState> readRating(Vault& vault, const Council& council, QDate today) {
    RatingState state;
    Plan plan;
    plan.pack = council.pack;
    TRY(const auto assessments, listAll(vault, {.type = QStringLiteral("assessment")}));
    if (!assessments.empty()) plan.fields = assessments.front().values;
    TRY(const ScoreReport report, readScores(vault.records(), plan, today));
    TRY(state.closed, closedBecause(vault, council, report));
    if (!state.closed.isEmpty()) return state;
    TRY(const CoverageReport coverage, readCoverage(vault.records(), council.pack));
    const ScoringMethod& scoring = council.pack.scoring;
    state.least = scoring.least;
    for (int i = 0; i < scoring.labels.size(); ++i)
        state.scores += QObject::tr("%1 %2").arg(scoring.least + i).arg(scoring.labels[i]);
    for (std::size_t i = 0; i < report.board.statements.size(); ++i) {
        const StatementOnBoard& one = report.board.statements[i];
        const Statement statement = council.statement(one.number);
        TRY(const DraftHere draft, draftOf(vault, one.number));
        ScoreLine line{one.number,
                       statement.theme,
                       statement.title,
                       sourcesOf(coverage.rows[i]),
                       one.score.value_or(0),
                       {},
                       draft.draft.has_value()};
        if (one.disputed || (!one.score && !one.missing.isEmpty())) {
            TRY(const auto given, standing(vault, one.number));
            // A statement that nobody has scored says nothing: the empty cells do.
            if (given) line.missing = one.missing.join(u' ');
        }
        if (one.secretaryOfStateCheck) {
            TRY(const QString how, stateOfCheck(vault, one.number));
            state.checks +=
                {one.number,
                 QObject::tr("Statement %1 is scored %2").arg(one.number).arg(*one.score), how};
        }
        if (const QString gap = unheard(council.pack, coverage.rows[i]);
            one.score && !gap.isEmpty())
            state.gaps += gap;
        state.lines.append(line);
    }
    addRating(state, scoring, report.board);
    return state;
}

Status startCheck(Vault& vault, const Council& council, int statement, QDate today) {
    TRY(const QString already, stateOfCheck(vault, statement));
    if (!already.isEmpty()) return {};
    return planForTomorrow(vault, council, statement, checkWords(statement), today);
}

Result<ScoreInHand> readScore(Vault& vault, const Council& council, int statement, int score) {
    ScoreInHand hand;
    hand.draft.statement = statement;
    TRY(const DraftHere here, draftOf(vault, statement));
    if (here.draft) {
        hand.draft.rationale = here.draft->text;
        hand.draft.score = static_cast<int>(here.extra.at(u"score").integer());
        for (const cbor::Value& cite : here.extra.at(u"cites").items())
            hand.draft.cites += cite.text();
    } else {
        TRY(const auto given, standing(vault, statement));
        if (given) {
            hand.draft.rationale = textOf(*given, rationaleField);
            hand.draft.score = static_cast<int>(fieldOf(*given, u"score").integer());
            for (const RecordId& cite : idsIn(given->values, u"cites"))
                hand.draft.cites += cite.toString();
        }
    }
    if (score > 0) hand.draft.score = score;
    TRY(const auto lines, everyLine(vault.records(), typesOfEvidence()));
    hand.evidence = citable(taggedEvidence(lines), council.pack, statement, hand.draft.cites);
    return hand;
}

Status saveScoreDraft(Vault& vault, const ScoreDraft& draft, const Clock& clock, Random& random) {
    TRY(const DraftHere here, draftOf(vault, draft.statement));
    RecordId id = here.draft ? here.draft->record : RecordId::makeV7(clock, random);
    if (!here.draft) {
        TRY(const auto given, standing(vault, draft.statement));
        if (given) id = given->id;
    }
    std::vector<cbor::Value> cites;
    for (const QString& cite : draft.cites) cites.emplace_back(cite);
    return vault.drafts().save(
        {.record = id,
         .field = rationaleField,
         .text = draft.rationale,
         .caret = static_cast<int>(draft.rationale.size()),
         .kind = scoreType,
         .firstKey = clock.utc(),
         .extra =
             cbor::Value::map({{QStringLiteral("statement"), draft.statement},
                               {QStringLiteral("score"), draft.score},
                               {QStringLiteral("cites"), cbor::Value::array(std::move(cites))}})
                 .encode()});
}

Result<QString> giveScore(Vault& vault, const Council& council, const ScoreDraft& draft,
                          const Moment& now, const Clock& clock, Random& random) {
    if (draft.score == 0) return QObject::tr("Choose a score first.");
    TRY(const DraftHere here, draftOf(vault, draft.statement));
    TRY(const auto given, standing(vault, draft.statement));
    PutRequest request{.type = scoreType, .onConflict = OnConflict::settle};
    request.id = given        ? given->id
                 : here.draft ? here.draft->record
                              : RecordId::makeV7(clock, random);
    request.fields = {{QStringLiteral("pack"), council.pack.id},
                      {QStringLiteral("statement"), draft.statement},
                      {QStringLiteral("score"), draft.score},
                      {rationaleField, draft.rationale.trimmed()},
                      {QStringLiteral("cites"), citesValue(draft.cites)},
                      {QStringLiteral("state"), QStringLiteral("proposed")},
                      {QStringLiteral("by"), council.me},
                      {QStringLiteral("at"), instantValue(now.corrected(), now.zoneOffset)}};
    const RecordLine wanted{recordList().type(scoreType), *request.id, {}, request.fields};
    TRY(const auto breaches,
        vault.rules().ask([&](const Surroundings& around) { return breachesOf(wanted, around); }));
    const auto refused = std::find_if(breaches.begin(), breaches.end(),
                                      [](const Breach& breach) { return breach.refuses(); });
    if (refused != breaches.end()) return refused->sentence;
    TRY_OK(vault.put(request));
    // A kill before the draft goes finds the same words in both places, and loses none.
    if (here.draft) TRY_OK(vault.drafts().discard(here.draft->record, rationaleField));
    return QString();
}

}  // namespace candour
