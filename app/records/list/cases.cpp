// Tracked cases: the funnel, journeys and accounts, contact, and access to care records.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

std::vector<RecordType> caseTypes() {
    return {
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
                            {"moved_away", "Moved away"},
                            {"in_hospital", "In hospital"},
                            {"died", "Died"},
                            {"not_confirmed", "Agreement not confirmed to us"}}),
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
                           {{"age_0_17", "Under 18"},
                            {"age_18_64", "18 to 64"},
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
                               {"disability_none", "No disability"},
                               {"sex_female", "Woman"},
                               {"sex_male", "Man"},
                               {"gender_reassignment", "Gender reassignment"},
                               {"religion", "Religion or belief"},
                               {"orientation", "Sexual orientation"},
                               {"pregnancy", "Pregnancy or maternity"}})
                        .personal(),
                    date("first_contact", "First contact", "With the council, as far as is known."),
                    date("listed_on", "Listed", "When the council listed it."),
                    date("shortlisted_on", "Chosen", "When we chose to track it."),
                    date("dropped_on", "Dropped", "When it was dropped."),
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

        {.name = u"name_opening"_qs,
         .singular = u"Opening of a name"_qs,
         .plural = u"Openings of names"_qs,
         .purpose = u"A press that opened who a case is; it is written down before the name is "
                    "shown."_qs,
         .notebook = NotebookKind::identities,
         .subject = {recordIn("case"), recordIn("slip"), wholeNotebook()},
         .appendOnly = true,
         .summary = {u"at"_qs},
         .fields = {reference("case", "Case", "Whose name was opened.", "tracked_case").indexed(),
                    reference("slip", "Slip", "Or whose private slip.", "follow_up_slip"),
                    instant("at", "Time", "When it was.").required().indexed(),
                    reference("by", "By", "Who of us opened it.", "team_member")}},

        {.name = u"contact"_qs,
         .singular = u"Contact"_qs,
         .plural = u"Contact log"_qs,
         .purpose = u"One attempt to reach the person of a case, so that nobody is rung twice."_qs,
         .subject = {recordIn("case")},
         .appendOnly = true,
         .summary = {u"at"_qs, u"way"_qs, u"outcome"_qs},
         .fields = {reference("case", "Case", "Whom we tried to reach.", "tracked_case")
                        .required()
                        .indexed(),
                    instant("at", "Time", "When it was.").required().indexed(),
                    reference("by", "By", "Who of us made it.", "team_member").required().indexed(),
                    choice("with", "With", "Who was to be reached.",
                           {{"person", "The person"},
                            {"carer", "Unpaid carer or family"},
                            {"advocate", "Advocate"},
                            {"practitioner", "Practitioner"},
                            {"provider", "Care provider"}})
                        .required(),
                    choice("way", "Way", "How.",
                           {{"phone", "By phone"},
                            {"video", "By video"},
                            {"text_message", "By text message"},
                            {"email", "By e-mail"},
                            {"letter", "By letter"},
                            {"in_person", "In person"},
                            {"text_relay", "By text relay"},
                            {"sign_video", "By BSL video"}})
                        .required(),
                    choice("outcome", "Outcome", "What came of it.",
                           {{"spoke", "We spoke"},
                            {"message", "Left a message to ring back"},
                            {"no_answer", "No answer"},
                            {"later", "They asked us to try later"},
                            {"declined", "They said no"},
                            {"wrong_number", "Wrong number"}})
                        .required()
                        .indexed(),
                    instant("try_again", "Try again", "When to try again."),
                    text("note", "Note", "A few words, without names.").personal()}},

        {.name = u"journey_stage"_qs,
         .singular = u"Stage of a journey"_qs,
         .plural = u"Stages of journeys"_qs,
         .purpose = u"One stage of a tracked case's way through care, with its dates."_qs,
         .subject = {recordIn("case")},
         .summary = {u"stage"_qs, u"began"_qs, u"ended"_qs},
         .fields = {reference("case", "Case", "Whose journey it is.", "tracked_case")
                        .required()
                        .indexed(),
                    choice("stage", "Stage", "Which stage it is.",
                           {{"first_contact", "First contact"},
                            {"needs_assessment", "Needs assessment"},
                            {"carers_assessment", "Carer's assessment"},
                            {"eligibility", "Eligibility decision"},
                            {"financial_assessment", "Financial assessment"},
                            {"support_planning", "Care and support planning"},
                            {"personal_budget", "Personal budget"},
                            {"direct_payment", "Direct payment set up"},
                            {"advocacy", "Advocacy"},
                            {"equipment", "Equipment and adaptations"},
                            {"reablement", "Reablement"},
                            {"service_start", "Service starts"},
                            {"review", "Review"},
                            {"transition", "Transition to adult care"},
                            {"safeguarding_enquiry", "Safeguarding enquiry"},
                            {"hospital_admission", "Hospital admission"},
                            {"hospital_discharge", "Hospital discharge"},
                            {"move", "Move to another home"},
                            {"end", "Support ends"},
                            {"other", "Something else"}})
                        .required()
                        .indexed(),
                    date("asked_for", "Asked for", "When somebody asked for it."),
                    date("began", "Began", "When it began.").indexed(),
                    date("ended", "Ended", "When it ended; empty while it goes on."),
                    choice("state", "State", "Where it stands.",
                           {{"waiting", "Waiting"},
                            {"open", "Going on"},
                            {"done", "Done"},
                            {"refused", "Refused by the council"},
                            {"not_needed", "Not needed"}}),
                    referenceSet("documents", "Documents", "The papers that show it.", "document"),
                    longText("what_happened", "What happened", "In short, and without names.")
                        .searchable()
                        .personal()
                        .upTo(4'000),
                    longText("what_changed", "What changed", "What changed for the person.")
                        .searchable()
                        .personal()
                        .upTo(4'000)}},

        {.name = u"stage_account"_qs,
         .singular = u"Account of a stage"_qs,
         .plural = u"Accounts of stages"_qs,
         .purpose = u"What one voice says of one stage; accounts stand side by side and are never "
                    "made into one."_qs,
         .subject = {recordIn("participant"), recordIn("case")},
         .summary = {u"voice"_qs, u"view"_qs, u"text"_qs},
         .fields = {reference("case", "Case", "Whose journey it is.", "tracked_case")
                        .required()
                        .indexed(),
                    reference("stage", "Stage", "The stage it is about.", "journey_stage")
                        .required()
                        .indexed(),
                    choice("voice", "Voice", "Whose account it is.",
                           {{"person", "The person"},
                            {"carer", "Unpaid carer"},
                            {"practitioner", "Practitioner"},
                            {"provider", "Care provider"},
                            {"record", "The record"}})
                        .required()
                        .indexed(),
                    reference("participant", "Participant", "Who told us, if they were met.",
                              "participant")
                        .indexed(),
                    reference("document", "Document", "The paper it is taken from.", "document"),
                    referenceSet("lines", "Lines", "Where they said it.", "line"),
                    date("began", "Began", "When it began, as they say."),
                    date("ended", "Ended", "When it ended, as they say."),
                    choice("view", "View", "How it went, as they say.",
                           {{"well", "Well"}, {"mixed", "Mixed"}, {"badly", "Badly"}}),
                    longText("text", "Account", "What they say of it.")
                        .required()
                        .searchable()
                        .personal()
                        .upTo(4'000)}},

        {.name = u"record_access"_qs,
         .singular = u"Access to a care record"_qs,
         .plural = u"Access to care records"_qs,
         .purpose = u"Whose care record we looked at, why that was necessary, and who saw it."_qs,
         .subject = {recordIn("case"), wholeNotebook()},
         .appendOnly = true,
         .summary = {u"at"_qs, u"what"_qs, u"basis"_qs},
         .fields =
             {reference("case", "Case", "Whose record it is.", "tracked_case").indexed(),
              reference("document", "Document", "The paper that was read.", "document").indexed(),
              instant("at", "Time", "When it was looked at.").required().indexed(),
              reference("by", "By", "Who of us looked at it.", "team_member").required().indexed(),
              text("what", "What", "Which part of the record, without names.").required(),
              longText("necessity", "Necessity", "Why nothing less would do.")
                  .required()
                  .upTo(4'000),
              flag("anonymised_first", "Anonymised first",
                   "Whether we tried with a copy that names nobody."),
              choice("basis", "Basis", "On what basis we looked at it.",
                     {{"agreed", "They agreed"},
                      {"powers", "Our legal powers"},
                      {"welfare", "To protect somebody's welfare"},
                      {"court", "A court's order"}})
                  .required()
                  .indexed(),
              choice("told", "Told", "Whether the person was told.",
                     {{"before", "Before"},
                      {"after", "Afterwards"},
                      {"not_yet", "Not yet"},
                      {"not_told", "Not told, for a reason"}})
                  .required()
                  .indexed(),
              text("not_told_reason", "Why not told", "The reason they were not told."),
              choice("objected", "Objected", "Whether they objected.",
                     {{"no", "No"},
                      {"yes_stopped", "Yes, and we stopped"},
                      {"yes_overridden", "Yes, and an overriding need stood"}}),
              text("overriding_need", "Overriding need", "What stood above their objection."),
              flag("copied", "Copied", "Whether anything was copied.").required(),
              text("copied_what", "What was copied", "What was copied, and where it is kept."),
              referenceSet("shown_to", "Shown to", "Who of us else saw it.", "team_member"),
              text("shown_reason", "Why shown", "Why they needed to see it.")}},
    };
}

}  // namespace candour
