package org.icecoat.imagestore;

import java.security.SecureRandom;
import java.time.Clock;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.service.process.ServiceProcess;

/** {@code icecoat store CONFIGURATION-FILE}: runs the image store until it is told to stop. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    System.exit(
        new ServiceProcess<>(
                "store",
                StoreConfiguration.class,
                configuration ->
                    RunningStore.start(configuration, Clock.systemUTC(), new SecureRandom()))
            .run(arguments));
  }
}
