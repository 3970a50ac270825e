package org.icecoat.plugin.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The real guest runner as a process of this machine, on a pair of named pipes. Needs root. */
final class TestingRunner implements AutoCloseable {
  private final Path folder;
  private final List<String> shell;
  private Process process;

  TestingRunner(Path folder, List<String> shell) {
    this.folder = folder;
    this.shell = shell;
    run("mkfifo", folder.resolve("in").toString(), folder.resolve("out").toString());
    start();
  }

  void start() {
    String runner = Path.of("src/main/guest/icecoat-runner").toAbsolutePath().toString();
    String script = "exec 3<>in 4<>out; exec " + String.join(" ", shell) + " " + runner + " serve";
    List<String> command = new ArrayList<>(List.of("unshare", "--uts"));
    command.addAll(shell);
    command.addAll(List.of("-c", script));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("ICECOAT_STATE", state().toString());
    builder.environment().put("ICECOAT_DATA", folder.resolve("data").toString());
    try {
      process = builder.redirectErrorStream(true).inheritIO().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path state() {
    return folder.resolve("state");
  }

  ByteChannel open() throws IOException {
    FileChannel in = FileChannel.open(folder.resolve("in"), StandardOpenOption.WRITE);
    FileChannel out = FileChannel.open(folder.resolve("out"), StandardOpenOption.READ);
    return new Pipes(in, out);
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** STOP makes it silent, CONT lets it go on. */
  void signal(String name) {
    run("kill", "-" + name, String.valueOf(process.pid()));
  }

  @Override
  public void close() {
    kill();
    Path pid = state().resolve("run/pid");
    if (Files.exists(pid)) {
      try {
        run("sh", "-c", "kill -KILL " + Files.readString(pid).strip() + " 2>/dev/null || true");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void run(String... command) {
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private record Pipes(FileChannel in, FileChannel out) implements ByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      return out.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return in.write(source);
    }

    @Override
    public boolean isOpen() {
      return in.isOpen();
    }

    @Override
    public void close() throws IOException {
      in.close();
      out.close();
    }
  }
}
