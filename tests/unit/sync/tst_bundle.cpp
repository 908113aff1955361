// What a bundle is not believed: another store's people, a maker who did not sign it, a receipt
// that a colleague made, words of somebody who is on no roster here.
#include "sync/bundleintake.h"
#include "sync/bundlepacking.h"
#include "sync/removalgate.h"
#include "sync/store/bundledesk.h"
#include "tests/support/story.h"

#include <QTest>

using namespace candour;

namespace {

struct Carrying : Story {
    Carrying() {
        for (Replica* tablet : {&first, &second})
            folders[tablet] = must(BlobFolder::open(path(u"blobs-%1"_qs.arg(folders.size()))));
        session = foundSession();
        record = newRecord(first);
        first.write(session, record, QStringLiteral("Anna's words"));
    }
    [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
    [[nodiscard]] QString fresh() { return path(u"bundle-%1"_qs.arg(++made)); }
    Packed pack(Replica& from, const QString& where, const BundleOrder& order) {
        return must(BundlePacking(*from.ledger, *folders.at(&from), from.author, from.random)
                        .pack(where, order));
    }
    /// For the second tablet's person, of all that they may read.
    QString packed() {
        const QString where = fresh();
        BundleOrder order;
        order.reader = jo.id;
        order.recipients = {second.box.publicKey()};
        pack(first, where, order);
        return where;
    }
    Result<BundleIntake::Report> take(const QString& where) { return intake().takeIn(where); }
    BundleIntake intake() {
        const auto obey = [this](const Signed<Order>& order) {
            return second.ledger->keepOrder(order);
        };
        return BundleIntake({.ledger = *second.ledger,
                             .folder = *folders.at(&second),
                             .box = second.box,
                             .self = jo.id,
                             .vault = second.author.vault(),
                             .store = centre.identity().key,
                             .obey = obey});
    }
    /// Several mebibytes of words.
    void writesALot() {
        for (int i = 0; i < 60; ++i)
            first.write(session, newRecord(first),
                        QString::fromLatin1(first.random.bytes(30'000).toHex()));
    }
    /// Parts of one's own making, signed by `key` in the name of `maker`.
    QString bundleOf(const VaultId& maker, const SigningKey& key,
                     const std::vector<std::pair<BundlePart, QByteArray>>& parts) {
        const QString where = fresh();
        const RecipientKey recipient = second.box.publicKey();
        auto writer = must(BundleWriter::begin(where, {&recipient, 1}, first.random));
        for (const auto& [part, bytes] : parts) must(writer.add(part, bytes));
        must(writer.finish(maker, key, first.clock.utc()));
        return where;
    }

    QTemporaryDir folder;
    std::map<Replica*, std::unique_ptr<BlobFolder>> folders;
    NotebookId session;
    RecordId record;
    int made = 0;
};

/// A tablet of another store.
struct Elsewhere {
    Elsewhere() : person(centre.addPerson(QStringLiteral("XX"), true)) {
        centre.enrol(tablet, person);
        tablet.write(centre.team, newRecord(tablet), QStringLiteral("Words from elsewhere"));
    }
    QString packed(const QString& where, const RecipientKey& recipient,
                   std::optional<PersonId> reader) {
        const auto blobs = must(BlobFolder::open(folder.path()));
        BundleOrder order;
        order.reader = reader;
        order.recipients = {recipient};
        must(
            BundlePacking(*tablet.ledger, *blobs, tablet.author, tablet.random).pack(where, order));
        return where;
    }

    QTemporaryDir folder;
    Centre centre{2'000};
    Replica tablet{77};
    Person person;
};

}  // namespace

class BundleTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsPacked_comesIn();
    void peopleOfAnotherStore_areNotBelieved();
    void whoDidNotSignIt_didNotMakeIt();
    void aReceiptThatAColleagueMade_isNone();
    void anAdministratorsHold_isForgottenForNoColleaguesOrder();
    void aPartOfALaterVersion_isPassedOver();
    void aStrangersWords_waitForTheStore();
    void theStore_refusesOneThatNobodyOfItsOwnMade();
    void cutAnywhere_nothingOfItIsUsed();
    void changedAnywhere_nothingOfItIsUsed();
    void aColleagueIsToldOfNobodyElse();
    void aDamagedFile_staysOut_andStopsNothing();
    void aFileThatIsNotWhatItsIdSays_isNotTakenIn();
    void whatIsTakenBack_bringsItsMeetingBack();
    void whatWasThereHalf_isWrittenAnew();
    void piecesWithOtherWorkBetween_areOneBundle();
    void takenInStepByStep_wordsAreWrittenInBetween();
    void takenInHalf_theRestComesWithTheNextTry();
    void aFolderThatTakesNoFiles_keepsNoWordsBack();
};

void BundleTest::whatIsPacked_comesIn() {
    Carrying story;
    const auto report = must(story.take(story.packed()));
    QCOMPARE(report.received, std::int64_t{1});
    QVERIFY(report.reasons.empty());
    QCOMPARE(report.maker, story.first.author.vault());
    QCOMPARE(texts(story.second, story.session, story.record),
             QStringList{QStringLiteral("Anna's words")});
}

void BundleTest::peopleOfAnotherStore_areNotBelieved() {
    Carrying story;
    Elsewhere other;
    // They have come by our key, and they are who they say, at their own store.
    const auto taken =
        story.take(other.packed(story.fresh(), story.second.box.publicKey(), other.person.id));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, Code::storeNotGenuine);
    QVERIFY(!must(story.second.ledger->certificate(other.tablet.author.vault())));
}

void BundleTest::whoDidNotSignIt_didNotMakeIt() {
    Carrying story;
    must(story.take(story.packed()));
    const QString where = story.bundleOf(story.first.author.vault(), story.second.author.key(), {});
    QCOMPARE(story.take(where).error().code, Code::badSignature);
    // Nor did the store.
    const QString stores = story.bundleOf({}, story.first.author.key(), {});
    QCOMPARE(story.take(stores).error().code, Code::storeNotGenuine);
}

void BundleTest::aReceiptThatAColleagueMade_isNone() {
    Carrying story;
    story.handOver(story.second);
    must(story.take(story.packed()));
    const Appended mine =
        story.second.write(story.session, newRecord(story.second), QStringLiteral("Jo's words"));
    const auto head = must(story.second.ledger->heads(story.session));
    Receipt receipt;
    for (const Head& one : head)
        if (one.chain.vault == story.second.author.vault()) receipt.head = one;
    receipt.received = story.first.clock.utc();
    const auto forged = Signed<Receipt>::make(receipt, story.first.author.key());
    const auto report =
        must(story.take(story.bundleOf(story.first.author.vault(), story.first.author.key(),
                                       {{BundlePart::receipt, forged.encode()}})));
    QCOMPARE(report.accepted, std::int64_t{0});
    QCOMPARE(report.reasons.size(), std::size_t{1});
    QCOMPARE(report.reasons.front().reason.code, Code::storeNotGenuine);
    QCOMPARE(must(story.second.ledger->unreceiptedRecords(story.second.author.vault())),
             std::int64_t{1});
    QVERIFY(mine.newRecord);
}

/// A restored store may have decided again without it, and has to be given it back.
void BundleTest::anAdministratorsHold_isForgottenForNoColleaguesOrder() {
    Carrying story;
    must(story.take(story.packed()));
    const SigningKey& signing = story.centre.shelf->keys().signing;
    Order held;
    held.notebook = story.session;
    held.subject = SubjectId(story.record.bytes());
    held.version = 3;
    held.held = true;
    held.holds = QByteArray("sealed to the store alone");
    held.issued = story.first.clock.utc();
    Order later = held;
    later.version = 5;
    later.held = false;
    later.holds.clear();
    Order beside = later;
    beside.subject = SubjectId(newRecord(story.first).bytes());
    const auto taken = [&](const VaultId& maker, const SigningKey& key,
                           const std::vector<Order>& orders) {
        wire::Statements statements;
        for (const Order& order : orders)
            statements.orders.push_back(Signed<Order>::make(order, signing));
        must(story.take(
            story.bundleOf(maker, key, {{BundlePart::statements, statements.encode()}})));
        std::map<SubjectId, std::uint32_t> versions;
        for (const auto& order : must(story.second.ledger->orders()))
            versions[order.value.subject] = order.value.version;
        return versions;
    };
    const VaultId& anna = story.first.author.vault();
    QCOMPARE(taken(anna, story.first.author.key(), {held})[held.subject], 3U);
    const auto kept = taken(anna, story.first.author.key(), {later, beside});
    QCOMPARE(kept.at(held.subject), 3U);
    QCOMPARE(kept.at(beside.subject), 5U);
    // The store itself knows what was released there.
    QCOMPARE(taken({}, signing, {later})[held.subject], 5U);
}

void BundleTest::aPartOfALaterVersion_isPassedOver() {
    Carrying story;
    must(story.take(story.packed()));
    const QString where = story.bundleOf(story.first.author.vault(), story.first.author.key(),
                                         {{static_cast<BundlePart>(42), QByteArray(200'000, 'x')}});
    const auto report = must(story.take(where));
    QVERIFY(report.reasons.empty());
}

void BundleTest::aStrangersWords_waitForTheStore() {
    Carrying story;
    must(story.take(story.packed()));
    const Person helen = story.centre.addPerson(QStringLiteral("HM"));
    Replica third(3);
    story.centre.enrol(third, helen);
    // The session has a roster by now, and Helen is not on it.
    story.handOver(story.first);
    story.handOver(story.second);
    third.write(story.session, newRecord(third), QStringLiteral("Helen was never there"));
    const QByteArray frame = encodeFrame(third.frameAfter(third.chainOf(story.session), 0));
    wire::Statements statements;
    statements.certificates = {*must(third.ledger->certificate(third.author.vault())),
                               *must(story.first.ledger->certificate(story.first.author.vault()))};
    const QString where =
        story.bundleOf(story.first.author.vault(), story.first.author.key(),
                       {{BundlePart::statements, statements.encode()}, {BundlePart::frame, frame}});
    const auto report = must(story.take(where));
    QCOMPARE(report.received, std::int64_t{0});
    QCOMPARE(report.reasons.size(), std::size_t{1});
    QCOMPARE(report.reasons.front().reason.code, Code::notAllowed);
}

void BundleTest::theStore_refusesOneThatNobodyOfItsOwnMade() {
    Carrying story;
    Elsewhere other;
    const QString where = other.packed(story.fresh(), story.centre.identity().recipient, {});
    BundleDesk desk(*story.centre.shelf, *story.centre.api, story.centre.shelf->keys(),
                    story.centre.clock, story.centre.random);
    const auto taken = desk.takeIn(where, {});
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, Code::unknownVault);
}

void BundleTest::cutAnywhere_nothingOfItIsUsed() {
    Carrying story;
    const QString whole = story.packed();
    QFile file(whole);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const QString cut = story.path(QStringLiteral("cut"));
    for (qsizetype size = 0; size < bytes.size(); size += 13) {
        QFile part(cut);
        QVERIFY(part.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(part.write(bytes.first(size)), size);
        part.close();
        const auto taken = story.take(cut);
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, Code::badInput);
    }
    QVERIFY(must(story.second.ledger->heads(story.session)).empty());
    must(story.take(whole));
}

/// Its clear beginning is the only part that anybody can change so that it is read.
void BundleTest::changedAnywhere_nothingOfItIsUsed() {
    Carrying story;
    const QString whole = story.packed();
    QFile file(whole);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const QString spoilt = story.path(QStringLiteral("spoilt"));
    for (qsizetype at = 0; at < bytes.size(); at += at < 200 ? 1 : 97) {
        for (const int by : {1, 0x20, 0x80, 0xff}) {
            QByteArray changed = bytes;
            changed[at] = static_cast<char>(changed[at] ^ by);
            QFile part(spoilt);
            QVERIFY(part.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(part.write(changed), changed.size());
            part.close();
            const auto taken = story.take(spoilt);
            QVERIFY(!taken);
            const Code code = taken.error().code;
            QVERIFY(code == Code::badInput || code == Code::missingKey ||
                    code == Code::newerVersion);
        }
    }
    QVERIFY(must(story.second.ledger->heads(story.session)).empty());
}

/// Of other assessments, and of who is on them.
void BundleTest::aColleagueIsToldOfNobodyElse() {
    Carrying story;
    const Person stranger{PersonId::makeV7(story.centre.clock, story.centre.random),
                          QStringLiteral("ZZ")};
    must(story.centre.shelf->keep(stranger));
    Replica tablet(3);
    story.centre.enrol(tablet, stranger);
    const NotebookId other = NotebookId::makeV7(story.centre.clock, story.centre.random);
    auto edit = must(story.first.ledger->begin());
    must(story.first.ledger->keepCertificate(
        *must(tablet.ledger->certificate(tablet.author.vault()))));
    must(story.first.ledger->keepRoster(
        Signed<Roster>::make({other,
                              NotebookKind::team,
                              {},
                              QStringLiteral("Southmere Council"),
                              1,
                              1,
                              {{story.anna.id, true, true, QStringLiteral("AW")},
                               {stranger.id, false, true, QStringLiteral("ZZ")}}},
                             story.centre.shelf->keys().signing)));
    must(edit.commit());
    must(story.take(story.packed()));
    QVERIFY(must(story.second.ledger->certificate(story.first.author.vault())));
    QVERIFY(!must(story.second.ledger->certificate(tablet.author.vault())));
    QVERIFY(!must(story.second.ledger->roster(other)));
}

namespace {

/// A file of the first tablet's, and the change that refers to it.
BlobRef attach(Carrying& story) {
    auto capture = must(story.folders.at(&story.first)->capture(story.first.random));
    must(capture.write(story.first.random.bytes(5'000)));
    const BlobRef blob = must(capture.finish());
    auto edit = must(story.first.ledger->begin());
    NewChange change;
    change.record = {story.session, QStringLiteral("attachment"), newRecord(story.first)};
    change.subject = SubjectId(story.session.bytes());
    change.fields.push_back({QStringLiteral("kind"), QStringLiteral("document"), {}});
    change.blobs = {blob};
    change.written = story.first.author.now();
    must(story.first.ledger->append(story.first.author, change));
    must(edit.commit());
    must(capture.settle());
    return blob;
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a file");
}

}  // namespace

void BundleTest::aDamagedFile_staysOut_andStopsNothing() {
    Carrying story;
    const BlobRef spoilt = attach(story);
    const BlobRef sound = attach(story);
    BlobFolder& folder = *story.folders.at(&story.first);
    write(folder.pathOf(spoilt.id), QByteArray(5'000, 'x'));
    BundleOrder order;
    order.reader = story.jo.id;
    order.recipients = {story.second.box.publicKey()};
    const QString where = story.fresh();
    const Packed packed = story.pack(story.first, where, order);
    QCOMPARE(packed.blobs, std::int64_t{1});
    QCOMPARE(packed.damaged, std::int64_t{1});
    QVERIFY(folder.isDamaged(spoilt.id));
    const auto report = must(story.take(where));
    QCOMPARE(report.blobs, std::int64_t{1});
    QVERIFY(report.reasons.empty());
    QVERIFY(story.folders.at(&story.second)->holds(sound));
}

void BundleTest::aFileThatIsNotWhatItsIdSays_isNotTakenIn() {
    Carrying story;
    const BlobRef blob = attach(story);
    must(story.take(story.packed()));
    BlobFolder& folder = *story.folders.at(&story.second);
    QVERIFY(folder.holds(blob));
    // It was lost there since; what comes in its name is something else, and stops nothing.
    QVERIFY(QFile::remove(folder.pathOf(blob.id)));
    const auto false_ = blob.id.toBytes() + QByteArray(5'000, 'x');
    const QString where =
        story.bundleOf(story.first.author.vault(), story.first.author.key(),
                       {{BundlePart::blob, false_}, {static_cast<BundlePart>(42), "x"}});
    const auto report = must(story.take(where));
    QCOMPARE(report.blobs, std::int64_t{0});
    QCOMPARE(report.reasons.size(), std::size_t{1});
    QVERIFY(!folder.holds(blob));
    QCOMPARE(folder.partSize(BlobFolder::partName(blob.id, "bundle")), std::int64_t{0});
    // And the true one is still taken.
    QCOMPARE(must(story.take(story.packed())).blobs, std::int64_t{1});
    QVERIFY(folder.holds(blob));
}

/// A kill left a part, and a copy that was found damaged lies beside it.
void BundleTest::whatIsTakenBack_bringsItsMeetingBack() {
    Carrying story;
    story.handOver(story.first);
    story.handOver(story.second);
    RemovalGate gate(*story.second.ledger, *story.folders.at(&story.second),
                     story.second.author.vault(), story.centre.identity().key);
    must(gate.purge(story.session, story.centre.clock.utc() + std::chrono::hours(1),
                    [] { return Status(); }));
    // What is written on comes when somebody asks for it.
    story.first.write(story.session, newRecord(story.first), QStringLiteral("And more"));
    const auto more = must(story.take(story.packed()));
    QVERIFY(more.dropped > 0);
    QCOMPARE(more.askedBack, std::int64_t{0});
    QCOMPARE(must(story.second.ledger->textOf(story.session)), Ledger::Text::dropped);

    auto edit = must(story.first.ledger->begin());
    const Control control{
        ControlKind::withdraw, story.session, SubjectId(story.session.bytes()), 1, {},
        newRecord(story.first)};
    must(story.first.ledger->append(story.first.author, story.session, control,
                                    story.first.author.now()));
    must(edit.commit());
    const auto report = must(story.take(story.packed()));
    QCOMPARE(report.askedBack, std::int64_t{1});
    QCOMPARE(must(story.second.ledger->textOf(story.session)), Ledger::Text::comingBack);
    story.handOver(story.first);
    story.handOver(story.second);
    QCOMPARE(must(story.second.ledger->textOf(story.session)), Ledger::Text::here);
    QCOMPARE(must(story.second.ledger->controls(story.session)).size(), std::size_t{1});
}

void BundleTest::whatWasThereHalf_isWrittenAnew() {
    Carrying story;
    const BlobRef blob = attach(story);
    must(story.take(story.packed()));
    BlobFolder& folder = *story.folders.at(&story.second);
    must(folder.setAside(blob.id));
    write(folder.partPath(BlobFolder::partName(blob.id, "bundle")), QByteArray(9'000, 'x'));
    QCOMPARE(must(story.take(story.packed())).blobs, std::int64_t{1});
    QVERIFY(folder.holds(blob));
    QVERIFY(!folder.isDamaged(blob.id));
    must(folder.check());
    QVERIFY(folder.holds(blob));
}

/// What is written, or lost, between two pieces neither stops the bundle nor spoils it.
void BundleTest::takenInStepByStep_wordsAreWrittenInBetween() {
    Carrying story;
    story.writesALot();
    const BlobRef sound = attach(story);
    BundleIntake intake = story.intake();
    must(intake.begin(story.packed()));
    RecordId meanwhile;
    int steps = 1;
    for (; !must(intake.goOn()); ++steps) {
        meanwhile = newRecord(story.second);
        story.second.write(story.session, meanwhile, QString::number(steps));
    }
    // It is read to its end, and then taken in: each takes several.
    QVERIFY(steps > 4);
    QCOMPARE(texts(story.second, story.session, meanwhile),
             QStringList{QString::number(steps - 1)});
    QVERIFY(intake.report().reasons.empty());
    QCOMPARE(intake.report().received, std::int64_t{62});
    QVERIFY(story.folders.at(&story.second)->holds(sound));
    QCOMPARE(texts(story.second, story.session, story.record),
             QStringList{QStringLiteral("Anna's words")});
}

/// A lock, or a kill, came in between.
void BundleTest::takenInHalf_theRestComesWithTheNextTry() {
    Carrying story;
    story.writesALot();
    const QString where = story.packed();
    std::int64_t received = 0;
    {
        BundleIntake intake = story.intake();
        must(intake.begin(where));
        while (intake.report().received == 0) QVERIFY(!must(intake.goOn()));
        received = intake.report().received;
    }
    const auto report = must(story.take(where));
    QCOMPARE(report.alreadyHere, received);
    QCOMPARE(report.received + received, std::int64_t{61});
    QVERIFY(report.reasons.empty());
}

void BundleTest::piecesWithOtherWorkBetween_areOneBundle() {
    Carrying story;
    const BlobRef sound = attach(story);
    const BlobRef lost = attach(story);
    BlobFolder& folder = *story.folders.at(&story.first);
    BundleOrder order;
    order.reader = story.jo.id;
    order.recipients = {story.second.box.publicKey()};
    QByteArray bytes;
    BundlePacking packing(*story.first.ledger, folder, story.first.author, story.first.random);
    must(packing.begin(
        [&bytes](QByteArrayView more) -> Status {
            bytes.append(more);
            return {};
        },
        order));
    const RecordId later = newRecord(story.first);
    story.first.write(story.session, later, QStringLiteral("Written meanwhile"));
    QVERIFY(QFile::remove(folder.pathOf(lost.id)));
    double share = 0;
    int pieces = 1;
    for (; !must(packing.goOn()); ++pieces) {
        QVERIFY(packing.share() >= share);
        share = packing.share();
    }
    QVERIFY(pieces > 3);
    QCOMPARE(packing.share(), 1.0);
    QCOMPARE(packing.packed().bytes, std::int64_t{bytes.size()});
    QCOMPARE(packing.packed().damaged, std::int64_t{1});
    // Once more: it stays whole, and nothing follows.
    QVERIFY(must(packing.goOn()));
    const QString where = story.fresh();
    write(where, bytes);
    const auto report = must(story.take(where));
    QVERIFY(report.reasons.empty());
    QVERIFY(story.folders.at(&story.second)->holds(sound));
    // What came too late for this one comes with the next.
    must(story.take(story.packed()));
    QCOMPARE(texts(story.second, story.session, later),
             QStringList{QStringLiteral("Written meanwhile")});
}

/// On a tablet and at the store: what cannot be kept is named, and the words are in all the same.
void BundleTest::aFolderThatTakesNoFiles_keepsNoWordsBack() {
    Carrying story;
    const BlobRef blob = attach(story);
    const auto spoil = [](const BlobFolder& folder) {
        const QString parts = QDir::cleanPath(folder.partPath({}));
        QVERIFY(QDir(parts).removeRecursively());
        write(parts, "no folder");
    };
    spoil(*story.folders.at(&story.second));
    const auto report = must(story.take(story.packed()));
    QCOMPARE(report.received, std::int64_t{2});
    QCOMPARE(report.blobs, std::int64_t{0});
    QCOMPARE(report.reasons.size(), std::size_t{1});

    BlobFolder& stores = story.centre.shelf->blobs();
    spoil(stores);
    BundleOrder order;
    order.recipients = {story.centre.identity().recipient};
    const QString where = story.fresh();
    story.pack(story.first, where, order);
    BundleDesk desk(*story.centre.shelf, *story.centre.api, story.centre.shelf->keys(),
                    story.centre.clock, story.centre.random);
    const QString answer = story.fresh();
    const auto taken = must(desk.takeIn(where, answer));
    QVERIFY(taken.frames > 0);
    QCOMPARE(taken.blobs, std::int64_t{0});
    QCOMPARE(taken.refused.size(), std::size_t{1});
    QVERIFY(QFile::exists(answer));
    QVERIFY(!stores.holds(blob));
}

QTEST_GUILESS_MAIN(BundleTest)
#include "tst_bundle.moc"
