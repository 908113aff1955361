// Who is in the room, and what each of them agreed to.
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

class TestCompany : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void meeting_beginsWithThePersonOfThePlan() {
        Room room;
        const auto people = must(room.sitting->people());
        QCOMPARE(people.size(), 1);
        QCOMPARE(people.front().role, u"Duty desk"_qs);
        QVERIFY(people.front().speaking);
        QVERIFY(!people.front().agreed);
    }
    void theStrip_saysWhatWasAnswered_notOnlyWhatWasAsked() {
        Room room;
        const auto words = [&] {
            QStringList all;
            for (const AgreedItem& item : must(room.sitting->agreed())) all += item.word;
            return all;
        };
        const RecordId person = room.company().front().participant.id;
        QCOMPARE(words(), (QStringList{u"Not asked yet"_qs, u"No recording"_qs}));
        room.answer(person, u"talk"_qs, AgreementModel::Yes);
        QCOMPARE(words(), (QStringList{u"Talk with us"_qs, u"Quote, by role only: not asked"_qs,
                                       u"No recording"_qs}));
        room.answer(person, u"quotation"_qs, AgreementModel::No);
        QCOMPARE(words()[1], u"Quote, by role only: no"_qs);
        room.answer(person, u"talk"_qs, AgreementModel::No);
        QCOMPARE(words()[0], u"Talk with us: no"_qs);
    }
    void oneYes_isEnoughForOnePerson() {
        Room room;
        QVERIFY(!must(room.sitting->mayTag()));
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        QVERIFY(must(room.sitting->mayTag()));
    }
    void wordsOfAnybody_needEverybodysYes() {
        Room room;
        const RecordId first = room.company().front().participant.id;
        const RecordId second = room.join(u"Team manager"_qs);
        room.answer(first, u"talk"_qs, AgreementModel::Yes);
        QVERIFY(!must(room.sitting->mayTag()));
        room.answer(second, u"talk"_qs, AgreementModel::Yes);
        QVERIFY(must(room.sitting->mayTag()));
    }
    void byTelephone_aNoCountsInTheRoom_andAYesIsAskedForAgain() {
        Room room;
        const ListedRecord there = room.company().front().participant;
        const RecordName person{there.notebook, u"participant"_qs, there.id};
        const Saved trackedCase = room.test.put({.type = u"tracked_case"_qs,
                                                 .fields = {{u"number"_qs, u"07"_qs},
                                                            {u"summary"_qs, u"Home care"_qs},
                                                            {u"stage"_qs, u"listed"_qs}}});
        room.test.edit(person, u"standing"_qs, u"person"_qs);
        room.test.edit(person, u"case"_qs, cbor::Value(trackedCase.name.id));
        const auto rang = [&](const QString& event) {
            room.test.put({.type = u"case_agreement"_qs,
                           .fields = {{u"case"_qs, cbor::Value(trackedCase.name.id)},
                                      {u"purpose"_qs, u"talk"_qs},
                                      {u"event"_qs, event},
                                      {u"source"_qs, u"confirmed_by_cqc"_qs},
                                      {u"time"_qs, room.test.now()}}});
        };
        rang(u"given"_qs);
        QCOMPARE(room.company().front().talk(), AgreementState::notAsked);
        room.answer(person.id, u"talk"_qs, AgreementModel::Yes);
        QVERIFY(must(room.sitting->mayTag()));
        room.test.clock.advance(milliseconds(60'000));
        rang(u"withdrawn"_qs);
        QCOMPARE(room.company().front().talk(), AgreementState::withdrawn);
        QVERIFY(!must(room.sitting->mayTag()));
    }
    void wordsOfWhoSaidYes_countThoughAnotherSaidNo() {
        Room room;
        const RecordId yes = room.company().front().participant.id;
        const RecordId no = room.join(u"Team manager"_qs);
        room.answer(yes, u"talk"_qs, AgreementModel::Yes);
        room.answer(no, u"talk"_qs, AgreementModel::No);
        QCOMPARE(room.tagsOf(room.say(u"Hers"_qs, {1}, yes)), 1);
        QCOMPARE(room.tagsOf(room.say(u"His"_qs, {1}, no)), 0);
        QCOMPARE(room.tagsOf(room.say(u"Somebody’s"_qs, {1})), 0);
    }
    void tagAfterwards_asksTheSpeakersAgreement_notTheOneChosenNow() {
        Room room;
        const RecordId yes = room.company().front().participant.id;
        const RecordId no = room.join(u"Team manager"_qs);
        room.answer(yes, u"talk"_qs, AgreementModel::Yes);
        room.answer(no, u"talk"_qs, AgreementModel::No);
        const QString hers = room.say(u"Hers"_qs, {}, yes);
        const QString his = room.say(u"His"_qs, {}, no);
        room.sitting->choose(no);
        must(room.sitting->tag(0, hers, 1, true));
        room.sitting->choose(yes);
        const Status refused = room.sitting->tag(0, his, 1, true);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::notAllowed);
        QCOMPARE(room.tagsOf(hers), 1);
        QCOMPARE(room.tagsOf(his), 0);
    }
    void answersOfOneSheet_areRecordedTogetherOrNotAtAll() {
        Room room;
        PurposeRow good;
        good.key = u"talk"_qs;
        good.choice = AgreementModel::Yes;
        PurposeRow bad = good;
        bad.key = u"no such purpose"_qs;
        const Status recorded = recordAgreement(*room.test.vault, room.council, room.slot,
                                                room.company().front().participant.id, {good, bad},
                                                false, room.test.vault->author().now());
        QVERIFY(!recorded);
        QVERIFY(room.company().front().events.empty());
    }
    void laterAnswer_isAskedOfThatPersonAlone() {
        Room room;
        const RecordId first = room.company().front().participant.id;
        const RecordId second = room.join(u"Team manager"_qs);
        room.answer(second, u"quotation"_qs, AgreementModel::No);
        const auto sheet = must(readAgreement(*room.test.vault, room.council, room.slot, second));
        QCOMPARE(sheet.participant, second.toString());
        QVERIFY(sheet.who.startsWith(u"Team manager"));
        const auto other = must(readAgreement(*room.test.vault, room.council, room.slot, first));
        for (const PurposeRow& row : other.purposes) QCOMPARE(row.choice, -1);
    }
    void answersHalfGiven_areThereAfterAKill_andOfThatPersonAlone() {
        Room room;
        const RecordId first = room.company().front().participant.id;
        const RecordId second = room.join(u"Team manager"_qs);
        AgreementSheet sheet =
            must(readAgreement(*room.test.vault, room.council, room.slot, first));
        PurposeRow& row = sheet.purposes.front();
        row.choice = AgreementModel::Yes;
        row.told = AgreementModel::Gesture;
        row.ability = AgreementModel::Doubt;
        row.supportTried = u"Pictures"_qs;
        row.outcome = u"She nodded"_qs;
        row.consulted = u"Her advocate"_qs;
        sheet.scriptGiven = u"14:02"_qs;
        sheet.scriptNow = true;
        must(saveAgreement(*room.test.vault, sheet));
        room.restart();
        const auto read = must(readAgreement(*room.test.vault, room.council, room.slot, first));
        QCOMPARE(read.purposes.front(), row);
        QCOMPARE(read.scriptGiven, u"14:02"_qs);
        const auto other = must(readAgreement(*room.test.vault, room.council, room.slot, second));
        QCOMPARE(other.purposes.front().choice, -1);
        // Recorded, it is no draft any more; and what cannot be recorded stays one.
        PurposeRow bad = row;
        bad.key = u"no such purpose"_qs;
        const auto record = [&](const PurposeRow& answer) {
            return recordAgreement(*room.test.vault, room.council, room.slot, first, {answer}, true,
                                   room.test.vault->author().now());
        };
        QVERIFY(!record(bad));
        QCOMPARE(must(room.test.vault->drafts().open()).size(), std::size_t(1));
        must(record(row));
        QVERIFY(must(room.test.vault->drafts().open()).empty());
        const auto stands = must(readAgreement(*room.test.vault, room.council, room.slot, first));
        QVERIFY(stands.purposes.front().stands());
        QCOMPARE(stands.purposes.front().choice, int(AgreementModel::Yes));
    }
    void answersAllTakenBack_leaveNoDraft() {
        Room room;
        AgreementSheet sheet = must(readAgreement(*room.test.vault, room.council, room.slot));
        sheet.purposes.front().choice = AgreementModel::No;
        must(saveAgreement(*room.test.vault, sheet));
        sheet.purposes.front().choice = -1;
        must(saveAgreement(*room.test.vault, sheet));
        QVERIFY(must(room.test.vault->drafts().open()).empty());
    }
    void openingWords_areNotedOnlyWhenTheyWereSaid() {
        Room room;
        const RecordId person = room.company().front().participant.id;
        PurposeRow row;
        row.key = u"talk"_qs;
        row.choice = AgreementModel::Yes;
        must(recordAgreement(*room.test.vault, room.council, room.slot, person, {row}, false,
                             room.test.vault->author().now()));
        QVERIFY(!room.company().front().scriptGiven.isValid());
        room.answer(person, u"quotation"_qs, AgreementModel::Yes);
        QVERIFY(room.company().front().scriptGiven.isValid());
    }

    void pause_stopsTagging_andGoingOnRestoresTheYes() {
        Room room;
        const RecordId person = room.company().front().participant.id;
        room.answer(person, u"talk"_qs, AgreementModel::Yes);
        room.test.clock.advance(milliseconds(1'000));
        must(room.sitting->pause(true));
        const UtcTime began = room.test.clock.utc();
        QCOMPARE(room.sitting->pausedSince(), began);
        QVERIFY(!must(room.sitting->mayTag()));
        const QString meanwhile = room.say(u"By the way"_qs, {1});
        QCOMPARE(room.tagsOf(meanwhile), 0);
        // Since when it is paused is still known after the page was left.
        QCOMPARE(must(room.sitting->state()).pausedSince, began);
        room.test.clock.advance(milliseconds(1'000));
        must(room.sitting->pause(false));
        QVERIFY(!room.sitting->pausedSince());
        QVERIFY(must(room.sitting->mayTag()));
        const auto rows = must(room.sitting->rows(0, 1));
        QCOMPARE(rows.front().note, u"Written while paused"_qs);
    }
    void pause_beforeAnythingWasAsked_becomesNoYes() {
        Room room;
        must(room.sitting->pause(true));
        room.test.clock.advance(milliseconds(1'000));
        must(room.sitting->pause(false));
        QCOMPARE(room.company().front().talk(), AgreementState::asked);
        QVERIFY(!must(room.sitting->mayTag()));
    }
    void pause_leavesANoANo() {
        Room room;
        const RecordId person = room.company().front().participant.id;
        room.answer(person, u"talk"_qs, AgreementModel::No);
        room.test.clock.advance(milliseconds(1'000));
        must(room.sitting->pause(true));
        must(room.sitting->pause(false));
        QCOMPARE(room.company().front().talk(), AgreementState::refused);
    }
    void pause_leavesAStopAStop() {
        Room room;
        const RecordId person = room.company().front().participant.id;
        room.answer(person, u"talk"_qs, AgreementModel::Yes);
        room.test.clock.advance(milliseconds(1'000));
        must(room.sitting->pause(true));
        room.test.put({.type = u"withdrawal"_qs,
                       .fields = {{u"participant"_qs, cbor::Value(person)},
                                  {u"outcome"_qs, u"stop"_qs},
                                  {u"time"_qs, room.test.now()}}});
        room.test.clock.advance(milliseconds(1'000));
        must(room.sitting->pause(false));
        // Nobody was asked: what they say is no evidence until they say yes again.
        QVERIFY(room.company().front().stopped);
        QVERIFY(!must(room.sitting->mayTag()));
        room.test.clock.advance(milliseconds(1'000));
        room.answer(person, u"talk"_qs, AgreementModel::Yes);
        QVERIFY(must(room.sitting->mayTag()));
    }
    void homeVisit_asksOneAfterTheOther() {
        Room room(u"home_visit"_qs);
        const RecordId first = room.company().front().participant.id;
        const RecordId second = room.join(u"Daughter"_qs);
        QCOMPARE(must(room.sitting->agreementFirst()), std::optional(first));
        room.answer(first, u"talk"_qs, AgreementModel::Yes);
        QCOMPARE(must(room.sitting->agreementFirst()), std::optional(second));
        room.answer(second, u"talk"_qs, AgreementModel::Yes);
        QCOMPARE(must(room.sitting->agreementFirst()), std::optional<RecordId>());
    }
    void nobodyJoins_withoutARole() {
        Room room;
        QVERIFY(!room.sitting->addPerson(u"   "_qs));
        QCOMPARE(must(room.sitting->people()).size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestCompany)
#include "tst_company.moc"
