// A short list for the screen: values of one Q_GADGET type, whose properties are the roles. The
// order is the caller's. Rows are few (tens); what can grow long has a windowed model of its own.
#pragma once

#include <QAbstractListModel>
#include <QMetaProperty>

namespace candour {

template <class Row>
class Rows final : public QAbstractListModel {
  public:
    using QAbstractListModel::QAbstractListModel;

    /// Shows these rows. Rows that did not change are left alone, so nothing on screen jumps.
    void show(QList<Row> rows) {
        if (rows.size() != m_rows.size()) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            return;
        }
        for (int i = 0; i < rows.size(); ++i) replace(i, rows[i]);
    }
    void replace(int row, Row value) {
        if (m_rows[row] == value) return;
        m_rows[row] = std::move(value);
        Q_EMIT dataChanged(index(row), index(row));
    }
    [[nodiscard]] const QList<Row>& rows() const { return m_rows; }
    [[nodiscard]] bool holds(int row) const { return row >= 0 && row < m_rows.size(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
        const int property = role - Qt::UserRole;
        const QMetaObject& type = Row::staticMetaObject;
        if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
        if (property < 0 || property >= type.propertyCount()) return {};
        return type.property(property).readOnGadget(&m_rows[index.row()]);
    }
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override {
        QHash<int, QByteArray> names;
        const QMetaObject& type = Row::staticMetaObject;
        for (int i = 0; i < type.propertyCount(); ++i)
            names.insert(Qt::UserRole + i, type.property(i).name());
        return names;
    }

  private:
    QList<Row> m_rows;
};

}  // namespace candour
