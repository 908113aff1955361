// Safeguarding alerts on a real vault: kept from the first key, first in line, red until somebody
// has heard of it.
#include "app/rules/safeguarding.h"
#include "app/tablet/evening.h"
#include "app/tablet/protecting.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;
using Model = SafeguardingModel;

namespace {

struct Alarm {
    [[nodiscard]] Vault& vault() { return *room.test.vault; }
    [[nodiscard]] Moment now() { return vault().author().now(); }
    [[nodiscard]] AlertBook book() {
        return must(readAlerts(vault(), room.council, shippedSafeguardingRoutes(), spare));
    }
    [[nodiscard]] AlertSheet fresh(const QString& what = u"No food in"_qs) {
        AlertSheet sheet;
        sheet.key = spare.toString();
        sheet.session = room.sitting->session().toString();
        sheet.answers.raised = room.test.clock.utc();
        sheet.answers.what = what;
        return sheet;
    }
    [[nodiscard]] AlertSheet inLine(int council = Model::NotSure) {
        AlertSheet sheet = fresh();
        sheet.answers.council = council;
        must(putAlert(vault(), room.council, sheet, now()));
        return book().sheets.front();
    }
    /// What is still being written once its telling is on the way.
    [[nodiscard]] static AlertSheet withoutTelling(AlertSheet sheet) {
        sheet.telling = {};
        return sheet;
    }
    [[nodiscard]] Telling telling(const QString& step, int way = Model::Phone) {
        return {step, u"Assessment lead"_qs, room.test.clock.utc(), way, {}, {}};
    }
    [[nodiscard]] FieldValues record() {
        const auto alerts = must(listAll(vault(), {.type = u"safeguarding_alert"_qs}));
        return alerts.empty() ? FieldValues() : alerts.front().values;
    }
    [[nodiscard]] RecordView view() { return must(vault().records().get(spare)); }
    /// The assessment lead's tablet, which has the alert as it is now.
    [[nodiscard]] Colleague lead() { return {room, 2, view().name.notebook, Lane::urgent}; }
    [[nodiscard]] QString text(QStringView field) { return valueOf(record(), field).text(); }

    Room room;
    RecordId spare = RecordId::makeV7(room.test.clock, room.test.random);
};

}  // namespace

class TestProtecting : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everythingBeingWritten_isThereAfterARestart() {
        Alarm alarm;
        AlertSheet sheet = alarm.fresh();
        sheet.answers.danger = Model::No;
        sheet.answers.wishes = Model::Unsure;
        sheet.answers.wishesWords = u"Not a fuss"_qs;
        sheet.answers.council = Model::Yes;
        sheet.answers.about = {u"provider"_qs};
        sheet.answers.harm = {u"neglect"_qs};
        sheet.answers.othersAtRisk = true;
        sheet.answers.concern = true;
        sheet.waiting = {alarm.telling(u"tried"_qs)};
        sheet.telling = {true,        u"told_lead"_qs, Model::Acted,    u"Lead"_qs,
                         u"16:34"_qs, Model::Email,    u"half a no"_qs, u"R1"_qs};
        must(saveAlert(alarm.vault(), sheet));
        alarm.room.restart();
        const AlertSheet read = alarm.book().sheets.front();
        QCOMPARE(read.answers, sheet.answers);
        QCOMPARE(read.waiting, sheet.waiting);
        QCOMPARE(read.telling, sheet.telling);
        QCOMPARE(read.session, sheet.session);
        QCOMPARE(read.origin, u"Duty desk"_qs);
        QVERIFY(!read.inLine);
        QCOMPARE(must(countUnheard(alarm.vault())), 1);
    }
    void redirection_needsAReason_andUntilThenItGoesTheUsualWay() {
        Alarm alarm;
        AlertSheet sheet = alarm.fresh();
        sheet.answers.council = Model::Yes;
        sheet.answers.redirected = true;
        QVERIFY(sheet.answers.toLead());
        sheet.answers.routeReason = u"  "_qs;
        QVERIFY(sheet.answers.toLead());
        sheet.answers.routeReason = u"The lead: another directorate, and they must act tonight"_qs;
        QVERIFY(!sheet.answers.toLead());
        must(saveAlert(alarm.vault(), sheet));
        alarm.room.restart();
        QCOMPARE(alarm.book().sheets.front().answers, sheet.answers);
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        QCOMPARE(alarm.text(u"route"), u"local_authority"_qs);
        QCOMPARE(alarm.text(u"route_reason"), sheet.answers.routeReason);
        QVERIFY(hasConflict(alarm.record()));
        QVERIFY(routeIsSound(alarm.record()));
    }
    void everyRoute_isReadAsItWasChosen_data() {
        QTest::addColumn<int>("council");
        QTest::addColumn<bool>("redirected");
        for (const int council : {int(Model::Yes), int(Model::No), int(Model::NotSure)})
            for (const bool redirected : {false, true})
                QTest::addRow("%d %d", council, redirected) << council << redirected;
    }
    void everyRoute_isReadAsItWasChosen() {
        QFETCH(int, council);
        QFETCH(bool, redirected);
        Alarm alarm;
        AlertSheet sheet = alarm.fresh();
        sheet.answers.council = council;
        sheet.answers.redirected = redirected;
        if (redirected) sheet.answers.routeReason = u"The lead says so"_qs;
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        const AlertAnswers read = alarm.book().sheets.front().answers;
        QCOMPARE(read.council, council);
        QCOMPARE(read.redirected, redirected);
        QCOMPARE(read.routeReason, sheet.answers.routeReason);
        QCOMPARE(read.toLead(), (council != Model::No) != redirected);
    }
    void alertInLine_thatIsSentAnotherWay_getsAStepThatSaysWhy_once() {
        Alarm alarm;
        AlertSheet sheet = alarm.inLine(Model::NotSure);
        sheet.answers.redirected = true;
        sheet.answers.routeReason = u"Not their staff after all"_qs;
        must(saveAlert(alarm.vault(), sheet));
        must(putAlert(alarm.vault(), alarm.room.council, alarm.book().sheets.front(), alarm.now()));
        QCOMPARE(alarm.text(u"route"), u"local_authority"_qs);
        const AlertSheet read = alarm.book().sheets.front();
        QCOMPARE(read.told.size(), 1);
        QCOMPARE(read.told.first().step, u"rerouted"_qs);
        QCOMPARE(read.told.first().note, u"Not their staff after all"_qs);
        QVERIFY(read.told.first().whom.contains(u"council"_qs));
        // Nobody has heard it for that.
        QVERIFY(read.heardBy.isEmpty());
        QCOMPARE(alarm.text(u"state"), u"open"_qs);
        AlertSheet again = read;
        again.answers.danger = Model::No;
        must(putAlert(alarm.vault(), alarm.room.council, again, alarm.now()));
        QCOMPARE(alarm.book().sheets.front().told.size(), 1);
    }
    void colleaguesCarefulRoute_isNotUndoneByARedirectionUnseenOfIt() {
        Alarm alarm;
        AlertSheet sheet = alarm.inLine(Model::No);
        Colleague lead = alarm.lead();
        lead.write(u"safeguarding_alert"_qs, alarm.spare, u"route"_qs, u"assessment_lead"_qs);
        sheet.answers.redirected = true;
        sheet.answers.routeReason = u"Ask them first"_qs;
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        lead.meet();
        QVERIFY(alarm.book().sheets.front().answers.toLead());
    }
    void everythingTakenBack_leavesNoAlert() {
        Alarm alarm;
        must(saveAlert(alarm.vault(), alarm.fresh()));
        must(saveAlert(alarm.vault(), alarm.fresh(QString())));
        QVERIFY(alarm.book().sheets.isEmpty());
        QCOMPARE(must(countUnheard(alarm.vault())), 0);
    }
    void unfinishedAlert_maySetOut_andTakesTheCarefulRoute() {
        Alarm alarm;
        const AlertSheet sheet = alarm.inLine(-1);
        QVERIFY(sheet.inLine);
        QCOMPARE(alarm.text(u"danger"), u"unknown"_qs);
        QCOMPARE(alarm.text(u"wishes"), u"not_asked"_qs);
        QCOMPARE(alarm.text(u"route"), u"assessment_lead"_qs);
        QVERIFY(must(alarm.vault().drafts().open()).empty());
        QCOMPARE(must(countUnheard(alarm.vault())), 1);
    }
    void route_followsTheCouncilQuestion_data() {
        QTest::addColumn<int>("council");
        QTest::addColumn<QString>("route");
        QTest::addColumn<bool>("conflict");
        QTest::newRow("about the council") << int(Model::Yes) << u"assessment_lead"_qs << true;
        QTest::newRow("not sure") << int(Model::NotSure) << u"assessment_lead"_qs << false;
        QTest::newRow("not the council") << int(Model::No) << u"local_authority"_qs << false;
    }
    void route_followsTheCouncilQuestion() {
        QFETCH(int, council);
        QFETCH(QString, route);
        QFETCH(bool, conflict);
        Alarm alarm;
        QCOMPARE(alarm.inLine(council).answers.council, council);
        QCOMPARE(alarm.text(u"route"), route);
        QCOMPARE(hasConflict(alarm.record()), conflict);
        // Nobody has said who it was, so the route says why it is the one (R10).
        QVERIFY(!alarm.text(u"route_reason").isEmpty());
    }
    void route_toTheCouncil_needsNoReason_whereItIsKnownWhoItWas() {
        Alarm alarm;
        AlertSheet sheet = alarm.fresh();
        sheet.answers.council = Model::No;
        sheet.answers.about = {u"provider"_qs};
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        QCOMPARE(alarm.text(u"route"), u"local_authority"_qs);
        QCOMPARE(alarm.text(u"route_reason"), QString());
    }
    void whoWasToldMeanwhile_isRecordedInTheSameStep() {
        Alarm alarm;
        AlertSheet sheet = alarm.fresh();
        sheet.waiting = {alarm.telling(u"tried"_qs), alarm.telling(u"told_lead"_qs)};
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        const AlertSheet read = alarm.book().sheets.front();
        QCOMPARE(read.told.size(), 2);
        QVERIFY(read.waiting.isEmpty());
        QCOMPARE(alarm.text(u"state"), u"passed_on"_qs);
    }
    void red_untilSomebodyHearsIt_data() {
        QTest::addColumn<QString>("step");
        QTest::addColumn<int>("way");
        QTest::addColumn<int>("unheard");
        QTest::newRow("rang, no answer") << u"tried"_qs << int(Model::Phone) << 1;
        QTest::newRow("wrote to the lead") << u"told_lead"_qs << int(Model::Email) << 1;
        QTest::newRow("told the person") << u"told_person"_qs << int(Model::InPerson) << 1;
        QTest::newRow("told the lead by phone") << u"told_lead"_qs << int(Model::Phone) << 0;
        QTest::newRow("told the lead in the room") << u"told_lead"_qs << int(Model::InPerson) << 0;
        QTest::newRow("rang 999") << u"called_999"_qs << -1 << 0;
    }
    void red_untilSomebodyHearsIt() {
        QFETCH(QString, step);
        QFETCH(int, way);
        QFETCH(int, unheard);
        Alarm alarm;
        const AlertSheet sheet = alarm.inLine();
        must(addStep(alarm.vault(), alarm.room.council, sheet, alarm.telling(step, way),
                     alarm.now()));
        QCOMPARE(must(countUnheard(alarm.vault())), unheard);
        QCOMPARE(alarm.book().sheets.front().heardBy.isEmpty(), unheard == 1);
    }
    void council_neverCountsAsHavingHeardOfItself() {
        Alarm alarm;
        AlertSheet sheet = alarm.fresh();
        sheet.answers.council = Model::NotSure;
        sheet.waiting = {alarm.telling(u"told_council"_qs)};
        QVERIFY(must(saveAlert(alarm.vault(), sheet)).isEmpty());
        sheet.answers.council = Model::No;
        QVERIFY(!must(saveAlert(alarm.vault(), sheet)).isEmpty());
    }
    void laterWords_areADraftOverTheRecord_untilTheyArePutInLine() {
        Alarm alarm;
        AlertSheet sheet = alarm.inLine();
        sheet.answers.what = u"No food in, and no heating"_qs;
        must(saveAlert(alarm.vault(), sheet));
        const AlertSheet read = alarm.book().sheets.front();
        QCOMPARE(read.answers.what, sheet.answers.what);
        QCOMPARE(read.recorded.what, u"No food in"_qs);
        must(putAlert(alarm.vault(), alarm.room.council, read, alarm.now()));
        QCOMPARE(alarm.text(u"what"), sheet.answers.what);
        QVERIFY(must(alarm.vault().drafts().open()).empty());
    }
    void telling_andItsDraft_areOneTransaction() {
        Alarm alarm;
        AlertSheet sheet = alarm.inLine();
        sheet.telling = {true,        u"told_lead"_qs, Model::WasTold, u"Lead"_qs,
                         u"16:34"_qs, Model::Phone,    u"half"_qs,     {}};
        must(saveAlert(alarm.vault(), sheet));
        Telling telling = alarm.telling(u"told_lead"_qs);
        telling.reference = QString(81, u'1');
        QCOMPARE(addStep(alarm.vault(), alarm.room.council, Alarm::withoutTelling(sheet), telling,
                         alarm.now())
                     .error()
                     .code,
                 Code::tooLarge);
        QCOMPARE(alarm.book().sheets.front().telling, sheet.telling);
        telling.reference = u"REF\t12"_qs;
        must(addStep(alarm.vault(), alarm.room.council, Alarm::withoutTelling(sheet), telling,
                     alarm.now()));
        const AlertSheet read = alarm.book().sheets.front();
        QCOMPARE(read.told.size(), 1);
        QCOMPARE(read.told.front().reference, u"REF 12"_qs);
        QVERIFY(!read.telling.open);
        QVERIFY(must(alarm.vault().drafts().open()).empty());
    }
    void answersStillBeingWritten_outliveATelling() {
        Alarm alarm;
        AlertSheet sheet = alarm.inLine();
        sheet.answers.what = u"No food in, and no heating"_qs;
        must(saveAlert(alarm.vault(), sheet));
        must(addStep(alarm.vault(), alarm.room.council, sheet, alarm.telling(u"told_lead"_qs),
                     alarm.now()));
        alarm.room.restart();
        const AlertSheet read = alarm.book().sheets.front();
        QCOMPARE(read.answers.what, sheet.answers.what);
        QCOMPARE(read.told.size(), 1);
    }
    void limitsOfATelling_areThoseOfItsRecord() {
        Alarm alarm;
        const TellingLimits limits = alarm.book().limits;
        AlertSheet sheet = alarm.fresh();
        Telling telling = alarm.telling(u"told_lead"_qs);
        telling.whom = QString(limits.whom, u'w');
        telling.reference = QString(limits.reference, u'1');
        telling.note = QString(limits.note, u'n');
        sheet.waiting = {telling};
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        QCOMPARE(alarm.book().sheets.front().told.size(), 1);
    }
    void leadsNewerAnswer_isNotTurnedBackByOurWords_data() {
        QTest::addColumn<bool>("killed");
        QTest::newRow("at once") << false;
        QTest::newRow("after a kill") << true;
    }
    void leadsNewerAnswer_isNotTurnedBackByOurWords() {
        QFETCH(bool, killed);
        Alarm alarm;
        AlertSheet sheet = alarm.inLine();
        Colleague lead = alarm.lead();
        sheet.answers.what = u"No food in, and no heating"_qs;
        must(saveAlert(alarm.vault(), sheet));
        lead.write(u"safeguarding_alert"_qs, alarm.spare, u"danger"_qs, u"yes"_qs);
        lead.meet();
        if (killed) {
            alarm.room.restart();
            sheet = alarm.book().sheets.front();
            QCOMPARE(sheet.answers.danger, int(Model::Yes));
            QCOMPARE(sheet.answers.what, u"No food in, and no heating"_qs);
        }
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        QCOMPARE(alarm.text(u"danger"), u"yes"_qs);
        QCOMPARE(alarm.text(u"what"), u"No food in, and no heating"_qs);
        QVERIFY(!alarm.view().inConflict());
    }
    void wordsOfTwo_areBothShown_andAChangeSettlesThem() {
        Alarm alarm;
        AlertSheet sheet = alarm.inLine();
        Colleague lead = alarm.lead();
        sheet.answers.what = u"No food in, and no heating"_qs;
        lead.write(u"safeguarding_alert"_qs, alarm.spare, u"what"_qs, u"Neighbour brings food"_qs);
        lead.meet();
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        AlertSheet both = alarm.book().sheets.front();
        QVERIFY(both.answers.what.contains(u"no heating"_qs));
        QVERIFY(both.answers.what.contains(u"Neighbour"_qs));
        both.answers.what += u". Rang at four"_qs;
        must(putAlert(alarm.vault(), alarm.room.council, both, alarm.now()));
        QCOMPARE(alarm.text(u"what"), both.answers.what);
        QVERIFY(!alarm.view().inConflict());
    }
    void twoStatesUnseenOfEachOther_keepNoTellingOut() {
        Alarm alarm;
        const AlertSheet sheet = alarm.inLine();
        Colleague lead = alarm.lead();
        must(addStep(alarm.vault(), alarm.room.council, sheet, alarm.telling(u"told_lead"_qs),
                     alarm.now()));
        lead.write(u"safeguarding_alert"_qs, alarm.spare, u"state"_qs, u"confirmed"_qs);
        lead.meet();
        QVERIFY(alarm.view().inConflict());
        must(addStep(alarm.vault(), alarm.room.council, alarm.book().sheets.front(),
                     alarm.telling(u"told_cqc_team"_qs), alarm.now()));
        QCOMPARE(alarm.book().sheets.front().told.size(), 2);
        QCOMPARE(alarm.text(u"state"), u"confirmed"_qs);
        QVERIFY(!alarm.view().inConflict());
    }
    void wishesThatAreNoLongerTheirs_areTakenOut() {
        Alarm alarm;
        AlertSheet sheet = alarm.fresh();
        sheet.answers.wishesWords = u"Not a fuss"_qs;
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        sheet = alarm.book().sheets.front();
        sheet.answers.wishesWords.clear();
        must(putAlert(alarm.vault(), alarm.room.council, sheet, alarm.now()));
        QVERIFY(alarm.text(u"wishes_words").isEmpty());
    }
    void confirmedAction_stopsTheClock() {
        Alarm alarm;
        const AlertSheet sheet = alarm.inLine();
        must(addStep(alarm.vault(), alarm.room.council, sheet,
                     alarm.telling(u"action_confirmed"_qs), alarm.now()));
        QVERIFY(alarm.book().sheets.front().acted);
        QCOMPARE(alarm.text(u"state"), u"confirmed"_qs);
    }
    void alertOnItsWay_isTheFirstPointOfTheEvening() {
        Alarm alarm;
        must(saveAlert(alarm.vault(), alarm.fresh()));
        const auto review = must(readReview(alarm.vault(), alarm.room.council));
        QCOMPARE(review.points.front().key, u"alert"_qs);
        for (const OpenPoint& point : review.points) QVERIFY(point.key != u"drafts");
    }
    void alertThatSomebodyHas_isTheEveningsFirstPoint_andNothingToDo() {
        Alarm alarm;
        const AlertSheet sheet = alarm.inLine();
        must(addStep(alarm.vault(), alarm.room.council, sheet, alarm.telling(u"told_lead"_qs),
                     alarm.now()));
        const OpenPoint first = must(readReview(alarm.vault(), alarm.room.council)).points.front();
        QCOMPARE(first.title, u"1 alert, passed on"_qs);
        QVERIFY(first.settled);
        QVERIFY(!first.detail.isEmpty());
    }
    void phoneCard_namesOffices_andSaysThatItsNumbersAreExamples() {
        Alarm alarm;
        const AlertBook book = alarm.book();
        QVERIFY(!book.confirmed);
        QVERIFY(!book.offices.isEmpty());
        QVERIFY(book.words.contains(u"%1"_qs));
        QVERIFY(!book.spareReference.isEmpty());
    }
    void routesThatDoNotFit_areRefused() {
        QVERIFY(!safeguardingRoutesFromJson("{}"));
        QVERIFY(!safeguardingRoutesFromJson(
            R"({"title":"T","confirmed":true,"words":"No place for it","offices":[)"
            R"({"step":"told_lead","title":"Lead","number":"01632 960144","when":""}]})"));
        QVERIFY(!safeguardingRoutesFromJson(
            R"({"title":"T","confirmed":true,"words":"Say %1","offices":[)"
            R"({"step":"told_lead","title":"Lead","number":"01632 960144","when":""},)"
            R"({"step":"told_lead","title":"Lead","number":"01632 960145","when":""}]})"));
    }
};

QTEST_APPLESS_MAIN(TestProtecting)
#include "tst_protecting.moc"
