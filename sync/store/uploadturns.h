// Whose turn it is to write the part of an upload: whoever asked last, because whoever asked before
// may be a connection that broke and does not know it yet. What always holds: between two of them,
// only the one whose turn it is touches the part, so that nothing reaches a file that was proved
// and has moved to its place. With it goes how much of the part is hashed, so that a large one need
// not be read again at its end. On any thread.
#pragma once

#include "platform/limits.h"
#include "sync/blob.h"

#include <QByteArray>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace candour {

class UploadTurns {
  public:
    struct Part {
        std::mutex mutex;        // held by whoever touches the part
        std::uint64_t turn = 0;  // of whoever asked last
        /// From here on it is a piece whose checksum nobody has seen come true.
        std::optional<std::int64_t> unchecked;
        std::int64_t hashed = 0;
        std::optional<BlobHash> hash;
    };

    /// The part of that name, the same for all that ask as long as one of them has it. The hash of
    /// one that nobody has is forgotten once there are many.
    [[nodiscard]] std::shared_ptr<Part> partNamed(const QByteArray& name) {
        const std::lock_guard lock(m_mutex);
        if (m_parts.size() >= limits::uploadsKnown)
            std::erase_if(m_parts, [](const auto& one) { return one.second.use_count() == 1; });
        std::shared_ptr<Part>& part = m_parts[name];
        if (!part) part = std::make_shared<Part>();
        return part;
    }

  private:
    std::mutex m_mutex;
    std::map<QByteArray, std::shared_ptr<Part>> m_parts;
};

}  // namespace candour
