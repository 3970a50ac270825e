package org.icecoat.testbed.bench.property;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;

/** The client process: connections that stay, each with one request under way all the time. */
final class LoadClient {
  private final List<Exchange> exchanges;
  private final byte[] request;
  private final String expected;
  private final double seconds;
  private final ExecutorService threads;

  private LoadClient(List<Exchange> exchanges, byte[] request, String expected, double seconds) {
    this.exchanges = exchanges;
    this.request = request;
    this.expected = expected;
    this.seconds = seconds;
    this.threads = Executors.newFixedThreadPool(exchanges.size());
  }

  /** Arguments as {@link Load#start} gives them. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Worker worker = Worker.start();
    PlainTls tls = PlainTls.of(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
    SSLContext context = tls.context();
    int port = Integer.parseInt(arguments[0]);
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[6]); i++) {
      exchanges.add(
          new Exchange((SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)));
    }
    LoadClient client =
        new LoadClient(
            exchanges,
            Files.readAllBytes(Path.of(arguments[4])),
            arguments[5],
            Double.parseDouble(arguments[7]));
    worker.serve(client::round);
    client.threads.shutdownNow();
  }

  private double round() throws IOException {
    Stopwatch watch = new Stopwatch();
    List<Future<Integer>> counts =
        exchanges.stream().map(exchange -> threads.submit(() -> calls(exchange, watch))).toList();
    int calls = 0;
    for (Future<Integer> count : counts) {
      calls += counted(count);
    }
    return calls / watch.seconds();
  }

  private int calls(Exchange exchange, Stopwatch watch) throws IOException {
    int calls = 0;
    while (watch.seconds() < seconds) {
      String answer = exchange.call(request);
      if (!answer.contains(expected)) {
        throw new IOException("The answer is not what was asked for: " + answer);
      }
      calls++;
    }
    return calls;
  }

  private static int counted(Future<Integer> count) throws IOException {
    try {
      return count.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
