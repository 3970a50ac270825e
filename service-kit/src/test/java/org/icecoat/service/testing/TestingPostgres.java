package org.icecoat.service.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.icecoat.service.configuration.Secret;
import org.icecoat.service.database.DatabaseConfiguration;

/**
 * A PostgreSQL 15 of the test's own, on a loopback port, in a folder of its own; started in about
 * two seconds, gone after {@link #close}, and gone too if the test's process is killed. As root it
 * runs as the user postgres, as PostgreSQL asks.
 */
public final class TestingPostgres implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final String USER = "postgres";
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;
  private final int port;
  private final Process server;

  private TestingPostgres(Path folder, int port, Process server) {
    this.folder = folder;
    this.port = port;
    this.server = server;
  }

  public static TestingPostgres start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("pg");
    if (root()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
    }
    run(folder, "initdb", "-D", folder + "/db", "-U", USER, "-A", "trust", "-N", "-E", "UTF8")
        .waitFor();
    int port = freePort();
    Process server =
        run(
            folder,
            "postgres",
            "-D",
            folder + "/db",
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off");
    TestingPostgres postgres = new TestingPostgres(folder, port, server);
    postgres.awaitAnswer();
    return postgres;
  }

  /** A database that is empty, made anew. */
  public DatabaseConfiguration emptyDatabase(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      statement.execute("create database " + name);
    }
    return DatabaseConfiguration.at(url(name), USER, new Secret("trust"));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(USER), USER, "trust");
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    for (int second = 0; second < PATIENCE_SECONDS; second++) {
      Process ready =
          run(folder, "pg_isready", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port));
      if (ready.waitFor() == 0) {
        return;
      }
      if (server.waitFor(1, TimeUnit.SECONDS)) {
        break;
      }
    }
    String log = Files.readString(folder.resolve("log"));
    close();
    throw new IOException("PostgreSQL did not start: " + log);
  }

  private static Process run(Path folder, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    } else {
      command.add("setpriv");
    }
    command.addAll(List.of("--pdeathsig=KILL", "--", PROGRAMS.resolve(program).toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    server.destroy();
    server
        .onExit()
        .orTimeout(PATIENCE_SECONDS / 6, TimeUnit.SECONDS)
        .exceptionally(late -> server.destroyForcibly())
        .join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
