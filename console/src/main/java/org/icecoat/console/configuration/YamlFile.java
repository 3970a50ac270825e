package org.icecoat.console.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;

/**
 * Reads a YAML file into a record. Keys are in kebab case; an unknown or doubled one is refused.
 */
public final class YamlFile {
  private static final long MAXIMAL_BYTES = 1 << 20;

  private YamlFile() {}

  /**
   * An empty file gives null.
   *
   * @throws ConsoleException USAGE, with file, line and key
   */
  public static <T extends Record> T read(Path file, Class<T> type) {
    return read(file, text -> text.isBlank() ? null : mapper().readValue(text, type));
  }

  /**
   * The keys at its top that have a value, whatever they mean.
   *
   * @throws ConsoleException USAGE, with file and line
   */
  public static Set<String> keys(Path file) {
    Set<String> keys = new TreeSet<>();
    JsonNode top = read(file, text -> mapper().readTree(text));
    top.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> keys.add(field.getKey()));
    return keys;
  }

  /**
   * A text somewhere below its top, whatever it means; none if it is not there, or no text.
   *
   * @param keys the way to it
   * @throws ConsoleException USAGE, with file and line
   */
  public static Optional<String> text(Path file, String... keys) {
    JsonNode node = read(file, text -> mapper().readTree(text));
    for (String key : keys) {
      node = node.path(key);
    }
    return Optional.ofNullable(node.textValue());
  }

  /** Makes something of a text. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(String text) throws JsonProcessingException;
  }

  private static <T> T read(Path file, Reading<T> reading) {
    try {
      if (Files.size(file) > MAXIMAL_BYTES) {
        throw wrong(file, "is larger than 1 MiB; is it the right file?", null);
      }
      return reading.of(Files.readString(file));
    } catch (UnrecognizedPropertyException e) {
      throw wrong(file, unknownKey(e), e);
    } catch (JsonProcessingException e) {
      throw wrong(file, line(e) + keyed(e) + firstLine(e), e);
    } catch (NoSuchFileException e) {
      throw wrong(file, "does not exist", e);
    } catch (IOException e) {
      throw wrong(file, "cannot be read as text: " + e.getMessage(), e);
    }
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder(new YAMLFactory())
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .build();
  }

  private static ConsoleException wrong(Path file, String what, Throwable cause) {
    return new ConsoleException(ConsoleFault.USAGE, file + ": " + what, cause);
  }

  private static String unknownKey(UnrecognizedPropertyException e) {
    String known =
        e.getKnownPropertyIds().stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return "unknown key '%s'; known here: %s".formatted(e.getPropertyName(), known);
  }

  private static String line(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }

  private static String keyed(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining("."))
        + ": ";
  }

  private static String firstLine(JsonProcessingException e) {
    Throwable told = e;
    while (told.getCause() != null && !(told instanceof IllegalArgumentException)) {
      told = told.getCause();
    }
    String message =
        told instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : told.getMessage();
    return message == null ? "cannot be read" : message.lines().findFirst().orElse("");
  }
}
