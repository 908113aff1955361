// What protects people: safeguarding, lawful basis, withdrawal, erasure and holds.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

std::vector<RecordType> governanceTypes() {
    return {
        {.name = u"safeguarding_alert"_qs,
         .singular = u"Safeguarding alert or concern"_qs,
         .plural = u"Safeguarding alerts and concerns"_qs,
         .purpose = u"Somebody may be harmed: what we know, what they wish, and who must act."_qs,
         .notebook = NotebookKind::safeguarding,
         // Of whoever is from outside, and has no such notebook.
         .alsoIn = {NotebookKind::session},
         .lane = Lane::urgent,
         .subject = {itself()},
         .summary = {u"kind"_qs, u"raised"_qs, u"state"_qs},
         .fields =
             {choice("kind", "Kind", "An alert if we are the first to hear of it.",
                     {{"alert", "Alert: we heard it first"},
                      {"concern", "Concern: others know already"}})
                  .required()
                  .indexed(),
              instant("raised", "Raised", "When we heard of it.").required().indexed(),
              reference("raised_by", "Raised by", "Who of us heard it.", "team_member"),
              reference("session", "Session", "The meeting in which it was said.", "session")
                  .indexed(),
              reference("participant", "Participant", "Who told us.", "participant"),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              reference("line", "Line", "Where it was said.", "line"),
              longText("what", "What we heard", "What was said or seen, in their words.")
                  .required()
                  .searchable()
                  .personal(),
              choiceSet("harm", "Kind of harm", "What harm it may be.",
                        {{"physical", "Physical"},
                         {"domestic", "Domestic abuse"},
                         {"sexual", "Sexual"},
                         {"psychological", "Psychological"},
                         {"financial", "Financial"},
                         {"modern_slavery", "Modern slavery"},
                         {"discriminatory", "Discriminatory"},
                         {"organisational", "Organisational"},
                         {"neglect", "Neglect"},
                         {"self_neglect", "Self-neglect"}})
                  .personal(),
              choice("wishes", "Their wishes", "What the person wants to happen.",
                     {{"wants_action", "They want something done"},
                      {"does_not", "They do not want it passed on"},
                      {"unsure", "They are unsure"},
                      {"not_asked", "Not asked yet"},
                      {"cannot_ask", "It was not safe to ask"}})
                  .required()
                  .personal(),
              longText("wishes_words", "In their words", "What they said they want.")
                  .upTo(4'000)
                  .personal(),
              choice("danger", "In danger now", "Whether somebody is in danger at this moment.",
                     {{"yes", "Yes"}, {"no", "No"}, {"unknown", "Not known"}})
                  .required()
                  .indexed(),
              flag("others_at_risk", "Others at risk", "Whether anybody else may be harmed."),
              choiceSet("about", "About", "Who may have caused the harm or failed to act.",
                        {{"council", "The council"},
                         {"council_staff", "Staff of the council"},
                         {"provider", "A care provider"},
                         {"health", "The NHS"},
                         {"family", "Family or friends"},
                         {"other", "Somebody else"},
                         {"unknown", "Not known"}})
                  .required()
                  .personal(),
              choice("route", "Route", "To whom it goes.",
                     {{"local_authority", "The council's safeguarding team"},
                      {"assessment_lead", "The assessment lead, and not the council"}})
                  .required(),
              text("route_reason", "Reason for the route", "Why it goes that way.").upTo(500),
              choice("state", "State", "Where it stands.",
                     {{"open", "Open"},
                      {"passed_on", "Passed on"},
                      {"confirmed", "Action confirmed"},
                      {"closed", "Closed"}})
                  .required()
                  .indexed()}},

        {.name = u"safeguarding_step"_qs,
         .singular = u"Safeguarding step"_qs,
         .plural = u"Safeguarding steps"_qs,
         .purpose =
             u"One thing that was done about an alert or concern: who was told, and when."_qs,
         .notebook = NotebookKind::safeguarding,
         .alsoIn = {NotebookKind::session},
         .lane = Lane::urgent,
         .subject = {recordIn("alert")},
         .appendOnly = true,
         .summary = {u"at"_qs, u"step"_qs, u"to_whom"_qs},
         .fields = {reference("alert", "Alert or concern", "What it is a step of.",
                              "safeguarding_alert")
                        .required()
                        .indexed(),
                    choice("step", "Step", "What was done.",
                           {{"called_999", "Called 999"},
                            {"told_lead", "Told the assessment lead"},
                            {"told_council", "Told the council's safeguarding team"},
                            {"told_cqc_team", "Told CQC's safeguarding team"},
                            {"told_police", "Told the police"},
                            {"told_provider", "Told the care provider"},
                            {"told_person", "Told the person"},
                            {"tried", "Tried to tell, not reached"},
                            {"asked_confirmation", "Asked what was done"},
                            {"action_confirmed", "Their action was confirmed"},
                            {"rerouted", "Sent another way"},
                            {"closed", "Closed"}})
                        .required()
                        .indexed(),
                    instant("at", "Time", "When it was done.").required().indexed(),
                    reference("by", "By", "Who of us did it.", "team_member"),
                    text("to_whom", "To whom", "A role or an office.").personal(),
                    choice("way", "Way", "How.",
                           {{"phone", "By phone"},
                            {"email", "By secure e-mail"},
                            {"portal", "By their form"},
                            {"in_person", "In person"}}),
                    text("reference", "Their reference", "The number they gave us.").upTo(80),
                    longText("note", "Note", "What was said and agreed.").upTo(4'000).personal()}},

        {.name = u"lawful_basis"_qs,
         .singular = u"Lawful basis"_qs,
         .plural = u"Lawful bases"_qs,
         .purpose = u"The law under which we hold something; it is recorded, never asked for."_qs,
         .notebook = NotebookKind::team,
         .alsoIn = {NotebookKind::session},
         .subject = {wholeNotebook()},
         .appendOnly = true,
         .summary = {u"covers"_qs, u"basis"_qs, u"condition"_qs},
         .fields =
             {choice("covers", "Covers", "What is held under it.",
                     {{"interviews", "What people tell us"},
                      {"case_papers", "Papers of tracked cases"},
                      {"identities", "Names and contact details"},
                      {"safeguarding", "Alerts and concerns"},
                      {"images", "Photographs"},
                      {"audio", "Sound recordings"}})
                  .required()
                  .indexed(),
              reference("case", "Case", "If it is about one case only.", "tracked_case").indexed(),
              reference("session", "Session", "If it is about one meeting only.", "session")
                  .indexed(),
              choice("basis", "Basis", "The lawful basis.",
                     {{"public_task", "Public task"},
                      {"legal_obligation", "Legal obligation"},
                      {"vital_interests", "Vital interests"},
                      {"consent", "Explicit consent"}})
                  .required()
                  .indexed(),
              choice("condition", "Condition", "For special category data.",
                     {{"social_care", "Health or social care"},
                      {"public_interest", "Substantial public interest"},
                      {"safeguarding", "Safeguarding of people at risk"},
                      {"vital_interests", "Vital interests"},
                      {"explicit_consent", "Explicit consent"}}),
              text("power", "Power", "The section of the Act, such as section 64.").upTo(80),
              longText("necessity", "Necessity", "Why nothing less would do.").upTo(4'000),
              instant("time", "Time", "When it was decided.").required(),
              reference("by", "By", "Who of us decided.", "team_member")}},

        {.name = u"withdrawal"_qs,
         .singular = u"Withdrawal"_qs,
         .plural = u"Withdrawals"_qs,
         .purpose = u"Somebody takes back what they agreed to, in whole or in part."_qs,
         .notebook = NotebookKind::session,
         .alsoIn = {NotebookKind::team},
         .lane = Lane::urgent,
         .subject = {wholeNotebook()},
         .appendOnly = true,
         .summary = {u"outcome"_qs, u"time"_qs},
         .fields = {reference("participant", "Participant", "Who takes it back.", "participant")
                        .indexed(),
                    reference("case", "Case", "Whose case it is, if they were never met.",
                              "tracked_case")
                        .indexed(),
                    choice("outcome", "Outcome", "What they want.",
                           {{"stop", "Stop, and keep what was said"},
                            {"do_not_quote", "Do not use their words as theirs"},
                            {"restrict", "Lock away what was said"},
                            {"erase", "Erase what was said"}})
                        .required()
                        .indexed(),
                    referenceSet("lines", "Only these", "The lines it is about; empty for all.",
                                 {"line", "stage_account", "attachment"}),
                    referenceSet("takes_back", "Takes back",
                                 "The answers that it takes back, as known here when it was "
                                 "written.",
                                 {"agreement", "case_agreement"}),
                    instant("time", "Time", "When they told us.").required().indexed(),
                    choice("told", "How they told us", "How it reached us.", waysOfTelling()),
                    reference("taken_by", "Taken by", "Who of us heard it.", "team_member"),
                    text("note", "Note", "What was promised to them, without names.")}},

        {.name = u"erasure"_qs,
         .singular = u"Erasure"_qs,
         .plural = u"Erasures"_qs,
         .purpose = u"A request to erase what is held about somebody, and how it was decided."_qs,
         .alsoIn = {NotebookKind::session, NotebookKind::safeguarding},
         .lane = Lane::urgent,
         .subject = {wholeNotebook()},
         .summary = {u"state"_qs, u"authority"_qs, u"requested"_qs},
         .fields =
             {reference("what", "What", "What is to be erased.",
                        {"participant", "tracked_case", "session", "safeguarding_alert"})
                  .required()
                  .indexed(),
              reference("withdrawal", "Withdrawal", "The withdrawal it follows.", "withdrawal"),
              text("authority", "Authority", "Under what law or policy.").required(),
              longText("reason", "Reason", "Why, without names or anybody's words.")
                  .required()
                  .upTo(4'000),
              instant("requested", "Requested", "When it was asked for.").required().indexed(),
              reference("requested_by", "Requested by", "Who of us asked for it.", "team_member"),
              referenceSet("approved_by", "Approved by", "Two people, neither of whom asked.",
                           "team_member"),
              choice("state", "State", "How far it has come.",
                     {{"requested", "Requested"},
                      {"approved", "Approved by two"},
                      {"held", "Stopped by a hold"},
                      {"in_force", "In force"},
                      {"done", "Confirmed everywhere"},
                      {"refused", "Refused"}})
                  .required()
                  .indexed(),
              text("refused_reason", "Why refused", "Why it was refused.").upTo(500)}},

        {.name = u"hold"_qs,
         .singular = u"Legal hold"_qs,
         .plural = u"Legal holds"_qs,
         .purpose = u"Something that must be kept for now, whatever else asks for its end."_qs,
         .alsoIn = {NotebookKind::session, NotebookKind::safeguarding},
         .lane = Lane::urgent,
         .subject = {wholeNotebook()},
         .summary = {u"reason"_qs, u"set"_qs, u"released"_qs},
         .fields = {reference("what", "What", "What must be kept.",
                              {"assessment", "tracked_case", "session", "participant",
                               "safeguarding_alert"})
                        .required()
                        .indexed(),
                    choice("reason", "Reason", "Why it must be kept.",
                           {{"legal_proceedings", "Legal proceedings"},
                            {"police", "A police enquiry"},
                            {"coroner", "An inquest"},
                            {"complaint", "A complaint"},
                            {"factual_accuracy", "A challenge to the report"},
                            {"inquiry", "A public inquiry"}})
                        .required(),
                    text("authority", "Authority", "Who ordered it, by office.").required(),
                    instant("set", "Set", "When it was set.").required().indexed(),
                    reference("set_by", "Set by", "Who of us set it.", "team_member"),
                    instant("released", "Released", "When it ended; empty while it stands."),
                    text("released_reason", "Why released", "Why it ended.")}},
    };
}

}  // namespace candour
