#include "app/rules/agreement.h"

#include "app/rules/recordwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

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

/// Whether an answer takes the place of another. Those that were dated ahead and written down
/// together follow each other as they are dated.
bool follows(const AgreementEvent& event, const AgreementEvent& other) {
    const auto place = [](const AgreementEvent& one) {
        return std::tuple(one.utcMs, one.aheadMs, one.event);
    };
    return place(event) > place(other);
}

/// By a no that names it; else by what was written after it: a yes that is dated ahead by any no,
/// every yes by what takes it back. By their dates alone a clock that is slow would let the yes
/// outlive it.
bool isOverruled(const AgreementEvent& event, std::span<const AgreementEvent> answers) {
    if (event.event != AgreementState::given) return false;
    const AgreementState least =
        event.aheadMs > 0 ? AgreementState::paused : AgreementState::withdrawn;
    return std::any_of(answers.begin(), answers.end(), [&](const AgreementEvent& other) {
        if (other.purpose != event.purpose || other.source != event.source) return false;
        return takesBack(other.takesBack, event.id) ||
               (event.writtenUtcMs != 0 && other.event >= least &&
                other.writtenUtcMs > event.writtenUtcMs);
    });
}

}  // namespace

std::optional<AgreementEvent> agreementEvent(const FieldValues& agreement,
                                             std::int64_t writtenUtcMs, const RecordId& id) {
    const auto purpose = purposeNamed(valueOf(agreement, u"purpose").text());
    const auto event = eventNamed(valueOf(agreement, u"event").text());
    const auto time = momentIn(agreement, u"time");
    if (!purpose || !event || !time) return std::nullopt;
    // A source that this version does not know is not taken for our own ears.
    const bool confirmed = valueOf(agreement, u"source").text() == u"confirmed_by_cqc";
    return AgreementEvent{
        *purpose,
        *event,
        confirmed ? AgreementSource::confirmedByCqc : AgreementSource::reportedByCouncil,
        notAfterWriting(*time, writtenUtcMs),
        aheadOfWriting(*time, writtenUtcMs),
        writtenUtcMs,
        id,
        *event >= AgreementState::paused ? idsIn(agreement, u"takes_back")
                                         : std::vector<RecordId>()};
}

bool takesBack(std::span<const RecordId> named, const RecordId& answer) {
    return !answer.isNull() && std::find(named.begin(), named.end(), answer) != named.end();
}

bool saysYes(const AgreementEvent& event, Purpose purpose) {
    return event.purpose == purpose && event.event == AgreementState::given &&
           event.source == AgreementSource::confirmedByCqc;
}

bool wasGivenAfter(const AgreementEvent& yes, std::int64_t utcMs, std::int64_t writtenUtcMs) {
    return yes.utcMs > utcMs && (yes.writtenUtcMs == 0 || yes.writtenUtcMs >= writtenUtcMs);
}

AgreementAnswer agreementFor(std::span<const AgreementEvent> answersOfOnePerson, Purpose purpose) {
    const AgreementEvent* ours = nullptr;
    const AgreementEvent* councils = nullptr;
    for (const AgreementEvent& event : answersOfOnePerson) {
        if (event.purpose != purpose || isOverruled(event, answersOfOnePerson)) continue;
        const AgreementEvent*& last =
            event.source == AgreementSource::confirmedByCqc ? ours : councils;
        if (last == nullptr || follows(event, *last)) last = &event;
    }
    AgreementAnswer answer;
    if (ours != nullptr) {
        answer.state = ours->event;
        answer.utcMs = ours->utcMs;
        answer.leftToTheLead = ours->leftToTheLead;
    }
    if (councils != nullptr) {
        answer.councilReported = councils->event;
        answer.reportedUtcMs = councils->utcMs;
    }
    return answer;
}

AgreementAnswer strictest(std::span<const AgreementAnswer> ofThoseThere) {
    const auto protection = [](const AgreementAnswer& answer) {
        if (answer.state != AgreementState::given) return static_cast<int>(answer.state);
        return answer.leftToTheLead ? -1 : -2;
    };
    const auto found = std::max_element(
        ofThoseThere.begin(), ofThoseThere.end(),
        [&](const auto& a, const auto& b) { return protection(a) < protection(b); });
    return found == ofThoseThere.end() ? AgreementAnswer{} : *found;
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
