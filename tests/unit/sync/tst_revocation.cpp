// A tablet that was taken out of use: what it holds leaves it, nothing of others reaches it, and it
// may be emptied only when the store has everything.
#include "sync/httpsignature.h"
#include "sync/removalgate.h"
#include "sync/store/admin.h"
#include "tests/support/story.h"

#include <QTest>

using namespace candour;

namespace {

struct Revoking : Story {
    void revoke(Replica& tablet) {
        must(admin::revoke(*centre.shelf, centre.shelf->keys(), tablet.author.vault(),
                           centre.clock));
    }
    [[nodiscard]] admin::TabletRow tablet(Replica& which) const {
        for (const auto& row : must(admin::tablets(*centre.shelf)))
            if (row.vault == which.author.vault()) return row;
        return {};
    }
    HandOver::Report handOver(Replica& which) {
        HandOver::Report report = Story::handOver(which);
        listed = report.listed;
        return report;
    }
    /// After the last hand-over.
    [[nodiscard]] Status mayEmpty(Replica& which) const {
        QTemporaryDir folder;
        const auto blobs = must(BlobFolder::open(folder.path()));
        return RemovalGate(*which.ledger, *blobs, which.author.vault(), centre.identity().key)
            .mayEmpty(listed);
    }
    [[nodiscard]] RecordId writes(Replica& which, const char* words) {
        const RecordId record = newRecord(which);
        which.write(centre.team, record, QString::fromLatin1(words));
        return record;
    }
    [[nodiscard]] QStringList reads(Replica& which, const RecordId& record) const {
        return texts(which, centre.team, record);
    }
    std::vector<Head> listed;
};

}  // namespace

class RevocationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatItHolds_leavesIt_andItIsSentNothing();
    void untilTheStoreHasEverything_itIsNotEmptied();
    void whatOthersWrote_isRefusedToIt_data();
    void whatOthersWrote_isRefusedToIt();
    void restoredFromABackup_itsOtherContinuationLeavesIt();
    void whatARestoredStoreLostOfItsContinuation_itGivesAgain();
    void aListThatIsCut_emptiesNothing();
    void whatItMayNotAskAbout_doesNotLeaveIt();
    void whatAColleaguesBundleBrought_isGivenBeforeItGoes();
    void aStoreThatForgotIt_isToldAgain_data();
    void aStoreThatForgotIt_isToldAgain();
    void anotherTabletOfTheSamePerson_isUsedAsBefore();
    void tooOldForTheStore_itHearsAllTheSame();
    void aFileThatIsNotHere_keepsNothing();
    void wordsThatItCannotReadItself_keepItNoLonger();
};

void RevocationTest::whatItHolds_leavesIt_andItIsSentNothing() {
    Revoking story;
    QVERIFY(!story.handOver(story.second).revoked);
    const RecordId offline = story.writes(story.second, "heard before anybody missed it");
    story.revoke(story.second);
    QVERIFY(story.tablet(story.second).revoked);
    QVERIFY(!story.tablet(story.second).heard);
    const RecordId after = story.writes(story.first, "not for whoever found it");
    QVERIFY(!story.handOver(story.first).stopped);

    const HandOver::Report report = story.handOver(story.second);
    QVERIFY(!report.stopped);
    QVERIFY(report.reasons.empty());
    QVERIFY(report.revoked);
    QCOMPARE(report.accepted, 1);
    QCOMPARE(report.received, 0);
    QVERIFY(report.receipts.size() == 1 && report.receipts.front().value.late);
    QVERIFY(story.reads(story.second, after).isEmpty());
    QVERIFY(story.tablet(story.second).heard.has_value());
    must(story.mayEmpty(story.second));
    // All is quiet from then on.
    QCOMPARE(story.handOver(story.second).roundTrips, 1);

    QVERIFY(!story.handOver(story.first).stopped);
    QCOMPARE(story.reads(story.first, offline),
             QStringList{QStringLiteral("heard before anybody missed it")});
    QCOMPARE(story.handOver(story.first).roundTrips, 1);
}

void RevocationTest::untilTheStoreHasEverything_itIsNotEmptied() {
    Revoking story;
    const RecordId first = story.writes(story.second, "one");
    Q_UNUSED(first)
    QVERIFY(!story.handOver(story.second).stopped);
    // In use, and all of it receipted.
    QCOMPARE(story.mayEmpty(story.second).error().code, Code::notAllowed);
    story.revoke(story.second);
    QVERIFY(story.handOver(story.second).revoked);
    must(story.mayEmpty(story.second));
    const RecordId more = story.writes(story.second, "two");
    QCOMPARE(story.mayEmpty(story.second).error().code, Code::notAllowed);
    story.link.lostOnTheWayBack = [](const HttpRequest& asked) {
        return asked.target == wire::pushPath;
    };
    QVERIFY(story.handOver(story.second).stopped);
    QCOMPARE(story.mayEmpty(story.second).error().code, Code::notAllowed);
    story.link.lostOnTheWayBack = {};
    QVERIFY(!story.handOver(story.second).stopped);
    must(story.mayEmpty(story.second));
    QVERIFY(!story.handOver(story.first).stopped);
    QCOMPARE(story.reads(story.first, more), QStringList{QStringLiteral("two")});
}

void RevocationTest::whatOthersWrote_isRefusedToIt_data() {
    QTest::addColumn<bool>("own");
    QTest::addColumn<int>("status");
    // What it wrote itself it may need, to find where a restored backup parts.
    QTest::newRow("its own") << true << 200;
    QTest::newRow("a colleague's") << false << 404;
}

void RevocationTest::whatOthersWrote_isRefusedToIt() {
    QFETCH(const bool, own);
    Revoking story;
    for (Replica* tablet : {&story.first, &story.second}) {
        const RecordId record = story.writes(*tablet, "words");
        Q_UNUSED(record)
        QVERIFY(!story.handOver(*tablet).stopped);
    }
    story.revoke(story.second);
    wire::PullRequest asked;
    asked.wants.push_back({(own ? story.second : story.first).chainOf(story.centre.team), 0});
    HttpRequest request{"POST", wire::pullPath, {{"Host", "store.test"}}, asked.encode()};
    const Author& author = story.second.author;
    signRequest(request, "store.test", author.vault(), author.key(), author.now().corrected());
    QTEST(story.centre.api->answer(request).status, "status");
    HttpRequest file{"GET",
                     QByteArray(wire::blobsPath) + "?notebook=" +
                         story.centre.team.toString().toLatin1() + "&blob=" + QByteArray(64, '0'),
                     {{"Host", "store.test"}},
                     {}};
    signRequest(file, "store.test", author.vault(), author.key(), author.now().corrected());
    QCOMPARE(story.centre.api->answer(file).status, 403);
    file.method = "POST";
    file.headers.set("X-HTTP-Method-Override", "GET");
    signRequest(file, "store.test", author.vault(), author.key(), author.now().corrected());
    QCOMPARE(story.centre.api->answer(file).status, 403);
}

void RevocationTest::restoredFromABackup_itsOtherContinuationLeavesIt() {
    Revoking story;
    const RecordId before = story.writes(story.second, "before");
    Q_UNUSED(before)
    QVERIFY(!story.handOver(story.second).stopped);
    Replica restored(2);
    restored.becomeCopyOf(story.second);
    const RecordId there = story.writes(story.second, "on the tablet");
    QVERIFY(!story.handOver(story.second).stopped);
    const RecordId here = story.writes(restored, "on its copy");
    story.revoke(story.second);
    HandOver::Report report = story.handOver(restored);
    QVERIFY(!report.stopped);
    QCOMPARE(report.parted.size(), std::size_t{1});
    QCOMPARE(report.held, 0);
    QVERIFY(report.reasons.empty());
    must(story.mayEmpty(restored));
    QVERIFY(!story.handOver(story.first).stopped);
    QCOMPARE(story.reads(story.first, there), QStringList{QStringLiteral("on the tablet")});
    QCOMPARE(story.reads(story.first, here), QStringList{QStringLiteral("on its copy")});
}

void RevocationTest::whatARestoredStoreLostOfItsContinuation_itGivesAgain() {
    Revoking story;
    const RecordId before = story.writes(story.second, "before");
    Q_UNUSED(before)
    QVERIFY(!story.handOver(story.second).stopped);
    Replica restored(2);
    restored.becomeCopyOf(story.second);
    const RecordId there = story.writes(story.second, "on the tablet");
    Q_UNUSED(there)
    QVERIFY(!story.handOver(story.second).stopped);
    story.revoke(story.second);
    const StoreBackup backup(story);
    const RecordId here = story.writes(restored, "on its copy");
    QCOMPARE(story.handOver(restored).parted.size(), std::size_t{1});
    must(story.mayEmpty(restored));
    backup.restore(story);
    const HandOver::Report report = story.handOver(restored);
    QVERIFY(!report.stopped);
    QCOMPARE(report.lostThere, 1);
    QCOMPARE(report.receipts.size(), std::size_t{1});
    must(story.mayEmpty(restored));
    QVERIFY(!story.handOver(story.first).stopped);
    QCOMPARE(story.reads(story.first, here), QStringList{QStringLiteral("on its copy")});
}

/// By somebody on the way, or a store that is at fault: what it does not name now, it may have
/// lost.
void RevocationTest::aListThatIsCut_emptiesNothing() {
    Revoking story;
    const RecordId words = story.writes(story.second, "one");
    Q_UNUSED(words)
    QVERIFY(!story.handOver(story.second).stopped);
    story.revoke(story.second);
    story.link.tamper = [](const HttpRequest& asked, HttpResponse& answer) {
        if (asked.target != wire::summaryPath) return;
        auto difference = must(wire::Difference::decode(answer.body));
        difference.heads.clear();
        answer.body = difference.encode();
    };
    QVERIFY(story.handOver(story.second).revoked);
    QCOMPARE(story.mayEmpty(story.second).error().code, Code::notAllowed);
    story.link.tamper = {};
    QVERIFY(story.handOver(story.second).revoked);
    must(story.mayEmpty(story.second));
}

/// A store that has lost a colleague's words, and their tablet with it, would not tell this one.
void RevocationTest::whatItMayNotAskAbout_doesNotLeaveIt() {
    Revoking story;
    const RecordId words = story.writes(story.first, "a colleague's");
    Q_UNUSED(words)
    QVERIFY(!story.handOver(story.first).stopped);
    QVERIFY(!story.handOver(story.second).stopped);
    QTemporaryDir folder;
    const auto blobs = must(BlobFolder::open(folder.path()));
    const auto mayPurge = [&] {
        return RemovalGate(*story.second.ledger, *blobs, story.second.author.vault(),
                           story.centre.identity().key)
            .mayPurge(story.centre.team, UtcTime::max());
    };
    must(mayPurge());
    story.revoke(story.second);
    QVERIFY(story.handOver(story.second).revoked);
    QCOMPARE(mayPurge().error().code, Code::notAllowed);
    must(story.mayEmpty(story.second));
}

/// The colleague's own tablet is at the bottom of a lake.
void RevocationTest::whatAColleaguesBundleBrought_isGivenBeforeItGoes() {
    Revoking story;
    QVERIFY(!story.handOver(story.first).stopped);
    QVERIFY(!story.handOver(story.second).stopped);
    for (const char* words : {"one", "two"}) {
        Q_UNUSED(story.writes(story.first, words))
        const ChainId chain = story.first.chainOf(story.centre.team);
        const std::int64_t known =
            must(story.second.ledger->heads(story.centre.team)).empty() ? 0 : 1;
        must(story.second.take(story.first.frameAfter(chain, known),
                               story.first.author.key().verifyKey()));
    }
    story.revoke(story.second);
    story.link.lostOnTheWay = [](const HttpRequest& asked) {
        return asked.target == wire::pushPath;
    };
    QVERIFY(story.handOver(story.second).stopped);
    QCOMPARE(story.mayEmpty(story.second).error().code, Code::notAllowed);
    story.link.lostOnTheWay = {};
    const HandOver::Report report = story.handOver(story.second);
    QVERIFY(!report.stopped);
    QVERIFY(report.reasons.empty());
    must(story.mayEmpty(story.second));
    QCOMPARE(must(story.centre.shelf->verify()).changes, 2);
    QCOMPARE(story.handOver(story.second).roundTrips, 1);
}

void RevocationTest::aStoreThatForgotIt_isToldAgain_data() {
    QTest::addColumn<bool>("byItself");
    QTest::newRow("by the tablet that it was about") << true;
    QTest::newRow("by a colleague's") << false;
}

void RevocationTest::aStoreThatForgotIt_isToldAgain() {
    QFETCH(const bool, byItself);
    Revoking story;
    QVERIFY(!story.handOver(story.first).stopped);
    QVERIFY(!story.handOver(story.second).stopped);
    const StoreBackup backup(story);
    story.revoke(story.second);
    Replica& teller = byItself ? story.second : story.first;
    QVERIFY(!story.handOver(teller).stopped);
    backup.restore(story);
    QVERIFY(!story.tablet(story.second).revoked);
    QVERIFY(!story.handOver(teller).stopped);
    QVERIFY(story.tablet(story.second).revoked);
    QVERIFY(story.handOver(story.second).revoked);
    for (Replica* tablet : {&story.first, &story.second})
        QCOMPARE(story.handOver(*tablet).roundTrips, 1);
}

void RevocationTest::anotherTabletOfTheSamePerson_isUsedAsBefore() {
    Revoking story;
    Replica another(7);
    story.centre.enrol(another, story.jo);
    story.revoke(story.second);
    const RecordId words = story.writes(story.first, "for the team");
    QVERIFY(!story.handOver(story.first).stopped);
    const HandOver::Report report = story.handOver(another);
    QVERIFY(!report.revoked);
    QCOMPARE(story.reads(another, words), QStringList{QStringLiteral("for the team")});
    const RecordId answer = story.writes(another, "from the new one");
    Q_UNUSED(answer)
    QVERIFY(!story.handOver(another).receipts.front().value.late);
}

void RevocationTest::tooOldForTheStore_itHearsAllTheSame() {
    Revoking story;
    const RecordId before = story.writes(story.first, "before anybody was too old");
    QVERIFY(!story.handOver(story.first).stopped);
    must(story.centre.shelf->keepOldestProtocol(wire::protocol + 1));
    const RecordId offline = story.writes(story.second, "heard on an old tablet");
    QCOMPARE(story.handOver(story.second).stopped->code, Code::tooOld);
    story.revoke(story.second);
    const HandOver::Report report = story.handOver(story.second);
    QVERIFY(!report.stopped);
    QVERIFY(report.revoked);
    QCOMPARE(report.received, 0);
    QVERIFY(story.reads(story.second, before).isEmpty());
    QVERIFY(story.tablet(story.second).heard.has_value());
    must(story.mayEmpty(story.second));
    // Whoever is in use is as old as before.
    QCOMPARE(story.handOver(story.first).stopped->code, Code::tooOld);
    must(story.centre.shelf->keepOldestProtocol(wire::protocol));
    QVERIFY(!story.handOver(story.first).stopped);
    QCOMPARE(story.reads(story.first, offline),
             QStringList{QStringLiteral("heard on an old tablet")});
}

/// A backup of the tablet came back: what was attached since is at the store, and cannot be
/// fetched.
void RevocationTest::aFileThatIsNotHere_keepsNothing() {
    Revoking story;
    QTemporaryDir folder;
    const auto blobs = must(BlobFolder::open(folder.path()));
    const auto mayEmpty = [&](Replica& which) {
        return RemovalGate(*which.ledger, *blobs, which.author.vault(), story.centre.identity().key)
            .mayEmpty(story.listed);
    };
    const BlobRef blob{Hash::of({"a picture of a ramp"}), 19};
    NewChange change;
    change.record = {story.centre.team, QStringLiteral("attachment"), newRecord(story.second)};
    change.subject = SubjectId(story.centre.team.bytes());
    change.fields.push_back({QStringLiteral("kind"), QStringLiteral("document"), {}});
    change.blobs = {blob};
    change.written = story.second.author.now();
    auto edit = must(story.second.ledger->begin());
    must(story.second.ledger->append(story.second.author, change));
    must(edit.commit());
    QVERIFY(!story.handOver(story.second).stopped);
    story.revoke(story.second);
    QVERIFY(story.handOver(story.second).revoked);
    must(mayEmpty(story.second));
    // The same, and it lies here alone: whole, or not where it belongs yet.
    for (const QString& path : {blobs->pathOf(blob.id), blobs->damagedPath(blob.id)}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) &&
                file.write("a picture of a ramp") == blob.length);
        file.close();
        QCOMPARE(mayEmpty(story.second).error().code, Code::notAllowed);
        QVERIFY(file.remove());
    }
    must(mayEmpty(story.second));
}

/// Restored from a backup, it had its own words back from the store, and their key not; then the
/// store was restored too.
void RevocationTest::wordsThatItCannotReadItself_keepItNoLonger() {
    Revoking story;
    Ledger& ledger = *story.second.ledger;
    const RecordId record = story.writes(story.second, "others keep the key of it");
    const auto keys = must(ledger.keys().entriesOf(SubjectId(story.centre.team.bytes())));
    const SharedKey key = must(ledger.keys().find(keys.front().id));
    const RecipientKey store = story.centre.identity().recipient;
    {
        auto edit = must(ledger.begin());
        must(ledger.giveUp(keys, {&store, 1}));
        must(edit.commit());
    }
    must(ledger.keys().giveUp(key->id(), {{store, QByteArray(80, 'x')}}));
    const HandOver::Report report = story.handOver(story.second);
    QVERIFY(report.receipts.size() == 1 && report.receipts.front().value.unread);
    story.revoke(story.second);
    QVERIFY(story.handOver(story.second).revoked);
    must(story.mayEmpty(story.second));
    // What can be read here alone does not go.
    {
        auto edit = must(ledger.begin());
        must(ledger.regain({&key, 1}));
        must(edit.commit());
    }
    QVERIFY(!story.reads(story.second, record).isEmpty());
    QCOMPARE(story.mayEmpty(story.second).error().code, Code::notAllowed);
}

QTEST_GUILESS_MAIN(RevocationTest)
#include "tst_revocation.moc"
