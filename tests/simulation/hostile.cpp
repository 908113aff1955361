#include "tests/simulation/hostile.h"

#include <algorithm>

namespace candour::simulation {
namespace {

constexpr std::size_t answersKept = 6;

void spoil(QByteArray& bytes, Dice& dice) {
    if (bytes.isEmpty()) return;
    const auto at = dice.below(bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice.below(8)));
}

}  // namespace

void Hostile::tamper(const HttpRequest& request, HttpResponse& response) {
    // Whom there is, it learns before it is hostile.
    if (request.target == wire::summaryPath && response.status == 200)
        if (const auto difference = wire::Difference::decode(response.body))
            for (const auto& certificate : difference->certificates)
                m_certificates.push_back(certificate);
    if (m_oneIn == 0 || response.status < 200 || response.status >= 300) return;
    if (m_dice.oneIn(m_oneIn)) {
        if (m_dice.oneIn(6) && replay(request, response)) return;
        if (request.target == wire::pushPath) tamperPush(response);
        if (request.target == wire::summaryPath) tamperSummary(response);
        if (request.target == wire::pullPath) tamperPull(response);
        if (request.target.startsWith(wire::blobsPath)) tamperBlob(request, response);
        return;
    }
    auto& seen = m_seen[request.target];
    if (seen.size() < answersKept) seen.push_back(response);
}

bool Hostile::replay(const HttpRequest& request, HttpResponse& response) {
    const auto seen = m_seen.find(request.target);
    if (seen == m_seen.end() || seen->second.empty()) return false;
    response = m_dice.pick(seen->second);
    m_faults.add(Fault::hostileReplay);
    return true;
}

void Hostile::tamperPush(HttpResponse& response) {
    auto answer = wire::PushAnswer::decode(response.body);
    if (!answer || answer->answers.empty()) return;
    auto& one = m_dice.pick(answer->answers);
    if (!one.receipt) return;
    m_receipts.push_back(*one.receipt);
    switch (m_dice.below(4)) {
        case 0:
            one.receipt = Signed<Receipt>::make(one.receipt->value, m_key);
            break;
        case 1:
            spoil(one.receipt->signature, m_dice);
            break;
        case 2:
            one.receipt = m_dice.pick(m_receipts);
            break;
        default:
            answer->answers.pop_back();
    }
    m_faults.add(Fault::hostileReceipt);
    response.body = answer->encode();
}

void Hostile::tamperSummary(HttpResponse& response) {
    auto difference = wire::Difference::decode(response.body);
    if (!difference) return;
    if (!difference->rosters.empty() && m_dice.oneIn(4)) {
        auto& roster = m_dice.pick(difference->rosters);
        roster.value.version += 10;
        roster.value.members.clear();
        roster = Signed<Roster>::make(roster.value, m_key);
        m_faults.add(Fault::hostileRoster);
    } else if (!m_certificates.empty() && m_dice.oneIn(8)) {
        forgeCertificate(*difference);
    } else if (!difference->heads.empty()) {
        Head& head = m_dice.pick(difference->heads);
        switch (m_dice.below(4)) {
            case 0:
                head.number += m_dice.between(1, 50);
                break;
            case 1:
                head.link = Hash::of({head.link.view()});
                break;
            case 2:
                head.number = std::max<std::int64_t>(0, head.number - m_dice.between(1, 5));
                break;
            default:
                difference->heads.clear();
        }
        m_faults.add(Fault::hostileSummary);
    } else {
        return;
    }
    response.body = difference->encode();
}

/// Somebody's, with a key of its own, as if they had got another tablet.
void Hostile::forgeCertificate(wire::Difference& difference) {
    Certificate forged = m_dice.pick(m_certificates).value;
    forged.author = m_key.verifyKey();
    forged.version += 10;
    difference.certificates.push_back(Signed<Certificate>::make(std::move(forged), m_key));
    m_faults.add(Fault::hostileCertificate);
}

bool Hostile::alterWords(Frame::Item& item) {
    auto values = decodePayload(item.payload);
    if (!values) return false;
    for (cbor::Value& value : *values) {
        if (value.type() != cbor::Type::text) continue;
        value = value.text() + QStringLiteral(" never said");
        item.payload = encodePayload(*values);
        return true;
    }
    return false;
}

/// Everything made to fit but the one thing that it cannot make: the author's signature.
bool Hostile::rewrite(Frame& frame) {
    if (!alterWords(m_dice.pick(frame.items))) return false;
    Hash link = frame.follows;
    for (const Frame::Item& item : frame.items) {
        const auto header = Header::decode(item.header);
        if (!header) return false;
        QByteArray sealed;
        for (const Frame::Key& key : frame.keys) {
            if (key.secret.size() != static_cast<qsizetype>(SubjectKey::size)) continue;
            const SubjectKey subject(frame.chain.notebook, key.subject, key.generation,
                                     SecretBytes::copyOf(spanOf(key.secret)));
            if (subject.id() == header->key) sealed = subject.seal(item.header, item.payload);
        }
        if (sealed.isEmpty()) return false;
        link = linkAfter(link, item.header, Hash::of({sealed}));
    }
    HeadStatement statement = frame.statement.value;
    statement.head.link = link;
    frame.statement = Signed<HeadStatement>::make(std::move(statement), m_key);
    return true;
}

bool Hostile::tamperFrame(Frame& frame) {
    switch (m_dice.below(6)) {
        case 0:
            if (!rewrite(frame)) return false;
            m_faults.add(Fault::hostileSignature);
            return true;
        case 1:
            if (frame.items.size() < 2) return false;
            std::swap(frame.items.front(), frame.items.back());
            m_faults.add(Fault::hostileOrder);
            return true;
        case 2:
            frame.items.erase(frame.items.begin() +
                              m_dice.below(static_cast<std::int64_t>(frame.items.size())));
            m_faults.add(Fault::hostileGap);
            return !frame.items.empty();
        case 3:
        case 4:
            if (!alterWords(m_dice.pick(frame.items))) return false;
            m_faults.add(Fault::hostileWords);
            return true;
        default: {
            Founding founding;
            founding.notebook = frame.chain.notebook;
            founding.founder = frame.chain.vault;
            founding.parent = frame.chain.notebook;
            frame.founding = Signed<Founding>::make(std::move(founding), m_key);
            m_faults.add(Fault::hostileFounding);
            return true;
        }
    }
}

/// Bytes that were altered or cut, receipts for what nobody holds, uploads that lead elsewhere.
void Hostile::tamperBlob(const HttpRequest& request, HttpResponse& response) {
    const QByteArray receipt = response.headers.value(wire::receiptField);
    if (!receipt.isEmpty()) m_blobReceipts.push_back(receipt);
    const bool goesUp = request.method != "GET";
    switch (m_dice.below(3)) {
        case 0:
            if (response.body.isEmpty()) return;
            if (m_dice.oneIn(3))
                response.body.truncate(m_dice.below(response.body.size()));
            else
                spoil(response.body, m_dice);
            m_faults.add(Fault::hostileBlob);
            return;
        case 1: {
            QByteArray forged;
            if (const auto said = Signed<BlobReceipt>::decode(QByteArray::fromBase64(receipt)))
                forged = Signed<BlobReceipt>::make(said->value, m_key).encode().toBase64();
            if (!m_blobReceipts.empty() && (forged.isEmpty() || m_dice.oneIn(2)))
                forged = m_dice.pick(m_blobReceipts);
            if (forged.isEmpty() || forged == receipt) return;
            response.headers.set(wire::receiptField, forged);
            m_faults.add(Fault::hostileBlobReceipt);
            return;
        }
        default:
            if (!goesUp) return;
            if (response.headers.contains("Location"))
                response.headers.set("Location", m_dice.oneIn(2)
                                                     ? "https://elsewhere.example/v1/blobs/1"
                                                     : QByteArray(wire::blobsPath) + "/bm9ib2R5");
            else
                response.headers.set("Upload-Offset", QByteArray::number(m_dice.below(1 << 20)));
            m_faults.add(Fault::hostileUpload);
    }
}

void Hostile::tamperPull(HttpResponse& response) {
    const auto frames = splitFrames(response.body);
    if (!frames || frames->empty()) return;
    const int chosen = m_dice.below(static_cast<std::int64_t>(frames->size()));
    QByteArray body;
    for (int i = 0; i < static_cast<int>(frames->size()); ++i) {
        const QByteArrayView bytes = (*frames)[static_cast<std::size_t>(i)];
        auto frame = decodeFrame(bytes);
        if (i == chosen && frame && tamperFrame(*frame))
            appendFrame(body, encodeFrame(*frame));
        else
            appendFrame(body, bytes.toByteArray());
    }
    response.body = body;
}

}  // namespace candour::simulation
