#include "app/vault/keyslots.h"
#include "sync/blob.h"
#include "tests/support/replica.h"
#include "tests/unit/sync/examples.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace candour;

namespace {

using Bytes = std::map<QByteArray, QByteArray>;

QByteArray readFile(const QString& name) {
    QFile file(QStringLiteral(CANDOUR_SOURCES "/") + name);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(name));
    return file.readAll();
}

/// "name hexadecimal", one a line; '#' begins a remark.
Bytes fixtures() {
    Bytes found;
    for (const QByteArray& line :
         readFile(QStringLiteral("tests/unit/sync/fixtures/version-1.txt")).split('\n')) {
        const qsizetype space = line.indexOf(' ');
        if (space > 0 && !line.startsWith('#'))
            found[line.first(space)] = QByteArray::fromHex(line.sliced(space + 1));
    }
    return found;
}

/// What PROTOCOL.md shows: blocks of hexadecimal that say which example they are.
Bytes examplesOfTheProtocol() {
    Bytes found;
    const QString text = QString::fromUtf8(readFile(QStringLiteral("sync/PROTOCOL.md")));
    static const QRegularExpression block(
        QStringLiteral("```example ([a-z-]+)\n([0-9a-f\\s]+)```"));
    for (auto blocks = block.globalMatch(text); blocks.hasNext();) {
        const auto match = blocks.next();
        found[match.captured(1).toLatin1()] = QByteArray::fromHex(match.captured(2).toLatin1());
    }
    return found;
}

using Again = QByteArray (*)(QByteArrayView);

template <class Message>
QByteArray again(QByteArrayView bytes) {
    const auto message = Message::decode(bytes);
    return message ? message->encode() : QByteArray();
}

/// Read and written again. zstd may say the same in other bytes: of a frame, what is in it.
const std::map<QByteArray, Again>& readers() {
    static const std::map<QByteArray, Again> all{
        {"header", again<Header>},
        {"control-header", again<Header>},
        {"payload",
         [](QByteArrayView bytes) {
             const auto values = decodePayload(bytes);
             return values ? encodePayload(*values) : QByteArray();
         }},
        {"control",
         [](QByteArrayView bytes) {
             const auto control = Control::decode(ControlKind::restrict, bytes);
             return control ? control->encode() : QByteArray();
         }},
        {"head", again<Signed<HeadStatement>>},
        {"founding", again<Signed<Founding>>},
        {"certificate", again<Signed<Certificate>>},
        {"roster", again<Signed<Roster>>},
        {"order", again<Signed<Order>>},
        {"receipt", again<Signed<Receipt>>},
        {"blob-receipt", again<Signed<BlobReceipt>>},
        {"time", again<Signed<wire::TimeAnswer>>},
        {"summary", again<wire::Summary>},
        {"difference", again<wire::Difference>},
        {"push-answer", again<wire::PushAnswer>},
        {"pull-request", again<wire::PullRequest>},
        {"statements", again<wire::Statements>},
        {"store-identity", again<StoreIdentity>},
        {"key-slots", again<KeySlots>},
    };
    return all;
}

/// As a later version might say more: another entry at the end of the map.
QByteArray withMore(QByteArrayView bytes) {
    cbor::Writer more;
    more.integer(200).text(QStringLiteral("said by a later version"));
    QByteArray longer = bytes.toByteArray() + more.result();
    longer[0] = static_cast<char>(longer[0] + 1);  // how many entries it has
    return longer;
}

}  // namespace

/// Bytes that were released once are read for ever, and mean what they meant.
class WireTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatWasReleased_isReadAndWrittenAgain_data();
    void whatWasReleased_isReadAndWrittenAgain();
    void whatIsWrittenNow_isWhatWasReleased();
    void aReleasedFrame_isTakenIn();
    void aReleasedVault_opens();
    void aReleasedAttachment_opens();
    void releasedSignatures_areGood();
    void aReleasedEnrolment_provesItself();
    void theProtocolsExamples_areTheseBytes();
    void whatALaterVersionAdds_isPassedOver_data();
    void whatALaterVersionAdds_isPassedOver();
    void whatALaterVersionAddsToAStatement_staysInIt();
    void whatALaterVersionAddsToAChange_travelsOn();
};

void WireTest::whatWasReleased_isReadAndWrittenAgain_data() {
    QTest::addColumn<QByteArray>("bytes");
    const Bytes released = fixtures();
    for (const auto& [name, reader] : readers()) {
        QVERIFY2(released.contains(name), name.constData());
        QTest::newRow(name.constData()) << released.at(name);
    }
}

void WireTest::whatWasReleased_isReadAndWrittenAgain() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(readers().at(QTest::currentDataTag())(bytes).toHex(), bytes.toHex());
}

void WireTest::whatIsWrittenNow_isWhatWasReleased() {
    const Bytes released = fixtures();
    for (const auto& [name, bytes] : Examples().all()) {
        if (name == "frame") continue;
        const auto before = released.find(name);
        if (before == released.end() || before->second != bytes)
            QFAIL("now written: " + name + ' ' + bytes.toHex());
    }
}

void WireTest::aReleasedFrame_isTakenIn() {
    const Examples examples;
    const Frame frame = must(decodeFrame(fixtures().at("frame")));
    QCOMPARE(encodeFrame(frame), encodeFrame(examples.frame));
    Replica replica(1);
    auto edit = must(replica.ledger->begin());
    const Imported imported =
        must(replica.ledger->import(ReadyFrame(frame), examples.author.verifyKey()));
    must(edit.commit());
    QCOMPARE(imported.changes.size(), 1U);
    QVERIFY(imported.head == examples.head);
    const auto record = must(replica.ledger->findRecord(
        {examples.notebook, QStringLiteral("line"), examples.header.record}));
    const auto history = must(replica.ledger->history(record.value()));
    QCOMPARE(history.front().values->front().text(), QStringLiteral("Nobody told the carer."));
}

void WireTest::aReleasedVault_opens() {
    const auto slots = must(KeySlots::decode(fixtures().at("key-slots")));
    const std::string_view words = "correct horse battery staple";
    const VaultKey key = must(slots.unlock(must(Passphrase::entered(SecretBytes::copyOf(words)))));
    const SecretBytes identity = must(slots.openIdentity(key));
    QCOMPARE(viewOf(identity.view()).toByteArray(), QByteArray("what a vault knows of itself"));
}

void WireTest::aReleasedAttachment_opens() {
    const Bytes released = fixtures();
    const QByteArray sealed = released.at("attachment");
    QCOMPARE(Hash::of({sealed}).toBytes(), released.at("attachment-id"));
    const SecretBytes key = SecretBytes::copyOf(spanOf(released.at("attachment-key")));
    BlobOpener opener =
        must(BlobOpener::begin(key, QByteArrayView(sealed).first(blob::headerBytes)));
    QByteArray plain(blob::chunkBytes, '\0');
    const std::size_t size = must(opener.open(
        QByteArrayView(sealed).sliced(blob::headerBytes), blob::Place::last,
        {reinterpret_cast<std::uint8_t*>(plain.data()), static_cast<std::size_t>(plain.size())}));
    QCOMPARE(plain.first(static_cast<qsizetype>(size)), QByteArray("a photograph of room 2"));
}

void WireTest::releasedSignatures_areGood() {
    const Examples examples;
    const Bytes released = fixtures();
    const VerifyKey author = examples.author.verifyKey();
    const VerifyKey store = examples.store.verifyKey();
    QVERIFY(must(Signed<HeadStatement>::decode(released.at("head"))).verify(author));
    QVERIFY(must(Signed<Founding>::decode(released.at("founding"))).verify(author));
    QVERIFY(must(Signed<Certificate>::decode(released.at("certificate"))).verify(store));
    QVERIFY(must(Signed<Roster>::decode(released.at("roster"))).verify(store));
    QVERIFY(must(Signed<Order>::decode(released.at("order"))).verify(store));
    QVERIFY(must(Signed<Receipt>::decode(released.at("receipt"))).verify(store));
    QVERIFY(must(Signed<BlobReceipt>::decode(released.at("blob-receipt"))).verify(store));
    QVERIFY(must(Signed<wire::TimeAnswer>::decode(released.at("time"))).verify(store));
    QVERIFY(!must(Signed<Receipt>::decode(released.at("receipt"))).verify(author));
}

void WireTest::aReleasedEnrolment_provesItself() {
    const Examples examples;
    const Bytes released = fixtures();
    const QByteArray request = released.at("enrol-request");
    QVERIFY(EnrolRequest::proves(request, examples.code().upKey()));
    QVERIFY(must(EnrolRequest::decode(request)).vault == examples.vault);
    const EnrolAnswer answer = must(EnrolAnswer::decode(
        released.at("enrol-answer"), examples.code().downKey(), request, QByteArray(32, 6)));
    QCOMPARE(answer.storeName, QStringLiteral("Northmere"));
}

void WireTest::theProtocolsExamples_areTheseBytes() {
    const Bytes shown = examplesOfTheProtocol();
    QVERIFY(shown.size() >= 10);
    const Examples examples;
    const Bytes all = examples.all();
    for (const auto& [name, bytes] : shown) {
        QVERIFY2(all.contains(name), name.constData());
        QCOMPARE(bytes.toHex(), all.at(name).toHex());
    }
    // And what the text says of how one follows from the other.
    const SubjectKey subject(examples.notebook, SubjectId(examples.notebook.bytes()), 1,
                             SecretBytes::copyOf(spanOf(shown.at("subject-key"))));
    QCOMPARE(subject.id().toBytes(), shown.at("key-id"));
    QCOMPARE(subject.seal(shown.at("header"), shown.at("payload")), shown.at("sealed-payload"));
    QCOMPARE(must(subject.open(shown.at("header"), shown.at("sealed-payload"))),
             shown.at("payload"));
    QCOMPARE(Hash::of({QByteArray(32, '\0'), shown.at("header"),
                       Hash::of({shown.at("sealed-payload")}).view()})
                 .toBytes(),
             shown.at("link"));
    const auto head = must(Signed<HeadStatement>::decode(shown.at("head")));
    QCOMPARE(head.value.head.link.toBytes(), shown.at("link"));
}

void WireTest::whatALaterVersionAdds_isPassedOver_data() {
    QTest::addColumn<QByteArray>("bytes");
    const Bytes released = fixtures();
    for (const char* name :
         {"header", "summary", "difference", "push-answer", "pull-request", "statements"})
        QTest::newRow(name) << released.at(name);
}

void WireTest::whatALaterVersionAdds_isPassedOver() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(readers().at(QTest::currentDataTag())(withMore(bytes)).toHex(), bytes.toHex());
}

void WireTest::whatALaterVersionAddsToAStatement_staysInIt() {
    const Examples examples;
    Signed<Roster> later = examples.roster;
    later.body = withMore(later.body);
    later.signature = viewOf(examples.store.sign(Roster::label, later.body)).toByteArray();
    const auto read = must(Signed<Roster>::decode(later.encode()));
    QVERIFY(read.verify(examples.store.verifyKey()));
    QCOMPARE(read.value.title, examples.roster.value.title);
    QCOMPARE(read.encode(), later.encode());
}

void WireTest::whatALaterVersionAddsToAChange_travelsOn() {
    Examples examples;
    examples.header.type = QStringLiteral("hologram");
    examples.header.fields.push_back({QStringLiteral("depth"), {}});
    Frame frame = examples.frame;
    frame.founding.reset();
    Frame::Item& item = frame.items.front();
    item.header = withMore(examples.header.encode());
    item.payload = encodePayload({cbor::Value(QStringLiteral("words")), cbor::Value(3),
                                  cbor::Value::array({cbor::Value(true), cbor::Value()})});
    const QByteArray sealed = examples.subject.seal(item.header, item.payload);
    HeadStatement statement;
    statement.head = {frame.chain, 1, linkAfter(Hash(), item.header, Hash::of({sealed}))};
    frame.statement = Signed<HeadStatement>::make(statement, examples.author);

    Replica replica(1);
    {
        auto edit = must(replica.ledger->begin());
        must(replica.ledger->import(ReadyFrame(must(decodeFrame(encodeFrame(frame)))),
                                    examples.author.verifyKey()));
        must(edit.commit());
    }
    replica.reopen();
    const QByteArray body = must(replica.ledger->framesAfter(frame.chain, 0, 1 << 20));
    const Frame passedOn = must(decodeFrame(must(splitFrames(body)).front()));
    QCOMPARE(passedOn.items.front().header.toHex(), item.header.toHex());
    QCOMPARE(passedOn.items.front().payload.toHex(), item.payload.toHex());
    QCOMPARE(passedOn.statement.encode(), frame.statement.encode());
}

QTEST_GUILESS_MAIN(WireTest)
#include "tst_wire.moc"
