#include "app/viewmodels/wording.h"

#include <QLocale>
#include <QObject>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace candour::wording {

namespace {
QLocale british() {
    return QLocale(QLocale::English, QLocale::UnitedKingdom);
}
}  // namespace

QDateTime local(UtcTime time, std::chrono::minutes zoneOffset) {
    const auto seconds = static_cast<int>(std::chrono::seconds(zoneOffset).count());
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::OffsetFromUTC,
                                          seconds);
}

QString hourMinute(const QDateTime& time) {
    return time.toString(u"HH:mm"_s);
}

QString hourMinute(int minuteOfDay) {
    return QTime(minuteOfDay / 60 % 24, minuteOfDay % 60).toString(u"HH:mm"_s);
}

QString hourMinuteSecond(const QDateTime& time) {
    return time.toString(u"HH:mm:ss"_s);
}

QString day(const QDate& date) {
    return british().toString(date, u"dddd d MMMM"_s);
}

QString count(qint64 number, const QString& one, const QString& many) {
    return british().toString(number) + u' ' + (number == 1 ? one : many);
}

QString plain(QString typed) {
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QChar sign = std::as_const(typed)[i];
        if (sign.isHighSurrogate() && i + 1 < typed.size() &&
            std::as_const(typed)[i + 1].isLowSurrogate())
            ++i;
        else if (sign.isSurrogate())
            typed[i] = QChar::ReplacementCharacter;
        else if (sign == u'\f' || sign == u'\v')
            typed[i] = u'\n';
        else if ((sign < u' ' && sign != u'\n' && sign != u'\r') || sign == QChar(0x7f))
            typed[i] = u' ';
    }
    return typed;
}

int characters(QStringView text) {
    return static_cast<int>(text.toUcs4().size());
}

QString spoken(QStringList parts) {
    return together(std::move(parts), u", "_s);
}

QString together(QStringList parts, const QString& between) {
    parts.removeAll(QString());
    return parts.join(between);
}

QString bytes(qint64 size) {
    if (size < 1000) return count(size, QObject::tr("byte"), QObject::tr("bytes"));
    if (size < 1'000'000) return QObject::tr("%1 kB").arg(british().toString(size / 1000));
    if (size < 1'000'000'000)
        return QObject::tr("%1 MB").arg(
            british().toString(static_cast<double>(size) / 1e6, 'f', 1));
    return QObject::tr("%1 GB").arg(british().toString(static_cast<double>(size) / 1e9, 'f', 1));
}

}  // namespace candour::wording
