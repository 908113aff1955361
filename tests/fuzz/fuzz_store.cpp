// Requests to a real store, as they come out of HTTP: a line with method and target, header lines,
// an empty line, the body. `{address}` in the target is where an upload of ours goes on; the line
// `sign` has the request signed by our tablet.
#include "platform/check.h"
#include "sync/blobfolder.h"
#include "sync/httpsignature.h"
#include "tests/support/story.h"

using namespace candour;

namespace {

/// A story with an attachment whose text is at the store, and whose bytes are not.
struct Place {
    Place() {
        QByteArray bytes(100, 'b');
        blob = {Hash::of({bytes}), bytes.size()};
        auto edit = must(story.first.ledger->begin());
        NewChange change;
        change.record = {story.centre.team, QStringLiteral("attachment"), newRecord(story.first)};
        change.subject = SubjectId(story.centre.team.bytes());
        change.fields.push_back({QStringLiteral("kind"), QStringLiteral("document"), {}});
        change.blobs = {blob};
        change.written = story.first.author.now();
        must(story.first.ledger->append(story.first.author, change));
        must(edit.commit());
        check(!story.handOver(story.first).stopped, "the text is at the store");
        HttpRequest create{"POST",
                           QByteArray(wire::blobsPath) +
                               "?notebook=" + story.centre.team.toString().toLatin1() +
                               "&blob=" + blob.id.toBytes().toHex(),
                           {{"Host", "store.test"},
                            {"Tus-Resumable", "1.0.0"},
                            {"Upload-Length", QByteArray::number(qint64{blob.length})}},
                           {}};
        sign(create);
        address = story.centre.api->answer(create).headers.value("Location");
        check(!address.isEmpty(), "an upload has an address");
    }
    void sign(HttpRequest& request) {
        Replica& tablet = story.first;
        signRequest(request, "store.test", tablet.author.vault(), tablet.author.key(),
                    tablet.author.now().corrected());
    }

    Story story;
    BlobRef blob;
    QByteArray address;
};

bool needsASignature(const HttpRequest& request) {
    for (const char* path : {wire::summaryPath, wire::pushPath, wire::pullPath})
        if (request.target == path) return true;
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Place place;
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const qsizetype end = text.indexOf("\n\n");
    HttpRequest request;
    bool isSigned = false;
    bool first = true;
    for (const QByteArray& line : text.left(end).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (first) {
            request.method = line.left(line.indexOf(' '));
            request.target = line.mid(line.indexOf(' ') + 1);
            request.target.replace("{address}", place.address);
        } else if (line == "sign") {
            isSigned = true;
        } else if (colon > 0) {
            request.headers.add(line.left(colon), line.mid(colon + 1).trimmed());
        }
        first = false;
    }
    if (end >= 0) request.body = text.mid(end + 2);
    request.headers.set("Host", "store.test");
    if (isSigned) place.sign(request);
    StoreApi& api = *place.story.centre.api;
    BodyPlan plan = api.bodyFor(request);
    if (plan.sink) {
        if (plan.sink->take(request.body)) plan.sink->end();
        request.sink = std::move(plan.sink);
    }
    if (request.sink || static_cast<std::size_t>(request.body.size()) > plan.limit)
        request.body.clear();
    const HttpResponse response = api.answer(request);
    check(response.status >= 200 && response.status < 600, "every request has an answer");
    check(isSigned || !needsASignature(request) || response.status >= 400,
          "nothing is answered without a signature");
    return 0;
}
