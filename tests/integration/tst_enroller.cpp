// Setting up a tablet against a real store over real TLS: what a failure leaves behind, and that
// nothing written meanwhile is ever taken away with it.
#include "app/handover/enroller.h"
#include "tests/support/certificates.h"
#include "tests/support/fakes.h"
#include "tests/support/tlsstore.h"

#include <QDir>
#include <QTest>

using namespace candour;
using namespace candour::test;

namespace {

using Outcome = Result<std::unique_ptr<Vault>>;
constexpr auto patience = 60'000;  // for a machine that builds at the same time
constexpr char words[] = "correct horse battery staple";

Passphrase passphrase() {
    return must(Passphrase::entered(SecretBytes::copyOf(words)));
}

std::optional<HttpResponse> outOfOrder(const HttpRequest&) {
    HttpResponse response;
    response.status = 500;
    return response;
}

/// The store takes the request in, and its answer never arrives.
std::function<std::optional<HttpResponse>(const HttpRequest&)> losing(TlsStore& store) {
    return [&store](const HttpRequest& request) {
        (void)store.answer(request);
        return outOfOrder(request);
    };
}

struct Tablet {
    Tablet() : ground{clock, random} {}
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("vault")); }

    template <class Start>
    Outcome run(Start start) {
        std::optional<Outcome> outcome;
        Enroller enroller(ground, {}, [&](Outcome came) { outcome = std::move(came); });
        start(enroller);
        if (!QTest::qWaitFor([&] { return outcome.has_value(); }, patience))
            return fail(Code::cancelled, "wait", "no answer in the test's time");
        return std::move(*outcome);
    }
    Outcome enrol(Invitation invitation) {
        return run([&](Enroller& enroller) {
            enroller.start(path(), std::move(invitation), passphrase(), leastKdfCost);
        });
    }
    Outcome resume() {
        return run([&](Enroller& enroller) { enroller.resume(open()); });
    }
    std::unique_ptr<Vault> open() { return must(Vault::open(path(), passphrase(), ground)); }

    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    Vault::Ground ground;
};

void writeDraft(Vault& vault, Tablet& tablet) {
    must(vault.drafts().save(Draft{.record = RecordId::makeV7(tablet.clock, tablet.random),
                                   .field = QStringLiteral("text"),
                                   .text = QStringLiteral("Nobody told the carer."),
                                   .caret = 5,
                                   .kind = QStringLiteral("said"),
                                   .firstKey = tablet.clock.utc(),
                                   .extra = {}}));
}

void writeNote(Vault& vault, Tablet& tablet) {
    NewChange note;
    note.record = {NotebookId::makeV7(tablet.clock, tablet.random), QStringLiteral("line"),
                   RecordId::makeV7(tablet.clock, tablet.random)};
    note.subject = SubjectId(note.record.notebook.bytes());
    note.fields.push_back({QStringLiteral("text"), QStringLiteral("Nobody told the carer."), {}});
    note.written = vault.author().now();
    auto edit = must(vault.begin());
    must(vault.ledger().append(vault.author(), note));
    must(edit.commit());
}

}  // namespace

class EnrollerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void refused_withNothingWritten_leavesNoFolder();
    void refused_withWordsWrittenMeanwhile_leavesTheFolder_data();
    void refused_withWordsWrittenMeanwhile_leavesTheFolder();
    void aLostAnswer_isFinishedByTheSameRequest();
    void aStrangerOnTheWay_doesNotEndAPendingEnrolment();
    void aStrangerAtTheFirstMeeting_leavesNoFolder();
    void aClockFarOff_isSaid_andTheSameRequestFinishesLater_data();
    void aClockFarOff_isSaid_andTheSameRequestFinishesLater();
};

void EnrollerTest::refused_withNothingWritten_leavesNoFolder() {
    TlsStore store;
    Tablet tablet;
    const Outcome outcome = tablet.enrol(store.invite(std::chrono::minutes(-1)));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().name(), "code-expired");
    QVERIFY(!QDir(tablet.path()).exists());
    QVERIFY(tablet.enrol(store.invite()));
}

void EnrollerTest::refused_withWordsWrittenMeanwhile_leavesTheFolder_data() {
    QTest::addColumn<bool>("draft");
    QTest::newRow("a draft") << true;
    QTest::newRow("a note") << false;
}

void EnrollerTest::refused_withWordsWrittenMeanwhile_leavesTheFolder() {
    QFETCH(bool, draft);
    TlsStore store;
    Tablet tablet;
    store.instead = outOfOrder;
    const Outcome waiting = tablet.enrol(store.invite());
    QVERIFY(!waiting);
    QCOMPARE(waiting.error().name(), "store-failed");
    {
        const auto vault = tablet.open();
        if (draft)
            writeDraft(*vault, tablet);
        else
            writeNote(*vault, tablet);
    }
    store.instead = {};
    store.clock.shift(std::chrono::hours(1));  // the code runs out
    const Outcome refused = tablet.resume();
    QVERIFY(!refused);
    QCOMPARE(refused.error().name(), "code-expired");
    const auto vault = tablet.open();
    QCOMPARE(must(vault->drafts().open()).size(), draft ? 1U : 0U);
    QCOMPARE(must(vault->ledger().notebooks()).size(), draft ? 0U : 1U);
    QVERIFY(must(vault->verify()).faults.empty());
}

void EnrollerTest::aLostAnswer_isFinishedByTheSameRequest() {
    TlsStore store;
    Tablet tablet;
    store.instead = losing(store);
    QVERIFY(!tablet.enrol(store.invite()));
    store.instead = {};
    store.clock.shift(std::chrono::hours(1));  // the code has run out, and was used in time
    const Outcome outcome = tablet.resume();
    QVERIFY2(outcome, outcome ? "" : outcome.error().name());
    QCOMPARE((*outcome)->identity().initials, QStringLiteral("AW"));
}

void EnrollerTest::aStrangerOnTheWay_doesNotEndAPendingEnrolment() {
    TlsStore store;
    Tablet tablet;
    store.instead = losing(store);
    QVERIFY(!tablet.enrol(store.invite()));
    store.instead = {};
    store.listen(issue(tablet.clock, tablet.random).identity);
    const int before = store.asked;
    const Outcome distrusted = tablet.resume();
    QVERIFY(!distrusted);
    QCOMPARE(distrusted.error().name(), "store-not-genuine");
    QCOMPARE(store.asked, before);
    store.listen(store.own);
    QVERIFY(tablet.resume());
}

void EnrollerTest::aStrangerAtTheFirstMeeting_leavesNoFolder() {
    TlsStore store;
    Tablet tablet;
    store.listen(issue(tablet.clock, tablet.random).identity);
    const Outcome distrusted = tablet.enrol(store.invite());
    QVERIFY(!distrusted);
    QCOMPARE(distrusted.error().name(), "store-not-genuine");
    QCOMPARE(store.asked, 0);
    QVERIFY(QDir(tablet.folder.path()).isEmpty());
}

void EnrollerTest::aClockFarOff_isSaid_andTheSameRequestFinishesLater_data() {
    QTest::addColumn<int>("days");
    QTest::newRow("a year behind") << 365;
    QTest::newRow("two years ahead") << -730;
}

void EnrollerTest::aClockFarOff_isSaid_andTheSameRequestFinishesLater() {
    QFETCH(int, days);
    TlsStore store{std::chrono::days(days)};
    Tablet tablet;
    const Outcome outcome = tablet.enrol(store.invite());
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().name(), "clock-wrong");
    QCOMPARE(store.asked, 0);
    QVERIFY(tablet.open()->identity().standing == Identity::Standing::pending);
    // This machine's clock cannot be set here: the store shows dates that fit it instead.
    const auto authority = must(CertificateAuthority::fromPem(store.shelf->keys().authorityPem,
                                                              store.shelf->keys().authorityKeyPem));
    if (days > 0) return;  // the authority itself is of next year
    store.listen(must(authority.issue({"127.0.0.1"}, tablet.clock, tablet.random)));
    QVERIFY(tablet.resume());
}

QTEST_GUILESS_MAIN(EnrollerTest)
#include "tst_enroller.moc"
