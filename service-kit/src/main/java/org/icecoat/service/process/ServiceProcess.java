package org.icecoat.service.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * A service in the foreground. It prints one line when it is ready, then works until SIGTERM or
 * SIGINT and closes what it has open.
 *
 * @param <C> the record of its configuration file
 */
public final class ServiceProcess<C extends Record> {
  /** Exit status: stopped as asked. */
  public static final int STOPPED = 0;

  /** Exit status: it could not start or broke; the log says why. */
  public static final int FAILED = 1;

  /** Exit status: called wrongly (EX_USAGE of sysexits.h). */
  public static final int USAGE = 64;

  /** Exit status: the configuration file cannot be used (EX_CONFIG of sysexits.h). */
  public static final int BAD_CONFIGURATION = 78;

  private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
  private static final long CLOSE_SECONDS = 30;

  private final String name;
  private final Class<C> configurationType;
  private final Start<C> start;

  /** Starts the service; what it returns is closed at the end. */
  @FunctionalInterface
  public interface Start<C> {
    RunningService start(C configuration) throws IOException;
  }

  /** A service that has started. */
  public interface RunningService extends AutoCloseable {
    /** Where it can be reached, for the line that says so. */
    String address();

    @Override
    void close();
  }

  public ServiceProcess(String name, Class<C> configurationType, Start<C> start) {
    this.name = name;
    this.configurationType = configurationType;
    this.start = start;
  }

  /** Runs until told to stop and gives the exit status; for a {@code main} to exit with. */
  public int run(String... arguments) {
    return run(System.out, System.err, arguments);
  }

  int run(PrintStream out, PrintStream err, String... arguments) {
    if (arguments.length != 1 || arguments[0].startsWith("-")) {
      err.println("usage: icecoat " + name + " CONFIGURATION-FILE");
      return USAGE;
    }
    try {
      return runUntilStopped(out, ConfigurationFile.read(Path.of(arguments[0]), configurationType));
    } catch (ConfigurationException e) {
      err.println("icecoat " + name + ": " + e.getMessage());
      return BAD_CONFIGURATION;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } catch (RuntimeException | IOException e) { // the outermost frame of the process
      LOG.error("The {} cannot go on", name, e);
      err.println("icecoat " + name + ": " + e.getMessage());
      return FAILED;
    }
  }

  private int runUntilStopped(PrintStream out, C configuration)
      throws IOException, InterruptedException {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(asked, closed), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (RunningService service = start.start(configuration)) {
      out.println("icecoat " + name + ": ready at " + service.address());
      asked.await();
      LOG.info("Stopping");
    } finally {
      closed.countDown();
    }
    return STOPPED;
  }

  /** A signal would end the process with 128 and its number, however cleanly it stopped. */
  private static void stop(CountDownLatch asked, CountDownLatch closed) {
    boolean signalled = closed.getCount() > 0;
    asked.countDown();
    try {
      if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Still busy after {} s: leaving all the same", CLOSE_SECONDS);
      } else if (signalled) {
        Runtime.getRuntime().halt(STOPPED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
