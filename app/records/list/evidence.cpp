// What was said, seen and thought; what it is evidence for; and what goes with it.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

std::vector<RecordType> evidenceTypes() {
    return {
        {.name = u"line"_qs,
         .singular = u"Line"_qs,
         .plural = u"Lines"_qs,
         .purpose = u"One thing that was said, seen or thought, at its time."_qs,
         .notebook = NotebookKind::session,
         .subject = {when("kind", "said", recordIn("speaker")),
                     when("kind", "said", only("participant", "session")), recordIn("session")},
         .summary = {u"at"_qs, u"kind"_qs, u"text"_qs},
         .fields =
             {sessionReference(),
              instant("at", "Time", "When it was said, seen or thought.").required().indexed(),
              choice("kind", "Kind", "Said, saw, thought, or a moment to come back to.",
                     {{"said", "Said"}, {"saw", "Saw"}, {"thought", "Thought"}, {"mark", "Mark"}})
                  .required()
                  .indexed(),
              longText("text", "Text", "The words.").searchable().personal(),
              choice("basis", "It is", "What kind of knowledge the words are.",
                     {{"fact", "A fact they know at first hand"},
                      {"heard_from", "Heard from somebody else"},
                      {"opinion", "Their opinion"},
                      {"expert_opinion", "An expert's opinion"},
                      {"inference", "Our inference"}}),
              flag("quote", "Their own words", "Written down word for word."),
              reference("speaker", "Speaker", "Who said it.", "participant").indexed(),
              text("heard_from", "Heard from", "The role they had it from, if not first hand.")
                  .personal(),
              instant("written_at", "Written", "When it was written, if later."),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              integer("agree", "Agree", "How many in the group agree.", 0, 1'000),
              integer("differ", "Differ", "How many in the group differ.", 0, 1'000),
              integer("silent", "Silent", "How many in the group are silent.", 0, 1'000)}},

        {.name = u"amendment"_qs,
         .singular = u"Amendment"_qs,
         .plural = u"Amendments"_qs,
         .purpose = u"A correction of a line, which stands beside it and hides nothing."_qs,
         .notebook = NotebookKind::session,
         .subject = {subjectOf("line")},
         .appendOnly = true,
         .summary = {u"at"_qs, u"reason"_qs, u"text"_qs},
         .fields = {reference("line", "Line", "What is corrected.", "line").required().indexed(),
                    change("line_change", "Version", "The change whose text is corrected."),
                    longText("text", "Correction", "The words as they should be read.")
                        .required()
                        .searchable()
                        .personal(),
                    choice("reason", "Reason", "Why it is corrected.",
                           {{"misheard", "Misheard"},
                            {"slip", "Slip of the pen"},
                            {"speaker_corrected", "The speaker corrected it"},
                            {"wrong_speaker", "Somebody else said it"},
                            {"added", "Something was left out"}})
                        .required(),
                    instant("at", "Time", "When it was corrected.").required().indexed(),
                    reference("by", "By", "Who of us corrected it.", "team_member")}},

        {.name = u"tag"_qs,
         .singular = u"Tag"_qs,
         .plural = u"Tags"_qs,
         .purpose = u"Words marked as evidence for a quality statement."_qs,
         .notebook = NotebookKind::session,
         .alsoIn = {NotebookKind::team},
         .subject = {subjectOf("target")},
         .summary = {u"statement"_qs, u"category"_qs, u"direction"_qs, u"words"_qs},
         .fields =
             {reference("target", "Target", "What is tagged.", {"line", "extract", "stage_account"})
                  .required()
                  .indexed(),
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
              text("subtopic", "Subtopic", "As the framework pack words it."),
              text("i_statement", "I statement", "Its key in the framework pack.").upTo(40),
              choice("category", "It comes from", "The evidence category.", evidenceCategories())
                  .required()
                  .indexed(),
              choice("direction", "It shows", "A strength, a shortfall, or neither.",
                     {{"strength", "Strength"}, {"shortfall", "Shortfall"}, {"neutral", "Neutral"}})
                  .required(),
              choiceSet("equality", "Equality", "Protected characteristics that it speaks of.",
                        {{"age", "Age"},
                         {"disability", "Disability"},
                         {"ethnicity", "Ethnicity"},
                         {"sex", "Sex"},
                         {"gender_reassignment", "Gender reassignment"},
                         {"religion", "Religion or belief"},
                         {"orientation", "Sexual orientation"},
                         {"pregnancy", "Pregnancy or maternity"},
                         {"marriage", "Marriage or civil partnership"},
                         {"carer", "Caring for somebody"}}),
              date("evidence_date", "When it was so", "If not when it was said or written."),
              choice("date_reason", "Reason for the date",
                     "Why something from outside the twelve months counts.",
                     {{"two_yearly_data", "Data collected every two years"},
                      {"strategy_or_policy", "Strategy or policy still in force"},
                      {"older_serious_concern", "Older serious concern"}})}},

        {.name = u"triangulation"_qs,
         .singular = u"Triangulation link"_qs,
         .plural = u"Triangulation links"_qs,
         .purpose = u"How two pieces of evidence stand to each other."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"relation"_qs, u"statement"_qs, u"note"_qs},
         .fields = {reference("one", "One", "The first piece of evidence.",
                              {"line", "extract", "stage_account", "tag"})
                        .required()
                        .indexed(),
                    reference("other", "Other", "The piece it is compared with.",
                              {"line", "extract", "stage_account", "tag", "document", "session"})
                        .required()
                        .indexed(),
                    choice("relation", "Relation", "How the other stands to the first.",
                           {{"supports", "Supports it"},
                            {"contradicts", "Contradicts it"},
                            {"silent", "Is silent about it"}})
                        .required()
                        .indexed(),
                    integer("statement", "Quality statement", "Its number in the framework pack.",
                            1, 99)
                        .indexed(),
                    text("note", "Note", "Why, without anybody's words.").upTo(500),
                    reference("by", "By", "Who of us compared them.", "team_member")}},

        {.name = u"attachment"_qs,
         .singular = u"Attachment"_qs,
         .plural = u"Attachments"_qs,
         .purpose = u"What is known about a sealed photograph, paper, signature or recording."_qs,
         .notebook = NotebookKind::session,
         .alsoIn = {NotebookKind::team, NotebookKind::safeguarding},
         .subject = {recordIn("participant"), subjectOf("line"), only("participant", "session"),
                     recordIn("session"), recordIn("case"), wholeNotebook()},
         .summary = {u"kind"_qs, u"taken"_qs, u"caption"_qs},
         .fields =
             {reference("session", "Session", "The meeting it belongs to.", "session").indexed(),
              reference("participant", "Participant", "Whose it is, or who is in it.",
                        "participant")
                  .indexed(),
              reference("line", "Line", "The line it stands beside.", "line").indexed(),
              reference("document", "Document", "The document it is a copy of.", "document")
                  .indexed(),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              choice("kind", "Kind", "What it is.",
                     {{"photograph", "Photograph"},
                      {"document", "Document"},
                      {"signature", "Signature"},
                      {"ink", "Handwriting"},
                      {"audio", "Sound recording"}})
                  .required()
                  .indexed(),
              instant("taken", "Taken", "When it was taken or received.").required().indexed(),
              reference("taken_by", "Taken by", "Who of us took it.", "team_member"),
              text("caption", "Caption", "What it shows, without names.").searchable().personal(),
              text("media_type", "Form", "Its form, such as image/jpeg.").required().upTo(100),
              integer("bytes", "Size", "Its size in bytes before sealing.", 0,
                      std::int64_t{1} << 40)
                  .required(),
              text("blob", "Sealed file", "The hash that names the sealed file.")
                  .upTo(64)
                  .indexed(),
              text("blob_key", "Key of the file", "The key that opens the sealed file.")
                  .upTo(64)
                  .key(),
              integer("pages", "Pages", "How many pages it has.", 1, 100'000),
              flag("nobody_shown", "Nobody is in it",
                   "Of a photograph: it shows a place or a thing, and no person.")}},
    };
}

}  // namespace candour
