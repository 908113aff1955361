#include "platform/log.h"

#include "platform/uuid.h"

#include <QString>
#include <QtGlobal>

#include <cstdio>
#include <string>

namespace candour::log {
namespace {

void write(const char* level, Literal message, std::initializer_list<Field> fields) {
    std::string line = std::string("candour: ") + level + message.text();
    char text[32];
    for (const Field& field : fields) {
        std::snprintf(text, sizeof text, field.isId() ? "%012llx" : "%lld",
                      static_cast<long long>(field.number()));
        line += std::string(" ") + field.key().text() + "=" + text;
    }
    line += '\n';
    std::fputs(line.c_str(), stderr);
}

}  // namespace

Field::Field(Literal key, const Uuid& id) : m_key(key), m_isId(true) {
    // The last six bytes: random in every kind of id that we make, and enough to follow one through
    // a log.
    for (std::size_t i = 10; i < 16; ++i) m_number = m_number << 8 | id.bytes()[i];
}

void info(Literal message, std::initializer_list<Field> fields) {
    write("", message, fields);
}
void warning(Literal message, std::initializer_list<Field> fields) {
    write("warning: ", message, fields);
}

void takeQtMessages() {
    qInstallMessageHandler(
        [](QtMsgType type, const QMessageLogContext& context, const QString& message) {
            if (type == QtDebugMsg || type == QtInfoMsg) return;
            // What the screen's side says before there is a window cannot have words in it.
            const QByteArrayView category(context.category ? context.category : "");
            if (type == QtFatalMsg)
                std::fprintf(stderr, "candour: fatal: %s\n", qPrintable(message));
            else if (category == "qt.qpa.plugin" || category == "qt.qpa.xcb")
                std::fprintf(stderr, "candour: warning: %s\n", qPrintable(message));
            else if (context.file)
                std::fprintf(stderr, "candour: warning: %s at %s:%d\n", category.data(),
                             context.file, context.line);
        });
}

}  // namespace candour::log
