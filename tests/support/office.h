// A central store and its people's tablets, all the real programs: candour-store over real TLS on
// loopback, and a vault of candour-cli for each person. What a test does here, a script could do.
#pragma once

#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <map>

namespace candour::test {

class Office {
  public:
    static constexpr char passphrase[] = "correct horse battery staple";

    /// The first of the people leads; those in `external` are given single sessions only.
    explicit Office(const QStringList& people, const QStringList& external = {}) {
        write(path(QStringLiteral("passphrase")), QByteArray(passphrase) + '\n');
        must(store({QStringLiteral("init"), QStringLiteral("--name"), QStringLiteral("Teams")}));
        for (const QString& name : people + external)
            m_people[name] = must(store({QStringLiteral("admin"), QStringLiteral("person"),
                                         QStringLiteral("add"), QStringLiteral("--name"), name}))
                                 .json()[u"id"]
                                 .toString();
        QStringList create{QStringLiteral("admin"),  QStringLiteral("assessment"),
                           QStringLiteral("create"), QStringLiteral("--title"),
                           QStringLiteral("Test"),   QStringLiteral("--lead"),
                           m_people[people.front()]};
        for (const QString& name : people.sliced(1))
            create << QStringLiteral("--member") << m_people[name];
        for (const QString& name : external)
            create << QStringLiteral("--external") << m_people[name];
        assessment = must(store(create)).json();
        open();
        for (const QString& name : people + external) enrol(name);
    }
    ~Office() {
        m_store.terminate();
        m_store.waitForFinished(60'000);
    }

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] const QString& idOf(const QString& person) const { return m_people.at(person); }
    /// candour-cli in somebody's vault, in JSON.
    [[nodiscard]] Said ask(const QString& person, const QStringList& arguments,
                           const QByteArray& input = {},
                           const std::function<void(QProcess&)>& started = {}) const {
        Surroundings around = surroundings(input);
        around.started = started;
        return runProgram(
            builtProgram(u"candour-cli"),
            QStringList{QStringLiteral("--json"), QStringLiteral("--vault"), path(person),
                        QStringLiteral("--passphrase-file"), path(QStringLiteral("passphrase"))} +
                arguments,
            around);
    }
    /// The same, and it has to succeed.
    QJsonObject does(const QString& person, const QStringList& arguments,
                     const QByteArray& input = {}) const {
        return must(ask(person, arguments, input)).json();
    }
    /// A file of records goes in whole.
    void applies(const QString& person, const QByteArray& lines) const {
        must(ask(person, {QStringLiteral("apply"), QStringLiteral("-")}, lines));
    }
    /// What somebody's tablet shows of the lines of all meetings.
    [[nodiscard]] QByteArray lines(const QString& person) const {
        return ask(person, {QStringLiteral("list"), QStringLiteral("line")}).out;
    }
    void handOver(const QStringList& people) const {
        for (const QString& person : people) does(person, {QStringLiteral("handover")});
    }
    [[nodiscard]] Said store(const QStringList& arguments) const {
        return runProgram(builtProgram(u"candour-store"),
                          QStringList{QStringLiteral("--json"), QStringLiteral("--dir"),
                                      path(QStringLiteral("store"))} +
                              arguments,
                          surroundings());
    }

    /// A tablet of theirs; its vault is called like the person, or is another one of theirs.
    void enrol(const QString& name, const QString& vault = {}) const {
        const QString code = path(QStringLiteral("code"));
        QFile::remove(code);
        must(store({QStringLiteral("admin"), QStringLiteral("code"), QStringLiteral("issue"),
                    QStringLiteral("--person"), m_people.at(name), QStringLiteral("--host"),
                    QStringLiteral("127.0.0.1"), QStringLiteral("--port"), QString::number(m_port),
                    QStringLiteral("--out"), code}));
        const QString where = vault.isEmpty() ? name : vault;
        does(where, {QStringLiteral("enrol"), QStringLiteral("--code-file"), code});
        does(where, {QStringLiteral("handover")});
    }
    /// The power goes, as far as a process can tell.
    void killStore() {
        m_store.kill();
        m_store.waitForFinished(60'000);
    }
    /// At the same port as before.
    void openStore() { open(); }
    /// Everybody's programs see another time from now on (atAnotherTime), the store's among them.
    void moveTo(Surroundings when) {
        m_when = std::move(when);
        killStore();
        open();
    }

    QJsonObject assessment;  // the ids of its notebooks

  private:
    [[nodiscard]] Surroundings surroundings(const QByteArray& input = {}) const {
        Surroundings around = m_when;
        around.input = input;
        return around;
    }
    static Said must(Said said) {
        if (said.exit != 0) qFatal("exit %d: %s", said.exit, said.err.constData());
        return said;
    }
    static void write(const QString& name, const QByteArray& bytes) {
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a file");
    }
    void open() {
        const QString ready = path(QStringLiteral("ready"));
        QFile::remove(ready);
        setUp(m_store, m_when);
        m_store.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_store.start(
            builtProgram(u"candour-store"),
            {QStringLiteral("--dir"), path(QStringLiteral("store")), QStringLiteral("serve"),
             QStringLiteral("--host"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"),
             QString::number(m_port), QStringLiteral("--ready-file"), ready});
        if (!QTest::qWaitFor([&] { return QFile::exists(ready); }, 60'000))
            qFatal("the store did not start");
        QFile file(ready);
        if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read the ready file");
        m_port = QJsonDocument::fromJson(file.readAll()).object()[u"port"].toInt();
    }

    QTemporaryDir m_folder;
    std::map<QString, QString> m_people;
    Surroundings m_when;
    QProcess m_store;
    int m_port = 0;
};

}  // namespace candour::test
