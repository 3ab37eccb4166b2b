package io.lineside.model.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which machine a line file means, for its protocol to compare with that of another file.
 *
 * @param file for messages about both, for example {@code lines/kiln-1.yaml}
 * @param equipmentPath ISA-95 hierarchy down to the line
 * @param connection the {@code connection:} block, with what the site gives; not checked by the protocol yet
 */
public record LineTarget(String file, List<String> equipmentPath, Map<String, String> connection) {
    /** Copies the collections. */
    public LineTarget {
        equipmentPath = List.copyOf(equipmentPath);
        connection = Map.copyOf(connection);
    }

    /** The value of a connection key, if the line file or the site gives one. */
    public Optional<String> setting(String key) {
        return Optional.ofNullable(connection.get(key));
    }

    /** Whether the address under this key means the same server in both files, however it is written. */
    public boolean isAtServerOf(LineTarget other, String key) {
        Optional<ServerAddress> own = setting(key).flatMap(ServerAddress::read);
        return own.isPresent() && own.equals(other.setting(key).flatMap(ServerAddress::read));
    }

    /** The file, without the values of its connection, which may be secret. */
    @Override
    public String toString() {
        return file;
    }
}
