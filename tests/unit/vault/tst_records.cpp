#include "app/framework/jsonschema.h"
#include "app/records/sessionids.h"
#include "tests/support/must.h"
#include "tests/unit/vault/testvault.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace candour;

namespace {

QStringList versionsOf(const RecordView& view, QStringView field) {
    QStringList versions;
    if (const FieldView* shown = view.field(field))
        for (const Version& version : shown->versions)
            versions << (version.value ? version.value->text() : u"(sealed)"_qs);
    return versions;
}

QStringList flagsOf(const RecordView& view) {
    QStringList flags;
    for (const Flag& flag : view.flags)
        flags << QString::fromLatin1(nameOf(flag.flaw)) + u' ' + flag.field;
    return flags;
}

}  // namespace

class RecordsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void successiveEdits_replaceEachOther();
    void sayingTheSameAgain_writesNothing();
    void aFieldInConflict_needsADecision();
    void whatWasNotOnTheScreen_isNotReplaced();
    void twoAdditionsToASet_bothStay();
    void anAddition_winsOverARemovalThatHadNotSeenIt();
    void aRemovedElement_canComeBack();
    void aValueThatBreaksARule_isRefused_data();
    void aValueThatBreaksARule_isRefused();
    void anUnsoundValueFromElsewhere_isKeptAndFlagged();
    void anAgreement_isOnlyFollowed();
    void aStruckRecord_isHiddenAndCanComeBack();
    void aStrikeThatHadNotSeenAnEdit_showsTheRecord();
    void aPlannedSession_hasItsSlotsIds();
    void aFoundingStatement_namesWhomTheSlotAssigns();
    void whatASpeakerSaid_isSealedUnderTheSpeaker();
    void aNotebookOfOthers_cannotBeWritten();
    void anIdOfAnotherRecord_isNotTakenTwice();
    void identityFields_areOpenedOnlyWhenAsked();
    void pages_followEachOtherWithoutGaps_data();
    void pages_followEachOtherWithoutGaps();
    void aList_isFilteredByFields();
    void rebuilding_changesNothing();
    void whatComesInOneFrame_isListedAsARebuildListsIt();
    void anotherList_makesTheTablesAnew();
    void everyType_canBePutAndListed();
};

void RecordsTest::successiveEdits_replaceEachOther() {
    TestVault test;
    const Saved slot = test.slot(u"one"_qs);
    test.edit(slot.name, u"title"_qs, u"two"_qs);
    test.edit(slot.name, u"title"_qs, u"three"_qs);
    const RecordView view = test.view(slot.row);
    QCOMPARE(versionsOf(view, u"title"), QStringList{u"three"_qs});
    QCOMPARE(view.changes, std::size_t{3});
    QCOMPARE(test.hits(u"one"_qs), QStringList());
    QCOMPARE(test.hits(u"three"_qs), QStringList{u"three"_qs});
}

void RecordsTest::sayingTheSameAgain_writesNothing() {
    TestVault test;
    const Saved slot = test.slot(u"one"_qs);
    const Saved again = test.edit(slot.name, u"title"_qs, u"one"_qs);
    QVERIFY(!again.change);
    QVERIFY(!test.edit(slot.name, u"subtitle"_qs, QString()).change);
    QCOMPARE(test.view(slot.row).changes, std::size_t{1});
}

void RecordsTest::aFieldInConflict_needsADecision() {
    TestVault here(1);
    TestVault there(2);
    const Saved slot = here.slot(u"plan"_qs);
    shareNotebook(here, there, slot.name.notebook);
    QVERIFY(there.pull(here, slot.name.notebook));
    here.edit(slot.name, u"title"_qs, u"zinc here"_qs);
    there.edit(slot.name, u"title"_qs, u"copper there"_qs);
    QVERIFY(here.pull(there, slot.name.notebook));

    RecordView view = here.view(slot.row);
    QVERIFY(view.inConflict());
    QCOMPARE(versionsOf(view, u"title").size(), 2);
    QCOMPARE(here.vault->projection().needingAPerson().value_or(-1), 1);
    // Both are found.
    QCOMPARE(here.hits(u"zinc"_qs).size(), 1);
    QCOMPARE(here.hits(u"copper"_qs).size(), 1);

    PutRequest settle{
        .type = u"timetable_slot"_qs, .id = slot.name.id, .fields = {{u"title"_qs, u"both"_qs}}};
    QCOMPARE(here.vault->put(settle).error().code, Code::conflict);
    settle.onConflict = OnConflict::settle;
    QVERIFY(here.vault->put(settle).has_value());
    QVERIFY(!here.view(slot.row).inConflict());
    QCOMPARE(here.hits(u"copper"_qs).size(), 0);
    QCOMPARE(here.vault->projection().needingAPerson().value_or(-1), 0);
    // The decision reaches the other as well.
    QVERIFY(there.pull(here, slot.name.notebook));
    const auto seen = there.vault->records().get(slot.name);
    QCOMPARE(versionsOf(*seen, u"title"), QStringList{u"both"_qs});
}

void RecordsTest::whatWasNotOnTheScreen_isNotReplaced() {
    TestVault here(1);
    TestVault there(2);
    const Saved slot = here.slot(u"plan"_qs);
    shareNotebook(here, there, slot.name.notebook);
    QVERIFY(there.pull(here, slot.name.notebook));
    const RecordView onScreen = here.view(slot.row);
    there.edit(slot.name, u"title"_qs, u"theirs"_qs);
    QVERIFY(here.pull(there, slot.name.notebook));
    // The page was opened before their change came.
    here.put({.type = u"timetable_slot"_qs,
              .id = slot.name.id,
              .fields = {{u"title"_qs, u"mine"_qs}},
              .seen = onScreen.seen});
    QStringList versions = versionsOf(here.view(slot.row), u"title");
    versions.sort();
    QCOMPARE(versions, (QStringList{u"mine"_qs, u"theirs"_qs}));
}

namespace {

cbor::Value needs(std::initializer_list<const char*> names) {
    std::vector<cbor::Value> items;
    for (const char* name : names) items.emplace_back(QString::fromLatin1(name));
    return cbor::Value::array(std::move(items));
}

QStringList needsOf(TestVault& test, const RecordName& name) {
    QStringList found;
    const auto view = test.vault->records().get(name);
    if (const FieldView* field = view->field(u"needs"))
        for (const cbor::Value& item : field->versions.back().value->items()) found << item.text();
    return found;
}

}  // namespace

void RecordsTest::twoAdditionsToASet_bothStay() {
    TestVault here(1);
    TestVault there(2);
    const Saved need =
        here.put({.type = u"communication_need"_qs, .fields = {{u"needs"_qs, needs({"braille"})}}});
    shareNotebook(here, there, need.name.notebook);
    QVERIFY(there.pull(here, need.name.notebook));
    here.edit(need.name, u"needs"_qs, needs({"large_print", "braille"}));
    there.edit(need.name, u"needs"_qs, needs({"braille", "bsl"}));
    QVERIFY(here.pull(there, need.name.notebook));
    QVERIFY(there.pull(here, need.name.notebook));
    const QStringList both{u"large_print"_qs, u"braille"_qs, u"bsl"_qs};
    QCOMPARE(needsOf(here, need.name), both);
    QCOMPARE(needsOf(there, need.name), both);
    QVERIFY(!here.view(need.row).inConflict());
}

void RecordsTest::anAddition_winsOverARemovalThatHadNotSeenIt() {
    TestVault here(1);
    TestVault there(2);
    const Saved need =
        here.put({.type = u"communication_need"_qs, .fields = {{u"needs"_qs, needs({"bsl"})}}});
    shareNotebook(here, there, need.name.notebook);
    QVERIFY(there.pull(here, need.name.notebook));
    // Here it is taken out and put in again; there it is taken out, unseen of that.
    here.edit(need.name, u"needs"_qs, needs({}));
    here.edit(need.name, u"needs"_qs, needs({"bsl"}));
    there.edit(need.name, u"needs"_qs, needs({}));
    QVERIFY(here.pull(there, need.name.notebook));
    QVERIFY(there.pull(here, need.name.notebook));
    QCOMPARE(needsOf(here, need.name), QStringList{u"bsl"_qs});
    QCOMPARE(needsOf(there, need.name), QStringList{u"bsl"_qs});
}

void RecordsTest::aRemovedElement_canComeBack() {
    TestVault test;
    const Saved need = test.put(
        {.type = u"communication_need"_qs, .fields = {{u"needs"_qs, needs({"bsl", "breaks"})}}});
    test.edit(need.name, u"needs"_qs, needs({"breaks"}));
    QCOMPARE(needsOf(test, need.name), QStringList{u"breaks"_qs});
    QVERIFY(!test.edit(need.name, u"needs"_qs, needs({"breaks"})).change);
    test.edit(need.name, u"needs"_qs, needs({"bsl", "breaks"}));
    QCOMPARE(needsOf(test, need.name), (QStringList{u"bsl"_qs, u"breaks"_qs}));
}

void RecordsTest::aValueThatBreaksARule_isRefused_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("code");
    QTest::newRow("an unknown option") << u"state"_qs << u"perhaps"_qs << int(Code::badInput);
    QTest::newRow("an unknown field") << u"nonsense"_qs << u"x"_qs << int(Code::badInput);
    QTest::newRow("too long") << u"what"_qs << QString(501, u'x') << int(Code::tooLarge);
    QTest::newRow("a required one emptied") << u"what"_qs << QString() << int(Code::badInput);
    QTest::newRow("a NUL") << u"of_whom"_qs << QString(QChar(0)) << int(Code::badInput);
}

void RecordsTest::aValueThatBreaksARule_isRefused() {
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(int, code);
    TestVault test;
    const Saved made = test.put(
        {.type = u"follow_up"_qs, .fields = {{u"what"_qs, u"Ask"_qs}, {u"state"_qs, u"open"_qs}}});
    const auto refused =
        test.vault->put({.type = u"follow_up"_qs, .id = made.name.id, .fields = {{field, value}}});
    QVERIFY(!refused.has_value());
    QCOMPARE(int(refused.error().code), code);
    QCOMPARE(test.view(made.row).changes, std::size_t{1});
}

void RecordsTest::anUnsoundValueFromElsewhere_isKeptAndFlagged() {
    TestVault here(1);
    TestVault there(2);
    const Saved slot = here.slot();
    shareNotebook(here, there, slot.name.notebook);
    QVERIFY(there.pull(here, slot.name.notebook));
    {
        // As a later version would write it, or a faulty one.
        auto edit = there.vault->begin();
        NewChange change;
        change.record = slot.name;
        change.subject = SubjectId(slot.name.notebook.bytes());
        change.written = there.vault->author().now();
        change.fields = {{u"state"_qs, u"dreamt"_qs, {*slot.change}},
                         {u"aura"_qs, u"green"_qs, {}}};
        QVERIFY(there.vault->ledger().append(there.vault->author(), change));
        QVERIFY(edit->commit());
    }
    QVERIFY(here.pull(there, slot.name.notebook));
    const RecordView view = here.view(slot.row);
    QCOMPARE(flagsOf(view), QStringList{u"unsound-value state"_qs});
    QCOMPARE(versionsOf(view, u"state"), QStringList{u"dreamt"_qs});
    QCOMPARE(versionsOf(view, u"aura"), QStringList{u"green"_qs});
    QCOMPARE(here.vault->projection().flags(slot.row)->size(), std::size_t{1});
    QCOMPARE(here.vault->projection().needingAPerson().value_or(-1), 1);
}

void RecordsTest::anAgreement_isOnlyFollowed() {
    TestVault test;
    const Saved session = test.session(test.slot().name.id);
    const Saved person = test.participant(session.name.id);
    const FieldValues yes{{u"participant"_qs, cbor::Value(person.name.id)},
                          {u"purpose"_qs, u"talk"_qs},
                          {u"event"_qs, u"given"_qs},
                          {u"source"_qs, u"confirmed_by_cqc"_qs},
                          {u"time"_qs, cbor::Value::array({1'804'586'400'000, 0})}};
    const Saved agreement = test.put({.type = u"agreement"_qs, .fields = yes});
    QCOMPARE(agreement.name.notebook, session.name.notebook);
    const auto over = test.vault->put({.type = u"agreement"_qs,
                                       .id = agreement.name.id,
                                       .fields = {{u"event"_qs, u"refused"_qs}}});
    QCOMPARE(over.error().code, Code::notAllowed);
    // In its own lane, so that it can leave before the lines.
    const auto pending = test.vault->ledger().pending(test.vault->identity().vault);
    QVERIFY(std::any_of(pending->begin(), pending->end(), [](const Ledger::Pending& chain) {
        return chain.head.chain.lane == Lane::agreements;
    }));
}

void RecordsTest::aStruckRecord_isHiddenAndCanComeBack() {
    TestVault test;
    const Saved slot = test.slot(u"mistaken"_qs);
    QVERIFY(test.vault->strike(slot.name, u"Wrong day"_qs).has_value());
    QCOMPARE(test.hits(u"mistaken"_qs).size(), 0);
    QVERIFY(test.vault->records().list({.type = u"timetable_slot"_qs})->records.empty());
    QCOMPARE(test.view(slot.row).strikeReason, u"Wrong day"_qs);
    QVERIFY(test.view(slot.row).struck);
    const PutRequest edit{
        .type = u"timetable_slot"_qs, .id = slot.name.id, .fields = {{u"room"_qs, u"3"_qs}}};
    QCOMPARE(test.vault->put(edit).error().code, Code::conflict);
    PutRequest back = edit;
    back.onConflict = OnConflict::settle;
    QVERIFY(test.vault->put(back).has_value());
    QVERIFY(!test.view(slot.row).struck);
    QVERIFY(!test.view(slot.row).inConflict());
    QCOMPARE(test.hits(u"mistaken"_qs).size(), 1);
}

void RecordsTest::aStrikeThatHadNotSeenAnEdit_showsTheRecord() {
    TestVault here(1);
    TestVault there(2);
    const Saved slot = here.slot(u"kept"_qs);
    shareNotebook(here, there, slot.name.notebook);
    QVERIFY(there.pull(here, slot.name.notebook));
    QVERIFY(here.vault->strike(slot.name, u"Not needed"_qs).has_value());
    there.edit(slot.name, u"room"_qs, u"9"_qs);
    QVERIFY(here.pull(there, slot.name.notebook));
    QVERIFY(!here.view(slot.row).struck);
    QCOMPARE(flagsOf(here.view(slot.row)), QStringList{u"unseen-after-strike "_qs});
    QCOMPARE(here.hits(u"kept"_qs).size(), 1);
}

void RecordsTest::aPlannedSession_hasItsSlotsIds() {
    TestVault test;
    const RecordId slot = test.slot().name.id;
    const Saved session = test.session(slot);
    QCOMPARE(session.name.notebook, sessionNotebookOf(slot));
    QCOMPARE(session.name.id, sessionRecordOf(slot));
    // A line finds its way by its session; a tag by its line.
    const Saved line = test.line(session.name.id, u"Words."_qs);
    QCOMPARE(line.name.notebook, session.name.notebook);
    const auto info = test.vault->notebooks().find(session.name.notebook);
    QCOMPARE((*info)->kind, NotebookKind::session);
}

void RecordsTest::aFoundingStatement_namesWhomTheSlotAssigns() {
    TestVault test;
    const auto colleague = PersonId::makeV7(test.clock, test.random);
    const Saved byAccount = test.put({.type = u"team_member"_qs,
                                      .fields = {{u"initials"_qs, u"CD"_qs},
                                                 {u"name"_qs, u"C. D."_qs},
                                                 {u"role"_qs, u"inspector"_qs},
                                                 {u"account"_qs, colleague.toString()}}});
    const Saved byInitials = test.put(
        {.type = u"team_member"_qs,
         .fields = {
             {u"initials"_qs, u"TV"_qs}, {u"name"_qs, u"T. V."_qs}, {u"role"_qs, u"lead"_qs}}});
    const Saved slot = test.slot();
    std::vector<cbor::Value> assigned{cbor::Value(byAccount.name.id),
                                      cbor::Value(byInitials.name.id)};
    std::sort(assigned.begin(), assigned.end(),
              [](const auto& a, const auto& b) { return a.bytes() < b.bytes(); });
    test.edit(slot.name, u"assigned"_qs, cbor::Value::array(assigned));
    const Saved session = test.session(slot.name.id);
    const auto founding = test.vault->ledger().founding(session.name.notebook);
    QVERIFY(founding && *founding);
    QVERIFY((*founding)->verify(test.vault->identity().signing.verifyKey()));
    const Founding& value = (*founding)->value;
    // The plan lies apart; the session belongs to the team.
    QCOMPARE(value.parent, must(test.vault->notebooks().only(NotebookKind::team)));
    std::vector<PersonId> named{colleague, test.vault->identity().person};
    std::sort(named.begin(), named.end());
    QVERIFY(value.named == named);
}

void RecordsTest::whatASpeakerSaid_isSealedUnderTheSpeaker() {
    TestVault test;
    const Saved session = test.session(test.slot().name.id);
    const Saved person = test.participant(session.name.id);
    const FieldValues said{{u"session"_qs, cbor::Value(session.name.id)},
                           {u"at"_qs, cbor::Value::array({1'804'586'400'000, 0})},
                           {u"kind"_qs, u"said"_qs},
                           {u"text"_qs, u"I was not asked."_qs}};
    const Saved line = test.put({.type = u"line"_qs, .fields = said});
    const auto subject = [&](const Saved& saved) {
        const auto history = test.vault->records().history(saved.row);
        return (*test.vault->ledger().keys().find(history->front().header.key))->subject();
    };
    // The only participant is the speaker; a tag follows its line.
    QCOMPARE(subject(line).bytes(), person.name.id.bytes());
    test.answer(person.name.id);
    const Saved tag = test.put({.type = u"tag"_qs,
                                .fields = {{u"target"_qs, cbor::Value(line.name.id)},
                                           {u"start"_qs, cbor::Value(0)},
                                           {u"end"_qs, cbor::Value(5)},
                                           {u"words"_qs, u"I was"_qs},
                                           {u"pack"_qs, u"la-2024"_qs},
                                           {u"statement"_qs, cbor::Value(1)},
                                           {u"category"_qs, u"people"_qs},
                                           {u"direction"_qs, u"shortfall"_qs}}});
    QCOMPARE(subject(tag), subject(line));
    QCOMPARE(subject(session).bytes(), session.name.id.bytes());
    // With a second one nobody can tell: it is the session's, until somebody says who spoke.
    test.participant(session.name.id);
    QCOMPARE(subject(test.put({.type = u"line"_qs, .fields = said})).bytes(),
             session.name.id.bytes());
}

void RecordsTest::aNotebookOfOthers_cannotBeWritten() {
    TestVault test;
    const NotebookId theirs = NotebookId::makeV7(test.clock, test.random);
    Roster roster;
    roster.notebook = theirs;
    roster.members.push_back({test.vault->identity().person, false, false, {}});
    auto edit = test.vault->begin();
    QVERIFY(test.vault->ledger().keepRoster(
        Signed<Roster>::make(roster, test.vault->identity().signing)));
    QVERIFY(edit->commit());
    const auto put = [&](const NotebookId& notebook) {
        return test.vault
            ->put({.type = u"follow_up"_qs,
                   .notebook = notebook,
                   .fields = {{u"what"_qs, u"x"_qs}, {u"state"_qs, u"open"_qs}}})
            .error()
            .code;
    };
    QCOMPARE(put(theirs), Code::notAllowed);
    QCOMPARE(put(NotebookId::makeV7(test.clock, test.random)), Code::notFound);
}

void RecordsTest::anIdOfAnotherRecord_isNotTakenTwice() {
    TestVault test;
    const RecordId taken = test.slot().name.id;
    const auto saved =
        test.vault->put({.type = u"follow_up"_qs,
                         .id = taken,
                         .fields = {{u"what"_qs, u"x"_qs}, {u"state"_qs, u"open"_qs}}});
    QCOMPARE(saved.error().code, Code::alreadyThere);
    QVERIFY(test.vault->records().get(taken).has_value());
}

void RecordsTest::identityFields_areOpenedOnlyWhenAsked() {
    TestVault test;
    const Saved tracked = test.put({.type = u"tracked_case"_qs,
                                    .fields = {{u"number"_qs, u"17"_qs},
                                               {u"summary"_qs, u"Home care"_qs},
                                               {u"stage"_qs, u"listed"_qs}}});
    const Saved identity = test.put(
        {.type = u"case_identity"_qs,
         .fields = {{u"case"_qs, cbor::Value(tracked.name.id)}, {u"name"_qs, u"Zacharias"_qs}}});
    QCOMPARE(test.hits(u"zacharias"_qs).size(), 0);
    QVERIFY(!test.view(identity.row).field(u"name")->versions.front().value);
    const auto opened = test.vault->records().get(identity.row, IdentityFields::open);
    QCOMPARE(versionsOf(*opened, u"name"), QStringList{u"Zacharias"_qs});
    const auto listed = test.vault->records().list({.type = u"case_identity"_qs});
    QVERIFY(valueOf(listed->records.front().values, u"name").isNull());
}

void RecordsTest::pages_followEachOtherWithoutGaps_data() {
    QTest::addColumn<QString>("orderBy");
    QTest::addColumn<bool>("descending");
    for (const bool descending : {false, true})
        for (const char* field : {"", "created", "due", "state", "what"})
            QTest::addRow("%s %s", *field ? field : "arrival", descending ? "falling" : "rising")
                << QString::fromLatin1(field) << descending;
}

void RecordsTest::pages_followEachOtherWithoutGaps() {
    QFETCH(QString, orderBy);
    QFETCH(bool, descending);
    TestVault test;
    for (int i = 0; i < 11; ++i) {
        FieldValues fields{{u"what"_qs, QString::number(i * 7 % 11)}, {u"state"_qs, u"open"_qs}};
        // Some without a date, some with the same one.
        if (i % 3 != 0) fields.push_back({u"due"_qs, i % 2 ? u"2027-03-01"_qs : u"2027-03-02"_qs});
        test.put({.type = u"follow_up"_qs, .fields = fields});
    }
    ListRequest request{
        .type = u"follow_up"_qs, .orderBy = orderBy, .descending = descending, .limit = 1'000};
    const auto rows = [](const ListPage& page) {
        std::vector<RowId> found;
        for (const ListedRecord& record : page.records) found.push_back(record.row);
        return found;
    };
    const auto whole = test.vault->records().list(request);
    QCOMPARE(whole->records.size(), std::size_t{11});
    QVERIFY(!whole->next);
    request.limit = 3;
    std::vector<RowId> paged;
    int pages = 0;
    while (true) {
        const auto page = test.vault->records().list(request);
        QVERIFY(page.has_value());
        const auto found = rows(*page);
        paged.insert(paged.end(), found.begin(), found.end());
        ++pages;
        if (!page->next) break;
        request.after = page->next;
    }
    QVERIFY(paged == rows(*whole));
    QCOMPARE(pages, 4);
}

void RecordsTest::aList_isFilteredByFields() {
    TestVault test;
    test.put({.type = u"communication_need"_qs, .fields = {{u"needs"_qs, needs({"bsl"})}}});
    test.put({.type = u"communication_need"_qs,
              .fields = {{u"needs"_qs, needs({"braille", "bsl"})}, {u"met"_qs, u"yes"_qs}}});
    const auto count = [&](const FieldValues& where) {
        return test.vault->records()
            .list({.type = u"communication_need"_qs, .where = where})
            ->records.size();
    };
    QCOMPARE(count({{u"needs"_qs, needs({"bsl"})}}), std::size_t{2});
    QCOMPARE(count({{u"needs"_qs, needs({"braille", "bsl"})}}), std::size_t{1});
    QCOMPARE(count({{u"met"_qs, u"yes"_qs}}), std::size_t{1});
    QCOMPARE(count({{u"met"_qs, cbor::Value()}}), std::size_t{1});
}

namespace {

QByteArray everything(TestVault& test) {
    QByteArray all;
    for (const RecordType& type : recordList().types()) {
        const auto page =
            test.vault->records().list({.type = type.name, .withStruck = true, .limit = 1'000});
        for (const ListedRecord& record : page->records) {
            all +=
                QByteArray::number(record.row) + ' ' + QByteArray::number(record.conflicts) + ' ' +
                QByteArray::number(record.struck) + ' ' +
                QByteArray::number(static_cast<qint64>(record.created.time_since_epoch().count()));
            for (const FieldValue& value : record.values)
                all += ' ' + value.name.toUtf8() + '=' + value.value.encode();
            all += '\n';
        }
    }
    return all;
}

}  // namespace

void RecordsTest::rebuilding_changesNothing() {
    TestVault here(1);
    TestVault there(2);
    const Saved slot = here.slot(u"plan"_qs);
    shareNotebook(here, there, slot.name.notebook);
    QVERIFY(there.pull(here, slot.name.notebook));
    here.edit(slot.name, u"title"_qs, u"mine"_qs);
    there.edit(slot.name, u"title"_qs, u"theirs"_qs);
    QVERIFY(here.pull(there, slot.name.notebook));
    const Saved session = here.session(slot.name.id);
    here.line(session.name.id, u"A line to find."_qs);
    const Saved gone = here.line(session.name.id, u"A line to strike."_qs);
    QVERIFY(here.vault->strike(gone.name, u"Twice"_qs).has_value());
    const QByteArray before = everything(here);
    QVERIFY(before.count('\n') >= 4);
    QVERIFY(here.vault->rebuild());
    QCOMPARE(everything(here), before);
    QCOMPARE(here.hits(u"find"_qs).size(), 1);
    QCOMPARE(here.hits(u"theirs"_qs).size(), 1);
    QCOMPARE(here.hits(u"strike"_qs).size(), 0);
}

void RecordsTest::whatComesInOneFrame_isListedAsARebuildListsIt() {
    TestVault here(1);
    TestVault there(2);
    const Saved slot = here.slot(u"first words"_qs);
    here.edit(slot.name, u"title"_qs, u"last words"_qs);
    const Saved gone = here.slot(u"struck words"_qs);
    QVERIFY(here.vault->strike(gone.name, u"Twice"_qs).has_value());
    shareNotebook(here, there, slot.name.notebook);
    QVERIFY(there.pull(here, slot.name.notebook));
    const QByteArray before = everything(there);
    QCOMPARE(before.count('\n'), 2);
    QCOMPARE(there.hits(u"words"_qs), QStringList{u"last words"_qs});
    QVERIFY(there.vault->rebuild());
    QCOMPARE(everything(there), before);
    QCOMPARE(there.hits(u"words"_qs), QStringList{u"last words"_qs});
}

void RecordsTest::anotherList_makesTheTablesAnew() {
    TestVault test;
    const Saved slot = test.slot(u"Findable"_qs);
    test.lock();
    std::vector<RecordType> types = recordList().types();
    for (RecordType& type : types)
        for (Field& field : type.fields)
            if (type.name == u"timetable_slot" && field.name == u"title") field.searchable = false;
    const RecordList other(types);
    {
        auto opened = Vault::open(test.path(), passphraseOf(TestVault::words),
                                  {test.clock, test.random, other});
        QVERIFY(opened.has_value());
        QVERIFY((*opened)->records().search(u"findable"_qs)->hits.empty());
    }
    test.reopen();
    QCOMPARE(test.hits(u"findable"_qs).size(), 1);
}

namespace {

/// Some sound value of a field.
cbor::Value someValue(const Field& field, TestVault& test) {
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::longText:
            return u"Word"_qs;
        case FieldKind::choice:
            return field.choices.front().name;
        case FieldKind::flag:
            return true;
        case FieldKind::integer:
            return field.least;
        case FieldKind::instant:
            return cbor::Value::array({1'804'586'400'000, -60});
        case FieldKind::date:
            return u"2027-03~"_qs;
        case FieldKind::reference:
        case FieldKind::change:
            return cbor::Value(RecordId::makeV7(test.clock, test.random));
        case FieldKind::choiceSet:
            return cbor::Value::array({field.choices.front().name, field.choices.back().name});
        case FieldKind::referenceSet:
            return cbor::Value::array({cbor::Value(RecordId::makeV7(test.clock, test.random))});
    }
    return {};
}

}  // namespace

void RecordsTest::everyType_canBePutAndListed() {
    TestVault test;
    const Saved slot = test.slot();
    const UtcTime afterwards(milliseconds(1'809'856'800'000));
    test.clock.advance(afterwards - test.clock.utc());
    std::map<QString, RecordId> held;  // one of each type that came before
    for (const RecordType& type : recordList().types()) {
        PutRequest request{.type = type.name};
        if (type.notebook == NotebookKind::session) request.notebook = SessionOf{slot.name.id};
        if (type.name == u"session") request.id = RecordId::makeV7(test.clock, test.random);
        for (const Field& field : type.fields) {
            cbor::Value value = someValue(field, test);
            if (field.kind == FieldKind::reference && held.contains(field.targets.front()))
                value = cbor::Value(held.at(field.targets.front()));
            // What the rules ask of records as they stand to each other.
            if (field.name == u"event") value = u"given"_qs;
            if (field.name == u"source" && !field.choices.empty()) value = u"confirmed_by_cqc"_qs;
            if (type.name == u"attachment" && field.name == u"kind") value = u"document"_qs;
            if (field.name == u"pack") value = u"la-2026"_qs;
            if (type.name == u"framework_pack" && field.name == u"content")
                value = QString::fromUtf8(
                    QJsonDocument::fromJson(shippedFile(u"framework/packs/la-2026.json"_qs))
                        .toJson(QJsonDocument::Compact));
            // No subtopic and no "I statement" that a quality statement does not have.
            if (type.name == u"tag" && (field.name == u"subtopic" || field.name == u"i_statement"))
                continue;
            // Only the lead scores, after the visit, and no category by itself.
            if (type.name == u"score" && field.name == u"category") continue;
            if (type.name == u"score" && field.name == u"at")
                value = cbor::Value::array({afterwards.time_since_epoch().count(), 0});
            request.fields.push_back({field.name, std::move(value)});
        }
        const Saved saved = test.put(request);
        held[type.name] = saved.name.id;
        const auto listed = test.vault->projection().row(type, saved.row);
        QVERIFY2(listed && *listed, qPrintable(type.name));
        for (const FieldValue& wanted : request.fields) {
            const bool shown = type.field(wanted.name)->isProjected();
            QVERIFY2(
                valueOf((*listed)->values, wanted.name) == (shown ? wanted.value : cbor::Value()),
                qPrintable(type.name + u'.' + wanted.name));
        }
        QVERIFY(test.view(saved.row).flags.empty());
    }
}

QTEST_APPLESS_MAIN(RecordsTest)
#include "tst_records.moc"
