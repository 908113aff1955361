// Copying out: the vault's thread seals, the carrier's writes, and each waits for the other, so
// that neither memory nor what is typed meanwhile depends on how slow a stick is.
#include "app/tablet/tablet_engine.h"
#include "app/tablet/takingback.h"

#include <QDir>
#include <QStandardPaths>

namespace candour {

void Tablet::connectCopyOut() {
    connect(&m_models.today, &TodayModel::copyOutRequested, this, &Tablet::openCopyOut);
    connect(&m_models.handOver, &HandOverModel::copyOutRequested, this, &Tablet::openCopyOut);
    CopyOutModel& model = m_models.copyOut;
    connect(&model, &CopyOutModel::copyRequested, this, &Tablet::copyOut);
    connect(&model, &CopyOutModel::stopRequested, this, [this] { endCopyOut(); });
    connect(&model, &CopyOutModel::answerChosen, this, &Tablet::fetchAnswerOfStore);
    // A kill left it there.
    const bool tidied = m_carrier.ask([folder = m_folder] { const FetchedAnswer left(folder); });
    Q_UNUSED(tidied)
    connect(&model, &CopyOutModel::folderRequested, this, [this](const QString& path) {
        const QString documents =
            QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        const bool taken = m_carrier.ask(
            this,
            [path, documents]() -> Result<CopyFolder> {
                if (!path.isEmpty()) return readFolder(path);
                QDir().mkpath(documents);
                return placesToCopyTo(documents);
            },
            [this](const Result<CopyFolder>& folder) {
                if (folder) return m_models.copyOut.show(*folder);
                m_models.copyOut.showFolderGone(
                    tr("That folder is not there any more. Was the stick taken out?"));
            });
        if (!taken)
            m_models.copyOut.showFolderGone(Error{Code::inUse, "look for a folder"}.sentence());
    });
}

void Tablet::openCopyOut() {
    if (m_carried) return m_models.copyOut.reopen();
    struct Waiting {
        QString words;
        QString name;
    };
    ask(
        [](Engine& engine) -> Result<Waiting> {
            TRY(QString words, waitingWords(*engine.vault));
            return Waiting{std::move(words),
                           copyName(engine.council.authority, wallTime(engine.now()))};
        },
        [this](const Waiting& waiting) {
            if (m_models.shell.open()) m_models.copyOut.begin(waiting.words, waiting.name);
        });
}

template <class Work, class Then>
void Tablet::seal(Work work, Then then) {
    ask(
        std::move(work),
        [this, run = m_copyRun, then](auto&&... sealed) {
            if (run == m_copyRun) then(std::forward<decltype(sealed)>(sealed)...);
        },
        [this, run = m_copyRun](const Error& error) {
            if (run == m_copyRun) onCopyFailed(whyNotSealed(error));
        });
}

template <class Work, class Then>
void Tablet::carry(Work work, Then then) {
    const auto failed = [this](const Error& error) {
        if (error.code != Code::alreadyThere) return onCopyFailed(whyNotCarried(error));
        endCopyOut();
        m_models.copyOut.showThere();
    };
    const bool taken = m_carrier.ask(this, std::move(work),
                                     [this, run = m_copyRun, then, failed](const Status& done) {
                                         if (run != m_copyRun) return;
                                         if (!done) return failed(done.error());
                                         then();
                                     });
    if (!taken) failed({Code::inUse, "copy out"});
}

void Tablet::copyOut(const CopyWish& wish) {
    m_carried = std::make_shared<Carried>();
    carry(
        [file = m_carried, wish]() -> Status {
            TRY(GrowingFile begun, beginCopy(wish));
            file->emplace(std::move(begun));
            return {};
        },
        [this] {
            seal(
                [](Engine& engine) -> Status {
                    TRY(engine.copying, CopyingOut::begin(*engine.vault, engine.random));
                    return {};
                },
                [this] { copyMore(0); });
        });
}

/// One piece: whatever else is asked of the vault meanwhile comes in between.
void Tablet::copyMore(std::int64_t written) {
    seal(
        [](Engine& engine) -> Result<CopyingOut::Piece> {
            if (!engine.copying) return fail(Code::cancelled, "copy out");
            return engine.copying->goOn();
        },
        [this, written](const CopyingOut::Piece& piece) {
            carry(
                [file = m_carried, sealed = piece.sealed, last = piece.packed.has_value()] {
                    const Status appended = (*file)->append(sealed);
                    return appended && last ? (*file)->finish() : appended;
                },
                [this, packed = piece.packed, size = written + piece.sealed.size()] {
                    if (packed) return onCopied(*packed);
                    copyMore(size);
                });
            m_models.copyOut.showProgress(piece.share, written);
        });
}

void Tablet::onCopyFailed(const QString& sentence) {
    endCopyOut();
    if (!m_models.copyOut.open()) m_models.shell.showNotice(sentence);
    m_models.copyOut.showProblem(sentence);
}

void Tablet::onCopied(const Packed& packed) {
    endCopyOut();
    const CopiedOut done = copiedOut(packed);
    if (!m_models.copyOut.open())
        m_models.shell.showNotice(tr("%1 %2").arg(done.heading, done.detail));
    m_models.copyOut.showDone(done);
    ask(
        [](Engine& engine) -> Status {
            rememberCopiedOut(*engine.vault);
            return {};
        },
        [this] {
            if (m_models.shell.page() == ShellModel::HandOver &&
                m_models.handOver.step() == HandOverModel::Review)
                showReview();
        });
}

/// Fetched from the stick first: what hangs there keeps no word from the disk.
void Tablet::fetchAnswerOfStore(const QString& path) {
    if (m_handingOver)
        return m_models.copyOut.showProblem(
            tr("A hand-over is under way, which brings the same answer. Wait until it has ended."));
    using Fetched = Result<std::shared_ptr<FetchedAnswer>>;
    const bool taken = m_carrier.ask(
        this,
        [path, folder = m_folder]() -> Fetched {
            auto here = std::make_shared<FetchedAnswer>(folder);
            TRY_OK(fetchAnswer(path, here->path()));
            return here;
        },
        [this](const Fetched& fetched) {
            if (!fetched) return onNotTakenIn(fetched.error());
            takeInAnswer(*fetched);
        });
    if (!taken) onNotTakenIn({Code::inUse, "take in an answer"});
}

void Tablet::onNotTakenIn(const Error& error) {
    const QString sentence = whyNotTakenIn(error);
    if (!m_models.copyOut.open() && m_models.shell.open()) m_models.shell.showNotice(sentence);
    m_models.copyOut.showProblem(sentence);
}

void Tablet::takeInAnswer(std::shared_ptr<FetchedAnswer> answer) {
    ask(
        [answer = std::move(answer)](Engine& engine) -> Status {
            const auto before = countTakenAway(*engine.vault);
            TRY(auto intake, beginTakingIn(*engine.vault, answer->path()));
            engine.takingIn = std::make_unique<Engine::TakingIn>(
                Engine::TakingIn{answer, std::move(intake),
                                 before ? std::optional<TakenAway>(*before) : std::nullopt});
            return {};
        },
        [this] { takeInMoreOfAnswer(); }, [this](const Error& error) { onNotTakenIn(error); });
}

/// One step: whatever else is asked of the vault meanwhile comes in between.
void Tablet::takeInMoreOfAnswer() {
    struct TakenIn {
        QString sentence;
        QString waiting;
        bool wordsGone = false;
    };
    ask(
        [](Engine& engine) -> Result<std::optional<TakenIn>> {
            auto taking = std::move(engine.takingIn);
            if (!taking) return fail(Code::cancelled, "take in an answer");
            TRY(const bool whole, takeInMore(*engine.vault, *taking->intake));
            if (!whole) {
                engine.takingIn = std::move(taking);
                return std::nullopt;
            }
            TRY_OK(engine.refreshCouncil());
            const auto after = countTakenAway(*engine.vault);
            TRY(QString waiting, waitingWords(*engine.vault));
            return TakenIn{answerWords(taking->intake->report()), std::move(waiting),
                           !taking->before || !after || *after != *taking->before};
        },
        [this](const std::optional<TakenIn>& taken) {
            if (!taken) return takeInMoreOfAnswer();
            if (taken->wordsGone) showWordsAgain();
            if (!m_models.copyOut.open()) m_models.shell.showNotice(taken->sentence);
            m_models.copyOut.showAnswer(taken->sentence, taken->waiting);
            if (m_models.shell.page() == ShellModel::HandOver &&
                m_models.handOver.step() == HandOverModel::Review)
                showReview();
            refreshStrip();
        },
        [this](const Error& error) { onNotTakenIn(error); });
}

bool Tablet::endCopyOut() {
    ++m_copyRun;
    if (!m_carried) return false;
    const bool asked = m_carrier.ask([file = std::exchange(m_carried, nullptr)] {
        file->reset();
    }) && m_worker.ask([engine = m_engine] { engine->copying.reset(); });
    Q_UNUSED(asked)
    return true;
}

}  // namespace candour
