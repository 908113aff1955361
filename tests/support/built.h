// The programs of this build, which lie one folder above its tests.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace candour::test {

inline QString builtProgram(QStringView name) {
    return QCoreApplication::applicationDirPath() + QStringLiteral("/../") + name.toString();
}

}  // namespace candour::test
