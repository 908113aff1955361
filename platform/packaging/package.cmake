# Debian packages of the tablet's app, its camera, the command line and the central store. In a Release build:
#   ninja candour candour-cli candour-store && cpack
# Nothing else is built for it, and every program is stripped.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(here ${CMAKE_SOURCE_DIR}/platform/packaging)
install(TARGETS candour RUNTIME COMPONENT app)
# Where the app looks for it, beside its own folder.
install(TARGETS candour_camera LIBRARY DESTINATION lib/candour/qml/Candour/Camera COMPONENT camera)
install(FILES ${CANDOUR_MODULES}/Candour/Camera/qmldir DESTINATION lib/candour/qml/Candour/Camera COMPONENT camera)
install(TARGETS candour-cli RUNTIME COMPONENT cli)
install(TARGETS candour-store RUNTIME COMPONENT store)
install(FILES ${here}/org.candour.Candour.desktop DESTINATION share/applications COMPONENT app)
install(FILES ${here}/candour.svg DESTINATION share/icons/hicolor/scalable/apps COMPONENT app)
install(FILES ${here}/org.candour.Candour.metainfo.xml DESTINATION share/metainfo COMPONENT app)
install(FILES ${here}/candour-store.service DESTINATION lib/systemd/system COMPONENT store)
install(FILES ${here}/store.conf DESTINATION /etc/candour COMPONENT store)
foreach(part app camera cli store)
    set(package candour-${part})
    if(part STREQUAL app)
        set(package candour)
    endif()
    install(FILES ${CMAKE_SOURCE_DIR}/LICENSE ${here}/NOTICES.md
        DESTINATION share/doc/${package} COMPONENT ${part})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME candour)
set(CPACK_PACKAGE_VENDOR Candour)
set(CPACK_PACKAGE_CONTACT "Candour maintainers <maintainers@candour.example>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL app camera cli store)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_COMPONENT_APP_DESCRIPTION "Notebook of an assessment team for the tablet
 Interviews line by line, agreement, tracked cases and evidence: encrypted, usable without a
 network, and handed over to the team's own central store against a signed receipt.")
set(CPACK_COMPONENT_CAMERA_DESCRIPTION "Camera of the Candour tablet
 Reads the square code that sets a tablet up. Without it the code is read from a picture, or typed.")
set(CPACK_COMPONENT_CLI_DESCRIPTION "Command line of the Candour notebook
 The same encrypted notes from a terminal: records in and out, search, checks, enrolment,
 hand-over, reports.")
set(CPACK_COMPONENT_STORE_DESCRIPTION "Central store of Candour
 Keeps what tablets hand over, signs receipts for it, and says who may read it.")
set(CPACK_DEBIAN_APP_PACKAGE_NAME candour)
set(CPACK_DEBIAN_CAMERA_PACKAGE_NAME candour-camera)
set(CPACK_DEBIAN_CLI_PACKAGE_NAME candour-cli)
set(CPACK_DEBIAN_STORE_PACKAGE_NAME candour-store)
# What QML finds at run time, and no linker sees.
string(JOIN ", " CPACK_DEBIAN_APP_PACKAGE_DEPENDS
    qml6-module-qtquick qml6-module-qtquick-dialogs qml6-module-qt-labs-folderlistmodel qml6-module-qtquick-layouts qml6-module-qtquick-shapes
    qml6-module-qtquick-templates qml6-module-qtquick-window qml6-module-qtqml-models
    qml6-module-qtqml-workerscript fonts-inter)
set(CPACK_DEBIAN_APP_PACKAGE_RECOMMENDS candour-camera)
# The module's name and version are the app's; GStreamer is loaded, not linked.
set(CPACK_DEBIAN_CAMERA_PACKAGE_DEPENDS
    "candour (= ${PROJECT_VERSION}), gstreamer1.0-plugins-base, gstreamer1.0-plugins-good")
set(CPACK_DEBIAN_STORE_PACKAGE_CONTROL_EXTRA
    ${here}/debian/conffiles ${here}/debian/postinst ${here}/debian/prerm ${here}/debian/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)

# Installs the packages on this machine, starts the programs and removes them again: as root, and
# only when it is asked for: ctest -C Package -L package
add_test(NAME package CONFIGURATIONS Package
    COMMAND /usr/bin/python3 ${CMAKE_SOURCE_DIR}/tests/packaging/package.py --build ${CMAKE_BINARY_DIR})
set_tests_properties(package PROPERTIES LABELS package TIMEOUT 900 RUN_SERIAL ON)
