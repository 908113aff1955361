// One of everything that is signed, sent or kept, made from fixed chances: what version 1 released
// (fixtures/version-1.txt) and what PROTOCOL.md and openapi.yaml show are these bytes.
#pragma once

#include "sync/control.h"
#include "sync/enrolment.h"
#include "sync/frame.h"
#include "sync/httpsignature.h"
#include "sync/sealing.h"
#include "sync/wire.h"
#include "tests/support/fakes.h"
#include "tests/support/must.h"

#include <map>

namespace candour {

struct Examples {
    Examples() {
        header.notebook = notebook;
        header.vault = vault;
        header.number = 1;
        header.type = QStringLiteral("line");
        header.record = idOf<RecordId>(4);
        header.key = subject.id();
        header.fields = {{QStringLiteral("text"), {}}, {QStringLiteral("session"), {}}};
        header.blobs = {blob};
        header.written.utc = time;
        header.written.sinceBoot = milliseconds(3'600'000);
        header.written.bootCount = 1;
        header.written.store = Moment::Offset{milliseconds(-1'500), milliseconds(40)};
        headerBytes = header.encode();
        payload = encodePayload({cbor::Value(QStringLiteral("Nobody told the carer.")),
                                 cbor::Value(idOf<RecordId>(5))});
        sealed = subject.seal(headerBytes, payload);
        link = linkAfter(Hash(), headerBytes, Hash::of({sealed}));

        Header asking;
        asking.notebook = notebook;
        asking.vault = vault;
        asking.lane = Lane::urgent;
        asking.number = 1;
        asking.type = typeOf(ControlKind::restrict);
        asking.record = idOf<RecordId>(6);
        asking.written = header.written;
        controlHeader = asking.encode();

        head = {{notebook, vault, Lane::rest, {}}, 1, link};
        statement = Signed<HeadStatement>::make(
            {head, {{Lane::urgent, 1, Hash::of({QByteArrayView("another lane")})}}}, author);
        founding = Signed<Founding>::make({notebook, NotebookKind::session, team, vault, {person}},
                                          author);
        certificate =
            Signed<Certificate>::make({vault, person, QStringLiteral("AW"), author.verifyKey(),
                                       box.publicKey(), 1, 1, false, time},
                                      store);
        roster = Signed<Roster>::make({team,
                                       NotebookKind::team,
                                       {},
                                       QStringLiteral("Northmere Council"),
                                       1,
                                       3,
                                       {{person, true, true, QStringLiteral("AW")}}},
                                      store);
        Order ordered;
        ordered.notebook = notebook;
        ordered.subject = subject.subject();
        ordered.version = 2;
        ordered.generation = 1;
        ordered.keys = {subject.id()};
        ordered.changes = {changeIdOf(link)};
        ordered.grounds = {ChangeId(idOf<RecordId>(7).bytes())};
        ordered.issued = time;
        ordered.restricted = 1;
        order = Signed<Order>::make(ordered, store);
        receipt = Signed<Receipt>::make({head, {blob.id}, false, false, 0, time, 1, 3}, store);
        blobReceipt = Signed<BlobReceipt>::make({notebook, blob, time, 1}, store);

        frame.chain = head.chain;
        frame.founding = founding;
        frame.keys.push_back({subject.subject(), 1, viewOf(subject.secret()).toByteArray()});
        frame.items.push_back({headerBytes, payload, PayloadForm::opened});
        frame.statement = Signed<HeadStatement>::make({head, {}}, author);
    }

    template <class Id>
    static Id idOf(int last) {
        return Id::fromString(
                   QStringLiteral("0199a2b0-0000-7000-8000-%1").arg(last, 12, 10, QLatin1Char('0')))
            .value();
    }
    static SecretBytes secret(char byte) {
        const QByteArray bytes(32, byte);
        return SecretBytes::copyOf(spanOf(bytes));
    }

    UtcTime time{milliseconds(1'804'582'800'000)};  // 9 March 2027, 09:00
    NotebookId notebook = idOf<NotebookId>(1);
    NotebookId team = idOf<NotebookId>(2);
    VaultId vault = idOf<VaultId>(3);
    PersonId person = idOf<PersonId>(8);
    SigningKey author{secret(1)};
    SigningKey store{secret(2)};
    BoxKey box{secret(3)};
    SubjectKey subject{notebook, SubjectId(notebook.bytes()), 1, secret(4)};
    QByteArray blobBytes = QByteArray(41, 'x');  // as if they were sealed
    BlobRef blob{Hash::of({blobBytes}), blobBytes.size()};
    Header header;
    QByteArray headerBytes;
    QByteArray payload;
    QByteArray sealed;
    Hash link;
    QByteArray controlHeader;
    Head head;
    Signed<HeadStatement> statement;
    Signed<Founding> founding;
    Signed<Certificate> certificate;
    Signed<Roster> roster;
    Signed<Order> order;
    Signed<Receipt> receipt;
    Signed<BlobReceipt> blobReceipt;
    Frame frame;

    [[nodiscard]] EnrolmentCode code() const {
        return must(EnrolmentCode::fromText(u"ABCD-EFGH-JKMN-PQRS"));
    }
    [[nodiscard]] QByteArray enrolRequest() const {
        EnrolRequest request;
        request.code = code().name();
        request.vault = vault;
        request.author = author.verifyKey();
        request.recipient = box.publicKey();
        request.nonce = QByteArray(32, 5);
        request.authority = QByteArray(32, 6);
        return request.encode(code().upKey());
    }
    /// Everything by name; frames not compressed, because zstd may say the same in many ways.
    [[nodiscard]] std::map<QByteArray, QByteArray> all() const {
        using namespace wire;
        Difference difference;
        difference.time = time;
        difference.certificates = {certificate};
        difference.rosters = {roster};
        difference.heads = {head};
        difference.orders = {order};
        difference.ordersDiffer = true;
        difference.differing = {notebook};
        difference.keys = {
            std::make_shared<const SubjectKey>(notebook, subject.subject(), 1, secret(4))};
        difference.blobsLacking = {blob.id};
        const StoreIdentity identity{"store.example",   443, "a certificate in PEM",
                                     store.verifyKey(), {},  QStringLiteral("Northmere")};
        const EnrolAnswer answer{
            certificate, store.verifyKey(), {}, QStringLiteral("Northmere"), QByteArray(32, 6)};
        return {
            {"header", headerBytes},
            {"payload", payload},
            {"subject-key", viewOf(subject.secret()).toByteArray()},
            {"key-id", subject.id().toBytes()},
            {"sealed-payload", sealed},
            {"link", link.toBytes()},
            {"control-header", controlHeader},
            {"control",
             Control{ControlKind::restrict, notebook, subject.subject(), 1, {}, idOf<RecordId>(9)}
                 .encode()},
            {"head", statement.encode()},
            {"founding", founding.encode()},
            {"certificate", certificate.encode()},
            {"roster", roster.encode()},
            {"order", order.encode()},
            {"receipt", receipt.encode()},
            {"blob-receipt", blobReceipt.encode()},
            {"time", Signed<TimeAnswer>::make({time, QByteArray(16, 7)}, store).encode()},
            {"frame", encodeFrame(frame)},
            {"summary", Summary{{{notebook, Hash::of({link.view()}), digestOf(roster)}},
                                digestOf(std::vector{certificate}),
                                digestOf(std::vector{order}),
                                {subject.id()}}
                            .encode()},
            {"difference", difference.encode()},
            {"push-answer",
             PushAnswer{{{receipt, {}, {}, 1}, {std::nullopt, "broken-chain", "7", 7}}}.encode()},
            {"pull-request", PullRequest{{{head.chain, 0}}, 1 << 20}.encode()},
            {"statements", Statements{{certificate}, {roster}, {order}}.encode()},
            {"enrol-request", enrolRequest()},
            {"enrol-answer", answer.encode(code().downKey(), enrolRequest())},
            {"store-identity", identity.encode()},
        };
    }
};

}  // namespace candour
