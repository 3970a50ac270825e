package org.icecoat.factory;

import java.time.Clock;
import org.icecoat.service.process.ServiceProcess;

/** {@code icecoat factory CONFIGURATION-FILE}: runs a factory until it is told to stop. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    System.exit(
        new ServiceProcess<>(
                "factory",
                FactoryConfiguration.class,
                configuration -> RunningFactory.start(configuration, Clock.systemUTC()))
            .run(arguments));
  }
}
