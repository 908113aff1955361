// What several areas of the list say in the same words.
#include "app/records/list/areas.h"

namespace candour {

using namespace fieldwords;

Word sessionReference() {
    return reference("session", "Session", "The meeting it belongs to.", "session")
        .required()
        .indexed();
}

Word packReference() {
    return text("pack", "Framework pack", "The framework that the quality statement belongs to.")
        .upTo(40);
}

Word meetingKind(const char* help) {
    return choice("kind", "Kind", help,
                  {{"one_to_one", "One to one"},
                   {"group", "Group"},
                   {"drop_in", "Drop-in"},
                   {"community_group", "Community or voluntary group"},
                   {"partner", "Partner"},
                   {"provider", "Care provider"},
                   {"case", "Tracked case"},
                   {"team_meeting", "Team meeting"},
                   {"set_up_meeting", "Set-up meeting"},
                   {"keeping_in_touch", "Keeping in touch"}});
}

Word meetingWay(const char* help) {
    return choice("way", "Way", help,
                  {{"in_person", "In person"},
                   {"video", "By video"},
                   {"phone", "By phone"},
                   {"home_visit", "Home visit"}});
}

Options settingEffects() {
    return {
        {"chosen_by_council", "Chosen by council"},      {"brought_notes", "Brought notes"},
        {"manager_present", "Manager present"},          {"rehearsed", "Rehearsed"},
        {"family_interpreted", "Family interpreted"},    {"others_in_earshot", "Others in earshot"},
        {"interviewee_recording", "They are recording"}, {"interrupted", "Interrupted"}};
}

Options communicationNeeds() {
    return {{"easy_read", "Easy read"},
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
            {"quiet_place", "Quiet place"}};
}

Options evidenceCategories() {
    return {{"people", "People’s experience"},      {"staff", "Feedback from staff and leaders"},
            {"partners", "Feedback from partners"}, {"processes", "Processes"},
            {"observation", "Observation"},         {"outcomes", "Outcomes"}};
}

Options waysOfTelling() {
    return {{"spoken", "Spoken"},
            {"signed_form", "Signed form"},
            {"written", "Written"},
            {"gesture", "Gesture"},
            {"bsl", "BSL"},
            {"interpreter", "Interpreter"},
            {"supporter", "Through a supporter"}};
}

}  // namespace candour
