package org.icecoat.console.deploy;

import static org.icecoat.console.deploy.RequestKey.COMMAND;
import static org.icecoat.console.deploy.RequestKey.ENV;
import static org.icecoat.console.deploy.RequestKey.TIME_LIMIT;
import static org.icecoat.console.deploy.RequestKey.UPLOAD;

import java.nio.file.Path;
import java.util.List;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.text.Spans;
import org.icecoat.wire.types.ApplicationType;
import org.icecoat.wire.types.EnvironmentVariableType;

/** The client's code. */
final class ApplicationMapper {
  private ApplicationMapper() {}

  /**
   * Null if there is none.
   *
   * @param folder from where relative paths are taken
   */
  static ApplicationType application(RequestValues values, Path folder) {
    if (!values.has(COMMAND)) {
      if (values.has(UPLOAD, ENV, TIME_LIMIT)) {
        throw new ConsoleException(
            ConsoleFault.USAGE,
            "What shall run? Give the command after --, such as: -- ./search.sh globins4.hmm");
      }
      return null;
    }
    ApplicationType wire = new ApplicationType();
    List<String> words = values.all(COMMAND);
    wire.setCommand(words.get(0));
    wire.getArgument().addAll(words.subList(1, words.size()));
    wire.getEnvironment().addAll(values.readAll(ENV, ApplicationMapper::variable));
    wire.getFile().addAll(new Uploads(folder).files(values.all(UPLOAD)));
    values.read(TIME_LIMIT, Spans::parse).ifPresent(wire::setTimeLimit);
    return wire;
  }

  private static EnvironmentVariableType variable(String text) {
    NameValue pair = NameValue.parse(text);
    EnvironmentVariableType wire = new EnvironmentVariableType();
    wire.setName(pair.name());
    wire.setValue(pair.value());
    return wire;
  }
}
