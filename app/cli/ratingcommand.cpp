// rating: the overall rating of quality statement scores, for checking a published one.
#include "app/cli/cli.h"
#include "app/rules/scoring.h"

#include <memory>

namespace candour::cli {
namespace {

Status rating(const Context& context, const std::vector<int>& scores, const std::string& packId) {
    constexpr char during[] = "work out a rating";
    TRY(const FrameworkPack pack,
        shippedPack(packId.empty() ? shippedPackIds().front() : QString::fromStdString(packId)));
    if (scores.size() != pack.statements.size())
        return fail(Code::badInput, during,
                    "This framework has " + std::to_string(pack.statements.size()) +
                        " quality statements. Give a score for each, in their order.");
    std::map<int, int> byStatement;
    for (std::size_t i = 0; i < scores.size(); ++i)
        byStatement[pack.statements[i].number] = scores[i];
    const auto found = ratingOf(pack, byStatement);
    if (!found)
        return fail(Code::badInput, during,
                    "Scores go from " + std::to_string(pack.scoring.least) + " to " +
                        std::to_string(pack.scoring.most) + ".");
    QStringList checks;
    for (const auto& [statement, score] : byStatement)
        if (raisesSecretaryOfStateCheck(pack, statement, score))
            checks << pack.statement(statement)->title.text;
    if (context.shared.json) {
        QJsonObject json = cli::jsonOf(*found);
        json.insert(u"secretary_of_state_checks"_qs, checks.size());
        return printJson(json);
    }
    TRY_OK(printLine(ratingWords(*found).toUtf8()));
    for (const QString& title : checks)
        TRY_OK(printLine("Check whether the Secretary of State is told: " + title.toUtf8()));
    return {};
}

}  // namespace

QJsonObject jsonOf(const Rating& rating) {
    return {{u"points"_qs, rating.points},
            {u"most_points"_qs, rating.mostPoints},
            {u"percent"_qs, rating.percent},
            {u"hundredths"_qs, rating.hundredths},
            {u"rating"_qs, rating.band.rating}};
}

QString ratingWords(const Rating& rating) {
    return u"%1: %2 of %3 points, %4 % (%5 %)"_qs.arg(rating.band.title)
        .arg(rating.points)
        .arg(rating.mostPoints)
        .arg(rating.percent)
        .arg(rating.hundredths / 100.0, 0, 'f', 2);
}

void addRatingCommand(CLI::App& app, Commands& commands) {
    auto scores = std::make_shared<std::vector<int>>();
    auto pack = std::make_shared<std::string>();
    CLI::App* rated = app.add_subcommand(
        "rating", "Work out an overall rating from the scores of all quality statements");
    rated->add_option("SCORES", *scores, "One for each, in the framework's order")->required();
    rated->add_option("--pack", *pack, "The framework pack, if not today's");
    rated->footer("Example:\n  candour-cli rating 2 3 3 3 3 2 2 3 3");
    commands.push_back({rated, [scores, pack](const Context& context) {
                            return rating(context, *scores, *pack);
                        }});
}

}  // namespace candour::cli
