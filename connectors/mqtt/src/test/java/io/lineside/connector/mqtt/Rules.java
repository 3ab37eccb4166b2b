package io.lineside.connector.mqtt;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;

/** Who may do what at the test broker. */
final class Rules implements PublishAuthorizer, SubscriptionAuthorizer {
    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        if (input.getPublishPacket().getTopic().startsWith(HiveMqBroker.FORBIDDEN)) {
            output.failAuthorization(AckReasonCode.NOT_AUTHORIZED);
        } else {
            output.authorizeSuccessfully();
        }
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        if (input.getSubscription().getTopicFilter().startsWith(HiveMqBroker.FORBIDDEN)) {
            output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED);
        } else {
            output.authorizeSuccessfully();
        }
    }
}
