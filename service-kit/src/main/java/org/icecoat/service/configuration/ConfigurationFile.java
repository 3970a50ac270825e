package org.icecoat.service.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Reads a YAML file into a record. Keys are the record's components in kebab case; an unknown,
 * doubled or ill-typed key is refused with its path. A record's constructor fills in defaults and
 * refuses values by {@link IllegalArgumentException}. Relative paths are taken from the file's
 * folder.
 */
public final class ConfigurationFile {
  private static final long MAXIMAL_BYTES = 1 << 20;

  private ConfigurationFile() {}

  /**
   * Reads the whole file.
   *
   * @throws ConfigurationException if the file cannot be read or is not exactly such a record
   */
  public static <T extends Record> T read(Path file, Class<T> type) {
    try {
      if (Files.size(file) > MAXIMAL_BYTES) {
        throw new ConfigurationException(file + " is larger than 1 MiB: is it the right file?");
      }
      T value = mapper(file.toAbsolutePath().getParent()).readValue(Files.readString(file), type);
      if (value == null) {
        throw new ConfigurationException(file + " is empty");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigurationException(file + ": " + unknownKey(e), e);
    } catch (JsonMappingException e) {
      throw new ConfigurationException(file + ": " + badValue(e), e);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          file + ": line " + e.getLocation().getLineNr() + ": " + firstLine(e), e);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(file + " does not exist", e);
    } catch (IOException e) {
      throw new ConfigurationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ObjectMapper mapper(Path folder) {
    YAMLFactory yaml = new YAMLFactory();
    yaml.setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build());
    return JsonMapper.builder(yaml)
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addModule(new TextTypes(folder))
        .build();
  }

  private static String unknownKey(UnrecognizedPropertyException e) {
    String unknown = path(e);
    Collection<Object> known = e.getKnownPropertyIds();
    String nearest = NearestKey.of(e.getPropertyName(), known);
    String all = known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    return "line %d: unknown key '%s'%s Known here: %s"
        .formatted(
            e.getLocation().getLineNr(),
            unknown,
            nearest.isEmpty() ? "." : "; did you mean '" + nearest + "'?",
            all);
  }

  private static String badValue(JsonMappingException e) {
    Throwable told = e;
    while (told != null && !(told instanceof IllegalArgumentException)) {
      told = told.getCause();
    }
    String key = path(e);
    return (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ")
        + (key.isEmpty() ? "" : key + ": ")
        + firstLine(told == null ? e : told);
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String firstLine(Throwable e) {
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
