#include "app/tablet/jotted.h"

namespace candour {
namespace {

QString fieldFor(Jotting::Use what) {
    switch (what) {
        case Jotting::Use::joining:
            return QStringLiteral("joining");
        case Jotting::Use::undoing:
            return QStringLiteral("undoing");
        case Jotting::Use::captioning:
            return QStringLiteral("captioning");
        case Jotting::Use::noting:
            return QStringLiteral("noting");
        case Jotting::Use::dating:
            break;
    }
    return QStringLiteral("dating");
}

}  // namespace

Result<QString> readJotted(Vault& vault, Jotting::Use what, const QString& about) {
    const auto record = RecordId::fromString(about);
    if (!record) return fail(Code::notFound, "read what was typed");
    TRY(const auto draft, vault.drafts().find(*record, fieldFor(what)));
    return draft ? draft->text : QString();
}

Status keepJotted(Vault& vault, Jotting::Use what, const QString& about, const QString& text) {
    const auto record = RecordId::fromString(about);
    if (!record) return fail(Code::notFound, "keep what is typed");
    if (text.isEmpty()) return vault.drafts().discard(*record, fieldFor(what));
    return vault.drafts().save({.record = *record,
                                .field = fieldFor(what),
                                .text = text,
                                .caret = static_cast<int>(text.size()),
                                .kind = QStringLiteral("jotted"),
                                .firstKey = vault.author().now().utc,
                                .extra = cbor::Value::map({}).encode()});
}

}  // namespace candour
