#include "app/records/recordtype.h"
#include "app/rules/retention.h"

#include <QTest>

using namespace candour;

namespace {

const QDate published(2027, 6, 18);

RetentionClass sevenYears() {
    return {u"evidence"_qs, u"Evidence"_qs, RetentionStart::published, 84, {}};
}

}  // namespace

class RetentionTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void r45_theClock_startsWhenThePolicySays() {
        QCOMPARE(retentionOf(sevenYears(), {}, {}, published).state, Retention::State::notStarted);
        const RetentionEvents events{.recorded = published.addYears(-1), .published = published};
        const Retention running = retentionOf(sevenYears(), events, {}, published);
        QCOMPARE(running.state, Retention::State::running);
        QCOMPARE(*running.dueFrom, QDate(2034, 6, 18));
        RetentionClass recorded = sevenYears();
        recorded.starts = RetentionStart::recorded;
        QCOMPARE(*retentionOf(recorded, events, {}, published).dueFrom, QDate(2033, 6, 18));
        RetentionClass closed = sevenYears();
        closed.starts = RetentionStart::closed;
        QCOMPARE(retentionOf(closed, events, {}, published).state, Retention::State::notStarted);
    }

    void r45_onItsDay_aRecordIsDue_notBefore() {
        const RetentionEvents events{.published = published};
        QCOMPARE(retentionOf(sevenYears(), events, {}, QDate(2034, 6, 17)).state,
                 Retention::State::running);
        QCOMPARE(retentionOf(sevenYears(), events, {}, QDate(2034, 6, 18)).state,
                 Retention::State::due);
    }

    void r45_aLegalHold_stopsEverything_untilItIsLifted() {
        const RetentionEvents events{.published = published};
        const QDate today(2040, 1, 1);
        const std::vector<LegalHold> holds = {{QDate(2030, 1, 1), QDate(2031, 1, 1)},
                                              {QDate(2039, 1, 1), today}};
        QCOMPARE(retentionOf(sevenYears(), events, holds, today.addDays(-1)).state,
                 Retention::State::held);
        QCOMPARE(retentionOf(sevenYears(), events, holds, today).state, Retention::State::due);
        QVERIFY(!isHeld(holds, QDate(2029, 12, 31)));
        QVERIFY(isHeld(holds, QDate(2030, 1, 1)));
        const std::vector<LegalHold> standing = {{QDate(2030, 1, 1)}};
        QVERIFY(isHeld(standing, QDate(2199, 1, 1)));
    }

    void r45_thePolicyThatShips_hasAClassForEveryType_andSaysThatNobodyConfirmedIt() {
        const RetentionPolicy policy = shippedRetentionPolicy();
        QVERIFY(!policy.confirmed);
        for (const RecordType& type : recordList().types())
            QVERIFY(!policy.classOf(type.name).name.isEmpty());
        QCOMPARE(policy.classOf(u"line").months, 84);
        QCOMPARE(policy.classOf(u"case_identity").name, u"identities"_qs);
        QCOMPARE(policy.classOf(u"a type of tomorrow").name, u"evidence"_qs);
    }

    void aBrokenPolicy_isRefused() {
        const auto fault = [](const QByteArray& classes, const QByteArray& otherwise = "a") {
            QByteArray json =
                R"({"title": "t", "confirmed": true, "otherwise": "OTHERWISE", "classes": [ALL]})";
            const auto read = retentionPolicyFromJson(
                json.replace("OTHERWISE", otherwise).replace("ALL", classes));
            return read ? std::string() : read.error().detail;
        };
        const QByteArray one = R"({"name": "a", "title": "A", "starts": "closed", "months": 1,
                               "types": ["line"]})";
        QCOMPARE(fault(one), std::string());
        QCOMPARE(fault(one, "b"), std::string("The class for all other records is not there."));
        QCOMPARE(fault(one + ',' + one), std::string("A class is there twice."));
        QByteArray other = one;
        other.replace("\"a\"", "\"b\"");
        QCOMPARE(fault(one + ',' + other), std::string("A record type is in two classes."));
        QVERIFY(!fault(R"({"name": "a", "title": "A", "starts": "never", "months": 1,
                           "types": []})")
                     .empty());
    }
};

QTEST_GUILESS_MAIN(RetentionTest)
#include "tst_retention.moc"
