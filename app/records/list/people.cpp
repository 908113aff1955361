// Whom we meet, what they need, and what they agreed to.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

namespace {

Options purposes() {
    return {{"talk", "Talk with us"},
            {"notes", "Keep notes"},
            {"view_records", "Look at their records"},
            {"contact_family", "Contact their family"},
            {"quotation", "Use their words"},
            {"photograph", "Take a photograph"},
            {"audio", "Record sound"},
            {"share_in_team", "Share with the team"}};
}

/// What every answer says, whoever it is about.
std::vector<Field> withAnswer(Field about) {
    return {std::move(about),
            choice("purpose", "Purpose", "What was asked for.", purposes()).required().indexed(),
            choice("event", "Event", "What happened.",
                   {{"asked", "Asked"},
                    {"given", "Yes"},
                    {"refused", "No"},
                    {"withdrawn", "Withdrawn"},
                    {"paused", "Paused"}})
                .required(),
            choice("source", "Source", "Who says so.",
                   {{"reported_by_council", "The council reported it"},
                    {"confirmed_by_cqc", "We heard it ourselves"}})
                .required(),
            instant("time", "Time", "When it was said.").required().indexed(),
            choice("told", "How they told us", "How the answer reached us.", waysOfTelling()),
            choice("ability", "Able to decide now",
                   "About this decision at this time, never about the person.",
                   {{"presumed", "Presumed yes"},
                    {"with_support", "With support"},
                    {"doubt", "Doubt recorded"}})
                .personal(),
            longText("doubt", "About the doubt",
                     "Support tried, what came of it, who was consulted and their role.")
                .upTo(4'000)
                .personal(),
            choice("answered_by", "Answered by", "Who gave the answer.",
                   {{"self", "They themselves"},
                    {"attorney", "Attorney"},
                    {"deputy", "Deputy"},
                    {"best_interests", "Decided in their best interests"}}),
            reference("asked_by", "Asked by", "Who of us asked.", "team_member"),
            referenceSet("takes_back", "Takes back",
                         "The answers that a no takes back, as known here when it was written.",
                         {"agreement", "case_agreement"}),
            text("script", "Script", "The version of the words that were said.").upTo(40),
            text("note", "Note", "Limits they set, such as: by role only.").personal()};
}

}  // namespace

std::vector<RecordType> peopleTypes() {
    return {
        {.name = u"participant"_qs,
         .singular = u"Participant"_qs,
         .plural = u"Participants"_qs,
         .purpose = u"Somebody we meet, by role and never by name."_qs,
         .notebook = NotebookKind::session,
         .subject = {itself()},
         .summary = {u"role"_qs, u"team"_qs, u"standing"_qs},
         .fields = {sessionReference(),
                    choice("standing", "Standing",
                           "In what capacity they speak; it begins their code.",
                           {{"person", "Person who draws on care"},
                            {"carer", "Unpaid carer"},
                            {"advocate", "Advocate or representative"},
                            {"staff", "Staff"},
                            {"leader", "Leader"},
                            {"partner", "Partner"},
                            {"provider", "Care provider"},
                            {"councillor", "Councillor"}})
                        .required()
                        .indexed(),
                    text("role", "Role", "A role, never a name.").required().personal(),
                    text("team", "Team", "The team or organisation they belong to.").personal(),
                    flag("only_holder", "Only person in this role",
                         "They may be recognised, so anonymity cannot be promised."),
                    reference("case", "Case", "The tracked case they belong to.", "tracked_case")
                        .indexed(),
                    reference("same_as", "The same person as",
                              "Where we met them before, by code: they are one source.",
                              "participant")}},

        {.name = u"communication_need"_qs,
         .singular = u"Communication need"_qs,
         .plural = u"Communication needs"_qs,
         .purpose = u"What somebody needs so that we understand each other."_qs,
         // With the meeting, so that a member from outside who goes there knows it too.
         .alsoIn = {NotebookKind::session},
         .subject = {recordIn("case"), recordIn("slot"), wholeNotebook()},
         .summary = {u"needs"_qs, u"details"_qs, u"met"_qs},
         .fields =
             {reference("slot", "Slot", "The meeting it is needed for.", "timetable_slot")
                  .indexed(),
              reference("case", "Case", "The tracked case whose need it is.", "tracked_case")
                  .indexed(),
              choiceSet("needs", "Needs", "Formats and support.", communicationNeeds()).personal(),
              text("details", "Details", "In plain words, such as: face the window.").personal(),
              text("language", "Spoken language", "If it is not English.").personal(),
              choice("interpreter", "Interpreter", "Who interprets.",
                     {{"none", "Nobody"},
                      {"professional", "A professional"},
                      {"family", "Family"},
                      {"staff", "Council or provider staff"}})
                  .personal(),
              choice("met", "Met", "Whether the need was met.",
                     {{"yes", "Yes"}, {"partly", "Partly"}, {"no", "No"}}),
              date("reviewed", "Reviewed", "When somebody last asked whether it still holds.")}},

        {.name = u"communication_check"_qs,
         .singular = u"Communication check"_qs,
         .plural = u"Communication checks"_qs,
         .purpose = u"Whether one communication need was met in one meeting."_qs,
         .notebook = NotebookKind::session,
         .subject = {recordIn("participant"), recordIn("session")},
         .summary = {u"need"_qs, u"met"_qs},
         .fields =
             {sessionReference(),
              reference("participant", "Participant", "Whose need it is.", "participant").indexed(),
              reference("recorded", "Recorded need", "Where the need was written down.",
                        "communication_need"),
              choice("need", "Need", "Which need.", communicationNeeds()).required().personal(),
              choice("met", "Met", "Whether it was met.",
                     {{"yes", "Yes"}, {"partly", "Partly"}, {"no", "No"}})
                  .required(),
              text("how", "How", "What was done, or what was missing.").personal()}},

        {.name = u"agreement"_qs,
         .singular = u"Agreement"_qs,
         .plural = u"Agreements"_qs,
         .purpose =
             u"One answer about one purpose; a later answer follows it and never replaces it."_qs,
         .notebook = NotebookKind::session,
         .lane = Lane::agreements,
         .subject = {recordIn("participant")},
         .appendOnly = true,
         .summary = {u"purpose"_qs, u"event"_qs, u"source"_qs, u"time"_qs},
         .fields = withAnswer(
             reference("participant", "Participant", "Whose answer it is.", "participant")
                 .required()
                 .indexed())},

        {.name = u"case_agreement"_qs,
         .singular = u"Agreement for a case"_qs,
         .plural = u"Agreements for cases"_qs,
         .purpose = u"One answer about one purpose, reported by the council or heard by us before "
                    "we meet; a later answer follows it."_qs,
         .lane = Lane::agreements,
         .subject = {recordIn("case")},
         .appendOnly = true,
         .summary = {u"purpose"_qs, u"event"_qs, u"source"_qs, u"time"_qs},
         .fields = withAnswer(reference("case", "Case", "Whose answer it is.", "tracked_case")
                                  .required()
                                  .indexed())},

        {.name = u"capacity_consideration"_qs,
         .singular = u"Capacity consideration"_qs,
         .plural = u"Capacity considerations"_qs,
         .purpose = u"Whether somebody could make one decision at one time; it says nothing about "
                    "them at any other."_qs,
         .notebook = NotebookKind::session,
         .lane = Lane::agreements,
         .subject = {recordIn("participant")},
         .appendOnly = true,
         .summary = {u"decision"_qs, u"outcome"_qs, u"time"_qs},
         .fields =
             {reference("participant", "Participant", "Who was to decide.", "participant")
                  .required()
                  .indexed(),
              text("decision", "Decision", "The one decision that was to be made.")
                  .required()
                  .personal(),
              choice("purpose", "Purpose", "Of an agreement: what it was asked for.", purposes()),
              instant("time", "Time", "When it was considered.").required().indexed(),
              reference("considered_by", "Considered by", "Who of us considered it.",
                        "team_member"),
              longText("support", "Support tried", "What was done to help them decide.")
                  .upTo(4'000)
                  .personal(),
              choice("outcome", "Outcome", "What was found for this decision, at this time.",
                     {{"able", "Able to decide"},
                      {"able_with_support", "Able to decide with support"},
                      {"unable_now", "Not able to decide this now"},
                      {"unclear", "Unclear"}})
                  .required()
                  .personal(),
              longText("reasons", "Reasons", "What they could not understand, keep, weigh or say.")
                  .upTo(4'000)
                  .personal(),
              date("ask_again", "Ask again", "When to ask again, since ability can change."),
              text("consulted", "Person consulted", "The role of whoever was consulted.")
                  .personal(),
              choice("authority", "Who may decide", "Who decides instead, and only within scope.",
                     {{"nobody", "Nobody; we go without"},
                      {"attorney", "Attorney"},
                      {"deputy", "Deputy"},
                      {"best_interests", "Best interests"}}),
              text("scope", "Scope", "What the attorney or deputy may decide.").personal(),
              flag("advocate", "Advocate present", "Whether an advocate was there.")}},

        {.name = u"follow_up_slip"_qs,
         .singular = u"Private follow-up slip"_qs,
         .plural = u"Private follow-up slips"_qs,
         .purpose = u"How somebody may speak with us later, away from the council."_qs,
         .notebook = NotebookKind::identities,
         .subject = {recordIn("participant"), wholeNotebook()},
         .summary = {u"code"_qs, u"given"_qs, u"state"_qs},
         .fields =
             {text("code", "Code", "What is printed on the slip.").required().indexed().upTo(20),
              reference("participant", "Participant", "Who took it, if they wish us to know.",
                        "participant")
                  .indexed(),
              instant("given", "Given", "When it was handed over.").required(),
              reference("given_by", "Given by", "Who of us gave it.", "team_member"),
              choice("state", "State", "What came of it.",
                     {{"given", "Given"},
                      {"called", "They reached us"},
                      {"heard", "We have heard them"},
                      {"expired", "No longer open"}})
                  .required()
                  .indexed(),
              text("name", "Name", "As they wish to be called.").identity(),
              text("reach", "How to reach them", "A number or address that they chose.").identity(),
              text("safe_times", "When it is safe", "When and how not to reach them.").identity()}},
    };
}

}  // namespace candour
