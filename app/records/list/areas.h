// The areas that the one list of record types is joined from, and the words that several of them
// share. Nothing outside this folder and recordlist.cpp includes it.
#pragma once

#include "app/records/fieldwords.h"

namespace candour {

std::vector<RecordType> planTypes();        // assessment, its dates, team and timetable
std::vector<RecordType> documentTypes();    // what we were given, and extracts from it
std::vector<RecordType> caseTypes();        // tracked cases, their journeys and their records
std::vector<RecordType> sessionTypes();     // meetings as they took place
std::vector<RecordType> peopleTypes();      // whom we meet, and what they agreed to
std::vector<RecordType> evidenceTypes();    // lines, tags, links, attachments
std::vector<RecordType> scoringTypes();     // themes and scores
std::vector<RecordType> governanceTypes();  // safeguarding, withdrawal, erasure, holds

/// The meeting that a record of a session belongs to.
fieldwords::Word sessionReference();
/// The framework pack that a quality statement's number belongs to.
fieldwords::Word packReference();
fieldwords::Word meetingKind(const char* help);
fieldwords::Word meetingWay(const char* help);
fieldwords::Options settingEffects();
fieldwords::Options communicationNeeds();
fieldwords::Options evidenceCategories();
fieldwords::Options waysOfTelling();

}  // namespace candour
