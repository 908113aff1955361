#include "app/tablet/tablet.h"

#include "app/handover/enroller.h"
#include "app/handover/storelink.h"
#include "app/tablet/asking.h"
#include "app/tablet/evening.h"
#include "app/tablet/lookup.h"
#include "app/tablet/sitting.h"
#include "app/viewmodels/wording.h"
#include "platform/check.h"
#include "platform/log.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QGuiApplication>

#include <algorithm>

namespace candour {
namespace {

using namespace std::chrono_literals;

constexpr int triesBeforeWait = 5;
constexpr auto firstWait = 30s;
constexpr auto longestWait = 15min;
// SECURITY B2: listening must not lock the inspector out.
constexpr auto idleLock = 5min;
constexpr auto idleLockInInterview = 10min;

}  // namespace

/// What lives on the vault's thread.
struct Tablet::Engine {
    Engine(const Clock& useClock, Random& useRandom)
        : clock(useClock), random(useRandom), ground{useClock, useRandom, recordList()} {}

    [[nodiscard]] Moment now() const { return vault->author().now(); }
    Status refreshCouncil() {
        TRY(council, readCouncil(*vault));
        return {};
    }
    Result<StoreLink*> storeLink() {
        if (!link) {
            TRY(link, StoreLink::open(*vault, random));
        }
        return link.get();
    }
    Result<QString> storeName() {
        TRY(StoreLink* const open, storeLink());
        return open->store().name;
    }

    const Clock& clock;
    Random& random;
    const Vault::Ground ground;
    std::unique_ptr<Vault> vault;
    Council council;
    std::unique_ptr<Sitting> sitting;
    Lookup lookup;
    std::unique_ptr<StoreLink> link;
    std::unique_ptr<Enroller> enroller;
};

struct Tablet::Opened {
    bool agreementFirst = false;
    int lines = 0;
    CaptureState state;
};

struct Tablet::Unlocked {
    bool pending = false;  // the enrolment is not finished yet
    QString authority;
};

template <class Work, class Then>
void Tablet::ask(Work work, Then then) {
    ask(std::move(work), std::move(then), [this](const Error& error) { complain(error); });
}

template <class Work, class Then, class Otherwise>
void Tablet::ask(Work work, Then then, Otherwise otherwise) {
    using Answer = std::invoke_result_t<Work&, Engine&>;
    const bool taken = m_worker.ask(
        this,
        [engine = m_engine, work = std::move(work)]() mutable -> Answer {
            // Locked in the meantime: whatever was asked has no vault to be asked of.
            if (!engine->vault) return fail(Code::cancelled, "ask the vault");
            return work(*engine);
        },
        [then = std::move(then), otherwise](Answer answer) mutable {
            if (!answer) return otherwise(answer.error());
            if constexpr (std::is_void_v<typename Answer::value_type>)
                then();
            else
                then(std::move(*answer));
        });
    if (!taken) otherwise(Error{Code::inUse, "ask the vault"});
}

Tablet::Tablet(WindowModels& models, const QString& folder, const Clock& clock, Random& random)
    : m_models(models),
      m_folder(folder),
      m_clock(clock),
      m_worker(QStringLiteral("vault")),
      m_engine(std::make_shared<Engine>(clock, random)) {
    connectShell();
    connectLock();
    connectToday();
    connectCapture();
    connectAgreement();
    connectSearch();
    connectHandOver();
    connectConflict();
    m_clockTick.setInterval(5s);
    connect(&m_clockTick, &QTimer::timeout, this, &Tablet::tick);
    m_stripSoon.setSingleShot(true);
    m_stripSoon.setInterval(700ms);
    connect(&m_stripSoon, &QTimer::timeout, this, &Tablet::refreshStrip);
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (m_models.shell.open()) m_models.shell.lock();
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
    const bool vaultThere = QFile::exists(QDir(m_folder).filePath(QStringLiteral("keys.db")));
    m_models.unlock.show(state);
    if (vaultThere) {
        m_models.shell.showPage(ShellModel::Unlock);
    } else {
        m_models.enrol.show(m_address, false);
        m_models.shell.showPage(ShellModel::Enrol);
    }
}

void Tablet::stop() {
    m_models.capture.leave();
    const bool asked = m_worker.ask([engine = m_engine] {
        engine->enroller.reset();
        engine->link.reset();
        engine->sitting.reset();
        if (engine->vault) (void)Vault::lock(std::move(engine->vault));
    });
    Q_UNUSED(asked)
    m_worker.stop();
}

bool Tablet::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::MouseButtonPress:
        case QEvent::MouseMove:
        case QEvent::TouchBegin:
        case QEvent::TabletPress:
            if (m_models.shell.open())
                m_idle.start(m_models.shell.page() == ShellModel::Capture ? idleLockInInterview
                                                                          : idleLock);
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

void Tablet::complain(const Error& error) {
    if (error.code == Code::cancelled) return;
    log::warning("a page could not be answered", {{"code", error.code}});
}

// Frame
// ------------------------------------------------------------------------------------------------

void Tablet::tick() {
    const QDateTime now = wording::local(m_clock.utc(), m_clock.zoneOffset());
    Strip strip = m_models.shell.strip();
    if (strip.clock == wording::hourMinute(now)) return;
    strip.clock = wording::hourMinute(now);
    m_models.shell.showStrip(strip);
    m_models.today.showNow(now.time().msecsSinceStartOfDay() / 60'000);
}

void Tablet::refreshStrip() {
    if (!m_models.shell.open()) return;
    struct Facts {
        QString authority;
        int day = 0;
        int days = 0;
        int onlyHere = 0;
    };
    ask(
        [](Engine& engine) -> Result<Facts> {
            Facts facts;
            facts.authority = engine.council.authority;
            const QDate today = wallTime(engine.now()).date();
            if (engine.council.siteFrom.isValid() && today >= engine.council.siteFrom &&
                today <= engine.council.siteTo) {
                facts.day = static_cast<int>(engine.council.siteFrom.daysTo(today)) + 1;
                facts.days =
                    static_cast<int>(engine.council.siteFrom.daysTo(engine.council.siteTo)) + 1;
            }
            TRY(const auto count,
                engine.vault->ledger().unreceiptedRecords(engine.vault->identity().vault));
            facts.onlyHere = static_cast<int>(count);
            return facts;
        },
        [this](const Facts& facts) {
            const auto connection = m_handingOver ? Strip::Connection::HandingOver
                                    : m_connected ? Strip::Connection::Connected
                                                  : Strip::Connection::Offline;
            m_models.shell.showStrip(Strip::of(
                facts.authority, facts.day, facts.days, connection, facts.onlyHere, -1,
                wording::hourMinute(wording::local(m_clock.utc(), m_clock.zoneOffset())), 0));
        });
}

void Tablet::connectShell() {
    ShellModel& shell = m_models.shell;
    connect(&shell, &ShellModel::leaving, this, [this](ShellModel::Page page) {
        if (page == ShellModel::Capture) m_models.capture.leave();
    });
    connect(&shell, &ShellModel::lockRequested, this, &Tablet::lock);
    connect(&shell, &ShellModel::lookChosen, &shell,
            [&shell](bool dark, qreal scale) { shell.showLook(dark, scale); });
    connect(&shell, &ShellModel::pageOpened, this, [this](ShellModel::Page page) {
        refreshSoon();
        if (page == ShellModel::Today) showDay();
        if (page == ShellModel::HandOver && !m_handingOver) showReview();
        if (page == ShellModel::Search)
            m_models.search.showExamples({tr("waiting list"), tr("carer"), tr("discharge")});
        if (page == ShellModel::Agreement)
            ask(
                [](Engine& engine) -> Result<AgreementSheet> {
                    if (!engine.sitting) return fail(Code::notFound, "read an agreement");
                    return readAgreement(*engine.vault, engine.council, engine.sitting->slot());
                },
                [this](AgreementSheet sheet) { m_models.agreement.show(std::move(sheet)); });
    });
}

// Lock and set-up
// ------------------------------------------------------------------------------------------

void Tablet::connectLock() {
    connect(&m_models.unlock, &UnlockModel::unlockRequested, this, &Tablet::unlock);
    connect(&m_models.unlock, &UnlockModel::setUpRequested, this, [this] {
        m_models.enrol.show(m_address, true);
        m_models.shell.showPage(ShellModel::Enrol);
    });
    connect(&m_models.enrol, &EnrolModel::enrolRequested, this, &Tablet::enrol);
    connect(&m_models.enrol, &EnrolModel::returnRequested, this,
            [this] { m_models.shell.showPage(ShellModel::Unlock); });
}

void Tablet::unlock(const SecretBytes& passphrase) {
    using Answer = Result<Unlocked>;
    const bool taken = m_worker.ask(
        this,
        [engine = m_engine, folder = m_folder, typed = passphrase.clone()]() -> Answer {
            TRY(const Passphrase entered, Passphrase::entered(typed));
            TRY(engine->vault, Vault::open(folder, entered, engine->ground));
            TRY_OK(engine->refreshCouncil());
            return Unlocked{engine->vault->identity().standing == Identity::Standing::pending,
                            engine->council.authority};
        },
        [this](Answer answer) {
            if (!answer) return onUnlockFailed(answer.error());
            onUnlocked(std::move(*answer));
        });
    if (!taken) m_models.unlock.showProblem(Error{Code::inUse, "unlock"}.sentence());
}

void Tablet::onUnlockFailed(const Error& error) {
    if (error.code != Code::wrongPassphrase) return m_models.unlock.showProblem(error.sentence());
    ++m_tries;
    if (m_tries < triesBeforeWait) return m_models.unlock.showNoMatch(triesBeforeWait - m_tries);
    // Each further failure doubles the wait. Nothing is ever wiped: words may be only here.
    const auto wait = std::min<std::chrono::seconds>(
        firstWait * (1 << std::min(m_tries - triesBeforeWait, 10)), longestWait);
    const UtcTime until = m_clock.utc() + wait;
    m_models.unlock.showWait(wording::hourMinute(wording::local(until, m_clock.zoneOffset())));
    m_wait.start(wait);
}

void Tablet::onUnlocked(Unlocked unlocked) {
    m_tries = 0;
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
                            if (!done)
                                return m_models.enrol.showProblem(EnrolModel::Code,
                                                                  done.error().sentence());
                            firstFetch();
                        });
                    });
                engine->enroller->resume(std::move(engine->vault));
            });
        Q_UNUSED(taken)
        return;
    }
    m_idle.start(idleLock);
    m_models.shell.showPage(ShellModel::Today);
    showDay();
    refreshStrip();
}

void Tablet::enrol(const QString& code, const QString& address, const SecretBytes& passphrase) {
    m_models.enrol.showProgress(tr("Making keys"), 0.1);
    const bool taken = m_worker.ask([this, engine = m_engine, window = QPointer<QObject>(this),
                                     folder = m_folder, code, address, typed = passphrase.clone()] {
        const auto failed = [this, window](const Error& error) {
            m_worker.tell(window, [this, error] {
                const bool aboutCode = error.code != Code::badInput;
                m_models.enrol.showProblem(aboutCode ? EnrolModel::Code : EnrolModel::Passphrase,
                                           error.sentence());
            });
        };
        auto invitation = Invitation::fromTyped(address, code);
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
                        m_models.enrol.showProgress(tr("Locking your notes with the passphrase"),
                                                    0.4);
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

void Tablet::firstFetch() {
    m_models.enrol.showProgress(tr("Fetching the assessment"), 0.85);
    const bool taken = m_worker.ask([this, engine = m_engine, window = QPointer<QObject>(this)] {
        const auto ended = [this, engine, window] {
            (void)engine->refreshCouncil();
            m_worker.tell(window, [this] { onUnlocked({}); });
        };
        auto link = engine->storeLink();
        if (!link) return ended();
        // Without a connection the tablet is set up all the same; the plan comes with the next one.
        (*link)->handOver({}, [ended](const HandOver::Report&) { ended(); });
    });
    Q_UNUSED(taken)
}

void Tablet::lock() {
    m_models.search.forget();
    m_models.shell.showPage(ShellModel::Unlock);
    m_models.shell.showStrip({});
    m_idle.stop();
    // Behind everything that was asked before: the last words are on disk first.
    const bool taken = m_worker.ask([engine = m_engine] {
        engine->link.reset();
        engine->sitting.reset();
        engine->council = {};
        if (engine->vault) (void)Vault::lock(std::move(engine->vault));
    });
    Q_UNUSED(taken)
    m_handingOver = false;
    tick();
}

// Today
// ---------------------------------------------------------------------------------------------------

void Tablet::connectToday() {
    connect(&m_models.today, &TodayModel::startRequested, this, &Tablet::openSitting);
    connect(&m_models.today, &TodayModel::sessionChosen, this, [this](const QString& slot) {
        ask(
            [slot](Engine& engine) -> Result<NextSession> {
                const auto id = RecordId::fromString(slot);
                if (!id) return fail(Code::notFound, "find a session");
                return readSession(*engine.vault, engine.council, *id, engine.now());
            },
            [this](const NextSession& next) { m_models.today.showNext(next); });
    });
}

void Tablet::showDay() {
    ask([](Engine& engine) { return readDay(*engine.vault, engine.council, engine.now()); },
        [this](DayPlan plan) { m_models.today.show(std::move(plan)); });
}

void Tablet::openSitting(const QString& slot) {
    ask(
        [slot](Engine& engine) -> Result<Opened> {
            const auto id = RecordId::fromString(slot);
            if (!id) return fail(Code::notFound, "find a session");
            TRY(engine.sitting,
                Sitting::open(*engine.vault, engine.council, *id, engine.clock, engine.random));
            Opened opened;
            TRY(opened.agreementFirst, engine.sitting->agreementFirst());
            TRY(opened.state, engine.sitting->state());
            opened.lines = engine.sitting->lineCount();
            return opened;
        },
        [this](Opened opened) {
            m_models.capture.lines()->showCount(opened.lines);
            m_models.capture.show(std::move(opened.state));
            m_models.shell.go(opened.agreementFirst ? ShellModel::Agreement : ShellModel::Capture);
        });
}

// Capture
// ---------------------------------------------------------------------------------------------------

void Tablet::connectCapture() {
    CaptureModel& capture = m_models.capture;
    connect(capture.lines(), &LineListModel::rowsNeeded, this, [this](int first, int count) {
        ask(
            [first, count](Engine& engine) -> Result<QList<LineRow>> {
                if (!engine.sitting) return fail(Code::cancelled, "read lines");
                return engine.sitting->rows(first, count);
            },
            [this, first](const QList<LineRow>& rows) {
                m_models.capture.lines()->showRows(first, rows);
            });
    });
    connect(&capture, &CaptureModel::draftChanged, this, [this](const LineDraft& draft) {
        ask([draft](Engine& engine) { return engine.sitting->save(draft); },
            [this, revision = draft.revision](UtcTime at) {
                m_models.capture.showSaved(revision, at);
            },
            [this](const Error&) { m_models.capture.showNotSaved(); });
    });
    connect(&capture, &CaptureModel::lineFinished, this, [this](const LineDraft& draft) {
        ask([draft](Engine& engine) { return engine.sitting->finish(draft); },
            [this, draft](const QString& id) {
                m_models.capture.showLineKept(draft.serial, id);
                m_models.capture.showSaved(draft.revision, m_clock.utc());
                if (!draft.tags.isEmpty()) refreshSitting();
                refreshSoon();
            },
            [this](const Error& error) {
                // The draft is still on disk and becomes a line the next time the session opens.
                m_models.capture.showNotSaved();
                complain(error);
            });
    });
    connect(&capture, &CaptureModel::momentMarked, this, [this](const LineDraft& moment) {
        ask([moment](Engine& engine) { return engine.sitting->finish(moment); },
            [this, serial = moment.serial](const QString& id) {
                m_models.capture.showLineKept(serial, id);
                refreshSoon();
            });
    });
    connect(&capture, &CaptureModel::draftDropped, this, [this](const LineDraft& draft) {
        ask([draft](Engine& engine) { return engine.sitting->drop(draft); }, [] {});
    });
    connect(
        &capture, &CaptureModel::tagRequested, this,
        [this](qint64 serial, const QString& line, int statement, bool add) {
            ask([=](Engine& engine) { return engine.sitting->tag(serial, line, statement, add); },
                [this] {
                    refreshSitting();
                    refreshSoon();
                });
        });
    connect(&capture, &CaptureModel::settingChosen, this, [this](const QString& key, bool chosen) {
        ask([=](Engine& engine) { return engine.sitting->chooseSetting(key, chosen); },
            [this] { refreshSoon(); });
    });
    connect(&capture, &CaptureModel::promptTicked, this, [this](const QString& key, bool covered) {
        ask([=](Engine& engine) { return engine.sitting->tickPrompt(key, covered); },
            [this] { refreshSitting(); });
    });
}

void Tablet::refreshSitting() {
    struct Facts {
        QList<AgreedItem> agreed;
        bool mayTag = false;
        QList<Prompt> prompts;
    };
    ask(
        [](Engine& engine) -> Result<Facts> {
            Facts facts;
            if (!engine.sitting) return fail(Code::cancelled, "read a session");
            TRY(facts.agreed, engine.sitting->agreed());
            TRY(facts.mayTag, engine.sitting->mayTag());
            TRY(facts.prompts, engine.sitting->prompts());
            return facts;
        },
        [this](const Facts& facts) {
            m_models.capture.showAgreed(facts.agreed, facts.mayTag);
            m_models.capture.showPrompts(facts.prompts);
        });
}

// Agreement
// ---------------------------------------------------------------------------------------------------

void Tablet::connectAgreement() {
    AgreementModel& agreement = m_models.agreement;
    connect(&agreement, &AgreementModel::scriptGivenRequested, this, [this] {
        m_models.agreement.showScriptGiven(
            wording::hourMinute(wording::local(m_clock.utc(), m_clock.zoneOffset())));
    });
    connect(&agreement, &AgreementModel::recordRequested, this,
            [this](const QList<PurposeRow>& answers) {
                ask(
                    [answers](Engine& engine) -> Status {
                        if (!engine.sitting) return fail(Code::notFound, "record an agreement");
                        return recordAgreement(*engine.vault, engine.council,
                                               engine.sitting->slot(), answers, engine.now());
                    },
                    [this] { m_models.agreement.showRecorded(); });
            });
    connect(&agreement, &AgreementModel::recorded, this, [this] {
        ask([](Engine& engine) -> Result<bool> { return engine.sitting->agreementFirst(); },
            [this](bool stillFirst) {
                refreshSitting();
                refreshSoon();
                m_models.shell.go(stillFirst ? ShellModel::Today : ShellModel::Capture);
            });
    });
}

// Search
// ------------------------------------------------------------------------------------------------------

void Tablet::connectSearch() {
    SearchModel& search = m_models.search;
    connect(
        &search, &SearchModel::searchRequested, this,
        [this](qint64 query, const QString& words, const QList<LineListModel::Kind>& kinds,
               int from) {
            ask(
                [=](Engine& engine) {
                    return engine.lookup.page(*engine.vault, engine.council, query, words, kinds,
                                              from);
                },
                [this, query](const Lookup::Page& page) {
                    m_models.search.showHits(query, page.hits, page.more);
                });
            if (from > 0) return;
            ask([=](Engine& engine) { return engine.lookup.counts(*engine.vault, words, kinds); },
                [this, query](const Lookup::Counts& counts) {
                    m_models.search.showCounts(query, counts.lines, counts.sources);
                });
        });
    connect(&search, &SearchModel::hitChosen, this, [this](const QString& line) {
        ask(
            [line](Engine& engine) -> Result<HitContext> {
                const auto id = RecordId::fromString(line);
                if (!id) return fail(Code::notFound, "find a line");
                return engine.lookup.context(*engine.vault, engine.council, *id);
            },
            [this](const HitContext& context) { m_models.search.showContext(context); });
    });
    connect(&search, &SearchModel::openRequested, this, [this](const QString& line) {
        ask(
            [line](Engine& engine) -> Result<QString> {
                const auto id = RecordId::fromString(line);
                if (!id) return fail(Code::notFound, "find a line");
                TRY(const RecordId slot, Lookup::slotOf(*engine.vault, *id));
                return slot.toString();
            },
            [this](const QString& slot) { openSitting(slot); });
    });
}

// Hand over
// -------------------------------------------------------------------------------------------------------

void Tablet::connectHandOver() {
    HandOverModel& model = m_models.handOver;
    connect(&model, &HandOverModel::startRequested, this, &Tablet::handOver);
    connect(&model, &HandOverModel::pauseRequested, this, [this] {
        ask(
            [](Engine& engine) -> Status {
                if (engine.link) engine.link->cancel();
                return {};
            },
            [] {});
    });
    connect(&model, &HandOverModel::pointChosen, this, [this](const QString& key) {
        if (key == u"conflict") return showDispute();
        m_models.shell.go(ShellModel::Today);
    });
}

void Tablet::showReview() {
    ask([](Engine& engine) { return readReview(*engine.vault, engine.council); },
        [this](const HandOverReview& review) { m_models.handOver.show(review); });
}

void Tablet::handOver() {
    if (m_handingOver) return;
    m_handingOver = true;
    HandOverProgress starting = progressOf({}, true);
    m_models.handOver.show(starting);
    refreshStrip();
    struct Ended {
        HandOver::Report report;
        HandOverReceipt receipt;
        HandOverProgress progress;
    };
    const QPointer<QObject> window(this);
    ask(
        [this, window](Engine& engine) -> Status {
            TRY(StoreLink* const link, engine.storeLink());
            auto last = std::make_shared<HandOver::Progress>();
            link->handOver(
                [this, window, last](const HandOver::Progress& progress) {
                    *last = progress;
                    m_worker.tell(window, [this, shown = progressOf(progress, true)] {
                        if (m_handingOver) m_models.handOver.show(shown);
                    });
                },
                [this, window, last, &engine](HandOver::Report report) {
                    (void)engine.refreshCouncil();
                    const QString store = engine.link ? engine.link->store().name : QString();
                    Ended ended{report,
                                receiptOf(report, engine.council, store, engine.clock.zoneOffset()),
                                progressOf(*last, false)};
                    if (report.stopped)
                        ended.progress.problem = report.captured > 0
                                                     ? tr("Stopped at %1 of %2. %3")
                                                           .arg(report.accepted)
                                                           .arg(report.captured)
                                                           .arg(report.stopped->sentence())
                                                     : report.stopped->sentence();
                    m_worker.tell(window, [this, ended = std::move(ended)] {
                        m_handingOver = false;
                        m_connected = !ended.report.stopped;
                        if (ended.report.stopped)
                            m_models.handOver.show(ended.progress);
                        else
                            m_models.handOver.show(ended.receipt);
                        refreshStrip();
                    });
                });
            return {};
        },
        [] {},
        [this](const Error& error) {
            m_handingOver = false;
            HandOverProgress stopped = progressOf({}, false);
            stopped.problem = error.sentence();
            m_models.handOver.show(stopped);
        });
}

// Two texts of one line
// -------------------------------------------------------------------------------------------

void Tablet::connectConflict() {
    connect(
        &m_models.conflict, &ConflictModel::settled, this,
        [this](const QString& key, ConflictModel::Choice choice, const QString& merged) {
            ask([=](Engine& engine) { return settleDispute(*engine.vault, key, choice, merged); },
                [this] {
                    refreshSoon();
                    showDispute();
                });
        });
    connect(&m_models.conflict, &ConflictModel::laterRequested, this,
            [this] { m_models.shell.go(ShellModel::HandOver); });
}

void Tablet::showDispute() {
    ask([](Engine& engine) { return readDispute(*engine.vault, engine.council); },
        [this](const std::optional<Dispute>& dispute) {
            if (!dispute) return m_models.shell.go(ShellModel::HandOver);
            m_models.conflict.show(*dispute);
            m_models.shell.go(ShellModel::Conflict);
        });
}

}  // namespace candour
