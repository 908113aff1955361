#include "app/tablet/formwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace candour {
namespace {

struct Asked {
    const char* type;
    const char* field;
    const char* question;
    const char* help;
    const char* missing;
};

constexpr Asked asked[] = {
    {"stage_account", "voice", QT_TRANSLATE_NOOP("Form", "Whose account is it?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose whose account it is.")},
    {"stage_account", "text", QT_TRANSLATE_NOOP("Form", "What did they say?"), "",
     QT_TRANSLATE_NOOP("Form", "Write what they said.")},
    {"stage_account", "participant", QT_TRANSLATE_NOOP("Form", "Who told us?"),
     QT_TRANSLATE_NOOP("Form", "One of the people we met."), ""},
    {"stage_account", "document", QT_TRANSLATE_NOOP("Form", "From which paper is it?"), "", ""},
    {"stage_account", "began", QT_TRANSLATE_NOOP("Form", "When did it begin, as they tell it?"), "",
     ""},
    {"stage_account", "ended", QT_TRANSLATE_NOOP("Form", "When did it end, as they tell it?"), "",
     ""},
    {"stage_account", "view", QT_TRANSLATE_NOOP("Form", "How did it go, as they tell it?"), "", ""},
    {"journey_stage", "stage", QT_TRANSLATE_NOOP("Form", "Which stage is it?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose which stage it is.")},
    {"journey_stage", "asked_for", QT_TRANSLATE_NOOP("Form", "When was it asked for?"), "", ""},
    {"journey_stage", "began", QT_TRANSLATE_NOOP("Form", "When did it begin?"), "", ""},
    {"journey_stage", "ended", QT_TRANSLATE_NOOP("Form", "When did it end?"),
     QT_TRANSLATE_NOOP("Form", "Leave it empty while it goes on."), ""},
    {"journey_stage", "state", QT_TRANSLATE_NOOP("Form", "Where does it stand?"), "", ""},
    {"journey_stage", "documents", QT_TRANSLATE_NOOP("Form", "Which papers show it?"), "", ""},
    {"journey_stage", "what_happened", QT_TRANSLATE_NOOP("Form", "What happened?"),
     QT_TRANSLATE_NOOP("Form", "In short, and without names."), ""},
    {"journey_stage", "what_changed", QT_TRANSLATE_NOOP("Form", "What changed for the person?"), "",
     ""},
    {"contact", "at", QT_TRANSLATE_NOOP("Form", "When was it?"), "",
     QT_TRANSLATE_NOOP("Form", "Say when it was.")},
    {"contact", "by", QT_TRANSLATE_NOOP("Form", "Who of us made it?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose who of us made it.")},
    {"contact", "with", QT_TRANSLATE_NOOP("Form", "Who was to be reached?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose who was to be reached.")},
    {"contact", "way", QT_TRANSLATE_NOOP("Form", "How?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose how.")},
    {"contact", "outcome", QT_TRANSLATE_NOOP("Form", "What came of it?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose what came of it.")},
    {"contact", "try_again", QT_TRANSLATE_NOOP("Form", "When should we try again?"), "", ""},
    {"contact", "note", QT_TRANSLATE_NOOP("Form", "What else should we remember?"),
     QT_TRANSLATE_NOOP("Form", "A few words, without names."), ""},
    {"follow_up", "what", QT_TRANSLATE_NOOP("Form", "What should we ask for?"),
     QT_TRANSLATE_NOOP("Form", "Without anybody’s words."),
     QT_TRANSLATE_NOOP("Form", "Write what to ask for.")},
    {"follow_up", "of_whom", QT_TRANSLATE_NOOP("Form", "Whom do we ask?"),
     QT_TRANSLATE_NOOP("Form", "A role or an office, never a name."), ""},
    {"follow_up", "why_needed", QT_TRANSLATE_NOOP("Form", "Why is it needed?"),
     QT_TRANSLATE_NOOP("Form",
                       "Why it is not in the information return and cannot be had otherwise."),
     ""},
    {"follow_up", "state", QT_TRANSLATE_NOOP("Form", "How far has it come?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose how far it has come.")},
    {"follow_up", "owner", QT_TRANSLATE_NOOP("Form", "Who of us sees to it?"), "", ""},
    {"follow_up", "slot", QT_TRANSLATE_NOOP("Form", "Which meeting did it come from?"), "", ""},
    {"follow_up", "due", QT_TRANSLATE_NOOP("Form", "By when is it wanted?"), "", ""},
    {"follow_up", "asked_on", QT_TRANSLATE_NOOP("Form", "When did we ask?"), "", ""},
    {"follow_up", "received_on", QT_TRANSLATE_NOOP("Form", "When did the answer come?"), "", ""},
    {"follow_up", "answer", QT_TRANSLATE_NOOP("Form", "What came back?"), "", ""},
    {"record_access", "document", QT_TRANSLATE_NOOP("Form", "Which paper was read?"), "", ""},
    {"record_access", "at", QT_TRANSLATE_NOOP("Form", "When was it looked at?"), "",
     QT_TRANSLATE_NOOP("Form", "Say when it was looked at.")},
    {"record_access", "by", QT_TRANSLATE_NOOP("Form", "Who of us looked at it?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose who of us looked at it.")},
    {"record_access", "what", QT_TRANSLATE_NOOP("Form", "Which part of the record was it?"),
     QT_TRANSLATE_NOOP("Form", "Without names."),
     QT_TRANSLATE_NOOP("Form", "Write which part of the record it was.")},
    {"record_access", "necessity", QT_TRANSLATE_NOOP("Form", "Why would nothing less do?"), "",
     QT_TRANSLATE_NOOP("Form", "Write why nothing less would do.")},
    {"record_access", "basis", QT_TRANSLATE_NOOP("Form", "On what basis did we look?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose on what basis we looked.")},
    {"record_access", "told", QT_TRANSLATE_NOOP("Form", "Was the person told?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose whether the person was told.")},
    {"record_access", "not_told_reason", QT_TRANSLATE_NOOP("Form", "Why were they not told?"), "",
     ""},
    {"record_access", "objected", QT_TRANSLATE_NOOP("Form", "Did they object?"), "", ""},
    {"record_access", "overriding_need",
     QT_TRANSLATE_NOOP("Form", "What stood above their objection?"), "", ""},
    {"record_access", "copied", QT_TRANSLATE_NOOP("Form", "Was anything copied?"), "",
     QT_TRANSLATE_NOOP("Form", "Choose whether anything was copied.")},
    {"record_access", "copied_what",
     QT_TRANSLATE_NOOP("Form", "What was copied, and where is it kept?"), "", ""},
    {"record_access", "shown_reason", QT_TRANSLATE_NOOP("Form", "Why did they need to see it?"), "",
     ""},
};

struct Heading {
    const char* type;
    const char* adds;
    const char* changes;
};

constexpr Heading headings[] = {
    {"stage_account", QT_TRANSLATE_NOOP("Form", "Add what someone says of this stage"),
     QT_TRANSLATE_NOOP("Form", "Change what someone said of this stage")},
    {"journey_stage", QT_TRANSLATE_NOOP("Form", "Add a stage of the journey"),
     QT_TRANSLATE_NOOP("Form", "Change this stage")},
    {"contact", QT_TRANSLATE_NOOP("Form", "Log a contact"),
     QT_TRANSLATE_NOOP("Form", "Change this contact")},
    {"follow_up", QT_TRANSLATE_NOOP("Form", "Add a follow-up"),
     QT_TRANSLATE_NOOP("Form", "Change this follow-up")},
    {"record_access", QT_TRANSLATE_NOOP("Form", "Log that a record was opened"),
     QT_TRANSLATE_NOOP("Form", "Change this entry")},
    {"document", QT_TRANSLATE_NOOP("Form", "Add a document"),
     QT_TRANSLATE_NOOP("Form", "Change this document")},
    {"tracked_case", QT_TRANSLATE_NOOP("Form", "Add a case"),
     QT_TRANSLATE_NOOP("Form", "Change the case")},
};

QString translated(const char* words) {
    return *words == '\0' ? QString() : QCoreApplication::translate("Form", words);
}

}  // namespace

FieldWords questionFor(const RecordType& type, const Field& field) {
    const auto* const found =
        std::find_if(std::begin(asked), std::end(asked), [&](const Asked& one) {
            return type.name == QLatin1String(one.type) && field.name == QLatin1String(one.field);
        });
    FieldWords words{field.title, field.help,
                     QObject::tr("%1 has no answer yet.").arg(field.title)};
    if (found == std::end(asked)) return words;
    words.question = translated(found->question);
    words.help = translated(found->help);
    if (*found->missing != '\0') words.missing = translated(found->missing);
    return words;
}

QString headingFor(const RecordType& type, bool amends) {
    for (const Heading& one : headings)
        if (type.name == QLatin1String(one.type))
            return translated(amends ? one.changes : one.adds);
    return (amends ? QObject::tr("Change: %1") : QObject::tr("Add: %1")).arg(type.singular);
}

}  // namespace candour
