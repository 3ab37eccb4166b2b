package io.lineside.gateway.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.door.format.Format;
import io.lineside.gateway.intake.Refusal;
import io.lineside.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Hands in messages, whatever brought them: each is one document of JSON. A message is known again by the key that its sender
 * gave it, otherwise by where and what it was, so that one which comes twice is one order. Thread-safe.
 *
 * @param name of the door
 * @param tenant whose orders they are
 * @param mapping of the site; empty where messages are ours
 */
public record MessageDoor(String name, TenantId tenant, Optional<String> mapping, DoorDesk desk, DoorJson json) {
    /**
     * A message.
     *
     * @param place where it was, the same whenever it comes again; may be the same for others
     * @param key of its sender; empty for none
     */
    @SuppressWarnings("ArrayRecordComponent") // As large as a message, and nobody compares them.
    public record Message(String place, Optional<String> key, byte[] content) {}

    /**
     * What its sender is told.
     *
     * @param text JSON in UTF-8
     * @param answer that it tells
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Reply(byte[] text, DoorAnswer answer) {
        /** Why it has no answer yet; empty where it has. */
        public Optional<String> later() {
            return answer instanceof DoorAnswer.Later later ? Optional.of(later.why()) : Optional.empty();
        }

        /** Whether all of it is taken. */
        public boolean taken() {
            return answer instanceof DoorAnswer.Answered answered && answered.complete();
        }
    }

    /** Hands a message in; completes when it is durable or refused, or it is known that it has to wait. */
    public CompletionStage<Reply> hand(Message message) {
        String key = message.key().orElseGet(() -> Document.key(name, message.place(), message.content()));
        var document = new Document(name, tenant, key, message.content(), Format.JSON, mapping);
        return desk.hand(document).thenApply(answer -> reply(answer, message.place()));
    }

    /** What the sender of a message is told that is no order, whatever its content says. */
    public Reply refuse(Refusal refusal, String place) {
        return reply(new DoorAnswer.Refused(refusal), place);
    }

    private Reply reply(DoorAnswer answer, String place) {
        desk.book().counts(name).answered(answer);
        ObjectNode told = json.reply(answer, place.isEmpty() ? name : name + "/" + place);
        return new Reply(told.toString().getBytes(StandardCharsets.UTF_8), answer);
    }
}
