#include "app/import/councilwords.h"

#include <QStringList>

#include <algorithm>
#include <initializer_list>

namespace candour {
namespace {

using Words = std::initializer_list<const char*>;

bool holds(const Words& words, const QString& word) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* each) { return word == QLatin1String(each); });
}

struct Meaning {
    const char* field;
    const char* option;  // of headings: of the set that the column says yes or no to
    Words words;
};

const Meaning headings[] = {
    {"number",
     "",
     {"casenumber", "caseno", "caseid", "caseref", "casereference", "id", "ref", "reference"}},
    {"summary", "", {"casesummary", "description", "briefdescription", "overview", "background"}},
    {"first_contact",
     "",
     {"dateoffirstcontact", "firstcontactdate", "firstcontacted", "datefirstcontacted"}},
    {"age", "", {"ageband", "agegroup", "agerange"}},
    {"ethnicity", "", {"ethnicgroup", "ethnicorigin"}},
    {"characteristics", "", {"sex", "gender"}},
    {"flags", "unpaid_carer", {"carer", "isacarer", "informalcarer"}},
};

const Meaning options[] = {
    {"characteristics", "disability", {"disabled"}},
    {"characteristics", "disability_none", {"notdisabled", "nondisabled"}},
    {"characteristics", "sex_female", {"female", "f", "women"}},
    {"characteristics", "sex_male", {"male", "m", "men"}},
    {"event", "given", {"y", "true", "1", "x", "consented", "agreed", "consentgiven"}},
    {"event", "refused", {"n", "false", "0", "declined", "didnotconsent", "noconsent"}},
};

/// The ethnic groups of the 2021 census of England and Wales and of the one before, which lists
/// still use. Some names mean a group only where it stands before them: "White: British".
struct EthnicGroup {
    const char* option;
    Words before;  // how the group itself is called
    Words behind;  // what may follow that
    Words byThemselves;
};
const EthnicGroup ethnicGroups[] = {
    {"white",
     {"white"},
     {"british", "english", "welsh", "scottish", "northernirish", "irish", "roma", "gypsy", "other",
      "englishwelshscottishnorthernirishorbritish", "englishwelshscottishnorthernirishbritish",
      "gypsyoririshtraveller", "irishtraveller", "anyotherwhitebackground", "anyotherbackground",
      "otherwhite", "anyotherwhite"},
     {"englishwelshscottishnorthernirishorbritish", "englishwelshscottishnorthernirishbritish",
      "gypsyoririshtraveller", "irishtraveller", "roma", "irish", "otherwhite", "anyotherwhite",
      "anyotherwhitebackground", "otherwhitebackground"}},
    {"mixed",
     {"mixed", "mixedormultiple", "mixedormultipleethnicgroups", "mixedmultipleethnicgroups",
      "mixedmultiple", "dualheritage"},
     {"whiteandblackcaribbean", "whiteandblackafrican", "whiteandasian", "other", "anyother",
      "othermixed", "anyothermixedbackground", "othermixedormultiple", "anyotherbackground",
      "anyothermixedormultiplebackground", "othermixedormultipleethnicgroups"},
     {"whiteandblackcaribbean", "whiteandblackafrican", "whiteandasian", "othermixed",
      "anyothermixedbackground", "othermixedormultiple", "othermixedormultipleethnicgroups",
      "anyothermixedormultiplebackground"}},
    {"asian",
     {"asian", "asianorasianbritish", "asianasianbritish", "asianasianbritishorasianwelsh"},
     {"british", "indian", "pakistani", "bangladeshi", "chinese", "other", "otherasian",
      "anyotherasian", "anyotherasianbackground", "anyotherbackground"},
     {"indian", "pakistani", "bangladeshi", "chinese", "otherasian", "anyotherasian",
      "anyotherasianbackground", "otherasianbackground"}},
    {"black",
     {"black", "blackorblackbritish", "blackblackbritish", "blackafricancaribbeanorblackbritish",
      "blackafricancaribbeanblackbritish", "blackblackbritishcaribbeanorafrican",
      "blackblackbritishblackwelshcaribbeanorafrican"},
     {"british", "african", "caribbean", "other", "otherblack", "anyotherblack",
      "anyotherblackbackground", "anyotherblackblackbritishorcaribbeanbackground",
      "anyotherbackground"},
     {"african", "caribbean", "otherblack", "anyotherblack", "anyotherblackbackground",
      "anyotherblackblackbritishorcaribbeanbackground", "otherblackbackground"}},
    {"other",
     {"other", "otherethnicgroup", "otherethnicgroups"},
     {"arab", "other", "anyotherethnicgroup", "anyother"},
     {"arab", "anyotherethnicgroup", "anyother"}},
};

QString ethnicGroupCalled(const QString& value) {
    for (const EthnicGroup& group : ethnicGroups) {
        if (holds(group.byThemselves, value)) return QLatin1String(group.option);
        for (const char* before : group.before) {
            const QLatin1String name(before);
            if (value.startsWith(name) &&
                (value.size() == name.size() || holds(group.behind, value.mid(name.size()))))
                return QLatin1String(group.option);
        }
    }
    return {};
}

}  // namespace

QString fieldCalled(const QString& heading) {
    for (const Meaning& each : headings)
        if (holds(each.words, heading))
            return *each.option == '\0'
                       ? QString::fromLatin1(each.field)
                       : QString::fromLatin1(each.field) + u':' + QLatin1String(each.option);
    return {};
}

QString optionCalled(const QString& field, const QString& value) {
    if (field == u"ethnicity") return ethnicGroupCalled(value);
    for (const Meaning& each : options)
        if (field == QLatin1String(each.field) && holds(each.words, value))
            return QLatin1String(each.option);
    return {};
}

bool isNoAnswer(const QString& value) {
    return holds({"", "prefernottosay", "prefernottodisclose", "notknown", "unknown", "notstated",
                  "notdisclosed", "notrecorded", "notobtained", "informationnotyetobtained",
                  "undeclarednotknown", "declinedtosay", "na", "notavailable"},
                 value);
}

}  // namespace candour
