#include "app/tablet/lines.h"

namespace candour {

using Kind = LineListModel::Kind;

QString kindName(Kind kind) {
    switch (kind) {
        case Kind::Saw:
            return QStringLiteral("saw");
        case Kind::Thought:
            return QStringLiteral("thought");
        case Kind::Moment:
            return QStringLiteral("mark");
        default:
            return QStringLiteral("said");
    }
}

Kind kindFrom(const QString& name) {
    if (name == u"saw") return Kind::Saw;
    if (name == u"thought") return Kind::Thought;
    if (name == u"mark") return Kind::Moment;
    return Kind::Said;
}

QString categoryFor(const QString& standing, Kind kind) {
    if (kind == Kind::Saw) return QStringLiteral("processes");
    if (standing == u"person" || standing == u"carer" || standing == u"advocate")
        return QStringLiteral("people");
    if (standing == u"partner" || standing == u"provider" || standing == u"councillor")
        return QStringLiteral("partners");
    return QStringLiteral("staff");
}

}  // namespace candour
