// Search, and the end of the day: handing over, the receipt, two texts of one line.
#include "app/tablet/evening.h"
#include "app/tablet/handingover.h"
#include "app/tablet/tablet_engine.h"
#include "app/tablet/takingback.h"
#include "app/vault/waiting.h"
#include "app/viewmodels/wording.h"

#include <QDir>
#include <QStandardPaths>

namespace candour {

// Search
// ------------------------------------------------------------------------------------------------------

void Tablet::connectSearch() {
    SearchModel& search = m_models.search;
    connect(&search, &SearchModel::searchRequested, this,
            [this](qint64 number, const SearchQuery& query, int from) {
                ask(
                    [=](Engine& engine) {
                        return engine.lookup.page(*engine.vault, engine.council, number, query,
                                                  from);
                    },
                    [this, number](const Lookup::Page& page) {
                        m_models.search.showHits(number, page.hits, page.more);
                    });
                if (from > 0) return;
                ask([=](Engine& engine) { return engine.lookup.counts(*engine.vault, query); },
                    [this, number](const Lookup::Counts& counts) {
                        m_models.search.showCounts(number, counts.lines, counts.sources,
                                                   counts.others, counts.all);
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
    connect(&search, &SearchModel::openRequested, this, &Tablet::openPiece);
    connect(&search, &SearchModel::caseRequested, this,
            [this](const QString& id) { openCase(id); });
}

void Tablet::showSearch() {
    m_models.search.showExamples({tr("waiting list"), tr("carer"), tr("discharge")});
    ask([](Engine& engine) -> Result<QList<Statement>> { return engine.council.statements(); },
        [this](const QList<Statement>& statements) { m_models.search.showStatements(statements); });
}

// Hand over
// -------------------------------------------------------------------------------------------------------

void Tablet::connectHandOver() {
    HandOverModel& model = m_models.handOver;
    connect(&model, &HandOverModel::startRequested, this, [this] { handOver(AskedBy::person); });
    const auto ends = [this](void (StoreLink::*how)()) {
        return [this, how] {
            m_pausedByPerson = true;
            steerHandOver(how);
        };
    };
    connect(&model, &HandOverModel::pauseRequested, this, ends(&StoreLink::pause));
    connect(&model, &HandOverModel::stopRequested, this, ends(&StoreLink::cancel));
    connect(&model, &HandOverModel::saveReceiptRequested, this, &Tablet::saveLastReceipt);
    connect(&model, &HandOverModel::seeAllRequested, this, [this] {
        ask([](Engine& engine) { return readHandedOver(*engine.vault, engine.handedOver); },
            [this](const QList<EntryRow>& records) { m_models.handOver.showEverything(records); });
    });
    connect(&model, &HandOverModel::pointChosen, this, &Tablet::settlePoint);
}

/// Goes where an open point of the day is settled.
void Tablet::settlePoint(const QString& key, const QString& place) {
    if (key == u"alert") return m_models.shell.go(ShellModel::Safeguarding);
    if (key == u"conflict") return showDispute();
    if (key == u"untagged") return m_models.shell.go(ShellModel::Review);
    if (key == u"agreement") return openCase(place, QStringLiteral("case_agreement"));
    if (key == u"asking") return openAsking(place);
    if (key == u"form") return openHalfFilled(place);
    if (key == u"followUps") {
        m_models.documents.setPart(DocumentsModel::FollowUps);
        return m_models.shell.go(ShellModel::Documents);
    }
    if (key == u"unused") return throwAway(place);
    openSitting(place);
}

/// Words that nobody used, and somebody has just read: by their record and field.
void Tablet::throwAway(const QString& draft) {
    ask(
        [draft](Engine& engine) -> Status {
            const auto record = RecordId::fromString(draft.section(u'/', 0, 0));
            if (!record) return fail(Code::notFound, "throw away what was typed");
            return engine.vault->drafts().discard(*record, draft.section(u'/', 1));
        },
        [this] { showReview(); });
}

void Tablet::openEvening() {
    m_models.handOver.showMetered(m_machine.isMetered());
    if (m_handingOver) return;
    if (!std::exchange(m_outcomeUnread, false)) return showReview();
    // Whoever was elsewhere when it ended reads first how it ended.
    if (m_models.handOver.step() == HandOverModel::Receipt) m_partings.clear();
}

void Tablet::showReview() {
    ask([](Engine& engine) { return readReview(*engine.vault, engine.council); },
        [this](const HandOverReview& review) {
            if (!m_handingOver) m_models.handOver.show(review);
        });
}

void Tablet::steerHandOver(void (StoreLink::*how)()) {
    ask(
        [how](Engine& engine) -> Status {
            if (engine.link) (engine.link.get()->*how)();
            return {};
        },
        [] {});
}

/// What nobody asked for disturbs no page that somebody reads.
bool Tablet::mayShowHandOver() const {
    if (!m_models.shell.open()) return false;
    return m_handOverAskedBy == AskedBy::person || m_models.shell.page() != ShellModel::HandOver ||
           m_models.handOver.step() == HandOverModel::Sending;
}

/// What somebody allows, and of what begins by itself only what cannot wait once they paused it.
Result<HandOver::Terms> Tablet::handOverTerms() const {
    const HandOverWish& wish = m_models.handOver.wish();
    Allowance allowance;
    allowance.metered =
        wish.overMetered ? Allowance::Metered::everything : Allowance::Metered::urgentOnly;
    const bool asked = m_handOverAskedBy == AskedBy::person;
    // What an alert interrupted goes on with the time that was left.
    if (asked && wish.time.count() > 0)
        allowance.time = std::chrono::ceil<std::chrono::seconds>(
            std::max<milliseconds>(wish.time - m_handOverUsed, milliseconds(1)));
    TRY(HandOver::Terms terms, allowance.terms(m_machine.isMetered()));
    if (!asked && m_pausedByPerson) terms.upTo = Lane::urgent;
    return terms;
}

void Tablet::handOver(AskedBy by) {
    stopFetchingOrders();  // this one fetches them as well, if it gets so far
    if (m_handingOver) {
        // What is urgent waits for nobody's photographs: this one ends, the next begins with it and
        // goes on with the rest.
        if (by == AskedBy::itself) steerHandOver(&StoreLink::pause);
        m_handOverAgain = std::max(m_handOverAgain.value_or(m_handOverAskedBy), by);
        return;
    }
    m_handOverUsed = {};
    beginHandOver(by);
}

void Tablet::beginHandOver(AskedBy by) {
    m_handingOver = true;
    m_handOverAskedBy = by;
    if (by == AskedBy::person) m_pausedByPerson = false;
    m_urgentSoon.stop();
    m_urgentWait = std::max(m_urgentWait, firstUrgentWait);
    if (mayShowHandOver()) m_models.handOver.show(progressOf({}, true));
    refreshStrip();
    const QPointer<QObject> window(this);
    ask(
        [this, window, run = ++m_handOverRun, allowed = handOverTerms(),
         wish = m_models.handOver.wish(),
         acceptedBefore = m_acceptedSoFar](Engine& engine) -> Status {
            TRY(const HandOver::Terms terms, allowed);
            TRY(StoreLink* const link, engine.storeLink());
            TRY(engine.handedOver,
                recordsWaiting(engine.vault->ledger(), engine.vault->identity().vault));
            const auto before = countTakenAway(*engine.vault);
            auto last = std::make_shared<HandOver::Progress>();
            link->handOver(
                [this, window, last](const HandOver::Progress& progress) {
                    *last = progress;
                    m_worker.tell(window, [this, shown = progressOf(progress, true)] {
                        if (m_handingOver && mayShowHandOver()) m_models.handOver.show(shown);
                    });
                },
                [this, run, window, last, before, wish, acceptedBefore,
                 &engine](HandOver::Report report) {
                    (void)engine.refreshCouncil();
                    Outcome ended =
                        outcomeOf(engine, std::move(report), *last, wish, acceptedBefore);
                    const auto after = countTakenAway(*engine.vault);
                    ended.wordsGone = !before || !after || *after != *before;
                    m_worker.tell(window, [this, run, ended = std::move(ended)]() mutable {
                        if (run == m_handOverRun) onHandedOver(std::move(ended));
                    });
                },
                terms);
            return {};
        },
        [] {},
        [this](const Error& error) {
            m_handingOver = false;
            HandOverProgress stopped = progressOf({}, false);
            stopped.problem = error.sentence();
            if (mayShowHandOver()) m_models.handOver.show(stopped);
            m_lookSoon.start();
            refreshStrip();
        });
}

void Tablet::lookForStore() {
    m_lookSoon.stop();
    // A hand-over says it better.
    if (!m_models.shell.open() || m_handingOver) return;
    const QPointer<QObject> window(this);
    ask(
        [this, window](Engine& engine) -> Status {
            TRY(StoreLink* const link, engine.storeLink());
            link->look([this, window](bool answers) {
                m_worker.tell(window, [this, answers] { showConnected(answers); });
            });
            return {};
        },
        [] {}, [](const Error&) {});  // a vault without a store stays offline
}

/// What was decided meanwhile about somebody's words, or about this tablet, once the store answers:
/// by itself, and no page waits for it.
void Tablet::fetchOrders() {
    m_ordersWanted = false;
    m_fetchingOrders = true;
    const auto run = ++m_ordersRun;
    const QPointer<QObject> window(this);
    ask(
        [this, window, run](Engine& engine) -> Status {
            TRY(StoreLink* const link, engine.storeLink());
            const auto before = countTakenAway(*engine.vault);
            link->handOver({},
                           [this, window, run, before, &engine](const HandOver::Report& report) {
                               (void)engine.refreshCouncil();
                               const auto after = countTakenAway(*engine.vault);
                               const bool wordsGone = !before || !after || *after != *before;
                               m_worker.tell(window, [this, run, report, wordsGone] {
                                   // It may have been broken off once words were gone already.
                                   if (wordsGone && m_models.shell.open()) showWordsAgain();
                                   if (run == m_ordersRun) onOrders(report);
                               });
                           },
                           {.ordersOnly = true});
            return {};
        },
        [] {},
        [this, run](const Error&) {
            if (run != m_ordersRun) return;
            m_fetchingOrders = false;
            m_ordersWanted = true;
        });
}

void Tablet::onOrders(const HandOver::Report& report) {
    m_fetchingOrders = false;
    // The next time that it answers.
    if (report.stopped) m_ordersWanted = true;
    refreshStrip();
    if (report.revoked) handOver(AskedBy::itself);
}

void Tablet::stopFetchingOrders() {
    if (!std::exchange(m_fetchingOrders, false)) return;
    ++m_ordersRun;
    m_ordersWanted = true;
    steerHandOver(&StoreLink::cancel);
}

void Tablet::showConnected(bool connected) {
    if (!m_models.shell.open() || m_handingOver) return;
    m_lookSoon.start();
    if (connected && m_ordersWanted) fetchOrders();
    if (connected == std::exchange(m_connected, connected)) return;
    // What is urgent does not wait for its next try.
    if (connected) {
        m_urgentSoon.stop();
        m_urgentWait = {};
    }
    refreshStrip();
}

/// On the vault's thread.
Tablet::Outcome Tablet::outcomeOf(Engine& engine, HandOver::Report report,
                                  const HandOver::Progress& last, const HandOverWish& wish,
                                  std::int64_t acceptedBefore) {
    // Whoever began three times because the connection broke hands over one evening's records.
    report.captured += acceptedBefore;
    report.accepted += acceptedBefore;
    const QString store = engine.link ? engine.link->store().name : QString();
    Outcome ended{report, receiptOf(report, engine.council, store, engine.clock.zoneOffset()),
                  progressOf(last, false)};
    const auto files = filesWaiting(*engine.vault);
    const QString waiting = files ? *files : QString();
    // The words are through, whatever became of the files after them.
    const bool onlyFiles = last.stage == HandOver::Progress::Stage::attachments;
    ended.through = onlyFiles || (!report.stopped && report.early != HandOver::Early::paused);
    const bool filesWait = !report.stopped && !report.early && !waiting.isEmpty();
    if (report.blobsStopped || (report.stopped && onlyFiles) || filesWait)
        ended.receipt.left = filesStopped(report, waiting);
    else
        ended.receipt.left = ended.progress.left = leftWords(report, wish, waiting);
    if (report.stopped)
        ended.progress.problem = report.captured > 0 ? tr("Stopped at %1 of %2. %3")
                                                           .arg(report.accepted)
                                                           .arg(report.captured)
                                                           .arg(report.stopped->sentence())
                                                     : report.stopped->sentence();
    return ended;
}

void Tablet::onHandedOver(Outcome ended) {
    m_handingOver = false;
    m_connected = !ended.report.stopped;
    if (m_connected && !ended.report.early) m_ordersWanted = false;
    if (m_models.shell.open()) m_lookSoon.start();
    m_handOverUsed += ended.report.took;
    m_acceptedSoFar = ended.through ? 0 : ended.report.accepted;
    // What came to light is told with the first receipt that a person reads, whichever it is.
    for (const Fact& note : ended.receipt.notes)
        if (!m_partings.contains(note)) m_partings += note;
    if (std::exchange(m_closeWhenSent, false)) return closeVault();
    const auto again = std::exchange(m_handOverAgain, {});
    // Something urgent cut in: how it ended is said when it has.
    if (!again && mayShowHandOver()) {
        const bool elsewhere = m_models.shell.page() != ShellModel::HandOver;
        ended.receipt.notes = m_partings;
        if (ended.through)
            showReceipt({ended.report, ended.receipt});
        else
            m_models.handOver.show(ended.progress);
        m_outcomeUnread = elsewhere && (m_handOverAskedBy == AskedBy::person ||
                                        (ended.through && !m_partings.isEmpty()));
        if (ended.through && !elsewhere) m_partings.clear();
    }
    refreshStrip();
    refreshAlerts();
    if (ended.wordsGone) showWordsAgain();
    if (again) return beginHandOver(m_pausedByPerson ? AskedBy::itself : *again);
    if (ended.report.revoked) endUse(ended.report);
}

void Tablet::endUse(const HandOver::Report& report) {
    // Elsewhere somebody may be about to type: it goes with the next hand-over.
    const ShellModel::Page page = m_models.shell.page();
    if (page != ShellModel::HandOver && page != ShellModel::Today) return;
    ask([report](Engine& engine) { return engine.empty(report); },
        [this](bool emptied) {
            if (!emptied) return;
            m_models.shell.lockNow();
            m_models.enrol.show(m_address);
            m_models.enrol.showProblem(
                EnrolModel::Code,
                tr("This tablet was taken out of use. The store has everything that was on it, and "
                   "it is empty now. To use it again, ask your administrator for a new code."));
            m_models.shell.showPage(ShellModel::Enrol);
        });
}

void Tablet::showReceipt(LastReceipt last) {
    m_last = std::move(last);
    m_models.handOver.show(m_last.shown);
}

void Tablet::saveLastReceipt() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    ask(
        [folder, last = m_last](Engine& engine) {
            return saveReceipt(last.report, last.shown, folder, engine.clock.zoneOffset());
        },
        [this, folder](const QString& name) {
            LastReceipt saved = m_last;
            saved.shown.maySave = false;
            saved.shown.facts.append({tr("Saved as"), QDir(folder).filePath(name)});
            showReceipt(std::move(saved));
        });
}

// Two texts of one line
// -------------------------------------------------------------------------------------------

void Tablet::connectConflict() {
    connect(
        &m_models.conflict, &ConflictModel::settled, this,
        [this](const Dispute& shown, ConflictModel::Choice choice, const QString& merged) {
            ask([=](Engine& engine) { return settleDispute(*engine.vault, shown, choice, merged); },
                [this] {
                    refreshSoon();
                    showDispute();
                },
                [this](const Error& error) {
                    m_models.conflict.showNotSettled();
                    complain(error);
                });
        });
    connect(&m_models.conflict, &ConflictModel::mergeWritten, this,
            [this](const QString& key, const QString& merged) {
                ask([=](Engine& engine) { return saveAgreedLine(*engine.vault, key, merged); },
                    [] {});
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
