package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Where a store file may be: in an existing folder of a file system of this machine. */
final class StorePlace {

    // Their locks and syncs are those of another machine, and some only pretend to have any.
    private static final Set<String> NETWORK = Set.of(
            "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre");
    private static final Set<String> NETWORK_FUSE = Set.of("fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.rclone");

    private StorePlace() {}

    /** The file without links on the way to it, so that two names of one file are one. */
    static Path of(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        var folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException("store " + absolute + ": its folder must exist, create " + folder);
        }
        try {
            var real = folder.toRealPath().resolve(absolute.getFileName());
            var found = Files.exists(real) ? real.toRealPath() : real;
            requireNameForUrl(found);
            requireLocal(found, Files.getFileStore(found.resolveSibling(".")).type());
            return found;
        } catch (IOException e) {
            throw new StoreException("store " + absolute + ": cannot be reached: " + e, e);
        }
    }

    // What follows a question mark the driver takes for settings, such as to sync no more.
    private static void requireNameForUrl(Path file) {
        if (file.toString().indexOf('?') >= 0) {
            throw new StoreException(
                    "store " + file + ": its path must not contain '?', choose another folder or name");
        }
    }

    static void requireLocal(Path file, String type) {
        var name = type.toLowerCase(Locale.ROOT);
        if (NETWORK.contains(name) || NETWORK_FUSE.contains(name)) {
            throw new StoreException(
                    "store " + file + ": must be on a disk of this machine, was on a network file system (" + type
                            + "), which may lose what it said it kept; change store.file in site.yaml");
        }
    }
}
