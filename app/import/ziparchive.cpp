#include "app/import/ziparchive.h"

#include "platform/limits.h"

#include <zip.h>

namespace candour {
namespace {

constexpr char during[] = "open a workbook";
constexpr qsizetype blockBytes = 64 * 1024;

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void ZipArchive::Close::operator()(zip* archive) const {
    zip_discard(archive);
}

Result<ZipArchive> ZipArchive::open(const QByteArray& bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(
        bytes.constData(), static_cast<zip_uint64_t>(bytes.size()), 0, &error);
    zip* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_error_fini(&error);
    if (archive == nullptr) {
        zip_source_free(source);
        return fail(Code::badInput, during, "The file is damaged.");
    }
    ZipArchive opened(archive);
    if (zip_get_num_entries(archive, 0) > static_cast<zip_int64_t>(limits::importParts))
        return fail(Code::tooLarge, during, "The workbook has too many parts.");
    return opened;
}

bool ZipArchive::holds(const QString& name) const {
    return zip_name_locate(m_archive.get(), name.toUtf8().constData(), ZIP_FL_NOCASE) >= 0;
}

Result<QByteArray> ZipArchive::read(const QString& name) const {
    const zip_int64_t at =
        zip_name_locate(m_archive.get(), name.toUtf8().constData(), ZIP_FL_NOCASE);
    if (at < 0) return fail(Code::notFound, during, "A part of the workbook is missing.");
    const std::unique_ptr<zip_file_t, CloseFile> file(
        zip_fopen_index(m_archive.get(), static_cast<zip_uint64_t>(at), 0));
    if (!file) return fail(Code::badInput, during, "The file is damaged or has a password.");
    QByteArray content;
    QByteArray block(blockBytes, Qt::Uninitialized);
    while (true) {
        const zip_int64_t got =
            zip_fread(file.get(), block.data(), static_cast<zip_uint64_t>(block.size()));
        if (got < 0) return fail(Code::badInput, during, "The file is damaged.");
        if (got == 0) return content;
        if (content.size() + got > static_cast<qsizetype>(limits::importPart))
            return fail(Code::tooLarge, during,
                        "A part of the workbook is larger than 64 MiB when it is unpacked.");
        content.append(block.constData(), got);
    }
}

}  // namespace candour
