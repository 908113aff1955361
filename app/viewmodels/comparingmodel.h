// Beside other evidence: how the piece on the review page stands to others, and the comparing
// itself. A piece is taken in hand; whatever is chosen next, on any page of the review, is what it
// is compared with; and the relation that is chosen writes it down. What always holds: a link is
// shown because the vault has it, never because it was asked for; why, once typed, is kept like
// every other key.
#pragma once

#include "app/viewmodels/jotting.h"
#include "app/viewmodels/linkrow.h"
#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// One of a few words to choose from: a category, a direction, a relation, a reason.
struct Option {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(bool chosen MEMBER chosen)
  public:
    QString key;
    QString title;
    bool chosen = false;
    bool operator==(const Option&) const = default;

    /// The same with this one chosen.
    static QList<Option> chosenOf(QList<Option> options, const QString& key);
};

class ComparingModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("It belongs to the review page.")
    /// A line, extract or account is on the page.
    Q_PROPERTY(bool possible READ possible NOTIFY pieceChanged)
    /// It is a thought of ours: what it is linked to is what it rests on.
    Q_PROPERTY(bool ofThought READ ofThought NOTIFY pieceChanged)
    Q_PROPERTY(QAbstractItemModel* links READ links CONSTANT)
    Q_PROPERTY(int linkCount READ linkCount NOTIFY pieceChanged)
    /// The link that more is said about, or -1.
    Q_PROPERTY(int link READ link NOTIFY pieceChanged)
    Q_PROPERTY(QString note READ note NOTIFY pieceChanged)
    /// The same while it is typed. Whoever turns to something else has given it.
    Q_PROPERTY(candour::Jotting* noting READ noting CONSTANT)

    /// A piece is in hand.
    Q_PROPERTY(bool active READ active NOTIFY changed)
    Q_PROPERTY(QString inHand READ inHand NOTIFY changed)
    Q_PROPERTY(QString inHandDetail READ inHandDetail NOTIFY changed)
    Q_PROPERTY(bool thoughtInHand READ thoughtInHand NOTIFY changed)
    /// What it is compared with; empty until that is chosen.
    Q_PROPERTY(QString other READ other NOTIFY changed)
    Q_PROPERTY(QString otherDetail READ otherDetail NOTIFY changed)
    Q_PROPERTY(bool hasOther READ hasOther NOTIFY changed)
    Q_PROPERTY(QAbstractItemModel* candidates READ candidates CONSTANT)
    Q_PROPERTY(int candidateCount READ candidateCount NOTIFY changed)
    Q_PROPERTY(QAbstractItemModel* relations READ relations CONSTANT)
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)

  public:
    explicit ComparingModel(QObject* parent = nullptr);

    // Values in
    void showRelations(const QList<Option>& relations);
    /// The piece on the page, and its links; none: an empty key.
    void showPiece(const ComparedPiece& piece, const QList<LinkRow>& links);
    /// Others that might be compared with what is in hand; those of another piece are dropped.
    void showCandidates(const QString& piece, const QList<ComparedPiece>& candidates);
    void showRefusal(const QString& sentence);
    /// What was in hand is compared, and out of hand.
    void showCompared();
    void forget();

    // What the page does
    /// Takes the piece of the page in hand.
    Q_INVOKABLE void begin();
    /// Puts it back; nothing is compared.
    Q_INVOKABLE void stop();
    Q_INVOKABLE void choose(int candidate);
    /// How the other stands to what is in hand.
    Q_INVOKABLE void relate(const QString& relation);
    /// Says more about a link; the same again leaves it.
    Q_INVOKABLE void focusOn(int link);
    Q_INVOKABLE void changeRelation(const QString& relation);
    Q_INVOKABLE void giveNote();
    Q_INVOKABLE void takeAway();
    Q_INVOKABLE void openOther(int link);

    [[nodiscard]] bool possible() const { return !m_piece.key.isEmpty(); }
    [[nodiscard]] bool ofThought() const { return m_piece.thought; }
    [[nodiscard]] QAbstractItemModel* links() { return &m_links; }
    [[nodiscard]] int linkCount() const { return m_links.rowCount(); }
    [[nodiscard]] int link() const;
    [[nodiscard]] QString note() const;
    [[nodiscard]] Jotting* noting() { return &m_noting; }
    [[nodiscard]] bool active() const { return !m_inHand.key.isEmpty(); }
    [[nodiscard]] QString inHand() const { return m_inHand.words; }
    [[nodiscard]] QString inHandDetail() const { return m_inHand.detail; }
    [[nodiscard]] bool thoughtInHand() const { return m_inHand.thought; }
    [[nodiscard]] QString other() const { return m_other.words; }
    [[nodiscard]] QString otherDetail() const { return m_other.detail; }
    [[nodiscard]] bool hasOther() const { return !m_other.key.isEmpty(); }
    [[nodiscard]] QAbstractItemModel* candidates() { return &m_candidates; }
    [[nodiscard]] int candidateCount() const { return m_candidates.rowCount(); }
    [[nodiscard]] QAbstractItemModel* relations() { return &m_relations; }
    [[nodiscard]] QString refusal() const { return m_refusal; }

  Q_SIGNALS:
    void pieceChanged();
    void changed();

    /// Intent: what could this be compared with? Answer showCandidates().
    void candidatesRequested(const QString& piece);
    /// Intent: write this down. Answer showCompared(), or showRefusal().
    void compareRequested(const QString& one, const QString& other, const QString& relation);
    /// Intents about a link of the piece on the page.
    void linkEdited(const QString& piece, const QString& link, const QString& field,
                    const QString& value);
    void linkTakenAway(const QString& piece, const QString& link);
    /// Intent: show this piece on the page.
    void pieceRequested(const QString& piece);

  private:
    [[nodiscard]] const LinkRow* focused() const;
    void refresh();

    ComparedPiece m_piece;
    ComparedPiece m_inHand;
    ComparedPiece m_other;
    bool m_asked = false;  // a comparison is on its way to the disk
    QString m_focus;       // the key of a link
    QString m_refusal;
    Jotting m_noting{Jotting::Use::noting};
    QList<Option> m_words;
    Rows<LinkRow> m_links;
    Rows<ComparedPiece> m_candidates;
    Rows<Option> m_relations;
};

}  // namespace candour
