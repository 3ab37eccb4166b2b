package io.lineside.simulator.plant;

import java.util.List;
import java.util.Map;

/**
 * How an OPC UA line is secured. The mode is SignAndEncrypt; a line without this block is open to anybody.
 *
 * @param policies names of the security policies offered
 * @param none whether an endpoint without security is offered as well
 * @param anonymous whether a client needs no user
 * @param users names and passwords; plain, because this is a test tool
 * @param userCertificates whether X.509 user tokens are taken, those in the line's folder {@code users/trusted}
 */
public record SecuritySpec(
        List<String> policies, boolean none, boolean anonymous, Map<String, String> users, boolean userCertificates) {
    /** The policies that a line can offer; all of them by default. */
    public static final List<String> POLICIES =
            List.of("Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss");

    /** Refuses what no line can offer, naming the key. */
    public SecuritySpec {
        Rules.require(!policies.isEmpty(), "policies: must name at least one, was empty");
        for (String policy : policies) {
            Rules.require(
                    POLICIES.contains(policy),
                    "policies: must be among those that the simulator has, was '" + policy + "'; allowed: "
                            + String.join(", ", POLICIES));
        }
        Rules.require(
                anonymous || userCertificates || !users.isEmpty(),
                "anonymous: must be true when there are neither users nor userCertificates, was false");
        policies = List.copyOf(policies);
        users = Map.copyOf(users);
    }

    /** All policies, no unsecured endpoint, anonymous. */
    public static SecuritySpec standard() {
        return new SecuritySpec(POLICIES, false, true, Map.of(), false);
    }

    /** The same for these users only. */
    public SecuritySpec forUsers(Map<String, String> namesAndPasswords) {
        return new SecuritySpec(policies, none, false, namesAndPasswords, userCertificates);
    }

    /** The same with X.509 user tokens. */
    public SecuritySpec withUserCertificates() {
        return new SecuritySpec(policies, none, false, users, true);
    }

    // Passwords belong into no message.
    @Override
    public String toString() {
        return "SecuritySpec[policies=" + policies + ", none=" + none + ", anonymous=" + anonymous + ", users="
                + users.keySet() + ", userCertificates=" + userCertificates + "]";
    }
}
