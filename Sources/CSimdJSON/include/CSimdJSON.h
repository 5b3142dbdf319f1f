/// A JSON text as one flat table: simdjson validates and converts, the table adds where each value stands.
///
/// The values lie in the order of the text. An object's children alternate between key and value, an array's
/// are its elements; `next` leads from a value to the one after its subtree, so that a walk needs no calls
/// back into C++. The table and the strings in it live until the parser's next use.
#ifndef ACUSE_CSIMDJSON_H
#define ACUSE_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  ACUSE_JSON_OK = 0,
  /// Nothing but white space.
  ACUSE_JSON_EMPTY,
  /// Not JSON, in whatever way.
  ACUSE_JSON_INVALID,
  /// JSON whose outermost value is neither object nor array.
  ACUSE_JSON_NOT_A_CONTAINER,
  /// Nested deeper than the parser's bound.
  ACUSE_JSON_TOO_DEEP,
  /// Longer than the parser's bound, or more values than it.
  ACUSE_JSON_TOO_LARGE,
  /// An object has more members than the parser's bound, repeated names counted.
  ACUSE_JSON_TOO_MANY_MEMBERS,
  ACUSE_JSON_OUT_OF_MEMORY,
  /// The two stages of the parser disagree about the text: a fault in this shim or in the library.
  ACUSE_JSON_INCONSISTENT,
} acuse_json_status;

typedef enum {
  ACUSE_JSON_NULL = 0,
  ACUSE_JSON_FALSE,
  ACUSE_JSON_TRUE,
  /// `scalar.integer`
  ACUSE_JSON_INTEGER,
  /// `scalar.real`; also whole numbers beyond the range of int64.
  ACUSE_JSON_REAL,
  /// `scalar.text` and `length`
  ACUSE_JSON_STRING,
  ACUSE_JSON_ARRAY,
  ACUSE_JSON_OBJECT,
} acuse_json_kind;

typedef struct {
  union {
    int64_t integer;
    double real;
    /// Unescaped, not terminated by the length alone: it may hold NUL.
    const uint8_t *text;
  } scalar;
  /// Bytes of `scalar.text`.
  uint32_t length;
  /// The index of the value after this one and all that it holds.
  uint32_t next;
  /// The value's own bytes in the text, from its first to one past its last.
  uint32_t start;
  uint32_t end;
  /// An `acuse_json_kind`.
  uint32_t kind;
} acuse_json_value;

typedef struct acuse_json_parser acuse_json_parser;

/// A parser with its bounds; NULL when there is no memory. Used by one thread at a time.
acuse_json_parser *acuse_json_parser_create(
    size_t max_bytes, uint32_t max_depth, uint32_t max_values, uint32_t max_members);
void acuse_json_parser_destroy(acuse_json_parser *parser);

/// Reads one text, which needs no padding: it is copied. On ACUSE_JSON_OK there is at least one value, and
/// value 0 is the outermost.
acuse_json_status acuse_json_parse(
    acuse_json_parser *parser, const uint8_t *bytes, size_t length, const acuse_json_value **values,
    uint32_t *count);

#ifdef __cplusplus
}
#endif

#endif
