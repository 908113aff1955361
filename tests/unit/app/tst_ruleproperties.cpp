// The rules over generated assessments: whatever is said, in whatever order it arrives.
#include "app/rules/anonymity.h"
#include "app/rules/evidence.h"
#include "app/rules/recordwords.h"
#include "app/rules/safeguarding.h"
#include "app/rules/withdrawal.h"
#include "tests/unit/app/assessment.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace candour;
using namespace candour::testing;

namespace {

template <class Property>
void holds(const char* sentence, Property&& property) {
    QVERIFY2(rc::check(sentence, std::forward<Property>(property)), sentence);
}

QString oneOf(std::initializer_list<QString> options) {
    return *rc::gen::elementOf(std::vector<QString>(options));
}

QString event() {
    return oneOf({u"asked"_qs, u"given"_qs, u"refused"_qs, u"withdrawn"_qs, u"paused"_qs});
}

/// Two to five people in a session, each asked several times, with lines and tags by all of them,
/// and triangulations, theme notes and scores that rest on those.
struct Generated : Assessment {
    Generated() : Assessment(oneOf({u"in_person"_qs, u"home_visit"_qs, u"phone"_qs})) {
        people.push_back(person);
        const int more = *rc::gen::inRange(1, 5);
        for (int i = 0; i < more; ++i)
            people.push_back(participant(oneOf({u"staff"_qs, u"carer"_qs, u"person"_qs})));
        const int answers = *rc::gen::inRange(0, 12);
        for (int i = 0; i < answers; ++i)
            answer(any(people), event(),
                   oneOf({u"talk"_qs, u"quotation"_qs, u"photograph"_qs, u"audio"_qs}),
                   oneOf({u"confirmed_by_cqc"_qs, u"reported_by_council"_qs}));
        const int count = *rc::gen::inRange(1, 12);
        for (int i = 0; i < count; ++i) {
            const bool named = *rc::gen::inRange(0, 4) != 0;
            lines.push_back(line(oneOf({u"said"_qs, u"saw"_qs, u"thought"_qs, u"mark"_qs}),
                                 named ? any(people) : RecordId()));
            tags.push_back(tag(lines.back()));
        }
        const int scores = *rc::gen::inRange(0, 4);
        for (int i = 0; i < scores; ++i) score({any(tags), any(tags)});
    }
    static RecordId any(const std::vector<RecordId>& ids) { return *rc::gen::elementOf(ids); }

    std::vector<RecordId> people;
    std::vector<RecordId> lines;
    std::vector<RecordId> tags;
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

    void r3_aTagThatBreaksNoRule_restsOnAYes() {
        holds("sound tags rest on words that somebody agreed to", [] {
            const Generated a;
            for (const RecordId& tag : a.tags) {
                if (!a.rulesBrokenBy(tag).isEmpty()) continue;
                const FieldValues& line = a.of(idIn(a.of(tag), u"target"));
                const QString& kind = textIn(line, u"kind");
                const bool evidence = kind == u"said" || kind == u"saw";
                RC_ASSERT(evidence);
                bool agreed = false;
                for (const RecordLine& record : a.records)
                    agreed = agreed || (record.type->name == u"agreement" &&
                                        textIn(record.fields, u"event") == u"given" &&
                                        textIn(record.fields, u"purpose") == u"talk" &&
                                        textIn(record.fields, u"source") == u"confirmed_by_cqc");
                RC_ASSERT(agreed);
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
            for (const RecordId& line : reach.covered)
                RC_ASSERT(idIn(a.of(line), u"speaker") == who);
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
            const bool conflict = about.startsWith(u"council");
            const bool past = conflict && route == u"local_authority";
            RC_ASSERT((routeFor(a.of(alert)) == AlertRoute::assessmentLead) == conflict);
            RC_ASSERT(a.rulesBrokenBy(alert).isEmpty() != past);
        });
    }
};

QTEST_GUILESS_MAIN(RulePropertiesTest)
#include "tst_ruleproperties.moc"
