#include "app/framework/wording.h"

#include "app/framework/jsonschema.h"

#include <QJsonArray>

namespace candour {
namespace {

tl::unexpected<Error> notThere(const QString& what) {
    return fail(Code::badInput, "read a wording",
                (u"The pack has no "_qs + what + u'.').toStdString());
}

Wording confirmed(const QJsonValue& text) {
    return {text.toString(), true};
}

/// Null if no member of `items` is the one.
template <class Items, class Member, class Value>
auto* withMember(Items& items, Member member, const Value& value) {
    for (auto& item : items)
        if (item.*member == value) return &item;
    return static_cast<typename Items::value_type*>(nullptr);
}

/// Which categories a statement needs is advice where it is scored straight. Where category scores
/// are added up it is the sum itself, so that it is the pack's to say and no wording's.
bool mayChangeNeeds(const FrameworkPack& pack) {
    return pack.scoring.kind != ScoringMethod::Kind::categories;
}

void reword(QualityStatement& statement, const QJsonValue& from) {
    if (from[u"title"].isString()) statement.title = confirmed(from[u"title"]);
    if (from[u"short"].isString()) statement.shortTitle = from[u"short"].toString();
    if (from[u"subtopics"].isArray()) {
        statement.subtopics.clear();
        for (const QJsonValue each : from[u"subtopics"].toArray())
            statement.subtopics.push_back(confirmed(each));
    }
    if (from[u"needs"].isArray()) {
        statement.needs.clear();
        for (const QJsonValue each : from[u"needs"].toArray()) statement.needs << each.toString();
        statement.needsConfirmed = true;
    }
}

bool rewordIStatement(FrameworkPack& pack, const QJsonValue& from) {
    for (QualityStatement& statement : pack.statements)
        if (auto* found =
                withMember(statement.iStatements, &IStatement::key, from[u"key"].toString())) {
            found->wording = confirmed(from[u"text"]);
            return true;
        }
    return false;
}

bool rewordPrompt(FrameworkPack& pack, const QJsonValue& from) {
    for (QualityStatement& statement : pack.statements)
        if (auto* found =
                withMember(statement.prompts, &LineOfEnquiry::key, from[u"key"].toString())) {
            if (from[u"text"].isString()) found->text = from[u"text"].toString();
            if (from[u"ask"].isString()) found->ask = from[u"ask"].toString();
            return true;
        }
    return false;
}

}  // namespace

Result<FrameworkPack> withWording(FrameworkPack pack, const QByteArray& json) {
    TRY(const QJsonObject from, jsonBySchema(json, u"framework/wording.schema.json"_qs));
    if (from[u"pack"].toString() != pack.id)
        return fail(Code::badInput, "read a wording", "The wording is for another pack.");
    for (const QJsonValue each : from[u"themes"].toArray()) {
        const int number = each[u"number"].toInt();
        Theme* theme = withMember(pack.themes, &Theme::number, number);
        if (theme == nullptr) return notThere(u"theme %1"_qs.arg(number));
        theme->title = confirmed(each[u"title"]);
    }
    for (const QJsonValue each : from[u"statements"].toArray()) {
        const int number = each[u"number"].toInt();
        QualityStatement* statement =
            withMember(pack.statements, &QualityStatement::number, number);
        if (statement == nullptr) return notThere(u"quality statement %1"_qs.arg(number));
        if (each[u"needs"].isArray() && !mayChangeNeeds(pack))
            return fail(Code::badInput, "read a wording",
                        "In this pack what a statement needs makes its score, so a wording cannot "
                        "change it.");
        reword(*statement, each);
    }
    for (const QJsonValue each : from[u"iStatements"].toArray())
        if (!rewordIStatement(pack, each))
            return notThere(u"I statement with the key %1"_qs.arg(each[u"key"].toString()));
    for (const QJsonValue each : from[u"prompts"].toArray())
        if (!rewordPrompt(pack, each))
            return notThere(u"prompt with the key %1"_qs.arg(each[u"key"].toString()));
    TRY_OK(checkWhole(pack));
    return pack;
}

}  // namespace candour
