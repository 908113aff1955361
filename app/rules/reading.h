// The rules as they are asked of one record: a function for each type of record, in the
// breach_….cpp file of its area. What each says is gathered in the order of asking. Nothing outside
// those files includes this.
#pragma once

#include "app/rules/breach.h"
#include "app/rules/evidence.h"
#include "app/rules/recordwords.h"
#include "app/rules/scoring.h"

namespace candour {

using Breaches = std::vector<Breach>;

class Reading {
  public:
    /// Both outlive it.
    Reading(const RecordLine& record, const Surroundings& around)
        : m_record(record), m_around(around) {}

    // Lines, and what becomes evidence
    Breaches line();
    Breaches tag();
    Breaches attachment();
    // Cases, their papers, and who may decide
    Breaches trackedCase();
    Breaches contact();
    Breaches recordAccess();
    Breaches agreement();
    Breaches capacity();
    // What protects people
    Breaches alert();
    Breaches safeguardingStep();
    Breaches withdrawal();
    Breaches erasure();
    // The plan, scores and themes
    Breaches assessment();
    Breaches assessmentPause();
    Breaches teamMember();
    Breaches timetableSlot();
    Breaches headcount();
    Breaches themeNote();
    Breaches score();
    Breaches frameworkPack();

    /// Asked of every type: what has to come before what.
    void inOrder();
    static bool hasOrder(const RecordType& type);
    [[nodiscard]] const Breaches& all() const { return m_breaches; }

  private:
    /// Whether something is refused for it, or it is kept and listed.
    enum class Then : std::uint8_t { refuse, list };

    [[nodiscard]] RecordId id(QStringView field) const { return idIn(m_record.fields, field); }
    [[nodiscard]] const QString& text(QStringView field) const {
        return textIn(m_record.fields, field);
    }
    [[nodiscard]] bool isEmpty(QStringView field) const { return text(field).trimmed().isEmpty(); }
    /// `sentence` is marked with QT_TRANSLATE_NOOP("Breach", …).
    void say(bool broken, const char* rule, const char* sentence, Then then = Then::refuse);
    void sayPending(bool broken, const char* rule, const char* sentence);

    void inAHome(const std::vector<RecordLine>& there, std::optional<std::int64_t> at);
    void tallied();
    void afterAStop(const std::vector<RecordLine>& there, std::optional<std::int64_t> at);

    [[nodiscard]] bool wasTakenBack(const RecordLine& words) const;
    void tagOfLine(const RecordLine& line);
    void tagOfExtract(const RecordLine& extract);
    void tagOfPaper(const RecordLine& document);
    [[nodiscard]] bool isFinance(const RecordLine& paper) const;
    void tagOfAccount(const RecordLine& account);
    void tagOfTeller(const RecordId& teller);
    void tagOfNobody(const RecordId& trackedCase);
    void tagOf(Evidence evidence);
    void tagNotShared(AgreementState share);
    void restsOnTheLead(const AgreementAnswer& answer);
    void tagWords(const RecordLine& target);
    void tagPack();
    void tagDate(const RecordLine& target);

    void engagedUnasked();
    void accessAgreed();
    void afterANo(const std::vector<RecordLine>& log, std::int64_t at);
    void speaksForMany(const QString& words);

    const RecordLine& m_record;
    const Surroundings& m_around;
    Breaches m_breaches;
};

}  // namespace candour
