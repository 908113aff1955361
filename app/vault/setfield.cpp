#include "app/vault/setfield.h"

#include "app/records/fieldvalue.h"

#include <algorithm>
#include <map>
#include <set>

namespace candour {
namespace {

/// [element, added, [replaced change ids]]
constexpr std::size_t entryParts = 3;

/// What stands about one element.
struct Standing {
    cbor::Value element;
    std::set<ChangeId> added;
    std::set<ChangeId> removed;
    std::set<ChangeId> replaced;

    void settle() {
        for (const ChangeId& id : replaced) {
            added.erase(id);
            removed.erase(id);
        }
    }
};

using Elements = std::map<QByteArray, Standing>;  // by encoding

bool isEntry(const cbor::Value& entry) {
    const auto& parts = entry.items();
    return entry.type() == cbor::Type::array && parts.size() == entryParts &&
           parts[1].type() == cbor::Type::boolean && parts[2].type() == cbor::Type::array;
}

Elements gather(std::span<const Write> writes, bool& sound) {
    Elements elements;
    for (const Write& write : writes) {
        if (!write.value || write.value->isNull()) continue;
        if (write.value->type() != cbor::Type::array) {
            sound = false;
            continue;
        }
        for (const cbor::Value& entry : write.value->items()) {
            if (!isEntry(entry)) {
                sound = false;
                continue;
            }
            const cbor::Value& element = entry.items()[0];
            Standing& standing = elements[element.encode()];
            standing.element = element;
            (entry.items()[1].boolean() ? standing.added : standing.removed).insert(write.change);
            for (const cbor::Value& id : entry.items()[2].items())
                if (const auto change = ChangeId::fromBytes(id.bytes()))
                    standing.replaced.insert(*change);
        }
    }
    for (auto& [bytes, standing] : elements) standing.settle();
    return elements;
}

std::ptrdiff_t optionIndex(const Field& field, const cbor::Value& value) {
    const auto found =
        std::find_if(field.choices.begin(), field.choices.end(),
                     [&](const Choice& choice) { return choice.name == value.text(); });
    return found - field.choices.begin();
}

bool elementBefore(const Field& field, const cbor::Value& a, const cbor::Value& b) {
    if (field.kind == FieldKind::choiceSet) return optionIndex(field, a) < optionIndex(field, b);
    return a.bytes() < b.bytes();
}

}  // namespace

SetState mergeSet(const Field& field, std::span<const Write> writes) {
    SetState state;
    for (const auto& [bytes, standing] : gather(writes, state.sound)) {
        if (standing.added.empty()) continue;
        if (validateValue(field, cbor::Value::array({standing.element})))
            state.elements.push_back(standing.element);
        else
            state.sound = false;
    }
    std::sort(state.elements.begin(), state.elements.end(),
              [&](const auto& a, const auto& b) { return elementBefore(field, a, b); });
    // Two people may have filled it at once: what is beyond the limit is kept, shown and flagged.
    if (state.elements.size() > static_cast<std::size_t>(field.limit)) state.sound = false;
    return state;
}

cbor::Value setWrite(std::span<const Write> writes, const cbor::Value& wanted) {
    bool sound = true;
    Elements elements = gather(writes, sound);
    std::vector<cbor::Value> entries;
    const auto add = [&](const cbor::Value& element, bool added, const Standing& seen) {
        std::vector<cbor::Value> replaces;
        for (const ChangeId& id : seen.added) replaces.emplace_back(id);
        for (const ChangeId& id : seen.removed) replaces.emplace_back(id);
        entries.push_back(
            cbor::Value::array({element, added, cbor::Value::array(std::move(replaces))}));
    };
    std::set<QByteArray> wantedBytes;
    for (const cbor::Value& element : wanted.items()) {
        const QByteArray bytes = element.encode();
        wantedBytes.insert(bytes);
        const Standing& seen = elements[bytes];
        if (seen.added.empty()) add(element, true, seen);
    }
    for (const auto& [bytes, standing] : elements)
        if (!standing.added.empty() && !wantedBytes.contains(bytes))
            add(standing.element, false, standing);
    return entries.empty() ? cbor::Value() : cbor::Value::array(std::move(entries));
}

}  // namespace candour
