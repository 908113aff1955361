#include "app/viewmodels/attachmentsmodel.h"

#include "app/viewmodels/wording.h"

#include <QMimeDatabase>

using namespace Qt::StringLiterals;

namespace candour {

QString AttachmentItem::spoken() const {
    return wording::spoken({title, detail, state});
}

AttachmentsModel::AttachmentsModel(QObject* parent) : QObject(parent) {}

void AttachmentsModel::show(const Attached& attached) {
    if (attached.about != m_about) return;
    m_ready = true;
    m_problem.clear();
    m_noPhotograph = attached.noPhotograph;
    m_items.show(attached.items);
    Q_EMIT shown();
}

void AttachmentsModel::showProblem(const QString& sentence) {
    m_problem = sentence;
    Q_EMIT shown();
}

void AttachmentsModel::showAttached() {
    m_sealing = false;
    m_file.clear();
    m_problem.clear();
    Q_EMIT shown();
}

void AttachmentsModel::showNotAttached(const QString& sentence) {
    m_sealing = false;
    showProblem(sentence);
}

void AttachmentsModel::showPicture(const OpenedPicture& picture) {
    if (picture.id != m_wanted) return;
    m_picture = picture;
    Q_EMIT pictureChanged();
}

void AttachmentsModel::forget() {
    leave();
}

void AttachmentsModel::turnTo(const QString& about, const QString& title) {
    clear();
    m_about = about;
    m_title = title;
    m_caption.open(about);
    Q_EMIT shown();
    if (!about.isEmpty()) Q_EMIT listRequested(about);
}

void AttachmentsModel::leave() {
    closePicture();
    turnTo({}, {});
}

void AttachmentsModel::clear() {
    m_ready = m_sealing = false;
    m_problem.clear();
    m_noPhotograph.clear();
    m_file.clear();
    m_items.show({});
}

void AttachmentsModel::choose(const QUrl& file) {
    if (!open() || m_sealing) return;
    m_problem.clear();
    if (!file.isLocalFile()) return showProblem(tr("Only a file on this tablet can be attached."));
    m_file = file;
    const QString form =
        QMimeDatabase().mimeTypeForFile(file.toLocalFile(), QMimeDatabase::MatchExtension).name();
    m_kind = form.startsWith(u"image/"_s) ? Photograph : Document;
    Q_EMIT shown();
}

void AttachmentsModel::chooseKind(int kind) {
    m_kind = kind == Photograph ? Photograph : Document;
    Q_EMIT shown();
}

void AttachmentsModel::dropChosen() {
    m_file.clear();
    m_problem.clear();
    Q_EMIT shown();
}

bool AttachmentsModel::mayAttach() const {
    return !m_file.isEmpty() && !m_sealing && (m_kind == Document || m_noPhotograph.isEmpty());
}

void AttachmentsModel::attach() {
    if (!mayAttach()) return;
    m_sealing = true;
    m_problem.clear();
    Q_EMIT shown();
    Q_EMIT attachRequested({m_about, m_file, m_kind == Photograph ? u"photograph"_s : u"document"_s,
                            m_caption.take()});
}

void AttachmentsModel::look(int row) {
    if (!m_items.holds(row) || !m_items.rows()[row].opens) return;
    m_wanted = m_items.rows()[row].id;
    Q_EMIT pictureRequested(m_wanted);
}

void AttachmentsModel::closePicture() {
    m_wanted.clear();
    if (!looking()) return;
    m_picture = {};
    Q_EMIT pictureChanged();
}

void AttachmentsModel::fetch(int row) {
    if (m_items.holds(row) && m_items.rows()[row].fetchable)
        Q_EMIT fetchRequested(m_items.rows()[row].id);
}

}  // namespace candour
