// What was said and seen, and what of it may become evidence.
#include "app/rules/agreed.h"
#include "app/rules/assessmentdates.h"
#include "app/rules/evidencedate.h"
#include "app/rules/reading.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace candour {

// Lines ------------------------------------------------------------------------------------------

Breaches Reading::line() {
    const auto session = m_around.record(id(u"session"));
    if (!session) return {};
    const auto there = m_around.pointing(u"participant"_qs, u"session"_qs, session->id);
    const auto at = momentIn(m_record.fields, u"at");
    if (isInAHome(*session, m_around)) inAHome(there, at);
    afterAStop(there, at);
    tallied();
    return m_breaches;
}

void Reading::tallied() {
    std::int64_t voices = 0;
    for (const QStringView tally : {u"agree", u"differ", u"silent"})
        voices += valueOf(m_record.fields, tally).integer();
    if (voices == 0) return;
    std::int64_t heads = 0;
    for (const RecordLine& count :
         m_around.pointing(u"headcount"_qs, u"session"_qs, id(u"session")))
        heads += valueOf(count.fields, u"count").integer();
    say(heads > 0 && voices > heads, "R25",
        QT_TRANSLATE_NOOP("Breach",
                          "More agree, differ or are silent than were there. Count again."),
        Then::list);
}

void Reading::inAHome(const std::vector<RecordLine>& there, std::optional<std::int64_t> at) {
    std::vector<std::vector<AgreementEvent>> answers;
    for (const RecordLine& participant : there)
        answers.push_back(answersInRoom(participant.id, m_around));
    // What was begun with somebody's yes may be ended in words after they stopped.
    const auto began = [&](const RecordLine& line) {
        const auto when = momentIn(line.fields, u"at");
        return when && *when <= *at && somebodyLetsUsIn(answers, *when);
    };
    if (at && somebodyLetsUsIn(answers, *at)) return;
    if (at) {
        const auto lines = m_around.pointing(u"line"_qs, u"session"_qs, id(u"session"));
        if (std::any_of(lines.begin(), lines.end(), began)) return;
    }
    const bool now = somebodyLetsUsIn(answers, std::numeric_limits<std::int64_t>::max());
    say(!now, "R5",
        QT_TRANSLATE_NOOP("Breach",
                          "This is somebody's home, and nobody there has said yes to us yet. Ask "
                          "and record the answer first; then write the line."));
    say(now, "R5",
        QT_TRANSLATE_NOOP("Breach",
                          "This is somebody's home, and nobody there had said yes to us by then. "
                          "The line is kept, and is no evidence."),
        Then::list);
}

void Reading::afterAStop(const std::vector<RecordLine>& there, std::optional<std::int64_t> at) {
    const QString& kind = text(u"kind");
    if (!kind.isEmpty() && kind != u"said") return;
    const RecordId speaker = id(u"speaker");
    const std::int64_t when = at.value_or(std::numeric_limits<std::int64_t>::max());
    const bool stopped =
        std::any_of(there.begin(), there.end(), [&](const RecordLine& participant) {
            return (speaker.isNull() || speaker == participant.id) &&
                   hadStopped(participant.id, when, m_around);
        });
    say(stopped, "R6",
        QT_TRANSLATE_NOOP("Breach",
                          "They had asked us to stop before this was said, and have not said yes "
                          "again. The line is kept, and is no evidence."),
        Then::list);
}

// Tags -------------------------------------------------------------------------------------------

void Reading::tagOf(Evidence evidence) {
    if (evidence == Evidence::counts) return;
    const bool kind = evidence == Evidence::thought || evidence == Evidence::emptyMoment ||
                      evidence == Evidence::opinion;
    m_breaches.push_back({kind                                  ? u"R18"_qs
                          : evidence == Evidence::financeFigure ? u"R46"_qs
                                                                : u"R3"_qs,
                          sentenceFor(evidence), false});
}

bool Reading::wasTakenBack(const RecordLine& words) const {
    // A participant's withdrawals can only be about what was said where they were.
    std::vector<RecordId> people = {idIn(words.fields, u"speaker"),
                                    idIn(words.fields, u"participant")};
    if (words.type->name == u"line")
        for (const RecordLine& participant :
             m_around.pointing(u"participant"_qs, u"session"_qs, idIn(words.fields, u"session")))
            people.push_back(participant.id);
    std::vector<Withdrawal> withdrawals;
    for (const RecordId& person : people) {
        if (person.isNull()) continue;
        const auto theirs = withdrawalsOf(person, m_around);
        withdrawals.insert(withdrawals.end(), theirs.begin(), theirs.end());
    }
    if (words.type->name == u"stage_account")
        for (const RecordLine& record :
             m_around.pointing(u"withdrawal"_qs, u"case"_qs, idIn(words.fields, u"case")))
            if (const auto withdrawal = withdrawalFrom(record.fields, record.writtenUtcMs))
                withdrawals.push_back(*withdrawal);
    return std::any_of(withdrawals.begin(), withdrawals.end(), [&](const Withdrawal& withdrawal) {
        return locksAway(withdrawal) &&
               std::find(withdrawal.lines.begin(), withdrawal.lines.end(), words.id) !=
                   withdrawal.lines.end() &&
               mayName(withdrawal, words, m_around);
    });
}

void Reading::tagNotShared(AgreementState share) {
    say(m_breaches.empty() && share >= AgreementState::paused, "R3",
        QT_TRANSLATE_NOOP("Breach",
                          "They did not want what they said shared with the team, so it is kept "
                          "and cannot be evidence. Strike the tag."));
}

void Reading::restsOnTheLead(const AgreementAnswer& answer) {
    sayPending(m_breaches.empty() && answer.leftToTheLead, "R8",
               QT_TRANSLATE_NOOP("Breach",
                                 "What was found about their deciding this is with the lead alone, "
                                 "because they took back what they had said. It does not count "
                                 "here; whether it counts is for the lead to see."));
}

void Reading::tagOfLine(const RecordLine& line) {
    const QString& kind = textIn(line.fields, u"kind");
    const auto there = answersTo(Purpose::talk, idIn(line.fields, u"speaker"),
                                 idIn(line.fields, u"session"), m_around);
    // What was seen where nobody was is nobody's to agree to.
    const bool nobody = there.empty() && kind == u"saw";
    const Basis basis =
        basisOf(textIn(line.fields, u"basis"), !textIn(line.fields, u"heard_from").isEmpty());
    tagOf(evidenceFrom(kind, nobody ? AgreementState::given : strictest(there).state, basis));
    say(wasTakenBack(line), "R6",
        QT_TRANSLATE_NOOP("Breach",
                          "These words were taken back, so they cannot be evidence. "
                          "Strike the tag."));
    tagNotShared(strictest(answersTo(Purpose::shareInTeam, idIn(line.fields, u"speaker"),
                                     idIn(line.fields, u"session"), m_around))
                     .state);
    if (!m_breaches.empty()) return;
    for (Breach broken : breachesOf(line, m_around)) {
        if (broken.rule == u"R25") continue;  // a wrong count takes nothing from the words
        broken.onlyListed = false;            // the words are kept; that they count is refused
        m_breaches.push_back(std::move(broken));
    }
    restsOnTheLead(strictest(there));
}

void Reading::tagOfExtract(const RecordLine& extract) {
    const auto source = m_around.record(idIn(extract.fields, u"source"));
    if (!source) return;
    const bool finance = valueOf(extract.fields, u"finance").boolean() || isFinance(*source);
    tagOf(evidenceFromPaper(basisOf(textIn(extract.fields, u"basis")),
                            finance ? u"finance"_qs : QString()));
    if (source->type->name == u"document") tagOfPaper(*source);
}

bool Reading::isFinance(const RecordLine& paper) const {
    if (valueOf(paper.fields, u"finance").boolean()) return true;
    if (paper.type->name == u"performance_data" && textIn(paper.fields, u"kind") == u"finance")
        return true;
    // Figures, surveys and self-assessments name the paper they stand in.
    const auto document = m_around.record(idIn(paper.fields, u"document"));
    return document && valueOf(document->fields, u"finance").boolean();
}

void Reading::tagOfPaper(const RecordLine& document) {
    const PaperUse use = useOfPaper(document, m_around);
    if (use == PaperUse::notReceived)
        m_breaches.push_back(
            {u"R7"_qs,
             QCoreApplication::translate(
                 "Breach",
                 "Not received yet: the notes of a meeting about this case are not here, so nobody "
                 "can say whether this paper may be read. It does not count until they are."),
             true});
    say(use == PaperUse::notAllowed, "R7",
        QT_TRANSLATE_NOOP("Breach",
                          "This paper is about somebody who has not agreed that we read it. Record "
                          "their agreement, or the access with its basis and why it is necessary; "
                          "then tag it."));
}

void Reading::tagOfAccount(const RecordLine& account) {
    const RecordId teller = idIn(account.fields, u"participant");
    if (isFinance(account)) tagOf(Evidence::financeFigure);
    if (!teller.isNull())
        tagOfTeller(teller);
    else if (const auto paper = m_around.record(idIn(account.fields, u"document")))
        tagOfPaper(*paper);
    else
        tagOfNobody(idIn(account.fields, u"case"));
    say(wasTakenBack(account), "R6",
        QT_TRANSLATE_NOOP("Breach",
                          "This account was taken back, so it cannot be evidence. "
                          "Strike the tag."));
}

/// An account lies with its case, and what its teller agreed to in the meeting where they told it.
void Reading::tagOfTeller(const RecordId& teller) {
    const bool here = m_around.record(teller).has_value();
    sayPending(!here, "R3",
               QT_TRANSLATE_NOOP("Breach",
                                 "Not received yet: the notes of the meeting in which they told us "
                                 "this are not here, so nobody can say what they agreed to. It "
                                 "does not count until they are."));
    if (!here) return;
    const auto answers = answersOf(teller, m_around);
    const AgreementAnswer talk = agreementFor(answers, Purpose::talk);
    tagOf(evidenceFrom(u"said", talk.state));
    tagNotShared(agreementFor(answers, Purpose::shareInTeam).state);
    restsOnTheLead(talk);
}

void Reading::tagOfNobody(const RecordId& trackedCase) {
    if (trackingIsAgreed(trackedCase, m_around)) return;
    const bool mayCome = answerMayCome(Purpose::talk, trackedCase, m_around);
    sayPending(mayCome, "R3",
               QT_TRANSLATE_NOOP("Breach",
                                 "Not received yet: the notes of a meeting about this case are not "
                                 "here, so nobody can say whether they agreed to talk with us. It "
                                 "does not count until they are."));
    if (!mayCome) tagOf(Evidence::notAgreed);
}

Breaches Reading::tag() {
    const auto target = m_around.record(id(u"target"));
    if (!target) return {};
    if (target->type->name == u"line") tagOfLine(*target);
    if (target->type->name == u"extract") tagOfExtract(*target);
    if (target->type->name == u"stage_account") tagOfAccount(*target);
    tagWords(*target);
    tagPack();
    tagDate(*target);
    return m_breaches;
}

void Reading::tagWords(const RecordLine& target) {
    const QString& text = textIn(target.fields, u"text");
    const QString& whole = text.isEmpty() ? textIn(target.fields, u"figure") : text;
    if (isEmpty(u"words") || whole.isEmpty()) return;
    const QList<uint> letters = whole.toUcs4();
    const std::int64_t start = valueOf(m_record.fields, u"start").integer();
    const std::int64_t end = valueOf(m_record.fields, u"end").integer();
    const bool inside = start >= 0 && start < end && end <= letters.size();
    const bool there =
        inside && letters.sliced(start, end - start) == this->text(u"words").toUcs4();
    // Written over since: the version that was tagged had them.
    if (!there && !valueOf(m_record.fields, u"target_change").isNull()) return;
    say(!there, "R19",
        QT_TRANSLATE_NOOP("Breach",
                          "The tagged words are not where the tag says they are. Mark them again "
                          "as they stand."));
}

void Reading::tagPack() {
    if (isEmpty(u"pack")) return;
    const auto shelf = m_around.shelf();
    const FrameworkPack* pack = shelf->pack(text(u"pack"));
    sayPending(pack == nullptr, "R20",
               QT_TRANSLATE_NOOP("Breach",
                                 "Not received yet: the framework pack that it names is not here, "
                                 "so nobody can say what it is evidence for. It does not count "
                                 "until it is."));
    if (pack == nullptr) return;
    const auto number = static_cast<int>(valueOf(m_record.fields, u"statement").integer());
    const QualityStatement* statement = pack->statement(number);
    say(statement == nullptr, "R20",
        QT_TRANSLATE_NOOP("Breach", "This framework has no such quality statement."));
    if (statement == nullptr) return;
    say(!isEmpty(u"subtopic") && !shelf->hasSubtopic(pack->id, number, text(u"subtopic")), "R20",
        QT_TRANSLATE_NOOP("Breach", "This quality statement has no such subtopic."));
    say(!isEmpty(u"i_statement") &&
            std::none_of(statement->iStatements.begin(), statement->iStatements.end(),
                         [&](const IStatement& each) { return each.key == text(u"i_statement"); }),
        "R20", QT_TRANSLATE_NOOP("Breach", "This quality statement has no such I statement."));
}

void Reading::tagDate(const RecordLine& target) {
    const QString dated = dateOfEvidence(m_record, m_around);
    const bool undated = dated.isEmpty() && paperBehind(target, m_around).has_value();
    const auto days = daysOf(dated);
    const auto period = days || undated ? periodAmong(m_around) : std::nullopt;
    if (!period) return;
    say(undated, "R37",
        QT_TRANSLATE_NOOP("Breach",
                          "No date is known of these words, so nobody can say whether they belong "
                          "to the period under assessment. Date the paper, the extract or the "
                          "tag."),
        Then::list);
    if (!days) return;
    // Whether a day has come yet is today's to say: `candour-cli dates` does.
    const EvidenceDate answer =
        evidenceDate(*days, *period, dateReasonNamed(text(u"date_reason")), days->from);
    if (!dateCounts(answer)) m_breaches.push_back({u"R37"_qs, sentenceFor(answer)});
}

Breaches Reading::attachment() {
    const QString& kind = text(u"kind");
    if (kind != u"photograph" && kind != u"audio") return {};
    const bool sound = kind == u"audio";
    const auto there = answersTo(sound ? Purpose::audio : Purpose::photograph, id(u"participant"),
                                 id(u"session"), m_around);
    const AgreementAnswer answer = strictest(there);
    const bool agreed = answer.state == AgreementState::given;
    say(sound && !agreed, "R16",
        QT_TRANSLATE_NOOP("Breach",
                          "Not everybody who is heard has agreed to be recorded. Nothing "
                          "is recorded without that; ask first."));
    say(!sound && !there.empty() && !agreed, "R3",
        QT_TRANSLATE_NOOP("Breach",
                          "Not everybody there has agreed to a photograph. Ask and record "
                          "the answer first."));
    say(!sound && there.empty() && !id(u"session").isNull() &&
            !valueOf(m_record.fields, u"nobody_shown").boolean(),
        "R3",
        QT_TRANSLATE_NOOP("Breach",
                          "Nobody is entered as having been there, so nobody is known to have "
                          "agreed to this photograph. Enter who was, with their answer, or say "
                          "that nobody is in it."),
        Then::list);
    restsOnTheLead(answer);
    return m_breaches;
}

}  // namespace candour
