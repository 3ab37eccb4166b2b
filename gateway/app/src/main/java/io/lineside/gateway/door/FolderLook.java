package io.lineside.gateway.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which files of a folder are complete: those that stayed the same from one look to the next. An empty one may have
 * been made to be filled, and is given {@value #EMPTY_LOOKS} looks. Confined to the thread that looks.
 */
final class FolderLook {
    private static final int EMPTY_LOOKS = 10;

    /** How a file looked, and how often it has looked so. */
    private record Seen(String print, long size, int times) {}

    private Map<String, Seen> before = new ConcurrentHashMap<>();
    private Map<String, Seen> now = new ConcurrentHashMap<>();

    /** Begins another look; says whether the last one saw any file. */
    boolean begin() {
        boolean any = !now.isEmpty();
        before = now;
        now = new ConcurrentHashMap<>();
        return any;
    }

    /** Whether the file is wanted and complete. */
    boolean isComplete(Path file) {
        String name = String.valueOf(file.getFileName());
        Optional<Seen> seen = isPart(name) ? Optional.empty() : look(file);
        seen.ifPresent(look -> {
            Seen last = before.getOrDefault(name, look);
            boolean same = before.containsKey(name) && last.print().equals(look.print());
            now.put(name, same ? new Seen(look.print(), look.size(), last.times() + 1) : look);
        });
        Seen known = now.get(name);
        return known != null && known.times() > (known.size() == 0 ? EMPTY_LOOKS : 1);
    }

    /** A file that says by its name that it is being written or is nobody's order. */
    private static boolean isPart(String name) {
        return name.startsWith(".") || name.endsWith("~") || name.endsWith(".part") || name.endsWith(".tmp");
    }

    private static Optional<Seen> look(Path file) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String print = found.size() + " " + found.lastModifiedTime() + " " + found.fileKey();
            return found.isDirectory() ? Optional.empty() : Optional.of(new Seen(print, found.size(), 1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
