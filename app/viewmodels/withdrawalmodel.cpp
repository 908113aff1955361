#include "app/viewmodels/withdrawalmodel.h"

#include "app/viewmodels/wording.h"

using namespace Qt::StringLiterals;

namespace candour {

QString EffectRow::spoken() const {
    return wording::spoken({title, detail, state});
}

QString TheirWords::spoken() const {
    return wording::spoken({time, text});
}

bool WithdrawalSheet::ofSome() const {
    return some && outcome == WithdrawalModel::Restrict;
}

QStringList WithdrawalSheet::chosen() const {
    QStringList ids;
    for (const TheirWords& one : words)
        if (ofSome() && one.chosen) ids += one.id;
    return ids;
}

void WithdrawalModel::show(const WithdrawalSheet& sheet) {
    m_sheet = sheet;
    m_done.clear();
    m_undoing = -1;
    m_why.open({});
    m_recording = false;
    m_notSaved = false;
    place();
    Q_EMIT sheetChanged();
}

void WithdrawalModel::showRecorded(const WithdrawalSheet& sheet, const QString& time) {
    const bool sealed = m_sheet.outcome >= Restrict;
    const bool erasing = m_sheet.outcome == Erase;
    const bool some = m_sheet.ofSome();
    show(sheet);
    m_done =
        !sealed   ? tr("Recorded at %1. It goes first at the next hand over.").arg(time)
        : erasing ? tr("Their words were sealed at %1, and the request to erase them is recorded. "
                       "Both go first at the next hand over.")
                        .arg(time)
        : some
            ? tr("These words were sealed at %1. This goes first at the next hand over.").arg(time)
            : tr("Their words were sealed at %1. This goes first at the next hand over.").arg(time);
    Q_EMIT shown();
}

void WithdrawalModel::showUndone(const WithdrawalSheet& sheet) {
    show(sheet);
    m_done = tr("Undone. What was sealed because of it can be read again.");
    Q_EMIT shown();
}

void WithdrawalModel::showReach(const WithdrawalSheet& sheet, const WithdrawalReachCount& reach) {
    if (sheet.participant != m_sheet.participant || sheet.chosen() != m_sheet.chosen() ||
        sheet.ofSome() != m_sheet.ofSome())
        return;
    m_sheet.reach = reach;
    place();
}

void WithdrawalModel::showNotSaved(bool notSaved) {
    m_notSaved = notSaved;
    m_recording = false;
    Q_EMIT shown();
}

void WithdrawalModel::choose(int outcome) {
    if (outcome == m_sheet.outcome) return;
    m_sheet.outcome = outcome;
    m_done.clear();
    place();
    Q_EMIT changed(m_sheet);
}

void WithdrawalModel::chooseSome(bool some) {
    if (some == m_sheet.some) return;
    m_sheet.some = some;
    m_done.clear();
    place();
    Q_EMIT changed(m_sheet);
}

void WithdrawalModel::tick(int row) {
    if (!m_words.holds(row)) return;
    m_sheet.words[row].chosen = !m_sheet.words[row].chosen;
    m_done.clear();
    place();
    Q_EMIT changed(m_sheet);
}

bool WithdrawalModel::mayRecord() const {
    return m_sheet.outcome >= 0 && !m_recording &&
           (!m_sheet.ofSome() || !m_sheet.chosen().isEmpty());
}

void WithdrawalModel::tell(int told) {
    if (told == m_sheet.told) return;
    m_sheet.told = told;
    Q_EMIT shown();
    Q_EMIT changed(m_sheet);
}

void WithdrawalModel::write(const QString& reason) {
    if (reason == m_sheet.reason) return;
    m_sheet.reason = reason;
    Q_EMIT changed(m_sheet);
}

void WithdrawalModel::record() {
    if (!mayRecord()) return;
    m_recording = true;
    Q_EMIT shown();
    Q_EMIT recordRequested(m_sheet);
}

void WithdrawalModel::beginUndo(int row) {
    m_undoing = row == m_undoing || !m_standing.holds(row) ? -1 : row;
    m_why.open(m_undoing < 0 ? QString() : m_standing.rows()[m_undoing].key);
    Q_EMIT shown();
}

void WithdrawalModel::undo() {
    const QString why = m_why.text().trimmed();
    if (!m_standing.holds(m_undoing) || !m_standing.rows()[m_undoing].mayUndo || why.isEmpty())
        return;
    Q_EMIT undoRequested(m_sheet.participant, m_standing.rows()[m_undoing].key, why);
}

QString WithdrawalModel::heading() const {
    if (m_sheet.outcome < 0) return tr("What happens");
    return tr("What happens to %1").arg(wording::count(things(), tr("thing"), tr("things")));
}

int WithdrawalModel::things() const {
    const WithdrawalReachCount& reach = m_sheet.reach;
    const int words = reach.lines + reach.accounts + reach.papers;
    if (m_sheet.outcome < Restrict) return words;
    return words + reach.tags + reach.links + reach.notes + reach.scores;
}

QString WithdrawalModel::hold() const {
    return m_sheet.outcome == Erase ? m_sheet.hold : QString();
}

QString WithdrawalModel::say() const {
    switch (m_sheet.outcome) {
        case Stop:
            return tr(
                "“Thank you for telling me. We stop here. It makes no difference to your "
                "support.”");
        case DoNotQuote:
            return tr(
                "“Thank you for telling me. Your words will not be used as yours. It makes no "
                "difference to your support.”");
        case Restrict:
            return tr(
                "“Thank you for telling me. I am closing it now. It makes no difference to "
                "your support.”");
        case Erase:
            return tr(
                "“Thank you for telling me. I am closing it now, and asking for it to be "
                "erased. Two others decide that, and we will tell you.”");
        default:
            return tr("“Thank you for telling me. May I ask what you would like to happen?”");
    }
}

QString WithdrawalModel::action() const {
    if (m_sheet.ofSome()) return tr("Seal these words");
    if (m_sheet.outcome == Erase) return tr("Seal, and ask for erasing");
    return m_sheet.outcome == Restrict ? tr("Seal their words") : tr("Record their wish");
}

QString WithdrawalModel::progress() const {
    if (m_notSaved) return tr("Not saved yet. Try again: nothing was changed.");
    if (!m_done.isEmpty()) return tr("The next hand over takes it first.");
    if (m_sheet.outcome < 0)
        return tr("Choose what they want. Nothing happens until you record it.");
    if (m_sheet.ofSome() && m_sheet.chosen().isEmpty())
        return tr("Choose which of their words. Nothing happens until you record it.");
    return tr("Works without a network. The next hand over takes it first.");
}

QString WithdrawalModel::counted() const {
    if (!mayRecord() || m_notSaved) return {};
    const QString all = wording::count(things(), tr("thing"), tr("things"));
    return m_sheet.outcome >= Restrict ? tr("%1 will be sealed or will change.").arg(all)
                                       : tr("%1 of theirs stay, and nothing is sealed.").arg(all);
}

void WithdrawalModel::wantMore() {
    m_done.clear();
    Q_EMIT shown();
}

void WithdrawalModel::place() {
    const WithdrawalReachCount& reach = m_sheet.reach;
    QList<EffectRow> rows;
    const bool sealed = m_sheet.outcome >= Restrict;
    if (m_sheet.outcome >= 0) rows = wordsRows(sealed);
    // Who takes back some words has not stopped talking with us.
    if (m_sheet.ofSome())
        rows += someRows();
    else if (m_sheet.outcome == Stop || sealed)
        rows.append({u"person"_s, tr("No more contact"), tr("None of us asks them anything more."),
                     tr("From now"), false});
    if (sealed) rows += restingRows();
    if (sealed && reach.handedOver > 0)
        rows.append({u"handover"_s,
                     tr("%1 handed over already")
                         .arg(wording::count(reach.handedOver, tr("copy"), tr("copies"))),
                     tr("Sealed there, and on the tablets of the others, at the next contact."),
                     tr("Goes first"), true});
    if (m_sheet.outcome == Erase)
        rows.append({u"people"_s, tr("Erasing waits for two people"),
                     tr("Neither of them you. When they agree and no hold stands, the store has "
                        "the words and their keys destroyed everywhere. Until then they stay "
                        "sealed."),
                     tr("Waits"), true});
    if (sealed)
        rows.append({u"safeguard"_s,
                     reach.alerts == 0
                         ? tr("No safeguarding alert depends on this")
                         : wording::count(reach.alerts, tr("safeguarding alert keeps its own copy"),
                                          tr("safeguarding alerts keep their own "
                                             "copies")),
                     reach.alerts == 0 ? tr("If one did, it would be kept to protect them.")
                                       : tr("It is kept to protect them."),
                     {},
                     false});
    m_effects.show(rows);
    m_standing.show(m_sheet.standing);
    m_words.show(maySome() ? m_sheet.words : QList<TheirWords>());
    Q_EMIT shown();
}

QList<EffectRow> WithdrawalModel::someRows() const {
    return {{u"check"_s, tr("Everything else they said stays"),
             tr("What they agreed to still holds for it."), tr("Stays"), false},
            {u"lock"_s,
             tr("Hidden, and not destroyed"),
             tr("These words lie under the same key as the rest of theirs, so no tablet gives it "
                "up. Nobody sees them, in any list or search. Only all of their words can be "
                "erased."),
             {},
             false}};
}

QList<EffectRow> WithdrawalModel::wordsRows(bool sealed) const {
    const WithdrawalReachCount& reach = m_sheet.reach;
    const QString state = sealed ? tr("Sealed now") : tr("Stays");
    const QString how = sealed ? tr("Sealed for all of us. Only the time still shows.")
                        : m_sheet.outcome == DoNotQuote
                            ? tr("They still count. They are never quoted.")
                            : tr("They may still be used.");
    QList<EffectRow> rows;
    const auto add = [&](const QString& icon, const QString& title) {
        rows.append({icon, title, how, state, false});
    };
    const QString lines = wording::count(reach.lines, tr("line"), tr("lines"));
    add(u"said"_s, reach.days.isEmpty() ? lines : tr("%1, %2").arg(lines, reach.days));
    if (reach.accounts > 0)
        add(u"person"_s,
            wording::count(reach.accounts, tr("account of a stage"), tr("accounts of stages")));
    if (reach.papers > 0)
        add(u"read"_s, wording::count(reach.papers, tr("paper or picture of theirs"),
                                      tr("papers and pictures of theirs")));
    return rows;
}

QList<EffectRow> WithdrawalModel::restingRows() const {
    const WithdrawalReachCount& reach = m_sheet.reach;
    QList<EffectRow> rows;
    if (reach.tags > 0)
        rows.append({u"tag"_s,
                     wording::count(reach.tags, tr("tag in coverage"), tr("tags in coverage")),
                     reach.sources.isEmpty() ? tr("No statement loses a source.")
                                             : reach.sources.join(u' '),
                     tr("Sealed now"), false});
    if (reach.links > 0)
        rows.append({u"link"_s,
                     wording::count(reach.links, tr("link to what others said"),
                                    tr("links to what others said")),
                     tr("Broken. The words of the others stay."), tr("Look again"), true});
    if (reach.notes > 0)
        rows.append({u"people"_s,
                     wording::count(reach.notes, tr("note of the team rests on it"),
                                    tr("notes of the team rest on it")),
                     tr("It stays, and somebody has to read it again."), tr("Look again"), true});
    if (reach.scores > 0)
        rows.append({u"rating"_s,
                     wording::count(reach.scores, tr("score rests on it"), tr("scores rest on it")),
                     tr("It stays until the lead has looked again."), tr("Look again"), true});
    return rows;
}

}  // namespace candour
