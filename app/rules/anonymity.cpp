#include "app/rules/anonymity.h"

#include "app/rules/recordwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <tuple>

namespace candour {
namespace {

bool fits(const QString& said, const QString& known) {
    return said.isEmpty() || known.isEmpty() || said.compare(known, Qt::CaseInsensitive) == 0;
}

QString translated(const char* text) {
    return QCoreApplication::translate("Anonymity", text);
}

/// "Group of five": a participant that stands for everybody of a meeting.
bool isGroup(const QString& role) {
    return role.startsWith(u"group", Qt::CaseInsensitive);
}

/// Who draws on care or cares is nobody else in another meeting, unless it is for the same case.
bool isOneAlone(const RecordLine& participant) {
    const QString& standing = textIn(participant.fields, u"standing");
    return standing == u"person" || standing == u"carer";
}

class Gathering {
  public:
    explicit Gathering(std::span<const RecordLine> records) {
        std::map<RecordId, const RecordLine*> slots;
        for (const RecordLine& record : records)
            if (record.type->name == u"timetable_slot") {
                slots[record.id] = &record;
                m_days[record.id] = dayOfMeeting(record, &record);
            }
        for (const RecordLine& record : records) {
            if (record.type->name != u"session") continue;
            const RecordId slot = idIn(record.fields, u"slot");
            const auto planned = slots.find(slot);
            m_days[record.id] =
                dayOfMeeting(record, planned == slots.end() ? nullptr : planned->second);
            if (!slot.isNull()) m_places[record.id] = slot;
            if (!slot.isNull() && planned == slots.end()) m_days[slot] = m_days[record.id];
        }
        for (const RecordLine& record : records)
            if (record.type->name == u"headcount")
                m_heads[idIn(record.fields, u"session")] += countOf(record);
        for (const RecordLine& record : records) add(record);
    }

    [[nodiscard]] std::vector<KnownPeople> known() const {
        std::map<Key, int> people = m_invited;
        for (const auto* more : {&m_counted, &m_met})
            for (const auto& [key, count] : *more) people[key] = std::max(people[key], count);
        std::vector<KnownPeople> all = m_groups;
        for (const auto& [key, count] : people) {
            const auto day = m_days.find(std::get<0>(key));
            all.push_back({std::get<1>(key), std::get<2>(key),
                           day == m_days.end() ? QString() : day->second, count});
        }
        for (const auto& [who, one] : m_alone) all.push_back(one);
        return all;
    }

  private:
    using Key = std::tuple<RecordId, QString, QString>;  // slot, or session without one; role; team

    static int countOf(const RecordLine& record) {
        return static_cast<int>(valueOf(record.fields, u"count").integer());
    }
    void add(const RecordLine& record) {
        const QString& type = record.type->name;
        const RecordId session = idIn(record.fields, u"session");
        const auto place = m_places.find(session);
        const Key key{type == u"invitee"        ? idIn(record.fields, u"slot")
                      : place != m_places.end() ? place->second
                                                : session,
                      textIn(record.fields, u"role").toLower(),
                      textIn(record.fields, u"team").toLower()};
        if (type == u"invitee") m_invited[key] += countOf(record);
        if (type == u"headcount") m_counted[key] += countOf(record);
        if (type == u"participant") addMet(record, session, key);
    }
    void addMet(const RecordLine& record, const RecordId& session, const Key& key) {
        KnownPeople who{std::get<1>(key), std::get<2>(key), m_days[session]};
        const auto heads = m_heads.find(session);
        if (isGroup(who.role) && heads != m_heads.end()) {
            who.count = heads->second;
            who.as = KnownPeople::As::aGroup;
            m_groups.push_back(std::move(who));
        } else if (isOneAlone(record)) {
            who.as = KnownPeople::As::oneAlone;
            const RecordId trackedCase = idIn(record.fields, u"case");
            const auto [place, isNew] = m_alone.try_emplace(
                {trackedCase.isNull() ? record.id : trackedCase, who.role}, who);
            if (!isNew) place->second.day.clear();  // met on two days: of either
        } else {
            ++m_met[key];
        }
    }

    std::map<RecordId, QString> m_days;     // of slots and of sessions
    std::map<RecordId, RecordId> m_places;  // the slots of sessions
    std::map<RecordId, int> m_heads;        // counted in a session
    std::map<Key, int> m_invited;
    std::map<Key, int> m_counted;
    std::map<Key, int> m_met;
    std::vector<KnownPeople> m_groups;
    std::map<std::pair<RecordId, QString>, KnownPeople> m_alone;
};

}  // namespace

QString dayOfMeeting(const RecordLine& session, const RecordLine* slot) {
    if (slot != nullptr) return textIn(slot->fields, u"day");
    const auto began = dayIn(session.fields, u"started");
    return began ? began->toString(Qt::ISODate) : QString();
}

std::vector<KnownPeople> knownPeople(std::span<const RecordLine> records) {
    return Gathering(records).known();
}

int peopleFitting(const Trace& trace, std::span<const KnownPeople> known) {
    struct Seen {
        int most = 0;   // in one meeting
        int alone = 0;  // one by one
    };
    std::map<QString, std::map<QString, Seen>> people;  // by role, then team
    std::map<QString, std::map<QString, Seen>> groups;
    for (const KnownPeople& one : known) {
        if (!fits(trace.role, one.role) || !fits(trace.team, one.team) || !fits(trace.day, one.day))
            continue;
        const bool group = one.as == KnownPeople::As::aGroup;
        Seen& seen = (group ? groups : people)[one.role.toLower()][one.team.toLower()];
        if (one.as == KnownPeople::As::oneAlone)
            seen.alone += one.count;
        else
            seen.most = std::max(seen.most, one.count);
    }
    // Those whose team nobody knows may be of the teams that are known.
    const auto heads = [](const std::map<QString, std::map<QString, Seen>>& roles) {
        int all = 0;
        for (const auto& [role, teams] : roles) {
            int teamless = 0;
            int ofTeams = 0;
            for (const auto& [team, seen] : teams)
                (team.isEmpty() ? teamless : ofTeams) += std::max(seen.most, seen.alone);
            all += std::max(teamless, ofTeams);
        }
        return all;
    };
    return std::max(heads(people), heads(groups));
}

std::optional<JigsawWarning> jigsaw(const Trace& trace, std::span<const KnownPeople> known,
                                    int threshold) {
    JigsawWarning warning{peopleFitting(trace, known), threshold, {}};
    if (warning.fitting >= threshold) return std::nullopt;
    // The day says least about the evidence and the role most, so they are given up in this order.
    struct Part {
        QString name;
        QString Trace::*member;
    };
    const Part parts[] = {
        {u"day"_qs, &Trace::day}, {u"team"_qs, &Trace::team}, {u"role"_qs, &Trace::role}};
    for (int wanted = 1; wanted <= 3; ++wanted)
        for (unsigned without = 1; without < 8; ++without) {
            if (__builtin_popcount(without) != wanted) continue;
            Trace general = trace;
            QStringList leaveOut;
            for (unsigned i = 0; i < 3; ++i)
                if ((without >> i & 1U) != 0 && !(trace.*(parts[i].member)).isEmpty()) {
                    (general.*(parts[i].member)).clear();
                    leaveOut << parts[i].name;
                }
            if (leaveOut.size() == wanted && peopleFitting(general, known) >= threshold) {
                warning.leaveOut = leaveOut;
                return warning;
            }
        }
    return warning;
}

QString sentenceFor(const JigsawWarning& warning) {
    const QString fitting =
        warning.fitting == 1
            ? translated(QT_TRANSLATE_NOOP("Anonymity", "Only one known person fits these words."))
            : translated(QT_TRANSLATE_NOOP("Anonymity", "Only %n known people fit these words."))
                  .replace(u"%n"_qs, QString::number(warning.fitting));
    if (warning.leaveOut.isEmpty())
        return fitting + u' ' +
               translated(QT_TRANSLATE_NOOP(
                   "Anonymity",
                   "They may be recognised whatever is left out: ask before using it."));
    return fitting + u' ' +
           translated(QT_TRANSLATE_NOOP("Anonymity", "Leave out the %1, or say it more generally."))
               .arg(warning.leaveOut.join(u" and the "_qs));
}

JigsawThresholds jigsawThresholds(const FieldValues& assessment) {
    const auto own = [&](QStringView field, int usual) {
        const cbor::Value& value = valueOf(assessment, field);
        return value.isNull() ? usual : static_cast<int>(value.integer());
    };
    const int words = own(u"jigsaw_threshold", usualJigsawThreshold);
    return {words, std::max(words, own(u"quotation_threshold", usualQuotationThreshold))};
}

std::optional<JigsawWarning> jigsaw(const Trace& trace, std::span<const KnownPeople> known,
                                    const JigsawThresholds& thresholds) {
    if (!trace.quoted) return jigsaw(trace, known, thresholds.words);
    auto warning = jigsaw(trace, known, thresholds.quotation);
    if (warning && warning->fitting >= thresholds.words)
        warning->leaveOut = QStringList{u"quotation"_qs};
    return warning;
}

bool anonymityCanBePromised(const FieldValues& participant, std::span<const KnownPeople> known) {
    if (valueOf(participant, u"only_holder").boolean()) return false;
    const QString& role = textIn(participant, u"role");
    return peopleFitting({.role = role, .team = textIn(participant, u"team"), .day = {}}, known) !=
           1;
}

}  // namespace candour
