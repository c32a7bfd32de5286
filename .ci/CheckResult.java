import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** Checks the result.json of a run; used by .ci/run, which has no other JSON tool at hand. */
final class CheckResult {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static void main(String[] args) throws IOException {
        JsonNode result = MAPPER.readTree(new File(args[1]));
        switch (args[0]) {
            case "architecture" -> System.out.println(result.get("architecture"));
            case "result" -> complete(result, MAPPER.readTree(new File(args[2])));
            case "same" -> same(result, MAPPER.readTree(new File(args[2])));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void complete(JsonNode result, JsonNode cost) {
        for (String key : new String[] {"space", "score", "seed", "top", "seconds"}) {
            require(result.hasNonNull(key), "result.json has no " + key);
        }
        double accuracy = result.get("test_accuracy").doubleValue();
        require(accuracy >= 0 && accuracy <= 1, "test_accuracy is " + accuracy);
        long macs = result.get("cost").get("macs").longValue();
        JsonNode range = result.get("budget").get("macs");
        require(macs >= range.get(0).doubleValue() && macs <= range.get(1).doubleValue(), macs + " is outside " + range);
        JsonNode exact = cost.get("architectures").get(0);
        for (String metric : new String[] {"params", "macs", "conv_macs"}) {
            require(exact.get(metric).equals(result.get("cost").get(metric)), metric + " is not the exact count");
        }
    }

    private static void same(JsonNode one, JsonNode other) {
        JsonNode a = ((ObjectNode) one).without(List.of("seconds", "crc"));
        JsonNode b = ((ObjectNode) other).without(List.of("seconds", "crc"));
        require(a.equals(b), "the results differ:\n" + a + "\n" + b);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }
}
