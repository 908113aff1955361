// All view-models of one window, and the few things that happen between them. main makes one, gives
// Main.qml its properties, and connects the rest to the engine.
#pragma once

#include "app/viewmodels/agreementmodel.h"
#include "app/viewmodels/attachmentsmodel.h"
#include "app/viewmodels/capturemodel.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/closingmodel.h"
#include "app/viewmodels/conflictmodel.h"
#include "app/viewmodels/copyoutmodel.h"
#include "app/viewmodels/coveragemodel.h"
#include "app/viewmodels/documentsmodel.h"
#include "app/viewmodels/enrolmodel.h"
#include "app/viewmodels/formmodel.h"
#include "app/viewmodels/handovermodel.h"
#include "app/viewmodels/huddlemodel.h"
#include "app/viewmodels/inkmodel.h"
#include "app/viewmodels/journeymodel.h"
#include "app/viewmodels/namemodel.h"
#include "app/viewmodels/peoplemodel.h"
#include "app/viewmodels/ratingmodel.h"
#include "app/viewmodels/reviewmodel.h"
#include "app/viewmodels/safeguardingmodel.h"
#include "app/viewmodels/searchmodel.h"
#include "app/viewmodels/settingsmodel.h"
#include "app/viewmodels/shellmodel.h"
#include "app/viewmodels/todaymodel.h"
#include "app/viewmodels/unlockmodel.h"
#include "app/viewmodels/withdrawalmodel.h"

#include <QVariantMap>

namespace candour {

struct WindowModels {
    WindowModels(const Clock& clock, std::unique_ptr<Delay> delay);

    ShellModel shell;
    UnlockModel unlock;
    EnrolModel enrol;
    TodayModel today;
    CaptureModel capture;
    PeopleModel people;
    ClosingModel closing;
    AgreementModel agreement;
    ReviewModel review;
    CoverageModel coverage;
    HuddleModel huddle;
    RatingModel rating;
    SearchModel search;
    HandOverModel handOver;
    CopyOutModel copyOut;
    ConflictModel conflict;
    SafeguardingModel safeguarding;
    WithdrawalModel withdrawal;
    SettingsModel settings;
    FormModel form;
    CasesModel cases;
    JourneyModel journey;
    DocumentsModel documents;
    AttachmentsModel attachments;
    InkModel ink;
    NameModel name{std::make_unique<TimerDelay>()};

    /// Main.qml's required properties, for QQmlApplicationEngine::setInitialProperties.
    [[nodiscard]] QVariantMap properties();

  private:
    /// What others see change is said to whoever does not; never that a line is saved, which
    /// changes with every word and is asked for by a key.
    void speak();
};

}  // namespace candour
