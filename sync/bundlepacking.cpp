#include "sync/bundlepacking.h"

#include "sync/blobindex.h"
#include "sync/wire.h"

#include <algorithm>

namespace candour {
namespace {

constexpr char packing[] = "make a bundle";
constexpr std::size_t bytesAtOnce = 1024 * 1024;

}  // namespace

Result<Packed> BundlePacking::pack(const QString& path, const BundleOrder& order) {
    TRY(BundleWriter writer, BundleWriter::begin(path, order.recipients, m_random));
    Packed packed;
    TRY(packed.records, m_ledger.unreceiptedRecords(m_author.vault()));
    {
        TRY(auto edit, m_ledger.begin());
        TRY_OK(m_ledger.signEnds(m_author));
        TRY_OK(edit.commit());
    }
    TRY(const Readable readable, readableBy(order));
    TRY_OK(addStatements(writer, readable, order));
    TRY_OK(addHeads(writer, readable));
    TRY(const auto all, going(readable, order));
    for (const Going& one : all) TRY_OK(addFrames(writer, one, packed));
    if (order.attachments) TRY_OK(addBlobs(writer, order, all, packed));
    TRY(packed.bytes, writer.finish(m_author.vault(), m_author.key(), m_author.now().corrected()));
    return packed;
}

Result<BundlePacking::Readable> BundlePacking::readableBy(const BundleOrder& order) {
    Readable readable;
    TRY(const auto notebooks, m_ledger.notebooks());
    for (const NotebookId& notebook : notebooks) {
        std::optional<Ledger::For> whom = Ledger::For::keepers;
        if (order.reader) {
            TRY(whom, mayRead(notebook, *order.reader));
        }
        if (whom) readable.emplace(notebook, *whom);
    }
    return readable;
}

Result<std::optional<Ledger::For>> BundlePacking::mayRead(const NotebookId& notebook,
                                                          const PersonId& reader) {
    using Answer = std::optional<Ledger::For>;
    TRY(auto roster, m_ledger.roster(notebook));
    if (!roster) {
        // Founded, and the store has not heard of it: whom the founding names, and whoever leads.
        TRY(const auto founding, m_ledger.founding(notebook));
        if (!founding) return Answer();
        const auto& named = founding->value.named;
        TRY(const auto parent, m_ledger.roster(founding->value.parent));
        const Roster::Member* const listed = parent ? parent->value.member(reader) : nullptr;
        if (listed != nullptr && listed->lead) return Answer(Ledger::For::keepers);
        if (std::find(named.begin(), named.end(), reader) != named.end())
            return Answer(Ledger::For::others);
        return Answer();
    }
    const Roster::Member* const member = roster->value.member(reader);
    if (member == nullptr) return Answer();
    return Answer(member->lead ? Ledger::For::keepers : Ledger::For::others);
}

Result<std::int64_t> BundlePacking::afterFor(const Head& head, const BundleOrder& order) {
    if (order.known) {
        for (const Head& known : *order.known) {
            if (known.chain != head.chain) continue;
            TRY(const auto link, m_ledger.linkOf(head.chain, known.number));
            if (known.number > head.number) return head.number;  // they have more
            return link == known.link ? known.number : 0;
        }
        return std::int64_t{0};
    }
    return order.everything ? Result<std::int64_t>(0) : m_ledger.receiptedUpTo(head.chain);
}

Result<std::vector<BundlePacking::Going>> BundlePacking::going(const Readable& readable,
                                                               const BundleOrder& order) {
    std::vector<Going> all;
    for (const auto& [notebook, whom] : readable) {
        TRY(const auto text, m_ledger.textOf(notebook));
        if (text == Ledger::Text::dropped) continue;
        TRY(const auto heads, m_ledger.heads(notebook));
        for (const Head& head : heads) {
            TRY(const std::int64_t after, afterFor(head, order));
            if (after < head.number) all.push_back({head, after, whom});
        }
    }
    // As over a line: alerts and withdrawals first.
    std::stable_sort(all.begin(), all.end(), [](const Going& a, const Going& b) {
        return a.head.chain.lane < b.head.chain.lane;
    });
    return all;
}

/// A colleague is told of no assessment that is not theirs, and of nobody in it.
Status BundlePacking::addStatements(BundleWriter& writer, const Readable& readable,
                                    const BundleOrder& order) {
    wire::Statements statements;
    TRY(statements.certificates, m_ledger.certificates());
    TRY(statements.rosters, m_ledger.rosters());
    TRY(statements.orders, m_ledger.orders());
    if (!order.reader) return writer.add(BundlePart::statements, statements.encode());
    const auto isForeign = [&](const auto& one) { return !readable.contains(one.value.notebook); };
    std::erase_if(statements.rosters, isForeign);
    std::erase_if(statements.orders, isForeign);
    std::set<PersonId> people;
    for (const auto& roster : statements.rosters) {
        for (const auto& member : roster.value.members) people.insert(member.person);
        people.insert(roster.value.former.begin(), roster.value.former.end());
    }
    std::set<VaultId> authors{m_author.vault()};
    for (const auto& [notebook, whom] : readable) {
        TRY(const auto heads, m_ledger.heads(notebook));
        for (const Head& head : heads) authors.insert(head.chain.vault);
    }
    std::erase_if(statements.certificates, [&](const auto& one) {
        return !people.contains(one.value.person) && !authors.contains(one.value.vault);
    });
    return writer.add(BundlePart::statements, statements.encode());
}

/// So that whoever takes it in can answer with exactly what is missing here.
Status BundlePacking::addHeads(BundleWriter& writer, const Readable& readable) {
    std::vector<Head> held;
    for (const auto& [notebook, whom] : readable) {
        TRY(const auto heads, m_ledger.heads(notebook));
        held.insert(held.end(), heads.begin(), heads.end());
    }
    return writer.add(BundlePart::heads, encodeHeads(held));
}

Status BundlePacking::addFrames(BundleWriter& writer, const Going& one, Packed& packed) {
    for (std::int64_t after = one.after; after < one.head.number;) {
        TRY(const QByteArray body,
            m_ledger.framesAfter(one.head.chain, after, bytesAtOnce, one.whom));
        TRY(const auto frames, splitFrames(body));
        // A colleague's chain is sent as far as its author signed it.
        if (frames.empty()) return {};
        for (const QByteArrayView frame : frames) {
            TRY(const Frame read, decodeFrame(frame));
            TRY_OK(writer.add(BundlePart::frame, frame));
            ++packed.frames;
            packed.changes += static_cast<std::int64_t>(read.items.size());
            after = read.end().number;
        }
    }
    return {};
}

Status BundlePacking::addBlobs(BundleWriter& writer, const BundleOrder& order,
                               const std::vector<Going>& all, Packed& packed) {
    TRY(const auto entries, BlobIndex(m_ledger).all());
    std::set<NotebookId> notebooks;
    for (const Going& one : all) notebooks.insert(one.head.chain.notebook);
    std::set<Hash> added;
    for (const BlobEntry& entry : entries) {
        const bool forStore = !order.reader;
        // To the store goes what it has not receipted, with its text or after it.
        const bool goes =
            forStore && !order.everything ? !entry.receipted : notebooks.contains(entry.notebook);
        if (!goes || entry.erased || !m_folder.holds(entry.blob)) continue;
        if (!added.insert(entry.blob.id).second) continue;
        if (!isSound(entry.blob)) {
            ++packed.damaged;
            continue;
        }
        TRY_OK(writer.addBlob(entry.blob, m_folder.pathOf(entry.blob.id)));
        ++packed.blobs;
    }
    return {};
}

bool BundlePacking::isSound(const BlobRef& blob) {
    const auto found = [&]() -> Result<Hash> {
        TRY(const File file, File::open(m_folder.pathOf(blob.id), File::Mode::read, packing));
        return hashOf(file);
    }();
    if (found && *found == blob.id) return true;
    // From now on it counts as lacking, and a good copy can come.
    if (found) (void)m_folder.setAside(blob.id);
    return false;
}

}  // namespace candour
