// A small assessment in memory, for the rules: one session of one slot with one person in it, and
// short ways to add what a test is about.
#pragma once

#include "app/rules/breach.h"

#include <QStringList>

namespace candour::testing {

inline RecordId idOf(int number) {
    return *RecordId::fromString(u"0195736a-0000-7000-8000-%1"_qs.arg(number, 12, 16, QChar(u'0')));
}

inline cbor::Value moment(std::int64_t utcMs) {
    return cbor::Value::array({cbor::Value(utcMs), cbor::Value(0)});
}

struct Assessment {
    explicit Assessment(const QString& way = u"in_person"_qs) {
        slot = add(u"timetable_slot"_qs, {{u"day"_qs, u"2027-03-09"_qs}});
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
    RecordId line(const QString& kind, const RecordId& speaker) {
        FieldValues fields = {{u"session"_qs, cbor::Value(session)},
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
    RecordId caseAnswer(const RecordId& trackedCase, const QString& event, const QString& source) {
        return add(u"case_agreement"_qs,
                   answerFields(u"case"_qs, trackedCase, event, u"talk"_qs, source));
    }
    RecordId withdraw(const RecordId& participant, const QString& outcome,
                      const std::vector<RecordId>& lines = {}) {
        std::vector<cbor::Value> ids(lines.begin(), lines.end());
        return add(u"withdrawal"_qs, {{u"participant"_qs, cbor::Value(participant)},
                                      {u"outcome"_qs, cbor::Value(outcome)},
                                      {u"lines"_qs, cbor::Value::array(std::move(ids))},
                                      {u"time"_qs, moment(++m_now)}});
    }
    RecordId trackedCase(const QString& stage) {
        return add(u"tracked_case"_qs, {{u"stage"_qs, cbor::Value(stage)}});
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

    [[nodiscard]] const RecordLine& find(const RecordId& id) const {
        for (const RecordLine& record : records)
            if (record.id == id) return record;
        qFatal("no such record");
    }
    [[nodiscard]] const FieldValues& of(const RecordId& id) const { return find(id).fields; }
    [[nodiscard]] QStringList rulesBrokenBy(const RecordId& id) const {
        QStringList rules;
        for (const Breach& breach : breachesOf(find(id), among(records))) rules << breach.rule;
        return rules;
    }

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
