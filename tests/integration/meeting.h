// A plan with three people, and one meeting in it with one tagged line: what the tests of taking
// words back begin with.
#pragma once

namespace candour::test {

/// The plan, and one meeting in it with one tagged line.
inline constexpr char plan[] =
    R"({"type":"assessment","id":"01900000-0000-7000-8000-0000000000a1","authority":"Northmere Council","kind":"initial","return_sent":"2026-08-24","site_from":"2026-11-09","site_to":"2026-11-11","pack":"la-2026"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c1","name":"Anna","initials":"AW","role":"lead"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c2","name":"Jo","initials":"JO","role":"inspector"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c3","name":"Helen","initials":"HM","role":"inspector"}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000b1","day":"2026-11-09","start":"2026-11-09T10:00:00Z","end":"2026-11-09T11:00:00Z","room":"2","title":"Duty desk","kind":"one_to_one","way":"in_person","state":"planned","assigned":["01900000-0000-7000-8000-0000000000c2","01900000-0000-7000-8000-0000000000c3"]}
)";
inline constexpr char meeting[] =
    R"({"type":"session","id":"01900000-0000-7000-8000-0000000000b2","notebook":"session:01900000-0000-7000-8000-0000000000b1","slot":"01900000-0000-7000-8000-0000000000b1","title":"Duty desk","kind":"one_to_one"}
{"type":"participant","id":"01900000-0000-7000-8000-0000000000b3","session":"01900000-0000-7000-8000-0000000000b2","standing":"staff","role":"Social worker"}
{"type":"agreement","id":"01900000-0000-7000-8000-0000000000b4","participant":"01900000-0000-7000-8000-0000000000b3","purpose":"talk","event":"given","source":"confirmed_by_cqc","time":"2026-11-09T10:00:00Z"}
{"type":"line","id":"01900000-0000-7000-8000-0000000000b5","session":"01900000-0000-7000-8000-0000000000b2","at":"2026-11-09T10:04:00Z","kind":"said","speaker":"01900000-0000-7000-8000-0000000000b3","text":"The xylophonist rang twice."}
{"type":"line","id":"01900000-0000-7000-8000-0000000000b6","session":"01900000-0000-7000-8000-0000000000b2","at":"2026-11-09T10:05:00Z","kind":"saw","text":"The room was cold."}
{"type":"tag","id":"01900000-0000-7000-8000-0000000000b7","target":"01900000-0000-7000-8000-0000000000b5","start":0,"end":15,"words":"The xylophonist","pack":"la-2026","statement":1,"category":"staff","direction":"strength"}
)";

inline constexpr char participant[] = "01900000-0000-7000-8000-0000000000b3";
inline constexpr char lineOfTheirs[] = "01900000-0000-7000-8000-0000000000b5";

}  // namespace candour::test
