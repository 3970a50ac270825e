package org.icecoat.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.libvirt.LibvirtVmm;
import org.icecoat.service.process.ServiceProcess;

/** {@code icecoat node CONFIGURATION-FILE}: runs a node's plug-in until it is told to stop. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    System.exit(
        new ServiceProcess<>(
                "node",
                PluginConfiguration.class,
                configuration -> start(configuration, Path.of(arguments[0])))
            .run(arguments));
  }

  private static RunningNode start(PluginConfiguration configuration, Path file)
      throws IOException {
    return RunningNode.start(
        configuration,
        file,
        Clock.systemUTC(),
        (node, scheduler) ->
            new LibvirtVmm(node.libvirt(), node.folder().resolve("blank-disks"), scheduler));
  }
}
