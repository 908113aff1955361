#include "sync/store/storeapi.h"

#include "platform/limits.h"
#include "platform/log.h"
#include "sync/httpsignature.h"

#include <QUrlQuery>

#include <algorithm>
#include <map>
#include <set>

namespace candour {
namespace {

constexpr std::size_t pullBytes = 2 * 1024 * 1024;  // aimed at in one answer

HttpResponse answerWith(const char* type, QByteArray body) {
    HttpResponse response;
    response.headers.set("Content-Type", type);
    response.headers.set("Cache-Control", "no-store");
    response.body = std::move(body);
    return response;
}

int statusFor(Code code) {
    switch (code) {
        case Code::badInput:
        case Code::badAnswer:
        case Code::damaged:
            return 400;
        case Code::badSignature:
        case Code::clockWrong:
        case Code::unknownVault:
            return 401;
        case Code::codeUnknown:
        case Code::codeExpired:
        case Code::codeUsed:
        case Code::notAllowed:
            return 403;
        case Code::notFound:
            return 404;
        case Code::brokenChain:
        case Code::forked:
        case Code::conflict:
            return 409;
        case Code::tooLarge:
            return 413;
        case Code::unsupported:
        case Code::newerVersion:
            return 422;
        case Code::tooOld:
            return 426;
        default:
            return 500;
    }
}

std::string_view pathOf(const HttpRequest& request) {
    const qsizetype mark = request.target.indexOf('?');
    const qsizetype size = mark < 0 ? request.target.size() : mark;
    return {request.target.constData(), static_cast<std::size_t>(size)};
}

/// Of a request that no known tablet has signed: its body may come, so that the refusal is heard,
/// and is thrown away.
class Unvouched final : public BodySink {
  public:
    Status take(QByteArrayView piece) override {
        m_taken += static_cast<std::size_t>(piece.size());
        if (m_taken > limits::requestBody) return fail(Code::tooLarge, "take a request");
        return {};
    }
    void end() override {}

  private:
    std::size_t m_taken = 0;
};

bool isAboutBlobs(const HttpRequest& request) {
    const std::string_view path = pathOf(request);
    return path == wire::blobsPath || path.starts_with(std::string(wire::blobsPath) + '/');
}

/// Where a vault's own chains of a notebook end that its person may not read. To somebody who
/// `left` it, the store says of each lane that it holds nothing of, too: as it does not say that
/// the notebook differs, they would not notice that it has lost one.
Result<std::vector<Head>> ownHeads(Shelf& shelf, const NotebookId& notebook, const VaultId& vault,
                                   bool left) {
    TRY(auto heads, shelf.heads(notebook));
    std::erase_if(heads, [&](const Head& head) { return head.chain.vault != vault; });
    for (const Lane lane : {Lane::urgent, Lane::agreements, Lane::rest}) {
        const ChainId chain{notebook, vault, lane, {}};
        const bool listed = std::any_of(heads.begin(), heads.end(),
                                        [&](const Head& head) { return head.chain == chain; });
        if (left && !listed) heads.push_back({chain, 0, Hash()});
    }
    return heads;
}

/// Notebooks of which a tablet knows a roster that this store does not remember.
Result<std::set<NotebookId>> forgottenOf(Shelf& shelf, const wire::Summary& held,
                                         const std::vector<Signed<Roster>>& rosters) {
    std::set<NotebookId> forgotten;
    for (const auto& roster : rosters) {
        const auto known = std::find_if(
            held.notebooks.begin(), held.notebooks.end(),
            [&](const auto& notebook) { return notebook.id == roster.value.notebook; });
        if (known == held.notebooks.end() || known->roster == Hash() ||
            known->roster == wire::digestOf(roster))
            continue;
        TRY(const auto ever, shelf.rostersEver(known->id));
        const bool remembered = std::any_of(ever.begin(), ever.end(), [&](const auto& one) {
            return wire::digestOf(one) == known->roster;
        });
        if (!remembered) forgotten.insert(known->id);
    }
    return forgotten;
}

/// Those whose certificates prove what was written there: former members too.
void addEverybody(const Roster& roster, std::set<PersonId>& colleagues) {
    for (const Roster::Member& member : roster.members) colleagues.insert(member.person);
    colleagues.insert(roster.former.begin(), roster.former.end());
}

template <typename Statement>
void dropRepeated(std::vector<Signed<Statement>>& statements) {
    std::set<QByteArray> seen;
    std::erase_if(statements, [&](const auto& one) { return !seen.insert(one.body).second; });
}

/// With whom somebody worked there until they were taken off: nobody who came later.
Status addColleaguesOfThen(Shelf& shelf, const NotebookId& notebook, const PersonId& person,
                           std::set<PersonId>& colleagues) {
    TRY(const auto ever, shelf.rostersEver(notebook));
    const auto last = std::find_if(ever.rbegin(), ever.rend(), [&](const auto& roster) {
        return roster.value.member(person) != nullptr;
    });
    if (last != ever.rend()) addEverybody(last->value, colleagues);
    return {};
}

/// What they attached themselves where it is not theirs to read, as nobody else could give it back,
/// then what they may read.
Result<std::vector<Hash>> blobsLackingFor(Shelf& shelf, const std::set<NotebookId>& others,
                                          const VaultId& author,
                                          const std::set<NotebookId>& readable) {
    std::vector<Hash> lacking;
    if (!others.empty()) {
        TRY(lacking, shelf.blobsLacking(others, author));
    }
    TRY(const auto all, shelf.blobsLacking(readable, {}));
    const std::size_t room = limits::blobsListed - std::min(lacking.size(), limits::blobsListed);
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), room));
    lacking.insert(lacking.end(), all.begin(), end);
    return lacking;
}

}  // namespace

/// Null if they may not read there, or not on this tablet any more.
const Roster::Member* StoreApi::readerIn(const Roster& roster, const Caller& caller) {
    return caller.revoked ? nullptr : roster.member(caller.person);
}

HttpResponse StoreApi::answer(const HttpRequest& request) {
    auto response = route(request);
    if (response) return std::move(*response);
    const Error& error = response.error();
    const int status = statusFor(error.code);
    if (status >= 500) log::warning("a request failed", {{"code", error.code}});
    HttpResponse refusal = problem(status, error);
    // A tablet whose clock is off learns the time with the refusal and asks again.
    if (error.code == Code::clockWrong)
        refusal.headers.set("Candour-Time", signedTime({}).toBase64());
    return isAboutBlobs(request) ? BlobDesk::dressed(std::move(refusal)) : refusal;
}

Result<HttpResponse> StoreApi::route(const HttpRequest& request) {
    const std::string_view path = pathOf(request);
    if (request.method == "GET" && path == wire::timePath) return time(request);
    if (isAboutBlobs(request)) return blobs(request);
    if (request.method != "POST") return fail(Code::notFound, "answer a request");
    if (path == wire::enrolPath) return enrol(request);
    if (path == wire::statementsPath) {
        TRY(auto given, wire::Statements::decode(request.body));
        TRY_OK(takeBack(std::move(given)));
        return answerWith(wire::cborType, {});
    }
    TRY(const Caller who, caller(request));
    if (path == wire::pushPath) return push(request, who);
    if (!who.revoked) TRY_OK(mayFetch(request));
    if (path == wire::summaryPath) return summary(request, who);
    if (path == wire::pullPath) return pull(request, who);
    return fail(Code::notFound, "answer a request");
}

Result<HttpResponse> StoreApi::blobs(const HttpRequest& request) {
    if (auto response = m_desk.answerUnsigned(request))
        return BlobDesk::dressed(std::move(*response));
    TRY(const Caller who, caller(request));
    if (BlobDesk::fetches(request)) {
        TRY_OK(mayFetch(request));
        if (who.revoked) return fail(Code::notAllowed, "send an attachment", "out of use");
    }
    TRY(HttpResponse response, m_desk.answer(request, who.vault, who.person));
    return BlobDesk::dressed(std::move(response));
}

Status StoreApi::learnTablets() {
    TRY(const auto certificates, m_shelf.certificates());
    for (const auto& certificate : certificates) learn(certificate.value);
    return {};
}

void StoreApi::learn(const Certificate& tablet) {
    const std::lock_guard lock(m_mutex);
    m_tablets.insert_or_assign(tablet.vault, tablet.author);
}

bool StoreApi::isSignedByATablet(const HttpRequest& head) const {
    const auto claim = readSignatureOfHead(head);
    if (!claim) return false;
    const std::lock_guard lock(m_mutex);
    const auto tablet = m_tablets.find(claim->vault);
    return tablet != m_tablets.end() && claim->verify(tablet->second);
}

BodyPlan StoreApi::bodyFor(const HttpRequest& head) const {
    if (auto sink = m_desk.sinkFor(head)) return {std::move(sink), 0};
    const std::string_view path = pathOf(head);
    const bool isSigned =
        path == wire::pushPath || path == wire::summaryPath || path == wire::pullPath;
    if (!isSigned && path != wire::statementsPath) return {{}, limits::unsignedBody};
    if (isSignedByATablet(head)) return {{}, limits::requestBody};
    if (isSigned) return {std::make_shared<Unvouched>(), 0};
    return {{}, limits::unsignedBody};
}

Result<StoreApi::Caller> StoreApi::caller(const HttpRequest& request) {
    constexpr char during[] = "check who asks";
    const bool isVouchedFor = dynamic_cast<const Unvouched*>(request.sink.get()) == nullptr;
    TRY(const SignatureClaim claim,
        isVouchedFor ? readSignature(request) : readSignatureOfHead(request));
    TRY(const auto certificate, m_shelf.certificate(claim.vault));
    if (!certificate) return fail(Code::unknownVault, during);
    if (!claim.verify(certificate->value.author)) return fail(Code::badSignature, during);
    if (!isVouchedFor) {
        // It came to the shelf by another program, such as with a bundle.
        learn(certificate->value);
        return fail(Code::unknownVault, during);
    }
    const auto age = m_clock.utc() - claim.created;
    // "created" has whole seconds, so up to one is lost.
    if (age > limits::clockSkew + std::chrono::seconds(1) || -age > limits::clockSkew)
        return fail(Code::clockWrong, during);
    return Caller{claim.vault, certificate->value.person, certificate->value.revoked};
}

/// Whatever an old tablet holds can leave it; what it might not understand, it is not sent. Of one
/// that is out of use this is not asked: it is sent nothing of others', and has to hear of it.
Status StoreApi::mayFetch(const HttpRequest& request) {
    TRY(const int oldest, m_shelf.oldestProtocol());
    bool said = false;
    const int protocol = request.headers.value(wire::protocolField).toInt(&said);
    if ((said ? protocol : 1) < oldest) return fail(Code::tooOld, "answer a request");
    return {};
}

QByteArray StoreApi::signedTime(const QByteArray& nonce) const {
    return Signed<wire::TimeAnswer>::make({m_clock.utc(), nonce}, m_keys.signing).encode();
}

Result<HttpResponse> StoreApi::time(const HttpRequest& request) {
    const qsizetype mark = request.target.indexOf('?');
    const QUrlQuery query(
        QString::fromLatin1(mark < 0 ? QByteArray() : request.target.sliced(mark + 1)));
    const QByteArray nonce =
        QByteArray::fromHex(query.queryItemValue(QStringLiteral("nonce")).toLatin1());
    if (nonce.size() != 16) return fail(Code::badInput, "tell the time", "nonce");
    return answerWith(wire::cborType, signedTime(nonce));
}

Result<HttpResponse> StoreApi::enrol(const HttpRequest& request) {
    constexpr char during[] = "enrol a tablet";
    TRY(const EnrolRequest asked, EnrolRequest::decode(request.body));
    TRY(const auto code, m_shelf.code(asked.code));
    // An unknown code and a wrong proof are one answer: neither tells which codes exist.
    if (!code || !EnrolRequest::proves(request.body, code->upKey))
        return fail(Code::codeUnknown, during);
    if (!code->request.isEmpty()) {
        if (code->request != request.body) return fail(Code::codeUsed, during);
        return answerWith(wire::cborType, code->answer);
    }
    if (m_clock.utc() > code->expires) return fail(Code::codeExpired, during);
    // The tablet saw another authority than ours: somebody stands between.
    if (asked.authority != m_keys.authorityFingerprint) return fail(Code::codeUnknown, during);
    TRY(const auto person, m_shelf.person(code->person));
    if (!person) return fail(Code::codeUnknown, during);
    // A vault's id stands in every frame of its author: nobody else is certified under it.
    TRY(const auto known, m_shelf.certificate(asked.vault));
    if (known && (known->value.person != person->id || known->value.author != asked.author ||
                  known->value.recipient != asked.recipient))
        return fail(Code::notAllowed, during, "another tablet's id");

    EnrolAnswer answer;
    Certificate certificate;
    certificate.vault = asked.vault;
    certificate.person = person->id;
    certificate.name = person->name;
    certificate.author = asked.author;
    certificate.recipient = asked.recipient;
    certificate.epoch = m_keys.epoch;
    certificate.issued = m_clock.utc();
    answer.certificate = Signed<Certificate>::make(certificate, m_keys.signing);
    answer.storeKey = m_keys.signing.verifyKey();
    answer.storeRecipient = m_keys.recipient.publicKey();
    answer.storeName = m_keys.name;
    answer.authority = m_keys.authorityFingerprint;
    const QByteArray body = answer.encode(code->downKey, request.body);
    TRY_OK(m_shelf.useCode(asked.code, request.body, body, answer.certificate));
    learn(certificate);
    log::info("enrolled a tablet", {{"vault", asked.vault}});
    return answerWith(wire::cborType, body);
}

Result<HttpResponse> StoreApi::summary(const HttpRequest& request, const Caller& caller) {
    TRY(const auto held, wire::Summary::decode(request.body));
    wire::Difference difference;
    difference.epoch = m_keys.epoch;
    difference.time = m_clock.utc();

    std::set<PersonId> colleagues{caller.person};
    std::set<NotebookId> same;
    Reads theirs;
    TRY(const auto rosters, m_shelf.rosters());
    TRY(const auto forgotten, forgottenOf(m_shelf, held, rosters));
    for (const auto& roster : rosters) {
        const Roster::Member* const self = readerIn(roster.value, caller);
        const auto known = std::find_if(
            held.notebooks.begin(), held.notebooks.end(),
            [&](const auto& notebook) { return notebook.id == roster.value.notebook; });
        if (self == nullptr) {
            if (!caller.revoked && known != held.notebooks.end() &&
                roster.value.wasMember(caller.person))
                TRY_OK(addColleaguesOfThen(m_shelf, known->id, caller.person, colleagues));
            continue;
        }
        theirs.emplace(roster.value.notebook, self->lead);
        addEverybody(roster.value, colleagues);
        // As if it were not here: then they give back what they know.
        if (forgotten.contains(roster.value.notebook)) continue;
        if (known == held.notebooks.end() || known->roster != wire::digestOf(roster))
            difference.rosters.push_back(roster);
        TRY(const Hash digest, m_shelf.digest(roster.value.notebook));
        if (known != held.notebooks.end() && known->digest == digest) {
            same.insert(known->id);
            continue;
        }
        TRY(const auto heads, m_shelf.heads(roster.value.notebook));
        difference.heads.insert(difference.heads.end(), heads.begin(), heads.end());
    }
    // What is decided about somebody's words holds for whoever wrote them, too.
    Reads told = theirs;
    Reads open = theirs;
    for (const auto& notebook : held.notebooks) {
        if (same.contains(notebook.id)) continue;
        const bool reads = theirs.contains(notebook.id);
        TRY(const auto roster, m_shelf.roster(notebook.id));
        const bool unknown = forgotten.contains(notebook.id);
        const bool left = !reads && !unknown && roster &&
                          (caller.revoked || roster->value.wasMember(caller.person));
        if (!left) difference.differing.push_back(notebook.id);
        if (reads || unknown) continue;
        // It is not theirs to read; what they wrote there themselves is here all the same.
        TRY(const auto own, ownHeads(m_shelf, notebook.id, caller.vault, left));
        difference.heads.insert(difference.heads.end(), own.begin(), own.end());
        // Who was taken off still has the words that were theirs to read then; a key that they gave
        // up since does not come back to them.
        if (left || !own.empty()) told.emplace(notebook.id, false);
        if (!left && !own.empty()) open.emplace(notebook.id, false);
    }
    TRY(auto certificates, m_shelf.certificates());
    std::erase_if(certificates, [&](const auto& certificate) {
        return caller.revoked ? certificate.value.vault != caller.vault
                              : !colleagues.contains(certificate.value.person);
    });
    if (wire::digestOf(certificates) != held.vaults)
        difference.certificates = std::move(certificates);
    TRY(auto orders, ordersFor(told));
    TRY(difference.keys, keysFor(open, held.missed, orders));
    difference.ordersDiffer = wire::digestOf(orders) != held.orders;
    if (!difference.ordersDiffer) TRY_OK(confirm(caller.vault, orders));
    if (difference.ordersDiffer) difference.orders = std::move(orders);
    std::set<NotebookId> readable;
    for (const auto& [notebook, lead] : theirs) readable.insert(notebook);
    std::set<NotebookId> others;
    for (const auto& [notebook, lead] : told)
        if (!theirs.contains(notebook)) others.insert(notebook);
    TRY(difference.blobsLacking, blobsLackingFor(m_shelf, others, caller.vault, readable));
    if (caller.revoked) TRY_OK(noteThatItHeard(caller.vault));
    return answerWith(wire::cborType, difference.encode());
}

Status StoreApi::takeBack(wire::Statements given) {
    // Whoever has one may say it many times over.
    dropRepeated(given.certificates);
    dropRepeated(given.rosters);
    dropRepeated(given.orders);
    const VerifyKey own = m_keys.signing.verifyKey();
    const auto isOurs = [&](const auto& statement) { return statement.verify(own); };
    if (!std::all_of(given.certificates.begin(), given.certificates.end(), isOurs) ||
        !std::all_of(given.rosters.begin(), given.rosters.end(), isOurs) ||
        !std::all_of(given.orders.begin(), given.orders.end(), isOurs))
        return fail(Code::badSignature, "take back statements");
    for (const auto& certificate : given.certificates) {
        TRY_OK(m_shelf.keep(certificate));
        learn(certificate.value);
    }
    // A session's roster is judged by its team's and its plan's.
    const auto rank = [](const Signed<Roster>& roster) {
        return std::pair(roster.value.parent, roster.value.kind == NotebookKind::session);
    };
    std::stable_sort(given.rosters.begin(), given.rosters.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    for (const auto& roster : given.rosters) {
        TRY_OK(takeBack(roster));
        // Last: what a power cut leaves undone is given back once more.
        TRY_OK(m_shelf.remember(roster));
    }
    // What was erased before the backup was put back is erased again.
    std::set<NotebookId> notebooks;
    for (const auto& order : given.orders) {
        TRY_OK(takeBack(order));
        notebooks.insert(order.value.notebook);
    }
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto roster, m_shelf.roster(notebook));
        if (roster) TRY_OK(decide(roster->value));
    }
    return {};
}

Result<HttpResponse> StoreApi::push(const HttpRequest& request, const Caller& caller) {
    TRY(const auto frames, splitFrames(request.body));
    TRY(const wire::PushAnswer answer, takeFrames(frames, caller.vault));
    return answerWith(wire::cborType, answer.encode());
}

Result<wire::PushAnswer> StoreApi::takeFrames(const std::vector<QByteArrayView>& frames,
                                              const VaultId& carrier) {
    wire::PushAnswer answer;
    // Committing each frame by itself takes several times as long. If one of them cannot be taken,
    // each is looked at for itself.
    auto all = frames.size() > 1 ? takeAll(frames, carrier) : fail(Code::notFound, "take frames");
    if (all) {
        answer.answers = std::move(*all);
    } else {
        for (const QByteArrayView frame : frames) answer.answers.push_back(take(frame, carrier));
    }
    return answer;
}

Result<std::vector<wire::PushAnswer::One>> StoreApi::takeAll(
    const std::vector<QByteArrayView>& frames, const VaultId& carrier) {
    std::vector<Accepted> accepted;
    TRY_OK(m_shelf.together([&]() -> Status {
        for (const QByteArrayView compressed : frames) {
            TRY(ReadyFrame ready, read(compressed, carrier));
            TRY(Accepted one, accept(std::move(ready)));
            accepted.push_back(std::move(one));
        }
        return {};
    }));
    std::map<NotebookId, const Roster*> rosters;
    for (const Accepted& one : accepted) rosters[one.roster.notebook] = &one.roster;
    for (const auto& [notebook, roster] : rosters) TRY_OK(decide(*roster));
    std::vector<wire::PushAnswer::One> answers;
    for (Accepted& one : accepted) {
        const std::int64_t held = one.receipt.value.head.number;
        answers.push_back({std::move(one.receipt), {}, {}, held});
    }
    return answers;
}

Result<ReadyFrame> StoreApi::read(QByteArrayView compressed, const VaultId& carrier) const {
    TRY(Frame frame, decodeFrame(compressed));
    openSealed(frame, m_keys.recipient);
    dropFalseReceipt(frame, m_keys.signing.verifyKey());
    // Whose words a destroyed key held, only who wrote them can say: nobody else ends them so.
    if (frame.chain.vault != carrier)
        std::erase_if(frame.keys, [](const Frame::Key& key) { return key.destroyed(); });
    return ReadyFrame(std::move(frame));
}

wire::PushAnswer::One StoreApi::take(QByteArrayView compressed, const VaultId& carrier) {
    wire::PushAnswer::One one;
    auto ready = read(compressed, carrier);
    std::optional<ChainId> chain;
    if (ready) chain = ready->frame.chain;
    auto receipt = [&]() -> Result<Signed<Receipt>> {
        if (!ready) return tl::unexpected<Error>(ready.error());
        std::optional<Accepted> accepted;
        TRY_OK(m_shelf.together([&]() -> Status {
            TRY(accepted, accept(std::move(*ready)));
            return {};
        }));
        // Also for a frame that is sent again: it may have been cut off before it was decided.
        TRY_OK(decide(accepted->roster));
        return std::move(accepted->receipt);
    }();
    if (receipt) {
        one.held = receipt->value.head.number;
        one.receipt = std::move(*receipt);
        return one;
    }
    one.error = receipt.error().name();
    one.detail = QByteArray::fromStdString(receipt.error().detail);
    log::warning("did not take a frame", {{"code", receipt.error().code}});
    if (chain && mayHearOf(*chain, carrier).value_or(false)) {
        if (const auto head = m_shelf.head(*chain); head && *head) one.held = (*head)->number;
    }
    return one;
}

Result<bool> StoreApi::mayHearOf(const ChainId& chain, const VaultId& carrier) {
    if (chain.vault == carrier) return true;
    TRY(const auto certificate, m_shelf.certificate(carrier));
    TRY(const auto roster, m_shelf.roster(chain.notebook));
    if (!certificate || !roster) return false;
    const PersonId& person = certificate->value.person;
    return roster->value.member(person) != nullptr || roster->value.wasMember(person);
}

/// Inside a transaction of the shelf.
Result<StoreApi::Accepted> StoreApi::accept(ReadyFrame ready) {
    const Frame& frame = ready.frame;
    TRY(const auto author, m_shelf.certificate(frame.chain.vault));
    if (!author) return fail(Code::unknownVault, "take a frame");
    TRY(Admitted admitted, admit(frame, author->value));
    // Whoever found a tablet that was taken out of use may have written on it.
    const bool late = admitted.late || author->value.revoked;
    // This store said so once, and has lost it since: it was in time.
    const bool wasInTime = frame.receipt && !frame.receipt->value.late;
    Receipt receipt;
    receipt.head = frame.end();  // its own end, which may lie before what is held by now
    TRY(const Imported imported,
        m_shelf.take(std::move(ready), author->value.author, late && !wasInTime));
    receipt.unread = imported.unread;
    receipt.late = imported.lateFrom > 0;
    receipt.lateFrom = imported.lateFrom;
    receipt.received = m_clock.utc();
    receipt.epoch = m_keys.epoch;
    receipt.rosterVersion = admitted.roster.version;
    Accepted accepted{Signed<Receipt>::make(std::move(receipt), m_keys.signing),
                      std::move(admitted.roster)};
    TRY_OK(m_shelf.keep(accepted.receipt));
    return accepted;
}

Result<Signed<BlobReceipt>> StoreApi::receiptFor(const NotebookId& notebook,
                                                 const BlobRef& blob) const {
    if (!m_shelf.blobs().holds(blob)) return fail(Code::notFound, "receipt an attachment");
    return Signed<BlobReceipt>::make({notebook, blob, m_clock.utc(), m_keys.epoch}, m_keys.signing);
}

Result<HttpResponse> StoreApi::pull(const HttpRequest& request, const Caller& caller) {
    TRY(const auto wanted, wire::PullRequest::decode(request.body));
    QByteArray body;
    const std::size_t limit =
        wanted.bytes > 0 ? std::min(pullBytes, static_cast<std::size_t>(wanted.bytes)) : pullBytes;
    for (const auto& want : wanted.wants) {
        TRY(const auto roster, m_shelf.roster(want.chain.notebook));
        const auto* const self = roster ? readerIn(roster->value, caller) : nullptr;
        if (self == nullptr) {
            // Nobody is kept from what they wrote themselves.
            TRY(const auto own, m_shelf.head(want.chain));
            if (!own || want.chain.vault != caller.vault)
                return fail(Code::notFound, "send changes");
        }
        TRY(const QByteArray frames,
            m_shelf.framesAfter(
                want.chain, want.after, limit - static_cast<std::size_t>(body.size()),
                self != nullptr && self->lead ? Ledger::For::keepers : Ledger::For::others));
        body += frames;
        if (static_cast<std::size_t>(body.size()) >= limit) break;
    }
    return answerWith(wire::framesType, body);
}

}  // namespace candour
