// The rules over generated assessments: whatever is said, in whatever order it arrives.
#include "app/rules/anonymity.h"
#include "app/rules/evidence.h"
#include "app/rules/recordwords.h"
#include "app/rules/safeguarding.h"
#include "app/rules/withdrawal.h"
#include "tests/unit/app/assessment.h"
#include "tests/unit/app/generated.h"

#include <algorithm>
#include <set>

using namespace candour;
using namespace candour::testing;

namespace {

QString oneOf(std::initializer_list<QString> options) {
    return *rc::gen::elementOf(std::vector<QString>(options));
}

QString event() {
    return oneOf({u"asked"_qs, u"given"_qs, u"refused"_qs, u"withdrawn"_qs, u"paused"_qs});
}

/// An assessment with a case and its papers, and two to five people in a session, some of them of
/// that case. Answers, withdrawals and lines follow each other in any order; everything is tagged,
/// and scores, holds and erasures rest on it.
struct Generated : Assessment {
    Generated()
        : Assessment(oneOf({u"in_person"_qs, u"home_visit"_qs, u"phone"_qs, QString()}),
                     oneOf({u"in_person"_qs, u"home_visit"_qs})) {
        assessment = add(u"assessment"_qs, {{u"return_sent"_qs, u"2026-12-07"_qs}});
        council = trackedCase(oneOf({u"listed"_qs, u"shortlisted"_qs, u"engaged"_qs}));
        people.push_back(person);
        const int more = *rc::gen::inRange(1, 5);
        for (int i = 0; i < more; ++i)
            people.push_back(participant(oneOf({u"staff"_qs, u"carer"_qs, u"person"_qs}),
                                         *rc::gen::arbitrary<bool>() ? council : RecordId()));
        const int events = *rc::gen::inRange(1, 24);
        for (int i = 0; i < events; ++i) something();
        lines.push_back(line(u"said"_qs, any(people)));
        tags.push_back(tag(lines.back()));
        const int held = *rc::gen::inRange(0, 4);
        for (int i = 0; i < held; ++i) paper();
        const int scores = *rc::gen::inRange(0, 4);
        for (int i = 0; i < scores; ++i) score({any(tags), any(tags)});
        const int holds = *rc::gen::inRange(0, 3);
        for (int i = 0; i < holds; ++i)
            add(u"hold"_qs,
                {{u"what"_qs,
                  cbor::Value(any({person, session, council, assessment, people.back()}))},
                 {u"released"_qs, *rc::gen::arbitrary<bool>() ? moment(1) : cbor::Value()}});
    }
    static RecordId any(const std::vector<RecordId>& ids) { return *rc::gen::elementOf(ids); }

    /// What was last said of talking with us, as we heard it: by them, or for the person of a case.
    [[nodiscard]] QString lastWordOf(const RecordId& participant) const {
        const FieldValues& who = of(participant);
        const RecordId theirCase =
            textIn(who, u"standing") == u"person" ? idIn(who, u"case") : RecordId();
        std::int64_t when = -1;
        QString word;
        for (const RecordLine& record : records) {
            const bool theirs = idIn(record.fields, u"participant") == participant ||
                                (!theirCase.isNull() && idIn(record.fields, u"case") == theirCase);
            const bool answer =
                (record.type->name == u"agreement" || record.type->name == u"case_agreement") &&
                textIn(record.fields, u"purpose") == u"talk" &&
                textIn(record.fields, u"source") == u"confirmed_by_cqc";
            const QString& outcome = textIn(record.fields, u"outcome");
            const bool withdrawn = record.type->name == u"withdrawal" &&
                                   (outcome == u"restrict" || outcome == u"erase");
            const std::int64_t time = momentIn(record.fields, u"time").value_or(-1);
            if (!theirs || (!answer && !withdrawn) || time < when) continue;
            when = time;
            word = answer ? textIn(record.fields, u"event") : u"withdrawn"_qs;
        }
        return word;
    }

    RecordId assessment;
    RecordId council;  // the case that the council listed
    std::vector<RecordId> people;
    std::vector<RecordId> lines;
    std::vector<RecordId> tags;
    std::vector<RecordId> papers;  // tags on them

  private:
    void something() {
        const QString purpose = oneOf({u"talk"_qs, u"quotation"_qs, u"photograph"_qs, u"audio"_qs,
                                       u"share_in_team"_qs, u"contact_family"_qs});
        const QString source = oneOf({u"confirmed_by_cqc"_qs, u"reported_by_council"_qs});
        const QString outcome =
            oneOf({u"stop"_qs, u"do_not_quote"_qs, u"restrict"_qs, u"erase"_qs});
        switch (*rc::gen::inRange(0, 8)) {
            case 0:
                caseAnswer(council, event(), source, purpose);
                return;
            case 1:
                withdraw(any(people), outcome);
                return;
            case 2:
                withdrawForCase(council, outcome);
                return;
            case 3:
                consider(any(people), purpose, oneOf({u"able"_qs, u"unable_now"_qs}));
                return;
            case 4:
            case 5:
                answer(any(people), event(), purpose, source);
                return;
            default:
                break;
        }
        const bool named = *rc::gen::inRange(0, 4) != 0;
        lines.push_back(line(oneOf({u"said"_qs, u"saw"_qs, u"thought"_qs, u"mark"_qs}),
                             named ? any(people) : RecordId()));
        tags.push_back(tag(lines.back()));
    }
    void paper() {
        const RecordId document =
            add(u"document"_qs, {{u"dated"_qs, oneOf({u"2019"_qs, u"2025-12"_qs, u"2026-06-01"_qs,
                                                      u"2027-01"_qs, QString()})}});
        const RecordId extract =
            add(u"extract"_qs, {{u"source"_qs, cbor::Value(document)},
                                {u"dated"_qs, oneOf({u"2024-05"_qs, u"2026-05"_qs, QString()})}});
        const RecordId tagged = tag(extract);
        if (*rc::gen::arbitrary<bool>()) set(tagged, u"date_reason"_qs, u"two_yearly_data"_qs);
        tags.push_back(tagged);
        papers.push_back(tagged);
    }
};

std::vector<AgreementEvent> anyAnswers() {
    std::vector<AgreementEvent> events;
    const int count = *rc::gen::inRange(0, 20);
    for (int i = 0; i < count; ++i)
        events.push_back({static_cast<Purpose>(*rc::gen::inRange(0, 8)),
                          static_cast<AgreementState>(*rc::gen::inRange(1, 6)),
                          static_cast<AgreementSource>(*rc::gen::inRange(0, 2)),
                          *rc::gen::inRange(0, 6)});
    return events;
}

std::vector<AgreementEvent> shuffled(std::vector<AgreementEvent> events) {
    for (std::size_t i = events.size(); i > 1; --i)
        std::swap(events[i - 1],
                  events[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i)))]);
    return events;
}

}  // namespace

class RulePropertiesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void r3_theAnswer_dependsOnWhatWasSaid_notOnTheOrderOfArrival() {
        holds("the order of arrival changes no answer", [] {
            const auto events = anyAnswers();
            const auto other = shuffled(events);
            for (int purpose = 0; purpose < 8; ++purpose) {
                const auto p = static_cast<Purpose>(purpose);
                RC_ASSERT(agreementFor(events, p).state == agreementFor(other, p).state);
                RC_ASSERT(agreementFor(events, p).councilReported ==
                          agreementFor(other, p).councilReported);
            }
        });
    }

    void r4_reportsOfTheCouncil_neverOpenAnything() {
        holds("reports alone open nothing", [] {
            auto events = anyAnswers();
            const bool before = trackingMayOpen(events);
            for (AgreementEvent report : anyAnswers()) {
                report.source = AgreementSource::reportedByCouncil;
                events.push_back(report);
            }
            RC_ASSERT(trackingMayOpen(events) == before);
        });
    }

    void r3_theStrictest_isAYesOnlyIfAllSaidYes() {
        holds("one who did not say yes is enough", [] {
            std::vector<AgreementAnswer> answers;
            const int count = *rc::gen::inRange(0, 8);
            for (int i = 0; i < count; ++i)
                answers.push_back({static_cast<AgreementState>(*rc::gen::inRange(0, 6))});
            const bool all =
                !answers.empty() && std::all_of(answers.begin(), answers.end(), [](const auto& a) {
                    return a.state == AgreementState::given;
                });
            RC_ASSERT((strictest(answers).state == AgreementState::given) == all);
        });
    }

    void r3_aTagThatBreaksNoRule_restsOnTheLastWordOfWhoeverSpoke() {
        holds("sound tags rest on words that are agreed to now", [] {
            const Generated a;
            for (const RecordId& tag : a.tags) {
                const RecordLine& target = a.find(idIn(a.of(tag), u"target"));
                if (target.type->name != u"line" || !a.rulesBrokenBy(tag).isEmpty()) continue;
                const QString& kind = textIn(target.fields, u"kind");
                const bool evidence = kind == u"said" || kind == u"saw";
                RC_ASSERT(evidence);
                const RecordId speaker = idIn(target.fields, u"speaker");
                for (const RecordId& one : a.people)
                    if (speaker.isNull() || speaker == one)
                        RC_ASSERT((a.lastWordOf(one) == u"given"));
            }
        });
    }

    void r5_inAHome_nothingIsSound_beforeAYesThere() {
        holds("a sound line in a home follows a yes", [] {
            const Generated a;
            const QString& way = textIn(a.of(a.session), u"way");
            const bool home = way == u"home_visit" ||
                              (way.isEmpty() && textIn(a.of(a.slot), u"way") == u"home_visit");
            for (const RecordId& line : a.lines) {
                const bool broken = a.rulesBrokenBy(line).contains(u"R5"_qs);
                if (!home) RC_ASSERT(!broken);
                if (!home || broken) continue;
                const std::int64_t at = *momentIn(a.of(line), u"at");
                RC_ASSERT(std::any_of(a.records.begin(), a.records.end(), [&](const auto& record) {
                    return record.type->name == u"agreement" &&
                           textIn(record.fields, u"purpose") == u"talk" &&
                           textIn(record.fields, u"event") == u"given" &&
                           textIn(record.fields, u"source") == u"confirmed_by_cqc" &&
                           *momentIn(record.fields, u"time") <= at;
                }));
            }
        });
    }

    void noLine_isEverRefusedForWhatWasSaidInIt_butAtADoorThatNobodyOpened() {
        holds("words are refused at a closed door only", [] {
            const Generated a;
            for (const RecordId& line : a.lines)
                for (const Breach& breach : a.breaches(line))
                    RC_ASSERT((!breach.refuses() || breach.rule == u"R5"));
        });
    }

    void r37_aSoundTagOnAPaper_hasADate_andIsOfThePeriod_orSaysWhy() {
        holds("what is older has a reason", [] {
            const Generated a;
            for (const RecordId& tag : a.papers) {
                if (!a.rulesBrokenBy(tag).isEmpty()) continue;
                const RecordLine& extract = a.find(idIn(a.of(tag), u"target"));
                const QString own = textIn(extract.fields, u"dated");
                const QString dated =
                    own.isEmpty() ? textIn(a.of(idIn(extract.fields, u"source")), u"dated") : own;
                RC_ASSERT(!dated.isEmpty());
                const bool ofThePeriod = dated >= u"2026-05";
                const bool reasoned = !textIn(a.of(tag), u"date_reason").isEmpty();
                RC_ASSERT(ofThePeriod || reasoned);
            }
        });
    }

    void r45_nothingOfWhatIsHeld_isErased() {
        holds("no erasure goes past a hold", [] {
            Generated a;
            const RecordId what = Generated::any({a.person, a.session, a.council});
            const RecordId erasure =
                a.add(u"erasure"_qs,
                      {{u"what"_qs, cbor::Value(what)},
                       {u"state"_qs, u"in_force"_qs},
                       {u"approved_by"_qs,
                        cbor::Value::array({cbor::Value(idOf(0x901)), cbor::Value(idOf(0x902))})}});
            if (!a.rulesBrokenBy(erasure).isEmpty()) return;
            for (const RecordLine& hold : a.records) {
                if (hold.type->name != u"hold") continue;
                const RecordId kept = idIn(hold.fields, u"what");
                const bool stands = valueOf(hold.fields, u"released").isNull();
                const bool about =
                    kept == what || kept == a.assessment || (what == a.person && kept == a.session);
                RC_ASSERT(!stands || !about);
            }
        });
    }

    void breaches_doNotDependOnTheOrderOfRecords() {
        holds("every replica lists the same breaches", [] {
            Generated a;
            std::vector<QStringList> before;
            for (const RecordLine& record : a.records) before.push_back(a.rulesBrokenBy(record.id));
            std::vector<RecordId> ids;
            for (const RecordLine& record : a.records) ids.push_back(record.id);
            std::reverse(a.records.begin(), a.records.end());
            for (std::size_t i = 0; i < ids.size(); ++i)
                RC_ASSERT(a.rulesBrokenBy(ids[i]) == before[i]);
        });
    }

    void r6_whatIsReached_isClosed_andNothingBesideIt() {
        holds("everything that points to reached words is reached", [] {
            Generated a;
            const RecordId who = Generated::any(a.people);
            const Withdrawal withdrawal =
                *withdrawalFrom(a.of(a.withdraw(who, oneOf({u"restrict"_qs, u"erase"_qs}))));
            const WithdrawalReach reach = reachOf(withdrawal, a.records);
            std::set<RecordId> reached(reach.covered.begin(), reach.covered.end());
            for (const RecordId& words : reach.covered)
                RC_ASSERT(idIn(a.of(words), u"speaker") == who);
            for (const RecordLine* one : reach.dependants)
                RC_ASSERT(reached.insert(one->id).second);
            for (const RecordLine& record : a.records) {
                const QString& type = record.type->name;
                if (type != u"tag" && type != u"score") continue;
                bool rests = reached.contains(idIn(record.fields, u"target"));
                for (const RecordId& cited : idsIn(record.fields, u"cites"))
                    rests = rests || reached.contains(cited);
                RC_ASSERT(rests == reached.contains(record.id));
            }
        });
    }

    void r6_afterEverythingIsTakenBack_noTagOfTheirsIsSound() {
        holds("no tag on withdrawn words is sound", [] {
            Generated a;
            const RecordId who = Generated::any(a.people);
            a.withdraw(who, oneOf({u"restrict"_qs, u"erase"_qs}));
            for (const RecordId& tag : a.tags)
                if (idIn(a.of(idIn(a.of(tag), u"target")), u"speaker") == who)
                    RC_ASSERT(!a.rulesBrokenBy(tag).isEmpty());
        });
    }

    void r13_leavingOutWhatIsAdvised_isEnough_andSayingLessNeverFitsFewer() {
        holds("the advice works", [] {
            std::vector<KnownPeople> known;
            const int groups = *rc::gen::inRange(0, 10);
            for (int i = 0; i < groups; ++i)
                known.push_back({oneOf({u"a"_qs, u"b"_qs}), oneOf({u"n"_qs, u"s"_qs, QString()}),
                                 oneOf({u"2027-03-09"_qs, u"2027-03-10"_qs}),
                                 *rc::gen::inRange(1, 5)});
            const Trace trace{oneOf({u"a"_qs, u"b"_qs, u"c"_qs}), oneOf({u"n"_qs, u"s"_qs}),
                              oneOf({u"2027-03-09"_qs, u"2027-03-10"_qs})};
            const int threshold = *rc::gen::inRange(2, 12);
            const auto warning = jigsaw(trace, known, threshold);
            RC_ASSERT(warning.has_value() == (peopleFitting(trace, known) < threshold));
            if (!warning) return;
            Trace general = trace;
            if (warning->leaveOut.contains(u"day"_qs)) general.day.clear();
            if (warning->leaveOut.contains(u"team"_qs)) general.team.clear();
            if (warning->leaveOut.contains(u"role"_qs)) general.role.clear();
            RC_ASSERT(peopleFitting(general, known) >= peopleFitting(trace, known));
            if (!warning->leaveOut.isEmpty())
                RC_ASSERT(peopleFitting(general, known) >= threshold);
            else
                RC_ASSERT(peopleFitting({}, known) < threshold);
        });
    }

    void r10_anAlertAboutTheCouncil_neverGoesThereByItself() {
        holds("the usual route of a conflict is the lead", [] {
            Assessment a;
            const QString about = oneOf(
                {u"council"_qs, u"council_staff"_qs, u"provider"_qs, u"family"_qs, u"unknown"_qs});
            const QString route = oneOf({u"local_authority"_qs, u"assessment_lead"_qs});
            const RecordId alert = a.alert(about, route);
            const bool conflict = about.startsWith(u"council") || about == u"unknown";
            const bool past = conflict && route == u"local_authority";
            RC_ASSERT((routeFor(a.of(alert)) == AlertRoute::assessmentLead) == conflict);
            RC_ASSERT(a.rulesBrokenBy(alert).isEmpty() != past);
        });
    }
};

QTEST_GUILESS_MAIN(RulePropertiesTest)
#include "tst_ruleproperties.moc"
