// Whatever a vault holds, in order or not, goes out as NDJSON and into a fresh vault without a
// difference.
#include "app/records/sessionids.h"
#include "tests/unit/app/visit.h"

#include <QTest>

#include <rapidcheck.h>

using namespace candour;

namespace {

QString oneOf(std::initializer_list<QString> options) {
    return *rc::gen::elementOf(std::vector<QString>(options));
}

/// An assessment in which things are done in any order: many of them break a rule later, by what
/// is said after them. What is refused is not there.
struct Muddle : Visit {
    Muddle() {
        meet();
        const int many = *rc::gen::inRange(8, 24);
        for (int i = 0; i < many; ++i) {
            clock.advance(milliseconds(60'000));
            something();
        }
    }
    /// Those that `check` lists, other than what waits for something.
    [[nodiscard]] QStringList listed() {
        QStringList rules;
        must(vault->rules().each([&](const FoundBreach& found) -> Status {
            if (!found.breach.pending) rules << found.breach.rule;
            return {};
        }));
        return rules;
    }

  private:
    template <class T>
    static const T& any(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(all.size())))];
    }
    void meet() {
        const RecordId held = session(slot(u"Zoë’s “ramp”"_qs).name.id).name.id;
        people.push_back(participant(held).name.id);
        sessions.push_back(held);
        answer(people.back());
        speak();
    }
    void speak() {
        const std::size_t who =
            static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(people.size())));
        lines.push_back(said(sessions[who], people[who], u"Words on a \\ \"wall\" 🙂."_qs).name);
        attempt(u"tag"_qs, tagFields(lines.back().id, 1, u"staff"_qs));
    }
    void attempt(const QString& type, FieldValues fields, std::optional<RecordId> id = {}) {
        auto made = vault->put({.type = type, .id = id, .fields = std::move(fields)});
        if (made && made->created && type == u"tracked_case") cases.push_back(made->name.id);
    }
    void onPaper() {
        switch (*rc::gen::inRange(0, 3)) {
            case 0:  // of which nobody knows the date
                tag(extract(add(u"document"_qs,
                                {{u"title"_qs, u"Minutes"_qs}, {u"kind"_qs, u"minutes"_qs}})));
                return;
            case 1: {
                const RecordId figure = figures();
                tag(extract(figure));
                turnIntoFinance(figure);
                return;
            }
            default:
                member(oneOf({u"AW"_qs, u"HM"_qs}), oneOf({u"lead"_qs, u"inspector"_qs}));
        }
    }
    void ofACase() {
        if (cases.empty() || *rc::gen::inRange(0, 3) == 0)
            return attempt(u"tracked_case"_qs, {{u"number"_qs, oneOf({u"1"_qs, u"2"_qs, u"3"_qs})},
                                                {u"summary"_qs, u"Ring 07700 900123"_qs},
                                                {u"stage"_qs, u"listed"_qs}});
        const RecordId about = any(cases);
        switch (*rc::gen::inRange(0, 5)) {
            case 0:
                return attempt(u"tracked_case"_qs,
                               {{u"stage"_qs, oneOf({u"engaged"_qs, u"shortlisted"_qs})}}, about);
            case 1:
                return attempt(u"journey_stage"_qs,
                               {{u"case"_qs, about},
                                {u"stage"_qs, u"review"_qs},
                                {u"began"_qs, oneOf({u"2026-05"_qs, u"2026~"_qs})},
                                {u"ended"_qs, u"2026-01"_qs}});
            case 2:
                return attempt(u"contact"_qs,
                               {{u"case"_qs, about},
                                {u"at"_qs, now()},
                                {u"by"_qs, lead},
                                {u"with"_qs, oneOf({u"person"_qs, u"carer"_qs})},
                                {u"way"_qs, u"phone"_qs},
                                {u"outcome"_qs, oneOf({u"declined"_qs, u"spoke"_qs})}});
            case 3:
                return attempt(u"case_identity"_qs, {{u"case"_qs, about}, {u"name"_qs, u"Ada"_qs}});
            default:
                return attempt(u"case_agreement"_qs,
                               {{u"case"_qs, about},
                                {u"purpose"_qs, oneOf({u"talk"_qs, u"contact_family"_qs})},
                                {u"event"_qs, oneOf({u"given"_qs, u"refused"_qs})},
                                {u"source"_qs, u"confirmed_by_cqc"_qs},
                                {u"time"_qs, *rc::gen::arbitrary<bool>() ? now() : ahead()}});
        }
    }
    [[nodiscard]] cbor::Value ahead() const {
        return cbor::Value::array({clock.utc().time_since_epoch().count() + 90'000'000'000, 60});
    }
    void something() {
        switch (*rc::gen::inRange(0, 9)) {
            case 0:
                return meet();
            case 1:
                return speak();
            case 2:  // the tag stays where the words were
                return attempt(u"line"_qs, {{u"text"_qs, u"Other words."_qs}}, any(lines).id);
            case 3:
                answer(any(people), oneOf({u"given"_qs, u"withdrawn"_qs, u"refused"_qs}));
                return;
            case 4:
                return attempt(u"withdrawal"_qs,
                               {{u"participant"_qs, any(people)},
                                {u"outcome"_qs, oneOf({u"stop"_qs, u"do_not_quote"_qs})},
                                {u"time"_qs, now()}});
            case 5:
                return attempt(u"headcount"_qs, {{u"session"_qs, any(sessions)},
                                                 {u"role"_qs, u"Nurses"_qs},
                                                 {u"count"_qs, 2},
                                                 {u"agreed"_qs, *rc::gen::inRange(0, 5)}});
            case 6:
                return onPaper();
            case 7:
                return attempt(u"theme_note"_qs, {{u"theme"_qs, u"People told us so"_qs},
                                                  {u"day"_qs, u"2027-03-09"_qs}});
            default:
                return ofACase();
        }
    }

    std::vector<RecordId> people;
    std::vector<RecordId> sessions;  // of each of them
    std::vector<RecordName> lines;
    std::vector<RecordId> cases;
};

}  // namespace

class RoundTripTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        // Each vault is made and sealed for good, so a few of them are asked.
        qputenv("RC_PARAMS", qgetenv("RC_PARAMS") + " max_success=4");
    }

    void whatBreaksRules_goesOutAndIntoAFreshVault_withoutADifference() {
        int withBreaches = 0;
        QVERIFY(rc::check("export, apply and export again are the same", [&] {
            Muddle from;
            withBreaches += from.listed().isEmpty() ? 0 : 1;
            QByteArrayList before = exportOf(*from.vault);
            TestVault to(2);
            QByteArray file = before.join('\n');
            QBuffer buffer(&file);
            buffer.open(QIODevice::ReadOnly);
            const ApplyReport report =
                must(to.vault->apply(buffer, OnConflict::refuse, {}, OnBreach::keep));
            for (const LineFault& fault : report.faults)
                RC_FAIL(before[fault.line - 1].toStdString() + '\n' + fault.error.detail);
            QByteArrayList after = exportOf(*to.vault);
            std::sort(before.begin(), before.end());
            std::sort(after.begin(), after.end());
            RC_ASSERT(after.size() == before.size());
            for (qsizetype i = 0; i < before.size(); ++i)
                RC_ASSERT(after[i].toStdString() == before[i].toStdString());
        }));
        QVERIFY2(withBreaches >= 2, "most of them break a rule");
    }
};

QTEST_GUILESS_MAIN(RoundTripTest)
#include "tst_roundtrip.moc"
