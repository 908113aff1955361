// Search, and the end of the day: handing over, the receipt, two texts of one line.
#include "app/tablet/evening.h"
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
    connect(&search, &SearchModel::openRequested, this, &Tablet::openLine);
    connect(&search, &SearchModel::caseRequested, this, &Tablet::openCase);
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
    connect(&model, &HandOverModel::startRequested, this, &Tablet::handOver);
    connect(&model, &HandOverModel::pauseRequested, this, [this] {
        ask(
            [](Engine& engine) -> Status {
                if (engine.link) engine.link->cancel();
                return {};
            },
            [] {});
    });
    connect(&model, &HandOverModel::saveReceiptRequested, this, &Tablet::saveLastReceipt);
    connect(&model, &HandOverModel::seeAllRequested, this, [this] {
        ask([](Engine& engine) { return readHandedOver(*engine.vault, engine.handedOver); },
            [this](const QList<EntryRow>& records) { m_models.handOver.showEverything(records); });
    });
    connect(&model, &HandOverModel::pointChosen, this, [this](const QString& key) {
        if (key == u"conflict") return showDispute();
        if (key == u"untagged") return m_models.shell.go(ShellModel::Review);
        m_models.shell.go(key == u"alert" ? ShellModel::Safeguarding : ShellModel::Today);
    });
}

void Tablet::showReview() {
    ask([](Engine& engine) { return readReview(*engine.vault, engine.council); },
        [this](const HandOverReview& review) { m_models.handOver.show(review); });
}

void Tablet::handOver() {
    if (m_handingOver) return;
    m_handingOver = true;
    m_urgentSoon.stop();
    m_urgentWait = std::max(m_urgentWait, firstUrgentWait);
    HandOverProgress starting = progressOf({}, true);
    m_models.handOver.show(starting);
    refreshStrip();
    struct Ended {
        HandOver::Report report;
        HandOverReceipt receipt;
        HandOverProgress progress;
        bool wordsGone = false;  // or some came back
    };
    const QPointer<QObject> window(this);
    ask(
        [this, window, run = ++m_handOverRun](Engine& engine) -> Status {
            TRY(StoreLink* const link, engine.storeLink());
            TRY(engine.handedOver,
                recordsWaiting(engine.vault->ledger(), engine.vault->identity().vault));
            const auto before = countTakenAway(*engine.vault);
            auto last = std::make_shared<HandOver::Progress>();
            link->handOver(
                [this, window, last](const HandOver::Progress& progress) {
                    *last = progress;
                    m_worker.tell(window, [this, shown = progressOf(progress, true)] {
                        if (m_handingOver && m_models.shell.open()) m_models.handOver.show(shown);
                    });
                },
                [this, run, window, last, before, &engine](HandOver::Report report) {
                    (void)engine.refreshCouncil();
                    const QString store = engine.link ? engine.link->store().name : QString();
                    Ended ended{report,
                                receiptOf(report, engine.council, store, engine.clock.zoneOffset()),
                                progressOf(*last, false)};
                    const auto after = countTakenAway(*engine.vault);
                    ended.wordsGone = !before || !after || *after != *before;
                    if (report.stopped)
                        ended.progress.problem = report.captured > 0
                                                     ? tr("Stopped at %1 of %2. %3")
                                                           .arg(report.accepted)
                                                           .arg(report.captured)
                                                           .arg(report.stopped->sentence())
                                                     : report.stopped->sentence();
                    m_worker.tell(window, [this, run, ended = std::move(ended)] {
                        if (run != m_handOverRun) return;
                        m_handingOver = false;
                        m_connected = !ended.report.stopped;
                        if (std::exchange(m_closeWhenSent, false)) return closeVault();
                        // What came to light before it stopped is told with the receipt.
                        m_partings += ended.receipt.notes;
                        HandOverReceipt receipt = ended.receipt;
                        if (!ended.report.stopped) receipt.notes = std::exchange(m_partings, {});
                        if (ended.report.stopped)
                            m_models.handOver.show(ended.progress);
                        else
                            showReceipt({ended.report, receipt});
                        refreshStrip();
                        refreshAlerts();
                        if (ended.wordsGone) showWordsAgain();
                        if (std::exchange(m_handOverAgain, false)) handOver();
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
            refreshStrip();
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
