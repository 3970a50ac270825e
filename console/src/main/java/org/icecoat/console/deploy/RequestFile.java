package org.icecoat.console.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;

/**
 * A request in YAML: a key for each option, with a value, a list, or a map of names to values.
 * Files to upload are taken from the folder of the request file.
 */
final class RequestFile {
  private final Path file;

  RequestFile(Path file) {
    this.file = file;
  }

  /**
   * @throws ConsoleException USAGE
   */
  RequestValues read() {
    Map<RequestKey, List<String>> values = new EnumMap<>(RequestKey.class);
    for (Map.Entry<String, JsonNode> entry : tree().properties()) {
      RequestKey key = key(entry.getKey());
      values.put(key, texts(key, entry.getValue()));
    }
    return new RequestValues(values);
  }

  private JsonNode tree() {
    try {
      JsonNode tree =
          JsonMapper.builder(new YAMLFactory())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(Files.readString(file));
      if (tree.isObject()) {
        return tree;
      }
      throw wrong("a request is 'key: value' lines", null);
    } catch (NoSuchFileException e) {
      throw wrong("does not exist", e);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw wrong(where + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (IOException e) {
      throw wrong("cannot be read as text: " + e.getMessage(), e);
    }
  }

  private RequestKey key(String name) {
    return RequestKey.of(name)
        .orElseThrow(
            () ->
                wrong(
                    "unknown key '%s'; known are %s"
                        .formatted(
                            name,
                            Stream.of(RequestKey.values())
                                .map(RequestKey::key)
                                .collect(Collectors.joining(", "))),
                    null));
  }

  private List<String> texts(RequestKey key, JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> texts.add(scalar(key, one)));
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(one -> texts.add(one.getKey() + "=" + scalar(key, one.getValue())));
    } else {
      texts.add(scalar(key, value));
    }
    if (!key.many() && texts.size() != 1) {
      throw wrong("'" + key.key() + "' takes one value", null);
    }
    return key == RequestKey.UPLOAD ? texts.stream().map(this::besides).toList() : texts;
  }

  private String scalar(RequestKey key, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw wrong("'" + key.key() + "' has a value that is no text or number", null);
    }
    return value.asText();
  }

  private String besides(String upload) {
    return file.toAbsolutePath().getParent().resolve(upload).toString();
  }

  private ConsoleException wrong(String what, Throwable cause) {
    return new ConsoleException(ConsoleFault.USAGE, file + ": " + what, cause);
  }
}
