#include "tests/support/northmere_cases.h"

#include "app/viewmodels/markedtext.h"

using namespace Qt::StringLiterals;

namespace candour::northmere {
namespace {

FormSheet accountForm() {
    const auto optional = [](const QString& name, const QString& title, const QString& help,
                             FormField::Kind kind, const QString& text = {},
                             const QList<FormOption>& options = {}) {
        return FormField{.name = name,
                         .title = title,
                         .help = help,
                         .kind = kind,
                         .required = false,
                         .text = text,
                         .options = options,
                         .note = {},
                         .offset = u"+00:00"_s};
    };
    FormSheet sheet;
    sheet.title = u"Add what someone says of this stage"_s;
    sheet.purpose =
        u"What one voice says of one stage; accounts stand side by side and are never "
        "made into one."_s;
    sheet.place = u"Case 07 · Needs assessment · 30 June 2026"_s;
    FormField voice =
        optional(u"voice"_s, u"Whose account is it?"_s, {}, FormField::Choice, u"carer"_s,
                 {{u"person"_s, u"The person"_s},
                  {u"carer"_s, u"Unpaid carer"_s},
                  {u"practitioner"_s, u"Practitioner"_s},
                  {u"provider"_s, u"Care provider"_s},
                  {u"record"_s, u"The record"_s}});
    voice.required = true;
    QList<FormOption> papers;
    for (int i = 1; i <= 40; ++i)
        papers.append({QString::number(i), u"D%1 · Referral, page set %1"_s.arg(i)});
    FormField text = optional(u"text"_s, u"What did they say?"_s, {}, FormField::LongText,
                              u"I first rang in the middle of May."_s);
    text.required = true;
    FormField began = optional(u"began"_s, u"When did it begin, as they tell it?"_s, {},
                               FormField::Date, u"2026-05~"_s);
    began.note =
        u"Two of us wrote this unseen of each other: May 2026 and 14 May 2026. Both are "
        "kept until you change it here; what you save then stands."_s;
    sheet.fields = {
        voice,
        text,
        optional(u"participant"_s, u"Who told us?"_s, u"One of the people we met."_s,
                 FormField::Reference, {}, {{u"1"_s, u"C7K2M · Unpaid carer, daughter"_s}}),
        optional(u"document"_s, u"From which paper is it?"_s, {}, FormField::Reference, u"4"_s,
                 papers),
        began,
        optional(u"ended"_s, u"When did it end, as they tell it?"_s, {}, FormField::Date),
        optional(u"view"_s, u"How did it go, as they tell it?"_s, {}, FormField::Choice, {},
                 {{u"well"_s, u"Well"_s}, {u"badly"_s, u"Badly"_s}}),
        optional(u"at"_s, u"Time"_s, u"When it was said."_s, FormField::Moment,
                 u"2027-03-09T16:00:00+00:00"_s),
        optional(u"copied"_s, u"Copied"_s, u"Whether anything was copied."_s, FormField::YesNo,
                 u"no"_s),
        optional(u"pages"_s, u"Pages"_s, u"How many it has."_s, FormField::Count, u"12"_s),
        optional(u"flags"_s, u"Flags"_s, u"What the case can show us."_s, FormField::Choices,
                 u"unpaid_carer,dementia"_s,
                 {{u"unpaid_carer"_s, u"Unpaid carer"_s},
                  {u"self_funder"_s, u"Self-funder"_s},
                  {u"dementia"_s, u"Dementia"_s},
                  {u"home_care"_s, u"Home care"_s}}),
    };
    return sheet;
}

void showForm(WindowModels& models) {
    models.shell.showStrip(
        Strip::of(u"Northmere Council"_s, 2, 3, Strip::Connection::Offline, 38, u"17:06"_s, 0));
    models.shell.showPage(ShellModel::Today);
    models.form.add(u"stage_account"_s);
    models.form.show(accountForm());
}

CaseItem tracked(const QString& number, const QString& summary, const QString& detail,
                 const QString& status, const QString& icon, int tone, qint64 next) {
    CaseItem item;
    item.id = number;
    item.number = number;
    item.summary = summary;
    item.detail = detail;
    item.status = status;
    item.sign = icon;
    item.tone = tone;
    item.step = CaseItem::Tracked;
    item.next = next;
    return item;
}

CaseItem left(const QString& number, const QString& summary, const QString& reason, bool dropped) {
    CaseItem item = tracked(number, summary, reason, dropped ? u"Dropped"_s : u"Not chosen"_s,
                            u"minus"_s, CaseItem::Quiet, 99);
    item.step = dropped ? CaseItem::Dropped : CaseItem::Listed;
    return item;
}

BalanceItem group(const QString& title, int cases, qreal population,
                  const QStringList& others = {}) {
    BalanceItem item;
    item.title = title;
    item.sample = cases / 6.0;
    item.population = population;
    item.missing = cases == 0;
    item.count = cases == 0 ? u"None yet"_s : u"%1 of 6"_s.arg(cases);
    item.spoken = title + u", "_s + item.count;
    item.others = others;
    return item;
}

CaseBoard board() {
    CaseBoard board;
    board.funnel = {{50, u"on the council’s list"_s, u"40 not chosen, reasons kept"_s, false},
                    {10, u"chosen to track"_s, u"2 said no, 1 unwell, 1 no reply"_s, false},
                    {4, u"spoken with, of 6"_s, u"2 to meet today"_s, false}};
    const QString met = u"Spoken with"_s;
    const QString tick = u"check"_s;
    board.cases = {
        left(u"01"_s, u"Son cares for father, memory loss"_s, u"Others show the same"_s, false),
        tracked(u"03"_s, u"Self-funder, residential care"_s, u"Yours · Spoken with 8 March"_s, met,
                tick, CaseItem::Good, 50),
        tracked(u"07"_s, u"Daughter cares for mother, 84"_s, u"Yours · Today 16:00, by video"_s,
                u"Today"_s, u"clock"_s, CaseItem::Due, 16),
        left(u"08"_s, u"Safeguarding enquiry about money"_s, u"Others show the same"_s, false),
        tracked(u"12"_s, u"Moving from children’s services"_s, u"LT · Today 15:15, home visit"_s,
                u"Today"_s, u"home"_s, CaseItem::Due, 15),
        left(u"14"_s, u"Mental health, hospital to flat"_s, u"Said no"_s, true),
        tracked(u"19"_s, u"Reablement after a fall"_s, u"LT · Spoken with 8 March"_s, met, tick,
                CaseItem::Good, 51),
        left(u"22"_s, u"Deafblind, communicator guide"_s, u"Unwell · asks us to try in May"_s,
             true),
        tracked(u"26"_s, u"Learning disability, own tenancy"_s,
                u"SB · Last tried 5 March: no "
                "answer"_s,
                u"Try again 10 March"_s, u"phone"_s, CaseItem::Waiting, 20),
        left(u"33"_s, u"Mother and carer, first language Sylheti"_s, u""_s, false),
        tracked(u"41"_s, u"Carer, direct payment"_s, u"HM or AW, to be decided"_s, met, tick,
                CaseItem::Good, 52)};
    board.cases[9].status = u"No reason yet"_s;
    board.cases[9].sign = u"warning"_s;
    board.cases[9].tone = CaseItem::Waiting;
    board.balanceTitle = u"Who the 6 tracked cases stand for"_s;
    board.population = u"People in Northmere Council"_s;
    board.balance = {group(u"Aged 18 to 64"_s, 3, 0.42),
                     group(u"Aged 65 to 84"_s, 2, 0.35),
                     group(u"Aged 85 and over"_s, 1, 0.25),
                     group(u"Black, Asian or mixed"_s, 0, 0.19, {u"33"_s}),
                     group(u"Unpaid carers"_s, 2, 0.33),
                     group(u"Self-funders"_s, 1, 0.24),
                     group(u"Moving to adult care"_s, 1, 0.07),
                     group(u"Safeguarding enquiry"_s, 0, 0.12, {u"08"_s})};
    board.balanceNote =
        u"2 groups are not heard yet. Cases 08 and 33, on the list, could fill the "
        u"gap."_s;
    return board;
}

void showCases(WindowModels& models) {
    models.shell.showStrip(
        Strip::of(u"Northmere Council"_s, 2, 3, Strip::Connection::Offline, 2, u"09:24"_s, 0));
    models.cases.show(board());
    models.shell.showPage(ShellModel::Cases);
}

void showName(WindowModels& models) {
    models.name.ask(u"07"_s);
    models.name.show({u"07"_s,
                      u"Who case 07 is"_s,
                      {{u"Name"_s, u"Dorothy Penhale"_s},
                       {u"Address"_s, u"7 Tannery Row, Northmere NM1 0AB"_s},
                       {u"Phone"_s, u"01632 960107"_s},
                       {u"Family contact"_s, u"Daughter, Ruth, 01632 960207"_s}},
                      {}});
}

AccountItem account(const QString& voice, const QString& title, const QString& sign,
                    const QString& source, const QString& points, const QString& text,
                    bool heard = true) {
    return {voice, title, sign, source, points, text, {}, {}, heard};
}

CaseStage stage(const QString& id, const QString& title, const QString& date, const QString& wait,
                bool longWait = false) {
    CaseStage stage;
    stage.item = {id, title, date, wait, longWait, true, title + u", "_s + date};
    if (!wait.isEmpty()) stage.item.spoken += u", "_s + wait + u" after the stage before"_s;
    if (longWait) stage.item.spoken += u", longer than usual"_s;
    stage.accounts = {
        account(u"person"_s, u"The person"_s, u"person"_s, u"Not yet heard"_s, {}, {}, false)};
    return stage;
}

CaseFile caseSeven() {
    CaseFile file;
    file.id = u"07"_s;
    file.title = u"Case 07"_s;
    file.detail = u"Daughter cares for mother, 84 · Yours"_s;
    file.badges = {{u"agree"_s, u"All four agreed"_s, CaseItem::Good},
                   {u"ear"_s, u"Hearing aid, left"_s, CaseItem::Due}};
    file.whole = u"162 days, first contact to review"_s;
    file.stages = {
        stage(u"1"_s, u"First contact"_s, u"14 May 2026"_s, {}),
        stage(u"2"_s, u"Needs assessment"_s, u"30 June 2026"_s, u"47 days"_s, true),
        stage(u"3"_s, u"Eligibility decision"_s, u"3 July 2026"_s, u"3 days"_s),
        stage(u"4"_s, u"Care and support planning"_s, u"About July 2026"_s, u"12 to 40 days"_s),
        stage(u"5"_s, u"Service starts"_s, u"10 August 2026"_s, u"17 days"_s),
        stage(u"6"_s, u"Review"_s, u"Waiting"_s, u"74 days so far"_s, true)};
    file.stages[5].item.begun = false;
    CaseStage& needs = file.stages[1];
    needs.happened = u"One visit at home. The bath was written into the plan"_s;
    needs.accounts = {
        account(u"person"_s, u"The person"_s, u"person"_s, u"P4M9Q · 8\u00a0March"_s,
                u"It went well"_s,
                u"“They were kind. A lady came and asked about the stairs and the bath.” Does not "
                u"recall how long it took."_s),
        account(u"carer"_s, u"Unpaid carer"_s, u"carer"_s, u"C7K2M, daughter · 9\u00a0March"_s,
                u"Began 14 May 2026 · It went badly"_s,
                u"“I first rang in the middle of May. It was the end of June before anybody "
                u"came.”\n\nNot offered her own assessment."_s),
        account(u"practitioner"_s, u"Practitioner"_s, u"practitioner"_s,
                u"S2TT8, social worker · 9\u00a0March"_s, {},
                u"“Allocated within the week once it reached us.” Says a carer’s assessment was "
                u"offered by letter."_s),
        account(u"provider"_s, u"Care provider"_s, u"provider"_s, u"Not yet heard"_s, {},
                u"Tried 5 March: they asked us to try later. Try again 10 March 11:00."_s, false),
        account(u"record"_s, u"The record"_s, u"script"_s, u"D12, Referral"_s,
                u"Began 30 May 2026"_s,
                u"Referral logged 30 May. Assessment signed 30 June. No carer’s assessment offer "
                u"on the papers supplied."_s)};
    needs.differences = {
        u"The record says it began on 30 May 2026, 16 days after the unpaid carer says. Both are "
        u"kept. Nothing is averaged."_s,
        u"The person says it went well, the unpaid carer says it went badly. Both are kept."_s};
    const auto tag = [&](int account, const QStringList& words, const QList<int>& numbers) {
        AccountItem& item = needs.accounts[account];
        QList<Span> spans;
        for (const QString& one : words)
            spans.append({static_cast<int>(item.text.indexOf(one)), static_cast<int>(one.size())});
        item.marked = markedText(item.text, spans);
        for (const int number : numbers) item.tags.append(statements()[number - 1]);
    };
    tag(0, {}, {1});
    tag(1, {u"middle of May"_s, u"the end of June"_s}, {1, 3});
    tag(2, {}, {1, 8});
    tag(4, {u"30 May"_s}, {1});
    const auto row = [](const QString& type, const QString& title, const QString& detail,
                        const QString& status, const QString& sign, int tone) {
        return EntryRow{u"1"_s, type, title, detail, status, sign, tone};
    };
    file.lists = {
        {u"Contact log"_s,
         {row({}, u"By phone: unpaid carer"_s, u"5 March 14:00 · AW · Rings best after four"_s,
              u"We spoke"_s, u"check"_s, CaseItem::Good),
          row({}, u"By phone: care provider"_s, u"5 March 11:10 · LT · Try again 10 March 11:00"_s,
              u"They asked us to try later"_s, u"phone"_s, CaseItem::Quiet)},
         {},
         u"Log a contact"_s,
         u"contact"_s,
         u"Somebody else of the team makes contact. Ask them first. LT last tried on 5 March."_s},
        {u"Documents seen"_s,
         {row(u"document"_s, u"D12 · Referral, 30 May"_s, u"Referral · 30 May 2026 · The council"_s,
              u"2 extracts"_s, u"script"_s, CaseItem::Quiet)},
         {},
         u"Add a document"_s,
         u"document"_s,
         {}},
        {u"Agreement"_s,
         {row({}, u"Talk with us"_s,
              u"The council reported: yes, 26 February · we heard it on 3 March"_s, u"Yes"_s,
              u"check"_s, CaseItem::Good),
          row({}, u"Contact their family"_s,
              u"The council did not report an answer · we have not heard it ourselves"_s,
              u"Not asked yet"_s, u"circle"_s, CaseItem::Waiting)},
         {},
         u"Record an answer"_s,
         u"case_agreement"_s,
         u"An answer is never written over; a later one follows it. The council’s word alone opens "
         u"nothing."_s,
         false},
        {u"Access"_s,
         {row({}, u"Support plan, hours only"_s,
              u"8 March 10:20 · AW · They agreed · Nothing else shows the hours · Nothing copied · "
              u"Shown to JO"_s,
              u"Not told yet"_s, u"warning"_s, CaseItem::Waiting)},
         {},
         u"Log an access"_s,
         u"record_access"_s,
         u"Say why nothing less would do, on what basis, whether they were told, and who else saw "
         u"it."_s},
        {u"Follow-ups"_s,
         {row(u"follow_up"_s, u"The letter that offered a carer’s assessment"_s,
              u"With AW · asked of: social work office · wanted by 8 March 2027"_s, u"Overdue"_s,
              u"warning"_s, CaseItem::Waiting)},
         {},
         u"Add a follow-up"_s,
         u"follow_up"_s,
         {}},
        {u"Capacity"_s,
         {},
         u"Ability to decide is presumed; nobody has recorded a doubt."_s,
         u"Record a consideration"_s,
         u"capacity_consideration"_s,
         u"It is about one decision at one time, never about the person."_s}};
    return file;
}

void showJourney(WindowModels& models) {
    models.shell.showStrip(
        Strip::of(u"Northmere Council"_s, 2, 3, Strip::Connection::Offline, 38, u"17:06"_s, 0));
    models.journey.show(caseSeven());
    models.shell.showPage(ShellModel::Cases);
    models.shell.go(ShellModel::Case);
}

PaperRegister papers() {
    PaperRegister all;
    all.statements = statements();
    all.documents = {{u"D1"_s, u"document"_s, u"D01 · Waiting list protocol"_s,
                      u"Policy or procedure · 14 May 2026 · The council"_s, u"2 extracts"_s,
                      u"script"_s, CaseItem::Quiet},
                     {u"D2"_s,
                      u"document"_s,
                      u"D02 · Carers strategy 2025 to 2028"_s,
                      u"Strategy or plan · about 2025 · The council"_s,
                      {},
                      u"script"_s,
                      CaseItem::Quiet},
                     {u"D12"_s, u"document"_s, u"D12 · Referral, 30 May"_s,
                      u"Referral · 30 May 2026 · The council · Names people"_s, u"1 extract"_s,
                      u"script"_s, CaseItem::Quiet}};
    all.items = {
        {u"IR1"_s, u"information_item"_s, u"IR01 · How needs are assessed, and in what time"_s,
         u"Assessing needs · 6 January 2027"_s, u"Received"_s, u"check"_s, CaseItem::Good},
        {u"IR2"_s, u"information_item"_s, u"IR02 · Carers’ assessments: offers and waits"_s,
         u"Assessing needs · 6 January 2027"_s, u"Received in part"_s, u"clock"_s,
         CaseItem::Waiting}};
    all.followUps = {
        {u"F1"_s, u"follow_up"_s, u"Weekend discharge figures, January to March"_s,
         u"With AW · asked of: performance team · wanted by 5 March 2027"_s, u"Overdue"_s,
         u"warning"_s, CaseItem::Waiting},
        {u"F2"_s, u"follow_up"_s, u"The trusted assessor protocol"_s,
         u"With nobody yet · wanted by 12 March 2027"_s, u"Open"_s, u"followUp"_s, CaseItem::Due},
        {u"F3"_s, u"follow_up"_s, u"Rota of the duty desk"_s, u"With RO · answered 8 March"_s,
         u"Received"_s, u"check"_s, CaseItem::Good}};
    all.overdue = 1;
    return all;
}

Paper protocol() {
    Paper paper;
    paper.id = u"D1"_s;
    paper.type = u"document"_s;
    paper.title = u"D01 · Waiting list protocol"_s;
    paper.detail = u"Kind: Policy or procedure · From: The council · Dated: 14 May 2026"_s;
    paper.about = u"Who is seen first, and how long others may wait."_s;
    paper.extracts = {{u"e1"_s,
                       u"Page 3 · A fact or figure"_s,
                       u"All carers are offered an assessment within 28 days."_s,
                       {statements()[0], statements()[5]}},
                      {u"e2"_s, u"Page 12"_s, u"31 per cent · waited longer than six weeks"_s, {}}};
    return paper;
}

void showDocuments(WindowModels& models) {
    models.shell.showStrip(
        Strip::of(u"Northmere Council"_s, 2, 3, Strip::Connection::Offline, 2, u"09:24"_s, 0));
    models.documents.show(papers());
    models.shell.showPage(ShellModel::Documents);
}

void openProtocol(WindowModels& models) {
    showDocuments(models);
    models.documents.open(u"D1"_s);
    models.documents.showPaper(protocol());
}

}  // namespace

void addCaseScenes(std::vector<Scene>& scenes) {
    using M = WindowModels;
    scenes.push_back({u"07-cases"_s, showCases});
    scenes.push_back({u"07-cases-balance"_s, showCases, {u"Balance"_s}});
    scenes.push_back({u"07-cases-all"_s, [](M& m) {
                          showCases(m);
                          m.cases.setFilter(CasesModel::All);
                      }});
    scenes.push_back({u"07-cases-group"_s, [](M& m) {
                          showCases(m);
                          m.cases.compare(3);
                      }});
    scenes.push_back({u"07-cases-name"_s, [](M& m) {
                          showCases(m);
                          showName(m);
                      }});
    scenes.push_back({u"07-cases-empty"_s, [](M& m) {
                          showCases(m);
                          m.cases.show({});
                      }});
    scenes.push_back({u"07-cases-failed"_s, [](M& m) {
                          showCases(m);
                          m.cases.forget();
                          m.cases.showProblem(
                              u"The disk did not answer as it should. What was saved "
                              "is safe. Try again."_s);
                      }});
    scenes.push_back({u"08-case"_s, showJourney});
    scenes.push_back({u"08-case-unheard"_s, [](M& m) {
                          showJourney(m);
                          m.journey.chooseStage(5);
                      }});
    for (int part = 1; part <= 6; ++part)
        scenes.push_back({u"08-case-part%1"_s.arg(part), [part](M& m) {
                              showJourney(m);
                              m.journey.setPart(part);
                          }});
    scenes.push_back({u"08-case-empty"_s, [](M& m) {
                          CaseFile file = caseSeven();
                          file.id = u"08"_s;
                          file.stages.clear();
                          file.whole.clear();
                          showJourney(m);
                          m.journey.show(file);
                      }});
    scenes.push_back({u"08-case-name"_s, [](M& m) {
                          showJourney(m);
                          showName(m);
                      }});
    scenes.push_back({u"31-documents"_s, showDocuments});
    scenes.push_back({u"31-documents-paper"_s, openProtocol});
    scenes.push_back(
        {u"31-documents-tagging"_s,
         openProtocol,
         {u"Tag the extract: All carers are offered an assessment within 28 days."_s}});
    scenes.push_back({u"31-documents-requests"_s, [](M& m) {
                          showDocuments(m);
                          m.documents.setPart(DocumentsModel::FollowUps);
                      }});
    scenes.push_back({u"31-documents-nothing"_s, [](M& m) {
                          showDocuments(m);
                          m.documents.setFilter(u"zebra"_s);
                      }});
    scenes.push_back({u"30-form"_s, showForm});
    scenes.push_back({u"30-form-choosing"_s, showForm, {u"Choose: From which paper is it?"_s}});
    scenes.push_back({u"30-form-problem"_s, [](M& m) {
                          FormSheet sheet = accountForm();
                          sheet.restored = true;
                          showForm(m);
                          m.form.show(sheet);
                          m.form.entry(u"text"_s)->setText({});
                          m.form.showKept(1, u"17:05:41"_s);
                          m.form.showProblems(u"Write what they said."_s,
                                              {{u"text"_s, u"Write what they said."_s},
                                               {u"began"_s,
                                                u"Began must be a real date: a year, a month and "
                                                "year, or a day."_s}});
                      }});
    scenes.push_back({u"30-form-unavailable"_s, [](M& m) {
                          showForm(m);
                          m.form.amend(u"stage_account"_s, u"gone"_s);
                          m.form.showUnavailable(u"That is not here, or not any more."_s);
                      }});
}

}  // namespace candour::northmere
