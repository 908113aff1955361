#include "app/viewmodels/agreementmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {

namespace {

/// *weight* becomes bold; everything else is escaped, so a script can hold any sign.
QString styled(const QString& paragraph) {
    QString out;
    bool bold = false;
    const QStringList parts = paragraph.split(u'*');
    for (const QString& part : parts) {
        out += bold ? u"<b>"_s + part.toHtmlEscaped() + u"</b>"_s : part.toHtmlEscaped();
        bold = !bold;
    }
    return out;
}

/// What still has to be asked before this answer can stand, or nothing.
QString missing(const PurposeRow& row) {
    if (row.choice < 0 || row.choice == AgreementModel::AskLater || row.stands()) return {};
    if (row.told < 0 && row.ability < 0)
        return AgreementModel::tr("Say how they told us, and if they are able to decide");
    if (row.told < 0) return AgreementModel::tr("Say how they told us");
    if (row.ability < 0) return AgreementModel::tr("Say if they are able to decide");
    if (row.ability == AgreementModel::Doubt && row.outcome.trimmed().isEmpty())
        return AgreementModel::tr("Say what came of the doubt");
    return {};
}

/// The same where the row is out of sight.
QString summaryOf(const PurposeRow& row) {
    return row.problem.isEmpty() ? QString()
                                 : AgreementModel::tr("%1: %2").arg(row.title, row.problem);
}

QString numeral(qsizetype number) {
    const QStringList words{AgreementModel::tr("None"), AgreementModel::tr("One"),
                            AgreementModel::tr("Two"),  AgreementModel::tr("Three"),
                            AgreementModel::tr("Four"), AgreementModel::tr("Five")};
    return words.value(number, QString::number(number));
}

}  // namespace

AgreementModel::AgreementModel(QObject* parent) : QObject(parent) {}

void AgreementModel::show(AgreementSheet state) {
    const bool same = state.participant == m_state.participant;
    // What is not on disk yet is only here: it stays, over what the disk says.
    std::optional<AgreementSheet> unsaved;
    if (!same) leave();
    const bool left = m_left.contains(state.participant);
    if (same && m_asked != 0)
        unsaved = sheet();
    else if (left)
        unsaved = m_left.take(state.participant).sheet;
    const QList<PurposeRow> before = unsaved ? unsaved->purposes
                                     : same  ? m_purposes.rows()
                                             : QList<PurposeRow>();
    for (PurposeRow& row : state.purposes)
        for (const PurposeRow& here : before) {
            if (here.key != row.key) continue;
            if (unsaved) {
                const int recorded = row.recorded;
                const QString reported = row.reported;
                row = here;
                row.recorded = recorded;
                row.reported = reported;
            }
            row.open = here.open;
        }
    if (unsaved && unsaved->scriptNow) {
        state.scriptGiven = unsaved->scriptGiven;
        state.scriptNow = true;
    }
    m_state = std::move(state);
    m_easyRead = m_easyRead && same;
    m_purposes.show(m_state.purposes);
    setProblem(-1, {});
    Q_EMIT shown();
    Q_EMIT answersChanged();
    if (unsaved && left) save();
}

void AgreementModel::forget() {
    leave();
    show({});
    Q_EMIT savedChanged();
}

/// What the disk has not taken of this page stays behind it.
void AgreementModel::leave() {
    if (m_asked != 0 && !m_state.participant.isEmpty())
        m_left.insert(m_state.participant, {sheet(), m_asked});
    m_asked = 0;
    m_notSaved = false;
}

AgreementSheet AgreementModel::sheet() const {
    AgreementSheet sheet = m_state;
    sheet.purposes = m_purposes.rows();
    return sheet;
}

void AgreementModel::showScriptGiven(const QString& time) {
    m_state.scriptGiven = time;
    m_state.scriptNow = true;
    Q_EMIT shown();
    save();
}

void AgreementModel::showRecorded() {
    m_asked = 0;
    m_notSaved = false;
    Q_EMIT savedChanged();
    Q_EMIT recorded();
}

void AgreementModel::showSaved(qint64 revision) {
    m_left.removeIf([revision](QHash<QString, Left>::iterator left) {
        return left.value().revision == revision;
    });
    if (revision != m_asked) return;  // of another page, or written over since
    m_asked = 0;
    m_notSaved = false;
    Q_EMIT savedChanged();
}

void AgreementModel::showNotSaved() {
    m_notSaved = true;
    Q_EMIT savedChanged();
}

void AgreementModel::tick() {
    if (m_notSaved) save();
    for (const QString& whose : m_left.keys()) {
        Left& left = m_left[whose];
        left.revision = ++m_revision;
        const AgreementSheet sheet = left.sheet;  // the answer may take it from here
        Q_EMIT changed(m_revision, sheet);
    }
}

void AgreementModel::save() {
    m_asked = ++m_revision;
    Q_EMIT changed(m_asked, sheet());
}

void AgreementModel::open(int row) {
    for (int i = 0; i < m_purposes.rows().size(); ++i) {
        PurposeRow purpose = m_purposes.rows()[i];
        purpose.open = i == row;
        m_purposes.replace(i, purpose);
    }
}

void AgreementModel::choose(int row, int choice) {
    change(row, [choice](PurposeRow& purpose) { purpose.choice = choice; });
    open(row);
}

void AgreementModel::tell(int row, int told) {
    change(row, [told](PurposeRow& purpose) { purpose.told = told; });
}

void AgreementModel::judge(int row, int ability) {
    change(row, [ability](PurposeRow& purpose) { purpose.ability = ability; });
}

void AgreementModel::doubt(int row, DoubtPart part, const QString& words) {
    change(row, [part, &words](PurposeRow& purpose) {
        (part == SupportTried ? purpose.supportTried
         : part == Outcome    ? purpose.outcome
                              : purpose.consulted) = wording::plain(words);
    });
}

void AgreementModel::giveScript() {
    if (m_state.scriptGiven.isEmpty()) Q_EMIT scriptGivenRequested();
}

void AgreementModel::turnEasyRead() {
    m_easyRead = !m_easyRead && mayEasyRead();
    Q_EMIT shown();
}

void AgreementModel::record() {
    QList<PurposeRow> answers;
    bool answered = false;
    int problemRow = -1;
    for (int i = 0; i < m_purposes.rows().size(); ++i) {
        PurposeRow purpose = m_purposes.rows()[i];
        purpose.problem = missing(purpose);
        m_purposes.replace(i, purpose);
        if (purpose.choice >= 0 && !purpose.stands()) answers += purpose;
        answered = answered || purpose.choice >= 0;
        if (problemRow < 0 && !purpose.problem.isEmpty()) problemRow = i;
    }
    if (problemRow >= 0) {
        setProblem(problemRow, summaryOf(m_purposes.rows()[problemRow]));
    } else if (!answered) {
        setProblem(0, tr("Choose at least one answer"));
    } else if (answers.isEmpty()) {
        Q_EMIT recorded();
    } else {
        setProblem(-1, {});
        Q_EMIT recordRequested(m_state.participant, answers, !m_state.scriptGiven.isEmpty());
    }
}

QStringList AgreementModel::script() const {
    QStringList paragraphs;
    for (const QString& paragraph : m_easyRead ? m_state.easyRead : m_state.script)
        paragraphs += styled(paragraph);
    return paragraphs;
}

QString AgreementModel::confirmedText() const {
    return tr("%1 of %2 confirmed").arg(confirmed()).arg(m_purposes.rows().size());
}

bool AgreementModel::allConfirmed() const {
    return confirmed() == m_purposes.rows().size();
}

QString AgreementModel::remaining() const {
    const qsizetype left = m_purposes.rows().size() - confirmed();
    if (left == 0) return tr("Everything has been asked.");
    if (confirmed() == 0) return tr("Ask each one by itself. Any answer is fine.");
    return tr("%1 still to ask. You can begin with what is agreed.").arg(numeral(left));
}

bool AgreementModel::mayWithdraw() const {
    return std::any_of(m_purposes.rows().begin(), m_purposes.rows().end(),
                       [](const PurposeRow& row) { return row.recorded >= 0; });
}

void AgreementModel::change(int row, const std::function<void(PurposeRow&)>& with) {
    if (!m_purposes.holds(row)) return;
    PurposeRow purpose = m_purposes.rows()[row];
    with(purpose);
    if (!purpose.problem.isEmpty()) purpose.problem = missing(purpose);
    if (purpose == m_purposes.rows()[row]) return;
    m_purposes.replace(row, purpose);
    save();
    if (row == m_problemRow) setProblem(purpose.problem.isEmpty() ? -1 : row, summaryOf(purpose));
    Q_EMIT answersChanged();
}

void AgreementModel::setProblem(int row, const QString& problem) {
    m_problemRow = row;
    m_problem = problem;
    Q_EMIT problemChanged();
}

qsizetype AgreementModel::confirmed() const {
    return std::count_if(
        m_purposes.rows().begin(), m_purposes.rows().end(), [](const PurposeRow& row) {
            return row.choice >= 0 && row.choice != AskLater && missing(row).isEmpty();
        });
}

}  // namespace candour
