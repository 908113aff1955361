// What an alert says of itself: its route, its clock, how urgent it is, whom to ring.
#include "app/viewmodels/safeguardingmodel.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {
namespace {

constexpr auto clockLength = std::chrono::hours(24);
constexpr int summaryLength = 60;

QString summaryOf(const QString& words) {
    const QString line = words.simplified();
    return line.size() <= summaryLength ? line
                                        : line.first(summaryLength - 1).trimmed() + QChar(0x2026);
}

}  // namespace

QString ToldRow::spoken() const {
    return wording::spoken({time, who, state, note});
}

QString SafeguardingModel::origin() const {
    const UtcTime raised = m_sheet.answers.raised;
    const QString time = raised == UtcTime{} ? QString() : hourMinute(raised);
    const QString where = m_sheet.origin.isEmpty()
                              ? (time.isEmpty() ? QString() : tr("Written since %1.").arg(time))
                          : time.isEmpty() ? tr("From %1.").arg(m_sheet.origin)
                                           : tr("From %1, %2.").arg(m_sheet.origin, time);
    const QString duty = concern() ? tr("Others know of it already.")
                                   : tr("We heard it first, so we must pass it on.");
    return where.isEmpty() ? duty : where + u' ' + duty;
}

QString SafeguardingModel::progress() const {
    if (m_notSaved) return tr("Not saved yet, trying again. Your words are held here.");
    if (!mayPut() && !inLine()) return tr("Write what was said or seen, then it can go.");
    const QString next = mayPut()    ? tr("Goes before everything else when the network returns.")
                         : settled() ? tr("Nothing more is due until they answer.")
                         : m_sheet.received ? tr("Tell someone by voice as well.")
                                            : tr("It is first in line.");
    return m_savedText.isEmpty() ? next : m_savedText + u". "_s + next;
}

bool AlertAnswers::toLead() const {
    const bool usual = council != SafeguardingModel::No;
    return redirected && !routeReason.trimmed().isEmpty() ? !usual : usual;
}

QString SafeguardingModel::routeTitle() const {
    if (council() < 0) return {};
    if (!m_sheet.answers.toLead()) return tr("It goes to the council’s safeguarding team");
    return careful() ? tr("Do not tell the council’s contact first")
                     : tr("It goes to the assessment lead, and not to the council");
}

QString SafeguardingModel::routeProblem() const {
    if (!redirected()) return {};
    if (routeReason().trimmed().isEmpty()) return tr("Say why. Until then it goes the usual way.");
    const int limit = m_book.limits.routeReason;
    return wording::characters(routeReason().trimmed()) > limit
               ? tr("Say why in at most %1.")
                     .arg(wording::count(limit, tr("character"), tr("characters")))
               : QString();
}

QString SafeguardingModel::redirectWords() const {
    if (council() < 0) return {};
    if (redirected()) return tr("Leave it on the usual way");
    return careful() ? tr("Send it to the council all the same")
                     : tr("Send it to the assessment lead instead");
}

QString SafeguardingModel::routeDetail() const {
    if (council() >= 0 && m_sheet.answers.toLead() != careful())
        return tr("Sent another way than the answer above would send it. The reason goes with it.");
    if (council() == Yes)
        return tr(
            "The council or somebody working for it is the subject. It goes to the assessment "
            "lead, who decides how the safeguarding adults board hears of it.");
    if (council() == NotSure)
        return tr(
            "It may be about the council. It goes to the assessment lead, who finds out and "
            "decides who hears of it next.");
    return council() == No ? tr("They have to look into it. Tell the assessment lead as well.")
                           : QString();
}

QString SafeguardingModel::routeFrom() const {
    return council() >= 0 && m_sheet.answers.toLead() ? officeTitle(u"told_council"_s) : QString();
}

QString SafeguardingModel::routeTo() const {
    if (council() < 0) return {};
    return m_sheet.answers.toLead() ? m_book.lead : officeTitle(u"told_council"_s);
}

QList<Telling> SafeguardingModel::everyTelling() const {
    QList<Telling> all = m_sheet.told + m_sheet.waiting;
    std::stable_sort(all.begin(), all.end(),
                     [](const Telling& a, const Telling& b) { return a.at < b.at; });
    return all;
}

bool SafeguardingModel::emergency() const {
    const auto all = everyTelling();
    return danger() == Yes && std::none_of(all.begin(), all.end(), [](const Telling& telling) {
               return telling.step == u"called_999" || telling.step == u"told_police";
           });
}

bool SafeguardingModel::onlyHere(const AlertSheet& sheet) const {
    return !sheet.received && sheet.heardBy.isEmpty();
}

SafeguardingModel::Urgency SafeguardingModel::urgency() const {
    if (m_sheet.inLine && m_sheet.received) return Received;
    if (!m_sheet.heardBy.isEmpty()) return Heard;
    return empty() ? NothingYet : OnlyHere;
}

QString SafeguardingModel::urgencyText() const {
    if (emergency()) return tr("Somebody is in danger now. Ring 999 first.");
    switch (urgency()) {
        case NothingYet:
            return tr("If somebody is in danger now, ring 999 first.");
        case OnlyHere:
            return tr("This alert is only on this tablet.");
        case Heard:
            return tr("Heard by voice: %1.").arg(m_sheet.heardBy);
        case Received:
            return tr("The central store has received it.");
    }
    return {};
}

QString SafeguardingModel::urgencyDetail() const {
    if (emergency()) return tr("The writing can wait.");
    switch (urgency()) {
        case NothingYet:
            return tr("Write in any order. Nothing has to be complete.");
        case OnlyHere:
            if (!m_online) return tr("There is no network. Tell someone by phone now.");
            return m_sheet.inLine ? tr("It goes first. Tell someone by phone as well.")
                                  : tr("Put it first in line, or tell someone by phone now.");
        case Heard:
            return tr("What you wrote is still only on this tablet.");
        case Received:
            return m_sheet.heardBy.isEmpty()
                       ? tr("Nobody has been told by voice yet.")
                       : tr("Heard by voice as well: %1.").arg(m_sheet.heardBy);
    }
    return {};
}

bool SafeguardingModel::overdue() const {
    const UtcTime raised = m_sheet.answers.raised;
    return raised != UtcTime{} && !m_sheet.acted && m_clock.utc() >= raised + clockLength;
}

bool SafeguardingModel::settled() const {
    return m_sheet.received && !mayPut() && !overdue() &&
           (m_sheet.acted || !m_sheet.heardBy.isEmpty());
}

QString SafeguardingModel::clockText() const {
    const UtcTime raised = m_sheet.answers.raised;
    if (m_sheet.acted) return tr("Somebody has acted");
    if (overdue()) return tr("24 hours have passed");
    const auto left = std::chrono::duration_cast<std::chrono::minutes>(
        raised == UtcTime{} ? clockLength : raised + clockLength - m_clock.utc());
    return tr("%1 h %2 min left").arg(left.count() / 60).arg(left.count() % 60);
}

QString SafeguardingModel::clockDetail() const {
    const UtcTime raised = m_sheet.answers.raised;
    if (m_sheet.acted) return tr("and told us so. Nothing more is due.");
    if (overdue()) return tr("and nobody has confirmed that they acted. Ring again.");
    if (raised == UtcTime{}) return tr("to confirm someone has acted, from the first word.");
    return (settled() ? tr("for them to tell us that they acted. Started %1.")
                      : tr("to confirm someone has acted. Started %1."))
        .arg(hourMinute(raised));
}

bool SafeguardingModel::mayPut() const {
    if (what().trimmed().isEmpty() || m_putting) return false;
    return !m_sheet.inLine || m_sheet.answers != m_sheet.recorded;
}

QString SafeguardingModel::words() const {
    return m_book.words.contains(u"%1"_s) ? m_book.words.arg(m_sheet.reference) : m_book.words;
}

QString SafeguardingModel::example() const {
    return m_book.confirmed ? QString()
                            : tr("These numbers are examples. Your organisation has not set its "
                                 "own yet: ask the assessment lead.");
}

QString SafeguardingModel::beforeLocking() const {
    UtcTime oldest{};
    for (const AlertSheet& sheet : m_book.sheets)
        if (onlyHere(sheet) && (oldest == UtcTime{} || sheet.answers.raised < oldest))
            oldest = sheet.answers.raised;
    const auto minutes =
        oldest == UtcTime{}
            ? 0
            : std::chrono::duration_cast<std::chrono::minutes>(m_clock.utc() - oldest).count();
    const QString ago = minutes < 1    ? tr("less than a minute")
                        : minutes < 60 ? wording::count(minutes, tr("minute"), tr("minutes"))
                                       : wording::count(minutes / 60, tr("hour"), tr("hours"));
    return tr("It was written %1 ago and is only on this tablet. Locking does not lose it, and "
              "nobody else can see it yet.")
        .arg(ago);
}

QString SafeguardingModel::hourMinute(UtcTime time) const {
    return wording::hourMinute(wording::local(time, m_clock.zoneOffset()));
}

QString SafeguardingModel::officeTitle(const QString& step) const {
    for (const AlertOffice& office : m_book.offices)
        if (office.step == step) return office.title;
    return step == u"called_999" ? tr("Emergency services") : QString();
}

/// Answered once whoever must know has been told; others who know do not make it so.
QuestionRow SafeguardingModel::toldQuestion() const {
    const QString title = tr("Told whom, when");
    const auto all = everyTelling();
    if (all.isEmpty()) return {title, {}, false};
    const QString must = m_sheet.answers.toLead() ? u"told_lead"_s : u"told_council"_s;
    const QString office = officeTitle(must);
    const auto last = [&](auto holds) {
        const auto found = std::find_if(all.rbegin(), all.rend(), holds);
        return found == all.rend() ? nullptr : &*found;
    };
    const auto* acted = last([](const auto& one) { return one.step == u"action_confirmed"; });
    const auto* told = last([&](const auto& one) { return one.step == must; });
    if (told != nullptr || acted != nullptr) {
        const Telling& heard = told != nullptr ? *told : *acted;
        return {title, tr("%1, %2").arg(heard.whom, hourMinute(heard.at)), true};
    }
    const auto* tried =
        last([&](const auto& one) { return one.step == u"tried" && one.whom == office; });
    return {title,
            tried == nullptr ? tr("%1 not told yet").arg(office)
                             : tr("%1 not reached, %2").arg(office, hourMinute(tried->at)),
            false, true};
}

void SafeguardingModel::refresh() {
    refreshRows();
    Q_EMIT shown();
    Q_EMIT tellingChanged();
}

void SafeguardingModel::refreshRows() {
    const AlertAnswers& answers = m_sheet.answers;
    const QStringList dangers{tr("Yes"), tr("No"), tr("Not known yet")};
    const QStringList wished{tr("They want something done"), tr("Not passed on, if possible"),
                             tr("They are unsure"), tr("Not asked yet"),
                             tr("It was not safe to ask")};
    const QString way = answers.toLead() ? tr("The assessment lead, not the council")
                                         : tr("The council’s safeguarding team");
    const auto all = everyTelling();
    const QString wishes = wished.value(answers.wishes);
    m_questions.show(
        {{tr("What was said or seen"), summaryOf(answers.what), !answers.what.trimmed().isEmpty()},
         {tr("Danger now?"), dangers.value(answers.danger), answers.danger >= 0},
         {tr("What they want"),
          answers.wishesWords.trimmed().isEmpty() ? wishes : summaryOf(answers.wishesWords),
          answers.wishes >= 0},
         {tr("Who must know"), answers.council < 0 ? QString() : way, answers.council >= 0},
         toldQuestion()});

    QList<ToldRow> rows;
    for (const Telling& telling : all) {
        const bool tried = telling.step == u"tried";
        const QString note = telling.reference.isEmpty()
                                 ? telling.note
                                 : tr("Their number: %1. %2").arg(telling.reference, telling.note);
        rows.append({hourMinute(telling.at), telling.whom, note.trimmed(),
                     tried                                 ? tr("Not yet reached")
                     : telling.step == u"action_confirmed" ? tr("Action confirmed")
                     : telling.step == u"called_999"       ? tr("Rung")
                     : telling.step == u"rerouted"         ? tr("Sent this way")
                                                           : tr("Told"),
                     !tried, m_sheet.waiting.contains(telling)});
    }
    m_told.show(rows);

    const auto chips = [](const QList<std::pair<QString, QString>>& words,
                          const QStringList& chosen) {
        QList<WordChip> ticked;
        for (const auto& [key, word] : words) ticked.append({key, word, chosen.contains(key)});
        return ticked;
    };
    m_harms.show(chips(m_book.harms, answers.harm));
    m_causes.show(chips(m_book.causes, answers.about));

    QList<NumberRow> numbers;
    QList<NumberRow> offices;
    for (const AlertOffice& office : m_book.offices) {
        // Whoever may be the subject is neither rung nor offered.
        if (office.council && answers.toLead()) continue;
        QString detail = office.when;
        for (const Telling& telling : all)
            if (telling.whom == office.title)
                detail = telling.step == u"tried"
                             ? tr("Tried %1, no answer").arg(hourMinute(telling.at))
                             : tr("Told %1").arg(hourMinute(telling.at));
        const bool chosen = m_sheet.telling.step == office.step;
        numbers.append({office.step, office.title, office.number, detail, false});
        offices.append({office.step, office.title, office.number, detail, chosen});
    }
    for (const auto& [step, title] :
         {std::pair{u"told_provider"_s, tr("The care provider")},
          std::pair{u"told_person"_s, tr("The person, or whoever told us")}})
        offices.append({step, title, {}, {}, m_sheet.telling.step == step});
    m_numbers.show(numbers);
    m_offices.show(offices);

    QList<AlertRow> alerts;
    for (const AlertSheet& sheet : m_book.sheets) {
        const QString heading = sheet.origin.isEmpty()
                                    ? sheet.reference
                                    : tr("%1, from %2").arg(sheet.reference, sheet.origin);
        const QString state = !sheet.inLine              ? tr("Not finished")
                              : sheet.acted              ? tr("Action confirmed")
                              : sheet.received           ? tr("Received")
                              : !sheet.heardBy.isEmpty() ? tr("Heard by %1").arg(sheet.heardBy)
                                                         : tr("Not sent");
        alerts.append({heading, state, onlyHere(sheet), sheet.key == m_sheet.key});
    }
    m_alerts.show(alerts);
}

}  // namespace candour
