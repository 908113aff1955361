#include "app/vault/attachments.h"

#include "app/vault/inkpage.h"
#include "app/vault/intake.h"
#include "app/vault/vault.h"
#include "platform/log.h"

#include <sodium.h>

#include <algorithm>

namespace candour {
namespace {

constexpr char reading[] = "read an attachment";
const QString typeName = u"attachment"_qs;

QString hexOf(QByteArrayView bytes) {
    return QString::fromLatin1(bytes.toByteArray().toHex());
}

/// In every copy that shares its memory: on its way to or from a record a file's key is text.
void wipe(const QString& text) {
    sodium_memzero(const_cast<QChar*>(text.constData()),
                   static_cast<std::size_t>(text.size()) * sizeof(QChar));
}

void wipe(QByteArray& bytes) {
    sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
}

/// Made if there is none.
FieldValue& fieldIn(FieldValues& fields, const QString& name) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const FieldValue& one) { return one.name == name; });
    return found == fields.end() ? fields.emplace_back(FieldValue{name, {}}) : *found;
}

std::optional<Hash> hashIn(const FieldValues& fields) {
    return Hash::fromBytes(QByteArray::fromHex(valueOf(fields, u"blob").text().toLatin1()));
}

}  // namespace

const char* nameOf(FilePlace place) {
    switch (place) {
        case FilePlace::here:
            return "here";
        case FilePlace::notYet:
            return "not_yet";
        case FilePlace::purged:
            return "purged";
        case FilePlace::none:
            return "none";
        case FilePlace::withheld:
            return "withheld";
        case FilePlace::damaged:
            return "damaged";
        case FilePlace::erased:
            break;
    }
    return "erased";
}

namespace {

Result<bool> isKeptElsewhere(RowId row, RecordReader& reader, Ledger& ledger) {
    TRY(const auto changes, reader.history(row));
    for (const OpenedChange& change : changes) {
        TRY(const auto entry, ledger.keys().entry(change.header.key));
        if (entry && entry->elsewhere) return true;
    }
    return false;
}

}  // namespace

Result<AttachmentRow> Attachments::rowOf(ListedRecord record) {
    AttachmentRow row{.record = std::move(record)};
    if (row.record.sealed) {
        row.place = FilePlace::withheld;
        return row;
    }
    const auto id = hashIn(row.record.values);
    if (!id) {
        // An erasure takes the name of the file as well; so does a key that the lead keeps.
        const bool unread = valueOf(row.record.values, u"kind").isNull();
        TRY(const bool kept, isKeptElsewhere(row.record.row, m_reader, m_ledger));
        row.place = !unread ? FilePlace::none : kept ? FilePlace::withheld : FilePlace::erased;
        return row;
    }
    TRY(const auto entries, BlobIndex(m_ledger).find(*id));
    // Others may refer to the same file, truly or not: the record itself says how long it is.
    const auto length = blob::sealedLength(valueOf(row.record.values, u"bytes").integer());
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const BlobEntry& one) {
        return one.notebook == row.record.notebook && one.blob.length == length;
    });
    if (entry == entries.end()) return row;
    row.blob = entry->blob;
    row.handedOver = entry->receipted;
    if (entry->erased)
        row.place = FilePlace::erased;
    else if (m_folder.holds(entry->blob))
        row.place = FilePlace::here;
    else if (m_folder.isDamaged(entry->blob.id))
        row.place = FilePlace::damaged;
    else
        // Without its receipt the store has not got it any more either.
        row.place = entry->purged && entry->receipted ? FilePlace::purged : FilePlace::notYet;
    return row;
}

Result<std::vector<AttachmentRow>> Attachments::list() {
    std::vector<AttachmentRow> rows;
    ListRequest request{.type = typeName, .withSealed = true, .limit = mostListed};
    do {
        TRY(ListPage page, m_reader.list(request));
        for (ListedRecord& record : page.records) {
            TRY(AttachmentRow row, rowOf(std::move(record)));
            rows.push_back(std::move(row));
        }
        request.after = page.next;
    } while (request.after);
    return rows;
}

Result<AttachmentRow> Attachments::find(const RecordId& id) {
    TRY(const RecordView view, m_reader.get(id));
    if (view.name.type != typeName || view.type == nullptr)
        return fail(Code::badInput, reading, "That id is not an attachment's.");
    TRY(auto record, m_reader.row(*view.type, view.row));
    if (!record) return fail(Code::notFound, reading);
    return rowOf(std::move(*record));
}

Status Attachments::read(const RecordId& id, const BlobSink& sink) {
    TRY(const AttachmentRow row, find(id));
    switch (row.place) {
        case FilePlace::here:
        case FilePlace::damaged:  // as far as it can be read
            break;
        case FilePlace::notYet:
            return fail(Code::notFound, reading,
                        "The file has not come yet. Hand over, then try again.");
        case FilePlace::purged:
            return fail(Code::notFound, reading,
                        "The file was taken off this tablet. The store has it: ask for it with "
                        "--again, then hand over.");
        case FilePlace::none:
            return fail(Code::notFound, reading, "There is no file to it.");
        case FilePlace::withheld:
            return fail(Code::notAllowed, reading, "It is locked away, as they wished.");
        case FilePlace::erased:
            return fail(Code::missingKey, reading, "It was erased.");
    }
    TRY(const RecordView view, m_reader.get(id, IdentityFields::openWithKeys));
    const QString text = valueOf(view.values(), u"blob_key").text();
    QByteArray hex = text.toLatin1();
    wipe(text);
    QByteArray bytes = QByteArray::fromHex(hex);
    const SecretBytes key = SecretBytes::copyOf(spanOf(bytes));
    wipe(hex);
    wipe(bytes);
    if (key.size() != blob::keyBytes) return fail(Code::missingKey, reading);
    const Hash& blob = row.blob->id;
    const QString path =
        row.place == FilePlace::damaged ? m_folder.damagedPath(blob) : m_folder.pathOf(blob);
    TRY(const File file, File::open(path, File::Mode::read, reading));
    return openBlob(file, key, sink);
}

Status Attachments::want(const RecordId& id) {
    TRY(const AttachmentRow row, find(id));
    if (row.place != FilePlace::purged) return {};
    return BlobIndex(m_ledger).setPurged(row.blob->id, false);
}

Result<BlobFolder::Capture> Vault::seal(const BlobSource& plain, PutRequest& request) {
    request.type = typeName;
    FieldValue& form = fieldIn(request.fields, u"media_type"_qs);
    TRY(Intake intake,
        Intake::look(plain, valueOf(request.fields, u"kind").text(), form.value.text()));
    form.value = intake.mediaType();
    const SecretBytes key = SecretBytes::random(blob::keyBytes, m_random);
    TRY(BlobFolder::Capture capture, m_blobs->capture(m_random));
    TRY(const std::int64_t length,
        sealBlob(intake.source(), key, [&](QByteArrayView bytes) { return capture.write(bytes); }));
    TRY(const BlobRef blob, capture.finish());
    request.blobs = {blob};
    request.fields.push_back({u"bytes"_qs, length});
    request.fields.push_back({u"blob"_qs, hexOf(blob.id.view())});
    request.fields.push_back({u"blob_key"_qs, hexOf(viewOf(key.view()))});
    return capture;
}

/// Sealed while it is read; then the change that says so; then its place. Killed anywhere between,
/// the next opening has both or neither.
Result<Saved> Vault::attach(const BlobSource& plain, PutRequest request,
                            const std::optional<Draft>& from) {
    TRY(BlobFolder::Capture capture, seal(plain, request));
    const Hash blob = request.blobs.front().id;
    auto saved = from ? finish(*from, request) : put(request);
    wipe(request.fields.back().value.text());
    if (!saved) {
        // An error does not prove that nothing was written. Only what the ledger does not know
        // goes.
        const auto entries = BlobIndex(*m_ledger).find(blob);
        if (entries && entries->empty()) return saved;
    }
    if (const Status settled = capture.settle(); !settled)
        log::warning("an attachment takes its place later", {{"code", settled.error().code}});
    return saved;
}

Status Vault::endCoveredInk(const Moment& written) {
    TRY(const auto drafts, m_drafts.open());
    for (const Draft& draft : drafts) {
        const auto page = inkPageFrom(draft);
        if (!page) continue;
        PutRequest request = requestFor(*page, written);
        const RecordType* type = m_projection.list().type(typeName);
        TRY(const bool covered, m_projection.wouldBeSealed({type, page->id, {}, request.fields},
                                                           begunAt(draft.firstKey, written)));
        if (!covered) continue;
        TRY(const bool erased, m_drafts.isErased(draft, written));
        if (erased) {
            TRY_OK(m_drafts.discard(draft.record, draft.field));
            continue;
        }
        auto capture = seal(sourceOf(*page), request);
        if (!capture) {
            // A full disk keeps nobody from taking back what they said.
            log::warning("handwriting stays a draft", {{"code", capture.error().code}});
            continue;
        }
        const auto saved = m_writer.keep(request, written);
        // What cannot be written stays a draft, and stands in the way of nothing.
        if (!saved && !mayStayADraft(saved.error())) return tl::unexpected<Error>(saved.error());
        if (!saved) continue;
        TRY_OK(m_drafts.discard(draft.record, draft.field));
        m_settling.emplace_back(request.blobs.front().id, std::move(*capture));
    }
    return {};
}

void Vault::settleInk() {
    for (auto& [id, capture] : std::exchange(m_settling, {})) {
        const auto entries = BlobIndex(*m_ledger).find(id);
        // An edit that was given up has no use for its file.
        if (entries && entries->empty()) continue;
        if (const Status settled = capture.settle(); !settled)
            log::warning("handwriting takes its place later", {{"code", settled.error().code}});
    }
}

Result<std::int64_t> Vault::onlyHere() {
    TRY(const std::int64_t records, m_ledger->unreceiptedRecords(m_identity.vault));
    TRY(const std::int64_t files,
        BlobIndex(*m_ledger).unreceipted(m_identity.vault, BlobIndex::Which::afterText));
    return records + files;
}

RemovalGate Vault::removalGate() {
    const bool enrolled = m_identity.standing == Identity::Standing::enrolled;
    return {*m_ledger, *m_blobs, m_identity.vault,
            enrolled ? std::optional(m_identity.storeKey) : std::nullopt};
}

/// After a kill, and after an erasure that a power cut interrupted. What cannot be done about a
/// file now waits for another opening: it keeps nobody from their words.
void Vault::tidyBlobs() {
    m_blobs->settleCaptures([&](const Hash& id) {
        const auto entries = BlobIndex(*m_ledger).find(id);
        return !entries || !entries->empty();
    });
    if (const Status swept = removalGate().sweepPurged(); !swept)
        log::warning("attachments that were taken off go later", {{"code", swept.error().code}});
    if (const Status swept = removalGate().sweepErased(); !swept)
        log::warning("erased attachments go later", {{"code", swept.error().code}});
}

}  // namespace candour
