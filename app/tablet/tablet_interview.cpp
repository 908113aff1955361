// Today, and what happens in the room: the pages of an interview.
#include "app/records/sessionids.h"
#include "app/rules/recordwords.h"
#include "app/tablet/asking.h"
#include "app/tablet/closing.h"
#include "app/tablet/day.h"
#include "app/tablet/meetingrecords.h"
#include "app/tablet/tablet_engine.h"
#include "app/viewmodels/wording.h"

namespace candour {
namespace {

/// How much of a meeting is here; one that was taken off this tablet is asked for again. Nothing
/// can be written in it until all of it is here.
Result<Ledger::Text> askedBack(Vault& vault, const NotebookId& meeting) {
    TRY(const auto text, vault.ledger().textOf(meeting));
    if (text == Ledger::Text::dropped) TRY_OK(vault.askBack(meeting));
    return text;
}

/// What is typed while another session opens is not that one's.
Status isOf(const Sitting& sitting, const QString& session) {
    if (!session.isEmpty() && sitting.session().toString() != session)
        return fail(Code::cancelled, "keep a line");
    return {};
}

/// Why a meeting does not open that is not all here. On a network that is paid for by the megabyte
/// it `waits`.
QString awayWords(Ledger::Text text, bool waits) {
    if (waits)
        return Tablet::tr(
            "This meeting is not on this tablet. This network is paid for by the megabyte, so it "
            "comes with a hand-over over another one, or with one that you allow on Hand over.");
    if (text == Ledger::Text::comingBack)
        return Tablet::tr(
            "Not all of this meeting has come back yet. A hand-over begins now if the store can be "
            "reached. If one has ended well since you asked for it, the store lacks some of it: "
            "tell your administrator today. A colleague's tablet that has it gives it again.");
    return Tablet::tr(
        "This meeting was taken off this tablet. It comes back with a hand-over, which begins now "
        "if the store can be reached.");
}

}  // namespace

// Today
// ---------------------------------------------------------------------------------------------------

void Tablet::connectToday() {
    connect(&m_models.today, &TodayModel::startRequested, this,
            [this](const QString& slot) { openSitting(slot); });
    connect(&m_models.today, &TodayModel::sessionChosen, this, [this](const QString& slot) {
        ask(
            [slot](Engine& engine) -> Result<NextSession> {
                const auto id = RecordId::fromString(slot);
                if (!id) return fail(Code::notFound, "find a session");
                return readSession(*engine.vault, engine.council, *id, engine.now());
            },
            [this](const NextSession& next) { m_models.today.showNext(next); });
    });
}

void Tablet::showDay() {
    ask([](Engine& engine) { return readDay(*engine.vault, engine.council, engine.now()); },
        [this](DayPlan plan) { m_models.today.show(std::move(plan)); },
        [this](const Error& error) {
            if (error.code != Code::cancelled) m_models.today.showUnreadable();
        });
}

void Tablet::openSitting(const QString& slot, const std::optional<RecordId>& toAsk) {
    struct Opened {
        Ledger::Text text = Ledger::Text::here;
        bool agreementFirst = false;
        QString session;
        int lines = 0;
        CaptureState state;
        QList<PersonRow> people;
        RoomState room;
        MeetingRecords records;
        ClosingState closing;
        QList<FollowUpRow> followUps;
        std::optional<InkDraft> ink;
    };
    // Whatever the last sitting still holds goes to it, not to the one that opens now.
    m_models.capture.leave();
    m_models.closing.leave();
    m_models.ink.leave();
    ask(
        [slot, toAsk](Engine& engine) -> Result<Opened> {
            const auto id = RecordId::fromString(slot);
            if (!id) return fail(Code::notFound, "find a session");
            Opened opened;
            TRY(opened.text, askedBack(*engine.vault, sessionNotebookOf(*id)));
            if (opened.text != Ledger::Text::here) return opened;
            TRY(auto sitting,
                Sitting::open(*engine.vault, engine.council, *id, engine.clock, engine.random));
            TRY(const auto first, sitting->agreementFirst());
            engine.asked = toAsk ? toAsk : first;
            opened.agreementFirst = engine.asked.has_value();
            TRY(opened.state, sitting->state());
            TRY(opened.people, sitting->people());
            TRY(opened.room, sitting->room());
            TRY(opened.records,
                readMeetingRecords(*engine.vault, sitting->plan(), sitting->session()));
            TRY(opened.closing, readClosing(*engine.vault, sitting->session()));
            TRY(opened.followUps, readFollowUps(*engine.vault, *id));
            TRY(opened.ink, readInk(*engine.vault, engine.inkIds, sitting->session()));
            opened.lines = sitting->lineCount();
            opened.session = sitting->session().toString();
            engine.sitting = std::move(sitting);
            return opened;
        },
        [this](Opened opened) {
            if (opened.text != Ledger::Text::here) {
                const bool waits = m_machine.isMetered() && !m_models.handOver.wish().overMetered;
                m_models.shell.showNotice(awayWords(opened.text, waits));
                if (!waits) handOver(AskedBy::person);
                return;
            }
            m_session = opened.session;
            m_sessionTitle = opened.state.title;
            m_models.capture.lines()->showCount(opened.lines);
            m_models.ink.show(opened.session, opened.state.speaker, opened.ink);
            m_models.capture.show(std::move(opened.state));
            m_models.people.show(opened.people);
            m_models.people.showRoom(opened.room);
            m_models.people.showRecords(opened.records);
            m_models.people.joining()->open(opened.session);
            m_models.closing.show(opened.closing);
            m_models.closing.showFollowUps(opened.followUps);
            m_models.shell.go(opened.agreementFirst ? ShellModel::Agreement : ShellModel::Capture);
        });
}

void Tablet::openAsking(const QString& participant) {
    struct Wanted {
        RecordId person;
        QString slot;
    };
    ask(
        [participant](Engine& engine) -> Result<Wanted> {
            const auto id = RecordId::fromString(participant);
            if (!id) return fail(Code::notFound, "find somebody to ask");
            TRY(const ListedRecord person, readListed(*engine.vault, *id));
            TRY(const ListedRecord session,
                readListed(*engine.vault, idIn(person.values, u"session")));
            return Wanted{*id, idIn(session.values, u"slot").toString()};
        },
        [this](const Wanted& wanted) { openSitting(wanted.slot, wanted.person); });
}

// Capture
// ---------------------------------------------------------------------------------------------------

void Tablet::connectCapture() {
    CaptureModel& capture = m_models.capture;
    connect(capture.lines(), &LineListModel::rowsNeeded, this, [this](int first, int count) {
        askSitting([first, count](Engine&, Sitting& sitting) { return sitting.rows(first, count); },
                   [this, first](const QList<LineRow>& rows) {
                       m_models.capture.lines()->showRows(first, rows);
                   });
    });
    connect(&capture, &CaptureModel::draftChanged, this, [this](const LineDraft& draft) {
        askSitting(
            [draft, session = m_session](Engine&, Sitting& sitting) -> Result<UtcTime> {
                TRY_OK(isOf(sitting, session));
                return sitting.save(draft);
            },
            [this, revision = draft.revision](UtcTime at) {
                m_models.capture.showSaved(revision, at);
            },
            [this](const Error&) { m_models.capture.showNotSaved(); });
    });
    const auto finish = [this](const LineDraft& draft) {
        askSitting(
            [draft, session = m_session](Engine&, Sitting& sitting) -> Result<QString> {
                TRY_OK(isOf(sitting, session));
                return sitting.finish(draft);
            },
            [this, draft](const QString& id) {
                m_models.capture.showLineKept(draft.serial, id);
                m_models.capture.showSaved(draft.revision, m_clock.utc());
                if (!draft.tags.isEmpty()) refreshSitting();
                refreshSoon();
            },
            [this, serial = draft.serial](const Error& error) {
                // It is sent again until it is kept; the reason is said once.
                if (m_models.capture.showLineNotKept(serial)) complain(error);
            });
    };
    connect(&capture, &CaptureModel::lineFinished, this, finish);
    connect(&capture, &CaptureModel::momentMarked, this, finish);
    connect(&capture, &CaptureModel::draftDropped, this, [this](const LineDraft& draft) {
        askSitting([draft](Engine&, Sitting& sitting) { return sitting.drop(draft); }, [] {});
    });
    connect(&capture, &CaptureModel::tagRequested, this,
            [this](qint64 serial, const QString& line, int statement, bool add) {
                askSitting(
                    [=](Engine&, Sitting& sitting) {
                        return sitting.tag(serial, line, statement, add);
                    },
                    [this] {
                        refreshSitting();
                        refreshSoon();
                    });
            });
    connect(&capture, &CaptureModel::settingChosen, this, [this](const QString& key, bool chosen) {
        askSitting([=](Engine&, Sitting& sitting) { return sitting.chooseSetting(key, chosen); },
                   [this] { refreshSoon(); });
    });
    connect(&capture, &CaptureModel::promptTicked, this, [this](const QString& key, bool covered) {
        askSitting([=](Engine&, Sitting& sitting) { return sitting.tickPrompt(key, covered); },
                   [this] { refreshSitting(); });
    });
    connect(&capture, &CaptureModel::pauseChosen, this, [this](bool paused) {
        askSitting([=](Engine&, Sitting& sitting) { return sitting.pause(paused); },
                   [this] {
                       refreshSitting();
                       refreshSoon();
                   });
    });
}

void Tablet::connectInk() {
    InkModel& model = m_models.ink;
    connect(&model, &InkModel::draftChanged, this, [this](const InkDraft& draft) {
        ask([draft](Engine& engine) { return saveInk(*engine.vault, engine.inkIds, draft); },
            [this, revision = draft.revision](UtcTime at) { m_models.ink.showSaved(revision, at); },
            [this](const Error&) { m_models.ink.showNotSaved(); });
    });
    connect(&model, &InkModel::sheetFinished, this, [this](const InkDraft& draft) {
        ask([draft](Engine& engine) { return finishInk(*engine.vault, engine.inkIds, draft); },
            [this, session = draft.session, serial = draft.serial] {
                m_models.ink.showKept(session, serial);
                refreshSoon();
            },
            [this](const Error&) { m_models.ink.showNotKept(); });
    });
    connect(&model, &InkModel::sheetDropped, this, [this](const InkDraft& draft) {
        ask([draft](Engine& engine) { return dropInk(*engine.vault, engine.inkIds, draft); },
            [] {});
    });
}

void Tablet::refreshSitting() {
    struct Facts {
        QList<AgreedItem> agreed;
        bool mayTag = false;
        std::optional<UtcTime> pausedSince;
        QList<Prompt> prompts;
        QList<PersonRow> people;
        RoomState room;
        MeetingRecords records;
    };
    askSitting(
        [](Engine& engine, Sitting& sitting) -> Result<Facts> {
            Facts facts;
            TRY(facts.room, sitting.room());
            TRY(facts.records,
                readMeetingRecords(*engine.vault, sitting.plan(), sitting.session()));
            TRY(facts.agreed, sitting.agreed());
            TRY(facts.mayTag, sitting.mayTag());
            TRY(facts.prompts, sitting.prompts());
            TRY(facts.people, sitting.people());
            facts.pausedSince = sitting.pausedSince();
            return facts;
        },
        [this](const Facts& facts) {
            m_models.capture.showAgreed(facts.agreed, facts.mayTag);
            m_models.capture.showPaused(facts.pausedSince.has_value(),
                                        facts.pausedSince.value_or(UtcTime{}));
            m_models.capture.showPrompts(facts.prompts);
            m_models.people.show(facts.people);
            m_models.people.showRoom(facts.room);
            m_models.people.showRecords(facts.records);
        });
}

// Who is there, and the end
// ------------------------------------------------------------------------------------

void Tablet::connectPeople() {
    PeopleModel& people = m_models.people;
    connect(&people, &PeopleModel::speakerChosen, this, [this](const QString& key) {
        askSitting(
            [key](Engine&, Sitting& sitting) -> Status {
                sitting.choose(RecordId::fromString(key));
                return {};
            },
            [this] { refreshSitting(); });
    });
    const auto joins = [this](Status (Sitting::*add)(const QString&)) {
        return [this, add](const QString& role) {
            askSitting(
                [role, add](Engine& engine, Sitting& sitting) -> Status {
                    TRY_OK((sitting.*add)(role));
                    return keepJotted(*engine.vault, Jotting::Use::joining,
                                      sitting.session().toString(), {});
                },
                [this] {
                    refreshSitting();
                    refreshSoon();
                },
                [this, role](const Error& error) {
                    m_models.people.joining()->giveBack(role);
                    complain(error);
                });
        };
    };
    connect(&people, &PeopleModel::personAdded, this, joins(&Sitting::addPerson));
    connect(&people, &PeopleModel::roleAdded, this, joins(&Sitting::addRole));
    keepTyped(*people.joining());
    connect(&people, &PeopleModel::formRequested, this,
            [this](const QString& type, const QString& id, const QVariantMap& given) {
                if (id.isEmpty()) return m_models.form.add(type, given);
                m_models.form.amend(type, id);
            });
    connect(&people, &PeopleModel::countChanged, this, [this](const QString& key, int count) {
        askSitting([=](Engine&, Sitting& sitting) { return sitting.setHeadcount(key, count); },
                   [this] { refreshSoon(); });
    });
    connect(&m_models.capture, &CaptureModel::tallyChanged, this,
            [this](const QString& line, const Tally& tally) {
                askSitting([=](Engine&, Sitting& sitting) { return sitting.setTally(line, tally); },
                           [this] { refreshSoon(); });
            });
    connect(&people, &PeopleModel::askRequested, this, [this](const QString& key) {
        ask(
            [key](Engine& engine) -> Status {
                engine.asked = RecordId::fromString(key);
                return {};
            },
            [this] { m_models.shell.go(ShellModel::Agreement); });
    });
}

void Tablet::connectClosing() {
    ClosingModel& closing = m_models.closing;
    connect(&closing, &ClosingModel::answerChanged, this,
            [this](ClosingModel::Answer answer, const QString& text, const ClosingBefore& before) {
                askSitting(
                    [=](Engine& engine, Sitting& sitting) {
                        return saveAnswer(*engine.vault, sitting.session(), answer, text, before);
                    },
                    [this] { m_models.closing.showSaved(true); },
                    [this](const Error&) { m_models.closing.showSaved(false); });
            });
    connect(&closing, &ClosingModel::keepRequested, this,
            [this](const ClosingAnswers& answers, bool finished) {
                // The line with the caret is part of the session that ends.
                if (finished) m_models.capture.leave();
                askSitting(
                    [=](Engine& engine, Sitting& sitting) {
                        return close(*engine.vault, engine.council, sitting.slot(),
                                     sitting.session(), answers, finished, engine.now());
                    },
                    [this, finished] {
                        refreshSoon();
                        if (finished) m_models.shell.go(ShellModel::Today);
                    },
                    [this, answers](const Error& error) {
                        m_models.closing.showNotKept(answers);
                        complain(error);
                    });
            });
    connect(&closing, &ClosingModel::followUpAdded, this, [this](const QString& what) {
        askSitting(
            [what](Engine& engine, Sitting& sitting) {
                return addFollowUp(*engine.vault, engine.council, sitting.slot(), sitting.session(),
                                   what);
            },
            [this, what] {
                m_models.closing.showAdded(what);
                refreshFollowUps();
            },
            [this](const Error& error) {
                m_models.closing.showNotAdded();
                complain(error);
            });
    });
    connect(&closing, &ClosingModel::followUpSettled, this, [this](const QString& key, bool done) {
        ask([=](Engine& engine) { return settleFollowUp(*engine.vault, key, done); },
            [this] { refreshFollowUps(); });
    });
}

void Tablet::refreshFollowUps() {
    refreshSoon();
    askSitting([](Engine& engine,
                  Sitting& sitting) { return readFollowUps(*engine.vault, sitting.slot()); },
               [this](const QList<FollowUpRow>& rows) { m_models.closing.showFollowUps(rows); });
}

// Agreement
// ---------------------------------------------------------------------------------------------------

void Tablet::showAgreement() {
    askSitting(
        [](Engine& engine, Sitting& sitting) {
            return readAgreement(*engine.vault, engine.council, sitting.slot(), engine.asked);
        },
        [this](AgreementSheet sheet) { m_models.agreement.show(std::move(sheet)); });
}

void Tablet::connectAgreement() {
    AgreementModel& agreement = m_models.agreement;
    connect(&agreement, &AgreementModel::changed, this,
            [this](qint64 revision, const AgreementSheet& sheet) {
                ask([sheet](Engine& engine) { return saveAgreement(*engine.vault, sheet); },
                    [this, revision] { m_models.agreement.showSaved(revision); },
                    [this](const Error&) { m_models.agreement.showNotSaved(); });
            });
    connect(&agreement, &AgreementModel::scriptGivenRequested, this, [this] {
        m_models.agreement.showScriptGiven(
            wording::hourMinute(wording::local(m_clock.utc(), m_clock.zoneOffset())));
    });
    connect(&agreement, &AgreementModel::recordRequested, this,
            [this](const QString& participant, const QList<PurposeRow>& answers, bool scriptGiven) {
                askSitting(
                    [=](Engine& engine, Sitting& sitting) -> Status {
                        const auto person = RecordId::fromString(participant);
                        if (!person) return fail(Code::notFound, "record an agreement");
                        return recordAgreement(*engine.vault, engine.council, sitting.slot(),
                                               *person, answers, scriptGiven, engine.now());
                    },
                    [this] { m_models.agreement.showRecorded(); });
            });
    connect(&agreement, &AgreementModel::recorded, this, [this] {
        struct Next {
            bool mayWrite = false;
            bool another = false;  // somebody else has to be asked first
        };
        askSitting(
            [](Engine& engine, Sitting& sitting) -> Result<Next> {
                const auto before = engine.asked;
                TRY(const auto first, sitting.agreementFirst());
                engine.asked = first;
                return Next{!first, first && before && *first != *before};
            },
            [this](const Next& next) {
                refreshSitting();
                refreshSoon();
                if (next.another) return showAgreement();
                m_models.shell.go(next.mayWrite ? ShellModel::Capture : ShellModel::Today);
            });
    });
}

}  // namespace candour
