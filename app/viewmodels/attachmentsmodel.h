// What is attached to one session, document or case: each with where its file is, a picture opened
// from memory, and a file that is about to be sealed. What always holds: a picture is shown out of
// memory and leaves it when it is closed or the tablet locks; nobody is photographed here without
// the yes that covers it.
#pragma once

#include "app/viewmodels/jotting.h"
#include "app/viewmodels/rows.h"

#include <QImage>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace candour {

struct AttachmentItem {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString sign MEMBER sign)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(QString stateSign MEMBER stateSign)
    Q_PROPERTY(int tone MEMBER tone)
    Q_PROPERTY(bool opens MEMBER opens)
    Q_PROPERTY(bool fetchable MEMBER fetchable)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    QString id;
    QString sign;    ///< a property of Icons
    QString title;   ///< its caption, or "Photograph, 14:06"
    QString detail;  ///< "Photograph · 3.4 MB · 9 March, 14:06"
    QString state;   ///< "Only on this tablet", "At the store", "Not here yet"
    QString stateSign;
    int tone = 0;            ///< a CaseItem::Tone
    bool opens = false;      ///< it can be looked at here
    bool fetchable = false;  ///< it was taken off this tablet, and can come back
    [[nodiscard]] QString spoken() const;
    bool operator==(const AttachmentItem&) const = default;
};

/// All that is attached to one record.
struct Attached {
    QString about;  ///< the record's id
    QList<AttachmentItem> items;
    /// Why nobody may be photographed here; empty: everybody said yes, or nobody is there to ask.
    QString noPhotograph;
};

/// A file that somebody chose, to be sealed as it is read.
struct AttachWish {
    QString about;
    QUrl file;
    QString kind;  ///< "photograph" or "document"
    QString caption;
};

/// A picture, unsealed into memory.
struct OpenedPicture {
    QString id;
    QString title;
    QString detail;
    QImage image;
};

class AttachmentsModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Attachments come from the vault.")
    Q_PROPERTY(bool open READ open NOTIFY shown)
    /// Whose they are: "Duty desk".
    Q_PROPERTY(QString title READ title NOTIFY shown)
    Q_PROPERTY(bool ready READ ready NOTIFY shown)
    Q_PROPERTY(QString problem READ problem NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* items READ items CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY shown)
    // The file that was chosen
    Q_PROPERTY(QString fileName READ fileName NOTIFY shown)
    Q_PROPERTY(Kind kind READ kind NOTIFY shown)
    Q_PROPERTY(QString noPhotograph READ noPhotograph NOTIFY shown)
    Q_PROPERTY(bool mayAttach READ mayAttach NOTIFY shown)
    Q_PROPERTY(bool sealing READ sealing NOTIFY shown)
    Q_PROPERTY(candour::Jotting* caption READ caption CONSTANT)
    // The picture that is looked at
    Q_PROPERTY(bool looking READ looking NOTIFY pictureChanged)
    /// A QImage.
    Q_PROPERTY(QVariant picture READ pictureValue NOTIFY pictureChanged)
    Q_PROPERTY(QString pictureTitle READ pictureTitle NOTIFY pictureChanged)
    Q_PROPERTY(QString pictureDetail READ pictureDetail NOTIFY pictureChanged)

  public:
    enum Kind { Photograph, Document };
    Q_ENUM(Kind)

    explicit AttachmentsModel(QObject* parent = nullptr);

    // Values in
    /// Of the record that was turned to last; a late one is dropped.
    void show(const Attached& attached);
    void showProblem(const QString& sentence);
    /// The file is sealed and written down.
    void showAttached();
    /// It is not: the file stays chosen.
    void showNotAttached(const QString& sentence);
    /// Of the one that was asked for last.
    void showPicture(const OpenedPicture& picture);
    /// The tablet locks.
    void forget();

    // What pages do
    Q_INVOKABLE void turnTo(const QString& about, const QString& title);
    Q_INVOKABLE void leave();
    /// A file was picked, or dropped here.
    Q_INVOKABLE void choose(const QUrl& file);
    Q_INVOKABLE void chooseKind(int kind);
    Q_INVOKABLE void dropChosen();
    Q_INVOKABLE void attach();
    Q_INVOKABLE void look(int row);
    Q_INVOKABLE void closePicture();
    /// Has the next hand-over bring it back.
    Q_INVOKABLE void fetch(int row);

    [[nodiscard]] bool open() const { return !m_about.isEmpty(); }
    [[nodiscard]] const QString& about() const { return m_about; }
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QAbstractItemModel* items() { return &m_items; }
    [[nodiscard]] int count() const { return m_items.rowCount(); }
    [[nodiscard]] QString fileName() const { return m_file.fileName(); }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] QString noPhotograph() const { return m_noPhotograph; }
    [[nodiscard]] bool mayAttach() const;
    [[nodiscard]] bool sealing() const { return m_sealing; }
    [[nodiscard]] Jotting* caption() { return &m_caption; }
    [[nodiscard]] bool looking() const { return !m_picture.id.isEmpty(); }
    [[nodiscard]] QImage picture() const { return m_picture.image; }
    [[nodiscard]] QVariant pictureValue() const { return m_picture.image; }
    [[nodiscard]] QString pictureTitle() const { return m_picture.title; }
    [[nodiscard]] QString pictureDetail() const { return m_picture.detail; }

  Q_SIGNALS:
    void shown();
    void pictureChanged();

    /// Intent: what is attached to this record? Answer show.
    void listRequested(const QString& about);
    /// Intent: seal this file. Answer showAttached or showNotAttached, and show.
    void attachRequested(const candour::AttachWish& wish);
    /// Intent: unseal this picture into memory. Answer showPicture.
    void pictureRequested(const QString& id);
    /// Intent: the next hand-over brings this file back. Answer show.
    void fetchRequested(const QString& id);

  private:
    void clear();

    QString m_about;
    QString m_title;
    bool m_ready = false;
    QString m_problem;
    QString m_noPhotograph;
    QUrl m_file;
    Kind m_kind = Document;
    bool m_sealing = false;
    QString m_wanted;  // the picture that was asked for
    OpenedPicture m_picture;
    Rows<AttachmentItem> m_items;
    Jotting m_caption{Jotting::Use::captioning};
};

}  // namespace candour
