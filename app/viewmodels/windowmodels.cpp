#include "app/viewmodels/windowmodels.h"

#include "app/viewmodels/wording.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace candour {

WindowModels::WindowModels(const Clock& clock, std::unique_ptr<Delay> delay)
    : capture(clock, std::move(delay)),
      safeguarding(clock),
      ink(clock, std::make_unique<TimerDelay>()) {
    // Whoever leaves a page leaves no word behind that is only on the screen.
    QObject::connect(&shell, &ShellModel::leaving, &capture, [this](ShellModel::Page page) {
        if (page != ShellModel::Capture) return;
        capture.leave();
        closing.leave();
        ink.leave();
    });
    QObject::connect(&shell, &ShellModel::leaving, &form, &FormModel::leave);
    QObject::connect(&shell, &ShellModel::leaving, &review, &ReviewModel::leave);
    QObject::connect(&shell, &ShellModel::leaving, &name, &NameModel::hide);
    QObject::connect(&shell, &ShellModel::lockRequested, &cases, &CasesModel::forget);
    QObject::connect(&shell, &ShellModel::lockRequested, &journey, &JourneyModel::forget);
    QObject::connect(&shell, &ShellModel::lockRequested, &documents, &DocumentsModel::forget);
    QObject::connect(&shell, &ShellModel::leaving, &attachments, &AttachmentsModel::leave);
    QObject::connect(&shell, &ShellModel::leaving, &copyOut, &CopyOutModel::leave);
    QObject::connect(&shell, &ShellModel::lockRequested, &attachments, &AttachmentsModel::forget);
    QObject::connect(&people, &PeopleModel::speakerChosen, &capture, &CaptureModel::setSpeaker);
    QObject::connect(&people, &PeopleModel::speakerChosen, &ink, &InkModel::setSpeaker);
    QObject::connect(&people, &PeopleModel::roomChanged, &capture,
                     [this] { capture.setHeadcount(people.group() ? people.headcount() : 0); });
    QObject::connect(&shell, &ShellModel::lockRequested, &search, &SearchModel::forget);
    QObject::connect(&shell, &ShellModel::lockRequested, &review, &ReviewModel::forget);
    QObject::connect(&shell, &ShellModel::lockRequested, &coverage, &CoverageModel::forget);
    QObject::connect(&shell, &ShellModel::lockRequested, &huddle, &HuddleModel::forget);
    QObject::connect(&shell, &ShellModel::lockRequested, &rating, &RatingModel::forget);
    speak();
}

void WindowModels::speak() {
    // Each sentence once, when it comes; while it stands nothing is repeated.
    const auto when = [this](auto* model, auto changed, auto sentence) {
        QObject::connect(model, changed, &shell, [this, sentence, last = QString()]() mutable {
            const QString now = sentence();
            if (now == std::exchange(last, now) || now.isEmpty()) return;
            shell.say(now);
        });
    };
    when(&shell, &ShellModel::noticeChanged, [this] { return shell.notice(); });
    when(&shell, &ShellModel::stripChanged, [this] { return shell.strip().alert; });
    when(&unlock, &UnlockModel::progressChanged, [this] { return unlock.problem(); });
    when(&enrol, &EnrolModel::scannedChanged, [this] { return enrol.scanned(); });
    when(&capture, &CaptureModel::hintChanged, [this] { return capture.hint(); });
    when(&capture, &CaptureModel::savedChanged, [this] {
        return capture.savedState() == CaptureModel::NotSaved ? capture.savedText() : QString();
    });
    when(&withdrawal, &WithdrawalModel::shown, [this] { return withdrawal.done(); });
    when(&form, &FormModel::stateChanged, [this] {
        return form.notSaved() ? FormModel::tr("The last words are not on the disk yet.")
                               : QString();
    });
    when(&handOver, &HandOverModel::shown, [this] {
        const QString ended =
            handOver.step() == HandOverModel::Receipt ? handOver.heading() : handOver.problem();
        return handOver.step() == HandOverModel::Review
                   ? QString()
                   : wording::together({ended, handOver.left()}, QStringLiteral(" "));
    });
    // The locked screen says nothing of what was.
    QObject::connect(&shell, &ShellModel::lockRequested, &shell, [this] { shell.say({}); });
}

QVariantMap WindowModels::properties() {
    return {{u"shell"_s, QVariant::fromValue(&shell)},
            {u"unlock"_s, QVariant::fromValue(&unlock)},
            {u"enrol"_s, QVariant::fromValue(&enrol)},
            {u"today"_s, QVariant::fromValue(&today)},
            {u"capture"_s, QVariant::fromValue(&capture)},
            {u"people"_s, QVariant::fromValue(&people)},
            {u"closing"_s, QVariant::fromValue(&closing)},
            {u"agreement"_s, QVariant::fromValue(&agreement)},
            {u"review"_s, QVariant::fromValue(&review)},
            {u"coverage"_s, QVariant::fromValue(&coverage)},
            {u"huddle"_s, QVariant::fromValue(&huddle)},
            {u"rating"_s, QVariant::fromValue(&rating)},
            {u"search"_s, QVariant::fromValue(&search)},
            {u"handOver"_s, QVariant::fromValue(&handOver)},
            {u"copyOut"_s, QVariant::fromValue(&copyOut)},
            {u"conflict"_s, QVariant::fromValue(&conflict)},
            {u"safeguarding"_s, QVariant::fromValue(&safeguarding)},
            {u"withdrawal"_s, QVariant::fromValue(&withdrawal)},
            {u"settings"_s, QVariant::fromValue(&settings)},
            {u"form"_s, QVariant::fromValue(&form)},
            {u"cases"_s, QVariant::fromValue(&cases)},
            {u"journey"_s, QVariant::fromValue(&journey)},
            {u"documents"_s, QVariant::fromValue(&documents)},
            {u"attachments"_s, QVariant::fromValue(&attachments)},
            {u"ink"_s, QVariant::fromValue(&ink)},
            {u"name"_s, QVariant::fromValue(&name)}};
}

}  // namespace candour
