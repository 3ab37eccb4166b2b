/**
 * Doors into the gateway beside the platform API: what every one of them has in common, and the folder that is watched.
 *
 * <p>A door of another kind is three things. Its block of {@code doors.yaml} is a record and a reader in
 * {@code io.lineside.config.door}. Its route in {@code io.lineside.gateway.routes} makes of what came in a {@link
 * io.lineside.gateway.door.Document} and gives that to {@link io.lineside.gateway.door.DoorDesk#hand}; the idempotency key
 * is derived from what the sender would repeat after a crash, such as a message id, never from a counter or a time. What
 * comes of it is a {@link io.lineside.gateway.door.DoorAnswer}: {@code Answered} and {@code Refused} are final and are
 * acknowledged, with {@link io.lineside.gateway.door.DoorJson} as the reply; {@code Later} is not, and the same document is
 * handed in again, for as long as it takes.
 */
@NullMarked
package io.lineside.gateway.door;

import org.jspecify.annotations.NullMarked;
