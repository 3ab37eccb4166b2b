package io.lineside.gateway.store;

import java.util.Optional;

/**
 * What came of looking through the audit, from its end to its beginning.
 *
 * @param entries how many were looked at
 * @param last the newest; empty where there is none. Whoever keeps its number and hash elsewhere can tell whether the end
 *     was cut off
 * @param fault the first that was found wrong; empty where every entry follows the one before
 */
public record AuditCheck(long entries, Optional<AuditRow> last, Optional<String> fault) {}
