package io.lineside.config.door;

import java.util.List;

/**
 * {@code doors.yaml}: ways in and out of the gateway beside the platform API. A kind of door is a list here, a record of its
 * own, and a reader that {@link DoorsReader} calls. All of it takes effect on reload; no door needs a restart.
 *
 * @param folders in which files of orders are put; default none
 * @param reports of orders that have ended, written as files; default none
 * @param mqtt topics on which orders are published; default none
 * @param kafka topics for orders and for events; default none
 */
public record DoorsConfig(
        List<FolderConfig> folders,
        List<ReportConfig> reports,
        List<MqttDoorConfig> mqtt,
        List<KafkaDoorConfig> kafka) {
    /** No doors but the platform API. */
    public static final DoorsConfig NONE = new DoorsConfig(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public DoorsConfig {
        folders = List.copyOf(folders);
        reports = List.copyOf(reports);
        mqtt = List.copyOf(mqtt);
        kafka = List.copyOf(kafka);
    }
}
