package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.host.Host;

/**
 * Debian's PostgreSQL 15 on a host, at the loopback address that nobody but that host has; its
 * folder ends with the run. It runs as the user postgres, as PostgreSQL asks.
 */
public final class GridPostgres {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String USER = "postgres";
  private static final String DATABASE = "icecoat";

  private final Host host;
  private final Path folder;

  private GridPostgres(Host host) {
    this.host = host;
    this.folder = host.shortFolder().resolve("pg");
  }

  /** Starts one with an empty database for factories. */
  static GridPostgres start(Host host) {
    GridPostgres postgres = new GridPostgres(host);
    Folders.make(postgres.folder);
    host.run("chown", USER, postgres.folder.toString());
    postgres.run("initdb", "-D", postgres.files(), "-U", USER, "-A", "trust", "-N", "-E", "UTF8");
    postgres.begin();
    postgres.ask(USER, "create database " + DATABASE);
    return postgres;
  }

  /**
   * Its sockets, shared memory and files are all in the host or its folder: a kill leaves nothing.
   */
  private void begin() {
    List<String> options =
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "dynamic_shared_memory_type=mmap",
            "fsync=off");
    List<String> arguments = new ArrayList<>(List.of("-D", files()));
    options.forEach(option -> arguments.addAll(List.of("-c", option)));
    host.spawn("postgres", words("postgres", arguments), Map.of());
    Patience.until("PostgreSQL answers", LIMIT, this::answers);
  }

  private boolean answers() {
    return host.command(words("pg_isready", List.of("-q", "-h", "127.0.0.1"))).tryRun().succeeded();
  }

  /** What a factory's file says of its database. */
  static Map<String, String> section() {
    return Map.of("url", "jdbc:postgresql://127.0.0.1/" + DATABASE, "user", USER);
  }

  /** The answer of the factories' database: a line a row, columns with | between. */
  public String ask(String sql) {
    return ask(DATABASE, sql);
  }

  private String ask(String database, String sql) {
    return run("psql", "-h", "127.0.0.1", "-U", USER, "-d", database, "-qAt", "-c", sql);
  }

  private String run(String program, String... arguments) {
    return host.command(words(program, List.of(arguments))).run().text();
  }

  private List<String> words(String program, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("env", "--chdir=" + folder, "setpriv"));
    words.addAll(List.of("--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
    words.add(PROGRAMS.resolve(program).toString());
    words.addAll(arguments);
    return words;
  }

  private String files() {
    return folder.resolve("db").toString();
  }
}
