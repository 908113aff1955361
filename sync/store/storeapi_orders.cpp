// The store's answers about somebody's words: what it decides, who is told, who may have which key,
// and who has confirmed.
#include "platform/limits.h"
#include "platform/log.h"
#include "sync/cbor.h"
#include "sync/erasure.h"
#include "sync/store/orders.h"
#include "sync/store/storeapi.h"

#include <algorithm>
#include <map>

namespace candour {

namespace {

SubjectId wholeOf(const NotebookId& notebook) {
    return SubjectId(notebook.bytes());
}

/// As an order carries them, before they are sealed: [[id, authority, set, released or 0, by whose
/// authority]…], in milliseconds; nothing for none.
QByteArray encodeHolds(const std::vector<StoreHold>& holds) {
    if (holds.empty()) return {};
    cbor::Writer writer;
    writer.array(holds.size());
    for (const StoreHold& hold : holds)
        writer.array(5)
            .bytes(hold.id)
            .text(hold.authority)
            .integer(hold.set.time_since_epoch().count())
            .integer(hold.released.value_or(UtcTime()).time_since_epoch().count())
            .text(hold.releasedBy);
    return writer.take();
}

/// What encodeHolds() wrote about the subject of `order`.
Result<std::vector<StoreHold>> decodeHolds(QByteArrayView bytes, const Order& order) {
    std::vector<StoreHold> holds;
    cbor::Reader reader(bytes);
    const auto time = [&] { return UtcTime(milliseconds(reader.integer(0, limits::utcMs))); };
    for (std::size_t left = reader.array(limits::cborItems); left > 0; --left) {
        StoreHold hold;
        if (reader.array(5) != 5) reader.fail();
        hold.id = reader.id<RecordId>();
        hold.notebook = order.notebook;
        if (order.subject != wholeOf(order.notebook)) hold.subject = order.subject;
        hold.authority = reader.text();
        hold.set = time();
        if (const UtcTime released = time(); released > UtcTime()) hold.released = released;
        hold.releasedBy = reader.text();
        if (reader.failed()) break;
        holds.push_back(std::move(hold));
    }
    if (!reader.finished()) return fail(Code::badInput, "read the holds of an order");
    return holds;
}

}  // namespace

Status StoreApi::noteThatItHeard(const VaultId& vault) {
    TRY(const auto own, m_shelf.certificate(vault));
    if (!own) return {};
    return m_shelf.keep(
        Confirmation{{}, {}, own->value.epoch, own->value.version, vault, m_clock.utc()});
}

Status StoreApi::confirm(const VaultId& vault, const std::vector<Signed<Order>>& orders) {
    if (orders.empty()) return {};
    TRY(const auto known, m_shelf.confirmations());
    for (const auto& order : orders) {
        const Order& value = order.value;
        const bool told = std::any_of(known.begin(), known.end(), [&](const Confirmation& one) {
            return one.vault == vault && one.notebook == value.notebook &&
                   one.subject == value.subject && one.epoch == value.epoch &&
                   one.version == value.version;
        });
        if (!told && value.erases())
            TRY_OK(m_shelf.keep(Confirmation{value.notebook, value.subject, value.epoch,
                                             value.version, vault, m_clock.utc()}));
    }
    return {};
}

Result<std::vector<SharedKey>> StoreApi::keysFor(const Reads& notebooks,
                                                 const std::vector<KeyId>& missed,
                                                 const std::vector<Signed<Order>>& orders) {
    std::vector<SharedKey> given;
    for (const KeyId& id : missed) {
        TRY(const SharedKey key, m_shelf.key(id));
        const auto reads = key ? notebooks.find(key->notebook()) : notebooks.end();
        if (reads == notebooks.end()) continue;
        const bool withheld =
            !reads->second && std::any_of(orders.begin(), orders.end(), [&](const auto& order) {
                return order.value.notebook == key->notebook() &&
                       order.value.subject == key->subject() &&
                       key->generation() <= order.value.restricted;
            });
        if (!withheld) given.push_back(key);
    }
    return given;
}

Result<std::vector<Signed<Order>>> StoreApi::ordersFor(const Reads& notebooks) {
    TRY(auto orders, m_shelf.orders());
    std::erase_if(orders,
                  [&](const auto& order) { return !notebooks.contains(order.value.notebook); });
    return orders;
}

/// Since the backup was put in place, this store may have decided anew, under a number that it had
/// given before: then one order goes on from both, and what follows from all that was asked is
/// decided next. What either of them erased stays erased, and an administrator's hold that only an
/// order remembers stands again.
Status StoreApi::takeBack(const Signed<Order>& given) {
    if (!given.value.holds.isEmpty()) {
        TRY(const SecretBytes opened, m_keys.recipient.open(given.value.holds));
        TRY(const auto holds, decodeHolds(viewOf(opened.view()), given.value));
        for (const StoreHold& hold : holds) TRY_OK(m_shelf.keep(hold));
    }
    const auto age = [](const Order& order) { return std::pair(order.epoch, order.version); };
    TRY(const auto standing, m_shelf.orders());
    const auto own = std::find_if(standing.begin(), standing.end(), [&](const auto& order) {
        return order.value.notebook == given.value.notebook &&
               order.value.subject == given.value.subject;
    });
    if (own == standing.end()) return m_shelf.keep(given);
    const Order& here = own->value;
    const Order& there = given.value;
    if (given.body == own->body || (age(here) > age(there) && erasesAllOf(here, there))) return {};
    if (age(there) > age(here) && erasesAllOf(there, here)) return m_shelf.keep(given);
    Order both = here;
    both.epoch = m_keys.epoch;
    both.version = std::max(here.version, there.version) + 1;
    both.held = here.held || there.held;
    both.generation = std::max(here.generation, there.generation);
    both.restricted = std::max(here.restricted, there.restricted);
    both.issued = m_clock.utc();
    const auto add = [](auto& ids, const auto& more) {
        ids.insert(ids.end(), more.begin(), more.end());
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    };
    add(both.keys, there.keys);
    add(both.changes, there.changes);
    add(both.grounds, there.grounds);
    return m_shelf.keep(Signed<Order>::make(std::move(both), m_keys.signing));
}

Status StoreApi::reconsider(const NotebookId& notebook) {
    TRY(const auto roster, m_shelf.roster(notebook));
    if (!roster) return fail(Code::notFound, "find a notebook", notebook.toString().toStdString());
    TRY(const auto standing, m_shelf.orders());
    TRY_OK(decideFor(roster->value, standing));
    TRY(const auto rosters, m_shelf.rosters());
    for (const auto& below : rosters)
        if (below.value.parent == notebook) TRY_OK(decideFor(below.value, standing));
    return {};
}

Status StoreApi::decide(const Roster& roster) {
    TRY(const auto standing, m_shelf.orders());
    TRY(const auto asked, m_shelf.controls(roster.notebook));
    const bool decided = std::any_of(standing.begin(), standing.end(), [&](const auto& order) {
        return order.value.notebook == roster.notebook;
    });
    if (asked.empty() && !decided) return {};
    TRY_OK(decideFor(roster, standing));
    if (roster.kind == NotebookKind::team) {
        TRY(const auto rosters, m_shelf.rosters());
        for (const auto& below : rosters)
            if (below.value.parent == roster.notebook) TRY_OK(decideFor(below.value, standing));
    }
    // Also what was decided before: whoever sends again is not told that it is done before it is.
    return m_shelf.carryOut();
}

/// What the order already carries stays as it is sealed, so that an order that says nothing new is
/// no new one.
Status StoreApi::seal(const std::vector<StoreHold>& holds, Order& order) {
    const QByteArray plain = encodeHolds(holds);
    if (!order.holds.isEmpty()) {
        TRY(const SecretBytes before, m_keys.recipient.open(order.holds));
        if (viewOf(before.view()) == plain) return {};
    }
    order.holds.clear();
    if (plain.isEmpty()) return {};
    TRY(QByteArray sealed, sealTo(m_keys.recipient.publicKey(), spanOf(plain), m_random));
    order.holds = std::move(sealed);
    return {};
}

Status StoreApi::decideFor(const Roster& roster, const std::vector<Signed<Order>>& standing) {
    Asked asked;
    asked.parent = roster.parent;
    TRY(asked.here, m_shelf.controls(roster.notebook));
    std::optional<Signed<Roster>> parent;
    if (!roster.parent.isNull()) {
        TRY(asked.parents, m_shelf.controls(roster.parent));
        TRY(parent, m_shelf.roster(roster.parent));
    }
    TRY(const auto holds, m_shelf.holds());
    std::map<SubjectId, std::vector<StoreHold>> setHere;
    for (const StoreHold& hold : holds) {
        const bool isWhole = hold.subject.isNull();
        if (hold.notebook == roster.notebook) {
            const SubjectId whose = isWhole ? wholeOf(roster.notebook) : hold.subject;
            asked.everHeld.insert(whose);
            setHere[whose].push_back(hold);
        }
        if (hold.released) continue;
        if (hold.notebook == roster.notebook) asked.heldHere.push_back(hold.subject);
        if (hold.notebook == roster.parent && isWhole) asked.heldHere.emplace_back();
    }
    TRY(const auto certificates, m_shelf.certificates());
    asked.who = [&](const VaultId& author, const NotebookId& notebook) {
        const Roster* const where = notebook == roster.notebook ? &roster
                                    : parent                    ? &parent->value
                                                                : nullptr;
        for (const auto& certificate : certificates) {
            if (certificate.value.vault != author || where == nullptr) continue;
            if (const auto* member = where->member(certificate.value.person))
                return std::optional(Standing{member->person, member->writes, member->lead});
            // What they asked for while they were on it stands.
            if (where->wasMember(certificate.value.person))
                return std::optional(Standing{certificate.value.person, true, false});
        }
        return std::optional<Standing>();
    };
    std::vector<Order> now;
    for (const auto& order : standing) now.push_back(order.value);
    for (Order& order : candour::ordersFor(roster.notebook, asked, now)) {
        TRY(const auto keys, m_shelf.keysOf(order.notebook, order.subject));
        order.keys.clear();
        for (const KeyEntry& key : keys)
            if (key.generation <= order.generation) order.keys.push_back(key.id);
        const auto before = std::find_if(now.begin(), now.end(), [&](const Order& one) {
            return one.notebook == order.notebook && one.subject == order.subject;
        });
        TRY_OK(seal(setHere[order.subject], order));
        if (before != now.end() && before->held == order.held &&
            before->generation == order.generation && before->restricted == order.restricted &&
            before->keys == order.keys && before->changes == order.changes &&
            before->grounds == order.grounds && before->holds == order.holds)
            continue;
        order.version = before == now.end() ? 1 : before->version + 1;
        order.epoch = m_keys.epoch;
        order.issued = m_clock.utc();
        log::info("decided about somebody's words", {{"notebook", order.notebook},
                                                     {"held", order.held ? 1 : 0},
                                                     {"restricted", order.restricted > 0 ? 1 : 0},
                                                     {"erased", order.erases() ? 1 : 0}});
        TRY_OK(m_shelf.keep(Signed<Order>::make(std::move(order), m_keys.signing)));
    }
    return {};
}

}  // namespace candour
