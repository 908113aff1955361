#include "app/tablet/inking.h"

#include "app/tablet/company.h"
#include "app/vault/inkpage.h"

#include <algorithm>

namespace candour {
namespace {

constexpr char during[] = "keep a sheet";

cbor::Value packed(const QList<int>& numbers) {
    std::vector<cbor::Value> values;
    for (const int one : numbers) values.emplace_back(one);
    return cbor::Value::array(std::move(values));
}

QList<int> unpacked(const cbor::Value& value) {
    QList<int> numbers;
    for (const cbor::Value& one : value.items()) numbers.append(static_cast<int>(one.integer()));
    return numbers;
}

Result<InkPage> pageOf(Vault& vault, const RecordId& id, const InkDraft& draft) {
    const auto session = RecordId::fromString(draft.session);
    if (!session) return fail(Code::notFound, during);
    TRY(const auto company, readHeard(vault, *session));
    const Heard* const speaker = speakerIn(company, RecordId::fromString(draft.speaker));
    InkPage page{
        .id = id,
        .session = *session,
        .speaker = speaker != nullptr ? std::optional(speaker->participant.id) : std::nullopt,
        .begun = draft.begun,
        .words = inkWords(draft, vault.author().now().zoneOffset),
        .file = sealedInk(draft)};
    page.rest = cbor::Value::map(
        {{QStringLiteral("about"), draft.about},
         {QStringLiteral("steps"), packed(draft.steps)},
         {QStringLiteral("rubbed"), packed(draft.rubbed)},
         // What was rubbed out is only for Undo, and is not sealed.
         {QStringLiteral("all"), draft.rubbed.isEmpty() ? QByteArray() : draft.file}});
    return page;
}

InkDraft draftFrom(const InkPage& page) {
    InkDraft draft;
    draft.id = page.id.toString();
    draft.session = page.session.toString();
    draft.begun = page.begun;
    draft.speaker = page.speaker ? page.speaker->toString() : QString();
    draft.about = page.rest.at(u"about").text();
    draft.steps = unpacked(page.rest.at(u"steps"));
    draft.rubbed = unpacked(page.rest.at(u"rubbed"));
    draft.file = draft.rubbed.isEmpty() ? page.file : page.rest.at(u"all").bytes();
    return draft;
}

Status seal(Vault& vault, const InkPage& page) {
    const auto there = vault.records().get(page.id);
    if (there) return vault.drafts().discard(page.id, inkDraft.toString());
    if (there.error().code != Code::notFound) return tl::unexpected<Error>(there.error());
    PutRequest request = requestFor(page, vault.author().now());
    TRY(const auto myself, vault.notebooks().myself());
    if (myself) request.fields.push_back({QStringLiteral("taken_by"), cbor::Value(*myself)});
    TRY_OK(vault.attach(sourceOf(page), std::move(request), draftOf(page)));
    return {};
}

}  // namespace

RecordId InkIds::of(const InkDraft& draft) {
    RecordId& id = m_ids[draft.serial];
    if (const auto known = RecordId::fromString(draft.id)) id = *known;
    if (id.isNull()) id = RecordId::makeV7(m_clock, m_random);
    return id;
}

bool InkIds::holds(const RecordId& id) const {
    return std::find(m_ids.begin(), m_ids.end(), id) != m_ids.end();
}

Result<UtcTime> saveInk(Vault& vault, InkIds& ids, const InkDraft& draft) {
    TRY(const InkPage page, pageOf(vault, ids.of(draft), draft));
    TRY_OK(vault.drafts().save(draftOf(page)));
    return vault.author().now().utc;
}

Status finishInk(Vault& vault, InkIds& ids, const InkDraft& draft) {
    TRY(const InkPage page, pageOf(vault, ids.of(draft), draft));
    return seal(vault, page);
}

Status dropInk(Vault& vault, InkIds& ids, const InkDraft& draft) {
    return vault.drafts().discard(ids.of(draft), inkDraft.toString());
}

Result<std::optional<InkDraft>> readInk(Vault& vault, const InkIds& ids, const RecordId& session) {
    TRY(const auto drafts, vault.drafts().open());
    std::optional<InkPage> newest;
    for (const Draft& draft : drafts) {
        auto page = inkPageFrom(draft);
        if (!page || page->session != session || ids.holds(page->id)) continue;
        // One that cannot be sealed stays a draft; the session opens all the same.
        if (newest) (void)seal(vault, *newest);
        newest = std::move(page);
    }
    return newest ? std::optional(draftFrom(*newest)) : std::nullopt;
}

}  // namespace candour
