/// What a retry from quarantine needs: where the slices lay in the body that they were cut out of, noted only if one
/// of them is in quarantine, and the number that a list shows.
enum M0011QuarantineRetry: Migration {
  static let name = "quarantine_retry"

  static let sql = """
    ALTER TABLE envelope ADD COLUMN places BLOB;
    ALTER TABLE quarantine ADD COLUMN number TEXT;
    """
}
