// What is attached to a session, a document or a case.
#include "app/tablet/attaching.h"
#include "app/tablet/tablet_engine.h"

namespace candour {

void Tablet::connectAttachments() {
    AttachmentsModel& model = m_models.attachments;
    keepTyped(*model.caption());
    connect(&model, &AttachmentsModel::listRequested, this, &Tablet::showAttached);
    connect(&model, &AttachmentsModel::attachRequested, this, [this](const AttachWish& wish) {
        ask(
            [wish](Engine& engine) -> Status {
                TRY_OK(attachFile(*engine.vault, wish, engine.now()));
                return keepJotted(*engine.vault, Jotting::Use::captioning, wish.about, {});
            },
            [this, about = wish.about] {
                m_models.attachments.showAttached();
                showAttached(about);
                refreshSoon();
            },
            [this, wish](const Error& error) {
                m_models.attachments.caption()->giveBack(wish.caption);
                m_models.attachments.showNotAttached(
                    tr("It was not attached. %1").arg(error.sentence()));
            });
    });
    connect(&model, &AttachmentsModel::pictureRequested, this, [this](const QString& id) {
        ask([id](Engine& engine) { return openPicture(*engine.vault, id); },
            [this](const OpenedPicture& picture) {
                if (m_models.shell.open()) m_models.attachments.showPicture(picture);
            },
            [this](const Error& error) {
                m_models.attachments.showProblem(
                    error.code == Code::badInput
                        ? tr("What is in this file cannot be shown as a picture. It is kept as it "
                             "is.")
                        : error.sentence());
            });
    });
    connect(&model, &AttachmentsModel::fetchRequested, this, [this](const QString& id) {
        ask([id](Engine& engine) { return wantFile(*engine.vault, id); },
            [this] {
                showAttached(m_models.attachments.about());
                m_models.shell.showNotice(tr("The next hand-over brings it back."));
            });
    });
}

void Tablet::showAttached(const QString& about) {
    ask([about](Engine& engine) { return readAttached(*engine.vault, about, engine.now()); },
        [this](const Attached& attached) {
            if (m_models.shell.open()) m_models.attachments.show(attached);
        },
        [this](const Error& error) { m_models.attachments.showProblem(error.sentence()); });
}

}  // namespace candour
