#include "sync/readyframe.h"

#include <unordered_map>

namespace candour {

ReadyFrame::ReadyFrame(Frame made) : frame(std::move(made)) {
    std::unordered_map<KeyId, const SubjectKey*> byId;
    keys.reserve(frame.keys.size());
    for (const Frame::Key& given : frame.keys) {
        keys.push_back(given.secret.isEmpty()
                           ? nullptr
                           : std::make_shared<const SubjectKey>(
                                 frame.chain.notebook, given.subject, given.generation,
                                 SecretBytes::copyOf(spanOf(given.secret))));
        if (keys.back()) byId.emplace(keys.back()->id(), keys.back().get());
    }
    items.reserve(frame.items.size());
    for (const Frame::Item& item : frame.items) {
        auto header = Header::decode(item.header);
        if (!header) return;
        items.push_back({std::move(*header)});
        const auto key = byId.find(items.back().header.key);
        if (item.form != PayloadForm::opened || key == byId.end()) continue;
        items.back().sealed = key->second->seal(item.header, item.payload);
        items.back().hash = Hash::of({items.back().sealed});
    }
}

Result<ReadyFrame> ReadyFrame::read(QByteArrayView compressed) {
    TRY(Frame frame, decodeFrame(compressed));
    return ReadyFrame(std::move(frame));
}

}  // namespace candour
