#include "app/rules/evidencedate.h"

#include "app/rules/recordwords.h"

#include <QCoreApplication>

namespace candour {

DateReason dateReasonNamed(QStringView option) {
    if (option == u"two_yearly_data") return DateReason::twoYearlyData;
    if (option == u"strategy_or_policy") return DateReason::strategyOrPolicy;
    return option == u"older_serious_concern" ? DateReason::olderSeriousConcern : DateReason::none;
}

EvidenceDate evidenceDate(const DateSpan& when, const DateSpan& period, DateReason reason,
                          QDate today) {
    const QDate last = when.to.value_or(today);
    if (when.from > today) return EvidenceDate::notYet;
    if (period.to && when.from > *period.to) return EvidenceDate::sinceReturn;
    if (when.from >= period.from) return EvidenceDate::inPeriod;
    if (reason != DateReason::none) return EvidenceDate::countsWithReason;
    return last < period.from ? EvidenceDate::needsReason : EvidenceDate::needsTheDay;
}

std::optional<RecordLine> paperBehind(const RecordLine& evidence, const Surroundings& around) {
    if (evidence.type->name == u"extract") return around.record(idIn(evidence.fields, u"source"));
    const bool told =
        evidence.type->name != u"stage_account" || !idIn(evidence.fields, u"participant").isNull();
    return told ? std::nullopt : around.record(idIn(evidence.fields, u"document"));
}

QString dateOfEvidence(const RecordLine& tag, const Surroundings& around) {
    if (const QString& own = textIn(tag.fields, u"evidence_date"); !own.isEmpty()) return own;
    const auto target = around.record(idIn(tag.fields, u"target"));
    if (!target) return {};
    if (const QString& dated = textIn(target->fields, u"dated"); !dated.isEmpty()) return dated;
    const auto source = paperBehind(*target, around);
    if (!source) return {};
    if (source->type->name == u"survey") return textIn(source->fields, u"closed");
    if (source->type->name == u"performance_data") return textIn(source->fields, u"period_to");
    if (source->type->name == u"information_item") return textIn(source->fields, u"received");
    return textIn(source->fields, u"dated");
}

bool dateCounts(EvidenceDate answer) {
    return answer == EvidenceDate::inPeriod || answer == EvidenceDate::sinceReturn ||
           answer == EvidenceDate::countsWithReason;
}

QString sentenceFor(EvidenceDate answer) {
    const auto translated = [](const char* text) {
        return QCoreApplication::translate("EvidenceDate", text);
    };
    switch (answer) {
        case EvidenceDate::needsReason:
            return translated(QT_TRANSLATE_NOOP(
                "EvidenceDate",
                "This is older than the period under assessment. Say why it counts: data collected "
                "every two years, a strategy or policy, or an older serious concern."));
        case EvidenceDate::needsTheDay:
            return translated(QT_TRANSLATE_NOOP(
                "EvidenceDate",
                "This may be older than the period under assessment. Give the day, or say why it "
                "counts."));
        case EvidenceDate::notYet:
            return translated(
                QT_TRANSLATE_NOOP("EvidenceDate", "This date has not come yet. Check it."));
        default:
            return {};
    }
}

}  // namespace candour
