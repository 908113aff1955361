#pragma once

#include "sync/change.h"
#include "sync/frame.h"
#include "sync/sealing.h"

namespace candour {

/// Its words lie sealed, as somebody passes them on who has no key.
inline Frame asItLies(Frame frame) {
    for (Frame::Key& given : frame.keys) {
        const SubjectKey key(frame.chain.notebook, given.subject, given.generation,
                             SecretBytes::copyOf(spanOf(given.secret)));
        for (Frame::Item& item : frame.items) {
            const auto header = Header::decode(item.header);
            if (!header || header->key != key.id()) continue;
            item.payload = key.seal(item.header, item.payload);
            item.form = PayloadForm::asItLies;
        }
        given = {given.subject, given.generation, {}, key.id(), std::vector<SealedKey>()};
    }
    return frame;
}

}  // namespace candour
