namespace Ayni.Data.Import;

/// <summary>Layout of a file.</summary>
public enum ImportFormat
{
    /// <summary>RFC 4180 with a header row.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>A line is a user, then the user's items. Columns: user, item, timestamp (made up, in order).</summary>
    Lightgcn,
}
