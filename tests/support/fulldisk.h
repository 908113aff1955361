// A disk that is really full, or really cannot be written to: a small file system of the test's
// own, in a mount namespace that ends with it. For a test's first lines, before there are threads.
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>

#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

namespace candour::test {

class SmallDisk {
  public:
    /// Mounts `megabytes` at `folder`, seen by this process and its children alone. `mounted()`
    /// tells whether it could be done: it takes the right to mount.
    SmallDisk(const QString& folder, int megabytes) : m_folder(folder) {
        QDir().mkpath(folder);
        const QByteArray size = "size=" + QByteArray::number(megabytes) + "m";
        m_mounted = ::unshare(CLONE_NEWNS) == 0 &&
                    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                    ::mount("tmpfs", path().constData(), "tmpfs", MS_NOSUID | MS_NODEV,
                            size.constData()) == 0;
    }
    ~SmallDisk() {
        if (m_mounted) ::umount2(path().constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] bool mounted() const { return m_mounted; }
    /// Fills it but for so many bytes (whole pages of them).
    void fill(qint64 butFor) const {
        struct statvfs room {};
        ::statvfs(path().constData(), &room);
        QFile ballast(m_folder + QStringLiteral("/ballast"));
        const qint64 free = static_cast<qint64>(room.f_bavail * room.f_bsize);
        if (!ballast.open(QIODevice::WriteOnly)) qFatal("cannot fill a disk");
        ballast.write(QByteArray(free - butFor, 'x'));
    }
    void makeRoom() const { QFile::remove(m_folder + QStringLiteral("/ballast")); }
    void setReadOnly(bool on) const {
        const unsigned long flags = on ? MS_REMOUNT | MS_RDONLY : MS_REMOUNT;
        if (::mount(nullptr, path().constData(), nullptr, flags, nullptr) != 0)
            qFatal("cannot remount a disk");
    }

  private:
    [[nodiscard]] QByteArray path() const { return QFile::encodeName(m_folder); }
    QString m_folder;
    bool m_mounted = false;
};

}  // namespace candour::test
