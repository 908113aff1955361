// Attachments over real TLS: through a network that cuts at any byte, and by the ordinary tus
// client of npm, which knows nothing of Candour.
#include "platform/limits.h"
#include "tests/support/program.h"
#include "tests/support/relay.h"
#include "tests/support/tlstablet.h"

#include <QJsonArray>
#include <QTest>

using namespace candour;
using namespace candour::test;

namespace {

constexpr char nodeProgram[] = "node";

BlobSource sourceOf(const QByteArray& bytes) {
    return [bytes, at = qsizetype{0}](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
        const qsizetype size =
            std::min<qsizetype>(bytes.size() - at, static_cast<qsizetype>(out.size()));
        std::copy_n(bytes.constData() + at, size, reinterpret_cast<char*>(out.data()));
        at += size;
        return static_cast<std::size_t>(size);
    };
}

QByteArray attached(Vault& vault, const RecordId& id) {
    QByteArray plain;
    must(vault.attachments().read(id, [&](QByteArrayView bytes) -> Status {
        plain.append(bytes);
        return {};
    }));
    return plain;
}

Saved attach(TlsTablet& tablet, const QByteArray& bytes) {
    const cbor::Value taken =
        cbor::Value::array({tablet.clock.utc().time_since_epoch().count(), 0});
    return must(tablet.vault->attach(
        sourceOf(bytes),
        {.type = QStringLiteral("attachment"),
         .notebook = NotebookKind::team,
         .fields = {{QStringLiteral("kind"), QStringLiteral("document")},
                    {QStringLiteral("taken"), taken},
                    {QStringLiteral("media_type"), QStringLiteral("application/pdf")}}}));
}

bool isAboutBlobs(const HttpRequest& request) {
    return request.target.startsWith(wire::blobsPath);
}

}  // namespace

class BlobsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsAttached_comesToAnotherTablet();
    void aNetworkThatCutsAtAnyByte_onlyDelaysIt_data();
    void aNetworkThatCutsAtAnyByte_onlyDelaysIt();
    void whatNobodyWants_isNotEvenRead();
    void theOrdinaryTusClient_uploadsThroughCuts();
};

void BlobsTest::whatIsAttached_comesToAnotherTablet() {
    TlsStore store;
    TlsTablet first(store);
    TlsTablet second(store);
    first.handOver();
    const QByteArray bytes = "%PDF-" + first.random.bytes(9'000'001);
    const Saved saved = attach(first, bytes);
    QCOMPARE(attached(*first.vault, saved.name.id), bytes);
    const auto sent = first.handOver();
    QVERIFY2(!sent.stopped, sent.stopped ? sent.stopped->detail.c_str() : "");
    QCOMPARE(sent.blobs.sent, 1);
    const auto got = second.handOver();
    QVERIFY2(!got.stopped, got.stopped ? got.stopped->detail.c_str() : "");
    QCOMPARE(got.blobs.fetched, 1);
    QCOMPARE(attached(*second.vault, saved.name.id), bytes);
}

void BlobsTest::aNetworkThatCutsAtAnyByte_onlyDelaysIt_data() {
    QTest::addColumn<int>("direction");
    QTest::newRow("on the way up") << static_cast<int>(Relay::Direction::up);
    QTest::newRow("on the way down") << static_cast<int>(Relay::Direction::down);
}

void BlobsTest::aNetworkThatCutsAtAnyByte_onlyDelaysIt() {
    QFETCH(int, direction);
    TlsStore store;
    TlsTablet tablet(store);
    TlsTablet colleague(store);
    tablet.handOver();
    const QByteArray bytes = "%PDF-" + tablet.random.bytes(4'000'000);
    const Saved saved = attach(tablet, bytes);
    const bool up = direction == static_cast<int>(Relay::Direction::up);
    if (!up) tablet.handOver();
    TlsTablet& cut = up ? tablet : colleague;
    Relay relay(store.identity().port);
    cut.reachBy(store, relay.port());
    relay.cutAfter(static_cast<Relay::Direction>(direction), 477'001, 6);
    int rounds = 0;
    HandOver::Report report;
    do {
        report = cut.handOver();
    } while ((report.stopped || report.blobsStopped) && ++rounds < 30);
    QVERIFY(!report.stopped && !report.blobsStopped);
    QCOMPARE(relay.cuts(), 6);
    if (up) colleague.handOver();
    QCOMPARE(attached(*colleague.vault, saved.name.id), bytes);
}

void BlobsTest::whatNobodyWants_isNotEvenRead() {
    TlsStore store;
    const auto client = must(HttpClient::create({.host = "127.0.0.1",
                                                 .port = store.identity().port,
                                                 .authorityPem = store.identity().authorityPem}));
    std::optional<Result<HttpResponse>> answer;
    HttpRequest forged{"PATCH",
                       QByteArray(wire::blobsPath) + "/AAAA",
                       {{"Tus-Resumable", "1.0.0"},
                        {"Content-Type", "application/offset+octet-stream"},
                        {"Upload-Offset", "0"}},
                       QByteArray(3 * static_cast<qsizetype>(limits::requestBody), 'x')};
    client->send(forged, [&](Result<HttpResponse> came) { answer = std::move(came); });
    QVERIFY(QTest::qWaitFor([&] { return answer.has_value(); }, 60'000));
    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, Code::notFound);
}

void BlobsTest::theOrdinaryTusClient_uploadsThroughCuts() {
    TlsStore store;
    TlsTablet tablet(store);
    tablet.handOver();
    const QByteArray bytes = "%PDF-" + tablet.random.bytes(3'000'000);
    const Saved saved = attach(tablet, bytes);
    // The text alone is handed over.
    store.instead = [](const HttpRequest& request) {
        return isAboutBlobs(request) ? std::optional(HttpResponse{503, {}, {}}) : std::nullopt;
    };
    QCOMPARE(tablet.handOver().blobsHeld, 1);
    store.instead = {};
    const AttachmentRow row = must(tablet.vault->attachments().find(saved.name.id));
    QVERIFY(!store.shelf->blobs().holds(*row.blob));

    Relay relay(store.identity().port);
    relay.cutAfter(Relay::Direction::up, 600'000, 4);
    const QString authority = tablet.folder.filePath(QStringLiteral("authority.pem"));
    QFile pem(authority);
    QVERIFY(pem.open(QIODevice::WriteOnly) && pem.write(store.identity().authorityPem) > 0);
    pem.close();
    const Identity& identity = tablet.vault->identity();
    const QString endpoint = QStringLiteral("https://127.0.0.1:%1/v1/blobs?notebook=%2&blob=%3")
                                 .arg(relay.port())
                                 .arg(saved.name.notebook.toString(),
                                      QString::fromLatin1(row.blob->id.toBytes().toHex()));
    const QJsonObject job{
        {QStringLiteral("endpoint"), endpoint},
        {QStringLiteral("file"), tablet.vault->blobs().pathOf(row.blob->id)},
        {QStringLiteral("authority"), authority},
        {QStringLiteral("vault"), QString::fromLatin1(identity.vault.toBytes().toHex())},
        {QStringLiteral("seed"),
         QString::fromLatin1(viewOf(identity.signing.seed().view()).toByteArray().toHex())}};
    const Said said =
        runProgram(QString::fromLatin1(nodeProgram), {qEnvironmentVariable("CANDOUR_TUS_UPLOAD")},
                   {.input = QJsonDocument(job).toJson(QJsonDocument::Compact)});
    QVERIFY2(said.exit == 0, (said.out + said.err).constData());
    QCOMPARE(relay.cuts(), 4);
    const QJsonObject seen = said.json()[u"seen"].toObject();
    QCOMPARE(seen[u"POST"].toInt(), 1);
    QVERIFY(seen[u"HEAD"].toInt() >= 4);
    QVERIFY(store.shelf->blobs().holds(*row.blob));
    const auto receipt = must(Signed<BlobReceipt>::decode(
        QByteArray::fromBase64(said.json()[u"receipt"].toString().toLatin1())));
    QVERIFY(receipt.verify(store.identity().key));
    QVERIFY(receipt.value.blob == *row.blob);
    TlsTablet colleague(store);
    colleague.handOver();
    QCOMPARE(attached(*colleague.vault, saved.name.id), bytes);
}

QTEST_GUILESS_MAIN(BlobsTest)
#include "tst_blobs.moc"
