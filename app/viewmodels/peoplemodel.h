// Who is in the room, by role, and whose words are being written. With one person it is always that
// one; with several nobody is chosen until the inspector says who speaks.
#pragma once

#include "app/viewmodels/entryrow.h"
#include "app/viewmodels/jotting.h"
#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

struct PersonRow {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString role MEMBER role)
    Q_PROPERTY(QString answer MEMBER answer)
    Q_PROPERTY(bool agreed MEMBER agreed)
    Q_PROPERTY(bool asked MEMBER asked)
    Q_PROPERTY(bool speaking MEMBER speaking)
  public:
    QString key;
    QString role;
    QString answer;         ///< "Talk with us: yes"
    bool agreed = false;    ///< Talk with us is yes
    bool asked = false;     ///< there is an answer, so it is changed and no longer asked for
    bool speaking = false;  ///< what is written now is theirs
    bool operator==(const PersonRow&) const = default;
};

/// How many of one role are in the room.
struct RoleRow {
    Q_GADGET
    Q_PROPERTY(QString role MEMBER role)
    Q_PROPERTY(int count MEMBER count)
  public:
    QString key;
    QString role;
    int count = 0;
    bool operator==(const RoleRow&) const = default;
};

/// A group is counted by role and keeps no names.
struct RoomState {
    bool group = false;
    QList<RoleRow> roles;
};

/// What is written down of a meeting beside its notes. Each row opens its form.
struct MeetingRecords {
    QString known;  ///< "Lipreads · Face the window": what to know while somebody speaks; or empty
    QList<EntryRow> needs;  ///< what they need, and whether they had it
    QList<EntryRow> noted;  ///< what shaped it, who could decide, private slips
    QString needType;       ///< what somebody adds here who hears of a need
    /// Who is from outside has no notebook for how somebody is reached.
    bool mayKeepSlips = false;
    QMap<QString, QVariantMap> given;  ///< by type: what a new one says already
};

class PeopleModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Who is there comes from the vault.")
    Q_PROPERTY(QAbstractItemModel* people READ people CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY shown)
    Q_PROPERTY(bool group READ group NOTIFY roomChanged)
    Q_PROPERTY(QAbstractItemModel* roles READ roles CONSTANT)
    Q_PROPERTY(int headcount READ headcount NOTIFY roomChanged)
    /// Roles that only one person here has: their words could point to them.
    Q_PROPERTY(QString onlyHolders READ onlyHolders NOTIFY roomChanged)
    /// The role of somebody who joined, or that joins the count, while it is typed.
    Q_PROPERTY(candour::Jotting* joining READ joining CONSTANT)
    Q_PROPERTY(QString knownNeeds READ knownNeeds NOTIFY recordsChanged)
    Q_PROPERTY(QAbstractItemModel* needs READ needs CONSTANT)
    Q_PROPERTY(QAbstractItemModel* noted READ noted CONSTANT)
    Q_PROPERTY(bool mayKeepSlips READ mayKeepSlips NOTIFY recordsChanged)

  public:
    explicit PeopleModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(const QList<PersonRow>& people);
    void showRoom(const RoomState& room);
    void showRecords(const MeetingRecords& records);

    // What the page does
    /// Says who speaks; a second time, that it could be anybody.
    Q_INVOKABLE void choose(int row);
    Q_INVOKABLE void ask(int row);
    /// Somebody joined. Nothing happens without a role.
    Q_INVOKABLE void add();
    /// More or fewer of a role; never below nobody.
    Q_INVOKABLE void change(int row, int by);
    Q_INVOKABLE void addRole();
    /// Opens the form of a row.
    Q_INVOKABLE void openNeed(int row);
    Q_INVOKABLE void openNoted(int row);
    /// Opens an empty one.
    Q_INVOKABLE void addNeed();
    Q_INVOKABLE void note(const QString& type);

    [[nodiscard]] QAbstractItemModel* people() { return &m_people; }
    [[nodiscard]] Jotting* joining() { return &m_joining; }
    [[nodiscard]] bool group() const { return m_group; }
    [[nodiscard]] QAbstractItemModel* roles() { return &m_roles; }
    [[nodiscard]] int headcount() const;
    [[nodiscard]] QString onlyHolders() const;
    [[nodiscard]] QString knownNeeds() const { return m_records.known; }
    [[nodiscard]] QAbstractItemModel* needs() { return &m_needs; }
    [[nodiscard]] QAbstractItemModel* noted() { return &m_noted; }
    [[nodiscard]] bool mayKeepSlips() const { return m_records.mayKeepSlips; }
    [[nodiscard]] int count() const { return static_cast<int>(m_people.rows().size()); }

  Q_SIGNALS:
    void shown();
    void roomChanged();
    void recordsChanged();

    /// Intent: what is written from now on is theirs; empty: it could be anybody's.
    void speakerChosen(const QString& key);
    /// Intent: open the agreement of this person.
    void askRequested(const QString& key);
    /// Intent: one more in the room. If it fails, joining()->giveBack().
    void personAdded(const QString& role);
    /// Intents: one more role in the room, as above; so many of a role.
    void roleAdded(const QString& role);
    void countChanged(const QString& key, int count);
    /// Intent: the form of a record; with an empty id of a new one, which says this already.
    void formRequested(const QString& type, const QString& id, const QVariantMap& given);

  private:
    void open(const EntryRow& row);

    MeetingRecords m_records;
    Rows<EntryRow> m_needs;
    Rows<EntryRow> m_noted;
    Rows<PersonRow> m_people;
    Rows<RoleRow> m_roles;
    Jotting m_joining{Jotting::Use::joining};
    bool m_group = false;
};

}  // namespace candour
