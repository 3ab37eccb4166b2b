package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that hold orders are for the gateway's own user: mode 0600 where the file system knows modes. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /** Creates the file where it is missing, and takes the rights of others away where it is not. */
    static void create(Path file) throws IOException {
        boolean posix =
                Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class) != null;
        if (Files.notExists(file)) {
            if (posix) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(MODE));
            } else {
                Files.createFile(file);
            }
        } else if (posix && !Files.getPosixFilePermissions(file).equals(MODE)) {
            Files.setPosixFilePermissions(file, MODE);
        }
    }
}
