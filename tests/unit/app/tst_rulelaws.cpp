// The rules over generated people, cases, papers and themes: what tst_ruleproperties asks of
// meetings is asked here of everything else.
#include "app/rules/accounts.h"
#include "app/rules/anonymity.h"
#include "app/rules/capacity.h"
#include "app/rules/casecontact.h"
#include "app/rules/huddle.h"
#include "app/rules/personcode.h"
#include "app/rules/recordwords.h"
#include "app/rules/visibility.h"
#include "tests/unit/app/assessment.h"
#include "tests/unit/app/generated.h"

#include <algorithm>
#include <set>

using namespace candour;
using namespace candour::testing;

namespace {

QString oneOf(const QStringList& options) {
    return options[*rc::gen::inRange<qsizetype>(0, options.size())];
}

bool yesOrNo() {
    return *rc::gen::arbitrary<bool>();
}

template <class T>
std::vector<T> shuffled(std::vector<T> all) {
    for (std::size_t i = all.size(); i > 1; --i)
        std::swap(all[i - 1],
                  all[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i)))]);
    return all;
}

const QStringList purposes = {u"talk"_qs, u"quotation"_qs, u"photograph"_qs};
const QStringList outcomes = {u"able"_qs, u"able_with_support"_qs, u"unable_now"_qs, u"unclear"_qs};
const QStringList teams = {u"North"_qs, u"South"_qs, QString()};
const QStringList siteDays = {u"2027-03-08"_qs, u"2027-03-09"_qs, u"2027-03-10"_qs};

/// Findings and answers of one person in any order, one after the other in time.
struct Deciding : Assessment {
    Deciding() {
        const int many = *rc::gen::inRange(1, 10);
        for (int i = 0; i < many; ++i) {
            if (yesOrNo()) {
                found.push_back(consider(person, oneOf(purposes), oneOf(outcomes)));
                continue;
            }
            answers.push_back(answer(person, oneOf({u"given"_qs, u"refused"_qs}), oneOf(purposes)));
            set(answers.back(), u"answered_by"_qs,
                oneOf({u"self"_qs, u"attorney"_qs, u"best_interests"_qs}));
        }
    }
    /// What was last found for a purpose before an answer; empty if nobody asked.
    [[nodiscard]] QString lastFoundFor(const RecordId& answer) const {
        QString outcome;
        for (const RecordId& one : found)
            if (textIn(of(one), u"purpose") == textIn(of(answer), u"purpose") &&
                *momentIn(of(one), u"time") < *momentIn(of(answer), u"time"))
                outcome = textIn(of(one), u"outcome");
        return outcome;
    }

    std::vector<RecordId> found;
    std::vector<RecordId> answers;
};

/// Papers, and what points to them, some of the council's finances.
struct Papers : Assessment {
    Papers() {
        const RecordId paper = add(
            u"document"_qs, {{u"finance"_qs, cbor::Value(yesOrNo())}, {u"dated"_qs, u"2026"_qs}});
        RecordId source = paper;
        if (yesOrNo()) {
            const QString type =
                oneOf({u"performance_data"_qs, u"self_assessment"_qs, u"survey"_qs});
            FieldValues fields;
            if (yesOrNo()) fields.push_back({u"document"_qs, cbor::Value(paper)});
            if (type == u"performance_data")
                fields.push_back({u"kind"_qs, oneOf({u"finance"_qs, u"waiting"_qs})});
            source = add(type, std::move(fields));
        }
        const RecordId extract = add(u"extract"_qs, {{u"source"_qs, cbor::Value(source)},
                                                     {u"finance"_qs, cbor::Value(yesOrNo())},
                                                     {u"basis"_qs, u"fact"_qs}});
        const bool direct = source == paper;
        const bool named = !idIn(of(source), u"document").isNull();
        finance = valueOf(of(extract), u"finance").boolean() ||
                  ((direct || named) && valueOf(of(paper), u"finance").boolean()) ||
                  textIn(of(source), u"kind") == u"finance";
        tagged = tag(extract);
    }
    RecordId tagged;
    bool finance = false;
};

}  // namespace

class RuleLawsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void r8_aYesIsSound_byWhoeverCouldDecideThat_andNoFindingIsAboutThePerson() {
        holds("a finding speaks of its own decision, at its time", [] {
            Deciding a;
            for (const RecordId& answer : a.answers) {
                const FieldValues& fields = a.of(answer);
                const bool unable = a.lastFoundFor(answer) == u"unable_now";
                const bool own = textIn(fields, u"answered_by") == u"self";
                const bool sound = textIn(fields, u"event") != u"given" || own != unable;
                RC_ASSERT(a.verdictOn(answer) == (sound ? QStringList() : QStringList{u"R8+"_qs}));
            }
            // What is found of another decision, and what is found later, changes no answer.
            std::vector<QStringList> before;
            for (const RecordId& answer : a.answers) before.push_back(a.verdictOn(answer));
            a.consider(a.person, u"audio"_qs, u"unable_now"_qs);
            a.consider(a.person, oneOf(purposes), oneOf(outcomes));
            for (std::size_t i = 0; i < a.answers.size(); ++i)
                RC_ASSERT(a.verdictOn(a.answers[i]) == before[i]);
        });
    }

    void r8_nobodyIsFoundUnable_beforeHelpWasTried() {
        holds("unable needs support, nothing else does", [] {
            Assessment a;
            const QString outcome = oneOf(outcomes);
            const QString support = oneOf({u"Pictures"_qs, u"  "_qs, QString()});
            const RecordId finding = a.consider(a.person, u"talk"_qs, outcome);
            a.set(finding, u"support"_qs, support);
            const bool broken = outcome == u"unable_now" && support.trimmed().isEmpty();
            RC_ASSERT(a.rulesBrokenBy(finding).contains(u"R8"_qs) == broken);
        });
    }

    void r14_theOnlyHolder_isPromisedNothing_howeverOftenTheyAreAsked() {
        holds("invitations make nobody two", [] {
            Assessment a;
            const int slots = *rc::gen::inRange(1, 6);
            const int there = *rc::gen::inRange(1, 4);
            for (int i = 0; i < slots; ++i) {
                const RecordId slot =
                    a.add(u"timetable_slot"_qs, {{u"day"_qs, cbor::Value(oneOf(siteDays))}});
                a.add(u"invitee"_qs, {{u"slot"_qs, cbor::Value(slot)},
                                      {u"role"_qs, u"Director"_qs},
                                      {u"count"_qs, cbor::Value(i == 0 ? there : 1)}});
            }
            a.set(a.person, u"standing"_qs, u"leader"_qs);
            a.set(a.person, u"role"_qs, oneOf({u"Director"_qs, u"director"_qs}));
            const auto known = knownPeople(a.records);
            RC_ASSERT(anonymityCanBePromised(a.of(a.person), known) == (there > 1));
            a.set(a.person, u"only_holder"_qs, cbor::Value(true));
            RC_ASSERT(!anonymityCanBePromised(a.of(a.person), known));
        });
    }

    void r22_fromOutside_nobodyHasMoreThanThePlanAndTheirSessions() {
        holds("being from outside never opens anything", [] {
            const QString role = oneOf({u"lead"_qs, u"inspector"_qs, u"specialist_adviser"_qs,
                                        u"expert_by_experience"_qs, u"observer"_qs});
            const auto kind = static_cast<NotebookKind>(*rc::gen::inRange(1, 6));
            const bool assigned = yesOrNo();
            const NotebookAccess outside = notebookAccess(role, true, kind, assigned);
            RC_ASSERT(outside <= notebookAccess(role, false, kind, assigned));
            const NotebookAccess most = kind == NotebookKind::plan ? NotebookAccess::read
                                        : kind == NotebookKind::session && assigned
                                            ? NotebookAccess::write
                                            : NotebookAccess::none;
            RC_ASSERT(outside == most);
            // Whoever is assigned nothing has no session.
            RC_ASSERT(notebookAccess(role, true, kind, false) <= outside);
        });
    }

    void r25_aWrongCount_isListed_andTakesNothingFromTheWords() {
        holds("no more agree than are there", [] {
            Assessment a;
            a.answer(a.person, u"given"_qs);
            int heads = 0;
            const int roles = *rc::gen::inRange(0, 3);
            for (int i = 0; i < roles; ++i) {
                const int count = *rc::gen::inRange(0, 6);
                const int agreed = *rc::gen::inRange(0, 8);
                const RecordId role =
                    a.add(u"headcount"_qs, {{u"session"_qs, cbor::Value(a.session)},
                                            {u"count"_qs, cbor::Value(count)},
                                            {u"agreed"_qs, cbor::Value(agreed)}});
                heads += count;
                RC_ASSERT(a.verdictOn(role) ==
                          (agreed > count ? QStringList{u"R25+"_qs} : QStringList()));
            }
            const RecordId line = a.line(u"said"_qs, a.person);
            int voices = 0;
            for (const QString& tally : {u"agree"_qs, u"differ"_qs, u"silent"_qs}) {
                const int count = *rc::gen::inRange(0, 5);
                a.set(line, tally, cbor::Value(count));
                voices += count;
            }
            const bool tooMany = heads > 0 && voices > heads;
            RC_ASSERT(a.verdictOn(line) == (tooMany ? QStringList{u"R25+"_qs} : QStringList()));
            RC_ASSERT(a.verdictOn(a.tag(line)).isEmpty());
        });
    }

    void r29_everyAccountStands_andADifferenceIsOne_whoeverSpeaksFirst() {
        holds("nothing is averaged, and no order decides", [] {
            std::vector<AccountPoint> told;
            const int many = *rc::gen::inRange(0, 9);
            for (int i = 0; i < many; ++i)
                told.push_back({oneOf({u"review"_qs, u"move"_qs}), oneOf({u"began"_qs, u"view"_qs}),
                                oneOf(voices() + QStringList{u"neighbour"_qs}),
                                oneOf({u"2026-05"_qs, u"2026-05-14"_qs, u"2026-08"_qs,
                                       u"It was late"_qs, u"it was  late"_qs})});
            const auto rows = sideBySide(told);
            std::size_t standing = 0;
            for (const SideBySide& row : rows) {
                standing += row.accounts.size();
                RC_ASSERT((row.concord == Concord::onlyOne) == (row.accounts.size() == 1));
                std::set<QString> said;
                for (const AccountPoint& one : row.accounts) {
                    said.insert(one.said);
                    RC_ASSERT(!row.notHeard.contains(one.whose));
                }
                if (said.size() == 1) RC_ASSERT(row.concord != Concord::differ);
                if (said.contains(u"2026-08"_qs) && said.size() > 1)
                    RC_ASSERT(row.concord == Concord::differ);
            }
            RC_ASSERT(standing == told.size());
            for (const SideBySide& other : sideBySide(shuffled(told))) {
                const auto same = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
                    return row.stage == other.stage && row.point == other.point;
                });
                RC_ASSERT(same != rows.end());
                RC_ASSERT(same->concord == other.concord);
                RC_ASSERT(same->notHeard == other.notHeard);
            }
        });
    }

    void r32_aNumber_isOneCase_howeverItIsWritten() {
        holds("spaces, case and leading noughts make no other case", [] {
            Assessment a;
            const QString bare = oneOf({u"1"_qs, u"17"_qs, u"A4"_qs, u"0"_qs});
            QString written = QString(*rc::gen::inRange(0, 4), u'0') + bare;
            if (bare == u"A4") written = oneOf({u"a4"_qs, u"A 4"_qs, u" A4 "_qs});
            RC_ASSERT(plainCaseNumber(written) == plainCaseNumber(bare));
            RC_ASSERT(plainCaseNumber(plainCaseNumber(written)) == plainCaseNumber(written));
            const RecordId one = a.trackedCase(u"listed"_qs);
            const RecordId other = a.trackedCase(u"listed"_qs);
            a.set(one, u"number"_qs, written);
            const QString next = oneOf({bare, u"99"_qs});
            a.set(other, u"number"_qs, next);
            for (const RecordId& each : {one, other})
                RC_ASSERT(a.rulesBrokenBy(each).contains(u"R32"_qs) == (next == bare));
        });
    }

    void r32_oneOfUsRings_orNobodyDoes() {
        holds("only the one owner may ring, whatever the log's order", [] {
            const RecordId me = idOf(1);
            std::vector<RecordId> owners;
            const int many = *rc::gen::inRange(0, 3);
            for (int i = 0; i < many; ++i) owners.push_back(idOf(*rc::gen::inRange(0, 3)));
            std::vector<CaseContact> log;
            const int rung = *rc::gen::inRange(0, 5);
            for (int i = 0; i < rung; ++i)
                log.push_back({idOf(*rc::gen::inRange(1, 4)), QDate(2027, 3, 1 + i)});
            std::set<RecordId> named(owners.begin(), owners.end());
            const ContactAdvice advice = contactAdvice(owners, log, me);
            const bool mine = named == std::set<RecordId>{me};
            RC_ASSERT((advice.answer == MayContact::yes) == mine);
            RC_ASSERT(sentenceFor(advice.answer).isEmpty() == mine);
            const ContactAdvice other = contactAdvice(shuffled(owners), shuffled(log), me);
            RC_ASSERT(other.answer == advice.answer);
            RC_ASSERT(other.lastByAnother.has_value() == advice.lastByAnother.has_value());
            if (advice.lastByAnother)
                RC_ASSERT(other.lastByAnother->day == advice.lastByAnother->day);
        });
    }

    void r39_oneSource_isNeverMany_andTwoMaySaySo() {
        holds("who told us is counted, not believed", [] {
            Assessment a;
            const int meetings = *rc::gen::inRange(1, 4);
            std::vector<cbor::Value> cites;
            std::optional<RecordId> first;
            for (int i = 0; i < meetings; ++i) {
                const RecordId who = a.meetElsewhere(u"carer"_qs);
                const bool again = first && yesOrNo();
                if (again) a.set(who, u"same_as"_qs, cbor::Value(*first));
                if (!first) first = who;
                cites.push_back(cbor::Value(a.tag(a.line(u"said"_qs, who))));
            }
            const bool many = a.sources() > 1;
            const QString words = oneOf({u"People told us"_qs, u"We heard from carers"_qs,
                                         u"According to relatives,"_qs}) +
                                  oneOf({u" that reviews are late"_qs, u" nobody rings"_qs});
            const RecordId note =
                a.add(u"theme_note"_qs, {{u"theme"_qs, u"Waits"_qs},
                                         {u"note"_qs, cbor::Value(words)},
                                         {u"cites"_qs, cbor::Value::array(std::move(cites))}});
            RC_ASSERT(a.verdictOn(note) == (many ? QStringList() : QStringList{u"R39+"_qs}));
            a.set(note, u"note"_qs, u"One daughter says that reviews are late"_qs);
            RC_ASSERT(a.verdictOn(note).isEmpty());
            RC_ASSERT(voicesFor(u"people", a.sources()).startsWith(u"People") == many);
        });
    }

    void r46_theCouncilsFinances_areTaggedNowhere_andNothingElseIsRefusedForThem() {
        holds("finance wherever it stands", [] {
            const Papers a;
            RC_ASSERT(a.rulesBrokenBy(a.tagged) ==
                      (a.finance ? QStringList{u"R46"_qs} : QStringList()));
        });
    }

    void r47_theHuddleSheet_holdsNobody() {
        const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
        holds("a note with somebody's code is withheld and counted", [&] {
            Assessment a;
            for (int i = 0; i < 3; ++i) a.participant(oneOf({u"carer"_qs, u"staff"_qs}));
            const QStringList codes = codesAmong(a.records);
            RC_ASSERT(codes.size() == 4);
            std::vector<HuddleNote> notes;
            int pointing = 0;
            const int many = *rc::gen::inRange(0, 6);
            for (int i = 0; i < many; ++i) {
                HuddleNote note{.statement = *rc::gen::inRange(0, 12), .theme = u"Waits"_qs};
                QString* const place[] = {&note.theme, &note.note, &note.stillToFind};
                if (yesOrNo()) {
                    const QString code = oneOf(codes);
                    *place[*rc::gen::inRange(0, 3)] +=
                        u"Ask "_qs + (yesOrNo() ? code : code.toLower());
                    ++pointing;
                }
                notes.push_back(std::move(note));
            }
            const HuddleSheet sheet = huddleSheetOf({}, notes, pack, codes);
            RC_ASSERT(sheet.withheld == pointing);
            std::size_t shown = sheet.across.size();
            for (const HuddleStatement& statement : sheet.statements) {
                shown += statement.themes.size();
                for (const HuddleTheme& theme : statement.themes)
                    for (const QString& code : codes)
                        RC_ASSERT(!(theme.note.theme + theme.note.note + theme.note.stillToFind)
                                       .contains(code, Qt::CaseInsensitive));
            }
            RC_ASSERT(shown + static_cast<std::size_t>(pointing) == notes.size());
        });
    }
};

QTEST_GUILESS_MAIN(RuleLawsTest)
#include "tst_rulelaws.moc"
