// A central store on a temporary folder, with one assessment, and tablets enrolled with it.
#pragma once

#include "sync/handover.h"
#include "sync/store/embeddedshelf.h"
#include "tests/support/directtransport.h"
#include "tests/support/must.h"
#include "tests/support/replica.h"

namespace candour {

struct Centre {
    explicit Centre(std::uint64_t seed = 1'000) : random(seed) {
        shelf = must(EmbeddedShelf::create(path(), QStringLiteral("Test store"), clock, random));
        api = std::make_unique<StoreApi>(*shelf, shelf->keys(), clock, random);
        team = NotebookId::makeV7(clock, random);
    }
    QString path() const { return folder.filePath(QStringLiteral("store")); }

    void restart() {
        api.reset();
        shelf.reset();
        shelf = must(EmbeddedShelf::open(path(), random));
        api = std::make_unique<StoreApi>(*shelf, shelf->keys(), clock, random);
        must(api->learnTablets());
    }

    Person addPerson(const QString& name, bool lead = false) {
        const Person person{PersonId::makeV7(clock, random), name};
        must(shelf->keep(person));
        members.push_back({person.id, lead, true, name});
        Roster roster{team, NotebookKind::team, {},     QStringLiteral("Northmere Council"),
                      1,    ++rosterVersion,    members};
        must(shelf->keep(Signed<Roster>::make(roster, shelf->keys().signing)));
        return person;
    }

    EnrolmentCode issueCode(const Person& person,
                            std::chrono::minutes validFor = std::chrono::minutes(10)) {
        EnrolmentCode code = EnrolmentCode::generate(random);
        must(shelf->keep(IssuedCode{
            code.name(), person.id, code.upKey(), code.downKey(), clock.utc() + validFor, {}, {}}));
        return code;
    }

    [[nodiscard]] EnrolRequest requestOf(Replica& tablet, const EnrolmentCode& code) const {
        EnrolRequest request;
        request.code = code.name();
        request.vault = tablet.author.vault();
        request.author = tablet.author.key().verifyKey();
        request.recipient = tablet.box.publicKey();
        request.nonce = tablet.random.bytes(32);
        request.authority = shelf->keys().authorityFingerprint;
        return request;
    }
    HttpResponse post(const char* path, const QByteArray& body) const {
        HttpRequest request{"POST", path, {}, body};
        request.headers.set("Host", "store.test");
        return api->answer(request);
    }

    /// Enrols a tablet and lets it know the assessment.
    void enrol(Replica& tablet, const Person& person) {
        const EnrolmentCode code = issueCode(person);
        const EnrolRequest request = requestOf(tablet, code);
        const QByteArray body = request.encode(code.upKey());
        const HttpResponse response = post(wire::enrolPath, body);
        const auto answer =
            must(EnrolAnswer::decode(response.body, code.downKey(), body, request.authority));
        auto edit = must(tablet.ledger->begin());
        must(tablet.ledger->keepCertificate(answer.certificate));
        must(edit.commit());
    }

    [[nodiscard]] StoreIdentity identity() const {
        return {"store.test",
                443,
                shelf->keys().authorityPem,
                shelf->keys().signing.verifyKey(),
                shelf->keys().recipient.publicKey(),
                shelf->keys().name};
    }

    QTemporaryDir folder;
    FakeClock clock;
    SeededRandom random;
    std::unique_ptr<EmbeddedShelf> shelf;
    std::unique_ptr<StoreApi> api;
    NotebookId team;
    std::vector<Roster::Member> members;
    std::uint32_t rosterVersion = 0;
};

/// Runs one hand-over of a tablet to its end and answers the report.
inline HandOver::Report handOver(Replica& tablet, const Centre& centre, DirectTransport& transport,
                                 BlobFolder* blobs = nullptr, const HandOver::Terms& terms = {}) {
    const StoreIdentity identity = centre.identity();
    HandOver::Report report;
    bool done = false;
    HandOver handOver(
        {.ledger = *tablet.ledger,
         .author = tablet.author,
         .transport = transport,
         .store = identity,
         .authority = "store.test",
         .random = tablet.random,
         .learn = [&](Moment::Offset offset) { tablet.author.setStoreOffset(offset); },
         .blobs = blobs},
        {}, [&](HandOver::Report ended) {
            report = std::move(ended);
            done = true;
        });
    handOver.start(terms);
    transport.run();
    if (!done) qFatal("the hand-over did not end");
    return report;
}

}  // namespace candour
