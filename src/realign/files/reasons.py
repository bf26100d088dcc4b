"""Why the system refuses a file, in every language: the reasons that people meet, by their numbers."""

import errno
from collections.abc import Mapping

from realign.text import Message, Text, message

_REASONS: Mapping[int, Message] = {
    errno.EACCES: message("Permission denied"),
    errno.EBUSY: message("Device or resource busy"),
    errno.EEXIST: message("File exists"),
    errno.EFBIG: message("File too large"),
    errno.EINVAL: message("Invalid argument"),
    errno.EIO: message("Input/output error"),
    errno.EISDIR: message("Is a directory"),
    errno.ELOOP: message("Too many levels of symbolic links"),
    errno.EMFILE: message("Too many open files"),
    errno.ENAMETOOLONG: message("File name too long"),
    errno.ENOENT: message("No such file or directory"),
    errno.ENOEXEC: message("Exec format error"),
    errno.ENOMEM: message("Cannot allocate memory"),
    errno.ENOSPC: message("No space left on device"),
    errno.ENOTDIR: message("Not a directory"),
    errno.ENOTEMPTY: message("Directory not empty"),
    errno.EPERM: message("Operation not permitted"),
    errno.EROFS: message("Read-only file system"),
    errno.EXDEV: message("Invalid cross-device link"),
}
"""In English as the system says them."""


def system_reason(error: OSError) -> Text:
    """What the system says; a reason that is not among the frequent ones in the words of the system."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
