#include "tests/simulation/world.h"

#include "sync/httpsignature.h"
#include "tests/simulation/checks.h"

#include <QDir>

#include <algorithm>

namespace candour::simulation {
namespace {

using namespace std::chrono_literals;

constexpr char passphraseWords[] = "correct horse battery staple";
// Every tablet in turn hands over once a round. Two are enough to carry everything everywhere; a
// store that came back from a backup is given what it lacks in one more.
constexpr int mostRounds = 4;
constexpr int weeklySteps = 130;

enum Mishap : int {
    network,
    partition,
    machines,
    powerCuts,
    dyingWrites,
    fullDisks,
    failingDisks,
    clocks,
    tabletBackups,
    storeBackups,
    hostility,
    strangers,
    mishapKinds,
    /// No mishap, but not in every run either: some have to show that nothing is ever locked away.
    wishes = mishapKinds
};

QString machine(const QString& folder, const QString& name) {
    return folder + u"/m-"_qs + name;
}

}  // namespace

Ground Ground::lay(const QString& folder) {
    Ground ground;
    ground.folder = folder;
    Dice dice(0);
    Faults faults;
    Agenda agenda;
    std::map<std::string, SimDisk*> disks;
    useSimulatedDisks(disks, dice);
    Together together;
    QDir().mkpath(machine(folder, u"store"_qs));
    SimStore store(machine(folder, u"store"_qs) + u"/store"_qs, agenda, dice, faults);
    disks["m-store"] = &store.disk();
    store.create();

    std::vector<PersonId> members;
    std::vector<PersonId> external;
    const auto secret =
        succeed(Passphrase::entered(SecretBytes::copyOf(passphraseWords)), "a passphrase");
    for (int i = 0; i <= mostTablets; ++i) {
        Invitation one;
        one.initials = u"P%1"_qs.arg(i);
        one.person = PersonId::makeV7(store.clock(), store.random());
        one.external = i % 5 == 2;
        succeed(store.shelf().keep(Person{one.person, one.initials}), "keep a person");
        if (i > 0 && i < mostTablets) (one.external ? external : members).push_back(one.person);
        ground.invitations.push_back(one);
    }
    ground.assessment =
        succeed(admin::createAssessment(store.shelf(), store.shelf().keys(), u"Northmere"_qs,
                                        ground.invitations.front().person, members, external,
                                        store.clock(), store.random()),
                "make an assessment");
    for (int i = 0; i <= mostTablets; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const EnrolmentCode code =
            succeed(admin::issueCode(store.shelf(), ground.invitations[at].person,
                                     std::chrono::hours(24 * 3650), store.clock(), store.random()),
                    "issue a code");
        if (i == mostTablets) {  // nobody put them on a roster
            const SigningKey key = SigningKey::generate(store.random());
            ground.stranger = VaultId::makeV7(store.clock(), store.random());
            ground.strangersSeed = viewOf(key.seed().view()).toByteArray();
            EnrolRequest request;
            request.code = code.name();
            request.vault = ground.stranger;
            request.author = key.verifyKey();
            request.nonce = store.random().bytes(32);
            request.authority = store.shelf().keys().authorityFingerprint;
            HttpRequest http{"POST", wire::enrolPath, {}, request.encode(code.upKey())};
            promise(store.reach(http)->status == 200, "enrol the stranger");
            break;
        }
        const QString home = machine(folder, QString::number(i));
        QDir().mkpath(home);
        SimTablet tablet(i, home + u"/vault"_qs, ground.invitations[at], store, together, agenda,
                         dice, faults);
        disks["m-" + std::to_string(i)] = &tablet.disk();
        tablet.create(secret, code);
        ground.invitations[at] = tablet.invitation();
        ground.tablets.push_back(tablet.disk().image());
        disks.erase("m-" + std::to_string(i));
    }
    store.close();
    ground.store = store.disk().image();
    return ground;
}

World::World(std::uint64_t seed, const Ground& ground, const QString& folder)
    : m_ground(ground), m_folder(folder), m_dice(seed), m_office(~seed) {
    useSimulatedDisks(m_disks, m_dice);
    const auto lay = [&](const QString& name, SimDisk& disk, const SimDisk::Image& image) {
        m_disks["m-" + name.toStdString()] = &disk;
        disk.restore(image);
    };
    m_store = std::make_unique<SimStore>(machine(folder, u"store"_qs) + u"/store"_qs, m_agenda,
                                         m_dice, m_faults);
    lay(u"store"_qs, m_store->disk(), ground.store);
    m_result.tablets =
        m_dice.oneIn(4) ? m_dice.between(6, Ground::mostTablets) : m_dice.between(2, 5);
    for (int i = 0; i < m_result.tablets; ++i) {
        const QString name = QString::number(i);
        m_tablets.push_back(
            std::make_unique<SimTablet>(i, machine(folder, name) + u"/vault"_qs,
                                        ground.invitations[static_cast<std::size_t>(i)], *m_store,
                                        m_together, m_agenda, m_dice, m_faults));
        lay(name, m_tablets.back()->disk(), ground.tablets[static_cast<std::size_t>(i)]);
    }
}

World::~World() {
    m_tablets.clear();
    m_store->close();
}

World::Result World::run() {
    begin();
    turbulence();
    heal();
    m_result.changes = checkEverything(*m_store, m_tablets, m_together.wishes);
    for (const auto& tablet : m_tablets) m_result.files += tablet->savedFiles().size();
    for (const auto& order : succeed(m_store->shelf().orders(), "read the orders")) {
        if (order.value.restricted > 0)
            ++m_result.done[static_cast<std::size_t>(Operation::leftToTheLead)];
        if (order.value.erases()) ++m_result.done[static_cast<std::size_t>(Operation::erased)];
    }
    for (const auto& tablet : m_tablets)
        if (tablet->everEmptied()) ++m_result.done[static_cast<std::size_t>(Operation::emptied)];
    m_result.faults = m_faults;
    return m_result;
}

/// Everybody is enrolled and the lead has planned: over a network that loses things already.
void World::begin() {
    m_store->open();
    m_kinds = m_dice.next() | m_dice.next();  // three in four of the mishaps
    if ((m_kinds >> network & 1) != 0)
        for (auto& tablet : m_tablets) tablet->network().setFaultRate(m_dice.between(4, 12));
    for (auto& tablet : m_tablets) {
        tablet->unlock();
        // A backup that does not know everybody yet.
        if ((m_kinds >> storeBackups & 1) != 0 && !m_store->hasBackup() && m_dice.oneIn(6))
            m_store->backUp();
        for (int tries = 0; !tablet->isEnrolled(); ++tries) {
            promise(tries < 100, "enrolment is stuck");
            tablet->enrol();
            m_agenda.run(120s);
        }
    }
    SimTablet& lead = *m_tablets.front();
    for (auto& tablet : m_tablets)
        while (succeed(tablet->vault().ledger().notebooks(), "notebooks").empty()) {
            tablet->handOver();
            m_agenda.run(60s);
        }
    std::vector<Invitation> people;
    for (auto& tablet : m_tablets) people.push_back(tablet->invitation());
    lead.writeTeam(people);
    for (const auto& saved : lead.saved()) m_members.push_back(saved.record.id);
    std::sort(m_members.begin(), m_members.end());
    lead.writeSlot(m_members);
    lead.handOver();
    if ((m_kinds >> hostility & 1) != 0)
        for (auto& tablet : m_tablets) tablet->meetHostility(m_dice.between(3, 10));
}

void World::turbulence() {
    const int steps = m_dice.between(300, 460);
    const int calm = m_dice.between(4, 25);
    const int outOfUse = m_office.oneIn(3) ? m_office.between(80, 260) : steps;
    for (int step = 0; step < steps; ++step) {
        m_agenda.run(m_dice.oneIn(20) ? milliseconds(m_dice.between(1, 8) * 3'600'000)
                                      : milliseconds(m_dice.between(50, 60'000)));
        if (m_dice.oneIn(calm)) mishap();
        if (m_dice.oneIn(weeklySteps)) quietWeek();
        if (step >= outOfUse) takeOneOutOfUse();
        for (auto& tablet : m_tablets)
            if (tablet->disk().failedReading()) tablet->crash(SimDisk::Death::process);
        for (int tries = 0; tries < 20; ++tries) {
            SimTablet& tablet = *m_dice.pick(m_tablets);
            const Operation operation = tablet.isOpen() ? choose() : Operation::unlock;
            if (!act(tablet, operation)) continue;
            ++m_result.operations;
            ++m_result.done[static_cast<std::size_t>(operation)];
            break;
        }
    }
}

/// How often each is done, in thousandths.
Operation World::choose() {
    static constexpr std::array<std::pair<Operation, int>, 26> weights{{
        {Operation::writeSlot, 30},
        {Operation::openSession, 35},
        {Operation::addParticipant, 35},
        {Operation::agree, 30},
        {Operation::writeLine, 130},
        {Operation::typeDraft, 65},
        {Operation::finishDraft, 35},
        {Operation::look, 35},
        {Operation::saveWhatWasLookedAt, 65},
        {Operation::editLine, 65},
        {Operation::settle, 35},
        {Operation::strike, 30},
        {Operation::tag, 35},
        {Operation::attach, 45},
        {Operation::purge, 20},
        {Operation::wantAgain, 15},
        {Operation::purgeMeeting, 25},
        {Operation::wantMeeting, 8},
        {Operation::withdraw, 10},
        {Operation::takeBack, 3},
        {Operation::approveErasure, 30},
        {Operation::hold, 3},
        {Operation::release, 5},
        {Operation::rebuild, 3},
        {Operation::lock, 8},
        {Operation::cancelHandOver, 40},
    }};
    int thrown = m_dice.below(1'000);
    for (const auto& [operation, weight] : weights) {
        if (thrown < weight) return operation;
        thrown -= weight;
    }
    return Operation::handOver;
}

bool World::act(SimTablet& tablet, Operation operation) {
    const bool mayWish = (m_kinds >> wishes & 1) != 0;
    switch (operation) {
        case Operation::unlock:
            return tablet.unlock();
        case Operation::lock:
            return tablet.lock();
        case Operation::writeSlot:
            return m_slots < 6 && ++m_slots > 0 && tablet.writeSlot(m_members);
        case Operation::openSession:
            return tablet.openSession();
        case Operation::addParticipant:
            return tablet.addParticipant();
        case Operation::agree:
            return tablet.agree();
        case Operation::writeLine:
            return tablet.writeLine();
        case Operation::typeDraft:
            return tablet.typeDraft();
        case Operation::finishDraft:
            return tablet.finishDraft();
        case Operation::look:
            return tablet.look();
        case Operation::saveWhatWasLookedAt:
            return tablet.saveWhatWasLookedAt();
        case Operation::editLine:
            return tablet.editLine();
        case Operation::settle:
            return tablet.settle();
        case Operation::strike:
            return tablet.strike();
        case Operation::tag:
            return tablet.tag();
        case Operation::attach:
            return tablet.attach();
        case Operation::purge:
            return tablet.purge();
        case Operation::wantAgain:
            return tablet.wantAgain();
        case Operation::purgeMeeting:
            return tablet.purgeMeetingAfterwards();
        case Operation::wantMeeting:
            return tablet.wantMeeting();
        case Operation::withdraw:
            return mayWish && tablet.withdraw();
        case Operation::takeBack:
            return mayWish && tablet.takeBack();
        case Operation::approveErasure:
            return mayWish && tablet.approveErasure();
        case Operation::hold:
            return mayWish && tablet.hold();
        case Operation::release:
            return mayWish && tablet.release();
        case Operation::rebuild:
            return tablet.rebuild();
        case Operation::handOver:
            return tablet.handOver();
        case Operation::cancelHandOver:
            return tablet.cancelHandOver();
        case Operation::leftToTheLead:
        case Operation::erased:
        case Operation::takenOutOfUse:
        case Operation::emptied:
        case Operation::count:
            break;
    }
    return false;
}

void World::mishap() {
    const int kind = m_dice.below(mishapKinds);
    if ((m_kinds >> kind & 1) == 0) return;
    SimTablet& tablet = *m_dice.pick(m_tablets);
    switch (kind) {
        case partition:
            m_faults.add(Fault::partition);
            tablet.network().setPartition(m_agenda.now() +
                                          milliseconds(m_dice.between(1, 72) * 3'600'000));
            break;
        case machines:
        case powerCuts:
        case dyingWrites:
            mishapOfMachine();
            break;
        case fullDisks:
        case failingDisks:
            mishapOfDisk();
            break;
        case clocks:
            mishapOfClock(tablet.clock(), &tablet);
            break;
        case tabletBackups:
            if (!tablet.hasBackup() && !tablet.disk().troubled() && !tablet.isEmpty())
                tablet.backUp();
            else if (tablet.hasBackup() && m_dice.oneIn(2)) {
                m_faults.add(Fault::tabletRestored);
                tablet.restoreBackup();
            }
            break;
        case storeBackups:
            if (!m_store->hasBackup() && m_store->isUp())
                m_store->backUp();
            else if (m_store->hasBackup() && m_store->isUp() && m_dice.oneIn(2)) {
                m_faults.add(Fault::storeRestored);
                m_store->restoreBackup();
                m_together.outOfUse.reset();
            }
            break;
        case strangers:
            strangerTries();
            break;
        default:
            break;  // the network and the hostile go on all the time
    }
}

void World::mishapOfMachine() {
    SimTablet& tablet = *m_dice.pick(m_tablets);
    const bool power = m_dice.oneIn(2);
    const auto death = power ? SimDisk::Death::power : SimDisk::Death::process;
    switch (m_dice.below(4)) {
        case 0:
            m_faults.add(power ? Fault::tabletPowerCut : Fault::tabletKilled);
            tablet.crash(death);
            break;
        case 1:
            if (!m_store->isUp()) break;
            m_faults.add(power ? Fault::storePowerCut : Fault::storeKilled);
            m_store->crash(death);
            break;
        case 2:
            tablet.disk().dieAfter(m_dice.below(60));
            break;
        default:
            m_store->disk().dieAfter(m_dice.below(60));
    }
}

void World::mishapOfDisk() {
    const bool atStore = m_dice.oneIn(3);
    SimDisk& disk = atStore ? m_store->disk() : m_dice.pick(m_tablets)->disk();
    if (disk.troubled()) return;
    if (m_dice.oneIn(2)) {
        m_faults.add(atStore ? Fault::storeDiskFull : Fault::tabletDiskFull);
        disk.setRoom(m_dice.below(40'000));
    } else {
        m_faults.add(atStore ? Fault::storeDiskFailed : Fault::tabletDiskFailed);
        disk.failAfter(m_dice.below(80), m_dice.between(1, 8));
    }
    m_agenda.in(milliseconds(m_dice.between(10'000, 2'000'000)), [&disk] {
        if (!disk.dead()) disk.mend();
    });
}

void World::mishapOfClock(SimClock& clock, SimTablet* tablet) {
    switch (m_dice.below(3)) {
        case 0:
            m_faults.add(Fault::clockJump);
            clock.setWrongBy(milliseconds(m_dice.between(-7'200'000, 7'200'000)));
            break;
        case 1:
            m_faults.add(Fault::clockYearOut);
            clock.setWrongBy((m_dice.oneIn(2) ? 1 : -1) * milliseconds(365LL * 86'400'000));
            break;
        default:
            m_faults.add(Fault::noBattery);
            tablet->crash(SimDisk::Death::power);
            clock.setWrongBy(UtcTime() - m_agenda.now());
    }
}

/// Somebody's tablet is missed: as soon as one has something that the store has not. Once a run;
/// and not the lead's, who alone may read what is left to them.
void World::takeOneOutOfUse() {
    const auto index = static_cast<std::size_t>(Operation::takenOutOfUse);
    if (m_result.done[index] > 0) return;
    SimTablet& tablet =
        *m_tablets[static_cast<std::size_t>(m_office.between(1, m_result.tablets - 1))];
    if (!tablet.holdsUnsent()) return;
    const VaultId vault = tablet.vault().author().vault();
    if (!m_store->takeOutOfUse(vault)) return;
    tell(tablet.name() + ": taken out of use");
    m_together.outOfUse = vault;
    ++m_result.done[index];
}

/// Enrolled, and on nobody's roster: what they send is not taken, what they ask for does not exist.
void World::strangerTries() {
    if (!m_store->isUp() || m_store->disk().troubled()) return;
    m_faults.add(Fault::stranger);
    const SigningKey key(SecretBytes::copyOf(spanOf(m_ground.strangersSeed)));
    SeededRandom random(m_dice.next());
    SimClock clock(m_agenda);
    const NotebookId notebook =
        m_dice.oneIn(2) ? m_ground.assessment.team : m_ground.assessment.safeguarding;
    HttpRequest request{"POST", wire::pullPath, {}, {}};
    request.headers.set("Host", "store.test");
    const ChainId theirs{notebook,
                         m_tablets.front()->isOpen() ? m_tablets.front()->vault().author().vault()
                                                     : m_ground.stranger,
                         Lane::rest,
                         {}};
    request.body = wire::PullRequest{{{theirs, 0}}}.encode();
    signRequest(request, "store.test", m_ground.stranger, key, clock.utc());
    const auto pulled = m_store->reach(request);
    promise(!pulled || pulled->status == 404, "a stranger was answered");

    const Frame frame = strangersFrame(notebook, m_ground.stranger, key, clock, random);
    request.target = wire::pushPath;
    request.body.clear();
    appendFrame(request.body, encodeFrame(frame));
    signRequest(request, "store.test", m_ground.stranger, key, clock.utc());
    const auto pushed = m_store->reach(request);
    if (!pushed) return;
    const auto answer = wire::PushAnswer::decode(pushed->body);
    promise(answer && answer->answers.size() == 1 && !answer->answers.front().receipt,
            "a stranger's change was taken");
}

/// Nobody works, and a store that keeps backups makes a new one: what has been receipted for a week
/// is in every backup that can come back.
void World::quietWeek() {
    if (!m_store->isUp() || m_store->disk().troubled() || m_store->disk().failedReading()) return;
    m_agenda.run(std::chrono::days(limits::receiptDays + 1));
    if (!m_store->hasBackup()) return;
    if (m_store->isUp() && !m_store->disk().troubled())
        m_store->backUp();
    else
        m_store->forgetBackup();  // older than any that is kept
}

/// Nothing goes wrong any more. How long until everybody holds the same?
void World::heal() {
    tell("healing");
    m_store->disk().mend();
    for (auto& tablet : m_tablets) {
        tablet->disk().mend();
        tablet->network().setFaultRate(0);
        tablet->network().setPartition(UtcTime());
        tablet->meetHostility(0);
    }
    while (!m_agenda.empty()) m_agenda.next();
    for (auto& tablet : m_tablets)
        if (tablet->disk().failedReading()) tablet->crash(SimDisk::Death::process);
    if (!m_store->isUp()) m_store->open();
    for (auto& tablet : m_tablets) {
        if (tablet->isEmpty()) continue;
        // What a failing disk left undone is done at the next opening.
        tablet->lock();
        tablet->unlock();
        for (int tries = 0; !tablet->isEnrolled(); ++tries) {
            promise(tries < 10, "enrolment is stuck");
            tablet->enrol();
            m_agenda.run(60s);
        }
    }
    // What is asked for again has to come; the rest stays away.
    for (auto& tablet : m_tablets) {
        if (tablet->isEmpty()) continue;
        while (m_dice.oneIn(2) && tablet->wantMeeting()) continue;
    }
    for (m_result.rounds = 0; !everybodyHoldsTheSame(); ++m_result.rounds) {
        promise(m_result.rounds < mostRounds, "they do not come to hold the same");
        for (auto& tablet : m_tablets) {
            if (tablet->isEmpty()) continue;
            // A store that was restored hears of it from the tablets, in the first round.
            if (m_store->isOutOfUse(tablet->vault().author().vault())) tablet->endDrafts();
            const HandOver::Report report = tablet->handOverWhole();
            promise(!report.stopped,
                    tablet->name() + ": a hand-over stops for no reason: " +
                        (report.stopped ? std::string(report.stopped->name()) + " " +
                                              report.stopped->during + " " + report.stopped->detail
                                        : ""));
            m_agenda.run(1s);  // whoever was taken out of use empties themselves now
        }
    }
    for (auto& tablet : m_tablets)
        if (!tablet->isEmpty()) checkReasons(tablet->handOverWhole());
    // A file that nobody has any more is asked for each time.
    for (auto& tablet : m_tablets) {
        if (tablet->isEmpty()) continue;
        const HandOver::Report report = tablet->handOverWhole();
        if (report.roundTrips != 1 + report.blobs.notThereYet)
            tell("  " + std::to_string(report.roundTrips) + " round trips, " +
                 std::to_string(report.blobs.roundTrips) + " for attachments, of which " +
                 std::to_string(report.blobs.notThereYet) + " are not there yet, " +
                 std::to_string(report.blobs.toSend) + " to send, " +
                 std::to_string(report.blobs.toFetch) + " to fetch");
        promise(report.roundTrips == 1 + report.blobs.notThereYet,
                tablet->name() + ": nothing is new, and it takes more than one round trip");
    }
}

bool World::everybodyHoldsTheSame() {
    return std::all_of(m_tablets.begin(), m_tablets.end(), [this](const auto& tablet) {
        return tablet->isEmpty() || holdsWhatTheStoreHolds(*tablet, *m_store);
    });
}

}  // namespace candour::simulation
