// A record type is one entry of a list. Here a type is added that the house has never heard of, and
// everything that every type has is there without another line.
#include "app/records/description.h"
#include "app/records/fieldwords.h"
#include "tests/support/tlstablet.h"
#include "tests/unit/vault/testvault.h"

#include <QJsonArray>
#include <QTest>

using namespace candour;
using namespace candour::fieldwords;

namespace {

/// The one entry.
const RecordType lending = {
    .name = u"equipment_loan"_qs,
    .singular = u"Equipment loan"_qs,
    .plural = u"Equipment loans"_qs,
    .purpose = u"Something the team lent to somebody."_qs,
    .subject = {recordIn("case"), wholeNotebook()},
    .summary = {u"what"_qs, u"lent"_qs},
    .fields = {text("what", "What", "What was lent.").required().searchable(),
               date("lent", "Lent", "When it was lent.").required().indexed(),
               reference("case", "Case", "To whom.", "tracked_case").indexed(),
               choiceSet("parts", "Parts", "What belongs to it.",
                         {{"charger", "Charger"}, {"case", "Case"}, {"cable", "Cable"}})}};

const RecordList& listWithIt() {
    static const RecordList list = [] {
        std::vector<RecordType> types = recordList().types();
        types.push_back(lending);
        return RecordList(std::move(types));
    }();
    return list;
}

PutRequest hearingLoop() {
    return {.type = lending.name,
            .fields = {{u"what"_qs, u"Portable hearing loop"_qs},
                       {u"lent"_qs, u"2027-03-09"_qs},
                       {u"parts"_qs, cbor::Value::array({cbor::Value(u"charger"_qs)})}}};
}

QByteArray exported(TestVault& test) {
    QByteArray all;
    const auto done = test.vault->records().exportCurrent(lending.name, IdentityFields::withhold,
                                                          [&](QByteArrayView line) -> Status {
                                                              all += line.toByteArray() + '\n';
                                                              return {};
                                                          });
    return done ? all : QByteArray();
}

}  // namespace

class NewTypeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theEntry_isSound() { QCOMPARE(faultsOf(listWithIt()), QStringList()); }

    void it_hasAFormAndHelp() {
        const QJsonObject form = formDescription(lending);
        QCOMPARE(form[u"fields"].toArray().size(), 4);
        QVERIFY(schemaText(listWithIt()).contains(u"Something the team lent to somebody."));
    }

    void it_isWritten_listed_found_andValidated() {
        TestVault test(1, listWithIt());
        const Saved saved = test.put(hearingLoop());
        const auto page = test.vault->records().list({.type = lending.name,
                                                      .where = {{u"lent"_qs, u"2027-03-09"_qs}},
                                                      .orderBy = u"lent"_qs});
        QVERIFY(page && page->records.size() == 1);
        QCOMPARE(summaryOf(lending, page->records.front().values),
                 u"Portable hearing loop · 9 March 2027"_qs);
        const auto found = test.vault->records().search(u"hearing"_qs);
        QVERIFY(found && found->hits.size() == 1);
        QCOMPARE(found->hits.front().record.id, saved.name.id);
        PutRequest without = hearingLoop();
        without.fields.erase(without.fields.begin());
        QCOMPARE(test.vault->put(without).error().code, Code::badInput);
    }

    void itsExport_comesBackWithoutLoss() {
        TestVault from(1, listWithIt());
        from.put(hearingLoop());
        const QByteArray file = exported(from);
        QVERIFY(file.contains("Portable hearing loop"));
        TestVault to(2, listWithIt());
        // Another assessment's notebook is not here: the record goes where its type belongs.
        QByteArray plain = file;
        const qsizetype key = plain.indexOf("\"notebook\":\"");
        QVERIFY(key > 0);
        plain.remove(key, plain.indexOf(',', key) + 1 - key);
        const auto report = to.apply(plain);
        QVERIFY(report && report->faults.empty());
        QByteArray again = exported(to);
        const qsizetype at = again.indexOf("\"notebook\":\"");
        again.remove(at, again.indexOf(',', at) + 1 - at);
        QCOMPARE(again, plain);
    }

    void throughTheStore_whichKnowsNoTypes_itComesToAnotherTablet() {
        test::TlsStore store;
        test::TlsTablet here(store, listWithIt());
        test::TlsTablet there(store, listWithIt());
        QVERIFY(!here.handOver().stopped);
        const Saved saved = must(here.vault->put(hearingLoop()));
        QVERIFY(!here.handOver().stopped);
        QVERIFY(!there.handOver().stopped);
        const auto come = there.vault->records().get(saved.name);
        QVERIFY(come && come->field(u"what")->versions.size() == 1);
        const auto found = there.vault->records().search(u"hearing"_qs);
        QVERIFY(found && found->hits.size() == 1);
        QCOMPARE(found->hits.front().record.id, saved.name.id);
    }

    void twoPeoplesEdits_mergeWithoutLoss() {
        TestVault here(1, listWithIt());
        TestVault there(2, listWithIt());
        const Saved saved = here.put(hearingLoop());
        const NotebookId notebook = saved.name.notebook;
        shareNotebook(here, there, notebook);
        QVERIFY(there.pull(here, notebook).has_value());
        here.edit(saved.name, u"what"_qs, u"Loop, mended"_qs);
        there.edit(saved.name, u"what"_qs, u"Loop, replaced"_qs);
        here.edit(saved.name, u"parts"_qs,
                  cbor::Value::array({cbor::Value(u"charger"_qs), cbor::Value(u"case"_qs)}));
        there.edit(saved.name, u"parts"_qs,
                   cbor::Value::array({cbor::Value(u"charger"_qs), cbor::Value(u"cable"_qs)}));
        QVERIFY(here.pull(there, notebook).has_value());
        const RecordView view = here.view(saved.row);
        QCOMPARE(view.field(u"what")->versions.size(), std::size_t{2});
        QCOMPARE(view.field(u"parts")->versions.front().value->items().size(), std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(NewTypeTest)
#include "tst_newtype.moc"
