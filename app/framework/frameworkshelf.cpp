#include "app/framework/frameworkshelf.h"

#include "app/framework/jsonschema.h"
#include "app/framework/wording.h"
#include "platform/check.h"

#include <QJsonDocument>

namespace candour {

namespace {

void addSubtopics(const FrameworkPack& pack, std::set<std::pair<int, QString>>& all) {
    for (const QualityStatement& statement : pack.statements)
        for (const Wording& subtopic : statement.subtopics)
            all.emplace(statement.number, subtopic.text);
}

}  // namespace

FrameworkShelf::FrameworkShelf() {
    for (const QString& id : shippedPackIds())
        check(add(shippedFile(u"framework/packs/%1.json"_qs.arg(id))).has_value(),
              "every pack that ships is sound");
}

Status FrameworkShelf::add(const QByteArray& json) {
    TRY(const FrameworkPack pack, frameworkPackFromJson(json));
    // Spaces and the order of keys are no difference.
    const QByteArray content = QJsonDocument::fromJson(json).toJson(QJsonDocument::Compact);
    const auto [held, isNew] = m_packs.try_emplace(pack.id, Held{content, pack, pack});
    if (!isNew && held->second.content != content)
        return fail(Code::alreadyThere, "take in a framework pack",
                    "Another pack has this id. What was recorded under it keeps it.");
    addSubtopics(pack, held->second.subtopics);
    return {};
}

Status FrameworkShelf::reword(const QByteArray& json) {
    const QString id = QJsonDocument::fromJson(json)[u"pack"].toString();
    const auto held = m_packs.find(id);
    if (held == m_packs.end())
        return fail(Code::notFound, "read a wording", "The pack it is for is not here.");
    TRY(held->second.worded, withWording(held->second.pack, json));
    addSubtopics(held->second.worded, held->second.subtopics);
    return {};
}

bool FrameworkShelf::hasSubtopic(const QString& id, int statement, const QString& text) const {
    const auto held = m_packs.find(id);
    return held != m_packs.end() && held->second.subtopics.contains({statement, text});
}

const FrameworkPack* FrameworkShelf::pack(const QString& id) const {
    const auto held = m_packs.find(id);
    return held == m_packs.end() ? nullptr : &held->second.worded;
}

QStringList FrameworkShelf::ids() const {
    QStringList all;
    for (const auto& [id, held] : m_packs) all << id;
    return all;
}

}  // namespace candour
