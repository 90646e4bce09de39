namespace Ayni.Storage.Backups;

/// <summary>Names of an archive's parts.</summary>
internal static class BackupParts
{
    public const string States = "states.ndjson";

    public const string Manifest = "manifest.json";

    /// <summary>SHA-256 of the manifest, in hexadecimal: it has the checksums of all others.</summary>
    public const string ManifestChecksum = "manifest.sha256";

    /// <summary>Files of training runs under way: their run is not carried over either.</summary>
    public const string RunFiles = "runs/";

    private const string Tables = "tables/";
    private const string Files = "files/";
    private const string Rows = ".ndjson";

    public static IReadOnlyList<string> StateColumns { get; } = ["grain_id", "state_name", "payload"];

    public static string OfTable(string table) => Tables + table + Rows;

    public static string OfFile(string key) => Files + key;

    /// <summary>The table that a part's rows are of; null of another part.</summary>
    public static string? TableOf(string part) =>
        part.StartsWith(Tables, StringComparison.Ordinal) && part.EndsWith(Rows, StringComparison.Ordinal)
            ? part[Tables.Length..^Rows.Length]
            : null;

    /// <summary>The key of the model store that a part is the value of; null of another part.</summary>
    public static string? KeyOf(string part) =>
        part.StartsWith(Files, StringComparison.Ordinal) ? part[Files.Length..] : null;
}
