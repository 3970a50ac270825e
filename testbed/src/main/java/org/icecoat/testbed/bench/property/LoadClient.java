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
import java.util.function.IntPredicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;

/** The client process: connections that stay, each with one request under way all the time. */
final class LoadClient {
  private static final double LONGEST_WARM_UP = 60;

  private final List<Exchange> exchanges;
  private final byte[] request;
  private final String expected;
  private final ExecutorService threads;

  private LoadClient(List<Exchange> exchanges, byte[] request, String expected) {
    this.exchanges = exchanges;
    this.request = request;
    this.expected = expected;
    this.threads = Executors.newFixedThreadPool(exchanges.size());
  }

  /** Arguments as {@link Load#start} gives them. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Worker worker = Worker.start();
    LoadClient client =
        new LoadClient(connect(arguments), Files.readAllBytes(Path.of(arguments[5])), arguments[6]);
    double seconds = Double.parseDouble(arguments[8]);
    int warmUp = Integer.parseInt(arguments[9]) / client.exchanges.size();
    Stopwatch warming = new Stopwatch();
    client.round(calls -> calls < warmUp && warming.seconds() < LONGEST_WARM_UP);
    worker.serve(
        () -> {
          Stopwatch watch = new Stopwatch();
          return client.round(calls -> watch.seconds() < seconds);
        });
    client.threads.shutdownNow();
  }

  private static List<Exchange> connect(String... arguments)
      throws IOException, GeneralSecurityException {
    SSLContext tls =
        PlainTls.of(Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4])).context();
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[7]); i++) {
      int port = Integer.parseInt(arguments[1]);
      exchanges.add(
          new Exchange((SSLSocket) tls.getSocketFactory().createSocket(arguments[0], port)));
    }
    return exchanges;
  }

  /** Calls a second over all connections, each of which goes on as long as its count allows. */
  private double round(IntPredicate goOn) throws IOException {
    Stopwatch watch = new Stopwatch();
    List<Future<Integer>> counts =
        exchanges.stream().map(exchange -> threads.submit(() -> calls(exchange, goOn))).toList();
    int calls = 0;
    for (Future<Integer> count : counts) {
      calls += counted(count);
    }
    return calls / watch.seconds();
  }

  private int calls(Exchange exchange, IntPredicate goOn) throws IOException {
    int calls = 0;
    while (goOn.test(calls)) {
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
