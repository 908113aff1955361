// Forms made from the record list, on a real vault: what is typed survives, saving is one change,
// and only what was changed is written.
#include "app/tablet/form.h"
#include "app/tablet/formwords.h"
#include "tests/support/must.h"
#include "tests/unit/vault/testvault.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace candour;

namespace {

struct Office {
    Office() {
        council.pack = must(shippedPack(u"la-2026"_qs));
        trackedCase = test.put({.type = u"tracked_case"_qs,
                                .fields = {{u"number"_qs, u"07"_qs},
                                           {u"summary"_qs, u"Daughter cares for mother"_qs},
                                           {u"stage"_qs, u"listed"_qs}}});
    }
    FilledForm open(const FormWish& wish) {
        return must(openForm(*test.vault, council, wish, test.random));
    }
    FormWish forContact() {
        return {u"contact"_qs, {}, {{u"case"_qs, trackedCase.name.id.toString()}}};
    }
    [[nodiscard]] static const FormField& field(const FilledForm& form, const QString& name) {
        const auto found = std::find_if(form.sheet.fields.begin(), form.sheet.fields.end(),
                                        [&](const FormField& one) { return one.name == name; });
        if (found == form.sheet.fields.end()) qFatal("no such field");
        return *found;
    }
    [[nodiscard]] static FormTexts textsOf(const FilledForm& form) {
        FormTexts texts;
        for (const FormField& one : form.sheet.fields) texts[one.name] = one.text;
        return texts;
    }
    [[nodiscard]] std::size_t changesOf(const RecordId& id) {
        return must(test.vault->records().get(id)).changes;
    }

    TestVault test;
    Council council;
    Saved trackedCase;
};

}  // namespace

class TestForm : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyTypeOfTheList_hasAForm() {
        Office office;
        for (const RecordType& type : recordList().types()) {
            const FilledForm form = office.open({type.name, {}, {}});
            QVERIFY2(!form.sheet.fields.isEmpty(), qPrintable(type.name));
            for (const FormField& field : form.sheet.fields)
                QVERIFY2(!field.title.isEmpty(), qPrintable(type.name + u'.' + field.name));
        }
    }
    void newRecord_isOneChange_andItsDraftIsGone() {
        Office office;
        const FilledForm form = office.open({u"document"_qs, {}, {}});
        FormTexts texts = Office::textsOf(form);
        texts[u"title"_qs] = u"Waiting list protocol"_qs;
        texts[u"kind"_qs] = u"policy"_qs;
        texts[u"dated"_qs] = u"2026-05~"_qs;
        texts[u"pages"_qs] = u"12"_qs;
        texts[u"personal_data"_qs] = u"no"_qs;
        must(keepForm(*office.test.vault, form.open, texts));
        const FormOutcome outcome = must(saveForm(*office.test.vault, form.open, texts));
        QVERIFY2(outcome.saved, qPrintable(outcome.problem));
        const RecordView view = must(office.test.vault->records().get(*outcome.saved));
        QCOMPARE(view.changes, std::size_t{1});
        QCOMPARE(valueOf(view.values(), u"dated").text(), u"2026-05~"_qs);
        QCOMPARE(valueOf(view.values(), u"pages").integer(), 12);
        QVERIFY(must(office.test.vault->drafts().open()).empty());
    }
    void halfFilledForm_isThereAfterAKill_forTheSameWishOnly() {
        Office office;
        const FilledForm form = office.open(office.forContact());
        FormTexts texts = Office::textsOf(form);
        texts[u"note"_qs] = u"Rings ba"_qs;
        texts[u"at"_qs] = u"2027-03-"_qs;
        must(keepForm(*office.test.vault, form.open, texts));
        office.test.reopen();
        const FilledForm again = office.open(office.forContact());
        QVERIFY(again.sheet.restored);
        QCOMPARE(Office::field(again, u"note"_qs).text, u"Rings ba"_qs);
        QCOMPARE(Office::field(again, u"at"_qs).text, u"2027-03-"_qs);
        QCOMPARE(again.open.record, form.open.record);
        QVERIFY(!office.open({u"contact"_qs, {}, {}}).sheet.restored);
        must(discardForm(*office.test.vault, again.open));
        QVERIFY(!office.open(office.forContact()).sheet.restored);
    }
    void whatItBelongsTo_isSaidAndNotAskedAgain() {
        Office office;
        const FilledForm form = office.open(office.forContact());
        QCOMPARE(form.sheet.place, u"Case 07"_qs);
        QVERIFY(std::none_of(form.sheet.fields.begin(), form.sheet.fields.end(),
                             [](const FormField& one) { return one.name == u"case"; }));
        QVERIFY(!Office::field(form, u"at"_qs).text.isEmpty());
    }
    void whatIsOftenWritten_isAskedAsAQuestion_andWhatHasToBeAnsweredComesFirst() {
        Office office;
        const FilledForm form = office.open({u"stage_account"_qs, {}, {}});
        QCOMPARE(form.sheet.title, u"Add what someone says of this stage"_qs);
        QCOMPARE(Office::field(form, u"text"_qs).title, u"What did they say?"_qs);
        const auto& fields = form.sheet.fields;
        QVERIFY(std::is_partitioned(fields.begin(), fields.end(),
                                    [](const FormField& field) { return field.required; }));
        const FormOutcome outcome =
            must(saveForm(*office.test.vault, form.open, Office::textsOf(form)));
        QCOMPARE(outcome.byField.value(u"text"_qs), u"Write what they said."_qs);
    }
    void everyFieldAndChoiceThatTheWindowAsks_isAskedInPlainWords() {
        Office office;
        QStringList bare;
        for (const RecordType& type : recordList().types()) {
            if (!hasWords(type)) continue;
            const FilledForm form = office.open({type.name, {}, {}});
            for (const FormField& shown : form.sheet.fields) {
                const Field& field = *type.field(shown.name);
                const QString where = type.name + u'.' + shown.name;
                if (!shown.title.endsWith(u'?') || shown.title == field.title) bare << where;
                if (field.required &&
                    questionFor(type, field).missing.endsWith(u"has no answer yet."))
                    bare << where + u" when it is empty"_qs;
                for (const Choice& choice : field.choices)
                    if (choice.title.isEmpty() || choice.title == choice.name ||
                        choice.title.contains(u'_'))
                        bare << where + u'.' + choice.name;
            }
        }
        QCOMPARE(bare, QStringList());
    }
    void everyFormThatAPageOpens_hasWords() {
        QStringList opened;
        const QDir pages(qEnvironmentVariable("CANDOUR_PAGES"));
        static const QRegularExpression call(
            u"(?:form\\.(?:add|amend)|model\\.note)\\(\"([a-z_]+)\""_qs);
        for (const QString& name : pages.entryList({u"*.qml"_qs})) {
            QFile file(pages.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto found = call.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();)
                opened << found.next().captured(1);
        }
        QVERIFY(opened.size() >= 8);
        // What lists of a case, of papers and of a meeting open.
        opened << u"contact"_qs << u"document"_qs << u"case_agreement"_qs << u"record_access"_qs
               << u"follow_up"_qs << u"communication_need"_qs << u"communication_check"_qs
               << u"information_item"_qs << u"self_assessment"_qs << u"survey"_qs
               << u"performance_data"_qs;
        for (const QString& name : opened) {
            const RecordType* const type = recordList().type(name);
            QVERIFY2(type != nullptr && hasWords(*type), qPrintable(name));
        }
    }
    void formOfAMeeting_offersWhoWasThere_andNobodyElse() {
        Office office;
        const auto meet = [&] {
            const RecordId session = office.test.session(office.test.slot().name.id).name.id;
            return std::pair(session, office.test.participant(session).name.id);
        };
        const auto [here, nurse] = meet();
        (void)meet();
        const FilledForm form =
            office.open({u"capacity_consideration"_qs, {}, {{u"session"_qs, here.toString()}}});
        const auto options = Office::field(form, u"participant"_qs).options;
        QCOMPARE(options.size(), 1);
        QCOMPARE(options.front().name, nurse.toString());
        FormTexts texts = Office::textsOf(form);
        texts[u"participant"_qs] = nurse.toString();
        texts[u"decision"_qs] = u"Whether to talk with us"_qs;
        texts[u"time"_qs] = u"2027-03-09T14:00:00+00:00"_qs;
        texts[u"outcome"_qs] = u"able"_qs;
        const FormOutcome outcome = must(saveForm(*office.test.vault, form.open, texts));
        QVERIFY2(outcome.saved, qPrintable(outcome.problem));
    }
    void whatIsMissingOrWrong_isSaidAtItsField_andNothingIsWritten() {
        Office office;
        const FilledForm form = office.open({u"document"_qs, {}, {}});
        FormTexts texts = Office::textsOf(form);
        texts[u"kind"_qs] = u"policy"_qs;
        texts[u"pages"_qs] = u"many"_qs;
        texts[u"dated"_qs] = u"2026-02-30"_qs;
        const FormOutcome outcome = must(saveForm(*office.test.vault, form.open, texts));
        QVERIFY(!outcome.saved);
        QCOMPARE(outcome.byField.keys(), (QStringList{u"dated"_qs, u"pages"_qs, u"title"_qs}));
        QVERIFY(outcome.byField[u"pages"_qs].startsWith(u"Pages must be a whole number"));
        QVERIFY(!outcome.byField[u"title"_qs].contains(u'('));
        QCOMPARE(must(office.test.vault->records().count(u"document"_qs)), 0);
    }
    void whatARuleForbids_isSaidInItsSentence() {
        Office office;
        const FilledForm form = office.open(
            {u"record_access"_qs, {}, {{u"case"_qs, office.trackedCase.name.id.toString()}}});
        FormTexts texts = Office::textsOf(form);
        const Saved member = office.test.put({.type = u"team_member"_qs,
                                              .fields = {{u"initials"_qs, u"TV"_qs},
                                                         {u"name"_qs, u"T. Vault"_qs},
                                                         {u"role"_qs, u"inspector"_qs}}});
        texts[u"by"_qs] = member.name.id.toString();
        texts[u"what"_qs] = u"Support plan"_qs;
        texts[u"necessity"_qs] = u"Nothing else shows the hours"_qs;
        texts[u"basis"_qs] = u"powers"_qs;
        texts[u"copied"_qs] = u"no"_qs;
        texts[u"told"_qs] = u"not_told"_qs;
        const FormOutcome outcome = must(saveForm(*office.test.vault, form.open, texts));
        QVERIFY(!outcome.saved);
        QVERIFY2(outcome.problem.contains(u"R7"), qPrintable(outcome.problem));
        texts[u"not_told_reason"_qs] = u"They asked not to be rung"_qs;
        QVERIFY(must(saveForm(*office.test.vault, form.open, texts)).saved);
    }
    void amending_writesOnlyWhatWasChanged() {
        Office office;
        const RecordId id = office.trackedCase.name.id;
        const FilledForm form = office.open({u"tracked_case"_qs, id.toString(), {}});
        FormTexts texts = Office::textsOf(form);
        QVERIFY(must(saveForm(*office.test.vault, form.open, texts)).saved);
        QCOMPARE(office.changesOf(id), std::size_t{1});
        texts[u"flags"_qs] = u"dementia,unpaid_carer"_qs;
        QVERIFY(must(saveForm(*office.test.vault, form.open, texts)).saved);
        const auto history = must(office.test.vault->records().history(office.trackedCase.row));
        QCOMPARE(history.size(), std::size_t{2});
        QCOMPARE(history.back().header.fields.size(), std::size_t{1});
    }
    void emptiedField_hasNoValueAnyMore() {
        Office office;
        office.test.edit(office.trackedCase.name, u"age"_qs, u"age_85"_qs);
        const FilledForm form =
            office.open({u"tracked_case"_qs, office.trackedCase.name.id.toString(), {}});
        FormTexts texts = Office::textsOf(form);
        QCOMPARE(texts[u"age"_qs], u"age_85"_qs);
        texts[u"age"_qs].clear();
        QVERIFY(must(saveForm(*office.test.vault, form.open, texts)).saved);
        const RecordView view = must(office.test.vault->records().get(office.trackedCase.row));
        QVERIFY(valueOf(view.values(), u"age").isNull());
    }
    void twoVersions_areBothSaid_andAChangeSettlesThem() {
        Office office;
        TestVault other(2);
        const NotebookId team = office.trackedCase.name.notebook;
        shareNotebook(office.test, other, team);
        must(other.pull(office.test, team));
        other.edit(office.trackedCase.name, u"summary"_qs, u"Lives with her daughter"_qs);
        office.test.edit(office.trackedCase.name, u"summary"_qs, u"Daughter cares, nights"_qs);
        must(office.test.pull(other, team));
        const FilledForm form =
            office.open({u"tracked_case"_qs, office.trackedCase.name.id.toString(), {}});
        const QString note = Office::field(form, u"summary"_qs).note;
        QVERIFY(note.contains(u"Lives with her daughter"));
        QVERIFY(note.contains(u"Daughter cares, nights"));
        FormTexts texts = Office::textsOf(form);
        texts[u"summary"_qs] = u"Daughter cares for her, nights too"_qs;
        QVERIFY(must(saveForm(*office.test.vault, form.open, texts)).saved);
        QVERIFY(!must(office.test.vault->records().get(office.trackedCase.row)).inConflict());
    }
    void recordThatIsNotHere_isSaid() {
        Office office;
        const auto missing = openForm(*office.test.vault, office.council,
                                      {u"document"_qs, office.trackedCase.name.id.toString(), {}},
                                      office.test.random);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Code::notFound);
    }
};

QTEST_GUILESS_MAIN(TestForm)
#include "tst_form.moc"
