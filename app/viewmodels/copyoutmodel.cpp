#include "app/viewmodels/copyoutmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {
namespace {

constexpr QStringView ending = u".bundle";
constexpr qsizetype longestName = 200;  // in bytes; a disk takes 255, and .part comes behind it
// What no stick can have in a name, whatever it was formatted with.
constexpr QStringView forbidden = u"/\\:*?\"<>|";

}  // namespace

CopyOutModel::CopyOutModel(QObject* parent) : QObject(parent) {}

void CopyOutModel::begin(const QString& waiting, const QString& name) {
    forget();
    m_open = true;
    m_waiting = waiting;
    m_name = name;
    look();
}

void CopyOutModel::show(const CopyFolder& folder) {
    if (!m_open || folder.path != path()) return;
    m_folder = folder;
    m_places.show(folder.inside);
    m_looking = false;
    Q_EMIT shown();
}

void CopyOutModel::showFolderGone(const QString& sentence) {
    if (!m_open) return;
    m_problem = sentence;
    // The places themselves cannot be read: asking again would go round in a circle.
    if (!inside()) return show({});
    m_way.clear();
    look();
}

void CopyOutModel::showProgress(qreal fraction, qint64 bytes) {
    m_fraction = std::clamp(fraction, 0.0, 1.0);
    m_bytes = bytes;
    Q_EMIT shown();
}

void CopyOutModel::showThere() {
    m_open = true;
    m_step = Asking;
    Q_EMIT shown();
}

void CopyOutModel::showProblem(const QString& sentence) {
    m_step = Choosing;
    m_takingIn = false;
    m_problem = sentence;
    Q_EMIT shown();
}

void CopyOutModel::showAnswer(const QString& sentence, const QString& waiting) {
    if (!m_open) return;
    m_takingIn = false;
    m_answer = sentence;
    m_waiting = waiting;
    Q_EMIT shown();
}

void CopyOutModel::showDone(const CopiedOut& done) {
    m_step = Done;
    m_done = done;
    Q_EMIT shown();
}

void CopyOutModel::forget() {
    m_open = false;
    m_step = Choosing;
    m_waiting.clear();
    m_way.clear();
    m_folder = {};
    m_places.show({});
    m_looking = false;
    m_name.clear();
    m_problem.clear();
    m_takingIn = false;
    m_answer.clear();
    m_done = {};
    showProgress(0, 0);
}

void CopyOutModel::leave() {
    if (!m_open) return;
    if (m_step != Copying) return forget();
    m_open = false;
    Q_EMIT shown();
}

void CopyOutModel::reopen() {
    m_open = true;
    Q_EMIT shown();
}

void CopyOutModel::choose(int row) {
    if (!m_places.holds(row) || m_looking) return;
    m_way += m_places.rows()[row];
    m_problem.clear();
    look();
}

void CopyOutModel::up() {
    if (!inside()) return;
    m_way.removeLast();
    m_problem.clear();
    look();
}

void CopyOutModel::lookAgain() {
    m_problem.clear();
    look();
}

void CopyOutModel::write(const QString& name) {
    m_name = name;
    Q_EMIT shown();
}

void CopyOutModel::copy() {
    if (mayCopy()) send(false);
}

void CopyOutModel::replace() {
    if (m_step == Asking) send(true);
}

void CopyOutModel::rename() {
    m_step = Choosing;
    Q_EMIT shown();
}

void CopyOutModel::stop() {
    if (m_step != Copying) return;
    Q_EMIT stopRequested();
    showProblem(tr("Stopped. Nothing was copied out."));
}

void CopyOutModel::takeIn(const QUrl& file) {
    if (m_step != Choosing || m_takingIn) return;
    m_takingIn = true;
    m_problem.clear();
    m_answer.clear();
    Q_EMIT shown();
    Q_EMIT answerChosen(file.toLocalFile());
}

QString CopyOutModel::folder() const {
    QStringList titles;
    for (const CopyPlace& place : m_way) titles += place.title;
    return titles.join(tr(", "));
}

QString CopyOutModel::nameProblem() const {
    const QString name = m_name.trimmed();
    if (name.isEmpty() || name == ending) return tr("The file needs a name.");
    if (name.toUtf8().size() > longestName) return tr("This name is too long.");
    if (name.startsWith(u'.')) return tr("The name cannot begin with a full stop.");
    const bool unwritable = std::any_of(name.begin(), name.end(), [](QChar sign) {
        return forbidden.contains(sign) || !sign.isPrint();
    });
    return unwritable ? tr("The name cannot have any of these: %1").arg(u"/ \\ : * ? \" < > |"_s)
                      : QString();
}

bool CopyOutModel::mayCopy() const {
    return m_step == Choosing && inside() && !m_looking && m_folder.problem.isEmpty() &&
           nameProblem().isEmpty();
}

QString CopyOutModel::written() const {
    return m_bytes > 0 ? tr("%1 written").arg(wording::bytes(m_bytes)) : QString();
}

QString CopyOutModel::place() const {
    return tr("%1: %2").arg(folder(), fileName());
}

void CopyOutModel::look() {
    m_folder = {};
    m_looking = true;
    m_places.show({});
    Q_EMIT shown();
    Q_EMIT folderRequested(path());
}

void CopyOutModel::send(bool over) {
    m_step = Copying;
    m_problem.clear();
    showProgress(0, 0);
    Q_EMIT copyRequested({path(), fileName(), over});
}

QString CopyOutModel::fileName() const {
    const QString name = m_name.trimmed();
    return name.endsWith(ending) ? name : name + ending.toString();
}

}  // namespace candour
