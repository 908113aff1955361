#include "app/tablet/tablet.h"

#include "app/tablet/handingover.h"
#include "app/tablet/pictures.h"
#include "app/tablet/tablet_engine.h"
#include "app/vault/storetime.h"
#include "app/vault/unlocktries.h"
#include "app/viewmodels/wording.h"
#include "platform/log.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QGuiApplication>
#include <QInputMethod>
#include <QStorageInfo>

#include <algorithm>

namespace candour {
namespace {

using namespace std::chrono_literals;

constexpr auto longestUrgentWait = 15min;
constexpr auto looksEvery = 1min;
// SECURITY B2: listening must not lock the inspector out.
constexpr auto idleLock = 5min;
constexpr auto idleLockInInterview = 10min;
// What a hand-over may still take with nobody there; the next one goes on where it ended.
constexpr auto sendsLocked = 2min;
constexpr auto idleShield = 2min;
/// A day's notes are a few megabytes, its photographs some hundreds.
constexpr qint64 littleRoom = 500'000'000;

}  // namespace

qint64 roomOnDisk(const QString& folder) {
    return QStorageInfo(folder).bytesAvailable();
}

Tablet::Tablet(WindowModels& models, const QString& folder, const Clock& clock, Random& random,
               Machine machine)
    : m_models(models),
      m_folder(folder),
      m_clock(clock),
      m_machine(std::move(machine)),
      m_worker(QStringLiteral("vault")),
      m_engine(std::make_shared<Engine>(clock, random)),
      m_carrier(QStringLiteral("carrier")) {
    connectShell();
    connectShield();
    connectLock();
    connectToday();
    connectCapture();
    connectInk();
    connectPeople();
    connectClosing();
    connectAgreement();
    connectReview();
    connectTags();
    connectComparing();
    connectCoverage();
    connectHuddle();
    connectRating();
    connectSearch();
    connectHandOver();
    connectCopyOut();
    connectConflict();
    connectSafeguarding();
    connectWithdrawal();
    connectSettings();
    connectForm();
    connectCases();
    connectDocuments();
    connectAttachments();
    m_clockTick.setObjectName(QStringLiteral("clock"));
    m_clockTick.setInterval(5s);
    connect(&m_clockTick, &QTimer::timeout, this, &Tablet::tick);
    m_stripSoon.setSingleShot(true);
    m_stripSoon.setInterval(700ms);
    connect(&m_stripSoon, &QTimer::timeout, this, &Tablet::refreshStrip);
    m_idle.setObjectName(QStringLiteral("idle"));
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &Tablet::lockUntouched);
    m_sentLongEnough.setObjectName(QStringLiteral("sentLongEnough"));
    m_sentLongEnough.setSingleShot(true);
    m_sentLongEnough.setInterval(sendsLocked);
    connect(&m_sentLongEnough, &QTimer::timeout, this, [this] {
        if (m_closeWhenSent) breakOffLocked();
    });
    m_lookSoon.setObjectName(QStringLiteral("look"));
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(looksEvery);
    connect(&m_lookSoon, &QTimer::timeout, this, &Tablet::lookForStore);
    m_urgentSoon.setObjectName(QStringLiteral("urgent"));
    m_urgentSoon.setSingleShot(true);
    connect(&m_urgentSoon, &QTimer::timeout, this, [this] {
        if (m_models.shell.open()) handOver(AskedBy::itself);
    });
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, [this] { m_models.unlock.showReady(); });
    qApp->installEventFilter(this);
}

Tablet::~Tablet() {
    stop();
}

void Tablet::suggestAddress(const QString& address) {
    m_address = address;
}

void Tablet::start() {
    restoreLook();
    restoreHandOverWish();
    m_clockTick.start();
    tick();
    UnlockState state;
    const int hour = wording::local(m_clock.utc(), m_clock.zoneOffset()).time().hour();
    state.greeting =
        hour < 12 ? tr("Good morning") : (hour < 18 ? tr("Good afternoon") : tr("Good evening"));
    state.explanation = tr("This tablet was switched off, so it needs your passphrase.");
    state.help =
        tr("Your administrator can help you to begin again. What was handed over is safe"
           " at the central store; what is only on this tablet stays locked here.");
    m_models.unlock.show(state);
    if (vaultThere()) {
        m_models.shell.showPage(ShellModel::Unlock);
        const bool taken = m_worker.ask(
            this,
            [folder = m_folder, &clock = m_clock] { return UnlockTries(folder, clock).wait(); },
            [this](milliseconds wait) {
                if (wait.count() > 0) showTries(UnlockTries::withoutWait, wait);
            });
        Q_UNUSED(taken)
    } else {
        m_models.enrol.show(m_address);
        m_models.shell.showPage(ShellModel::Enrol);
    }
}

void Tablet::stop() {
    m_models.capture.leave();
    m_models.closing.leave();
    m_models.ink.leave();
    m_models.safeguarding.tick();
    m_copied.clear();
    endCopyOut();
    const bool asked = m_worker.ask([engine = m_engine] { engine->close(); });
    Q_UNUSED(asked)
    m_worker.stop();
    m_carrier.stop();
}

void Tablet::connectShield() {
    m_shieldSoon.setSingleShot(true);
    m_shieldSoon.setInterval(idleShield);
    connect(&m_shieldSoon, &QTimer::timeout, this, [this] {
        // Who listens does not touch the tablet, and looks at it.
        if (m_models.shell.page() != ShellModel::Capture) m_models.shell.showShield(true);
    });
    const auto* application = qobject_cast<QGuiApplication*>(QCoreApplication::instance());
    if (application == nullptr) return;
    connect(application, &QGuiApplication::applicationStateChanged, this,
            [this](Qt::ApplicationState state) {
                m_models.shell.showShield(state != Qt::ApplicationActive);
                m_keyWatch.stop();
            });
}

bool Tablet::eventFilter(QObject* watched, QEvent* event) {
    m_keyWatch.see(*event);
    switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::MouseButtonPress:
        case QEvent::MouseMove:
        case QEvent::Wheel:
        case QEvent::TouchBegin:
        case QEvent::TouchUpdate:
        case QEvent::TabletPress:
        case QEvent::TabletMove:
        // What an on-screen keyboard types comes as this alone.
        case QEvent::InputMethod:
            if (!m_models.shell.open()) break;
            m_touched = m_clock.sinceBoot();
            m_shieldSoon.start();
            m_idle.start(inInterview() ? idleLockInInterview : idleLock);
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

bool Tablet::inInterview() const {
    const ShellModel::Page page = m_models.shell.page();
    return page == ShellModel::Capture || page == ShellModel::Agreement ||
           page == ShellModel::Safeguarding;
}

void Tablet::complain(const Error& error) {
    if (error.code == Code::cancelled) return;
    log::warning("a page could not be answered", {{"code", error.code}});
    // Nothing pops up while somebody speaks: there it is a quiet sentence above the dock.
    if (m_models.shell.page() == ShellModel::Capture)
        m_models.capture.showHint(error.sentence());
    else if (m_models.shell.open())
        m_models.shell.showNotice(error.sentence());
}

/// The models outlive this.
void Tablet::keepTyped(Jotting& jotting) {
    const Jotting::Use what = jotting.use();
    connect(&jotting, &Jotting::opened, this, [this, &jotting, what](const QString& about) {
        ask([=](Engine& engine) { return readJotted(*engine.vault, what, about); },
            [&jotting, about](const QString& text) { jotting.show(about, text); });
    });
    connect(&jotting, &Jotting::written, this,
            [this, what](const QString& about, const QString& text) {
                ask([=](Engine& engine) { return keepJotted(*engine.vault, what, about, text); },
                    [] {});
            });
}

// Frame
// ------------------------------------------------------------------------------------------------

void Tablet::tick() {
    lockIfSleptOver();
    // What the store says of it is asked at once.
    if (m_clockWatch.look()) {
        m_models.shell.showTrouble(ShellModel::Trouble::clock, m_clockWatch.sentence());
        refreshStrip();
    }
    if (m_models.shell.open()) {
        m_models.capture.tick();
        m_models.ink.tick();
        m_models.agreement.tick();
    }
    const QDateTime now = wording::local(m_clock.utc(), m_clock.zoneOffset());
    Strip strip = m_models.shell.strip();
    if (strip.clock == wording::hourMinute(now)) return;
    strip.clock = wording::hourMinute(now);
    m_models.shell.showStrip(strip);
    m_models.today.showNow(now.time().msecsSinceStartOfDay() / 60'000);
    // What is now and next moves on with it.
    if (m_models.shell.open() && m_models.shell.page() == ShellModel::Today &&
        !m_models.today.chosen())
        showDay();
    m_models.safeguarding.tick();
}

void Tablet::refreshStrip() {
    if (!m_models.shell.open()) return;
    struct Facts {
        QString authority;
        int day = 0;
        int days = 0;
        int onlyHere = 0;
        int urgent = 0;
        bool urgentWaits = false;
        std::optional<milliseconds> storeAhead;
        UtcTime lastHandOver{};
        bool nearlyFull = false;
        bool outOfUse = false;
    };
    ask(
        [roomLeft = m_machine.roomLeft, folder = m_folder](Engine& engine) -> Result<Facts> {
            Facts facts;
            facts.authority = engine.council.authority;
            const QDate today = wallTime(engine.now()).date();
            if (engine.council.siteFrom.isValid() && today >= engine.council.siteFrom &&
                today <= engine.council.siteTo) {
                facts.day = static_cast<int>(engine.council.siteFrom.daysTo(today)) + 1;
                facts.days =
                    static_cast<int>(engine.council.siteFrom.daysTo(engine.council.siteTo)) + 1;
            }
            TRY(facts.onlyHere, countOnlyHere(*engine.vault));
            TRY(facts.urgent, countUnheard(*engine.vault));
            TRY(facts.urgentWaits, urgentWaits(*engine.vault));
            if (const auto offset = engine.now().store) facts.storeAhead = offset->offset;
            TRY(facts.lastHandOver, storeTime(*engine.vault));
            const qint64 room = roomLeft(folder);
            facts.nearlyFull = room >= 0 && room < littleRoom;
            TRY(facts.outOfUse, engine.vault->isRevoked());
            return facts;
        },
        [this](const Facts& facts) {
            const auto connection = m_handingOver ? Strip::Connection::HandingOver
                                    : m_connected ? Strip::Connection::Connected
                                                  : Strip::Connection::Offline;
            m_models.shell.showStrip(
                Strip::of(facts.authority, facts.day, facts.days, connection, facts.onlyHere,
                          wording::hourMinute(wording::local(m_clock.utc(), m_clock.zoneOffset())),
                          facts.urgent));
            m_clockWatch.learn(facts.storeAhead, facts.lastHandOver);
            m_models.shell.showTrouble(ShellModel::Trouble::clock, m_clockWatch.sentence());
            m_models.shell.showTrouble(
                ShellModel::Trouble::outOfUse,
                facts.outOfUse
                    ? tr("This tablet was taken out of use. Finish what is half typed and hand "
                         "over. When the store has everything, the tablet empties itself.")
                    : QString());
            m_models.shell.showTrouble(
                ShellModel::Trouble::disk,
                facts.nearlyFull ? tr("The tablet is nearly full. Your notes still save. Hand over "
                                      "photographs to make room.")
                                 : QString());
            m_models.safeguarding.showOnline(m_connected);
            rememberUrgent(facts.urgent);
            watchUrgent(facts.urgentWaits);
        });
}

void Tablet::watchUrgent(bool waits) {
    if (!waits) m_urgentWait = 0s;
    if (!waits || m_handingOver) return m_urgentSoon.stop();
    if (m_urgentSoon.isActive()) return;
    m_urgentSoon.start(m_urgentWait);
    m_urgentWait =
        std::clamp<std::chrono::seconds>(m_urgentWait * 2, firstUrgentWait, longestUrgentWait);
}

void Tablet::connectShell() {
    ShellModel& shell = m_models.shell;
    connect(&shell, &ShellModel::lockRequested, this, &Tablet::lock);
    connect(&shell, &ShellModel::pageOpened, this, [this](ShellModel::Page page) {
        refreshSoon();
        if (m_lookSoon.isActive()) lookForStore();  // otherwise one is under way
        if (page == ShellModel::Today) showDay();
        if (page == ShellModel::HandOver) openEvening();
        if (page == ShellModel::Search) showSearch();
        if (page == ShellModel::Agreement) showAgreement();
        if (page == ShellModel::Safeguarding) openSafeguarding();
        if (page == ShellModel::Settings) showTablet();
        if (page == ShellModel::Cases) showCases();
        if (page == ShellModel::Documents) showDocuments();
        if (page == ShellModel::Case) showCase(m_models.journey.id());
        if (page == ShellModel::Review && !m_models.review.open()) showReviewChoices();
        if (page == ShellModel::Coverage) showCoverage();
        if (page == ShellModel::Huddle) openHuddle();
        if (page == ShellModel::Rating) showRating();
    });
}

// Lock and set-up
// ------------------------------------------------------------------------------------------

void Tablet::connectLock() {
    connect(&m_models.unlock, &UnlockModel::unlockRequested, this, &Tablet::unlock);
    connect(&m_models.enrol, &EnrolModel::enrolRequested, this, &Tablet::enrol);
    connect(&m_models.enrol, &EnrolModel::pictureChosen, this, &Tablet::readInvitation);
    connect(&m_models.enrol, &EnrolModel::frameSeen, this, &Tablet::readInvitationIn);
}

bool Tablet::vaultThere() const {
    return Vault::isIn(m_folder);
}

void Tablet::unlock(const SecretBytes& passphrase) {
    struct Answer {
        Result<Unlocked> unlocked;
        int wrongBefore = 0;
        UnlockTries tries;
    };
    const bool sending = std::exchange(m_closeWhenSent, false);
    m_unlocking = m_worker.ask(
        this,
        [engine = m_engine, folder = m_folder, typed = passphrase.clone()]() -> Answer {
            const int wrongBefore = UnlockTries(folder, engine->clock).wrong();
            auto unlocked = engine->unlock(folder, typed);
            return {std::move(unlocked), wrongBefore, UnlockTries(folder, engine->clock)};
        },
        [this, sending](Answer answer) {
            m_unlocking = false;
            const auto locked = std::exchange(m_lockMeanwhile, {});
            if (!locked.empty()) {
                m_models.unlock.showReady();
                if (sending)
                    breakOffLocked();
                else
                    closeVault();
                for (const auto& then : locked) afterAllAsked(then);
                return;
            }
            if (answer.unlocked) {
                onUnlocked(std::move(*answer.unlocked));
                if (answer.wrongBefore >= UnlockTries::withoutWait)
                    m_models.shell.showNotice(
                        tr("Before you unlocked it, the passphrase was wrong"
                           " %n time(s).",
                           nullptr, answer.wrongBefore));
                return;
            }
            m_closeWhenSent = sending && m_handingOver;
            if (sending && !m_handingOver) closeVault();
            const Error& error = answer.unlocked.error();
            if (error.code != Code::wrongPassphrase && error.code != Code::waitFirst)
                return m_models.unlock.showProblem(error.sentence());
            showTries(answer.tries.wrong(), answer.tries.wait());
        });
    if (m_unlocking) return;
    m_closeWhenSent = sending;
    m_models.unlock.showProblem(Error{Code::inUse, "unlock"}.sentence());
}

void Tablet::showTries(int wrong, milliseconds wait) {
    if (wait.count() == 0) return m_models.unlock.showNoMatch(UnlockTries::withoutWait - wrong);
    const UtcTime until = m_clock.utc() + wait;
    m_models.unlock.showWait(wording::hourMinute(wording::local(until, m_clock.zoneOffset())));
    m_wait.start(wait);
}

void Tablet::onUnlocked(Unlocked unlocked) {
    m_models.unlock.showReady();
    if (unlocked.pending) {
        m_models.shell.showPage(ShellModel::Enrol);
        m_models.enrol.showProgress(tr("Finishing the set-up"), 0.3);
        // The answer of an earlier try was lost: the same request gets the same answer.
        const bool taken =
            m_worker.ask([this, engine = m_engine, window = QPointer<QObject>(this)] {
                engine->enroller = std::make_unique<Enroller>(
                    engine->ground, nullptr,
                    [this, engine, window](Result<std::unique_ptr<Vault>> vault) {
                        Status done;
                        if (vault)
                            engine->vault = std::move(*vault);
                        else
                            done = tl::unexpected<Error>(vault.error());
                        m_worker.tell(window, [this, done] {
                            if (!done) return showEnrolProblem(EnrolModel::Code, done.error());
                            firstFetch();
                        });
                    });
                engine->enroller->resume(std::move(engine->vault));
            });
        Q_UNUSED(taken)
        return;
    }
    m_touched = m_clock.sinceBoot();
    m_idle.start(idleLock);
    m_shieldSoon.start();
    m_urgentWait = 0s;
    m_ordersWanted = true;
    m_models.shell.showPage(ShellModel::Today);
    showDay();
    refreshStrip();
    refreshAlerts();
    lookForStore();
    // It was known before: what is only here leaves at once, and then the rest goes.
    if (unlocked.revoked) handOver(AskedBy::itself);
    if (std::exchange(m_copyCutOff, false))
        m_models.shell.showNotice(
            tr("Copying out ended when the tablet was locked. Nothing of it was left there: copy "
               "out again."));
}

void Tablet::enrol(const QString& code, const QString& address, const SecretBytes& passphrase) {
    m_models.enrol.showProgress(tr("Making keys"), 0.1);
    const bool taken =
        m_worker.ask([this, engine = m_engine, window = QPointer<QObject>(this), folder = m_folder,
                      code, address, link = m_models.enrol.link(), typed = passphrase.clone()] {
            const auto failed = [this, window](const Error& error) {
                m_worker.tell(window, [this, error] {
                    const bool aboutCode = error.code != Code::badInput;
                    showEnrolProblem(aboutCode ? EnrolModel::Code : EnrolModel::Passphrase, error);
                });
            };
            // What was read from a picture also names the authority that must answer.
            auto invitation =
                link.isEmpty() ? Invitation::fromTyped(address, code) : Invitation::fromLink(link);
            if (!invitation) return failed(invitation.error());
            auto chosen = Passphrase::choose(typed);
            if (!chosen) return failed(chosen.error());
            engine->enroller = std::make_unique<Enroller>(
                engine->ground,
                [this, window](Enroller::Step step) {
                    m_worker.tell(window, [this, step] {
                        if (step == Enroller::Step::meeting)
                            m_models.enrol.showProgress(tr("Looking at the store"), 0.2);
                        if (step == Enroller::Step::making)
                            m_models.enrol.showProgress(
                                tr("Locking your notes with the passphrase"), 0.4);
                        if (step == Enroller::Step::asking)
                            m_models.enrol.showProgress(tr("Asking the store"), 0.7);
                    });
                },
                [this, engine, window, failed](Result<std::unique_ptr<Vault>> vault) {
                    if (!vault) return failed(vault.error());
                    engine->vault = std::move(*vault);
                    m_worker.tell(window, [this] { firstFetch(); });
                });
            engine->enroller->start(folder, std::move(*invitation), std::move(*chosen));
        });
    if (!taken)
        m_models.enrol.showProblem(EnrolModel::Code, Error{Code::inUse, "enrol"}.sentence());
}

void Tablet::readInvitation(const QUrl& picture) {
    const bool taken = m_worker.ask(
        this, [path = picture.toLocalFile()] { return invitationIn(path); },
        [this](const Result<ScannedInvitation>& found) {
            if (found) return m_models.enrol.showScanned(found->link, found->code, found->address);
            m_models.enrol.showNotScanned(
                found.error().code == Code::badInput
                    ? tr("This is not a picture that can be read. Use a PNG or JPEG file, or type "
                         "the code.")
                    : tr("There is no set-up code in this picture that can be read. Take it again, "
                         "closer and straight, or type the code."));
        });
    if (!taken) m_models.enrol.showNotScanned(Error{Code::inUse, "read a picture"}.sentence());
}

void Tablet::readInvitationIn(const QImage& frame) {
    const bool taken = m_worker.ask(
        this, [frame] { return invitationIn(frame); },
        [this](const Result<ScannedInvitation>& found) {
            if (found) return m_models.enrol.showSeen(found->link, found->code, found->address);
            m_models.enrol.showNotSeen(found.error().code == Code::codeUnknown);
        });
    if (!taken) m_models.enrol.showNotSeen(false);  // the next frame comes at once
}

void Tablet::showEnrolProblem(EnrolModel::Step step, const Error& error) {
    if (!vaultThere()) return m_models.enrol.showProblem(step, error.sentence());
    m_models.shell.showPage(ShellModel::Unlock);
    m_models.unlock.showProblem(
        tr("%1 What was set up so far is kept. Unlock it to go on.").arg(error.sentence()));
}

/// The text alone: nobody waits for photographs before they can begin. Those come behind Today, as
/// with any other hand-over.
void Tablet::firstFetch() {
    constexpr double before = 0.85;
    m_models.enrol.showProgress(tr("Fetching the assessment"), before);
    const bool taken = m_worker.ask([this, engine = m_engine, window = QPointer<QObject>(this)] {
        const auto ended = [this, engine, window] {
            (void)engine->refreshCouncil();
            const auto files = engine->vault->attachments().list();
            const bool more =
                files && std::any_of(files->begin(), files->end(), [](const auto& row) {
                    return row.place == FilePlace::notYet;
                });
            m_worker.tell(window, [this, more] {
                onUnlocked({});
                if (more) handOver(AskedBy::itself);
            });
        };
        auto link = engine->storeLink();
        if (!link) return ended();
        // Without a connection the tablet is set up all the same; the plan comes with the next one.
        (*link)->handOver(
            [this, window](const HandOver::Progress& progress) {
                if (progress.toReceive <= 0) return;
                m_worker.tell(window, [this, progress] {
                    const auto share = static_cast<double>(progress.received) /
                                       static_cast<double>(progress.toReceive);
                    m_models.enrol.showProgress(tr("Fetching the assessment: %1 of %2 entries")
                                                    .arg(progress.received)
                                                    .arg(progress.toReceive),
                                                before + (1 - before) * std::min(share, 1.0));
                });
            },
            [ended](const HandOver::Report&) { ended(); }, {.files = false});
    });
    Q_UNUSED(taken)
}

void Tablet::lockWithMachine(std::function<void()> then) {
    if (m_unlocking) return m_lockMeanwhile.push_back(std::move(then));
    if (m_models.shell.open())
        m_models.shell.lockNow();
    else if (m_closeWhenSent)  // a hand-over behind the locked screen ends with the machine, too
        breakOffLocked();
    afterAllAsked(std::move(then));
}

void Tablet::afterAllAsked(std::function<void()> then) {
    if (!m_worker.ask(
            this, [] {}, then))
        then();
}

/// What has a receipt has it; the rest goes with the next hand-over.
void Tablet::breakOffLocked() {
    ++m_handOverRun;
    m_closeWhenSent = false;
    m_handingOver = false;
    m_sentLongEnough.stop();
    closeVault();
}

void Tablet::lockUntouched() {
    m_idleLock = true;
    m_models.shell.lockNow();
    m_idleLock = false;
}

void Tablet::lockIfSleptOver() {
    const auto limit = inInterview() ? idleLockInInterview : idleLock;
    if (m_models.shell.open() && m_clock.sinceBoot() - m_touched >= limit) lockUntouched();
}

void Tablet::lock() {
    // Words that an input method still composes belong to their field first.
    QGuiApplication::inputMethod()->commit();
    m_models.search.forget();
    // What the disk refused is asked of it once more, ahead of the lock.
    m_models.safeguarding.tick();
    m_models.safeguarding.forget();
    m_models.withdrawal.forget();
    m_models.settings.forget();
    m_models.copyOut.forget();
    m_copyCutOff = endCopyOut();
    m_proof = {};
    m_session.clear();
    m_sessionTitle.clear();
    // The locked screen says how many urgent things wait, and nothing else.
    Strip closed;
    closed.urgent = m_models.shell.strip().urgent;
    m_models.shell.showPage(ShellModel::Unlock);
    m_models.shell.showStrip(closed);
    m_idle.stop();
    m_shieldSoon.stop();
    m_lookSoon.stop();
    m_urgentSoon.stop();
    m_copied.clear();
    m_models.shell.showKeys(false);
    // A hand-over that nobody watches goes on behind the locked screen, and the vault closes after.
    const bool sending = m_idleLock && m_handingOver;
    m_closeWhenSent = sending;
    m_handingOver = sending;
    stopFetchingOrders();
    m_handOverAgain.reset();
    m_outcomeUnread = false;
    m_acceptedSoFar = 0;
    // Behind everything that was asked before: the last words are on disk first.
    const bool taken = m_worker.ask(
        this,
        [engine = m_engine, sending] {
            engine->leavePages();
            if (!sending) engine->close();
        },
        [this] { forgetPages(); });
    Q_UNUSED(taken)
    if (sending) m_sentLongEnough.start();
    tick();
}

/// Nothing of an interview, a plan or a receipt stays in memory behind the locked screen. Only now:
/// what the pages held when they were left has its answers.
void Tablet::forgetPages() {
    if (m_models.shell.open()) return;
    m_models.today.show({});
    m_models.capture.forget();
    m_models.ink.forget();
    m_models.people.show({});
    m_models.people.showRoom({});
    m_models.people.showRecords({});
    m_models.closing.show({});
    m_models.closing.showFollowUps({});
    m_models.agreement.forget();
    m_models.handOver.forget();
    m_models.conflict.forget();
    m_models.unlock.showUnsaved(m_models.capture.holdsUnsaved() ||
                                m_models.safeguarding.holdsUnsaved() ||
                                m_models.huddle.holdsUnsaved() || m_models.ink.holdsUnsaved() ||
                                m_models.agreement.holdsUnsaved());
    m_last = {};
}

void Tablet::closeVault() {
    const bool taken = m_worker.ask([engine = m_engine] { engine->close(); });
    Q_UNUSED(taken)
}

}  // namespace candour
