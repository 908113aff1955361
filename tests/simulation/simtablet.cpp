#include "tests/simulation/simtablet.h"

#include "app/handover/storelink.h"
#include "app/records/sessionids.h"
#include "app/vault/storetime.h"

#include <QFileInfo>

#include <cstring>

namespace candour::simulation {
namespace {

constexpr std::string_view passphraseWords = "correct horse battery staple";

Passphrase passphrase() {
    return succeed(Passphrase::entered(SecretBytes::copyOf(passphraseWords)), "a passphrase");
}

cbor::Value instant(UtcTime time) {
    return cbor::Value::array({time.time_since_epoch().count(), 0});
}

}  // namespace

SimTablet::SimTablet(int number, QString folder, Invitation invitation, SimStore& store,
                     Together& together, Agenda& agenda, Dice& dice, Faults& faults)
    : m_number(number),
      m_folder(std::move(folder)),
      m_invitation(std::move(invitation)),
      m_store(store),
      m_together(together),
      m_agenda(agenda),
      m_dice(dice),
      m_faults(faults),
      m_disk(QFileInfo(m_folder).path(), m_clock, dice, faults),
      m_clock(agenda),
      m_random(dice.next()),
      m_ground{m_clock, m_random},
      m_hostile(dice, faults, m_random),
      m_network(
          agenda, dice, faults,
          [this](const HttpRequest& request, qsizetype arrived) {
              return m_store.reach(request, arrived);
          },
          [this](const HttpRequest& request, HttpResponse& response) {
              m_hostile.tamper(request, response);
          }) {}

void SimTablet::create(const Passphrase& secret, const EnrolmentCode& code) {
    Identity identity = Identity::pendingEnrolment(SecretBytes(1), m_clock, m_random);
    EnrolRequest request;
    request.code = code.name();
    request.vault = identity.vault;
    request.author = identity.signing.verifyKey();
    request.recipient = identity.box.publicKey();
    request.nonce = m_random.bytes(32);
    request.authority = m_store.shelf().keys().authorityFingerprint;
    m_invitation.code = code.text();
    m_invitation.request = request.encode(code.upKey());
    m_vault = succeed(Vault::create(m_folder, secret, std::move(identity), m_ground, leastKdfCost),
                      "make a vault");
    succeed(Vault::lock(std::move(m_vault)), "lock a vault");
}

/// What an operation may be refused for, and what it may not.
template <class Value>
bool SimTablet::came(const Result<Value>& result, const char* what, bool troubled) {
    if (m_disk.dead()) {
        m_faults.add(Fault::tabletDiedWriting);
        crash(m_dice.oneIn(2) ? SimDisk::Death::process : SimDisk::Death::power);
        return false;
    }
    if (result) return true;
    const Error& error = result.error();
    switch (error.code) {
        case Code::damaged:
            // When the first page cannot be read, nobody can tell why not.
            if (m_disk.failedReading() && !isOpen()) return false;
            break;
        case Code::diskFull:
        case Code::diskFailed:
            if (troubled) return false;
            break;
        case Code::conflict:
        case Code::notAllowed:
            return false;
        default:
            break;
    }
    broken(name() + ": " + what + ": " + error.name() + " (" + error.during + ", " + error.detail +
           ")");
}

// Opening and closing ----------------------------------------------------------------------------

bool SimTablet::unlock() {
    if (isOpen() || m_empty) return false;
    const bool troubled = m_disk.troubled();
    auto opened = Vault::open(m_folder, passphrase(), m_ground);
    if (opened) m_vault = std::move(*opened);  // if the machine died meanwhile, it goes with it
    if (!came(opened, "unlock", troubled)) return true;
    if (m_disk.failedReading()) return true;
    const SimDisk::Calm calm(m_disk);
    checkEverythingIsHere();
    return true;
}

bool SimTablet::lock() {
    if (!isOpen()) return false;
    m_handOver.reset();
    const bool troubled = m_disk.troubled();
    const Status locked = Vault::lock(std::move(m_vault));
    came(locked, "lock", troubled);
    return true;
}

void SimTablet::checkEverythingIsHere() {
    std::set<QByteArray> links;
    succeed(m_vault->ledger().database().each("SELECT substr(link, 1, 16) FROM change",
                                              [&](const Row& row) { links.insert(row.blob(0)); }),
            "read all changes");
    for (const SavedChange& one : m_saved)
        promise(links.contains(one.id.toBytes()) || isAway(one.record.notebook),
                name() + ": a saved change is gone");
    if (m_together.outOfUse == m_vault->author().vault())
        for (const QByteArray& link : links)
            promise(!m_together.savedSince.contains(link),
                    name() + ": out of use, and was sent what others wrote afterwards");
    for (const auto& [draft, text] : m_drafts) {
        const auto held =
            succeed(m_vault->drafts().find(draft.first, draft.second), "read a draft");
        const auto tried = m_triedDrafts.find(draft);
        promise(held && (held->text == text ||
                         (tried != m_triedDrafts.end() && held->text == tried->second)),
                name() + ": a saved draft is gone");
    }
    for (const SavedFile& file : m_files) {
        const FilePlace place = look(file);
        const bool gone = place == FilePlace::withheld || place == FilePlace::erased;
        promise(place == FilePlace::here || mayLack(file.blob.id) ||
                    (gone && !m_together.wishes.empty()),
                name() + ": a saved attachment is gone");
    }
}

FilePlace SimTablet::look(const SavedFile& file) {
    if (isAway(file.notebook)) return FilePlace::purged;
    const auto row = succeed(m_vault->attachments().find(file.record), "find an attachment");
    if (row.place != FilePlace::here) return row.place;
    QByteArray plain;
    succeed(m_vault->attachments().read(file.record,
                                        [&](QByteArrayView bytes) {
                                            plain += bytes;
                                            return Status();
                                        }),
            "open an attachment");
    promise(plain == file.plain, name() + ": an attachment says something else");
    return row.place;
}

void SimTablet::crash(SimDisk::Death death) {
    tell(name() + ": " + (death == SimDisk::Death::power ? "power cut" : "killed"));
    m_disk.die();
    m_handOver.reset();
    m_vault.reset();
    m_disk.revive(death);
    m_lookedAt.reset();
    m_enrolling = false;
    if (death != SimDisk::Death::power) return;
    m_clock.boot();
    m_mayBeSpoilt = true;  // a part that was not synced
}

void SimTablet::backUp() {
    m_backup = Backup{m_disk.image(), m_saved, m_files, m_mayLack, m_gone, m_drafts};
    tell(name() + ": backup");
}

void SimTablet::restoreBackup() {
    tell(name() + ": restored from a backup");
    crash(SimDisk::Death::process);
    m_disk.restore(m_backup->image);
    m_saved = m_backup->saved;
    m_files = m_backup->files;
    m_mayLack = m_backup->mayLack;
    m_gone = m_backup->gone;
    m_drafts = m_backup->drafts;
    m_typing.reset();
    m_restored = true;
    m_empty = false;
}

// Enrolling and handing over ---------------------------------------------------------------------

bool SimTablet::enrol() {
    if (!isOpen() || isEnrolled() || m_enrolling) return false;
    HttpRequest request{"POST", wire::enrolPath, {}, m_invitation.request};
    request.headers.set("Content-Type", wire::cborType);
    m_enrolling = true;
    m_network.send(std::move(request),
                   [this](const Result<HttpResponse>& response) { onEnrolled(response); });
    return true;
}

void SimTablet::onEnrolled(const Result<HttpResponse>& response) {
    m_enrolling = false;
    if (!isOpen() || isEnrolled() || !response) return;
    const auto code = succeed(EnrolmentCode::fromText(m_invitation.code), "read a code");
    const StoreIdentity store = m_store.isUp() ? m_store.identity() : StoreIdentity();
    const auto answer = EnrolAnswer::decode(
        response->body, code.downKey(), m_invitation.request,
        m_store.isUp() ? m_store.shelf().keys().authorityFingerprint : QByteArray());
    if (!answer) return;
    const bool troubled = m_disk.troubled();
    came(m_vault->completeEnrolment(answer->certificate, store), "enrol", troubled);
    tell(name() + ": enrolled");
}

HandOver::Parts SimTablet::parts() {
    m_identity = m_vault->identity().store.value();
    return {.ledger = m_vault->ledger(),
            .author = m_vault->author(),
            .transport = m_network,
            .store = m_identity,
            .authority = "store.test",
            .random = m_random,
            .learn = [this](Moment::Offset offset) { learnStoreTime(*m_vault, offset); },
            .project = [this](const Imported& imported) { return m_vault->project(imported); },
            .obey = [this](const Signed<Order>& order) { return m_vault->obey(order); },
            .regain = [this](std::span<const SharedKey> keys) { return m_vault->regain(keys); },
            .askBack = [this](const NotebookId& notebook) { return m_vault->askBack(notebook); },
            .blobs = &m_vault->blobs()};
}

bool SimTablet::handOver() {
    if (!isEnrolled() || m_handOver) return false;
    m_handOver = std::make_unique<HandOver>(
        parts(), HandOver::Observe(),
        [this, restores = m_store.restores()](const HandOver::Report& report) {
            const std::unique_ptr<HandOver> ended = std::move(m_handOver);
            onHandedOver(report, restores);
        });
    m_handOver->start();
    return true;
}

bool SimTablet::cancelHandOver() {
    if (!m_handOver) return false;
    m_handOver->cancel();
    return true;
}

void SimTablet::onHandedOver(const HandOver::Report& report, int restoresBefore) {
    m_vault->notebooks().forget();
    const bool troubled = m_disk.troubled();
    for (const Status& tidied : {m_vault->wipeLocked(), m_vault->removalGate().sweepErased()})
        if (!m_disk.dead() && !tidied && !troubled && !m_disk.failedReading())
            broken(name() + ": after a hand-over: " + tidied.error().name() + " " +
                   tidied.error().during + " " + tidied.error().detail);
    tell(name() + ": handed over " + std::to_string(report.accepted) + ", received " +
         std::to_string(report.received) + ", files " + std::to_string(report.blobs.sent) +
         " and " + std::to_string(report.blobs.fetched) +
         (report.stopped ? std::string(" ") + report.stopped->name() : ""));
    for (const HandOver::Held& held : report.reasons)
        tell("  a chain cannot leave or come: " + std::string(held.reason.name()) + ' ' +
             held.reason.during + ' ' + held.reason.detail);
    for (const auto& receipt : report.receipts) {
        Head& furthest = m_receipted[receipt.value.head.chain];
        if (receipt.value.head.number > furthest.number) furthest = receipt.value.head;
    }
    for (const BlobHandOver::Tally::Fault& fault : report.blobs.faults)
        promise(fault.reason.code != Code::badSeal || m_mayBeSpoilt || m_disk.dead(),
                name() + ": what came of an attachment does not fit together");
    m_lastReport = report;
    // Its vault is still in use by whoever called: it goes a moment later.
    if (report.revoked)
        m_agenda.in(milliseconds(0), [this, report, restoresBefore] {
            if (isOpen() && !m_handOver && !m_disk.dead()) endUse(report, restoresBefore);
        });
    if (!m_disk.dead() && !m_disk.failedReading() && !report.stopped &&
        std::exchange(m_purgesAfterwards, false))
        purgeMeeting();
    if (m_disk.dead()) {
        // Its vault is still in use by whoever called: it goes a moment later.
        m_agenda.in(milliseconds(0), [this] {
            if (!m_disk.dead()) return;
            m_faults.add(Fault::tabletDiedWriting);
            crash(SimDisk::Death::power);
        });
        return;
    }
}

/// For whoever reads a run's story: what the store lacks of all that was shown as Saved.
void SimTablet::tellLacking() {
    for (const SavedChange& one : m_saved) {
        if (m_store.countLacking({one.id}) == 0) continue;
        bool isHere = false;
        succeed(
            m_vault->ledger().database().each(
                "SELECT hex(chain.vault), chain.lane, hex(substr(chain.branch, 1, 4)),"
                " change.row & ((1 << 40) - 1), chain.receipted, chain.number FROM change"
                " JOIN chain ON chain.row = change.row >> 40"
                " WHERE substr(change.link, 1, 16) = ?",
                [&](const Row& row) {
                    isHere = true;
                    tell("  the store lacks " + one.record.type.toStdString() + " by " +
                         row.text(0).toStdString() + ", lane " + std::to_string(row.integer(1)) +
                         ", branch " + row.text(2).toStdString() + ", number " +
                         std::to_string(row.integer(3)) + ", receipted to " +
                         std::to_string(row.integer(4)) + " of " + std::to_string(row.integer(5)));
                },
                one.id.toBytes()),
            "look for what the store lacks");
        if (!isHere) tell("  the store lacks " + one.record.type.toStdString() + ", let go here");
    }
}

/// As the tablet does it when a hand-over has ended. No power cut comes into the midst of it.
void SimTablet::endUse(const HandOver::Report& report, int restoresBefore) {
    if (const Status may = mayEmpty(*m_vault, report); !may) {
        tell(name() + ": out of use, and not emptied: " + may.error().detail);
        return;
    }
    const SimDisk::Calm calm(m_disk);
    checkEverythingIsHere();
    promise(succeed(m_vault->drafts().open(), "read the drafts").empty(),
            name() + ": emptied itself over something half typed");
    m_leftToTheStore.clear();
    for (const SavedChange& one : m_saved) m_leftToTheStore.push_back(one.id);
    if (m_store.isUp() && m_store.restores() == restoresBefore && !m_store.disk().failedReading()) {
        const SimDisk::Calm calmThere(m_store.disk());
        tellLacking();
        promise(m_store.countLacking(m_leftToTheStore) == 0,
                name() + ": emptied itself, and the store does not have all of it");
        for (const SavedFile& file : m_files)
            if (look(file) == FilePlace::here)
                m_store.holdToItsWord(file.blob, "and " + name() + " has emptied itself");
    }
    m_restoresBefore = restoresBefore;
    succeed(Vault::empty(std::move(m_vault), report.listed), "empty a tablet");
    promise(!Vault::isIn(m_folder), name() + ": something is left of an emptied tablet");
    m_disk.restore({});
    m_drafts.clear();
    m_typing.reset();
    m_lookedAt.reset();
    m_empty = m_everEmptied = true;
    tell(name() + ": emptied itself");
}

std::vector<ChangeId> SimTablet::leftToTheStore() const {
    return m_store.restores() == m_restoresBefore ? m_leftToTheStore : std::vector<ChangeId>();
}

bool SimTablet::holdsUnsent() {
    if (!isEnrolled() || m_disk.failedReading()) return false;
    const SimDisk::Calm calm(m_disk);
    return !succeed(m_vault->ledger().pending(m_vault->author().vault()), "read what waits")
                .empty();
}

void SimTablet::endDrafts() {
    finishDraft();
    for (const Draft& draft : succeed(m_vault->drafts().open(), "read the drafts")) {
        succeed(m_vault->drafts().discard(draft.record, draft.field), "discard a draft");
        m_drafts.erase({draft.record, draft.field});
    }
}

HandOver::Report SimTablet::handOverWhole() {
    m_lastReport.reset();
    m_handOver.reset();
    promise(handOver(), name() + ": cannot hand over");
    while (!m_lastReport && !m_agenda.empty()) m_agenda.next();
    promise(m_lastReport.has_value(), name() + ": a hand-over does not end");
    return *m_lastReport;
}

// Writing ----------------------------------------------------------------------------------------

QString SimTablet::newWords() {
    return QStringLiteral("word%1%2 %3")
        .arg(QChar(u'a' + m_number))
        .arg(++m_wordCount, 6, 10, QLatin1Char('0'))
        .arg(QString(m_dice.below(120), u'x'));
}

std::optional<ListedRecord> SimTablet::anyOf(const QString& type, const FieldValues& where) {
    const SimDisk::Calm calm(m_disk);
    auto page = succeed(m_vault->records().list({.type = type, .where = where, .limit = 200}),
                        "list records");
    if (page.records.empty()) return std::nullopt;
    return m_dice.pick(page.records);
}

void SimTablet::note(const Saved& saved, const QString& field, const QString& text) {
    if (!saved.change) return;
    m_saved.push_back({*saved.change, saved.name, field, text});
    if (m_together.outOfUse && m_together.outOfUse != m_vault->author().vault())
        m_together.savedSince.insert(saved.change->toBytes());
    if (saved.name.type == u"line" && field == u"text")
        m_words.emplace_back(text.section(u' ', 0, 0), saved.name.id);
}

bool SimTablet::save(const PutRequest& request, const QString& field, const QString& text,
                     const char* what) {
    const bool troubled = m_disk.troubled();
    const auto saved = m_vault->put(request);
    if (!came(saved, what, troubled)) return true;
    note(*saved, field, text);
    if (request.seen) checkReplaced(*saved, *request.seen);
    tell(name() + ": " + what);
    return true;
}

/// A write may replace only what its author had seen.
void SimTablet::checkReplaced(const Saved& saved, const std::vector<ChangeId>& seen) {
    if (!saved.change) return;
    const SimDisk::Calm calm(m_disk);
    const auto history = succeed(m_vault->ledger().history(saved.row), "read a history");
    std::set<ChangeId> allowed(seen.begin(), seen.end());
    for (const OpenedChange& change : history)
        if (change.header.vault == m_vault->author().vault()) allowed.insert(change.id);
    for (const OpenedChange& change : history)
        if (change.id == *saved.change)
            for (const FieldHead& field : change.header.fields)
                for (const ChangeId& id : field.replaces)
                    promise(allowed.contains(id), name() + ": replaced what nobody had seen");
}

bool SimTablet::writeTeam(const std::vector<Invitation>& people) {
    if (!isEnrolled() || !succeed(m_vault->ledger().notebooks(), "notebooks").size()) return false;
    for (const Invitation& one : people)
        save({.type = u"team_member"_qs,
              .fields = {{u"initials"_qs, one.initials},
                         {u"name"_qs, one.initials},
                         {u"role"_qs, u"inspector"_qs},
                         {u"account"_qs, one.person.toString()}}},
             u"initials"_qs, one.initials, "team member");
    return true;
}

bool SimTablet::writeSlot(const std::vector<RecordId>& members) {
    if (!isEnrolled()) return false;
    std::vector<cbor::Value> assigned;
    for (const RecordId& member : members)
        if (m_dice.oneIn(2)) assigned.emplace_back(member);
    const QString title = newWords();
    return save({.type = u"timetable_slot"_qs,
                 .fields = {{u"day"_qs, u"2027-03-09"_qs},
                            {u"start"_qs, instant(m_agenda.now())},
                            {u"end"_qs, instant(m_agenda.now())},
                            {u"room"_qs, u"2"_qs},
                            {u"title"_qs, title},
                            {u"kind"_qs, u"one_to_one"_qs},
                            {u"way"_qs, u"in_person"_qs},
                            {u"assigned"_qs, cbor::Value::array(std::move(assigned))},
                            {u"state"_qs, u"planned"_qs}}},
                u"title"_qs, title, "slot");
}

bool SimTablet::openSession() {
    if (!isEnrolled()) return false;
    const auto slot = anyOf(u"timetable_slot"_qs);
    if (!slot) return false;
    const QString title = newWords();
    return save({.type = u"session"_qs,
                 .fields = {{u"slot"_qs, cbor::Value(slot->id)},
                            {u"title"_qs, title},
                            {u"kind"_qs, u"one_to_one"_qs}},
                 .onConflict = OnConflict::settle},
                u"title"_qs, title, "session");
}

bool SimTablet::addParticipant() {
    if (!isEnrolled()) return false;
    const auto session = anyOf(u"session"_qs);
    if (!session) return false;
    return save({.type = u"participant"_qs,
                 .notebook = session->notebook,
                 .fields = {{u"session"_qs, cbor::Value(session->id)},
                            {u"standing"_qs, u"staff"_qs},
                            {u"role"_qs, u"Social worker"_qs}}},
                u"role"_qs, u"Social worker"_qs, "participant");
}

bool SimTablet::agree() {
    if (!isEnrolled()) return false;
    const auto who = anyOf(u"participant"_qs);
    if (!who) return false;
    return save({.type = u"agreement"_qs,
                 .notebook = who->notebook,
                 .fields = {{u"participant"_qs, cbor::Value(who->id)},
                            {u"purpose"_qs, u"talk"_qs},
                            {u"event"_qs, u"given"_qs},
                            {u"source"_qs, u"confirmed_by_cqc"_qs},
                            {u"time"_qs, instant(m_agenda.now())}}},
                u"event"_qs, u"given"_qs, "agreement");
}

bool SimTablet::writeLine() {
    if (!isEnrolled()) return false;
    const auto session = anyOf(u"session"_qs);
    if (!session) return false;
    const QString text = newWords();
    FieldValues fields{{u"session"_qs, cbor::Value(session->id)},
                       {u"at"_qs, instant(m_agenda.now())},
                       {u"kind"_qs, m_dice.oneIn(3) ? u"said"_qs : u"saw"_qs},
                       {u"text"_qs, text}};
    if (const auto who = anyOf(u"participant"_qs); who && who->notebook == session->notebook)
        fields.push_back({u"speaker"_qs, cbor::Value(who->id)});
    return save({.type = u"line"_qs, .notebook = session->notebook, .fields = std::move(fields)},
                u"text"_qs, text, "line");
}

bool SimTablet::typeDraft() {
    if (!isEnrolled()) return false;
    if (!m_typing) {
        const auto session = anyOf(u"session"_qs);
        if (!session) return false;
        m_typingSession = session->id;
        m_typing = Draft{.record = RecordId::makeV7(m_clock, m_random),
                         .field = u"text"_qs,
                         .text = {},
                         .caret = 0,
                         .kind = u"saw"_qs,
                         .firstKey = m_clock.utc(),
                         .extra = session->notebook.toBytes()};
    }
    Draft next = *m_typing;
    next.text += (next.text.isEmpty() ? newWords() : QString()) + u" more"_qs;
    next.caret = static_cast<int>(next.text.size());
    const bool troubled = m_disk.troubled();
    m_triedDrafts[{next.record, next.field}] = next.text;
    if (!came(m_vault->drafts().save(next), "type", troubled)) return true;
    m_typing = next;
    m_drafts[{next.record, next.field}] = next.text;
    tell(name() + ": draft");
    return true;
}

bool SimTablet::finishDraft() {
    // Nothing was typed if the first save of the draft failed.
    if (!isEnrolled() || !m_typing || m_typing->text.isEmpty()) return false;
    const Draft draft = *m_typing;
    const PutRequest request{.type = u"line"_qs,
                             .id = draft.record,
                             .notebook = NotebookId::fromBytes(draft.extra).value(),
                             .fields = {{u"session"_qs, cbor::Value(*m_typingSession)},
                                        {u"at"_qs, instant(m_agenda.now())},
                                        {u"kind"_qs, draft.kind},
                                        {u"text"_qs, draft.text}}};
    const bool troubled = m_disk.troubled();
    const auto saved = m_vault->finish(draft, request);
    // After an error it may be a change by now, or still a draft: a commit whose sync failed can
    // turn out to be there when the machine comes back.
    m_drafts.erase({draft.record, draft.field});
    m_typing.reset();
    if (!came(saved, "finish", troubled)) return true;
    note(*saved, u"text"_qs, draft.text);
    tell(name() + ": line from a draft");
    return true;
}

bool SimTablet::look() {
    if (!isEnrolled()) return false;
    const auto line = anyOf(u"line"_qs);
    if (!line) return false;
    const SimDisk::Calm calm(m_disk);
    const auto view = succeed(m_vault->records().get(line->row), "read a line");
    m_lookedAt = Seen{view.name, view.seen};
    return true;
}

/// Minutes later, whatever has come in meanwhile.
bool SimTablet::saveWhatWasLookedAt() {
    if (!isEnrolled() || !m_lookedAt) return false;
    const Seen seen = *m_lookedAt;
    m_lookedAt.reset();
    const QString text = newWords();
    return save({.type = seen.record.type,
                 .id = seen.record.id,
                 .notebook = seen.record.notebook,
                 .fields = {{u"text"_qs, text}},
                 .seen = seen.changes},
                u"text"_qs, text, "edit of a line looked at before");
}

bool SimTablet::editLine() {
    if (!isEnrolled()) return false;
    const auto line = anyOf(u"line"_qs);
    if (!line) return false;
    const QString text = newWords();
    return save({.type = u"line"_qs,
                 .id = line->id,
                 .notebook = line->notebook,
                 .fields = {{u"text"_qs, text}}},
                u"text"_qs, text, "edit");
}

bool SimTablet::settle() {
    if (!isEnrolled()) return false;
    std::optional<ListedRecord> torn;
    {
        const SimDisk::Calm calm(m_disk);
        const auto page =
            succeed(m_vault->records().list({.type = u"line"_qs, .limit = 500}), "list lines");
        for (const ListedRecord& line : page.records)
            if (line.conflicts > 0) torn = line;
    }
    if (!torn) return false;
    const QString text = newWords();
    return save({.type = u"line"_qs,
                 .id = torn->id,
                 .notebook = torn->notebook,
                 .fields = {{u"text"_qs, text}},
                 .onConflict = OnConflict::settle},
                u"text"_qs, text, "settlement");
}

bool SimTablet::strike() {
    if (!isEnrolled()) return false;
    const auto line = anyOf(u"line"_qs);
    if (!line) return false;
    const bool troubled = m_disk.troubled();
    const auto struck =
        m_vault->strike({line->notebook, u"line"_qs, line->id}, u"said by somebody else"_qs);
    // It takes the record's draft with it: after a restore there may be one of a line that was
    // finished before, and has come back from the store.
    std::erase_if(m_drafts, [&](const auto& draft) { return draft.first.first == line->id; });
    if (!came(struck, "strike", troubled)) return true;
    note(*struck, struckField.toString(), {});
    tell(name() + ": strike");
    return true;
}

bool SimTablet::tag() {
    if (!isEnrolled()) return false;
    const auto line = anyOf(u"line"_qs);
    if (!line) return false;
    return save({.type = u"tag"_qs,
                 .notebook = line->notebook,
                 .fields = {{u"target"_qs, cbor::Value(line->id)},
                            {u"start"_qs, cbor::Value(0)},
                            {u"end"_qs, cbor::Value(4)},
                            {u"words"_qs, u"word"_qs},
                            {u"pack"_qs, u"la-2026"_qs},
                            {u"statement"_qs, cbor::Value(m_dice.between(1, 9))},
                            {u"category"_qs, u"staff"_qs},
                            {u"direction"_qs, u"strength"_qs}}},
                u"words"_qs, u"word"_qs, "tag");
}

// Attachments ------------------------------------------------------------------------------------

/// Mostly small; one in four takes several chunks, and several pieces to hand over.
QByteArray SimTablet::newContent() {
    static constexpr char beginning[] = "\xff\xd8\xff\xe0";  // of a picture: else it is refused
    const int size = m_dice.oneIn(4) ? m_dice.between(60'000, 400'000) : m_dice.between(16, 9'000);
    QByteArray content(size, Qt::Uninitialized);
    std::memcpy(content.data(), beginning, sizeof beginning);
    for (int at = static_cast<int>(sizeof beginning); at < size;
         at += static_cast<int>(sizeof(std::uint64_t))) {
        const std::uint64_t bytes = m_dice.next();
        std::memcpy(content.data() + at, &bytes,
                    std::min(sizeof bytes, static_cast<std::size_t>(size - at)));
    }
    return content;
}

bool SimTablet::attach() {
    if (!isEnrolled()) return false;
    const auto session = anyOf(u"session"_qs);
    if (!session) return false;
    // A photograph is refused as long as somebody has not agreed to it.
    static constexpr std::array<const char16_t*, 5> kinds{u"document", u"document", u"ink",
                                                          u"signature", u"photograph"};
    const QString caption = newWords();
    PutRequest request{.type = u"attachment"_qs,
                       .notebook = session->notebook,
                       .fields = {{u"session"_qs, cbor::Value(session->id)},
                                  {u"kind"_qs, QString::fromUtf16(m_dice.pick(kinds))},
                                  {u"taken"_qs, instant(m_agenda.now())},
                                  {u"caption"_qs, caption},
                                  {u"media_type"_qs, u"image/jpeg"_qs}}};
    if (const auto who = anyOf(u"participant"_qs);
        who && who->notebook == session->notebook && m_dice.oneIn(2))
        request.fields.push_back({u"participant"_qs, cbor::Value(who->id)});
    const QByteArray plain = newContent();
    qsizetype at = 0;
    const BlobSource source = [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
        const qsizetype size =
            std::min<qsizetype>(static_cast<qsizetype>(out.size()), plain.size() - at);
        if (size > 0)
            std::memcpy(out.data(), plain.constData() + at, static_cast<std::size_t>(size));
        at += size;
        return static_cast<std::size_t>(size);
    };
    const bool troubled = m_disk.troubled();
    const auto saved = m_vault->attach(source, std::move(request));
    if (!came(saved, "attach", troubled)) return true;
    note(*saved, u"caption"_qs, caption);
    const SimDisk::Calm calm(m_disk);
    const auto row = succeed(m_vault->attachments().find(saved->name.id), "find an attachment");
    // Of somebody whose words are locked away, here or by a colleague, this is too.
    if (row.place == FilePlace::withheld) return true;
    promise(row.blob.has_value(), name() + ": a saved attachment has no file");
    m_files.push_back({saved->name.id, saved->name.notebook, *row.blob, plain});
    // On a failing disk it takes its place at the next opening.
    promise(look(m_files.back()) == FilePlace::here || troubled,
            name() + ": an attachment is not here when it was saved");
    tell(name() + ": attachment of " + std::to_string(plain.size()));
    return true;
}

Hash SimTablet::linkOf(RowId change) {
    const SimDisk::Calm calm(m_disk);
    const auto link = succeed(m_vault->ledger().database().first(
                                  "SELECT link FROM change WHERE row = ?",
                                  [](const Row& row) { return row.blob(0); }, change),
                              "read a link");
    return Hash::fromBytes(link.value()).value();
}

/// Whatever the person asks for: only what the store holds may go.
bool SimTablet::purge() {
    if (!isEnrolled()) return false;
    std::vector<AttachmentRow> here;
    {
        const SimDisk::Calm calm(m_disk);
        for (AttachmentRow& row : succeed(m_vault->attachments().list(), "list attachments"))
            if (row.place == FilePlace::here) here.push_back(std::move(row));
    }
    if (here.empty()) return false;
    const AttachmentRow& chosen = m_dice.pick(here);
    const BlobRef blob = *chosen.blob;
    const bool troubled = m_disk.troubled();
    // A disk that fails after it may have let it go all the same.
    if (m_store.everPromised(blob.id)) m_mayLack.insert(blob.id);
    if (!came(m_vault->removalGate().purge(blob.id, UtcTime::max()), "purge", troubled))
        return true;
    promise(m_store.everPromised(blob.id), name() + ": an attachment went without a receipt");
    if (m_store.isUp() && !m_store.wasRestored() && !m_store.disk().failedReading()) {
        const SimDisk::Calm calm(m_store.disk());
        m_store.holdToItsWord(blob, "when it went from " + name());
        for (const BlobEntry& entry :
             succeed(BlobIndex(m_vault->ledger()).find(blob.id), "find a blob"))
            promise(
                m_store.holds(linkOf(entry.change)),
                name() + ": an attachment went before what is written about it was handed over");
    }
    tell(name() + ": purged an attachment");
    return true;
}

bool SimTablet::wantAgain() {
    if (!isEnrolled()) return false;
    std::vector<RecordId> purged;
    {
        const SimDisk::Calm calm(m_disk);
        for (const AttachmentRow& row : succeed(m_vault->attachments().list(), "list attachments"))
            if (row.place == FilePlace::purged) purged.push_back(row.record.id);
    }
    if (purged.empty()) return false;
    const bool troubled = m_disk.troubled();
    if (!came(m_vault->attachments().want(m_dice.pick(purged)), "want", troubled)) return true;
    tell(name() + ": wants an attachment again");
    return true;
}

// Whole meetings ---------------------------------------------------------------------------------

bool SimTablet::isAway(const NotebookId& notebook) {
    return m_gone.contains(notebook) &&
           succeed(m_vault->ledger().textOf(notebook), "look for text") != Ledger::Text::here;
}

bool SimTablet::isLetGo(const NotebookId& notebook) {
    return m_gone.contains(notebook) &&
           succeed(m_vault->ledger().textOf(notebook), "look for text") == Ledger::Text::dropped;
}

/// As soon as the product lets it go: behind receipts that are a week old, and with nothing in it
/// that waits. What went, the store holds, whatever backup of it came back: they are made daily.
void SimTablet::purgeMeeting() {
    const bool insists = m_dice.oneIn(4);  // whatever the plan says
    std::vector<PurgeRow> ready;
    std::vector<Hash> links;
    std::set<Hash> files;
    {
        const SimDisk::Calm calm(m_disk);
        for (PurgeRow& row : succeed(m_vault->purgePlan(0), "plan a purge"))
            if (row.goes || insists) ready.push_back(std::move(row));
        if (ready.empty()) return;
        std::swap(ready.front(), m_dice.pick(ready));
        succeed(m_vault->ledger().database().each(
                    "SELECT change.link FROM change JOIN record ON record.row = change.record"
                    " JOIN notebook ON notebook.row = record.notebook WHERE notebook.id = ?",
                    [&](const Row& row) { links.push_back(Hash::fromBytes(row.blob(0)).value()); },
                    ready.front().notebook),
                "read the links of a meeting");
        for (const BlobEntry& entry :
             succeed(BlobIndex(m_vault->ledger()).all(), "read what is known of blobs"))
            if (entry.notebook == ready.front().notebook) files.insert(entry.blob.id);
    }
    const NotebookId notebook = ready.front().notebook;
    const bool troubled = m_disk.troubled();
    const Status went = m_vault->purge(notebook, 0);
    if (!went && went.error().code == Code::notAllowed && !m_disk.dead()) return;
    // A disk that fails after it may have let it go all the same.
    m_gone.insert(notebook);
    m_mayLack.merge(files);
    if (m_lookedAt && m_lookedAt->record.notebook == notebook) m_lookedAt.reset();
    // Its vault is still in use by whoever called: it goes a moment later.
    if (m_disk.dead() || !came(went, "take a meeting off", troubled)) return;
    tell(name() + ": took a meeting of " + std::to_string(links.size()) + " changes off");
    if (!m_store.isUp() || m_store.disk().failedReading()) return;
    const SimDisk::Calm calm(m_store.disk());
    for (const Hash& link : links)
        promise(m_store.holds(link), name() + ": a meeting went that the store does not hold");
}

/// As the policy does it: at the end of a hand-over, which has just asked the store for its time.
bool SimTablet::purgeMeetingAfterwards() {
    return isEnrolled() && !std::exchange(m_purgesAfterwards, true);
}

bool SimTablet::wantMeeting() {
    if (!isEnrolled() || m_handOver) return false;
    std::vector<NotebookId> gone;
    {
        const SimDisk::Calm calm(m_disk);
        for (const NotebookId& notebook : m_gone)
            if (isLetGo(notebook)) gone.push_back(notebook);
    }
    if (gone.empty()) return false;
    const bool troubled = m_disk.troubled();
    if (!came(m_vault->askBack(m_dice.pick(gone)), "ask for a meeting again", troubled))
        return true;
    tell(name() + ": wants a meeting again");
    return true;
}

// What somebody wants to have locked away or erased ----------------------------------------------

bool SimTablet::withdraw() {
    if (!isEnrolled()) return false;
    const auto who = anyOf(u"participant"_qs);
    if (!who) return false;
    static constexpr std::array<const char16_t*, 4> outcomes{u"stop", u"restrict", u"restrict",
                                                             u"erase"};
    const QString outcome = QString::fromUtf16(m_dice.pick(outcomes));
    m_together.wishes.insert(who->id);
    return save({.type = u"withdrawal"_qs,
                 .notebook = who->notebook,
                 .fields = {{u"participant"_qs, cbor::Value(who->id)},
                            {u"outcome"_qs, outcome},
                            {u"time"_qs, instant(m_agenda.now())}}},
                u"outcome"_qs, outcome, "withdrawal");
}

bool SimTablet::takeBack() {
    if (!isEnrolled()) return false;
    const auto wish = anyOf(u"withdrawal"_qs);
    if (!wish) return false;
    const bool troubled = m_disk.troubled();
    const auto struck =
        m_vault->strike({wish->notebook, u"withdrawal"_qs, wish->id}, u"they want it back"_qs);
    if (!came(struck, "take a withdrawal back", troubled)) return true;
    note(*struck, struckField.toString(), {});
    tell(name() + ": withdrawal taken back");
    return true;
}

/// Who this person is among the team.
std::optional<RecordId> SimTablet::self() {
    const SimDisk::Calm calm(m_disk);
    const auto page =
        succeed(m_vault->records().list({.type = u"team_member"_qs, .limit = 50}), "list the team");
    for (const ListedRecord& member : page.records)
        if (valueOf(member.values, u"account").text() == m_invitation.person.toString())
            return member.id;
    return std::nullopt;
}

bool SimTablet::approveErasure() {
    if (!isEnrolled() || m_invitation.external) return false;
    const auto wish = anyOf(u"withdrawal"_qs, {{u"outcome"_qs, u"erase"_qs}});
    const auto me = self();
    if (!wish || !me) return false;
    return save({.type = u"erasure"_qs,
                 .fields = {{u"what"_qs, valueOf(wish->values, u"participant")},
                            {u"withdrawal"_qs, cbor::Value(wish->id)},
                            {u"authority"_qs, u"UK GDPR article 17"_qs},
                            {u"reason"_qs, u"They asked for it."_qs},
                            {u"requested"_qs, instant(m_agenda.now())},
                            {u"approved_by"_qs, cbor::Value::array({cbor::Value(*me)})},
                            {u"state"_qs, u"requested"_qs}}},
                u"state"_qs, u"requested"_qs, "approval of an erasure");
}

bool SimTablet::hold() {
    if (!isEnrolled() || m_invitation.external) return false;
    const auto who = anyOf(u"participant"_qs);
    if (!who) return false;
    return save({.type = u"hold"_qs,
                 .fields = {{u"what"_qs, cbor::Value(who->id)},
                            {u"reason"_qs, u"police"_qs},
                            {u"authority"_qs, u"Chief constable"_qs},
                            {u"set"_qs, instant(m_agenda.now())}}},
                u"reason"_qs, u"police"_qs, "hold");
}

bool SimTablet::release() {
    if (!isEnrolled()) return false;
    const auto hold = anyOf(u"hold"_qs);
    if (!hold || !valueOf(hold->values, u"released").isNull()) return false;
    return save({.type = u"hold"_qs,
                 .id = hold->id,
                 .notebook = hold->notebook,
                 .fields = {{u"released"_qs, instant(m_agenda.now())},
                            {u"released_reason"_qs, u"It is over."_qs}}},
                u"released_reason"_qs, u"It is over."_qs, "release");
}

bool SimTablet::rebuild() {
    if (!isEnrolled() || m_handOver) return false;
    const bool troubled = m_disk.troubled();
    came(m_vault->rebuild(), "rebuild", troubled);
    return true;
}

}  // namespace candour::simulation
