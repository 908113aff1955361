// Keys that a withdrawal leaves to few (PROTOCOL 28): whose they are, who keeps them, and what of
// them travels. Whoever may not keep one passes on the seal alone, with the key as it is sealed to
// those who may.
#include "sync/ledger.h"
#include "sync/ledger_schema.h"

#include <algorithm>

namespace candour {

/// The store's orders say so, and what we asked for ourselves, from the moment it is written until
/// the store has decided about it.
Result<const Ledger::Generations*> Ledger::restricted() {
    if (m_restricted) return &*m_restricted;
    Generations found;
    TRY(const Orders* const orders, standing());
    for (const auto& [about, order] : *orders)
        if (order.value.restricted > 0) found[about] = order.value.restricted;
    std::vector<ControlChange> own;
    if (m_own) {
        TRY(own, readControls("chain.vault = ?", *m_own));
    }
    for (const ControlChange& asked : own) {
        const Control& control = asked.control;
        if (control.kind != ControlKind::restrict) continue;
        const std::pair about(control.notebook, control.subject);
        const auto order = orders->find(about);
        const bool decided =
            order != orders->end() &&
            std::find(order->second.value.grounds.begin(), order->second.value.grounds.end(),
                      asked.id) != order->second.value.grounds.end();
        const bool takenBack = std::any_of(own.begin(), own.end(), [&](const ControlChange& other) {
            const auto& ended = other.control.changes;
            return other.control.kind == ControlKind::release &&
                   std::find(ended.begin(), ended.end(), asked.id) != ended.end();
        });
        if (decided || takenBack) continue;
        std::uint32_t& generation = found[about];
        generation = std::max(generation, asked.generation());
    }
    m_restricted = std::move(found);
    return &*m_restricted;
}

Result<bool> Ledger::isRestricted(const KeyEntry& key) {
    TRY(const Generations* const all, restricted());
    const auto found = all->find({key.notebook, key.subject});
    return found != all->end() && key.generation <= found->second;
}

Result<std::vector<PersonId>> Ledger::leadsOf(const NotebookId& notebook) {
    TRY(auto found, roster(notebook));
    if (!found) {
        // Founded, and the store has not heard of it yet: whoever leads the team, or its plan.
        TRY(const auto founded, founding(notebook));
        if (!founded) return std::vector<PersonId>();
        TRY(const auto rosters, this->rosters());
        for (const auto& one : rosters)
            if (one.value.notebook == founded->value.parent ||
                (one.value.kind == NotebookKind::plan &&
                 one.value.parent == founded->value.parent && !found))
                found = one;
    }
    std::vector<PersonId> leads;
    if (!found) return leads;
    for (const Roster::Member& member : found->value.members)
        if (member.lead) leads.push_back(member.person);
    return leads;
}

Result<std::optional<std::vector<RecipientKey>>> Ledger::keepersOf(const NotebookId& notebook) {
    std::optional<std::vector<RecipientKey>> keepers;
    if (!m_own) return keepers;
    TRY(const auto leads, leadsOf(notebook));
    const auto leadsIt = [&](const Certificate& vault) {
        return std::find(leads.begin(), leads.end(), vault.person) != leads.end();
    };
    TRY(const auto self, certificate(*m_own));
    if (self && leadsIt(self->value)) return keepers;
    TRY(const auto certificates, this->certificates());
    keepers.emplace();
    for (const auto& one : certificates)
        if (!one.value.revoked && leadsIt(one.value)) keepers->push_back(one.value.recipient);
    return keepers;
}

Result<std::vector<KeyEntry>> Ledger::keysToGiveUp() {
    std::vector<KeyEntry> found;
    TRY(const Generations* const all, restricted());
    for (const auto& [about, generation] : *all) {
        const auto& [notebook, subject] = about;
        TRY(const auto keys, m_keys->entriesOf(subject));
        std::vector<KeyEntry> held;
        for (const KeyEntry& key : keys)
            if (key.notebook == notebook && key.generation <= generation && !key.destroyed &&
                !key.elsewhere)
                held.push_back(key);
        if (held.empty()) continue;
        TRY(const auto keepers, keepersOf(notebook));
        if (keepers) found.insert(found.end(), held.begin(), held.end());
    }
    return found;
}

Status Ledger::giveUp(std::span<const KeyEntry> keys, std::span<const RecipientKey> besides) {
    for (const KeyEntry& entry : keys) {
        TRY(auto keepers, keepersOf(entry.notebook));
        if (!keepers) continue;
        keepers->insert(keepers->end(), besides.begin(), besides.end());
        TRY(const SharedKey key, m_keys->find(entry.id));
        std::vector<SealedKey> sealed;
        for (const RecipientKey& keeper : *keepers)
            if (auto box = sealTo(keeper, key->secret(), m_random))
                sealed.push_back({keeper, std::move(*box)});
        if (sealed.empty()) continue;
        TRY_OK(m_keys->giveUp(entry.id, sealed));
        TRY(auto records, recordsUnder({&entry.id, 1}));
        records.insert(RowId{0});
        for (const RowId record : records)
            TRY_OK(m_database->run("INSERT OR IGNORE INTO unread (key, record) VALUES (?, ?)",
                                   entry.id, record));
    }
    return {};
}

/// Of a key that was given up lists and index show nothing any more, even if it is restricted no
/// longer: it comes back as others' do. One whose giving up came to nothing is as it was.
Status Ledger::wipeGivenUp() {
    return m_keys->wipeGivenUp([this](const KeyEntry& key) -> Result<bool> {
        TRY(const auto given,
            m_database->first(
                "SELECT 1 FROM unread WHERE key = ?", [](const Row&) { return true; }, key.id));
        return given.has_value();
    });
}

Status Ledger::regain(std::span<const SharedKey> keys) {
    for (const SharedKey& key : keys) {
        TRY_OK(m_keys->add(key));
        TRY_OK(m_database->run("DELETE FROM unread WHERE key = ?", key->id()));
    }
    return {};
}

Result<bool> Ledger::readsAllOf(const ChainId& id) {
    TRY(const auto chain, existingChain(id));
    if (!chain) return true;
    bool all = true;
    TRY_OK(eachSealed(id.notebook, Erased::without,
                      [&](RowId row, RowId, const Hash&, const Header& header) {
                          all = all && (row >> 40 != chain->row || m_keys->find(header.key));
                      }));
    return all;
}

Result<std::set<RowId>> Ledger::recordsUnder(std::span<const KeyId> keys) {
    std::set<NotebookId> notebooks;
    for (const KeyId& id : keys) {
        TRY(const auto entry, m_keys->entry(id));
        if (entry) notebooks.insert(entry->notebook);
    }
    std::set<RowId> records;
    for (const NotebookId& notebook : notebooks)
        TRY_OK(eachSealed(notebook, Erased::without,
                          [&](RowId, RowId record, const Hash&, const Header& header) {
                              if (std::find(keys.begin(), keys.end(), header.key) != keys.end())
                                  records.insert(record);
                          }));
    return records;
}

Status Ledger::readItem(const NotebookId& notebook, const Header& header, For whom,
                        Frame::Item& item, std::optional<Frame::Key>& key) {
    const auto held = m_keys->find(header.key);
    if (!held && held.error().code != Code::missingKey) return tl::unexpected<Error>(held.error());
    bool open = held && item.form == PayloadForm::asItLies;
    if (open && whom == For::others) {
        TRY(const bool withheld,
            isRestricted({(*held)->id(), notebook, (*held)->subject(), (*held)->generation()}));
        open = !withheld;
    }
    if (open) {
        auto payload = (*held)->open(item.header, item.payload);
        // One wrong seal must not keep everybody from all that follows it: it goes as it lies.
        if (!payload) return {};
        item.payload = std::move(*payload);
        item.form = PayloadForm::opened;
        key = Frame::Key{(*held)->subject(), (*held)->generation(),
                         viewOf((*held)->secret()).toByteArray()};
        return {};
    }
    TRY(const auto entry, m_keys->entry(header.key));
    if (!entry) return {};  // it never came
    const bool erased = item.form == PayloadForm::erased;
    if (erased != entry->destroyed) return {};
    key = Frame::Key{entry->subject, entry->generation, {}, entry->id};
    if (erased) return {};
    TRY(key->kept, m_keys->sealedKeys(entry->id));
    return {};
}

}  // namespace candour
