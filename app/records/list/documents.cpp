// What the council and others gave us, and the extracts that are tagged like lines.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

namespace {

Word speaksTo() {
    return integer("statement", "Quality statement",
                   "The one it speaks to most, by its number in the framework pack.", 1, 99);
}

}  // namespace

std::vector<RecordType> documentTypes() {
    return {
        {.name = u"information_item"_qs,
         .singular = u"Information return item"_qs,
         .plural = u"Information return items"_qs,
         .purpose = u"One thing that the council is asked for in the information return."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"number"_qs, u"title"_qs, u"state"_qs},
         .fields = {text("number", "Number", "Its number in the information return.")
                        .required()
                        .indexed()
                        .upTo(20),
                    text("title", "Title", "What is asked for.").required().searchable(),
                    packReference(),
                    integer("statement", "Quality statement",
                            "The one it speaks to, by its number in the framework pack.", 1, 99)
                        .indexed(),
                    choice("state", "State", "How far it has come.",
                           {{"asked", "Asked"},
                            {"received", "Received"},
                            {"part", "Received in part"},
                            {"not_held", "The council does not hold it"},
                            {"waived", "No longer needed"}})
                        .required()
                        .indexed(),
                    date("received", "Received", "The day the answer came."),
                    longText("answer", "Answer", "What the council wrote, in short.")
                        .searchable()
                        .upTo(4'000)}},

        {.name = u"document"_qs,
         .singular = u"Document"_qs,
         .plural = u"Documents"_qs,
         .purpose = u"One paper that we hold, in the register of documents."_qs,
         .subject = {recordIn("case"), wholeNotebook()},
         .summary = {u"number"_qs, u"title"_qs, u"kind"_qs, u"dated"_qs},
         .fields =
             {text("number", "Number", "Its number in our register.").indexed().upTo(20),
              text("title", "Title", "As it stands on the paper, without names of people.")
                  .required()
                  .searchable(),
              choice("kind", "Kind", "What kind of paper it is.",
                     {{"strategy", "Strategy or plan"},
                      {"policy", "Policy or procedure"},
                      {"report", "Report"},
                      {"minutes", "Minutes"},
                      {"audit", "Audit"},
                      {"presentation", "Presentation"},
                      {"leaflet", "Leaflet or web page"},
                      {"referral", "Referral"},
                      {"needs_assessment", "Needs assessment"},
                      {"carers_assessment", "Carer's assessment"},
                      {"eligibility", "Eligibility decision"},
                      {"support_plan", "Care and support plan"},
                      {"review", "Review"},
                      {"personal_budget", "Personal budget"},
                      {"safeguarding", "Safeguarding paper"},
                      {"advocacy_referral", "Advocacy referral"},
                      {"chronology", "Chronology"},
                      {"reflective_log", "Reflective log"},
                      {"other", "Something else"}})
                  .required()
                  .indexed(),
              choice("from", "From", "Who gave it to us.",
                     {{"council", "The council"},
                      {"partner", "A partner"},
                      {"provider", "A care provider"},
                      {"person", "A person or their family"},
                      {"public", "It is public"},
                      {"cqc", "We held it already"}}),
              reference("item", "Information return item", "What it answers.", "information_item")
                  .indexed(),
              reference("case", "Case", "The tracked case it is about.", "tracked_case").indexed(),
              date("dated", "Dated", "The date on the paper."),
              date("received", "Received", "When it came to us."),
              integer("pages", "Pages", "How many it has.", 1, 100'000),
              flag("personal_data", "Names people", "Whether it says who somebody is."),
              flag("finance", "Council's finances",
                   "Its figures of the council's finances are context, and cannot be tagged."),
              speaksTo(),
              longText("about", "About", "What is in it, in a few words.")
                  .searchable()
                  .personal()
                  .upTo(4'000)}},

        {.name = u"self_assessment"_qs,
         .singular = u"Self-assessment"_qs,
         .plural = u"Self-assessments"_qs,
         .purpose = u"What the council says about itself."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"title"_qs, u"dated"_qs},
         .fields = {text("title", "Title", "As the council calls it.").required().searchable(),
                    date("dated", "Dated", "The date it bears.").required(),
                    text("approved_by", "Approved by", "The role or board that approved it."),
                    reference("document", "Document", "The paper itself.", "document").indexed(),
                    longText("strengths", "Strengths", "What the council says it does well.")
                        .searchable(),
                    longText("shortfalls", "Shortfalls", "What the council says it must do better.")
                        .searchable()}},

        {.name = u"survey"_qs,
         .singular = u"Survey"_qs,
         .plural = u"Surveys"_qs,
         .purpose = u"Answers that many people gave to the same questions."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"title"_qs, u"audience"_qs, u"closed"_qs, u"answers"_qs},
         .fields = {text("title", "Title", "What it is called.").required().searchable(),
                    choice("audience", "Asked", "Whose answers they are.",
                           {{"staff", "Staff"},
                            {"carers", "Unpaid carers"},
                            {"people", "People who draw on care and support"},
                            {"providers", "Care providers"},
                            {"partners", "Partners"}})
                        .required()
                        .indexed(),
                    text("run_by", "Run by", "The organisation that asked."),
                    date("opened", "Opened", "When asking began."),
                    date("closed", "Closed", "When asking ended.").required(),
                    integer("asked_of", "Asked of", "How many people were asked.", 0, 10'000'000),
                    integer("answers", "Answers", "How many people answered.", 0, 10'000'000),
                    speaksTo(),
                    reference("document", "Document", "The paper itself.", "document").indexed()}},

        {.name = u"performance_data"_qs,
         .singular = u"Performance figure"_qs,
         .plural = u"Performance data"_qs,
         .purpose = u"One published or returned figure, such as days waited for an assessment."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"title"_qs, u"figure"_qs, u"period_to"_qs},
         .fields =
             {text("title", "Title", "What is counted.").required().searchable(),
              choice("kind", "Kind", "What kind of figure it is.",
                     {{"outcomes", "Adult social care outcomes"},
                      {"waiting", "Waits and timeliness"},
                      {"workforce", "Workforce"},
                      {"safeguarding", "Safeguarding"},
                      {"activity", "Activity"},
                      {"population", "Population"},
                      {"finance", "Finance"},
                      {"other", "Something else"}})
                  .required()
                  .indexed(),
              text("figure", "Figure", "The council's figure, as it is published.").required(),
              text("unit", "Unit", "What it is counted in, such as per cent."),
              text("region_figure", "Region", "The region's figure, to compare."),
              text("england_figure", "England", "England's figure, to compare."),
              date("period_from", "Period from", "When the period begins that it is about."),
              date("period_to", "Period to", "When the period ends that it is about.").required(),
              text("source", "Source", "Who publishes it, and where.").required(), speaksTo(),
              reference("document", "Document", "The paper it stands in.", "document").indexed()}},

        {.name = u"extract"_qs,
         .singular = u"Extract"_qs,
         .plural = u"Extracts"_qs,
         .purpose = u"Words or a figure from what we were given, to be tagged like a line."_qs,
         .subject = {subjectOf("source")},
         .summary = {u"page"_qs, u"figure"_qs, u"text"_qs},
         .fields = {reference("source", "Source", "What it is taken from.",
                              {"information_item", "document", "self_assessment", "survey",
                               "performance_data"})
                        .required()
                        .indexed(),
                    text("page", "Page", "The page, section or slide.").upTo(40),
                    text("question", "Question", "Of a survey: the question that was asked."),
                    text("data_point", "Data point", "Of data: the row or series it is."),
                    text("figure", "Figure", "The figure, as it stands there.").upTo(80),
                    longText("text", "Words", "The words, exactly as they stand there.")
                        .searchable()
                        .personal(),
                    date("dated", "Dated", "The time that the words or figure speak of."),
                    choice("basis", "It is", "What kind of knowledge the words are.",
                           {{"fact", "A fact or figure"},
                            {"own_view", "The writer's view"},
                            {"expert_opinion", "An expert's opinion"}}),
                    flag("finance", "Council's finances",
                         "A figure of the council's finances is context, and cannot be tagged."),
                    reference("taken_by", "Taken by", "Who of us took it out.", "team_member")}},
    };
}

}  // namespace candour
