package org.icecoat.console.deploy;

import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.application.ApplicationFile;
import org.icecoat.domain.application.ApplicationSpec;
import org.icecoat.domain.application.FileContent;
import org.icecoat.domain.application.RelativePath;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.wire.types.ApplicationFileType;
import org.icecoat.wire.types.ApplicationType;
import org.icecoat.wire.types.EnvironmentVariableType;

/** The digest by which nodes name an application, computed here from the user's own files. */
final class ApplicationDigest {
  private ApplicationDigest() {}

  /**
   * Reads all its files.
   *
   * @throws ConsoleException USAGE, if a file cannot be read, or there can be no such application
   */
  static Sha256 of(ApplicationType wire) {
    try {
      return ApplicationArchive.of(spec(wire)).digest();
    } catch (IOException | IllegalArgumentException e) {
      throw new ConsoleException(ConsoleFault.USAGE, "upload: " + e.getMessage(), e);
    }
  }

  private static ApplicationSpec spec(ApplicationType wire) {
    List<ApplicationFile> files = wire.getFile().stream().map(ApplicationDigest::file).toList();
    return new ApplicationSpec(
        wire.getCommand(),
        wire.getArgument(),
        environment(wire.getEnvironment()),
        files,
        Optional.ofNullable(wire.getTimeLimit()));
  }

  private static SortedMap<String, String> environment(List<EnvironmentVariableType> wire) {
    return new TreeMap<>(
        wire.stream()
            .collect(
                Collectors.<EnvironmentVariableType, String, String>toMap(
                    EnvironmentVariableType::getName, EnvironmentVariableType::getValue)));
  }

  private static ApplicationFile file(ApplicationFileType wire) {
    return new ApplicationFile(
        new RelativePath(wire.getPath()),
        wire.isExecutable(),
        new Source(wire.getContent().getDataSource()));
  }

  private record Source(DataSource source) implements FileContent {
    @Override
    public long bytes() {
      return ((FileDataSource) source).getFile().length();
    }

    @Override
    public InputStream open() throws IOException {
      return source.getInputStream();
    }
  }
}
