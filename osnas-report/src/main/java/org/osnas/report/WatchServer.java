package org.osnas.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osnas.api.spi.BadInputException;

/**
 * Shows the page of a folder while a command writes into it: on this machine only, on 127.0.0.1. It answers two paths,
 * {@code /} with the page and {@code /content} with what changes of it, and gives no file. A request that names another
 * host is refused, so that a site elsewhere whose name was bound to this address (DNS rebinding) reads nothing.
 */
public final class WatchServer implements AutoCloseable {

    private final Pages pages;
    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, WatchServer::daemon);
    private final FolderState state;

    private WatchServer(Pages pages, Path folder, HttpServer server) {
        this.pages = pages;
        this.folder = folder;
        this.server = server;
        this.state = new FolderState(folder);
    }

    /**
     * Begins to answer.
     *
     * @param port 0 for any that is free
     * @throws BadInputException if the folder holds nothing that has a page, or the port is in use
     */
    public static WatchServer start(Pages pages, Path folder, int port) throws IOException {
        pages.require(folder);
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (BindException e) {
            throw new BadInputException(
                    "Port %d is in use. Choose another, or 0 for any that is free".formatted(port), e);
        }
        WatchServer watch = new WatchServer(pages, folder, http);
        http.setExecutor(watch.threads);
        http.createContext("/", watch::answer);
        http.start();
        return watch;
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!ownHost(exchange.getRequestHeaders().getFirst("Host"))) {
                send(exchange, 403, "This page is for this machine only: open " + address() + "\n");
            } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "It can only be read.\n");
            } else if (path.equals("/")) {
                page(exchange, Frame.Use.LIVE);
            } else if (path.equals("/content")) {
                page(exchange, Frame.Use.CONTENT);
            } else {
                send(exchange, 404, "There is only " + address() + "\n");
            }
        }
    }

    private boolean ownHost(String host) {
        int port = server.getAddress().getPort();
        return host != null && List.of("127.0.0.1:" + port, "localhost:" + port).contains(host);
    }

    private void page(HttpExchange exchange, Frame.Use use) throws IOException {
        // Before the page is made: what is written meanwhile gets another tag.
        String tag = "\"" + state.tag() + "\"";
        if (use == Frame.Use.CONTENT && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        String html;
        try {
            html = pages.html(List.of(folder), use);
        } catch (BadInputException e) {
            send(exchange, 503, e.getMessage() + "\n");
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag);
        send(exchange, 200, "text/html", html);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "text/plain", text);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
        exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    }

    /** Stops to answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
