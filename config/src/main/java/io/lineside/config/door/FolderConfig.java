package io.lineside.config.door;

import io.lineside.config.source.ByteSize;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A folder in which somebody puts files of orders.
 *
 * @param name names the door, once in the site; its route is {@code door-<name>}
 * @param tenant whose orders they are
 * @param path of the folder, in the site folder unless written as an absolute path; default {@code inbox/<name>}
 * @param mapping of {@code mappings/} that makes our orders of foreign JSON; empty where files are ours
 * @param every how often it is looked at, PT0.1S to PT1H, default PT1S; a file is taken when it stayed the same for one look
 * @param maxFile largest file, 1kB to 64MB, default 8MB
 */
public record FolderConfig(
        String name, TenantId tenant, Path path, Optional<String> mapping, Duration every, ByteSize maxFile) {}
