# Every string that a person reads can be handed to translators: lupdate finds them all and has
# nothing to say about any.
execute_process(
    COMMAND ${LUPDATE} -I ${SOURCE} -extensions cpp,h,qml ${SOURCE}/qml ${SOURCE}/app/viewmodels
        ${SOURCE}/app/tablet ${SOURCE}/app/rules ${SOURCE}/app/reports -ts ${SCRATCH}/candour.ts
    OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE result)
string(REGEX REPLACE "(Scanning|Updating|Removed|Kept)[^\n]*\n" "" said "${said}")
string(REGEX REPLACE " *(Found|Kept|Removed|Same)[^\n]*\n" "" said "${said}")
string(STRIP "${said}" said)
if(NOT result EQUAL 0 OR NOT said STREQUAL "")
    message(FATAL_ERROR "lupdate says:\n${said}")
endif()
