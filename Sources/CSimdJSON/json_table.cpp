#include "CSimdJSON.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include <simdjson.h>

// The table is made from the tape and the structural indexes, which the library keeps but does not promise.
static_assert(simdjson::SIMDJSON_VERSION_MAJOR == 3, "another major version: read the tape's layout again");

namespace {

using simdjson::internal::tape_type;

constexpr uint64_t payload_mask = 0x00FFFFFFFFFFFFFF;
// At the start of a container, the number of its elements or members stands above the place of its end. What is more
// than 24 bits hold stands as the most that they hold.
constexpr uint64_t count_shift = 32;

bool is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

acuse_json_status status_of(simdjson::error_code error) {
  switch (error) {
  case simdjson::SUCCESS: return ACUSE_JSON_OK;
  case simdjson::EMPTY: return ACUSE_JSON_EMPTY;
  case simdjson::CAPACITY: return ACUSE_JSON_TOO_LARGE;
  case simdjson::MEMALLOC: return ACUSE_JSON_OUT_OF_MEMORY;
  case simdjson::DEPTH_ERROR: return ACUSE_JSON_TOO_DEEP;
  default: return ACUSE_JSON_INVALID;
  }
}

} // namespace

struct acuse_json_parser {
  acuse_json_parser(size_t max_bytes, uint32_t max_depth, uint32_t max_values, uint32_t max_members)
      : parser(max_bytes), max_depth(max_depth), max_values(max_values), max_members(max_members) {}

  acuse_json_status parse(const uint8_t *bytes, size_t length);

  std::vector<acuse_json_value> values;
  uint32_t count = 0;

private:
  acuse_json_status tabulate(const uint8_t *bytes, size_t length);

  simdjson::dom::parser parser;
  std::vector<uint32_t> open;
  uint32_t max_depth;
  uint32_t max_values;
  uint32_t max_members;
  bool has_depth = false;
};

acuse_json_status acuse_json_parser::parse(const uint8_t *bytes, size_t length) {
  count = 0;
  open.clear();
  if (length == 0) { return ACUSE_JSON_EMPTY; }
  if (length > parser.max_capacity()) { return ACUSE_JSON_TOO_LARGE; }
  if (!has_depth) {
    auto error = parser.allocate(simdjson::dom::MINIMAL_DOCUMENT_CAPACITY, max_depth);
    if (error) { return status_of(error); }
    has_depth = true;
  }
  auto error = parser.parse(bytes, length, true).error();
  return error ? status_of(error) : tabulate(bytes, length);
}

/// Walks the tape and the structural indexes side by side: both hold the values in the order of the text.
acuse_json_status acuse_json_parser::tabulate(const uint8_t *bytes, size_t length) {
  const uint64_t *tape = parser.doc.tape.get();
  const uint8_t *strings = parser.doc.string_buf.get();
  const uint32_t *structurals = parser.implementation->structural_indexes.get();
  const uint32_t structural_count = parser.implementation->n_structural_indexes;
  const uint64_t tape_end = tape[0] & payload_mask;
  uint64_t at = 1;
  uint32_t structural = 0;
  // Every value has a structural index of its own, so that the table never outgrows their number.
  const size_t room = std::min<size_t>(structural_count, max_values);
  if (values.size() < room) { values.resize(room); }

  while (at < tape_end) {
    const auto type = static_cast<tape_type>(tape[at] >> 56);
    const uint64_t payload = tape[at] & payload_mask;
    if (type == tape_type::ROOT) { break; }

    uint32_t start = 0;
    do {
      if (structural >= structural_count) { return ACUSE_JSON_INCONSISTENT; }
      start = structurals[structural++];
      if (start >= length) { return ACUSE_JSON_INCONSISTENT; }
    } while (bytes[start] == ',' || bytes[start] == ':');

    if (type == tape_type::END_OBJECT || type == tape_type::END_ARRAY) {
      if (open.empty() || bytes[start] != static_cast<uint8_t>(type)) { return ACUSE_JSON_INCONSISTENT; }
      auto &value = values[open.back()];
      open.pop_back();
      value.end = start + 1;
      value.next = count;
      at += 1;
      if (open.empty()) { return ACUSE_JSON_OK; }
      continue;
    }

    if (count >= room) { return ACUSE_JSON_TOO_LARGE; }
    acuse_json_value &value = values[count];
    value.length = 0;
    value.start = start;
    value.next = count + 1;
    uint8_t first = 0;
    switch (type) {
    case tape_type::START_OBJECT:
    case tape_type::START_ARRAY:
      if (open.size() >= max_depth) { return ACUSE_JSON_TOO_DEEP; }
      if (bytes[start] != static_cast<uint8_t>(type)) { return ACUSE_JSON_INCONSISTENT; }
      if (type == tape_type::START_OBJECT && payload >> count_shift > max_members) { return ACUSE_JSON_TOO_MANY_MEMBERS; }
      value.kind = type == tape_type::START_OBJECT ? ACUSE_JSON_OBJECT : ACUSE_JSON_ARRAY;
      open.push_back(count);
      count += 1;
      at += 1;
      continue;
    case tape_type::STRING:
      value.kind = ACUSE_JSON_STRING;
      std::memcpy(&value.length, strings + payload, sizeof(uint32_t));
      value.scalar.text = strings + payload + sizeof(uint32_t);
      first = '"';
      break;
    case tape_type::INT64:
      value.kind = ACUSE_JSON_INTEGER;
      value.scalar.integer = static_cast<int64_t>(tape[++at]);
      break;
    case tape_type::UINT64:
      value.kind = ACUSE_JSON_REAL;
      value.scalar.real = static_cast<double>(tape[++at]);
      break;
    case tape_type::DOUBLE:
      value.kind = ACUSE_JSON_REAL;
      std::memcpy(&value.scalar.real, &tape[++at], sizeof(double));
      break;
    case tape_type::TRUE_VALUE: value.kind = ACUSE_JSON_TRUE; first = 't'; break;
    case tape_type::FALSE_VALUE: value.kind = ACUSE_JSON_FALSE; first = 'f'; break;
    case tape_type::NULL_VALUE: value.kind = ACUSE_JSON_NULL; first = 'n'; break;
    default: return ACUSE_JSON_INCONSISTENT;
    }
    at += 1;
    if (open.empty()) { return ACUSE_JSON_NOT_A_CONTAINER; }
    if (first != 0 && bytes[start] != first) { return ACUSE_JSON_INCONSISTENT; }
    // A scalar inside a container is always followed by another structural character.
    if (structural >= structural_count) { return ACUSE_JSON_INCONSISTENT; }
    uint32_t end = structurals[structural];
    if (end > length || end <= start) { return ACUSE_JSON_INCONSISTENT; }
    while (is_space(bytes[end - 1])) { end -= 1; }
    value.end = end;
    count += 1;
  }
  return ACUSE_JSON_INCONSISTENT;
}

extern "C" {

acuse_json_parser *acuse_json_parser_create(
    size_t max_bytes, uint32_t max_depth, uint32_t max_values, uint32_t max_members) {
  try {
    return new acuse_json_parser(max_bytes, max_depth, max_values, max_members);
  } catch (...) {
    return nullptr;
  }
}

void acuse_json_parser_destroy(acuse_json_parser *parser) { delete parser; }

acuse_json_status acuse_json_parse(
    acuse_json_parser *parser, const uint8_t *bytes, size_t length, const acuse_json_value **values,
    uint32_t *count) {
  *values = nullptr;
  *count = 0;
  try {
    const acuse_json_status status = parser->parse(bytes, length);
    if (status != ACUSE_JSON_OK) { return status; }
    *values = parser->values.data();
    *count = parser->count;
    return ACUSE_JSON_OK;
  } catch (...) {
    return ACUSE_JSON_OUT_OF_MEMORY;
  }
}

}
