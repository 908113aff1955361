// What protects people: alerts on their way from the first key to somebody who has heard of it, and
// agreements that are taken back.
#include "app/tablet/protecting.h"
#include "app/tablet/tablet_engine.h"
#include "app/tablet/takingback.h"
#include "app/viewmodels/wording.h"

namespace candour {

// Safeguarding
// ----------------------------------------------------------------------------------------------

void Tablet::connectSafeguarding() {
    SafeguardingModel& model = m_models.safeguarding;
    connect(
        &model, &SafeguardingModel::changed, this,
        [this](qint64 revision, const AlertSheet& sheet) {
            ask([sheet](Engine& engine) { return saveAlert(*engine.vault, sheet); },
                [this, revision](const QString& heardBy) {
                    m_models.safeguarding.showSaved(revision, m_clock.utc(), heardBy);
                    refreshSoon();
                },
                [this, revision](const Error&) { m_models.safeguarding.showNotSaved(revision); });
        });
    connect(&model, &SafeguardingModel::putRequested, this, [this](const AlertSheet& sheet) {
        ask(
            [sheet](Engine& engine) -> Result<bool> {
                TRY_OK(putAlert(*engine.vault, engine.council, sheet, engine.now()));
                return engine.vault->identity().standing == Identity::Standing::enrolled;
            },
            [this](bool hasStore) {
                refreshAlerts();
                refreshStrip();
                // First in line means now, if there is a network at all.
                if (hasStore) handOver(AskedBy::itself);
            },
            [this](const Error& error) {
                m_models.safeguarding.showNotPut();
                complain(error);
            });
    });
    connect(&model, &SafeguardingModel::tellRequested, this,
            [this](const AlertSheet& sheet, const Telling& telling) {
                ask(
                    [=](Engine& engine) {
                        return addStep(*engine.vault, engine.council, sheet, telling, engine.now());
                    },
                    [this, key = sheet.key, telling] {
                        m_models.safeguarding.showTold(key, telling);
                        refreshAlerts();
                        refreshStrip();
                    },
                    [this, key = sheet.key, telling](const Error& error) {
                        m_models.safeguarding.showNotTold(key, telling);
                        complain(error);
                    });
            });
}

/// Called while the page before is still the one that is shown.
void Tablet::openSafeguarding() {
    const ShellModel::Page from = m_models.shell.page();
    const bool inRoom = from == ShellModel::Capture || from == ShellModel::Agreement;
    m_models.safeguarding.showPlace(inRoom ? m_session : QString(),
                                    inRoom ? m_sessionTitle : QString());
    m_models.safeguarding.open();
    refreshAlerts();
}

void Tablet::refreshAlerts() {
    ask(
        [](Engine& engine) -> Result<AlertBook> {
            const auto read = [&engine] {
                return readAlerts(*engine.vault, engine.council, engine.routes, engine.spareAlert);
            };
            if (engine.spareAlert.isNull())
                engine.spareAlert = RecordId::makeV7(engine.clock, engine.random);
            TRY(AlertBook book, read());
            const bool used =
                std::any_of(book.sheets.begin(), book.sheets.end(),
                            [&book](const AlertSheet& sheet) { return sheet.key == book.spare; });
            if (!used) return book;
            engine.spareAlert = RecordId::makeV7(engine.clock, engine.random);
            return read();
        },
        [this](AlertBook book) { m_models.safeguarding.show(std::move(book)); });
}

// Taking back
// -----------------------------------------------------------------------------------------------

void Tablet::connectWithdrawal() {
    WithdrawalModel& model = m_models.withdrawal;
    connect(&m_models.agreement, &AgreementModel::withdrawRequested, this, &Tablet::openWithdrawal);
    connect(&model, &WithdrawalModel::changed, this, [this](const WithdrawalSheet& sheet) {
        ask(
            [sheet](Engine& engine) -> Result<WithdrawalReachCount> {
                TRY_OK(saveWish(*engine.vault, sheet));
                return readReach(*engine.vault, engine.council, sheet);
            },
            [this, sheet](const WithdrawalReachCount& reach) {
                m_models.withdrawal.showReach(sheet, reach);
            });
    });
    connect(&model, &WithdrawalModel::recordRequested, this, [this](const WithdrawalSheet& sheet) {
        ask(
            [sheet](Engine& engine) -> Result<WithdrawalSheet> {
                TRY_OK(recordWish(*engine.vault, engine.council, sheet,
                                  RecordId::makeV7(engine.clock, engine.random), engine.now()));
                return readWithdrawal(*engine.vault, engine.council, sheet.participant);
            },
            [this](const WithdrawalSheet& stands) {
                m_models.withdrawal.showRecorded(stands, wording::hourMinute(wording::local(
                                                             m_clock.utc(), m_clock.zoneOffset())));
                showWordsAgain();
            },
            [this](const Error& error) {
                m_models.withdrawal.showNotSaved(true);
                complain(error);
            });
    });
    keepTyped(*model.why());
    connect(&model, &WithdrawalModel::undoRequested, this,
            [this](const QString& participant, const QString& key, const QString& why) {
                ask(
                    [=](Engine& engine) -> Result<WithdrawalSheet> {
                        TRY_OK(undoWish(*engine.vault, key, why));
                        return readWithdrawal(*engine.vault, engine.council, participant);
                    },
                    [this](const WithdrawalSheet& sheet) {
                        m_models.withdrawal.showUndone(sheet);
                        showWordsAgain();
                    });
            });
}

void Tablet::openWithdrawal(const QString& participant) {
    ask([participant](
            Engine& engine) { return readWithdrawal(*engine.vault, engine.council, participant); },
        [this](const WithdrawalSheet& sheet) {
            m_models.withdrawal.show(sheet);
            m_models.shell.go(ShellModel::Withdrawal);
        });
}

/// What was sealed or opened is another thing in the notebook: nothing is shown from before.
void Tablet::showWordsAgain() {
    m_models.search.forget();
    m_models.review.showAgain();
    refreshSoon();
    refreshSitting();
    askSitting([](Engine&, Sitting& sitting) -> Result<int> { return sitting.lineCount(); },
               [this](int lines) { m_models.capture.showLinesAgain(lines); });
}

}  // namespace candour
