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
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;

/**
 * The client process: in a round, connections that stay, each with one request under way all the
 * time. Between rounds there are none, since a server closes those that are idle.
 */
final class LoadClient {
  private static final double LONGEST_WARM_UP = 60;

  private final SSLSocketFactory tls;
  private final String host;
  private final int port;
  private final byte[] request;
  private final String expected;
  private final int connections;
  private final ExecutorService threads;

  private LoadClient(SSLSocketFactory tls, String... arguments) throws IOException {
    this.tls = tls;
    this.host = arguments[0];
    this.port = Integer.parseInt(arguments[1]);
    this.request = Files.readAllBytes(Path.of(arguments[5]));
    this.expected = arguments[6];
    this.connections = Integer.parseInt(arguments[7]);
    this.threads = Executors.newFixedThreadPool(connections, LoadClient::daemon);
  }

  /** One that is left does not keep a process alive that has failed. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "client");
    thread.setDaemon(true);
    return thread;
  }

  /** Arguments as {@link Load#start} gives them. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Worker worker = Worker.start();
    PlainTls tls = PlainTls.of(Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]));
    LoadClient client = new LoadClient(tls.context().getSocketFactory(), arguments);
    double seconds = Double.parseDouble(arguments[8]);
    int warmUp = Integer.parseInt(arguments[9]) / client.connections;
    client.round((calls, gone) -> calls < warmUp && gone < LONGEST_WARM_UP);
    worker.serve(() -> client.round((calls, gone) -> gone < seconds));
  }

  /** Whether a connection is to be used again. */
  @FunctionalInterface
  private interface GoOn {
    boolean after(int calls, double seconds);
  }

  /** Calls a second over all connections; opening them, and the first call on each, is before. */
  private double round(GoOn goOn) throws IOException {
    List<Exchange> open = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        open.add(new Exchange((SSLSocket) tls.createSocket(host, port)));
        call(open.get(i));
      }
      return measured(open, goOn);
    } finally {
      for (Exchange exchange : open) {
        exchange.close();
      }
    }
  }

  private double measured(List<Exchange> open, GoOn goOn) throws IOException {
    Stopwatch watch = new Stopwatch();
    List<Future<Integer>> counts =
        open.stream().map(exchange -> threads.submit(() -> calls(exchange, goOn, watch))).toList();
    int calls = 0;
    for (Future<Integer> count : counts) {
      calls += counted(count);
    }
    return calls / watch.seconds();
  }

  private int calls(Exchange exchange, GoOn goOn, Stopwatch watch) throws IOException {
    int calls = 0;
    while (goOn.after(calls, watch.seconds())) {
      call(exchange);
      calls++;
    }
    return calls;
  }

  private void call(Exchange exchange) throws IOException {
    String answer = exchange.call(request);
    if (!answer.contains(expected)) {
      throw new IOException("The answer is not what was asked for: " + answer);
    }
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
