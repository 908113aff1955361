// Who is in the room, by role, and whose words are being written. With one person it is always that
// one; with several nobody is chosen until the inspector says who speaks.
#pragma once

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

  public:
    explicit PeopleModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(const QList<PersonRow>& people);
    void showRoom(const RoomState& room);

    // What the page does
    /// Says who speaks; a second time, that it could be anybody.
    Q_INVOKABLE void choose(int row);
    Q_INVOKABLE void ask(int row);
    /// Somebody joined. Nothing happens without a role.
    Q_INVOKABLE void add();
    /// More or fewer of a role; never below nobody.
    Q_INVOKABLE void change(int row, int by);
    Q_INVOKABLE void addRole();

    [[nodiscard]] QAbstractItemModel* people() { return &m_people; }
    [[nodiscard]] Jotting* joining() { return &m_joining; }
    [[nodiscard]] bool group() const { return m_group; }
    [[nodiscard]] QAbstractItemModel* roles() { return &m_roles; }
    [[nodiscard]] int headcount() const;
    [[nodiscard]] QString onlyHolders() const;
    [[nodiscard]] int count() const { return static_cast<int>(m_people.rows().size()); }

  Q_SIGNALS:
    void shown();
    void roomChanged();

    /// Intent: what is written from now on is theirs; empty: it could be anybody's.
    void speakerChosen(const QString& key);
    /// Intent: open the agreement of this person.
    void askRequested(const QString& key);
    /// Intent: one more in the room. If it fails, joining()->giveBack().
    void personAdded(const QString& role);
    /// Intents: one more role in the room, as above; so many of a role.
    void roleAdded(const QString& role);
    void countChanged(const QString& key, int count);

  private:
    Rows<PersonRow> m_people;
    Rows<RoleRow> m_roles;
    Jotting m_joining{Jotting::Use::joining};
    bool m_group = false;
};

}  // namespace candour
