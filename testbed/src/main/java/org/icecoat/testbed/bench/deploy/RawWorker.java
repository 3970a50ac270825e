package org.icecoat.testbed.bench.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.icecoat.testbed.bench.harness.Worker;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** The floor's side: an overlay by qemu-img, then define and create by libvirt-java. */
final class RawWorker {
  private static final double SECOND = 1e9;

  private final DomainStarts starts;
  private final DomainTemplate template;
  private final Path folder;
  private final DeployEnd end;
  private final Duration pause;

  private RawWorker(
      DomainStarts starts, DomainTemplate template, Path folder, DeployEnd end, Duration pause) {
    this.starts = starts;
    this.template = template;
    this.folder = folder;
    this.end = end;
    this.pause = pause;
  }

  /**
   * Arguments: libvirt, file with the domain, folder for disks, end, warm-ups, seconds for which
   * nothing happens before each round, as on the product's side.
   */
  public static void main(String[] arguments) throws IOException, LibvirtException {
    Worker worker = Worker.start();
    RawWorker raw =
        new RawWorker(
            DomainStarts.at(arguments[0]),
            DomainTemplate.read(Path.of(arguments[1])),
            Path.of(arguments[2]),
            DeployEnd.valueOf(arguments[3]),
            Duration.ofSeconds(Long.parseLong(arguments[5])));
    for (int i = Integer.parseInt(arguments[4]); i > 0; i--) {
      raw.round();
    }
    worker.serve(raw::round);
  }

  private double round() throws IOException {
    UUID id = UUID.randomUUID();
    Path own = Folders.make(folder.resolve(id.toString()));
    try {
      return measured(id, own);
    } catch (LibvirtException e) {
      throw new IOException("libvirt did not start the domain: " + e.getMessage(), e);
    } finally {
      Folders.remove(own);
    }
  }

  private double measured(UUID id, Path own) throws IOException, LibvirtException {
    String xml = template.with(id, own);
    rest();
    FreeMemory.touch();
    long begin = System.nanoTime();
    overlay(own.resolve(template.overlay().getFileName()));
    Domain domain = starts.connect().domainDefineXML(xml);
    try {
      domain.create();
      long started = starts.await(id);
      return ((end == DeployEnd.GUEST ? greeted(template.socket(id)) : started) - begin) / SECOND;
    } finally {
      domain.destroy();
      domain.undefine();
      domain.free();
    }
  }

  private void rest() throws IOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The benchmark was ended", e);
    }
  }

  private void overlay(Path file) {
    Command.of(
            "qemu-img",
            "create",
            "-q",
            "-f",
            "qcow2",
            "-F",
            "qcow2",
            "-b",
            template.base().toString(),
            file.toString())
        .run();
  }

  /** The moment at which the guest's runner answers. */
  private static long greeted(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        BufferedReader answers =
            new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
      channel.write(ByteBuffer.wrap("hello bench\n".getBytes(StandardCharsets.UTF_8)));
      String line = answers.readLine();
      while (line != null && !line.contains("icecoat-guest 1 bench ")) {
        line = answers.readLine();
      }
      if (line == null) {
        throw new IOException("The guest has not answered");
      }
      return System.nanoTime();
    }
  }
}
