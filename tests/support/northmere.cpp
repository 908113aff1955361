#include "tests/support/northmere.h"

#include "tests/support/northmere_cases.h"

#include <QCoreApplication>
#include <QQmlContext>
#include <QQmlProperty>
#include <QQuickItem>
#include <QQuickWindow>

using namespace Qt::StringLiterals;

namespace candour::northmere {

namespace {

void strip(WindowModels& models, int onlyHere, const QString& clock,
           Strip::Connection connection = Strip::Connection::Offline, int urgent = 0) {
    models.shell.showStrip(
        Strip::of(u"Northmere Council"_s, 2, 3, connection, onlyHere, clock, urgent));
}

Statement statement(int number) {
    return statements().at(number - 1);
}

DayPlan day() {
    DayPlan plan;
    plan.date = QDate(2027, 3, 9);
    plan.summary = u"10 of us · 3 rooms and video · As at 13:22, Helen Marsh"_s;
    plan.rooms = {u"Room 1"_s, u"Room 2"_s, u"Room 3"_s, u"By video"_s};
    using enum PlannedSession::Stage;
    plan.sessions = {
        {u"s1"_s, u"PSW"_s, u"Done · HM, RO"_s, 0, 540, 600, false, Done},
        {u"s2"_s, u"Commissioning"_s, u"Done · SB, LT"_s, 1, 555, 615, false, Done},
        {u"s3"_s, u"Drop-in, north"_s, u"Done · You, JO"_s, 2, 600, 660, true, Done},
        {u"s4"_s, u"OT team"_s, u"Done · SB, LT"_s, 0, 630, 690, false, Done},
        {u"s5"_s, u"Carers’ centre"_s, u"Done · You, JO"_s, 1, 660, 720, true, Done},
        {u"s6"_s, u"Healthwatch"_s, u"Done · RO"_s, 3, 660, 720, false, Done},
        {u"s7"_s, u"Brokerage"_s, u"Done · SB"_s, 0, 750, 810, false, Done},
        {u"s8"_s, u"Finance"_s, u"Now · LT, SB"_s, 2, 810, 870, false, Now},
        {u"s9"_s, u"Hospital trust"_s, u"Now · RO"_s, 3, 795, 870, false, Now},
        {u"s10"_s, u"Social worker"_s, u"Discharge · You, JO"_s, 1, 840, 900, true, Next},
        {u"s11"_s, u"Lead member"_s, u"Now Room 3, 15:30"_s, 0, 870, 930, false, Moved},
        {u"s12"_s, u"Lead member"_s, u"HM, RO"_s, 2, 930, 990, false, Later},
        {u"s13"_s, u"Case 07"_s, u"Unpaid carer · You, JO"_s, 3, 960, 1020, true, Later},
        {u"s14"_s, u"Team meeting"_s, u"All of us"_s, 0, 990, 1050, true, Later},
    };
    plan.now = 820;
    plan.next = {u"s10"_s,
                 u"Next for you"_s,
                 u"14:00, in 20 min"_s,
                 u"Social worker, hospital discharge"_s,
                 u"Room 2 · One hour · With JO"_s,
                 u"Agreement not yet asked"_s,
                 u"Council says yes, 2 March"_s,
                 false,
                 u"Lipreads: face the window"_s,
                 u"Wants a five-minute break at 14:30"_s,
                 u"Start interview"_s};
    plan.onlyHere = 24;
    plan.oldest = u"Oldest written 09:12 today"_s;
    plan.notices = {{u"room"_s, u"Lead member moved to Room 3 at 15:30"_s},
                    {u"followUp"_s, u"Two follow-ups still to ask for"_s}};
    plan.mayCopyOut = true;
    return plan;
}

AgreementSheet agreement() {
    AgreementSheet state;
    state.who = u"Case 07 · Unpaid carer, daughter · Not recording"_s;
    state.scriptName = u"Script 4, March 2027"_s;
    state.script = {
        u"We check how well Northmere Council supports people. We would like to hear how it has "
        u"been for you."_s,
        u"You do not have to talk to us. You can stop at any time, and nothing about your support "
        u"will change."_s,
        u"We keep what you tell us private. *If you or someone else could be hurt, we must pass "
        u"that on.* We would try to tell you first."_s,
        u"I will ask about four things one by one. You can say yes to some and no to others."_s};
    state.easyRead = {u"We want to hear from you."_s, u"You can say no. You can stop."_s};
    state.scriptGiven = u"16:02"_s;
    state.footnote =
        u"Keeping these notes is told, not asked. We hold them under our legal powers."_s;
    state.purposes.resize(4);
    const QStringList titles{u"Talk with us today"_s, u"Look at their carer’s assessment papers"_s,
                             u"Contact their brother"_s, u"Use their words in the report"_s};
    for (int i = 0; i < titles.size(); ++i) {
        state.purposes[i].key = QString::number(i);
        state.purposes[i].title = titles[i];
        state.purposes[i].reported =
            i == 2 ? u"Council did not ask"_s : u"Council said yes, 26 February"_s;
    }
    return state;
}

void showAgreement(WindowModels& models) {
    strip(models, 33, u"16:04"_s);
    models.agreement.show(agreement());
    models.agreement.choose(0, AgreementModel::Yes);
    models.agreement.tell(0, AgreementModel::Spoken);
    models.agreement.judge(0, AgreementModel::PresumedYes);
    models.agreement.choose(1, AgreementModel::Yes);
    models.agreement.tell(1, AgreementModel::Spoken);
    models.agreement.judge(1, AgreementModel::PresumedYes);
    models.shell.showPage(ShellModel::Agreement);
}

/// Three people at one table, and what came up.
void showCompany(WindowModels& models, const QString& needs = {}) {
    models.people.show(
        {{u"1"_s, u"Social worker"_s, u"Talk with us: yes"_s, true, true, true},
         {u"2"_s, u"Team manager, hospital discharge"_s, u"Talk with us: no"_s, false, true, false},
         {u"3"_s, u"Trusted assessor"_s, u"Agreement not yet asked"_s, false, false, false}});
    const auto need = [](const QString& type, const QString& title, const QString& detail,
                         const QString& status = {}, const QString& sign = {}, int tone = 0) {
        EntryRow row;
        row.id = title;
        row.type = type;
        row.title = title;
        row.detail = detail;
        row.status = status;
        row.sign = sign;
        row.tone = tone;
        return row;
    };
    MeetingRecords records;
    records.known = needs;
    records.needs = {
        need(u"communication_need"_s, u"Lipreads, Breaks"_s,
             u"Face the window, and stop at half past two"_s),
        need(u"communication_check"_s, u"Lipreads"_s, {}, u"Met"_s, u"check"_s, CaseItem::Good),
        need(u"communication_check"_s, u"Breaks"_s, {}, u"Met? Say so"_s, u"circle"_s,
             CaseItem::Due)};
    records.noted = {need(u"setting_effect"_s, u"Manager present"_s, u"Left after ten minutes"_s)};
    records.needType = u"communication_need"_s;
    records.mayKeepSlips = true;
    models.people.showRecords(records);
    models.closing.show({{u"Never reached direct payments for carers."_s, {}, {}}, {}, false});
    models.closing.showFollowUps(
        {{u"1"_s, u"Weekend discharge figures, January to March"_s, false},
         {u"2"_s, u"The trusted assessor protocol"_s, true},
         {u"3"_s, u"Speak with the brokerage lead about finance checks"_s, false}});
}

void showCapture(WindowModels& models, const CaptureState& state, const QString& needs = {}) {
    showCompany(models, needs);
    strip(models, 27, u"14:32"_s);
    const auto all = lines();
    models.capture.lines()->showCount(static_cast<int>(all.size()));
    models.capture.lines()->showRows(0, all);
    models.capture.show(state);
    models.capture.showSaved(1'000, SiteClock().utc());
    models.shell.showPage(ShellModel::Capture);
}

/// A drop-in of ten, and what they made of four points.
void showGroup(WindowModels& models) {
    auto state = interview();
    state.title = u"Drop-in, north area teams"_s;
    state.detail = u"Room 3 · Started 10:02 · Open door, staff chose to come"_s;
    state.draft.reset();
    state.agreed = {{u"Talk with us"_s, AgreedItem::Yes}, {u"No recording"_s, AgreedItem::No}};
    showCompany(models);
    strip(models, 9, u"10:41"_s);
    models.people.show(
        {{u"1"_s, u"Drop-in, north area teams"_s, u"Talk with us: yes"_s, true, true, true}});
    models.people.showRoom({true,
                            {{u"1"_s, u"Social workers"_s, 4},
                             {u"2"_s, u"OTs"_s, 3},
                             {u"3"_s, u"Social work assistants"_s, 2},
                             {u"4"_s, u"Team managers"_s, 1}}});
    QList<LineRow> points;
    const auto point = [&points](const QString& time, const QString& text, const QList<int>& tags,
                                 const Tally& tally) {
        LineRow row;
        row.id = row.time = time;
        row.text = text;
        row.tally = tally;
        for (const int number : tags) row.tags += statement(number);
        points += row;
    };
    point(u"10:09"_s, u"Caseloads have come down since the autumn."_s, {8}, {6, 2, 2});
    point(
        u"10:17"_s,
        u"“You can get a carer’s assessment quickly now. It’s the break afterwards you can’t get.”"_s,
        {1, 4}, {8, 0, 2});
    point(u"10:26"_s, u"Supervision is used for case direction, less for wellbeing."_s, {9},
          {4, 3, 3});
    point(u"10:38"_s, u"Young people moving to adult services are planned for too late."_s, {6},
          {7, 0, 3});
    models.capture.lines()->showCount(static_cast<int>(points.size()));
    models.capture.lines()->showRows(0, points);
    models.capture.show(state);
    models.capture.showSaved(1'000, SiteClock().utc());
    models.shell.showPage(ShellModel::Capture);
}

SearchHit hit(const QString& text, const QList<Span>& found, const QString& source,
              const QList<int>& tags) {
    SearchHit hit;
    hit.lineId = source;
    hit.text = text;
    hit.found = found;
    hit.source = source;
    for (const int number : tags) hit.tags += statement(number);
    return hit;
}

/// The places of the words in the text, as the index would report them.
QList<Span> places(const QString& text, const QStringList& words) {
    QList<Span> spans;
    for (const QString& word : words)
        for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
            spans += Span{static_cast<int>(at), static_cast<int>(word.size())};
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.start < b.start; });
    return spans;
}

void showSearch(WindowModels& models) {
    strip(models, 39, u"17:22"_s);
    const QStringList words{u"carer"_s, u"break"_s};
    const auto found = [&words](const QString& text, const QString& source,
                                const QList<int>& tags) {
        return hit(text, places(text, words), source, tags);
    };
    qint64 query = 0;
    const auto asked =
        QObject::connect(&models.search, &SearchModel::searchRequested, &models.search,
                         [&query](qint64 number) { query = number; });
    models.search.forget();
    models.search.showStatements(statements());
    models.search.setWords(u"carer break"_s);
    QObject::disconnect(asked);
    models.search.showHits(
        query,
        {found(u"“You can get a carer’s assessment quickly now. It’s the break afterwards you "
               u"can’t get.”"_s,
               u"Drop-in, north · 10:17 · 8 of 10 agree"_s, {1, 4}),
         found(u"“I asked for a break in September. They found me four nights, but not until after "
               u"Christmas.”"_s,
               u"Carers’ centre · 11:20"_s, {4}),
         found(u"“Nobody asks the carer what would give them a break.”"_s,
               u"Carers’ centre · 11:34"_s, {3}),
         found(u"Short breaks budget spent by October last year."_s, u"Commissioning · 09:41"_s,
               {8}),
         found(u"Replacement care so a carer can take a break is bought spot by spot."_s,
               u"Commissioning · 09:52"_s, {4})},
        false);
    models.search.showCounts(query, 5, 3);
    HitContext context;
    context.lineId = u"Drop-in, north · 10:17 · 8 of 10 agree"_s;
    context.session = u"north"_s;
    context.links = {
        {u"The carers’ centre said the same at 11:20"_s, u"Supports it"_s, false},
        {u"The self-assessment says breaks within 4 weeks"_s, u"Contradicts it"_s, true}};
    context.title = u"Drop-in, north area teams"_s;
    context.detail = u"Room 3 · Today 10:02 to 10:58 · AW writing"_s;
    context.hitRow = 1;
    LineRow line;
    line.time = u"10:09"_s;
    line.text = u"Caseloads have come down since the autumn."_s;
    context.lines += line;
    line.time = u"10:17"_s;
    line.text =
        u"“You can get a carer’s assessment quickly now. It’s the break afterwards you can’t get.”"_s;
    line.tags = {statement(1), statement(4)};
    context.lines += line;
    line.time = u"10:26"_s;
    line.text = u"Supervision is used for case direction, less for wellbeing."_s;
    line.tags = {};
    context.lines += line;
    models.search.showContext(context);
    models.shell.showPage(ShellModel::Search);
}

ReviewWords reviewWords() {
    ReviewWords words;
    words.statements = statements();
    words.subtopics[9] = {u"Learning and professional development"_s, u"Learning from feedback"_s};
    words.categories = {{u"people"_s, u"Person"_s, false},
                        {u"staff"_s, u"Staff and leaders"_s, false},
                        {u"partners"_s, u"Partner"_s, false},
                        {u"processes"_s, u"Process"_s, false}};
    words.directions = {{u"strength"_s, u"Strength"_s, false},
                        {u"shortfall"_s, u"Shortfall"_s, false},
                        {u"neutral"_s, u"Neutral"_s, false}};
    words.reasons = {{u"two_yearly_data"_s, u"Data collected every two years"_s, false},
                     {u"strategy_or_policy"_s, u"Strategy or policy still in force"_s, false},
                     {u"older_serious_concern"_s, u"Older serious concern"_s, false}};
    words.relations = {{u"supports"_s, u"Supports it"_s, false},
                       {u"contradicts"_s, u"Contradicts it"_s, false},
                       {u"silent"_s, u"Is silent about it"_s, false}};
    return words;
}

/// The lines of the interview with where their tags stand.
QList<LineRow> reviewedLines() {
    QList<LineRow> all = lines();
    const auto mark = [&all](int row, int number, const QString& words) {
        TagMark one;
        one.tagId = u"%1/%2"_s.arg(row).arg(number);
        one.statement = statement(number);
        one.start = static_cast<int>(all[row].text.indexOf(words));
        one.length = static_cast<int>(words.size());
        one.category = u"staff"_s;
        one.direction = u"strength"_s;
        all[row].marks += one;
        all[row].tags += one.statement;
    };
    for (LineRow& row : all) row.tags.clear();
    mark(1, 8, u"Twenty-two people on caseload now"_s);
    mark(3, 1, u"nobody has told the carer"_s);
    mark(3, 6, u"We get the discharge call on a Friday and nobody has told the carer."_s);
    mark(4, 1, u"Waiting list read out every Monday with the OT lead."_s);
    mark(5, 1, u"41 waiting, 9 past 28 days"_s);
    mark(5, 8, u"Wall chart: 41 waiting, 9 past 28 days."_s);
    mark(10, 1, u"Now we do."_s);
    mark(10, 9, u"Now we do."_s);
    const auto link = [&all](int row, const LinkRow& one) {
        all[row].links += one;
        all[row].links.last().sign = LinkRow::signFor(one.relation);
    };
    link(5, {u"l1"_s,
             u"contradicts"_s,
             u"Contradicted by"_s,
             u"From a paper · January 2027"_s,
             u"26 people were waiting for an assessment"_s,
             u"x1"_s,
             u"The information return was drawn on another day"_s,
             {},
             true});
    link(5, {u"l2"_s,
             u"supports"_s,
             u"Supported by"_s,
             u"S4H2P, council staff · 9 March 2027 10:31"_s,
             u"We are at forty-one this morning"_s,
             u"x2"_s,
             {},
             {},
             true});
    all[5].beside = u"Compared: 1 supporting, 1 contradicting"_s;
    link(6, {u"l3"_s,
             u"supports"_s,
             u"Supported by"_s,
             u"Seen by the team · 9 March 2027 14:15"_s,
             u"Wall chart: 41 waiting, 9 past 28 days."_s,
             u"x3"_s,
             {},
             {},
             true});
    all[6].note = u"Yours, so it does not count as evidence"_s;
    all[6].refusal = u"This is yours, so it cannot be evidence. Link it to a line instead."_s;
    return all;
}

void showReviewing(WindowModels& models, int row, const QString& words) {
    strip(models, 40, u"17:41"_s);
    const QList<LineRow> all = reviewedLines();
    models.review.showWords(reviewWords());
    models.review.show({u"Social worker, hospital discharge"_s, u"Tuesday 9 March 14:02 to 14:58"_s,
                        static_cast<int>(all.size()), 4});
    models.review.lines()->showRows(0, all);
    if (row >= 0) models.review.choose(row);
    if (!words.isEmpty()) {
        const auto at = static_cast<int>(all[row].text.indexOf(words));
        models.review.select(row, at, at + static_cast<int>(words.size()));
    }
    models.shell.showPage(ShellModel::Review);
}

void showReviewChoices(WindowModels& models) {
    strip(models, 40, u"17:41"_s);
    const QString meetings = u"Meetings"_s;
    const QString papers = u"Papers, surveys and figures"_s;
    models.review.showChoices(
        {{{}, u"My lines of today"_s, u"54 lines, 7 without a tag"_s, 7, meetings},
         {u"1"_s, u"Social worker, hospital discharge"_s,
          u"Tuesday 9 March 14:02 to 14:58 · 31 lines, 4 without a tag"_s, 4, meetings},
         {u"2"_s, u"Carers’ centre"_s,
          u"Tuesday 9 March 11:00 to 11:58 · 23 lines, all have a tag"_s, 0, meetings},
         {u"3"_s, u"D12 · Waiting list protocol"_s, u"Document · 4 extracts, 2 without a tag"_s, 2,
          papers},
         {u"4"_s, u"Carers’ survey 2026"_s, u"Survey · 6 extracts, all have a tag"_s, 0, papers},
         {u"5"_s, u"Case 07"_s, u"9 accounts, 3 without a tag"_s, 3, u"Tracked cases"_s}});
    models.shell.showPage(ShellModel::Review);
}

void showCandidates(WindowModels& models) {
    models.review.beside()->showCandidates(u"14:15"_s,
                                           {{u"c1"_s, u"We are at forty-one this morning"_s,
                                             u"S4H2P, council staff · 9 March 2027 10:31"_s, false},
                                            {u"c2"_s, u"26 people were waiting for an assessment"_s,
                                             u"From a paper · January 2027"_s, false}});
}

/// The extracts of one paper.
void showReviewedPaper(WindowModels& models) {
    strip(models, 40, u"17:41"_s);
    LineRow first;
    first.id = u"e1"_s;
    first.kind = LineListModel::Read;
    first.heading = u"Page 4 · A fact or figure · January 2027"_s;
    first.text = u"Everybody is seen within 28 days of their first call."_s;
    TagMark mark;
    mark.tagId = u"t"_s;
    mark.statement = statement(1);
    mark.start = 17;
    mark.length = 17;
    mark.category = u"processes"_s;
    mark.direction = u"strength"_s;
    first.marks = {mark};
    first.tags = {mark.statement};
    LineRow second = first;
    second.id = u"e2"_s;
    second.heading = u"Page 9 · The writer's view"_s;
    second.text = u"We are proud of how far we have come."_s;
    second.marks = {};
    second.tags = {};
    second.refusal = u"An opinion is not evidence by itself. Ask what it rests on."_s;
    second.note = second.refusal;
    models.review.showWords(reviewWords());
    models.review.show({u"D12 · Waiting list protocol"_s, u"Document"_s, 2, 1});
    models.review.lines()->showRows(0, {first, second});
    models.review.choose(0);
    models.shell.showPage(ShellModel::Review);
}

/// The grid of mock-up 10: -1 is not needed.
CoverageGrid coverage() {
    constexpr int counted[9][4] = {{6, 5, 3, 4}, {3, 2, 2, 1},  {1, 2, 0, 2},
                                   {4, 3, 4, 2}, {2, 3, 5, -1}, {3, 4, 2, 1},
                                   {2, 3, 2, 4}, {0, 4, 2, 5},  {2, 3, -1, 3}};
    const QStringList names{u"people"_s, u"staff"_s, u"partners"_s, u"processes"_s};
    CoverageGrid grid;
    grid.columns = {u"People’s experience"_s, u"Feedback from staff and leaders"_s,
                    u"Feedback from partners"_s, u"Processes"_s};
    for (const Statement& one : statements()) {
        CoverageLine line{one.number, one.theme, one.title, {}};
        for (int i = 0; i < 4; ++i) {
            const int sources = counted[one.number - 1][i];
            line.squares +=
                CoverageModel::square(one.title, names[i], grid.columns[i], std::max(0, sources),
                                      sources >= 0, one.number == 3 && i < 2 ? 1 : 0);
        }
        grid.lines += line;
    }
    grid.summary = u"2 gaps, 3 with one source."_s;
    grid.rule = u"Every statement needs people’s experience."_s;
    return grid;
}

void showCoverage(WindowModels& models) {
    strip(models, 40, u"17:48"_s);
    models.coverage.show(coverage());
    models.coverage.choose(2, 0);
    CellStory story;
    story.overline = u"3 · People’s experience"_s;
    story.title = u"One voice, so far"_s;
    story.detail = u"3 passages, all from one source. A report could not say “people told us”."_s;
    story.chances = {
        {u"s1"_s, u"tag"_s, u"Case 12, at home"_s, u"4 lines of today not yet tagged"_s},
        {u"s2"_s, u"person"_s, u"Deaf people’s forum"_s, u"Wednesday 10 March 10:00, Room 1"_s}};
    story.sources = {{{},
                      u"person"_s,
                      u"C7K2M, unpaid carer"_s,
                      u"3 passages · Carers’ centre · written down by AW and JO, counted once"_s}};
    story.beside = {
        {u"l1"_s, u"differ"_s, u"Nobody is asked; the plan says everybody is"_s,
         u"C7K2M, unpaid carer\nContradicted by “Every carer is asked what a break would "
         u"be”\nFrom a paper · November 2026"_s}};
    story.held = {{u"l1"_s, u"said"_s, u"Nobody asks the carer what would give them a break"_s,
                   u"C7K2M, unpaid carer · 9 March 2027 11:34 · Shortfall"_s},
                  {u"l2"_s, u"said"_s, u"The leaflet was only in English"_s,
                   u"C7K2M, unpaid carer · 9 March 2027 11:20 · Shortfall"_s}};
    story.papers = {{{}, u"read"_s, u"Equality impact summary, November 2026"_s, u"Item 31"_s}};
    story.mayPlan = true;
    models.coverage.showStory(3, u"people"_s, story);
    models.shell.showPage(ShellModel::Coverage);
}

void showHuddle(WindowModels& models) {
    strip(models, 40, u"17:52"_s);
    HuddleState state;
    state.day = u"Tuesday 9 March"_s;
    state.withheld = u"1 note left out because it points to somebody."_s;
    for (const Statement& one : statements()) {
        HuddleLine line{one.number, one.theme, one.title, u"Nothing heard today"_s,
                        true,       {},        {},        {}};
        if (one.number == 1) {
            line.heard = u"3 sources today: strengths from 1, shortfalls from 2"_s;
            line.silent = false;
            line.differ = {u"An average and a wall; ask for the spread"_s};
            line.thoughts = {
                {u"Carers are assessed, then wait"_s,
                 u"Assessment is offered sooner than a year ago; what follows is not"_s,
                 u"The spread of waits; what a break is"_s,
                 u"Shortfall · rests on 3 independent sources"_s,
                 {},
                 false},
                {u"Carers told us money starts after the plan"_s,
                 {},
                 u"Why the check cannot start sooner"_s,
                 u"Shortfall · rests on 1 independent source"_s,
                 u"It reads like many people, and one source told us."_s,
                 true}};
        }
        if (one.number == 3) line.gaps = u"No source yet: Feedback from partners"_s;
        state.lines += line;
    }
    models.huddle.show(state);
    const ThemeDraft draft{3, u"Papers in English only"_s,
                           u"Leaflets and letters, seen twice; nobody could say what is offered"_s,
                           u"What partners see"_s, u"shortfall"_s};
    models.huddle.showDraft(draft);
    models.huddle.showSaved(draft, u"17:52:07"_s);
    models.shell.showPage(ShellModel::Huddle);
}

/// The board of mock-up 16; with `missing`, three statements have no score.
void showRating(WindowModels& models, bool missing) {
    strip(models, 0, u"10:12"_s, Strip::Connection::Connected);
    constexpr int given[9] = {2, 3, 2, 3, 3, 1, 3, 2, 3};
    const QStringList sources{u"18"_s, u"8"_s,  u"7"_s,          u"13"_s, u"10"_s,
                              u"10"_s, u"11"_s, u"11 · 1 gap"_s, u"8"_s};
    RatingState state;
    state.scores = {u"1 Significant shortfalls"_s, u"2 Some shortfalls"_s, u"3 Good standard"_s,
                    u"4 Exceptional standard"_s};
    for (const Statement& one : statements()) {
        const bool empty = missing && one.number > 6;
        state.lines.append(
            {one.number, one.theme, one.title, sources[one.number - 1],
             empty ? 0 : given[one.number - 1],
             missing && one.number == 8 ? u"Two scores differ. Decide."_s : QString(),
             missing && one.number == 7});
    }
    state.steps = {{u"Inadequate"_s, 25, 38, false},
                   {u"Requires improvement"_s, 39, 62, !missing},
                   {u"Good"_s, 63, 87, false},
                   {u"Outstanding"_s, 88, 100, false}};
    state.points = missing ? u"6 of 9 statements are scored"_s : u"22 of 36 points, 61%"_s;
    if (!missing) {
        state.rating = u"Requires improvement"_s;
        state.percent = 61;
        state.next = u"One more point would make it Good."_s;
        state.checks = {{6, u"Statement 6 is scored 1"_s, {}}};
        state.gaps = {u"Statement 8 has nothing under People’s experience"_s};
    }
    models.rating.show(state);
    models.shell.showPage(ShellModel::Rating);
}

void showReview(WindowModels& models) {
    strip(models, 41, u"18:02"_s);
    HandOverReview review;
    const auto open = [](const QString& key, const QString& icon, const QString& title,
                         const QString& detail, const QString& action) {
        return OpenPoint{key, icon, false, title, detail, action, {}};
    };
    const auto done = [](const QString& key, const QString& icon, const QString& title,
                         const QString& detail) {
        return OpenPoint{key, icon, true, title, detail, {}, {}};
    };
    review.points = {
        done(u"heard"_s, u"safeguard"_s, u"1 alert, passed on"_s,
             u"Assessment lead, 16:52, by phone."_s),
        open(u"agreement"_s, u"agree"_s, u"1 agreement not confirmed"_s,
             u"Case 12: the council said yes, we have not asked."_s, u"Ask or explain"_s),
        open(u"untagged"_s, u"tag"_s, u"4 lines without a tag"_s,
             u"Hospital discharge, 14:31 and 3 more."_s, u"Tag them"_s),
        open(u"moments"_s, u"moment"_s, u"1 marked moment still empty"_s,
             u"Hospital discharge, 14:22."_s, u"Write it"_s),
        open(u"followUps"_s, u"followUp"_s, u"2 follow-ups to ask the council for"_s,
             u"Waiting list at a date. Carers’ letter."_s, u"See both"_s),
        done(u"sources"_s, u"checkCircle"_s, u"Times, roles and sources complete"_s,
             u"Every line has a time, an author and a role."_s)};
    review.counts = {{u"Alerts and withdrawals"_s, u"2"_s},
                     {u"Agreements"_s, u"11"_s},
                     {u"Notes, accounts and tags"_s, u"19"_s},
                     {u"Documents seen"_s, u"6"_s},
                     {u"Photographs"_s, u"3"_s}};
    review.onlyHere = 41;
    review.mayCopyOut = true;
    review.copiedOut = u"Last copied out Monday 8 March, 18:20."_s;
    models.handOver.show(review);
    models.shell.showPage(ShellModel::HandOver);
}

/// Copying out on the evening of showReview, with a stick in the tablet.
void showCopyOut(WindowModels& models) {
    showReview(models);
    models.copyOut.begin(u"41 records only on this tablet"_s,
                         u"Candour Northmere Council 2027-03-09 1802.bundle"_s);
    models.copyOut.show({{},
                         {{u"/media/stick"_s, u"KINGSTON"_s, u"12.3 GB free"_s, u"saveCopy"_s},
                          {u"/home/Documents"_s, u"Documents"_s,
                           u"On this tablet: it would be lost with it"_s, u"tablet"_s}}});
}

/// In the stick's folder, with these folders in it.
void showStick(WindowModels& models, const QStringList& folders) {
    showCopyOut(models);
    models.copyOut.choose(0);
    CopyFolder folder{u"/media/stick"_s, {}, u"12.3 GB free"_s};
    for (const QString& name : folders)
        folder.inside.append({u"/media/stick/"_s + name, name, {}, u"cases"_s});
    models.copyOut.show(folder);
}

void showSending(WindowModels& models, const QString& problem) {
    strip(models, 19, u"18:11"_s,
          problem.isEmpty() ? Strip::Connection::Connected : Strip::Connection::Offline);
    HandOverProgress progress;
    progress.accepted = 22;
    progress.records = 41;
    progress.bytesSent = 3'100'000;
    progress.bytesReceived = 240'000;
    progress.files = 3;
    progress.running = problem.isEmpty();
    progress.problem = problem;
    progress.timeLeft =
        problem.isEmpty() ? u"About 4 minutes for this step, at this speed"_s : QString();
    progress.checked = u"Connected to the central store only. Checked at 18:07."_s;
    progress.steps = {
        {u"safeguard"_s, u"Safety first"_s, u"Alert, withdrawals"_s, 2, 2, u"18:08"_s, false},
        {u"agree"_s, u"Agreements"_s, u"Who said yes to what"_s, 11, 11, u"18:08"_s, false},
        {u"edit"_s, u"Words and tags"_s, u"Lines, accounts, tags"_s, 9, 19,
         problem.isEmpty() ? u"Now"_s : u"Stopped"_s, problem.isEmpty()},
        {u"read"_s, u"Documents seen"_s, u"Lists, no copies"_s, 0, 6, u"Waiting"_s, false},
        {u"photo"_s, u"Photographs"_s, u"3, about 9 MB"_s, 0, 3, u"Waiting"_s, false}};
    models.handOver.show(progress);
    models.shell.showPage(ShellModel::HandOver);
}

void showReceipt(WindowModels& models, int held) {
    strip(models, held, u"18:16"_s, Strip::Connection::Connected);
    HandOverReceipt receipt;
    receipt.captured = 41;
    receipt.accepted = 41 - held;
    receipt.held = held;
    receipt.when = u"Tuesday 9 March 2027, 18:15:44"_s;
    receipt.facts = {{u"Receipt"_s, u"NM-0309-14-07"_s},
                     {u"From"_s, u"Tablet 14, AW"_s},
                     {u"Signed by"_s, u"Central store, key 3"_s},
                     {u"Fingerprint"_s, u"7c1e 90b4 2ad8 55f3 · e016 bb7a 3c94 d02f"_s}};
    if (held > 0)
        receipt.reasons = {{u"2 photographs. Kept safely here."_s,
                            u"The council’s Wi-Fi ended at 18:12. They go next time."_s}};
    receipt.checked = held > 0 ? u"Checked here against 39 records. They all match."_s
                               : u"Checked here against all 41 records. They all match."_s;
    receipt.keeping =
        held > 0
            ? u"Copies of the 39 stay, locked, until 16 March. What is held stays until then and after."_s
            : u"Copies stay, locked, until 16 March. Then they are removed from this tablet."_s;
    receipt.maySave = true;
    models.handOver.show(receipt);
    models.shell.showPage(ShellModel::HandOver);
}

void showAttachments(WindowModels& models, const QString& noPhotograph) {
    auto state = interview();
    state.session = u"s1"_s;
    models.capture.show(state);
    models.shell.showPage(ShellModel::Capture);
    models.attachments.turnTo(u"s1"_s, u"Social worker, hospital discharge"_s);
    const auto item = [](const char* id, const char* sign, const QString& title,
                         const QString& detail, const QString& state_, const char* stateSign,
                         int tone, bool opens) {
        AttachmentItem one;
        one.id = QString::fromLatin1(id);
        one.sign = QString::fromLatin1(sign);
        one.title = title;
        one.detail = detail;
        one.state = state_;
        one.stateSign = QString::fromLatin1(stateSign);
        one.tone = tone;
        one.opens = opens;
        return one;
    };
    Attached attached{u"s1"_s, {}, noPhotograph};
    attached.items = {
        item("p1", "photo", u"Wall chart of the duty desk"_s,
             u"Photograph · 3.4 MB · Tuesday 9 March, 14:21"_s, u"Only on this tablet"_s, "tablet",
             CaseItem::Waiting, true),
        item("p2", "edit", u"Ink note, 14 strokes, 14:32"_s,
             u"Handwriting · 9 kB · Tuesday 9 March, 14:32"_s, u"At the store"_s, "check",
             CaseItem::Good, true),
        item("p3", "script", u"Discharge checklist"_s,
             u"Document · 210 kB · Tuesday 9 March, 14:40"_s, u"Not here yet, after 3 days"_s,
             "clock", CaseItem::Waiting, false),
        item("p4", "photo", u"Ward board"_s, u"Photograph · 2.9 MB · Monday 8 March, 10:02"_s,
             u"At the store only"_s, "handover", CaseItem::Quiet, false)};
    attached.items.last().fetchable = true;
    models.attachments.show(attached);
}

/// Three boxes and the arrows between them, as somebody draws who explains how work comes in.
void drawFlow(InkModel& ink) {
    const auto stroke = [&ink](const QList<QPointF>& points) {
        ink.begin(points.first().x(), points.first().y(), 0.4, 900, 260);
        for (qsizetype i = 1; i < points.size(); ++i)
            for (int step = 1; step <= 8; ++step) {
                const QPointF at = points[i - 1] + (points[i] - points[i - 1]) * step / 8.0;
                ink.extend(at.x(), at.y() + (step % 3 - 1) * 0.8, 0.35 + 0.05 * step);
            }
        ink.end();
    };
    for (int box = 0; box < 3; ++box) {
        const double x = 30 + box * 200;
        stroke({{x, 40}, {x + 130, 38}, {x + 132, 110}, {x + 2, 112}, {x, 40}});
        stroke({{x + 20, 70}, {x + 60, 62}, {x + 110, 74}});
        stroke({{x + 24, 90}, {x + 90, 92}});
        if (box < 2) {
            stroke({{x + 138, 76}, {x + 190, 74}});
            stroke({{x + 178, 64}, {x + 191, 74}, {x + 179, 86}});
        }
    }
}

/// Two listeners wrote one line.
Dispute dispute() {
    Dispute dispute;
    dispute.key = u"line"_s;
    dispute.detail = u"Carers’ centre, 11:20 · Needs you, 1 of 1 · The rest has been accepted"_s;
    dispute.time = u"11:20"_s;
    dispute.mine = {u"AW"_s,
                    u"Yours, on this tablet"_s,
                    u"Written 11:20:41, changed 17:32"_s,
                    u"Said"_s,
                    u"said"_s,
                    u"“I asked for a break in September. They found me four nights, but not until "
                    u"after Christmas.”"_s,
                    {statement(1), statement(4)}};
    dispute.theirs = {u"JO"_s,
                      u"Joseph’s, from the store"_s,
                      u"Written 11:20:38, not changed"_s,
                      u"Said"_s,
                      u"said"_s,
                      u"“I asked for a break in October. They found me a few nights, but not until "
                      u"after Christmas.”"_s,
                      {statement(4)}};
    return dispute;
}

void showConflict(WindowModels& models, ConflictModel::Choice choice) {
    strip(models, 4, u"18:13"_s, Strip::Connection::Connected);
    Dispute two = dispute();
    two.before = u"“I asked for a break. They found me nights, but not until after Christmas.”"_s;
    models.conflict.show(two);
    models.conflict.setChoice(choice);
    models.shell.showPage(ShellModel::Conflict);
}

/// A colleague struck out what was written on here.
void showStrike(WindowModels& models) {
    strip(models, 4, u"18:13"_s, Strip::Connection::Connected);
    Dispute struck = dispute();
    struck.words = false;
    struck.strike = Dispute::Strike::theirs;
    struck.theirs.text = u"Struck out: written twice"_s;
    struck.theirs.tags = {};
    models.conflict.show(struck);
    models.shell.showPage(ShellModel::Conflict);
}

/// 19 minutes after it was heard in case 07; nobody has been reached yet.
AlertBook alerts() {
    using M = SafeguardingModel;
    const UtcTime now = SiteClock().utc();
    using std::chrono::minutes;
    AlertSheet sheet;
    sheet.key = u"a1"_s;
    sheet.reference = u"SG 14 31"_s;
    sheet.session = u"s13"_s;
    sheet.origin = u"Case 07"_s;
    sheet.answers.raised = now - minutes(19);
    sheet.answers.what = u"Missed visits, no food in. “They just don’t turn up.”"_s;
    sheet.answers.harm = {u"neglect"_s};
    sheet.answers.danger = M::No;
    sheet.answers.wishes = M::WantsAction;
    sheet.answers.wishesWords = u"“I want it sorted, not a fuss”"_s;
    sheet.answers.council = M::Yes;
    sheet.waiting = {{u"tried"_s,
                      u"Assessment lead"_s,
                      now - minutes(7),
                      M::Phone,
                      u"Rang, no answer. Voicemail left with no details."_s,
                      {}},
                     {u"told_person"_s,
                      u"The daughter"_s,
                      now - minutes(3),
                      M::InPerson,
                      u"Told we must pass it on, and why."_s,
                      {}}};
    AlertBook book;
    book.sheets = {sheet};
    book.spare = u"a2"_s;
    book.spareReference = u"SG 9K 0P"_s;
    book.lead = u"Helen Marsh, assessment lead"_s;
    book.words = u"Safeguarding, reference %1. I need to pass it on by voice."_s;
    book.offices = {
        {u"called_999"_s, u"Emergency services"_s, u"999"_s, u"If somebody is in danger now"_s},
        {u"told_lead"_s, u"Assessment lead"_s, u"01632 960144"_s,
         u"First, whenever it is about the council"_s},
        {u"told_cqc_team"_s, u"Duty manager, national line"_s, u"01632 960170"_s,
         u"Any time, day or night"_s},
        {u"told_council"_s, u"The council’s safeguarding team"_s, u"01632 960121"_s,
         u"Never first when it is about the council"_s, true}};
    book.harms = {{u"physical"_s, u"Physical"_s},   {u"domestic"_s, u"Domestic abuse"_s},
                  {u"sexual"_s, u"Sexual"_s},       {u"psychological"_s, u"Psychological"_s},
                  {u"financial"_s, u"Financial"_s}, {u"modern_slavery"_s, u"Modern slavery"_s},
                  {u"neglect"_s, u"Neglect"_s},     {u"self_neglect"_s, u"Self-neglect"_s}};
    book.causes = {{u"provider"_s, u"A care provider"_s},
                   {u"health"_s, u"The NHS"_s},
                   {u"family"_s, u"Family or friends"_s},
                   {u"other"_s, u"Somebody else"_s}};
    return book;
}

void showAlert(WindowModels& models, const AlertBook& book, int question, int urgent = 1) {
    strip(models, 36, u"14:32"_s, Strip::Connection::Offline, urgent);
    models.safeguarding.show(book);
    models.safeguarding.choose(0);
    models.safeguarding.goTo(question);
    models.shell.showPage(ShellModel::Safeguarding);
}

WithdrawalSheet wish() {
    WithdrawalSheet sheet;
    sheet.participant = u"p"_s;
    sheet.who = u"Case 26 · Person who draws on care"_s;
    sheet.words = {
        {u"1"_s, u"8 March 2027 11:02"_s, u"They took the keys and said they would come."_s},
        {u"2"_s, u"8 March 2027 11:09"_s, u"I did not want my brother to know about the money."_s},
        {u"3"_s, u"8 March 2027 11:15"_s, u"Nobody rang in the end."_s}};
    sheet.reach.lines = 7;
    sheet.reach.days = u"8 March"_s;
    sheet.reach.tags = 3;
    sheet.reach.sources = {u"Statement 4 falls from 4 sources to 3."_s};
    sheet.reach.links = 1;
    sheet.reach.notes = 1;
    sheet.reach.handedOver = 7;
    sheet.hold =
        u"A legal hold stands since 3 March 2027: a complaint. Nothing is erased while it stands. "
        u"The "
        u"words are sealed all the same."_s;
    return sheet;
}

void showWithdrawal(WindowModels& models, int outcome) {
    strip(models, 19, u"12:24"_s);
    models.withdrawal.show(wish());
    if (outcome >= 0) models.withdrawal.choose(outcome);
    models.shell.showPage(ShellModel::Withdrawal);
}

void showSettings(WindowModels& models, bool sound) {
    strip(models, 0, u"18:20"_s, Strip::Connection::Connected);
    models.settings.showTablet({u"AW"_s, u"Enrolled with the central store"_s,
                                u"Northmere central store"_s, u"4c90f2b1"_s, u"1.0"_s,
                                u"After 5 minutes without a touch; in an interview after 10."_s});
    Proof proof;
    proof.sound = sound;
    proof.heading = sound ? u"1,284 entries, all in order"_s
                          : u"Entry 812 of the tablet of AW does not follow entry 811."_s;
    proof.detail = sound
                       ? u"Checked at 18:20:11 in 1.3 seconds."_s
                       : u"Nothing was deleted. Tell your administrator, and save the proof file. "
                         u"Checked at 18:20:11 in 1.3 seconds."_s;
    proof.rows = {
        {u"Each entry follows the one before"_s,
         sound ? u"No breaks, no repeats"_s : u"1 place does not fit"_s, u"1,284"_s, sound},
        {u"Words as they were written"_s, u"Opened here, and every seal fits"_s, u"1,271"_s, true},
        {u"Signed by the tablet that wrote it"_s, u"Each by their own tablet: AW, HM, JO"_s,
         u"96"_s, true},
        {u"Amended, with the first version kept"_s, u"Shown in the note they belong to"_s, u"23"_s,
         true},
        {u"Sealed or erased, with the reason kept"_s, u"1 withdrawal, the last on 9 March"_s,
         u"1"_s, true},
        {u"The store agrees"_s, u"Receipts that it signed"_s, u"41"_s, true},
        {u"Clock"_s, u"2 seconds behind the store"_s, u"Steady"_s, true}};
    proof.fingerprint = u"7c1e 90b4 2ad8 55f3 e016 bb7a 3c94 d02f"_s;
    models.settings.showProof(proof);
    models.shell.showPage(ShellModel::Settings);
}

void showUnlock(WindowModels& models) {
    strip(models, 24, u"08:02"_s);
    models.unlock.show(
        {u"Good morning"_s, u"This tablet was switched off, so it needs your passphrase."_s,
         u"Your administrator can help you to begin again. What was handed over is safe at the "
         u"central store; what is only on this tablet stays locked here."_s});
    models.unlock.showReady();
    models.shell.showPage(ShellModel::Unlock);
}

void showEnrol(WindowModels& models) {
    strip(models, 0, u"09:06"_s, Strip::Connection::Connected);
    models.enrol.show(u"https://store.northmere.example"_s);
    models.enrol.typeCode(u"K7MP-4XQ2-9TRD-W"_s);
    models.shell.showPage(ShellModel::Enrol);
}

}  // namespace

UtcTime SiteClock::utc() const {
    using namespace std::chrono;
    return sys_days(year(2027) / March / 9) + 14h + 32min + 7s;
}

void HeldDelay::start(std::chrono::milliseconds wait, std::function<void()> then) {
    m_wait = wait;
    m_then = std::move(then);
}

void HeldDelay::end() {
    if (const auto then = std::exchange(m_then, {})) then();
}

QList<Statement> statements() {
    return {{1, 1, u"Needs"_s, u"Assessing needs"_s},
            {2, 1, u"Healthier lives"_s, u"Supporting people to live healthier lives"_s},
            {3, 1, u"Equity"_s, u"Equity in experience and outcomes"_s},
            {4, 2, u"Provision"_s, u"Care provision, integration and continuity"_s},
            {5, 2, u"Partnerships"_s, u"Partnerships and communities"_s},
            {6, 3, u"Transitions"_s, u"Safe systems, pathways and transitions"_s},
            {7, 3, u"Safeguarding"_s, u"Safeguarding"_s},
            {8, 4, u"Governance"_s, u"Governance, management and sustainability"_s},
            {9, 4, u"Learning"_s, u"Learning, improvement and innovation"_s}};
}

QList<LineRow> lines() {
    using enum LineListModel::Kind;
    const auto line = [](LineListModel::Kind kind, const QString& time, const QString& text,
                         const QList<int>& tags = {}) {
        LineRow row;
        row.id = time;
        row.kind = kind;
        row.time = time;
        row.text = text;
        for (const int number : tags) row.tags += statement(number);
        return row;
    };
    return {
        line(Read, u"14:02"_s, u"Opening script read. Limits of confidentiality explained."_s),
        line(
            Said, u"14:04"_s,
            u"Four years in the team. Twenty-two people on caseload now, down from thirty-one last "
            u"winter. Supervision every four weeks, and it happens."_s,
            {8}),
        line(Read, u"14:05"_s, u"Shown the ward round sheet for week of 22 February."_s, {6}),
        line(Said, u"14:06"_s,
             u"“We get the discharge call on a Friday and nobody has told the carer. Then it’s us "
             u"ringing round on the Monday.”"_s,
             {6, 1}),
        line(Said, u"14:11"_s,
             u"Waiting list read out every Monday with the OT lead. Anyone past 28 days gets a "
             u"phone call."_s,
             {1}),
        line(Saw, u"14:15"_s, u"Wall chart: 41 waiting, 9 past 28 days."_s, {1, 8}),
        line(Thought, u"14:16"_s,
             u"Information return said 26 waiting. Ask which date it was drawn."_s),
        line(Said, u"14:19"_s,
             u"Trusted assessor scheme with two homes means moves can start on a Saturday."_s, {6}),
        line(Moment, u"14:22"_s, {}),
        line(Said, u"14:24"_s,
             u"Interpreters are easy to book by phone, hard to get face to face."_s, {3}),
        line(Said, u"14:26"_s,
             u"“Honestly, a year ago we didn’t offer carers their own assessment at first contact. "
             u"Now we do.”"_s,
             {1, 9}),
    };
}

CaptureState interview() {
    CaptureState state;
    state.title = u"Social worker, hospital discharge"_s;
    state.detail = u"Room 2 · Started 14:02 · Two of us: AW writing, JO asking"_s;
    state.agreed = {{u"Talk with us"_s, AgreedItem::Yes},
                    {u"Quote, by role only"_s, AgreedItem::Yes},
                    {u"No recording"_s, AgreedItem::No}};
    state.setting = {{u"chosen"_s, u"Chosen by council"_s, true},
                     {u"notes"_s, u"Brought notes"_s, true},
                     {u"manager"_s, u"Manager present"_s, false},
                     {u"rehearsed"_s, u"Rehearsed"_s, false},
                     {u"family"_s, u"Family interpreted"_s, false},
                     {u"earshot"_s, u"Others in earshot"_s, false},
                     {u"interrupted"_s, u"Interrupted"_s, false}};
    state.prompts = {
        {u"1"_s, u"How you find out who is caring for someone"_s, {}, true, false},
        {u"2"_s, u"Waits for assessment, and what happens while people wait"_s, {}, true, false},
        {u"3"_s, u"Direct payments: offered, set up, kept going"_s,
         u"“I can choose who supports me, and how.”"_s, false, true},
        {u"4"_s, u"Leaving hospital at a weekend"_s, {}, false, false},
        {u"5"_s, u"Who speaks up for someone with no family nearby"_s, {}, false, false},
        {u"6"_s, u"What you would change first"_s, {}, false, false}};
    state.statements = statements();
    state.lastUsed = {6, 1, 8, 3, 4, 9};
    LineDraft draft;
    draft.serial = 1;
    draft.begun = SiteClock().utc() - std::chrono::seconds(67);
    draft.text =
        u"“Direct payments take about six weeks to set up, because the finance check only starts "
        u"after"_s;
    draft.caret = static_cast<int>(draft.text.size());
    state.draft = draft;
    state.nextSerial = 2;
    return state;
}

QQuickItem* buttonNamed(QQuickItem* item, const QString& name) {
    if (!item->isVisible()) return nullptr;
    if (item->inherits("QQuickAbstractButton") && item->isEnabled() &&
        (item->property("text").toString().startsWith(name) ||
         QQmlProperty::read(item, u"Accessible.name"_s, qmlContext(item)).toString() == name))
        return item;
    for (QQuickItem* child : item->childItems())
        if (QQuickItem* const found = buttonNamed(child, name)) return found;
    return nullptr;
}

int press(QQuickWindow& window, const QStringList& names) {
    int pressed = 0;
    for (const QString& name : names) {
        QQuickItem* const button = buttonNamed(window.contentItem(), name);
        if (button == nullptr) continue;
        QMetaObject::invokeMethod(button, "clicked");
        QCoreApplication::processEvents();
        ++pressed;
    }
    return pressed;
}

std::vector<Scene> scenes() {
    using M = WindowModels;
    std::vector<Scene> scenes{
        {u"01-unlock"_s, showUnlock},
        {u"01-unlock-failed"_s,
         [](M& m) {
             showUnlock(m);
             strip(m, 24, u"08:02"_s, Strip::Connection::Offline, 1);
             m.unlock.showNoMatch(4);
         }},
        {u"01-unlock-unsaved"_s,
         [](M& m) {
             showUnlock(m);
             m.unlock.showUnsaved(true);
         }},
        {u"02-enrol-code"_s, showEnrol},
        {u"02-enrol-picture"_s,
         [](M& m) {
             showEnrol(m);
             m.enrol.readPicture(QUrl(u"file:///media/card/IMG_2041.jpg"_s));
             m.enrol.showScanned(u"candour:enrol?host=store"_s, u"K7MP4XQ29TRDWZ3A"_s,
                                 u"https://store.northmere.example:8443"_s);
         }},
        {u"02-enrol-expired"_s,
         [](M& m) {
             showEnrol(m);
             m.enrol.showProblem(EnrolModel::Code,
                                 u"That code has run out. Ask your administrator for another."_s);
         }},
        {u"02-enrol-passphrase"_s,
         [](M& m) {
             showEnrol(m);
             m.enrol.typeCode(u"K7MP4XQ29TRDWZ3B"_s);
             m.enrol.proceed({}, {});
         }},
        {u"02-enrol-fetch"_s,
         [](M& m) {
             showEnrol(m);
             m.enrol.typeCode(u"K7MP4XQ29TRDWZ3B"_s);
             m.enrol.proceed({}, {});
             m.enrol.proceed(u"four words are good"_s, u"four words are good"_s);
             m.enrol.showProgress(u"Timetable and 50 cases. 340 kB of 1.2 MB."_s, 0.28);
         }},
        {u"03-today"_s,
         [](M& m) {
             strip(m, 24, u"13:40"_s);
             m.today.show(day());
             m.shell.showPage(ShellModel::Today);
         }},
        {u"03-today-empty"_s,
         [](M& m) {
             strip(m, 0, u"13:40"_s, Strip::Connection::Connected);
             DayPlan plan;
             plan.date = QDate(2027, 3, 14);
             m.today.show(plan);
             m.shell.showPage(ShellModel::Today);
         }},
        {u"03-today-unreadable"_s,
         [](M& m) {
             strip(m, 24, u"13:40"_s);
             DayPlan plan = day();
             plan.readAt = u"13:22"_s;
             m.today.show(plan);
             m.today.showUnreadable();
             m.shell.showPage(ShellModel::Today);
         }},
        {u"04-capture"_s, [](M& m) { showCapture(m, interview()); }},
        {u"04-capture-new"_s,
         [](M& m) {
             auto state = interview();
             state.draft.reset();
             state.mayTag = false;
             state.agreed = {{u"Not asked yet"_s, AgreedItem::NotAsked}};
             m.capture.lines()->showCount(0);
             strip(m, 27, u"14:32"_s);
             m.capture.show(state);
             m.capture.tag(1);
             m.shell.showPage(ShellModel::Capture);
         }},
        {u"04-capture-notsaved"_s,
         [](M& m) {
             auto state = interview();
             state.warning =
                 u"Only person in this role, so we cannot promise they will not be recognised"_s;
             showCapture(m, state);
             m.capture.showNotSaved();
         }},
        {u"04-capture-amending"_s,
         [](M& m) {
             auto state = interview();
             state.draft.reset();
             showCapture(m, state);
             m.capture.reopen(9);
         }},
        {u"04-capture-people"_s,
         [](M& m) { showCapture(m, interview()); },
         {u"All statements"_s, u"All prompts"_s, u"People"_s}},
        {u"04-capture-needs"_s,
         [](M& m) {
             showCapture(m, interview(),
                         u"Lipreads, Breaks · Face the window, and stop at half past two"_s);
         }},
        {u"04-capture-met"_s,
         [](M& m) {
             showCapture(m, interview());
             m.people.show(
                 {{u"1"_s, u"Social worker"_s, u"Talk with us: yes"_s, true, true, true}});
         },
         {u"All statements"_s, u"All prompts"_s, u"People"_s}},
        {u"04-capture-followups"_s,
         [](M& m) { showCapture(m, interview()); },
         {u"All statements"_s, u"All prompts"_s, u"Follow-ups"_s}},
        {u"04-capture-ink"_s,
         [](M& m) {
             auto state = interview();
             state.session = u"s1"_s;
             showCapture(m, state);
             m.ink.show(u"s1"_s, {});
             m.ink.turn(true);
             drawFlow(m.ink);
         }},
        {u"04-capture-paused"_s,
         [](M& m) {
             showCapture(m, interview());
             m.capture.setPaused(true);
         }},
        {u"04-capture-finish"_s,
         [](M& m) { showCapture(m, interview()); },
         {u"Finish"_s, u"All statements"_s, u"Finish"_s}},
        {u"04-capture-clock"_s,
         [](M& m) {
             m.shell.showTrouble(ShellModel::Trouble::clock,
                                 u"This tablet’s clock is 3 hours slow. Your notes are dated by "
                                 u"the store’s time. Set "
                                 u"the clock in the tablet’s own settings."_s);
             showCapture(m, interview());
         }},
        {u"03-today-notice"_s,
         [](M& m) {
             strip(m, 24, u"13:40"_s);
             m.today.show(day());
             m.shell.showPage(ShellModel::Today);
             m.shell.showTrouble(
                 ShellModel::Trouble::disk,
                 u"The tablet is nearly full. Your notes still save. Hand over photographs to make room."_s);
         }},
        {u"03-today-clock"_s,
         [](M& m) {
             strip(m, 24, u"13:40"_s);
             m.today.show(day());
             m.shell.showPage(ShellModel::Today);
             m.shell.showTrouble(
                 ShellModel::Trouble::clock,
                 u"The clock was changed at 11:02. Times are marked until it is checked. Set it "
                 u"right, or hand over: the store knows the time."_s);
         }},
        {u"05-group"_s, showGroup},
        {u"05-group-counter"_s, showGroup, {u"Agree, 7 of 10. Opens counter"_s}},
        {u"05-group-room"_s, showGroup, {u"All statements"_s, u"All prompts"_s, u"People"_s}},
        {u"06-agreement"_s, showAgreement},
        {u"06-agreement-problem"_s,
         [](M& m) {
             showAgreement(m);
             m.agreement.choose(2, AgreementModel::No);
             m.agreement.record();
         }},
        {u"06-agreement-answered"_s,
         [](M& m) {
             showAgreement(m);
             AgreementSheet sheet = agreement();
             sheet.purposes.front().choice = sheet.purposes.front().recorded = AgreementModel::Yes;
             m.agreement.show(sheet);
         }},
        {u"06-agreement-doubt"_s,
         [](M& m) {
             showAgreement(m);
             m.agreement.judge(1, AgreementModel::Doubt);
         }},
        {u"11-safeguarding"_s, [](M& m) { showAlert(m, alerts(), SafeguardingModel::Council); }},
        {u"11-safeguarding-new"_s,
         [](M& m) {
             AlertBook book = alerts();
             book.sheets.clear();
             showAlert(m, book, SafeguardingModel::What, 0);
         }},
        {u"11-safeguarding-what"_s, [](M& m) { showAlert(m, alerts(), SafeguardingModel::What); }},
        {u"11-safeguarding-danger"_s,
         [](M& m) {
             showAlert(m, alerts(), SafeguardingModel::Danger);
             m.safeguarding.chooseDanger(SafeguardingModel::Yes);
         }},
        {u"11-safeguarding-rerouted"_s,
         [](M& m) {
             showAlert(m, alerts(), SafeguardingModel::Council);
             m.safeguarding.chooseCouncil(SafeguardingModel::Yes);
             m.safeguarding.redirect(true);
         }},
        {u"11-safeguarding-wishes"_s,
         [](M& m) {
             showAlert(m, alerts(), SafeguardingModel::Wishes);
             m.safeguarding.chooseWishes(SafeguardingModel::DoesNot);
         }},
        {u"11-safeguarding-telling"_s,
         [](M& m) {
             showAlert(m, alerts(), SafeguardingModel::Told);
             m.safeguarding.beginTelling();
             m.safeguarding.chooseOffice(2);
         }},
        {u"11-safeguarding-received"_s,
         [](M& m) {
             AlertBook book = alerts();
             AlertSheet& sheet = book.sheets.front();
             sheet.told = std::exchange(sheet.waiting, {});
             sheet.told.append({u"told_lead"_s,
                                u"Assessment lead"_s,
                                SiteClock().utc() - std::chrono::minutes(2),
                                SafeguardingModel::Phone,
                                u"Heard it whole, and rings the board’s chair."_s,
                                {}});
             sheet.recorded = sheet.answers;
             sheet.inLine = sheet.received = true;
             sheet.heardBy = u"Assessment lead, 14:30, by phone"_s;
             showAlert(m, book, SafeguardingModel::Told, 0);
         }},
        {u"11-safeguarding-card"_s,
         [](M& m) { showAlert(m, alerts(), SafeguardingModel::Council); },
         {u"Phone card"_s}},
        {u"23-lock-unsent"_s,
         [](M& m) {
             showAlert(m, alerts(), SafeguardingModel::Council);
             m.shell.lock();
         }},
        {u"09-review"_s, [](M& m) { showReviewing(m, 10, u"Now we do"_s); }},
        {u"09-review-empty"_s, [](M& m) { showReviewing(m, -1, {}); }},
        {u"09-review-thought"_s,
         [](M& m) {
             showReviewing(m, 6, {});
             m.review.tag(1);
         }},
        {u"09-review-date"_s,
         [](M& m) {
             showReviewing(m, 3, {});
             m.review.showDateQuestion(
                 m.review.dating()->about(),
                 u"This is older than the period under assessment. Say why it counts."_s, true);
         }},
        {u"09-review-beside"_s,
         [](M& m) {
             showReviewing(m, 5, {});
             m.review.beside()->focusOn(0);
         }},
        {u"09-review-compare"_s,
         [](M& m) {
             showReviewing(m, 5, {});
             m.review.beside()->begin();
             m.review.choose(-1);
             showCandidates(m);
         }},
        {u"09-review-relate"_s,
         [](M& m) {
             showReviewing(m, 6, {});
             m.review.beside()->begin();
             m.review.choose(4);
         }},
        {u"09-review-paper"_s, showReviewedPaper},
        {u"09-review-choices"_s, [](M& m) { showReviewChoices(m); }},
        {u"09-review-choices-comparing"_s,
         [](M& m) {
             showReviewing(m, 5, {});
             m.review.beside()->begin();
             m.review.close();
             showReviewChoices(m);
         }},
        {u"09-review-nothing"_s,
         [](M& m) {
             strip(m, 0, u"09:00"_s);
             m.review.showChoices({});
             m.shell.showPage(ShellModel::Review);
         }},
        {u"10-coverage"_s, showCoverage},
        {u"10-coverage-cell"_s,
         [](M& m) {
             showCoverage(m);
             CellStory planned;
             planned.overline = u"8 · People’s experience"_s;
             planned.title = u"Not yet heard"_s;
             planned.detail = u"Nothing is tagged here yet. Every statement needs it."_s;
             planned.planned = u"In tomorrow’s plan"_s;
             m.coverage.choose(7, 0);
             m.coverage.showStory(8, u"people"_s, planned);
         },
         {u"Governance, management and sustainability, People’s experience, gap, no source yet"_s}},
        {u"10-coverage-problem"_s,
         [](M& m) {
             strip(m, 40, u"17:48"_s);
             m.coverage.showProblem(
                 u"The tablet’s storage did not answer as it should. What was saved is safe. Try "
                 "again."_s);
             m.shell.showPage(ShellModel::Coverage);
         }},
        {u"10-huddle"_s, showHuddle},
        {u"10-huddle-note"_s,
         [](M& m) {
             showHuddle(m);
             m.huddle.showDraft({});
             m.huddle.add();
         },
         {u"Write a theme"_s}},
        {u"12a-handover-review"_s, showReview},
        {u"12b-handover-sending"_s, [](M& m) { showSending(m, {}); }},
        {u"12b-handover-stopped"_s,
         [](M& m) { showSending(m, u"Stopped at 22 of 41. It will carry on from there."_s); }},
        {u"12c-handover-receipt"_s, [](M& m) { showReceipt(m, 0); }},
        {u"12c-handover-held"_s, [](M& m) { showReceipt(m, 2); }},
        {u"12c-handover-all"_s,
         [](M& m) {
             showReceipt(m, 2);
             const auto row = [](const QString& detail, const QString& title, bool here) {
                 EntryRow entry;
                 entry.title = title;
                 entry.detail = detail;
                 entry.status = here ? u"Kept here"_s : u"Accepted"_s;
                 entry.sign = here ? u"clock"_s : u"check"_s;
                 entry.tone = here ? 3 : 2;
                 return entry;
             };
             m.handOver.showEverything(
                 {row(u"Attachment"_s, u"Photograph, 3.1 MB"_s, true),
                  row(u"Attachment"_s, u"Photograph, 2.8 MB"_s, true),
                  row(u"Line"_s,
                      u"“Honestly, a year ago we didn’t offer carers their own "
                      u"assessment at first contact. Now we do.”"_s,
                      false),
                  row(u"Tag"_s, u"1 Needs · Now we do"_s, false),
                  row(u"Line"_s, u"Wall chart: 41 waiting, 9 past 28 days."_s, false),
                  row(u"Agreement"_s, u"Talk with us today: given, spoken"_s, false),
                  row(u"Follow-up"_s, u"Weekend discharge figures, January to March"_s, false)});
         }},
        {u"12c-handover-parted"_s,
         [](M& m) {
             showReceipt(m, 0);
             HandOverReceipt receipt;
             receipt.captured = receipt.accepted = 41;
             receipt.when = u"Tuesday 9 March 2027, 18:15:44"_s;
             receipt.notes = {{u"The tablet of JO was copied or restored"_s,
                               u"It was restored from a backup, or copied, and wrote on. Both are "
                               u"kept, and nothing is lost. Yours are not affected."_s}};
             receipt.facts = {{u"Signed by"_s, u"Central store, key 3"_s}};
             receipt.checked = u"Checked here against every entry. They all match."_s;
             m.handOver.show(receipt);
         }},
        {u"12a-evening-metered"_s,
         [](M& m) {
             showReview(m);
             m.handOver.showMetered(true);
             m.handOver.chooseTime(2);
         }},
        {u"12b-handover-paused"_s,
         [](M& m) {
             showSending(m, {});
             HandOverProgress progress;
             progress.accepted = progress.records = 41;
             progress.files = 3;
             progress.bytesSent = 3'100'000;
             progress.left =
                 u"You paused it. Still to go: 3 photographs. Everything written is at "
                 u"the store."_s;
             progress.steps = {
                 {u"handover"_s, u"Your records"_s, u"Alerts first, then agreements, then words"_s,
                  41, 41, u"Done"_s, false},
                 {u"people"_s, u"From your colleagues"_s,
                  u"What the store has and this tablet has not"_s, 12, 12, u"Done"_s, false},
                 {u"photo"_s, u"Photographs and files"_s,
                  u"Yours first, then what colleagues attached"_s, 0, 3, u"Waiting"_s, false}};
             m.handOver.show(progress);
         }},
        {u"12d-copyout"_s, showCopyOut},
        {u"12d-copyout-folder"_s,
         [](M& m) {
             showStick(m, {u"Northmere, second visit"_s, u"Photos"_s, u"Scans"_s});
         }},
        {u"12d-copyout-answered"_s,
         [](M& m) {
             showCopyOut(m);
             strip(m, 0, u"18:02"_s);
             m.copyOut.showAnswer(
                 u"The store has signed for 41 records. 12 changes by the others came with it."_s,
                 {});
         }},
        {u"12d-copyout-problem"_s,
         [](M& m) {
             showStick(m, {});
             m.copyOut.write(u"9 March: Northmere"_s);
             m.copyOut.showProblem(
                 u"There is not enough room there. Nothing of it was left. Make room, or choose "
                 u"another folder, then try again."_s);
         }},
        {u"12d-copyout-unwritable"_s,
         [](M& m) {
             showStick(m, {});
             CopyFolder folder{u"/media/stick"_s, {}, {}};
             folder.problem = u"Nothing can be written here. Choose another folder."_s;
             m.copyOut.show(folder);
         }},
        {u"12d-copyout-replace"_s,
         [](M& m) {
             showStick(m, {});
             m.copyOut.copy();
             m.copyOut.showThere();
         }},
        {u"12d-copyout-copying"_s,
         [](M& m) {
             showStick(m, {});
             m.copyOut.copy();
             m.copyOut.showProgress(0.4, 12'600'000);
         }},
        {u"12d-copyout-done"_s,
         [](M& m) {
             showStick(m, {});
             m.copyOut.copy();
             m.copyOut.showDone(
                 {u"Copied out: 41 records and 3 files, sealed for the store."_s,
                  u"They stay here, and count as only on this tablet until the store’s receipt is "
                  u"here. Give the file to whoever looks after the store: nobody else can open it."_s});
         }},
        {u"12c-handover-time-over"_s,
         [](M& m) {
             showReceipt(m, 0);
             HandOverReceipt receipt;
             receipt.captured = receipt.accepted = 41;
             receipt.when = u"Tuesday 9 March 2027, 18:15:44"_s;
             receipt.left =
                 u"12 minutes are over. Still to go: 3 photographs. Everything written "
                 u"is at the store."_s;
             receipt.facts = {{u"Signed by"_s, u"Central store, key 3"_s},
                              {u"Files"_s, u"4 accepted, 3 wait"_s}};
             receipt.checked = u"Checked here against every entry. They all match."_s;
             receipt.keeping = u"Copies stay on this tablet, locked."_s;
             receipt.maySave = true;
             m.handOver.show(receipt);
             strip(m, 3, u"18:16"_s, Strip::Connection::Connected);
         }},
        {u"13-conflict"_s, [](M& m) { showConflict(m, ConflictModel::KeepBoth); }},
        {u"13-conflict-merge"_s, [](M& m) { showConflict(m, ConflictModel::Merge); }},
        {u"13-conflict-struck"_s, showStrike},
        {u"14-withdrawal"_s, [](M& m) { showWithdrawal(m, WithdrawalModel::Restrict); }},
        {u"14-withdrawal-some"_s,
         [](M& m) {
             showWithdrawal(m, WithdrawalModel::Restrict);
             m.withdrawal.chooseSome(true);
             m.withdrawal.tick(1);
         }},
        {u"14-withdrawal-open"_s, [](M& m) { showWithdrawal(m, -1); }},
        {u"14-withdrawal-erase"_s, [](M& m) { showWithdrawal(m, WithdrawalModel::Erase); }},
        {u"14-withdrawal-done"_s,
         [](M& m) {
             showWithdrawal(m, WithdrawalModel::Restrict);
             WithdrawalSheet sheet = wish();
             sheet.reach = {};
             sheet.standing = {
                 {u"w"_s, u"Their words are sealed"_s, u"Told to us 9 March, 12:24"_s}};
             m.withdrawal.showRecorded(sheet, u"12:24"_s);
         }},
        {u"15-search"_s, showSearch},
        {u"15-search-list"_s,
         [](M& m) {
             showSearch(m);
             m.search.closeContext();
         }},
        {u"15-search-nothing"_s,
         [](M& m) {
             showSearch(m);
             m.search.closeContext();
             qint64 query = 0;
             const auto asked =
                 QObject::connect(&m.search, &SearchModel::searchRequested, &m.search,
                                  [&query](qint64 number) { query = number; });
             m.search.setWords(u"zebra"_s);
             QObject::disconnect(asked);
             m.search.showHits(query, {}, false);
         }},
        {u"15-search-examples"_s,
         [](M& m) {
             strip(m, 39, u"17:22"_s);
             m.search.showExamples({u"carer break"_s, u"discharge friday"_s, u"direct payment"_s});
             m.search.forget();
             m.shell.showPage(ShellModel::Search);
         }},
        {u"17-settings-handing-over"_s,
         [](M& m) {
             showSettings(m, true);
             m.settings.showHandOverWish({std::chrono::minutes(12), false});
             m.settings.setPart(SettingsModel::HandingOver);
         }},
        {u"25-attachments"_s, [](M& m) { showAttachments(m, {}); }},
        {u"25-attachments-none"_s,
         [](M& m) {
             showAttachments(m, {});
             m.attachments.show({m.capture.session(), {}, {}});
         }},
        {u"25-attachments-photograph-refused"_s,
         [](M& m) {
             showAttachments(m,
                             u"Not everybody here has said yes to photographs yet. Ask, and "
                             u"write the answer down on the agreement page."_s);
             m.attachments.choose(QUrl(u"file:///media/card/IMG_2041.jpg"_s));
         }},
        {u"25-attachments-picture"_s,
         [](M& m) {
             showAttachments(m, {});
             m.attachments.look(0);
             QImage board(1'200, 800, QImage::Format_RGB32);
             board.fill(QColor(0xe8, 0xe4, 0xda));
             for (int x = 0; x < 6; ++x)
                 for (int y = 0; y < 4; ++y)
                     for (int i = 0; i < 120; ++i)
                         for (int k = 0; k < 130; ++k)
                             board.setPixelColor(60 + x * 190 + i, 50 + y * 190 + k,
                                                 (x + y) % 3 == 0 ? QColor(0xf2, 0xc9, 0x4c)
                                                                  : QColor(0x9b, 0xc4, 0xe2));
             m.attachments.showPicture({u"p1"_s, u"Wall chart of the duty desk"_s,
                                        u"Photograph · 3.4 MB · Tuesday 9 March, 14:21"_s, board});
         }},
        {u"17-settings"_s, [](M& m) { showSettings(m, true); }},
        {u"17-settings-broken"_s, [](M& m) { showSettings(m, false); }},
        {u"17-settings-text"_s,
         [](M& m) {
             showSettings(m, true);
             m.settings.setPart(SettingsModel::TextSize);
         }},
        {u"17-settings-passphrase"_s,
         [](M& m) {
             showSettings(m, true);
             m.settings.setPart(SettingsModel::Passphrase);
             m.settings.changePassphrase(u"one"_s, u"two"_s, u"three"_s);
         }},
        {u"17-settings-tablet"_s,
         [](M& m) {
             showSettings(m, true);
             m.settings.setPart(SettingsModel::ThisTablet);
         }},
        {u"17-help"_s,
         [](M& m) {
             strip(m, 24, u"13:40"_s);
             m.shell.showPage(ShellModel::Help);
         }},
        {u"17-keys-held"_s,
         [](M& m) {
             strip(m, 24, u"13:40"_s);
             m.today.show(day());
             m.shell.showPage(ShellModel::Today);
             m.shell.showKeys(true);
         }},
        {u"17-keys-held-writing"_s,
         [](M& m) {
             showCapture(m, interview());
             m.shell.showKeys(true);
         }},
        {u"17-shield"_s,
         [](M& m) {
             strip(m, 24, u"13:40"_s);
             m.today.show(day());
             m.shell.showPage(ShellModel::Today);
             m.shell.showShield(true);
         }},
        {u"16-rating"_s, [](M& m) { showRating(m, false); }},
        {u"16-rating-missing"_s, [](M& m) { showRating(m, true); }},
        {u"16-rating-score"_s,
         [](M& m) {
             showRating(m, true);
             m.rating.showDraft({7, 3, u"Enquiries are led by what the person wants."_s, {u"a"_s}},
                                {{u"a"_s, u"Nobody is asked what they want first"_s,
                                  u"S4H2P, social worker · 9 March 2027 10:11 · Shortfall"_s, true},
                                 {u"b"_s, u"Nine of ten enquiries began with the person’s wishes"_s,
                                  u"From a paper · November 2026 · Strength"_s, false}});
             m.rating.showRefusal(u"The rationale has to cite evidence."_s);
         }},
        {u"16-rating-closed"_s,
         [](M& m) {
             strip(m, 40, u"17:48"_s);
             RatingState state;
             state.closed =
                 u"Scoring opens after the last day on site. Until then, gather evidence."_s;
             m.rating.show(state);
             m.shell.showPage(ShellModel::Rating);
         }},
        {u"18-more"_s,
         [](M& m) {
             strip(m, 24, u"13:40"_s);
             m.shell.showPage(ShellModel::More);
         }},
        {u"24-capture-keyboard"_s,
         [](M& m) {
             showCapture(m, interview());
             m.shell.showKeyboard(278);
         }},
    };
    addCaseScenes(scenes);
    return scenes;
}

Scene sceneNamed(const QString& name) {
    for (const Scene& scene : scenes())
        if (scene.name == name) return scene;
    return {};
}

}  // namespace candour::northmere
