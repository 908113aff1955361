// candour-cli as a person or a script meets it: the real program, its output and its exit codes.
#include "tests/support/program.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace candour::test;

class CliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void help_teaches_data();
    void help_teaches();
    void aMistypedCommand_isAnsweredInJsonToo_data();
    void aMistypedCommand_isAnsweredInJsonToo();
    void aRecord_goesInAndComesOut();
    void aFile_isAppliedWholeOrNotAtAll();
    void aCouncilsList_isImportedWholeOrNotAtAll();
    void aPreview_writesNothing_andNeedsNoVault();
    void aFramework_isTakenInOnce();
    void oneOfAnything_isNotSaidAsSeveral();
    void aListThatStopsShort_saysSo();
    void aPublishedRating_canBeChecked();
    void anEmptyAssessment_saysWhatIsMissing_data();
    void anEmptyAssessment_saysWhatIsMissing();
    void anAssessment_isReported_inSentencesAndInJson();
    void whatBreaksARule_isRefused_orKeptAndListed();
    void anAlertThatNobodyConfirmed_isListedAfterADay();
    void aPersonOfACase_takesBackByTelephone();
    void whatWasExported_provesItself();
    void everyFault_hasItsExitCode_data();
    void everyFault_hasItsExitCode();
    void anErrorInJson_isAnObject();
    void names_areWrittenOutAtAWishAlone_andThatIsNoted();
    void completion_offersWhatMayFollow_data();
    void completion_offersWhatMayFollow();
    void theSecret_isNeverAnArgument();

  private:
    Said run(const QStringList& arguments, const QByteArray& input = {}) const;
    Said vault(const QStringList& arguments, const QByteArray& input = {}) const;
    /// Another vault, in sentences.
    Said plain(const QString& folder, const QStringList& arguments) const;
    QString write(const QString& name, const QByteArray& bytes) const;

    QTemporaryDir m_folder;
    QString m_vault;
    QString m_passphrase;
};

Said CliTest::run(const QStringList& arguments, const QByteArray& input) const {
    return runProgram(builtProgram(u"candour-cli"), arguments, {.input = input});
}

Said CliTest::vault(const QStringList& arguments, const QByteArray& input) const {
    return run(QStringList{QStringLiteral("--vault"), m_vault, QStringLiteral("--passphrase-file"),
                           m_passphrase, QStringLiteral("--json")} +
                   arguments,
               input);
}

Said CliTest::plain(const QString& folder, const QStringList& arguments) const {
    return run(QStringList{QStringLiteral("--vault"), m_folder.filePath(folder),
                           QStringLiteral("--passphrase-file"), m_passphrase} +
               arguments);
}

QString CliTest::write(const QString& name, const QByteArray& bytes) const {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a file");
    return file.fileName();
}

void CliTest::initTestCase() {
    m_vault = m_folder.filePath(QStringLiteral("vault"));
    m_passphrase = write(QStringLiteral("passphrase"), "correct horse battery staple\n");
    const Said made = vault({QStringLiteral("create")});
    QVERIFY2(made.exit == 0, made.err.constData());
    QCOMPARE(made.json().value(QStringLiteral("vault")).toString().size(), 36);
}

void CliTest::help_teaches_data() {
    QTest::addColumn<QString>("command");
    for (const char* command :
         {"",      "create",    "passphrase", "status",     "verify",   "types",    "list",
          "get",   "put",       "strike",     "search",     "apply",    "import",   "export",
          "check", "board",     "coverage",   "huddle",     "cases",    "case",     "balance",
          "dates", "retention", "evidence",   "completion", "withdraw", "erasures", "approve",
          "trace", "jigsaw",    "alerts",     "bundle",     "purge",    "recall"})
        QTest::newRow(*command ? command : "candour-cli") << QString::fromLatin1(command);
}

void CliTest::help_teaches() {
    QFETCH(QString, command);
    QStringList arguments{QStringLiteral("--help")};
    if (!command.isEmpty()) arguments.prepend(command);
    const Said said = run(arguments);
    QCOMPARE(said.exit, 0);
    QVERIFY2(said.out.contains("candour-cli completion bash") || said.out.contains("--vault ~/") ||
                 said.out.contains("candour-cli types"),
             said.out.constData());
    if (command.isEmpty()) QVERIFY(said.out.contains("Exit codes:"));
}

void CliTest::aMistypedCommand_isAnsweredInJsonToo_data() {
    QTest::addColumn<QString>("program");
    QTest::newRow("candour-cli") << QStringLiteral("candour-cli");
    QTest::newRow("candour-store") << QStringLiteral("candour-store");
}

void CliTest::aMistypedCommand_isAnsweredInJsonToo() {
    QFETCH(const QString, program);
    const Said said =
        runProgram(builtProgram(program), {QStringLiteral("--json"), QStringLiteral("nonsense")});
    QCOMPARE(said.exit, 2);
    QVERIFY(said.out.isEmpty());
    QCOMPARE(said.errorName(), QStringLiteral("bad-input"));
}

void CliTest::aRecord_goesInAndComesOut() {
    const Said put =
        vault({QStringLiteral("put"), QStringLiteral("follow_up"),
               QStringLiteral("what=Ask for the quokka rota"), QStringLiteral("state=open")});
    QVERIFY2(put.exit == 0, put.err.constData());
    const QString id = put.json().value(QStringLiteral("id")).toString();
    QCOMPARE(put.json().value(QStringLiteral("result")).toString(), QStringLiteral("created"));
    QCOMPARE(vault({QStringLiteral("put"), QStringLiteral("follow_up"), QStringLiteral("--id"), id,
                    QStringLiteral("state=asked")})
                 .exit,
             0);
    const QJsonObject got = vault({QStringLiteral("get"), id}).json();
    QCOMPARE(got.value(QStringLiteral("fields")).toObject().value(QStringLiteral("state")),
             QJsonValue(QStringLiteral("asked")));
    QCOMPARE(got.value(QStringLiteral("changes")).toInt(), 2);
    QVERIFY(vault({QStringLiteral("search"), QStringLiteral("quok")}).out.contains(id.toLatin1()));
    QVERIFY(vault({QStringLiteral("list"), QStringLiteral("follow_up"), QStringLiteral("--where"),
                   QStringLiteral("state=asked")})
                .out.contains(id.toLatin1()));
    QCOMPARE(vault({QStringLiteral("strike"), id, QStringLiteral("--reason"),
                    QStringLiteral("Not needed")})
                 .exit,
             0);
    QCOMPARE(vault({QStringLiteral("search"), QStringLiteral("quokka")}).out, QByteArray());
    QVERIFY(vault({QStringLiteral("put"), QStringLiteral("line"), QStringLiteral("foo=bar")})
                .err.contains("Line has no field “foo”"));
    QCOMPARE(vault({QStringLiteral("verify")}).exit, 0);
}

void CliTest::aFile_isAppliedWholeOrNotAtAll() {
    const QByteArray good =
        R"({"type":"follow_up","id":"01900000-0000-7000-8000-000000000001","what":"A","state":"open"})"
        "\n";
    const Said bad = vault({QStringLiteral("apply"), QStringLiteral("-")}, good + "{\n");
    QCOMPARE(bad.exit, 3);
    const QJsonArray faults = bad.json().value(QStringLiteral("faults")).toArray();
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults[0].toObject().value(QStringLiteral("line")).toInt(), 2);
    const QString file = write(QStringLiteral("good.ndjson"), good);
    QCOMPARE(vault({QStringLiteral("apply"), file}).json().value(QStringLiteral("created")).toInt(),
             1);
    QCOMPARE(
        vault({QStringLiteral("apply"), file}).json().value(QStringLiteral("unchanged")).toInt(),
        1);
}

void CliTest::aCouncilsList_isImportedWholeOrNotAtAll() {
    const QByteArray good =
        "Case number,Summary,Age,Name\n91,Home care,87,Somebody Known\n92,A short "
        "stay,70,Another\n";
    const QStringList command = {QStringLiteral("import"), QStringLiteral("cases")};
    const auto listed = [this] {
        return vault({QStringLiteral("list"), QStringLiteral("tracked_case")})
            .out.count("A short stay");
    };
    const Said bad = vault(command + QStringList{write(QStringLiteral("bad.csv"),
                                                       good + "93,Third,old,Third Person\n")});
    QCOMPARE(bad.exit, 3);
    const QJsonArray faults = bad.json().value(QStringLiteral("faults")).toArray();
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults[0].toObject().value(QStringLiteral("row")).toInt(), 4);
    QCOMPARE(listed(), 0);

    const QString file = write(QStringLiteral("good.csv"), good);
    const QStringList named = command + QStringList{file, QStringLiteral("--map"),
                                                    QStringLiteral("Name=case_identity.name")};
    const Said first = vault(named);
    QVERIFY2(first.exit == 0, first.err.constData());
    QCOMPARE(first.json().value(QStringLiteral("cases")).toInt(), 2);
    QCOMPARE(listed(), 1);
    const Said again = vault(named);
    QCOMPARE(again.json().value(QStringLiteral("cases")).toInt(), 0);
    QCOMPARE(again.json().value(QStringLiteral("already_here")).toInt(), 2);
    QCOMPARE(listed(), 1);
    QVERIFY(!vault({QStringLiteral("export")}).out.contains("Somebody Known"));
    QVERIFY(vault({QStringLiteral("export"), QStringLiteral("--identity")})
                .out.contains("Somebody Known"));
}

void CliTest::aPreview_writesNothing_andNeedsNoVault() {
    const QString file = write(QStringLiteral("seen.csv"),
                               "Case number;Summary;Worker;Name\n95;Respite;Team A;Known\n");
    const Said said =
        run({QStringLiteral("import"), QStringLiteral("cases"), QStringLiteral("--map"),
             QStringLiteral("Name=case_identity.name"), file, QStringLiteral("--preview")});
    QVERIFY2(said.exit == 0, said.err.constData());
    QVERIFY(said.out.contains("Case number  →  number"));
    QVERIFY(said.out.contains("Name  →  case_identity.name"));
    QVERIFY(said.out.contains("Worker  is left out"));
    QVERIFY(said.out.contains("1 case could be imported"));
    QVERIFY(said.out.contains("95 · Respite · On the council's list"));
    QVERIFY(!said.out.contains("Known"));

    // What is wrong comes after what is right, and can be said in words of ours.
    const QString odd = write(QStringLiteral("odd.csv"),
                              "Case number,Summary,Ethnicity,Consent?\n96,Respite,Wht,Verbal\n"
                              "97,A break,White British,\n");
    const QStringList previewed{QStringLiteral("import"),
                                QStringLiteral("cases"),
                                odd,
                                QStringLiteral("--preview"),
                                QStringLiteral("--map"),
                                QStringLiteral("Consent?=case_agreement.talk")};
    const Said faulty = run(previewed);
    QCOMPARE(faulty.exit, 3);
    QVERIFY2(faulty.out.contains("Consent?  →  case_agreement.talk"), faulty.out.constData());
    QVERIFY(faulty.out.contains("97 · A break"));
    QVERIFY(faulty.out.contains("1 case could be imported once the faults are mended."));
    QVERIFY2(faulty.err.contains("row 2: Ethnicity: “Wht” is none of the options: White, Black"),
             faulty.err.constData());
    QVERIFY(faulty.err.contains("row 2: Consent?: “Verbal” is none of the options"));
    const Said translated =
        run(previewed + QStringList{QStringLiteral("--value"), QStringLiteral("Wht=white"),
                                    QStringLiteral("--value"), QStringLiteral("Verbal=yes")});
    QVERIFY2(translated.exit == 0, translated.err.constData());
    QVERIFY(translated.out.contains("2 cases could be imported"));
}

void CliTest::aFramework_isTakenInOnce() {
    QFile shipped(QStringLiteral(CANDOUR_SOURCES "/app/framework/packs/la-2026.json"));
    QVERIFY(shipped.open(QIODevice::ReadOnly));
    const QByteArray todays = shipped.readAll();
    const auto import = [&](const char* name, const QByteArray& pack) {
        return vault({QStringLiteral("import"), QStringLiteral("framework"),
                      write(QLatin1String(name), pack)});
    };
    QCOMPARE(import("todays.json", todays).errorName(), QStringLiteral("already-there"));
    QByteArray next = todays;
    next.replace("\"id\": \"la-2026\"", "\"id\": \"la-2030\"")
        .replace("  \"sameNumbersAs\": [\"la-2023\"],\n", "");
    const Said first = import("next.json", next);
    QVERIFY2(first.exit == 0, first.err.constData());
    const Said again = import("again.json", next);
    QCOMPARE(again.errorName(), QStringLiteral("already-there"));
    QVERIFY(again.error()[u"detail"].toString().contains(u"Nothing was written"));
    // What is wrong with a file is said in a sentence with its place.
    const Said broken =
        import("broken.json", QByteArray(next).replace("\"short\": \"Needs\"", "\"short\": 3"));
    QCOMPARE(broken.errorName(), QStringLiteral("not-allowed"));
    QVERIFY2(broken.error()[u"detail"].toString().contains(u"At statements, number 1, short: "),
             broken.err.constData());
}

void CliTest::oneOfAnything_isNotSaidAsSeveral() {
    const QString folder = QStringLiteral("one of each");
    QVERIFY(plain(folder,
                  {QStringLiteral("create"), QStringLiteral("--initials"), QStringLiteral("TV")})
                .exit == 0);
    const QString line = write(
        QStringLiteral("one.ndjson"),
        R"({"type":"document","id":"01900000-0000-7000-8000-00000000f001","title":"Winter plan","kind":"strategy"})");
    const Said applied = plain(folder, {QStringLiteral("apply"), line});
    QVERIFY2(applied.exit == 0, applied.err.constData());
    QVERIFY(applied.out.startsWith("1 line: 1 created"));
    QVERIFY(plain(folder, {QStringLiteral("status")}).out.contains("Not handed over  1 record\n"));
    QVERIFY(plain(folder,
                  {QStringLiteral("get"), QStringLiteral("01900000-0000-7000-8000-00000000f001")})
                .out.contains(", 1 change\n"));
    // What all commands know may stand after the command too.
    const Said after = plain(folder, {QStringLiteral("status"), QStringLiteral("--json")});
    QVERIFY2(after.exit == 0 && after.out.startsWith('{'), after.err + after.out);
    // A sentence ends before the next begins.
    const Said mistyped = plain(folder, {QStringLiteral("list")});
    QVERIFY2(mistyped.err.contains(". See --help."), mistyped.err.constData());
}

void CliTest::aListThatStopsShort_saysSo() {
    const QString folder = QStringLiteral("two of a kind");
    QVERIFY(plain(folder,
                  {QStringLiteral("create"), QStringLiteral("--initials"), QStringLiteral("TV")})
                .exit == 0);
    const QString lines = write(
        QStringLiteral("two.ndjson"),
        R"({"type":"document","id":"01900000-0000-7000-8000-00000000f001","title":"Winter plan","kind":"strategy"}
{"type":"document","id":"01900000-0000-7000-8000-00000000f002","title":"Winter rota","kind":"strategy"})");
    QCOMPARE(plain(folder, {QStringLiteral("apply"), lines}).exit, 0);
    for (const QStringList& asked :
         {QStringList{QStringLiteral("list"), QStringLiteral("document")},
          QStringList{QStringLiteral("search"), QStringLiteral("winter")}}) {
        const auto upTo = [&](const QString& limit) {
            return plain(folder, asked + QStringList{QStringLiteral("--limit"), limit});
        };
        QCOMPARE(upTo(QStringLiteral("1")).out.count('\n'), 1);
        QVERIFY(upTo(QStringLiteral("1")).err.contains("More are here"));
        QCOMPARE(upTo(QStringLiteral("2")).out.count('\n'), 2);
        QVERIFY(!upTo(QStringLiteral("2")).err.contains("More are here"));
    }
    // Nor is silence taken for a fault; a program that reads gets nothing at all.
    QCOMPARE(plain(folder, {QStringLiteral("list"), QStringLiteral("survey")}).err,
             QByteArray("There is none here.\n"));
    const Said nowhere = plain(folder, {QStringLiteral("search"), QStringLiteral("wombat")});
    QCOMPARE(nowhere.err, QByteArray("Nothing here holds all of these words.\n"));
    QCOMPARE(nowhere.out, QByteArray());
}

void CliTest::aPublishedRating_canBeChecked() {
    const Said said =
        run({QStringLiteral("--json"), QStringLiteral("rating"), QStringLiteral("2"),
             QStringLiteral("3"), QStringLiteral("3"), QStringLiteral("3"), QStringLiteral("3"),
             QStringLiteral("2"), QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("3")});
    QCOMPARE(said.exit, 0);
    QCOMPARE(said.json().value(QStringLiteral("rating")).toString(), QStringLiteral("good"));
    QCOMPARE(said.json().value(QStringLiteral("percent")).toInt(), 67);
}

void CliTest::anEmptyAssessment_saysWhatIsMissing_data() {
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char* command, const char* sentence) {
        QTest::newRow(command) << QByteArray(sentence);
    };
    row("board", "No rating is shown yet: 9 scores are missing.");
    row("coverage", "Nothing is tagged yet");
    row("huddle", "There are no theme notes");
    row("cases", "There are no cases yet");
    row("balance", "No figures of the council's population are here yet");
    row("dates", "Missing: The day of the information return is not entered");
    row("retention", "No legal hold stands.");
    row("erasures", "Nobody has asked for an erasure.");
    row("jigsaw", "Enough people fit everything that is tagged.");
    row("alerts", "There is no alert.");
}

void CliTest::anEmptyAssessment_saysWhatIsMissing() {
    QFETCH(QByteArray, sentence);
    const QString folder = QStringLiteral("empty");
    if (!QDir(m_folder.filePath(folder)).exists())
        QCOMPARE(plain(folder, {QStringLiteral("create")}).exit, 0);
    const QString command = QString::fromLatin1(QTest::currentDataTag());
    const Said said = plain(folder, {command});
    QVERIFY2(said.exit == 0, said.err.constData());
    QVERIFY2(said.out.contains(sentence), said.out.constData());
    const Said json = plain(folder, {QStringLiteral("--json"), command});
    QCOMPARE(json.exit, 0);
    QVERIFY(!json.json().isEmpty());
}

void CliTest::anAssessment_isReported_inSentencesAndInJson() {
    const QString folder = QStringLiteral("northmere");
    QCOMPARE(plain(folder, {QStringLiteral("create")}).exit, 0);
    const QString file = write(
        QStringLiteral("northmere.ndjson"),
        R"({"type":"assessment","id":"01900000-0000-7000-8000-0000000000a1","authority":"Northmere Council","kind":"initial","return_sent":"2026-12-28","site_from":"2027-03-08","site_to":"2027-03-10","pack":"la-2026"}
{"type":"tracked_case","id":"01900000-0000-7000-8000-0000000000a2","number":"07","summary":"Daughter cares","stage":"shortlisted"}
{"type":"journey_stage","id":"01900000-0000-7000-8000-0000000000a3","case":"01900000-0000-7000-8000-0000000000a2","stage":"review","began":"2026-06-01","ended":"2026-06-11"}
{"type":"stage_account","id":"01900000-0000-7000-8000-0000000000a4","case":"01900000-0000-7000-8000-0000000000a2","stage":"01900000-0000-7000-8000-0000000000a3","voice":"person","began":"2026-08","text":"Nobody came till August."}
{"type":"stage_account","id":"01900000-0000-7000-8000-0000000000a5","case":"01900000-0000-7000-8000-0000000000a2","stage":"01900000-0000-7000-8000-0000000000a3","voice":"record","began":"2026-06-01","text":"Reviewed in June."}
{"type":"document","id":"01900000-0000-7000-8000-0000000000a6","title":"Carers strategy","kind":"strategy","dated":"2026-06"}
{"type":"extract","id":"01900000-0000-7000-8000-0000000000a7","source":"01900000-0000-7000-8000-0000000000a6","text":"Words of it."}
{"type":"tag","id":"01900000-0000-7000-8000-0000000000a8","target":"01900000-0000-7000-8000-0000000000a7","start":0,"end":5,"words":"Words","pack":"la-2026","statement":1,"category":"processes","direction":"strength"}
{"type":"population_group","id":"01900000-0000-7000-8000-0000000000a9","characteristic":"sex","group":"Woman","share":511}
)");
    const Said applied = plain(folder, {QStringLiteral("apply"), file});
    QVERIFY2(applied.exit == 0, applied.err.constData());

    const QByteArray one = plain(folder, {QStringLiteral("case"), QStringLiteral("07")}).out;
    QVERIFY2(one.contains("Review: 1 June 2026 to 11 June 2026"), one.constData());
    QVERIFY(one.contains("took 10 days"));
    QVERIFY(one.contains("They differ."));
    QVERIFY(one.contains("Nobody came till August.") && one.contains("Reviewed in June."));
    const QJsonObject same =
        plain(folder, {QStringLiteral("--json"), QStringLiteral("case"), QStringLiteral("07")})
            .json();
    QCOMPARE(same.value(QStringLiteral("differences")).toInt(), 1);
    QCOMPARE(plain(folder, {QStringLiteral("case"), QStringLiteral("99")}).exit, 5);

    const QByteArray grid = plain(folder, {QStringLiteral("coverage")}).out;
    QVERIFY2(grid.contains("1 independent source"), grid.constData());
    QVERIFY(grid.contains("Gap: "));
    const QByteArray dates = plain(folder, {QStringLiteral("dates")}).out;
    QVERIFY2(dates.contains("Period under assessment: 28 December 2025 to 27 December 2026"),
             dates.constData());
    // What is planned was not sent yet, and what is over has no days left.
    const auto accuracy = [&](const QString& when) {
        (void)plain(folder, {u"put"_qs, u"assessment_stage"_qs, u"--id"_qs,
                             u"01900000-0000-7000-8000-0000000000ac"_qs,
                             u"assessment=01900000-0000-7000-8000-0000000000a1"_qs,
                             u"stage=factual_accuracy_sent"_qs, when});
        return plain(folder, {QStringLiteral("dates")}).out;
    };
    QVERIFY(accuracy(u"planned=2027-05-18"_qs).contains("accuracy: to be sent 18 May 2027"));
    QVERIFY(accuracy(u"reached=2026-09-01"_qs).contains("closed after 15 September 2026"));
    (void)plain(folder,
                {QStringLiteral("strike"), QStringLiteral("01900000-0000-7000-8000-0000000000ac"),
                 QStringLiteral("--reason"), QStringLiteral("Only tried")});
    const QByteArray balance = plain(folder, {QStringLiteral("balance")}).out;
    QVERIFY2(balance.contains("Sex, Woman: population 51.1 %; not known of any case."),
             balance.constData());
    const QStringList withHolidays{QStringLiteral("dates"), QStringLiteral("--holidays")};
    const QString holidays =
        write(QStringLiteral("holidays.json"),
              R"({"added":[{"day":"2027-06-04","name":"A jubilee"}],"removed":[]})");
    QCOMPARE(plain(folder, withHolidays + QStringList{holidays}).out, dates);
    QCOMPARE(plain(folder, withHolidays + QStringList{file}).exit, 3);
    QVERIFY(plain(folder, {QStringLiteral("cases")}).out.contains("07  Chosen to track"));
    // What an older paper says counts with a reason only, and what we have requested is not asked.
    const QStringList dating{QStringLiteral("put"), QStringLiteral("tag"), QStringLiteral("--id"),
                             QStringLiteral("01900000-0000-7000-8000-0000000000a8"),
                             QStringLiteral("evidence_date=2019-05")};
    const Said old = plain(folder, dating);
    QCOMPARE(old.exit, 12);
    QVERIFY2(old.err.contains("(Rule R37.)"), old.err.constData());
    const QString older = write(
        QStringLiteral("older.ndjson"),
        R"({"type":"tag","id":"01900000-0000-7000-8000-0000000000a8","evidence_date":"2019-05"})"
        "\n");
    QCOMPARE(
        plain(folder, {QStringLiteral("apply"), QStringLiteral("--keep-breaches"), older}).exit, 0);
    QVERIFY(plain(folder, {QStringLiteral("dates")})
                .out.contains("Tag 01900000-0000-7000-8000-0000000000a8, dated 2019-05: "));
    QVERIFY(!plain(folder, {QStringLiteral("coverage")}).out.contains("1 independent source"));
    QVERIFY(plain(folder, {QStringLiteral("trace"), QStringLiteral("1")})
                .out.contains("Nothing stands behind it."));
    QCOMPARE(
        plain(folder, dating + QStringList{QStringLiteral("date_reason=strategy_or_policy")}).exit,
        0);
    const Said traced = plain(folder, {QStringLiteral("trace"), QStringLiteral("1")});
    QVERIFY2(traced.out.contains("May 2019  Document  Carers strategy"), traced.out.constData());
    QVERIFY(!traced.out.contains("Words of it"));
    QVERIFY(plain(folder, {QStringLiteral("trace"), QStringLiteral("1"), QStringLiteral("--cited")})
                .out.contains("Nothing stands behind it."));
    QCOMPARE(plain(folder, {QStringLiteral("trace"), QStringLiteral("77")}).exit, 5);
    QCOMPARE(plain(folder, {QStringLiteral("put"), QStringLiteral("information_item"),
                            QStringLiteral("number=4"), QStringLiteral("title=Policy"),
                            QStringLiteral("statement=2"), QStringLiteral("state=asked")})
                 .exit,
             0);
    QVERIFY(plain(folder, {QStringLiteral("coverage")})
                .out.contains("We have requested this and it has not come yet."));
    // The evidence pack holds what papers say.
    const QString page = m_folder.filePath(QStringLiteral("evidence.html"));
    QCOMPARE(plain(folder, {QStringLiteral("evidence"), QStringLiteral("--out"), page}).exit, 0);
    QFile html(page);
    QVERIFY(html.open(QIODevice::ReadOnly));
    QVERIFY(html.readAll().contains("From a paper"));
    (void)plain(folder, {u"put"_qs, u"assessment"_qs, u"--id"_qs,
                         u"01900000-0000-7000-8000-0000000000a1"_qs, u"kind=pilot"_qs});
    QVERIFY(plain(folder, {u"board"_qs}).out.contains("its rating is indicative"));
    // What looks like somebody's number is told of before the pack leaves.
    const QString ringing = write(
        QStringLiteral("ringing.ndjson"),
        R"({"type":"extract","id":"01900000-0000-7000-8000-0000000000b7","source":"01900000-0000-7000-8000-0000000000a6","text":"Ring 07700 900123"}
{"type":"tag","id":"01900000-0000-7000-8000-0000000000b8","target":"01900000-0000-7000-8000-0000000000b7","start":0,"end":17,"words":"Ring 07700 900123","pack":"la-2026","statement":1,"category":"processes","direction":"strength"}
)");
    QCOMPARE(plain(folder, {QStringLiteral("apply"), ringing}).exit, 0);
    const Said told = plain(folder, {QStringLiteral("evidence"), QStringLiteral("--out"), page});
    QVERIFY2(told.out.contains("1 passage seems to hold a telephone number"), told.out.constData());
}

void CliTest::whatBreaksARule_isRefused_orKeptAndListed() {
    const QByteArray engaged =
        R"({"type":"tracked_case","id":"01900000-0000-7000-8000-000000000007","number":"07","summary":"Ring 07700 900123","stage":"engaged","owner":"01900000-0000-7000-8000-0000000000c9"})"
        "\n";
    const QString file = write(QStringLiteral("engaged.ndjson"), engaged);
    QCOMPARE(vault({QStringLiteral("check")}).exit, 0);
    const Said refused = vault({QStringLiteral("apply"), file});
    QCOMPARE(refused.exit, 12);
    QVERIFY2(refused.err.contains("--keep-breaches"), refused.err.constData());
    QCOMPARE(vault({QStringLiteral("apply"), QStringLiteral("--keep-breaches"), file}).exit, 0);
    const Said listed = vault({QStringLiteral("check")});
    QCOMPARE(listed.exit, 12);
    // What tells how to reach somebody is listed too, and was refused nowhere.
    QStringList rules;
    for (const QByteArray& line : listed.out.trimmed().split('\n')) {
        const QJsonObject breach = QJsonDocument::fromJson(line).object();
        rules << breach.value(QStringLiteral("rule")).toString();
        QCOMPARE(breach.value(QStringLiteral("id")).toString(),
                 QStringLiteral("01900000-0000-7000-8000-000000000007"));
    }
    QCOMPARE(rules, (QStringList{QStringLiteral("R4"), QStringLiteral("R12")}));
    QVERIFY(!listed.out.contains("07700"));
}

void CliTest::anAlertThatNobodyConfirmed_isListedAfterADay() {
    const QString folder = QStringLiteral("alert");
    QCOMPARE(plain(folder, {QStringLiteral("create")}).exit, 0);
    const auto raise = [&](const QString& when) {
        return plain(
                   folder,
                   {QStringLiteral("put"), QStringLiteral("safeguarding_alert"),
                    QStringLiteral("kind=alert"), QStringLiteral("raised=") + when,
                    QStringLiteral("what=No food in the house"), QStringLiteral("wishes=not_asked"),
                    QStringLiteral("danger=no"), QStringLiteral("about=family"),
                    QStringLiteral("route=local_authority"), QStringLiteral("state=open")})
            .exit;
    };
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QCOMPARE(raise(now.addSecs(-3'600).toString(Qt::ISODate)), 0);
    QCOMPARE(plain(folder, {QStringLiteral("check")}).exit, 0);
    QCOMPARE(raise(now.addDays(-2).toString(Qt::ISODate)), 0);
    const Said late = plain(folder, {QStringLiteral("check")});
    QCOMPARE(late.exit, 12);
    QVERIFY2(late.out.contains("  R9  24 hours have passed"), late.out.constData());
}

void CliTest::aPersonOfACase_takesBackByTelephone() {
    const auto put = [this](const QStringList& fields) {
        return vault(QStringList{QStringLiteral("put")} + fields)
            .json()
            .value(QStringLiteral("id"))
            .toString();
    };
    const QString trackedCase =
        put({QStringLiteral("tracked_case"), QStringLiteral("number=31"),
             QStringLiteral("summary=Home care"), QStringLiteral("stage=listed")});
    const QStringList command{QStringLiteral("withdraw"), QStringLiteral("--outcome"),
                              QStringLiteral("do_not_quote"), QStringLiteral("--yes")};
    QCOMPARE(vault(command).exit, 3);
    const QString other =
        put({QStringLiteral("follow_up"), QStringLiteral("what=A"), QStringLiteral("state=open")});
    QCOMPARE(vault(command + QStringList{QStringLiteral("--case"), other}).exit, 3);
    const Said said = vault(command + QStringList{QStringLiteral("--case"), trackedCase});
    QVERIFY2(said.exit == 0, said.err.constData());
    QVERIFY(vault({QStringLiteral("list"), QStringLiteral("withdrawal")})
                .out.contains(trackedCase.toLatin1()));
}

void CliTest::whatWasExported_provesItself() {
    QCOMPARE(vault({QStringLiteral("put"), QStringLiteral("follow_up"), QStringLiteral("what=Z"),
                    QStringLiteral("state=open")})
                 .exit,
             0);
    const Said current = vault({QStringLiteral("export")});
    QCOMPARE(current.exit, 0);
    QVERIFY(vault({QStringLiteral("apply"), QStringLiteral("-")}, current.out)
                .json()
                .value(QStringLiteral("applied"))
                .toBool());
    const Said history = vault({QStringLiteral("export"), QStringLiteral("--history")});
    int changes = 0;
    for (const QByteArray& line : history.out.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.value(QStringLiteral("kind")).toString() != u"change") continue;
        ++changes;
        QCOMPARE(QByteArray::fromBase64(object.value(QStringLiteral("link")).toString().toLatin1(),
                                        QByteArray::Base64UrlEncoding)
                     .size(),
                 32);
    }
    QCOMPARE(changes,
             vault({QStringLiteral("verify")}).json().value(QStringLiteral("changes")).toInt());
}

void CliTest::everyFault_hasItsExitCode_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exit");
    const auto row = [](const char* name, const char* arguments, int exit) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ') << exit;
    };
    row("no such command", "dance", 2);
    row("a missing argument", "get", 2);
    row("an unknown type", "list dream", 3);
    row("a value that breaks a rule", "put follow_up what=x state=perhaps", 3);
    row("a field that is not there", "put follow_up colour=red", 3);
    row("something that is no id", "get 17", 3);
    row("a record that is not there", "get 01900000-0000-7000-8000-00000000ffff", 5);
    row("a file that is not there", "apply /nowhere/at/all.ndjson", 5);
    row("a list that is not there", "import cases /nowhere/list.csv", 5);
    row("scores that are none", "rating 1 2 3", 3);
    row("a case that is not there", "case 999", 5);
    row("a day that is none", "huddle --day tomorrow", 3);
    row("a vault that is already there", "create", 3);
}

void CliTest::everyFault_hasItsExitCode() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exit);
    const Said said = vault(arguments);
    QVERIFY2(said.exit == exit, said.err.constData());
    QVERIFY(!said.err.isEmpty());
}

void CliTest::anErrorInJson_isAnObject() {
    const QString wrong = write(QStringLiteral("wrong"), "not the right passphrase\n");
    const Said said = run({QStringLiteral("--vault"), m_vault, QStringLiteral("--passphrase-file"),
                           wrong, QStringLiteral("--json"), QStringLiteral("status")});
    QCOMPARE(said.exit, 4);
    const QJsonObject error = said.error();
    QCOMPARE(error.value(QStringLiteral("error")).toString(), QStringLiteral("wrong-passphrase"));
    QVERIFY(!error.value(QStringLiteral("sentence")).toString().isEmpty());
    // Nobody to ask, and no file: said so, not waited for.
    QCOMPARE(run({QStringLiteral("--vault"), m_vault, QStringLiteral("status")}).exit, 3);
    QCOMPARE(run({QStringLiteral("--vault"), m_folder.filePath(QStringLiteral("none")),
                  QStringLiteral("--passphrase-file"), wrong, QStringLiteral("status")})
                 .exit,
             5);
}

void CliTest::names_areWrittenOutAtAWishAlone_andThatIsNoted() {
    const auto made = [&](const QStringList& fields) {
        return vault(QStringList{QStringLiteral("put")} + fields)
            .json()
            .value(QStringLiteral("id"))
            .toString();
    };
    const QString whom =
        made({QStringLiteral("tracked_case"), QStringLiteral("number=71"),
              QStringLiteral("summary=Daughter cares"), QStringLiteral("stage=listed")});
    const QString who = made({QStringLiteral("case_identity"), QStringLiteral("case=") + whom,
                              QStringLiteral("name=Dorothy Penhale")});
    QVERIFY(!who.isEmpty());
    const auto openings = [&] {
        return vault({QStringLiteral("export"), QStringLiteral("--type"),
                      QStringLiteral("name_opening")})
            .out.count('\n');
    };
    const qsizetype before = openings();
    const QString history = QStringLiteral("--history");
    QVERIFY(!vault({QStringLiteral("export")}).out.contains("Dorothy"));
    const Said proof = vault({QStringLiteral("export"), history});
    QVERIFY(!proof.out.contains("Dorothy"));
    QVERIFY(proof.out.contains(R"("withheld":["name"])"));
    QVERIFY(!vault({QStringLiteral("get"), who}).out.contains("Dorothy"));
    QCOMPARE(openings(), before);
    const QString named = QStringLiteral("--identity");
    QVERIFY(vault({QStringLiteral("get"), who, named}).out.contains("Dorothy"));
    QCOMPARE(openings(), before + 1);
    QVERIFY(vault({QStringLiteral("export"), history, named}).out.contains("Dorothy"));
    QVERIFY(openings() > before + 1);
}

void CliTest::completion_offersWhatMayFollow_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("offered");
    const QString cli = QStringLiteral("candour-cli");
    const QString store = QStringLiteral("candour-store");
    QTest::newRow("a record type")
        << cli << QStringLiteral("list timet") << QByteArray("timetable_slot");
    QTest::newRow("a command") << cli << QStringLiteral("handov") << QByteArray("handover");
    QTest::newRow("an option behind others")
        << cli << QStringLiteral("--vault here handover --budg") << QByteArray("--budget");
    QTest::newRow("the store's commands")
        << store << QStringLiteral("--dir here ver") << QByteArray("verify");
    QTest::newRow("commands three deep")
        << store << QStringLiteral("--dir here admin code is") << QByteArray("issue");
    QTest::newRow("their options")
        << store << QStringLiteral("--dir here admin code issue --minutes 5 --pe")
        << QByteArray("--person");
}

void CliTest::completion_offersWhatMayFollow() {
    QFETCH(const QString, program);
    QFETCH(const QString, typed);
    const Said script =
        runProgram(builtProgram(program), {QStringLiteral("completion"), QStringLiteral("bash")});
    QCOMPARE(script.exit, 0);
    QProcess bash;
    bash.start(QStringLiteral("bash"),
               {QStringLiteral("-c"),
                QStringLiteral("source \"$0\"; COMP_WORDS=(%1 %2); "
                               "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _%3; "
                               "echo \"${COMPREPLY[@]}\"")
                    .arg(program, typed, QString(program).replace(u'-', u'_')),
                write(QStringLiteral("completion.bash"), script.out)});
    QVERIFY(bash.waitForFinished(60'000));
    QTEST(bash.readAllStandardOutput().trimmed(), "offered");
}

void CliTest::theSecret_isNeverAnArgument() {
    QVERIFY(!run({QStringLiteral("--help")}).out.contains("--passphrase "));
    QCOMPARE(
        vault({QStringLiteral("--passphrase"), QStringLiteral("x"), QStringLiteral("status")}).exit,
        2);
}

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
