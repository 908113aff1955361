#include "sync/control.h"

#include "platform/limits.h"

namespace candour {
namespace {

constexpr QStringView prefix = u"sync.";
constexpr std::array names = {QStringView(u"sync.withdraw"), QStringView(u"sync.erase"),
                              QStringView(u"sync.hold"), QStringView(u"sync.release"),
                              QStringView(u"sync.restrict")};

}  // namespace

QString typeOf(ControlKind kind) {
    return names.at(static_cast<std::size_t>(kind)).toString();
}

std::optional<ControlKind> controlKind(QStringView type) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names.at(i) == type) return static_cast<ControlKind>(i);
    return std::nullopt;
}

bool isControlType(QStringView type) {
    return type.startsWith(prefix);
}

QByteArray Control::encode() const {
    cbor::Writer writer;
    writer.map(5).integer(1).bytes(notebook);
    writer.integer(2).bytes(subject);
    writer.integer(3).integer(generation);
    writer.integer(4).array(changes.size());
    for (const ChangeId& id : changes) writer.bytes(id);
    writer.integer(5).bytes(about);
    return writer.take();
}

Result<Control> Control::decode(ControlKind kind, QByteArrayView payload) {
    Control control;
    control.kind = kind;
    std::uint32_t seen = 0;
    cbor::Reader reader(payload);
    reader.map([&](std::int64_t key) {
        if (key < 32) seen |= 1U << key;
        switch (key) {
            case 1:
                control.notebook = reader.id<NotebookId>();
                break;
            case 2:
                control.subject = reader.id<SubjectId>();
                break;
            case 3:
                control.generation = static_cast<std::uint32_t>(reader.integer(0, 0xffff'ffff));
                break;
            case 4:
                for (std::size_t left = reader.array(limits::cborItems);
                     left > 0 && !reader.failed(); --left)
                    control.changes.push_back(reader.id<ChangeId>());
                break;
            case 5:
                control.about = reader.id<RecordId>();
                break;
            default:
                reader.skip();
        }
    });
    constexpr std::uint32_t needed = (1U << 6) - 2;
    if (!reader.finished() || (seen & needed) != needed)
        return fail(Code::damaged, "read a control change");
    return control;
}

}  // namespace candour
