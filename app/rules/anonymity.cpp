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

}  // namespace

std::vector<KnownPeople> knownPeople(std::span<const RecordLine> records) {
    std::map<RecordId, QString> days;  // of slots and of sessions
    for (const RecordLine& record : records)
        if (record.type->name == u"timetable_slot") days[record.id] = textIn(record.fields, u"day");
    std::map<RecordId, RecordId> slots;  // of sessions
    for (const RecordLine& record : records)
        if (record.type->name == u"session") slots[record.id] = idIn(record.fields, u"slot");

    using Key = std::tuple<RecordId, QString, QString>;  // slot, or session without one; role; team
    std::map<Key, int> invited;
    std::map<Key, int> counted;
    std::map<Key, int> met;
    for (const RecordLine& record : records) {
        const QString& type = record.type->name;
        const RecordId session = idIn(record.fields, u"session");
        const auto slot = slots.find(session);
        const RecordId place = type == u"invitee" ? idIn(record.fields, u"slot")
                               : slot != slots.end() && !slot->second.isNull() ? slot->second
                                                                               : session;
        const Key key{place, textIn(record.fields, u"role").toLower(),
                      textIn(record.fields, u"team").toLower()};
        const auto count = static_cast<int>(valueOf(record.fields, u"count").integer());
        if (type == u"invitee") invited[key] += count;
        if (type == u"headcount") counted[key] += count;
        if (type == u"participant") ++met[key];
    }
    std::map<Key, int> people = invited;
    for (const auto* more : {&counted, &met})
        for (const auto& [key, count] : *more) people[key] = std::max(people[key], count);
    std::vector<KnownPeople> known;
    for (const auto& [key, count] : people)
        known.push_back({std::get<1>(key), std::get<2>(key), days[std::get<0>(key)], count});
    return known;
}

int peopleFitting(const Trace& trace, std::span<const KnownPeople> known) {
    int fitting = 0;
    for (const KnownPeople& people : known)
        if (fits(trace.role, people.role) && fits(trace.team, people.team) &&
            fits(trace.day, people.day))
            fitting += people.count;
    return fitting;
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

int jigsawThreshold(const FieldValues& assessment) {
    const cbor::Value& own = valueOf(assessment, u"jigsaw_threshold");
    return own.isNull() ? usualJigsawThreshold : static_cast<int>(own.integer());
}

bool anonymityCanBePromised(const FieldValues& participant, std::span<const KnownPeople> known) {
    if (valueOf(participant, u"only_holder").boolean()) return false;
    const QString& role = textIn(participant, u"role");
    return peopleFitting({.role = role, .team = textIn(participant, u"team"), .day = {}}, known) !=
           1;
}

}  // namespace candour
