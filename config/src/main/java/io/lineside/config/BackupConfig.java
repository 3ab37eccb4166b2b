package io.lineside.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Scheduled backups of the store.
 *
 * @param folder in the site folder unless written as an absolute path; best on another disk
 * @param every time from one to the next, at least a minute; default a day
 * @param keep how many of the newest are kept; default 7
 */
public record BackupConfig(Path folder, Duration every, int keep) {}
