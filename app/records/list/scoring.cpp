// Themes for the huddle, and scores.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

std::vector<RecordType> scoringTypes() {
    return {
        {.name = u"theme_note"_qs,
         .singular = u"Theme note"_qs,
         .plural = u"Theme notes"_qs,
         .purpose = u"A theme that emerges, for the team's huddle, without anybody's identity."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"day"_qs, u"statement"_qs, u"theme"_qs},
         .fields =
             {text("theme", "Theme", "The theme in a few words.").required().searchable(),
              longText("note", "Note", "What we see so far, without names or anybody's words.")
                  .searchable()
                  .upTo(4'000),
              packReference(),
              integer("statement", "Quality statement", "Its number in the framework pack.", 1, 99)
                  .indexed(),
              choice(
                  "direction", "It shows", "A strength, a shortfall, or neither.",
                  {{"strength", "Strength"}, {"shortfall", "Shortfall"}, {"neutral", "Neutral"}}),
              referenceSet("cites", "Rests on", "The tags it rests on.", "tag"),
              date("day", "Day", "The day of the huddle.").required().indexed(),
              text("still_to_find", "Still to find out", "What is missing to be sure.").upTo(500),
              reference("by", "By", "Who of us wrote it.", "team_member")}},

        {.name = u"score"_qs,
         .singular = u"Score"_qs,
         .plural = u"Scores"_qs,
         .purpose = u"A score for a quality statement, with its reasons and the evidence cited."_qs,
         .subject = {wholeNotebook()},
         .summary = {u"statement"_qs, u"category"_qs, u"score"_qs, u"state"_qs},
         .fields =
             {packReference().required(),
              integer("statement", "Quality statement", "Its number in the framework pack.", 1, 99)
                  .required()
                  .indexed(),
              choice("category", "Evidence category",
                     "Only where the framework scores each category.", evidenceCategories())
                  .indexed(),
              integer("score", "Score", "From 1, significant shortfalls, to 4, exceptional.", 1, 4)
                  .required()
                  .indexed(),
              longText("rationale", "Rationale", "Why this score, resting on the evidence.")
                  .required()
                  .searchable()
                  .upTo(8'000),
              referenceSet("cites", "Evidence cited", "The tags that it rests on.",
                           {"tag", "triangulation", "theme_note"})
                  .required(),
              choice("state", "State", "How firm it is.",
                     {{"proposed", "Proposed"}, {"calibrated", "Calibrated"}, {"final", "Final"}})
                  .required(),
              reference("by", "By", "Who gave it; only the lead may.", "team_member").required(),
              instant("at", "Time", "When it was given.").required()}},
    };
}

}  // namespace candour
