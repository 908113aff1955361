#include "sync/merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace candour {
namespace {

struct Gathered {
    std::vector<Write> writes;
    std::set<ChangeId> replaced;
};

/// A strike holds while every other write that stands is one that it names.
bool isStruck(const std::vector<FieldState>& fields) {
    std::set<ChangeId> hidden;
    bool strikes = false;
    for (const FieldState& field : fields) {
        if (field.name != struckField) continue;
        for (const Write& write : field.writes) {
            if (!write.value || write.value->isNull()) continue;
            strikes = true;
            for (const cbor::Value& id : write.value->at(u"hides").items())
                if (const auto change = ChangeId::fromBytes(id.bytes())) hidden.insert(*change);
        }
    }
    if (!strikes) return false;
    for (const FieldState& field : fields) {
        if (field.name == struckField) continue;
        for (const Write& write : field.writes)
            if (!hidden.contains(write.change)) return false;
    }
    return true;
}

}  // namespace

void sortForScreen(std::vector<Write>& writes) {
    std::sort(writes.begin(), writes.end(), [](const Write& a, const Write& b) {
        const UtcTime aTime = a.written.corrected();
        const UtcTime bTime = b.written.corrected();
        return std::tie(aTime, a.change) < std::tie(bTime, b.change);
    });
    // A vault's clock may have jumped between two of its own writes, but its own count has not:
    // each vault's writes keep the places that the times gave them and take these in their own
    // order.
    std::map<VaultId, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < writes.size(); ++i) places[writes[i].author].push_back(i);
    for (const auto& [author, at] : places) {
        std::vector<Write> own;
        own.reserve(at.size());
        for (const std::size_t i : at) own.push_back(std::move(writes[i]));
        std::sort(own.begin(), own.end(), [](const Write& a, const Write& b) {
            return std::tie(a.written.bootCount, a.written.sinceBoot, a.number, a.change) <
                   std::tie(b.written.bootCount, b.written.sinceBoot, b.number, b.change);
        });
        for (std::size_t i = 0; i < at.size(); ++i) writes[at[i]] = std::move(own[i]);
    }
}

bool FieldState::inConflict() const {
    return std::any_of(writes.begin(), writes.end(),
                       [this](const Write& write) { return write.value != writes.front().value; });
}

std::vector<ChangeId> FieldState::ids() const {
    std::vector<ChangeId> ids;
    ids.reserve(writes.size());
    for (const Write& write : writes) ids.push_back(write.change);
    return ids;
}

const FieldState* RecordState::field(QStringView name) const {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const FieldState& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

bool RecordState::inConflict() const {
    return std::any_of(fields.begin(), fields.end(),
                       [](const FieldState& field) { return field.inConflict(); });
}

RecordState mergeRecord(std::span<const OpenedChange> changes) {
    RecordState state;
    std::map<QString, Gathered> gathered;
    std::vector<Write> creations;
    creations.reserve(changes.size());
    for (const OpenedChange& change : changes) {
        const Header& header = change.header;
        creations.push_back({change.id, header.vault, header.written, header.number, std::nullopt});
        for (std::size_t i = 0; i < header.fields.size(); ++i) {
            Gathered& field = gathered[header.fields[i].name];
            field.replaced.insert(header.fields[i].replaces.begin(),
                                  header.fields[i].replaces.end());
            Write write = creations.back();
            if (change.values) write.value = (*change.values)[i];
            field.writes.push_back(std::move(write));
        }
    }
    if (!creations.empty()) {
        sortForScreen(creations);
        state.created = creations.front().written;
        state.author = creations.front().author;
    }
    for (auto& [name, field] : gathered) {
        std::erase_if(field.writes,
                      [&](const Write& write) { return field.replaced.contains(write.change); });
        sortForScreen(field.writes);
        state.fields.push_back({name, std::move(field.writes)});
    }
    state.struck = isStruck(state.fields);
    return state;
}

}  // namespace candour
