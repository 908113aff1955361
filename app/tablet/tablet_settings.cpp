// The tablet's own page: how its person reads, the proof of what is held, another passphrase.
#include "app/tablet/proving.h"
#include "app/tablet/tablet_engine.h"

#include <QDir>
#include <QGuiApplication>
#include <QPalette>
#include <QSettings>
#include <QStandardPaths>

namespace candour {
namespace {

constexpr int middleGrey = 128;

/// This Qt does not name the system's scheme: its window tells.
bool systemIsDark() {
    return QGuiApplication::palette().color(QPalette::Window).lightness() < middleGrey;
}

const QString handOverTime = QStringLiteral("handOverMinutes");
const QString handOverMetered = QStringLiteral("handOverMetered");

/// Beside the vault and in the clear: it is needed before anything is unlocked, and says how one
/// reads, what a hand-over may take and how many urgent things wait.
QSettings lookFile(const QString& vault) {
    return {vault + QStringLiteral(".ini"), QSettings::IniFormat};
}

}  // namespace

void Tablet::connectSettings() {
    SettingsModel& model = m_models.settings;
    connect(&model, &SettingsModel::lookChosen, this, [this](const Look& look) {
        writeBeside([look](QSettings& file) {
            file.setValue(QStringLiteral("scheme"), static_cast<int>(look.scheme));
            file.setValue(QStringLiteral("textScale"), look.textScale);
        });
        m_models.shell.showLook(m_models.settings.dark(), look.textScale);
    });
    connect(&model, &SettingsModel::handOverWishChosen, this, [this](const HandOverWish& wish) {
        writeBeside([wish](QSettings& file) {
            file.setValue(handOverTime, static_cast<int>(wish.time.count()));
            file.setValue(handOverMetered, wish.overMetered);
        });
        m_models.handOver.showWish(wish);
    });
    connect(&model, &SettingsModel::verifyRequested, this, [this] {
        m_models.settings.showChecking(0);
        ask(
            [](Engine& engine) -> Status {
                engine.proving.emplace(*engine.vault);
                return {};
            },
            [this] { proveMore(); });
    });
    connect(&model, &SettingsModel::stopRequested, this, [this] {
        ask(
            [](Engine& engine) -> Status {
                engine.proving.reset();
                return {};
            },
            [] {});
    });
    connect(&model, &SettingsModel::saveRequested, this, [this] {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        ask(
            [folder, proof = m_proof](Engine& engine) {
                return saveProof(*engine.vault, engine.council, proof, folder, engine.now());
            },
            [this, folder](const QString& name) {
                m_models.settings.showSavedAs(QDir(folder).filePath(name));
            });
    });
    connect(&model, &SettingsModel::passphraseRequested, this, &Tablet::changePassphrase);
}

/// Slice by slice: whatever is asked of the vault meanwhile comes in between.
void Tablet::proveMore() {
    struct Slice {
        double share = 0;
        std::optional<Proof> proof;
    };
    ask(
        [](Engine& engine) -> Result<Slice> {
            if (!engine.proving) return fail(Code::cancelled, "check the evidence");
            Slice slice;
            TRY(slice.proof, engine.proving->goOn(engine.council));
            slice.share = engine.proving->share();
            if (slice.proof) engine.proving.reset();
            return slice;
        },
        [this](const Slice& slice) {
            if (!m_models.settings.checking()) return;
            if (slice.proof) return showProof(*slice.proof);
            m_models.settings.showChecking(slice.share);
            proveMore();
        },
        [this](const Error& error) {
            if (error.code == Code::cancelled) return;
            showProof({false, error.sentence(), {}, {}, {}});
            complain(error);
        });
}

void Tablet::showProof(const Proof& proof) {
    m_proof = proof;
    m_models.settings.showProof(proof);
}

void Tablet::changePassphrase(const SecretBytes& now, const SecretBytes& next) {
    auto typed = std::make_shared<std::pair<SecretBytes, SecretBytes>>(now.clone(), next.clone());
    ask(
        [typed](Engine& engine) -> Status {
            TRY(const Passphrase current, Passphrase::entered(typed->first));
            TRY(const Passphrase chosen, Passphrase::choose(typed->second));
            TRY_OK(engine.vault->confirm(current));
            return engine.vault->changePassphrase(chosen);
        },
        [this] { m_models.settings.showPassphraseChanged(); },
        [this](const Error& error) {
            const bool tooShort = error.code == Code::badInput;
            m_models.settings.showPassphraseProblem(
                error.code == Code::wrongPassphrase
                    ? tr("The passphrase of now did not match. Nothing was changed.")
                : tooShort ? tr("The new one is too short. It needs at least 15 characters.")
                           : error.sentence(),
                tooShort);
        });
}

void Tablet::restoreLook() {
    const QSettings file = lookFile(m_folder);
    Strip closed = m_models.shell.strip();
    closed.urgent = Strip::of({}, 0, 0, Strip::Connection::Offline, 0, {},
                              file.value(QStringLiteral("urgent"), 0).toInt())
                        .urgent;
    m_models.shell.showStrip(closed);
    // Nobody has chosen yet: as the program was started.
    if (!file.contains(QStringLiteral("scheme")) && !file.contains(QStringLiteral("textScale"))) {
        m_models.settings.showLook(
            {m_models.shell.dark() ? Look::Dark : Look::Light, m_models.shell.textScale()},
            systemIsDark());
        return;
    }
    const Look look{static_cast<Look::Scheme>(file.value(QStringLiteral("scheme")).toInt()),
                    file.value(QStringLiteral("textScale"), 1).toDouble()};
    m_models.settings.showLook(look, systemIsDark());
    m_models.shell.showLook(m_models.settings.dark(), m_models.settings.textScale());
}

void Tablet::restoreHandOverWish() {
    const QSettings file = lookFile(m_folder);
    HandOverWish wish{std::chrono::minutes(file.value(handOverTime, 0).toInt()),
                      file.value(handOverMetered, false).toBool()};
    if (wish.timeIndex() < 0) wish.time = {};
    m_models.settings.showHandOverWish(wish);
    m_models.handOver.showWish(wish);
}

void Tablet::rememberUrgent(int count) {
    writeBeside([count](QSettings& file) {
        const QString key = QStringLiteral("urgent");
        if (file.value(key, 0).toInt() == count) return;
        if (count > 0)
            file.setValue(key, count);
        else
            file.remove(key);
    });
}

/// On the vault's thread: the window waits for no disk.
void Tablet::writeBeside(std::function<void(QSettings&)> write) {
    const bool taken = m_worker.ask([folder = m_folder, write = std::move(write)] {
        QSettings file = lookFile(folder);
        write(file);
    });
    Q_UNUSED(taken)
}

void Tablet::showTablet() {
    ask([](Engine& engine) -> Result<TabletFacts> { return tabletFacts(*engine.vault); },
        [this](const TabletFacts& facts) { m_models.settings.showTablet(facts); });
}

}  // namespace candour
