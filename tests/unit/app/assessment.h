// A small assessment in memory, for the rules: one session of one slot with one person in it, and
// short ways to add what a test is about.
#pragma once

#include "app/rules/breach.h"
#include "app/rules/taggedevidence.h"

#include <QStringList>

namespace candour::testing {

inline RecordId idOf(int number) {
    return *RecordId::fromString(u"0195736a-0000-7000-8000-%1"_qs.arg(number, 12, 16, QChar(u'0')));
}

inline cbor::Value moment(std::int64_t utcMs) {
    return cbor::Value::array({cbor::Value(utcMs), cbor::Value(0)});
}

struct Assessment {
    /// `planned` is what the slot says, where the session itself says nothing.
    explicit Assessment(const QString& way = u"in_person"_qs, const QString& planned = {}) {
        slot = add(u"timetable_slot"_qs,
                   {{u"day"_qs, u"2027-03-09"_qs}, {u"way"_qs, cbor::Value(planned)}});
        session =
            add(u"session"_qs, {{u"slot"_qs, cbor::Value(slot)}, {u"way"_qs, cbor::Value(way)}});
        person = participant(u"person"_qs);
    }

    RecordId add(const QString& type, FieldValues fields) {
        const RecordId id = idOf(++m_last);
        records.push_back({recordList().type(type), id, {}, std::move(fields)});
        return id;
    }
    RecordId participant(const QString& standing, const RecordId& trackedCase = {}) {
        FieldValues fields = {{u"session"_qs, cbor::Value(session)},
                              {u"standing"_qs, cbor::Value(standing)},
                              {u"role"_qs, u"Role %1"_qs.arg(m_last)}};
        if (!trackedCase.isNull()) fields.push_back({u"case"_qs, cbor::Value(trackedCase)});
        return add(u"participant"_qs, std::move(fields));
    }
    /// Somebody in a meeting of their own, who agreed to talk; lines from now on are of it.
    RecordId meetElsewhere(const QString& standing) {
        session = add(u"session"_qs, {});
        const RecordId who = participant(standing);
        answer(who, u"given"_qs);
        return who;
    }
    /// Independent sources of all tags that count.
    [[nodiscard]] int sources() const {
        std::vector<EvidenceSource> all;
        for (const TaggedEvidence& each : taggedEvidence(records))
            if (each.counts) all.push_back(each.item.source);
        return independentSources(all);
    }
    /// One after the other in time, as answers and withdrawals are.
    RecordId line(const QString& kind, const RecordId& speaker) {
        return lineAt(++m_now, kind, speaker);
    }
    RecordId lineAt(std::int64_t utcMs, const QString& kind, const RecordId& speaker) {
        FieldValues fields = {{u"session"_qs, cbor::Value(session)},
                              {u"at"_qs, moment(utcMs)},
                              {u"kind"_qs, cbor::Value(kind)},
                              {u"text"_qs, u"Words."_qs}};
        if (!speaker.isNull()) fields.push_back({u"speaker"_qs, cbor::Value(speaker)});
        return add(u"line"_qs, std::move(fields));
    }
    RecordId tag(const RecordId& target) {
        return add(u"tag"_qs, {{u"target"_qs, cbor::Value(target)}});
    }
    RecordId score(const std::vector<RecordId>& cites) {
        std::vector<cbor::Value> ids(cites.begin(), cites.end());
        return add(u"score"_qs, {{u"cites"_qs, cbor::Value::array(std::move(ids))}});
    }
    RecordId attachment(const QString& kind) {
        return add(u"attachment"_qs,
                   {{u"session"_qs, cbor::Value(session)}, {u"kind"_qs, cbor::Value(kind)}});
    }
    /// One after the other in time.
    RecordId answer(const RecordId& participant, const QString& event,
                    const QString& purpose = u"talk"_qs,
                    const QString& source = u"confirmed_by_cqc"_qs) {
        return add(u"agreement"_qs,
                   answerFields(u"participant"_qs, participant, event, purpose, source));
    }
    RecordId caseAnswer(const RecordId& trackedCase, const QString& event,
                        const QString& source = u"confirmed_by_cqc"_qs,
                        const QString& purpose = u"talk"_qs) {
        return add(u"case_agreement"_qs,
                   answerFields(u"case"_qs, trackedCase, event, purpose, source));
    }
    RecordId withdraw(const RecordId& participant, const QString& outcome,
                      const std::vector<RecordId>& lines = {}) {
        return withdrawal(u"participant"_qs, participant, outcome, lines);
    }
    RecordId withdrawForCase(const RecordId& trackedCase, const QString& outcome) {
        return withdrawal(u"case"_qs, trackedCase, outcome, {});
    }
    RecordId withdrawal(const QString& whoseField, const RecordId& whose, const QString& outcome,
                        const std::vector<RecordId>& lines) {
        std::vector<cbor::Value> ids(lines.begin(), lines.end());
        return add(u"withdrawal"_qs, {{whoseField, cbor::Value(whose)},
                                      {u"outcome"_qs, cbor::Value(outcome)},
                                      {u"lines"_qs, cbor::Value::array(std::move(ids))},
                                      {u"time"_qs, moment(++m_now)}});
    }
    /// What was found about deciding one purpose; empty: a decision in words.
    RecordId consider(const RecordId& participant, const QString& purpose, const QString& outcome) {
        return add(u"capacity_consideration"_qs, {{u"participant"_qs, cbor::Value(participant)},
                                                  {u"purpose"_qs, cbor::Value(purpose)},
                                                  {u"decision"_qs, u"What was asked"_qs},
                                                  {u"outcome"_qs, cbor::Value(outcome)},
                                                  {u"support"_qs, u"Pictures"_qs},
                                                  {u"time"_qs, moment(++m_now)}});
    }
    RecordId trackedCase(const QString& stage) {
        return add(u"tracked_case"_qs,
                   {{u"stage"_qs, cbor::Value(stage)}, {u"owner"_qs, cbor::Value(idOf(0x50))}});
    }
    RecordId extractOfCase(const RecordId& trackedCase) {
        const RecordId document = add(u"document"_qs, {{u"case"_qs, cbor::Value(trackedCase)}});
        return add(u"extract"_qs, {{u"source"_qs, cbor::Value(document)}});
    }
    RecordId access(const RecordId& trackedCase, const QString& basis, FieldValues more = {}) {
        more.push_back({u"case"_qs, cbor::Value(trackedCase)});
        more.push_back({u"basis"_qs, cbor::Value(basis)});
        return add(u"record_access"_qs, std::move(more));
    }
    RecordId alert(const QString& about, const QString& route) {
        return add(u"safeguarding_alert"_qs,
                   {{u"about"_qs, cbor::Value::array({cbor::Value(about)})},
                    {u"route"_qs, cbor::Value(route)}});
    }

    void set(const RecordId& id, const QString& field, cbor::Value value) {
        for (RecordLine& record : records) {
            if (record.id != id) continue;
            std::erase_if(record.fields, [&](const FieldValue& one) { return one.name == field; });
            if (!value.isNull()) record.fields.push_back({field, std::move(value)});
        }
    }

    /// When it says that it was, and when it was written down.
    void date(const RecordId& id, std::int64_t utcMs, std::int64_t writtenUtcMs) {
        set(id, u"time"_qs, moment(utcMs));
        for (RecordLine& record : records)
            if (record.id == id) record.writtenUtcMs = writtenUtcMs;
    }

    [[nodiscard]] const RecordLine& find(const RecordId& id) const {
        for (const RecordLine& record : records)
            if (record.id == id) return record;
        qFatal("no such record");
    }
    [[nodiscard]] const FieldValues& of(const RecordId& id) const { return find(id).fields; }
    [[nodiscard]] std::vector<Breach> breaches(const RecordId& id) const {
        return breachesOf(find(id), among(records));
    }
    [[nodiscard]] QStringList rulesBrokenBy(const RecordId& id) const {
        QStringList rules;
        for (const Breach& breach : breaches(id)) rules << breach.rule;
        return rules;
    }
    /// As rulesBrokenBy(); of those, what is kept all the same and only listed ends with a +.
    [[nodiscard]] QStringList verdictOn(const RecordId& id) const {
        QStringList rules;
        for (const Breach& breach : breaches(id))
            rules << breach.rule + (breach.onlyListed ? u"+"_qs : QString());
        return rules;
    }
    [[nodiscard]] std::int64_t now() { return ++m_now; }

    std::vector<RecordLine> records;
    RecordId slot;
    RecordId session;
    RecordId person;

  private:
    FieldValues answerFields(const QString& whoseField, const RecordId& whose, const QString& event,
                             const QString& purpose, const QString& source) {
        return {{whoseField, cbor::Value(whose)},
                {u"purpose"_qs, cbor::Value(purpose)},
                {u"event"_qs, cbor::Value(event)},
                {u"source"_qs, cbor::Value(source)},
                {u"time"_qs, moment(++m_now)}};
    }

    int m_last = 0;
    std::int64_t m_now = 0;
};

}  // namespace candour::testing
