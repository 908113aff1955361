#include "sync/bundleintake.h"

#include "platform/log.h"
#include "sync/blobindex.h"
#include "sync/wire.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr char during[] = "take in a bundle";
constexpr std::size_t bytesAtOnce = 1024 * 1024;

/// Errors of this tablet, whatever was about to be taken in.
bool isOwnDisks(Code code) {
    return code == Code::diskFull || code == Code::diskFailed || code == Code::readOnly ||
           code == Code::inUse;
}

auto notOurStores() {
    return fail(Code::storeNotGenuine, during,
                "The bundle comes from people of another store. Nothing of it was used.");
}

}  // namespace

Result<BundleIntake::Report> BundleIntake::takeIn(const QString& path) {
    TRY_OK(begin(path));
    while (true) {
        TRY(const bool whole, goOn());
        if (whole) return m_report;
    }
}

Status BundleIntake::begin(const QString& path) {
    m_report = {};
    m_checked = false;
    TRY(BundleReader reader, BundleReader::open(path, m_parts.box));
    m_reader.emplace(std::move(reader));
    return {};
}

Result<bool> BundleIntake::goOn() {
    if (!m_checked) {
        TRY(const auto end, m_reader->checkMore());
        if (!end) return false;
        TRY_OK(checkMaker(*m_reader, *end));
        m_report.maker = end->value.maker;
        m_report.made = end->value.made;
        m_checked = true;
        TRY_OK(m_reader->rewind());
        return false;
    }
    const BundleReader::Visitor visitor{
        [this](BundlePart part, QByteArrayView bytes) { return takePart(part, bytes); },
        [this](const BlobRef& blob, const BundleReader::Rest& rest) {
            m_step = bytesAtOnce;
            const Status flushed = flush();
            return flushed ? keepBlob(blob, rest) : flushed;
        }};
    for (m_step = 0; m_step < bytesAtOnce;) {
        TRY(const bool last, m_reader->visitNext(visitor));
        if (last) return end();
    }
    return false;
}

Result<bool> BundleIntake::end() {
    TRY_OK(flush());
    TRY_OK(m_parts.ledger.carryOut());
    log::info("took in a bundle", {{"received", m_report.received},
                                   {"accepted", m_report.accepted},
                                   {"held", static_cast<std::int64_t>(m_report.reasons.size())}});
    return true;
}

/// Its certificate may be known from the bundle alone: the store signed it.
Status BundleIntake::checkMaker(BundleReader& reader, const Signed<BundleEnd>& end) {
    if (end.value.maker.isNull()) return end.verify(m_parts.store) ? Status() : notOurStores();
    std::optional<Signed<Certificate>> maker;
    const Status looked = reader.each(
        {[&](BundlePart part, QByteArrayView bytes) -> Status {
             if (part != BundlePart::statements) return fail(Code::cancelled, during);
             TRY(const auto statements, wire::Statements::decode(bytes));
             for (const auto& one : statements.certificates)
                 if (one.value.vault == end.value.maker) maker = one;
             return {};
         },
         [](const BlobRef&, const BundleReader::Rest&) { return fail(Code::cancelled, during); }});
    if (!looked && looked.error().code != Code::cancelled) return looked;
    if (maker && !maker->verify(m_parts.store)) return notOurStores();
    if (!maker) {
        TRY(maker, m_parts.ledger.certificate(end.value.maker));
    }
    if (!maker) return fail(Code::unknownVault, during);
    if (!end.verify(maker->value.author)) return fail(Code::badSignature, during);
    m_report.name = maker->value.name;
    return {};
}

Status BundleIntake::takePart(BundlePart part, QByteArrayView bytes) {
    m_step += static_cast<std::size_t>(bytes.size()) + 1;
    if (part == BundlePart::frame) return gather(bytes);
    TRY_OK(flush());
    switch (part) {
        case BundlePart::statements:
            return keepStatements(bytes);
        case BundlePart::receipt:
            return keepReceipt(bytes);
        case BundlePart::blobReceipt:
            return keepBlobReceipt(bytes);
        default:
            return {};
    }
}

Status BundleIntake::keepStatements(QByteArrayView bytes) {
    TRY(const auto statements, wire::Statements::decode(bytes));
    const auto isTheStores = [&](const auto& one) { return one.verify(m_parts.store); };
    if (!std::all_of(statements.certificates.begin(), statements.certificates.end(), isTheStores) ||
        !std::all_of(statements.rosters.begin(), statements.rosters.end(), isTheStores) ||
        !std::all_of(statements.orders.begin(), statements.orders.end(), isTheStores))
        return notOurStores();
    TRY(auto edit, m_parts.ledger.begin());
    for (const auto& certificate : statements.certificates)
        TRY_OK(m_parts.ledger.keepCertificate(certificate));
    for (const auto& roster : statements.rosters)
        if (roster.value.member(m_parts.self) != nullptr) TRY_OK(m_parts.ledger.keepRoster(roster));
    for (const auto& order : statements.orders) {
        TRY(const bool forgets, forgetsAHold(order.value));
        if (!forgets) TRY_OK(m_parts.obey(order));
    }
    return edit.commit();
}

Result<bool> BundleIntake::forgetsAHold(const Order& order) {
    if (m_report.maker.isNull()) return false;
    TRY(const auto orders, m_parts.ledger.orders());
    return std::any_of(orders.begin(), orders.end(), [&](const Signed<Order>& own) {
        return own.value.notebook == order.notebook && own.value.subject == order.subject &&
               !own.value.holds.isEmpty() && own.value.holds != order.holds;
    });
}

// Frames -----------------------------------------------------------------------------------------

Status BundleIntake::gather(QByteArrayView frame) {
    m_frames.push_back(frame.toByteArray());
    m_gathered += static_cast<std::size_t>(frame.size());
    return m_gathered < bytesAtOnce ? Status() : flush();
}

Status BundleIntake::flush() {
    if (m_frames.empty()) return {};
    const auto frames = std::exchange(m_frames, {});
    m_gathered = 0;
    if (takeFrames(frames)) return {};
    for (const QByteArray& frame : frames) {
        const Status taken = takeFrames({&frame, 1});
        if (taken) continue;
        if (isOwnDisks(taken.error().code)) return taken;
        auto read = decodeFrame(frame);
        Held held{read ? read->chain : ChainId(), read ? read->first : 0, taken.error()};
        const bool missesEarlier = held.reason.code == Code::brokenChain;
        if (missesEarlier)
            held.reason.detail =
                "Something before it has not come here yet. Hand over, or ask for a bundle with "
                "everything.";
        // One reason for each chain: what follows in it cannot come either.
        const bool known = std::any_of(m_report.reasons.begin(), m_report.reasons.end(),
                                       [&](const Held& one) { return one.chain == held.chain; });
        if (!known) m_report.reasons.push_back(std::move(held));
    }
    return {};
}

Status BundleIntake::takeFrames(std::span<const QByteArray> frames) {
    Report now = m_report;
    std::set<NotebookId> wanted;
    TRY(auto edit, m_parts.ledger.begin());
    for (const QByteArray& compressed : frames) {
        TRY(Frame frame, decodeFrame(compressed));
        dropFalseReceipt(frame, m_parts.store);
        TRY(const bool ours, isOurs(frame));
        if (!ours) {
            ++now.foreign;
            continue;
        }
        TRY(const auto text, m_parts.ledger.textOf(frame.chain.notebook));
        if (text == Ledger::Text::dropped) {
            ++now.dropped;
            TRY(const bool protects, bringsProtection(frame));
            if (protects) wanted.insert(frame.chain.notebook);
            continue;
        }
        TRY(const auto author, m_parts.ledger.certificate(frame.chain.vault));
        if (!author) return fail(Code::unknownVault, during);
        TRY_OK(mayWrite(frame, author->value));
        // The store's order counts as over the line; between colleagues nothing gives way.
        const auto onFork = m_report.maker.isNull() ? Ledger::OnFork::part : Ledger::OnFork::refuse;
        TRY(const Imported imported,
            m_parts.ledger.import(ReadyFrame(std::move(frame)), author->value.author, onFork));
        TRY_OK(m_parts.project(imported));
        now.received += static_cast<std::int64_t>(imported.changes.size());
        now.alreadyHere += static_cast<std::int64_t>(imported.alreadyHere);
    }
    TRY_OK(edit.commit());
    m_report = std::move(now);
    for (const NotebookId& notebook : wanted) {
        TRY_OK(m_parts.ledger.askBack(notebook));
        ++m_report.askedBack;
    }
    return {};
}

Result<bool> BundleIntake::bringsProtection(const Frame& frame) {
    if (frame.chain.lane == Lane::rest) return false;
    std::int64_t kept = 0;
    TRY(const auto heads, m_parts.ledger.heads(frame.chain.notebook));
    for (const Head& head : heads)
        if (head.chain == frame.chain) kept = head.number;
    return frame.end().number > kept;
}

/// On whose roster we are, or a session that the store has not heard of and that says whose it is.
Result<bool> BundleIntake::isOurs(const Frame& frame) {
    TRY(const auto roster, m_parts.ledger.roster(frame.chain.notebook));
    if (roster) return roster->value.member(m_parts.self) != nullptr;
    if (frame.founding) return frame.founding->value.notebook == frame.chain.notebook;
    TRY(const auto founding, m_parts.ledger.founding(frame.chain.notebook));
    return founding.has_value();
}

Status BundleIntake::mayWrite(const Frame& frame, const Certificate& author) {
    if (frame.receipt) return {};  // the store has judged it
    TRY(auto roster, m_parts.ledger.roster(frame.chain.notebook));
    if (!roster) {
        TRY(auto founding, m_parts.ledger.founding(frame.chain.notebook));
        if (!founding) founding = frame.founding;
        if (!founding) return fail(Code::notAllowed, during);
        TRY(roster, m_parts.ledger.roster(founding->value.parent));
    }
    // Whoever has no more of the assessment than single sessions knows of no team.
    if (!roster || roster->value.member(author.person) != nullptr ||
        roster->value.wasMember(author.person))
        return {};
    return fail(Code::notAllowed, during,
                "Who wrote it is not on the roster here. The store decides about it.");
}

// The store's words ------------------------------------------------------------------------------

Status BundleIntake::keepReceipt(QByteArrayView bytes) {
    TRY(const auto receipt, Signed<Receipt>::decode(bytes));
    const Head& head = receipt.value.head;
    if (!receipt.verify(m_parts.store)) {
        m_report.reasons.push_back(
            {head.chain, head.number, {Code::storeNotGenuine, "check a receipt"}});
        return {};
    }
    TRY(auto edit, m_parts.ledger.begin());
    if (head.chain.vault != m_parts.vault) {
        TRY_OK(m_parts.ledger.noteReceipt(receipt));
        return edit.commit();
    }
    const auto receipted = m_parts.ledger.keepReceipt(receipt);
    if (!receipted) {
        m_report.reasons.push_back({head.chain, head.number, receipted.error()});
        return {};
    }
    m_report.accepted += receipted->completed;
    if (!receipted->late.marked.empty()) TRY_OK(m_parts.project(receipted->late));
    if (receipt.value.late) ++m_report.late;
    return edit.commit();
}

Status BundleIntake::keepBlobReceipt(QByteArrayView bytes) {
    TRY(const auto receipt, Signed<BlobReceipt>::decode(bytes));
    BlobIndex index(m_parts.ledger);
    TRY(const auto entries, index.find(receipt.value.blob.id));
    for (const BlobEntry& entry : entries)
        if (entry.notebook == receipt.value.notebook && entry.blob == receipt.value.blob &&
            receipt.verify(m_parts.store))
            return index.keep(receipt);
    return {};
}

/// Only what a change refers to, and only once its bytes are what that change says.
Status BundleIntake::keepBlob(const BlobRef& blob, const BundleReader::Rest& rest) {
    TRY(const auto entries, BlobIndex(m_parts.ledger).find(blob.id));
    const bool wanted = std::any_of(entries.begin(), entries.end(), [&](const BlobEntry& entry) {
        return entry.blob == blob && !entry.erased && !(entry.purged && entry.receipted);
    });
    if (!wanted || m_parts.folder.holds(blob)) return {};
    const auto taken = m_parts.folder.takeIn(blob, rest);
    if (taken) {
        ++m_report.blobs;
        return {};
    }
    // Whatever is wrong with a file, or with where it goes: the next may be a smaller one.
    m_report.reasons.push_back({{}, 0, taken.error()});
    return {};
}

}  // namespace candour
