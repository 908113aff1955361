#include "sync/bundlepacking.h"

#include "sync/blobindex.h"
#include "sync/wire.h"

#include <algorithm>

namespace candour {
namespace {

constexpr char packing[] = "make a bundle";
constexpr std::size_t bytesAtOnce = 1024 * 1024;
constexpr std::int64_t bytesOfAChange = 600;  // about; what is done is a guess until it is done

}  // namespace

Result<Packed> BundlePacking::pack(const QString& path, const BundleOrder& order) {
    TRY(BundleWriter writer, BundleWriter::begin(path, order.recipients, m_random));
    TRY_OK(begin(std::move(writer), order));
    while (true) {
        TRY(const bool whole, goOn());
        if (whole) return m_packed;
    }
}

Status BundlePacking::begin(BundleWriter::Sink sink, const BundleOrder& order) {
    TRY(BundleWriter writer, BundleWriter::begin(std::move(sink), order.recipients, m_random));
    return begin(std::move(writer), order);
}

Status BundlePacking::begin(BundleWriter writer, const BundleOrder& order) {
    m_writer.emplace(std::move(writer));
    TRY(m_packed.records, m_ledger.unreceiptedRecords(m_author.vault()));
    {
        TRY(auto edit, m_ledger.begin());
        TRY_OK(m_ledger.signEnds(m_author));
        TRY_OK(edit.commit());
    }
    TRY(const Readable readable, readableBy(order));
    TRY_OK(addStatements(readable, order));
    TRY_OK(addHeads(readable));
    TRY_OK(findGoing(readable, order));
    if (order.attachments) TRY_OK(findBlobs(order));
    for (const Going& one : m_going) m_all += (one.head.number - one.after) * bytesOfAChange;
    for (const BlobRef& blob : m_blobs) m_all += 2 * blob.length;
    return {};
}

Result<bool> BundlePacking::goOn() {
    if (m_chain < m_going.size()) {
        TRY_OK(addFrames(m_going[m_chain]));
        return false;
    }
    if (m_blob < m_blobs.size()) {
        TRY_OK(addToBlob(m_blobs[m_blob]));
        return false;
    }
    if (m_writer) {
        TRY(m_packed.bytes,
            m_writer->finish(m_author.vault(), m_author.key(), m_author.now().corrected()));
        m_writer.reset();
    }
    return true;
}

double BundlePacking::share() const {
    return m_all > 0 ? static_cast<double>(m_done) / static_cast<double>(m_all) : 1;
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
        // Founded, and the store has not told us of it: whom the founding names, and whoever leads.
        TRY(const auto founding, m_ledger.founding(notebook));
        if (!founding) return Answer();
        TRY(const auto leads, m_ledger.leadsOf(notebook));
        const auto has = [&](const std::vector<PersonId>& persons) {
            return std::find(persons.begin(), persons.end(), reader) != persons.end();
        };
        if (has(leads)) return Answer(Ledger::For::keepers);
        if (has(founding->value.named)) return Answer(Ledger::For::others);
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

Status BundlePacking::findGoing(const Readable& readable, const BundleOrder& order) {
    for (const auto& [notebook, whom] : readable) {
        TRY(const auto text, m_ledger.textOf(notebook));
        if (text == Ledger::Text::dropped) continue;
        TRY(const auto heads, m_ledger.heads(notebook));
        for (const Head& head : heads) {
            TRY(const std::int64_t after, afterFor(head, order));
            if (after < head.number) m_going.push_back({head, after, whom});
        }
    }
    // As over a line: alerts and withdrawals first.
    std::stable_sort(m_going.begin(), m_going.end(), [](const Going& a, const Going& b) {
        return a.head.chain.lane < b.head.chain.lane;
    });
    return {};
}

/// A colleague is told of no assessment that is not theirs, and of nobody in it.
Status BundlePacking::addStatements(const Readable& readable, const BundleOrder& order) {
    wire::Statements statements;
    TRY(statements.certificates, m_ledger.certificates());
    TRY(statements.rosters, m_ledger.rosters());
    TRY(statements.orders, m_ledger.orders());
    if (!order.reader) return m_writer->add(BundlePart::statements, statements.encode());
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
    return m_writer->add(BundlePart::statements, statements.encode());
}

/// So that whoever takes it in can answer with exactly what is missing here.
Status BundlePacking::addHeads(const Readable& readable) {
    std::vector<Head> held;
    for (const auto& [notebook, whom] : readable) {
        TRY(const auto heads, m_ledger.heads(notebook));
        held.insert(held.end(), heads.begin(), heads.end());
    }
    return m_writer->add(BundlePart::heads, encodeHeads(held));
}

Status BundlePacking::addFrames(Going& one) {
    const std::int64_t before = one.after;
    TRY(const QByteArray body,
        m_ledger.framesAfter(one.head.chain, one.after, bytesAtOnce, one.whom));
    TRY(const auto frames, splitFrames(body));
    for (const QByteArrayView frame : frames) {
        TRY(const Frame read, decodeFrame(frame));
        TRY_OK(m_writer->add(BundlePart::frame, frame));
        ++m_packed.frames;
        m_packed.changes += static_cast<std::int64_t>(read.items.size());
        one.after = read.end().number;
    }
    // A colleague's chain is sent as far as its author signed it.
    if (frames.empty() || one.after >= one.head.number) {
        one.after = one.head.number;
        ++m_chain;
    }
    m_done += (one.after - before) * bytesOfAChange;
    return {};
}

Status BundlePacking::findBlobs(const BundleOrder& order) {
    TRY(const auto entries, BlobIndex(m_ledger).all());
    std::set<NotebookId> notebooks;
    for (const Going& one : m_going) notebooks.insert(one.head.chain.notebook);
    std::set<Hash> added;
    for (const BlobEntry& entry : entries) {
        const bool forStore = !order.reader;
        // To the store goes what it has not receipted, with its text or after it.
        const bool goes =
            forStore && !order.everything ? !entry.receipted : notebooks.contains(entry.notebook);
        if (!goes || entry.erased || !m_folder.holds(entry.blob)) continue;
        if (added.insert(entry.blob.id).second) m_blobs.push_back(entry.blob);
    }
    return {};
}

Status BundlePacking::addToBlob(const BlobRef& blob) {
    if (!m_copying) {
        auto file = File::open(m_folder.pathOf(blob.id), File::Mode::read, packing);
        if (!file) {
            leaveOut(blob);
            return {};
        }
        m_copying.reset(new Copying{std::move(*file)});
    }
    Copying& copying = *m_copying;
    std::vector<std::uint8_t> piece(
        std::min(bytesAtOnce, static_cast<std::size_t>(blob.length - copying.at)));
    const auto got = copying.file.readAt(copying.at, piece);
    const bool all = got && *got == piece.size();
    if (!copying.sound) {
        if (all) copying.hash.add(viewOf(piece));
        copying.at += static_cast<std::int64_t>(piece.size());
        m_done += static_cast<std::int64_t>(piece.size());
        if (all && copying.at < blob.length) return {};
        if (!all || copying.hash.result() != blob.id) {
            // From now on it counts as lacking, and a good copy can come.
            if (got) (void)m_folder.setAside(blob.id);
            leaveOut(blob);
            return {};
        }
        copying.sound = true;
        copying.at = 0;
        return m_writer->beginBlob(blob);
    }
    if (!all) return fail(Code::damaged, packing, "an attachment is cut short");
    TRY_OK(m_writer->addToBlob(viewOf(piece)));
    copying.at += static_cast<std::int64_t>(piece.size());
    m_done += static_cast<std::int64_t>(piece.size());
    if (copying.at < blob.length) return {};
    ++m_packed.blobs;
    nextBlob();
    return {};
}

void BundlePacking::leaveOut(const BlobRef& blob) {
    ++m_packed.damaged;
    m_done += 2 * blob.length - (m_copying ? m_copying->at : 0);
    nextBlob();
}

void BundlePacking::nextBlob() {
    m_copying.reset();
    ++m_blob;
}

}  // namespace candour
