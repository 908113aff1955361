// The one list of record types. To add a type, add an entry: nothing else in the house names them
// all. What has been released keeps its name for ever.
#include "app/records/fieldwords.h"

namespace candour {
namespace {

using namespace fieldwords;

std::vector<RecordType> planTypes() {
    return {
        {.name = u"assessment"_qs,
         .singular = u"Assessment"_qs,
         .plural = u"Assessments"_qs,
         .purpose = u"One council's assessment, its dates and its settings."_qs,
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
                      {"london_borough", "London borough"}}),
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
              date("return_sent", "Information return sent",
                   "The period under assessment is the twelve months before."),
              date("site_from", "First day on site", "When the visit begins.").required(),
              date("site_to", "Last day on site", "When the visit ends.").required(),
              text("pack", "Framework pack", "The framework that this assessment follows.")
                  .required(),
              text("script", "Opening script", "The version of the words said at the start."),
              reference("lead", "Assessment lead", "Who leads the team.", "team_member"),
              integer("cases_listed", "Cases listed", "How many the council is asked for.", 1,
                      1'000),
              integer("cases_chosen", "Cases chosen", "How many are chosen to track.", 1, 1'000),
              integer("cases_spoken", "Cases spoken with", "How many we aim to hear.", 1, 1'000)}},

        {.name = u"team_member"_qs,
         .singular = u"Team member"_qs,
         .plural = u"Team members"_qs,
         .purpose = u"Somebody who carries out the assessment."_qs,
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

        {.name = u"timetable_slot"_qs,
         .singular = u"Timetable slot"_qs,
         .plural = u"Timetable"_qs,
         .purpose = u"A planned meeting: where, when, with whom, and who of us goes."_qs,
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
              choice("kind", "Kind", "How we meet.",
                     {{"one_to_one", "One to one"},
                      {"group", "Group"},
                      {"drop_in", "Drop-in"},
                      {"community_group", "Community or voluntary group"},
                      {"partner", "Partner"},
                      {"provider", "Care provider"},
                      {"case", "Tracked case"},
                      {"team_meeting", "Team meeting"}})
                  .required(),
              choice("way", "Way", "How we are together.",
                     {{"in_person", "In person"},
                      {"video", "By video"},
                      {"phone", "By phone"},
                      {"home_visit", "Home visit"}})
                  .required(),
              choice("state", "State", "Whether it still stands.",
                     {{"planned", "Planned"}, {"moved", "Moved"}, {"cancelled", "Cancelled"}})
                  .required(),
              reference("moved_to", "Moved to", "The slot that took its place.", "timetable_slot"),
              text("state_reason", "Reason", "Why it was moved or cancelled."),
              referenceSet("assigned", "Assigned", "Who of us goes.", "team_member"),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              text("communication", "Communication needs",
                   "What to know before the meeting begins.")
                  .personal(),
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

        {.name = u"communication_need"_qs,
         .singular = u"Communication need"_qs,
         .plural = u"Communication needs"_qs,
         .purpose = u"What somebody needs so that we understand each other."_qs,
         .subject = {recordIn("case"), recordIn("slot"), wholeNotebook()},
         .summary = {u"needs"_qs, u"details"_qs, u"met"_qs},
         .fields =
             {reference("slot", "Slot", "The meeting it is needed for.", "timetable_slot")
                  .indexed(),
              reference("case", "Case", "The tracked case whose need it is.", "tracked_case")
                  .indexed(),
              choiceSet("needs", "Needs", "Formats and support.",
                        {{"easy_read", "Easy read"},
                         {"large_print", "Large print"},
                         {"braille", "Braille"},
                         {"audio", "Audio"},
                         {"electronic", "E-mail or screen reader"},
                         {"bsl", "BSL interpreter"},
                         {"sign_supported", "Sign-Supported English"},
                         {"lipreads", "Lipreads"},
                         {"lipspeaker", "Lipspeaker"},
                         {"hearing_aid", "Hearing aid"},
                         {"notetaker", "Notetaker"},
                         {"speech_to_text", "Speech-to-text reporter"},
                         {"breaks", "Breaks"},
                         {"supporter", "Supporter present"},
                         {"advocate", "Advocate present"},
                         {"quiet_place", "Quiet place"}})
                  .personal(),
              text("details", "Details", "In plain words, such as: face the window.").personal(),
              text("language", "Spoken language", "If it is not English.").personal(),
              choice("interpreter", "Interpreter", "Who interprets.",
                     {{"none", "Nobody"},
                      {"professional", "A professional"},
                      {"family", "Family"},
                      {"staff", "Council or provider staff"}})
                  .personal(),
              choice("met", "Met", "Whether the need was met.",
                     {{"yes", "Yes"}, {"partly", "Partly"}, {"no", "No"}})}},

        {.name = u"tracked_case"_qs,
         .singular = u"Tracked case"_qs,
         .plural = u"Cases"_qs,
         .purpose = u"A person's journey that may be tracked, by number and without a name."_qs,
         .subject = {itself()},
         .summary = {u"number"_qs, u"summary"_qs, u"stage"_qs},
         .fields = {text("number", "Number", "The council's number for the case.")
                        .required()
                        .indexed()
                        .upTo(20),
                    text("summary", "Summary", "A few words that do not say who it is.")
                        .required()
                        .searchable()
                        .personal(),
                    choice("stage", "Stage", "How far it has come.",
                           {{"listed", "On the council's list"},
                            {"shortlisted", "Chosen to track"},
                            {"engaged", "Engaged"},
                            {"dropped", "Dropped"}})
                        .required()
                        .indexed(),
                    choice("reason", "Reason", "Why it was not chosen, or was dropped.",
                           {{"covered", "Others show the same"},
                            {"outside_period", "Outside the twelve months"},
                            {"too_recent", "Too recent to follow"},
                            {"papers_thin", "Papers too thin"},
                            {"bereavement", "Recent bereavement"},
                            {"declined", "Said no"},
                            {"unwell", "Unwell"},
                            {"no_reply", "No reply"},
                            {"moved_away", "Moved away"}}),
                    text("reason_note", "About the reason", "A few words more.").personal(),
                    choiceSet("flags", "Flags", "What the case can show us.",
                              {{"unpaid_carer", "Unpaid carer"},
                               {"self_funder", "Self-funder"},
                               {"transition", "Moving to adult care"},
                               {"safeguarding", "Safeguarding enquiry"},
                               {"direct_payment", "Direct payment"},
                               {"hospital_discharge", "Hospital discharge"},
                               {"reablement", "Reablement"},
                               {"residential", "Residential care"},
                               {"home_care", "Home care"},
                               {"supported_living", "Supported living"},
                               {"learning_disability", "Learning disability"},
                               {"mental_health", "Mental health"},
                               {"dementia", "Dementia"},
                               {"sensory", "Sensory loss"},
                               {"advocacy", "Advocacy"}})
                        .personal(),
                    reference("owner", "Owner", "The one of us who makes contact.", "team_member")
                        .indexed(),
                    choice("age", "Age", "The age they gave, as a band.",
                           {{"age_18_64", "18 to 64"},
                            {"age_65_84", "65 to 84"},
                            {"age_85", "85 and over"}})
                        .personal(),
                    choice("ethnicity", "Ethnicity", "As they chose to give it.",
                           {{"white", "White"},
                            {"black", "Black"},
                            {"asian", "Asian"},
                            {"mixed", "Mixed"},
                            {"other", "Another"}})
                        .personal(),
                    choiceSet("characteristics", "Characteristics given",
                              "Other protected characteristics they chose to give.",
                              {{"disability", "Disability"},
                               {"sex_female", "Woman"},
                               {"sex_male", "Man"},
                               {"gender_reassignment", "Gender reassignment"},
                               {"religion", "Religion or belief"},
                               {"orientation", "Sexual orientation"},
                               {"pregnancy", "Pregnancy or maternity"}})
                        .personal(),
                    date("first_contact", "First contact", "With the council, as far as is known."),
                    date("spoken_on", "Spoken with", "When we first spoke with them.").indexed()}},

        {.name = u"case_identity"_qs,
         .singular = u"Who a case is"_qs,
         .plural = u"Who the cases are"_qs,
         .purpose = u"Names and contact details of a case, opened only at a deliberate press."_qs,
         .notebook = NotebookKind::identities,
         .subject = {recordIn("case")},
         .summary = {u"held"_qs},
         .fields =
             {reference("case", "Case", "Whose details these are.", "tracked_case")
                  .required()
                  .indexed(),
              flag("held", "Held", "Whether the council has given us these details."),
              text("name", "Name", "As they wish to be called.").identity(),
              longText("address", "Address", "Where to visit or write.").upTo(1'000).identity(),
              text("phone", "Phone", "How to ring them.").identity(),
              text("family_contact", "Family contact",
                   "Somebody they wish to speak for them, and how to reach them.")
                  .identity()}},

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
                    choice("state", "State", "How far it has come.",
                           {{"open", "Open"},
                            {"asked", "Asked"},
                            {"received", "Received"},
                            {"not_needed", "No longer needed"}})
                        .required()
                        .indexed(),
                    reference("owner", "Owner", "Who of us sees to it.", "team_member").indexed(),
                    reference("slot", "From", "The meeting it came from.", "timetable_slot"),
                    date("due", "Wanted by", "The day by which it is wanted.").indexed()}},
    };
}

std::vector<RecordType> sessionTypes() {
    const Field session = reference("session", "Session", "The meeting it belongs to.", "session")
                              .required()
                              .indexed();
    return {
        {.name = u"session"_qs,
         .singular = u"Session"_qs,
         .plural = u"Sessions"_qs,
         .purpose = u"One meeting as it took place."_qs,
         .notebook = NotebookKind::session,
         .subject = {itself()},
         .summary = {u"title"_qs, u"kind"_qs, u"started"_qs},
         .fields =
             {reference("slot", "Slot", "The planned meeting; empty if nobody planned it.",
                        "timetable_slot")
                  .indexed(),
              text("title", "Title", "Whom or what it is about, without names.")
                  .required()
                  .searchable(),
              choice("kind", "Kind", "How we met.",
                     {{"one_to_one", "One to one"},
                      {"group", "Group"},
                      {"drop_in", "Drop-in"},
                      {"community_group", "Community or voluntary group"},
                      {"partner", "Partner"},
                      {"provider", "Care provider"},
                      {"case", "Tracked case"},
                      {"team_meeting", "Team meeting"}})
                  .required(),
              choice("way", "Way", "How we were together.",
                     {{"in_person", "In person"},
                      {"video", "By video"},
                      {"phone", "By phone"},
                      {"home_visit", "Home visit"}}),
              flag("private_dwelling", "In a private home",
                   "We are there by invitation and may be asked to leave."),
              instant("started", "Started", "When it began.").indexed(),
              instant("finished", "Finished", "When it ended."),
              reference("writing", "Writing", "Who of us takes notes.", "team_member"),
              referenceSet("present", "Of us", "Who of us is there.", "team_member"),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              choiceSet("setting", "Setting", "What may have shaped what was said.",
                        {{"chosen_by_council", "Chosen by council"},
                         {"brought_notes", "Brought notes"},
                         {"manager_present", "Manager present"},
                         {"rehearsed", "Rehearsed"},
                         {"family_interpreted", "Family interpreted"},
                         {"others_in_earshot", "Others in earshot"},
                         {"interviewee_recording", "They are recording"},
                         {"interrupted", "Interrupted"}}),
              longText("gaps", "Gaps", "What was not reached.").searchable().upTo(4'000),
              longText("to_follow", "To follow up", "What to ask for next.")
                  .searchable()
                  .upTo(4'000),
              longText("seemed", "How they seemed", "Your own impression; never evidence.")
                  .upTo(4'000)
                  .personal()}},

        {.name = u"participant"_qs,
         .singular = u"Participant"_qs,
         .plural = u"Participants"_qs,
         .purpose = u"Somebody we meet, by role and never by name."_qs,
         .notebook = NotebookKind::session,
         .subject = {itself()},
         .summary = {u"role"_qs, u"team"_qs, u"standing"_qs},
         .fields = {session,
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
                        .indexed()}},

        {.name = u"headcount"_qs,
         .singular = u"Headcount"_qs,
         .plural = u"Headcounts"_qs,
         .purpose = u"How many people of one role are in the room."_qs,
         .notebook = NotebookKind::session,
         .subject = {recordIn("session")},
         .summary = {u"role"_qs, u"count"_qs},
         .fields = {session, text("role", "Role", "A role, never a name.").required(),
                    integer("count", "How many", "People in this role.", 0, 1'000).required()}},

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
         .fields = {reference("participant", "Participant", "Whose answer it is.", "participant")
                        .required()
                        .indexed(),
                    choice("purpose", "Purpose", "What was asked for.",
                           {{"talk", "Talk with us"},
                            {"notes", "Keep notes"},
                            {"view_records", "Look at their records"},
                            {"contact_family", "Contact their family"},
                            {"quotation", "Use their words"},
                            {"photograph", "Take a photograph"},
                            {"audio", "Record sound"},
                            {"share_in_team", "Share with the team"}})
                        .required()
                        .indexed(),
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
                    choice("told", "How they told us", "How the answer reached us.",
                           {{"spoken", "Spoken"},
                            {"signed_form", "Signed form"},
                            {"written", "Written"},
                            {"gesture", "Gesture"},
                            {"bsl", "BSL"},
                            {"interpreter", "Interpreter"},
                            {"supporter", "Through a supporter"}}),
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
                    reference("asked_by", "Asked by", "Who of us asked.", "team_member"),
                    text("script", "Script", "The version of the words that were said.").upTo(40),
                    text("note", "Note", "Limits they set, such as: by role only.").personal()}},

        {.name = u"line"_qs,
         .singular = u"Line"_qs,
         .plural = u"Lines"_qs,
         .purpose = u"One thing that was said, seen or thought, at its time."_qs,
         .notebook = NotebookKind::session,
         .subject = {when("kind", "said", recordIn("speaker")),
                     when("kind", "said", only("participant", "session")), recordIn("session")},
         .summary = {u"at"_qs, u"kind"_qs, u"text"_qs},
         .fields =
             {session,
              instant("at", "Time", "When it was said, seen or thought.").required().indexed(),
              choice("kind", "Kind", "Said, saw, thought, or a moment to come back to.",
                     {{"said", "Said"}, {"saw", "Saw"}, {"thought", "Thought"}, {"mark", "Mark"}})
                  .required()
                  .indexed(),
              longText("text", "Text", "The words.").searchable().personal(),
              flag("quote", "Their own words", "Written down word for word."),
              reference("speaker", "Speaker", "Who said it.", "participant").indexed(),
              text("heard_from", "Heard from", "The role they had it from, if not first hand.")
                  .personal(),
              instant("written_at", "Written", "When it was written, if later."),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              integer("agree", "Agree", "How many in the group agree.", 0, 1'000),
              integer("differ", "Differ", "How many in the group differ.", 0, 1'000),
              integer("silent", "Silent", "How many in the group are silent.", 0, 1'000)}},

        {.name = u"tag"_qs,
         .singular = u"Tag"_qs,
         .plural = u"Tags"_qs,
         .purpose = u"Words marked as evidence for a quality statement."_qs,
         .notebook = NotebookKind::session,
         .subject = {subjectOf("target")},
         .summary = {u"statement"_qs, u"category"_qs, u"direction"_qs, u"words"_qs},
         .fields =
             {reference("target", "Target", "What is tagged.", "line").required().indexed(),
              change("target_change", "Version", "The change whose text was tagged."),
              integer("start", "Start", "Where the words begin, in characters.", 0, 1'000'000)
                  .required(),
              integer("end", "End", "Where the words end, in characters.", 0, 1'000'000).required(),
              longText("words", "Words", "The tagged words themselves.").required().personal(),
              text("pack", "Framework pack", "The framework that the numbers below belong to.")
                  .required()
                  .upTo(40),
              integer("statement", "Quality statement", "Its number in the framework pack.", 1, 99)
                  .required()
                  .indexed(),
              text("i_statement", "I statement", "Its key in the framework pack.").upTo(40),
              choice("category", "It comes from", "The evidence category.",
                     {{"people", "People’s experience"},
                      {"staff", "Feedback from staff and leaders"},
                      {"partners", "Feedback from partners"},
                      {"processes", "Processes"},
                      {"observation", "Observation"},
                      {"outcomes", "Outcomes"}})
                  .required()
                  .indexed(),
              choice("direction", "It shows", "A strength, a shortfall, or neither.",
                     {{"strength", "Strength"}, {"shortfall", "Shortfall"}, {"neutral", "Neutral"}})
                  .required()}},

        {.name = u"prompt_tick"_qs,
         .singular = u"Prompt tick"_qs,
         .plural = u"Prompt ticks"_qs,
         .purpose = u"A line of enquiry that was covered in a session."_qs,
         .notebook = NotebookKind::session,
         .subject = {recordIn("session")},
         .summary = {u"prompt"_qs, u"ticked"_qs},
         .fields = {session,
                    text("prompt", "Prompt", "Its key in the framework pack.")
                        .required()
                        .indexed()
                        .upTo(40),
                    flag("ticked", "Covered", "Whether it was covered.").required()}},
    };
}

}  // namespace

const RecordList& recordList() {
    static const RecordList list = [] {
        std::vector<RecordType> types = planTypes();
        for (RecordType& type : sessionTypes()) types.push_back(std::move(type));
        return RecordList(std::move(types));
    }();
    return list;
}

}  // namespace candour
