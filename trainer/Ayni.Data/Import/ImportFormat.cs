namespace Ayni.Data.Import;

/// <summary>Layout of a file.</summary>
public enum ImportFormat
{
    /// <summary>Rows of fields with a delimiter between them, RFC 4180.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>A line is a user, then the user's items. Columns: user, item, timestamp (made up, in order).</summary>
    Lightgcn,

    /// <summary>A JSON array of objects, or an object that holds one.</summary>
    Json,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>A workbook of Excel: .xlsx, or .xls.</summary>
    Xlsx,
}
