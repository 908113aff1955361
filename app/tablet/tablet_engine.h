// What stands behind the pages, on the vault's thread, and how a page asks for it. Included by the
// parts of Tablet only.
#pragma once

#include "app/handover/enroller.h"
#include "app/handover/storelink.h"
#include "app/tablet/copyingout.h"
#include "app/tablet/findings.h"
#include "app/tablet/form.h"
#include "app/tablet/inking.h"
#include "app/tablet/jotted.h"
#include "app/tablet/lookup.h"
#include "app/tablet/protecting.h"
#include "app/tablet/proving.h"
#include "app/tablet/sitting.h"
#include "app/tablet/tablet.h"
#include "app/tablet/tagging.h"
#include "app/tablet/takingback.h"

namespace candour {

struct Tablet::Unlocked {
    bool pending = false;  // the enrolment is not finished yet
    bool revoked = false;  // the store has taken the tablet out of use
    QString authority;
};

/// What lives on the vault's thread.
struct Tablet::Engine {
    Engine(const Clock& useClock, Random& useRandom)
        : clock(useClock),
          random(useRandom),
          ground{useClock, useRandom, recordList()},
          inkIds(useClock, useRandom) {}

    [[nodiscard]] Moment now() const { return vault->author().now(); }
    Status refreshCouncil() {
        TRY(council, readCouncil(*vault));
        return {};
    }
    Result<StoreLink*> storeLink() {
        if (!link) {
            TRY(link, StoreLink::open(*vault, random));
        }
        return link.get();
    }
    Result<QString> storeName() {
        TRY(StoreLink* const open, storeLink());
        return open->store().name;
    }

    /// Opens the vault, or proves that somebody may go on with the one that is open.
    Result<Unlocked> unlock(const QString& folder, const SecretBytes& typed) {
        TRY(const Passphrase entered, Passphrase::entered(typed));
        enroller.reset();  // it holds the vault of a set-up that did not end
        if (vault) {
            TRY_OK(vault->confirm(entered));
        } else {
            TRY(vault, Vault::open(folder, entered, ground));
        }
        if (const Status known = refreshCouncil(); !known) {
            close();
            return tl::unexpected<Error>(known.error());
        }
        return Unlocked{vault->identity().standing == Identity::Standing::pending,
                        vault->isRevoked().value_or(false), council.authority};
    }
    /// Whatever pages were open; the vault stays.
    void leavePages() {
        sitting.reset();
        form.reset();
        tagging.reset();
        findings.reset();
        proving.reset();
        copying.reset();
        takingIn.reset();
        council = {};
        spareAlert = {};
    }
    /// Of a tablet that was taken out of use, after this hand-over: true if nothing of it is left.
    Result<bool> empty(const HandOver::Report& report) {
        if (!mayEmpty(*vault, report)) return false;
        link.reset();
        leavePages();
        handedOver.clear();
        TRY_OK(Vault::empty(std::move(vault), report.listed));
        return true;
    }
    /// Closes the vault and wipes its keys; also after a set-up that did not end.
    void close() {
        enroller.reset();
        link.reset();
        leavePages();
        handedOver.clear();
        if (vault) (void)Vault::lock(std::move(vault));
    }

    const Clock& clock;
    Random& random;
    const Vault::Ground ground;
    std::unique_ptr<Vault> vault;
    Council council;
    std::unique_ptr<Sitting> sitting;
    InkIds inkIds;
    std::optional<RecordId> asked;  // whose agreement the page shows; nothing: the first person's
    std::unique_ptr<Tagging> tagging;  // of the review page, while a session is open there
    std::optional<Findings> findings;  // of the coverage page, as it was opened last
    Lookup lookup;
    SafeguardingRoutes routes = safeguardingRoutes();
    RecordId spareAlert;  // the id of the next alert, so that its first key can be kept at once
    std::optional<OpenForm> form;
    std::optional<Proving> proving;       // while evidence is checked
    std::unique_ptr<CopyingOut> copying;  // while something is copied out
    struct TakingIn {
        std::shared_ptr<FetchedAnswer> answer;
        std::unique_ptr<BundleIntake> intake;
        std::optional<TakenAway> before;  // words that were gone then; nothing: it cannot be told
    };
    std::unique_ptr<TakingIn> takingIn;  // while an answer of the store is taken in
    std::vector<RowId> handedOver;       // what waited when the last hand-over began
    std::unique_ptr<StoreLink> link;
    std::unique_ptr<Enroller> enroller;
};

template <class Work, class Then>
void Tablet::ask(Work work, Then then) {
    ask(std::move(work), std::move(then), [this](const Error& error) { complain(error); });
}

template <class Work, class Then, class Otherwise>
void Tablet::ask(Work work, Then then, Otherwise otherwise) {
    using Answer = std::invoke_result_t<Work&, Engine&>;
    const bool taken = m_worker.ask(
        this,
        [engine = m_engine, work = std::move(work)]() mutable -> Answer {
            // Locked in the meantime: whatever was asked has no vault to be asked of.
            if (!engine->vault) return fail(Code::cancelled, "ask the vault");
            return work(*engine);
        },
        [then = std::move(then), otherwise](Answer answer) mutable {
            if (!answer) return otherwise(answer.error());
            if constexpr (std::is_void_v<typename Answer::value_type>)
                then();
            else
                then(std::move(*answer));
        });
    if (!taken) otherwise(Error{Code::inUse, "ask the vault"});
}

/// Of the session that is open. Without one nothing happens: it was left in the meantime.
template <class Work, class Then>
void Tablet::askSitting(Work work, Then then) {
    askSitting(std::move(work), std::move(then), [this](const Error& error) { complain(error); });
}

template <class Work, class Then, class Otherwise>
void Tablet::askSitting(Work work, Then then, Otherwise otherwise) {
    using Answer = std::invoke_result_t<Work&, Engine&, Sitting&>;
    ask(
        [work = std::move(work)](Engine& engine) mutable -> Answer {
            if (!engine.sitting) return fail(Code::cancelled, "ask the session");
            return work(engine, *engine.sitting);
        },
        std::move(then), std::move(otherwise));
}

}  // namespace candour
