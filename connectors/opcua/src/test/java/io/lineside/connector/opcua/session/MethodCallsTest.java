package io.lineside.connector.opcua.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.lineside.connector.opcua.mapping.MethodAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.junit.jupiter.api.Test;

/** By a clock, a timer and a server of the test's own. */
final class MethodCallsTest {
    private static final NodeId RECEIVER = new NodeId(1, "receiver");
    private static final long QUICK = Duration.ofMillis(5).toNanos();

    private final Deque<Sent> underWay = new ArrayDeque<>();
    private final List<List<String>> requests = new ArrayList<>();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private final Map<String, CompletableFuture<MethodAnswer>> heard = new HashMap<>();
    private long now;

    private record Sent(List<String> names, CompletableFuture<List<MethodAnswer>> answers) {}

    @Test
    void callsThatSomebodyWaitsForGoOutAtOnce() {
        // Given
        MethodCalls calls = calls(16);
        // When
        urgent(calls, "a");
        urgent(calls, "b");
        // Then
        assertThat(requests).containsExactly(List.of("a"), List.of("b"));
        assertThat(timers).isEmpty();
    }

    @Test
    void whatNobodyWaitsForGoesOutBeforeTheNextThatSomebodyDoesWaitForAndEachHearsItsOwnAnswer() {
        // Given
        MethodCalls calls = calls(16);
        patient(calls, "forget-1");
        patient(calls, "forget-2");
        assertThat(requests).isEmpty();
        // When
        urgent(calls, "a");
        answer();
        // Then
        assertThat(requests).containsExactly(List.of("forget-1", "forget-2", "a"));
        assertThat(heard).allSatisfy((name, answer) -> assertThat(answer.join()).isEqualTo(answerTo(name)));
    }

    @Test
    void whatNobodyWaitsForGoesOutWithoutCompanyAfterAMoment() {
        // Given
        MethodCalls calls = calls(16);
        patient(calls, "forget-1");
        patient(calls, "forget-2");
        // When
        timerRuns();
        // Then
        assertThat(requests).containsExactly(List.of("forget-1", "forget-2"));
        assertThat(timers).isEmpty();
    }

    @Test
    void momentBeginsAnewForWhatComesAfterIt() {
        // Given
        MethodCalls calls = calls(16);
        patient(calls, "forget-1");
        urgent(calls, "a");
        timerRuns();
        // When
        patient(calls, "forget-2");
        timerRuns();
        // Then
        assertThat(requests).containsExactly(List.of("forget-1", "a"), List.of("forget-2"));
    }

    @Test
    void manyThatNobodyWaitsForWaitNoLonger() {
        // When
        MethodCalls calls = calls(16);
        IntStream.range(0, 9).forEach(i -> patient(calls, "forget-" + i));
        // Then
        assertThat(requests).hasSize(1).first().asInstanceOf(LIST).hasSize(8);
        // When
        timerRuns();
        // Then
        assertThat(requests).last().isEqualTo(List.of("forget-8"));
    }

    @Test
    void noRequestHasMoreCallsThanTheServerTakes() {
        // Given
        MethodCalls calls = calls(2);
        // When
        IntStream.range(0, 3).forEach(i -> patient(calls, "forget-" + i));
        urgent(calls, "a");
        urgent(calls, "b");
        // Then
        assertThat(requests).containsExactly(List.of("forget-0", "forget-1"), List.of("forget-2", "a"), List.of("b"));
    }

    @Test
    void whereOneCallIsTheMostNoneWaits() {
        // Given
        MethodCalls calls = calls(1);
        // When
        patient(calls, "forget");
        urgent(calls, "a");
        // Then
        assertThat(requests).containsExactly(List.of("forget"), List.of("a"));
    }

    @Test
    void methodsThatTakeLongGoOutAloneAndAtOnce() {
        // Given
        MethodCalls calls = calls(16);
        urgent(calls, "slow");
        now += Duration.ofSeconds(2).toNanos();
        answer();
        // When
        patient(calls, "forget");
        urgent(calls, "a");
        // Then
        assertThat(requests).containsExactly(List.of("slow"), List.of("forget"), List.of("a"));
    }

    @Test
    void serverThatIsQuickAgainGetsThemTogetherAgain() {
        // Given
        MethodCalls calls = calls(16);
        urgent(calls, "slow");
        now += Duration.ofSeconds(2).toNanos();
        answer();
        for (int i = 0; i < 20; i++) {
            urgent(calls, "quick");
            answer();
        }
        // When
        patient(calls, "forget");
        urgent(calls, "a");
        // Then
        assertThat(requests).last().isEqualTo(List.of("forget", "a"));
    }

    @Test
    void requestThatIsTooMuchIsSentInSmallerOnesAndNoMethodIsCalledTwice() {
        // Given
        MethodCalls calls = calls(16);
        IntStream.range(0, 3).forEach(i -> patient(calls, "forget-" + i));
        urgent(calls, "a");
        // When
        refuse(StatusCodes.Bad_TooManyOperations);
        answer();
        answer();
        // Then
        assertThat(requests.subList(1, 3)).containsExactly(List.of("forget-0", "forget-1"), List.of("forget-2", "a"));
        assertThat(heard).hasSize(4).allSatisfy((name, answer) -> assertThat(answer.join())
                .isEqualTo(answerTo(name)));
    }

    @Test
    void afterOneThatWasTooMuchRequestsStaySmaller() {
        // Given
        MethodCalls calls = calls(16);
        IntStream.range(0, 3).forEach(i -> patient(calls, "forget-" + i));
        urgent(calls, "a");
        refuse(StatusCodes.Bad_RequestTooLarge);
        answer();
        answer();
        // When
        IntStream.range(3, 6).forEach(i -> patient(calls, "forget-" + i));
        urgent(calls, "b");
        // Then
        assertThat(requests).hasSize(5).endsWith(List.of("forget-3", "forget-4"), List.of("forget-5", "b"));
    }

    @Test
    void singleCallThatIsTooMuchIsRefused() {
        // Given
        MethodCalls calls = calls(16);
        urgent(calls, "a");
        // When
        refuse(StatusCodes.Bad_RequestTooLarge);
        // Then
        assertThat(heard.get("a")).isCompletedExceptionally();
        assertThat(requests).hasSize(1);
    }

    @Test
    void failureOfARequestIsThatOfAllInItForTheyMayHaveBeenCalled() {
        // Given
        MethodCalls calls = calls(16);
        patient(calls, "forget");
        urgent(calls, "a");
        // When
        refuse(StatusCodes.Bad_Timeout);
        // Then
        assertThat(heard.values()).hasSize(2).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(requests).hasSize(1);
    }

    private void urgent(MethodCalls calls, String name) {
        heard.put(name, calls.call(request(name), true));
    }

    private void patient(MethodCalls calls, String name) {
        heard.put(name, calls.call(request(name), false));
    }

    private MethodCalls calls(int most) {
        return new MethodCalls(most, this::sent, (wait, task) -> timers.add(task), () -> now);
    }

    private CompletionStage<List<MethodAnswer>> sent(List<CallMethodRequest> calls) {
        var names = calls.stream()
                .map(call -> String.valueOf(call.getMethodId().getIdentifier()))
                .toList();
        requests.add(names);
        var answers = new CompletableFuture<List<MethodAnswer>>();
        underWay.add(new Sent(names, answers));
        return answers;
    }

    /** The server answers the oldest request, quickly. */
    private void answer() {
        Sent oldest = underWay.remove();
        now += QUICK;
        oldest.answers()
                .complete(oldest.names().stream().map(MethodCallsTest::answerTo).toList());
    }

    private void refuse(long status) {
        underWay.remove().answers().completeExceptionally(new UaException(status));
    }

    private void timerRuns() {
        timers.remove().run();
    }

    private static MethodAnswer answerTo(String name) {
        return new MethodAnswer.Answered(StatusCode.GOOD, List.of(new Variant(name)), Optional.empty());
    }

    private static CallMethodRequest request(String name) {
        return new CallMethodRequest(RECEIVER, new NodeId(1, name), new Variant[0]);
    }
}
