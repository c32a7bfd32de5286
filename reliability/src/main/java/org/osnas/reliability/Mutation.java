package org.osnas.reliability;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes of the bytes of a file, as damage and as odd files have them. */
final class Mutation {

    /** What readers of text stumble over. */
    private static final List<String> TOKENS = List.of(
            "null",
            "NaN",
            "-1",
            "1e999",
            "0",
            "\0",
            "\u001b[2J",
            "\"",
            "'",
            "{",
            "}",
            "[[[[[[[[",
            "]",
            ",",
            ":",
            "\n",
            "&a *a",
            "99999999999999999999",
            "0x7fffffff",
            "true",
            "\ufeff",
            "\\u0000",
            "../../..",
            "%s%n",
            "#",
            "- ",
            "é",
            ";",
            "\t",
            "1,5",
            "0 ms",
            "<object>",
            "</object>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>&b;",
            "&amp;",
            "!!java.io.File",
            "<<: ",
            "010",
            "\r",
            "\u2028",
            "\ud83d\ude00",
            "é".repeat(3000),
            "[".repeat(5000),
            "{\"a\":".repeat(2000));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "-0.5",
            "0.5",
            "1,5",
            "010",
            "1e3",
            "1e999",
            "1e-999",
            "NaN",
            "65537",
            "2147483648",
            "9223372036854775808",
            "00000000000000000001",
            "9".repeat(400));

    private Mutation() {}

    /** One bit turned over. */
    static byte[] flip(byte[] bytes, long bit) {
        byte[] changed = bytes.clone();
        changed[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        return changed;
    }

    /** One to three changes: bits, cuts, repeats, and words put in. */
    static byte[] mutate(byte[] bytes, RandomGenerator random) {
        byte[] changed = bytes;
        for (int i = random.nextInt(3); i >= 0; i--) {
            changed = once(changed, random);
        }
        return changed;
    }

    private static byte[] once(byte[] bytes, RandomGenerator random) {
        if (bytes.length == 0) {
            return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
        return switch (random.nextInt(7)) {
            case 0 -> flip(bytes, 8L * at + random.nextInt(8));
            case 1 -> join(bytes, 0, at, new byte[0], end, bytes.length);
            case 2 -> join(bytes, 0, end, new byte[0], at, bytes.length);
            case 3 ->
                join(
                        bytes,
                        0,
                        at,
                        TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8),
                        random.nextBoolean() ? at : end,
                        bytes.length);
            case 4 -> join(bytes, 0, at, new byte[0], bytes.length, bytes.length);
            default -> number(bytes, at, random);
        };
    }

    /** Another number in place of the next one. */
    private static byte[] number(byte[] bytes, int at, RandomGenerator random) {
        int begin = at;
        while (begin < bytes.length && !isDigit(bytes[begin])) {
            begin++;
        }
        int end = begin;
        while (end < bytes.length && isDigit(bytes[end])) {
            end++;
        }
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return join(bytes, 0, begin, number.getBytes(StandardCharsets.UTF_8), end, bytes.length);
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static byte[] join(byte[] bytes, int from, int to, byte[] middle, int next, int end) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, from, to - from);
        joined.writeBytes(middle);
        joined.write(bytes, next, end - next);
        return joined.toByteArray();
    }
}
