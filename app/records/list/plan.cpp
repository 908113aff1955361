// The plan: one assessment, its dates, its team and its timetable.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

std::vector<RecordType> planTypes() {
    return {
        {.name = u"assessment"_qs,
         .singular = u"Assessment"_qs,
         .plural = u"Assessments"_qs,
         .purpose = u"One council's assessment, its dates and its settings."_qs,
         .notebook = NotebookKind::plan,
         .subject = {wholeNotebook()},
         .summary = {u"authority"_qs, u"kind"_qs, u"site_from"_qs},
         .fields =
             {text("authority", "Local authority", "The council that is assessed.")
                  .required()
                  .searchable(),
              choice("council_type", "Type of council", "What kind of council it is.",
                     {{"county", "County"},
                      {"unitary", "Unitary"},
                      {"metropolitan", "Metropolitan district"},
                      {"london_borough", "London borough"},
                      {"other", "City of London or Isles of Scilly"}}),
              text("region", "Region", "The region of England it lies in."),
              text("health_systems", "Integrated care systems", "Those the council works with."),
              integer("population", "Population", "People who live there.", 0, 20'000'000),
              choice("kind", "Kind", "Why this assessment happens.",
                     {{"pilot", "Pilot, indicative"},
                      {"initial", "Initial"},
                      {"additional", "Additional"},
                      {"follow_up", "Follow-up"},
                      {"ongoing", "Ongoing"}})
                  .required(),
              text("additional_reason", "Reason for an additional one",
                   "Why an additional assessment was called for."),
              date("notified", "Notified", "When the council was told."),
              date("return_sent", "Information return sent",
                   "The period under assessment is the twelve months before."),
              date("return_due", "Information return due", "When the council is to answer."),
              date("period_from", "Period from",
                   "First day of the period under assessment, if it is not the twelve months."),
              date("period_to", "Period to", "Last day of the period under assessment."),
              date("site_from", "First day on site", "When the visit begins.").required(),
              date("site_to", "Last day on site", "When the visit ends.").required(),
              date("published", "Published", "When the report came out."),
              date("previous_published", "Previous report",
                   "When the report before this one came out."),
              text("pack", "Framework pack", "The framework that this assessment follows.")
                  .required(),
              text("script", "Opening script", "The version of the words said at the start."),
              reference("lead", "Assessment lead", "Who leads the team.", "team_member"),
              integer("cases_listed", "Cases listed", "How many the council is asked for.", 1,
                      1'000),
              integer("cases_chosen", "Cases chosen", "How many are chosen to track.", 1, 1'000),
              integer("cases_spoken", "Cases spoken with", "How many we aim to hear.", 1, 1'000),
              integer("usual_wait", "Usual wait",
                      "In days; a longer one is shown as longer than usual.", 1, 3'650),
              integer("jigsaw_threshold", "Jigsaw threshold",
                      "Words that fit fewer people than this ask for a more general wording.", 2,
                      100),
              integer("quotation_threshold", "Quotation threshold",
                      "The same, where somebody's own words are shown as a quotation.", 2, 100)}},

        {.name = u"assessment_stage"_qs,
         .singular = u"Stage of the assessment"_qs,
         .plural = u"Stages of the assessment"_qs,
         .purpose = u"One step between notification and publication, with its key date."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"stage"_qs, u"planned"_qs, u"reached"_qs},
         .fields = {reference("assessment", "Assessment", "The assessment it is a step of.",
                              "assessment")
                        .required()
                        .indexed(),
                    choice("stage", "Stage", "Which step it is.",
                           {{"notification", "Notification"},
                            {"return_sent", "Information return sent to the council"},
                            {"return_received", "Information return received"},
                            {"set_up_meeting", "Set-up meeting"},
                            {"lead_in", "Lead-in"},
                            {"case_list", "Case list received"},
                            {"site_opens", "Site phase opens"},
                            {"site_closes", "Site phase closes"},
                            {"follow_up", "Follow-up requests closed"},
                            {"feedback", "Feedback to the council"},
                            {"draft_report", "Draft report"},
                            {"calibration", "Calibration"},
                            {"factual_accuracy_sent", "Factual accuracy check sent"},
                            {"factual_accuracy_back", "Factual accuracy check returned"},
                            {"publication", "Publication"}})
                        .required()
                        .indexed(),
                    date("planned", "Planned", "The day it is planned for.").indexed(),
                    date("reached", "Reached", "The day it was reached."),
                    text("note", "Note", "A few words, such as why it moved.")}},

        {.name = u"assessment_pause"_qs,
         .singular = u"Pause"_qs,
         .plural = u"Pauses"_qs,
         .purpose = u"A time in which nothing is published, such as before an election."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"reason"_qs, u"from"_qs, u"to"_qs},
         .fields = {reference("assessment", "Assessment", "The assessment that pauses.",
                              "assessment")
                        .required()
                        .indexed(),
                    choice("reason", "Reason", "Why it pauses.",
                           {{"local_election", "Local election"},
                            {"general_election", "General election"},
                            {"mayoral_election", "Mayoral election"},
                            {"other", "Something else"}})
                        .required(),
                    date("from", "From", "Its first day.").required().indexed(),
                    date("to", "To", "Its last day.").required(),
                    text("note", "Note", "A few words more.")}},

        {.name = u"team_member"_qs,
         .singular = u"Team member"_qs,
         .plural = u"Team members"_qs,
         .purpose = u"Somebody who carries out the assessment."_qs,
         .notebook = NotebookKind::plan,
         .subject = {wholeNotebook()},
         .summary = {u"initials"_qs, u"name"_qs, u"role"_qs},
         .fields = {text("initials", "Initials", "Short and different for each of the team.")
                        .required()
                        .indexed()
                        .upTo(6),
                    text("name", "Name", "As the team says it.").required(),
                    choice("role", "Role", "Their part in the assessment.",
                           {{"lead", "Assessment lead"},
                            {"inspector", "Inspector"},
                            {"specialist_adviser", "Specialist adviser"},
                            {"expert_by_experience", "Expert by Experience"},
                            {"analyst", "Analyst"},
                            {"observer", "Observer"}})
                        .required(),
                    flag("external", "From outside",
                         "An external member sees only the sessions they are assigned to."),
                    text("account", "Account", "The name under which the central store knows them.")
                        .indexed()}},

        {.name = u"population_group"_qs,
         .singular = u"Population group"_qs,
         .plural = u"Population groups"_qs,
         .purpose = u"How many people of the council's population a group has, to compare the "
                    "tracked cases with."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"characteristic"_qs, u"group"_qs, u"share"_qs},
         .fields = {choice("characteristic", "Characteristic", "What the groups differ by.",
                           {{"age", "Age"},
                            {"ethnicity", "Ethnicity"},
                            {"sex", "Sex"},
                            {"disability", "Disability"},
                            {"unpaid_carer", "Unpaid carers"},
                            {"self_funder", "Self-funders"},
                            {"transition", "Moving to adult care"}})
                        .required()
                        .indexed(),
                    text("group", "Group", "The group, such as 85 and over.").required(),
                    integer("share", "Share in thousandths",
                            "How many of every thousand belong to it.", 0, 1'000)
                        .required(),
                    integer("people", "People", "How many people that is.", 0, 20'000'000),
                    text("source", "Source", "Where the figure comes from, and its year.")}},

        {.name = u"timetable_slot"_qs,
         .singular = u"Timetable slot"_qs,
         .plural = u"Timetable"_qs,
         .purpose = u"A planned meeting: where, when, with whom, and who of us goes."_qs,
         .notebook = NotebookKind::plan,
         .subject = {wholeNotebook()},
         .summary = {u"start"_qs, u"room"_qs, u"title"_qs, u"state"_qs},
         .fields =
             {date("day", "Day", "The day of the visit.").required().indexed(),
              instant("start", "Start", "When it begins.").required().indexed(),
              instant("end", "End", "When it ends.").required(),
              text("room", "Room", "Where it is, or by video.").required(),
              text("title", "Title", "Whom or what it is about, without names.")
                  .required()
                  .searchable(),
              text("subtitle", "More", "A few more words, without names."),
              meetingKind("How we meet.").required(), meetingWay("How we are together.").required(),
              choice("state", "State", "Whether it still stands.",
                     {{"planned", "Planned"}, {"moved", "Moved"}, {"cancelled", "Cancelled"}})
                  .required(),
              reference("moved_to", "Moved to", "The slot that took its place.", "timetable_slot"),
              text("state_reason", "Reason", "Why it was moved or cancelled."),
              referenceSet("assigned", "Assigned", "Who of us goes.", "team_member"),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              flag("only_holder", "Only person in this role",
                   "They may be recognised, so anonymity cannot be promised.")}},

        {.name = u"invitee"_qs,
         .singular = u"Invitee"_qs,
         .plural = u"Invitees"_qs,
         .purpose = u"How many people of one role are invited to a slot."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"role"_qs, u"team"_qs, u"count"_qs},
         .fields = {reference("slot", "Slot", "What they are invited to.", "timetable_slot")
                        .required()
                        .indexed(),
                    text("role", "Role", "A role, never a name.").required(),
                    text("team", "Team", "The team or organisation they belong to."),
                    integer("count", "How many", "People in this role.", 1, 1'000).required(),
                    flag("only_holder", "Only person in this role",
                         "Nobody else in the council holds this role.")}},

        {.name = u"follow_up"_qs,
         .singular = u"Follow-up"_qs,
         .plural = u"Follow-ups"_qs,
         .purpose = u"Something still to ask for or to find out."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"what"_qs, u"state"_qs},
         .fields = {text("what", "What", "What to ask for, without anybody's words.")
                        .required()
                        .searchable()
                        .upTo(500),
                    text("of_whom", "Of whom", "A role or an office, never a name."),
                    text("why_needed", "Why it is needed",
                         "Why it is not in the information return and cannot be had otherwise.")
                        .upTo(500),
                    integer("statement", "Quality statement", "Its number in the framework pack.",
                            1, 99)
                        .indexed(),
                    choice("state", "State", "How far it has come.",
                           {{"open", "Open"},
                            {"asked", "Asked"},
                            {"received", "Received"},
                            {"not_needed", "No longer needed"}})
                        .required()
                        .indexed(),
                    reference("owner", "Owner", "Who of us sees to it.", "team_member").indexed(),
                    reference("slot", "From", "The meeting it came from.", "timetable_slot"),
                    reference("case", "Case", "The case it is about.", "tracked_case").indexed(),
                    date("due", "Wanted by", "The day by which it is wanted.").indexed(),
                    date("asked_on", "Asked", "The day we asked."),
                    date("received_on", "Received", "The day the answer came."),
                    reference("answer", "Answer", "What came back.", "document")}},

        {.name = u"framework_pack"_qs,
         .singular = u"Framework pack"_qs,
         .plural = u"Framework packs"_qs,
         .purpose = u"A framework, or the organisation's wording of one, for everybody on the "
                    "assessment. It is never rewritten: a changed framework has another name."_qs,
         .notebook = NotebookKind::plan,
         .subject = {wholeNotebook()},
         .appendOnly = true,
         .summary = {u"kind"_qs, u"pack"_qs},
         .fields = {choice("kind", "Kind", "What it brings.",
                           {{"pack", "A framework"}, {"wording", "Wording of a framework"}})
                        .required(),
                    text("pack", "Framework pack", "The name of the framework.")
                        .required()
                        .upTo(40)
                        .indexed(),
                    longText("content", "Content", "The file itself, as JSON.").required()}},
    };
}

}  // namespace candour
