#include "app/tablet/papers.h"

#include "app/records/description.h"
#include "app/rules/recordwords.h"
#include "app/tablet/casebook.h"
#include "app/tablet/caselists.h"
#include "app/tablet/pieces.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/wording.h"

#include <algorithm>
#include <map>

namespace candour {
namespace {

Result<std::map<RecordId, int>> extractsBySource(Vault& vault) {
    std::map<RecordId, int> counts;
    TRY(const auto extracts, listAll(vault, {.type = QStringLiteral("extract")}));
    for (const ListedRecord& one : extracts) ++counts[idIn(one.values, u"source")];
    return counts;
}

QString extractWords(int count) {
    return count == 0 ? QString()
                      : wording::count(count, QObject::tr("extract"), QObject::tr("extracts"));
}

EntryRow documentRow(const ListedRecord& document, int extracts) {
    const auto said = [&](const char* field) {
        return wordsOf(QStringLiteral("document"), document.values, QString::fromLatin1(field));
    };
    const bool names = fieldOf(document, u"personal_data").boolean();
    return {.id = document.id.toString(),
            .type = QStringLiteral("document"),
            .title = wording::together({said("number"), said("title")}),
            .detail = wording::together({said("kind"), said("dated"), said("from"),
                                         names ? QObject::tr("Names people") : QString()}),
            .status = extractWords(extracts),
            .sign = QStringLiteral("script"),
            .tone = CaseItem::Quiet};
}

EntryRow itemRow(const Council& council, const ListedRecord& item, int extracts) {
    const auto said = [&](const char* field) {
        return wordsOf(QStringLiteral("information_item"), item.values, QString::fromLatin1(field));
    };
    const auto number = static_cast<int>(fieldOf(item, u"statement").integer());
    const QString state = textOf(item, u"state");
    const bool waiting = state == u"asked" || state == u"part";
    return {.id = item.id.toString(),
            .type = QStringLiteral("information_item"),
            .title = wording::together({said("number"), said("title")}),
            .detail = wording::together({number > 0 ? council.statement(number).title : QString(),
                                         said("received"), extractWords(extracts)}),
            .status = said("state"),
            .sign = waiting ? QStringLiteral("clock") : QStringLiteral("check"),
            .tone = waiting                ? CaseItem::Waiting
                    : state == u"received" ? CaseItem::Good
                                           : CaseItem::Quiet};
}

/// What the council says of itself, what many people answered, and published figures: papers too.
Status addOthers(Vault& vault, std::map<RecordId, int>& extracts, QList<EntryRow>& rows) {
    for (const QString& name : {QStringLiteral("self_assessment"), QStringLiteral("survey"),
                                QStringLiteral("performance_data")}) {
        const RecordType& type = *recordList().type(name);
        TRY(const auto found, listAll(vault, {.type = name, .orderBy = QStringLiteral("created")}));
        for (const ListedRecord& one : found) {
            const auto said = [&](const char* field) {
                return type.field(QString::fromLatin1(field)) == nullptr
                           ? QString()
                           : wordsOf(name, one.values, QString::fromLatin1(field));
            };
            rows.append({.id = one.id.toString(),
                         .type = name,
                         .title = said("title"),
                         .detail = wording::together({type.singular, said("kind"), said("audience"),
                                                      said("figure"), said("unit"), said("dated"),
                                                      said("closed"), said("period_to")}),
                         .status = extractWords(extracts[one.id]),
                         .sign = QStringLiteral("script"),
                         .tone = CaseItem::Quiet});
        }
    }
    return {};
}

Result<std::vector<ListedRecord>> tagsOn(Vault& vault, const RecordId& extract) {
    return listAll(vault,
                   {.type = QStringLiteral("tag"), .where = {{QStringLiteral("target"), extract}}});
}

Result<ExtractItem> extractItem(Vault& vault, const Council& council, const ListedRecord& record) {
    const auto said = [&](const char* field) {
        return wordsOf(QStringLiteral("extract"), record.values, QString::fromLatin1(field));
    };
    ExtractItem item;
    item.id = record.id.toString();
    item.where = wording::together(
        {said("page").isEmpty() ? QString() : QObject::tr("Page %1").arg(said("page")),
         said("question"), said("data_point"), said("basis"), said("dated")});
    item.text = wording::together({said("figure"), said("text")});
    TRY(const auto tags, tagsOn(vault, record.id));
    for (const ListedRecord& tag : tags) {
        const Statement one =
            council.statement(static_cast<int>(fieldOf(tag, u"statement").integer()));
        if (!item.tags.contains(one)) item.tags.append(one);
    }
    return item;
}

}  // namespace

Result<PaperRegister> readPapers(Vault& vault, const Council& council, const Moment& now) {
    PaperRegister papers;
    papers.statements = council.statements();
    TRY(auto extracts, extractsBySource(vault));
    TRY(const auto documents,
        listAll(vault, {.type = QStringLiteral("document"), .orderBy = QStringLiteral("number")}));
    for (const ListedRecord& one : documents)
        papers.documents.append(documentRow(one, extracts[one.id]));
    TRY_OK(addOthers(vault, extracts, papers.documents));
    TRY(const auto items, listAll(vault, {.type = QStringLiteral("information_item"),
                                          .orderBy = QStringLiteral("number")}));
    for (const ListedRecord& one : items)
        papers.items.append(itemRow(council, one, extracts[one.id]));
    TRY(auto asked, listAll(vault, {.type = QStringLiteral("follow_up")}));
    sortFollowUps(asked, now);
    for (const ListedRecord& one : asked) {
        papers.followUps.append(followUpEntry(council, one, now));
        papers.overdue += isOverdue(one, now) ? 1 : 0;
    }
    return papers;
}

Result<Paper> readPaper(Vault& vault, const Council& council, const QString& id) {
    constexpr char during[] = "read a paper";
    const auto record = RecordId::fromString(id);
    if (!record) return fail(Code::notFound, during);
    TRY(const RecordView view, vault.records().get(*record));
    if (view.type == nullptr) return fail(Code::notFound, during);
    const FieldValues values = view.values();
    Paper paper;
    paper.id = id;
    paper.type = view.type->name;
    paper.title = wording::together({textIn(values, u"number"), textIn(values, u"title")});
    QStringList facts;
    for (const Field& field : view.type->fields)
        if (field.kind == FieldKind::choice || field.kind == FieldKind::date)
            if (const QString words = valueForPeople(field, valueOf(values, field.name));
                !words.isEmpty())
                facts << QStringLiteral("%1: %2").arg(field.title, words);
    paper.detail = wording::together(facts);
    paper.about = wording::together({textIn(values, u"about"), textIn(values, u"answer")});
    TRY(const auto extracts, listAll(vault, {.type = QStringLiteral("extract"),
                                             .where = {{QStringLiteral("source"), *record}}}));
    for (const ListedRecord& one : extracts) {
        TRY(const ExtractItem item, extractItem(vault, council, one));
        paper.extracts.append(item);
    }
    return paper;
}

Result<QString> tagExtract(Vault& vault, const Council& council, const QString& extract,
                           int statement, bool add) {
    const auto id = RecordId::fromString(extract);
    if (!id) return fail(Code::notFound, "tag an extract");
    TRY(const RecordView view, vault.records().get(*id));
    const RecordId source = idIn(view.values(), u"source");
    if (!add) {
        TRY(const auto tags, tagsOn(vault, *id));
        for (const ListedRecord& tag : tags)
            if (fieldOf(tag, u"statement").integer() == statement)
                TRY_OK(vault.strike({tag.notebook, QStringLiteral("tag"), tag.id},
                                    QObject::tr("Tag taken away")));
        return source.toString();
    }
    PutRequest tag{.type = QStringLiteral("tag"), .notebook = view.name.notebook};
    TRY(tag.fields, tagFields(vault, council, view, statement));
    TRY_OK(vault.put(tag));
    return source.toString();
}

}  // namespace candour
