// What both sides hold, and the store's own signed word on who may read it.
#include "platform/limits.h"
#include "sync/erasure.h"
#include "sync/handover.h"

#include <algorithm>
#include <map>
#include <set>

namespace candour {
namespace {

template <class Statement>
auto ageOf(const Statement& statement) {
    return std::pair(statement.epoch, statement.version);
}

/// Whether there is one here that is not among theirs, or newer than theirs.
template <class Statement, class Same>
bool lacksOne(const std::vector<Signed<Statement>>& theirs,
              const std::vector<Signed<Statement>>& own, Same same) {
    return std::any_of(own.begin(), own.end(), [&](const auto& ours) {
        return std::none_of(theirs.begin(), theirs.end(), [&](const auto& one) {
            return same(one.value, ours.value) && ageOf(one.value) >= ageOf(ours.value);
        });
    });
}

/// Whether the store knows an older order about these words, or none; or has decided anew, under
/// the number of one that it forgot, or without what that one erased or held.
bool isOlderThere(const wire::Difference& difference, const Signed<Order>& own) {
    return std::none_of(difference.orders.begin(), difference.orders.end(),
                        [&](const Signed<Order>& theirs) {
                            if (theirs.value.notebook != own.value.notebook ||
                                theirs.value.subject != own.value.subject)
                                return false;
                            // A hold that an administrator set since the backup lies in the order
                            // alone.
                            const bool forgotHolds =
                                !own.value.holds.isEmpty() && theirs.value.holds != own.value.holds;
                            return theirs.body == own.body ||
                                   (ageOf(theirs.value) > ageOf(own.value) &&
                                    erasesAllOf(theirs.value, own.value) && !forgotHolds);
                        });
}

/// Whether the store knows an older roster of that notebook, or none.
bool isOlderThere(const wire::Difference& difference, const Signed<Roster>& own) {
    const NotebookId& notebook = own.value.notebook;
    const auto theirs =
        std::find_if(difference.rosters.begin(), difference.rosters.end(),
                     [&](const auto& roster) { return roster.value.notebook == notebook; });
    if (theirs != difference.rosters.end())
        return theirs->body != own.body && ageOf(theirs->value) <= ageOf(own.value);
    // It is not sent to somebody who is not on it: perhaps they were.
    const bool differs = std::find(difference.differing.begin(), difference.differing.end(),
                                   notebook) != difference.differing.end();
    return differs &&
           std::none_of(difference.heads.begin(), difference.heads.end(),
                        [&](const Head& head) { return head.chain.notebook == notebook; });
}

/// What a vault does besides its lists.
Status giveUpKeys(Ledger& ledger, const RecipientKey& store) {
    TRY(const auto keys, ledger.keysToGiveUp());
    return ledger.giveUp(keys, {&store, 1});
}

}  // namespace

Result<wire::Summary> HandOver::summary() {
    wire::Summary summary;
    TRY(const auto notebooks, m_parts.ledger.notebooks());
    for (const NotebookId& id : notebooks) {
        TRY(const Hash digest, m_parts.ledger.digest(id));
        TRY(const auto roster, m_parts.ledger.roster(id));
        summary.notebooks.push_back({id, digest, roster ? wire::digestOf(*roster) : Hash()});
    }
    TRY(auto certificates, m_parts.ledger.certificates());
    summary.vaults = wire::digestOf(std::move(certificates));
    TRY(auto orders, m_parts.ledger.ordersCarriedOut());
    summary.orders = wire::digestOf(std::move(orders));
    TRY(summary.missed, m_parts.ledger.keys().elsewhere(limits::keysMissed));
    return summary;
}

Status HandOver::sendSummary() {
    enter(Progress::Stage::comparing);
    TRY(const wire::Summary held, summary());
    ask(wire::summaryPath, wire::cborType, held.encode(), {},
        [this](const HttpResponse& response) { return onSummary(response); });
    return {};
}

Status HandOver::askOnceMore() {
    enter(Progress::Stage::comparing);
    TRY(const wire::Summary held, summary());
    ask(wire::summaryPath, wire::cborType, held.encode(), {},
        [this](const HttpResponse& response) { return onNamedAgain(response); });
    return {};
}

/// Of a notebook that is not ours to read any more, the store names our own chains alone. Whether
/// it has lost what colleagues wrote nobody here would hear, so its receipts for that prove no
/// more.
Status HandOver::doubtOthers(const wire::Difference& difference) {
    std::set<NotebookId> notOurs;
    for (const Head& head : difference.heads) notOurs.insert(head.chain.notebook);
    for (const NotebookId& notebook : difference.differing) notOurs.erase(notebook);
    TRY(auto edit, m_parts.ledger.begin());
    for (const NotebookId& notebook : notOurs) {
        TRY(const auto heads, m_parts.ledger.heads(notebook));
        for (const Head& head : heads)
            if (head.chain.vault != m_parts.author.vault())
                TRY_OK(m_parts.ledger.reopenAfter(head.chain, 0));
    }
    return edit.commit();
}

/// A colleague's bundle brought it, and the store has never said that it holds it. Of a tablet that
/// is out of use it does not ask for that either: it is given all the same, before the tablet goes.
Status HandOver::offerUnproven() {
    TRY(const auto notebooks, m_parts.ledger.notebooks());
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto text, m_parts.ledger.textOf(notebook));
        if (text == Ledger::Text::dropped) continue;
        TRY(const auto heads, m_parts.ledger.heads(notebook));
        for (const Head& head : heads) {
            if (head.chain.vault == m_parts.author.vault() || m_held.contains(head.chain)) continue;
            TRY(const std::int64_t proven, m_parts.ledger.provenUpTo(head, m_parts.store.key));
            if (proven < head.number) m_colleagues.emplace(head.chain, proven);
        }
    }
    return {};
}

Status HandOver::onNamedAgain(const HttpResponse& response) {
    TRY(const auto difference, wire::Difference::decode(response.body));
    noteListed(difference);
    TRY(auto edit, m_parts.ledger.begin());
    TRY_OK(BlobIndex(m_parts.ledger)
               .reopen({difference.blobsLacking.begin(), difference.blobsLacking.end()}));
    TRY_OK(edit.commit());
    finish();
    return {};
}

void HandOver::noteListed(const wire::Difference& difference) {
    m_report.listed.clear();
    // A list of what it lacks that is as long as may be goes on: nothing is named as held yet.
    if (difference.blobsLacking.size() >= limits::blobsListed) return;
    for (const Head& head : difference.heads)
        if (head.chain.vault == m_parts.author.vault()) m_report.listed.push_back(head);
}

Status HandOver::onSummary(const HttpResponse& response) {
    TRY(const auto difference, wire::Difference::decode(response.body));
    m_courier.learn(difference.time);
    TRY(const bool lacks, storeLacks(difference));
    // As they are before theirs take their place.
    std::optional<std::vector<wire::Statements>> forgotten;
    if (lacks && !m_gaveBack) {
        TRY(forgotten, statements());
    }
    TRY_OK(keepStatements(difference));
    TRY_OK(m_parts.ledger.carryOut());
    if (m_terms.ordersOnly) {
        finish(Early::laneReached);
        return {};
    }
    if (forgotten) return giveBack(std::move(*forgotten));
    m_blobsLacking = {difference.blobsLacking.begin(), difference.blobsLacking.end()};
    m_wanted.clear();
    TRY_OK(wantWhatProtects(difference));
    noteListed(difference);
    TRY_OK(doubtOthers(difference));
    if (isRevoked()) TRY_OK(offerUnproven());
    for (const Head& head : difference.heads) TRY_OK(compare(head));
    TRY_OK(compareUnlisted(difference));
    const bool again = !m_compared && (!m_sendAfter.empty() || !m_colleagues.empty());
    m_compared = true;
    enter(again ? Progress::Stage::sending : Progress::Stage::fetching);
    return {};
}

Status HandOver::keepStatements(const wire::Difference& difference) {
    TRY(auto edit, m_parts.ledger.begin());
    for (const auto& certificate : difference.certificates) {
        if (!certificate.verify(m_parts.store.key))
            return fail(Code::storeNotGenuine, "check a certificate");
        TRY_OK(m_parts.ledger.keepCertificate(certificate));
    }
    for (const auto& roster : difference.rosters) {
        if (!roster.verify(m_parts.store.key)) return fail(Code::storeNotGenuine, "check a roster");
        TRY_OK(m_parts.ledger.keepRoster(roster));
    }
    for (const auto& order : difference.orders) {
        if (!order.verify(m_parts.store.key)) return fail(Code::storeNotGenuine, "check an order");
        TRY_OK(obey(order));
    }
    TRY_OK(regain(difference.keys));
    return edit.commit();
}

Status HandOver::obey(const Signed<Order>& order) {
    if (m_parts.obey) return m_parts.obey(order);
    TRY_OK(m_parts.ledger.keepOrder(order));
    return giveUpKeys(m_parts.ledger, m_parts.store.recipient);
}

/// Only what was asked for: a key's id says whose it is.
Status HandOver::regain(const std::vector<SharedKey>& keys) {
    std::vector<SharedKey> missed;
    for (const SharedKey& key : keys) {
        TRY(const auto entry, m_parts.ledger.keys().entry(key->id()));
        if (entry && entry->elsewhere) missed.push_back(key);
    }
    if (missed.empty()) return {};
    if (m_parts.regain) return m_parts.regain(missed);
    TRY_OK(m_parts.ledger.regain(missed));
    // A store that was restored may not know yet that it had ordered them away.
    return giveUpKeys(m_parts.ledger, m_parts.store.recipient);
}

Result<bool> HandOver::storeLacks(const wire::Difference& difference) {
    // The store lists all vaults of colleagues as soon as one of them differs; a tablet that was
    // taken out of use is told of itself alone.
    TRY(const auto certificates, m_parts.ledger.certificates());
    const bool ofUsAlone = std::any_of(
        difference.certificates.begin(), difference.certificates.end(), [&](const auto& one) {
            return one.value.vault == m_parts.author.vault() && one.value.revoked;
        });
    const auto sameVault = [](const Certificate& a, const Certificate& b) {
        return a.vault == b.vault;
    };
    if (!difference.certificates.empty() && !ofUsAlone &&
        lacksOne(difference.certificates, certificates, sameVault))
        return true;
    TRY(const auto orders, m_parts.ledger.orders());
    if (difference.ordersDiffer && std::any_of(orders.begin(), orders.end(), [&](const auto& own) {
            return isOlderThere(difference, own);
        }))
        return true;
    TRY(const auto rosters, m_parts.ledger.rosters());
    return std::any_of(rosters.begin(), rosters.end(),
                       [&](const auto& own) { return isOlderThere(difference, own); });
}

Result<std::vector<wire::Statements>> HandOver::statements() {
    TRY(const auto certificates, m_parts.ledger.certificates());
    TRY(auto rosters, m_parts.ledger.rosters());
    TRY(const auto orders, m_parts.ledger.orders());
    // Each is judged by what came in the pieces before: a session's roster by its team's.
    std::stable_partition(rosters.begin(), rosters.end(), [](const auto& roster) {
        return roster.value.kind != NotebookKind::session;
    });
    std::vector<wire::Statements> pieces(1);
    std::size_t size = 0;
    const auto add = [&](const auto& statements, auto list) {
        for (const auto& one : statements) {
            const auto more = static_cast<std::size_t>(one.encode().size());
            if (size > 0 && size + more > limits::statements) {
                pieces.emplace_back();
                size = 0;
            }
            (pieces.back().*list).push_back(one);
            size += more;
        }
    };
    add(certificates, &wire::Statements::certificates);
    add(rosters, &wire::Statements::rosters);
    add(orders, &wire::Statements::orders);
    return pieces;
}

Status HandOver::giveBack(std::vector<wire::Statements> known) {
    m_gaveBack = true;
    enter(Progress::Stage::comparing);
    m_toGiveBack = std::move(known);
    std::reverse(m_toGiveBack.begin(), m_toGiveBack.end());
    giveBackNext();
    return {};
}

void HandOver::giveBackNext() {
    const QByteArray body = m_toGiveBack.back().encode();
    m_toGiveBack.pop_back();
    ask(wire::statementsPath, wire::cborType, body, {}, [this](const HttpResponse&) {
        if (m_toGiveBack.empty())
            onTakenBack();
        else
            giveBackNext();
        return Status();
    });
}

void HandOver::onTakenBack() {
    // Whom it did not know, or did not let write, it may know now.
    std::erase_if(m_held, [](const auto& one) {
        const Code code = one.second.reason.code;
        return code == Code::notAllowed || code == Code::unknownVault;
    });
    m_refusals.clear();
    enter(Progress::Stage::sending);
}

/// A store that was restored may lack a chain altogether, or a whole notebook. Of one that is not
/// ours to read it lists our own chains alone, and those without exception.
Status HandOver::compareUnlisted(const wire::Difference& difference) {
    std::map<NotebookId, bool> everybodys;
    for (const Head& head : difference.heads) everybodys.emplace(head.chain.notebook, false);
    for (const NotebookId& notebook : difference.differing) everybodys[notebook] = true;
    for (const auto& [notebook, whole] : everybodys) {
        TRY(const auto heads, m_parts.ledger.heads(notebook));
        for (const Head& here : heads) {
            if (!whole && here.chain.vault != m_parts.author.vault()) continue;
            const bool listed =
                std::any_of(difference.heads.begin(), difference.heads.end(),
                            [&](const Head& head) { return head.chain == here.chain; });
            if (!listed) TRY_OK(compare({here.chain, 0, Hash()}));
        }
    }
    return {};
}

Status HandOver::wantWhatProtects(const wire::Difference& difference) {
    for (const Head& head : difference.heads) {
        if (head.chain.lane == Lane::rest) continue;
        TRY(const auto text, m_parts.ledger.textOf(head.chain.notebook));
        if (text != Ledger::Text::dropped) continue;
        TRY(const Head local, headOf(head.chain));
        if (head.number <= local.number) continue;
        TRY_OK(m_parts.askBack ? m_parts.askBack(head.chain.notebook)
                               : m_parts.ledger.askBack(head.chain.notebook));
    }
    return {};
}

Result<Head> HandOver::headOf(const ChainId& chain) {
    TRY(const auto heads, m_parts.ledger.heads(chain.notebook));
    for (const Head& head : heads)
        if (head.chain == chain) return head;
    return Head{chain, 0, Hash()};
}

Status HandOver::compare(const Head& remote) {
    // What was taken off this tablet stays away until it is asked for.
    TRY(const auto text, m_parts.ledger.textOf(remote.chain.notebook));
    if (text == Ledger::Text::dropped) return {};
    TRY(const Head local, headOf(remote.chain));
    TRY(const bool same, agreesWith(local, remote));
    if (remote.number > local.number || !same) {
        m_wanted[remote.chain] = {remote.number, same ? local.number : 0};
        m_progress.toReceive += std::max<std::int64_t>(0, remote.number - local.number);
    } else if (remote.number < local.number && !m_held.contains(remote.chain)) {
        const bool own = remote.chain.vault == m_parts.author.vault();
        TRY(const std::int64_t receipted, m_parts.ledger.receiptedUpTo(remote.chain));
        // Its receipts prove no more that it is there.
        if (own || remote.number < receipted) TRY_OK(reopen(remote));
        TRY(const std::int64_t left, m_parts.ledger.receiptedUpTo(remote.chain));
        m_report.lostThere += receipted - left;
        (own ? m_sendAfter : m_colleagues)[remote.chain] = remote.number;
    }
    return {};
}

/// The store has lost what follows, whatever it receipted.
Status HandOver::reopen(const Head& remote) {
    TRY(auto edit, m_parts.ledger.begin());
    TRY_OK(m_parts.ledger.reopenAfter(remote.chain, remote.number));
    TRY_OK(BlobIndex(m_parts.ledger).reopen(remote.chain.notebook));
    return edit.commit();
}

/// True unless the store is known to hold something else: then the chain is asked for from its
/// beginning, to find where the two part.
Result<bool> HandOver::agreesWith(const Head& local, const Head& remote) {
    if (remote.number > local.number || remote.number == 0) return true;
    TRY(const auto link, m_parts.ledger.linkOf(remote.chain, remote.number));
    return link == remote.link;
}

}  // namespace candour
