#include "app/rules/agreement.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

std::optional<Purpose> purposeNamed(const QString& name) {
    if (name == u"talk") return Purpose::talk;
    if (name == u"notes") return Purpose::notes;
    if (name == u"view_records") return Purpose::viewRecords;
    if (name == u"contact_family") return Purpose::contactFamily;
    if (name == u"quotation") return Purpose::quotation;
    if (name == u"photograph") return Purpose::photograph;
    if (name == u"audio") return Purpose::audio;
    if (name == u"share_in_team") return Purpose::shareInTeam;
    return std::nullopt;
}

std::optional<AgreementState> eventNamed(const QString& name) {
    if (name == u"asked") return AgreementState::asked;
    if (name == u"given") return AgreementState::given;
    if (name == u"paused") return AgreementState::paused;
    if (name == u"refused") return AgreementState::refused;
    if (name == u"withdrawn") return AgreementState::withdrawn;
    return std::nullopt;
}

/// Whether an answer takes the place of one that was given before.
bool follows(const AgreementEvent& event, AgreementState before, std::int64_t beforeUtcMs) {
    if (before == AgreementState::notAsked) return true;
    return event.utcMs > beforeUtcMs || (event.utcMs == beforeUtcMs && event.event > before);
}

}  // namespace

std::optional<AgreementEvent> agreementEvent(const FieldValues& agreement) {
    const auto purpose = purposeNamed(valueOf(agreement, u"purpose").text());
    const auto event = eventNamed(valueOf(agreement, u"event").text());
    const std::vector<cbor::Value>& time = valueOf(agreement, u"time").items();
    if (!purpose || !event || time.empty()) return std::nullopt;
    // A source that this version does not know is not taken for our own ears.
    const bool confirmed = valueOf(agreement, u"source").text() == u"confirmed_by_cqc";
    return AgreementEvent{
        *purpose, *event,
        confirmed ? AgreementSource::confirmedByCqc : AgreementSource::reportedByCouncil,
        time.front().integer()};
}

bool saysYes(const AgreementEvent& event, Purpose purpose) {
    return event.purpose == purpose && event.event == AgreementState::given &&
           event.source == AgreementSource::confirmedByCqc;
}

AgreementAnswer agreementFor(std::span<const AgreementEvent> answersOfOnePerson, Purpose purpose) {
    AgreementAnswer answer;
    for (const AgreementEvent& event : answersOfOnePerson) {
        if (event.purpose != purpose) continue;
        if (event.source == AgreementSource::confirmedByCqc) {
            if (!follows(event, answer.state, answer.utcMs)) continue;
            answer.state = event.event;
            answer.utcMs = event.utcMs;
        } else if (follows(event, answer.councilReported.value_or(AgreementState::notAsked),
                           answer.reportedUtcMs)) {
            answer.councilReported = event.event;
            answer.reportedUtcMs = event.utcMs;
        }
    }
    return answer;
}

AgreementAnswer strictest(std::span<const AgreementAnswer> ofThoseThere) {
    const auto protection = [](const AgreementAnswer& answer) {
        return answer.state == AgreementState::given ? -1 : static_cast<int>(answer.state);
    };
    const auto found = std::max_element(
        ofThoseThere.begin(), ofThoseThere.end(),
        [&](const auto& a, const auto& b) { return protection(a) < protection(b); });
    return found == ofThoseThere.end() ? AgreementAnswer{} : *found;
}

bool restsOnAgreement(Purpose purpose) {
    return purpose != Purpose::notes;
}

std::vector<AgreementEvent> answeredBy(std::span<const AgreementEvent> answersOfOnePerson,
                                       std::int64_t utcMs) {
    std::vector<AgreementEvent> found;
    std::copy_if(answersOfOnePerson.begin(), answersOfOnePerson.end(), std::back_inserter(found),
                 [&](const AgreementEvent& event) { return event.utcMs <= utcMs; });
    return found;
}

bool somebodyLetsUsIn(std::span<const std::vector<AgreementEvent>> answers, std::int64_t utcMs) {
    return std::any_of(answers.begin(), answers.end(),
                       [&](const std::vector<AgreementEvent>& events) {
                           return agreementFor(answeredBy(events, utcMs), Purpose::talk).state ==
                                  AgreementState::given;
                       });
}

bool trackingMayOpen(std::span<const AgreementEvent> answersOfOnePerson) {
    return agreementFor(answersOfOnePerson, Purpose::talk).state == AgreementState::given;
}

bool noteMayOpen(bool privateDwelling, QStringView standing, AgreementState talk) {
    const bool asksFirst =
        privateDwelling || standing == u"person" || standing == u"carer" || standing == u"advocate";
    return !asksFirst || talk == AgreementState::given;
}

QString wordFor(AgreementState state) {
    const char* word = "";
    switch (state) {
        case AgreementState::notAsked:
            word = QT_TRANSLATE_NOOP("Agreement", "Not asked yet");
            break;
        case AgreementState::asked:
            word = QT_TRANSLATE_NOOP("Agreement", "Asked");
            break;
        case AgreementState::given:
            word = QT_TRANSLATE_NOOP("Agreement", "Yes");
            break;
        case AgreementState::paused:
            word = QT_TRANSLATE_NOOP("Agreement", "Paused");
            break;
        case AgreementState::refused:
            word = QT_TRANSLATE_NOOP("Agreement", "No");
            break;
        case AgreementState::withdrawn:
            word = QT_TRANSLATE_NOOP("Agreement", "Withdrawn");
            break;
    }
    return QCoreApplication::translate("Agreement", word);
}

}  // namespace candour
