#!/bin/sh
# Runs a program as root among mounts of its own: it may fill a disk, and nobody else sees it.
[ "$(id -u)" = 0 ] && exec unshare --mount -- "$@"
exec unshare --user --map-root-user --mount -- "$@"
