#include "app/reports/casesreport.h"

#include "app/rules/recordwords.h"

#include <algorithm>

namespace candour {
namespace {

FunnelSizes sizesOf(const FieldValues& assessment) {
    FunnelSizes sizes;
    const auto set = [&](int& size, QStringView field) {
        const cbor::Value& value = valueOf(assessment, field);
        if (!value.isNull()) size = static_cast<int>(value.integer());
    };
    set(sizes.listed, u"cases_listed");
    set(sizes.chosen, u"cases_chosen");
    set(sizes.engaged, u"cases_spoken");
    return sizes;
}

JourneyStage journeyStage(const RecordId& record, const FieldValues& stage) {
    const QString& state = textIn(stage, u"state");
    return {.kind = textIn(stage, u"stage"),
            .askedFor = daysOf(textIn(stage, u"asked_for")),
            .began = daysOf(textIn(stage, u"began")),
            .ended = daysOf(textIn(stage, u"ended")),
            .closed = state == u"refused" || state == u"not_needed",
            .record = record};
}

/// By case, in the order in which they came.
using ByCase = std::map<RecordId, std::vector<ListedRecord>>;

Result<ByCase> byCase(RecordReader& records, const QString& type) {
    TRY(auto listed, everyListed(records, {.type = type}));
    ByCase found;
    for (ListedRecord& one : listed) found[idIn(one.values, u"case")].push_back(std::move(one));
    return found;
}

const std::vector<ListedRecord>& of(const ByCase& records, const RecordId& trackedCase) {
    static const std::vector<ListedRecord> none;
    const auto found = records.find(trackedCase);
    return found == records.end() ? none : found->second;
}

/// One, or several where the versions of the field differ.
Result<std::vector<RecordId>> ownersOf(RecordReader& records, const ListedRecord& trackedCase) {
    if (trackedCase.conflicts == 0) return idsIn(trackedCase.values, u"owner");
    TRY(const RecordView view, records.get(trackedCase.row));
    std::vector<RecordId> owners;
    if (const FieldView* field = view.field(u"owner"))
        for (const Version& version : field->versions)
            if (const auto id = RecordId::fromBytes(version.value.value_or(cbor::Value()).bytes()))
                owners.push_back(*id);
    return owners;
}

/// What all rows of cases are made from.
struct Material {
    ByCase stages;
    ByCase contacts;
    RecordId me;
    QDate today;
};

Result<Material> materialFor(RecordReader& records, RecordId me, QDate today) {
    TRY(auto stages, byCase(records, u"journey_stage"_qs));
    TRY(auto contacts, byCase(records, u"contact"_qs));
    return Material{std::move(stages), std::move(contacts), me, today};
}

Result<CaseRow> rowOf(RecordReader& records, const ListedRecord& trackedCase,
                      const Material& material) {
    CaseRow row{.id = trackedCase.id,
                .fields = trackedCase.values,
                .owners = {},
                .advice = {},
                .journey = {}};
    TRY(row.owners, ownersOf(records, trackedCase));
    std::vector<CaseContact> log;
    for (const ListedRecord& contact : of(material.contacts, row.id))
        if (const auto day = dayIn(contact.values, u"at"))
            log.push_back({idIn(contact.values, u"by"), *day, textIn(contact.values, u"outcome")});
    row.advice = contactAdvice(row.owners, log, material.me);
    std::vector<JourneyStage> stages;
    for (const ListedRecord& stage : of(material.stages, row.id))
        stages.push_back(journeyStage(stage.id, stage.values));
    row.journey = timingOf(stages, material.today);
    return row;
}

// One case ---------------------------------------------------------------------------------------

StageReport stageOf(const StageTiming& timing, const std::vector<ListedRecord>& stages) {
    StageReport report{.timing = timing, .fields = {}, .points = {}, .words = {}};
    for (const ListedRecord& stage : stages)
        if (stage.id == timing.stage.record) report.fields = stage.values;
    return report;
}

void addAccounts(StageReport& stage, const std::vector<ListedRecord>& accounts) {
    const QString key = stage.timing.stage.record.toString();
    std::vector<AccountPoint> points;
    for (const ListedRecord& account : accounts) {
        if (idIn(account.values, u"stage") != stage.timing.stage.record) continue;
        const QString& voice = textIn(account.values, u"voice");
        for (const QString& point : {u"began"_qs, u"ended"_qs, u"view"_qs})
            if (const QString& said = textIn(account.values, point); !said.isEmpty())
                points.push_back({key, point, voice, said});
        stage.words.push_back({key, u"text"_qs, voice, textIn(account.values, u"text")});
    }
    stage.points = sideBySide(points);
}

Result<CaseReport> reportOf(RecordReader& records, const ListedRecord& trackedCase, RecordId me,
                            QDate today) {
    TRY(const Material material, materialFor(records, me, today));
    CaseReport report;
    TRY(report.row, rowOf(records, trackedCase, material));
    const RecordId id = report.row.id;
    TRY(const ByCase accounts, byCase(records, u"stage_account"_qs));
    for (const StageTiming& timing : report.row.journey.stages) {
        StageReport& stage = report.stages.emplace_back(stageOf(timing, of(material.stages, id)));
        addAccounts(stage, of(accounts, id));
        for (const SideBySide& point : stage.points)
            report.differences += point.concord == Concord::differ ? 1 : 0;
    }
    report.contacts = static_cast<int>(of(material.contacts, id).size());
    return report;
}

// The sample -------------------------------------------------------------------------------------

/// The option of a case's field that a group's words name: "85 and over", "age_85" or, of an option
/// such as sex_female, "female".
QString optionFor(QStringView fieldName, const QString& words) {
    const QString wanted = words.simplified();
    for (const Choice& choice : recordList().type(u"tracked_case")->field(fieldName)->choices)
        for (const QString& name : {choice.name, choice.title, choice.name.section(u'_', 1)})
            if (name.compare(wanted, Qt::CaseInsensitive) == 0) return choice.name;
    return {};
}

struct Trait {
    const char* name;   // a population group's characteristic
    const char* field;  // of the case
    enum class Kind : std::uint8_t {
        choice,  // one option, or not given
        given,   // an option of what people chose to give; not given says nothing
        flag,    // we set it or not
    } kind;
};
constexpr Trait traits[] = {{"age", "age", Trait::Kind::choice},
                            {"ethnicity", "ethnicity", Trait::Kind::choice},
                            {"sex", "characteristics", Trait::Kind::given},
                            {"disability", "characteristics", Trait::Kind::given},
                            {"unpaid_carer", "flags", Trait::Kind::flag},
                            {"self_funder", "flags", Trait::Kind::flag},
                            {"transition", "flags", Trait::Kind::flag}};

const Trait* traitNamed(const QString& name) {
    const auto* found = std::find_if(std::begin(traits), std::end(traits), [&](const Trait& one) {
        return name == QLatin1String(one.name);
    });
    return found == std::end(traits) ? nullptr : found;
}

/// The group that a share is about, as traitsOf() spells it; empty if no case can be in it.
QString groupOf(const Trait& trait, const QString& words) {
    if (trait.kind == Trait::Kind::flag)
        return words.simplified().compare(u"no", Qt::CaseInsensitive) == 0 ? u"no"_qs : u"yes"_qs;
    const QString option = optionFor(QString::fromLatin1(trait.field), words);
    const bool isOfIt =
        trait.kind == Trait::Kind::choice || option.startsWith(QLatin1String(trait.name));
    return isOfIt ? option : QString();
}

CaseTraits traitsOf(const FieldValues& trackedCase) {
    CaseTraits found;
    for (const Trait& trait : traits) {
        const QString name = QString::fromLatin1(trait.name);
        const QString field = QString::fromLatin1(trait.field);
        const cbor::Value& value = valueOf(trackedCase, field);
        if (value.isNull()) continue;
        if (trait.kind == Trait::Kind::choice) found[name] = value.text();
        if (trait.kind == Trait::Kind::flag)
            found[name] = chosenIn(trackedCase, field, name) ? u"yes"_qs : u"no"_qs;
        if (trait.kind == Trait::Kind::given)
            for (const cbor::Value& option : value.items())
                if (option.text().startsWith(name)) found.try_emplace(name, option.text());
    }
    return found;
}

/// 2 before 10, and 007 between 6 and 8.
bool isNumberedBefore(const ListedRecord& one, const ListedRecord& other) {
    const QString first = plainCaseNumber(textIn(one.values, u"number"));
    const QString second = plainCaseNumber(textIn(other.values, u"number"));
    return first.size() == second.size() ? first < second : first.size() < second.size();
}

}  // namespace

Result<CasesReport> readCases(RecordReader& records, const Plan& plan, RecordId me, QDate today) {
    TRY(auto listed, everyListed(records, {.type = u"tracked_case"_qs}));
    std::stable_sort(listed.begin(), listed.end(), isNumberedBefore);
    TRY(const Material material, materialFor(records, me, today));
    CasesReport report;
    std::vector<CaseInFunnel> funnel;
    for (const ListedRecord& one : listed) {
        funnel.push_back({textIn(one.values, u"stage"), textIn(one.values, u"reason"),
                          !textIn(one.values, u"shortlisted_on").isEmpty()});
        TRY(CaseRow row, rowOf(records, one, material));
        report.cases.push_back(std::move(row));
    }
    report.funnel = funnelOf(funnel, sizesOf(plan.fields));
    return report;
}

Result<CaseReport> readCase(RecordReader& records, const QString& number, RecordId me,
                            QDate today) {
    constexpr char during[] = "read a case";
    TRY(auto found, everyListed(records, {.type = u"tracked_case"_qs}));
    std::erase_if(found, [&](const ListedRecord& one) {
        return plainCaseNumber(textIn(one.values, u"number")) != plainCaseNumber(number);
    });
    if (found.empty())
        return fail(Code::notFound, during, "No case here has that number; see `cases`.");
    if (found.size() > 1)
        return fail(Code::badInput, during,
                    "Two cases have that number. Give one of them another first.");
    return reportOf(records, found.front(), me, today);
}

Result<CaseReport> readCase(RecordReader& records, const RecordId& id, RecordId me, QDate today) {
    TRY(const RecordView view, records.get(id));
    const RecordType* type = recordList().type(u"tracked_case");
    if (view.type != type) return fail(Code::notFound, "read a case");
    TRY(const auto listed, records.row(*type, view.row));
    if (!listed) return fail(Code::notFound, "read a case");
    return reportOf(records, *listed, me, today);
}

Result<BalanceReport> readBalance(RecordReader& records) {
    TRY(const auto listed, everyListed(records, {.type = u"tracked_case"_qs}));
    TRY(const auto groups, everyListed(records, {.type = u"population_group"_qs}));
    BalanceReport report;
    std::vector<CaseTraits> cases;
    std::vector<std::pair<RecordId, CaseTraits>> notChosen;
    for (const ListedRecord& one : listed) {
        const QString& stage = textIn(one.values, u"stage");
        if (stage == u"shortlisted" || stage == u"engaged") cases.push_back(traitsOf(one.values));
        if (stage == u"listed") notChosen.emplace_back(one.id, traitsOf(one.values));
    }
    report.cases = static_cast<int>(cases.size());
    std::vector<PopulationShare> shares;
    const Field* titles = recordList().type(u"population_group")->field(u"characteristic");
    for (const ListedRecord& one : groups) {
        const QString& name = textIn(one.values, u"characteristic");
        const QString& words = textIn(one.values, u"group");
        const Trait* trait = traitNamed(name);
        const QString group = trait == nullptr ? QString() : groupOf(*trait, words);
        if (group.isEmpty())
            report.unmatched << valueForPeople(*titles, valueOf(one.values, u"characteristic")) +
                                    u": "_qs + words;
        else
            shares.push_back(
                {name, group, static_cast<int>(valueOf(one.values, u"share").integer())});
    }
    report.rows = balanceOf(cases, shares);
    for (const BalanceRow& row : report.rows) {
        std::vector<RecordId>& ofGroup = report.listed.emplace_back();
        for (const auto& [id, each] : notChosen)
            if (const auto found = each.find(row.trait);
                found != each.end() && found->second == row.group)
                ofGroup.push_back(id);
    }
    return report;
}

}  // namespace candour
