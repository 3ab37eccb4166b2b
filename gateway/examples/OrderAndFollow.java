import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places an order and follows it to its end: {@code java OrderAndFollow.java http://127.0.0.1:8080 [KEY]}. */
public class OrderAndFollow {
    private static final String ORDER =
            "{\"items\":[{\"product\":\"mug\",\"quantity\":3,\"options\":{\"color\":\"teal\"}}]}";

    public static void main(String[] args) throws Exception {
        URI api = URI.create(args[0]);
        String key = args.length > 1 ? args[1] : "none";
        HttpClient http = HttpClient.newHttpClient();

        // Kept for as long as the answer is not known: the same key and body never make a second order.
        String idempotencyKey = UUID.randomUUID().toString();
        HttpResponse<String> placed = http.send(
                HttpRequest.newBuilder(api.resolve("/v1/orders"))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(ORDER))
                        .build(),
                BodyHandlers.ofString());
        if (placed.statusCode() != 201) {
            throw new IllegalStateException(placed.statusCode() + " " + placed.body());
        }

        URI order = api.resolve(placed.headers().firstValue("Location").orElseThrow());
        String tag = "\"none\"";
        String state = "";
        while (!state.matches("Completed|PartiallyCompleted|Cancelled|Failed")) {
            // Answered as soon as the order is no longer as the tag says, and after 20 seconds with 304.
            HttpResponse<String> news = http.send(
                    HttpRequest.newBuilder(order)
                            .header("Authorization", "Bearer " + key)
                            .header("If-None-Match", tag)
                            .header("Prefer", "wait=20")
                            .build(),
                    BodyHandlers.ofString());
            if (news.statusCode() == 200) {
                tag = news.headers().firstValue("ETag").orElseThrow();
                Matcher found = Pattern.compile("\"state\":\"(\\w+)\"").matcher(news.body());
                state = found.find() ? found.group(1) : "";
                System.out.println(order.getPath() + " " + state);
            } else if (news.statusCode() != 304) {
                throw new IllegalStateException(news.statusCode() + " " + news.body());
            }
        }
    }
}
