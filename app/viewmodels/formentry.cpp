#include "app/viewmodels/formentry.h"

#include <algorithm>

namespace candour {
namespace {

/// "5" is "05" where a date is kept; what is no such number stays as it was typed.
QString twoDigits(const QString& typed) {
    return typed.size() == 1 ? u'0' + typed : typed;
}

/// Year, month and day as far as they go; a gap between them stays one, to be told as a problem.
QString joinedDate(const QString& day, const QString& month, const QString& year) {
    QString text = year.trimmed();
    const QString middle = twoDigits(month.trimmed());
    const QString last = twoDigits(day.trimmed());
    if (!middle.isEmpty() || !last.isEmpty()) text += u'-' + middle;
    if (!last.isEmpty()) text += u'-' + last;
    return text;
}

}  // namespace

FormEntry::FormEntry(FormField field, QObject* parent)
    : QObject(parent), m_field(std::move(field)) {
    showOptions();
}

void FormEntry::setText(const QString& text) {
    if (text == m_field.text) return;
    m_field.text = text;
    showProblem({});
    showOptions();
    Q_EMIT textChanged();
    Q_EMIT edited();
}

void FormEntry::setFilter(const QString& filter) {
    if (filter == m_filter) return;
    m_filter = filter;
    showOptions();
}

void FormEntry::showProblem(const QString& problem) {
    if (problem == m_problem) return;
    m_problem = problem;
    Q_EMIT problemChanged();
}

bool FormEntry::single() const {
    return m_field.kind != FormField::Choices && m_field.kind != FormField::References;
}

QStringList FormEntry::chosen() const {
    return m_field.text.split(u',', Qt::SkipEmptyParts);
}

void FormEntry::choose(const QString& option) {
    QStringList names = chosen();
    const bool was = names.removeAll(option) > 0;
    if (single() && was && m_field.required) return;
    if (single()) names.clear();
    if (!was) names.append(option);
    setText(names.join(u','));
}

void FormEntry::setDate(const QString& day, const QString& month, const QString& year, bool about) {
    const QString date = joinedDate(day, month, year);
    setText(date.isEmpty() || !about ? date : date + u'~');
}

void FormEntry::setMoment(const QString& day, const QString& month, const QString& year,
                          const QString& time) {
    const QString date = joinedDate(day, month, year);
    const QString clock = time.trimmed();
    if (date.isEmpty() && clock.isEmpty()) return setText({});
    // 9:05 and 905 are understood as well as 09:05.
    const bool plain = !clock.contains(u':') && clock.size() >= 3;
    QString hours = plain ? clock.chopped(2) : clock.section(u':', 0, 0);
    const QString minutes = plain ? clock.right(2) : clock.section(u':', 1);
    setText(date + u'T' + twoDigits(hours) + u':' + minutes + QStringLiteral(":00") +
            m_field.offset);
}

QString FormEntry::chosenWords() const {
    const QStringList names = chosen();
    QStringList words;
    for (const FormOption& option : m_field.options)
        if (names.contains(option.name)) words.append(option.title);
    return words.join(QStringLiteral(", "));
}

QString FormEntry::part(int index) const {
    QString date = m_field.text.section(u'T', 0, 0);
    if (date.endsWith(u'~')) date.chop(1);
    return date.section(u'-', index, index);
}

QString FormEntry::time() const {
    return m_field.text.section(u'T', 1).left(5);
}

void FormEntry::showOptions() {
    if (m_field.options.isEmpty()) return;
    const QStringList names = chosen();
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    const auto matches = [&](const FormOption& option) {
        return std::all_of(words.begin(), words.end(), [&](const QString& word) {
            return option.title.contains(word, Qt::CaseInsensitive);
        });
    };
    // While few are offered each keeps its place; of many, what is chosen comes first.
    const bool many = m_field.options.size() > optionsShown;
    QList<FormOption> shown;
    QList<FormOption> rest;
    for (FormOption option : m_field.options) {
        option.picked = names.contains(option.name);
        if (option.picked || matches(option)) (many && !option.picked ? rest : shown) += option;
    }
    const qsizetype room = std::max<qsizetype>(0, optionsShown - shown.size());
    m_cut = many && rest.size() > room;
    if (many) shown += rest.first(std::min(room, rest.size()));
    m_options.show(shown);
    Q_EMIT optionsChanged();
}

}  // namespace candour
