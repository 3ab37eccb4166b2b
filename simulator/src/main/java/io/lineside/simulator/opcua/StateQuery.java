package io.lineside.simulator.opcua;

import io.lineside.simulator.job.JobResponse;
import io.lineside.simulator.opcua.types.Isa95State;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/**
 * The argument of RequestJobResponseByJobOrderState (OPC 10031-4 6.3, ISA95StateDataType[]): entries without a
 * BrowsePath are top-level states, any of which will do; entries with one narrow the jobs of that substate machine.
 */
final class StateQuery {
    private StateQuery() {}

    /** Whether the job is in the state asked for. */
    static boolean matches(List<Isa95State> wanted, JobResponse job) {
        return wanted.stream()
                        .anyMatch(entry -> entry.isTopLevel()
                                && entry.stateNumber() == job.state().number())
                && matchesSubState(wanted, job);
    }

    private static boolean matchesSubState(List<Isa95State> wanted, JobResponse job) {
        return job.subState()
                .map(sub -> {
                    List<Isa95State> narrowing = wanted.stream()
                            .filter(entry -> sub.browsePath().equals(machine(entry)))
                            .toList();
                    return narrowing.isEmpty()
                            || narrowing.stream().anyMatch(entry -> entry.stateNumber() == sub.number());
                })
                .orElse(true);
    }

    private static @Nullable String machine(Isa95State entry) {
        RelativePathElement[] path = entry.browsePath().getElements();
        if (path == null || path.length == 0) {
            return null;
        }
        QualifiedName target = path[path.length - 1].getTargetName();
        return target == null ? null : target.name();
    }
}
