// Meetings as they took place.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

std::vector<RecordType> sessionTypes() {
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
              meetingKind("How we met.").required(), meetingWay("How we were together."),
              flag("private_dwelling", "In a private home",
                   "We are there by invitation and may be asked to leave."),
              instant("started", "Started", "When it began.").indexed(),
              instant("finished", "Finished", "When it ended."),
              reference("writing", "Writing", "Who of us takes notes.", "team_member"),
              referenceSet("present", "Of us", "Who of us is there.", "team_member"),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              text("script", "Opening script", "The version of the words said at the start.")
                  .upTo(40),
              instant("script_at", "Opening said", "When the opening words were said."),
              choiceSet("script_said", "Opening", "What was said at the start.",
                        {{"who_we_are", "Who we are"},
                         {"how_used", "How what they say is used"},
                         {"limits", "What we must pass on if somebody may be harmed"},
                         {"recording", "That nobody is recorded"},
                         {"stopping", "That they may stop at any time"}}),
              choiceSet("setting", "Setting", "What may have shaped what was said.",
                        settingEffects()),
              longText("gaps", "Gaps", "What was not reached.").searchable().upTo(4'000),
              longText("to_follow", "To follow up", "What to ask for next.")
                  .searchable()
                  .upTo(4'000),
              longText("seemed", "How they seemed", "Your own impression; never evidence.")
                  .upTo(4'000)
                  .personal()}},

        {.name = u"headcount"_qs,
         .singular = u"Headcount"_qs,
         .plural = u"Headcounts"_qs,
         .purpose = u"How many people of one role are in the room."_qs,
         .notebook = NotebookKind::session,
         .subject = {recordIn("session")},
         .summary = {u"role"_qs, u"count"_qs},
         .fields = {sessionReference(), text("role", "Role", "A role, never a name.").required(),
                    text("team", "Team", "The team or organisation they belong to."),
                    integer("count", "How many", "People in this role.", 0, 1'000).required(),
                    integer("invited", "Invited", "How many of them were invited.", 0, 1'000),
                    integer("agreed", "Agreed", "How many of them agreed to talk with us.", 0,
                            1'000)}},

        {.name = u"setting_effect"_qs,
         .singular = u"Setting effect"_qs,
         .plural = u"Setting effects"_qs,
         .purpose = u"Something about the meeting that may have shaped what was said."_qs,
         .notebook = NotebookKind::session,
         .subject = {recordIn("session")},
         .summary = {u"effect"_qs, u"note"_qs},
         .fields =
             {sessionReference(),
              choice("effect", "Effect", "What it was.", settingEffects()).required().indexed(),
              instant("at", "Time", "When it was noticed."),
              text("note", "Note", "What was noticed, by role and without names.").personal()}},

        {.name = u"prompt_tick"_qs,
         .singular = u"Prompt tick"_qs,
         .plural = u"Prompt ticks"_qs,
         .purpose = u"A line of enquiry that was covered in a session."_qs,
         .notebook = NotebookKind::session,
         .subject = {recordIn("session")},
         .summary = {u"prompt"_qs, u"ticked"_qs},
         .fields = {sessionReference(),
                    text("prompt", "Prompt", "Its key in the framework pack.")
                        .required()
                        .indexed()
                        .upTo(40),
                    flag("ticked", "Covered", "Whether it was covered.").required()}},
    };
}

}  // namespace candour
