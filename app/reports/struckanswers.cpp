#include "app/reports/struckanswers.h"

#include "app/reports/plan.h"
#include "app/rules/agreement.h"
#include "app/rules/recordwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

struct Answer {
    RecordId whose;
    AgreementEvent event;
};

std::optional<Answer> answerIn(const FieldValues& fields, QStringView whoseField) {
    const auto event = agreementEvent(fields);
    if (!event || event->source != AgreementSource::confirmedByCqc) return std::nullopt;
    return Answer{idIn(fields, whoseField), *event};
}

/// The yes before it stands again, and they have answered nothing since.
bool revives(const Answer& struck, std::span<const Answer> standing) {
    bool yes = false;
    for (const Answer& other : standing) {
        if (other.whose != struck.whose || other.event.purpose != struck.event.purpose ||
            other.event.event == AgreementState::asked)
            continue;
        if (other.event.utcMs > struck.event.utcMs) return false;
        yes = yes || other.event.event == AgreementState::given;
    }
    return yes;
}

Status eachOf(RecordReader& records, const QString& type, QStringView whoseField,
              const std::function<Status(const FoundBreach&)>& found) {
    TRY(const auto listed, everyListed(records, {.type = type, .withStruck = true}));
    std::vector<Answer> standing;
    for (const ListedRecord& one : listed)
        if (!one.struck)
            if (auto answer = answerIn(one.values, whoseField)) standing.push_back(*answer);
    for (const ListedRecord& one : listed) {
        if (!one.struck) continue;
        TRY(const RecordView view, records.get(one.row));
        const auto struck = answerIn(view.values(), whoseField);
        if (!struck || struck->event.event < AgreementState::paused || !revives(*struck, standing))
            continue;
        TRY_OK(found({type,
                      one.id,
                      one.notebook,
                      {u"R3"_qs,
                       QCoreApplication::translate(
                           "Breach",
                           "A no was struck, so the yes before it counts again. Ask them what they "
                           "want, and record their answer."),
                       false, true}}));
    }
    return {};
}

}  // namespace

Status eachStruckNo(RecordReader& records, const std::function<Status(const FoundBreach&)>& found) {
    TRY_OK(eachOf(records, u"agreement"_qs, u"participant", found));
    return eachOf(records, u"case_agreement"_qs, u"case", found);
}

}  // namespace candour
