#include "platform/hardening.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace candour {

Status harden() {
#ifdef Q_OS_UNIX
    umask(S_IRWXG | S_IRWXO);
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0)
        return fail(Code::unsupported, "protect the memory", "core dumps could not be forbidden");
#endif
#ifdef Q_OS_LINUX
    // A core dump that is piped to a program ignores the limit of size, but not this.
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return fail(Code::unsupported, "protect the memory", "the process stays readable");
#endif
    return {};
}

}  // namespace candour
