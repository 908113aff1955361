#include "sync/store/bundledesk.h"

#include "platform/log.h"

#include <QFileInfo>

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr char during[] = "take in a bundle";
constexpr std::size_t bytesAtOnce = 1024 * 1024;

}  // namespace

Result<BundleDesk::Report> BundleDesk::takeIn(const QString& path, const QString& answer) {
    m_report = {};
    if (QFileInfo::exists(answer)) return fail(Code::alreadyThere, during);
    TRY(BundleReader reader, BundleReader::open(path, m_keys.recipient));
    TRY(const auto end, reader.check());
    TRY(const Certificate maker, checkMaker(reader, end));
    m_report.maker = maker.vault;
    m_report.name = maker.name;
    m_report.made = end.value.made;
    TRY_OK(reader.each(
        {[this](BundlePart part, QByteArrayView bytes) { return takePart(part, bytes); },
         [this](const BlobRef& blob, const BundleReader::Rest& rest) {
             const Status flushed = flush();
             return flushed ? takeBlob(blob, rest) : flushed;
         }}));
    TRY_OK(flush());
    m_report.frames = static_cast<std::int64_t>(m_receipts.size());
    m_report.blobs = static_cast<std::int64_t>(m_blobReceipts.size());
    log::info("took in a bundle", {{"vault", maker.vault}, {"frames", m_report.frames}});
    if (!answer.isEmpty()) TRY_OK(writeAnswer(answer, maker));
    return m_report;
}

/// A store that was restored may know its certificate from the bundle alone.
Result<Certificate> BundleDesk::checkMaker(BundleReader& reader, const Signed<BundleEnd>& end) {
    std::optional<Signed<Certificate>> brought;
    const Status looked = reader.each(
        {[&](BundlePart part, QByteArrayView bytes) -> Status {
             if (part != BundlePart::statements) return fail(Code::cancelled, during);
             TRY(const auto statements, wire::Statements::decode(bytes));
             for (const auto& one : statements.certificates)
                 if (one.value.vault == end.value.maker) brought = one;
             return {};
         },
         [](const BlobRef&, const BundleReader::Rest&) { return fail(Code::cancelled, during); }});
    if (!looked && looked.error().code != Code::cancelled)
        return tl::unexpected<Error>(looked.error());
    TRY(auto maker, m_shelf.certificate(end.value.maker));
    if (!maker && brought && brought->verify(m_keys.signing.verifyKey())) maker = brought;
    if (!maker)
        return fail(Code::unknownVault, during, "It was made by a tablet of another store.");
    if (!end.verify(maker->value.author)) return fail(Code::badSignature, during);
    return maker->value;
}

Status BundleDesk::takePart(BundlePart part, QByteArrayView bytes) {
    if (part == BundlePart::frame) {
        m_frames.push_back(bytes.toByteArray());
        m_gathered += static_cast<std::size_t>(bytes.size());
        return m_gathered < bytesAtOnce ? Status() : flush();
    }
    TRY_OK(flush());
    if (part == BundlePart::statements) {
        TRY(auto statements, wire::Statements::decode(bytes));
        return m_api.takeBack(std::move(statements));
    }
    if (part == BundlePart::heads) {
        TRY(m_known, decodeHeads(bytes));
    }
    return {};
}

Status BundleDesk::flush() {
    if (m_frames.empty()) return {};
    const auto frames = std::exchange(m_frames, {});
    m_gathered = 0;
    const std::vector<QByteArrayView> views(frames.begin(), frames.end());
    TRY(auto answer, m_api.takeFrames(views, m_report.maker));
    for (std::size_t i = 0; i < answer.answers.size(); ++i) {
        auto& one = answer.answers[i];
        if (one.receipt) {
            m_receipts.push_back(std::move(*one.receipt));
            continue;
        }
        const auto read = decodeFrame(frames[i]);
        const auto code = codeFromName(one.error.toStdString());
        m_report.refused.push_back(
            {read ? read->chain : ChainId(),
             {code.value_or(Code::refused), during, one.detail.toStdString()}});
    }
    return {};
}

Status BundleDesk::takeBlob(const BlobRef& blob, const BundleReader::Rest& rest) {
    TRY(const auto entries, m_shelf.blobEntries(blob.id));
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const BlobEntry& one) {
        return one.blob == blob && !one.erased;
    });
    if (entry == entries.end()) return {};
    if (!m_shelf.blobs().holds(blob)) {
        // Words are receipted, though there may be no room for files.
        if (const Status taken = m_shelf.blobs().takeIn(blob, rest); !taken) {
            m_report.refused.push_back({{}, taken.error()});
            return {};
        }
    }
    TRY(auto receipt, m_api.receiptFor(entry->notebook, blob));
    m_blobReceipts.push_back(std::move(receipt));
    return {};
}

// The answer -------------------------------------------------------------------------------------

Status BundleDesk::writeAnswer(const QString& path, const Certificate& maker) {
    TRY(BundleWriter writer, BundleWriter::begin(path, {&maker.recipient, 1}, m_random));
    TRY_OK(addStatements(writer, maker));
    for (const auto& receipt : m_receipts)
        TRY_OK(writer.add(BundlePart::receipt, receipt.encode()));
    for (const auto& receipt : m_blobReceipts)
        TRY_OK(writer.add(BundlePart::blobReceipt, receipt.encode()));
    if (!maker.revoked) TRY_OK(addNews(writer, maker));
    TRY_OK(writer.finish({}, m_keys.signing, m_clock.utc()));
    return {};
}

Status BundleDesk::addStatements(BundleWriter& writer, const Certificate& maker) {
    wire::Statements statements;
    std::set<PersonId> colleagues{maker.person};
    std::set<NotebookId> theirs;
    TRY(const auto rosters, m_shelf.rosters());
    for (const auto& roster : rosters) {
        if (maker.revoked || roster.value.member(maker.person) == nullptr) continue;
        theirs.insert(roster.value.notebook);
        for (const auto& member : roster.value.members) colleagues.insert(member.person);
        colleagues.insert(roster.value.former.begin(), roster.value.former.end());
        statements.rosters.push_back(roster);
    }
    TRY(statements.certificates, m_shelf.certificates());
    std::erase_if(statements.certificates, [&](const auto& one) {
        return maker.revoked ? one.value.vault != maker.vault
                             : !colleagues.contains(one.value.person);
    });
    TRY(statements.orders, m_shelf.orders());
    std::erase_if(statements.orders,
                  [&](const auto& one) { return !theirs.contains(one.value.notebook); });
    return writer.add(BundlePart::statements, statements.encode());
}

/// Chain by chain what the maker's heads do not reach.
Status BundleDesk::addNews(BundleWriter& writer, const Certificate& maker) {
    TRY(const auto rosters, m_shelf.rosters());
    for (const auto& roster : rosters) {
        const Roster::Member* const self = roster.value.member(maker.person);
        if (self == nullptr) continue;
        TRY(const auto heads, m_shelf.heads(roster.value.notebook));
        for (const Head& head : heads) {
            const auto known = std::find_if(m_known.begin(), m_known.end(), [&](const Head& one) {
                return one.chain == head.chain;
            });
            std::int64_t after = known == m_known.end() ? 0 : known->number;
            // It came with this bundle, or ends in something else: then from its beginning.
            if (after == head.number && known->link != head.link) after = 0;
            while (after < head.number) {
                TRY(const QByteArray body,
                    m_shelf.framesAfter(head.chain, after, bytesAtOnce,
                                        self->lead ? Ledger::For::keepers : Ledger::For::others));
                TRY(const auto frames, splitFrames(body));
                if (frames.empty()) break;
                for (const QByteArrayView frame : frames) {
                    TRY(const Frame read, decodeFrame(frame));
                    TRY_OK(writer.add(BundlePart::frame, frame));
                    m_report.answered += static_cast<std::int64_t>(read.items.size());
                    after = read.end().number;
                }
            }
        }
    }
    return {};
}

}  // namespace candour
