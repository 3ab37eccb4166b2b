package io.lineside.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Hears one request of a connection at a time. What a client says before it has the whole answer is not heard, and the
 * connection is closed after that answer, so that it says it again on another one (RFC 9112, 9.3.2). Vert.x 4.5 forgets a
 * connection whose client leaves in the middle of a second request: it tells neither us nor the answer that is under
 * way, which a stream would then be for ever. Confined to the connection's event loop.
 */
final class OneAtATime extends ChannelDuplexHandler {
    private boolean answering;
    private boolean deaf;

    /** Has a new connection behave so. */
    static void on(HttpConnection connection) {
        ChannelHandlerContext last = ((ConnectionBase) connection).channelHandlerContext();
        last.pipeline().addBefore(last.name(), "one-at-a-time", new OneAtATime());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            deaf |= answering;
            answering = true;
        }
        if (deaf) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ChannelPromise written = promise;
        if (message instanceof LastHttpContent && !isInformational(message)) {
            answering = false;
            if (deaf) {
                written = promise.unvoid();
                var unused = written.addListener(done -> hangUp(context));
            }
        }
        var unused = context.write(message, written);
    }

    private static void hangUp(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            var unused = context.close();
        }
    }

    /** 100 Continue is no answer yet. */
    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
